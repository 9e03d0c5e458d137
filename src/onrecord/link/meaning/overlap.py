"""How far the words of two contents stand for each other, as numbers: of each word piece the nearest one of
the other side, by the vectors of single pieces (late interaction: Khattab and Zaharia, "ColBERT", SIGIR 2020;
here without a model, see `vectors`). Microseconds instead of the judge's milliseconds.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.link.account import Account
from onrecord.link.meaning.judge import cutter
from onrecord.link.meaning.vectors import cut, table
from onrecord.link.terms import folded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

OVERLAP = (
    "cosine", "most covered", "least covered", "most shared", "least shared", "most apart", "least apart",
    "weight shared", "numbers in common", "numbers apart", "negations", "longer", "shorter",
)  # fmt: skip
"""The names of the numbers of `overlap`, in their order."""

SAME = 0.99
APART = 0.5
"""Cosines from which on two pieces are the same, and below which a piece has none that stands for it."""

NEGATIONS = (
    "not", "no", "never", "nothing", "nobody", "none", "neither", "nor", "without", "cannot", "denied",
    "deny", "false", "untrue", "reject", "rejected",
)  # fmt: skip


class Words(NamedTuple):
    """The pieces of a content: their vectors of unit length, how much each weighs, the weighted sum of
    unit length, which numbers there are, and how many negations."""

    units: NDArray[np.float32]
    weights: NDArray[np.float32]
    whole: NDArray[np.float32]
    numbers: frozenset[int]
    negations: int


@lru_cache(maxsize=1 << 13)
def words(pieces: tuple[int, ...]) -> Words:
    """What is looked at of pieces, of which there is one at least."""
    import numpy as np

    found = table()
    at = np.array(pieces)
    rows = found.rows[at] * found.scales[at]
    weights = np.sqrt((rows * rows).sum(axis=1)) + np.float32(1e-9)
    total = rows.sum(axis=0)
    whole = total / (np.sqrt((total * total).sum()) + np.float32(1e-9))
    numbers = frozenset(piece for piece in pieces if piece in cutter().numbers)
    negations = sum(piece in _negations() for piece in pieces)
    return Words(rows / weights[:, None], weights, whole, numbers, negations)


@lru_cache(maxsize=1)
def _negations() -> frozenset[int]:
    found = (cutter().tokenizer.token_to_id(word) for word in NEGATIONS)
    return frozenset(piece for piece in found if piece is not None)


def overlap(left: Account, right: Account) -> tuple[float, ...]:
    """The numbers of two contents, by OVERLAP; all 0 where one of them has no words."""
    one, two = (cut(" ".join(folded(side.reading))) for side in (left, right))
    return between(words(one), words(two)) if one and two else (0.0,) * len(OVERLAP)


def between(one: Words, two: Words) -> tuple[float, ...]:
    """The numbers of the pieces of two contents, by OVERLAP."""
    import numpy as np

    close = one.units @ two.units.T
    covered, shared, apart = [], [], []
    for side, best in ((one, close.max(axis=1)), (two, close.max(axis=0))):
        total = float(side.weights.sum())
        covered.append(float((side.weights * best).sum()) / total)
        shared.append(float(side.weights[best > SAME].sum()) / total)
        apart.append(float(np.log1p(side.weights[best < APART].sum())))
    lengths = np.log([len(one.weights), len(two.weights)])
    return (
        float(one.whole @ two.whole),
        max(covered), min(covered), max(shared), min(shared), max(apart), min(apart),
        float(one.weights[close.max(axis=1) > SAME].sum()),
        float(bool(one.numbers & two.numbers)),
        float(bool(one.numbers - two.numbers) and bool(two.numbers - one.numbers)),
        float((one.negations + two.negations) % 2),
        float(lengths.max()), float(lengths.min()),
    )  # fmt: skip
