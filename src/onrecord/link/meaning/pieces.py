"""Text → the word pieces that the judge reads, and the rows of the word table that they stand for.

Used by training and by linking alike, so that the two cannot drift apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Ints = NDArray[np.int64]

MATCHES = ("special", "shared", "alone", "number shared", "number alone", "relation")
"""What a piece of a pair is to the other side: whether that has the same piece, numbers told apart. The mark
at the beginning is a "relation" where it is asked what two statements are to each other, and "special" where,
as in sets of sentence pairs, whether the first one proves the second."""
RELATION = MATCHES.index("relation")

LONGEST = 128
"""Pieces of a text that are read; of a longer one the rest is not. 99 % of the contents in PolNeAR train are
shorter."""

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Read:
    """One or two texts as the models take them, parallel arrays of length n: ``ids`` vocabulary numbers,
    ``side`` 0 or 1, ``match`` an index into MATCHES."""

    ids: Ints
    side: Ints
    match: Ints


class Cutter:
    """Cuts texts into pieces. ``tokenizer`` must neither truncate nor pad."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.begin, self.end = (tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]"))

    @cached_property
    def numbers(self) -> frozenset[int]:
        """The pieces made of digits."""
        vocabulary = self.tokenizer.get_vocab().items()
        return frozenset(number for piece, number in vocabulary if piece.removeprefix("##").isdigit())

    def pieces(self, text: str) -> list[int]:
        """The numbers of a text's pieces, at most LONGEST; empty for a text of blanks. A lone surrogate,
        which no tokenizer takes, becomes the replacement character."""
        plain = _SURROGATE.sub("\ufffd", text)
        return list(self.tokenizer.encode(plain, add_special_tokens=False).ids[:LONGEST])

    def pair(self, first: Sequence[int], second: Sequence[int], *, relation: bool = True) -> Read:
        """Two texts with the marks between them. ``relation``: see MATCHES."""
        import numpy as np

        ids = np.array([self.begin, *first, self.end, *second, self.end], dtype=np.int64)
        side = np.array([0] * (len(first) + 2) + [1] * (len(second) + 1), dtype=np.int64)
        match = [RELATION * relation, *self._matches(first, second), 0, *self._matches(second, first), 0]
        return Read(ids, side, np.array(match, dtype=np.int64))

    def _matches(self, own: Sequence[int], other: Sequence[int]) -> list[int]:
        there = set(other)
        return [(1 if piece in there else 2) + 2 * (piece in self.numbers) for piece in own]
