"""What the pages ask of a record: articles, and statements by their ids.

Everything here and in `listing`, `persons` and `relations` reads bounded parts of a record through its
indexes and kept counts, so that a page costs the same in a record of a million statements."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onrecord.store import summary
from onrecord.store.database import Database
from onrecord.store.findings import day
from onrecord.store.names import folded_words
from onrecord.store.record import Record
from onrecord.store.statements import Statement, load
from onrecord.store.summary import Outlet

_CURRENT = "r.key IN (SELECT c.key FROM current_runs c WHERE c.key = r.key)"


@dataclass(frozen=True, slots=True)
class Article:
    """One document without its text; ``statements`` counts its current findings."""

    id: str
    title: str | None
    outlet: str | None
    published: date | None
    statements: int


def version(record: Record) -> tuple[int, ...]:
    """Changes whenever something was added, failed, settled or chosen; cheap."""
    tables = ("runs", "choices", "failures", "settled")
    return tuple(record._db.value(f"SELECT coalesce(max(rowid), 0) FROM {table}") for table in tables)


def models(record: Record) -> tuple[str, ...]:
    """All models with findings here, in the order of first use."""
    return summary.models(record._db)


def statements_in(record: Record, document: str, *, limit: int) -> tuple[Statement, ...]:
    """The first statements of the document of that very id, by place."""
    sql = f"""SELECT a.key FROM documents d
              JOIN runs r ON r.document = d.key JOIN attributions a ON a.run = r.key
              WHERE d.id = ? {and_current(record._db)} ORDER BY a.key LIMIT ?"""
    return load(record._db, [key for (key,) in record._db.rows(sql, document, limit)])


def statements_of(record: Record, ids: Iterable[str]) -> tuple[Statement, ...]:
    """The statements of these attribution ids, in this order, without those that are not there."""
    wanted = list(dict.fromkeys(ids))
    sql = f"""SELECT a.id, a.key FROM json_each(?) j JOIN attributions a ON a.id = j.value
              JOIN runs r ON r.key = a.run WHERE TRUE {and_current(record._db)}"""
    keys: dict[str, int] = dict(record._db.rows(sql, json.dumps(wanted)))
    return load(record._db, [keys[id_] for id_ in wanted if id_ in keys])


def doubtful(record: Record, *, limit: int) -> tuple[Statement, ...]:
    """The statements with the lowest confidence below one half, the lowest first."""
    sql = f"""SELECT a.key FROM attributions a JOIN runs r ON r.key = a.run
              WHERE a.confidence < 0.5 {and_current(record._db)} ORDER BY a.confidence, a.key LIMIT ?"""
    return load(record._db, [key for (key,) in record._db.rows(sql, limit)])


def outlet(record: Record, name: str) -> Outlet | None:
    """What the record has of the outlet of that very name; None for nothing."""
    rows = record._db.rows(
        "SELECT name, documents, statements, first, last FROM outlets WHERE name = ? AND documents > 0", name
    )
    return Outlet(rows[0][0], rows[0][1], rows[0][2], day(rows[0][3]), day(rows[0][4])) if rows else None


def articles(
    record: Record, *, outlet: str | None = None, limit: int, offset: int = 0
) -> tuple[Article, ...]:
    """Articles by day of publication, the last first, those without one at the end; of the outlet of that
    very name, or of all."""
    db = record._db
    where, values = ("WHERE outlet = ?", (outlet,)) if outlet is not None else ("", ())
    sql = f"""SELECT d.id, d.title, d.outlet, d.published,
                     (SELECT count(*) FROM attributions a JOIN runs r ON r.key = a.run
                      WHERE r.document = d.key {and_current(db)})
              FROM (SELECT key FROM documents {where} ORDER BY published DESC, key DESC LIMIT ? OFFSET ?) p
              JOIN documents d ON d.key = p.key ORDER BY d.published DESC, d.key DESC"""
    return tuple(
        Article(id_, title, name, day(published), n)
        for id_, title, name, published, n in db.rows(sql, *values, limit, offset)
    )


def titled(record: Record, beginning: str, *, limit: int) -> tuple[Article, ...]:
    """Articles whose title has these words, the last as the beginning of one; the latest added first."""
    words = folded_words(beginning)
    if not words:
        return ()
    query = " AND ".join(f'"{word}"' for word in words) + "*"
    sql = """SELECT d.id, d.title, d.outlet, d.published
             FROM title_index f JOIN documents d ON d.key = f.rowid
             WHERE title_index MATCH ? ORDER BY f.rowid DESC LIMIT ?"""
    return tuple(
        Article(id_, title, outlet, day(published), 0)
        for id_, title, outlet, published in record._db.rows(sql, query, limit)
    )


def and_current(db: Database) -> str:
    """The condition that a run ``r`` is its document's current one; empty while there is one model, whose
    runs all are."""
    return f"AND {_CURRENT}" if db.value("SELECT count(*) > 1 FROM models") else ""
