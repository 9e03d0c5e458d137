""" "The Herald quoted him as saying that …", "He was quoted by the Herald as saying …": who quotes, and who
is quoted, each with a report of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.extract.features.sources import speaks
from onrecord.extract.found import Found
from onrecord.model import Span
from onrecord.segment import Segments

_SAYING = r"as (?:saying|telling|asking|warning|claiming|writing|insisting|denying)"
_QUOTED = re.compile(
    r"(?P<first>\b(?:is|was|are|were|has been|had been) (?:\w+ly |also |later )?quoted)"
    rf"(?P<by> by (?P<paper>[^.;:“”\"]{{2,60}}?))?\s(?P<last>{_SAYING})\s*:?,?\s*(?P<what>that |[“\"‘])"
)
_QUOTING = re.compile(
    r"(?P<who>\b(?:[A-Z]|the |an? |its |his |her |their |state |local )[\w .’'-]{1,60}?) "
    r"(?:(?:has |had |later |also )?(?P<cue>quoted|quotes)|(?P<gerund>quoting)) "
    rf"(?P<whom>(?!by )[\w ,.’'-]{{2,60}}?) (?P<say>{_SAYING})(?P<end>\b)"
)
_TANGLED = re.compile(r"as saying(?: (?P<by>by|in) (?P<paper>(?:the |a )?[\w .’'-]{2,60}))?$")
_QUOTE_WHO = re.compile(r"(?P<quote>[“\"‘«].+?[”\"’»]),?\s(?P<who>[^“”\",;]{2,60})", re.S)
_CUE_BY = re.compile(r"(?P<cue>(?:is|was|were|are|has been) quoted(?: as saying)?)(?: (?P<by>by|in))?")
_CITING = re.compile(r",\s(?P<cue>citing|quoting)\s(?P<who>[^,.;:]{3,80}),\s")
_ADDRESSED = re.compile(r"[^“”\",;]{2,50}?:?,?\s(?=[“\"‘]|that\s|to\s)")
_LONGEST = 1000  # code points of what is quoted


def quoting(text: str, segments: Segments, found: Sequence[Found]) -> list[Found]:
    """``found`` with both reports of such clauses; what the network made of them gives way."""
    new = [*_quoted(text, segments)]
    result = [part for each in found for part in _untangled(text, each)]
    result = [each for each in result if not any(_same(each, other) for other in new)] + new
    result += [new for each in result for new in cited(text, each)]
    for match in _QUOTING.finditer(text):
        result = _both(text, segments, match, result)
    return result


def _quoted(text: str, segments: Segments) -> Iterator[Found]:
    """ "Berg was quoted by the Standard as saying that …"."""
    for match in _QUOTED.finditer(text):
        sentence = _sentence(segments, match.start())
        if sentence is None:
            continue
        who = _subject(text, sentence.start, match.start())
        start, end = match.start("what"), _unstopped(text, match.start("what"), sentence.end)
        if who is None or end - start < 8:
            continue
        cue = (Span(*match.span("first")), Span(*match.span("last")))
        yield Found((who,), cue, (Span(start, end),))


def _both(text: str, segments: Segments, match: re.Match[str], found: list[Found]) -> list[Found]:
    """ "The Herald quoted Voss as saying …": the Herald's report, and Voss's inside it."""
    sentence = _sentence(segments, match.start("say"))
    if sentence is None or sentence.start > match.start("say"):
        return found
    cue = Span(*match.span("cue" if match["cue"] else "gerund"))
    saying, whom = Span(*match.span("say")), Span(*match.span("whom"))
    mine = [f for f in found if f.cue and (f.cue[0].overlaps(cue) or saying.overlaps(f.cue[0]))]
    mine += [f for f in found if f not in mine and any(s.covers(saying) for s in f.source)]
    start = saying.end
    while start < sentence.end and text[start] in " :,\n":
        start += 1
    end = _unstopped(text, start, sentence.end)
    before = next((s for f in mine for s in f.content if s.end <= cue.start), None)
    if before is None and end - start < 8:
        return found
    if before is not None:
        inner = outer = (before,)
    else:
        told = match["say"].endswith(("telling", "asking", "warning"))
        addressed = _ADDRESSED.match(text, start, end) if told else None
        first = addressed.end() if addressed else start
        inner, outer = (Span(first, end),), (Span(whom.start, end),)
    old = mine[0] if mine else Found((), (), outer)
    source = next((f.source for f in mine if f.source and f.source[-1].end <= cue.start), None)
    who = source or (Span(*match.span("who")),)
    rest = [f for f in found if f not in mine]
    return [*rest, replace(old, source=who, cue=(cue,), content=outer), Found((whom,), (saying,), inner)]


def _untangled(text: str, each: Found) -> Iterator[Found]:
    """ "“It held,” Berg was quoted | as saying by the Herald": one cue of two parts, and the Herald's."""
    if (by := _quoted_by(text, each)) is not None:
        yield from by
        return
    last = each.content[-1]
    match = _TANGLED.match(text, last.start, last.end)
    quoted = each.cue and each.cue[-1].of(text).endswith("quoted")
    if match is None or len(each.content) < 2 or not quoted:
        yield each
        return
    content = each.content[:-1]
    yield replace(each, cue=(*each.cue, Span(last.start, last.start + len("as saying"))), content=content)
    if match["by"]:
        yield Found((Span(*match.span("paper")),), (Span(*match.span("by")),), content, each.confidence)


