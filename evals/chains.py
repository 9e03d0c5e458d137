"""Why chains are wrong: every link that was missed or made up, by its cause.

usage: python -m evals.chains [--backend NAME] [--show SET]

A missed link lacks its inner report (``missing``: nothing with its cue was found; ``edges``: something was,
with another source or content), its ``outer`` one, or both are there under another ``parent``. A link that
was made up has an inner report that the gold does not have (``invented``), or one of the other causes.
``--show`` prints those of one set with their words; it refuses held-out sets, which are not looked at.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evals.sets import gold_sets
from onrecord.evaluate.gold import Gold
from onrecord.evaluate.scores import Triple, pairs
from onrecord.model import Attribution, Extraction
from onrecord.pipeline import backend_named, extract


@dataclass(frozen=True, slots=True)
class Wrong:
    """One link that is missed or made up, its cause, and the report it hangs on."""

    document: str
    missed: bool
    cause: str
    inner: Attribution
    confidence: float | None = None


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the causes of each set and returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.chains")
    parser.add_argument("--backend", default="neural")
    parser.add_argument("--show", metavar="SET")
    chosen = parser.parse_args(arguments)
    if chosen.show and "held" in chosen.show:
        parser.error("the errors of held-out sets are not looked at")
    extractor = backend_named(chosen.backend)
    for each in gold_sets():
        gold = each.load()
        if not any(expected.stated for document in gold for expected in document.expected):
            continue
        found = list(extract((document.document for document in gold), backend=extractor))
        wrong = [w for g, f in zip(gold, found, strict=True) for w in causes(g, f)]
        for missed, title in ((True, "missed"), (False, "made up")):
            counted = Counter(w.cause for w in wrong if w.missed is missed)
            told = "  ".join(f"{cause} {count}" for cause, count in counted.most_common())
            print(f"{each.name:16} {title:8} {sum(counted.values()):4}   {told}")
        if each.name == chosen.show:
            texts = {g.name or g.document.id: g.document.text for g in gold}
            for w in wrong:
                print(_line(w, texts[w.document]))
    return 0


def causes(gold: Gold, found: Extraction) -> Iterator[Wrong]:
    """The links of one document that are wrong."""
    name = gold.name or gold.document.id
    paired = _paired(gold, found)
    stands_for = {answer: told for told, answer in paired.items()}
    answers = {each.id: each for each in found.attributions}
    for told in gold.attributions:
        answer = answers.get(paired.get(told.id, ""))
        if told.within and not (answer and stands_for.get(answer.within or "") == told.within):
            yield Wrong(name, True, _cause(told, answer, told.within in paired, found.attributions), told)
    by_id = {each.id: each for each in gold.attributions}
    for each in found.attributions:
        expected = by_id.get(stands_for.get(each.id, ""))
        if each.within and not (expected and expected.within == stands_for.get(each.within)):
            cause = _cause(each, expected, each.within in stands_for, gold.attributions)
            cause = "invented" if cause == "missing" else cause
            yield Wrong(name, False, cause, each, each.confidence)


def _paired(gold: Gold, found: Extraction) -> dict[str, str]:
    """Id in the gold → id in what was found."""
    return {
        gold.attributions[told].id: found.attributions[answer].id
        for answer, told in pairs(
            text=gold.document.text,
            gold=[Triple.of(each) for each in gold.attributions],
            predicted=[Triple.of(each) for each in found.attributions],
        )
    }


def _cause(inner: Attribution, other: Attribution | None, outer: bool, others: Sequence[Attribution]) -> str:
    """The cause, seen from one side: ``other`` is what stands for the inner report on the other side."""
    if other is None:
        same = any(a.overlaps(b) for each in others for a in each.cue for b in inner.cue)
        return "edges" if same else "missing"
    return "parent" if outer else "outer"


def _line(wrong: Wrong, text: str) -> str:
    parts = (wrong.inner.source, wrong.inner.cue, wrong.inner.content)
    words = " | ".join(" … ".join(span.of(text) for span in spans) for spans in parts)
    return f"  {'-' if wrong.missed else '+'} {wrong.cause:8} {wrong.document}: {words}"


if __name__ == "__main__":
    sys.exit(main())
