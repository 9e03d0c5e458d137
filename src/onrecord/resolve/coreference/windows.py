"""The stretches of a text that the network reads at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST = 254  # word pieces, as many as the encoder was taught on
CONTEXT = 32  # pieces seen on each side of what a window decides


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``[start, end)`` read together; ``[own_start, own_end)`` is decided here. Those tile the text."""

    start: int
    end: int
    own_start: int
    own_end: int


def windows(
    piece: NDArray[np.int64], pieces: int, first: int = LONGEST - 2 * CONTEXT, context: int = CONTEXT
) -> list[Window]:
    """Windows over words whose first pieces are ``piece`` in a text of ``pieces``; the first decides about
    ``first`` pieces. A word is never cut; one of more than LONGEST pieces is read as far as that."""
    import numpy as np

    n = len(piece)
    if not n:
        return []
    if pieces <= LONGEST:
        return [Window(0, n, 0, n)]
    starts = np.concatenate([piece, [pieces]])
    result: list[Window] = []
    own, reach = 0, first
    while own < n:
        rest = pieces - int(starts[own])
        last = rest <= LONGEST - context
        end_piece = pieces if last else int(starts[own]) + reach
        own_end = n if last else max(own + 1, int(np.searchsorted(starts, end_piece, side="right")) - 1)
        begin = int(np.searchsorted(starts, max(0, int(starts[own]) - context)))
        limit = int(starts[begin]) + LONGEST
        end = (
            int(np.searchsorted(starts, min(pieces, int(starts[own_end]) + context, limit), side="right")) - 1
        )
        result.append(Window(min(begin, own), max(min(end, n), own_end), own, own_end))
        own, reach = own_end, LONGEST - 2 * context
    return result
