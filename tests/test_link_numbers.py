"""Quantities and times of day, as intervals that can clash."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.clock import Time, times
from onrecord.link.numbers import Quantity, quantities
from onrecord.link.words import words_of
from onrecord.model import Span


def counted(text: str) -> list[Quantity]:
    return list(quantities(text, words_of(text)))


def told(text: str) -> list[Time]:
    return list(times(text, Span(0, len(text))))


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("1,900 people", "1,900", 1900, 1900),
        ("a hundred and four on Saturday", "a hundred and four", 104, 104),
        ("at least 40 ships", "at least 40", 40, math.inf),
        ("no more than 90 barrels", "no more than 90", 0, 90),
        ("up to 80,000 customers", "up to 80,000", 0, 80_000),
        ("nearly 2,000 hectares", "nearly 2,000", 1700, 2300),
        ("sixty-one percent of voters", "sixty-one", 61, 61),
        ("five million", "five million", 5e6, 5e6),
        ("fifty thousand people", "fifty thousand", 50_000, 50_000),
        ("٣٤٠ homes", "٣٤٠", 340, 340),
        ("١٬٩٠٠ people", "١٬٩٠٠", 1900, 1900),
        ("२१ people", "२१", 21, 21),
        ("４５ ships", "４５", 45, 45),
        ("1’900 people", "1’900", 1900, 1900),
        ("1\u202f900 people", "1\u202f900", 1900, 1900),
        ("20 to 30 houses", "20 to 30", 20, 30),
        ("between 20 and 30 houses", "20 and 30", 20, 30),
        ("half of the trees", "half", 50, 50),
        ("three quarters of voters", "three quarters", 75, 75),
        ("half of the 2,000 exhibitors", "half of the 2,000", 1000, 1000),
        ("1,000 of the 2,000 exhibitors", "1,000", 1000, 1000),
        ("every one of the forty questions", "forty", 40, 40),
    ],
)
def test_reads_quantities(text: str, words: str, low: float, high: float) -> None:
    (found,) = counted(text)
    assert (found.span.of(text), found.low, found.high) == (words, low, high)


@pytest.mark.parametrize(
    "text",
    [
        "on 12 April 2026",
        "in 2030",
        "Emil Sund, 71, a postman",
        "one of them",
        "no one came",
        "they won 3-0",
        "",
    ],
)
def test_dates_ages_scores_and_pronouns_are_no_quantities(text: str) -> None:
    assert counted(text) == []


@pytest.mark.parametrize(
    ("left", "right", "clash"),
    [
        ("at least 12 dead", "14 dead", False),
        ("12 dead", "14 dead", True),
        ("fewer than 20 patients", "26 patients", True),
        ("more than 200 homes", "212 homes", False),
        ("about 1,900", "2,000", False),
    ],
)
def test_numbers_clash_where_nothing_fits_both(left: str, right: str, clash: bool) -> None:
    assert counted(left)[0].clashes(counted(right)[0]) is clash
    assert counted(right)[0].clashes(counted(left)[0]) is clash


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("opened before 4 a.m. that day", "before 4 a.m."),
        ("at half past three", "half past three"),
        ("at about twenty to four", "at about twenty to four"),
        ("started at seven", "seven"),
        ("a signal at 3.41 am", "3.41 am"),
        ("sent before midnight", "before midnight"),
    ],
)
def test_reads_times(text: str, words: str) -> None:
    assert [time.span.of(text) for time in told(text)] == [words]


@pytest.mark.parametrize(
    "text", ["311.2 metres", "by 4.1 per cent", "at 2,000", "cost 4.10 per head", "seven men"]
)
def test_measures_and_counts_are_no_times(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("left", "right", "clash"),
    [
        ("at 2.15 a.m.", "at a quarter past two", False),
        ("at 2.15 a.m.", "at half past three", True),
        ("before 4 a.m.", "at 1:40 a.m.", False),
        ("at noon", "before 1 p.m.", False),
        ("at noon", "at 12 o'clock", False),
        ("at 9.10 p.m.", "shortly before ten", True),
    ],
)
def test_times_clash_where_nothing_fits_both(left: str, right: str, clash: bool) -> None:
    assert told(left)[0].clashes(told(right)[0]) is clash


def test_what_did_not_happen_before_four_did_not_happen_at_half_past_one() -> None:
    before, at = told("before 4 a.m.")[0], told("at 1:30 a.m.")[0]
    assert before.clashes(at, negated=True)
    assert not before.clashes(told("at 5 a.m.")[0], negated=True)


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    for quantity in counted(text):
        assert quantity.low <= quantity.high
        assert quantity.span.end <= len(text)
    if text:
        assert all(time.span.end <= len(text) for time in told(text))
