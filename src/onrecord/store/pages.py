"""What the pages ask of a record: the newest first, a page at a time, with counts to narrow it down by.

Everything here reads bounded parts of a record through its indexes, so that a page costs the same in a
record of a million statements; what cannot be had that way (:func:`standing`) is for whoever keeps the
answer."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Unpack

from onrecord.errors import NotFound
from onrecord.model import EntityKind, Kind, Polarity
from onrecord.store.database import Database
from onrecord.store.findings import day
from onrecord.store.lookup import entity_of_id
from onrecord.store.names import folded_words
from onrecord.store.record import Record
from onrecord.store.search import Hit, match
from onrecord.store.search import _content_hit as content_hit
from onrecord.store.statements import JOINS, WHEN, Asked, Statement, clause, load
from onrecord.store.summary import Summary

COUNTED = 2000
"""As many statements are looked at to count facets. Reading their five columns takes 9 ms in a record of a
million statements (bench/pages.py); a count that reaches this is shown as a lower bound."""

_CURRENT = "r.key IN (SELECT c.key FROM current_runs c WHERE c.key = r.key)"


@dataclass(frozen=True, slots=True)
class Article:
    """One document without its text; ``statements`` counts its current findings."""

    id: str
    title: str | None
    outlet: str | None
    published: date | None
    statements: int


@dataclass(frozen=True, slots=True)
class Role:
    """A description that articles give somebody, and when: days of publication, None if not known."""

    description: str
    documents: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Person:
    """An entity of the record: all its names, the most used first, and its roles, the earliest first."""

    id: str
    kind: EntityKind
    name: str
    names: tuple[str, ...]
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """The statements of one speaker that share day, outlet, kind and polarity: how many, and the id of
    one."""

    day: date
    outlet: str | None
    kind: Kind
    polarity: Polarity
    statements: int
    id: str


@dataclass(frozen=True, slots=True)
class Facets:
    """How many of the statements asked for have each value. ``speakers`` is by entity id, with the name.
    ``complete`` is False where only the first :data:`COUNTED` were looked at."""

    statements: int
    complete: bool
    speakers: tuple[tuple[str, str, int], ...]
    outlets: tuple[tuple[str, int], ...]
    kinds: dict[str, int]
    polarities: dict[str, int]
    source_types: dict[str, int]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody found by the beginning of a name."""

    id: str
    name: str
    kind: EntityKind
    statements: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The counts that need a look at everything: for whoever keeps them. ``unsure`` are the findings with
    the lowest confidence; ``quoted_by`` the most quoted speakers of each outlet, as (entity id, name,
    statements)."""

    summary: Summary
    unsure: tuple[str, ...]
    quoted_by: dict[str | None, tuple[tuple[str, str, int], ...]]


def version(record: Record) -> tuple[int, ...]:
    """Changes whenever something was added, failed, settled or chosen; cheap."""
    tables = ("runs", "choices", "failures", "settled")
    return tuple(record._db.value(f"SELECT coalesce(max(rowid), 0) FROM {table}") for table in tables)


def standing(record: Record, *, speakers: int = 200, unsure: int = 200, each: int = 8) -> Standing:
    """Counts over the whole record: seconds where there are millions of statements."""
    db = record._db
    sql = f"""SELECT a.id FROM attributions a JOIN runs r ON r.key = a.run
              WHERE a.confidence IS NOT NULL {_and_current(db)} ORDER BY a.confidence, a.key LIMIT ?"""
    return Standing(
        record.summary(most=speakers),
        tuple(id_ for (id_,) in db.rows(sql, unsure)),
        _quoted_by(db, each),
    )


def newest(record: Record, *, limit: int, offset: int = 0, **asked: Unpack[Asked]) -> tuple[Statement, ...]:
    """Statements of the articles published last, those without a date at the end; within one article by
    place. NotFound for an unknown speaker or outlet."""
    return load(record._db, _newest_keys(record._db, asked, limit, offset))


def statements_in(record: Record, document: str, *, limit: int) -> tuple[Statement, ...]:
    """The first statements of the document of that very id, by place."""
    sql = f"""SELECT a.key FROM documents d
              JOIN runs r ON r.document = d.key JOIN attributions a ON a.run = r.key
              WHERE d.id = ? {_and_current(record._db)} ORDER BY a.key LIMIT ?"""
    return load(record._db, [key for (key,) in record._db.rows(sql, document, limit)])


def statements_of(record: Record, ids: Iterable[str]) -> tuple[Statement, ...]:
    """The statements of these attribution ids, in this order, without those that are not there."""
    wanted = list(dict.fromkeys(ids))
    sql = f"""SELECT a.id, a.key FROM json_each(?) j JOIN attributions a ON a.id = j.value
              JOIN runs r ON r.key = a.run WHERE TRUE {_and_current(record._db)}"""
    keys: dict[str, int] = dict(record._db.rows(sql, json.dumps(wanted)))
    return load(record._db, [keys[id_] for id_ in wanted if id_ in keys])


def articles(
    record: Record, *, outlet: str | None = None, limit: int, offset: int = 0
) -> tuple[Article, ...]:
    """Articles by day of publication, the last first, those without one at the end; of the outlet of that
    very name, or of all."""
    db = record._db
    where, values = ("WHERE outlet = ?", (outlet,)) if outlet is not None else ("", ())
    sql = f"""SELECT d.id, d.title, d.outlet, d.published,
                     (SELECT count(*) FROM attributions a JOIN runs r ON r.key = a.run
                      WHERE r.document = d.key {_and_current(db)})
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
    query = "title : (" + " AND ".join(f'"{word}"' for word in words) + "*)"
    sql = """SELECT d.id, d.title, d.outlet, d.published
             FROM article_index f JOIN documents d ON d.key = f.rowid
             WHERE article_index MATCH ? ORDER BY f.rowid DESC LIMIT ?"""
    return tuple(
        Article(id_, title, outlet, day(published), 0)
        for id_, title, outlet, published in record._db.rows(sql, query, limit)
    )


