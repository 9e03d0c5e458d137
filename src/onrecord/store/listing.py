"""What a page of a search lists, with counts to narrow it down by.

A page may look at so many articles or matches and no more: what it has not looked at it says."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Unpack

from onrecord.store import summary
from onrecord.store.database import Database
from onrecord.store.findings import day
from onrecord.store.lookup import entities_named
from onrecord.store.pages import and_current
from onrecord.store.record import Record
from onrecord.store.search import Hit, content_hit, match, said
from onrecord.store.statements import Asked, Statement, article_clause, load

COUNTED = 2000
"""As many statements are counted for facets; a count that reaches this is a lower bound."""

LOOKED = 2_000
"""Articles, the newest first, among which statements of a rare sort are looked for: walking past the 20,000
statements of so many takes 14 ms of a processor."""

CHUNK = 400
"""Articles whose statements are read at once."""

MATCHES = 8_000
"""Statements with the words, those added last first, through which the filters go."""

SPEAKERS, OUTLETS = 8, 12
"""Choices of a facet."""


@dataclass(frozen=True, slots=True)
class Facets:
    """How many of the statements asked for have each value. ``speakers`` is by entity id, with the name.
    ``complete`` is False where only some were looked at."""

    statements: int
    complete: bool
    speakers: tuple[tuple[str, str, int], ...]
    outlets: tuple[tuple[str, int], ...]
    kinds: dict[str, int]
    polarities: dict[str, int]
    source_types: dict[str, int]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page: ``hits`` where words were asked for, else ``statements``. ``reached`` is the day of
    publication back to which articles were looked through, None if through all of them."""

    statements: tuple[Statement, ...]
    hits: tuple[Hit, ...]
    more: bool
    reached: date | None
    facets: Facets


class _Found(NamedTuple):
    key: int
    kind: str
    polarity: str
    source_type: str | None
    outlet: str | None
    entity: int | None


_COLUMNS = "a.key, a.kind, a.polarity, a.source_type, d.outlet, o.entity"
_SPEAKER = "LEFT JOIN figures g ON g.local = a.speaker LEFT JOIN nodes o ON o.key = g.node"


def listing(
    record: Record, words: str = "", *, limit: int, offset: int = 0, **asked: Unpack[Asked]
) -> Listing:
    """The statements asked for, of the articles published last first; with ``words`` the best first where
    all that have them can be compared, else those added last.

    Dates are those of publication. NotFound for an unknown speaker or outlet, UsageError for words without a
    letter."""
    db = record._db
    rows = max(COUNTED, offset + limit + 1)
    if words:
        found, whole = _matching(db, words, asked, rows)
        complete = whole and len(found) < COUNTED
        if complete:
            best = said(db, words, asked, limit=limit + 1, offset=offset, published=True)
            return Listing((), best[:limit], len(best) > limit, None, _facets(db, found, complete))
        keys = [each.key for each in found[offset : offset + limit + 1]]
        hits = tuple(
            content_hit(db, match(words), s, key)
            for key, s in zip(keys[:limit], load(db, keys[:limit]), strict=True)
        )
        return Listing((), hits, len(keys) > limit, None, _facets(db, found, complete))
    found, reached = _newest(db, asked, rows)
    keys = [each.key for each in found[offset : offset + limit + 1]]
    statements = load(db, keys[:limit])
    facets = _facets(db, found, reached is None and len(found) < COUNTED)
    return Listing(statements, (), len(keys) > limit, reached if len(keys) <= limit else None, facets)


def _facets(db: Database, found: list[_Found], complete: bool) -> Facets:
    counted = found[:COUNTED]
    speakers = Counter(each.entity for each in counted if each.entity is not None).most_common(SPEAKERS)
    ids: dict[int, str] = dict(
        db.rows(
            "SELECT e.key, e.id FROM json_each(?) j JOIN entities e ON e.key = j.value",
            json.dumps([key for key, _ in speakers]),
        )
    )
    return Facets(
        len(counted),
        complete,
        tuple((ids[key], summary.called(db, key)[0], n) for key, n in speakers),
        tuple(Counter(each.outlet for each in counted if each.outlet is not None).most_common(OUTLETS)),
        dict(Counter(each.kind for each in counted)),
        dict(Counter(each.polarity for each in counted)),
        dict(Counter(each.source_type for each in counted if each.source_type is not None)),
    )


def _features(asked: Asked, table: str) -> tuple[list[str], list[object]]:
    wanted = {name: asked.get(name) for name in ("kind", "polarity", "source_type")}
    conditions = [f"{table}.{name} = ?" for name, value in wanted.items() if value is not None]
    return conditions, [value for value in wanted.values() if value is not None]


