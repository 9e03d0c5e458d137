"""Quotations that are longer than the network sees at once: who says them is read off the words beside
them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.extract.found import Found
from onrecord.extract.words.finding import find
from onrecord.model import Span
from onrecord.segment import Segments

LONG = 600
"""Code points of a quotation in one paragraph from which on the network may lose it. Of invented ones, of
sentences of 30 words, it finds 540 whole wherever the source stands; of 700 before their source only the
end; of more than 1,250 after their source nothing at all."""

WHOLE = 0.9
"""The share of a quotation that has to be in one content."""


def lengthy(text: str, segments: Segments, found: Sequence[Found]) -> list[Found]:
    """The findings, with those of the rules for long quotations of which no finding has the whole. What was
    found of such a quotation from outside of it goes; reports inside it stay."""
    runs = [run.span for run in segments.runs if run.depth == 0 and run.span.end - run.span.start >= LONG]
    lost = [run for run in runs if not any(_covered(run, each) for each in found)]
    if not lost:
        return list(found)
    told = [each for each in find(text, segments) if each.cue and any(_covered(run, each) for run in lost)]
    replaced = [run for run in lost if any(_covered(run, each) for each in told)]
    cues = [cue for each in told for cue in each.cue]
    kept = (each for each in _outside(replaced, found) if not _shared(each, cues))
    return [*kept, *told]


def _covered(run: Span, each: Found) -> bool:
    shared = sum(max(0, min(run.end, s.end) - max(run.start, s.start)) for s in each.content)
    return shared >= WHOLE * (run.end - run.start)


def _shared(each: Found, cues: Sequence[Span]) -> bool:
    return any(cue.overlaps(own) for own in each.cue for cue in cues)


def _outside(runs: Sequence[Span], found: Sequence[Found]) -> Iterator[Found]:
    """The findings but those that have part of a run and are no report inside it."""
    for each in found:
        spans = (*each.source, *each.cue, *each.content)
        touched = [run for run in runs if any(run.overlaps(span) for span in each.content)]
        if all(run.covers(span) for run in touched for span in spans):
            yield each
