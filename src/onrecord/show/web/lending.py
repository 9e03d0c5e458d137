"""Open records for the threads that make pages.

Opening costs 10 ms for the schema alone, and 65 ms where a long write-ahead log has to be gone through
because nobody else has the file open (both measured with 10,000 articles); a page takes less than that.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from onrecord.errors import RecordError
from onrecord.store import Record, open_record

PATIENCE = 3.0
"""Seconds that a page waits for a record that another program has locked as a whole. A writer of ours locks
nobody out."""


class _Own:
    """One thread's record; closed when the thread ends."""

    def __init__(self, record: Record, file: tuple[int, int]) -> None:
        self.record, self.file = record, file

    def __del__(self) -> None:
        with suppress(Exception):
            self.record.close()


class Records:
    """Read-only records of one path, one for each thread; another file at the path is opened anew."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = threading.local()

    @contextmanager
    def open(self) -> Iterator[Record]:
        """This thread's record. Raises what :func:`onrecord.store.open_record` raises."""
        own: _Own | None = getattr(self._thread, "own", None)
        if own is None or own.file != self._file():
            self._thread.own = own = None
            record = open_record(self._path, readonly=True, timeout=PATIENCE)
            self._thread.own = own = _Own(record, self._file())
        try:
            yield own.record
        except RecordError:
            self._thread.own = None
            raise

    def _file(self) -> tuple[int, int]:
        try:
            found = self._path.stat()
        except OSError:
            return (0, 0)
        return found.st_dev, found.st_ino
