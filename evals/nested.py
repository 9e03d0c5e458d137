"""Fits which clauses inside a content are kept as reports, and says how well that does.

usage: python -m evals.nested [--backend NAME] [--fit] [--show FILE]

The gold is our own (samples, tuning passages, speakers' tuning articles, training passages with reports
inside reports) and our judgements of candidates in real news, which
``evals/gold/nested/news.tsv`` keeps as places without words: PolNeAR marks no report inside another. With
``--fit`` the weights in ``src/onrecord/extract/chains/likely.json`` are written anew. Figures are
cross-validated over documents. ``--show`` writes the candidates of the real articles with their words to a
file, to judge more of them.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.sets import HERE, GoldSet, data_folder, gold_sets
from onrecord.evaluate.calibration import Outcome, reliability
from onrecord.evaluate.gold import Gold
from onrecord.evaluate.scores import Triple, pairs
from onrecord.extract.chains.gather import gathered
from onrecord.extract.chains.likely import WEIGHTS, Candidate, likelihood, log_odds
from onrecord.extract.kind import kind_of
from onrecord.extract.neural import NeuralExtractor
from onrecord.extract.words.finding import find
from onrecord.model import Attribution, Document, Spans, attribution_id
from onrecord.segment import Segments, segment

OWN = ("articles", "passages", "speakers-tuning", "nested-tuning")
TRAINING = HERE.parent / "train" / "invented" / "passages"
NEWS = HERE / "gold" / "nested" / "news.tsv"
FOLDS = 10
RIDGE = 3.0
"""Strength of the ridge: 0.3 to 10 move F1 by less than a point."""

UNJUDGED = 0.3
"""Weight with which a candidate in real news that nobody judged counts as wrong (every THIRD article of
PolNeAR train). What is common there costs readers' time and PolNeAR's figure even where it is right ("I think
…" in one's own quotation). With 0.2, 0.3, 0.5 and the same number of findings on dev F1 on our gold is within
half a point; judged ones counted as wrong besides instead (weight 1.5): 1.0 less."""

THIRD = 3
LEAST_WEIGHT = 0.005
"""Smaller weights are left out of the file."""

FLOOR = {"neural": 0.26, "rules": 0.29}
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate of one document: right or wrong, and of how much weight in the fit."""

    set: str
    document: str
    candidate: Candidate
    right: bool
    words: str

    @property
    def real(self) -> bool:
        """Whether it stands in real news."""
        return self.set in ("news", "unjudged")


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures and returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.nested")
    parser.add_argument("--backend", choices=("neural", "rules"), default="neural")
    parser.add_argument("--fit", action="store_true", help="write the weights anew")
    parser.add_argument("--show", type=Path, metavar="FILE")
    chosen = parser.parse_args(arguments)
    judged = list(collect(chosen.backend))
    if chosen.show:
        lines = (
            f"{j.document}\t{j.candidate.cue[0].start}\t{int(j.right)}\t{j.words}" for j in judged if j.real
        )
        chosen.show.write_text("\n".join(lines) + "\n", "utf-8")
    likely = cross_validated(judged)
    report(judged, likely, FLOOR[chosen.backend])
    platt = calibrated(judged, likely, FLOOR[chosen.backend])
    if chosen.fit:
        weights = fit(judged)
        known = json.loads(WEIGHTS.read_text("utf-8"))
        known[chosen.backend] = {
            "floor": FLOOR[chosen.backend],
            "platt": platt if chosen.backend == "neural" else [],
            "weights": {
                name: round(value, 3) for name, value in sorted(weights.items()) if abs(value) >= 0.005
            },
        }
        WEIGHTS.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", "utf-8")
        print(f"{len(weights)} weights written to {WEIGHTS}")
    return 0


def _line(judged: Judged) -> str:
    answer = "1" if judged.right else "0"
    return f"{judged.set}\t{judged.document}\t{judged.candidate.cue[0].start}\t{answer}\t{judged.words}\n"


def collect(backend: str) -> Iterator[Judged]:
    """Every candidate in all gold, judged."""
    neural = NeuralExtractor() if backend == "neural" else None
    named = {each.name: each for each in gold_sets()}
    own = [named[name] for name in OWN]
    own.append(GoldSet("training", tuple(sorted(TRAINING.glob("*.txt")))))
    for each in own:
        for gold in each.load():
            for candidate in _candidates(gold.document, neural, gold.attributions, each.name != "training"):
                yield _judged(each.name, gold, candidate, _is_gold(gold, candidate))
    judgements = dict(_judgements())
    documents = {document for document, _ in judgements}
    news = GoldSet("news", (data_folder() / "polnear" / "train.jsonl",))
    every = {gold.document.id: gold for gold in news.load()}  # several annotators have the same article
    for number, (document, gold) in enumerate(every.items()):
        if document not in documents and number % THIRD:
            continue
        for candidate in _candidates(gold.document, neural, ()):
            told = judgements.get((document, candidate.cue[0].start))
            if told is not None:
                yield _judged("news", gold, candidate, told)
            if not number % THIRD:
                yield _judged("unjudged", gold, candidate, False)


def _judged(name: str, gold: Gold, candidate: Candidate, right: bool) -> Judged:
    parts = (candidate.source, candidate.cue, candidate.content)
    words = " | ".join(" … ".join(s.of(gold.document.text) for s in spans) for spans in parts)
    return Judged(name, gold.name or gold.document.id, candidate, right, words)


def _judgements() -> Iterator[tuple[Place, bool]]:
    """Document and offset of the cue → whether a report stands there."""
    for line in NEWS.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            document, start, right = line.split("\t")
            yield (document, int(start)), right == "1"


def _candidates(
    document: Document, neural: NeuralExtractor | None, gold: Sequence[Attribution], seen: bool = True
) -> Iterator[Candidate]:
    """The candidates inside what the backend finds, and inside those of them that are gold. With ``seen``
    false what the network saw inside is left out: it was trained on these passages, and is surer of them than
    of others."""
    segments = segment(document.text)
    found, look = neural.first_look(document, segments) if neural else (find(document.text, segments), None)
    look = look if seen else None
    taken = {at for each in found for span in (*each.cue, *each.source) for at in range(span.start, span.end)}
    closing = {sentence.end for sentence in segments.sentences}
    level = [_bare(document, segments, each.source, each.cue, each.content) for each in found]
    while level:
        inner = []
        for outer in level:
            for candidate in gathered(document.text, segments, outer, closing, look):
                span = candidate.cue[0]
                if taken.isdisjoint(range(span.start, span.end)):
                    taken.update(range(span.start, span.end))
                    yield candidate
                    if _matches(document.text, gold, candidate):
                        inner.append(
                            _bare(document, segments, candidate.source, candidate.cue, candidate.content)
                        )
        level = inner


def _bare(document: Document, segments: Segments, source: Spans, cue: Spans, content: Spans) -> Attribution:
    kind = kind_of(segments, content, document.text, cue)
    return Attribution(attribution_id(document.id, source, cue, content), source, cue, content, kind)


def _is_gold(gold: Gold, candidate: Candidate) -> bool:
    return _matches(gold.document.text, gold.attributions, candidate)


def _matches(text: str, gold: Sequence[Attribution], candidate: Candidate) -> bool:
    told = [Triple.of(each) for each in gold]
    return bool(
        pairs(text=text, gold=told, predicted=[Triple(candidate.source, candidate.cue, candidate.content)])
    )


def report(judged: Sequence[Judged], likely: NDArray[np.float64], floor: float) -> None:
    """Prints precision, recall and F1 of the kept candidates by set."""
    right = np.array([each.right for each in judged])
    for name in (*dict.fromkeys(each.set for each in judged),):
        of_set = np.array([each.set == name for each in judged])
        for least in (floor - 0.1, floor, floor + 0.1):
            kept = of_set & (likely >= least)
            hits, found, told = (right & kept).sum(), kept.sum(), (right & of_set).sum()
            shares = hits / max(found, 1), hits / max(told, 1), 2 * hits / max(found + told, 1)
            kept_of = f"kept {found:4} of {of_set.sum():4}, right {hits:4} of {told:4}"
            print(
                f"{name:16} from {least:.2f} on: {kept_of}   P {{:.3f}}  R {{:.3f}}  F1 {{:.3f}}".format(
                    *shares
                )
            )


def cross_validated(judged: Sequence[Judged]) -> NDArray[np.float64]:
    """The likelihood of each candidate under weights fitted without its document."""
    documents = sorted({(each.set, each.document) for each in judged})
    np.random.default_rng(0).shuffle(documents)
    fold = {(name, document): at % FOLDS for at, (name, document) in enumerate(documents)}
    likely = np.zeros(len(judged))
    for number in range(FOLDS):
        rest = [each for each in judged if fold[each.set, each.document] != number]
        weights = fit(rest)
        for at, each in enumerate(judged):
            if fold[each.set, each.document] == number:
                likely[at] = likelihood(each.candidate.features, weights)
    return likely


def calibrated(judged: Sequence[Judged], likely: NDArray[np.float64], floor: float) -> list[float]:
    """Slope and bias from the log-odds of a kept candidate to those of its being right, fitted to the gold
    and to what is judged in news; prints the expected calibration error, each half by the fit to the other.
    """
    told = [at for at, each in enumerate(judged) if each.set in (*OWN, "news") and likely[at] >= floor]
    odds = np.array([log_odds(likely[at]) for at in told])
    right = np.array([judged[at].right for at in told], dtype=float)
    half = np.array([zlib.crc32(judged[at].document.encode()) % 2 for at in told])
    sure = np.zeros(len(told))
    for part in (0, 1):
        slope, bias = _platt(odds[half != part], right[half != part])
        sure[half == part] = 1 / (1 + np.exp(-(slope * odds[half == part] + bias)))
    outcomes = [Outcome(float(s), bool(r)) for s, r in zip(sure, right, strict=True)]
    slope, bias = _platt(odds, right)
    error = reliability(outcomes, bins=10).error
    print(
        f"of {len(told)} kept {right.mean():.3f} are right, and {sure.mean():.3f} is said;"
        f" expected calibration error {error:.3f}, slope {slope:.2f}, bias {bias:.2f}"
    )
    return [round(slope, 3), round(bias, 3)]


def _platt(odds: NDArray[np.float64], right: NDArray[np.float64]) -> tuple[float, float]:
    table = np.stack([odds, np.ones_like(odds)], axis=1)
    found = np.zeros(2)
    for _ in range(30):
        sure = 1 / (1 + np.exp(-table @ found))
        bend = (table.T * (sure * (1 - sure))) @ table + 1e-6 * np.eye(2)
        found -= np.linalg.solve(bend, table.T @ (sure - right))
    return float(found[0]), float(found[1])


def fit(judged: Sequence[Judged]) -> Mapping[str, float]:
    """Weights of a ridge logistic regression by Newton's method."""
    names = ["bias", *sorted({name for each in judged for name in each.candidate.features})]
    column = {name: at for at, name in enumerate(names)}
    table = np.zeros((len(judged), len(names)))
    table[:, 0] = 1
    for row, each in enumerate(judged):
        for name, value in each.candidate.features.items():
            table[row, column[name]] = value
    weight = np.array([UNJUDGED if each.set == "unjudged" else 1.0 for each in judged])
    share = np.array([float(each.right) for each in judged])
    ridge = np.full(len(names), RIDGE)
    ridge[0] = 1e-3
    found = np.zeros(len(names))
    for _ in range(50):
        likely = 1 / (1 + np.exp(-table @ found))
        slope = table.T @ (weight * (likely - share)) + ridge * found
        bend = (table.T * (weight * likely * (1 - likely))) @ table + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        found -= step
        if np.abs(step).max() < 1e-6:
            break
    return dict(zip(names, map(float, found), strict=True))


if __name__ == "__main__":
    sys.exit(main())
