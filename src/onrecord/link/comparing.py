"""Two packed accounts → what they are to each other: pure, so that many processes can compare while one
writes."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from onrecord.link.account import Account
from onrecord.link.carry import unpack
from onrecord.link.clauses import Reading
from onrecord.link.meaning.weigh import weighed
from onrecord.link.relations import Finding, comes_first, relate
from onrecord.model import Relation


class Side(NamedTuple):
    """One account to be compared: its id and that of its document, and the account as `carry.pack` made
    it."""

    id: str
    document: str
    value: str


class Question(NamedTuple):
    """What is asked of two accounts: whether they are of one text, whether an echo is among them, of which
    nothing but the same words shows, and whether the judge is asked where no explained signal speaks."""

    one: Side
    other: Side
    one_text: bool
    echo: bool
    judged: bool


class Answer(NamedTuple):
    """A finding, whether the first of the two accounts is its left one, and whether only the judge saw it."""

    finding: Finding
    in_order: bool
    alone: bool


_read: dict[tuple[str, str], Account] = {}
_readings: dict[Reading, Reading] = {}
REMEMBERED = 12_000
"""Accounts that are kept parsed, the latest; what is compared often is read once. Ten kilobytes each."""


def account(side: Side) -> Account:
    """The account of a side."""
    key = side.id, side.value
    known = _read.get(key)
    if known is None:
        known = remember(unpack(side.value, id=side.id, document=side.document), side.value)
    return known


def remember(read: Account, value: str) -> Account:
    """Keeps an account at hand under its packed form, in place of the one that was kept first. What is
    printed again is parsed once: an account shares its reading with others of the same text and people."""
    if len(_read) >= REMEMBERED:
        del _read[next(iter(_read))]
    if len(_readings) >= REMEMBERED:
        del _readings[next(iter(_readings))]
    shared = _readings.setdefault(read.reading, read.reading)
    known = read if shared is read.reading else replace(read, reading=shared)
    _read[read.id, value] = known
    return known


def answer(question: Question) -> Answer | None:
    """What two accounts are to each other; None for nothing."""
    one, other = account(question.one), account(question.other)
    explained = relate(one, other, one_text=question.one_text)
    found = explained
    quoted = explained is not None and explained.relation is Relation.SAME_QUOTE
    # Of an echo only the same words show, by the answer given of what is none: it may be one only now.
    if quoted or (not question.echo and (explained is not None or question.judged)):
        found = weighed(one, other, explained, one_text=question.one_text)
    return None if found is None else Answer(found, comes_first(one, other), explained is None)
