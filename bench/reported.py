"""Articles made of reports: who said what, line by line, with everything found in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from onrecord.model import (
    Attribution,
    Document,
    Entity,
    EntityKind,
    Extraction,
    Kind,
    Mention,
    MentionForm,
    Polarity,
    Span,
    attribution_id,
)


class Report(NamedTuple):
    """Who said what."""

    name: str
    words: str
    polarity: Polarity = Polarity.AFFIRMS


def reported(
    reports: Sequence[Report], *, outlet: str | None = None, published: date | None = None, lead: str = ""
) -> Extraction:
    """An article with these reports after its lead, read as it is meant: "Mara Lind said the gate held."."""
    ids = {name: f"e{i}" for i, name in enumerate(sorted({r.name for r in reports}), start=1)}
    text, places = lead, []
    for report in reports:
        source = Span(len(text), len(text) + len(report.name))
        text += f"{report.name} said "
        places.append((report, source, Span(len(text), len(text) + len(report.words))))
        text += f"{report.words}.\n"
    document = Document.new(text, outlet=outlet, published=published)
    found = tuple(
        Attribution(
            attribution_id(document.id, (source,), (), (content,)),
            (source,),
            (),
            (content,),
            Kind.INDIRECT,
            polarity=report.polarity,
            speaker=ids[report.name],
        )
        for report, source, content in places
    )
    mentions = tuple(Mention(source, MentionForm.NAME, ids[report.name]) for report, source, _ in places)
    entities = tuple(Entity(id_, EntityKind.PERSON, name, (name,)) for name, id_ in ids.items())
    return Extraction(document, found, mentions, entities)
