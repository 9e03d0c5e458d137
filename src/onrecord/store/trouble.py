"""SQLite's result codes → one error per cause, each with the way out."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import (
    BrokenRecord,
    DiskFull,
    MalformedInput,
    NotARecord,
    RecordBusy,
    RecordError,
    RecordReadOnly,
)

FULL = {
    sqlite3.SQLITE_FULL,
    # A quota or a file-size limit shows as a failed write (EDQUOT, EFBIG), and so does a full disk when the
    # shared-memory file of the write-ahead log has to grow; SQLite says FULL only for ENOSPC in the file
    # itself.
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
}
READ_ONLY = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_CONSTRAINT}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Lets no error of SQLite or of the file system out of the block, only RecordError and its kin."""
    try:
        yield
    except sqlite3.Error as error:
        raise record_error(error, path) from error
    except UnicodeEncodeError as error:
        raise MalformedInput(
            f"a text holds the lone surrogate U+{ord(error.object[error.start]):04X} at {error.start}, which "
            "no encoding can store; read the input again, or replace the character"
        ) from error
    except OSError as error:
        raise _file_error(error, path) from error


def record_error(error: sqlite3.Error, path: Path) -> RecordError:
    """The error to raise for ``error``. Codes are compared without their extension, unless that says more."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return RecordError(f"{path}: {error}")
    if code in FULL or code & 0xFF in FULL:
        return disk_full(path)
    for codes, make in ((BUSY, _busy), (READ_ONLY, read_only), (BROKEN, _broken)):
        if code & 0xFF in codes:
            return make(path, error)
    if code & 0xFF == sqlite3.SQLITE_NOTADB:
        return not_a_record(path)
    if code & 0xFF == sqlite3.SQLITE_CANTOPEN:
        # A file that could not be read was refused before SQLite saw it: what is left is the folder.
        return RecordReadOnly(
            f"{path} cannot be opened for writing, which needs a folder that you may write to; "
            "copy it to one, or only read it"
        )
    return RecordError(f"{path}: SQLite reports {error} ({getattr(error, 'sqlite_errorname', code)})")


def disk_full(path: Path) -> DiskFull:
    """For a write that found no room."""
    return DiskFull(
        f"no room left to write {path} (full disk, quota or file-size limit); what was committed before is "
        "whole: free some space and run the same command again"
    )


def read_only(path: Path, _error: Exception | None = None) -> RecordReadOnly:
    """For a write to a file or folder that may not be written, or through a read-only record."""
    return RecordReadOnly(f"{path} cannot be written; copy it to a folder you may write to, or only read it")


def not_a_record(path: Path) -> NotARecord:
    """For a file that is no SQLite database, or one of another program."""
    return NotARecord(f"{path} is not a record of onrecord; name another file with --record")


def _busy(path: Path, _error: Exception) -> RecordBusy:
    return RecordBusy(f"{path} is being written by another process; wait for it to end and try again")


def _broken(path: Path, error: Exception) -> BrokenRecord:
    return BrokenRecord(f"{path} refused or could not read an entry: {error}; run `onrecord verify` on it")


def _file_error(error: OSError, path: Path) -> RecordError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return disk_full(path)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return RecordReadOnly(f"{path} cannot be opened: {error.strerror}; check its permissions")
    return RecordError(f"{path}: {error.strerror or error}")
