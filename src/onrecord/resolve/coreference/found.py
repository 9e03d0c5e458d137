"""What the network says of the windows of a text, put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.resolve.coreference.mentions import Syntax
from onrecord.resolve.coreference.windows import Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]

# Words of the longest mention; 99.9 % of GUM's are shorter.
REACH = 60
# Likelihood from which a span is looked at as a mention, and how many are kept for ten words: GUM has 2.9.
KEPT, MOST = 0.35, 5


@dataclass(frozen=True, slots=True)
class Part:
    """One window: over its words ``spans`` [first, last, groups] scores against "no mention" at 0,
    ``heads`` (the number of words stands for the root), ``relations``, ``tags``, ``names`` scores of
    labels; ``states``."""

    states: Floats
    spans: Floats
    heads: Ints
    relations: Ints
    tags: Ints
    names: Floats


@dataclass(frozen=True, slots=True)
class Found:
    """A whole text: states of its words; candidate spans with the shares of their groups and how likely
    each is a mention at all; syntax; scores of the labels of names."""

    states: Floats
    first: Ints
    last: Ints
    groups: Floats
    likely: Floats
    syntax: Syntax
    names: Floats

    def only(self, keep: NDArray[np.bool_]) -> Found:
        """With those of the candidate spans that are marked."""
        return replace(
            self,
            first=self.first[keep],
            last=self.last[keep],
            groups=self.groups[keep],
            likely=self.likely[keep],
        )


def join(cuts: Sequence[Window], parts: Sequence[Part], floor: float = KEPT) -> Found:
    """Each window tells about the words it owns, and about the spans that begin with one of them."""
    import numpy as np

    found = []
    for w, part in zip(cuts, parts, strict=True):
        n = w.end - w.start
        own = slice(w.own_start - w.start, w.own_end - w.start)
        heads = part.heads[own]
        i, j, shares = _spans(part.spans[own, :n], own.start, floor)
        found.append(
            (
                part.states[own],
                i + w.start,
                j + w.start,
                shares[:, 1:],
                1 - shares[:, 0],
                np.where(heads >= n, -1, heads + w.start),
                part.relations[own],
                part.tags[own],
                part.names[own],
            )
        )
    columns = [np.concatenate(c) for c in zip(*found, strict=True)]
    states, first, last, groups, likely, heads, relations, tags, names = columns
    most = np.sort(np.argsort(-likely, kind="stable")[: MOST * len(heads) // 10 + 10])
    return Found(
        states, first[most], last[most], groups[most], likely[most], Syntax(heads, relations, tags), names
    )


def _spans(scores: Floats, shift: int, floor: float) -> tuple[Ints, Ints, Floats]:
    """First and last word, and the shares of none and the groups, of the spans that are likely enough."""
    import numpy as np

    rows, n = scores.shape[:2]
    first, last = np.arange(rows)[:, None] + shift, np.arange(n)[None, :]
    allowed = (last >= first) & (last < first + REACH)
    # a likelihood above the floor needs one group with a quarter of its odds
    best = np.maximum.reduce([scores[:, :, group] for group in range(scores.shape[-1])])
    allowed &= best > np.log(floor / (1 - floor) / scores.shape[-1])
    i, j = np.nonzero(allowed)
    chosen = scores[i, j].astype(np.float64)
    full = np.exp(np.minimum(np.concatenate([np.zeros((len(i), 1)), chosen], 1), 60.0))
    shares = (full / full.sum(1, keepdims=True)).astype(np.float32)
    keep = 1 - shares[:, 0] > floor
    return i[keep] + shift, j[keep], shares[keep]
