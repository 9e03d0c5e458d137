"""What touches the same stretch of a text, found without a walk through all there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from onrecord.model import Span

T = TypeVar("T")

_BLOCK = 1000  # code points


class Nearby(Generic[T]):
    """Things by the places they stand at, so that each costs the same in a long text as in a short one."""

    def __init__(self) -> None:
        self._things: list[T] = []
        self._blocks: dict[int, list[int]] = defaultdict(list)

    def add(self, thing: T, spans: Sequence[Span]) -> None:
        """Keeps ``thing``, which stands at ``spans``."""
        for block in set(_blocks(spans)):
            self._blocks[block].append(len(self._things))
        self._things.append(thing)

    def at(self, spans: Sequence[Span]) -> Iterator[T]:
        """All that may overlap one of ``spans``, and perhaps some beside them, in the order it was added."""
        near = {number for block in _blocks(spans) for number in self._blocks.get(block, ())}
        return (self._things[number] for number in sorted(near))


def _blocks(spans: Sequence[Span]) -> Iterator[int]:
    return (block for span in spans for block in range(span.start // _BLOCK, span.end // _BLOCK + 1))