def _quoted_by(text: str, each: Found) -> list[Found] | None:
    """ "“It held,” a man | was quoted as saying | by the Herald", whom the network took for the source."""
    content = each.content[-1]
    who = _QUOTE_WHO.fullmatch(text, content.start, content.end)
    if who is None or len(each.cue) != 1 or len(each.source) != 1 or each.source[0].start < each.cue[0].end:
        return None
    cue = _CUE_BY.fullmatch(text, each.cue[0].start, each.cue[0].end)
    between = text[each.cue[0].end : each.source[0].start]
    if cue is None or (cue["by"] is None and between.strip() not in ("by", "in")):
        return None
    quote = (*each.content[:-1], Span(*who.span("quote")))
    by = each.cue[0].end + between.find("b") if cue["by"] is None else cue.start("by")
    return [
        Found((Span(*who.span("who")),), (Span(*cue.span("cue")),), quote, each.confidence),
        Found(each.source, (Span(by, by + 2),), quote, each.confidence),
    ]


def cited(text: str, each: Found) -> Iterator[Found]:
    """ "The Post, *citing a report*, said …": who is cited between the source and its verb."""
    if len(each.source) != 1 or len(each.cue) != 1 or each.source[0].end > each.cue[0].start:
        return
    match = _CITING.fullmatch(text, each.source[0].end, each.cue[0].start)
    if match is not None and speaks(match["who"]):
        yield Found((Span(*match.span("who")),), (Span(*match.span("cue")),), each.content)


def _sentence(segments: Segments, place: int) -> Span | None:
    """The sentence of a place in the text."""
    at = bisect_right(segments.sentences, place, key=lambda s: s.start) - 1
    if at < 0 or segments.sentences[at].end <= place:
        return None
    return segments.sentences[at]


def _unstopped(text: str, start: int, end: int) -> int:
    """The end of a clause without the stop of its sentence."""
    end = min(end, start + _LONGEST)
    while end > start and text[end - 1] in ". \n":
        end -= 1
    return end


def _subject(text: str, start: int, end: int) -> Span | None:
    """The words from the start of the sentence, or after its last comma, up to ``end``."""
    comma = text.rfind(", ", start, end)
    begin = start if comma < 0 else comma + 2
    words = text[begin:end].strip()
    if not words or len(words) > 60 or len(words.split()) > 8:
        return None
    first = text.index(words, begin)
    return Span(first, first + len(words))


def _same(one: Found, other: Found) -> bool:
    return any(a.overlaps(b) for a in one.cue for b in other.cue)
