"""One text as the rules read it: words and punctuation outside quotation, each outermost quotation one
token."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from onrecord.model import Span
from onrecord.segment import Run, Segments

WORD, QUOTE, END, COMMA, COLON, DASH, OTHER = range(7)
"""The kinds of token. END closes a sentence; OTHER is any other mark."""

_TOKEN = re.compile(r"\w+(?:[-’'.&]\w+)*|[^\w\s]")
DASHES = ("–", "—", "―", "-")
"""What may stand between words or before a name; the third is the quotation dash, U+2015."""
_KINDS = {",": COMMA, ":": COLON, **dict.fromkeys(DASHES, DASH)}
# No sentence of news is longer; a text without full stops is cut so that every rule stays linear in its
# length.
_LONGEST = 400
# A quotation of so few words without closing punctuation is a word of its sentence: a scare quote, a title.
SHORT = 4


class Reading:
    """Tokens of some stretch of a text: parallel lists, for speed.

    ``starts`` and ``ends`` are offsets into the text, ``words`` the tokens in lower case, ``kinds`` as
    above, and ``runs`` the run behind a QUOTE, None for others. ``paragraphs`` and ``sentences`` are
    half-open ranges of token numbers.
    """

    __slots__ = ("ends", "kinds", "paragraphs", "runs", "sentences", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.words: list[str] = []
        self.kinds: list[int] = []
        self.runs: list[Run | None] = []
        self.paragraphs: list[tuple[int, int]] = []
        self.sentences: list[tuple[int, int]] = []

    @classmethod
    def of_text(cls, text: str, segments: Segments) -> Reading:
        """The whole text, paragraph by paragraph."""
        reading = cls(text)
        outer = [run for run in segments.runs if run.depth == 0]
        run_starts = [run.span.start for run in outer]
        closing = {s.end for s in segments.sentences}
        for paragraph in segments.paragraphs:
            first, last = bisect_left(run_starts, paragraph.start), bisect_left(run_starts, paragraph.end)
            reading._read(paragraph, outer[first:last], closing)
        return reading

    @classmethod
    def of_span(cls, text: str, segments: Segments, span: Span, closing: set[int]) -> Reading:
        """One content, without the marks around it; the quotations inside it are its tokens. ``closing``
        are the ends of all sentences, given so that many contents share it."""
        reading = cls(text)
        runs = segments.runs
        first = bisect_left(runs, span.start, key=lambda run: run.span.start)
        inner: list[Run] = []
        region, free = span, span.start
        for at in range(first, len(runs)):
            run = runs[at]
            if run.span.start >= region.end:
                break
            if run.inner is not None and run.span.start == region.start and run.span.end >= region.end - 1:
                region = Span(run.inner.start, max(min(run.inner.end, region.end), run.inner.start + 1))
                free = region.start
            elif run.span.start >= free and run.span.end <= region.end:
                inner.append(run)
                free = run.span.end
        reading._read(region, inner, closing)
        return reading

    def _read(self, paragraph: Span, runs: list[Run], closing: set[int]) -> None:
        begin, at = len(self.starts), paragraph.start
        for run in runs:
            self._plain(at, run.span.start, closing)
            self.starts.append(run.span.start)
            self.ends.append(run.span.end)
            self.words.append("“")
            self.kinds.append(QUOTE)
            self.runs.append(run)
            at = run.span.end
        self._plain(at, paragraph.end, closing)
        if begin < len(self.starts):
            self.paragraphs.append((begin, len(self.starts)))
            self.sentences.extend(self._cut(begin, closing))

    def _plain(self, start: int, end: int, closing: set[int]) -> None:
        starts, ends, words, kinds, text = self.starts, self.ends, self.words, self.kinds, self.text
        count = len(starts)
        for match in _TOKEN.finditer(text, start, end):
            first, last = match.span()
            word = text[first:last]
            if word[0].isalnum():
                kind = WORD
            elif word in ".!?…" and last in closing:
                kind = END
            else:
                kind = _KINDS.get(word, OTHER)
            starts.append(first)
            ends.append(last)
            words.append(word.lower())
            kinds.append(kind)
        self.runs.extend([None] * (len(starts) - count))

    def _cut(self, begin: int, closing: set[int]) -> Iterator[tuple[int, int]]:
        """Sentences of the paragraph whose tokens begin at ``begin``: they close at an END, and after a
        quotation that closes one itself unless its reporting clause follows (that is for the rules to
        see)."""
        for at in range(begin, len(self.starts)):
            closes = self.kinds[at] == END or (self.kinds[at] == QUOTE and self.ends[at] in closing)
            if closes or at - begin >= _LONGEST:
                yield begin, at + 1
                begin = at + 1
        if begin < len(self.starts):
            yield begin, len(self.starts)

    def capital(self, at: int) -> bool:
        """Whether the token begins with an upper-case letter."""
        return self.text[self.starts[at]].isupper()

    def span(self, first: int, last: int) -> Span:
        """The span from token ``first`` to before token ``last``."""
        return Span(self.starts[first], self.ends[last - 1])

    def is_word_like(self, at: int) -> bool:
        """A word, or a quotation so short that it is part of its sentence."""
        run = self.runs[at]
        if run is None:
            return self.kinds[at] == WORD
        return self.text[run.span.start + 1 : run.span.end].count(" ") < SHORT and not self.closes(at)

    def closes(self, at: int) -> bool:
        """Whether the quotation at ``at`` ends in punctuation: it is speech, not a word."""
        run = self.runs[at]
        return run is not None and run.inner is not None and self.text[run.inner.end - 1] in ".,!?…;—–-"
