"""What word lists and the rest of the text tell about a word: the network's second input beside the states.

The encoder is uncased and has seen little of the world's names; the lists name classes of words, and places
and given names of many countries (`gazetteer.txt`, made from GeoNames' cities, CC BY 4.0, and from Mark
Kantrowitz's list of names).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.resolve.coreference.words import Words
from onrecord.resolve.given import GENDER
from onrecord.resolve.lexicon import (
    AFFILIATIONS,
    BODIES,
    CALENDAR,
    DETERMINERS,
    FEMININE,
    FUNCTION_WORDS,
    GENERIC_BODIES,
    HONORIFICS,
    KIN,
    MASCULINE,
    PARTICLES,
    PLACES,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    TITLE_MODIFIERS,
    TITLES,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

CHANNELS = (5, 3, 6)
"""States of the encoder's channels: case, break before, quotation."""

_LEXICAL: tuple[Callable[[str], bool], ...] = (
    lambda w: GENDER.get(w) == MASCULINE,
    lambda w: GENDER.get(w) == FEMININE,
    lambda w: w in HONORIFICS,
    lambda w: w in TITLES,
    lambda w: w in TITLE_MODIFIERS,
    lambda w: w in BODIES,
    lambda w: w in GENERIC_BODIES,
    lambda w: w in ROLES,
    lambda w: w in KIN,
    lambda w: w in PLACES,
    lambda w: w in AFFILIATIONS,
    lambda w: w in CALENDAR,
    lambda w: w in FUNCTION_WORDS,
    lambda w: w in DETERMINERS,
    lambda w: w in PREPOSITIONS,
    lambda w: w in PARTICLES,
    lambda w: PRONOUNS.get(w) in (MASCULINE, FEMININE),
    lambda w: PRONOUNS.get(w) == "plural",
    lambda w: PRONOUNS.get(w) == "neuter",
    lambda w: PRONOUNS.get(w) in ("first", "we", "second"),
    lambda w: PRONOUNS.get(w) == "relative",
    lambda w: w.isdigit(),
    lambda w: len(w) == 1 and w.isalpha(),
    lambda w: not w[0].isalnum(),
    lambda w: not w.isascii(),
)
_GAZETTEER = ("given_m", "given_f", "city", "region", "country")
_LONGEST = 4  # words of a place name that is looked up
FLAGS = sum(CHANNELS) + len(_LEXICAL) + len(_GAZETTEER) + 3


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names in lower case → the classes they are in (bits in the order of ``_GAZETTEER``)."""

    names: dict[str, int]

    @classmethod
    def parse(cls, text: str) -> Gazetteer:
        """One ``bits TAB name`` a line."""
        pairs = (line.split("\t") for line in text.splitlines())
        return cls({name: int(bits) for bits, name in pairs})


def flags(words: Words, gazetteer: Gazetteer) -> Floats:
    """One row of zeros and ones a word."""
    import numpy as np

    n = len(words)
    found = np.zeros((n, FLAGS), dtype=np.float32)
    if not n:
        return found
    at = 0
    for channel, states in zip((words.case, words.breaks, words.quote), CHANNELS, strict=True):
        found[np.arange(n), at + channel] = 1
        at += states
    found[:, at : at + len(_LEXICAL)] = [_lexical(word) for word in words.lower]
    at += len(_LEXICAL)
    _look_up(words, gazetteer, found[:, at : at + len(_GAZETTEER)])
    _elsewhere(words, found[:, at + len(_GAZETTEER) :])
    return found


@lru_cache(maxsize=1 << 14)  # articles share most of their words: 6 ms an article without it
def _lexical(word: str) -> tuple[float, ...]:
    """What the lists tell of a word by itself."""
    return tuple(float(test(word)) for test in _LEXICAL)


def _look_up(words: Words, gazetteer: Gazetteer, found: Floats) -> None:
    """Marks the longest names of capitalised words that the gazetteer holds."""
    lower, capital = words.lower, (words.case >= 2).tolist()
    i = 0
    while i < len(lower):
        step = 1
        if capital[i]:
            for length in range(min(_LONGEST, len(lower) - i), 0, -1):
                bits = gazetteer.names.get(" ".join(lower[i : i + length]))
                if bits:
                    for k in range(len(_GAZETTEER)):
                        found[i : i + length, k] = float(bits >> k & 1)
                    step = length
                    break
        i += step


def _elsewhere(words: Words, found: Floats) -> None:
    """Whether a word is written in lower case elsewhere in the text, capitalised within a sentence, and
    often."""
    small = {w for w, c in zip(words.lower, words.case.tolist(), strict=True) if c == 1}
    inner = {
        w
        for w, c, b in zip(words.lower, words.case.tolist(), words.breaks.tolist(), strict=True)
        if c >= 2 and b == 0
    }
    counts = Counter(words.lower)
    for i, word in enumerate(words.lower):
        found[i, 0] = float(word in small)
        found[i, 1] = float(word in inner)
        found[i, 2] = float(counts[word] > 2)
