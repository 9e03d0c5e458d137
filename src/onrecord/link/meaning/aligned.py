"""Which parts of two contents are about one thing: what the judge is asked about.

The judge reads single sentences best, and what clashes stands in one clause of a long content. Clauses are
put beside each other by their vectors and by the weight of the terms that they share.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.link import lexicon
from onrecord.link.account import Account
from onrecord.link.clauses import Clause, clauses
from onrecord.link.meaning.vectors import vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WHOLE = 60
"""Words of a content that is judged as a whole too."""

LOOKED_AT = 8
"""Clauses of a content that are put beside others: those that say most."""

LEAST_BITS = 8.0
LEAST_COSINE = 0.5
"""Contents that share less are not judged unless an explained signal speaks. On the tuning pairs, short and
long, 12 bits and 0.6 find 0.78 and 0.28 of the agreements, 8 and 0.5 0.83 and 0.39, no bound 0.85 and 0.45;
half the articles of BASIL have 12.5 pairs each at a cosine of 0.6 within their event, 35 at 0.5 and 76 at
0.4."""

PER_BIT = 1 / 40
"""What a bit of shared terms counts beside the cosine, up to MOST_BITS of them."""
MOST_BITS = 20.0
NUMBERS = 3.0
"""Bits that two numbers count: numbers of one thing are worth judging."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Two clauses, the cosine of their vectors, the bits of the terms that they share and those of all that
    each is about."""

    left: Clause
    right: Clause
    cosine: float
    shared: float
    of_left: float
    of_right: float

    @property
    def likeness(self) -> float:
        """Twice the shared bits of all bits, 0 to 1."""
        return min(1.0, 2 * self.shared / max(1e-6, self.of_left + self.of_right))

    @property
    def worth(self) -> float:
        """How far both are about one thing."""
        numbers = NUMBERS if self.left.quantities and self.right.quantities and self.shared else 0.0
        bits = (self.shared + numbers) * (0.3 + self.likeness)
        return self.cosine + PER_BIT * min(bits, MOST_BITS)


def beside(left: Account, right: Account, most: int) -> list[Beside]:
    """The pairs of clauses that are most about one thing, best first, no two of them of the same clauses;
    empty where a content says nothing."""
    ours, theirs = _weightiest(left), _weightiest(right)
    if not ours or not theirs:
        return []
    near = clause_vectors(left) @ clause_vectors(right).T
    found = [
        _beside(one, two, float(near[i, j])) for i, one in enumerate(ours) for j, two in enumerate(theirs)
    ]
    found.sort(key=lambda pair: (-pair.worth, pair.left.span, pair.right.span))
    chosen: list[Beside] = []
    for pair in found:
        if not any(_overlap(pair, other) for other in chosen):
            chosen.append(pair)
        if len(chosen) == most:
            break
    return chosen


def text_of(account: Account) -> str:
    """The words of a content."""
    return " ".join(span.of(account.reading.text) for span in account.reading.content)


def is_short(texts: Sequence[str]) -> bool:
    """Whether all of some contents are short enough to be judged whole."""
    return all(len(text.split()) <= WHOLE for text in texts)


def may_relate(left: Account, right: Account) -> bool:
    """Whether two contents are near enough for the judge to be asked although no explained signal speaks: a
    look at shared words first, which costs nothing, then at the vectors."""
    ours, theirs = _weights(left), _weights(right)
    if sum(max(ours[term], theirs[term]) for term in ours.keys() & theirs.keys()) < LEAST_BITS:
        return False
    return float(content_vector(left) @ content_vector(right)) >= LEAST_COSINE


@lru_cache(maxsize=4_000)
def _weights(account: Account) -> Mapping[str, float]:
    """What a content is about, in bits."""
    found: dict[str, float] = {}
    for clause in clauses(account.reading):
        for term, bits in clause.terms.items():
            if term not in lexicon.LIGHT:
                found[term] = max(bits, found.get(term, 0.0))
    return found


@lru_cache(maxsize=4_000)
def content_vector(account: Account) -> NDArray[np.float32]:
    """The vector of a whole content, [384]."""
    found: NDArray[np.float32] = vectors([text_of(account)])[0]
    return found


@lru_cache(maxsize=4_000)
def clause_vectors(account: Account) -> NDArray[np.float32]:
    """The vectors of a content's weightiest clauses, [clauses, 384]."""
    return vectors([clause.span.of(account.reading.text) for clause in _weightiest(account)])


def _weightiest(account: Account) -> tuple[Clause, ...]:
    found = clauses(account.reading)
    if len(found) <= LOOKED_AT:
        return found
    heavy = sorted(found, key=lambda clause: (-clause.bits, clause.span))[:LOOKED_AT]
    return tuple(sorted(heavy, key=lambda clause: clause.span))


def _overlap(one: Beside, other: Beside) -> bool:
    return one.left.span.overlaps(other.left.span) and one.right.span.overlaps(other.right.span)


def _beside(one: Clause, two: Clause, cosine: float) -> Beside:
    common = (
        (one.terms.keys() & two.terms.keys()) | (one.terms.keys() & two.open) | (two.terms.keys() & one.open)
    )
    shared = sum(max(one.terms.get(t, 0.0), two.terms.get(t, 0.0)) for t in common)
    return Beside(one, two, cosine, shared, _bits(one.terms), _bits(two.terms))


def _bits(terms: Mapping[str, float]) -> float:
    return sum(weight for term, weight in terms.items() if term not in lexicon.LIGHT)
