"""What stands plainly in a text and the network passed over: quotations without any report, and noun cues."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from onrecord.extract.found import Found
from onrecord.extract.predicates import NOUNS, noun
from onrecord.extract.reading import END, QUOTE, Reading
from onrecord.model import Span


def unclaimed(reading: Reading, found: Sequence[Found]) -> Iterator[Found]:
    """Sentences that are nothing but a quotation, and noun cues ("the claim that …"), of which nothing is
    among ``found``."""
    taken = sorted(span for each in found for part in (each.source, each.cue, each.content) for span in part)
    reach = list(accumulate((span.end for span in taken), max))
    quoted = False
    for start, end in reading.sentences:
        alone = () if quoted else tuple(_alone(reading, start, end))
        quoted = any(reading.kinds[at] == QUOTE and not reading.is_word_like(at) for at in range(start, end))
        for new in (*alone, *_nouns(reading, start, end)):
            place = Span(min(s.start for s in (*new.cue, *new.content)), new.content[-1].end)
            before = bisect_left(taken, place.end, key=lambda span: span.start)
            if before == 0 or reach[before - 1] <= place.start:
                yield new


def _alone(reading: Reading, start: int, end: int) -> Iterator[Found]:
    kinds = reading.kinds
    whole = kinds[start] == QUOTE and all(kinds[at] in (QUOTE, END) for at in range(start, end))
    if whole and reading.closes(start):
        yield Found((), (), (reading.span(start, end),))


def _nouns(reading: Reading, start: int, end: int) -> Iterator[Found]:
    for at in range(start, end - 2):
        if reading.words[at] in NOUNS and reading.words[at + 1] == "that":
            report = noun(reading, at, start, end)
            if report is not None:
                source = (reading.span(*report.source),) if report.source else ()
                content = tuple(reading.span(*part) for part in report.contents)
                yield Found(source, (reading.span(*report.cue),), content)
