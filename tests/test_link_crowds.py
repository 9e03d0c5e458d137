"""Whom the judge is asked about in a crowd: fewer the more there are, the same in any order."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from bench.reported import Report, reported

from onrecord import accounts
from onrecord.evaluate.pairs import parse_pairs
from onrecord.link import crowds
from onrecord.link.crowds import ALL, FEW, NO_WEEK, QUIET, UNDATED, Crowds, day_of, least_likeness, week_of
from onrecord.link.update import update
from onrecord.model import Extraction
from onrecord.store import open_record

GOLD = Path(__file__).parent.parent / "evals" / "gold" / "pairs" / "long_tuning.txt"


@cache
def articles() -> list[Extraction]:
    """Contents as long as in newspapers, many of some events, each in an article of its own; then the crowd:
    each once more without its first words."""
    pairs = parse_pairs(GOLD.read_text(encoding="utf-8"))[:60]
    sides = {side.reading.text: side for pair in pairs for side in (pair.left, pair.right)}
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


@pytest.mark.parametrize(("few", "quiet", "step"), [(2, QUIET, 0.05), (FEW, 1, 0.1), (3, 1, 0.05)])
def test_order_and_steps_change_nothing_in_a_crowd(
    few: int, quiet: int, step: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything, _ = shown(articles(), len(articles()))
    monkeypatch.setattr(crowds, "FEW", few)
    monkeypatch.setattr(crowds, "QUIET", quiet)
    monkeypatch.setattr(crowds, "PER_DOUBLING", step)
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
    assert least_likeness(QUIET - 1) == 0
    assert [least_likeness(QUIET * n) for n in (1, 2, 3, 4, 40)] == pytest.approx(
        [0.2, 0.25, 0.25, 0.3, 0.45]
    )


def test_a_wording_counts_once_in_a_week() -> None:
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "r.db", create=True) as record:
        for _ in range(2):
            counted = Crowds(record.links())
            counted.count({(5, 11): frozenset([1, 2]), (5, 12): frozenset([2])})
            assert record.links().crowds([(5, ALL), (5, 1), (5, 2), (6, 2)]) == {
                (5, ALL): 2,
                (5, 1): 1,
                (5, 2): 2,
            }
        counted.count({(5, number): frozenset([2]) for number in range(20, 40)})
        assert counted.crowded == [(5, 2)]
        assert record.links().crowds([(5, ALL), (5, 2)]) == {(5, ALL): 22, (5, 2): FEW + 1}


def test_days_and_weeks() -> None:
    assert day_of("2031-01-02 x") - day_of("2030-12-31 y") == 2
    assert week_of("2031-01-01 x") == day_of("2031-01-01 x") // 7
    assert day_of("9999-12-31 x") == UNDATED


def test_times_are_those_of_the_weeks_beside() -> None:
    class At(NamedTuple):
        place: str

    def place(week: int) -> str:
        return f"{date.fromordinal(7 * week)} x"

    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "r.db", create=True) as record:
        said = {(100, 1), (101, 1), (101, 2), (103, 3), (NO_WEEK, 4), (NO_WEEK, 1), (300, 5)}
        record.links().first_said(said)
        wordings = np.arange(7)

        def near(*weeks: int) -> list[int]:
            first, last = Crowds(record.links()).times([At(place(w)) for w in weeks]).of(wordings)
            return [int(n) for n in wordings if first[n] <= weeks[0] + 1 and last[n] >= weeks[0] - 1]

        assert near(101) == [1, 2, 4]
        assert near(102) == [1, 2, 3, 4]
        assert near(200) == [1, 4]
        times = Crowds(record.links()).times([At("9999-12-31 x")])
        assert times.of(wordings)[0].tolist() == [np.inf, 0, 101, 103, 0, 300, np.inf]
