"""A record with all its documents compared."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from typing import TYPE_CHECKING

from onrecord.errors import RecordReadOnly
from onrecord.link.update import Told, update
from onrecord.link.workers import workers

if TYPE_CHECKING:
    from onrecord.store import Record


@contextmanager
def linked(record: str | PathLike[str], *, told: Told | None = None, jobs: int = 1) -> Iterator[Record]:
    """The record at a path, with every document linked; one that cannot be written shows what it has.

    ``told`` hears how many documents of how many are linked. ``jobs`` is in how many processes accounts are
    compared, which only a program that can be started anew by name may set (see `link.workers`).
    """
    from onrecord.store import open_record

    try:
        with open_record(record) as opened:
            with workers(jobs) as mapped:
                for failure in update(opened.links(), mapped=mapped, told=told):
                    opened.fail(failure)
            yield opened
            return
    except RecordReadOnly:
        pass
    with open_record(record, readonly=True) as opened:
        yield opened
