"""An account: one attribution as it is compared with others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from onrecord.link import lexicon
from onrecord.link.clauses import Reading
from onrecord.link.words import folded_words, stem
from onrecord.model import Attitude, Polarity, Spans

STORY_DAYS = 30
"""Days within which two accounts may be of one story."""


@dataclass(frozen=True)
class Account:
    """One attribution as it is compared. ``said`` is the day it was said or else published, None where
    neither is known. ``voice`` is the speaker's folded name, or stands for one without a name, None where not
    determined; ``name`` is how to call
    them. ``own`` is the content as
    the attribution has it, where the reading is of what its "it" stands for, which is the account ``refers``;
    ``within`` is the id of the account that contains it. ``offset`` is where the reading's text begins in the
    document. ``speaks_for`` is the body whose spokesperson this is, ``conceded`` tells a verb by which
    one gives way: "admitted", "withdrew", "confirmed"."""

    id: str
    document: str
    reading: Reading
    polarity: Polarity
    attitude: Attitude
    name: str
    voice: str | None = None
    said: date | None = None
    own: Spans = ()
    within: str | None = None
    refers: str | None = None
    speaks_for: str | None = None
    offset: int = 0
    conceded: bool = False

    @cached_property
    def place(self) -> str:
        """Sorts accounts by the day they were said, those without one last, then by document and id."""
        return f"{self.said or date.max} {self.document} {self.id}"

    def is_of(self, other: Account) -> bool:
        """Whether both have one speaker, or one body speaking through its people."""
        mine = {self.voice, self.speaks_for} - {None}
        if mine & ({other.voice, other.speaks_for} - {None}):
            return True
        if self.voice is None or other.voice is None or self.document == other.document:
            return False
        # "Renn" in one article may be the "Tobias Renn" of another, and "Sen. Ada B. Renn" is "Ada Renn".
        bare, full = sorted((self, other), key=lambda side: len(called(side.voice or "")))
        names = called(bare.voice or ""), called(full.voice or "")
        if bare.name[:1].isupper() and full.name[:1].isupper() and names[0] == names[1] and len(names[0]) > 1:
            return True
        return bare.name[:1].isupper() and len(names[0]) == 1 and names[1][-1:] == names[0]


@lru_cache(maxsize=1 << 14)
def called(voice: str) -> tuple[str, ...]:
    """The words of a folded name without the titles before it, initials in it and what comes after it: "sen
    ada b renn jr" is ada renn."""
    words = [word for word in voice.split() if word not in lexicon.AFTER_NAMES]
    while len(words) > 1 and words[0] in lexicon.TITLES and words[-1] not in lexicon.TITLES:
        words.pop(0)
    inner = [word for word in words[1:-1] if len(word) > 1]
    return tuple([*words[:1], *inner, *words[-1:]] if len(words) > 1 else words)


def concedes(cue: str) -> bool:
    """Whether the words of a cue give way: "admitted", "has since withdrawn"."""
    return any(stem(word) in lexicon.CONCEDING for word in folded_words(cue))


def gives_way(left: Account, right: Account) -> bool:
    """Whether the later account of one speaker concedes something, or affirms after a denial."""
    if left.document == right.document or not left.is_of(right):
        return False
    if left.said is None or right.said is None or left.said >= right.said:
        return False
    return right.conceded or (sign(left) == -1 and sign(right) == 1)


def two_people(left: Account, right: Account) -> bool:
    """Whether both are called by full names that end differently: then only many words in common make one
    quotation of theirs, which one of them was given wrongly."""
    names = [account.name.split() for account in (left, right)]
    full = all(len(name) > 1 and all(word[:1].isupper() for word in name) for name in names)
    return full and names[0][-1].casefold() != names[1][-1].casefold()


def one_story(left: Account, right: Account) -> bool:
    """Whether both may be of one event: by one speaker, or within days of each other."""
    if left.is_of(right) or left.said is None or right.said is None:
        return True
    return abs((left.said - right.said).days) <= STORY_DAYS


def sign(account: Account) -> int | None:
    """1 for who affirms, -1 for who denies, None for who leaves it open. Not to know or remember something
    leaves it open."""
    if account.polarity is Polarity.WITHHOLDS:
        return None
    if account.polarity is Polarity.DENIES:
        return None if account.attitude is Attitude.FACT else -1
    return 1
