"""Counts over the whole record, kept between requests: a look at a million statements takes seconds, a page
may not."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from onrecord.errors import RecordError
from onrecord.store import Record, open_record
from onrecord.store.pages import Standing, standing, version

AT_ONCE = 0.1
"""Seconds: counts that took no longer than this are made anew within the request that finds them stale."""

REST = 10
"""While a record grows, counting takes at most a tenth of one processor: it rests this many times as long
as it took."""


class Kept:
    """The latest counts of one record. Threads share it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._counts: Standing | None = None
        self._version: tuple[int, ...] = ()
        self._took = 0.0
        self._not_before = 0.0

    def of(self, record: Record) -> Standing:
        """The counts of ``record`` as it is now, or as it was a while ago where counting takes long."""
        seen = version(record)
        if self._counts is None or (seen != self._version and self._took <= AT_ONCE):
            with self._lock:
                if self._counts is None or seen != self._version:
                    self._count(record)
        elif (
            seen != self._version
            and time.monotonic() >= self._not_before
            and self._lock.acquire(blocking=False)
        ):
            threading.Thread(target=self._count_aside, daemon=True).start()
        assert self._counts is not None
        return self._counts

    def _count(self, record: Record) -> None:
        start, seen = time.monotonic(), version(record)
        self._counts = standing(record)
        self._version, self._took = seen, time.monotonic() - start
        self._not_before = time.monotonic() + REST * self._took

    def _count_aside(self) -> None:
        """Runs in a thread of its own, which holds the lock already."""
        try:
            with open_record(self._path, readonly=True) as record:
                self._count(record)
        except RecordError:
            self._not_before = time.monotonic() + REST
        finally:
            self._lock.release()
