"""Fits the confidence to dev: logistic regression by Newton's method, checked by folds over articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.extract.network.assemble import Scores, Settings
from onrecord.extract.network.confidence import FEATURES, LEAST, features
from onrecord_train import dev
from onrecord_train.labelling import Labelled

FOLDS = 6
INNER_FOLDS = 5
FLAT = 0.15  # points of linked F1 that make no difference: then the higher floor, for the sake of precision
RIDGE = 1.0  # on standardised features; 0.1 to 10 moved the cross-validated error by less than 0.002
BINS = 10
FLOORS = (0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4)

Floats = NDArray[np.float64]


def fit(
    gold: list[dict], items: list[Labelled], read: list[Scores], module: Any, settings: Settings
) -> dict[str, Any]:
    """Weights for the product, the confidence below which a finding is left out, the scores that remain,
    and the expected calibration error with its table. Floor, scores and error are cross-validated over
    articles.

    ``module`` is eval/score.py, whose matching says which attributions are right.
    """
    rows, right, article, spans = [], [], [], []
    for number, (line, item, scores) in enumerate(zip(gold, items, read, strict=True)):
        found = dev.attributions(line["text"], item.pieces, scores, settings)
        rows.extend(features(f, item.pieces, scores) for f in found)
        right.extend(matched(line, item, found, module))
        spans.extend(dev.as_spans(item.pieces, f) for f in found)
        article.extend([number] * len(found))
    x, y, groups = np.array(rows), np.array(right, dtype=np.float64), np.array(article)
    held_out = np.zeros(len(y))
    for fold in range(FOLDS):
        test = groups % FOLDS == fold
        held_out[test] = Fitted.to(x[~test], y[~test], groups[~test]).predict(x[test])
    swept = {f: _scores_above(f, gold, held_out, groups, spans, module) for f in FLOORS}
    best = max(found["attr"] for found in swept.values())
    floor = max(f for f in FLOORS if swept[f]["attr"] >= best - FLAT)
    kept = held_out >= floor
    fitted = Fitted.to(x, y, groups)
    error, table = expected_error(held_out[kept], y[kept])
    return {
        "features": list(FEATURES),
        "weights": [round(float(w), 5) for w in fitted.weights],
        "beta": [round(float(w), 5) for w in fitted.beta],
        "floor": floor,
        "folds": FOLDS,
        "floors": {str(f): swept[f]["attr"] for f in FLOORS},
        "scores": swept[floor],
        "ece": round(error, 4),
        "table": table,
        "attributions": int(kept.sum()),
    }


@dataclass(frozen=True, slots=True)
class Fitted:
    """A logistic model over the features and the beta calibration of what it says, which is fitted to what
    it says of articles that it was not fitted to."""

    weights: Floats
    beta: Floats

    @classmethod
    def to(cls, x: Floats, y: Floats, groups: NDArray[np.int64]) -> Fitted:
        """Fits both; ``groups`` are the articles."""
        aside = np.zeros(len(y))
        for fold in range(INNER_FOLDS):
            test = groups % INNER_FOLDS == fold
            aside[test] = predict(x[test], newton(x[~test], y[~test]))
        return cls(newton(x, y), newton(_logs(aside), y))

    def predict(self, x: Floats) -> Floats:
        """Probabilities."""
        return predict(_logs(predict(x, self.weights)), self.beta)


def _logs(p: Floats) -> Floats:
    p = p.clip(LEAST, 1 - LEAST)
    return np.column_stack([np.log(p), np.log(1 - p)])


def _scores_above(
    floor: float,
    gold: list[dict],
    held_out: Floats,
    groups: NDArray[np.int64],
    spans: list[dict],
    module: Any,
) -> dict[str, float]:
    predicted: dict[str, list[dict]] = {line["id"]: [] for line in gold}
    for p, number, found in zip(held_out, groups, spans, strict=True):
        if p >= floor:
            predicted[gold[number]["id"]].append(found)
    return dev.summary(module, gold, predicted)


def matched(line: dict, item: Labelled, found: list[Any], module: Any) -> list[bool]:
    """Which of the found attributions the scorer's greedy one-to-one matching calls right."""
    doc = module.Doc(line["text"])
    spans = lambda ps: [  # noqa: E731
        [int(item.pieces.start[p.start]), int(item.pieces.end[p.end - 1])] for p in ps
    ]
    theirs = [(doc.toks(a["content"]), doc.toks(a["source"])) for a in line["attributions"]]
    ours = [(doc.toks(spans(f.contents)), doc.toks(spans(f.sources))) for f in found]
    pairs = [
        (len(c & d) / len(c | d), i, j)
        for i, (c, s) in enumerate(ours)
        for j, (d, t) in enumerate(theirs)
        if c & d and len(c & d) / len(c | d) >= 0.5 and (bool(s & t) or not (s or t))
    ]
    won = {i for i, _, _ in module.greedy(pairs)}
    return [i in won for i in range(len(found))]


def newton(x: Floats, y: Floats) -> Floats:
    """Ridge logistic regression on raw features; the last weight is the bias."""
    mean, scale = x.mean(0), x.std(0) + 1e-9
    z = np.column_stack([(x - mean) / scale, np.ones(len(x))])
    penalty = np.diag([RIDGE] * x.shape[1] + [0.0])
    w = np.zeros(z.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-z @ w))
        gradient = z.T @ (p - y) + penalty @ w
        w -= np.linalg.solve(z.T @ (z * (p * (1 - p))[:, None]) + penalty, gradient)
    raw = w[:-1] / scale
    return np.append(raw, w[-1] - raw @ mean)


def predict(x: Floats, weights: Floats) -> Floats:
    """Probabilities."""
    result: Floats = 1 / (1 + np.exp(-(x @ weights[:-1] + weights[-1])))
    return result


def expected_error(p: Floats, y: Floats) -> tuple[float, list[dict[str, float]]]:
    """Expected calibration error over bins of equal mass (Naeini et al. 2015), and the bins."""
    bins = np.array_split(np.argsort(p, kind="stable"), BINS)
    table = [
        {"count": len(b), "said": round(float(p[b].mean()), 4), "right": round(float(y[b].mean()), 4)}
        for b in bins
    ]
    return sum(t["count"] * abs(t["said"] - t["right"]) for t in table) / len(p), table