def _speakers(db: Database, asked: Asked) -> list[int] | None:
    """The entities asked for, None for everybody."""
    speaker = asked.get("speaker")
    return None if speaker is None else list(entities_named(db, speaker))


def _matching(db: Database, words: str, asked: Asked, rows: int) -> tuple[list[_Found], bool]:
    """Statements with the words, those added last first, and whether all of them went through the filters."""
    conditions, values = article_clause(db, asked)
    features, more = _features(asked, "a")
    conditions, values = [*conditions, *features], [*values, *more]
    if (speakers := _speakers(db, asked)) is not None:
        conditions.append("o.entity IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(speakers))
    some = MATCHES if conditions else rows
    inner = "SELECT rowid FROM content_index WHERE content_index MATCH ? ORDER BY rowid DESC LIMIT ?"
    sql = f"""SELECT {_COLUMNS} FROM ({inner}) f
              CROSS JOIN attributions a ON a.key = f.rowid CROSS JOIN runs r ON r.key = a.run
              CROSS JOIN documents d ON d.key = r.document {_SPEAKER}
              WHERE {" AND ".join([*conditions, "TRUE"])} LIMIT ?"""
    found = [_Found(*row) for row in db.rows(sql, match(words), some, *values, rows)]
    there = db.value(f"SELECT count(*) FROM ({inner})", match(words), some) if conditions else len(found)
    return found, there < some


def _newest(db: Database, asked: Asked, rows: int) -> tuple[list[_Found], date | None]:
    """Statements by day of publication of their article, the last first, those of one article by place; and
    the day back to which articles were looked through, None if through all or enough of them."""
    speakers = _speakers(db, asked)
    if speakers is not None:
        return _of_speakers(db, speakers, asked, rows), None
    features, more = _features(asked, "a")
    sql = f"""SELECT {_COLUMNS} FROM json_each(?) j CROSS JOIN documents d ON d.key = j.value
              CROSS JOIN runs r ON r.document = d.key CROSS JOIN attributions a ON a.run = r.key
              {_SPEAKER}
              WHERE {" AND ".join([*features, "TRUE"])} {and_current(db)} ORDER BY j.key, a.key LIMIT ?"""
    found: list[_Found] = []
    articles = _articles(db, asked, CHUNK)
    for at in range(0, LOOKED, CHUNK):
        if at == CHUNK:
            articles = _articles(db, asked, LOOKED)
        some = json.dumps([key for key, _ in articles[at : at + CHUNK]])
        found += (_Found(*row) for row in db.rows(sql, some, *more, rows - len(found)))
        if len(found) == rows:
            return found, None
    return found, day(articles[-1][1]) if len(articles) == LOOKED else None


def _articles(db: Database, asked: Asked, most: int) -> list[tuple[int, str | None]]:
    """Keys and days of the articles that may be looked through, the last published first."""
    conditions, values = article_clause(db, asked)
    sql = f"""SELECT d.key, d.published FROM documents d WHERE {" AND ".join([*conditions, "TRUE"])}
              ORDER BY d.published DESC, d.key DESC LIMIT ?"""
    return [(key, published) for key, published in db.rows(sql, *values, most)]


def _of_speakers(db: Database, speakers: list[int], asked: Asked, rows: int) -> list[_Found]:
    conditions, values = _features(asked, "v")
    if (outlet := asked.get("outlet")) is not None:
        of, names = article_clause(db, {"outlet": outlet})
        conditions.append(f"p.name IN (SELECT d.outlet FROM documents d WHERE d.outlet = p.name AND {of[0]})")
        values += names
    for name, sign in (("since", ">="), ("until", "<=")):
        if (limit := asked.get(name)) is not None:
            conditions.append(f"v.published {sign} ? AND v.published <> ''")
            values.append(str(limit))
    one = "= ?" if len(speakers) == 1 else "IN (SELECT value FROM json_each(?))"
    sql = f"""SELECT v.attribution, v.kind, v.polarity, v.source_type, p.name, v.entity
              FROM voiced v CROSS JOIN outlets p ON p.key = v.outlet
              WHERE {" AND ".join([f"v.entity {one}", *conditions])}
              ORDER BY v.published DESC, v.document DESC, v.attribution LIMIT ?"""
    who = speakers[0] if len(speakers) == 1 else json.dumps(speakers)
    return [_Found(*row) for row in db.rows(sql, who, *values, rows)]
