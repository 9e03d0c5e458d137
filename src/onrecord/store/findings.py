"""Rows → Document and Extraction: what one document holds, and the whole record in an order of its own."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from onrecord.errors import NotFound
from onrecord.model import (
    Attitude,
    Attribution,
    Document,
    Entity,
    EntityKind,
    Extraction,
    Failure,
    Kind,
    Medium,
    Mention,
    MentionForm,
    Polarity,
    RolePhrase,
    Said,
    SourceType,
    Span,
    Spans,
)
from onrecord.store.database import Database, Row
from onrecord.store.entities import renamed

SHOWN = 5
"""As many candidates does a message list; more would push the sentence off a terminal's line."""

Parts = dict[int, dict[str, Spans]]
"""Attribution key → role → spans. A role without words is missing."""


def document_key(db: Database, prefix: str) -> int:
    """The key of the one document whose id starts with ``prefix``. Raises NotFound for none and for
    several."""
    start = prefix.strip().lower()
    # "g" follows the last hexadecimal digit.
    sql = "SELECT key, id, title FROM documents WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
    found = db.rows(sql, start, start + "g", SHOWN + 1) if start else []
    if len(found) == 1:
        return int(found[0][0])
    if found:
        shown = ", ".join(f"{id_} ({title or 'untitled'})" for _, id_, title in found[:SHOWN])
        more = ", …" if len(found) > SHOWN else ""
        raise NotFound(
            f"several documents have an id that starts with {prefix!r}: {shown}{more}; give more of it"
        )
    raise NotFound(f"no document has an id that starts with {prefix!r}; `onrecord said` and `who` print ids")


def document(db: Database, key: int) -> Document:
    """The document of a key."""
    sql = "SELECT id, text, title, url, outlet, byline, published, language FROM documents WHERE key = ?"
    id_, text, title, url, outlet, byline, published, language = db.rows(sql, key)[0]
    return Document(id_, text, title, url, outlet, tuple(json.loads(byline)), day(published), language)


def extraction(db: Database, key: int, model: str | None = None) -> Extraction:
    """What was found in the document of a key, under the record's own entity ids, sorted (see `renamed`).

    By ``model``, or by the current one. Raises NotFound if ``model`` has not read the document.
    """
    if model is None:
        run = db.value("SELECT key FROM current_runs WHERE document = ?", key)
    else:
        sql = "SELECT r.key FROM runs r JOIN models m ON m.key = r.model WHERE r.document = ? AND m.name = ?"
        run = db.value(sql, key, model)
    read = document(db, key)
    if run is None:
        raise NotFound(f"document {read.id} has not been read by {model or 'any model'}")
    return _of_run(db, read, int(run))


def extractions(db: Database) -> Iterator[Extraction]:
    """The current extraction of every document, sorted by document id. The list is fixed at the start, and
    rows never change, so that what is added meanwhile does not show."""
    sql = "SELECT d.key, r.key FROM documents d JOIN current_runs r ON r.document = d.key ORDER BY d.id"
    for key, run in db.rows(sql):
        yield _of_run(db, document(db, key), run)


def _of_run(db: Database, read: Document, run: int) -> Extraction:
    entities, ids = _entities(db, run, read.published)
    failed = db.rows(
        """SELECT f.origin, f.stage, f.reason, f.message FROM run_failures x JOIN failures f ON f.key =
        x.failure
           WHERE x.run = ? ORDER BY x.position""",
        run,
    )
    plain = Extraction(
        read, _attributions(db, run), _mentions(db, run), entities, tuple(Failure(*row) for row in failed)
    )
    return renamed(plain, ids)


def _entities(db: Database, run: int, published: date | None) -> tuple[tuple[Entity, ...], dict[str, str]]:
    roles: dict[str, list[RolePhrase]] = defaultdict(list)
    sql = """SELECT l.local, p.start, p."end", p.former
             FROM local_entities l JOIN role_phrases p ON p.entity = l.key
             WHERE l.run = ? ORDER BY p.entity, p.position"""
    for local, start, end, former in db.rows(sql, run):
        roles[local].append(RolePhrase(Span(start, end), published, bool(former)))
    sql = """SELECT l.local, e.id, l.kind, l.name, l.names, l.description
             FROM local_entities l JOIN entity_of o ON o.local = l.key JOIN entities e ON e.key = o.entity
             WHERE l.run = ? ORDER BY l.key"""
    entities, ids = [], {}
    for local, id_, kind, name, names, description in db.rows(sql, run):
        ids[local] = id_
        known = tuple(json.loads(names))
        entities.append(Entity(local, EntityKind(kind), name, known, description, tuple(roles[local])))
    return tuple(entities), ids


def _mentions(db: Database, run: int) -> tuple[Mention, ...]:
    sql = """SELECT m.start, m."end", m.form, l.local
             FROM mentions m LEFT JOIN local_entities l ON l.key = m.entity
             WHERE m.run = ? ORDER BY m.position"""
    return tuple(Mention(Span(start, end), MentionForm(form), e) for start, end, form, e in db.rows(sql, run))


def _attributions(db: Database, run: int) -> tuple[Attribution, ...]:
    parts: Parts = defaultdict(dict)
    sql = """SELECT s.attribution, s.role, s.start, s."end"
             FROM attributions a JOIN spans s ON s.attribution = a.key
             WHERE a.run = ? ORDER BY s.attribution, s.role, s.position"""
    for key, role, start, end in db.rows(sql, run):
        parts[key][role] = (*parts[key].get(role, ()), Span(start, end))
    sql = """SELECT a.key, a.id, a.kind, a.attitude, a.polarity, a.source_type, s.local, a.medium, m.local,
                    a.said_earliest, a.said_latest, w.id, a.confidence, a.speaker_reason
             FROM attributions a
             LEFT JOIN local_entities s ON s.key = a.speaker
             LEFT JOIN local_entities m ON m.key = a.medium_outlet
             LEFT JOIN attributions w ON w.key = a.within
             WHERE a.run = ? ORDER BY a.key"""
    return tuple(_attribution(row, parts[row[0]]) for row in db.rows(sql, run))


def _attribution(row: Row, parts: dict[str, Spans]) -> Attribution:
    _, id_, kind, attitude, polarity, source_type, speaker, medium, outlet, earliest, latest = row[:11]
    within, sure, reason = row[11:]

    def part(role: str) -> Spans:
        return parts.get(role, ())

    return Attribution(
        id_,
        part("source"),
        part("cue"),
        part("content"),
        Kind(kind),
        Attitude(attitude),
        Polarity(polarity),
        SourceType(source_type) if source_type else None,
        speaker,
        part("addressee"),
        Medium(medium, outlet, part("medium")) if medium is not None else None,
        said(earliest, latest, part("said")),
        within,
        sure,
        reason,
    )


def said(earliest: str | None, latest: str | None, spans: Spans) -> Said | None:
    """The interval between two stored days; None where it is not known."""
    return (
        Said(date.fromisoformat(earliest), date.fromisoformat(latest), spans) if earliest and latest else None
    )


def day(stored: str | None) -> date | None:
    """The day of a stored ISO date."""
    return date.fromisoformat(stored) if stored else None
