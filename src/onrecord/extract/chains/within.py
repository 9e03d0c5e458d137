"""Chains: which attribution stands inside the content of which, at any depth.

Two things make a chain. A content may hold another attribution, which is plain from the spans; and "…, she
said, according to the agency" hangs a second source on the first report, as an attribution whose content is
the content of the attribution that it reports. What a univocal extractor leaves out of the second kind, or
keeps to itself inside a content, is added here by the patterns of :mod:`onrecord.extract.chains.nested`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.extract.chains.nested import nested
from onrecord.model import Attribution, Document, Polarity, SourceType, Span, Spans
from onrecord.segment import Segments

if TYPE_CHECKING:
    from onrecord.extract.chains.second import SecondLook


_CITED = ("citing", "quoting", "as saying", "as tellin", "as asking", "as warnin", "as claimi", "as writin")


def chain(
    document: Document,
    segments: Segments,
    attributions: Sequence[Attribution],
    look: SecondLook | None = None,
) -> tuple[Attribution, ...]:
    """The attributions with ``within`` set, followed by those that were found nested in them.

    The smallest enclosing content wins, so that a chain has every link; the result has no cycles and does not
    depend on the order of ``attributions``. ``look`` is what a network saw of the text, where one has read
    it.
    """
    added = nested(document, segments, attributions, look)
    known = {a.id for a in attributions}
    every = [*attributions, *(a for a in added if a.id not in known)]
    parents = _parents(every, document.text)
    by_id = {a.id: a for a in every}
    return tuple(_within(a, by_id.get(parents.get(a.id, "")), document.text) for a in every)


def _within(attribution: Attribution, outer: Attribution | None, text: str) -> Attribution:
    """With the link, and with the type of the outer source for "they" who said it: in "two engineers said
    they believed …" they stay unnamed."""
    if outer is None:
        return attribution if attribution.within is None else attribution.with_(within=None)
    pronoun = [s.of(text).lower() for s in attribution.source] == ["they"]
    unnamed = pronoun and outer.source_type is SourceType.UNNAMED
    kept = outer.source_type if unnamed else attribution.source_type
    return attribution.with_(within=outer.id, source_type=kept)


def _parents(attributions: Sequence[Attribution], text: str) -> dict[str, str]:
    """id → id of the attribution with the smallest content that holds it."""
    rank = {a.id: _rank(a, text) for a in attributions}
    parents: dict[str, str] = {}
    for attribution, around in _around(attributions):
        holding = [b for b in around if rank[b.id] > rank[attribution.id] and _holds(b, attribution)]
        if holding:
            parents[attribution.id] = min(holding, key=lambda b: rank[b.id]).id
    return parents


def _rank(attribution: Attribution, text: str) -> tuple[int, int, str]:
    """A strict order in which a child comes before its parent: by size of the content. Of two reports of the
    same words the one that stands farther from them reports the other, but who is cited is always inside."""
    content = attribution.content
    distance = 0
    if beside := attribution.cue or attribution.source:
        distance = max(content[0].start - beside[-1].end, beside[0].start - content[-1].end, 0)
        if text[beside[0].start : beside[0].start + 9].lower().startswith(_CITED):
            distance = -1
    return sum(map(len, content)), distance, attribution.id


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether ``inner`` with its cue stands in the content of ``outer``, or ``outer`` reports the same
    words."""
    if outer.content == inner.content:
        if Polarity.DENIES in (outer.polarity, inner.polarity):
            return False  # "accused the firm of lying, a charge it rejects": both speak of the same
        return bool(outer.cue) and bool(inner.cue) and outer.cue != inner.cue
    said_by = inner.cue or inner.source
    return all(_covered(span, outer.content) for span in (*inner.content, *said_by))


def _covered(span: Span, spans: Spans) -> bool:
    at = bisect_right(spans, span.start, key=lambda s: s.start) - 1
    return at >= 0 and spans[at].covers(span)


def _around(attributions: Sequence[Attribution]) -> Iterator[tuple[Attribution, list[Attribution]]]:
    """Each attribution with all whose content covers the start of its own content: one sweep over the
    text."""
    starts = sorted(
        (
            (span.start, -span.end, number, span.end)
            for number, a in enumerate(attributions)
            for span in a.content
        )
    )
    firsts = sorted((a.content[0].start, number) for number, a in enumerate(attributions))
    active: list[tuple[int, int]] = []
    at = 0
    for start, number in firsts:
        while at < len(starts) and starts[at][0] <= start:
            active.append((starts[at][3], starts[at][2]))
            at += 1
        active = [(end, other) for end, other in active if end > start]
        yield attributions[number], [attributions[other] for _, other in active if other != number]
