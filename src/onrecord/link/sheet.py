"""Extraction → sheet: all that linking a document needs of it. A pure function, so that many processes can
read while one writes."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.link.account import Account
from onrecord.link.accounts import accounts
from onrecord.link.carry import pack
from onrecord.link.comparing import remember
from onrecord.link.copies import Narration, narration
from onrecord.link.meaning.vectors import vector_of
from onrecord.link.outlines import outline
from onrecord.link.rooms import rooms_of
from onrecord.link.terms import number_of, terms_of
from onrecord.link.words import digest
from onrecord.model import Extraction


@dataclass(frozen=True, slots=True)
class Entry:
    """One account of a sheet. ``wording`` is one number for all contents that compare alike; ``stance`` one
    for a wording affirmed, denied or left open; ``utterance`` one for a stance of one speaker in one month;
    ``place`` sorts accounts by when they were said; ``value`` is the account itself, packed; ``rooms``
    are those in which it is said; ``terms``, ``outline`` and ``vector`` are those of its wording."""

    id: str
    wording: int
    stance: int
    utterance: int
    place: str
    value: str
    terms: frozenset[int]
    outline: bytes
    rooms: tuple[int, ...]
    vector: bytes


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is filed of a document: its narration and its accounts."""

    narration: Narration
    entries: tuple[Entry, ...]


def sheet(extraction: Extraction) -> Sheet:
    """The sheet of an extraction whose entity ids are those of the record."""
    return Sheet(narration(extraction.document), tuple(map(_entry, accounts(extraction))))


def _entry(account: Account) -> Entry:
    terms = terms_of(account.reading)
    wording = number_of(account.reading, terms)
    month = account.said.isoformat()[:7] if account.said else ""
    # What "denied it" denies is told by the account before it, in its own article.
    own = account.id if account.refers else ""
    voice = f"{account.voice or ''} {account.speaks_for or ''}"
    stance = f"{wording} {account.polarity}"
    value = pack(account)
    remember(account, value)
    return Entry(
        account.id,
        wording,
        digest(stance),
        digest(f"{stance} {account.attitude} {voice} {month} {own} {account.conceded}"),
        account.place,
        value,
        terms,
        outline(account.reading),
        rooms_of(account),
        vector_of(account.reading),
    )
