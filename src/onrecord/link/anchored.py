"""Aligning two very long wordings, a speech and its reprint, in time that grows with their length alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def anchored(a: Sequence[str], b: Sequence[str], run: int) -> list[tuple[int, int, int]]:
    """Common stretches of two lists of words, in order: where each begins in both, and how many words.

    Anchored at the runs of ``run`` words that stand once in each, in the longest order that both share
    (Bram Cohen's patience diff), and grown from there word by word. What has no such run is not seen.
    """
    ours, theirs = _once(a, run), _once(b, run)
    common = sorted((at, theirs[words]) for words, at in ours.items() if words in theirs)
    found: list[tuple[int, int, int]] = []
    end_a = end_b = 0
    for i, j in _rising(common):
        if i < end_a or j < end_b:
            continue
        left, right, size = i, j, run
        while left > end_a and right > end_b and a[left - 1] == b[right - 1]:
            left, right, size = left - 1, right - 1, size + 1
        while left + size < len(a) and right + size < len(b) and a[left + size] == b[right + size]:
            size += 1
        found.append((left, right, size))
        end_a, end_b = left + size, right + size
    return found


def _once(words: Sequence[str], run: int) -> dict[tuple[str, ...], int]:
    """The runs that stand once, and where."""
    places: dict[tuple[str, ...], int] = {}
    for at in range(len(words) - run + 1):
        key = tuple(words[at : at + run])
        places[key] = -1 if key in places else at
    return {key: at for key, at in places.items() if at >= 0}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of some pairs, sorted by their first, in which the second rises too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for place, (_, value) in enumerate(pairs):
        at = bisect_left(ends, value)
        ends[at : at + 1] = [value]
        last[at : at + 1] = [place]
        before.append(last[at - 1] if at else -1)
    chosen, place = [], last[-1] if last else -1
    while place >= 0:
        chosen.append(pairs[place])
        place = before[place]
    return chosen[::-1]
