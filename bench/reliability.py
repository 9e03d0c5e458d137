"""Whether confidences keep their word: writes docs/reliability.svg and docs/reliability.md.

usage: python -m bench.reliability [--backend NAME]

Measured on PolNeAR's development articles (see DATA.md). The calibration of the shipped model was fitted on
them, so the page points at the cross-validated error that the model card states.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bench.compare import ROOT
from evals.sets import data_folder, gold_sets

from onrecord.evaluate.calibration import Reliability
from onrecord.evaluate.files import load_gold
from onrecord.evaluate.measure import evaluate
from onrecord.evaluate.scores import Triple, pairs
from onrecord.model import Attribution, Extraction
from onrecord.pipeline import backend_named, extract
from onrecord.protocols import Extractor

DOCS = ROOT / "docs"
SIDE, EDGE = 320, 44


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.reliability", description="Plot calibration.")
    parser.add_argument("--backend", default="neural")
    backend = parser.parse_args().backend
    path = data_folder() / "polnear" / "dev.jsonl"
    if not path.exists():
        print(f"nothing to measure on: {path.name} of PolNeAR is not on this machine (see DATA.md)")
        return 1
    gold, extractor = load_gold(path), backend_named(backend)
    found = dict(enumerate(extract((each.document for each in gold), backend=extractor)))
    every = evaluate(gold, found).reliability
    outermost = {i: replace(e, attributions=_outermost(e)) for i, e in found.items()}
    reliability = evaluate(gold, outermost).reliability
    if reliability is None or every is None:
        print(f"the backend {backend} gives no confidences")
        return 1
    (DOCS / "reliability.svg").write_text("\n".join(plot(reliability)), "utf-8")
    (DOCS / "reliability.md").write_text(
        "\n".join(_page(backend, reliability, every, _inner(extractor), len(gold))), "utf-8"
    )
    print(f"expected calibration error {reliability.error:.4f}, with nested reports {every.error:.4f}")
    return 0


def _outermost(extraction: Extraction) -> tuple[Attribution, ...]:
    return tuple(each for each in extraction.attributions if each.within is None)


def _inner(extractor: Extractor) -> tuple[list[tuple[float, bool]], list[bool]]:
    """Of the reports inside reports that are found on our own gold: confidence and whether right, and
    whether right where a rule found one and gives no confidence."""
    said: list[tuple[float, bool]] = []
    unsaid: list[bool] = []
    for gold in (each for named in gold_sets() if named.name != "polnear-dev" for each in named.load()):
        (found,) = extract([gold.document], backend=extractor)
        right = {
            i
            for i, _ in pairs(
                text=gold.document.text,
                gold=[Triple.of(each) for each in gold.attributions],
                predicted=[Triple.of(each) for each in found.attributions],
            )
        }
        for i, each in enumerate(found.attributions):
            if each.within is not None and each.confidence is not None:
                said.append((each.confidence, i in right))
            elif each.within is not None:
                unsaid.append(i in right)
    return said, unsaid


def plot(found: Reliability) -> Iterator[str]:
    """An SVG: for each bin its share that is right over its mean confidence; the diagonal is calibrated."""
    size = SIDE + 2 * EDGE
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}"'
    yield ' font-family="sans-serif" font-size="12" role="img" aria-label="reliability diagram">'
    yield f'<rect x="{EDGE}" y="{EDGE}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#888"/>'
    yield _line((0, 0), (1, 1), 'stroke="#888" stroke-dasharray="4 4"')
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        x, y = _at(tick, tick)
        yield f'<text x="{x:.1f}" y="{EDGE + SIDE + 16}" text-anchor="middle">{tick:g}</text>'
        yield f'<text x="{EDGE - 6}" y="{y + 4:.1f}" text-anchor="end">{tick:g}</text>'
    yield f'<text x="{EDGE + SIDE / 2}" y="{size - 8}" text-anchor="middle">confidence</text>'
    middle = EDGE + SIDE / 2
    yield f'<text x="12" y="{middle}" text-anchor="middle" transform="rotate(-90 12 {middle})">right</text>'
    for each in found.bins:
        x, y = _at(each.confidence, each.accuracy)
        error = (each.accuracy * (1 - each.accuracy) / each.size) ** 0.5
        low, high = max(0.0, each.accuracy - error), min(1.0, each.accuracy + error)
        yield _line((each.confidence, low), (each.confidence, high), 'stroke="#1f5f8b"')
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#1f5f8b"/>'
    yield "</svg>"
    yield ""


def _at(confidence: float, accuracy: float) -> tuple[float, float]:
    return EDGE + SIDE * confidence, EDGE + SIDE * (1 - accuracy)


def _line(start: tuple[float, float], end: tuple[float, float], style: str) -> str:
    (x1, y1), (x2, y2) = _at(*start), _at(*end)
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" {style}/>'


def _page(
    backend: str,
    found: Reliability,
    every: Reliability,
    inner: tuple[list[tuple[float, bool]], list[bool]],
    articles: int,
) -> Iterator[str]:
    said, unsaid = inner
    yield "# Do confidences keep their word?"
    yield ""
    yield f"Expected calibration error **{found.error:.3f}** on {articles} PolNeAR development articles,"
    yield f"backend `{backend}`, {len(found.bins)} bins of equal mass. A finding is right when content and"
    yield "source are right together. The calibration was fitted on these articles; the model card states the"
    yield "cross-validated error. Reports inside other reports are left out here; PolNeAR annotates none, and"
    yield f"counted as errors, as its gold has them, they take the error to {every.error:.3f}."
    yield ""
    if said and unsaid:
        stated, right = (sum(each[i] for each in said) / len(said) for i in (0, 1))
        yield f"Of {len(said)} reports inside others with a confidence, found in our own gold, {right:.3f}"
        yield f"are right and {stated:.3f} was stated; of {len(unsaid)} found by rule, without one,"
        yield f"{sum(unsaid) / len(unsaid):.3f} are right."
    yield ""
    yield "![reliability diagram](reliability.svg)"
    yield ""
    yield "| confidence | mean | share right | findings |"
    yield "|---|---|---|---|"
    for each in found.bins:
        between = f"{each.low:.2f}–{each.high:.2f}"
        yield f"| {between} | {each.confidence:.3f} | {each.accuracy:.3f} | {each.size} |"
    yield ""
    yield "Bars are one standard error of the share."
    yield ""
    yield f"Measured on {date.today()} with `python -m bench.reliability --backend {backend}`."
    yield "This page is generated."
    yield ""


if __name__ == "__main__":
    sys.exit(main())
