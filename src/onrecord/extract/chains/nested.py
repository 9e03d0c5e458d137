"""Attributions that a univocal extractor leaves out: the outer link of a chain, and reports inside a content.

PolNeAR annotates each word for one attribution only, so what is learned from it finds neither "…, she said,
*according to the agency*" nor the sergeant's words in “The sergeant told me, ‘Nobody sleeps tonight’”.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.extract.chains.gather import LONGEST, gathered
from onrecord.extract.chains.inside import bridged
from onrecord.extract.chains.likely import fitted
from onrecord.extract.features import describe
from onrecord.extract.features.phrases import noun_phrase
from onrecord.extract.features.sources import speaks
from onrecord.extract.found import Found
from onrecord.extract.kind import kind_of
from onrecord.extract.lexicon import word_set
from onrecord.extract.words.verbs import AUXILIARIES
from onrecord.model import Attribution, Document, Span, Spans, attribution_id
from onrecord.segment import Segments

if TYPE_CHECKING:
    from onrecord.extract.chains.second import SecondLook

_OF_NOUNS = 0.8  # that a noun with "that" which no candidate is gives a report: as of candidates kept in news
_DEEPEST = 6  # links of a chain; the longest in our gold has four
_WORD = re.compile(r"[^\W\d_]+")
_NOUN = re.compile(
    r"\b(?P<cue>(?:unconfirmed |persistent |repeated )?(?:rumou?rs?|reports?|claims?|allegations?"
    r"|suggestions?|speculation|accusations?|assertions?|complaints?|warnings?|fears?|concerns?|assurances?)"
    r"(?: (?:by|from|of)(?= [^.;:]{2,60}? that\b))?)(?P<source> [^.;:,]{2,60}?)? (?P<content>that\b)",
    re.I,
)
_NOUNS = word_set(
    """rumours rumors rumour rumor reports report claims claim allegations allegation suggestions
    suggestion speculation accusations accusation assertions assertion complaints complaint warnings
    warning fears fear concerns concern assurances assurance"""
)
_VERDICT = re.compile(
    r"\s(?:is|was|are|were) (?:not |simply |plainly |utterly |completely |entirely |patently |clearly )?"
    r"(?:false|untrue|wrong|nonsense|absurd|baseless|unfounded|ridiculous|ludicrous|a lie|lies|true|right)\b"
)
_AFTER = re.compile(r"[\s,]*\b(according to|as reported by|as quoted by|quoted by|per)\s+", re.I)
_REPORTED = re.compile(
    r",\s+(?=(?P<source>[^,.;:“”\"]{2,60}?)\s+(?P<cue>reported|reports|said|says|wrote)\s*(?:[.]|$))"
)
_CITING = re.compile(r"[\s,]*\b(citing|quoting)\s+", re.I)
_MORE = re.compile(
    r"\s(?:familiar|close|briefed|involved|with|who|by|published|seen|obtained|released)\b[^,.;:“”\"]{1,80}"
)
_BEFORE = re.compile(r"\b(according to)\s+", re.I)
_QUOTED_BY = re.compile(r"\s+(by)\s+", re.I)


def nested(
    document: Document,
    segments: Segments,
    attributions: Sequence[Attribution],
    look: SecondLook | None = None,
) -> list[Attribution]:
    """The attributions to add, described like the given ones; none of them has the spans of a given one.
    ``look`` is what a network saw of the text, where one has read it."""
    text = document.text
    taken = _Taken(attributions)
    added: list[Attribution] = []
    closing = {s.end for s in segments.sentences}
    level: Sequence[Attribution] = attributions
    for depth in range(_DEEPEST):
        parts = _parts_of(text, segments, level, closing, taken, look, depth == 0)
        # One by one: what is added may not be found again by the next pattern.
        level = [a for a in (_attribution(document, segments, p) for p in parts) if taken.add(a)]
        added.extend(level)
        if not level:
            break
    every = [*attributions, *added]
    return list(describe(document, segments, every, first=len(attributions))) if added else []


def _parts_of(
    text: str,
    segments: Segments,
    level: Sequence[Attribution],
    closing: set[int],
    taken: _Taken,
    look: SecondLook | None,
    outermost: bool,
) -> Iterator[Found]:
    """What is to be added beside and inside one level of attributions. The candidates of a content hold those
    of the contents inside it, so that only the outermost are searched: each again costs ten times as much in
    a text without full stops, and gives one link of 53 in the tuning passages and none elsewhere."""
    for attribution in level if outermost else ():
        yield from _inside(text, segments, attribution, closing, taken, look)
    for attribution in level:
        if part := _around(text, segments, attribution, taken):
            # right where the report that it passes on is
            yield Found(part.source, part.cue, part.content, attribution.confidence)


def _attribution(document: Document, segments: Segments, part: Found) -> Attribution:
    key = attribution_id(document.id, part.source, part.cue, part.content)
    kind = kind_of(segments, part.content, document.text, part.cue)
    return Attribution(key, part.source, part.cue, part.content, kind, confidence=part.confidence)


class _Taken:
    """The cues and sources that there are already, for look-up by place."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self._ids: set[str] = set()
        self._words: set[int] = set()
        for attribution in attributions:
            self.add(attribution)

    def add(self, attribution: Attribution) -> bool:
        """False when it is there already."""
        if attribution.id in self._ids:
            return False
        self._ids.add(attribution.id)
        for span in (*attribution.cue, *attribution.source):
            self._words.update(range(span.start, min(span.end, span.start + 400)))
        return True

    def overlaps(self, span: Span) -> bool:
        """Whether a word of ``span`` belongs to a cue or source."""
        return any(at in self._words for at in range(span.start, span.end))


