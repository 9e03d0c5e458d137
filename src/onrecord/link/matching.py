"""What two clauses have in common: without enough of it they say nothing of each other.

Bits are added up exactly (`fsum`): common terms come in no order, and a share must not tip with it."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum

from onrecord.link import lexicon
from onrecord.link.clause import Clause
from onrecord.link.clauses import Reading

SAME_MATTER = 0.5
"""The share of a clause's terms that the other must have, before their numbers or times are compared."""


@dataclass(frozen=True, slots=True)
class Match:
    """What two clauses have in common: the terms, their bits, and their share of each clause."""

    terms: frozenset[str]
    bits: float
    of_left: float
    of_right: float
    rest_left: float
    rest_right: float


def too_little(left: Reading, right: Reading) -> bool:
    """Whether no two clauses can have enough in common (see `matched`): most pairs end here."""
    if left.has_numbers and right.has_numbers:
        return False
    ours, theirs = left.weights, right.weights
    bits = fsum(max(ours.get(t, 0.0), theirs.get(t, 0.0)) for t in left.about & right.about)
    return bits < SAME_MATTER * min(left.narrowest, right.narrowest)


def matched(one: Clause, two: Clause, *, one_speaker: bool) -> Match | None:
    """What two clauses have in common; None where it is too little for anything. What only "it" or "they"
    brings in from around both counts for ``one_speaker`` alone."""
    common: frozenset[str] | set[str] = one.about & two.about
    if common and not one_speaker:
        common = common - (one.open & two.open - one.terms.keys() - two.terms.keys())
        # Ian Blair's "I" is not Tony Blair's.
        common = common - (one.selves & two.selves)
    if not common:
        return None
    ours, theirs = ({t: c.terms[t] for t in common if t in c.terms} for c in (one, two))
    of_left, of_right = (
        min(1.0, fsum(found.values()) / clause.bits) if clause.bits else 0.0
        for found, clause in ((ours, one), (theirs, two))
    )
    # Nothing below looks at clauses that have less in common, unless both have numbers.
    if max(of_left, of_right) < SAME_MATTER and not (one.quantities and two.quantities):
        return None
    bits = fsum(max(ours.get(t, 0.0), theirs.get(t, 0.0)) for t in common)
    rest_left, rest_right = (
        clause.weighty - fsum(w for t, w in found.items() if t not in lexicon.LIGHT)
        for found, clause in ((ours, one), (theirs, two))
    )
    return Match(frozenset(common), bits, of_left, of_right, rest_left, rest_right)
