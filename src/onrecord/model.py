"""The nouns of the record. Frozen values, compared by content; nothing here does any work.

Every offset counts Unicode code points of ``Document.text`` and every span is half-open, ``[start, end)``:
never bytes, never tokens, never UTF-16 units.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """How the content is reported: all of it between quotation marks, some of it, or none (PARC 3.0)."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Attitude(StrEnum):
    """The type of an attribution as the Penn Discourse Treebank 2.0 has it."""

    ASSERTION = "assertion"
    BELIEF = "belief"
    FACT = "fact"
    INTENTION = "intention"


class Polarity(StrEnum):
    """What the source does with the content; negation *inside* the content is not the source's polarity."""

    AFFIRMS = "affirms"
    DENIES = "denies"
    WITHHOLDS = "withholds"


class SourceType(StrEnum):
    """Whether the source can be told apart: a named one, a body or group, or one that is kept unnamed."""

    SPECIFIC = "specific"
    COLLECTIVE = "collective"
    UNNAMED = "unnamed"


class MentionForm(StrEnum):
    """The shape of a mention."""

    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


class EntityKind(StrEnum):
    """What stands behind the mentions. ``unknown`` is a legal answer: refuse rather than guess."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    PLACE = "place"
    UNNAMED = "unnamed"
    UNKNOWN = "unknown"


class Relation(StrEnum):
    """What two attributions about one thing are to each other; ``updates``: same speaker, later, changed."""

    SAME_QUOTE = "same_quote"
    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    UPDATES = "updates"


class Verdict(StrEnum):
    """What a person decides about two attributions: one claim or two; a relation holds or does not."""

    SAME = "same"
    DIFFERENT = "different"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``[start, end)`` in code points of one document's text. Never empty: raises ValueError otherwise."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, got [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words that the span stands for in ``text``."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether every code point of ``other`` lies in this span."""
        return self.start <= other.start and other.end <= self.end


Spans = tuple[Span, ...]
"""Sorted, disjoint spans of one part of an attribution. ``()`` where the text has no words for the part."""


@dataclass(frozen=True, slots=True)
class Document:
    """One article: immutable text plus what is known about it. A changed text is another document.

    ``id`` is derived from text, URL, outlet and date of publication (see :func:`document_id`), so that the
    same article read twice is one document and a wire copy in another outlet is another one.
    ``None`` and ``()`` mean unknown. ``language`` is a BCP 47 tag.
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    published: date | None = None
    language: str | None = None

    @classmethod
    def new(
        cls,
        text: str,
        *,
        title: str | None = None,
        url: str | None = None,
        outlet: str | None = None,
        byline: tuple[str, ...] = (),
        published: date | None = None,
        language: str | None = None,
    ) -> Document:
        """A document under the id that its own text and metadata give it."""
        key = document_id(text, url=url, outlet=outlet, published=published)
        return cls(key, text, title, url, outlet, byline, published, language)


def document_id(text: str, *, url: str | None, outlet: str | None, published: date | None) -> str:
    """16 hexadecimal digits (64 bits) of SHA-256 over text, URL, outlet and date: the same in every record.

    ``text`` must hold no lone surrogates (readers refuse them); otherwise UnicodeEncodeError.
    """
    parts = [text, url, outlet, published.isoformat() if published else None]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Medium:
    """Through what it was said. ``kind`` is one of interview, press_conference, post, op_ed, statement,
    speech, letter, court, report, broadcast, call, testimony, book, survey, document; ``outlet`` the entity
    named as carrying it, or None; ``spans`` the words that say so."""

    kind: str
    outlet: str | None = None
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Said:
    """When it was said: both days inclusive (TIMEX3-like, grain is the width), and the words that say so."""

    earliest: date
    latest: date
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """One relation source → cue → content (PARC 3.0, PolNeAR). Only ``content`` may not be empty.

    ``speaker`` is the id of the entity behind the source, None when not determined; ``speaker_reason`` says
    in one sentence how it was found or why it was left open (None: nobody has said). ``within`` is the id of
    the attribution whose content contains this one. ``confidence`` is the measured probability that source
    and content are right together, None when the backend has none.
    """

    id: str
    source: Spans
    cue: Spans
    content: Spans
    kind: Kind
    attitude: Attitude = Attitude.ASSERTION
    polarity: Polarity = Polarity.AFFIRMS
    source_type: SourceType | None = None
    speaker: str | None = None
    addressee: Spans = ()
    medium: Medium | None = None
    said: Said | None = None
    within: str | None = None
    confidence: float | None = None
    speaker_reason: str | None = None

    def spans(self) -> Spans:
        """Source, cue and content spans together, sorted."""
        return tuple(sorted((*self.source, *self.cue, *self.content)))

    def with_(self, **changes: object) -> Attribution:
        """A copy with some fields changed; the id stays."""
        return replace(self, **changes)  # type: ignore[arg-type]


def attribution_id(document: str, source: Spans, cue: Spans, content: Spans) -> str:
    """12 hexadecimal digits over the document's id and the spans: one finding, one id, whoever finds it."""
    parts = [document, *([[s.start, s.end] for s in part] for part in (source, cue, content))]
    return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, description or pronoun in a document, and the entity behind it (None: left open)."""

    span: Span
    form: MentionForm
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """What a document calls somebody: the words of ``span``. ``day`` is when it said so, its day of
    publication (None: unknown); ``former`` that it speaks of a time before."""

    span: Span
    day: date | None = None
    former: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """The person, organisation or group behind mentions. ``name`` is the fullest form seen, ``names`` all of
    them, ``description`` a role phrase or None. ``roles`` are all role phrases of the document, the one of
    the description first, the others in the order of the text."""

    id: str
    kind: EntityKind
    name: str
    names: tuple[str, ...] = ()
    description: str | None = None
    roles: tuple[RolePhrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be read or processed, kept as a row: nothing is lost silently.

    ``origin`` names the input (a path, ``path:line``, ``-`` for standard input, or a document id), ``stage``
    the stage that refused it (read, extract, resolve, store), ``reason`` the exception's class name in kebab
    case, and ``message`` says what is wrong and what to do next.
    """

    origin: str
    stage: str
    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one reading of one document found: the value behind one line of the wire format."""

    document: Document
    attributions: tuple[Attribution, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    failures: tuple[Failure, ...] = ()
