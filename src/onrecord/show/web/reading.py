"""The article page: the text with its marks, the ledger beside it, and the details of one finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from onrecord.errors import UsageError
from onrecord.model import Attribution, Entity, Extraction, Mention, MentionForm, Polarity, Spans
from onrecord.segment import segment
from onrecord.show import markup
from onrecord.show.markup import Mark, Reference
from onrecord.show.terminal.words import channel, verb, when
from onrecord.show.web.addresses import Addresses
from onrecord.show.web.answers import Page, statement_row
from onrecord.store import Record, Statement
from onrecord.store.links import Link
from onrecord.store.pages import statements_of
from onrecord.store.relations import compared, copied_from, copies_of, linked, links_of, worded_alike
from onrecord.wire import encode

ALIKE_WORDS = 4
"""A content of fewer words is looked for nowhere else: "yes, of course" stands in many articles and means
nothing."""

ELSEWHERE = 6
"""Other places of the same words that are listed."""

LOOKED_FOR = 40
"""Words of a content that are looked for elsewhere: enough to tell it from any other, few enough for the
index."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger. ``depth`` counts the findings that it stands in."""

    number: int
    id: str
    who: Markup
    speaker: str | None
    verb: str
    polarity: Polarity
    kind: str
    words: str
    circumstances: str
    within: int | None
    depth: int
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Details:
    """Everything about one finding. ``why`` says how the speaker was found; ``inner`` are the numbers of
    the findings inside this one; ``elsewhere`` the articles that have the same words."""

    entry: Entry
    attribution: Attribution
    parts: tuple[tuple[str, str, Spans], ...]
    entity: Entity | None
    why: Markup
    medium_outlet: str | None
    model: str
    outer: Entry | None
    inner: tuple[Entry, ...]
    elsewhere: tuple[Statement, ...]
    links: tuple[Link, ...]
    claim: bool


def article(record: Record, to: Addresses, id: str) -> Page:
    """The page of a document's id, or the unique beginning of one."""
    return _page(record, to, record.extraction(id), None)


def statement(record: Record, to: Addresses, id: str) -> Page:
    """The article of an attribution, opened at its words with the details shown."""
    found = record.attribution(id)
    extraction = record.extraction(found.document)
    if all(a.id != found.id for a in extraction.attributions):
        extraction = record.extraction(found.document, model=found.model)
    return _page(record, to, extraction, found)


def details(record: Record, to: Addresses, id: str) -> Page:
    """The details of one attribution alone, for a page that is open."""
    full = statement(record, to, id)
    return Page("_details.html", full.title, {"details": full.values["details"]}, full.data, full.rows)


def published_details(record: Record, extraction: Extraction, model: str) -> dict[str, Details]:
    """The details of every attribution, by id: a published page has them all."""
    entries = _entries(extraction)
    return {e.id: _details(record, extraction, entries, e, model) for e in entries}


def _page(record: Record, to: Addresses, extraction: Extraction, here: Statement | None) -> Page:
    document = extraction.document
    entries = _entries(extraction)
    selected = next((e for e in entries if here and e.id == here.id), None)
    model = here.model if here else _model(record, extraction)
    copies, copied = copies_of(record, document.id)
    values = {
        "document": document,
        "entries": entries,
        "text": Markup(_marked(extraction, entries, to, selected.number if selected else None)),
        "details": _details(record, extraction, entries, selected, model) if selected else None,
        "all_details": published_details(record, extraction, model) if to.static else {},
        "model": model,
        "failures": extraction.failures,
        "origin": copied_from(record, document.id),
        "copies": copies,
        "copied": copied,
    }
    title = document.title or f"Document {document.id}"
    rows = [statement_row(s) for s in statements_of(record, [e.id for e in entries])]
    return Page("article.html", title, values, encode(extraction), rows)


def _model(record: Record, extraction: Extraction) -> str:
    if extraction.attributions:
        return record.attribution(extraction.attributions[0].id).model
    return ""


def _marked(extraction: Extraction, entries: list[Entry], to: Addresses, here: int | None) -> str:
    document = extraction.document
    numbers = {entry.id: entry.number for entry in entries}
    marks = [
        Mark(span, role, numbers[a.id])
        for a in extraction.attributions
        for role, spans in (("source", a.source), ("cue", a.cue), ("content", a.content))
        for span in spans
    ]
    references = {
        e.number: Reference(
            f"#a-{e.id}" if to.static else to.statement(e.id, document.id),
            f"Statement {e.number}: {Markup(e.who).striptags()} {e.verb}",
            "" if e.polarity is Polarity.AFFIRMS else str(e.polarity),
        )
        for e in entries
    }
    paragraphs = segment(document.text).paragraphs
    return markup.article(document.text, paragraphs, marks, references, here=here)


def _entries(extraction: Extraction) -> list[Entry]:
    """The ledger: findings by place, numbered from 1."""
    text = extraction.document.text
    entities = {entity.id: entity for entity in extraction.entities}
    ordered = sorted(extraction.attributions, key=lambda a: (a.spans()[0], a.id))
    numbers = {a.id: number for number, a in enumerate(ordered, start=1)}
    outer = {a.id: a.within for a in ordered}
    return [_entry(a, numbers, _depth(a.id, outer), entities, text) for a in ordered]


