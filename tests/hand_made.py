"""Extractions made by hand from the span-markup notation, for tests that must not depend on a model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from onrecord.evaluate.gold import Gold
from onrecord.evaluate.notation import parse
from onrecord.model import Entity, EntityKind, Extraction, Mention, MentionForm

FOLDER = Path(__file__).parent / "data" / "cli"


def extraction(gold: Gold, descriptions: dict[str, str] | None = None) -> Extraction:
    """The gold's attributions with the speakers that it names, each mentioned where it is the source."""
    names = dict.fromkeys(
        e.stated.speaker for e in gold.expected if e.stated and e.stated.speaker not in (None, "?")
    )
    ids = {name: f"e{number}" for number, name in enumerate(names, start=1)}
    entities = tuple(
        Entity(ids[name], EntityKind.PERSON, name, (name, name.split()[-1]), (descriptions or {}).get(name))
        for name in names
        if name
    )
    attributions, mentions = [], []
    for expected in gold.expected:
        speaker = ids.get(expected.stated.speaker) if expected.stated else None
        attributions.append(replace(expected.attribution, speaker=speaker))
        if speaker and expected.attribution.source:
            mentions.append(Mention(expected.attribution.source[0], MentionForm.NAME, speaker))
    return Extraction(gold.document, tuple(attributions), tuple(dict.fromkeys(mentions)), entities)


def article(name: str, **descriptions: str) -> Extraction:
    """The extraction behind ``tests/data/cli/NAME.gold.txt``."""
    roles = {name.replace("_", " "): role for name, role in descriptions.items()}
    return extraction(parse((FOLDER / f"{name}.gold.txt").read_text(encoding="utf-8")), roles)
