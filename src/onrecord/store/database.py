"""A connection that speaks of records: opens safely, runs SQL, and translates every error."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from onrecord.errors import NotFound, RecordError, RecordReadOnly
from onrecord.store.trouble import not_a_record, read_only, translated

MAGIC = b"SQLite format 3\x00"
OLDEST_SQLITE = (3, 37, 0)
"""STRICT tables came with 3.37.0 (2021-11-27)."""

Row = tuple[Any, ...]


class Database:
    """One connection to one record file. Statements outside :meth:`writing` commit by themselves."""

    def __init__(self, connection: sqlite3.Connection, path: Path, *, readonly: bool) -> None:
        self.connection = connection
        self.path = path
        self.readonly = readonly

    def rows(self, sql: str, *values: object) -> list[Row]:
        """All rows of a query."""
        with translated(self.path):
            return self.connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: object) -> Row | None:
        """The first row of a query, or None."""
        found = self.rows(sql, *values)
        return found[0] if found else None

    def value(self, sql: str, *values: object) -> Any:
        """The first column of the first row, or None."""
        found = self.row(sql, *values)
        return found[0] if found else None

    def run(self, sql: str, *values: object) -> int:
        """Runs a statement; returns the key of the row it inserted, where it did."""
        with translated(self.path):
            return self.connection.execute(sql, values).lastrowid or 0

    def run_many(self, sql: str, rows: Iterable[Row]) -> None:
        """Runs a statement for each row."""
        with translated(self.path):
            self.connection.executemany(sql, rows)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of the block is kept, or nothing of it. Raises RecordBusy after the
        time-out."""
        if self.readonly:
            raise read_only(self.path)
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            # SQLite has rolled back by itself after some errors (a full disk among them).
            with suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """Ends the connection; the last one to a file also folds the write-ahead log into it."""
        with translated(self.path):
            self.connection.close()


def connect(path: Path, *, create: bool, readonly: bool, timeout: float) -> Database:
    """A connection to the file at ``path``, whose content is not looked at beyond its first bytes.

    Raises NotFound, NotARecord, RecordReadOnly or RecordError.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise RecordError(
            f"this Python brings SQLite {sqlite3.sqlite_version}, and a record needs 3.37 or newer; "
            "use a newer build of Python"
        )
    with translated(path):
        _look(path, create=create and not readonly)
        connection = _read_only(path, timeout) if readonly else _read_write(path, timeout)
    return Database(connection, path, readonly=readonly)


def _look(path: Path, *, create: bool) -> None:
    """Refuses what is no database before SQLite touches it."""
    if path.is_dir():
        raise not_a_record(path)
    if not path.exists():
        if not path.parent.is_dir():
            raise NotFound(f"there is no folder {path.parent}; make it, or name another file with --record")
        if not create:
            raise NotFound(f"there is no record at {path}; make one with: onrecord add PATH… --record {path}")
        return
    with path.open("rb") as file:
        first = file.read(len(MAGIC))
    if first not in (MAGIC, b"") or (first == b"" and not create):
        raise not_a_record(path)


def _open(path: Path, mode: str, timeout: float) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", timeout=timeout, isolation_level=None, uri=True
    )
    # Functions and virtual tables with side effects cannot be reached from the schema of a hostile file.
    _set(connection, "trusted_schema = OFF")
    _set(connection, "foreign_keys = ON")
    return connection


def _set(connection: sqlite3.Connection, pragma: str) -> None:
    """Sets it, or closes the connection: SQLite looks into the file here, and it may be damaged."""
    try:
        connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise


def _read_write(path: Path, timeout: float) -> sqlite3.Connection:
    connection = _open(path, "rwc", timeout)
    # With a write-ahead log, NORMAL keeps the file whole through a power cut and every commit through a crash
    # of the process; only a power cut can take back the last commits. FULL would wait for the disk at each
    # document.
    _set(connection, "synchronous = NORMAL")
    return connection


def _read_only(path: Path, timeout: float) -> sqlite3.Connection:
    """On read-only media SQLite cannot make the shared-memory file that a write-ahead log needs. There the
    file is opened as immutable, which is sound as long as no log waits beside it."""
    connection = _open(path, "ro", timeout)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
    except BaseException:
        connection.close()
        raise
    else:
        return connection
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise RecordReadOnly(
            f"{path} has unfinished writes in {log.name} and lies in a folder that cannot be written; "
            "copy both to a folder you may write to"
        )
    return _open(path, "ro&immutable=1", timeout)
