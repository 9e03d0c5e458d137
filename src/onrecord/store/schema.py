"""What kind of file a record is, and how an older one becomes a current one.

``application_id`` says that the file is ours, ``user_version`` how many of the numbered migrations it has
seen.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from importlib.resources import files

from onrecord.errors import NewerRecord, RecordReadOnly
from onrecord.store.database import Database
from onrecord.store.trouble import not_a_record, translated

APPLICATION_ID = int.from_bytes(b"onrc", "big")


@cache
def migrations() -> tuple[str, ...]:
    """The SQL of every migration, in order. The name of each starts with its number."""
    found = sorted(
        (f.name, f) for f in files("onrecord.store.migrations").iterdir() if f.name.endswith(".sql")
    )
    for number, (name, _) in enumerate(found, start=1):
        if int(name.partition("_")[0]) != number:
            raise AssertionError(f"migration {number} is missing: found {name}")
    return tuple(file.read_text(encoding="utf-8") for _, file in found)


def bring_up_to_date(db: Database, *, create: bool, timeout: float) -> None:
    """Makes a new file a record and an older record a current one, in one transaction.

    Raises NotARecord, NewerRecord, or RecordReadOnly for an older record that is only to be read.
    """
    known = migrations()
    version = _version(db, create=create, known=len(known))
    if version == len(known):
        return
    if db.readonly:
        raise RecordReadOnly(
            f"{db.path} was made by an older onrecord (format {version}, now {len(known)}) and is opened for "
            "reading only; open it once for writing, which updates it"
        )
    if version == 0:
        _log_ahead(db, timeout)
    with db.writing():
        # Another process may have done it between the look and the lock.
        for number in range(_version(db, create=create, known=len(known)), len(known)):
            for statement in statements(known[number]):
                db.run(statement)
        db.run(f"PRAGMA application_id = {APPLICATION_ID}")
        db.run(f"PRAGMA user_version = {len(known)}")


def statements(sql: str) -> Iterator[str]:
    """The single statements of a script, triggers whole. (``executescript`` would commit in between.)"""
    lines: list[str] = []
    for line in sql.splitlines(keepends=True):
        lines.append(line)
        if line.rstrip().endswith(";") and sqlite3.complete_statement("".join(lines)):
            yield "".join(lines)
            lines = []


@cache
def expected() -> dict[tuple[str, str], str]:
    """The SQL of each table, index, view and trigger that a sound record has, by type and name."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for sql in migrations():
            connection.executescript(sql)
        return {(kind, name): sql for kind, name, sql in connection.execute(SCHEMA)}


SCHEMA = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name"


def features() -> dict[str, str | bool]:
    """What the SQLite of this Python can do, for ``onrecord doctor``: its version, and whether it has STRICT
    tables, FTS5 and JSON, which a record needs."""
    with closing(sqlite3.connect(":memory:")) as connection:

        def can(sql: str) -> bool:
            try:
                connection.execute(sql)
            except sqlite3.Error:
                return False
            return True

        return {
            "sqlite": sqlite3.sqlite_version,
            "strict": can("CREATE TABLE a (a TEXT) STRICT"),
            "fts5": can("CREATE VIRTUAL TABLE words USING fts5(a)"),
            "json": can("SELECT json_valid('{}')"),
        }


def _version(db: Database, *, create: bool, known: int) -> int:
    """How many migrations the file has seen. A file without any table is a new one, where it may be made."""
    ours = db.value("PRAGMA application_id")
    version = int(db.value("PRAGMA user_version"))
    if ours == APPLICATION_ID and version > known:
        raise NewerRecord(
            f"{db.path} was made by a newer onrecord (format {version}; this one knows {known}); "
            "install the newest: pip install --upgrade onrecord"
        )
    if ours == APPLICATION_ID and version > 0:
        return version
    if ours == 0 and version == 0 and create and not db.value("SELECT count(*) FROM sqlite_master"):
        return 0
    raise not_a_record(db.path)


def _log_ahead(db: Database, timeout: float) -> None:
    """Switches a new file to a write-ahead log. SQLite does not wait for a lock there, so this does."""
    until = time.monotonic() + timeout
    with translated(db.path):
        while True:
            try:
                db.connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
                time.sleep(0.02)
            else:
                return
