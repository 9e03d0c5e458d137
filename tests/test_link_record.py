"""Links in a record: what the samples hold, in any order, once, and as data."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord import accounts
from onrecord.cli import onrecord as program
from onrecord.errors import NotFound
from onrecord.evaluate.notation import parse
from onrecord.link import comparing
from onrecord.link import update as linker
from onrecord.link.update import update
from onrecord.model import Extraction, Relation
from onrecord.resolve import resolve
from onrecord.segment import segment
from onrecord.store import Record, open_record

GOLD = Path(__file__).parent.parent / "evals" / "gold" / "articles"


@cache
def extractions() -> tuple[Extraction, ...]:
    found = []
    for path in sorted(GOLD.glob("*.gold.txt")):
        gold = parse(path.read_text(encoding="utf-8"))
        known = resolve(gold.document, segment(gold.document.text), gold.attributions)
        found.append(Extraction(gold.document, known.attributions, known.mentions, known.entities))
    return tuple(found)


def number(document: str) -> str:
    """The number of a sample article, from its place among them."""
    return f"{[e.document.id for e in extractions()].index(document) + 1:02}"


def filled(path: Path, order: Sequence[int], *, at_once: bool = False) -> None:
    with open_record(path, create=True) as record:
        for place in order:
            record.add(extractions()[place], model="gold/1")
            if not at_once:
                assert update(record.links()) == ()
        assert update(record.links()) == ()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("linked") / "r.db"
    filled(where, range(len(extractions())))
    return where


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    with open_record(path) as opened:
        yield opened


def shown(path: Path) -> str:
    with open_record(path, readonly=True) as record:
        links = [json.dumps(each, sort_keys=True) for each in accounts.links(record)]
        return json.dumps([links, list(map(repr, record.links().copies())), sorted(record.links().echoes())])


def sides(record: Record, relation: Relation) -> set[tuple[str, str, str, str]]:
    found = record.links().links(relation)
    return {
        (number(x.left.document), x.left.name or "", number(x.right.document), x.right.name or "")
        for x in found
    }


def test_the_wire_copies_are_found_and_their_origin(record: Record) -> None:
    found = {(number(c.document), number(c.origin), number(c.root)) for c in record.links().copies()}
    assert found == {("02", "01", "01"), ("03", "01", "01")}


def test_the_planted_drift_is_listed(record: Record) -> None:
    found = {str(edit) for each in accounts.drift(record) for edit in each.edits}
    wanted = {
        "“present” dropped",
        "“that anyone here would call a warning” dropped",
        "“by anyone” dropped",
        "“last week” dropped",
    }
    assert wanted <= found


def test_the_planted_contradictions_are_found(record: Record) -> None:
    found = sides(record, Relation.CONTRADICTS)
    assert ("04", "Civil Protection Office", "04", "Ingrid Falk") in found
    assert any(a == "08" and one == "Clemens Arday" and other == "Edda Brask" for a, one, _, other in found)
    assert any((a, b) == ("11", "11") for a, _, b, _ in found)
    assert any((a, b) == ("09", "09") for a, _, b, _ in found)


def test_the_planted_changes_are_found(record: Record) -> None:
    found = sides(record, Relation.UPDATES)
    assert any(one == "Tobias Renn" and b == "08" for _, one, b, _ in found)
    assert any(one == other == "Edda Brask" and b == "13" for _, one, b, other in found)
    assert {x.left.name for x in accounts.changes(record, "brask")} == {"Edda Brask"}


def test_a_wire_copy_never_contradicts_itself(record: Record) -> None:
    family = {"01", "02", "03"}
    clashing = record.links().links(Relation.CONTRADICTS, Relation.UPDATES)
    across = [x for x in clashing if {number(x.left.document), number(x.right.document)} <= family]
    assert all(x.left.document == x.right.document for x in across)


def test_an_echo_counts_once(record: Record) -> None:
    (claim,) = [
        c
        for c in accounts.claims(record, "footbridge")
        if str(c.statements[0].content).startswith("that the river")
    ]
    assert (claim.size, claim.origins) == (3, 1)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_insertion_changes_nothing(path: Path, tmp_path: Path, seed: int) -> None:
    order = list(range(len(extractions())))
    random.Random(seed).shuffle(order)
    filled(tmp_path / "r.db", order, at_once=seed == 2)
    assert shown(tmp_path / "r.db") == shown(path)


def test_linking_again_does_nothing(path: Path) -> None:
    before = shown(path)
    with open_record(path) as record:
        assert record.links().waiting() == []
        assert update(record.links()) == ()
    assert shown(path) == before


def test_a_linker_that_comes_back_shows_only_what_it_finds_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path / "r.db", range(len(extractions())))
    before = shown(tmp_path / "r.db")
    assert '"relation": "contradicts"' in before.replace('\\"', '"')
    here = linker.LINKER
    with open_record(tmp_path / "r.db") as record:
        with monkeypatch.context() as patch:
            for asked in ("relate", "weighed"):
                patch.setattr(comparing, asked, lambda *_, **__: None)
            for name in ("another/1", here):
                patch.setattr(linker, "LINKER", name)
                assert update(record.links()) == ()
                assert list(accounts.links(record)) == []
            patch.setattr(linker, "LINKER", "another/1")
            assert update(record.links()) == ()
        assert update(record.links()) == ()
    assert shown(tmp_path / "r.db") == before


def test_links_are_append_only(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        for sql in (
            "DELETE FROM links",
            "UPDATE links SET score = 1",
            "INSERT OR REPLACE INTO links SELECT * FROM links",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(sql)
    connection.close()


def test_a_document_that_cannot_be_linked_is_a_failure_and_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = extractions()[3].document.id
    whole = linker.sheet

    def refusing(extraction: Extraction) -> object:
        if extraction.document.id == broken:
            raise RuntimeError("no")
        return whole(extraction)

    monkeypatch.setattr(linker, "sheet", refusing)
    with open_record(tmp_path / "r.db", create=True) as record:
        for extraction in extractions():
            record.add(extraction, model="gold/1")
        (failure,) = update(record.links())
        assert (failure.origin, failure.stage) == (broken, "link")
        assert update(record.links()) == ()
        assert record.links().copies()


def test_every_link_is_data_with_spans_that_hold(record: Record) -> None:
    rows = list(accounts.links(record))
    assert {row["relation"] for row in rows} == {"same_quote", "agrees", "contradicts", "updates"}
    known = {(e.document.id, a.id): e.document.text for e in record.extractions() for a in e.attributions}
    for row in rows:
        for side in (row["left"], row["right"]):
            text = known[side["document"], side["attribution"]]
            assert side["spans"]
            assert all(0 <= start < end <= len(text) for start, end in side["spans"])
            assert all(text[start:end].strip() for start, end in side["spans"])


def test_compare_says_who_says_what(record: Record) -> None:
    found = accounts.compare(record, "flooded homes")
    answers = {(p.answer, p.name) for p in found.positions}
    assert ("yes", "Civil Protection Office") in answers
    assert ("no", "Ingrid Falk") in answers
    with pytest.raises(NotFound, match="zeppelin"):
        accounts.compare(record, "zeppelin")


def test_a_claim_is_found_by_any_member(record: Record) -> None:
    (first, *_) = accounts.claims(record, "sirens")
    for statement in first.statements:
        assert accounts.claim(record, statement.id).id == first.id


@pytest.mark.parametrize(
    ("verb", "arguments", "words"),
    [
        ("claims", ["sirens"], "origins"),
        ("compare", ["flooded", "homes"], "“340”"),
        ("changes", ["renn"], "first and “1:40” later"),
        ("drift", [], "“present” dropped"),
        ("links", ["--relation", "updates"], '"relation": "updates"'),
    ],
)
def test_the_verbs_print(path: Path, verb: str, arguments: list[str], words: str) -> None:
    result = CliRunner().invoke(program, [verb, *arguments, "--record", str(path)])
    assert result.exit_code == 0, result.output
    assert words in result.output


def test_a_record_without_links_is_linked_when_asked(tmp_path: Path) -> None:
    with open_record(tmp_path / "r.db", create=True) as record:
        for extraction in extractions()[:3]:
            record.add(extraction, model="gold/1")
    with accounts.linked(tmp_path / "r.db") as record:
        assert len(record.links().copies()) == 2
