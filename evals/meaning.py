"""The gate over relations: scores the linker on gold pairs of attributions and refuses a fall below its
floors.

usage: python -m evals.meaning [--update] [--tuning] [--without-models] [--confusion]

Exit status as `evals.gate`. The held-out pairs are scored, short ones and ones as long as in newspapers; what
is on them is for reading totals, not for choosing values. Standard errors are drawn over events, since the
pairs of one event share their sentences.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from evals.floors import FLOORS, FloorsError, parse, print_floors
from evals.gate import print_table, update
from evals.sets import HERE, Measured
from onrecord.errors import OnRecordError
from onrecord.evaluate.pairs import LABELS, Pair, parse_pairs, scores
from onrecord.link.account import Account
from onrecord.link.clauses import Reading
from onrecord.link.meaning.vectors import cosine, vector_of
from onrecord.link.meaning.weigh import NEAR_DAYS, weighed
from onrecord.link.outlines import Outlines, outline
from onrecord.link.relations import relate
from onrecord.link.rooms import least_likeness
from onrecord.link.terms import terms_of
from onrecord.model import Relation

LINKER = "linker"
HELD_OUT = {"pairs-held-out": "held_out.txt", "long-held-out": "long_held_out.txt"}
TUNING = {"pairs-tuning": "tuning.txt", "long-tuning": "long_tuning.txt"}
ROUNDS = 300
"""Bootstrap rounds for a standard error."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the gate and returns its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.meaning", description="Refuse a fall in relations."
    )
    parser.add_argument("--update", action="store_true", help="raise floors to what is measured now")
    parser.add_argument("--tuning", action="store_true", help="score the tuning pairs, without floors")
    parser.add_argument("--without-models", action="store_true", help="the explained signals alone")
    parser.add_argument("--confusion", action="store_true", help="print what was taken for what")
    asked = parser.parse_args(arguments)
    try:
        floors = parse(FLOORS.read_text("utf-8"))
        results: dict[str, Mapping[str, Measured]] = {}
        for name, file in (TUNING if asked.tuning else HELD_OUT).items():
            pairs = parse_pairs((HERE / "gold" / "pairs" / file).read_text("utf-8"))
            started = time.process_time()
            answers = [answer(pair, models=not asked.without_models) for pair in pairs]
            spent = 1000 * (time.process_time() - started) / len(pairs)
            print(f"{name}: {len(pairs)} pairs, {spent:.1f} ms of a processor each")
            results[name] = measured(pairs, answers)
            if asked.confusion:
                print_confusion(pairs, answers)
    except (FloorsError, OnRecordError) as error:
        print(f"the gate cannot run: {error}", file=sys.stderr)
        return 2
    chosen = asked.tuning or asked.without_models
    fallen = print_table(LINKER, results, {} if chosen else floors)
    if asked.update and not chosen:
        FLOORS.write_text(print_floors(update(LINKER, results, floors)), "utf-8")
    return 1 if fallen else 0


def answer(pair: Pair, *, models: bool = True) -> str:
    """What the linker says of a pair; one wording in both counts as agreement. Two contents that meet neither
    in the index nor, near enough, in a room are not compared, as in a record; the judge is asked only of
    those in a room."""
    near = meets_in_a_room(pair.left, pair.right)
    if not near and not meets_in_the_index(pair.left.reading, pair.right.reading):
        return "none"
    found = relate(pair.left, pair.right)
    if models and (near or found is not None):
        found = weighed(pair.left, pair.right, found)
    if found is None:
        return "none"
    return str(Relation.AGREES if found.relation is Relation.SAME_QUOTE else found.relation)


def meets_in_the_index(one: Reading, two: Reading) -> bool:
    """Whether two contents share a term, and their outlines leave room for a relation."""
    if terms_of(one).isdisjoint(terms_of(two)):
        return False
    return bool(Outlines([outline(one), outline(two)]).near(0, np.array([1])))


def meets_in_a_room(one: Account, two: Account) -> bool:
    """Whether two accounts are near enough for a room with few beside them."""
    likeness = cosine(vector_of(one.reading), vector_of(two.reading))
    if one.said is None or two.said is None or abs((one.said - two.said).days) <= NEAR_DAYS:
        return likeness >= least_likeness(0)
    return one.is_of(two) and likeness >= least_likeness(0, own=True)


def measured(pairs: Sequence[Pair], answers: Sequence[str]) -> dict[str, Measured]:
    """Precision and recall of contradictions, F1 of the other relations, with their standard errors."""
    figures: dict[str, Callable[[Sequence[str], Sequence[str]], float]] = {
        "contradicts.P": lambda w, f: scores(w, f)["contradicts"].precision,
        "contradicts.R": lambda w, f: scores(w, f)["contradicts"].recall,
        "agrees.F1": lambda w, f: scores(w, f)["agrees"].f1,
        "updates.F1": lambda w, f: scores(w, f)["updates"].f1,
    }
    events: dict[str, list[int]] = {}
    for at, pair in enumerate(pairs):
        events.setdefault(pair.slug.rsplit("-", 1)[0], []).append(at)
    wanted = [str(pair.label) for pair in pairs]
    draw, names = random.Random(1), sorted(events)
    samples = [[i for name in draw.choices(names, k=len(names)) for i in events[name]] for _ in range(ROUNDS)]
    found = {}
    for name, figure in figures.items():
        drawn = [figure([wanted[i] for i in sample], [answers[i] for i in sample]) for sample in samples]
        mean = sum(drawn) / len(drawn)
        spread = (sum((each - mean) ** 2 for each in drawn) / len(drawn)) ** 0.5
        found[name] = Measured(figure(wanted, answers), spread)
    return found


def print_confusion(pairs: Sequence[Pair], answers: Sequence[str]) -> None:
    """Which relation was taken for which."""
    counted = Counter(zip((str(p.label) for p in pairs), answers, strict=True))
    print(f"  {'gold / found':<14}" + "".join(f"{label:>13}" for label in LABELS))
    for label in LABELS:
        row = "".join(f"{counted[str(label), str(other)]:>13}" for other in LABELS)
        print(f"  {label:<14}{row}")


if __name__ == "__main__":
    sys.exit(main())
