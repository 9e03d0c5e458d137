"""Time expressions of news English → calendar intervals, anchored to the day of publication.

The rules cover what stands next to a reporting verb: weekdays, dates, months, years, "last week", "two days
ago". Grain is the width of the interval, as in TIMEX3 (ISO 24617-1): "last August" is the whole of that
month. What was said lies in the past, so an expression without a year or week of its own means the latest one
not after the anchor, and an interval that reaches over the anchor is cut there.

dateparser was tried on 36 such expressions: it makes a point of every interval ("last week" is one day,
"this year" is today), gives nothing for "last August", "earlier this month" or "over the weekend", reads
"Thursday" in an article of a Thursday as the week before, and takes 1 ms an expression to the 0.012 ms
here. So the calendar is done with the standard library.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from onrecord.extract.lexicon import word_set
from onrecord.model import Span

Interval = tuple[date, date]

_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAYS = "montuewedthufrisatsun"
_WEEKDAY = (
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|(?:mon|tues?|wed|thur?s?|fri|sat|sun)\.)"
)
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_NUMBERS = {
    **{
        "a": 1,
        "an": 1,
        "one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
    },
    **{"a couple of": 2, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12},
}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_PART = r"(?:\s+(?:morning|afternoon|evening|night|lunchtime|noon|midnight))?"
_DATED = rf"(?:{_WEEKDAY},?\s+)?"
_VAGUE = r"(?:(?:earlier|later|early|late|mid)[\s-]+(?:on\s+|in\s+)?)?"

EXPRESSION = re.compile(
    rf"""(?<![\w-])(?:
      (?P<iso>(?:19|20)\d\d-(?:0\d|1[0-2])-(?:[0-2]\d|3[01]))
    | {_DATED}(?:the\s+)?(?P<day1>{_DAY})\s+(?:of\s+)?(?P<month1>{_MONTH})(?:,?\s+(?P<year1>{_YEAR}))?
    | {_DATED}(?P<month2>{_MONTH})\s+(?:the\s+)?(?P<day2>{_DAY})(?!\d|[:.,]\d)
        (?:,?\s+(?P<year2>{_YEAR}))?
    | {_VAGUE}(?P<month3>{_MONTH}),?\s+(?:of\s+)?(?:(?P<year3>{_YEAR})|(?P<rel3>last|this)\s+year)
    | {_VAGUE}(?P<today>today|yesterday|tonight|this\s+(?:morning|afternoon|evening)|last\s+night
        |the\s+day\s+before\s+yesterday){_PART}
    | {_VAGUE}(?:(?P<which>last|this|past)\s+)?(?P<weekday>{_WEEKDAY})
        (?P<ago>\s+(?:last\s+week|of\s+last\s+week))?{_PART}
    | {_VAGUE}(?:(?P<rel>this|last|the\s+past|the\s+previous)\s+)
        (?P<unit>weekend|week|month|quarter|year|spring|summer|autumn|fall|winter)
    | (?:over|at|during)\s+(?P<weekend>the\s+weekend)
    | (?:earlier|early|late|later)\s+in\s+the\s+(?P<unit2>week|month|year)
    | (?P<feast>christmas\s+(?:eve|day)|boxing\s+day|new\s+year['’]s\s+(?:eve|day))
    | (?:(?<=a\s)|(?<=one\s))(?P<fortnight>fortnight)\s+ago
    | (?<=on\sthe\s)(?P<ordinal>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))(?=[,.;:]|\s+that\b)
    | {_VAGUE}(?P<last4>last|this)\s+(?P<month4>{_MONTH})(?!\s+\d)
    | (?P<count>\d{{1,3}}|a\s+couple\s+of|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven
        |twelve)\s+
        (?P<units>day|week|month|year|decade)s?\s+ago
    | (?P<season5>spring|summer|autumn|fall|winter)\s+(?:of\s+)?(?P<year5>{_YEAR})
    | (?:the\s+)?(?:(?P<mod6>early|mid|late)[\s-]+)?(?P<decade>(?:1[5-9]|20)\d0)s
    | (?:(?<=in\s)|(?<=early\sas\s)|(?<=late\sas\s)|(?<=ago\sas\s)|(?<=recently\sas\s))
        (?P<month7>{_MONTH})(?!\w|\s+\d)
    | (?:early|mid|late)[\s-]+(?:in\s+)?(?P<month8>{_MONTH})(?!\w|\s+\d)
    | (?:(?<=in\s)|(?<=early\sas\s)|(?<=late\sas\s)|(?<=ago\sas\s)|(?<=back\sas\s)
        |(?<=since\s)|(?<=early\s)|(?<=late\s)|(?<=of\s)|(?<=during\s))(?P<year9>{_YEAR})
    )(?![\w%])""",
    re.IGNORECASE | re.VERBOSE,
)

_TRIGGERS = word_set(
    """monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    january february march april may june july august september october november december jan feb mar apr
    jun jul aug sep sept oct nov dec today yesterday tonight morning afternoon evening night week weekend
    month quarter year spring summer autumn fall winter ago christmas boxing"""
)


def mentions_time(words: frozenset[str]) -> bool:
    """Whether :data:`EXPRESSION` can match among these lower-case words: far cheaper than the search."""
    return not _TRIGGERS.isdisjoint(words) or any(word[0].isdigit() and len(word) >= 4 for word in words)


def expressions(text: str, anchor: date | None) -> Iterator[tuple[Span, Interval | None]]:
    """Each time expression of ``text`` with its interval, None where it cannot be told (no anchor, no such
    day)."""
    for match in EXPRESSION.finditer(text):
        yield Span(*match.span()), interval(match, anchor)


def interval(match: re.Match[str], anchor: date | None) -> Interval | None:
    """Both days inclusive, cut at the anchor; None for a day that does not exist or lies after the anchor."""
    try:
        found = _interval({k: v.lower() for k, v in match.groupdict().items() if v}, anchor)
    except (ValueError, OverflowError):
        return None
    if found is None or anchor is None:
        return found
    first, last = found
    return None if first > anchor else (first, min(last, anchor))


def _interval(parts: dict[str, str], anchor: date | None) -> Interval | None:
    if "iso" in parts:
        day = date.fromisoformat(parts["iso"])
        return day, day
    for key, rule in _RULES.items():
        if key in parts:
            return rule(parts, anchor)
    return None


def _date(parts: dict[str, str], anchor: date | None) -> Interval | None:
    number = "1" if "day1" in parts else "2"
    day = int(re.sub(r"\D", "", parts["day" + number]))
    month = _month(parts["month" + number])
    if year := parts.get("year" + number):
        found = date(int(year), month, day)
    elif anchor is None:
        return None
    else:
        found = date(anchor.year, month, day)
        if found > anchor:
            found = date(anchor.year - 1, month, day)
    return found, found


def _month_rule(parts: dict[str, str], anchor: date | None) -> Interval | None:
    month = _month(next(v for k, v in parts.items() if k.startswith("month")))
    if "year3" in parts:
        return _whole_month(int(parts["year3"]), month)
    if anchor is None:
        return None
    if "rel3" in parts:
        return _whole_month(anchor.year - (parts["rel3"] == "last"), month)
    after = month >= anchor.month if parts.get("last4") == "last" else month > anchor.month
    return _whole_month(anchor.year - after, month)


def _day_word(parts: dict[str, str], anchor: date | None) -> Interval | None:
    if anchor is None:
        return None
    words = parts["today"]
    back = 2 if words.startswith("the") else 1 if words.startswith(("yesterday", "last")) else 0
    day = anchor - timedelta(days=back)
    return day, day


def _weekday(parts: dict[str, str], anchor: date | None) -> Interval | None:
    """The latest such day up to the anchor; with "last", the latest before it."""
    if anchor is None:
        return None
    weekday = _DAYS.index(parts["weekday"][:3]) // 3
    back = (anchor.weekday() - weekday) % 7
    if "ago" in parts:
        back = anchor.weekday() + 7 - weekday
    elif parts.get("which") in ("last", "past") and not back:
        back = 7
    day = anchor - timedelta(days=back)
    return day, day


def _unit(parts: dict[str, str], anchor: date | None) -> Interval | None:
    if anchor is None:
        return None
    back = 0 if parts["rel"] == "this" else 1
    unit = parts["unit"]
    if unit in _SEASONS:
        return _season(unit, anchor, back)
    if unit == "weekend":
        return _weekend(anchor)
    return _ago(unit, back, anchor)


def _ago(unit: str, count: int, anchor: date) -> Interval:
    """The calendar unit that lies ``count`` units before the anchor's own."""
    if unit == "day":
        day = anchor - timedelta(days=count)
        return day, day
    if unit == "week":
        monday = anchor - timedelta(days=anchor.weekday() + 7 * count)
        return monday, monday + timedelta(days=6)
    if unit in ("month", "quarter"):
        size = 1 if unit == "month" else 3
        index = (anchor.year * 12 + anchor.month - 1) // size * size - size * count
        return _whole_month(index // 12, index % 12 + 1)[0], _whole_month(
            (index + size - 1) // 12, (index + size - 1) % 12 + 1
        )[1]
    year = anchor.year - count * (10 if unit == "decade" else 1)
    return date(year, 1, 1), date(year, 12, 31)


def _weekend(anchor: date) -> Interval:
    """Saturday and Sunday, the latest that have begun."""
    saturday = anchor - timedelta(days=(anchor.weekday() - 5) % 7)
    return saturday, saturday + timedelta(days=1)


def _season(name: str, anchor: date, back: int) -> Interval:
    """The northern season: this one has begun; the last one has ended."""
    for year in (anchor.year, anchor.year - 1, anchor.year - 2):
        first, last = _season_of(name, year)
        if (last if back else first) <= anchor and not (back and first <= anchor <= last):
            return first, last
    return _season_of(name, anchor.year - 1)


def _season_of(name: str, year: int) -> Interval:
    month = _SEASONS[name]
    end = year * 12 + month + 1
    return date(year, month, 1), _whole_month(end // 12, end % 12 + 1)[1]


def _year(parts: dict[str, str], anchor: date | None) -> Interval:  # noqa: ARG001
    if "decade" in parts:
        year = int(parts["decade"])
        return date(year, 1, 1), date(year + 9, 12, 31)
    if "season5" in parts:
        return _season_of(parts["season5"], int(parts["year5"]))
    return date(int(parts["year9"]), 1, 1), date(int(parts["year9"]), 12, 31)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3]) // 3 + 1


