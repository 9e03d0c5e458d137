"""Constrained agglomeration by mean score."""

from __future__ import annotations

from collections.abc import Callable


def agglomerate(count: int, score: Callable[[int, int], float], threshold: float) -> list[list[int]]:
    """Groups of 0 … count − 1: the two with the highest mean score are joined until none reaches the
    threshold.

    One pair of minus infinity keeps two groups apart for good, so that no chain joins what must not be one.
    Of equal means those with the smallest numbers are joined first.
    """
    if count == 1:
        return [[0]]
    import numpy as np

    sums = np.full((count, count), -np.inf)
    for i in range(count):
        for j in range(i):
            sums[i, j] = sums[j, i] = score(i, j)
    groups: dict[int, list[int]] = {i: [i] for i in range(count)}
    sizes = np.ones(count)
    while len(groups) > 1:
        means = sums / np.outer(sizes, sizes)
        i, j = sorted(divmod(int(means.argmax()), count))
        if not means[i, j] >= threshold:
            break
        groups[i].extend(groups.pop(j))
        sums[i] += sums[j]
        sums[:, i] = sums[i]
        sums[i, i] = -np.inf
        sums[j], sums[:, j] = -np.inf, -np.inf
        sizes[i] += sizes[j]
    return [sorted(group) for group in groups.values()]
