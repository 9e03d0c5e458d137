"""Which parts of two contents are about one thing: where the explained signals are looked at.

Clauses are put beside each other by the weight of the terms that they share. The cosine of sentence vectors
beside it was measured and changes nothing (docs/decisions.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

from onrecord.link import lexicon
from onrecord.link.account import Account
from onrecord.link.clause import Clause
from onrecord.link.clauses import clauses

LOOKED_AT = 8
"""Clauses of a content that are put beside others: those that say most."""
NUMBERS = 3.0
"""Bits that two numbers count: numbers of one thing are worth judging."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Two clauses, the bits of the terms that they share and those of all that each is about."""

    left: Clause
    right: Clause
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
        return (self.shared + numbers) * (0.3 + self.likeness)


def beside(left: Account, right: Account, most: int) -> list[Beside]:
    """The pairs of clauses that are most about one thing, best first, no two of them of the same clauses;
    empty where a content says nothing."""
    ours, theirs = weightiest(left), weightiest(right)
    found = [_beside(one, two) for one in ours for two in theirs]
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


def weightiest(account: Account) -> tuple[Clause, ...]:
    """The clauses of a content that say most, in the order of the text."""
    found = clauses(account.reading)
    if len(found) <= LOOKED_AT:
        return found
    heavy = sorted(found, key=lambda clause: (-clause.bits, clause.span))[:LOOKED_AT]
    return tuple(sorted(heavy, key=lambda clause: clause.span))


def _overlap(one: Beside, other: Beside) -> bool:
    return one.left.span.overlaps(other.left.span) and one.right.span.overlaps(other.right.span)


def _beside(one: Clause, two: Clause) -> Beside:
    common = (
        (one.terms.keys() & two.terms.keys()) | (one.terms.keys() & two.open) | (two.terms.keys() & one.open)
    )
    shared = fsum(max(one.terms.get(t, 0.0), two.terms.get(t, 0.0)) for t in common)
    return Beside(one, two, shared, _bits(one.terms), _bits(two.terms))


def _bits(terms: Mapping[str, float]) -> float:
    return fsum(weight for term, weight in terms.items() if term not in lexicon.LIGHT)
