"""Speakers by what stands for them in the text: how many are named, and how many of the names are right.

    python -m evals.speakers                  given the gold attributions: resolution alone
    python -m evals.speakers --backend NAME   on the attributions that a backend finds

"right" is the share of the names given that are right (a name for somebody whom the article leaves open is
wrong), "named" the share of the speakers who can be named that are.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Sequence

from evals.forms import FORMS, form
from evals.sets import GoldSet, gold_sets
from onrecord.evaluate.features import Speakers, speakers_of
from onrecord.evaluate.gold import Gold
from onrecord.model import Extraction
from onrecord.pipeline import extract
from onrecord.resolve import resolve
from onrecord.segment import segment

SETS = ("articles", "speakers-tuning", "speakers-held_out")


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints a table for each set of articles."""
    parser = argparse.ArgumentParser(prog="python -m evals.speakers", description="Who is named, by form.")
    parser.add_argument("--backend", help="score what this backend finds instead of the gold attributions")
    backend = parser.parse_args(arguments).backend
    for each in gold_sets():
        if each.name in SETS:
            print_table(each, backend)


def print_table(each: GoldSet, backend: str | None) -> None:
    """The shares of one set."""
    gold = each.load()
    documents = (one.document for one in gold)
    found: Iterable[Extraction] = (
        map(_given, gold) if backend is None else extract(documents, backend=backend)
    )
    tallies: dict[str, Speakers] = defaultdict(Speakers)
    for one, extraction in zip(gold, found, strict=True):
        for expected, outcome in speakers_of(gold=one, predicted=extraction):
            tallies[form(expected, one.document.text) or "open"] += outcome
            tallies["all"] += outcome
    print(f"{each.name}: {len(gold)} articles, {backend or 'gold attributions'}")
    for name in (*FORMS, "all"):
        tally = tallies[name]
        right = "    –" if tally.accuracy is None else f"{100 * tally.accuracy:5.1f}"
        named = "    –" if tally.answered is None else f"{100 * tally.answered:5.1f}"
        counts = f"{tally.right} right, {tally.wrong} wrong, {tally.open} open, {tally.invented} invented"
        print(f"  {name:12} right {right}  named {named}   ({counts}, {tally.refused} refused)")


def _given(gold: Gold) -> Extraction:
    """The gold attributions with the speakers that resolution finds for them."""
    known = resolve(gold.document, segment(gold.document.text), gold.attributions)
    return Extraction(gold.document, known.attributions, known.mentions, known.entities)


if __name__ == "__main__":
    main()
