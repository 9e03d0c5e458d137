"""Where accounts meet: what clashes, changed, drifted and was copied, in short for the end of a summary, in
full for the verbs that list it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from onrecord.show.terminal.paper import Paper
from onrecord.show.terminal.pieces import Piece, laid
from onrecord.show.terminal.saying import Part, Saying
from onrecord.show.terminal.sayings import SCRAP, joined, place, plural, source_of
from onrecord.show.terminal.words import brackets, day, days, verb

MOST = 5
"""Matters of each kind; the verbs changes, compare and drift have the rest."""

_LINES = 2  # of the words of one statement in a summary
_LINES_IN_FULL = 8  # where statements are listed; `onrecord show` has the whole of a speech


class Dated(Saying, Protocol):
    """A finding that knows the day it is told under, and the words that say that somebody said it."""

    @property
    def cue(self) -> Part: ...  # noqa: D102 - empty where the text has none

    @property
    def when(self) -> date | None: ...  # noqa: D102 - the day said, else published; None unknown


class Meeting(Protocol):
    """Two findings that a relation holds between, and the sentence that says why."""

    @property
    def left(self) -> Dated: ...  # noqa: D102 - the earlier one
    @property
    def right(self) -> Dated: ...  # noqa: D102 - the later one
    @property
    def reason(self) -> str: ...  # noqa: D102 - names the words that it rests on, and who has confirmed it
    @property
    def sure(self) -> float | None: ...  # noqa: D102 - the probability that it is right; None where none is known
    @property
    def confirmed_by(self) -> str | None: ...  # noqa: D102 - None where nobody has


def meetings(title: str, found: Sequence[Meeting], paper: Paper) -> Iterator[str]:
    """Pairs of statements under each other, with what sets them apart; nothing for none."""
    if not found:
        return
    yield paper.styled(title, "bold")
    for meeting in found[:MOST]:
        yield ""
        for side in (meeting.left, meeting.right):
            yield from _side(side, paper)
        yield from paper.wrapped(because(meeting), "dim", indent=6)
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


def meeting(found: Meeting, more: int, paper: Paper, numbers: Sequence[str] = ()) -> Iterator[str]:
    """One pair of statements with the places that they rest on, what sets them apart, and how many more pairs
    of the same two speakers there are; or of all who give one of these numbers, the smallest first."""
    for side in (found.left, found.right):
        yield from statement(side, paper)
    yield from paper.wrapped(because(found), indent=6)
    if numbers:
        told = f"{len(numbers)} different numbers are given, from “{numbers[0]}” to “{numbers[-1]}”"
        yield from paper.wrapped(f"{told}, in {plural(more + 1, 'pair')} of statements.", "dim", indent=6)
    elif more:
        again = f"The same in {plural(more, 'more pair')} of their statements."
        yield from paper.wrapped(again, "dim", indent=6)


def because(found: Meeting) -> str:
    """Why a relation holds and how sure that is; of one that a person has confirmed no figure is told."""
    sure = surety(found)
    return f"{found.reason} ({sure})" if sure else found.reason


def surety(found: Meeting) -> str:
    """How sure a relation is, as far as that is known; empty where a person has confirmed it. No model is
    surer than 99 %."""
    if found.confirmed_by is not None:
        return ""
    return "found by a rule" if found.sure is None else f"{min(found.sure, 0.99):.0%} sure"


def statement(saying: Dated, paper: Paper, *, indent: int = 4, counted: str = "") -> Iterator[str]:
    """One statement, its day first, then outlet, document and attribution with the offsets. ``counted`` is
    what a bare number in it counts, and stands in brackets, since the source does not say it there."""
    yield from _side(saying, paper, lines=_LINES_IN_FULL, indent=indent, counted=counted)
    where = f"{saying.id} {brackets(saying.content.spans)}"
    yield from place(saying.outlet, None, saying.document, where, paper, indent=indent + 2)


def _side(
    saying: Dated, paper: Paper, *, lines: int = _LINES, indent: int = 4, counted: str = ""
) -> Iterator[str]:
    words = joined(saying.content) + (f" [{counted}]" if counted else "")
    name = saying.name or source_of(saying)
    stamp = dated(saying, year=lines > _LINES)
    pieces = [Piece(f"{stamp}, {name} ", ("bold",)), Piece(does(saying) + " ")]
    # Two columns are left for the ellipsis.
    narrow = replace(paper, width=paper.width - 2)
    told = list(laid([*pieces, Piece(words)], narrow, indent=indent))
    yield from told[: lines - 1]
    if len(told) >= lines:
        yield told[lines - 1] + (" …" if len(told) > lines else "")


def dated(saying: Dated, *, year: bool = True) -> str:
    """The day that a statement is told under, or the first and the last on which it may have been said."""
    if saying.when is None:
        return "undated"
    if saying.said is None or saying.said.earliest == saying.said.latest:
        return day(saying.when, year=year)
    told = days(saying.said.earliest, saying.said.latest)
    return told if year or saying.said.earliest.year != saying.said.latest.year else told[:-5]


def does(saying: Dated) -> str:
    """What the source does with the words, as it reads before them: as the article has it where the words are
    a scrap ("no longer said so"), else a verb of ours."""
    words = joined(saying.content)
    cue, content = saying.cue.spans, saying.content.spans
    if len(words) < SCRAP and cue and cue[-1].end <= content[0].start:
        return joined(saying.cue)
    return verb(saying.attitude, saying.polarity, words, saying.name or source_of(saying))
