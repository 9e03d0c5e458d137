"""Which contents count as quoted, by their marks alone.

This is the scorer's own and deliberately simple reading, independent of :mod:`onrecord.segment`: a measure
that used the extractor's idea of a quotation could not find that idea wrong.
"""

from __future__ import annotations

from onrecord.model import Kind, Span, Spans

MARKS = frozenset("\"“”„‟«»‘’'`″")
"""Every mark that may open or close a quotation, the apostrophe among them."""

SCORED_DOUBLE = frozenset('"“”')
"""Marks that make a content mixed rather than indirect in the scores: the three that PolNeAR's texts use."""

DOUBLE = SCORED_DOUBLE | frozenset("„‟«»″")
"""All marks that never stand for an apostrophe."""

TRAILING = frozenset(".,;:?!—-")
"""May follow the closing mark inside the content (logical punctuation)."""


def is_quoted(text: str, content: Spans, *, enclosed: bool = False) -> bool:
    """Whether every span begins and ends with a mark; False for an empty content.

    With ``enclosed`` the marks may also stand just outside the span, after spaces: predictions that leave the
    marks out are still direct.
    """
    return bool(content) and all(_begins(text, s, enclosed) and _ends(text, s, enclosed) for s in content)


def kind_by_marks(text: str, content: Spans, *, double: frozenset[str] = DOUBLE) -> Kind:
    """Direct when every span is quoted, mixed when one of the ``double`` marks is in the content, else
    indirect.

    Single marks around a part of a content are not told from apostrophes; gold states such a kind itself.
    """
    if is_quoted(text, content):
        return Kind.DIRECT
    return Kind.MIXED if any(double & set(span.of(text)) for span in content) else Kind.INDIRECT


def _begins(text: str, span: Span, enclosed: bool) -> bool:
    words = span.of(text).strip()
    before = text[: span.start].rstrip(" ")[-1:] if enclosed else ""
    return bool(words) and (words[0] in MARKS or before in MARKS)


def _ends(text: str, span: Span, enclosed: bool) -> bool:
    words = span.of(text).strip()
    if not words:
        return False
    after = text[span.end : span.end + 2].strip(" ") if enclosed else ""
    inside = words[-1] in MARKS or (len(words) > 1 and words[-1] in TRAILING and words[-2] in MARKS)
    return inside or any(mark in MARKS for mark in after)
