"""Articles that name people and say nothing else: what telling people apart needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from onrecord.model import Document, Entity, EntityKind, Extraction, Mention, MentionForm, Span

MODEL = "invented/1"
Named = tuple[str, str | None]
"""A name and the description beside it."""


def article(
    number: int, people: Sequence[Named], *, outlet: str = "Quay", bodies: Iterable[str] = ()
) -> Extraction:
    """An article with these people in it, in this order."""
    text = f"Article {number}.\n"
    mentions, entities = [], []
    for name, description in people:
        id_ = f"e{len(entities) + 1}"
        mentions.append(Mention(Span(len(text), len(text) + len(name)), MentionForm.NAME, id_))
        text += f"{name}, {description}.\n" if description else f"{name}.\n"
        entities.append(Entity(id_, EntityKind.PERSON, name, (name,), description))
    for name in bodies:
        id_ = f"e{len(entities) + 1}"
        mentions.append(Mention(Span(len(text), len(text) + len(name)), MentionForm.NAME, id_))
        text += f"{name}.\n"
        entities.append(Entity(id_, EntityKind.ORGANISATION, name, (name,)))
    document = Document.new(text, outlet=outlet, published=date(2030, 1, 1) + timedelta(days=number % 700))
    return Extraction(document, (), tuple(mentions), tuple(entities))
