"""Contents read again as texts of their own, to find the reports inside them.

PolNeAR gives each word to one attribution at most, so that a model taught on it sees no neighbour in
"Marrick said *a neighbour had told him the river was over the footbridge*". Read alone the content is plain
text again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.extract.network.encode import QUOTE_STATES, Pieces
from onrecord.extract.words.complements import WORDS
from onrecord.model import Span

_WORD = re.compile(r"[^\W\d_]+")
_GAP = 24  # code points between two spans of a content that is read as one
_BREAK = re.compile(r"[.!?;:“”\"\n]")
_SHORTEST = 8  # words that hold a source, a cue and a content worth a pass of the model: 5 finds nothing more


def bridged(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans of one content as the texts to be read again: those with less than a sentence's break and a
    few words between them are one ("the bishop told … that he would rather keep bees")."""
    result: list[Span] = []
    for span in spans:
        if result and _is_gap(text[result[-1].end : span.start]):
            result[-1] = Span(result[-1].start, span.end)
        else:
            result.append(span)
    return result


def _is_gap(between: str) -> bool:
    return len(between) <= _GAP and not _BREAK.search(between)


def content_pieces(text: str, pieces: Pieces, span: Span) -> Pieces | None:
    """The pieces of one content as if they were a text; None when no plain word in it reports. (With every
    verb of the lexicon a third more is read again, and chains on the samples are 0.4 worse.)

    That it stands inside a quotation is forgotten; marks inside it stay.
    """
    words = _WORD.findall(text[span.start : span.end].lower())
    if len(words) < _SHORTEST or not any(word in WORDS or word == "according" for word in words):
        return None
    first = int(pieces.end.searchsorted(span.start, side="right"))
    last = int(pieces.start.searchsorted(span.end, side="left"))
    return _part(pieces, first, last) if first < last else None


def _part(pieces: Pieces, first: int, last: int) -> Pieces:
    quote = pieces.quote[first:last].copy()
    quote[(quote == QUOTE_STATES.index("inside")) | (quote == QUOTE_STATES.index("unclosed"))] = 0
    return Pieces(
        pieces.ids[first:last],
        pieces.start[first:last],
        pieces.end[first:last],
        pieces.head[first:last],
        pieces.sentence[first:last] - pieces.sentence[first],
        quote,
        pieces.breaks[first:last],
        pieces.case[first:last],
    )


def is_inside(content: Sequence[Span], outer: Sequence[Span]) -> bool:
    """Whether a content is a proper part of another: the same words again are no report inside it."""
    return sum(map(len, content)) < sum(map(len, outer))
