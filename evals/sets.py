"""The sets of gold that the gate scores, and the figures it takes from each."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.evaluate.calibration import Outcome, outcomes, reliability
from onrecord.evaluate.features import FEATURES, compare
from onrecord.evaluate.files import load_gold
from onrecord.evaluate.gold import Gold
from onrecord.evaluate.scores import Count, Triple, score_document
from onrecord.model import Attribution, Extraction

HERE = Path(__file__).parent

ROUNDS = 1000
"""Bootstrap rounds for a standard error; other seeds move it by less than 0.1 points on 84 articles."""

APART = {
    "held-out": "held_out.txt",
    "held-out-2": "held_out_2.txt",
    "held-out-3": "held_out_3.txt",
    "relays": "talk_and_relays.txt",
}
"""Passages scored apart: to show how far the others flatter, those written before the rules and those
written after them by another hand; and reports without a source and passed on, with what was held out of
these."""


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A named set of gold in files, which may be absent on this machine unless the repository has them."""

    name: str
    files: tuple[Path, ...]

    def load(self) -> list[Gold]:
        """All documents; none where no file is at hand."""
        return [gold for file in self.files if file.exists() for gold in load_gold(file)]


def data_folder() -> Path:
    """Where third parties' data lie, none of which are in the repository (see DATA.md): ONRECORD_DATA, or
    ``shared/data`` beside the checkout."""
    return Path(os.environ.get("ONRECORD_DATA") or HERE.parent.parent / "shared" / "data")


def _under(*folders: str) -> tuple[Path, ...]:
    return tuple(sorted(HERE.joinpath("gold", *folders).glob("*.txt")))


def gold_sets() -> tuple[GoldSet, ...]:
    """PolNeAR's development articles (first annotator of each) and our own gold."""
    articles, passages = (sorted((HERE / "gold" / name).glob("*.txt")) for name in ("articles", "passages"))
    return (
        GoldSet("polnear-dev", (data_folder() / "polnear" / "dev.jsonl",)),
        GoldSet("articles", tuple(articles)),
        GoldSet("passages", tuple(file for file in passages if file.name not in APART.values())),
        *(GoldSet(name, (HERE / "gold" / "passages" / file,)) for name, file in APART.items()),
        *(
            GoldSet(f"{folder}-{part}", _under(folder, part))
            for folder in ("speakers", "nested")
            for part in ("tuning", "held_out")
        ),
    )


F1 = ("attr", "attr.exact", "attr.content", "part.source", "part.cue", "part.content", "chains")
RECALL = ("indirect.attr.R", "mixed.attr.R", "attr.srcacc")
CALIBRATION = "calibration"
"""1 − expected calibration error, so that more is better as everywhere."""

LEAST_ASKED = 5
"""Figures over fewer things than this are left out: one answer would move them by more than 20 points."""

Row = Mapping[str, Count]


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure from 0 to 1, more being better, and its bootstrap standard error over documents."""

    value: float
    error: float


_ASKED = {"direct.attr": "direct.attr.R"}


def measure(
    gold: Sequence[Gold], found: Sequence[Extraction], *, least: int = LEAST_ASKED
) -> dict[str, Measured]:
    """All figures of one set by name, without those that fewer than ``least`` things in the set ask for."""
    rows = [_row(each, answer) for each, answer in zip(gold, found, strict=True)]
    names = sorted({name for row in rows for name in row})
    nothing = Count(0, 0, 0)
    counts = np.array(
        [
            [(c.hits, c.predicted, c.gold) for name in names for c in (row.get(name, nothing),)]
            for row in rows
        ],
        dtype=float,
    )
    draw = np.random.default_rng(1)
    weights = draw.multinomial(len(rows), np.full(len(rows), 1 / len(rows)), size=ROUNDS)
    whole = dict(zip(names, counts.sum(axis=0), strict=True))
    drawn = np.einsum("rd,dnk->nrk", weights, counts)
    rounds = dict(zip(names, drawn, strict=True))
    spread = _figures(rounds)
    measured = {
        name: Measured(float(value), float(np.std(spread[name])))
        for name, value in _figures(whole).items()
        if whole[_ASKED.get(name, name)][2] >= least
    }
    return {**measured, **_calibration(gold, found, weights)}


def _row(gold: Gold, found: Extraction) -> Row:
    """Everything countable of one document. Shares stand as counts with as many predicted as gold."""
    relations = [Triple.of(each) for each in gold.attributions]
    answers = [Triple.of(each) for each in found.attributions]
    features = compare(gold=gold, predicted=found)
    speakers = features.speakers
    named = speakers.right + speakers.wrong + speakers.invented
    asked = speakers.right + speakers.wrong + speakers.open
    return {
        **score_document(text=gold.document.text, gold=relations, predicted=answers),
        **{name: _share(tally.right, tally.asked) for name, tally in features.features.items()},
        "chains": features.chains,
        "speaker.right": _share(speakers.right, named),
        "speaker.named": _share(speakers.right + speakers.wrong, asked),
    }


def _share(part: int, whole: int) -> Count:
    return Count(part, whole, whole)


def _figures(counts: Mapping[str, NDArray[np.float64]]) -> dict[str, NDArray[np.float64]]:
    """Figures of one or many rounds from counts whose last axis is hits, predicted, gold."""
    precision = {name: _ratio(count[..., 0], count[..., 1]) for name, count in counts.items()}
    recall = {name: _ratio(count[..., 0], count[..., 2]) for name, count in counts.items()}
    found = {name: _harmonic(precision[name], recall[name]) for name in F1}
    found["direct.attr"] = _harmonic(precision["direct.attr.P"], recall["direct.attr.R"])
    for name in (*RECALL, *FEATURES, "speaker.right", "speaker.named"):
        found[name] = recall[name]
    return found


def _ratio(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def _harmonic(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    return _ratio(2 * one * other, one + other)


def _asked(gold: Gold, found: Extraction) -> list[Attribution]:
    """What the gold can tell right from wrong: gold that states no chains, as PolNeAR's, has no report inside
    another."""
    nested = any(each.stated for each in gold.expected)
    return [each for each in found.attributions if nested or each.within is None]


def _calibration(
    gold: Sequence[Gold], found: Sequence[Extraction], weights: NDArray[np.int64]
) -> dict[str, Measured]:
    told: list[list[Outcome]] = [
        outcomes(
            text=each.document.text,
            gold=[Triple.of(attribution) for attribution in each.attributions],
            predicted=_asked(each, answer),
        )
        for each, answer in zip(gold, found, strict=True)
    ]
    if not any(told):
        return {}
    value = 1 - reliability([each for document in told for each in document]).error
    drawn = []
    for weight in weights[:100]:
        again = [each for document, times in zip(told, weight, strict=True) for each in document * int(times)]
        drawn.append(1 - reliability(again).error if again else value)
    return {CALIBRATION: Measured(value, float(np.std(drawn)))}
