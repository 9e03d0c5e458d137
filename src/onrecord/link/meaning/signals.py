"""Everything that speaks for or against a relation of two accounts, as numbers: the explained signals, and
what the two models say. `weigh` makes probabilities of them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.link import lexicon
from onrecord.link.account import Account, one_story, sign
from onrecord.link.clauses import Clause
from onrecord.link.evidence import Evidence, evidence
from onrecord.link.meaning.aligned import Beside, beside, content_vector, is_short, text_of
from onrecord.link.meaning.judge import Verdict, both_ways

ASKED = 2
"""Pairs of clauses that the judge is asked about, besides the contents as a whole where they are short."""

EXPLAINED = (
    "clash", "same", "likeness", "shared", "numbers clash", "numbers fit", "times clash", "turned", "hedged",
    "moods differ", "days differ", "names differ", "told apart", "one speaker", "one story",
)  # fmt: skip
JUDGED = ("judged clash", "judged clash both ways", "judged same", "judged same both ways")
NEAR = ("cosine", "cosine of clauses")
NAMES = (*EXPLAINED, *JUDGED, *NEAR)
"""The names of the numbers in `Signals.values`, in their order."""


@dataclass(frozen=True, slots=True)
class Signals:
    """``values`` are the numbers, by NAMES. ``best`` are the clauses the judge found to clash, or else to
    agree, most; ``texts`` what it read of them. ``found`` is the firmest explained evidence of each kind."""

    values: tuple[float, ...]
    best: Beside
    texts: tuple[str, str]
    clash: Evidence | None
    same: Evidence | None


def signals(left: Account, right: Account) -> Signals | None:
    """The signals between two accounts that both affirm or deny; None where one says nothing."""
    pairs = beside(left, right, ASKED)
    if not pairs:
        return None
    turned = (sign(left) or 1) * (sign(right) or 1) < 0
    texts = [_texts(pair, left, right) for pair in pairs]
    whole = text_of(left), text_of(right)
    if is_short(whole) and whole not in texts:
        texts.append(whole)
    verdicts = [_turned(ways, left, right) for ways in both_ways(texts)]
    clashes = [(one.contradicts + two.contradicts) / 2 for one, two in verdicts]
    best = max(range(len(pairs)), key=lambda i: clashes[i])
    found = list(evidence(left, right))
    clash = max((e for e in found if e.clash), key=_firm, default=None)
    same = max((e for e in found if not e.clash), key=_firm, default=None)
    values = (
        *_explained(pairs[0], left, right, clash, same, turned=turned),
        _logit(max(clashes)),
        _logit(max(min(a.contradicts, b.contradicts) for a, b in verdicts)),
        _logit(max((a.entails + b.entails) / 2 for a, b in verdicts)),
        _logit(max(min(a.entails, b.entails) for a, b in verdicts)),
        float(content_vector(left) @ content_vector(right)),
        pairs[0].cosine,
    )
    return Signals(values, pairs[best], texts[best], clash, same)


def _firm(found: Evidence) -> tuple[float, str]:
    return found.firm, found.signal


def _texts(pair: Beside, left: Account, right: Account) -> tuple[str, str]:
    return pair.left.span.of(left.reading.text), pair.right.span.of(right.reading.text)


def _turned(ways: tuple[Verdict, Verdict], left: Account, right: Account) -> tuple[Verdict, Verdict]:
    """What the verdicts on two contents say of their sources, one or both of whom may deny theirs.

    Who denies a content clashes with one who says what entails it (to deny a red car is not to deny a car),
    and agrees with one who says what contradicts it. Two who deny may both be right whatever they deny.
    """
    one, two = ways
    denies = sign(left) == -1, sign(right) == -1
    if denies == (False, False):
        return ways
    if denies == (True, True):
        one, two = (Verdict(w.entails, w.neither + w.contradicts, 0.0) for w in (two, one))
        return one, two
    said = two if denies[0] else one
    turned = Verdict(said.contradicts, said.neither, said.entails)
    return turned, turned


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