def _inside(
    text: str,
    segments: Segments,
    attribution: Attribution,
    closing: set[int],
    taken: _Taken,
    look: SecondLook | None,
) -> Iterator[Found]:
    """Reports and noun cues within the content."""
    model = fitted("rules" if look is None else "neural")
    for candidate in gathered(text, segments, attribution, closing, look):
        kept = model.kept(candidate)
        if kept is not None and not any(taken.overlaps(span) for span in kept.cue):
            yield Found(kept.source, kept.cue, kept.content, kept.confidence)
    for span in bridged(text, attribution.content):
        lower = (
            {w.lower() for w in _WORD.findall(text[span.start : span.end])} if len(span) <= LONGEST else ()
        )
        if not _NOUNS.isdisjoint(lower) and "that" in lower:
            yield from _nouns(text, span, closing, taken, _OF_NOUNS if model.platt else None)


def _nouns(
    text: str, span: Span, closing: set[int], taken: _Taken, confidence: float | None
) -> Iterator[Found]:
    """ "rumours that …": the clause up to the end of its sentence or of the content."""
    at = span.start
    while match := _NOUN.search(text, at, span.end):
        at = match.end()
        cue = Span(*match.span("cue"))
        end = _sentence_end(text, match.end(), span.end, closing)
        if verdict := _VERDICT.search(text, match.end() + 1, end):
            end = verdict.start()
        if taken.overlaps(cue) or end <= match.end() or _is_relative(text, match.end()):
            continue
        source = () if match["source"] is None else (Span(match.start("source") + 1, match.end("source")),)
        if source and not match["cue"].lower().endswith(("by", "from", "of")):
            continue
        yield Found(source, (cue,), (Span(match.start("content"), end),), confidence)
        at = end


def _is_relative(text: str, at: int) -> bool:
    """Whether a verb follows "that": "the report that was due" is a report, but no report of anything."""
    word = _WORD.search(text, at)
    return word is not None and word[0].lower() in AUXILIARIES


def _sentence_end(text: str, start: int, end: int, closing: set[int]) -> int:
    """The end of the sentence without its stop and closing marks, at most ``end``."""
    end = min(end, start + 1000)
    found = next((i for i in range(start, end) if i in closing), end)
    while found > start and text[found - 1] in ".!?…”\"’'», ":
        found -= 1
    return found


