"""Fits the weights that make probabilities of the signals between two accounts, and shows what each kind of
signal adds.

    PYTHONPATH=train/src python -m bench.weigh_relations            cross-validated
    PYTHONPATH=train/src python -m bench.weigh_relations --write    and writes the weights into the product

A logistic regression for each relation on the tuning pairs, short and long, on all pairs of the invented
events that the judge was not trained on, most of which are of none, and on pairs of unrelated news.
Everything printed is of pairs whose whole event was left out of the fit: the pairs of one event share their
sentences.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from itertools import combinations
from pathlib import Path

import numpy as np

from onrecord.evaluate.pairs import Pair, parse_pairs
from onrecord.link.account import Account
from onrecord.link.meaning import judge
from onrecord.link.meaning import signals as of
from onrecord.link.meaning.judge import WEIGHTS
from onrecord.link.terms import terms_of
from onrecord.model import Relation
from onrecord.weights_file import graph_session
from onrecord_train.meaning.invented import is_held, read_events
from onrecord_train.meaning.reported import comparable, reported

FOLDER = Path("evals/gold/pairs")
TUNING = {"short": "tuning.txt", "long": "long_tuning.txt"}
FAR = 350
"""Pairs of unrelated articles: about as many as there are pairs of our own."""
BESIDE = 2_500
"""Pairs of two speakers in one article, for clashes only: they may well agree."""
OWN = 250
"""Pairs of one speaker in one article, for clashes only: he may well repeat himself."""
RIDGE = 2.0
FOLDS = 12
KINDS = {"explained": of.EXPLAINED, "judge": of.JUDGED, "all": of.NAMES}
RELATIONS = {
    "clash": (Relation.CONTRADICTS, Relation.UPDATES),
    "agree": (Relation.AGREES,),
}
Floats = np.ndarray


def features(pairs: list[Pair]) -> tuple[Floats, Floats]:
    """The signals of all pairs, and whether each may be compared at all; rows of those that may not are 0."""
    rows, may = np.zeros((len(pairs), len(of.NAMES))), np.zeros(len(pairs), bool)
    for at, pair in enumerate(pairs):
        found = of.explained(pair.left, pair.right) if comparable(pair) else None
        if found is not None:
            rows[at] = (*found.values, *of.judgement(pair.left, pair.right))
            may[at] = True
    return rows, may


def unrelated(path: Path, count: int) -> list[Pair]:
    """Pairs of contents from news articles that are months apart and yet share weighty terms: neither a clash
    nor an agreement, but for chance, and the like of them are most of what a linker looks at."""
    told = reported(path)
    draw = random.Random(4)
    draw.shuffle(told)
    holders: dict[int, list[int]] = {}
    found: list[Pair] = []
    for at, (day, account) in enumerate(told):
        for term in sorted(terms_of(account.reading)):
            for other in holders.get(term, [])[:2]:
                if abs((told[other][0] - day).days) > 60 and len(found) < count:
                    found.append(Pair(f"far{at}-{other}", "none", (), told[other][1], account))
            holders.setdefault(term, []).append(at)
        if len(found) >= count:
            break
    return found


def of_one_article(path: Path, count: int) -> list[Pair]:
    """Pairs of contents of one article and two sources that share weighty terms: the clashes of real news are
    among them, but for each there are dozens that have none. Denials are left out."""
    by_article: dict[str, list[Account]] = {}
    for _, account in reported(path):
        by_article.setdefault(account.document, []).append(account)
    met = [
        Pair(f"beside{number}", "none", (), one, two)
        for number, accounts in enumerate(by_article.values())
        for one, two in combinations(accounts, 2)
        if one.name != two.name and not terms_of(one.reading).isdisjoint(terms_of(two.reading))
    ]
    return random.Random(4).sample(met, min(count, len(met)))


def of_one_speaker(path: Path, count: int) -> list[Pair]:
    """Pairs of contents of one article and one named source that share weighty terms: who speaks in an
    article hardly ever clashes with himself there. Our own pairs of one speaker are nearly all changes of
    position, from which a regression would learn that whoever speaks twice has changed it."""
    by_source: dict[tuple[str, str], list[Account]] = {}
    for _, account in reported(path):
        if account.name[:1].isupper():
            by_source.setdefault((account.document, account.name), []).append(account)
    met = [
        Pair(f"own{number}", "none", (), one, two)
        for number, accounts in enumerate(by_source.values())
        for one, two in combinations(accounts, 2)
        if one.reading.content != two.reading.content
        and not terms_of(one.reading).isdisjoint(terms_of(two.reading))
    ]
    return random.Random(4).sample(met, min(count, len(met)))


def fitted(x: Floats, y: Floats) -> Floats:
    """Ridge logistic regression by Newton's method; the last number is the bias."""
    mean, scale = x.mean(0), x.std(0) + 1e-6
    z = np.column_stack([(x - mean) / scale, np.ones(len(x))])
    penalty = np.diag([RIDGE] * x.shape[1] + [0.0])
    w = np.zeros(z.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(z @ w, -30, 30)))
        gradient = z.T @ (p - y) + penalty @ w
        hessian = z.T @ (z * (p * (1 - p))[:, None]) + penalty + 1e-9 * np.eye(len(w))
        w -= np.linalg.solve(hessian, gradient)
    raw = w[:-1] / scale
    return np.append(raw, w[-1] - raw @ mean)


