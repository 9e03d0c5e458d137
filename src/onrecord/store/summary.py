"""Counts and lists over the current findings: what a record holds, who speaks in it, where and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.model import EntityKind, Kind
from onrecord.store.database import Database
from onrecord.store.findings import day
from onrecord.store.lookup import entity_of_id
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


def summary(db: Database, *, most: int) -> Summary:
    """See :meth:`onrecord.store.Record.summary`."""
    documents, statements, undetermined, first, last, direct, indirect, mixed = db.rows(
        """SELECT coalesce(sum(documents), 0), coalesce(sum(statements), 0), coalesce(sum(undetermined), 0),
                  min(first), max(last), sum(direct), sum(indirect), sum(mixed) FROM outlets"""
    )[0]
    kinds = {Kind.DIRECT: direct, Kind.INDIRECT: indirect, Kind.MIXED: mixed}
    return Summary(
        documents=documents,
        statements=statements,
        kinds={kind: n for kind, n in kinds.items() if n},
        speakers=db.value("SELECT count(*) FROM speakers"),
        undetermined=undetermined,
        outlets=outlets(db),
        first=day(first),
        last=day(last),
        most_quoted=speakers(db, limit=most),
        failures=db.value("SELECT count(*) FROM failures WHERE key NOT IN (SELECT failure FROM settled)"),
        models=models(db),
    )


def models(db: Database) -> tuple[str, ...]:
    """All models with findings here, in the order of first use."""
    return tuple(name for (name,) in db.rows("SELECT name FROM models ORDER BY key"))


def speakers(db: Database, *, limit: int | None = None, offset: int = 0) -> tuple[Speaker, ...]:
    """Who is quoted, the most quoted first."""
    sql = """
        SELECT s.entity, e.id, s.statements, s.documents,
               (SELECT count(*) FROM quoted q WHERE q.entity = s.entity AND q.outlet <> 0),
               (SELECT min(v.published) FROM voiced v WHERE v.entity = s.entity AND v.published > ''),
               (SELECT max(v.published) FROM voiced v WHERE v.entity = s.entity AND v.published > ''),
               s.direct, s.mixed, s.indirect
        FROM speakers s JOIN entities e ON e.key = s.entity
        ORDER BY s.statements DESC, e.id LIMIT ? OFFSET ?"""
    found = []
    for row in db.rows(sql, -1 if limit is None else limit, offset):
        key, id_, count, documents, outlets_, first, last, *kinds = row
        name, kind = called(db, key)
        by_kind = {k: n for k, n in zip((Kind.DIRECT, Kind.MIXED, Kind.INDIRECT), kinds, strict=True) if n}
        found.append(Speaker(id_, name, kind, count, documents, outlets_, by_kind, day(first), day(last)))
    return tuple(found)


def outlets(db: Database) -> tuple[Outlet, ...]:
    """Every outlet, the one with most documents first."""
    sql = """SELECT name, documents, statements, first, last FROM outlets WHERE documents > 0
             ORDER BY documents DESC, name"""
    return tuple(Outlet(name, d, s, day(first), day(last)) for name, d, s, first, last in db.rows(sql))


def days(db: Database, asked: Asked) -> tuple[Day, ...]:
    """How many statements each day has in each outlet, in time order. Those without a date are left out."""
    conditions, values = clause(db, asked)
    sql = f"""SELECT {WHEN}, d.outlet, count(*) FROM {_CURRENT}
              WHERE {" AND ".join([f"{WHEN} IS NOT NULL", *conditions])} GROUP BY 1, 2 ORDER BY 1, 2"""
    return tuple(Day(date.fromisoformat(at), outlet, n) for at, outlet, n in db.rows(sql, *values))


def called(db: Database, entity: int) -> tuple[str, EntityKind]:
    """The name most used for an entity and the kind most seen; ties go by alphabet, never by order of
    arrival."""
    sql = "SELECT words FROM called WHERE entity = ? AND what = ? ORDER BY times DESC, words LIMIT 1"
    return db.value(sql, entity, "name"), EntityKind(db.value(sql, entity, "kind"))


def names_of(db: Database, id_: str) -> tuple[str, ...]:
    """See :meth:`onrecord.store.Record.names_of`."""
    sql = "SELECT words FROM called WHERE entity = ? AND what = 'form' ORDER BY times DESC, words"
    return tuple(name for (name,) in db.rows(sql, entity_of_id(db, id_)))
