"""Coreference scores: MUC (Vilain et al. 1995), B³ (Bagga and Baldwin 1998), entity-based CEAF (Luo 2005,
φ4), and their mean, as the CoNLL shared task 2012 had it.

Clusters are collections of hashable mentions, disjoint within one answer. The definitions are those of the
reference scorer (Pradhan et al. 2014): mentions that only one side has count against it as singletons do.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass

Cluster = frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class Ratio:
    """Sums over documents: what was right and what there was, on the side of the answer and of the gold."""

    right_found: float = 0.0
    found: float = 0.0
    right_gold: float = 0.0
    gold: float = 0.0

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio(
            self.right_found + other.right_found,
            self.found + other.found,
            self.right_gold + other.right_gold,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """0 where nothing was found."""
        return self.right_found / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """0 where there was nothing to find."""
        return self.right_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Coreference:
    """The three scores of some documents."""

    muc: Ratio = Ratio()
    b_cubed: Ratio = Ratio()
    ceaf_e: Ratio = Ratio()

    def __add__(self, other: Coreference) -> Coreference:
        return Coreference(self.muc + other.muc, self.b_cubed + other.b_cubed, self.ceaf_e + other.ceaf_e)

    @property
    def conll(self) -> float:
        """The mean of the three F1."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3


def score(
    *, gold: Iterable[Collection[Hashable]], found: Iterable[Collection[Hashable]], singletons: bool = False
) -> Coreference:
    """One document. Without ``singletons`` clusters of one mention are left out on both sides."""
    least = 1 if singletons else 2
    key = [frozenset(c) for c in gold if len(set(c)) >= least]
    answer = [frozenset(c) for c in found if len(set(c)) >= least]
    return Coreference(_muc(key, answer), _b_cubed(key, answer), _ceaf_e(key, answer))


def _muc(key: Sequence[Cluster], answer: Sequence[Cluster]) -> Ratio:
    return Ratio(*_links(answer, key), *_links(key, answer))


def _links(of: Sequence[Cluster], by: Sequence[Cluster]) -> tuple[float, float]:
    """Links of ``of`` that ``by`` keeps, and all of them."""
    owner = {m: i for i, cluster in enumerate(by) for m in cluster}
    kept = 0
    for cluster in of:
        parts = {owner[m] for m in cluster if m in owner}
        missing = sum(m not in owner for m in cluster)
        kept += len(cluster) - len(parts) - missing
    return float(kept), float(sum(len(c) - 1 for c in of))


def _b_cubed(key: Sequence[Cluster], answer: Sequence[Cluster]) -> Ratio:
    return Ratio(*_shares(answer, key), *_shares(key, answer))


def _shares(of: Sequence[Cluster], by: Sequence[Cluster]) -> tuple[float, float]:
    owner = {m: cluster for cluster in by for m in cluster}
    right = 0.0
    for cluster in of:
        for mention in cluster:
            other = owner.get(mention)
            right += len(cluster & other) / len(cluster) if other else 0.0
    return right, float(sum(map(len, of)))


def _ceaf_e(key: Sequence[Cluster], answer: Sequence[Cluster]) -> Ratio:
    owner = {m: i for i, cluster in enumerate(key) for m in cluster}
    likeness: dict[tuple[int, int], float] = {}
    for j, cluster in enumerate(answer):
        for i in {owner[m] for m in cluster if m in owner}:
            likeness[i, j] = 2 * len(key[i] & cluster) / (len(key[i]) + len(cluster))
    total = sum(assigned(likeness))
    return Ratio(total, float(len(answer)), total, float(len(key)))


def assigned(likeness: dict[tuple[int, int], float]) -> list[float]:
    """The likenesses of the best one-to-one assignment of rows to columns; pairs that are missing have 0.

    The shortest augmenting paths of the Hungarian method (Kuhn 1955, Munkres 1957), in the cubic form.
    """
    rows = sorted({i for i, _ in likeness})
    columns = sorted({j for _, j in likeness})
    if not rows:
        return []
    if len(rows) > len(columns):
        return assigned({(j, i): value for (i, j), value in likeness.items()})
    cost = [[-likeness.get((i, j), 0.0) for j in columns] for i in rows]
    owner = _matched(cost)
    return [-cost[i][j] for j, i in owner.items()]


def _matched(cost: list[list[float]]) -> dict[int, int]:
    """Column → row of the cheapest assignment; no more rows than columns."""
    n, m = len(cost), len(cost[0])
    row_price, column_price = [0.0] * (n + 1), [0.0] * (m + 1)
    owner = [0] * (m + 1)
    for row in range(1, n + 1):
        owner[0], at = row, 0
        least, way, seen = [float("inf")] * (m + 1), [0] * (m + 1), [False] * (m + 1)
        while owner[at]:
            seen[at] = True
            i, delta, following = owner[at], float("inf"), 0
            for j in range(1, m + 1):
                if seen[j]:
                    continue
                reduced = cost[i - 1][j - 1] - row_price[i] - column_price[j]
                if reduced < least[j]:
                    least[j], way[j] = reduced, at
                if least[j] < delta:
                    delta, following = least[j], j
            for j in range(m + 1):
                if seen[j]:
                    row_price[owner[j]] += delta
                    column_price[j] -= delta
                else:
                    least[j] -= delta
            at = following
        while at:
            owner[at], at = owner[way[at]], way[at]
    return {j - 1: owner[j] - 1 for j in range(1, m + 1) if owner[j]}