def _whole_month(year: int, month: int) -> Interval:
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return first, after - timedelta(days=1)


def _counted(parts: dict[str, str], anchor: date | None) -> Interval | None:
    if anchor is None:
        return None
    count = " ".join(parts["count"].split())
    return _ago(parts["units"], int(count) if count.isdigit() else _NUMBERS[count], anchor)


_FEASTS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
}


def _feast(parts: dict[str, str], anchor: date | None) -> Interval | None:
    """The latest such day up to the anchor."""
    if anchor is None:
        return None
    month, day = _FEASTS[" ".join(parts["feast"].replace("’", "'").split())]
    found = date(anchor.year, month, day)
    found = found if found <= anchor else date(anchor.year - 1, month, day)
    return found, found


def _ordinal(parts: dict[str, str], anchor: date | None) -> Interval | None:
    """ "on the 12th": in the anchor's month, or in the one before."""
    if anchor is None:
        return None
    day = int(parts["ordinal"][:-2])
    before = anchor.replace(day=1) - timedelta(days=1)
    found = anchor.replace(day=day) if day <= anchor.day else before.replace(day=day)
    return found, found


_RULES: dict[str, Callable[[dict[str, str], date | None], Interval | None]] = {
    **dict.fromkeys(("day1", "day2"), _date),
    **dict.fromkeys(("month3", "month4", "month7", "month8"), _month_rule),
    **{"today": _day_word, "weekday": _weekday, "unit": _unit, "count": _counted},
    **dict.fromkeys(("year5", "decade", "year9"), _year),
    "unit2": lambda parts, anchor: _ago(parts["unit2"], 0, anchor) if anchor else None,
    "feast": _feast,
    "fortnight": lambda _, anchor: _ago("week", 2, anchor) if anchor else None,
    "ordinal": _ordinal,
    "weekend": lambda _, anchor: _weekend(anchor) if anchor else None,
}
