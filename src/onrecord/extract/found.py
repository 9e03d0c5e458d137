"""What a backend finds, before anything is said about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Span, Spans


@dataclass(frozen=True, slots=True)
class Found:
    """Linked spans as a backend found them, before anything is said about them. Only ``content`` may not be
    empty; ``confidence`` is None for a backend that does not measure it."""

    source: Spans
    cue: Spans
    content: Spans
    confidence: float | None = None


def merged(spans: Sequence[Span]) -> Spans:
    """Sorted and disjoint: overlapping or touching spans become one."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)