def called(record: Record, beginning: str, *, limit: int) -> tuple[Quoted, ...]:
    """Speakers with a name of which each word begins like one of these, the most quoted first (of the first
    200 whom the names give)."""
    words = folded_words(beginning)
    if not words:
        return ()
    db = record._db
    one = "SELECT entity FROM name_words WHERE word >= ? AND word < ?"
    found = " INTERSECT ".join([one] * len(words))
    sql = f"""SELECT o.entity, count(*) FROM (SELECT entity FROM ({found}) LIMIT 200) w
              JOIN entity_of o ON o.entity = w.entity JOIN attributions a ON a.speaker = o.local
              GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?"""
    bounds = [bound for word in words for bound in (word, word + "\U0010ffff")]
    return tuple(_quoted(db, key, count) for key, count in db.rows(sql, *bounds, limit))


def person(record: Record, id: str) -> Person:
    """The entity of an id. Raises NotFound."""
    db = record._db
    key = entity_of_id(db, id)
    if key is None:
        raise NotFound(f"nobody on record has the id {id!r}; search for the name")
    # Forms are counted by article and ties go by alphabet, never by order of arrival.
    sql = """SELECT l.name, l.kind, count(*) FROM entity_of o JOIN local_entities l ON l.key = o.local
             WHERE o.entity = ? GROUP BY 1, 2 ORDER BY 3 DESC, 1"""
    forms = db.rows(sql, key)
    others = db.rows(
        """SELECT j.value, count(*)
           FROM entity_of o JOIN local_entities l ON l.key = o.local, json_each(l.names) j
           WHERE o.entity = ? GROUP BY 1 ORDER BY 2 DESC, 1""",
        key,
    )
    names = dict.fromkeys([name for name, _, _ in forms] + [name for name, _ in others])
    return Person(id, EntityKind(forms[0][1]), forms[0][0], tuple(names), _roles(db, key))


def points(record: Record, id: str) -> tuple[Point, ...]:
    """What a timeline of the speaker with that entity id shows, by day. Statements without a date are left
    out."""
    db = record._db
    sql = f"""SELECT {WHEN}, d.outlet, a.kind, a.polarity, count(*), min(a.id)
              FROM nodes e JOIN entity_of o ON o.entity = e.entity
              JOIN attributions a ON a.speaker = o.local {JOINS}
              WHERE e.id = ? AND {WHEN} IS NOT NULL {_and_current(db)}
              GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"""
    return tuple(
        Point(date.fromisoformat(at), outlet, Kind(kind), Polarity(polarity), n, one)
        for at, outlet, kind, polarity, n, one in db.rows(sql, id)
    )


def latest_hits(
    record: Record, words: str, *, limit: int, offset: int = 0, **asked: Unpack[Asked]
) -> tuple[Hit, ...]:
    """Contents with ``words`` in them, those added last first: for words so common that ranking all of them
    (as :meth:`Record.said` does) takes long, 200 ms for one in 60 % of 100,000 statements."""
    db, query = record._db, match(words)
    keys = _matching_keys(db, words, asked, limit, offset, newest=True)
    return tuple(content_hit(db, query, s, key) for key, s in zip(keys, load(db, keys), strict=True))


