"""What the pages ask about one speaker, and about who speaks most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.errors import NotFound
from onrecord.model import EntityKind, Kind, Polarity
from onrecord.store import summary
from onrecord.store.database import Database
from onrecord.store.findings import day
from onrecord.store.lookup import entity_of_id
from onrecord.store.names import folded_words
from onrecord.store.record import Record
from onrecord.store.statements import WHEN

CANDIDATES = 10_000
"""Words of names that begin as asked and are looked at: among them the most quoted are found in 10 ms."""


@dataclass(frozen=True, slots=True)
class Called:
    """A name or a description that articles give somebody: in how many, and from when to when (days of
    publication, None if not known)."""

    words: str
    documents: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Person:
    """An entity of the record: ``name`` is the form most used, ``names`` all of them, the most used first;
    ``roles`` the earliest first; the counts are of current statements."""

    id: str
    kind: EntityKind
    name: str
    names: tuple[Called, ...]
    roles: tuple[Called, ...]
    statements: int
    documents: int
    kinds: dict[Kind, int]
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Point:
    """The statements of one speaker that share day, outlet, kind and polarity: how many, and the id of
    one. ``day`` is when it was said, or else published."""

    day: date
    outlet: str | None
    kind: Kind
    polarity: Polarity
    statements: int
    id: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """The statements of one speaker in some days, one outlet and polarity. ``day`` is the first of the days,
    by publication; ``outlet`` is None where not known, and for the outlets that are taken together too, of
    which ``others`` is True."""

    day: date
    outlet: str | None
    others: bool
    polarity: Polarity
    statements: int


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody with the number of statements that were asked for."""

    id: str
    name: str
    kind: EntityKind
    statements: int


def person(record: Record, id: str) -> Person:
    """The entity of an id. Raises NotFound."""
    db = record._db
    key = entity_of_id(db, id)
    called: dict[str, list[Called]] = {"name": [], "form": [], "role": [], "kind": []}
    # Forms are counted by article and ties go by alphabet, never by order of arrival.
    sql = "SELECT what, words, times, first, last FROM called WHERE entity = ? ORDER BY times DESC, words"
    for what, words, times, first, last in db.rows(sql, key):
        called[what].append(Called(words, times, day(first), day(last)))
    if not called["name"]:
        raise NotFound(f"nobody on record has the id {id!r}; search for the name")
    main = called["name"][0].words
    names = {each.words: each for each in [*called["name"], *called["form"]]}
    counted = "SELECT statements, documents, direct, mixed, indirect FROM speakers WHERE entity = ?"
    statements, documents, *kinds = db.row(counted, key) or (0, 0, 0, 0, 0)
    spoken = "SELECT {}(published) FROM voiced WHERE entity = ? AND published > ''"
    return Person(
        id,
        EntityKind(called["kind"][0].words),
        main,
        tuple(sorted(names.values(), key=lambda n: (n.words != main, -n.documents, n.words))),
        tuple(sorted(called["role"], key=lambda r: (r.first is None, str(r.first), r.words))),
        statements,
        documents,
        {k: n for k, n in zip((Kind.DIRECT, Kind.MIXED, Kind.INDIRECT), kinds, strict=True) if n},
        day(db.value(spoken.format("min"), key)),
        day(db.value(spoken.format("max"), key)),
    )


def polarities(record: Record, id: str) -> dict[Polarity, int]:
    """How many statements of an entity affirm, deny and withhold; what there is none of is left out."""
    sql = """SELECT v.polarity, count(*) FROM nodes e JOIN voiced v ON v.entity = e.entity WHERE e.id = ?
             GROUP BY 1 ORDER BY 2 DESC"""
    return {Polarity(polarity): n for polarity, n in record._db.rows(sql, id)}


def quoting(record: Record, id: str, *, limit: int) -> tuple[tuple[str | None, int], ...]:
    """The outlets that quote an entity, with how many statements each, the one with most first."""
    sql = """SELECT p.name, q.statements FROM nodes e JOIN quoted q ON q.entity = e.entity
             JOIN outlets p ON p.key = q.outlet WHERE e.id = ? ORDER BY 2 DESC, 1 LIMIT ?"""
    return tuple(record._db.rows(sql, id, limit))


def most_quoted(record: Record, outlet: str, *, limit: int) -> tuple[Quoted, ...]:
    """Whom the outlet of that very name quotes most."""
    db = record._db
    sql = """SELECT q.entity, q.statements FROM outlets p JOIN quoted q ON q.outlet = p.key WHERE p.name = ?
             ORDER BY q.statements DESC, q.entity LIMIT ?"""
    return tuple(_quoted(db, key, n) for key, n in db.rows(sql, outlet, limit))


def points(record: Record, id: str) -> tuple[Point, ...]:
    """What a timeline of the speaker with that entity id shows one by one, by day. Statements without a date
    are left out."""
    sql = f"""SELECT {WHEN}, d.outlet, a.kind, a.polarity, count(*), min(a.id)
              FROM nodes e JOIN voiced v ON v.entity = e.entity JOIN attributions a ON a.key = v.attribution
              JOIN documents d ON d.key = v.document
              WHERE e.id = ? AND {WHEN} IS NOT NULL GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"""
    return tuple(
        Point(date.fromisoformat(at), outlet, Kind(kind), Polarity(polarity), n, one)
        for at, outlet, kind, polarity, n, one in record._db.rows(sql, id)
    )


def stretches(record: Record, id: str, *, days: int, outlets: int) -> tuple[Stretch, ...]:
    """The same for somebody who said too much for that: so many ``days`` taken together, and the outlets
    beyond the first so many."""
    sql = """WITH some AS (
                 SELECT q.entity, q.outlet FROM nodes e JOIN quoted q ON q.entity = e.entity
                 WHERE e.id = ?1 ORDER BY q.statements DESC, q.outlet LIMIT ?3)
             SELECT min(v.published), p.name, s.outlet IS NULL, v.polarity, count(*)
             FROM nodes e CROSS JOIN voiced v ON v.entity = e.entity
             LEFT JOIN some s ON s.outlet = v.outlet LEFT JOIN outlets p ON p.key = s.outlet
             WHERE e.id = ?1 AND v.published > ''
             GROUP BY CAST(julianday(v.published) AS INTEGER) / ?2, s.outlet, v.polarity ORDER BY 1"""
    return tuple(
        Stretch(date.fromisoformat(at), outlet, bool(others), Polarity(polarity), n)
        for at, outlet, others, polarity, n in record._db.rows(sql, id, days, outlets)
    )


def beginning(record: Record, words: str, *, limit: int) -> tuple[Quoted, ...]:
    """Speakers with a name of which each word begins like one of these, the most quoted first (of the first
    :data:`CANDIDATES` whom the names give)."""
    wanted = folded_words(words)
    if not wanted:
        return ()
    db = record._db
    one = "SELECT entity FROM name_words WHERE word >= ? AND word < ?"
    found = " INTERSECT ".join([one] * len(wanted))
    sql = f"""SELECT s.entity, s.statements FROM (SELECT DISTINCT entity FROM ({found} LIMIT {CANDIDATES})) w
              CROSS JOIN speakers s ON s.entity = w.entity ORDER BY 2 DESC, 1 LIMIT ?"""
    bounds = [bound for word in wanted for bound in (word, word + "\U0010ffff")]
    return tuple(_quoted(db, key, count) for key, count in db.rows(sql, *bounds, limit))


def _quoted(db: Database, entity: int, statements: int) -> Quoted:
    name, kind = summary.called(db, entity)
    return Quoted(db.value("SELECT id FROM entities WHERE key = ?", entity), name, kind, statements)
