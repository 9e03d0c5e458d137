"""Who said what: attributions with their words, their document and their speaker, as one value each."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from onrecord.errors import NotFound
from onrecord.model import Attitude, EntityKind, Kind, Polarity, Said, SourceType, Span, Spans
from onrecord.store.database import Database, Row
from onrecord.store.findings import SHOWN, day, said
from onrecord.store.lookup import entities_named, outlets_named


@dataclass(frozen=True, slots=True)
class Words:
    """One part of an attribution: its spans in code points of the document, and the words of each, pairwise.
    Both are ``()`` where the text has no words for the part; then it is false."""

    spans: Spans = ()
    words: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.spans)

    def __str__(self) -> str:
        """The words, with an ellipsis where something else stands between them."""
        return " … ".join(self.words)


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution on record. ``id`` is the attribution's, ``document`` the document's, ``speaker`` the
    record's entity id with ``name`` the fullest form of it in that document; None where not known or not
    determined.

    ``medium`` is the kind of medium, ``medium_outlet`` the name of the outlet that carried it,
    ``medium_words`` what the text says of it. ``said`` has the words of the time expression as its spans.
    ``within`` is the id of the attribution that contains this one. ``model`` names who found it.
    """

    id: str
    document: str
    outlet: str | None
    title: str | None
    published: date | None
    speaker: str | None
    name: str | None
    speaker_kind: EntityKind | None
    source: Words
    cue: Words
    content: Words
    kind: Kind
    attitude: Attitude
    polarity: Polarity
    source_type: SourceType | None
    addressee: Words
    medium: str | None
    medium_outlet: str | None
    medium_words: Words
    said: Said | None
    within: str | None
    confidence: float | None
    model: str

    @property
    def when(self) -> date | None:
        """The day it sorts by: the first on which it may have been said, or else that of publication."""
        return self.said.earliest if self.said else self.published


class Asked(TypedDict, total=False):
    """What statements to look at; what is left out or None lets all through.

    ``speaker`` and ``outlet`` match any part of a name, whatever its case and accents. ``since`` and
    ``until`` are inclusive and compare with when it was said, or else published; a statement without either
    date passes neither. ``min_confidence`` passes no statement that has none.
    """

    speaker: str | None
    outlet: str | None
    since: date | None
    until: date | None
    kind: Kind | None
    polarity: Polarity | None
    source_type: SourceType | None
    min_confidence: float | None


def of_articles(asked: Asked) -> bool:
    """Whether this asks for nothing that an article without attributions could not have."""
    names = ("speaker", "kind", "polarity", "source_type", "min_confidence")
    return all(asked.get(name) is None for name in names)


Clause = tuple[list[str], list[object]]
"""Conditions over ``a`` (attributions) and ``d`` (documents), joined by AND, and the values of their
marks."""

WHEN = "coalesce(a.said_earliest, d.published)"
JOINS = "JOIN runs r ON r.key = a.run JOIN documents d ON d.key = r.document"


def clause(db: Database, asked: Asked, *, published: bool = False) -> Clause:
    """The conditions of a question; dates compare with when it was said, or with ``published`` alone. Raises
    NotFound if no speaker or outlet has such a name."""
    conditions, values = (
        article_clause(db, asked)
        if published
        else article_clause(db, asked, earliest=WHEN, latest="coalesce(a.said_latest, d.published)")
    )
    if (speaker := asked.get("speaker")) is not None:
        conditions.append(
            "a.speaker IN (SELECT o.local FROM json_each(?) j JOIN entity_of o ON o.entity = j.value)"
        )
        values.append(json.dumps(entities_named(db, speaker)))
    features = (
        ("kind", asked.get("kind")),
        ("polarity", asked.get("polarity")),
        ("source_type", asked.get("source_type")),
    )
    for column, wanted in features:
        if wanted is not None:
            conditions.append(f"a.{column} = ?")
            values.append(wanted)
    if (least := asked.get("min_confidence")) is not None:
        conditions.append("a.confidence >= ?")
        values.append(least)
    return conditions, values