def facets(record: Record, words: str, **asked: Unpack[Asked]) -> Facets:
    """Counts over what :func:`newest` gives, or over the contents with ``words`` in them, as
    :meth:`Record.said` finds them."""
    db = record._db
    keys = _matching_keys(db, words, asked, COUNTED) if words else _newest_keys(db, asked, COUNTED, 0)
    sql = f"""SELECT a.kind, a.polarity, a.source_type, d.outlet, o.entity
              FROM json_each(?) j CROSS JOIN attributions a ON a.key = j.value {JOINS}
              LEFT JOIN entity_of o ON o.local = a.speaker"""
    rows = db.rows(sql, json.dumps(keys))
    columns = list(zip(*rows, strict=True)) or [()] * 5
    counts = [Counter(value for value in column if value is not None) for column in columns]
    kinds, polarities, source_types, outlets, speakers = counts
    named = ((_quoted(db, key, n), n) for key, n in speakers.most_common(8))
    return Facets(
        len(keys),
        len(keys) < COUNTED,
        tuple((who.id, who.name, n) for who, n in named),
        tuple(outlets.most_common(12)),
        dict(kinds),
        dict(polarities),
        dict(source_types),
    )


def _newest_keys(db: Database, asked: Asked, limit: int, offset: int) -> list[int]:
    conditions, values = clause(db, asked)
    where = " AND ".join([*conditions, "TRUE"]) + f" {_and_current(db)}"
    # Without a speaker the articles come from their index by date, and the walk ends as soon as there are
    # enough.
    tables = (
        f"attributions a {JOINS}"
        if asked.get("speaker") is not None
        else "documents d CROSS JOIN runs r ON r.document = d.key CROSS JOIN attributions a ON a.run = r.key"
    )
    sql = f"""SELECT a.key FROM {tables} WHERE {where}
              ORDER BY d.published DESC, d.key DESC, a.key LIMIT ? OFFSET ?"""
    return [key for (key,) in db.rows(sql, *values, limit, offset)]


def _matching_keys(
    db: Database, words: str, asked: Asked, limit: int, offset: int = 0, *, newest: bool = False
) -> list[int]:
    conditions, values = clause(db, asked)
    joined = f"CROSS JOIN attributions a ON a.key = f.rowid {JOINS}" if conditions else ""
    sql = f"""SELECT f.rowid FROM content_index f {joined}
              WHERE {" AND ".join(["content_index MATCH ?", *conditions])}
              {"ORDER BY f.rowid DESC" if newest else ""} LIMIT ? OFFSET ?"""
    return [key for (key,) in db.rows(sql, match(words), *values, limit, offset)]


def _and_current(db: Database) -> str:
    """The condition that a run ``r`` is its document's current one; empty while there is one model, whose
    runs all are."""
    return f"AND {_CURRENT}" if db.value("SELECT count(*) > 1 FROM models") else ""


def _roles(db: Database, entity: int) -> tuple[Role, ...]:
    sql = """SELECT l.description, count(DISTINCT r.document), min(d.published), max(d.published)
             FROM entity_of o JOIN local_entities l ON l.key = o.local
             JOIN runs r ON r.key = l.run JOIN documents d ON d.key = r.document
             WHERE o.entity = ? AND l.description IS NOT NULL GROUP BY 1 ORDER BY 3, 1"""
    return tuple(Role(text, n, day(first), day(last)) for text, n, first, last in db.rows(sql, entity))


def _quoted(db: Database, entity: int, statements: int) -> Quoted:
    sql = """SELECT e.id, l.name, l.kind FROM entities e JOIN entity_of o ON o.entity = e.key
             JOIN local_entities l ON l.key = o.local WHERE e.key = ?
             GROUP BY l.name ORDER BY count(*) DESC, l.name LIMIT 1"""
    id_, name, kind = db.rows(sql, entity)[0]
    return Quoted(id_, name, EntityKind(kind), statements)


def _quoted_by(db: Database, each: int) -> dict[str | None, tuple[tuple[str, str, int], ...]]:
    sql = f"""WITH counted AS (
                  SELECT d.outlet, o.entity, count(*) AS n FROM attributions a {JOINS}
                  JOIN entity_of o ON o.local = a.speaker WHERE TRUE {_and_current(db)} GROUP BY 1, 2),
              ranked AS (
                  SELECT *, row_number() OVER (PARTITION BY outlet ORDER BY n DESC, entity) AS place
                  FROM counted)
              SELECT outlet, entity, n FROM ranked WHERE place <= ? ORDER BY outlet, place"""
    found: dict[str | None, list[tuple[str, str, int]]] = {}
    for outlet, entity, n in db.rows(sql, each):
        who = _quoted(db, entity, n)
        found.setdefault(outlet, []).append((who.id, who.name, n))
    return {outlet: tuple(most) for outlet, most in found.items()}
