"""Whether a confidence of 0.9 is right nine times in ten.

A prediction is right when it is one of the pairs of ``attr`` in :mod:`.scores`: content and source
together, as :attr:`onrecord.model.Attribution.confidence` is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.evaluate.scores import Triple, pairs
from onrecord.model import Attribution

BINS = 15
"""Number of bins, as usual since Guo et al. 2017. Fewer bins hide errors that cancel within one, more add
noise: with 1,800 predictions a bin of 120 has a standard error of up to 4.6 points."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One prediction: how sure it was, and whether it was right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions of neighbouring confidence: their number, mean confidence and share that is right."""

    low: float
    high: float
    size: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """``error`` is the expected calibration error: the mean over predictions of |confidence − accuracy| of
    their bin. ``unsure`` counts predictions without a confidence, which stand in no bin."""

    error: float
    bins: tuple[Bin, ...]
    unsure: int = 0


def outcomes(*, text: str, gold: Sequence[Triple], predicted: Sequence[Attribution]) -> list[Outcome]:
    """One outcome for each prediction that carries a confidence."""
    right = {i for i, _ in pairs(text=text, gold=gold, predicted=[Triple.of(each) for each in predicted])}
    return [
        Outcome(each.confidence, i in right)
        for i, each in enumerate(predicted)
        if each.confidence is not None
    ]


def reliability(found: Sequence[Outcome], *, bins: int = BINS, unsure: int = 0) -> Reliability:
    """Bins of equal mass: each holds as many predictions as the next, give or take one.

    Bins of equal width would leave most of them nearly empty, since confidences crowd towards 1, and an
    empty bin measures nothing. Equal confidences may be split between two bins, in the order given. Raises
    ValueError without predictions.
    """
    if not found:
        raise ValueError("no prediction carries a confidence, so there is nothing to calibrate")
    ordered = sorted(found, key=lambda each: each.confidence)
    count = min(bins, len(ordered))
    edges = [len(ordered) * i // count for i in range(count + 1)]
    made = tuple(_bin(ordered[a:b]) for a, b in pairwise(edges))
    error = sum(each.size * abs(each.confidence - each.accuracy) for each in made) / len(ordered)
    return Reliability(error, made, unsure)


def _bin(members: Sequence[Outcome]) -> Bin:
    size = len(members)
    return Bin(
        low=members[0].confidence,
        high=members[-1].confidence,
        size=size,
        confidence=sum(each.confidence for each in members) / size,
        accuracy=sum(each.right for each in members) / size,
    )
