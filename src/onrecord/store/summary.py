"""Counts and lists over the current findings: what a record holds, who speaks in it, where and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.model import EntityKind, Kind
from onrecord.store.database import Database
from onrecord.store.findings import day
from onrecord.store.statements import JOINS, WHEN, Asked, clause


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody to whom statements are attributed. ``name`` is the form most used on record, ``id`` the
    entity's. ``first`` and ``last`` are days of publication, None if no document has one. ``kinds`` counts
    statements."""

    id: str
    name: str
    kind: EntityKind
    statements: int
    documents: int
    outlets: int
    kinds: dict[Kind, int]
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet (None: not known) and what the record has of it."""

    name: str | None
    documents: int
    statements: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Day:
    """How much was said on one day, in an outlet: one point of a timeline. ``day`` is when it was said, or
    else published."""

    day: date
    outlet: str | None
    statements: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a record holds, counted over the current findings. ``undetermined`` are statements without a
    speaker, ``speakers`` counts those with one, ``failures`` the open ones, ``models`` all in the order of
    first use."""

    documents: int
    statements: int
    kinds: dict[Kind, int]
    speakers: int
    undetermined: int
    outlets: tuple[Outlet, ...]
    first: date | None
    last: date | None
    most_quoted: tuple[Speaker, ...]
    failures: int
    models: tuple[str, ...]


_CURRENT = f"attributions a {JOINS} JOIN current_runs c ON c.key = r.key"
_OF_ENTITY = "JOIN entity_of o ON o.local = a.speaker JOIN entities e ON e.key = o.entity"


def summary(db: Database, *, most: int) -> Summary:
    """See :meth:`onrecord.store.Record.summary`."""
    kinds = {
        Kind(k): n for k, n in db.rows(f"SELECT a.kind, count(*) FROM {_CURRENT} GROUP BY a.kind ORDER BY 1")
    }
    first, last = db.rows("SELECT min(published), max(published) FROM documents")[0]
    return Summary(
        documents=db.value("SELECT count(*) FROM documents"),
        statements=sum(kinds.values()),
        kinds=kinds,
        speakers=db.value(f"SELECT count(DISTINCT o.entity) FROM {_CURRENT} {_OF_ENTITY}"),
        undetermined=db.value(f"SELECT count(*) FROM {_CURRENT} WHERE a.speaker IS NULL"),
        outlets=outlets(db),
        first=day(first),
        last=day(last),
        most_quoted=speakers(db, limit=most),
        failures=db.value("SELECT count(*) FROM failures WHERE key NOT IN (SELECT failure FROM settled)"),
        models=tuple(name for (name,) in db.rows("SELECT name FROM models ORDER BY key")),
    )


def speakers(db: Database, *, limit: int | None = None, offset: int = 0) -> tuple[Speaker, ...]:
    """Who is quoted, the most quoted first."""
    sql = f"""
        SELECT e.key, e.id, count(*) AS statements, count(DISTINCT d.key), count(DISTINCT d.outlet),
               min(d.published), max(d.published), sum(a.kind = 'direct'), sum(a.kind = 'mixed'),
               sum(a.kind = 'indirect')
        FROM {_CURRENT} {_OF_ENTITY} GROUP BY e.key ORDER BY statements DESC, e.id LIMIT ? OFFSET ?"""
    found = []
    for row in db.rows(sql, -1 if limit is None else limit, offset):
        key, id_, count, documents, outlets_, first, last, *kinds = row
        name, kind = _name(db, key)
        by_kind = {k: n for k, n in zip((Kind.DIRECT, Kind.MIXED, Kind.INDIRECT), kinds, strict=True) if n}
        found.append(Speaker(id_, name, kind, count, documents, outlets_, by_kind, day(first), day(last)))
    return tuple(found)


def outlets(db: Database) -> tuple[Outlet, ...]:
    """Every outlet, the one with most documents first."""
    sql = """
        SELECT d.outlet, count(DISTINCT d.key), count(a.key), min(d.published), max(d.published)
        FROM documents d LEFT JOIN current_runs c ON c.document = d.key
        LEFT JOIN attributions a ON a.run = c.key
        GROUP BY d.outlet ORDER BY 2 DESC, d.outlet"""
    return tuple(Outlet(name, d, s, day(first), day(last)) for name, d, s, first, last in db.rows(sql))


def days(db: Database, asked: Asked) -> tuple[Day, ...]:
    """How many statements each day has in each outlet, in time order. Those without a date are left out."""
    conditions, values = clause(db, asked)
    sql = f"""SELECT {WHEN}, d.outlet, count(*) FROM {_CURRENT}
              WHERE {" AND ".join([f"{WHEN} IS NOT NULL", *conditions])} GROUP BY 1, 2 ORDER BY 1, 2"""
    return tuple(Day(date.fromisoformat(at), outlet, n) for at, outlet, n in db.rows(sql, *values))


def _name(db: Database, entity: int) -> tuple[str, EntityKind]:
    """The name most used for an entity and the kind most seen; ties go by alphabet, never by order of
    arrival."""
    sql = """SELECT l.{0} FROM entity_of o JOIN local_entities l ON l.key = o.local WHERE o.entity = ?
             GROUP BY l.{0} ORDER BY count(*) DESC, l.{0} LIMIT 1"""
    return db.value(sql.format("name"), entity), EntityKind(db.value(sql.format("kind"), entity))
