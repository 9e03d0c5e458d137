"""Who is in view at each place of one article: the people, bodies and strangers of its narrative, in
order."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from onrecord.model import Attribution, Kind, Span, Spans
from onrecord.resolve.cast import Cast, Figure
from onrecord.resolve.lexicon import DETERMINERS, FEMININE, MASCULINE, ROLES
from onrecord.resolve.names import fold
from onrecord.resolve.nouns import role_gender
from onrecord.resolve.salience import Part, Sighting, part_of
from onrecord.resolve.tokens import Token
from onrecord.segment import Segments

# Nothing further away is in view: longer "sentences" are lists and damaged texts, and would cost quadratic
# time.
_MAX_VIEW = 3000
# Contents around one place that are looked at: more stand there only in damaged texts.
_MAX_TOLD = 12
# Names in one content that are looked at.
_MAX_NAMED = 200


class View:
    """Who is in view at each place of one article.

    ``attributions`` are those of the article: whoever stands inside an indirect content is spoken about
    there. ``holder`` tells who "the minister" is, if there is only one.
    """

    def __init__(
        self,
        text: str,
        segments: Segments,
        words: Sequence[Token],
        cast: Cast,
        attributions: Sequence[Attribution],
        holder: Callable[[str], Figure | None],
    ) -> None:
        self.text = text
        self.quotations = [r.span for r in segments.runs if r.depth == 0]
        self._quotation_starts = [q.start for q in self.quotations]
        self.sentences = [s for s in segments.sentences if not self._wholly_quoted(s)]
        self._sentence_starts = [s.start for s in self.sentences]
        self._paragraph_starts = [p.start for p in segments.paragraphs]
        self.told = _told(attributions)
        self._told_starts = [span.start for span, _ in self.told]
        self._named = sorted((m.span.start, f.number) for f in cast.figures for m in f.mentions)
        self.mention_at = {m.span.start: m for f in cast.figures for m in f.mentions}
        self.people = {gender: _people(cast, gender) for gender in (MASCULINE, FEMININE)}
        self.holder = holder
        self.sightings = sorted(self._found(words, cast), key=lambda s: s.start)
        self._counts: Counter[int] = Counter()
        self._counted = 0

    def _found(self, words: Sequence[Token], cast: Cast) -> Iterator[Sighting]:
        for span in sorted({*cast.of, *cast.shared}):
            if self.quotation_at(span.start) is None:
                figure = cast.of.get(span)
                part = self.part(span.start, span.end)
                gender = figure.gender if figure is not None else None
                yield Sighting(
                    span.start, figure, gender, part=part, told=self.told_by(span.start) is not None
                )
        yield from self._strangers(words, cast, _covered(cast))

    def quotation_at(self, offset: int) -> Span | None:
        """The outermost quotation around an offset, or None."""
        at = bisect_right(self._quotation_starts, offset) - 1
        return self.quotations[at] if at >= 0 and offset < self.quotations[at].end else None

    def _wholly_quoted(self, sentence: Span) -> bool:
        around = self.quotation_at(sentence.start)
        return around is not None and around.end >= sentence.end

    def told_by(self, offset: int) -> int | None:
        """The number of the attribution in whose indirect content an offset lies, the innermost one; or
        None."""
        at = bisect_right(self._told_starts, offset) - 1
        best: tuple[int, int] | None = None
        for span, number in reversed(self.told[max(0, at - _MAX_TOLD) : at + 1]):
            if offset < span.end and (best is None or len(span) < best[0]):
                best = len(span), number
        return best[1] if best else None

    def named_in(self, spans: Spans) -> frozenset[int]:
        """The numbers of the figures that are named within some spans."""
        found: set[int] = set()
        for span in spans:
            at = bisect_left(self._named, (span.start, -1))
            while at < len(self._named) and self._named[at][0] < span.end and len(found) < _MAX_NAMED:
                found.add(self._named[at][1])
                at += 1
        return frozenset(found)

    def sentence_of(self, offset: int) -> int:
        """The index of the last narrative sentence that begins at or before an offset (-1: none)."""
        return bisect_right(self._sentence_starts, offset) - 1

    def paragraph_of(self, offset: int) -> int:
        """Where the paragraph around an offset begins."""
        at = bisect_right(self._paragraph_starts, offset) - 1
        return self._paragraph_starts[at] if at >= 0 else 0

    def add(self, sighting: Sighting) -> None:
        """Put a resolved source or pronoun in view for what follows it."""
        at = bisect_left(self.sightings, sighting.start, key=lambda s: s.start)
        while at < len(self.sightings) and self.sightings[at].start == sighting.start:
            old = self.sightings[at]
            if old.figure is None or old.figure is sighting.figure:
                self._recount(old, sighting, at)
                self.sightings[at] = sighting
                return
            at += 1
        self.sightings.insert(at, sighting)
        if at < self._counted:
            self._counted += 1
            self._recount(None, sighting, at)

    def known(self, span: Span) -> None:
        """Whoever is described in a span is not a stranger any more: the source that it is stands for
        them."""
        at = bisect_left(self.sightings, span.start, key=lambda s: s.start)
        while at < len(self.sightings) and self.sightings[at].start < span.end:
            if self.sightings[at].figure is None and self.sightings[at].start > span.start:
                del self.sightings[at]
                self._counted -= at < self._counted
            else:
                at += 1

    def _recount(self, old: Sighting | None, new: Sighting, at: int) -> None:
        if at >= self._counted:
            return
        if old is not None and old.figure is not None:
            self._counts[old.figure.number] -= 1
        if new.figure is not None:
            self._counts[new.figure.number] += 1

    def counted(self, offset: int) -> Counter[int]:
        """How often each figure (by its number) was seen before an offset; offsets must not fall from call to
        call."""
        while self._counted < len(self.sightings) and self.sightings[self._counted].start < offset:
            figure = self.sightings[self._counted].figure
            if figure is not None:
                self._counts[figure.number] += 1
            self._counted += 1
        return self._counts

    def between(self, start: int, end: int) -> list[Sighting]:
        """What is in view from ``start`` up to ``end``, in order."""
        first = bisect_left(self.sightings, start, key=lambda s: s.start)
        last = bisect_left(self.sightings, end, key=lambda s: s.start)
        return self.sightings[first:last]

    def back(self, offset: int, sentences: int) -> int:
        """Where the narrative sentence begins that lies ``sentences`` before the one at an offset."""
        at = self.sentence_of(offset)
        start = self._sentence_starts[max(0, at - sentences)] if self._sentence_starts else 0
        return max(start, offset - _MAX_VIEW)

    def end(self, offset: int) -> int:
        """Where the narrative sentence at an offset ends."""
        at = self.sentence_of(offset)
        return min(max(offset, self.sentences[at].end), offset + _MAX_VIEW) if at >= 0 else offset

    def part(self, start: int, end: int) -> Part:
        """The part of the mention at ``[start, end)`` in its sentence."""
        at = self.sentence_of(start)
        return part_of(self.text, start, end, self._sentence_starts[at] if at >= 0 else 0)

    def _strangers(self, words: Sequence[Token], cast: Cast, inside: set[int]) -> Iterator[Sighting]:
        """Single people whom the narrative describes."""
        named = {span.start for span in cast.of}
        for i, word in enumerate(words):
            folded = fold(word.text) if not word.caseless else ""
            if folded not in ROLES or word.start in inside or i == 0:
                continue
            following = words[i + 1].start if i + 1 < len(words) else -1
            if following in named and following - word.end <= 1:
                continue
            first = _determiner(self.text, words, i)
            if first is not None and _PREDICATE.search(
                self.text, max(0, words[first].start - 12), words[first].start
            ):
                continue  # "he is a farmer" brings in nobody
            if first is not None and self.quotation_at(word.start) is None:
                part = self.part(words[first].start, word.end)
                told = self.told_by(word.start) is not None
                known = self.holder(folded) if words[first].text.casefold() == "the" else None
                gender = known.gender if known else role_gender(folded)
                yield Sighting(word.start, known, gender, part=part, told=told)


_PREDICATE = re.compile(
    r"\b(?:is|was|be|been|became|becomes|remains|remained|as|being|not)\s$", re.IGNORECASE
)


def _determiner(text: str, words: Sequence[Token], noun: int) -> int | None:
    """The determiner within four words before a noun, with nothing but blanks between; None without one."""
    for i in range(noun - 1, max(-1, noun - 6), -1):
        if text[words[i].end : words[i + 1].start].strip():
            return None
        if fold(words[i].text) in DETERMINERS:
            return i
    return None


def _covered(cast: Cast) -> set[int]:
    """Offsets inside role phrases and names: what they mention is somebody in view already."""
    inside: set[int] = set()
    for figure in cast.figures:
        for mention in figure.mentions:
            inside.update(range(mention.span.start, mention.span.end))
        for _, role in figure.roles:
            if role.start >= 0:
                inside.update(range(role.start, role.start + len(role.phrase) + 5))
    return inside


def _people(cast: Cast, gender: str) -> list[Figure]:
    """The first few figures of an article whom a pronoun of this gender fits, in order of first mention."""
    return sorted(
        (f for f in cast.figures if f.person_like() and f.gender in (None, gender)), key=lambda f: f.first
    )[:3]


def _told(attributions: Sequence[Attribution]) -> list[tuple[Span, int]]:
    """The contents that are told in the narrative, each with the number of its attribution, sorted."""
    return sorted(
        (span, i) for i, a in enumerate(attributions) if a.kind is not Kind.DIRECT for span in a.content
    )
