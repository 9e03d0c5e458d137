"""What the model saw of the words inside a content: in its reading of the whole text, and in a second one of
the content alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.extract.chains.inside import bridged, content_pieces, is_inside
from onrecord.extract.network.labels import TAGS
from onrecord.model import Span, Spans

if TYPE_CHECKING:
    from onrecord.extract.found import Found
    from onrecord.extract.network.assemble import Scores
    from onrecord.extract.network.encode import Pieces

LEAST = -8.0
"""Log-probabilities are kept above this."""

_CUE = (TAGS.index("B-K"), TAGS.index("I-K"))


@dataclass(frozen=True, slots=True)
class Look:
    """One content read again: what was found in it, and the labels of the parts that were read."""

    found: tuple[Found, ...]
    parts: tuple[tuple[Span, Pieces, Scores], ...]

    def cue(self, span: Span) -> float | None:
        """Log-probability that a word of ``span`` is a cue; None where nothing was read."""
        for part, pieces, scores in self.parts:
            if part.overlaps(span):
                return _cue(pieces, scores, span)
        return None


@dataclass(frozen=True, slots=True)
class SecondLook:
    """The readings behind one text. ``read`` is the model's forward pass, ``decode`` gives all that may be
    linked in one, however unlikely."""

    text: str
    pieces: Pieces
    scores: Scores
    read: Callable[[Pieces], Scores]
    decode: Callable[[Pieces, Scores], Sequence[Found]]

    def cue(self, span: Span) -> float:
        """Log-probability, in the reading of the whole text, that a word of ``span`` is a cue."""
        return _cue(self.pieces, self.scores, span)

    def at(self, content: Spans) -> Look:
        """The content read as a text of its own, where it is long enough to be worth it."""
        found: list[Found] = []
        parts: list[tuple[Span, Pieces, Scores]] = []
        for span in bridged(self.text, content):
            pieces = content_pieces(self.text, self.pieces, span)
            if pieces is not None:
                scores = self.read(pieces)
                parts.append((span, pieces, scores))
                found += (f for f in self.decode(pieces, scores) if is_inside(f.content, content))
        return Look(tuple(found), tuple(parts))


def _cue(pieces: Pieces, scores: Scores, span: Span) -> float:
    import numpy as np

    first = int(pieces.end.searchsorted(span.start, side="right"))
    last = int(pieces.start.searchsorted(span.end, side="left"))
    if first >= last:
        return LEAST
    rows = scores.tags[first:last]
    return max(float(np.logaddexp(rows[:, _CUE[0]], rows[:, _CUE[1]]).max()), LEAST)
