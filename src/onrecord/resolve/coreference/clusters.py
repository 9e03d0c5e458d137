"""Scores of links → clusters of mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]


def best(count: int, late: Ints, early: Ints, scores: Floats, floor: Floats | float = 0.0) -> Ints:
    """For each mention the number of its best antecedent, -1 where none scores above ``floor``: one
    number, or one for each mention."""
    import numpy as np

    dense = np.full((count, count), -np.inf, np.float32)
    dense[late, early] = scores
    found = dense.argmax(1) if count else np.zeros(0, np.int64)
    chosen: Ints = np.where(dense.max(1, initial=-np.inf) > floor, found, -1)
    return chosen


def clusters(antecedent: Ints) -> list[list[int]]:
    """Mentions that hang together, singletons left out, in order of their first mention."""
    root = list(range(len(antecedent)))
    for late, early in enumerate(antecedent.tolist()):
        if early >= 0:
            root[late] = root[early]
    groups: dict[int, list[int]] = {}
    for mention, of in enumerate(root):
        groups.setdefault(of, []).append(mention)
    return [group for group in groups.values() if len(group) > 1]
