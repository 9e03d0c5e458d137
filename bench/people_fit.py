"""Fits the weights of the people scorer: prints what `src/onrecord/resolve/across/weights.py` holds.

    python -m bench.people_fit [--seeds 1 2 3] [--people 5000] [--mentions 20000]

Logistic regression with a ridge of 1, by Newton's steps, on pairs of invented worlds
(`bench/invented_people.py`; seeds below 100 are for fitting, others for reports). First on every two nodes of
full names in one region that may be one person; then, with those weights in force, on every figure whose name
does not tell, with each person that it may be. Behind each weight stand the weight that is shipped, how many
pairs have the feature, and in how many of them it is one person. All is worked out in memory, without a
record.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from bench.invented_people import Piece, World

from onrecord.resolve.across import scorer
from onrecord.resolve.across.agreement import agreement
from onrecord.resolve.across.context import context_of
from onrecord.resolve.across.forms import Form, Style, called_by, form_of, hanging_keys, keys, sound
from onrecord.resolve.across.profiles import SAMPLE, Figure, Node, Profile, profile
from onrecord.resolve.across.regions import people_of
from onrecord.resolve.across.settling import CANDIDATES, POPULAR, told_gender

Row = tuple[tuple[str, ...], bool]
"""The features of a pair, sorted, and whether it is one person."""

TELLING = (Style.FULL, Style.OPAQUE)


@dataclass(frozen=True)
class Fitted:
    """Weights in natural logarithms of odds, by feature, and what they rest on."""

    bias: float
    weights: dict[str, float]
    pairs: Counter[str]
    same: Counter[str]


class Crowd:
    """The figures of a world, and whose each is."""

    def __init__(self, world: World) -> None:
        self.truth: dict[str, int] = {}
        self.figures: list[Figure] = []
        pieces = [(piece, [form_of(n.name) for n in piece.people]) for piece in world.articles()]
        here = [self._names(piece, forms) for piece, forms in pieces]
        readings = Counter(name for names in here for name in names)
        self.numbers = {name: number for number, name in enumerate(readings)}
        every = [form for _, forms in pieces for form in forms]
        self.occurs = Counter(form.text for form in every)
        self.bearers: dict[str, set[str]] = defaultdict(set)
        for form in every:
            if form.style is Style.FULL:
                self.bearers[sound(form.surname)].add(sound(called_by(form)))
        for (piece, forms), names in zip(pieces, here, strict=True):
            company = frozenset(self.numbers[name] for name in names if readings[name] <= POPULAR)
            self._add(f"{world.seed} {piece.number}", piece, forms, company)

    @staticmethod
    def _names(piece: Piece, forms: Sequence[Form]) -> set[tuple[str, str]]:
        people = {("person", form.text) for form in forms if form.style in TELLING}
        return people | {("body", body.lower()) for body in piece.bodies}

    def _add(self, id_: str, piece: Piece, forms: Sequence[Form], company: frozenset[int]) -> None:
        reading = int(hashlib.sha256(id_.encode()).hexdigest()[:14], 16)
        for place, (named, form) in enumerate(zip(piece.people, forms, strict=True)):
            key = f"{id_}:{place}"
            own = self.numbers.get(("person", form.text))
            latin = form.style is not Style.OPAQUE
            self.truth[key] = named.person
            self.figures.append(
                Figure(
                    key,
                    reading,
                    form,
                    context_of(named.description),
                    piece.day.toordinal(),
                    piece.outlet,
                    company - {own},
                    told_gender((named.name,), named.description),
                    max(1, len(self.bearers[sound(form.surname)])) if latin else 1,
                    self.occurs[form.text] == 1,
                )
            )

    def whose(self, figures: Iterable[Figure]) -> int:
        """The person that most of them are."""
        return Counter(self.truth[figure.key] for figure in figures).most_common(1)[0][0]

    def regions(self) -> list[list[Figure]]:
        """Figures of full names, by regions of names that may be variants of each other."""
        by_form: dict[Form, list[Figure]] = defaultdict(list)
        for figure in self.figures:
            if figure.form.style in TELLING:
                by_form[figure.form].append(figure)
        parents = {form: form for form in by_form}

        def root(form: Form) -> Form:
            while parents[form] != form:
                parents[form] = parents[parents[form]]
                form = parents[form]
            return form

        filed: dict[str, list[Form]] = defaultdict(list)
        for form in by_form:
            for key in keys(form):
                for other in filed[key]:
                    if root(form) != root(other) and agreement(form, other):
                        parents[root(form)] = root(other)
                filed[key].append(form)
        gathered: dict[Form, list[Figure]] = defaultdict(list)
        for form, figures in by_form.items():
            gathered[root(form)] += figures
        return list(gathered.values())


def nodes_of(region: Sequence[Figure]) -> tuple[list[tuple[Node, list[Figure]]], list[Figure]]:
    """The nodes of a region with their figures, by key, and the figures without context beside others of
    their form that have one."""
    by_form: dict[Form, list[Figure]] = defaultdict(list)
    for figure in region:
        by_form[figure.form].append(figure)
    core: dict[str, list[Figure]] = defaultdict(list)
    silent: list[Figure] = []
    for form, members in by_form.items():
        told = [f for f in members if f.context.key]
        for figure in told or members:
            said = figure.context.key
            gender = f"|{figure.gender}" if said and figure.gender else ""
            core[f"{form.text}|{said}{gender}"].append(figure)
        silent += [f for f in members if told and not f.context.key]
    found = []
    for key, members in sorted(core.items()):
        sample = sorted(members, key=lambda f: f.reading)[:SAMPLE]
        found.append((Node(0, key, members[0].form, key, len(members), profile(sample)), members))
    return found, silent


def telling(crowd: Crowd) -> Iterator[Row]:
    """Every two nodes of full names of one region that may be one person."""
    for region in crowd.regions():
        known = [(node.profile, crowd.whose(members)) for node, members in nodes_of(region)[0]]
        for place, (one, person) in enumerate(known):
            for other, rival in known[:place]:
                found = scorer.score(one, other)
                if found.value != scorer.APART:
                    yield tuple(sorted(found.features)), person == rival


def hanging(crowd: Crowd) -> Iterator[Row]:
    """Every figure whose name does not tell with each person that it may be."""
    near: dict[str, dict[int, tuple[Profile, int]]] = defaultdict(dict)
    asked: list[tuple[Figure, list[tuple[Profile, int]]]] = []
    for region in crowd.regions():
        nodes, silent = nodes_of(region)
        bearers: dict[Form, list[tuple[Profile, int]]] = defaultdict(list)
        for person in people_of([node for node, _ in nodes]):
            who = crowd.whose(f for i in person.members for f in nodes[i][1])
            for form in person.profile.forms:
                bearers[form].append((person.profile, who))
                for key in hanging_keys(form):
                    near[key][id(person.profile)] = (person.profile, who)
        asked += [(f, bearers[f.form]) for f in silent if len(bearers[f.form]) > 1]
    asked += _short(crowd, near)
    for figure, candidates in asked:
        mine = profile([figure])
        possible = [(p, who) for p, who in candidates if scorer.value(mine, p) != scorer.APART]
        for other, who in possible:
            names = scorer._names(mine, other)
            assert names is not None
            features = scorer.hanging_features(mine, other, names[1], len(possible) - 1)
            yield tuple(sorted(features)), who == crowd.truth[figure.key]


def _short(
    crowd: Crowd, near: dict[str, dict[int, tuple[Profile, int]]]
) -> Iterator[tuple[Figure, list[tuple[Profile, int]]]]:
    """Initials and bare surnames that few enough full names fit, with who has such a name."""
    full: dict[str, set[Form]] = defaultdict(set)
    for figure in crowd.figures:
        for key in hanging_keys(figure.form):
            full[key].add(figure.form)
    for figure in crowd.figures:
        if figure.form.style in (Style.INITIAL, Style.BARE):
            under = keys(figure.form)
            if len(set().union(*(full.get(key, ()) for key in under))) <= CANDIDATES:
                found = {number: known for key in under for number, known in near.get(key, {}).items()}
                yield figure, list(found.values())


def fitted(rows: Sequence[Row], ridge: float = 1.0) -> Fitted:
    """The weights of highest likelihood, each drawn to 0 by the ridge; the bias hardly is."""
    counts = Counter(rows)
    names = sorted({name for features, _ in counts for name in features})
    places = {name: place for place, name in enumerate(names)}
    holds = np.zeros((len(counts), len(names) + 1))
    holds[:, -1] = 1
    for row, (features, _) in enumerate(counts):
        holds[row, [places[name] for name in features]] = 1
    same = np.array([one for _, one in counts], float)
    times = np.array(list(counts.values()), float)
    pull = np.full(len(names) + 1, ridge)
    pull[-1] = 1e-3
    weights = np.zeros(len(names) + 1)
    for _ in range(40):
        likely = 1 / (1 + np.exp(-holds @ weights))
        slope = holds.T @ (times * (likely - same)) + pull * weights
        bend = (holds * (times * likely * (1 - likely))[:, None]).T @ holds + np.diag(pull)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if abs(step).max() < 1e-6:
            break
    pairs: Counter[str] = Counter()
    one: Counter[str] = Counter()
    for (features, is_one), many in counts.items():
        for name in features:
            pairs[name] += many
            one[name] += many * is_one
    return Fitted(float(weights[-1]), dict(zip(names, map(float, weights), strict=False)), pairs, one)


def report(title: str, rows: Sequence[Row], found: Fitted, bias: float, shipped: dict[str, float]) -> None:
    """Prints weights as `weights.py` has them."""
    print(f"{title}: {len(rows)} pairs, {sum(one for _, one in rows)} of one person")
    print(f"    bias {found.bias:.2f}  # shipped {bias:.2f}")
    for name, weight in found.weights.items():
        share = 100 * found.same[name] / found.pairs[name]
        before = f"{shipped[name]:.2f}" if name in shipped else "none"
        print(
            f'    "{name}": {weight:.2f},  # shipped {before}; {found.pairs[name]} pairs, {share:.0f} % one'
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--mentions", type=int, default=20_000)
    asked = parser.parse_args()
    crowds = [Crowd(World(seed, asked.people, asked.mentions)) for seed in asked.seeds]
    rows = [row for crowd in crowds for row in telling(crowd)]
    first = fitted(rows)
    report("WEIGHTS", rows, first, scorer.BIAS, dict(scorer.WEIGHTS))
    scorer.BIAS = first.bias  # who the persons are that the second table is fitted with rests on the first
    scorer.WEIGHTS.clear()
    scorer.WEIGHTS.update(first.weights)
    rows = [row for crowd in crowds for row in hanging(crowd)]
    report("HANGING", rows, fitted(rows), scorer.HANGING_BIAS, scorer.HANGING)


if __name__ == "__main__":
    main()
