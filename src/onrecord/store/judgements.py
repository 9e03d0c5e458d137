"""What people decided about figures, on record: append-only, undone by withdrawal."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from onrecord.errors import NotFound, UsageError
from onrecord.model import Span
from onrecord.store.adding import now
from onrecord.store.database import Database
from onrecord.store.findings import day, document_key
from onrecord.store.lookup import entities_named
from onrecord.store.names import folded_words

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody in one article: where the name stands first, and what is said beside it. ``entity`` is the id
    that they have now, ``form`` their normalised name."""

    document: str
    outlet: str | None
    published: date | None
    entity: str
    form: str
    name: str
    description: str | None
    span: Span | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision about two figures: ``same``, ``different`` or ``unsure``; by whom, when, why. ``withdrawn``
    is when it was taken back, None while it stands."""

    id: str
    verdict: str
    left: Place
    right: Place
    by: str
    at: str
    why: str | None
    withdrawn: str | None = None


_PLACE = """
    SELECT d.id, d.outlet, d.published, e.id, o.text, l.name, l.description, m.start, m."end"
    FROM figures f JOIN nodes n ON n.key = f.node JOIN nodes e ON e.key = n.entity
    JOIN forms o ON o.key = n.form
    JOIN local_entities l ON l.key = f.local JOIN runs r ON r.key = l.run
    JOIN documents d ON d.key = r.document
    LEFT JOIN mentions m ON m.run = l.run AND m.entity = l.key AND m.form = 'name'"""


def figure(db: Database, asked: str) -> Place:
    """The figure that somebody means: an entity's first (by date, then document) for a name or id, and the
    one of an article for ``DOCUMENT:NAME``.

    Raises NotFound for a name of nobody, with near ones, and UsageError for one of several, with their ids.
    """
    document, colon, name = asked.partition(":")
    if colon and name.strip() and len(document) >= 2 and all(c in "0123456789abcdef" for c in document):
        return _in_document(db, document, name.strip())
    keys = entities_named(db, asked)
    if len(keys) > 1:
        shown = [first(db, key) for key in keys[:SHOWN]]
        listed = "; ".join(f"{p.entity} {described(p)}" for p in shown)
        raise UsageError(
            f"{len(keys)} on record are called {asked!r}: {listed}{' …' if len(keys) > SHOWN else ''}; "
            "give an id, or DOCUMENT:NAME for the one of an article"
        )
    return first(db, keys[0], asked)


def first(db: Database, entity: int, called: str = "") -> Place:
    """The figure of an entity that was published first, of those called so if there are any. Raises
    UsageError where it has no name that could be judged."""
    sql = f"""{_PLACE} WHERE n.entity = ? ORDER BY d.published IS NULL, d.published, d.id, m.start LIMIT
    1000"""
    rows = db.rows(sql, entity)
    if not rows:
        raise UsageError("only those can be judged whom an article names, alone of that name")
    wanted = set(folded_words(called))
    return _place(next((r for r in rows if wanted <= set(folded_words(str(r[5])))), rows[0]))


def described(place: Place) -> str:
    """Name and description on one line."""
    return f"{place.name}, {place.description}" if place.description else place.name


def _in_document(db: Database, prefix: str, name: str) -> Place:
    key = document_key(db, prefix)
    rows = db.rows(f"{_PLACE} WHERE d.key = ? ORDER BY m.start IS NULL, m.start", key)
    wanted = name.casefold()
    exact = [r for r in rows if wanted in (str(r[4]).casefold(), str(r[5]).casefold())]
    found = exact or [r for r in rows if wanted in str(r[5]).casefold()]
    forms = dict.fromkeys(str(r[4]) for r in found)
    if len(forms) == 1:
        return _place(found[0])
    known = dict.fromkeys(str(r[5]) for r in (found or rows))
    listed = ", ".join(list(known)[:SHOWN])
    if forms:
        raise UsageError(f"{len(forms)} of that article are called {name!r}: {listed}; give more of the name")
    raise NotFound(f"nobody in that article is called {name!r}; there are: {listed or 'no names'}")


def judge(db: Database, verdict: str, left: Place, right: Place, *, by: str, why: str | None) -> str:
    """Puts a judgement on record, inside a transaction; returns its id. UsageError about one figure alone."""
    if (left.document, left.form) == (right.document, right.form):
        raise UsageError(f"that is one and the same figure: {described(left)} in {left.document}")
    if not by.strip():
        raise UsageError("a judgement needs somebody who makes it: --by NAME")
    at = now()
    count = db.value("SELECT count(*) FROM judgements")
    packed = json.dumps([verdict, left.document, left.form, right.document, right.form, by, at, count])
    id_ = hashlib.sha256(packed.encode("utf-8", "replace")).hexdigest()[:8]
    keys = [document_key(db, place.document) for place in (left, right)]
    sql = """INSERT INTO judgements
             (id, verdict, left_document, left_name, right_document, right_name, by, at, why)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
    db.run(sql, id_, verdict, keys[0], left.form, keys[1], right.form, by, at, why)
    return id_


