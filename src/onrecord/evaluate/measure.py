"""All figures of one set of predictions against one set of gold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.evaluate.calibration import Reliability, outcomes, reliability
from onrecord.evaluate.features import FeatureScores, compare, sum_scores
from onrecord.evaluate.gold import Gold
from onrecord.evaluate.scores import Counts, Figure, Triple, figures, interval, score_document, total
from onrecord.model import Extraction


@dataclass(frozen=True, slots=True)
class Evaluation:
    """``counts`` stand for one gold document each, in order. ``missing`` documents had no prediction,
    which counts as nothing found; ``failed`` ones had a Failure. ``strays`` were predicted for no document
    of the gold. ``reliability`` is None when nothing predicted carries a confidence."""

    counts: tuple[Counts, ...]
    features: FeatureScores
    reliability: Reliability | None
    missing: int = 0
    failed: int = 0
    strays: int = 0

    @property
    def total(self) -> Counts:
        """The counts of all documents together."""
        return total(self.counts)

    @property
    def figures(self) -> Mapping[str, Figure]:
        """Every figure of :mod:`.scores` over all documents."""
        return figures(self.total)

    def interval(self, name: str, *, rounds: int = 1000) -> tuple[float, float]:
        """The 95 % bootstrap interval of the F1 of one figure."""
        return interval(self.counts, lambda found: found[name].f1, rounds=rounds)


def evaluate(gold: Sequence[Gold], predicted: Mapping[int, Extraction], *, strays: int = 0) -> Evaluation:
    """Scores predictions, given by the index of their gold document. Raises ValueError without gold, and when
    a prediction is of another text."""
    if not gold:
        raise ValueError("no gold to compare with")
    counts, features, found, unsure, failed = [], [], [], 0, 0
    for at, each in enumerate(gold):
        answer = predicted.get(at, Extraction(each.document))
        relations = [Triple.of(attribution) for attribution in each.attributions]
        answers = [Triple.of(attribution) for attribution in answer.attributions]
        counts.append(score_document(text=each.document.text, gold=relations, predicted=answers))
        features.append(compare(gold=each, predicted=answer))
        found += outcomes(text=each.document.text, gold=relations, predicted=answer.attributions)
        unsure += sum(attribution.confidence is None for attribution in answer.attributions)
        failed += bool(answer.failures)
    return Evaluation(
        tuple(counts),
        sum_scores(features),
        reliability(found, unsure=unsure) if found else None,
        missing=len(gold) - len(predicted),
        failed=failed,
        strays=strays,
    )
