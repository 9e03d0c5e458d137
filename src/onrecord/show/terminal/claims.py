"""Claims across articles: what they say, who makes them, who says the contrary."""
# ruff: noqa: D102 - each property means what the field of that name means in onrecord.accounts

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Protocol

from onrecord.model import Polarity
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

_EACH, _SPEAKERS, _BESIDE = 2, 12, 6
"""Statements shown of each speaker, speakers of each answer, and speakers on neither side; `onrecord compare
--csv` has the rest."""

_VOICES = 3
"""Speakers of a claim that are named in a list."""

_DONE = {Polarity.AFFIRMS: "", Polarity.DENIES: "Denied: ", Polarity.WITHHOLDS: "Left open: "}


class Voiced(Dated, Protocol):
    """A finding that knows its speaker, None where nobody is known."""

    @property
    def speaker(self) -> str | None: ...


class Spread(Protocol):
    """Statements, from how many independent texts, and their first and last day."""

    @property
    def statements(self) -> Sequence[Voiced]: ...
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
    @property
    def polarity(self) -> Polarity: ...


class Position(Spread, Protocol):
    """What one speaker holds."""

    @property
    def answer(self) -> str: ...
    @property
    def name(self) -> str: ...


class Comparison(Protocol):
    """A claim, who holds what of it, and what else has the words."""

    @property
    def claim(self) -> Claim: ...
    @property
    def positions(self) -> Sequence[Position]: ...
    @property
    def counted(self) -> Mapping[str, str]: ...
    @property
    def others(self) -> Sequence[Claim]: ...


class Matter(Protocol):
    """A meeting of two accounts, and how many more there are of the same two speakers, or of all who give
    one of these numbers."""

    @property
    def link(self) -> Meeting: ...
    @property
    def more(self) -> int: ...
    @property
    def numbers(self) -> Sequence[str]: ...


def claims(found: Iterable[Claim], paper: Paper) -> Iterator[str]:
    """What each says, and by how many, where and when."""
    for position, each in enumerate(found):
        if position:
            yield ""
        yield from _heading(each, paper)
        yield from paper.cut(voices(each), 2, "dim", indent=4)


def voices(found: Claim) -> str:
    """Who makes a claim, by name, those first who do so most often; of several names of one speaker the most
    frequent one."""
    names: dict[str, Counter[str]] = {}
    for s in found.statements:
        if s.name:
            names.setdefault(s.speaker or s.name, Counter())[s.name] += 1
    unnamed = any(s.name is None for s in found.statements)
    often = sorted(names.values(), key=lambda each: -each.total())
    shown = [each.most_common(1)[0][0] for each in often[:_VOICES]]
    more = len(often) - len(shown)
    shown += [plural(more, "other")] if more else []
    shown += ["a source not named" if names else "sources not named"] if unnamed else []
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


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


def comparison(found: Comparison, clashes: Sequence[Matter], paper: Paper) -> Iterator[str]:
    """The claim, then who holds what, speaker by speaker, with the independent texts that carry it; where
    they clash; and last what else has the words, and further claims that may be meant."""
    yield from _heading(found.claim, paper, asked=True)
    groups = {answer: list(group) for answer, group in groupby(found.positions, key=lambda p: p.answer)}
    beside = groups.pop("also", [])
    for answer, held in groups.items():
        yield from _group(_ANSWERS[answer], held, _SPEAKERS, paper, found.counted)
    yield from matters("Where they clash or changed", clashes[:_SPEAKERS], paper)
    if (left := len(clashes) - _SPEAKERS) > 0:
        yield from ("", paper.styled(f"    and {plural(left, 'more pair')} of speakers", "dim"))
    yield from _group(_ANSWERS["also"], beside, _BESIDE, paper, found.counted)
    if found.others:
        yield from ("", paper.styled("Other claims with these words", "bold"))
        for each in found.others:
            count = f"{plural(each.size, 'statement')}, {plural(each.origins, 'origin')}"
            yield from paper.cut(f"{_DONE[each.polarity]}{each.wording}", 2, indent=4)
            yield from paper.wrapped(f"{count} · onrecord compare --claim {each.id}", "dim", indent=6)


def _group(
    title: str, held: Sequence[Position], most: int, paper: Paper, counted: Mapping[str, str]
) -> Iterator[str]:
    if not held:
        return
    yield ""
    yield paper.styled(title, "bold")
    for position in held[:most]:
        yield from _position(position, paper, counted)
    if (more := len(held) - most) > 0:
        yield paper.styled(f"    and {plural(more, 'more speaker')} (--csv has all)", "dim")


def matters(title: str, found: Sequence[Matter], paper: Paper) -> Iterator[str]:
    """Each matter in full; nothing for none."""
    if found and title:
        yield ""
        yield paper.styled(title, "bold")
    for position, each in enumerate(found):
        if position or title:
            yield ""
        yield from meeting(each.link, each.more, paper, each.numbers)


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


def _heading(found: Claim, paper: Paper, *, asked: bool = False) -> Iterator[str]:
    """What is claimed, by how many. Where it is ``asked`` the words alone: the answers say who denies
    them."""
    done = "" if asked else _DONE[found.polarity]
    yield from paper.cut(done + found.wording, 3, "bold")
    count = f"{plural(found.size, 'statement')}, {plural(found.origins, 'origin')}"
    yield from paper.wrapped(
        f"{count}{spread([found.first, found.last])} · claim {found.id}", "dim", indent=4
    )
