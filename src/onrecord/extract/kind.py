"""Whether a content stands between quotation marks: all of it, some of it, or none."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from onrecord.model import Kind, Span, Spans
from onrecord.segment import Segments


def kind_of(segments: Segments, content: Spans, text: str | None = None, cue: Spans = ()) -> Kind:
    """DIRECT when every word of ``content`` lies in a quotation run, MIXED when some do, INDIRECT when none.

    Runs count at any depth and with any marks, but not one that holds the ``cue`` as well: in “He told me it
    was late” the marks are not those of what he told. With ``text`` only letters and digits count as words;
    without it, up to two code points outside a run (a dash, a full stop) are let pass.
    """
    inside = outside = False
    for span in content:
        at = span.start
        for run in _runs(segments, span):
            if run.end <= at or any(run.covers(part) for part in cue):
                continue
            outside |= _has_words(text, at, run.start)
            inside |= _has_words(text, max(at, run.start), min(span.end, run.end))
            at = run.end
        outside |= _has_words(text, at, span.end)
    if not inside:
        return Kind.INDIRECT
    return Kind.MIXED if outside else Kind.DIRECT


def _runs(segments: Segments, span: Span) -> Iterator[Span]:
    """The runs that overlap ``span``, sorted by start."""
    runs = segments.runs
    first = bisect_right(runs, span.start, key=lambda run: run.span.start) - 1
    while first > 0 and runs[first].depth:
        first -= 1
    for at in range(max(first, 0), len(runs)):
        if runs[at].span.start >= span.end:
            return
        if runs[at].span.end > span.start:
            yield runs[at].span


def _has_words(text: str | None, start: int, end: int) -> bool:
    if start >= end:
        return False
    return end - start > 2 if text is None else any(c.isalnum() for c in text[start:end])
