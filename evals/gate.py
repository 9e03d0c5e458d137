"""The gate: scores a shipped backend on gold and refuses a fall below its floors.

usage: python -m evals.gate [--backend NAME] [--update] [--floors FILE]

Exit status: 0 when nothing fell, 1 when something did or a floor was lowered without a reason, 2 when the
gate cannot run. Without the data beside the repository (see DATA.md; ONRECORD_DATA names another place)
only our own gold is scored, which is said.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from evals.floors import FLOORS, Floor, Floors, FloorsError, committed, lowered, parse, print_floors
from evals.sets import GoldSet, Measured, gold_sets, measure
from onrecord.errors import OnRecordError
from onrecord.pipeline import backend_named, extract
from onrecord.protocols import Extractor

LEAST_MARGIN = 0.005
"""Half a point. A figure at 1 has no spread to draw from, and one changed answer among 200 is not yet a
fall."""

Results = Mapping[str, Mapping[str, Measured]]
"""Set of gold → figure → what was measured."""


def main(arguments: Sequence[str] | None = None, *, sets: Sequence[GoldSet] | None = None) -> int:
    """Runs the gate over ``sets`` (by default all) and returns its exit status."""
    chosen = _arguments(arguments)
    try:
        floors = parse(chosen.floors.read_text("utf-8")) if chosen.floors.exists() else {}
        if _refuse_lowered(chosen.floors, floors):
            return 1
        results = run(chosen.backend, sets)
    except (FloorsError, OnRecordError) as error:
        print(f"the gate cannot run: {error}", file=sys.stderr)
        return 2
    fallen = print_table(chosen.backend, results, floors)
    if chosen.update:
        raised = update(chosen.backend, results, floors)
        chosen.floors.write_text(print_floors(raised), "utf-8")
        print(f"\n{sum(raised[key] != floors.get(key) for key in raised)} floors raised in {chosen.floors}")
    if fallen:
        print(f"\n{fallen} figures fell below their floors", file=sys.stderr)
    return 1 if fallen else 0


def run(backend: str | Extractor, sets: Sequence[GoldSet] | None = None) -> Results:
    """Extracts and scores every set that is at hand."""
    extractor = backend_named(backend)
    results = {}
    for each in gold_sets() if sets is None else sets:
        gold = each.load()
        if not gold:
            print(f"{each.name}: not on this machine, not scored")
            continue
        started = time.perf_counter()
        found = list(extract((document.document for document in gold), backend=extractor))
        seconds = time.perf_counter() - started
        failures = sum(bool(extraction.failures) for extraction in found)
        print(
            f"{each.name}: {len(gold)} documents in {seconds:.1f} s" + f", {failures} failed" * bool(failures)
        )
        results[each.name] = measure(gold, found)
    return results


def print_table(backend: str, results: Results, floors: Floors) -> int:
    """Prints every figure beside its floor and returns how many fell."""
    fallen = 0
    print(f"\n{backend:12} {'figure':16} {'measured':>9} {'floor':>7} {'margin':>7}")
    for name, measured in results.items():
        for figure, value in measured.items():
            floor = floors.get((backend, name, figure))
            verdict = "no floor yet" if floor is None else "FELL" if value.value < floor.least else "ok"
            fallen += verdict == "FELL"
            held = ["", ""] if floor is None else [f"{100 * floor.floor:.1f}", f"{100 * floor.margin:.1f}"]
            print(f"{name:12} {figure:16} {100 * value.value:9.1f} {held[0]:>7} {held[1]:>7}  {verdict}")
    for key, floor in floors.items():
        if key[0] == backend and key[1] in results and key[2] not in results[key[1]]:
            print(
                f"{key[1]:12} {key[2]:16} {'–':>9} {100 * floor.floor:7.1f}  FELL: nothing to measure it on"
            )
            fallen += 1
    return fallen


def update(backend: str, results: Results, floors: Floors) -> Floors:
    """The floors with every figure that was measured higher, or has no floor yet."""
    raised = dict(floors)
    for name, measured in results.items():
        for figure, value in measured.items():
            old = floors.get((backend, name, figure))
            rounded = int(value.value * 10_000) / 10_000  # never above what was measured
            if old is not None and rounded <= old.floor:
                continue
            margin = max(round(value.error, 4), LEAST_MARGIN)
            raised[backend, name, figure] = Floor(
                backend=backend,
                gold=name,
                figure=figure,
                floor=rounded,
                margin=margin if old is None else min(margin, old.margin + rounded - old.floor),
                noise="one standard error, bootstrap over documents, or half a point if that is more",
                date=date.today().isoformat(),
                command=f"python -m evals.gate --backend {backend} --update",
            )
    return raised


def _refuse_lowered(path: Path, floors: Floors) -> bool:
    before = committed(path)
    if before is None:
        print(f"no committed version of {path.name} to compare with: lowered floors cannot be noticed")
        return False
    complaints = list(lowered(before, floors))
    for complaint in complaints:
        print(f"refused: {complaint}", file=sys.stderr)
    return bool(complaints)


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals.gate", description="Refuse a fall in quality.")
    parser.add_argument("--backend", default="neural", help="neural (default) or rules")
    parser.add_argument("--update", action="store_true", help="raise floors to what is measured now")
    parser.add_argument("--floors", type=Path, default=FLOORS, metavar="FILE")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
