"""One article as the network understands it: mentions, names, clusters, and to whom a mention refers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from onrecord.model import Span
from onrecord.protocols import Reading
from onrecord.resolve.coreference import clusters as grouping
from onrecord.resolve.coreference.branch import Branch
from onrecord.resolve.coreference.found import Found
from onrecord.resolve.coreference.mentions import NAME, Mentions, describe
from onrecord.resolve.coreference.names import Name, names
from onrecord.resolve.coreference.words import Words, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]

# Words that are linked with each other at once, and those in front of them that are looked back at: the
# tables of pairs grow with the square.
BLOCK, BACK = 1500, 700


class Block:
    """The mentions of a stretch of the text and the scores of the links between them."""

    def __init__(self, whole: Words, found: Found, branch: Branch, start: int, end: int) -> None:
        import numpy as np

        keep = (found.first >= start) & (found.last < end)
        self.mentions: Mentions = describe(
            whole,
            found.syntax,
            found.first[keep],
            found.last[keep],
            found.groups[keep],
            found.likely[keep],
            branch.gazetteer,
        )
        self.late, self.early, self.scores = branch.links(whole, found, self.mentions)
        self._starts: dict[int, list[int]] = {}
        for i in range(len(self.mentions) - 1, -1, -1):
            self._starts.setdefault(int(whole.start[self.mentions.first[i]]), []).append(i)
        self._ends = np.searchsorted(self.late, np.arange(len(self.mentions) + 1))

    def at(self, whole: Words, span: Span) -> int | None:
        """The mention at a span of the text, or None."""
        for i in self._starts.get(span.start, ()):
            if int(whole.end[self.mentions.last[i]]) == span.end:
                return int(i)
        return None

    def antecedents(self, late: int) -> tuple[Ints, Floats]:
        """Earlier mentions and how likely each is the one that ``late`` takes up; what is missing to 1 is
        "none"."""
        import numpy as np

        part = slice(self._ends[late], self._ends[late + 1])
        scores = self.scores[part].astype(np.float64)
        top = max(0.0, float(scores.max(initial=0.0)))
        odds = np.exp(scores - top)
        return self.early[part], (odds / (odds.sum() + np.exp(-top))).astype(np.float32)


class Understood:
    """``text`` as read in ``reading``; everything is worked out when it is asked for."""

    def __init__(self, text: str, reading: Reading, branch: Branch) -> None:
        self.text, self.branch = text, branch
        self.reading = reading
        self.words = words(text, reading)
        self._block = lru_cache(maxsize=2)(self._block_from)

    @cached_property
    def found(self) -> Found | None:
        """What the network says; None for a text without words."""
        return self.branch.read(self.words, self.reading) if len(self.words) else None

    def names(self) -> list[tuple[Span, int]]:
        """Names of people (0), bodies (1) and places (2), in order."""
        if self.found is None:
            return []
        return [(self._span(n), n.kind) for n in names(self.words, self.found.names, self.branch.demonyms)]

    def _span(self, name: Name) -> Span:
        return Span(int(self.words.start[name.first]), int(self.words.end[name.last]))

    def clusters(self) -> list[list[Span]]:
        """Mentions that refer to one thing, singletons left out; of a long text each block by itself."""
        result = []
        for start in range(0, len(self.words), BLOCK):
            block = self._block(start)
            m = block.mentions
            antecedent = grouping.best(len(m), block.late, block.early, block.scores, self.branch.link_floor)
            for group in grouping.clusters(antecedent):
                if int(m.first[group[-1]]) >= start:
                    result.append([self._mention(m, i) for i in group])
        return result

    def _mention(self, m: Mentions, i: int) -> Span:
        return Span(int(self.words.start[m.first[i]]), int(self.words.end[m.last[i]]))

    def referents(self, span: Span, anchors: Mapping[Span, int]) -> dict[int, float]:
        """How likely the mention at ``span`` refers to each of the things named at ``anchors``, through
        all chains of antecedents. Empty where the network sees no mention there."""
        import numpy as np

        at = int(np.searchsorted(self.words.end, span.start, side="right"))
        if self.found is None or at >= len(self.words):
            return {}
        block = self._block(at // BLOCK * BLOCK)
        mention = block.at(self.words, span)
        if mention is None:
            return {}
        known = self._anchored(block.mentions, anchors)
        shares: list[dict[int, float]] = []
        for i in range(mention + 1):
            if i in known and i != mention:
                shares.append({known[i]: 1.0})
                continue
            total: dict[int, float] = defaultdict(float)
            early, likely = block.antecedents(i)
            for j, p in zip(early.tolist(), likely.tolist(), strict=True):
                if p > 0.005:
                    for thing, share in shares[j].items():
                        total[thing] += p * share
            shares.append(total)
        return dict(shares[mention])

    def _anchored(self, m: Mentions, anchors: Mapping[Span, int]) -> dict[int, int]:
        """Mentions that are one of the names, or end in one with a title or role before it."""
        import numpy as np

        owner = np.full(len(self.words), -1, np.int64)
        for span, thing in anchors.items():
            first = int(np.searchsorted(self.words.end, span.start, side="right"))
            last = int(np.searchsorted(self.words.start, span.end, side="left"))
            owner[first:last] = thing
        result = {}
        for i in range(len(m)):
            of = int(owner[m.head[i]])
            if of < 0 and m.form[i] == NAME:
                of = int(owner[m.last[i]])
            if of >= 0:
                result[i] = of
        return result

    def _block_from(self, start: int) -> Block:
        assert self.found is not None
        return Block(self.words, self.found, self.branch, max(0, start - BACK), start + BLOCK)
