"""Feature lines of gold: ``1: attitude=belief polarity=denies type=unnamed speaker="Mara Lind" within=2``.

======== ============================================================== ==========================
key      value                                                          left out
======== ============================================================== ==========================
attitude assertion, belief, fact, intention                             assertion
polarity affirms, denies, withholds                                     affirms
type     specific, collective, unnamed                                  not scored
kind     direct, mixed, indirect                                        read off the marks
speaker  a name in double quotation marks, or ``?``: not determinable   not scored
within   the number of the attribution whose content holds this one     none
medium   a kind of medium                                               none
said     ``2026-05-04..2026-05-06`` (both inclusive), one date, or none not scored
shape    a word for what is special about it                            that of the passage
======== ============================================================== ==========================
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import TypeVar

from onrecord.errors import MalformedInput
from onrecord.evaluate.gold import UNDETERMINABLE, Stated
from onrecord.model import Attitude, Kind, Polarity, SourceType

NONE = "none"
MEDIA = frozenset(
    [
        *("interview", "press_conference", "post", "op_ed", "statement", "speech", "letter", "court"),
        *("report", "broadcast", "call", "testimony", "book", "survey", "document"),
    ]
)
"""The kinds of medium that :class:`onrecord.model.Medium` knows."""

_LINE = re.compile(r"([1-9][0-9]*):(?:\s+(.*))?")
_ENTRY = re.compile(r'([a-z]+)=("(?:[^"\\]|\\.)*"|[^\s"]+)(?:\s+|$)')
_PLAIN = re.compile(r'[^\s"]+')

Choice = TypeVar("Choice", bound=StrEnum)


def parse_feature_line(line: str, *, number: int) -> tuple[int, Stated]:
    """The attribution's number and what is stated of it. ``number`` is the line's, for messages.

    Raises MalformedInput naming the line and the key.
    """
    matched = _LINE.fullmatch(line.strip())
    if matched is None:
        raise MalformedInput(
            f"line {number}: a feature line starts with its attribution's number, as in `1: …`"
        )
    entries: dict[str, str] = {}
    rest, at = matched[2] or "", 0
    while at < len(rest):
        entry = _ENTRY.match(rest, at)
        if entry is None:
            raise MalformedInput(f"line {number}: {rest[at:]!r} does not start with key=value")
        if entry[1] in entries:
            raise MalformedInput(f"line {number}: {entry[1]} is stated twice")
        entries[entry[1]] = _unquoted(entry[2])
        at = entry.end()
    try:
        return int(matched[1]), _stated(entries)
    except ValueError as error:
        raise MalformedInput(f"line {number}: {error}") from error


def print_feature_line(number: int, stated: Stated) -> str:
    """The line that :func:`parse_feature_line` reads back, without a line break; defaults are left out."""
    entries: list[tuple[str, str | None]] = [
        ("attitude", None if stated.attitude is Attitude.ASSERTION else stated.attitude),
        ("polarity", None if stated.polarity is Polarity.AFFIRMS else stated.polarity),
        ("type", stated.source_type),
        ("kind", stated.kind),
        ("speaker", None if stated.speaker is None else _speaker(stated.speaker)),
        ("within", None if stated.within is None else str(stated.within)),
        ("medium", stated.medium),
        ("said", "..".join(day.isoformat() for day in stated.said) if stated.said else None),
        ("shape", None if stated.shape is None else _quoted(stated.shape)),
    ]
    if stated.said_stated and stated.said is None:
        entries.append(("said", NONE))
    return " ".join([f"{number}:", *(f"{key}={value}" for key, value in entries if value is not None)])


def _stated(entries: dict[str, str]) -> Stated:
    unknown = set(entries) - {*_CHOICES, "speaker", "within", "medium", "said", "shape"}
    if unknown:
        raise ValueError(f"unknown key {', '.join(sorted(unknown))}")
    source_type, kind = entries.get("type"), entries.get("kind")
    said = entries.get("said")
    return Stated(
        attitude=_choice(Attitude, "attitude", entries.get("attitude", Attitude.ASSERTION)),
        polarity=_choice(Polarity, "polarity", entries.get("polarity", Polarity.AFFIRMS)),
        source_type=None if source_type is None else _choice(SourceType, "type", source_type),
        kind=None if kind is None else _choice(Kind, "kind", kind),
        speaker=entries.get("speaker"),
        within=_within(entries.get("within", NONE)),
        medium=_medium(entries.get("medium", NONE)),
        said=None if said in (None, NONE) else _days(str(said)),
        said_stated=said is not None,
        shape=entries.get("shape"),
    )


_CHOICES = ("attitude", "polarity", "type", "kind")


def _choice(choices: type[Choice], key: str, value: str) -> Choice:
    try:
        return choices(value)
    except ValueError:
        raise ValueError(f"{key}={value} is none of {', '.join(choices)}") from None


def _within(value: str) -> int | None:
    if value == NONE:
        return None
    if not value.isdecimal():
        raise ValueError(f"within={value} is no attribution's number")
    return int(value)


def _medium(value: str) -> str | None:
    if value == NONE:
        return None
    if value not in MEDIA:
        raise ValueError(f"medium={value} is none of {', '.join(sorted(MEDIA))}")
    return value


def _days(value: str) -> tuple[date, date]:
    first, _, last = value.partition("..")
    try:
        days = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        raise ValueError(f"said={value} is no date and no date..date") from None
    if days[0] > days[1]:
        raise ValueError(f"said={value} ends before it starts")
    return days


def _speaker(name: str) -> str:
    return name if name == UNDETERMINABLE else _quoted(name, always=True)


def _quoted(value: str, *, always: bool = False) -> str:
    if not always and _PLAIN.fullmatch(value):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _unquoted(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value
