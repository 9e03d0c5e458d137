"""Articles that somebody pastes or drops: read, understood and put on record, one after the other, in one
thread."""

from __future__ import annotations

import queue
import secrets
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.errors import EmptyInput, OnRecordError
from onrecord.link.update import update
from onrecord.model import Document, Extraction, Failure
from onrecord.pipeline import backend_named, model_key, understand
from onrecord.protocols import Extractor
from onrecord.store import Record, open_record

REMEMBERED = 50
"""Finished jobs whose page can still be opened."""


@dataclass(frozen=True, slots=True)
class Given:
    """One input as it came: its bytes, its name, and what the sender knows better."""

    data: bytes
    name: str
    known: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """A document that is on record now. ``first`` is the id of its first attribution, None if it has none."""

    document: Document
    new: bool
    attributions: int
    first: str | None


@dataclass(slots=True)
class Job:
    """Some inputs on their way. ``read`` counts those that are done; ``trouble`` is set where the rest was
    given up."""

    id: str
    inputs: int
    read: int = 0
    outcomes: list[Kept | Failure] = field(default_factory=list)
    trouble: str = ""
    done: threading.Event = field(default_factory=threading.Event)


class Intake:
    """The one writer of a server. ``backend`` is the name of an extractor or one; it is loaded at the first
    use and kept."""

    def __init__(self, path: Path, backend: str | Extractor) -> None:
        self._path = path
        self._backend = backend
        self._extractor: Extractor | None = None
        self._jobs: dict[str, Job] = {}
        self._waiting: queue.SimpleQueue[tuple[Job, tuple[Given, ...]]] = queue.SimpleQueue()
        self._loading = threading.Lock()
        self._thread: threading.Thread | None = None

    def give(self, inputs: tuple[Given, ...]) -> Job:
        """Puts inputs in line and returns at once."""
        job = Job(secrets.token_hex(8), len(inputs))
        self._jobs[job.id] = job
        for old in list(self._jobs)[:-REMEMBERED]:
            if self._jobs[old].done.is_set():
                del self._jobs[old]
        self._waiting.put((job, inputs))
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, daemon=True)
            self._thread.start()
        return job

    def job(self, id: str) -> Job | None:
        """The job of that id, as long as it is remembered."""
        return self._jobs.get(id)

    def extractor(self) -> Extractor:
        """The extractor itself, loaded. Raises BackendError."""
        with self._loading:
            if self._extractor is None:
                self._extractor = backend_named(self._backend)
            return self._extractor

    def warm(self) -> None:
        """Loads the extractor aside, so that the first reader does not wait for that: 5 s with the shipped
        model on a busy machine, 0.5 s from then on."""

        def load() -> None:
            # What is wrong is told to whoever asks for something.
            with suppress(Exception):
                understand([Document.new("“The gate was shut,” she said.")], self.extractor())

        threading.Thread(target=load, daemon=True).start()

    def _work(self) -> None:
        while True:
            job, inputs = self._waiting.get()
            try:
                self._read(job, inputs)
            except OnRecordError as error:
                job.trouble = str(error)
            except Exception as error:  # The thread must outlive whatever one input brings up.
                job.trouble = f"a bug in onrecord ({type(error).__name__}: {error}); please report it"
            finally:
                job.done.set()

    def _read(self, job: Job, inputs: tuple[Given, ...]) -> None:
        extractor = self.extractor()
        with open_record(self._path) as record:
            for given in inputs:
                for item in documents_in(given):
                    job.outcomes.append(_kept(item, given.name, record, extractor))
                job.read += 1


def documents_in(given: Given) -> Iterator[Document | Failure]:
    """What one input holds. Nothing at all is a failure too."""
    from onrecord.read import read_bytes

    found = False
    for item in read_bytes(given.data, given.name, **given.known):
        found = True
        yield item
    if not found:
        error = EmptyInput(f"{given.name} holds no article; paste its text, or choose another file")
        yield Failure(given.name, "read", error.reason, str(error))


def known_of(form: dict[str, str]) -> dict[str, Any]:
    """What a form says of an article: only what was filled in. Raises ValueError for a date that is none."""
    known: dict[str, Any] = {
        name: form[name].strip() for name in ("title", "outlet", "url") if form.get(name, "").strip()
    }
    if form.get("published"):
        known["published"] = date.fromisoformat(form["published"])
    return known


def _kept(item: Document | Failure, origin: str, record: Record, extractor: Extractor) -> Kept | Failure:
    if isinstance(item, Failure):
        record.fail(item)
        return item
    model = model_key(extractor)
    if record.has(item.id, model):
        return _told(record.extraction(item.id, model=model), new=False)
    found = understand([item], extractor)[0]
    if found.failures:
        record.fail(found.failures[0])
        return found.failures[0]
    new = record.add(found, model=model, origin=origin)
    for failure in update(record.links()):
        record.fail(failure)
    return _told(found, new=new)


def _told(found: Extraction, *, new: bool) -> Kept:
    first = min(found.attributions, key=lambda a: a.spans()[0], default=None)
    return Kept(found.document, new, len(found.attributions), first.id if first else None)
