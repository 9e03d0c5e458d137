"""One article as the network understands it: mentions, names, clusters, and to whom a mention refers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from onrecord.model import Span
from onrecord.protocols import Reading
from onrecord.resolve.coreference import clusters as grouping
from onrecord.resolve.coreference.branch import Branch
from onrecord.resolve.coreference.flags import flags
from onrecord.resolve.coreference.found import Found, Part, join
from onrecord.resolve.coreference.mentions import NAME, Mentions, describe
from onrecord.resolve.coreference.names import Name, names
from onrecord.resolve.coreference.windows import Window, windows
from onrecord.resolve.coreference.words import Words, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]

# Words that are linked with each other at once, and those in front of them that are looked back at: the
# tables of pairs grow with the square.
BLOCK, BACK = 1500, 700
_PERSONAL = frozenset(["he", "him", "his", "himself", "she", "her", "hers", "herself"])


class Block:
    """The mentions of a stretch of the text and the scores of the links between them."""

    def __init__(
        self, whole: Words, found: Found, branch: Branch, start: int, end: int, speakers: Ints | None
    ) -> None:
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
            speakers,
        )
        self._branch, self._pairs = branch, branch.pairs(whole, found, self.mentions)
        self.late, self.early = self._pairs.late, self._pairs.early
        self._scores = np.zeros(len(self.late), np.float32)
        self._scored = np.zeros(len(self.mentions), np.bool_)
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

    @property
    def scores(self) -> Floats:
        """Those of all pairs."""
        self.score(range(len(self.mentions)))
        return self._scores

    def score(self, late: Iterable[int]) -> None:
        """Has the links of some mentions to earlier ones scored, at once."""
        import numpy as np

        new = [i for i in late if not self._scored[i]]
        if new:
            rows = np.concatenate([np.arange(self._ends[i], self._ends[i + 1]) for i in new])
            self._scores[rows] = self._branch.scores(self._pairs, rows)
            self._scored[new] = True

    def antecedents(self, late: int) -> tuple[Ints, Floats]:
        """Earlier mentions and how likely each is the one that ``late`` takes up; what is missing to 1 is
        "none"."""
        import numpy as np

        part = slice(self._ends[late], self._ends[late + 1])
        self.score([late])
        scores = self._scores[part].astype(np.float64)
        top = max(0.0, float(scores.max(initial=0.0)))
        odds = np.exp(scores - top)
        return self.early[part], (odds / (odds.sum() + np.exp(-top))).astype(np.float32)

    def likely(self, late: int) -> Iterator[tuple[int, float]]:
        """Those that count: more than one in 200."""
        early, shares = self.antecedents(late)
        return ((j, p) for j, p in zip(early.tolist(), shares.tolist(), strict=True) if p > 0.005)


class Understood:
    """``text`` as read in ``reading``; everything is worked out when it is asked for. ``speakers`` are the
    spans that somebody says, with a number for each who does."""

    def __init__(
        self, text: str, reading: Reading, branch: Branch, speakers: Sequence[tuple[Span, int]] = ()
    ) -> None:
        self.text, self.branch = text, branch
        self.reading = reading
        self.words = words(text, reading)
        self._speakers = self._marked(speakers, -1) if speakers else None
        self._parts: dict[Window, Part] = {}
        self._block = lru_cache(maxsize=2)(self._block_from)
        self._read = lru_cache(maxsize=1)(self._read_in)

    @property
    def found(self) -> Found | None:
        """What the network says; None for a text without words."""
        return self._read(len(self._cuts)) if len(self.words) else None

    @cached_property
    def _cuts(self) -> list[Window]:
        return windows(self.words.piece, len(self.reading.states))

    @cached_property
    def _flags(self) -> Floats:
        return flags(self.words, self.branch.gazetteer)

    def _read_in(self, count: int) -> Found:
        """What it says in the first windows."""
        cuts = self._cuts[:count]
        for cut in cuts:
            if cut not in self._parts:
                self._parts[cut] = self.branch.window(self.words, self.reading, self._flags, cut)
        found = join(cuts, [self._parts[cut] for cut in cuts])
        # spans may end behind the last word that these windows decide about
        told = found.last < len(found.states)
        return found.only(told & (self.words.paragraph[found.first] == self.words.paragraph[found.last]))

    def names(self) -> list[tuple[Span, int]]:
        """Names of people (0), bodies (1) and places (2), in order."""
        if self.found is None:
            return []
        return [(self._span(n), n.kind) for n in names(self.words, self.found.names, self.branch.demonyms)]

    def _span(self, name: Name) -> Span:
        return Span(int(self.words.start[name.first]), int(self.words.end[name.last]))

    def mentions(self) -> list[Span]:
        """All that is likelier a mention than not, in order: names, descriptions and pronouns, nested ones
        too."""
        if self.found is None:
            return []
        likely = self.found.likely > 0.5
        pairs = zip(self.found.first[likely].tolist(), self.found.last[likely].tolist(), strict=True)
        return sorted(Span(int(self.words.start[a]), int(self.words.end[b])) for a, b in pairs)

    def clusters(self) -> list[list[Span]]:
        """Mentions that refer to one thing, singletons left out; of a long text each block by itself."""
        result = []
        for start in range(0, len(self.words), BLOCK):
            block = self._block(start, len(self._cuts))
            m = block.mentions
            antecedent = grouping.best(
                len(m), block.late, block.early, block.scores, self.branch.floors[m.form]
            )
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
        if at >= len(self.words):
            return {}
        block = self._block(at // BLOCK * BLOCK, sum(cut.own_start <= at for cut in self._cuts))
        mention = block.at(self.words, span)
        if mention is None:
            return {}
        known = self._anchored(block.mentions, anchors)
        known.pop(mention, None)
        shares: dict[int, dict[int, float]] = {i: {thing: 1.0} for i, thing in known.items()}
        for i in sorted(self._reached(block, mention, known)):
            total: dict[int, float] = defaultdict(float)
            for j, p in block.likely(i):
                for thing, share in shares[j].items():
                    total[thing] += p * share
            shares[i] = total
        return dict(shares[mention])

    def _reached(self, block: Block, mention: int, known: Mapping[int, int]) -> set[int]:
        """The mentions that chains of likely antecedents from ``mention`` go through, without those known."""
        reached: set[int] = set()
        front = {mention}
        while front:
            block.score(sorted(front))
            reached |= front
            front = {j for i in front for j, _ in block.likely(i) if j not in known} - reached
        return reached

    def choice(self, span: Span, among: Sequence[Span]) -> list[float]:
        """Between what stands at some spans, which the pronoun at ``span`` means: the share of each and,
        last, of none. Where the network saw no mention at a span, there is one for this question."""
        import numpy as np

        if self.found is None:
            return [0.0] * len(among) + [1.0]
        found = self._with([span, *among])
        block = Block(self.words, found, self.branch, 0, len(self.words), self._speakers)
        m, asked = block.mentions, block.at(self.words, self._whole(span))
        odds = [0.0] * len(among) + [1.0]
        scores = {
            (int(a), int(b)): float(s) for a, b, s in zip(block.late, block.early, block.scores, strict=True)
        }
        for k, name in enumerate(among):
            at = block.at(self.words, self._whole(name))
            same = [i for i in range(len(m)) if at is not None and m.key[i] == m.key[at] and i != asked]
            pairs = [(max(i, asked), min(i, asked)) for i in same] if asked is not None else []
            odds[k] = float(sum(np.exp(scores[p]) for p in pairs if p in scores))
        return [o / sum(odds) for o in odds]

    def _whole(self, span: Span) -> Span:
        """The words that a span touches."""
        first, last = self._words_of(span)
        return Span(int(self.words.start[first]), int(self.words.end[last]))

    def _words_of(self, span: Span) -> tuple[int, int]:
        import numpy as np

        first = min(int(np.searchsorted(self.words.end, span.start, side="right")), len(self.words) - 1)
        return first, max(first, int(np.searchsorted(self.words.start, span.end, side="left")) - 1)

    def _with(self, spans: Sequence[Span]) -> Found:
        """What was found, people at these spans, and every "he" and "she": those are a closed class."""
        assert self.found is not None
        return self._with_people(self.found, map(self._words_of, spans))

    def _with_people(self, found: Found, places: Iterable[tuple[int, int]]) -> Found:
        import numpy as np

        known = set(zip(found.first.tolist(), found.last.tolist(), strict=True))
        more = [p for p in dict.fromkeys([*places, *self._pronouns(len(found.states))]) if p not in known]
        person = np.array([[0.5, 0, 0, 0]] * len(more), np.float32).reshape(-1, 4)
        return replace(
            found,
            first=np.concatenate([found.first, np.array([a for a, _ in more], np.int64)]),
            last=np.concatenate([found.last, np.array([b for _, b in more], np.int64)]),
            groups=np.concatenate([found.groups, person]),
            likely=np.concatenate([found.likely, np.full(len(more), 0.5, np.float32)]),
        )

    def _pronouns(self, until: int) -> Iterator[tuple[int, int]]:
        return ((i, i) for i, word in enumerate(self.words.lower[:until]) if word in _PERSONAL)

    def _anchored(self, m: Mentions, anchors: Mapping[Span, int]) -> dict[int, int]:
        """Mentions that are one of the names, or end in one with a title or role before it."""
        owner = self._marked(list(anchors.items()), -1)
        result = {}
        for i in range(len(m)):
            of = int(owner[m.head[i]])
            if of < 0 and m.form[i] == NAME:
                of = int(owner[m.last[i]])
            if of >= 0:
                result[i] = of
        return result

    def _marked(self, spans: Sequence[tuple[Span, int]], nothing: int) -> Ints:
        """A number for every word: that of the last span it stands in."""
        import numpy as np

        found = np.full(len(self.words), nothing, np.int64)
        for span, number in spans:
            first = int(np.searchsorted(self.words.end, span.start, side="right"))
            last = int(np.searchsorted(self.words.start, span.end, side="left"))
            found[first:last] = number
        return found

    def _block_from(self, start: int, count: int) -> Block:
        """The block that begins at a word, as far as the first ``count`` windows reach."""
        found = self._with_people(self._read(count), ())
        return Block(self.words, found, self.branch, max(0, start - BACK), start + BLOCK, self._speakers)
