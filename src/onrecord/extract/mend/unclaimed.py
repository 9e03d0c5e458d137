"""What stands plainly in a text and the network passed over: quotations without any report, and "in the words
of" somebody."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from onrecord.extract.found import Found
from onrecord.extract.lexicon import word_set
from onrecord.extract.words.predicates import in_the_words
from onrecord.extract.words.reading import COMMA, END, QUOTE, Reading
from onrecord.model import Span, Spans

_OWN = word_set("own his her their its our my")
_WORDS = word_set("words view opinion judgment judgement telling phrase")


def unclaimed(reading: Reading, found: Sequence[Found]) -> Iterator[Found]:
    """Sentences that are nothing but a quotation, and what is said "in the words of" somebody, where nothing
    of them is among ``found``; what these words hold stays a report inside them."""
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
        for at in range(start + 2, end - 1):
            if reading.words[at] in _WORDS:
                said = _in_the_words(reading, at, start, end)
                if said is not None and _is_free(taken, (*said.source, *said.cue)):
                    yield said


def _in_the_words(reading: Reading, at: int, start: int, end: int) -> Found | None:
    """ "In the words of X, …" and "In X's words, …"."""
    if reading.words[at + 1] == "of":
        report = in_the_words(reading, at, start, end)
        if report is None or report.source is None:
            return None
        content = tuple(reading.span(*part) for part in report.contents)
        return Found((reading.span(*report.source),), (reading.span(*report.cue),), content)
    own = reading.words[at - 1].endswith(("'s", "’s", "s'", "s’")) or reading.words[at - 1] in _OWN
    if reading.words[start] != "in" or not 2 <= at - start <= 6 or not own or reading.kinds[at + 1] != COMMA:
        return None
    last = end - 1 if reading.kinds[end - 1] == END else end
    if last - at < 4:
        return None
    cue = (reading.span(start, start + 1), reading.span(at, at + 1))
    return Found((reading.span(start + 1, at),), cue, (reading.span(at + 2, last),))


def _is_free(taken: Sequence[Span], own: Spans) -> bool:
    """Whether nothing of what was found begins or ends in a source and cue."""
    first, last = min(own).start, max(span.end for span in own)
    before = bisect_left(taken, last, key=lambda span: span.start)
    return all(span.end <= first for span in taken[max(before - 8, 0) : before])


def _alone(reading: Reading, start: int, end: int) -> Iterator[Found]:
    kinds = reading.kinds
    whole = kinds[start] == QUOTE and all(kinds[at] in (QUOTE, END) for at in range(start, end))
    if whole and reading.closes(start):
        yield Found((), (), (reading.span(start, end),))
