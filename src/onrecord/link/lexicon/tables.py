"""Words that mean the same or the opposite in reports of events, written by hand for this purpose.

The tables have words as they are written; they are looked up by their stems, so that one form stands for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from onrecord.link.lexicon.grammar import EMPTY_WORDS
from onrecord.link.words import fold, stem


def _lines(name: str) -> Iterator[str]:
    table = files("onrecord.link.lexicon").joinpath(name).read_text(encoding="utf-8")
    return (line for line in table.splitlines() if line.strip() and not line.startswith("#"))


@cache
def silent() -> frozenset[str]:
    """Those of the empty words that are no end of a scale either ("more" is)."""
    return frozenset(word for word in EMPTY_WORDS if scale(stem(word)) is None)


@cache
def _meanings() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _lines("synonyms.txt"):
        words = line.split()
        for word in words:
            table.setdefault(stem(fold(word)), stem(fold(words[0])))
    return table


@cache
def _scales() -> dict[str, tuple[str, int]]:
    table: dict[str, tuple[str, int]] = {}
    for line in _lines("opposites.txt"):
        up, down = (side.split() for side in line.split("|"))
        for words, sign in ((up, 1), (down, -1)):
            for word in words:
                table.setdefault(stem(fold(word)), (f"{stem(fold(up[0]))}/{stem(fold(down[0]))}", sign))
    return table


def meaning(stemmed: str) -> str:
    """One stem for all words of a meaning."""
    return _meanings().get(stemmed, stemmed)


def scale(stemmed: str) -> tuple[str, int] | None:
    """The scale on which a stem names an end, and which end; None for most words."""
    return _scales().get(stemmed)
