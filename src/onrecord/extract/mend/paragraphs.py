"""Where a content may not go on: from a headline into the text below it. "Voters ‘reject EU’ / British voters
would reject …, according to a poll": the poll says the second line.

In 60 articles of a broadcaster 8 of 535 contents did so, wrongly each time; in the 84 of PolNeAR's dev none
does, in the gold or as found.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from onrecord.extract.found import Found
from onrecord.model import Span
from onrecord.segment import DOUBLE_MARKS, SINGLE_MARKS, Segments

_GOES_ON = tuple(".!?…:;,–—-")  # what ends a line that the next may go on from
_MARKS = DOUBLE_MARKS + SINGLE_MARKS


def within_lines(text: str, segments: Segments, each: Found) -> Found:
    """The finding with each part of its content cut where a headline ends. What stands on the cue's side
    stays; without a cue, what stands below."""
    content = tuple(_cut(text, segments, each, span) for span in each.content)
    return each if content == each.content else replace(each, content=content)


def _cut(text: str, segments: Segments, each: Found, span: Span) -> Span:
    for end, start in _breaks(text, segments, span):
        if each.cue and each.cue[0].start < end:
            return Span(span.start, end)
        span = Span(start, span.end)
    return span


def _breaks(text: str, segments: Segments, span: Span) -> Iterator[tuple[int, int]]:
    """The end of each headline and the start of what stands below, where both lie in ``span``: a line that
    no stop ends, before one that begins as sentences do."""
    at = bisect_right(segments.paragraphs, span.start, key=lambda p: p.start)
    for before, after in zip(segments.paragraphs[at - 1 :], segments.paragraphs[at:], strict=False):
        if after.start >= span.end:
            return
        stopped = before.of(text).rstrip(_MARKS).endswith(_GOES_ON)
        if not stopped and (text[after.start].isupper() or text[after.start].isdigit()):
            yield before.end, after.start
