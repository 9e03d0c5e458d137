"""The clauses of many outlines: which pairs of them have as much in common as `evidence` asks for, for one
against hundreds at a time.

Names are mostly what two contents of one week share, so that nearly all pass by what they have in common as a
whole, and nearly none clause by clause. One pair at a time that took a third of the writing process at 20,000
articles, and grew.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from onrecord.link.evidence.floors import AGREES, LEAST_BITS_EXACT, RESIDUE_NUMBER, SAME_TOPIC
from onrecord.link.matching import SAME_MATTER

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_BITS_NUMBER = 2.0
"""What two clauses with numbers must have in common at least (see `evidence`)."""

PER_BIT = 16
"""Steps of a bit in which weights are kept, rounded up: an outline may promise too much, never too little."""

CLAUSE = struct.Struct("<ffBB")
"""The bits of a clause, all and without light words, its marks, and how many items it is about, whose places
follow, a byte each."""

NUMBERS, TIMES = 1, 2
"""The marks: whether a clause has numbers, and times."""

ROUNDED = 1e-3
"""What counting in single precision may lose."""


class Items(NamedTuple):
    """The items of some outlines, one outline after the other: what each is, how much it counts, and where
    the items of each outline start."""

    numbers: NDArray[np.int64]
    counts: NDArray[np.float32]
    starts: NDArray[np.int64]


class Clauses:
    """The clauses of some outlines, taken apart. ``told`` is what each outline tells of its clauses."""

    def __init__(self, told: Sequence[bytes], items: Items, row: NDArray[np.float32]) -> None:
        import numpy as np

        self.items, self.row = items, row
        heads: list[tuple[float, float, int, int]] = []
        places: list[bytes] = []
        of: list[int] = []
        for outline, text in enumerate(told):
            at = 0
            while at < len(text):
                head = CLAUSE.unpack_from(text, at)
                at += CLAUSE.size + head[3]
                heads.append(head)
                places.append(text[at - head[3] : at])
                of.append(outline)
        self.bits, self.weighty = (np.array([h[i] for h in heads], dtype=np.float64) for i in (0, 1))
        self.marks, self.sizes = (np.array([h[i] for h in heads], dtype=np.int64) for i in (2, 3))
        outlines = np.array(of, dtype=np.int64)
        self.firsts = np.searchsorted(outlines, np.arange(len(told) + 1))
        self.begins = np.concatenate(([0], np.cumsum(self.sizes)))
        about = np.frombuffer(b"".join(places), dtype=np.uint8).astype(np.int64)
        self.about = about + np.repeat(items.starts[outlines], self.sizes)

    def may_relate(self, one: int, others: NDArray[np.int64]) -> NDArray[np.bool_]:
        """With which of the others any two clauses have enough in common; an outline that tells of no clause
        may be anything."""
        import numpy as np

        counts = self.firsts[others + 1] - self.firsts[others]
        own = range(self.firsts[one], self.firsts[one + 1])
        found: NDArray[np.bool_] = counts == 0 if len(own) else np.ones(len(others), dtype=bool)
        if not len(own) or not counts.sum():
            return found
        clauses = _stretches(self.firsts[others], counts)
        at = self.about[_stretches(self.begins[clauses], self.sizes[clauses])]
        ends = np.cumsum(self.sizes[clauses])
        enough = np.zeros(len(clauses), dtype=bool)
        for clause in own:
            enough |= self._enough(clause, clauses, at, ends)
        np.logical_or.at(found, np.repeat(np.arange(len(others)), counts), enough)
        return found

    def _enough(
        self, one: int, others: NDArray[np.int64], at: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        """Which of the other clauses have enough in common with this one. ``at`` are the places of all that
        they are about, ``ends`` where those of each end."""
        import numpy as np

        about = self.about[self.begins[one] : self.begins[one + 1]]
        numbers, counts = self.items.numbers, self.items.counts
        self.row[numbers[about]] = counts[about]
        mine, theirs = self.row[numbers[at]], counts[at]
        self.row[numbers[about]] = 0
        shared = mine > 0

        def sums(values: NDArray[np.float32]) -> NDArray[np.float64]:
            totals = np.concatenate(([0.0], np.cumsum(np.where(shared, values, 0), dtype=np.float64)))
            found: NDArray[np.float64] = (totals[ends] - totals[ends - self.sizes[others]]) / PER_BIT
            return found

        left, right, bits = sums(mine), sums(theirs), sums(np.maximum(mine, theirs))
        marks = self.marks[one] & self.marks[others]
        rest = np.maximum(self.weighty[one] - left, self.weighty[others] - right)
        number = ((marks & NUMBERS) > 0) & (bits >= LEAST_BITS_NUMBER) & (rest <= RESIDUE_NUMBER + ROUNDED)
        share = np.where(marks & TIMES, SAME_MATTER, min(SAME_TOPIC, AGREES))
        much = (left >= share * self.bits[one]) | (right >= share * self.bits[others])
        found: NDArray[np.bool_] = (left > 0) & (number | ((bits >= LEAST_BITS_EXACT) & much))
        return found


def _stretches(begins: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers from each beginning on, so many of each."""
    import numpy as np

    before = np.cumsum(sizes) - sizes
    found: NDArray[np.int64] = np.arange(sizes.sum()) + np.repeat(begins - before, sizes)
    return found
