"""A date of publication as articles and feeds write it: ISO 8601 or RFC 2822, and nothing that needs a
guess."""

from __future__ import annotations

import re
from datetime import date, datetime

from onrecord.errors import MalformedInput

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# RFC 2822 §3.3 with a year of four digits. The time may be left out; where it is there it changes nothing,
# because the day is the one that the article's own clock showed.
_RFC_2822 = re.compile(
    rf"(?:(?P<weekday>{'|'.join(_DAYS)}),\s*)?(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(_MONTHS)})\s+(?P<year>\d{{4}})"
    r"(?:\s+\d{2}:\d{2}(?::\d{2})?(?:\s+(?:[+-]\d{4}|[A-Z]{1,5}))?)?",
    re.IGNORECASE | re.ASCII,
)


def parse_date(written: str) -> date:
    """The day that ``written`` names: an ISO 8601 date or date and time, or an RFC 2822 date.

    A time of day with an offset keeps the day of that offset: ``2026-05-07T23:30:00-05:00`` is 7 May,
    although it was 8 May in UTC by then. Raises MalformedInput for everything else, such as ``05/07/2026``
    (May or July?), ``2026-05`` (which day?) or ``Mon, 07 May 2026`` (a Thursday).

    >>> parse_date("2026-05-07T23:30:00-05:00")
    datetime.date(2026, 5, 7)
    """
    value = written.strip()
    found = _iso(value) or _rfc(value)
    if found is None:
        shown = value if len(value) <= 40 else value[:40] + "…"
        raise MalformedInput(
            f"{shown!r} is no date of publication; write it as 2026-05-07, as 2026-05-07T18:30:00+02:00, "
            "or leave it out"
        )
    return found


def _iso(value: str) -> date | None:
    for parse in (date.fromisoformat, datetime.fromisoformat):
        try:
            found = parse(value)
        except ValueError:
            continue
        return found.date() if isinstance(found, datetime) else found
    return None


def _rfc(value: str) -> date | None:
    match = _RFC_2822.fullmatch(value)
    if match is None:
        return None
    try:
        found = date(int(match["year"]), _MONTHS.index(match["month"].lower()) + 1, int(match["day"]))
    except ValueError:
        return None
    if match["weekday"] and _DAYS[found.weekday()] != match["weekday"].lower():
        return None
    return found
