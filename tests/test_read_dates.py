from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import MalformedInput
from onrecord.read.dates import parse_date


@pytest.mark.parametrize(
    "written",
    [
        "2026-05-07",
        " 2026-05-07 ",
        "20260507",
        "2026-05-07T23:30:00-05:00",
        "2026-05-07 00:10:00+14:00",
        "2026-05-07T23:30:00.250Z",
        "Thu, 07 May 2026 23:30:00 -0500",
        "thu, 7 may 2026 18:00 GMT",
        "7 May 2026",
    ],
)
def test_the_day_of_the_clock_that_wrote_it(written):
    assert parse_date(written) == date(2026, 5, 7)


@pytest.mark.parametrize(
    "written",
    [
        "05/07/2026",
        "07.05.2026",
        "2026-05",
        "2026",
        "2026-02-30",
        "31 Apr 2026",
        "Mon, 07 May 2026 10:00:00 +0000",
        "7 May 26",
        "yesterday",
        "1778104800",
        "２０２６-05-07",
        "2026-05-07T25:00:00",
        "",
    ],
)
def test_what_needs_a_guess_is_refused_with_the_way_out(written):
    with pytest.raises(MalformedInput, match="write it as 2026-05-07"):
        parse_date(written)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_back_from_both_standards(day):
    assert parse_date(day.isoformat()) == day
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    rfc = f"{weekdays[day.weekday()]}, {day.day:02} {months[day.month - 1]} {day.year} 09:00:00 +0900"
    assert parse_date(rfc) == day