def article_clause(
    db: Database, asked: Asked, *, earliest: str = "d.published", latest: str = "d.published"
) -> Clause:
    """The conditions that an article can meet by itself: outlet and dates."""
    conditions: list[str] = []
    values: list[object] = []
    if (outlet := asked.get("outlet")) is not None:
        conditions.append("d.outlet IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(outlets_named(db, outlet)))
    if (since := asked.get("since")) is not None:
        conditions.append(f"{latest} >= ?")
        values.append(since.isoformat())
    if (until := asked.get("until")) is not None:
        conditions.append(f"{earliest} <= ?")
        values.append(until.isoformat())
    return conditions, values


def statements(
    db: Database, asked: Asked, *, limit: int | None = None, offset: int = 0
) -> tuple[Statement, ...]:
    """Current statements in time order; those without a date come last, those of one day by document and
    place."""
    conditions, values = clause(db, asked)
    conditions.append("r.key IN (SELECT c.key FROM current_runs c WHERE c.key = r.key)")
    sql = f"""SELECT a.key FROM attributions a {JOINS} WHERE {" AND ".join(conditions)}
              ORDER BY {WHEN} IS NULL, {WHEN}, d.id, a.key LIMIT ? OFFSET ?"""
    return load(db, [key for (key,) in db.rows(sql, *values, -1 if limit is None else limit, offset)])


def statement(db: Database, prefix: str) -> Statement:
    """The statement of an attribution id or a unique beginning of one; as the current model has it where that
    has found it too. Raises NotFound."""
    start = prefix.strip().lower()
    sql = """SELECT a.id, a.key FROM attributions a JOIN runs r ON r.key = a.run WHERE a.id >= ? AND a.id < ?
             ORDER BY a.id, (SELECT max(c.key) FROM choices c WHERE c.model = r.model)"""
    found: dict[str, int] = dict(db.rows(sql, start, start + "g")) if start else {}
    if len(found) == 1:
        return load(db, list(found.values()))[0]
    if found:
        shown = ", ".join(list(found)[:SHOWN])
        raise NotFound(
            f"{len(found)} attributions have an id that starts with {prefix!r}: {shown}; give more of it"
        )
    raise NotFound(
        f"no attribution has an id that starts with {prefix!r}; `onrecord who` and `said` print ids"
    )


_LOAD = f"""
    SELECT a.key, a.id, d.id, d.outlet, d.title, d.published, e.id, s.name, s.kind,
           a.kind, a.attitude, a.polarity, a.source_type, a.medium, m.name,
           a.said_earliest, a.said_latest, w.id, a.confidence, models.name
    FROM json_each(?) j CROSS JOIN attributions a ON a.key = j.value {JOINS}
    JOIN models ON models.key = r.model
    LEFT JOIN local_entities s ON s.key = a.speaker
    -- Step by step: the view entity_of, joined on the left, would be made as a whole each time.
    LEFT JOIN figures f ON f.local = a.speaker
    LEFT JOIN nodes n ON n.key = f.node
    LEFT JOIN nodes e ON e.key = n.entity
    LEFT JOIN local_entities m ON m.key = a.medium_outlet
    LEFT JOIN attributions w ON w.key = a.within"""

_LOAD_WORDS = """
    SELECT s.attribution, s.role, s.start, s."end", s.words
    FROM json_each(?) j CROSS JOIN spans s ON s.attribution = j.value
    ORDER BY s.attribution, s.role, s.position"""


def load(db: Database, keys: Sequence[int]) -> tuple[Statement, ...]:
    """The statements of these attribution keys, in this order."""
    wanted = json.dumps(keys)
    pairs: dict[int, dict[str, list[tuple[Span, str]]]] = defaultdict(lambda: defaultdict(list))
    for key, role, start, end, words in db.rows(_LOAD_WORDS, wanted):
        pairs[key][role].append((Span(start, end), words))
    parts = {key: {role: _words(each) for role, each in roles.items()} for key, roles in pairs.items()}
    found = {row[0]: _statement(row, parts[row[0]]) for row in db.rows(_LOAD, wanted)}
    return tuple(found[key] for key in keys)


def _words(pairs: list[tuple[Span, str]]) -> Words:
    return Words(tuple(span for span, _ in pairs), tuple(words for _, words in pairs))


_NONE = Words()


def _statement(row: Row, parts: dict[str, Words]) -> Statement:
    (_, id_, document, outlet, title, published, speaker, name, speaker_kind) = row[:9]
    (kind, attitude, polarity, source_type, medium, carrier, earliest, latest, within, sure, model) = row[9:]
    return Statement(
        id=id_,
        document=document,
        outlet=outlet,
        title=title,
        published=day(published),
        speaker=speaker,
        name=name,
        speaker_kind=EntityKind(speaker_kind) if speaker_kind else None,
        source=parts.get("source", _NONE),
        cue=parts.get("cue", _NONE),
        content=parts.get("content", _NONE),
        kind=Kind(kind),
        attitude=Attitude(attitude),
        polarity=Polarity(polarity),
        source_type=SourceType(source_type) if source_type else None,
        addressee=parts.get("addressee", _NONE),
        medium=medium,
        medium_outlet=carrier,
        medium_words=parts.get("medium", _NONE),
        said=said(earliest, latest, parts.get("said", _NONE).spans),
        within=within,
        confidence=sure,
        model=model,
    )
