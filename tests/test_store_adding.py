"""What goes in comes out: whole, once, and in the same order whatever the order of arrival."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import MalformedInput, NotFound, UsageError
from onrecord.model import Document, Extraction, Failure, Span, attribution_id
from onrecord.store import open_record
from onrecord.store.entities import record_ids, renamed
from store_samples import MODEL, article, one_statement
from strategies import any_texts, extractions

TEXTS = any_texts().filter(lambda text: text and "\0" not in text)


def on_record(found: Extraction) -> Extraction:
    return renamed(found, record_ids(found))


@settings(max_examples=15, deadline=None)
@given(st.lists(extractions(TEXTS), max_size=4, unique_by=lambda e: e.document.id))
def test_every_extraction_comes_back_as_it_went_in(found: list[Extraction]) -> None:
    with TemporaryDirectory() as folder, open_record(Path(folder) / "r.db", create=True) as record:
        assert all(record.add(each, model=MODEL) for each in found)
        assert list(record.extractions()) == sorted(map(on_record, found), key=lambda e: e.document.id)
        for each in found:
            assert record.document(each.document.id) == each.document
        assert record.verify() == ()


@settings(max_examples=8, deadline=None)
@given(st.lists(extractions(TEXTS), min_size=2, max_size=5, unique_by=lambda e: e.document.id), st.randoms())
def test_the_order_of_arrival_does_not_show(found: list[Extraction], order: random.Random) -> None:
    shuffled = order.sample(found, len(found))
    with TemporaryDirectory() as folder:
        exports = []
        for name, items in (("one", found), ("other", shuffled)):
            with open_record(Path(folder) / name, create=True) as record:
                for each in items:
                    record.add(each, model=MODEL)
                exports.append((list(record.extractions()), record.statements(), record.speakers()))
        assert exports[0] == exports[1]


def test_adding_twice_changes_nothing(tmp_path: Path) -> None:
    found = one_statement("Mara Lind", "that the dam would hold")
    with open_record(tmp_path / "r.db", create=True) as record:
        assert record.add(found, model=MODEL) is True
        before = list(record.extractions())
        assert record.add(found, model=MODEL) is False
        assert list(record.extractions()) == before
        assert len(record.who("Lind")) == 1
        assert record.has(found.document.id, MODEL)
        assert not record.has(found.document.id, "rules/2")


def test_what_was_added_is_there_for_the_next_process(tmp_path: Path) -> None:
    found = one_statement("Mara Lind", "that the dam would hold 🚜")
    with open_record(tmp_path / "r.db", create=True) as record:
        record.add(found, model=MODEL)
    with open_record(tmp_path / "r.db") as record:
        assert list(record.extractions()) == [on_record(found)]


def test_a_new_model_adds_and_the_choice_can_be_taken_back(tmp_path: Path) -> None:
    old = one_statement("Mara Lind", "that the dam would hold")
    new = replace(old, attributions=tuple(a.with_(confidence=0.5) for a in old.attributions[:0]))
    with open_record(tmp_path / "r.db", create=True) as record:
        record.add(old, model="m/1")
        record.add(new, model="m/2")
        assert record.who("Lind") == ()
        assert record.said("dam")[0].statement is None
        assert record.extraction(old.document.id, model="m/1").attributions == on_record(old).attributions
        assert record.verify() == ()
        record.choose("m/1")
        assert [s.model for s in record.who("Lind")] == ["m/1"]
        assert record.said("dam")[0].statement == record.who("Lind")[0]
        assert list(record.extractions()) == [on_record(old)]
        assert record.verify() == ()


def test_a_model_that_is_not_preferred_does_not_displace_the_current_one(tmp_path: Path) -> None:
    first, second = (one_statement(who, "that the dam would hold") for who in ("Mara Lind", "Tom Hale"))
    with open_record(tmp_path / "r.db", create=True) as record:
        record.add(first, model="m/1")
        record.add(second, model="m/2")
        record.add(replace(second, attributions=()), model="m/1")
        assert [s.model for s in record.who("Hale")] == ["m/2"]
        assert len([h for h in record.said("dam") if h.statement]) == 2
        assert record.verify() == ()


def test_findings_need_a_model(tmp_path: Path) -> None:
    with open_record(tmp_path / "r.db", create=True) as record:
        with pytest.raises(UsageError, match="which model"):
            record.add(one_statement("Mara Lind", "that it would"), model="")
        with pytest.raises(UsageError, match="'m/9'"):
            record.choose("m/9")


def _second(found: Extraction, **changes: object) -> Extraction:
    """``found`` with the first attribution changed and its id made right."""
    changed = found.attributions[0].with_(**changes)
    key = attribution_id(found.document.id, changed.source, changed.cue, changed.content)
    return replace(found, attributions=(changed.with_(id=key), *found.attributions[1:]))


SOUND = article(
    "<s1>Mara Lind</s1> <k1>said</k1> <c1>it would</c1>, and "
    '<c2>"hold"</c2>, <k2>said</k2> <s2>Tom Hale</s2>.\n'
    '===\n1: speaker="Mara Lind"\n2: speaker="Tom Hale" within=1\n'
)
FIRST, SECOND = SOUND.attributions
UNSOUND = {
    "NUL": Extraction(Document.new("The dam \0 would hold.")),
    "no text": Extraction(replace(SOUND.document, text="")),
    "surrogate": replace(SOUND, document=replace(SOUND.document, title="\ud800")),
    "give the id": replace(SOUND, document=replace(SOUND.document, text=SOUND.document.text + " ")),
    "no content": _second(SOUND, content=()),
    "ends at 500": _second(SOUND, content=(Span(20, 500),)),
    "not sorted and disjoint": _second(SOUND, content=(Span(20, 25), Span(22, 28))),
    "spans of attribution 000000000000": replace(SOUND, attributions=(FIRST.with_(id="0" * 12),)),
    "same source, cue and content": replace(SOUND, attributions=(FIRST, FIRST)),
    "names the speaker 'e9'": _second(SOUND, speaker="e9"),
    "a mention names entity": replace(SOUND, entities=(), attributions=()),
    "same id": replace(SOUND, entities=(SOUND.entities[0], SOUND.entities[0])),
    "which is not there": replace(SOUND, attributions=(SECOND,)),
    "comes back": replace(SOUND, attributions=(FIRST.with_(within=SECOND.id), SECOND)),
    "confidence nan": _second(SOUND, confidence=float("nan")),
}


@pytest.mark.parametrize("problem", UNSOUND)
def test_what_does_not_hold_together_is_refused_whole(tmp_path: Path, problem: str) -> None:
    with open_record(tmp_path / "r.db", create=True) as record:
        with pytest.raises(MalformedInput, match=problem):
            record.add(UNSOUND[problem], model=MODEL)
        assert record.summary().documents == 0
        assert record.add(SOUND, model=MODEL)


def test_nothing_is_kept_of_a_document_that_the_database_refuses(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with open_record(path, create=True) as record:
        # Something outside makes the last insert of this document fail.
        with sqlite3.connect(path) as other:
            other.execute(
                "CREATE TRIGGER stop BEFORE INSERT ON mentions BEGIN SELECT RAISE(ABORT, 'stop'); END"
            )
        other.close()
        with pytest.raises(Exception, match="stop"):
            record.add(SOUND, model=MODEL)
        tables = ("documents", "runs", "models", "attributions", "spans", "local_entities", "entities")
        with sqlite3.connect(path) as other:
            counts = {t: other.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables}
            assert counts == dict.fromkeys(tables, 0)
            other.execute("DROP TRIGGER stop")
        other.close()
        # The same connection can go on.
        assert record.add(SOUND, model=MODEL)
        assert record.verify() == ()


def test_documents_are_found_by_the_beginning_of_their_id(tmp_path: Path) -> None:
    with open_record(tmp_path / "r.db", create=True) as record:
        ids = []
        for i in range(40):
            found = one_statement("Mara Lind", f"that {i} dams would hold")
            record.add(found, model=MODEL)
            ids.append(found.document.id)
        assert record.document(ids[3][:12].upper()).id == ids[3]
        letter = max("0123456789abcdef", key=lambda c: sum(i.startswith(c) for i in ids))
        with pytest.raises(NotFound, match="several documents"):
            record.document(letter)
        for wrong in ("", "%", "zz", "g", "ffff00001111"):
            with pytest.raises(NotFound, match="no document"):
                record.document(wrong)


def test_failures_are_kept_once_and_settled_by_success(tmp_path: Path) -> None:
    bad = Failure("a.txt", "read", "empty-input", "a.txt is empty; give another")
    found = one_statement("Mara Lind", "that the dam would hold")
    slow = Failure(found.document.id, "extract", "broken-model", "no")
    with open_record(tmp_path / "r.db", create=True) as record:
        for each in (bad, bad, slow, replace(bad, origin="b.txt")):
            record.fail(each)
        assert record.failures() == (bad, slow, replace(bad, origin="b.txt"))
        record.add(found, model=MODEL, origin="a.txt")
        assert record.failures() == (replace(bad, origin="b.txt"),)
        assert record.failures(settled=True) == (bad, slow, replace(bad, origin="b.txt"))
        record.settle("b.txt")
        record.fail(bad)
        assert record.failures() == (bad,)
        assert len(record.failures(settled=True)) == 4


def test_failures_of_an_extraction_stay_open_when_it_is_added_again(tmp_path: Path) -> None:
    found = replace(SOUND, failures=(Failure(SOUND.document.id, "resolve", "value-error", "no"),))
    with open_record(tmp_path / "r.db", create=True) as record:
        assert record.add(found, model=MODEL)
        assert not record.add(found, model=MODEL)
        assert record.failures() == found.failures
        assert next(record.extractions()).failures == found.failures
