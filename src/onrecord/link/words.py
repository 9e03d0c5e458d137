"""Words as accounts are compared: folded, stemmed, and weighed by how common they are in news.

The weights come with the package and never from a record: what two attributions are to each other must not
depend on what else was added, or when.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from importlib import import_module
from importlib.resources import files
from typing import NamedTuple

from onrecord.model import Span

_WORD = re.compile(
    r"\d+(?:[.,:٫٬]\d+|['’\u00a0\u2009\u202f]\d{3}(?!\d))*"  # 1,900; 1’900; with a narrow blank
    r"|(?<![^\W\d_])[^\W\d_](?:\.[^\W\d_])+(?![^\W\d_])"  # F.B.I, a.m
    r"|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*"
)
_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})

_COUNTRY = frozenset({"US", "U.S", "USA", "U.S.A"})
COUNTRY = 2.5
"""The weight of "u.s", which the table lacks: as of the words that stand in every sixth article."""

RAREST = 9.3
"""The weight of a word that is not in the table: it stands in fewer than one of 600 news articles."""


class Word(NamedTuple):
    """One word or number of a text: where it starts and ends, and its folded form. (A tuple, because half a
    million of them are made for 150 articles.)"""

    start: int
    end: int
    folded: str

    @property
    def span(self) -> Span:
        """Its place."""
        return Span(self.start, self.end)


def words_of(text: str, within: Span | None = None) -> tuple[Word, ...]:
    """The words of ``text``, or of the part ``within``, with their places in ``text``; marks are left out."""
    start, end = (within.start, within.end) if within else (0, len(text))
    return tuple([Word(*m.span(), fold(m.group())) for m in _WORD.finditer(text, start, end)])


def has_words(text: str, within: Span, count: int) -> bool:
    """Whether a part of ``text`` has at least so many words."""
    at = within.start
    for _ in range(count):
        found = _WORD.search(text, at, within.end)
        if found is None:
            return False
        at = found.end()
    return True


def folded_words(text: str, within: Span | None = None) -> list[str]:
    """The folded words of ``text``, or of the part ``within``, without their places: four times as fast."""
    start, end = (within.start, within.end) if within else (0, len(text))
    return [fold(word) for word in _WORD.findall(text, start, end)]


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """``word`` without case, accents and typography: "Österlin’s" is "osterlin's", "F.B.I" is "fbi". The
    country is "u.s", however it is written, and not the pronoun."""
    if word in _COUNTRY:
        return "u.s"
    if "." in word and not word[0].isdigit():
        word = word.replace(".", "")
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.translate(_PLAIN).casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


@cache
def _stemmer() -> Callable[[str], str]:
    stemmer: Callable[[str], str] = import_module("snowballstemmer").stemmer("english").stemWord
    return stemmer


@lru_cache(maxsize=1 << 16)
def stem(folded: str) -> str:
    """The stem of a folded word (Porter 2), without a possessive 's."""
    bare = folded[:-2] if folded.endswith("'s") else folded
    return _stemmer()(bare)


@cache
def _weights() -> dict[str, float]:
    table = files("onrecord.link").joinpath("frequencies.txt").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {word: float(weight) for word, weight in pairs} | {"u.s": COUNTRY}


def weight(stemmed: str) -> float:
    """The inverse document frequency of a stem, in bits: 0 for a word of every article, `RAREST` for one
    that is not in the table."""
    return _weights().get(stemmed, RAREST)


def digest(parts: str) -> int:
    """A signed 64-bit number for some words, the same in every process and record."""
    return int.from_bytes(blake2b(parts.encode("utf-8"), digest_size=8).digest(), "big", signed=True)


@lru_cache(maxsize=1 << 16)
def _number(folded: str) -> int:
    return int.from_bytes(blake2b(folded.encode("utf-8"), digest_size=8).digest(), "big")


def runs_of(folded: Sequence[str], size: int) -> list[int]:
    """Signed 64-bit numbers for all runs of ``size`` successive words, in order; empty for fewer words. The
    words' own numbers are joined by multiplying with odd constants and mixed once more, all runs at a
    time."""
    import numpy as np

    count = len(folded) - size + 1
    if count < 1:
        return []
    numbers = np.array([_number(word) for word in folded], dtype=np.uint64)
    joined = np.zeros(count, dtype=np.uint64)
    for place in range(size):
        joined = joined * np.uint64(_FACTOR) + numbers[place : place + count]
    joined = (joined ^ (joined >> np.uint64(29))) * np.uint64(_FACTOR)
    found: list[int] = (joined ^ (joined >> np.uint64(32))).view(np.int64).tolist()
    return found


_FACTOR = 0x9E3779B97F4A7C15
"""An odd number without a pattern in its bits (the golden ratio in 64 bits, as Knuth proposes)."""
