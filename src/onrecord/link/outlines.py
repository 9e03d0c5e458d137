"""What is looked at of two wordings before either is read: some numbers, compared thousands at a time.

Terms in common say only that two wordings may have to do with each other; of such pairs nine in ten have no
relation. An outline holds the weights of all that a wording is about and how often it has which words, enough
to tell those pairs without parsing a clause. It never turns away a pair that `relations.relate` would find;
what only the judge may find meets in a room (see `rooms`).
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.link.clauses import Reading, clauses
from onrecord.link.evidence.floors import LEAST_BITS_EXACT, RESIDUE_NUMBER
from onrecord.link.matching import SAME_MATTER
from onrecord.link.quotes import LEAST_SCORE
from onrecord.link.told import CLAUSE, LEAST_BITS_NUMBER, NUMBERS, PER_BIT, ROUNDED, TIMES, Clauses, Items
from onrecord.link.words import digest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST = 255
"""The largest number that is kept for a term or word: 15.9 bits, or 255 times the same word."""

_HEAD = struct.Struct("<ffII")
_WORD = 1


def outline(reading: Reading) -> bytes:
    """The outline of a reading: the bits of the clause that says least, those of the numbered clause that
    says least (infinite for none), how many words and how many items; then the items, a number for each term
    and word, and how much each counts; then the clauses, each with its bits, all and without light words,
    whether it has numbers and times, and the places of its terms among the items. Where these are too many,
    there are no clauses."""
    items: dict[int, int] = {0: 0}
    for term in sorted(reading.about):
        bits = math.ceil(PER_BIT * reading.weights.get(term, 0.0))
        # what only a pronoun may stand for weighs nothing, but is there
        items[_item(term) & ~_WORD] = max(1, min(bits, MOST))
    places = {item: place for place, item in enumerate(items)}
    for word, times in reading.wording.counted.items():
        items[_item(word) | _WORD] = min(times, MOST)
    numbered = min((c.weighty for c in clauses(reading) if c.quantities), default=math.inf)
    head = _HEAD.pack(reading.narrowest, numbered, len(reading.wording.words), len(items))
    told = b""
    if len(places) <= MOST:
        for clause in clauses(reading):
            marks = NUMBERS * bool(clause.quantities) | TIMES * bool(clause.times)
            about = bytes(sorted({places[_item(term) & ~_WORD] for term in clause.about}))
            told += CLAUSE.pack(clause.bits, clause.weighty, marks, len(about)) + about
    return head + struct.pack(f"<{len(items)}I", *items) + bytes(items.values()) + told


@lru_cache(maxsize=1 << 16)
def _item(words: str) -> int:
    return digest(words) & 0xFFFFFFFF


class Outlines:
    """The outlines of some wordings, taken apart. They are named by their places in the list given."""

    def __init__(self, packed: Sequence[bytes]) -> None:
        import numpy as np

        heads = [_HEAD.unpack_from(each) for each in packed]
        self.narrowest, self.numbered = (np.array([h[i] for h in heads], dtype=np.float32) for i in (0, 1))
        self.words = np.array([head[2] for head in heads], dtype=np.float32)
        self.sizes = np.array([head[3] for head in heads], dtype=np.int64)
        self.starts = np.concatenate(([0], np.cumsum(self.sizes)))[:-1]
        at, size = _HEAD.size, self.sizes
        ids = b"".join([each[at : at + 4 * n] for each, n in zip(packed, size, strict=True)])
        counts = b"".join([each[at + 4 * n : at + 5 * n] for each, n in zip(packed, size, strict=True)])
        numbers = np.frombuffer(ids, dtype="<u4")
        known, self.items = np.unique(numbers, return_inverse=True)
        self.is_word = (known & _WORD).astype(bool)[self.items]
        self.counts = np.frombuffer(counts, dtype=np.uint8).astype(np.float32)
        self._row = np.zeros(len(known), dtype=np.float32)
        told = [each[at + 5 * n :] for each, n in zip(packed, size, strict=True)]
        self._clauses = Clauses(told, Items(self.items, self.counts, self.starts), self._row)

    def near(self, one: int, others: NDArray[np.int64]) -> list[int]:
        """Those of the others that may have a relation with this one by their words: first by what both are
        about altogether, which is done for all at once, then clause by clause."""
        import numpy as np

        bits, words = self._common(one, others)
        narrowest = np.minimum(self.narrowest[one], self.narrowest[others])
        matter = (bits >= LEAST_BITS_EXACT) & (bits >= SAME_MATTER * narrowest)
        numbered = np.maximum(self.numbered[one], self.numbered[others])
        number = (bits >= LEAST_BITS_NUMBER) & (bits >= numbered - RESIDUE_NUMBER)
        found = words >= LEAST_SCORE * np.minimum(self.words[one], self.words[others]) - ROUNDED
        asked = np.flatnonzero((matter | number) & ~found)
        found[asked] = self._clauses.may_relate(one, others[asked])
        passed: list[int] = others[found].tolist()
        return passed

    def bits(self, one: int, other: int) -> float:
        """The bits that two share."""
        import numpy as np

        return float(self._common(one, np.array([other]))[0][0])

    def _common(self, one: int, others: NDArray[np.int64]) -> tuple[NDArray[np.floating], ...]:
        """The bits and the words that each of the others shares with this one."""
        import numpy as np

        own = slice(self.starts[one], self.starts[one] + self.sizes[one])
        self._row[self.items[own]] = self.counts[own]
        sizes = self.sizes[others]
        begins = np.concatenate(([0], np.cumsum(sizes)[:-1]))
        at = np.arange(sizes.sum()) + np.repeat(self.starts[others] - begins, sizes)
        mine, theirs, is_word = self._row[self.items[at]], self.counts[at], self.is_word[at]
        self._row[self.items[own]] = 0
        shared = mine > 0
        bits = np.where(shared & ~is_word, np.maximum(mine, theirs), 0)
        words = np.where(shared & is_word, np.minimum(mine, theirs), 0)
        return np.add.reduceat(bits, begins) / PER_BIT, np.add.reduceat(words, begins)
