"""A second opinion on whom a source means, from the network: asked only where the rules leave a source open.

The network has read the article in the extractor's own forward pass; only its upper layers run here, once an
article, and only when something is asked.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from onrecord.model import Span
from onrecord.protocols import Reading
from onrecord.resolve.cast import Cast, Figure

if TYPE_CHECKING:
    from onrecord.resolve.coreference.understood import Understood

Ask = Callable[[], Reading | None]
"""How the article was read; None where no encoder read it."""


class Second:
    """The second opinion on one article."""

    def __init__(self, text: str, ask: Ask) -> None:
        self.text = text
        self.ask = ask

    @cached_property
    def understood(self) -> Understood | None:
        """The article as the network understands it; None where no encoder read it."""
        from onrecord.resolve.coreference.understood import Understood

        reading = self.ask()
        return None if reading is None or not len(reading.states) else Understood(self.text, reading, shipped())

    def shares(self, span: Span, cast: Cast) -> list[tuple[Figure, float]]:
        """The figures that the mention at ``span`` may mean with their likelihoods, the likeliest first."""
        if self.understood is None:
            return []
        anchors = {name: figure.number for name, figure in cast.of.items() if name != span}
        found = self.understood.referents(span, anchors)
        return sorted(((cast.figures[n], share) for n, share in found.items()), key=lambda p: -p[1])


@lru_cache(maxsize=1)
def shipped():  # noqa: ANN201
    """The shipped network, loaded once."""
    from onrecord.resolve.coreference.branch import Branch

    return Branch()
