"""A name as people write it: parse it, normalise it, compare two of them with a reason.

A name is read left to right: honorifics and offices, given names (or initials), particles and surname, a
generation or degree. Names of one word are a surname with nothing before it, which is how news writes them.
Scripts without capital letters are kept whole: their words are compared, never guessed apart.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from onrecord.resolve.given import GENDER, NICKNAMES
from onrecord.resolve.lexicon import (
    BODIES,
    GENERATIONS,
    HONORIFICS,
    OPENING_BODIES,
    PARTICLES,
    ROLE_GENDER,
    SUFFIXES,
    TITLE_MODIFIERS,
    TITLES,
)

_APOSTROPHES = str.maketrans(
    dict.fromkeys("’‘´′ʼ`", "'") | dict.fromkeys("‑–", "-") | dict.fromkeys("\u00a0\u202f", " ")
)
_STROKES = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "þ": "th", "ð": "d"}
)
_POSSESSIVE = re.compile(r"(?:'s|(?<=s)')$")
# Longer than any name in use; what goes on beyond is compared as one string and never looked into.
MAX_WORDS = 12


@dataclass(frozen=True, slots=True)
class Name:
    """A parsed name; every part normalised by :func:`fold`.

    ``titles`` holds honorifics and offices, ``given`` given names and initials, ``surname`` the last name
    with its particles ("" for a title alone), ``suffix`` a generation or degree or None.
    """

    titles: tuple[str, ...]
    given: tuple[str, ...]
    surname: str
    suffix: str | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """Given names and surname, without titles and suffix."""
        return (*self.given, *self.surname.split())

    @property
    def gender(self) -> str | None:
        """``"m"`` or ``"f"`` as told by an honorific, a title or else the first given name; None
        otherwise."""
        for title in self.titles:
            told = HONORIFICS.get(title) or ROLE_GENDER.get(title)
            if told:
                return told
        words = self.words
        return GENDER.get(words[0]) if words else None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two names may stand for one person, and one short phrase why."""

    same: bool
    reason: str


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case, without accents, typographic apostrophes and doubled spaces: for comparing, never for
    show."""
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold().translate(_STROKES)
    plain = "".join(
        c for c in plain if not unicodedata.combining(c) or (not c.isascii() and "\u0900" <= c <= "\u0dff")
    )
    return " ".join(plain.split())


def strip_possessive(text: str) -> str:
    """``text`` without a final 's or s'."""
    folded = text.translate(_APOSTROPHES)
    match = _POSSESSIVE.search(folded)
    return text[: match.start()] if match else text


def _bare(word: str) -> str:
    return word.strip('.,;:()[]"“”').rstrip(".")


@lru_cache(maxsize=8192)
def parse_name(text: str) -> Name:
    """The parts of ``text``, which should hold one name and little else. Never raises; parts may be empty."""
    words = [w for w in (_bare(w) for w in fold(strip_possessive(text)).split()) if w]
    if len(words) > MAX_WORDS:
        return Name((), (), " ".join(words))
    if text.count(",") == 1 and len(words) >= 2 and words[-1] not in SUFFIXES:
        before = fold(text.split(",")[0]).split()
        if len(before) == 1:  # "Lind, Mara"
            words = [*words[1:], words[0]]
    titles, words = split_titles(words)
    suffix = None
    while len(words) > 1 and words[-1] in SUFFIXES:
        suffix = GENERATIONS.get(words.pop(), suffix)
    if not words:
        return Name(titles, (), "", suffix)
    start = len(words) - 1
    while start > 0 and words[start - 1] in PARTICLES and (start > 1 or len(words) == 2 or titles):
        start -= 1
    return Name(titles, tuple(words[:start]), " ".join(words[start:]), suffix)


def split_titles(words: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """Folded words of a name → the honorifics and offices in front, and the rest (never empty if words is
    not, unless all of them are titles).

    The last office decides: "Deputy Defence Minister Jonas Berg" splits after "Minister"; words before an
    office belong to it only when they are known to ("Texas Governor" keeps Texas out of the name all the
    same).
    """
    cut = 0
    for i, word in enumerate(words):
        if (word in HONORIFICS and (i == cut or words[i - 1] in TITLES | TITLE_MODIFIERS)) or (
            word in TITLES and not (i > 0 and i == cut and words[i - 1] in HONORIFICS and i + 1 == len(words))
        ):
            cut = i + 1
        elif word not in TITLE_MODIFIERS and i >= 4:
            break
    if cut == len(words) and len(words) > 1 and words[-1] not in HONORIFICS:
        # "Chief Justice" names an office; "Mr Judge" and "Mara Major" name people.
        if all(w in TITLES or w in TITLE_MODIFIERS for w in words):
            return tuple(words), []
        first = next(i for i, w in enumerate(words) if w in TITLES or w in HONORIFICS)
        cut = first + 1 if first == 0 else 0
    if 0 < cut < len(words) - 2 and words[cut] == "of":  # "Secretary of State John Kerry"
        cut += 3 if words[cut + 1] == "the" and cut + 3 < len(words) else 2
    return tuple(words[:cut]), words[cut:]


def normalise(text: str) -> str:
    """The name without titles, generation kept: the form under which equal names are equal strings.

    >>> normalise("Dr. Mara  Lind")
    'mara lind'
    """
    name = parse_name(text)
    return " ".join((*name.words, *([name.suffix] if name.suffix else []))) or fold(text)


def same_given(a: str, b: str) -> bool:
    """Whether two folded given names may be one: equal, an initial, or a known short form."""
    if a == b:
        return True
    if a.removeprefix("y") == b.removeprefix("y") and a.removeprefix("y")[:1] == "e":
        return True  # Yevgeny, Evgeny
    if a[:1] == b[:1] and (len(a) == 1 or len(b) == 1):
        return True
    return bool(NICKNAMES.get(a, frozenset()) & NICKNAMES.get(b, frozenset()))


def compatible(a: Name, b: Name) -> Verdict:
    """Whether two names may stand for one person. A surname alone is compatible with every bearer of it."""
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return Verdict(False, "different generations")
    if a.gender and b.gender and a.gender != b.gender:
        return Verdict(False, "different genders")
    if not a.words or not b.words:
        return Verdict(False, "no name")
    if a.words == b.words:
        return Verdict(True, "equal names")
    shorter, longer = sorted((a, b), key=lambda n: len(n.words))
    if len(shorter.words) == 1:
        return _single_word(shorter.words[0], longer)
    if a.surname.split()[-1] != b.surname.split()[-1]:
        if len(shorter.words) < len(longer.words) and shorter.words == longer.words[: len(shorter.words)]:
            return Verdict(True, "the longer name goes on after the shorter one")
        return Verdict(False, "different surnames")
    if longer.words[-len(shorter.words) :] == shorter.words:
        return Verdict(True, "the shorter name ends the longer one")
    return _given_names(shorter, longer)


def _single_word(word: str, other: Name) -> Verdict:
    if word == other.surname or word == other.surname.split()[-1]:
        return Verdict(True, "surname of the full name")
    if word in other.words:
        return Verdict(True, "a part of the full name")
    return Verdict(False, "different names")


def _given_names(a: Name, b: Name) -> Verdict:
    first = same_given(a.words[0], b.words[0])
    # "J. Robert Berg" and "Robert Berg": the middle name is the one in use.
    middle = any(same_given(a.words[0], w) for w in b.words[1:-1]) and len(b.words[0]) == 1
    if not (first or middle):
        return Verdict(False, "different given names")
    inner_a, inner_b = a.words[1:-1], b.words[1:-1]
    if inner_a and inner_b and not any(same_given(x, y) for x in inner_a for y in inner_b):
        return Verdict(False, "different middle names")
    return Verdict(True, "same surname, given names agree")


def is_body(words: tuple[str, ...] | list[str]) -> bool:
    """Whether folded words name an organisation by their head ("farmers' union", "ministry of …", "radio
    nord")."""
    if not words:
        return False
    if words[-1] in BODIES or (words[0] in OPENING_BODIES and len(words) > 1):
        return True
    return any(w in BODIES and words[i + 1] in ("of", "for", "on") for i, w in enumerate(words[:-1]))


def is_acronym(word: str) -> bool:
    """Whether a word as written looks like an acronym: two to six letters, capital but for a final s."""
    letters = word.replace(".", "")
    return 2 <= len(letters) <= 6 and letters.isalpha() and letters.isupper() and letters.isascii()


def initials(words: tuple[str, ...] | list[str]) -> str:
    """The first letters of the words that carry an acronym, small words left out."""
    return "".join(
        w[0] for w in words if w not in ("of", "the", "and", "for", "on", "in", "to", "a", "de", "&")
    )
