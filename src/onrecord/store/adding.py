"""Extraction → rows, all of one document in one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain

from onrecord.errors import MalformedInput, UsageError
from onrecord.model import Attribution, Document, Entity, Extraction, Spans
from onrecord.store import tallies
from onrecord.store.database import Database, Row
from onrecord.store.entities import RANK, name_node, node_of, place_of, record_ids
from onrecord.store.failures import note, settle
from onrecord.store.sound import check

BLOCK = 32_768
"""Code points in a block of a long text, as the schema has it; a shorter text has none.

A text of 412,000 code points with 1,600 attributions is added in 2.1 s without blocks and in 0.35 s with
these, one of 1.64 million with 6,400 in 48.5 s and 1.6 s. At 65,536 the latter takes 2.8 s; at 16,384 a text
of 5.7 million without findings takes 4.4 s, from 1.8 s."""


def now() -> str:
    """The moment in UTC, to the second, as every ``at`` and ``added`` has it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def has(db: Database, document: str, model: str) -> bool:
    """Whether ``model`` has read ``document``."""
    sql = """SELECT 1 FROM documents d JOIN runs r ON r.document = d.key JOIN models m ON m.key = r.model
             WHERE d.id = ? AND m.name = ?"""
    return db.row(sql, document, model) is not None


def add(db: Database, extraction: Extraction, *, model: str, origin: str | None = None) -> bool:
    """See :meth:`onrecord.store.Record.add`."""
    if not model:
        raise UsageError("findings are kept by model version; say which model found them")
    check(extraction)
    with db.writing():
        if origin is not None:
            settle(db, origin, now())
        if has(db, extraction.document.id, model):
            return False
        settle(db, extraction.document.id, now())
        _Writer(db, extraction.document, now()).write(extraction, model)
    return True


def choose(db: Database, model: str) -> None:
    """See :meth:`onrecord.store.Record.choose`."""
    with db.writing():
        key = db.value("SELECT key FROM models WHERE name = ?", model)
        if key is None:
            known = [name for (name,) in db.rows("SELECT name FROM models ORDER BY key")]
            raise UsageError(
                f"no findings of the model {model!r} here; there are: {', '.join(known) or 'none'}"
            )
        db.run("INSERT INTO choices (model, at) VALUES (?, ?)", key, now())
        db.run("INSERT INTO content_index (content_index) VALUES ('rebuild')")
        tallies.rebuild(db)


