"""What a backend finds, before anything is said about it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Spans


@dataclass(frozen=True, slots=True)
class Found:
    """Linked spans as a backend found them, before anything is said about them. Only ``content`` may not be
    empty; ``confidence`` is None for a backend that does not measure it."""

    source: Spans
    cue: Spans
    content: Spans
    confidence: float | None = None
