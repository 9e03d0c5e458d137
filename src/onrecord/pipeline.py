"""★ Read this first: from files to the record, on one page.

::

    paths ─▶ read ─▶ Document ─▶ extract ─▶ Attribution ─▶ resolve ─▶ Extraction ─▶ store ─▶ link
               │                    │                         │                       │
               └────────────────────┴──────── Failure ────────┴───────────────────────┘

The stages know values (`onrecord.model`), not each other; only this page knows them all. It works on small
batches and yields as it goes, so that memory is bounded by a batch and not by the corpus. What cannot be read
or understood becomes a Failure and travels with the rest: one bad article never stops the others. What
concerns all of them does raise: a backend that cannot run, a record that cannot be written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from os import PathLike
from typing import TYPE_CHECKING, TypeVar, Unpack, cast, overload

from onrecord.errors import MalformedInput, OnRecordError, UsageError
from onrecord.model import Attribution, Document, Extraction, Failure
from onrecord.protocols import Encoder, Extractor, Reading, plugin
from onrecord.segment import segment

if TYPE_CHECKING:
    from onrecord.read import Known
    from onrecord.store import Record

T = TypeVar("T")

BACKEND = "neural"
"""The extractor used unless another is named."""

BATCH_DOCUMENTS = 16
BATCH_CHARACTERS = 200_000
"""A batch is full at either: short articles fill the extractor's windows together, a long text goes alone."""

_NOT_A_TEXT = "extract takes documents: [onrecord.Document.new(text)], or onrecord.read([path]) for files"


@dataclass(frozen=True, slots=True)
class Added:
    """What `add` did with one document: ``new`` is False for one that the record held already."""

    document: Document
    new: bool
    attributions: int


@dataclass(frozen=True, slots=True)
class Comparing:
    """How what was added is compared with the rest: in how many processes, which only a program that can be
    started anew by name may set; and who hears how many documents of how many are done."""

    jobs: int = 1
    told: Callable[[int, int], object] | None = None


def read_all(
    paths: Iterable[str | PathLike[str]],
    *,
    format: str | None = None,
    encoding: str | None = None,
    origins: dict[str, str] | None = None,
    **known: Unpack[Known],
) -> Iterator[Document | Failure]:
    """The documents in files, folders, patterns and standard input (``-``), in order, with a Failure for each
    part that is no document. ``origins`` is told the path of each document, by id. See
    :func:`onrecord.read.read_path` for the other options."""
    from onrecord.read import find_inputs, read_path

    for path in find_inputs(paths):
        found = (
            (path,)
            if isinstance(path, Failure)
            else read_path(path, format=format, encoding=encoding, **known)
        )
        for item in found:
            if isinstance(item, Document) and origins is not None:
                origins[item.id] = str(path)
            yield item


@overload
def extract(
    documents: Iterable[Document], *, backend: str | Extractor = ..., min_confidence: float | None = ...
) -> Iterator[Extraction]: ...
@overload
def extract(
    documents: Iterable[Document | Failure],
    *,
    backend: str | Extractor = ...,
    min_confidence: float | None = ...,
) -> Iterator[Extraction | Failure]: ...
def extract(
    documents: Iterable[Document | Failure],
    *,
    backend: str | Extractor = BACKEND,
    min_confidence: float | None = None,
) -> Iterator[Extraction | Failure]:
    """Who said what in each document, in order; failures to read are handed on in their place.

    ``backend`` is an extractor or the name of an installed one. ``min_confidence`` leaves out what is less
    likely right, and what has no confidence. A document that cannot be understood has an Extraction without
    attributions, with the Failure in it. Raises UnknownBackend, MissingExtra or BrokenModel, and UsageError
    for a text or path in place of documents.
    """
    if isinstance(documents, str | PathLike):
        raise UsageError(_NOT_A_TEXT)
    return _understood_each(documents, backend_named(backend), min_confidence)


def _understood_each(
    documents: Iterable[Document | Failure], extractor: Extractor, min_confidence: float | None
) -> Iterator[Extraction | Failure]:
    for batch in batches(documents):
        if not all(isinstance(item, Document | Failure) for item in batch):
            raise UsageError(_NOT_A_TEXT)
        found = iter(understand([d for d in batch if isinstance(d, Document)], extractor, min_confidence))
        yield from (item if isinstance(item, Failure) else next(found) for item in batch)


