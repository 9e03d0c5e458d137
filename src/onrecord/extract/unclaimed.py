"""Quotations without any report that the network passed over."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from onrecord.extract.found import Found
from onrecord.extract.reading import END, QUOTE, Reading


def unclaimed(reading: Reading, found: Sequence[Found]) -> Iterator[Found]:
    """Sentences that are nothing but a quotation, of which nothing is among ``found``."""
    taken = sorted(span for each in found for part in (each.source, each.cue, each.content) for span in part)
    reach = list(accumulate((span.end for span in taken), max))
    quoted = False
    for start, end in reading.sentences:
        alone = () if quoted else tuple(_alone(reading, start, end))
        quoted = any(reading.kinds[at] == QUOTE and not reading.is_word_like(at) for at in range(start, end))
        for new in alone:
            place = new.content[0]
            before = bisect_left(taken, place.end, key=lambda span: span.start)
            if before == 0 or reach[before - 1] <= place.start:
                yield new


def _alone(reading: Reading, start: int, end: int) -> Iterator[Found]:
    kinds = reading.kinds
    whole = kinds[start] == QUOTE and all(kinds[at] in (QUOTE, END) for at in range(start, end))
    if whole and reading.closes(start):
        yield Found((), (), (reading.span(start, end),))
