"""Contents as vectors: near each other where they say the same.

all-MiniLM-L6-v2 (Reimers and Gurevych 2019; Wang et al. 2020) as int8: the mean of the last states, of unit
length. One text at a time and unpadded, because int8 scales are taken over a whole input, and a vector must
not depend on the texts beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.link.meaning.pieces import Cutter
from onrecord.link.meaning.table import WIDTH, Table, open_table
from onrecord.weights_file import FOLDER as EXTRACTOR
from onrecord.weights_file import Weights, graph_session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession  # type: ignore[import-untyped]

WEIGHTS = Weights(Path(__file__).parent / "weights")


def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """The vectors of some texts, [len(texts), 384], of unit length; their products are cosines.

    A text without words has the zero vector, whose product with any is 0. Raises BrokenModel where the
    shipped weights are damaged.
    """
    import numpy as np

    found = np.zeros((len(texts), WIDTH), np.float32)
    session, cut, words = vector_session(), cutter(), table()
    for at, text in enumerate(texts):
        if pieces := cut.pieces(text):
            rows = words.look_up(cut.single(pieces))
            found[at] = session.run(None, {"words": rows[None]})[0][0]
    return found


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


@cache
def vector_session() -> InferenceSession:
    """The sentence encoder, loaded once."""
    return graph_session(WEIGHTS.content("vectors.onnx"))
