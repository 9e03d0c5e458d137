"""The sets of sentence pairs, read into one form. Which of them may train, and with how many pairs, is in
judge.toml; files named ``test`` are measured on or left alone."""

from __future__ import annotations

import gzip
import json
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ENTAILMENT, NEUTRAL, CONTRADICTION, NOT_ENTAILMENT, NO_CONTRADICTION, UNLABELLED = range(6)
"""The labels. The fourth is that of sets with two labels: neutral or contradiction; the fifth, entailment or
neutral, is that of contents of one news article; the last that of pairs which only a teacher has read."""

_LABELS = {
    "entailment": ENTAILMENT, "entailed": ENTAILMENT, "SUPPORTS": ENTAILMENT, "Supports": ENTAILMENT,
    "neutral": NEUTRAL, "Neutral": NEUTRAL,
    "contradiction": CONTRADICTION, "REFUTES": CONTRADICTION, "Refutes": CONTRADICTION,
    "not_entailment": NOT_ENTAILMENT, "not-entailed": NOT_ENTAILMENT,
}  # fmt: skip
_PREMISE = ("premise", "Text", "evidence", "context", "text")
_HYPOTHESIS = ("hypothesis", "Hypothesis", "claim", "hyp")
_LABEL = ("label", "gold_label")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts and what the first says of the second. ``source`` names the set; ``relation``: see
    `pieces.MATCHES`; ``answer``: the probabilities that a teacher gives to the first three labels."""

    premise: str
    hypothesis: str
    label: int
    source: str
    relation: bool = False
    answer: tuple[float, float, float] | None = None


def data(root: Path) -> Path:
    """The folder of the sets: ``ONRECORD_DATA``, else ../shared/data from the repository."""
    return Path(os.environ.get("ONRECORD_DATA", root / "../shared/data"))


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file, packed or not."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    yield from map(json.loads, data.decode("utf-8").split("\n")[:-1])


def read(path: Path) -> list[Pair]:
    """The pairs of a set, those of an unknown label left out."""
    name = path.name.split(".jsonl")[0]
    found = []
    for row in rows(path):
        if row.get("in_fever_symmetric"):
            continue  # fever_symmetric is measured on
        label = _LABELS.get(str(_first(row, _LABEL)))
        if label is None:
            continue
        source = name
        if name == "summedits_pairs":
            source += ".news" if "news" in str(row["source"]).lower() else ""
        found.append(Pair(_first(row, _PREMISE).strip(), _first(row, _HYPOTHESIS).strip(), label, source))
    return found


def sample(pairs: list[Pair], most: int, rng: random.Random) -> list[Pair]:
    """So many of the pairs, drawn at random; each several times where there are fewer."""
    return pairs * (most // max(1, len(pairs))) + rng.sample(pairs, most % max(1, len(pairs)))


def _first(row: dict[str, Any], names: tuple[str, ...]) -> str:
    return str(next((row[name] for name in names if name in row), ""))
