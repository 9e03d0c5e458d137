"""The last step that all backends share: bare spans → whole attributions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.features import describe
from onrecord.extract.kind import kind_of
from onrecord.extract.within import chain
from onrecord.model import Attribution, Document, Span, Spans, attribution_id
from onrecord.segment import Segments


@dataclass(frozen=True, slots=True)
class Found:
    """Linked spans as a backend found them, before anything is said about them. Only ``content`` may not be
    empty; ``confidence`` is None for a backend that does not measure it."""

    source: Spans
    cue: Spans
    content: Spans
    confidence: float | None = None


def complete(document: Document, segments: Segments, found: Sequence[Found]) -> tuple[Attribution, ...]:
    """Attributions with kind, attitude, polarity, source type, addressee, medium, time and chain, in the
    order of the text. Of several with the same spans the first stays."""
    bare: dict[str, Attribution] = {}
    for item in found:
        key = attribution_id(document.id, item.source, item.cue, item.content)
        kind = kind_of(segments, item.content, document.text, item.cue)
        bare.setdefault(
            key, Attribution(key, item.source, item.cue, item.content, kind, confidence=item.confidence)
        )
    ordered = sorted(bare.values(), key=lambda a: (a.spans()[0], a.content, a.id))
    described = describe(document, segments, ordered)
    chained = chain(document, segments, described)
    return tuple(sorted(chained, key=lambda a: (a.spans()[0], a.content, a.id)))


def merged(spans: Sequence[Span]) -> Spans:
    """Sorted and disjoint: overlapping or touching spans become one."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)