def withdraw(db: Database, id_: str, *, by: str, why: str | None) -> Judgement:
    """Takes a judgement back, inside a transaction. NotFound for an unknown id, UsageError for one that is
    withdrawn already."""
    found = judgement(db, id_)
    if found.withdrawn is not None:
        raise UsageError(f"judgement {found.id} was withdrawn already, on {found.withdrawn[:10]}")
    key = db.value("SELECT key FROM judgements WHERE id = ?", found.id)
    db.run("INSERT INTO withdrawals (judgement, by, at, why) VALUES (?, ?, ?, ?)", key, by, now(), why)
    return found


def judgement(db: Database, prefix: str) -> Judgement:
    """The judgement of an id or the unique beginning of one. Raises NotFound."""
    found = [j for j in judgements(db, withdrawn=True) if prefix and j.id.startswith(prefix.lower())]
    if len(found) == 1:
        return found[0]
    told = "several judgements have" if found else "no judgement has"
    raise NotFound(f"{told} an id that starts with {prefix!r}; onrecord judgements lists them")


def judgements(db: Database, *, withdrawn: bool = False) -> tuple[Judgement, ...]:
    """The judgements that stand, oldest first; with ``withdrawn`` the others too."""
    sql = """SELECT j.id, j.verdict, j.left_document, j.left_name, j.right_document, j.right_name, j.by, j.at,
                    j.why, w.at
             FROM judgements j LEFT JOIN withdrawals w ON w.judgement = j.key ORDER BY j.key"""
    found = []
    for id_, verdict, one, one_name, other, other_name, by, at, why, gone in db.rows(sql):
        if gone is None or withdrawn:
            left, right = _figure_of(db, one, one_name), _figure_of(db, other, other_name)
            found.append(Judgement(id_, verdict, left, right, by, at, why, gone))
    return tuple(found)


def _figure_of(db: Database, document: int, name: str) -> Place:
    row = db.row(
        f"{_PLACE} WHERE d.key = ? AND o.text = ? ORDER BY m.start IS NULL, m.start LIMIT 1", document, name
    )
    if row is not None:
        return _place(row)
    # A later reading of the article does not know the name any more: the judgement stays, and waits.
    id_, outlet, published = db.rows("SELECT id, outlet, published FROM documents WHERE key = ?", document)[0]
    return Place(id_, outlet, day(published), "", name, name, None, None)


def _place(row: tuple[object, ...]) -> Place:
    document, outlet, published, entity, form, name, description, start, end = row
    span = Span(start, end) if isinstance(start, int) and isinstance(end, int) else None
    said = str(description) if description is not None else None
    where = str(outlet) if outlet is not None else None
    when = day(str(published)) if published is not None else None
    return Place(str(document), where, when, str(entity), str(form), str(name), said, span)
