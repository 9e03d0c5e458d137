"""Linking in batches and in other processes: what is told of it, and that nothing else changes."""

from __future__ import annotations

import multiprocessing
import operator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from bench.reported import Report, reported

from onrecord import judging
from onrecord.accounts import claims
from onrecord.link import workers as rooms
from onrecord.link.accounts import accounts
from onrecord.link.anchored import anchored
from onrecord.link.update import update
from onrecord.link.workers import workers
from onrecord.model import Entity, EntityKind, Extraction, Verdict
from onrecord.store import families, open_record


def article(number: int, words: str = "the gate at Kessary was closed before the flood") -> Extraction:
    return reported([Report("Mara Lind", words)], published=date(2031, 1, 1), lead=f"Article {number}. ")


def test_it_tells_how_far_it_is_and_that_it_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(update.__globals__, "BATCH", 2)
    told: list[tuple[int, int]] = []
    with open_record(tmp_path / "r.db", create=True) as record:
        for number in range(5):
            record.add(article(number), model="made/1")
        update(record.links(), told=lambda done, of: told.append((done, of)))
        assert update(record.links(), told=lambda *_: pytest.fail("nothing waits")) == ()
    assert told == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5), (5, 5)]


def test_processes_start_once_keep_the_order_and_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "WORTH", 4)
    monkeypatch.setattr(rooms, "CHUNK", 3)
    with workers(2) as mapped:
        assert list(mapped(operator.neg, range(3))) == [0, -1, -2]
        assert multiprocessing.active_children() == []
        for _ in range(2):
            assert list(mapped(operator.neg, range(40))) == [-n for n in range(40)]
            children = {process.pid for process in multiprocessing.active_children()}
            assert 1 <= len(children) <= 2
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(("shared", "meet"), [(1, False), (2, True), (3, True)])
def test_texts_that_share_two_numbers_are_looked_at(tmp_path: Path, shared: int, meet: bool) -> None:
    assert families.SHARED_NUMBERS == 2
    with open_record(tmp_path / "r.db", create=True) as record:
        for number in range(2):
            record.add(article(number), model="made/1")
        links = record.links()
        with links.together():
            one, other = links.waiting()
            assert links.texts_near(one, frozenset(range(10)), 5) == []
            found = links.texts_near(other, frozenset(range(10 - shared, 20)), 3)
        assert found == ([one] if meet else [])


def test_a_spokesman_speaks_for_the_body_that_the_words_name() -> None:
    """Also where he is called by his name the next time."""
    reports = [Report("A police spokesman", "the gate was closed"), Report("Renn", "nobody opened it")]
    made = reported(reports, lead="Story. ")
    first, second = made.attributions
    bodies = [
        Entity(id_, EntityKind.ORGANISATION, name, (name,))
        for id_, name in (("x1", "Harbour Board"), ("x2", "Kessary Police"))
    ]
    entities = (*made.entities, *bodies)
    one_man = replace(made, attributions=(first, replace(second, speaker=first.speaker)), entities=entities)
    assert [each.speaks_for for each in accounts(one_man)] == ["kessary police", "kessary police"]
    assert [each.speaks_for for each in accounts(replace(made, entities=entities))] == [
        "kessary police",
        None,
    ]
    assert [each.speaks_for for each in accounts(made)] == [None, None]


def test_which_body_a_spokesman_speaks_for_does_not_hang_on_ids() -> None:
    made = reported([Report("A police spokesman", "the gate was closed")], lead="Story. ")
    found = set()
    for ids in (("x1", "x2"), ("x2", "x1")):
        bodies = [
            Entity(id_, EntityKind.ORGANISATION, name, (name,))
            for id_, name in zip(ids, ("Kessary Police", "Brannet Police"), strict=True)
        ]
        entities = tuple(sorted((*made.entities, *bodies), key=lambda e: e.id))
        (account,) = accounts(Extraction(made.document, made.attributions, made.mentions, entities))
        found.add(account.speaks_for)
    assert len(found) == 1


def test_two_texts_without_a_run_in_common_have_no_stretch_in_common() -> None:
    one, other = ["a", "b", "c", "d", "e"], ["e", "d", "c", "b", "a"]
    assert anchored(one, other, 2) == []
    assert anchored([], other, 2) == []
    assert anchored(one, [*other, *one], 2) == [(0, 5, 5)]


def test_what_people_hold_to_be_one_claim_outlives_another_version_of_the_linker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_record(tmp_path / "r.db", create=True) as record:
        for number, words in enumerate(("the harbour gate was closed", "twelve sirens were heard at night")):
            record.add(article(number, words), model="made/1")
        update(record.links())
        one, other = (statement.id for statement in record.statements())
        judging.judge(record, Verdict.SAME, one, other, by="ada")
        before = [(each.id, each.size) for each in claims(record)]
        assert [size for _, size in before] == [2]
        monkeypatch.setitem(update.__globals__, "LINKER", "accounts/next")
        update(record.links())
        assert [(each.id, each.size) for each in claims(record)] == before
