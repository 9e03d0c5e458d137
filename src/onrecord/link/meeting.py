"""Which wordings are compared: those that stand under one term and whose outlines leave room for a relation.

Both depend on the two wordings and on what else is on the shelf, never on when it came there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from onrecord.link.outlines import Outlines

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AT_ONCE = 500_000
"""Pairs that are looked at together; they take some 50 MB."""

Pair = tuple[int, int]

SOME = 2_000
"""Fresh wordings for which the outlines of all that they meet are in memory together."""


def meetings(
    terms: NDArray[np.int64],
    wordings: NDArray[np.int64],
    fresh: Iterable[int],
    outlines: Callable[[Iterable[int]], Mapping[int, bytes]],
) -> list[Pair]:
    """The pairs of different wordings, one of them fresh, that may be compared, each once.

    ``terms`` and ``wordings`` say, pair by pair and sorted, who stands under which term.
    """
    import numpy as np

    found: list[Pair] = []
    rest = sorted(fresh)
    while rest and len(terms):
        some, rest = rest[:SOME], rest[SOME:]
        is_some = np.isin(wordings, np.array(some, dtype=np.int64))
        beside = np.isin(terms, terms[is_some])
        found += _meetings(terms[beside], wordings[beside], some, outlines)
        # they have met everybody
        terms, wordings = terms[~is_some], wordings[~is_some]
    return found


def _meetings(
    terms: NDArray[np.int64],
    wordings: NDArray[np.int64],
    fresh: Iterable[int],
    outlines: Callable[[Iterable[int]], Mapping[int, bytes]],
) -> Iterator[Pair]:
    import numpy as np

    if not len(terms):
        return
    numbers, places = np.unique(wordings, return_inverse=True)
    packed = outlines(numbers.tolist())
    shapes = Outlines([packed[number] for number in numbers.tolist()])
    is_fresh = np.isin(numbers, np.array(sorted(fresh), dtype=np.int64))
    for left, right in _together(terms, places, is_fresh):
        begins = np.flatnonzero(np.concatenate(([True], left[1:] != left[:-1])))
        for one, others in zip(left[begins].tolist(), np.split(right, begins[1:]), strict=True):
            for other in shapes.near(one, others):
                yield int(numbers[one]), int(numbers[other])


def _together(
    terms: NDArray[np.int64], places: NDArray[np.int64], is_fresh: NDArray[np.bool_]
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Pairs that stand under one term, the first one fresh, each once, sorted by the first; some at a
    time."""
    import numpy as np

    begins = np.flatnonzero(np.concatenate(([True], terms[1:] != terms[:-1])))
    sizes = np.diff(np.append(begins, len(terms)))
    group = np.repeat(np.arange(len(begins)), sizes)
    rows = np.flatnonzero(is_fresh[places])
    rows = rows[np.argsort(places[rows], kind="stable")]
    costs = np.cumsum(sizes[group[rows]])
    firsts = np.flatnonzero(np.concatenate(([True], places[rows][1:] != places[rows][:-1])))
    before = 0
    # a wording's rows stay together, so that its pairs are made once
    for following in [*firsts[1:].tolist(), len(rows)]:
        if following < len(rows) and costs[following - 1] - (costs[before - 1] if before else 0) < AT_ONCE:
            continue
        some = rows[before:following]
        before = following
        each = sizes[group[some]]
        starts = np.cumsum(each) - each
        at = np.arange(each.sum()) + np.repeat(begins[group[some]] - starts, each)
        left, right = np.repeat(places[some], each), places[at]
        kept = (left < right) | ((left > right) & ~is_fresh[right])
        pairs = np.unique(left[kept] * len(is_fresh) + right[kept])
        if len(pairs):
            yield pairs // len(is_fresh), pairs % len(is_fresh)
