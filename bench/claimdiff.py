"""Conflicting and confirming claims in pairs of real news articles: ours beside BM25 and the cosine.

    train/.venv/bin/python -m bench.claimdiff ../shared/data/claimdiff

ClaimDiff (Ko et al., Findings of ACL 2023), training parts used as dev: claim B weakens claim A (``weak``),
or strengthens it (``strength``). Printed is the area under the curve with which a number tells such pairs
from the others. No number here was fitted on these pairs.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import Counter
from pathlib import Path

import numpy as np
from bench.weigh_relations import area, use_judge

from onrecord.link.meaning.judge import judged
from onrecord_train.meaning.encoder import vectors

Floats = np.ndarray


def bm25(texts: list[tuple[str, str]], k: float = 1.2, b: float = 0.75) -> Floats:
    """Each first text as a query against its second, among all seconds (Robertson and Zaragoza 2009)."""
    cut = [tuple(re.findall(r"\w+", side.lower()) for side in pair) for pair in texts]
    held = Counter(word for _, second in cut for word in set(second))
    mean = sum(len(second) for _, second in cut) / len(cut)
    found = []
    for first, second in cut:
        counts = Counter(second)
        length = k * (1 - b + b * len(second) / mean)
        found.append(
            sum(
                math.log(1 + (len(cut) - held[word] + 0.5) / (held[word] + 0.5))
                * counts[word]
                * (k + 1)
                / (counts[word] + length)
                for word in set(first)
                if counts[word]
            )
        )
    return np.array(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--judge", type=Path, help="another judge.onnx than the shipped one")
    parser.add_argument("--most", type=int, default=10**9, help="pairs of each part")
    asked = parser.parse_args()
    use_judge(asked.judge)
    for part in ("weak", "strength"):
        lines = (asked.folder / f"{part}.train.jsonl").read_text("utf-8").splitlines()[: asked.most]
        rows = [json.loads(line) for line in lines]
        positive = np.array([row["relation"] == 1 for row in rows])
        texts = [(row["claim_a"], row["claim_b"]) for row in rows]
        ways = [(judged(a, b), judged(b, a)) for a, b in texts]
        numbers = {
            "BM25": bm25(texts),
            "cosine": (vectors([a for a, _ in texts]) * vectors([b for _, b in texts])).sum(1),
            "judge: contradiction": np.array([max(a.contradicts, b.contradicts) for a, b in ways]),
            "judge: entailment": np.array([max(a.entails, b.entails) for a, b in ways]),
            "judge: not neutral": np.array([1 - min(a.neither, b.neither) for a, b in ways]),
        }
        print(f"{part}: {len(rows)} pairs, {positive.sum()} of them positive")
        for name, number in numbers.items():
            print(f"  {name:22} AUC {area(number, positive):.3f}")


if __name__ == "__main__":
    main()
