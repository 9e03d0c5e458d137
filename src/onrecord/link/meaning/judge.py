"""What one text says of another: entailment, neither, contradiction.

A cross-encoder: MiniLM-L6 over both texts, fine-tuned on sentence pairs and on invented contents as long as
in newspapers (train/judge.toml). One pair at a time and unpadded, because int8 scales are taken over a whole
input, and a verdict must not depend on the texts beside it.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from onrecord.link.meaning.pieces import Cutter
from onrecord.link.meaning.table import Table, open_table
from onrecord.weights_file import FOLDER as EXTRACTOR
from onrecord.weights_file import Weights, graph_session

if TYPE_CHECKING:
    from onnxruntime import InferenceSession  # type: ignore[import-untyped]


WEIGHTS = Weights(Path(__file__).parent / "weights")


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


@cache
def session() -> InferenceSession:
    """The judge, loaded once."""
    return graph_session(WEIGHTS.content("judge.onnx"))


@cache
def table() -> Table:
    """The word table, mapped once."""
    return open_table()


@cache
def cutter() -> Cutter:
    """The extractor's tokenizer, which is the encoder's."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(Weights(EXTRACTOR).content("tokenizer.json").decode("utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Cutter(tokenizer)
