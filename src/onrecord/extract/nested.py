"""Attributions that a univocal extractor leaves out: the outer link of a chain, and reports inside a
content."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Attribution, Document
from onrecord.segment import Segments


def nested(document: Document, segments: Segments, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions to add, described like the given ones; none of them is among the given ones."""
    return []
