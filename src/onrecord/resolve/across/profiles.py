"""What is compared: a figure of one article, and a profile, which is what articles say alike of one name.

Figures that share their form and their whole context are one *node*: "Mara Lind, chair of the Farmers'
Union" in fifty articles is compared once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.resolve.across.context import Context
from onrecord.resolve.across.forms import Form

SAMPLE = 32
"""Figures of a node that are looked at: those with the smallest document ids, which are hashes, so that the
sample is fair and no order of arrival moves it. It bounds what one more article can cost."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody as one article has them.

    ``key`` names the figure, ``reading`` the reading of the article that it is of. ``day`` is the article's
    date as an ordinal or None, ``company`` the numbers of the forms of others in it, without those in very
    many articles; ``gender`` is what titles and roles tell; ``bearers`` counts the given names that the
    record has with this surname; ``once`` says that no other reading has the form.
    """

    key: str
    reading: int
    form: Form
    context: Context
    day: int | None = None
    outlet: str | None = None
    company: frozenset[int] = frozenset()
    gender: str | None = None
    bearers: int = 1
    once: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """One or many figures taken together."""

    forms: frozenset[Form]
    heads: frozenset[str]
    tokens: frozenset[str]
    former: bool
    first: int | None
    last: int | None
    outlets: frozenset[str]
    company: frozenset[int]
    readings: frozenset[int]
    genders: frozenset[str]
    bearers: int
    once: bool


@dataclass(frozen=True, slots=True)
class Node:
    """Figures taken for one without looking further. ``key`` is a function of what they say; ``number`` is
    the record's. ``apart`` holds the keys of nodes that people hold to be others; ``part`` says that this
    one was split off."""

    number: int
    key: str
    form: Form
    context: str
    size: int
    profile: Profile
    apart: frozenset[str] = frozenset()
    part: bool = False


def profile(figures: Iterable[Figure]) -> Profile:
    """The profile of some figures (at least one)."""
    taken = list(figures)
    days = [f.day for f in taken if f.day is not None]
    return Profile(
        frozenset(f.form for f in taken),
        frozenset().union(*(f.context.heads for f in taken)),
        frozenset().union(*(f.context.tokens for f in taken)),
        any(f.context.former for f in taken),
        min(days, default=None),
        max(days, default=None),
        frozenset(f.outlet for f in taken if f.outlet is not None),
        frozenset().union(*(f.company for f in taken)),
        frozenset(f.reading for f in taken),
        frozenset(f.gender for f in taken if f.gender is not None),
        max(f.bearers for f in taken),
        all(f.once for f in taken),
    )


def together(profiles: Iterable[Profile]) -> Profile:
    """Profiles of one person as one."""
    parts = list(profiles)
    if len(parts) == 1:
        return parts[0]
    days = [day for p in parts for day in (p.first, p.last) if day is not None]
    return Profile(
        frozenset().union(*(p.forms for p in parts)),
        frozenset().union(*(p.heads for p in parts)),
        frozenset().union(*(p.tokens for p in parts)),
        any(p.former for p in parts),
        min(days, default=None),
        max(days, default=None),
        frozenset().union(*(p.outlets for p in parts)),
        frozenset().union(*(p.company for p in parts)),
        frozenset().union(*(p.readings for p in parts)),
        frozenset().union(*(p.genders for p in parts)),
        max(p.bearers for p in parts),
        all(p.once for p in parts),
    )
