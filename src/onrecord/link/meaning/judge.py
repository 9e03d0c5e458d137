"""What one text says of another: entailment, neither, contradiction.

A cross-encoder: MiniLM-L6 over both texts, fine-tuned on sentence pairs (train/judge.toml). One pair at a
time and unpadded, for the reason in `vectors`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.link.meaning.vectors import WEIGHTS, cutter, table
from onrecord.weights_file import graph_session

if TYPE_CHECKING:
    from onnxruntime import InferenceSession  # type: ignore[import-untyped]


class Verdict(NamedTuple):
    """Probabilities that sum to 1."""

    entails: float
    neither: float
    contradicts: float


@lru_cache(maxsize=20_000)
def judged(first: str, second: str) -> Verdict:
    """What ``first`` says of ``second``; neither where one of them has no words. Of texts longer than
    `pieces.LONGEST` the rest is not read. Raises BrokenModel where the shipped weights are damaged."""
    cut = cutter()
    one, two = cut.pieces(first), cut.pieces(second)
    if not one or not two:
        return Verdict(0.0, 1.0, 0.0)
    read = cut.pair(one, two)
    given = {"words": table().look_up(read.ids)[None], "side": read.side[None], "match": read.match[None]}
    found = session().run(None, given)[0][0]
    return Verdict(*map(float, found))


def both_ways(pairs: Sequence[tuple[str, str]]) -> list[tuple[Verdict, Verdict]]:
    """Each pair of texts judged from the first to the second and back."""
    return [(judged(one, two), judged(two, one)) for one, two in pairs]


@cache
def session() -> InferenceSession:
    """The judge, loaded once."""
    return graph_session(WEIGHTS.content("judge.onnx"))
