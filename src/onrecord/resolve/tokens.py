"""Words of a text, and the shape of a candidate name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.model import Span
from onrecord.resolve.names import fold

# Combining marks (Latin, Hebrew, Arabic, Devanagari, Bengali) and the two joiners: no letters to Python's \w.
_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u200c\u200d"
)
_LETTER = rf"(?:[^\W_][{_MARKS}]*)"
# Letters and digits, with inner apostrophes, hyphens, full stops (U.S.) and ampersands (AT&T).
_TOKEN = re.compile(rf"{_LETTER}+(?:['’.‑&-]{_LETTER}+)*|&")
# A small particle joined to a name ("al-Khatibi", "d'Artagnan") opens it as a capital letter does.
_JOINED = re.compile(
    r"(?:[ae]l|[aei][nrstdz]|ash|as|ibn|bin|abu|d|l|o|de|la|le)[-‑'’][^\W\d_a-zß-öø-ÿ]", re.UNICODE
)
_ABBREVIATED = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "sen",
        "rep",
        "gov",
        "gen",
        "col",
        "capt",
        "lt",
        "sgt",
        "maj",
        "adm",
        "cmdr",
        "rev",
        "hon",
        "fr",
        "st",
        "jr",
        "sr",
        "cllr",
        "inc",
        "ltd",
        "co",
        "corp",
    ]
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word: ``text`` as written, ``capital`` if it begins with a capital letter, ``caseless`` if its
    script has none."""

    start: int
    end: int
    text: str
    capital: bool
    caseless: bool


@dataclass(frozen=True, slots=True)
class NameMention:
    """A candidate name at ``span`` (titles included, possessive ending left out).

    ``key`` is the normalised name without titles ("" for an office alone). ``weak`` says that the capital
    letter may be owed to the place in the sentence; ``article`` that "the" stands before it.
    """

    span: Span
    text: str
    key: str
    weak: bool = False
    possessive: bool = False
    article: bool = False


def tokens(text: str) -> list[Token]:
    """The words of a text in order; a full stop belongs to an abbreviation or initial in front of it."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = match.group()
        if text[end : end + 1] == "." and (
            (len(word) == 1 and word.isupper())
            or fold(word) in _ABBREVIATED
            or re.fullmatch(r"(?:\w\.)+\w", word)
        ):
            end += 1
        capital = word[0].isupper() or word[0].istitle() or _JOINED.match(word) is not None
        found.append(Token(start, end, text[start:end], capital, _is_caseless(word)))
    return found


def _is_caseless(word: str) -> bool:
    return not word.isascii() and word[0].isalpha() and word.lower() == word.upper()
