"""Checks a record anew, from the texts up, without trust in what the database promised when it was
written."""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import BrokenRecord, RecordError
from onrecord.model import Document, Span, attribution_id, document_id
from onrecord.store import tallies
from onrecord.store.database import Database
from onrecord.store.findings import document
from onrecord.store.schema import SCHEMA, expected


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a record that does not hold. ``document`` and ``attribution`` are ids, None where it
    concerns the whole file; ``message`` says what was expected and what was found."""

    document: str | None
    attribution: str | None
    message: str

    def __str__(self) -> str:
        """One line: where, then what."""
        where = [f"document {self.document}"] if self.document else []
        where += [f"attribution {self.attribution}"] if self.attribution else []
        return f"{', '.join(where) or 'record'}: {self.message}"


def verify(db: Database) -> tuple[Problem, ...]:
    """See :meth:`onrecord.store.Record.verify`."""
    found: list[Problem] = []
    for check in (_file, _references, _schema, _documents, _counts, _indexes):
        try:
            found.extend(check(db))
        except RecordError as error:
            # A damaged page stops one check, not the others. A busy or unwritable file is no finding.
            if not isinstance(error, BrokenRecord):
                raise
            found.append(Problem(None, None, str(error)))
    return tuple(found)


def _file(db: Database) -> Iterator[Problem]:
    for (message,) in db.rows("PRAGMA integrity_check"):
        if message != "ok":
            yield Problem(None, None, f"SQLite finds the file damaged: {message}")


def _references(db: Database) -> Iterator[Problem]:
    for table, row, parent, _ in db.rows("PRAGMA foreign_key_check"):
        yield Problem(None, None, f"row {row} of {table} points at nothing in {parent}")


def _schema(db: Database) -> Iterator[Problem]:
    found = {(kind, name): sql for kind, name, sql in db.rows(SCHEMA)}
    for (kind, name), sql in expected().items():
        if (kind, name) not in found:
            yield Problem(None, None, f"the {kind} {name} is missing")
        elif found[kind, name] != sql:
            yield Problem(None, None, f"the {kind} {name} was changed")


def _documents(db: Database) -> Iterator[Problem]:
    for key, digest in db.rows("SELECT key, sha256 FROM documents ORDER BY id"):
        read = document(db, key)
        yield from _document(read, digest)
        yield from _blocks(db, key, read)
        for run, model in db.rows(
            "SELECT r.key, m.name FROM runs r JOIN models m ON m.key = r.model WHERE r.document = ?", key
        ):
            yield from _attributions(db, read, run, model)
            yield from _mentions(db, read, run)


def _document(read: Document, digest: str) -> Iterator[Problem]:
    text = hashlib.sha256(read.text.encode("utf-8")).hexdigest()
    if text != digest:
        yield Problem(
            read.id, None, f"the text has the SHA-256 {text[:12]}…, and was recorded with {digest[:12]}…"
        )
    right = document_id(read.text, url=read.url, outlet=read.outlet, published=read.published)
    if right != read.id:
        yield Problem(read.id, None, f"text, URL, outlet and date give the id {right}")


def _blocks(db: Database, key: int, read: Document) -> Iterator[Problem]:
    blocks = [text for (text,) in db.rows("SELECT text FROM blocks WHERE document = ? ORDER BY number", key)]
    if blocks and "".join(blocks) != read.text:
        yield Problem(read.id, None, "the blocks of its text do not make up the text")


def _attributions(db: Database, read: Document, run: int, model: str) -> Iterator[Problem]:
    parts: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    sql = """SELECT a.id, s.role, s.start, s."end", s.words FROM attributions a LEFT JOIN spans s
             ON s.attribution = a.key WHERE a.run = ? ORDER BY a.key, s.role, s.position"""
    for id_, role, start, end, words in db.rows(sql, run):
        found = parts[id_]
        if role is None:  # an attribution that has lost its spans: its id will not fit
            continue
        if not 0 <= start < end or read.text[start:end] != words:
            yield _differs(read, id_, f"the {role} span", start, end, words)
            continue
        found[role].append(Span(start, end))
    for id_, found in parts.items():
        source, cue, content = (tuple(found[role]) for role in ("source", "cue", "content"))
        right = attribution_id(read.id, source, cue, content)
        if right != id_:
            yield Problem(read.id, id_, f"its spans give the id {right} (found by {model})")


def _mentions(db: Database, read: Document, run: int) -> Iterator[Problem]:
    sql = 'SELECT start, "end", words FROM mentions WHERE run = ?'
    for start, end, words in db.rows(sql, run):
        if not 0 <= start < end or read.text[start:end] != words:
            yield _differs(read, None, "a mention", start, end, words)
    sql = """SELECT p.start, p."end", p.words FROM role_phrases p
             JOIN local_entities l ON l.key = p.entity WHERE l.run = ?"""
    for start, end, words in db.rows(sql, run):
        if not 0 <= start < end or read.text[start:end] != words:
            yield _differs(read, None, "a role phrase", start, end, words)


def _differs(read: Document, id_: str | None, what: str, start: int, end: int, words: str) -> Problem:
    found = read.text[max(start, 0) : max(end, 0)]
    return Problem(
        read.id, id_, f"{what} [{start}, {end}) stands for {words!r}, and the text has {found!r} there"
    )


def _counts(db: Database) -> Iterator[Problem]:
    for message in tallies.wrong(db):
        yield Problem(None, None, message)


def _indexes(db: Database) -> Iterator[Problem]:
    if not db.readonly:
        yield from _index_problems(db.connection, db.path)
        return
    # FTS5 takes its check as an INSERT, for which a read-only record needs a copy.
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "copy.db")) as copy:
        db.connection.backup(copy)
        yield from _index_problems(copy, db.path)


def _index_problems(connection: sqlite3.Connection, path: Path) -> Iterator[Problem]:
    for index in ("content_index", "article_index", "title_index"):
        try:
            # Rank 1 compares the index with the texts it was made from, too (SQLite 3.45 and later ask for
            # it).
            connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
                raise
            yield Problem(None, None, f"the full-text index {index} of {path.name} does not match the texts")
