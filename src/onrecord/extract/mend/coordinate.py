"""Two reports that were taken for one: "promised a report; the prefect promised tents", "said it was late,
and then she said it was early", "said it held, *rejecting* a claim that it burst". The second is one of its
own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from onrecord.extract.found import Found
from onrecord.extract.kind import kind_of
from onrecord.extract.lexicon import verb_forms
from onrecord.model import Kind, Span
from onrecord.segment import Segments

# A subject of up to six words between what joins the two and the verb; "that she said" is no second report.
_AGAIN = (
    r"(?:;(?: (?:and|but|while))?|,? (?:and then|but then)|, (?:and|but|while)) "
    r"(?P<who>(?!that\b|if\b|when\b)[\w’'-]+(?: [\w’'-]+){{0,5}}?) (?P<cue>(?:(?:then|also|later) )?{cue}) "
)
_JOINED = 10  # code points of ", but then " between two parts of a content
_ONE_WORD = re.compile(r",?\s+(?P<cue>\w+ing)\s+")


def taken_apart(text: str, segments: Segments, each: Found) -> Iterator[Found]:
    """The finding, and the second report that its content goes on to with the same verb, if it does so in
    words without quotation marks."""
    if (parts := _participle(text, each)) is not None:
        at, cue = parts
        yield from taken_apart(text, segments, replace(each, content=each.content[:at]))
        yield replace(each, cue=(cue,), content=each.content[at:])
        return
    match = _second(text, segments, each)
    if match is None:
        yield each
        return
    last = each.content[-1]
    left = (Span(last.start, match.start()),) if last.start < match.start() else ()
    yield replace(each, content=(*each.content[:-1], *left))
    who, cue = Span(*match.span("who")), Span(*match.span("cue"))
    yield from taken_apart(
        text, segments, Found((who,), (cue,), (Span(match.end(), last.end),), each.confidence)
    )


def _participle(text: str, each: Found) -> tuple[int, Span] | None:
    """The number of the part of a content before which nothing but a participle that reports stands, and
    where that stands."""
    for at, (one, other) in enumerate(pairwise(each.content), 1):
        word = _ONE_WORD.fullmatch(text, one.end, other.start)
        after = each.cue and each.cue[0].end <= one.start
        if word is not None and after and word["cue"].lower() in verb_forms():
            return at, Span(*word.span("cue"))
    return None


def _second(text: str, segments: Segments, each: Found) -> re.Match[str] | None:
    last = each.content[-1]
    if len(each.cue) != 1 or not each.source or last.start < each.cue[0].end:
        return None
    if kind_of(segments, (last,), text) is not Kind.INDIRECT:
        return None
    again = re.compile(_AGAIN.format(cue=re.escape(each.cue[0].of(text))))
    start = each.content[-2].end if len(each.content) > 1 else last.start
    return again.search(text, max(start, last.start - _JOINED), last.end)
