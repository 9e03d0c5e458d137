"""Extractions for the tests of the record, written in the span-markup notation."""

from __future__ import annotations

from dataclasses import replace

from onrecord.evaluate.notation import parse
from onrecord.model import Entity, EntityKind, Extraction, Mention, MentionForm

MODEL = "rules/1"


def article(
    marked: str,
    *,
    outlet: str | None = "Vale Herald",
    published: str | None = "2026-05-04",
    title: str | None = None,
    also: dict[str, tuple[str, ...]] | None = None,
    kinds: dict[str, EntityKind] | None = None,
) -> Extraction:
    """A marked article as an extraction. Each speaker named in a feature line becomes an entity, mentioned
    by name where the source is. ``also`` gives further names of a speaker, ``kinds`` what is no person."""
    head = {"title": title, "outlet": outlet, "published": published}
    front = "".join(f"{key}: {value}\n" for key, value in head.items() if value is not None)
    gold = parse(f"---\n{front}---\n{marked}")
    names = dict.fromkeys(e.stated.speaker for e in gold.expected if e.stated and e.stated.speaker)
    ids = {name: f"e{i}" for i, name in enumerate(names, start=1)}
    attributions = []
    mentions = []
    for expected in gold.expected:
        speaker = expected.stated and expected.stated.speaker
        attributions.append(expected.attribution.with_(speaker=ids[speaker] if speaker else None))
        if speaker and expected.attribution.source:
            mentions.append(Mention(expected.attribution.source[0], MentionForm.NAME, ids[speaker]))
    entities = tuple(
        Entity(
            ids[name],
            (kinds or {}).get(name, EntityKind.PERSON),
            name,
            (name, *(also or {}).get(name, ())),
        )
        for name in names
    )
    return Extraction(gold.document, tuple(attributions), tuple(mentions), entities)


def one_statement(
    speaker: str,
    content: str,
    *,
    outlet: str | None = "Vale Herald",
    published: str | None = "2026-05-04",
    **more: object,
) -> Extraction:
    """An article in which ``speaker`` says ``content`` and nothing else happens."""
    marked = f'<s1>{speaker}</s1> <k1>said</k1> <c1>{content}</c1>.\n===\n1: speaker="{speaker}"\n'
    return article(marked, outlet=outlet, published=published, **more)  # type: ignore[arg-type]


def unnamed(extraction: Extraction, name: str) -> Extraction:
    """``extraction`` in which the entity called ``name`` has no name: only descriptions of it are there."""
    ids = {e.id for e in extraction.entities if e.name == name}
    mentions = (
        replace(m, form=MentionForm.DESCRIPTION) if m.entity in ids else m for m in extraction.mentions
    )
    return replace(extraction, mentions=tuple(mentions))
