"""What a time expression means in an article of a known day."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.features.calendar import expressions, mentions_time
from strategies import any_texts

THURSDAY = date(2024, 5, 9)

MEANINGS = [
    ("Monday", "2024-05-06", "2024-05-06"),
    ("Thursday", "2024-05-09", "2024-05-09"),
    ("last Thursday", "2024-05-02", "2024-05-02"),
    ("Friday night", "2024-05-03", "2024-05-03"),
    ("Monday last week", "2024-04-29", "2024-04-29"),
    ("yesterday", "2024-05-08", "2024-05-08"),
    ("the day before yesterday", "2024-05-07", "2024-05-07"),
    ("this morning", "2024-05-09", "2024-05-09"),
    ("earlier this week", "2024-05-06", "2024-05-09"),
    ("last week", "2024-04-29", "2024-05-05"),
    ("over the weekend", "2024-05-04", "2024-05-05"),
    ("earlier this month", "2024-05-01", "2024-05-09"),
    ("last month", "2024-04-01", "2024-04-30"),
    ("last August", "2023-08-01", "2023-08-31"),
    ("in March", "2024-03-01", "2024-03-31"),
    ("in December", "2023-12-01", "2023-12-31"),
    ("February 2024", "2024-02-01", "2024-02-29"),
    ("3 March", "2024-03-03", "2024-03-03"),
    ("the 12th of December", "2023-12-12", "2023-12-12"),
    ("Sept. 11, 2001", "2001-09-11", "2001-09-11"),
    ("Tuesday, May 7", "2024-05-07", "2024-05-07"),
    ("2019-02-28", "2019-02-28", "2019-02-28"),
    ("three days ago", "2024-05-06", "2024-05-06"),
    ("two weeks ago", "2024-04-22", "2024-04-28"),
    ("five months ago", "2023-12-01", "2023-12-31"),
    ("last quarter", "2024-01-01", "2024-03-31"),
    ("a year ago", "2023-01-01", "2023-12-31"),
    ("in 2019", "2019-01-01", "2019-12-31"),
    ("the 1990s", "1990-01-01", "1999-12-31"),
    ("last summer", "2023-06-01", "2023-08-31"),
    ("last winter", "2023-12-01", "2024-02-29"),
]


@pytest.mark.parametrize(("words", "first", "last"), MEANINGS)
def test_an_expression_is_the_latest_such_interval_up_to_publication(words, first, last):
    found = [days for _, days in expressions(f"She said {words}, and left.", THURSDAY)]
    assert found == [(date.fromisoformat(first), date.fromisoformat(last))]


@pytest.mark.parametrize("words", ["31 February", "Monday 30 February 2023", "6 June 2031"])
def test_a_day_that_does_not_exist_or_is_still_to_come_is_unknown(words):
    assert {days for _, days in expressions(words, THURSDAY)} == {None}


@pytest.mark.parametrize("words", ["they may go", "the march on the palace", "12,500 crowns", "room 2019"])
def test_what_only_looks_like_a_date_is_none(words):
    assert list(expressions(words, THURSDAY)) == []


def test_without_a_date_of_publication_only_full_dates_are_known():
    text = "He said it on Monday, on 3 March, last week and on 12 May 2020."
    assert [days for _, days in expressions(text, None)] == [None, None, None, (date(2020, 5, 12),) * 2]


@given(any_texts(), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_spans_lie_in_the_text_and_no_interval_reaches_past_the_anchor(text, anchor):
    for span, days in expressions(text, anchor):
        assert 0 <= span.start < span.end <= len(text)
        assert mentions_time(frozenset(re.findall(r"[^\W_]+", text.lower())))
        assert days is None or days[0] <= days[1] <= anchor


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.sampled_from(["Monday", "Tuesday", "Sunday"]))
def test_a_weekday_is_one_of_the_last_seven_days(anchor, name):
    ((_, days),) = expressions(f"on {name}", anchor)
    assert days[0].strftime("%A") == name
    assert anchor - timedelta(days=6) <= days[0] <= anchor


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("said earlier in the week", ("2031-03-10", "2031-03-14")),
        ("warned as long ago as 2029", ("2029-01-01", "2029-12-31")),
        ("warned as early as August", ("2030-08-01", "2030-08-31")),
        ("said a fortnight ago", ("2031-02-24", "2031-03-02")),
        ("said a couple of weeks ago", ("2031-02-24", "2031-03-02")),
        ("said on New Year’s Eve", ("2030-12-31", "2030-12-31")),
        ("said on the 12th that", ("2031-03-12", "2031-03-12")),
        ("said on the 29th.", None),
        ("said on the 12th floor", None),
    ],
)
def test_weeks_of_their_own_feasts_and_days_of_a_month(words, expected):
    found = [each for _, each in expressions(words, date(2031, 3, 14)) if each]
    told = tuple(date.fromisoformat(each) for each in expected) if expected else None
    assert found == ([told] if told else [])
