"""One region: full names that may be variants of each other, and the people behind them.

Regions share no form, and nothing in one depends on another; so an added article costs what its regions cost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.resolve.across.clusters import agglomerate
from onrecord.resolve.across.forms import Form, Style
from onrecord.resolve.across.profiles import Node, Profile, together
from onrecord.resolve.across.scorer import APART, hanging, value
from onrecord.resolve.across.weights import MARGIN, SURE, THRESHOLD

CONTEXTS = 64
"""Contexts of one form that are told apart; beyond, those that agree in their offices are one."""

MOST_NODES = 600
"""Nodes of a region that are compared pair by pair. In a larger one (names as common as grains of sand, which
no record of ours has) only nodes of equal forms are."""

PART = 1e-3
"""What a node that somebody split off loses against every other: where nothing else decides, the rest stays
with the whole."""


@dataclass(frozen=True, slots=True)
class Person:
    """Nodes taken for one person, by place in what was given, and all that they say."""

    members: tuple[int, ...]
    profile: Profile


def people_of(nodes: Sequence[Node]) -> list[Person]:
    """The people behind nodes of full and opaque forms, which must come sorted by key."""
    coarse = _coarse(nodes)
    pooled = [together([nodes[i].profile for i in group]) for group in coarse]
    groups = _grouped(nodes, coarse, pooled)
    found = []
    for group in groups:
        members = tuple(sorted(i for g in group for i in coarse[g]))
        found.append(Person(members, together([nodes[i].profile for i in members])))
    return sorted(found, key=lambda person: person.members)


def _coarse(nodes: Sequence[Node]) -> list[list[int]]:
    by_form: dict[Form, list[int]] = defaultdict(list)
    for i, node in enumerate(nodes):
        by_form[node.form].append(i)
    groups: list[list[int]] = []
    for members in by_form.values():
        if len(members) <= CONTEXTS:
            groups += [[i] for i in members]
            continue
        offices: dict[str, list[int]] = defaultdict(list)
        for i in members:
            judged = nodes[i].key if nodes[i].apart else ""
            offices[judged or " ".join(sorted(nodes[i].profile.heads))].append(i)
        groups += list(offices.values())
    return sorted(groups)


def _grouped(
    nodes: Sequence[Node], coarse: Sequence[Sequence[int]], pooled: Sequence[Profile]
) -> list[list[int]]:
    """Groups of pooled nodes: agglomerated within the parts that pairs above the threshold hold together,
    since no mean above it can be without such a pair."""
    count = len(coarse)
    scores: dict[tuple[int, int], float] = {}
    parts = list(range(count))

    def root(i: int) -> int:
        while parts[i] != i:
            parts[i] = parts[parts[i]]
            i = parts[i]
        return i

    for i in range(count):
        for j in range(i):
            if count > MOST_NODES and nodes[coarse[i][0]].form != nodes[coarse[j][0]].form:
                continue
            found = _score(nodes, coarse[i], coarse[j], pooled[i], pooled[j])
            if found != APART:
                scores[i, j] = found
                if found >= THRESHOLD:
                    parts[root(i)] = root(j)
    gathered: dict[int, list[int]] = defaultdict(list)
    for i in range(count):
        gathered[root(i)].append(i)
    found_groups = []
    for part in gathered.values():

        def score(i: int, j: int, part: list[int] = part) -> float:
            return scores.get((max(part[i], part[j]), min(part[i], part[j])), APART)

        found_groups += [[part[i] for i in group] for group in agglomerate(len(part), score, THRESHOLD)]
    return found_groups


def _score(nodes: Sequence[Node], one: Sequence[int], other: Sequence[int], a: Profile, b: Profile) -> float:
    for i in one:
        if nodes[i].apart and any(nodes[j].key in nodes[i].apart for j in other):
            return APART
    split = any(nodes[i].part for i in (*one, *other))
    return value(a, b) - PART * split


def choose(one: Node, people: Mapping[int, tuple[Profile, frozenset[str]]]) -> int | None:
    """Whom a node whose name does not tell belongs to: the one of ``people`` (profile, and the keys of its
    nodes, by number) who is likely enough and likelier than every other; None where there is none such.

    A full name without context belongs to its only bearer without further reason.
    """
    mine = one.profile
    possible = {
        n: known
        for n, (known, keys) in people.items()
        if one.apart.isdisjoint(keys) and value(mine, known) != APART
    }
    if not possible:
        return None
    rivals = len(possible) - 1
    full = one.form.style in (Style.FULL, Style.OPAQUE)
    if full and rivals == 0:
        return next(iter(possible))
    scored = sorted(((hanging(mine, known, rivals), n) for n, known in possible.items()), reverse=True)
    if scored[0][0] < SURE[one.form.style]:
        return None
    if rivals and scored[0][0] - scored[1][0] < MARGIN:
        return None
    return scored[0][1]
