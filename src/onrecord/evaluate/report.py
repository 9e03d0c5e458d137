"""An evaluation as a person reads it: our figures beside what people and the best others reach on PolNeAR."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.evaluate.calibration import Reliability
from onrecord.evaluate.features import FeatureScores, f1
from onrecord.evaluate.measure import Evaluation
from onrecord.evaluate.scores import NONE


@dataclass(frozen=True, slots=True)
class Reference:
    """Points of F1 (recall where the figure is a recall) that others reach on PolNeAR, None where nobody
    has said.

    ``people``: mean over pairs of six annotators on 20 articles. ``best`` with the system it belongs to.
    """

    people: float | None
    best: float | None
    system: str


CITRON = "Citron"
COFENET = "CofeNet"
SAYSWHO = "sayswho"

ROWS: Mapping[str, tuple[str, Reference]] = {
    "attr": ("who said what (linked)", Reference(75.2, 53.7, CITRON)),
    "attr.exact": ("the same, every word exact", Reference(62.5, 35.4, CITRON)),
    "attr.content": ("noticed at all", Reference(79.0, None, "")),
    "part.source": ("whole sources exact", Reference(77.7, 83.2, COFENET)),
    "part.cue": ("whole cues exact", Reference(70.5, 75.3, COFENET)),
    "part.content": ("whole contents exact", Reference(65.9, 72.9, COFENET)),
    "tok.source": ("words of sources", Reference(82.0, 70.0, CITRON)),
    "tok.cue": ("words of cues", Reference(69.0, 53.0, CITRON)),
    "tok.content": ("words of contents", Reference(92.0, 72.0, CITRON)),
    "direct.attr": ("direct, linked", Reference(97.6, 79.0, SAYSWHO)),
    "mixed.attr.R": ("mixed, linked (recall)", Reference(None, None, "")),
    "indirect.attr.R": ("indirect, linked (recall)", Reference(68.0, 40.0, CITRON)),
    "attr.srcacc": ("source of what was noticed", Reference(96.0, None, "")),
}
"""The figures that are printed, in order, with what others reach."""

INTERVALS = ("attr", "attr.exact")
"""The figures that are printed with a bootstrap interval."""

SOURCES = (
    "people: mean over pairs of six annotators on 20 PolNeAR articles (Newell et al., LREC 2018).",
    "best: CofeNet as published on PolNeAR (BERT-base, COLING 2022; parts scored apart, never linked);",
    "Citron retrained on PolNeAR train, and sayswho, as measured with this scorer on PolNeAR dev.",
    "Scores on other texts do not compare with these.",
)


def report(evaluation: Evaluation, *, rounds: int = 1000) -> Iterator[str]:
    """Lines of text. ``rounds`` of bootstrap for the intervals, 0 for none."""
    counts = evaluation.total["attr"]
    yield (
        f"{len(evaluation.counts)} documents, {counts.gold:,} attributions in the gold, "
        f"{counts.predicted:,} predicted"
    )
    if evaluation.missing:
        yield f"{evaluation.missing} without a prediction, counted as nothing found"
    if evaluation.strays:
        yield f"{evaluation.strays} predicted for documents that the gold does not have, left out"
    if evaluation.failed:
        yield f"{evaluation.failed} failed, counted as nothing found"
    yield ""
    yield from _scores(evaluation, rounds)
    yield from _features(evaluation.features)
    if evaluation.reliability is not None:
        yield from _reliability(evaluation.reliability)


def shape_table(features: FeatureScores) -> Iterator[str]:
    """One line for each shape of the gold."""
    width = max(map(len, features.shapes), default=5)
    yield f"{'shape':{width}} {'gold':>5} {'found':>6} {'extra':>6} {'F1':>6} {'features':>9}"
    for shape, row in features.shapes.items():
        count = row.attributions
        yield (
            f"{shape:{width}} {count.gold:5} {count.hits:6} {count.predicted - count.hits:6} "
            f"{_points(f1(count) if count.gold else None):>6} {_points(row.features.accuracy):>9}"
        )


def as_json(evaluation: Evaluation, *, rounds: int = 1000) -> dict[str, Any]:
    """The same as values: shares from 0 to 1, None for what could not be counted."""
    features = evaluation.features
    return {
        "documents": len(evaluation.counts),
        "missing": evaluation.missing,
        "failed": evaluation.failed,
        "strays": evaluation.strays,
        "figures": {
            name: {"precision": each.precision, "recall": each.recall, "f1": each.f1}
            for name, each in evaluation.figures.items()
        },
        "intervals": {name: evaluation.interval(name, rounds=rounds) for name in INTERVALS} if rounds else {},
        "features": {
            name: {"accuracy": tally.accuracy, "asked": tally.asked, "marked_f1": tally.marked_f1}
            for name, tally in features.features.items()
        },
        "speakers": {"accuracy": features.speakers.accuracy, "answered": features.speakers.answered},
        "chains": f1(features.chains) if features.chains.gold else None,
        "shapes": {
            shape: {"f1": f1(row.attributions), "features": row.features.accuracy}
            for shape, row in features.shapes.items()
        },
        "calibration_error": None if evaluation.reliability is None else evaluation.reliability.error,
    }


def _scores(evaluation: Evaluation, rounds: int) -> Iterator[str]:
    total, figures = evaluation.total, evaluation.figures
    yield f"{'':28} {'precision':>9} {'recall':>7} {'F1':>6}  {'95 %':11} {'people':>7} {'best':>6}"
    for name, (words, reference) in ROWS.items():
        if not total.get(name, total.get(f"{name}.R", NONE)).gold:
            continue
        found, one_sided = figures[name], name.endswith((".R", "srcacc"))
        low, high = evaluation.interval(name, rounds=rounds) if rounds and name in INTERVALS else (None, None)
        between = f"{_points(low)}–{_points(high)}" if low is not None else ""
        yield (
            f"{words:28} {_points(None if one_sided else found.precision):>9} {_points(found.recall):>7} "
            f"{_points(None if one_sided else found.f1):>6}  {between:11} {_plain(reference.people):>7} "
            f"{_plain(reference.best):>6} {reference.system}"
        ).rstrip()
    yield ""
    yield from SOURCES


def _features(scores: FeatureScores) -> Iterator[str]:
    if not any(tally.asked for tally in scores.features.values()):
        return
    yield ""
    yield f"{'of what was found':28} {'accuracy':>9} {'asked':>7} {'F1 of marked values':>20}"
    for name, tally in scores.features.items():
        if tally.asked:
            yield f"{name:28} {_points(tally.accuracy):>9} {tally.asked:7} {_points(tally.marked_f1):>20}"
    speakers, chains = scores.speakers, scores.chains
    if speakers.answered is not None:
        yield f"{'speaker, where one is named':28} {_points(speakers.accuracy):>9} {_named(scores):7}"
        yield f"{'speakers that are named':28} {_points(speakers.answered):>9}"
    if chains.gold:
        yield f"{'chains, F1':28} {_points(f1(chains)):>9} {chains.gold:7}"


def _named(scores: FeatureScores) -> int:
    speakers = scores.speakers
    return speakers.right + speakers.wrong + speakers.invented


def _reliability(found: Reliability) -> Iterator[str]:
    yield ""
    yield (
        f"expected calibration error {found.error:.3f} over {len(found.bins)} bins of equal mass"
        + (f"; {found.unsure} predictions carry no confidence" if found.unsure else "")
    )
    yield f"{'confidence':>12} {'mean':>6} {'right':>6} {'of':>5}"
    for each in found.bins:
        yield f"{each.low:6.2f}–{each.high:.2f} {each.confidence:6.2f} {each.accuracy:6.2f} {each.size:5}"


def _points(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f}"


def _plain(points: float | None) -> str:
    return "–" if points is None else f"{points:.1f}"