def add(
    paths: Iterable[str | PathLike[str]],
    record: Record,
    *,
    backend: str | Extractor = BACKEND,
    comparing: Comparing | None = None,
    format: str | None = None,
    encoding: str | None = None,
    **known: Unpack[Known],
) -> Iterator[Added | Failure]:
    """Reads ``paths`` into ``record``; yields what became of each document, after it is on disk.

    Every document is committed by itself, and one that the record holds under this version of the backend
    is not extracted again: breaking off and starting anew loses at most the batch under way. What a batch
    says is compared with the rest when all of it is on disk; where that was broken off, whoever asks next
    does it; ``comparing`` says how. Failures are kept in the record. Raises RecordError, and what
    :func:`extract` raises.
    """
    extractor = backend_named(backend)
    model = model_key(extractor)
    origins: dict[str, str] = {}
    for batch in batches(read_all(paths, format=format, encoding=encoding, origins=origins, **known)):
        unknown = [d for d in batch if isinstance(d, Document) and not record.has(d.id, model)]
        found = {e.document.id: e for e in understand(unknown, extractor)}
        new = 0
        for item in batch:
            outcome = (
                item
                if isinstance(item, Failure)
                else _kept(item, found.pop(item.id, None), record, model, origins)
            )
            if isinstance(outcome, Failure):
                record.fail(outcome)
            else:
                new += outcome.new
            yield outcome
        if new:
            _placed(record)
            _linked(record, comparing or Comparing())


def _kept(
    document: Document, found: Extraction | None, record: Record, model: str, origins: dict[str, str]
) -> Added | Failure:
    """``found`` put on record; None stands for a document that is there already."""
    origin = origins.pop(document.id, document.id)
    if found is None:
        record.settle(origin)
        return Added(document, new=False, attributions=0)
    if found.failures:
        return replace(found.failures[0], origin=origin)
    try:
        new = record.add(found, model=model, origin=origin)
    except MalformedInput as error:
        return _failure(document, "store", error)
    return Added(document, new, len(found.attributions))


def _placed(record: Record) -> None:
    """Tells the people of what has been added apart from those that are there."""
    from onrecord.resolve.across import update

    update(record.people())


def _linked(record: Record, how: Comparing) -> None:
    """Compares what has been added with what is there."""
    from onrecord.link.update import update
    from onrecord.link.workers import workers

    with workers(how.jobs) as mapped:
        for failure in update(record.links(), mapped=mapped, told=how.told):
            record.fail(failure)


def understand(
    documents: Sequence[Document], extractor: Extractor, min_confidence: float | None = None
) -> list[Extraction]:
    """One Extraction per document, in order: attributions, and the people behind them."""
    from onrecord.resolve import resolve
    from onrecord.resolve.typing import typed

    extractions = []
    for document, found in zip(documents, _extracted(documents, extractor), strict=True):
        if isinstance(found, Failure):
            extractions.append(Extraction(document, failures=(found,)))
            continue
        sure = confident(found, min_confidence)
        try:
            known = resolve(document, segment(document.text), sure, reading_of(extractor, document))
        except Exception as error:
            extractions.append(Extraction(document, sure, failures=(_failure(document, "resolve", error),)))
        else:
            attributions = tuple(typed(document.text, known.attributions, known.entities))
            extractions.append(Extraction(document, attributions, known.mentions, known.entities))
    return extractions


def reading_of(extractor: Extractor, document: Document) -> Callable[[], Reading | None] | None:
    """How the extractor read a document of its last batch, for whoever asks; None if it does not tell."""
    return partial(extractor.reading, document) if isinstance(extractor, Encoder) else None


def confident(attributions: Sequence[Attribution], minimum: float | None) -> tuple[Attribution, ...]:
    """The attributions with at least that confidence; all of them for None. A chain closes over a gap."""
    if minimum is None:
        return tuple(attributions)
    outer = {a.id: a.within for a in attributions}
    kept = {a.id for a in attributions if a.confidence is not None and a.confidence >= minimum}

    def nearest(within: str | None) -> str | None:
        while within is not None and within not in kept:
            within = outer.get(within)
        return within

    return tuple(replace(a, within=nearest(a.within)) for a in attributions if a.id in kept)


def batches(items: Iterable[Document | Failure]) -> Iterator[list[Document | Failure]]:
    """``items`` in lists of bounded size, in order; none is empty."""
    batch: list[Document | Failure] = []
    characters = 0
    for item in items:
        batch.append(item)
        characters += len(item.text) if isinstance(item, Document) else 0
        if len(batch) >= BATCH_DOCUMENTS or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def backend_named(backend: str | Extractor) -> Extractor:
    """The extractor of that name, made anew; an extractor is handed back as it is."""
    if not isinstance(backend, str):
        return backend
    return cast("Callable[[], Extractor]", plugin("extractors", backend))()


def model_key(extractor: Extractor) -> str:
    """``name/version``: the key under which a record keeps findings, so that two versions never mix."""
    return f"{extractor.name}/{extractor.version}"


def _extracted(
    documents: Sequence[Document], extractor: Extractor
) -> list[tuple[Attribution, ...] | Failure]:
    """What the extractor says; one that raises all the same, against its protocol, is asked once for each."""
    if not documents:
        return []
    try:
        return extractor.extract(documents)
    except OnRecordError:
        raise
    except Exception as error:
        if len(documents) == 1:
            return [_failure(documents[0], "extract", error)]
        return [found for document in documents for found in _extracted([document], extractor)]


def _failure(document: Document, stage: str, error: Exception) -> Failure:
    reason = type(error).__name__
    return Failure(
        document.id, stage, reason, f"the {stage} stage failed on this document ({reason}: {error})"
    )
