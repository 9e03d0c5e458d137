"""Fits the weights that make probabilities of the signals between two accounts, and shows what each kind of
signal adds.

    python -m bench.weigh_relations                  on the tuning pairs, cross-validated
    python -m bench.weigh_relations --write          the same, and writes the weights into the product

A logistic regression for each relation, ridge 1, on the tuning pairs, short and long. Everything printed is
of pairs whose whole event was left out of the fit: the pairs of one event share their sentences.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np

from onrecord.evaluate.pairs import Pair, parse_pairs
from onrecord.link.evidence import sign
from onrecord.link.meaning import judge
from onrecord.link.meaning import signals as of
from onrecord.link.meaning.vectors import session_of
from onrecord.model import Attitude, Relation

FOLDER = Path("evals/gold/pairs")
TUNING = ("tuning.txt", "long_tuning.txt")
RIDGE = 2.0
KINDS = {
    "explained": of.EXPLAINED,
    "explained + cosine": of.EXPLAINED + of.NEAR,
    "judge": of.JUDGED,
    "explained + judge": of.EXPLAINED + of.JUDGED,
    "all": of.NAMES,
}
CLASHING = (Relation.CONTRADICTS, Relation.UPDATES)
Floats = np.ndarray


def features(pairs: list[Pair]) -> tuple[Floats, Floats]:
    """The signals of all pairs, and whether each may be compared at all; rows of those that may not are 0."""
    rows, may = np.zeros((len(pairs), len(of.NAMES))), np.zeros(len(pairs), bool)
    for at, pair in enumerate(pairs):
        found = of.signals(pair.left, pair.right) if comparable(pair) else None
        if found is not None:
            rows[at], may[at] = found.values, True
    return rows, may


def comparable(pair: Pair) -> bool:
    if sign(pair.left) is None or sign(pair.right) is None:
        return False
    wants = Attitude.INTENTION in (pair.left.attitude, pair.right.attitude)
    return not wants or pair.left.is_of(pair.right)


def fitted(x: Floats, y: Floats, weight: Floats) -> Floats:
    """Ridge logistic regression by Newton's method; the last number is the bias."""
    mean, scale = x.mean(0), x.std(0) + 1e-6
    z = np.column_stack([(x - mean) / scale, np.ones(len(x))])
    penalty = np.diag([RIDGE] * x.shape[1] + [0.0])
    w = np.zeros(z.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(z @ w, -30, 30)))
        gradient = z.T @ (weight * (p - y)) + penalty @ w
        hessian = z.T @ (z * (weight * p * (1 - p))[:, None]) + penalty + 1e-9 * np.eye(len(w))
        w -= np.linalg.solve(hessian, gradient)
    raw = w[:-1] / scale
    return np.append(raw, w[-1] - raw @ mean)


def probabilities(x: Floats, weights: Floats) -> Floats:
    return 1 / (1 + np.exp(-np.clip(x @ weights[:-1] + weights[-1], -30, 30)))


def left_out(x: Floats, y: Floats, weight: Floats, events: list[str]) -> Floats:
    """Each pair's probability by weights fitted without its event."""
    found = np.zeros(len(y))
    names = np.array(events)
    for event in sorted(set(events)):
        held = names == event
        found[held] = probabilities(x[held], fitted(x[~held], y[~held], weight[~held]))
    return found


def area(scores: Floats, positive: Floats) -> float:
    above, below = scores[positive], scores[~positive]
    return float((above[:, None] > below).mean() + 0.5 * (above[:, None] == below).mean())


def best_f1(scores: Floats, positive: Floats) -> tuple[float, float]:
    order = np.argsort(-scores)
    right = np.cumsum(positive[order])
    f1 = 2 * right / (np.arange(1, len(order) + 1) + positive.sum())
    return float(f1.max()), float(scores[order[f1.argmax()]])


def recall_at(scores: Floats, positive: Floats, precision: float) -> tuple[float, float]:
    """The most recall with at least that precision, and its threshold."""
    order = np.argsort(-scores)
    right = np.cumsum(positive[order])
    enough = np.flatnonzero(right / np.arange(1, len(order) + 1) >= precision)
    if not len(enough):
        return 0.0, 1.0
    return float(right[enough[-1]] / positive.sum()), float(scores[order[enough[-1]]])


def calibration_error(scores: Floats, positive: Floats, bins: int = 8) -> float:
    parts = np.array_split(np.argsort(scores), bins)
    return sum(len(b) * abs(scores[b].mean() - positive[b].mean()) for b in parts) / len(scores)


def use_judge(path: Path | None) -> None:
    """Asks another judge than the shipped one, to choose between the states of a training run."""
    if path is not None:
        session = session_of(path.read_bytes())
        judge.session = lambda: session


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write the weights into the product")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--judge", type=Path, help="another judge.onnx than the shipped one")
    asked = parser.parse_args()
    use_judge(asked.judge)
    pairs: list[Pair] = []
    long: list[bool] = []
    for name in TUNING:
        path = asked.folder / name
        read = parse_pairs(path.read_text("utf-8")) if path.exists() else ()
        pairs += read
        long += [name.startswith("long")] * len(read)
    started = time.process_time()
    x, may = features(pairs)
    spent = 1000 * (time.process_time() - started) / len(pairs)
    print(f"{len(pairs)} pairs, {spent:.1f} ms of a processor each")
    labels = np.array([str(p.label) for p in pairs])
    is_long = np.array(long)
    events = [p.slug.rsplit("-", 1)[0] for p in pairs]
    weight = np.ones(len(pairs))
    for relation, wanted in (("clashes", CLASHING), ("agrees", (Relation.AGREES,))):
        y = np.isin(labels, [str(r) for r in wanted])
        print(f"\n{relation}: {y.sum()} of {len(y)}, {y[~may].sum()} of them not compared")
        for kind, names in KINDS.items():
            columns = [of.NAMES.index(name) for name in names]
            p = np.zeros(len(y))
            p[may] = left_out(
                x[may][:, columns], y[may], weight[may], [e for e, m in zip(events, may, strict=True) if m]
            )
            parts = [("all", may | True), ("short", ~is_long), ("long", is_long)]
            line = "  ".join(
                f"{name}: AUC {area(p[m], y[m]):.3f} F1 {best_f1(p[m], y[m])[0]:.3f}"
                f" R@P90 {recall_at(p[m], y[m], 0.9)[0]:.2f}"
                for name, m in parts
                if m.any() and y[m].any()
            )
            print(f"  {kind:20} {line}  ECE {calibration_error(p, y):.3f}")


if __name__ == "__main__":
    main()