def probabilities(x: Floats, weights: Floats) -> Floats:
    return 1 / (1 + np.exp(-np.clip(x @ weights[:-1] + weights[-1], -30, 30)))


def left_out(x: Floats, y: Floats, events: list[str]) -> Floats:
    """Each pair's probability by weights fitted without its event and a twelfth of the others."""
    found = np.zeros(len(y))
    names = np.array(events)
    # Events by the hundred, as the unrelated pairs have one each, are left out some at a time.
    for group in range(FOLDS):
        held = np.array([int(hashlib.sha256(e.encode()).hexdigest(), 16) % FOLDS == group for e in names])
        found[held] = probabilities(x[held], fitted(x[~held], y[~held]))
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
        session = graph_session(path.read_bytes())
        judge.session = lambda: session


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write the weights into the product")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--events", type=Path, default=Path("train/invented/events"))
    parser.add_argument("--polnear", type=Path, default=Path("../shared/data/polnear/train.jsonl"))
    parser.add_argument("--floors", type=float, nargs=2, default=(0.4, 0.5), metavar=("CLASH", "AGREE"))
    parser.add_argument("--judge", type=Path, help="another judge.onnx than the shipped one")
    asked = parser.parse_args()
    use_judge(asked.judge)
    pairs: list[Pair] = []
    part: list[str] = []
    for name, file in TUNING.items():
        pairs += parse_pairs((asked.folder / file).read_text("utf-8"))
        part += [name] * (len(pairs) - len(part))
    held = [e for e in read_events(asked.events) if is_held(e.slug)]
    pairs += [pair for event in held for pair in event.pairs()]
    part += ["events"] * (len(pairs) - len(part))
    if asked.polnear.exists():
        pairs += unrelated(asked.polnear, FAR)
        part += ["far"] * (len(pairs) - len(part))
        pairs += of_one_speaker(asked.polnear, OWN)
        part += ["own"] * (len(pairs) - len(part))
        pairs += of_one_article(asked.polnear, BESIDE)
        part += ["beside"] * (len(pairs) - len(part))
    started = time.process_time()
    x, may = features(pairs)
    spent = 1000 * (time.process_time() - started) / len(pairs)
    parts = np.array(part)
    print(f"{len(pairs)} pairs, {(parts == 'far').sum()} unrelated, {spent:.1f} ms of a processor each")
    labels = np.array([str(p.label) for p in pairs])
    events = [p.slug.rsplit("-", 1)[0] for p in pairs]
    shipped = {}
    for relation, wanted in RELATIONS.items():
        y = np.isin(labels, [str(r) for r in wanted])
        print(f"\n{relation}: {y.sum()} of {len(y)}")
        used = may & (~np.isin(parts, ("own", "beside")) | (relation == "clash"))
        for kind, names in KINDS.items():
            columns = [of.NAMES.index(name) for name in names]
            p = np.zeros(len(y))
            p[used] = left_out(
                x[used][:, columns], y[used], [e for e, u in zip(events, used, strict=True) if u]
            )
            show(kind, p, y, parts)
        weights = fitted(x[used], y[used]).round(4).tolist()
        shipped[relation] = {
            "weights": dict(zip((*of.NAMES, "bias"), weights, strict=True)),
            "floor": asked.floors[list(RELATIONS).index(relation)],
        }
    if asked.write:
        write(shipped)


def show(kind: str, p: Floats, y: Floats, parts: Floats) -> None:
    """One line of figures: on the short pairs, the long ones, and how many unrelated ones are above the
    threshold of a precision of 0.9."""
    line = []
    for name in (*TUNING, "events"):
        m = parts == name
        recall, threshold = recall_at(p[m], y[m], 0.9)
        line.append(
            f"{name}: AUC {area(p[m], y[m]):.3f} F1 {best_f1(p[m], y[m])[0]:.3f} R@P90 {recall:.2f}"
            f" above {threshold:.2f}"
        )
    far = np.quantile(p[parts == "far"], 0.99) if (parts == "far").any() else 0.0
    print(f"  {kind:20} {'  '.join(line)}  far 99 % below {far:.2f}  ECE {calibration_error(p, y):.3f}")


def write(shipped: dict[str, dict[str, object]]) -> None:
    """The weights into the product, and their hash into its manifest."""
    data = (json.dumps(shipped, indent=1) + "\n").encode()
    (WEIGHTS.folder / "relations.json").write_bytes(data)
    manifest = json.loads((WEIGHTS.folder / "manifest.json").read_text("utf-8"))
    signed = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    manifest["files"]["relations.json"] = signed
    text = json.dumps(manifest, indent=1, sort_keys=True) + "\n"
    (WEIGHTS.folder / "manifest.json").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
