"""The words of a text as the network of this room reads them: runs of word pieces with their place in the
text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.protocols import Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Words:
    """Parallel over the words of a text: ``lower`` the word in lower case, ``start``/``end`` code points,
    ``piece`` its first word piece, ``sentence`` and ``paragraph`` numbers, ``quote``, ``breaks`` and ``case``
    the encoder's channels, ``run`` the number of the quotation it stands in (-1: none)."""

    text: str
    lower: list[str]
    start: Ints
    end: Ints
    piece: Ints
    sentence: Ints
    paragraph: Ints
    quote: Ints
    breaks: Ints
    case: Ints
    run: Ints

    def __len__(self) -> int:
        return len(self.lower)


def words(text: str, reading: Reading) -> Words:
    """The words of ``text``; empty for a text without any."""
    import numpy as np

    first = np.flatnonzero(reading.head)
    last = np.concatenate([first[1:] - 1, [len(reading.head) - 1]]).astype(np.int64) if len(first) else first
    start, end = reading.start[first], reading.end[last]
    quote, breaks = reading.quote[first], reading.breaks[first]
    return Words(
        text,
        [text[a:b].lower() for a, b in zip(start.tolist(), end.tolist(), strict=True)],
        start,
        end,
        first,
        reading.sentence[first],
        np.cumsum(breaks == 2),
        quote,
        breaks,
        reading.case[first],
        _runs(quote),
    )


def _runs(quote: Ints) -> Ints:
    """Quotation runs, numbered; a run over several paragraphs is one."""
    import numpy as np

    inside = (quote == 1) | (quote == 2) | (quote == 3) | (quote == 4)
    opens = inside & np.concatenate([[True], ~inside[:-1]])[: len(inside)]
    found: Ints = np.where(inside, np.cumsum(opens | (quote == 3)) - 1, -1)
    return found
