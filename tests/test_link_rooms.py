"""Whom the judge is asked about: two who are near in a room of both, nearer the fuller it is, the same in any
order."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pytest
from bench.reported import Report, reported
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import accounts
from onrecord.evaluate.pairs import Pair, parse_pairs
from onrecord.link import rooms
from onrecord.link.meaning.vectors import UNIT, WIDTH, cosine, vector, vector_of
from onrecord.link.rooms import (
    CORNER,
    NO_WEEK,
    QUIET,
    UNDATED,
    Rooms,
    beside,
    day_of,
    least_likeness,
    rooms_of,
)
from onrecord.link.update import update
from onrecord.model import Extraction
from onrecord.store import open_record

GOLD = Path(__file__).parent.parent / "evals" / "gold" / "pairs" / "long_tuning.txt"


@cache
def gold() -> list[Pair]:
    return parse_pairs(GOLD.read_text(encoding="utf-8"))


@cache
def articles() -> list[Extraction]:
    """Contents as long as in newspapers, many of some events, each in an article of its own; then the crowd:
    each once more without its first words."""
    sides = {side.reading.text: side for pair in gold()[:60] for side in (pair.left, pair.right)}
    sides |= {text.split(maxsplit=4)[-1]: side for text, side in sides.items()}
    return [
        reported([Report(side.name, text, side.polarity)], outlet=f"Outlet {n}", published=side.said)
        for n, (text, side) in enumerate(sides.items())
    ]


def shown(found: Sequence[Extraction], step: int) -> tuple[list[str], int]:
    """What shows of a record into which the articles came so many at a time; and how many links that were
    filed show no longer."""
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "r.db", create=True) as record:
        for first in range(0, len(found), step):
            for each in found[first : first + step]:
                record.add(each, model="made/1")
            assert update(record.links()) == ()
        links = sorted(json.dumps(each, sort_keys=True) for each in accounts.links(record))
        links += [f"{c.id} {c.size}" for c in accounts.claims(record, limit=999)]
        return links, record._db.value("SELECT count(*) FROM withdrawn")


@pytest.mark.parametrize(
    ("quiet", "per_doubling", "corner", "per_crowd"),
    [(4, 0.06, CORNER, 0.0), (QUIET, 0.0, 1, 0.1), (2, 0.04, 1, 0.04)],
)
def test_order_and_steps_change_nothing_in_a_crowd(
    quiet: int, per_doubling: float, corner: int, per_crowd: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything, _ = shown(articles(), len(articles()))
    monkeypatch.setattr(rooms, "QUIET", quiet)
    monkeypatch.setattr(rooms, "PER_DOUBLING", per_doubling)
    monkeypatch.setattr(rooms, "CORNER", corner)
    monkeypatch.setattr(rooms, "PER_CROWD", per_crowd)
    at_once, taken_back = shown(articles(), len(articles()))
    assert taken_back == 0
    assert len(at_once) < len(everything)
    # two that are near come first, then the crowd around them
    in_steps, taken_back = shown(articles(), 4)
    assert taken_back > 0, "no link was ever taken back: the test says nothing"
    assert in_steps == at_once
    shuffled = list(articles())
    random.Random(5).shuffle(shuffled)
    assert shown(shuffled, 7)[0] == at_once


def test_twice_as_many_wordings_ask_for_one_step_more() -> None:
    least, step, more = rooms.LEAST, rooms.PER_DOUBLING, rooms.PER_CROWD
    assert least_likeness(QUIET - 1, CORNER - 1) == pytest.approx(least)
    asked = [least_likeness(QUIET * n) - least for n in (1, 2, 3, 4, 40)]
    assert asked == pytest.approx([step * n for n in (1, 2, 2, 3, 6)])
    assert least_likeness(0, own=True) == pytest.approx(rooms.LEAST_OWN)
    assert least_likeness(QUIET, CORNER) == pytest.approx(least + step + more)


def test_a_wording_is_in_a_room_once() -> None:
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "r.db", create=True) as record:
        links = record.links()
        one, two = vector("the ferry was closed"), vector("the toll was raised")
        assert links.enter({(5, 12): two, (5, 11): one, (-7, 11): one}) == {-7: [11], 5: [11, 12]}
        assert links.enter({(5, 12): two, (6, 12): two}) == {6: [12]}
        wordings, packed = links.said_in(5)
        assert wordings.tolist() == [11, 12]
        assert packed == one + two
        assert links.rooms_between(0, NO_WEEK) == [5, 6]
        assert links.said_in(99)[0].tolist() == []


WORDS = ["harbour", "ferry", "toll", "prefect", "closed", "raised", "twelve", "orchards", "siren", "not"]
CONTENTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), min_size=2, max_size=14)


@settings(deadline=None, max_examples=40)
@given(CONTENTS, st.data())
def test_all_that_are_near_meet(contents: list[list[str]], data: st.DataObject) -> None:
    """What is found in rooms, some at a time, is what comparing everything with everything finds."""
    vectors = {n: vector(" ".join(words)) for n, words in enumerate(contents)}
    choice = st.sampled_from([100, 101, 102, 104, NO_WEEK, -5, -6])
    where = {n: data.draw(st.sets(choice, min_size=1, max_size=2)) for n in vectors}
    found = set()
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "r.db", create=True) as record:
        for n, rooms_ in where.items():
            batch = Rooms(record.links())
            batch.enter({(room, n): vectors[n] for room in rooms_})
            found |= set(batch.near({room: [n] for room in rooms_}))

    def heard(one: int, other: int) -> bool:
        weeks = min(one, other) >= 0
        return other in beside(one) or one in beside(other) or (weeks and NO_WEEK in (one, other))

    wanted = {
        (a, b)
        for a, b in combinations(vectors, 2)
        if any(
            heard(x, y) and cosine(vectors[a], vectors[b]) >= least_likeness(0, own=x < 0)
            for x, y in product(where[a], where[b])
        )
    }
    assert found == wanted


def test_one_speaker_is_heard_at_any_time() -> None:
    pair = next(p for p in gold() if p.label == "updates")
    later = replace(pair.right, said=date(2044, 5, 1), document="another", voice=pair.left.voice)
    common = set(rooms_of(pair.left)) & set(rooms_of(later))
    assert len(common) == 1
    assert max(common) < 0
    surname = replace(later, voice=f"{later.voice}".rsplit(" ", 1)[-1])
    assert common == set(rooms_of(pair.left)) & set(rooms_of(surname))
    unnamed = replace(later, voice=f"{later.document} {later.voice}")
    assert len(rooms_of(unnamed)) == 1


def test_days_and_weeks() -> None:
    assert day_of("2031-01-02 x") - day_of("2030-12-31 y") == 2
    assert day_of("9999-12-31 x") == UNDATED
    week = rooms_of(gold()[0].left)[0]
    assert set(beside(week)) == {week - 1, week, week + 1, NO_WEEK}
    assert beside(-3) == (-3,)


def test_vectors_are_of_one_length_and_of_words_alone() -> None:
    for pair in gold()[:20]:
        packed = vector_of(pair.left.reading)
        assert len(packed) == WIDTH
        assert cosine(packed, packed) == pytest.approx(1, abs=0.02)
    assert vector("") == bytes(WIDTH)
    assert cosine(vector(""), vector("a gate")) == 0
    assert np.abs(np.frombuffer(vector("a"), np.int8)).max() <= 127 < UNIT


def test_related_contents_are_nearer_than_others() -> None:
    related = [p for p in gold() if p.label != "none"]
    near = [cosine(vector_of(p.left.reading), vector_of(p.right.reading)) for p in related]
    far = [
        cosine(vector_of(p.left.reading), vector_of(q.right.reading))
        for p, q in zip(related, related[40:] + related[:40], strict=True)
    ]
    above = sum(a > b for a in near for b in far) / len(near) / len(far)
    assert above > 0.97, above