def _entry(
    a: Attribution, numbers: Mapping[str, int], depth: int, entities: Mapping[str, Entity], text: str
) -> Entry:
    entity = entities.get(a.speaker) if a.speaker else None
    carrier = entities.get(a.medium.outlet) if a.medium and a.medium.outlet else None
    through = channel(
        words_of(a.addressee, text),
        a.medium.kind if a.medium else None,
        words_of(a.medium.spans, text) if a.medium else "",
        carrier.name if carrier else None,
    )
    return Entry(
        number=numbers[a.id],
        id=a.id,
        who=_who(entity, words_of(a.source, text)),
        speaker=entity.id if entity else None,
        verb=verb(
            a.attitude,
            a.polarity,
            words_of(a.content, text),
            entity.name if entity else words_of(a.source, text),
        ),
        polarity=a.polarity,
        kind=a.kind,
        words=words_of(a.content, text),
        circumstances=", ".join(part for part in (when(a.said), through) if part),
        within=numbers.get(a.within) if a.within else None,
        depth=depth,
        confidence=a.confidence,
    )


def _who(entity: Entity | None, source: str) -> Markup:
    if entity is not None:
        return _bdi(entity.name)
    return Markup("“{}”").format(_bdi(source)) if source else Markup("A source not named")


def _bdi(words: str) -> Markup:
    return Markup(markup.isolated(markup.safe(words)))


def words_of(spans: Spans, text: str) -> str:
    """The words of a part on one line, with ``…`` where it is interrupted."""
    return " … ".join(" ".join(span.of(text).split()) for span in spans)


def _depth(id: str, outer: Mapping[str, str | None]) -> int:
    depth, at = 0, outer.get(id)
    while at is not None and depth < len(outer):
        depth, at = depth + 1, outer.get(at)
    return depth


def _details(
    record: Record, extraction: Extraction, entries: list[Entry], entry: Entry, model: str
) -> Details:
    text = extraction.document.text
    a = next(each for each in extraction.attributions if each.id == entry.id)
    entities = {entity.id: entity for entity in extraction.entities}
    carrier = entities.get(a.medium.outlet) if a.medium and a.medium.outlet else None
    parts = (
        ("source", a.source),
        ("cue", a.cue),
        ("content", a.content),
        ("addressee", a.addressee),
        ("medium", a.medium.spans if a.medium else ()),
        ("said", a.said.spans if a.said else ()),
    )
    return Details(
        entry=entry,
        attribution=a,
        parts=tuple((role, words_of(spans, text), spans) for role, spans in parts if spans),
        entity=entities.get(a.speaker) if a.speaker else None,
        why=_why(a, extraction),
        medium_outlet=carrier.name if carrier else None,
        model=model,
        outer=next((e for e in entries if e.number == entry.within), None),
        inner=tuple(e for e in entries if e.within == entry.number),
        elsewhere=_elsewhere(record, a, extraction),
        links=links_of(record, a.id),
        claim=linked(record, a.id),
    )


def _why(a: Attribution, extraction: Extraction) -> Markup:
    """How the speaker was found, in one sentence: what is on record, or for findings that came without it
    what their mentions show."""
    if a.speaker_reason is not None:
        return _bdi(a.speaker_reason)
    text = extraction.document.text
    if a.speaker is None:
        return Markup(
            "The article names no source here."
            if not a.source
            else "Not determined: nobody is put on record without evidence."
        )
    mentions = [m for m in extraction.mentions if m.entity == a.speaker]
    here = next((m for m in mentions if any(m.span.overlaps(s) for s in a.source)), None)
    name = next((m for m in mentions if m.form is MentionForm.NAME), None)
    if here is None:
        return Markup("Continues the speaker from the words before.")
    if here.form is MentionForm.NAME:
        return Markup("Named in the source: {}.").format(_quoted(here, text))
    if name is None:
        return Markup("Described as {}.").format(_quoted(here, text))
    return Markup("{} stands for {}.").format(_quoted(here, text), _quoted(name, text))


def _quoted(mention: Mention, text: str) -> Markup:
    return Markup("“{}”").format(_bdi(" ".join(mention.span.of(text).split())))


def _elsewhere(record: Record, a: Attribution, extraction: Extraction) -> tuple[Statement, ...]:
    """Statements of other articles with the same words: as the linker compares them, or as they stand where
    nothing has been compared."""
    if compared(record):
        return worded_alike(record, a.id, limit=ELSEWHERE)
    longest = max(a.content, key=len).of(extraction.document.text)
    words = "".join(c if c.isalnum() or c in "'’" else " " for c in longest).split()
    if len(words) < ALIKE_WORDS:
        return ()
    try:
        hits = record.said('"' + " ".join(words[:LOOKED_FOR]) + '"', limit=2 * ELSEWHERE)
    except UsageError:
        return ()
    found = (hit.statement for hit in hits if hit.document != extraction.document.id)
    return tuple(s for s in found if s is not None)[:ELSEWHERE]
