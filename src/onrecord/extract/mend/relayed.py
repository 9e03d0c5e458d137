"""Reports that somebody passes on: "…," a spokesman said, *according to the agency*.

PolNeAR gives each word to one attribution, and in such a sentence the outer one, so that the network leaves
the spokesman out, or takes his "a spokesman said" for a part of what the agency says. Both have the same
content; that his is within the agency's is for :mod:`onrecord.extract.chains.within` to say.

What is looked for is a short clause of a verb that says, between the content and the words of who passes it
on: read off the words, one sentence after the other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.extract.features.sources import speaks
from onrecord.extract.found import Found
from onrecord.extract.lexicon import word_set
from onrecord.extract.words.clauses import (
    TELLING,
    TIME_WORDS,
    clause_start,
    noun_phrase_after,
    quotes_back,
    source_before,
)
from onrecord.extract.words.reading import COLON, COMMA, END, QUOTE, WORD, Reading
from onrecord.extract.words.reporting import verb_group
from onrecord.extract.words.verbs import SPEECH, VERBS
from onrecord.model import Span, Spans

_PASSES_ON = word_set("reported reports said says wrote writes")
_CITING = word_set("citing quoting")
_ACCORDING = {("according", "to"): 2, ("as", "reported"): 3, ("as", "quoted"): 3, ("as", "told"): 3}
_CLAUSE = 24  # tokens of a reporting clause with an apposition
_OPENS = TIME_WORDS | word_set("and but who which that because when where as if for to of")
_MEDIA = word_set("in at on during via by through to after before late early")
_MADE = word_set("published released seen obtained issued leaked filed compiled written carried cited signed")
_GOES_ON = word_set("with who familiar close briefed involved near")
_SPAN = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Clause:
    """Source and cue in token numbers, and the tokens ``[start, end)`` of the clause."""

    source: _SPAN
    cue: _SPAN
    start: int
    end: int


def relayed(reading: Reading, found: Sequence[Found]) -> list[Found]:
    """What was found, with both reports of such a sentence: each with the whole content and no more."""
    result = list(found)
    places: _Places | None = None
    for start, end in reading.sentences:
        for inner, outer in _pairs(reading, start, end):
            places = places or _Places(result)
            _both(reading, result, places, start, inner, outer)
    return result


def _pairs(reading: Reading, start: int, end: int) -> Iterator[tuple[_Clause, _Clause]]:
    """The clause next to the content, and that of who passes it on."""
    kinds = reading.kinds
    for at in range(start + 1, end - 1):
        if kinds[at] != COMMA or kinds[at + 1] not in (WORD, QUOTE):
            continue
        outer = _outer(reading, at, end)
        if outer is None:
            continue
        inner = _inner(reading, at, start)
        if inner is not None:
            yield inner, outer
            return


def _outer(reading: Reading, comma: int, end: int) -> _Clause | None:
    """ "according to the agency", "Pelikan reported", "reported Pelikan", "citing a guest" after a comma."""
    words, at = reading.words, comma + 1
    size = _ACCORDING.get((words[at], words[at + 1]), 0) if at + 2 < end else 0
    if size == 3 and words[at + 2] not in ("by", "to"):
        size = 0
    if words[at] in _CITING:
        size = 1
    if size:
        last = _whole(reading, noun_phrase_after(reading, at + size, end), end)
        if last is None or (size == 1 and not speaks(reading.span(at + 1, last).of(reading.text))):
            return None
        return _Clause((at + size, last), (at, at + size), at, last)
    if words[at] in _PASSES_ON and at + 1 < end and reading.capital(at + 1):
        last = noun_phrase_after(reading, at + 1, end)
        closes = last is not None and (last >= end or reading.kinds[last] in (END, COMMA))
        return _Clause((at + 1, last), (at, at + 1), at, last) if last is not None and closes else None
    for verb in range(at + 1, min(at + 12, end)):
        if reading.kinds[verb] not in (WORD, QUOTE):
            return None
        if words[verb] in _PASSES_ON:
            named = source_before(reading, verb, at)
            if named is None or named[0] != at or not _is_over(reading, verb + 1, end):
                return None
            return _Clause(named, (verb, verb + 1), at, verb + 1)
    return None


def _whole(reading: Reading, last: int | None, end: int) -> int | None:
    """Where "a transcript published on Friday", "a report by the ministry" and "people familiar with the
    matter" end: at the next comma, or with the sentence."""
    words = reading.words
    if last is None or last >= end:
        return last
    made = words[last - 1] in _MADE or words[last] in _MADE or words[last] == "by"
    if not made and words[last] not in _GOES_ON:
        return last
    while last < end and reading.kinds[last] == WORD:
        last += 1
    return last


def _is_over(reading: Reading, at: int, end: int) -> bool:
    """Whether nothing but a time or place comes before the sentence ends or a comma."""
    while at < end and reading.kinds[at] == WORD:
        if reading.words[at] == "that":
            return False
        if reading.words[at] not in TIME_WORDS | _MEDIA and not _MEDIA & set(reading.words[at - 3 : at]):
            return False
        at += 1
    return at >= end or reading.kinds[at] in (END, COMMA)


