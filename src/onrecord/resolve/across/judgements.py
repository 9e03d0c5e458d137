"""What people decided, as constraints: who must be one, who must not, and where decisions contradict each
other.

Judgements are edges between figures of documents. "same" edges make groups; a "different" edge inside a group
contradicts it: then that edge, and every path of "same" edges between its ends, is in conflict. Edges in
conflict are reported and decide nothing. Nothing here depends on the order in which judgements were made.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from onrecord.figures import Judged

Anchor = tuple[str, str]
"""A figure: the id of its document and the text of its form."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Judgements that cannot all be right: the one that says "different", and those that say "same" in a
    chain from one of its ends to the other."""

    different: Judged
    same: tuple[Judged, ...]


class Judgements:
    """All judgements that stand."""

    def __init__(self, standing: Iterable[Judged]) -> None:
        self.standing = sorted(standing, key=lambda j: (sorted((j.left, j.right)), j.verdict, j.id))

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Every contradiction, each "different" edge once for every chain against it."""
        found = []
        for edge in self.standing:
            if edge.verdict != "different":
                continue
            edges = [e for e in self.standing if e.verdict == "same"]
            while chain := _chain(edges, edge.left, edge.right):
                found.append(Conflict(edge, tuple(chain)))
                edges = [e for e in edges if e not in chain]
        return tuple(found)

    @cached_property
    def valid(self) -> tuple[Judged, ...]:
        """The judgements that are in no conflict. Between two that somebody holds to be one, "unsure" says
        nothing."""
        against = {j.id for c in self.conflicts for j in (c.different, *c.same)}
        return tuple(j for j in self.standing if j.id not in against)

    @cached_property
    def anchors(self) -> frozenset[Anchor]:
        """All figures that are judged about."""
        return frozenset(end for j in self.standing for end in (j.left, j.right))

    @cached_property
    def apart(self) -> Mapping[Anchor, frozenset[Anchor]]:
        """For each figure those that it must not be joined with."""
        together = self.group_of
        found: dict[Anchor, set[Anchor]] = defaultdict(set)
        for j in self.valid:
            if j.verdict == "same" or together.get(j.left, 0) == together.get(j.right, 1):
                continue
            found[j.left].add(j.right)
            found[j.right].add(j.left)
        return {anchor: frozenset(others) for anchor, others in found.items()}

    @cached_property
    def parts(self) -> frozenset[Anchor]:
        """Figures that were split off."""
        return frozenset(j.right for j in self.valid if j.verdict == "different")

    @cached_property
    def groups(self) -> tuple[frozenset[Anchor], ...]:
        """Figures that must be one, in groups of two and more."""
        near: dict[Anchor, set[Anchor]] = defaultdict(set)
        for j in self.valid:
            if j.verdict == "same":
                near[j.left].add(j.right)
                near[j.right].add(j.left)
        found, seen = [], set()
        for start in sorted(near):
            if start in seen:
                continue
            group, waiting = {start}, [start]
            while waiting:
                for other in near[waiting.pop()] - group:
                    group.add(other)
                    waiting.append(other)
            seen |= group
            found.append(frozenset(group))
        return tuple(found)

    @cached_property
    def group_of(self) -> Mapping[Anchor, int]:
        """The number of the group of each figure in one."""
        return {anchor: i for i, group in enumerate(self.groups) for anchor in group}


def _chain(edges: Iterable[Judged], start: Anchor, end: Anchor) -> list[Judged]:
    """A shortest chain of edges between two figures, the first by text among equally short ones; empty if
    there is none."""
    near: dict[Anchor, list[tuple[Anchor, Judged]]] = defaultdict(list)
    for e in edges:
        near[e.left].append((e.right, e))
        near[e.right].append((e.left, e))
    came: dict[Anchor, tuple[Anchor, Judged] | None] = {start: None}
    waiting = deque([start])
    while waiting and end not in came:
        at = waiting.popleft()
        for other, edge in sorted(near[at], key=lambda pair: (pair[0], pair[1].id)):
            if other not in came:
                came[other] = (at, edge)
                waiting.append(other)
    chain: list[Judged] = []
    step = came.get(end)
    while step is not None:
        chain.append(step[1])
        step = came[step[0]]
    return chain[::-1]
