"""Everything that speaks for or against a relation of two accounts, as numbers: the explained signals, and
what the judge says. `weigh` makes probabilities of them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.link import lexicon
from onrecord.link.account import Account, gives_way, one_story, sign
from onrecord.link.clause import Clause
from onrecord.link.evidence.between import evidence
from onrecord.link.evidence.found import Evidence
from onrecord.link.meaning.aligned import Beside, beside, text_of
from onrecord.link.meaning.judge import Verdict, judged

EXPLAINED = (
    "clash", "same", "likeness", "shared", "numbers clash", "numbers fit", "times clash", "turned", "hedged",
    "moods differ", "days differ", "names differ", "told apart", "one speaker", "one story", "gives way",
)  # fmt: skip
JUDGED = ("judged clash", "judged same")
NAMES = (*EXPLAINED, *JUDGED)
"""The names of the numbers of `explained` and `judgement`, in their order."""

PROMISING = 0.3
"""The share from which on the judge is asked the other way round as well."""


@dataclass(frozen=True, slots=True)
class Explained:
    """``values`` are the numbers, by EXPLAINED. ``best`` are the clauses that are most about one thing, and
    ``clash`` and ``same`` the firmest evidence of each kind."""

    values: tuple[float, ...]
    best: Beside
    clash: Evidence | None
    same: Evidence | None


def explained(left: Account, right: Account) -> Explained | None:
    """The explained signals between two accounts that both affirm or deny; None where one says nothing."""
    pairs = beside(left, right, 1)
    if not pairs:
        return None
    found = list(evidence(left, right))
    clash = max((e for e in found if e.clash), key=_firm, default=None)
    same = max((e for e in found if not e.clash), key=_firm, default=None)
    turned = (sign(left) or 1) * (sign(right) or 1) < 0
    return Explained(_explained(pairs[0], left, right, clash, same, turned=turned), pairs[0], clash, same)


def judgement(left: Account, right: Account) -> tuple[float, ...]:
    """What the judge says of two contents as a whole, by JUDGED. It is asked the other way round as well
    where it does not say that they have nothing to do with each other; asked about the clauses that are most
    about one thing, it says no more (docs/decisions.md)."""
    said = verdict(left, right, text_of(left), text_of(right))
    there = _logit(said.contradicts), _logit(said.entails)
    if max(said.contradicts, said.entails) < PROMISING:
        return there
    said = verdict(right, left, text_of(right), text_of(left))
    back = _logit(said.contradicts), _logit(said.entails)
    return (there[0] + back[0]) / 2, (there[1] + back[1]) / 2


def verdict(left: Account, right: Account, one: str, two: str) -> Verdict:
    """What the judge's verdict on texts of two accounts says of their sources, one or both of whom may deny
    theirs.

    Who denies a content clashes with one who says what entails it (to deny a red car is not to deny a car),
    and agrees with one who says what contradicts it. Two who deny may both be right whatever they deny.
    """
    denies = sign(left) == -1, sign(right) == -1
    if denies == (False, False):
        return judged(one, two)
    if denies == (True, True):
        said = judged(one, two)
        return Verdict(said.entails, said.neither + said.contradicts, 0.0)
    said = judged(two, one) if denies[0] else judged(one, two)
    return Verdict(said.contradicts, said.neither, said.entails)


def _firm(found: Evidence) -> tuple[float, str]:
    return found.firm, found.signal


def _logit(share: float) -> float:
    share = min(max(share, 0.005), 0.995)
    return math.log(share / (1 - share))


def _explained(
    pair: Beside,
    left: Account,
    right: Account,
    clash: Evidence | None,
    same: Evidence | None,
    *,
    turned: bool,
) -> tuple[float, ...]:
    one, two = pair.left, pair.right
    return (
        clash.firm if clash else 0.0,
        same.firm if same else 0.0,
        pair.likeness,
        math.log1p(pair.shared),
        float(_any(one.quantities, two.quantities, "clashes")),
        float(_any(one.quantities, two.quantities, "is_near")),
        float(any(a.clashes(b) for a in one.times for b in two.times)),
        float((len(one.negations) + len(two.negations) + turned + _opposed(one, two)) % 2),
        float(one.hedge is not None or two.hedge is not None),
        float((one.should, one.irreal, one.future) != (two.should, two.irreal, two.future)),
        float(bool(one.days and two.days and not one.days & two.days)),
        float(bool(one.names - two.terms.keys() - two.open and two.names - one.terms.keys() - one.open)),
        float(told_apart(one, two)),
        float(left.is_of(right)),
        float(one_story(left, right)),
        float(gives_way(left, right)),
    )


def _any(left: Sequence[object], right: Sequence[object], relation: str) -> bool:
    return any(getattr(a, relation)(b) for a in left for b in right)


def _opposed(one: Clause, two: Clause) -> bool:
    """Whether they name the two ends of a scale."""
    return any(one.scales[scale] != two.scales[scale] for scale in one.scales.keys() & two.scales.keys())


def told_apart(one: Clause, two: Clause) -> bool:
    """Whether the north tower is here and the south tower there."""
    a, b = one.apart, two.apart
    return any(a & kind and b & kind and not a & b & kind for kind in lexicon.ALTERNATIVES)
