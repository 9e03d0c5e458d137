"""What a content is about, as a vector: the sum of the vectors of its word pieces, looked up in a table.

No model is run: a table of one vector for each piece, distilled from a sentence encoder
(train/src/onrecord_train/nearness), says nearly as well as the encoder who speaks of one thing, at a
hundredth of its cost (static embeddings; Arora, Liang and Ma, "A simple but tough-to-beat baseline for
sentence embeddings", ICLR 2017). Vectors are kept as whole numbers, so that their products are exact.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from onrecord.link.clauses import Reading
from onrecord.link.meaning.judge import cutter
from onrecord.link.terms import folded
from onrecord.weights_file import Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEARNESS = Weights(Path(__file__).parent / "nearness")
"""The table, and the gate over it (see `gate`)."""

WIDTH = 128
"""Numbers of a vector, a byte each."""

UNIT = 320
"""What 1 is in whole numbers: few numbers of vectors so wide are beyond 127 / 320."""


class Table(NamedTuple):
    """``rows`` [pieces, WIDTH] int8 and ``scales`` [pieces, 1] float32."""

    rows: NDArray[np.int8]
    scales: NDArray[np.float32]


@cache
def table() -> Table:
    """The shipped table. Raises BrokenModel where it is damaged."""
    import numpy as np

    return unpacked(np.frombuffer(NEARNESS.content("vectors.bin"), np.uint8))


def unpacked(data: NDArray[np.uint8]) -> Table:
    """A table from the bytes of its file: all rows, then all scales."""
    count = len(data) // (WIDTH + 4)
    rows, scales = data[: count * WIDTH], data[count * WIDTH :]
    return Table(rows.view("i1").reshape(count, WIDTH), scales.view("<f4").reshape(count, 1))


def vector_of(reading: Reading) -> bytes:
    """The vector of a content by its folded words, so that it is one for all that is one wording."""
    return vector(" ".join(folded(reading)))


@lru_cache(maxsize=1 << 14)
def cut(text: str) -> tuple[int, ...]:
    """The pieces of a text."""
    return tuple(cutter().pieces(text))


def vector(text: str) -> bytes:
    """The vector of a text, WIDTH bytes: zero where it has no pieces. Of a text longer than
    `pieces.LONGEST` the rest is not read."""
    import numpy as np

    pieces = list(cut(text))
    found = table()
    total = (found.rows[pieces] * found.scales[pieces]).sum(axis=0, dtype=np.float64)
    length = float(np.sqrt((total * total).sum()))
    if length == 0:
        return bytes(WIDTH)
    rounded = np.clip(np.rint(total * (UNIT / length)), -127, 127).astype(np.int8)
    return bytes(rounded.tobytes())


def stacked(vectors: bytes) -> NDArray[np.float32]:
    """Vectors one after the other as rows of a matrix, as whole numbers."""
    import numpy as np

    return np.frombuffer(vectors, np.int8).reshape(-1, WIDTH).astype(np.float32)


def cosines(left: NDArray[np.float32], right: NDArray[np.float32]) -> NDArray[np.float32]:
    """The cosines of each row of ``left`` with each of ``right``, exact, and so the same whichever rows are
    beside them: sums of whole numbers below 2^24."""
    import numpy as np

    found: NDArray[np.float32] = left @ right.T
    found /= np.float32(UNIT * UNIT)
    return found


def cosine(one: bytes, other: bytes) -> float:
    """The cosine of two vectors."""
    return float(cosines(stacked(one), stacked(other))[0, 0])
