"""Times of day, as intervals in minutes after midnight: "at 2.15 a.m.", "half past three", "before four"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.model import Span


def _words(line: str) -> list[str]:
    return line.split()


DAY = 24 * 60
SLACK = 9
"""Minutes by which two exact times may differ and still be one: clocks are rounded to five and ten."""
LOOSE = 20
"""The same for "about", "around" and "shortly"."""

_HOURS = {
    word: i
    for i, word in enumerate(
        _words("one two three four five six seven eight nine ten eleven twelve"), start=1
    )
}
_MINUTES = {"five": 5, "ten": 10, "quarter": 15, "a quarter": 15, "twenty": 20, "twenty-five": 25, "half": 30}
_HOUR = r"(?P<hour>\d{1,2}|" + "|".join(_HOURS) + ")"
_HALF = r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)"
_TIME = re.compile(
    r"\b(?:"
    r"(?P<part>twenty-five|a quarter|quarter|twenty|half|ten|five)(?:\s+minutes)?\s+(?P<side>past|to)\s+"
    + _HOUR
    + r"(?!\w)"
    + _HALF
    + "?"
    r"|(?P<h24>[01]?\d|2[0-3])[:.](?P<m24>[0-5]\d)(?![\d.,:]*\d|\s?(?:%|per|met|mil|bil|point))"
    + _HALF.replace("half", "half2")
    + "?"
    r"|" + _HOUR.replace("hour", "hour3") + r"(?:\s+o['’]clock|" + _HALF.replace("half", "half3") + r")"
    # A bare hour after "at" or "before", where a clause or sentence goes on behind it.
    r"|(?:(?<=before )|(?<=after )|(?<=until )|(?<=\bat )|(?<=by )|(?<=around )|(?<=about ))"
    + _HOUR.replace("hour", "hour4")
    + r"(?![.,:]\d)(?=[\s.,;:!?’”\")]*(?:$|[.,;:!?)’”\"]|\b(?:in|on|and|or|but|if|when|that|while|by)\b))"
    r"|(?P<name>midnight|noon|midday)"
    r")",
    re.I,
)
_LEAD = re.compile(
    r"\b(?P<how>(?:well |long |shortly |just |soon |a little )?(?:before|after)|by|until|till|not until|about"
    r"|around|at about|at around|since|from|past|between|towards)\s*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day: ``minute`` after midnight, counted on a clock of twelve hours where ``half`` (a or p) is
    None, and what is said of it: ``side`` is at, before or after, ``early`` and ``late`` are the minutes by
    which an "at" may be missed."""

    span: Span
    minute: int
    half: str | None
    side: str = "at"
    early: int = SLACK
    late: int = SLACK

    def clashes(self, other: Time, *, negated: bool = False, other_negated: bool = False) -> bool:
        """Whether nothing can have happened at both. What did not happen before four happened after it."""
        if (negated and self.side == "at") or (other_negated and other.side == "at"):
            return False
        cycle = DAY if self.half and other.half else DAY // 2
        low, high = self._interval(cycle, negated)
        first, last = other._interval(cycle, other_negated)
        return all(high + k * cycle < first or last < low + k * cycle for k in range(-3, 4))

    def _interval(self, cycle: int, negated: bool) -> tuple[int, int]:
        if self.side == "at":
            return self.minute - self.early, self.minute + self.late
        if (self.side == "before") != negated:
            return self.minute - cycle // 2, self.minute - (not negated)
        return self.minute, self.minute + cycle // 2 - 1


def times(text: str, within: Span) -> tuple[Time, ...]:
    """The times of day in a part of a text, in order."""
    found = []
    for match in _TIME.finditer(text, within.start, within.end):
        read = _read(match)
        if read is not None:
            found.append(_time(text, within, match, *read))
    return tuple(found)


def _read(match: re.Match[str]) -> tuple[int, str | None] | None:
    """Minutes after midnight and the half of the day; None for what is no time after all."""
    if match["name"]:
        return (0, "a") if match["name"].lower() == "midnight" else (720, "p")
    if match["part"]:
        minutes = _MINUTES[" ".join(match["part"].lower().split())]
        at = _hour(match["hour"]) * 60 + (minutes if match["side"].lower() == "past" else -minutes)
        return _twelve(at % DAY, match["half"])
    if match["h24"] is not None:
        at = int(match["h24"]) * 60 + int(match["m24"])
        if at >= 13 * 60:
            return at, "p"
        return _twelve(at, match["half2"])
    hour = match["hour3"] or match["hour4"]
    if not 1 <= _hour(hour) <= 12:
        return None
    return _twelve(_hour(hour) * 60, match["half3"] if match["hour3"] else None)


def _hour(words: str) -> int:
    return _HOURS[words.lower()] if words.lower() in _HOURS else int(words)


def _twelve(at: int, half: str | None) -> tuple[int, str | None]:
    if half is None:
        return at, None
    return at % 720 + (720 if half.lower() == "p" else 0), half.lower()


def _time(text: str, within: Span, match: re.Match[str], at: int, half: str | None) -> Time:
    lead = _LEAD.search(text, max(within.start, match.start() - 30), match.start())
    how = " ".join(lead["how"].lower().split()) if lead else ""
    span = Span(lead.start("how") if lead else match.start(), match.end())
    near = how.startswith(("shortly", "just", "soon", "a little"))
    if how.endswith("before"):
        return Time(span, at, half, "at", 2 * LOOSE, 0) if near else Time(span, at, half, "before")
    if how in {"until", "till", "by"}:
        return Time(span, at, half, "before")
    if how.endswith("after") or how in {"since", "from", "past", "between"}:
        return Time(span, at, half, "at", 0, 2 * LOOSE) if near else Time(span, at, half, "after")
    if "about" in how or "around" in how or how == "towards":
        return Time(span, at, half, "at", LOOSE, LOOSE)
    return Time(span, at, half)
