"""What the judge is measured on while it is trained: pairs of sets that it is not trained on, and the tuning
part of our gold pairs, short and long apart."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from onrecord.evaluate.pairs import Pair as Attributions
from onrecord.evaluate.pairs import parse_pairs
from onrecord.link.account import sign
from onrecord.link.meaning.pieces import Cutter, Read
from onrecord.model import Relation
from onrecord_train.meaning import invented, sets
from onrecord_train.meaning.network import Scorer
from onrecord_train.meaning.sets import CONTRADICTION, ENTAILMENT, NOT_ENTAILMENT, Pair

HELD = {"mnli_dev_matched": 800, "equate_stresstest": 400, "breaking_nli": 400}
"""Pairs at the end of a set that are measured on and not trained on."""
DEV = {
    "conjnli.dev": 100, "cad_nli.dev": 150, "lingnli.val": 250, "healthver.dev": 150, "negated_rte": 250,
    "nan_nli": 150, "equate_awpnli": 150, "fever_symmetric.test": 150, "function_words": 150, "rte123": 250,
    "summedits_pairs": 150,
}  # fmt: skip
"""Sets that are only measured on, and how many pairs of each while training."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A pair of attributions: contents, and what it is; ``turned`` where one denies and the other affirms."""

    left: str
    right: str
    turned: bool
    label: str


Checks = dict[str, list[Pair] | list[Gold]]


def path_of(folder: Path, name: str) -> Path:
    """The file of a set."""
    for room in ("nli_more", "nli_claims"):
        for end in (".jsonl", ".jsonl.gz"):
            if (folder / room / (name + end)).exists():
                return folder / room / (name + end)
    raise FileNotFoundError(f"{name}: no such set under {folder}; ONRECORD_DATA names another place")


def without_measured(name: str, pairs: list[Pair]) -> list[Pair]:
    """The pairs of a set that may be trained on."""
    return pairs[: -HELD[name]] if name in HELD else pairs


def checks(folder: Path, root: Path, most: int = 10_000) -> Checks:
    """Everything that is measured on, by name, ``most`` pairs of each set and four times as many of ours."""
    found: Checks = {}
    for name, count in HELD.items():
        held = sets.read(path_of(folder, name))[-count:]
        found[name] = sets.sample(held, min(most, 250), random.Random(5))
    for name, count in DEV.items():
        pairs = sets.read(path_of(folder, name))
        if name == "summedits_pairs":
            pairs = [p for p in pairs if p.source.endswith(".news")]
        found[name] = sets.sample(pairs, min(most, count), random.Random(5))
    for short, file in (("gold", "tuning.txt"), ("gold.long", "long_tuning.txt")):
        path = root / "evals/gold/pairs" / file
        if path.exists():
            found[short] = gold(parse_pairs(path.read_text("utf-8")))
    events = invented.read_events(root / "train/invented/events")
    held_out = gold([p for e in events if invented.is_held(e.slug) for p in e.pairs()])
    found["gold.events"] = random.Random(5).sample(held_out, min(4 * most, len(held_out)))
    return found


def gold(pairs: Sequence[Attributions]) -> list[Gold]:
    """Our pairs; those with a side that leaves it open have no sign and are left out."""
    found = []
    for pair in pairs:
        signs = sign(pair.left), sign(pair.right)
        if None not in signs:
            texts = invented.text_of(pair.left), invented.text_of(pair.right)
            found.append(Gold(*texts, signs[0] != signs[1], str(pair.label)))
    return found


def padded(read: Sequence[Read]) -> dict[str, Tensor]:
    """Several pairs as one batch."""
    longest = max(len(r.ids) for r in read)
    arrays = {name: np.zeros((len(read), longest), np.int64) for name in ("ids", "mask", "side", "match")}
    for at, each in enumerate(read):
        n = len(each.ids)
        arrays["mask"][at, :n] = 1
        for name in ("ids", "side", "match"):
            arrays[name][at, :n] = getattr(each, name)
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def probabilities(
    network: Scorer, cutter: Cutter, texts: Sequence[tuple[str, str]], *, relation: bool = True
) -> np.ndarray:
    """[n, 3]: what each first text says of the second. ``relation``: see `pieces.MATCHES`."""
    read = [cutter.pair(cutter.pieces(a), cutter.pieces(b), relation=relation) for a, b in texts]
    order = sorted(range(len(read)), key=lambda i: len(read[i].ids))
    found = np.zeros((len(read), 3), np.float32)
    for at in range(0, len(order), 32):
        some = order[at : at + 32]
        batch = padded([read[i] for i in some])
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            scores = network.scores(batch)
        found[some] = scores.float().softmax(1).numpy()
    return found


def scores(network: Scorer, cutter: Cutter, checks: Checks) -> dict[str, float]:
    """Accuracy on sets of pairs; on ours the area under the curve for clashes and for agreements."""
    found = {}
    for name, items in checks.items():
        if not name.startswith("gold"):
            texts = [(p.premise, p.hypothesis) for p in items]
            found[name] = accuracy(probabilities(network, cutter, texts, relation=False), items)
            continue
        there = probabilities(network, cutter, [(g.left, g.right) for g in items])
        back = probabilities(network, cutter, [(g.right, g.left) for g in items])
        both = np.maximum(there, back)
        turned = np.array([g.turned for g in items])
        clash = np.where(turned, both[:, ENTAILMENT], both[:, CONTRADICTION])
        same = np.where(turned, both[:, CONTRADICTION], both[:, ENTAILMENT])
        labels = np.array([g.label for g in items])
        clashing = (labels == Relation.CONTRADICTS) | (labels == Relation.UPDATES)
        found[f"{name}.clash"] = area(clash, clashing)
        found[f"{name}.agree"] = area(same, labels == Relation.AGREES)
    return found


def accuracy(found: np.ndarray, pairs: Sequence[Pair]) -> float:
    """The share of right labels; of sets with two labels by whether entailment has more than half, of sets
    without neutrals by which of the two is likelier."""
    labels = np.array([p.label for p in pairs])
    best = found.argmax(1)
    if (labels == NOT_ENTAILMENT).any():
        return float(((found[:, ENTAILMENT] > 0.5) == (labels == ENTAILMENT)).mean())
    if set(labels.tolist()) == {ENTAILMENT, CONTRADICTION}:
        best = np.where(found[:, ENTAILMENT] >= found[:, CONTRADICTION], ENTAILMENT, CONTRADICTION)
    return float((best == labels).mean())


def area(scores: np.ndarray, positive: np.ndarray) -> float:
    """The area under the receiver's curve, ties counted half."""
    above, below = scores[positive], scores[~positive]
    order = (above[:, None] > below[None, :]).sum() + 0.5 * (above[:, None] == below[None, :]).sum()
    return float(order / max(1, len(above) * len(below)))
