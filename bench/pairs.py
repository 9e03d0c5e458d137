"""Relations on the gold pairs: precision, recall and F1 for each, the confusions, and what is wrong.

python bench/pairs.py evals/gold/pairs/tuning.txt --show
python bench/pairs.py evals/gold/pairs/held_out.txt
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from onrecord.evaluate.pairs import LABELS, parse_pairs, scores
from onrecord.link.relations import Finding, relate
from onrecord.model import Relation


def label_of(found: Finding | None) -> str:
    """The label of a finding: the same words agree."""
    if found is None:
        return "none"
    return Relation.AGREES if found.relation is Relation.SAME_QUOTE else found.relation


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", type=Path, nargs="+")
    parser.add_argument("--show", action="store_true", help="print every pair that is judged wrongly")
    asked = parser.parse_args()
    for path in asked.path:
        pairs = parse_pairs(path.read_text(encoding="utf-8"))
        found = [relate(pair.left, pair.right) for pair in pairs]
        answers = [label_of(each) for each in found]
        print(f"{path.name}: {len(pairs)} pairs")
        for label, score in scores([p.label for p in pairs], answers).items():
            shares = f"P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}"
            print(f"  {label:<12} {shares}  n {score.wanted}")
        confusion = Counter(zip((p.label for p in pairs), answers, strict=True))
        print(f"  {'gold / found':<14}" + "".join(f"{label:>13}" for label in LABELS))
        for wanted in LABELS:
            print(f"  {wanted:<14}" + "".join(f"{confusion[wanted, label]:>13}" for label in LABELS))
        if asked.show:
            for pair, answer, why in zip(pairs, answers, found, strict=True):
                if answer != pair.label:
                    print(f"\n{pair.slug} is {pair.label}, found {answer}: {why.explanation if why else ''}")
                    for side in (pair.left, pair.right):
                        print(f"    {side.name} [{side.polarity}] {side.reading.text}")


if __name__ == "__main__":
    main()