def _inner(reading: Reading, comma: int, start: int) -> _Clause | None:
    """ "a spokesman said", "said Inge Moen, the mayor", "he told the court on Monday" before a comma: all of
    it from the content to the comma."""
    kinds = reading.kinds
    for before in range(comma - 2, max(start, comma - _CLAUSE) - 2, -1):
        if before < 0 or (before < start and kinds[before] != QUOTE):
            return None
        quoted = kinds[before] == QUOTE and not reading.is_word_like(before)
        if not quoted and kinds[before] != COMMA:
            if kinds[before] in (END, COLON) or reading.words[before] == ";":
                return None
            continue
        clause = _straight(reading, before + 1, comma) or _inverted(reading, before + 1, comma)
        if clause is not None and (quoted or _is_content(reading, before, start)):
            return clause
        if quoted:
            return None
    return None


def _is_content(reading: Reading, comma: int, start: int) -> bool:
    """Whether what stands before the comma may be a clause: three words, not "On Monday"."""
    first = clause_start(reading, comma, start)
    return comma - first >= 3 and not (comma - first < 6 and reading.words[first] in TIME_WORDS | _MEDIA)


def _straight(reading: Reading, start: int, end: int) -> _Clause | None:
    words = reading.words
    if words[start] in _OPENS:
        return None
    for verb in range(start + 1, end):
        if words[verb] not in VERBS or VERBS[words[verb]] not in SPEECH:
            continue
        first, last = verb_group(reading, verb, start, end)
        named = source_before(reading, first, start) if first > start else None
        if named is not None and named[0] == start and _rests(reading, verb, last, end):
            return _Clause(named, (first, last), start, end)
    return None


def _inverted(reading: Reading, start: int, end: int) -> _Clause | None:
    words = reading.words
    if words[start] not in VERBS or VERBS[words[start]] not in SPEECH or start + 1 >= end:
        return None
    last = noun_phrase_after(reading, start + 1, end)
    if last is not None and last < end and "who" in words[last - 1 : last + 1]:
        last = end  # "said an engineer who asked not to be named"
    if last is None or not _rests(reading, start, last, end):
        return None
    return _Clause((start + 1, last), (start, start + 1), start, end)


def _rests(reading: Reading, verb: int, at: int, end: int) -> bool:
    """Whether only who was told, when and where is left up to the comma: no content."""
    words = reading.words
    if at < end and words[verb] in TELLING:
        at = noun_phrase_after(reading, at, end) or at
        if at < end and words[at] in ("him", "her", "them", "me", "us"):
            at += 1
    return at >= end or (words[at] in TIME_WORDS | _MEDIA and "that" not in words[at:end])


class _Places:
    """The findings by the start of their cues and contents."""

    def __init__(self, found: Sequence[Found]) -> None:
        self._starts = sorted(
            (span.start, number) for number, each in enumerate(found) for span in (*each.cue, *each.content)
        )

    def between(self, start: int, end: int) -> list[int]:
        """The numbers of those that have a part beginning in ``[start, end)``."""
        first = bisect_left(self._starts, (start, -1))
        last = bisect_left(self._starts, (end, -1))
        return sorted({number for _, number in self._starts[first:last]})


def _both(
    reading: Reading, found: list[Found], places: _Places, start: int, inner: _Clause, outer: _Clause
) -> None:
    before = inner.start - 1
    quoted = reading.kinds[before] == QUOTE
    if quoted:
        first, last = quotes_back(reading, before, min(start, before))
    else:
        first, last = clause_start(reading, before, start), before
    whole, rest = reading.span(first, last), reading.ends[outer.end - 1]
    near = places.between(whole.start, rest)
    for number in near:
        found[number] = _trimmed(found[number], whole.end, rest, reading.starts[inner.start])
    said = _own(reading, found, near, inner)
    told = _own(reading, found, near, outer)
    known = [found[n] for n in (said, told) if n is not None]
    content = next((f.content for f in known if f.content and f.content[0].start < whole.end), (whole,))
    confidence = next((f.confidence for f in known if f.confidence is not None), None)
    for own, clause in ((said, inner), (told, outer)):
        if own is None:
            new = Found((reading.span(*clause.source),), (reading.span(*clause.cue),), content, confidence)
            found.append(new)
        else:
            other = inner if clause is outer else outer
            theirs = reading.span(other.start, other.end)
            named, ours = found[own].source, reading.span(*clause.source)
            if not named or any(span.overlaps(theirs) or ours.covers(span) for span in named):
                named = (ours,)
            found[own] = replace(found[own], source=named, content=content)


def _own(reading: Reading, found: Sequence[Found], near: Sequence[int], clause: _Clause) -> int | None:
    """The number of the finding that has the clause's cue."""
    cue = reading.span(*clause.cue)
    return next((n for n in near if any(span.overlaps(cue) for span in found[n].cue)), None)


def _trimmed(each: Found, end: int, rest: int, clause: int) -> Found:
    """Without the clauses in its content: a content that begins before ``end`` ends there, and goes on
    only from ``rest``."""
    if not any(span.start < end < span.end or clause <= span.start < rest for span in each.content):
        return each
    parts: list[Span] = []
    for span in each.content:
        if span.start < end:
            parts.append(Span(span.start, min(span.end, end)))
            if span.end > rest and span.end - rest > 2:
                parts.append(Span(rest, span.end))
        elif span.start >= rest:
            parts.append(span)
    content: Spans = tuple(parts)
    return replace(each, content=content) if content else each
