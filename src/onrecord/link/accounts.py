"""Extraction → accounts: each attribution with what it needs to be compared.

Two things are filled in that a content alone does not say. "Denied it" is about what was said before it; a
bare number ("the figure was 340") is about what the last number counted, or what the question before it asks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.link.account import Account, concedes
from onrecord.link.clauses import Reading, clauses
from onrecord.link.numbers import quantities
from onrecord.link.words import fold, folded_words, stem, words_of
from onrecord.model import (
    Attitude,
    Attribution,
    Document,
    Entity,
    EntityKind,
    Extraction,
    MentionForm,
    Polarity,
    Span,
    Spans,
)
from onrecord.segment import Segments, segment

_REFERRING = frozenset(
    {"it", "so", "that", "this", "as much", "the claim", "the allegation", "the accusation"}
)


_DISMISSING = frozenset(map(stem, ["dismiss", "reject", "ridicule", "mock", "deride"]))
_AS = re.compile(r"(?<=\w) as (?:being|an?|the|“|\")", re.I)
_UNABLE = frozenset(["can't", "cannot", "couldn't"])

LEAST_CLAIM = 4
"""Words of what is believed within a content that make it a claim of its own. Over the samples it takes back
one agreement, wrong, and over 15 articles of BASIL nothing; for verbs of knowing it would bring two wrong
relations from "I do not remember a call"."""

LONGEST_BARE = 40
"""A content of more words says itself what its numbers count."""


def accounts(extraction: Extraction) -> tuple[Account, ...]:
    """The accounts of a document in the order of its attributions. The ids of entities must be those of the
    record, so that one speaker is one voice."""
    return _Accounts(extraction).all()


@dataclass(frozen=True, slots=True)
class _Voice:
    name: str
    terms: frozenset[str]
    key: str


class _Accounts:
    """What the accounts of one document share."""

    def __init__(self, extraction: Extraction) -> None:
        self.extraction = extraction
        self.document: Document = extraction.document
        self.segments: Segments = segment(self.document.text)
        self.voices = voices(extraction.entities, extraction.document.id)
        bodies = (EntityKind.ORGANISATION, EntityKind.GROUP)
        named = {e.id: [w.folded for w in words_of(e.name)] for e in extraction.entities if e.kind in bodies}
        # by name, since ids change as more is known of who is who
        self.bodies = dict(sorted(named.items(), key=lambda body: body[1]))
        self.described = {e.id: e.description or "" for e in extraction.entities}
        for each in extraction.attributions:
            if each.speaker is not None:
                words = " ".join(s.of(extraction.document.text) for s in each.source)
                self.described[each.speaker] = f"{self.described.get(each.speaker, '')} {words}"
        self.resolved = tuple(sorted(self._resolved()))
        self.contexts: dict[str, Spans] = {}
        self.earlier: list[Attribution] = []
        # Who reports a claim has not made it: in "she said they believed that Z", Z is theirs.
        self.nested: dict[str, Spans] = {}
        for each in extraction.attributions:
            if each.within is not None and self._says_something(each):
                self.nested[each.within] = (*self.nested.get(each.within, ()), *each.content)

    def _says_something(self, attribution: Attribution) -> bool:
        """Whether the content is more than a thing that a verb has: in "she no longer believed the minister"
        the minister is part of what she says, and no claim of somebody else's. Not so in "I do not remember a
        call", where who says it leaves open whether there was one."""
        if attribution.attitude is not Attitude.BELIEF:
            return True
        text = self.document.text
        return sum(len(words_of(text, span)) for span in attribution.content) >= LEAST_CLAIM

    def all(self) -> tuple[Account, ...]:
        found = []
        ordered = sorted(self.extraction.attributions, key=lambda a: (a.content[0].start, a.id))
        for attribution in ordered:
            found.append(self._account(attribution))
            self.earlier.append(attribution)
        return tuple(found)

    def _resolved(self) -> list[tuple[Span, str]]:
        """People's mentions, by the last word of the name, and pronouns for anybody."""
        found = []
        kinds = {e.id: e.kind for e in self.extraction.entities}
        for mention in self.extraction.mentions:
            voice = self.voices.get(mention.entity or "")
            if voice is None or not voice.terms:
                continue
            person = kinds[mention.entity or ""] in (EntityKind.PERSON, EntityKind.UNKNOWN)
            if mention.form is MentionForm.PRONOUN or (person and mention.form is MentionForm.NAME):
                found.append((mention.span, max(voice.terms, key=lambda t: (len(t), t))))
        return found

    def _account(self, attribution: Attribution) -> Account:
        document = self.document
        refers = self._referred(attribution)
        content = refers.content if refers else attribution.content
        if attribution.polarity is Polarity.AFFIRMS:
            content = _without(content, self.nested.get(attribution.id, ())) or content
        voice = self.voices.get(attribution.speaker or "")
        source = " ".join(span.of(document.text) for span in attribution.source)
        context = self.contexts[attribution.id] = self._context(attribution)
        resolved = [(s, t) for s, t in self.resolved if any(c.covers(s) for c in content)]
        # A stretch of the text is enough to compare by, and is all that a record keeps.
        everything = (*content, *context, *attribution.content)
        start, end = min(s.start for s in everything), max(s.end for s in everything)
        return Account(
            id=attribution.id,
            document=document.id,
            reading=Reading(
                document.text[start : end + 1],
                _shifted(content, start),
                voice.terms if voice else frozenset(),
                tuple((_shifted((s,), start)[0], t) for s, t in resolved),
                _shifted(context, start),
            ),
            polarity=self._polarity(attribution),
            attitude=attribution.attitude,
            name=voice.name if voice else source,
            voice=voice.key if voice else None,
            said=attribution.said.earliest if attribution.said else document.published,
            own=_shifted(attribution.content, start),
            within=attribution.within,
            refers=refers.id if refers else None,
            speaks_for=self._speaks_for(attribution, source),
            offset=start,
            conceded=concedes(" ".join(span.of(document.text) for span in attribution.cue)),
        )

    def _polarity(self, attribution: Attribution) -> Polarity:
        """Who "can't believe it" is amazed and denies nothing; "let's say" supposes and affirms nothing."""
        text = self.document.text
        source, cue = (
            folded_words(" ".join(span.of(text) for span in spans))
            for spans in (attribution.source, attribution.cue)
        )
        if attribution.polarity is Polarity.DENIES and any(stem(word) in _DISMISSING for word in cue):
            content = " ".join(span.of(text) for span in attribution.content)
            if _AS.search(content):
                # "Dismissed it as a stunt" says what it is.
                return Polarity.AFFIRMS
        amazed = "believe" in cue and not _UNABLE.isdisjoint(cue)
        return Polarity.WITHHOLDS if amazed or source[:1] == ["let's"] else attribution.polarity

    def _paragraph(self, at: int) -> Span:
        found = [p for p in self.segments.paragraphs if p.start <= at < p.end]
        return found[0] if found else Span(0, max(1, len(self.document.text)))

    def _referred(self, attribution: Attribution) -> Attribution | None:
        """Whose content "it" or "so" stands for: the last outermost one before it in the paragraph. After
        "she does not think so of him" who "believed it" may have believed the denial: that is left open."""
        words = " ".join(w.folded for span in attribution.content for w in words_of(self.document.text, span))
        if words.removeprefix("that ") not in _REFERRING and words not in _REFERRING:
            return None
        start = attribution.spans()[0].start
        paragraph = self._paragraph(start)
        for other in reversed(self.earlier):
            if (
                other.within is None
                and other.content[-1].end <= start
                and other.content[0].start >= paragraph.start
            ):
                if other.attitude is Attitude.INTENTION and attribution.polarity is Polarity.DENIES:
                    # A promise is not what is denied.
                    return None
                unclear = attribution.polarity is Polarity.AFFIRMS is not other.polarity
                return None if unclear else other
        return None

    def _speaks_for(self, attribution: Attribution, source: str) -> str | None:
        """The body behind a spokesperson: the one that the words name, else the last body that spoke."""
        described = f"{source} {self.described.get(attribution.speaker or '', '')}".lower()
        if attribution.speaker is None or not re.search(
            r"\bspokes|\bpress (?:officer|team|secretary)", described
        ):
            return None
        for body, words in self.bodies.items():
            if words and words[-1] in described:
                return self.voices[body].key
        before = [a.speaker for a in self.earlier if a.speaker in self.bodies]
        return self.voices[before[-1]].key if before else None

    def _context(self, attribution: Attribution) -> Spans:
        """Where to look for what a bare number counts."""
        words = [w for span in attribution.content for w in words_of(self.document.text, span)]
        if len(words) > LONGEST_BARE or not quantities(self.document.text, tuple(words)):
            return ()
        if not any(c.is_bare_number for c in clauses(Reading(self.document.text, attribution.content))):
            return ()
        start = attribution.spans()[0].start
        paragraph = self._paragraph(start)
        for other in reversed(self.earlier):
            if other.content[0].start < paragraph.start:
                break
            if other.content[-1].end <= start and (known := self.contexts.get(other.id)):
                return known
            read = clauses(Reading(self.document.text, other.content))
            if other.content[-1].end <= start and any(c.quantities and not c.is_bare_number for c in read):
                return other.content
        return tuple(
            [
                s
                for s in self.segments.sentences
                if paragraph.start <= s.start and s.end <= start and self._counts(s)
            ][-1:]
        )

    def _counts(self, sentence: Span) -> bool:
        """Whether a sentence asks, or says how many there are of something."""
        if self.document.text[sentence.end - 1] == "?":
            return True
        read = clauses(Reading(self.document.text, (sentence,)))
        return any(c.quantities and not c.is_bare_number for c in read)


