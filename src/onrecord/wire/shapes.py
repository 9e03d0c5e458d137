"""What is on the wire, as types: the docstrings are the descriptions in the published schema.

Spans are half-open pairs ``(start, end)`` in code points of ``document.text``. These types live apart from
the model because the wire writes a span as a pair where the model has a noun, and because the wire must not
change when the model does.
"""

from __future__ import annotations

from datetime import date
from typing import NotRequired, TypedDict

from onrecord.model import Attitude, EntityKind, Kind, MentionForm, Polarity, SourceType


class DocumentShape(TypedDict):
    """One article: the unchanged text that all offsets refer to, and what is known about it."""

    id: str
    text: str
    title: str | None
    url: str | None
    outlet: str | None
    byline: list[str]
    published: date | None
    language: str | None


class MediumShape(TypedDict):
    """Through what it was said; outlet is the id of an entity, spans the words that say so."""

    kind: str
    outlet: str | None
    spans: list[tuple[int, int]]


class SaidShape(TypedDict):
    """When it was said: both days inclusive, and the words that say so."""

    earliest: date
    latest: date
    spans: list[tuple[int, int]]


class AttributionShape(TypedDict):
    """One relation source → cue → content. Source and cue may be empty, content may not; spans are sorted
    and disjoint. speaker is the id of an entity, within the id of the attribution whose content contains
    this one, confidence the measured probability that source and content are right together, or null.
    speaker_reason says how the speaker was found or why it was left open; older lines lack it."""

    id: str
    source: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    content: list[tuple[int, int]]
    kind: Kind
    attitude: Attitude
    polarity: Polarity
    source_type: SourceType | None
    speaker: str | None
    addressee: list[tuple[int, int]]
    medium: MediumShape | None
    said: SaidShape | None
    within: str | None
    confidence: float | None
    speaker_reason: NotRequired[str | None]


class MentionShape(TypedDict):
    """A name, description or pronoun in the text, and the id of the entity behind it, or null."""

    span: tuple[int, int]
    form: MentionForm
    entity: str | None


class RolePhraseShape(TypedDict):
    """What the text calls somebody, the day on which it said so, and whether it speaks of a time before."""

    span: tuple[int, int]
    day: date | None
    former: bool


class EntityShape(TypedDict):
    """The person, organisation or group behind mentions: the fullest name seen, and all of them. roles are
    all role phrases of the text, that of the description first; older lines lack them."""

    id: str
    kind: EntityKind
    name: str
    names: list[str]
    description: str | None
    roles: NotRequired[list[RolePhraseShape]]


class FailureShape(TypedDict):
    """Something that could not be read or processed, and what to do about it."""

    origin: str
    stage: str
    reason: str
    message: str


class ExtractionShape(TypedDict):
    """One line: a document and everything that one reading of it found."""

    document: DocumentShape
    attributions: list[AttributionShape]
    mentions: list[MentionShape]
    entities: list[EntityShape]
    failures: list[FailureShape]