def _around(text: str, segments: Segments, attribution: Attribution, taken: _Taken) -> Found | None:
    """The report of a report: "according to the agency" after or before the attribution, in its sentence."""
    beside = [*attribution.addressee, *(attribution.medium.spans if attribution.medium else ())]
    spans = sorted([*attribution.spans(), *beside, *(attribution.said.spans if attribution.said else ())])
    if not attribution.cue or len(spans) > 40:
        return None
    whole = Span(spans[0].start, max(s.end for s in spans))
    sentence = _sentence(segments, whole)
    if sentence is None:
        return None
    return (
        _quoted_by(text, attribution)
        or _following(text, attribution, whole, sentence, taken)
        or _preceding(text, whole, sentence, taken)
    )


def _sentence(segments: Segments, whole: Span) -> Span | None:
    """The sentence in which ``whole`` ends, opened towards its start."""
    at = bisect_right(segments.sentences, whole.end - 1, key=lambda s: s.start) - 1
    if at < 0:
        return None
    first = max(bisect_right(segments.sentences, whole.start, key=lambda s: s.start) - 1, 0)
    return Span(min(segments.sentences[first].start, whole.start), max(segments.sentences[at].end, whole.end))


def _following(
    text: str, attribution: Attribution, whole: Span, sentence: Span, taken: _Taken
) -> Found | None:
    limit = min(sentence.end, whole.end + 200)
    content = _reported(attribution, whole)
    if match := _AFTER.match(text, whole.end, limit):
        found = _with_more(text, noun_phrase(text, match.end(), limit), limit)
        cue = Span(*match.span(1))
        if found is None or taken.overlaps(cue):
            return None
        return Found((Span(*found),), (cue,), content)
    if match := _CITING.match(text, whole.end, limit):
        found = _with_more(text, noun_phrase(text, match.end(), limit), limit)
        cue = Span(*match.span(1))
        if found is None or taken.overlaps(cue) or not speaks(text[slice(*found)]):
            return None
        return Found((Span(*found),), (cue,), attribution.content)
    if match := _REPORTED.match(text, whole.end, limit):
        source, cue = Span(*match.span("source")), Span(*match.span("cue"))
        if taken.overlaps(cue) or taken.overlaps(source) or not _is_name(source.of(text)):
            return None
        return Found((source,), (cue,), content)
    return None


def _with_more(text: str, found: tuple[int, int] | None, limit: int) -> tuple[int, int] | None:
    """A noun phrase with what tells who is meant: "people | familiar with the matter", "a report | by …"."""
    more = _MORE.match(text, found[1], limit) if found else None
    return (found[0], more.end()) if found and more else found


def _is_name(words: str) -> bool:
    return words.lower().startswith(("the ", "a ", "state ", "local ")) or words[:1].isupper()


def _reported(attribution: Attribution, whole: Span) -> Spans:
    """What the outer report says: the same words where they come first ("…," she said, according to …),
    the whole inner report where it is the sentence ("Lind said …, according to …")."""
    said_by = attribution.cue or attribution.source
    return attribution.content if attribution.content[0].start < said_by[0].start else (whole,)


def _preceding(text: str, whole: Span, sentence: Span, taken: _Taken) -> Found | None:
    start = max(sentence.start, whole.start - 200)
    if start == whole.start:
        return None
    match = _BEFORE.match(text, start, whole.start)
    found = noun_phrase(text, match.end(), whole.start) if match else None
    if match is None or found is None or taken.overlaps(Span(*match.span(1))):
        return None
    if text[found[1] : whole.start].strip() != ",":
        return None
    return Found((Span(*found),), (Span(*match.span(1)),), (whole,))


def _quoted_by(text: str, attribution: Attribution) -> Found | None:
    """ "was quoted | by the Standard | as saying"."""
    for first, second in zip(attribution.cue, attribution.cue[1:], strict=False):
        if not text[first.start : first.end].lower().endswith("quoted") or second.start - first.end > 120:
            continue
        match = _QUOTED_BY.match(text, first.end, second.start)
        found = noun_phrase(text, match.end(), second.start) if match else None
        if match and found:
            return Found((Span(*found),), (Span(*match.span(1)),), attribution.content)
    return None
