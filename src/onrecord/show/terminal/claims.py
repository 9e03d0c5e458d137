"""Claims across articles: what they say, who makes them, who says the contrary."""
# ruff: noqa: D102 - each property means what the field of that name means in onrecord.accounts

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Protocol

from onrecord.show.terminal.matters import Dated, Meeting, meeting, statement
from onrecord.show.terminal.paper import Paper
from onrecord.show.terminal.sayings import plural, spread
from onrecord.show.terminal.words import day

_ANSWERS = {
    "yes": "Yes",
    "no": "No",
    "withholds": "Would not say",
    "also": "Also said, on neither side",
}

_EACH, _SPEAKERS = 2, 12
"""Statements shown of each speaker, and speakers of each answer; `onrecord claim` has the rest."""


class Spread(Protocol):
    """Statements, from how many independent texts, and their first and last day."""

    @property
    def statements(self) -> Sequence[Dated]: ...
    @property
    def origins(self) -> int: ...
    @property
    def first(self) -> date | None: ...
    @property
    def last(self) -> date | None: ...


class Decision(Protocol):
    """What somebody decided of two statements, given by document and id."""

    @property
    def left(self) -> tuple[str, str]: ...
    @property
    def right(self) -> tuple[str, str]: ...
    @property
    def decided(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def by(self) -> str: ...
    @property
    def at(self) -> datetime: ...


class Claim(Spread, Protocol):
    """What several say alike, what people have decided of it, and what its bare numbers count, by the id of
    the statement."""

    @property
    def decisions(self) -> Sequence[Decision]: ...
    @property
    def counted(self) -> Mapping[str, str]: ...

    @property
    def id(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def wording(self) -> str: ...


class Position(Spread, Protocol):
    """What one speaker holds."""

    @property
    def answer(self) -> str: ...
    @property
    def name(self) -> str: ...


class Matter(Protocol):
    """A meeting of two accounts, and how many more there are of the same two speakers."""

    @property
    def link(self) -> Meeting: ...
    @property
    def more(self) -> int: ...


def claims(found: Iterable[Claim], paper: Paper) -> Iterator[str]:
    """What each says, and by how many, where and when."""
    for position, each in enumerate(found):
        if position:
            yield ""
        yield from _heading(each, paper)


def claim(found: Claim, paper: Paper, *, offset: int = 0) -> Iterator[str]:
    """One claim with a page of its statements, which begins at ``offset``."""
    yield from _heading(found, paper)
    for each in found.statements:
        yield ""
        yield from statement(each, paper, counted=found.counted.get(each.id, ""))
    seen = offset + len(found.statements)
    if found.size > seen:
        yield ""
        yield paper.styled(f"    and {found.size - seen:,} more: --offset {seen}", "dim")
    elif not found.statements:
        yield ""
        yield paper.styled(f"    no more than these {found.size:,}; give a smaller --offset", "dim")
    if found.decisions:
        yield from ("", paper.styled("Decided by people", "bold"))
        for decision in found.decisions:
            yield from paper.wrapped(_decision(decision), indent=4)


def comparison(
    positions: Iterable[Position], about: Claim, paper: Paper, counted: Mapping[str, str]
) -> Iterator[str]:
    """The claim, then who holds what: speaker by speaker, with the independent texts that carry it;
    ``counted`` says what bare numbers count."""
    yield from _heading(about, paper)
    for answer, group in groupby(positions, key=lambda position: position.answer):
        held = list(group)
        yield ""
        yield paper.styled(_ANSWERS[answer], "bold")
        for position in held[:_SPEAKERS]:
            yield from _position(position, paper, counted)
        if (more := len(held) - _SPEAKERS) > 0:
            yield paper.styled(f"    and {plural(more, 'more speaker')}", "dim")


def matters(title: str, found: Sequence[Matter], paper: Paper) -> Iterator[str]:
    """Each matter in full; nothing for none."""
    if found and title:
        yield ""
        yield paper.styled(title, "bold")
    for position, each in enumerate(found):
        if position or title:
            yield ""
        yield from meeting(each.link, each.more, paper)


def _decision(found: Decision) -> str:
    why = f" “{found.reason}”" if found.reason else ""
    ids = f"{found.left[1]} and {found.right[1]}"
    return f"{ids} {found.decided}: {found.by}, {day(found.at.date())}.{why}"


def _position(found: Position, paper: Paper, counted: Mapping[str, str]) -> Iterator[str]:
    texts = plural(found.origins, "origin")
    days = spread([found.first, found.last])
    yield from paper.wrapped(f"{found.name}: {texts}{days}", indent=4)
    for each in found.statements[:_EACH]:
        yield from statement(each, paper, indent=8, counted=counted.get(each.id, ""))
    if (more := len(found.statements) - _EACH) > 0:
        yield paper.styled(f"        and {plural(more, 'more statement')}", "dim")


def _heading(found: Claim, paper: Paper) -> Iterator[str]:
    yield from paper.cut(found.wording, 3, "bold")
    count = f"{plural(found.size, 'statement')}, {plural(found.origins, 'origin')}"
    yield from paper.wrapped(
        f"{count}{spread([found.first, found.last])} · claim {found.id}", "dim", indent=4
    )
