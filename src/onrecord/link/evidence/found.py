"""One thing that speaks for two accounts agreeing or clashing."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Spans


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two clauses say of each other: clashing or agreeing, by which signal, how firmly (0 to 1).
    ``left`` and ``right`` are the words it rests on, ``topic`` words of both, the weightiest first."""

    clash: bool
    signal: str
    firm: float
    left: Spans
    right: Spans
    topic: tuple[str, ...] = ()
