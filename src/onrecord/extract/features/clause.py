"""The words around a cue that belong to its clause, with everything that belongs to somebody else blanked
out.

Who was told, through what and when is read off these words alone: an expression inside the content is the
content's, and one beyond the next cue is the next cue's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Attribution, Span, Spans
from onrecord.segment import Segments

CONTENT, OTHER, SOURCE = "\0", "\1", "\2"
"""What stands in a clause for a code point of a content, of another attribution's source or cue, of the
source."""

# Reporting clauses are short: of the PolNeAR train cues, 99 % lie within 400 code points of their source.
_REACH = 400
_BLOCK = 512
_RUN = re.compile(r"[^\W_]+")
_BARRIER = re.compile(
    r"\x01|;|\b(?:who|whom|whose|which|where|because|after|before|since|until|although|though|if|whether|but)\b",
    re.I,
)
# What trails the verb of a cue: a time, a place, a medium, or who was told; "called on" keeps its particle.
_TRAILING = re.compile(
    r"(?<=\w)\s+(?:(?:on|in|at|during|by|via|from|through|before|with|to|earlier|late|early|last|this)\s+[\w‘’'“\"]"
    r"|(?:yesterday|today|tonight|recently|mon|tues|wednes|thurs|fri|satur|sun)\w*\b)"
    r"|(?:(?<=told)|(?<=asked)|(?<=urged)|(?<=warned)|(?<=reminded)|(?<=informed)|(?<=assured))\s+(?!by\b|that\b)\w",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """The stretch of text around one cue. ``text`` is as long as the stretch that begins at ``start``, with
    the blanks above; ``cue`` is relative to it. ``before`` and ``after`` are the free words left and right of
    the cue, ``words`` all of them with the cue's, in lower case: a look-up that saves most searches."""

    start: int
    text: str
    cue: tuple[int, int]
    before: tuple[int, int]
    after: tuple[int, int]
    words: frozenset[str]

    def core(self) -> Clause:
        """The same clause with a cue that ends at its verb: PolNeAR's annotators, and the model with them,
        take "said on Monday" and "told reporters" for cues, and when and to whom must be read there as well.
        """
        start, end = self.cue
        match = _TRAILING.search(self.text, start, end)
        if match is None:
            return self
        cut = match.start()
        return replace(self, cue=(start, cut), after=(cut, self.after[1]))

    def span(self, match: re.Match[str], group: int | str = 0) -> Span:
        """The span in the document of what ``match`` found in ``text``."""
        return Span(self.start + match.start(group), self.start + match.end(group))


class Clauses:
    """The clauses of all attributions of one document, in time linear in the text and the attributions."""

    def __init__(self, text: str, segments: Segments, attributions: Sequence[Attribution]) -> None:
        self._text = text
        self._sentences = segments.sentences
        self._starts = [s.start for s in segments.sentences]
        self._attributions = attributions
        self._blocks: dict[int, list[tuple[Span, str, int]]] = defaultdict(list)
        for index, attribution in enumerate(attributions):
            for role, spans in (
                ("s", attribution.source),
                ("k", attribution.cue),
                ("c", attribution.content),
            ):
                for span in spans:
                    for block in range(span.start // _BLOCK, (span.end - 1) // _BLOCK + 1):
                        self._blocks[block].append((span, role, index))

    def of(self, index: int) -> Clause | None:
        """The clause of one attribution; None when it has neither cue nor source."""
        own = self._attributions[index]
        anchor = _anchor(own)
        if anchor is None:
            return None
        start, end = self._window(anchor)
        chars = list(self._text[start:end])
        near = self._near(start, end)
        start_, end_ = start, end
        for span, role, other in near:
            if role == "c" and other != index:
                if span.covers(anchor):  # nested: nothing outside the content that holds it is its own
                    start_, end_ = max(start_, span.start), min(end_, span.end)
                else:
                    _blank(chars, span, start, CONTENT)
        for span, role, other in near:
            if role != "c" and other != index and not any(span.overlaps(s) for s in (*own.source, *own.cue)):
                _blank(chars, span, start, OTHER)
        for spans, blank in ((own.content, CONTENT), (own.source, SOURCE)):
            for span in spans:
                _blank(chars, span, start, blank)
        for span in own.cue:
            _unblank(chars, span, start, self._text)
        return _bounded("".join(chars), start, anchor, start_ - start, end_ - start)

    def _window(self, anchor: Span) -> tuple[int, int]:
        first = max(bisect_right(self._starts, anchor.start) - 1, 0)
        last = max(bisect_right(self._starts, anchor.end - 1) - 1, 0)
        if not self._sentences:
            return anchor.start, anchor.end
        start = min(max(self._sentences[first].start, anchor.start - _REACH), anchor.start)
        end = max(min(self._sentences[last].end, anchor.end + _REACH), anchor.end)
        return start, end

    def _near(self, start: int, end: int) -> list[tuple[Span, str, int]]:
        return [
            part
            for block in range(start // _BLOCK, (end - 1) // _BLOCK + 1)
            for part in self._blocks.get(block, ())
            if part[0].start < end and start < part[0].end
        ]


def _anchor(attribution: Attribution) -> Span | None:
    """The cue, or the source where there is none; the first piece of one that is strewn about."""
    spans: Spans = attribution.cue or attribution.source
    if not spans:
        return None
    whole = Span(spans[0].start, spans[-1].end)
    return whole if len(whole) <= _REACH else Span(spans[0].start, min(spans[0].end, spans[0].start + _REACH))


def _blank(chars: list[str], span: Span, offset: int, blank: str) -> None:
    low, high = max(span.start - offset, 0), min(span.end - offset, len(chars))
    if low < high:
        chars[low:high] = blank * (high - low)


def _unblank(chars: list[str], span: Span, offset: int, text: str) -> None:
    low, high = max(span.start - offset, 0), min(span.end - offset, len(chars))
    if low < high:
        chars[low:high] = text[offset + low : offset + high]


def _bounded(text: str, start: int, anchor: Span, low: int, high: int) -> Clause:
    cue = (anchor.start - start, anchor.end - start)
    left = low
    for match in _barriers(text, low, cue[0]):
        left = match.end()
    right = next((m.start() for m in _barriers(text, cue[1], high)), max(high, cue[1]))
    left = min(left, cue[0])
    words = frozenset(_RUN.findall(text[left:right].lower()))
    return Clause(start, text, cue, (left, cue[0]), (cue[1], right), words)


def _barriers(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return _BARRIER.finditer(text, start, end)
