"""The record: a file that keeps who said what, and on what words that rests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self, Unpack

from onrecord.model import Document, Extraction, Failure
from onrecord.store import adding, failures, findings, judgements, search, statements, summary, verify
from onrecord.store.database import Database, connect
from onrecord.store.judgements import Judgement
from onrecord.store.links import Links
from onrecord.store.people import People
from onrecord.store.schema import bring_up_to_date
from onrecord.store.search import Hit
from onrecord.store.statements import Asked, Statement
from onrecord.store.summary import Day, Outlet, Speaker, Summary
from onrecord.store.verify import Problem

BUSY_SECONDS = 30.0
"""How long a writer waits for another one. A transaction is one document: 7 ms for an article of 5,000 code
points with 20 attributions, 9 s for the longest text that is read (5 million) with 19,000."""


def open_record(
    path: str | os.PathLike[str],
    *,
    create: bool = False,
    readonly: bool = False,
    timeout: float = BUSY_SECONDS,
) -> Record:
    """The record in the file at ``path``; one made by an older version is brought up to date.

    ``create`` makes it where there is none. ``readonly`` writes nothing, also beside the file, if the folder
    cannot be written. ``timeout`` is how many seconds to wait for another writer. Use it in a ``with`` block.

    Raises NotFound, NotARecord, NewerRecord, RecordBusy, RecordReadOnly, DiskFull or another RecordError.
    """
    where = Path(path)
    db = connect(where, create=create, readonly=readonly, timeout=timeout)
    try:
        bring_up_to_date(db, create=create and not readonly, timeout=timeout)
    except BaseException:
        db.close()
        raise
    return Record(db)


class Record:
    """An open record. Make one with :func:`open_record`.

    Findings are kept by model version and never change; what the methods show is the *current* view: of each
    document the findings of the model chosen last among those that have read it. All methods raise
    RecordError where the file cannot be read or written.
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The file."""
        return self._db.path

    def close(self) -> None:
        """Ends the connection. Everything that was added is on disk already."""
        self._db.close()

    # Writing

    def add(self, extraction: Extraction, *, model: str, origin: str | None = None) -> bool:
        """Puts what ``model`` (name and version) found in a document on record; all of it, or nothing.

        False if that model's findings of the document are there already. ``origin`` names the input it was
        read from: its open failures are settled. Raises MalformedInput if the extraction does not hold
        together.
        """
        return adding.add(self._db, extraction, model=model, origin=origin)

    def has(self, document: str, model: str) -> bool:
        """Whether ``model`` has read the document of that id."""
        return adding.has(self._db, document, model)

    def choose(self, model: str) -> None:
        """Prefers the findings of ``model`` from now on. (The first use of a model chooses it.) UsageError if
        it has none here."""
        adding.choose(self._db, model)

    def fail(self, failure: Failure) -> None:
        """Keeps a failure; one that is open with the same origin, reason and message is not repeated."""
        with self._db.writing():
            failures.note(self._db, failure, adding.now())

    def settle(self, origin: str) -> None:
        """Takes the failures of ``origin`` off the open list, after it was read after all; they stay on
        record."""
        with self._db.writing():
            failures.settle(self._db, origin, adding.now())

    # Reading

    def who(self, name: str, *, limit: int | None = None, offset: int = 0) -> tuple[Statement, ...]:
        """All that speakers of this name said, in time order. ``name`` is any part of a name, whatever its
        case and accents, or an entity id. Empty for somebody who is mentioned and says nothing. NotFound
        offers near names."""
        return self.statements(speaker=name, limit=limit, offset=offset)

    def statements(
        self, *, limit: int | None = None, offset: int = 0, **asked: Unpack[Asked]
    ) -> tuple[Statement, ...]:
        """Everything that was said, in time order, through filters (see `Asked`). NotFound for an unknown
        speaker or outlet."""
        return statements.statements(self._db, asked, limit=limit, offset=offset)

    def said(
        self, words: str, *, limit: int | None = None, offset: int = 0, **asked: Unpack[Asked]
    ) -> tuple[Hit, ...]:
        """Where ``words`` occur: in what was said, best first, then elsewhere in articles, unless a filter
        (see `Asked`) looks at what only a statement has. Every word must occur; ``"some words"`` occur in
        this order; ``begin*`` begins a word; case and accents do not count. UsageError without any word;
        NotFound for an unknown speaker or outlet."""
        return search.said(self._db, words, asked, limit=limit, offset=offset)

    def document(self, id: str) -> Document:
        """The document of an id or the unique beginning of one. NotFound lists the candidates."""
        return findings.document(self._db, findings.document_key(self._db, id))

    def extraction(self, id: str, *, model: str | None = None) -> Extraction:
        """What was found in a document (id or unique beginning), by ``model`` or in the current view, with
        the record's entity ids. NotFound also if ``model`` has not read it."""
        return findings.extraction(self._db, findings.document_key(self._db, id), model)

    def attribution(self, id: str) -> Statement:
        """The statement of an attribution id or the unique beginning of one. NotFound lists the
        candidates."""
        return statements.statement(self._db, id)

    def extractions(self) -> Iterator[Extraction]:
        """Every document with its current findings, sorted, with the record's entity ids: the same for two
        records of equal content, in whatever order that came."""
        return findings.extractions(self._db)

    def links(self) -> Links:
        """What the linker keeps here, and what there is to read of it."""
        return Links(self._db)

    def people(self) -> People:
        """The resolver's side of the record: see `onrecord.resolve.across`."""
        return People(self._db)

    def judgements(self, *, withdrawn: bool = False) -> tuple[Judgement, ...]:
        """What people decided about who is who, oldest first; with ``withdrawn`` also what was taken back."""
        return judgements.judgements(self._db, withdrawn=withdrawn)

    def names_of(self, id: str) -> tuple[str, ...]:
        """Every name that articles give to the entity of an id, the most used first. Empty if there is
        none."""
        return summary.names_of(self._db, id)

    def failures(self, *, settled: bool = False) -> tuple[Failure, ...]:
        """Open failures, oldest first; with ``settled`` those that were settled too."""
        return failures.failures(self._db, settled=settled)

    def summary(self, *, most: int = 10) -> Summary:
        """What the record holds, with the ``most`` quoted speakers."""
        return summary.summary(self._db, most=most)

    def speakers(self, *, limit: int | None = None, offset: int = 0) -> tuple[Speaker, ...]:
        """Who is quoted, the most quoted first."""
        return summary.speakers(self._db, limit=limit, offset=offset)

    def outlets(self) -> tuple[Outlet, ...]:
        """Every outlet with what the record has of it, the one with most documents first."""
        return summary.outlets(self._db)

    def days(self, **asked: Unpack[Asked]) -> tuple[Day, ...]:
        """How many statements each day has in each outlet, in time order; what a timeline shows."""
        return summary.days(self._db, asked)

    def verify(self) -> tuple[Problem, ...]:
        """Everything that does not hold: texts against their hashes and ids, every span against its words,
        attribution ids against their spans, references, guards, full-text indexes, the file itself."""
        return verify.verify(self._db)
