"""Headings in title case: capital letters say nothing there, and only names known from elsewhere count."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from onrecord.model import Span
from onrecord.resolve.lexicon import FUNCTION_WORDS
from onrecord.resolve.names import fold, is_body, strip_possessive
from onrecord.resolve.tokens import NameMention, Token
from onrecord.segment import Segments

# Share of capitalised words from which a paragraph reads as a heading in title case, without and with a final
# full stop. PolNeAR dev has 45 such paragraphs, and 11 of the 12 read were headings. With 0.6 and 0.8 there
# are 6 more, of which 5 are not.
HEADING_SHARE = 0.7
CLOSED_HEADING_SHARE = 0.9


def without_headings(
    text: str, names: list[NameMention], words: Sequence[Token], segments: Segments
) -> Iterator[NameMention]:
    """Names in a heading in title case are kept only when the text has them elsewhere."""
    headings = _headings(text, words, segments)
    starts = [h.start for h in headings]

    def in_heading(mention: NameMention) -> bool:
        at = bisect_right(starts, mention.span.start) - 1
        return at >= 0 and mention.span.start < headings[at].end

    known = {n.key for n in names if not in_heading(n)}
    known |= {k.split()[-1] for k in known if " " in k and not is_body(k.split())}
    for name in names:
        if not in_heading(name) or name.key in known:
            yield name
        else:
            yield from _known_parts(name, known)


def _known_parts(mention: NameMention, known: set[str]) -> Iterator[NameMention]:
    """The known names within a run of capitals of a heading ("Lind Calls Jonas Berg A Liar"), longest
    first."""
    words = list(re.finditer(r"\S+", mention.text))
    at = 0
    while at < len(words):
        for size in range(min(4, len(words) - at), 0, -1):
            start, end = words[at].start(), words[at + size - 1].end()
            part = strip_possessive(mention.text[start:end].rstrip(",:;"))
            if part and fold(part) in known:
                span = Span(mention.span.start + start, mention.span.start + start + len(part))
                yield NameMention(span, part, fold(part))
                at += size - 1
                break
        at += 1


def _headings(text: str, words: Sequence[Token], segments: Segments) -> list[Span]:
    found = []
    at = 0
    for paragraph in segments.paragraphs:
        inside = []
        while at < len(words) and words[at].start < paragraph.end:
            if words[at].start >= paragraph.start:
                inside.append(words[at])
            at += 1
        long = [
            w
            for w in inside
            if len(w.text) > 2 and not w.caseless and w.text.casefold() not in FUNCTION_WORDS
        ]
        share = HEADING_SHARE if text[paragraph.end - 1] not in ".!?…”\"'’" else CLOSED_HEADING_SHARE
        if 4 <= len(long) <= 25 and sum(w.capital for w in long) >= share * len(long):
            found.append(paragraph)
    return found