def _shifted(spans: Spans, start: int) -> Spans:
    return tuple(Span(span.start - start, span.end - start) for span in spans)


def _without(content: Spans, taken: Spans) -> Spans:
    """The parts of a content outside of some spans."""
    left = list(content)
    for gone in sorted(taken):
        pieces = []
        for span in left:
            if not span.overlaps(gone):
                pieces.append(span)
                continue
            if span.start < gone.start:
                pieces.append(Span(span.start, gone.start))
            if gone.end < span.end:
                pieces.append(Span(gone.end, span.end))
        left = pieces
    return tuple(left)


def _folded(name: str) -> list[str]:
    return [word for word in folded_words(name) if word != "the"]


def voices(entities: Sequence[Entity], document: str) -> dict[str, _Voice]:
    """How each entity of a document is called, the terms its name is compared by (for people the last word of
    the name, or the whole of it where two in the document share that word: father and son), and the key by
    which it is known in other documents: the folded name, or for the unnamed one of its own."""
    last: dict[str, str] = {}
    for entity in entities:
        words = _folded(entity.name)
        if entity.kind in (EntityKind.PERSON, EntityKind.UNKNOWN) and words:
            last[entity.id] = words[-1]
    found = {}
    for entity in entities:
        words = list(map(stem, _folded(entity.name)))
        if entity.id in last:
            shared = sum(1 for word in last.values() if word == last[entity.id]) > 1
            terms = {fold(" ".join(words))} if shared else {stem(last[entity.id])}
        else:
            terms = set(words) - {"the", "of", "and", "for"}
        unnamed = entity.kind is EntityKind.UNNAMED
        if unnamed:
            terms = set()
        # Which people of several articles are one changes as articles are added; what two accounts are to
        # each other is decided by names, and set right where links are read.
        key = f"{document} {entity.id}" if unnamed or not words else " ".join(_folded(entity.name))
        found[entity.id] = _Voice(entity.name, frozenset(terms), key)
    return found
