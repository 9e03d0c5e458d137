"""The most probable label sequence in which no part begins in its middle (Viterbi over BIO)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.extract.network.labels import ROLES, TAGS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Doubles = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

_NEVER = -1e9
_BEGINNING = {TAGS.index("I-" + role): TAGS.index("B-" + role) for role in ROLES}
_INSIDE, _BEGIN = list(_BEGINNING), list(_BEGINNING.values())


def best_labels(tags: Floats, none_bias: float = 0.0) -> Ints:
    """The most probable label sequence [words] in which I-x stands only after B-x or I-x of the same role.

    Between two words that no part goes on over in the best sequence, each word's best label will do, unless
    one of them goes on with nothing: a search is made over these stretches alone, a sixth of the words
    of PolNeAR dev.
    """
    import numpy as np

    scores = tags.astype(np.float64)
    scores[:, 0] += none_bias
    best: Ints = scores.argmax(1) if len(scores) else np.zeros(0, dtype=np.int64)
    wrong = _goes_on_with_nothing(best)
    if wrong.any():
        edges = [0, *np.flatnonzero(_stands_alone(scores))[1:].tolist(), len(best)]
        for start, end in pairwise(edges):
            if wrong[start:end].any():
                best[start:end] = _search(scores[start:end])
    return best


def _goes_on_with_nothing(labels: Ints) -> Bools:
    """Where I-x follows neither B-x nor I-x."""
    import numpy as np

    before = np.concatenate([[0], labels[:-1]])[: len(labels)]
    wrong = np.zeros(len(labels), dtype=np.bool_)
    for inside, begin in _BEGINNING.items():
        wrong |= (labels == inside) & (before != inside) & (before != begin)
    return wrong


def _stands_alone(scores: Doubles) -> Bools:
    """Words that are no I-x in the best sequence, whatever stands around them: with "no label" in its place,
    and B-x for an I-x behind it, any sequence would gain. Of the first word this is true anyway."""
    import numpy as np

    gain = scores[:, :1] - scores[:, _INSIDE]
    behind = np.zeros_like(gain)
    behind[:-1] = (scores[:, _BEGIN] - scores[:, _INSIDE])[1:]
    alone: Bools = np.logical_and.reduce(gain + np.minimum(behind, 0.0) > 0, axis=1)
    alone[0] = True
    return alone


def _search(scores: Doubles) -> list[int]:
    """The best sequence of some words, in plain Python: over seven labels it takes a third of what arrays
    take."""
    rows: list[list[float]] = scores.tolist()
    best = [_NEVER if number in _BEGINNING else score for number, score in enumerate(rows[0])]
    back: list[list[int]] = []
    for row in rows[1:]:
        top = best.index(max(best))
        origin = [top] * len(row)
        for inside, begin in _BEGINNING.items():
            origin[inside] = begin if best[begin] >= best[inside] else inside
        best = [best[at] + score for at, score in zip(origin, row, strict=True)]
        back.append(origin)
    path = [best.index(max(best))]
    for origin in reversed(back):
        path.append(origin[path[-1]])
    return path[::-1]