@dataclass(slots=True)
class _Writer:
    """Writes one extraction inside an open transaction. Keys are given out here, because a chain may point at
    an attribution that comes later, and append-only rows cannot be completed afterwards."""

    db: Database
    document: Document
    at: str

    def write(self, extraction: Extraction, model: str) -> None:
        document = self._document()
        before = self._current(document)
        run = self.db.run(
            "INSERT INTO runs (document, model, at) VALUES (?, ?, ?)", document, self._model(model), self.at
        )
        entities = self._entities(run, extraction)
        self._attributions(run, extraction.attributions, entities)
        self._mentions(run, extraction, entities)
        for position, failure in enumerate(extraction.failures):
            row = (run, position, note(self.db, failure, self.at))
            self.db.run("INSERT INTO run_failures VALUES (?, ?, ?)", *row)
        self._index(before, self._current(document))

    def _document(self) -> int:
        d = self.document
        digest = hashlib.sha256(d.text.encode("utf-8")).hexdigest()
        there = self.db.row("SELECT key, sha256 FROM documents WHERE id = ?", d.id)
        if there:
            key, known = there
            if known != digest:
                raise MalformedInput(
                    f"document {d.id} is on record with another text; a changed text has a new id"
                )
            return int(key)
        byline = json.dumps(d.byline, ensure_ascii=False)
        published = d.published.isoformat() if d.published else None
        key = self.db.run(
            """INSERT INTO documents
               (id, title, url, outlet, byline, published, language, added, sha256, characters, text)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            *(
                d.id,
                d.title,
                d.url,
                d.outlet,
                byline,
                published,
                d.language,
                self.at,
                digest,
                len(d.text),
                d.text,
            ),
        )
        self.db.run("INSERT INTO article_index (rowid, title, text) VALUES (?, ?, ?)", key, d.title, d.text)
        self.db.run("INSERT INTO title_index (rowid, title) VALUES (?, ?)", key, d.title)
        if len(d.text) > BLOCK:
            self.db.run_many(
                "INSERT INTO blocks (document, number, text) VALUES (?, ?, ?)",
                ((key, i, d.text[i * BLOCK : (i + 1) * BLOCK]) for i in range(-(-len(d.text) // BLOCK))),
            )
        return key

    def _model(self, name: str) -> int:
        key = self.db.value("SELECT key FROM models WHERE name = ?", name)
        if key is None:
            key = self.db.run("INSERT INTO models (name) VALUES (?)", name)
            self.db.run("INSERT INTO choices (model, at) VALUES (?, ?)", key, self.at)
        return int(key)

    def _current(self, document: int) -> int | None:
        found: int | None = self.db.value("SELECT key FROM current_runs WHERE document = ?", document)
        return found

    def _entities(self, run: int, extraction: Extraction) -> dict[str, int]:
        first = self._next("local_entities")
        keys = {e.id: first + i for i, e in enumerate(extraction.entities)}
        self.db.run_many(
            """INSERT INTO local_entities (key, run, local, kind, name, names, description)
               VALUES (?, ?, ?, ?, ?, ?, ?)""",
            (
                (
                    keys[e.id],
                    run,
                    e.id,
                    e.kind,
                    e.name,
                    json.dumps(e.names, ensure_ascii=False),
                    e.description,
                )
                for e in extraction.entities
            ),
        )
        text = self.document.text
        self.db.run_many(
            "INSERT INTO role_phrases VALUES (?, ?, ?, ?, ?, ?)",
            (
                (keys[e.id], i, role.span.start, role.span.end, role.span.of(text), role.former)
                for e in extraction.entities
                for i, role in enumerate(e.roles)
            ),
        )
        ids = record_ids(extraction)
        for entity in extraction.entities:
            self._belongs(entity, keys[entity.id], ids[entity.id])
        return keys

    def _belongs(self, entity: Entity, local: int, id_: str) -> None:
        node = node_of(self.db, id_)
        row = (local, node, self.document.id[:RANK])
        self.db.run("INSERT INTO figures (local, node, rank) VALUES (?, ?, ?)", *row)
        name_node(self.db, node, (entity.name, *entity.names))

    def _attributions(self, run: int, found: Iterable[Attribution], entities: dict[str, int]) -> None:
        ordered = sorted(found, key=place_of)
        first = self._next("attributions")
        keys = {a.id: first + i for i, a in enumerate(ordered)}
        self.db.run_many(
            f"INSERT INTO attributions VALUES ({', '.join('?' * 15)})",
            (_attribution_row(a, run, keys, entities) for a in ordered),
        )
        self.db.run_many(
            "INSERT INTO spans VALUES (?, ?, ?, ?, ?, ?)",
            chain.from_iterable(self._span_rows(keys[a.id], a) for a in ordered),
        )

    def _span_rows(self, key: int, a: Attribution) -> Iterable[Row]:
        parts: tuple[tuple[str, Spans], ...] = (
            ("source", a.source),
            ("cue", a.cue),
            ("content", a.content),
            ("addressee", a.addressee),
            ("medium", a.medium.spans if a.medium else ()),
            ("said", a.said.spans if a.said else ()),
        )
        for role, spans in parts:
            for position, span in enumerate(spans):
                yield key, role, position, span.start, span.end, span.of(self.document.text)

    def _mentions(self, run: int, extraction: Extraction, entities: dict[str, int]) -> None:
        text = extraction.document.text
        self.db.run_many(
            "INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    run,
                    i,
                    m.span.start,
                    m.span.end,
                    m.span.of(text),
                    m.form,
                    None if m.entity is None else entities[m.entity],
                )
                for i, m in enumerate(extraction.mentions)
            ),
        )

    def _index(self, before: int | None, after: int | None) -> None:
        """The full-text index of contents and the counts hold those of the current run of each document, no
        others."""
        if before == after:
            return
        if before is not None:
            tallies.drop(self.db, before)
        if after is not None:
            tallies.index(self.db, after)
        self.db.run(
            """INSERT INTO content_index (content_index, rowid, words)
               SELECT 'delete', key, words FROM contents WHERE run = ?""",
            before,
        )
        self.db.run(
            "INSERT INTO content_index (rowid, words) SELECT key, words FROM contents WHERE run = ?", after
        )

    def _next(self, table: str) -> int:
        return int(self.db.value(f"SELECT coalesce(max(key), 0) + 1 FROM {table}"))


def _attribution_row(a: Attribution, run: int, keys: dict[str, int], entities: dict[str, int]) -> Row:
    outlet = a.medium.outlet if a.medium else None
    return (
        keys[a.id],
        run,
        a.id,
        a.kind,
        a.attitude,
        a.polarity,
        a.source_type,
        entities[a.speaker] if a.speaker is not None else None,
        a.medium.kind if a.medium else None,
        entities[outlet] if outlet is not None else None,
        a.said.earliest.isoformat() if a.said else None,
        a.said.latest.isoformat() if a.said else None,
        keys[a.within] if a.within is not None else None,
        a.confidence,
        a.speaker_reason,
    )
