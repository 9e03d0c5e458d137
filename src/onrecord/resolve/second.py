"""A second opinion on whom "he" or "she" means, from the network: asked only where the rules leave it open.

The network has read the article in the extractor's own forward pass; only its upper layers run here, once an
article, and only when something is asked. It and the rules err in different places: alone the network is
right less often than the rules are, but whom both put first it mostly is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from onrecord.model import Span
from onrecord.protocols import Reading
from onrecord.resolve.cast import Cast, Figure
from onrecord.resolve.salience import Candidate

if TYPE_CHECKING:
    from onrecord.resolve.coreference.branch import Branch
    from onrecord.resolve.coreference.understood import Understood

Ask = Callable[[], Reading | None]
"""How the article was read; None where no encoder read it."""

# The least share of the rules and of the network for the one named, and what no other may have with the rules
# (twice that with the network). Samples and tuning articles: 4 sources more right, none wrong; with 0.2 for
# others 6 and 2.
_RULES, _NETWORK, _RIVAL = 0.4, 0.3, 0.1

LONGEST = 8_000
"""Word pieces (some 6,000 words) of the longest text that the network is asked about: it holds all of a text
at once, and one of 60,000 words took 1,190 MiB with it and 234 without (`python -m bench.linear`)."""


class Second:
    """The second opinion on one article."""

    def __init__(self, text: str, ask: Ask | None) -> None:
        self.text = text
        self.ask = ask

    @cached_property
    def understood(self) -> Understood | None:
        """The article as the network understands it; None where no encoder read it, and for one that is
        longer than `LONGEST`."""
        from onrecord.resolve.coreference.understood import Understood

        reading = self.ask() if self.ask else None
        if reading is None or not 0 < len(reading.states) <= LONGEST:
            return None
        return Understood(self.text, reading, shipped())

    def shares(self, span: Span, cast: Cast) -> dict[int, float]:
        """How likely the mention at ``span`` means each named figure, by its number."""
        if self.understood is None:
            return {}
        anchors = {s: f.number for s, f in cast.of.items() if f.label is None and not s.overlaps(span)}
        return self.understood.referents(span, anchors)

    def person(self, span: Span, cast: Cast, found: Sequence[Candidate]) -> Figure | None:
        """Whom a pronoun means that the rules left open: the one named person whom they and the network put
        first, when neither has a second one that counts. ``found`` are the candidates of the rules."""
        best = found[0] if found else None
        if best is None or best.figure is None or best.figure.label is not None or best.share < _RULES:
            return None
        if any(c.share >= _RIVAL for c in found[1:] if c.figure is not None):
            return None
        shares = self.shares(span, cast)
        mine = shares.pop(best.figure.number, 0.0)
        return best.figure if mine >= _NETWORK and max(shares.values(), default=0.0) < 2 * _RIVAL else None


@lru_cache(maxsize=1)
def shipped() -> Branch:
    """The shipped network, loaded once."""
    from onrecord.resolve.coreference.branch import Branch

    return Branch()
