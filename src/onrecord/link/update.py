"""Keeps the links of a record up to date: an added document is compared with what shares its terms.

What shows in the end is the same in whatever order documents came and in however many steps: two accounts are
compared when their wordings meet, which depends on what is on the shelf and not on when it was put there; and
what a later arrival puts in the place of an earlier one is compared anew.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice

from onrecord.errors import OnRecordError
from onrecord.link.arrivals import Arrivals
from onrecord.link.sheet import Sheet, sheet
from onrecord.link.shelf import Shelf
from onrecord.link.workers import Mapped
from onrecord.model import Extraction, Failure

LINKER = "accounts/14"
"""The version of this linker; links of another version do not show."""

BATCH = 1_000
"""Documents that are linked in one transaction, which share look-ups and a commit. Each writes to most pages
of the index of terms, so that of few documents each costs more."""

Told = Callable[[int, int], object]
"""Hears how many documents of how many are linked; one that is read but not compared counts by half."""


def update(
    shelf: Shelf,
    documents: Iterable[int] | None = None,
    *,
    mapped: Mapped = map,
    told: Told | None = None,
) -> tuple[Failure, ...]:
    """Links the documents with these keys, or all that wait.

    A document that cannot be linked becomes a Failure and does not wait again; the others are linked all the
    same. ``mapped`` may read and compare in other processes (see `workers`); ``told`` hears how far it is.
    Breaking off loses the batch under way. Raises RecordError where the shelf cannot be written.
    """
    shelf.begin(LINKER)
    keys = list(shelf.waiting() if documents is None else documents)
    failures: list[Failure] = []
    tell = told or _silently
    for done, batch in _batches(keys):
        with _uncollected():
            read = list(zip(batch, mapped(read_one, map(shelf.extraction, batch)), strict=True))
            tell(done - len(batch) // 2, len(keys))
            failures += [one for _, one in read if isinstance(one, Failure)]
            sheets = {key: one for key, one in read if isinstance(one, Sheet)}
            failures += _link(shelf, sheets, batch, mapped)
        tell(done, len(keys))
    return tuple(failures)


def _silently(done: int, of: int) -> None:
    pass


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for garbage in cycles: a batch makes none, and each look goes through all of it."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _batches(keys: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    rest, done = iter(keys), 0
    while batch := list(islice(rest, BATCH)):
        done += len(batch)
        yield done, batch


def read_one(extraction: Extraction) -> Sheet | Failure:
    """The sheet of a document, or why there is none."""
    try:
        return sheet(extraction)
    except OnRecordError:
        raise
    except Exception as error:
        return _failure(extraction.document.id, error)


def _link(shelf: Shelf, sheets: Mapping[int, Sheet], batch: Sequence[int], mapped: Mapped) -> list[Failure]:
    """Links a batch; where that fails, each of its documents by itself, to tell which one it is."""
    try:
        with shelf.together():
            Arrivals(shelf, sheets, mapped).link(LINKER)
            shelf.done(batch)
    except OnRecordError:
        raise
    except Exception as error:
        if len(batch) > 1:
            return [
                failure
                for key in batch
                for failure in _link(shelf, {k: s for k, s in sheets.items() if k == key}, [key], mapped)
            ]
        with shelf.together():
            shelf.done(batch)
        return [_failure(shelf.document(batch[0]).id, error)]
    return []


def _failure(document: str, error: Exception) -> Failure:
    reason = type(error).__name__
    told = (
        f"the link stage failed on this document ({reason}: {error}); its findings are on record all the same"
    )
    return Failure(document, "link", reason, told)
