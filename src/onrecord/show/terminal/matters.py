"""Where accounts meet, for the end of a summary: what clashes, changed, drifted and was copied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol

from onrecord.show.terminal.paper import Paper
from onrecord.show.terminal.pieces import Piece, laid
from onrecord.show.terminal.saying import Saying
from onrecord.show.terminal.sayings import joined, source_of
from onrecord.show.terminal.words import day, verb

MOST = 5
"""Matters of each kind; the verbs changes, compare and drift have the rest."""

_LINES = 2  # of the words of one statement


class Dated(Saying, Protocol):
    """A finding that knows the day it is told under."""

    @property
    def when(self) -> date | None: ...  # noqa: D102 - the day said, else published; None unknown


class Meeting(Protocol):
    """Two findings that a relation holds between, and the sentence that says why."""

    @property
    def left(self) -> Dated: ...  # noqa: D102 - the earlier one
    @property
    def right(self) -> Dated: ...  # noqa: D102 - the later one
    @property
    def explanation(self) -> str: ...  # noqa: D102 - names the words that it rests on


def meetings(title: str, found: Sequence[Meeting], paper: Paper) -> Iterator[str]:
    """Pairs of statements under each other, with what sets them apart; nothing for none."""
    if not found:
        return
    yield paper.styled(title, "bold")
    for meeting in found[:MOST]:
        yield ""
        for side in (meeting.left, meeting.right):
            yield from _side(side, paper)
        yield from paper.wrapped(meeting.explanation, "dim", indent=6)
    if more := len(found) - MOST:
        yield from ("", paper.styled(f"    and {more} more", "dim")) if more > 0 else ()
    yield ""


def listed(title: str, lines: Iterable[str], paper: Paper) -> Iterator[str]:
    """One matter a line, wrapped; nothing for none."""
    told = list(lines)
    if not told:
        return
    yield paper.styled(title, "bold")
    for line in told[:MOST]:
        first, *rest = paper.wrapped(line, indent=4)
        yield from (first, *("  " + each for each in rest))
    yield ""


def _side(saying: Dated, paper: Paper) -> Iterator[str]:
    words = joined(saying.content)
    name = saying.name or source_of(saying)
    stamp = day(saying.when, year=False) if saying.when else "undated"
    pieces = [
        Piece(f"{stamp}, {name} ", ("bold",)),
        Piece(verb(saying.attitude, saying.polarity, words, name) + " "),
    ]
    told = list(laid([*pieces, Piece(words)], paper, indent=4))
    yield from told[:_LINES]
    if len(told) > _LINES:
        yield "    …"
