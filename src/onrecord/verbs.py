"""The verbs: what the command line does, each as a function of the same name.

``record`` is the path of a record or an open :class:`~onrecord.store.Record`. Unless a docstring says
otherwise, each raises NotFound for a record that is not there and RecordError for one that cannot be
used.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from os import PathLike
from typing import IO, TYPE_CHECKING, Unpack, cast

from onrecord import accounts, identities
from onrecord.errors import NotFound, UsageError
from onrecord.model import Document, Extraction, Failure, Relation, Verdict
from onrecord.pipeline import BACKEND, Added, confident, extract, read_all
from onrecord.protocols import Exporter, Extractor, plugin

if TYPE_CHECKING:
    from onrecord.accounts import Claim, Comparison, Drift
    from onrecord.evaluate.measure import Evaluation
    from onrecord.identities import Explanation, Standing
    from onrecord.pipeline import Comparing
    from onrecord.read import Known
    from onrecord.store import Asked, Hit, Problem, Record, Speaker, Statement, Summary
    from onrecord.store.judged import LinkJudgement
    from onrecord.store.judgements import Judgement
    from onrecord.store.links import Link

RECORD = "onrecord.db"
"""The record used unless another is named: this file in the current folder."""

Path = str | PathLike[str]

__all__ = [
    "Outcome",
    "add",
    "changes",
    "claim",
    "claims",
    "clashes",
    "compare",
    "drift",
    "evaluate",
    "export",
    "extract",
    "failures",
    "judge",
    "judgements",
    "links",
    "merge",
    "people",
    "read",
    "said",
    "show",
    "split",
    "summary",
    "undo",
    "verify",
    "who",
    "why",
]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What :func:`add` did: documents that are new in the record, documents that were there, attributions
    of the new ones, and what failed."""

    new: int
    there: int
    attributions: int
    failures: tuple[Failure, ...]


def read(
    *paths: Path, format: str | None = None, encoding: str | None = None, **known: Unpack[Known]
) -> Iterator[Document | Failure]:
    """The documents in files, folders and patterns, with a Failure for what is no document. ``known``
    overrides what the input says: title, url, outlet, byline, published, language."""
    return read_all(paths, format=format, encoding=encoding, **known)


def add(
    *paths: Path,
    record: Path | Record = RECORD,
    backend: str | Extractor = BACKEND,
    told: Callable[[Added | Failure], object] | None = None,
    comparing: Comparing | None = None,
    format: str | None = None,
    encoding: str | None = None,
    **known: Unpack[Known],
) -> Outcome:
    """Reads articles into the record, which is made if it is not there.

    ``told`` hears of each document, when it is on disk; ``comparing`` says how they are compared with the
    rest. What was added stays if this is broken off; the same call goes on from there.
    """
    from onrecord import pipeline

    extractor = pipeline.backend_named(backend)
    pipeline.model_key(extractor)  # a backend that cannot run leaves no empty record behind
    new = there = attributions = 0
    failed: list[Failure] = []
    with _opened(record, create=True) as opened:
        for item in pipeline.add(
            paths,
            opened,
            backend=extractor,
            comparing=comparing,
            format=format,
            encoding=encoding,
            **known,
        ):
            if isinstance(item, Failure):
                failed.append(item)
            else:
                new, there = new + item.new, there + (not item.new)
                attributions += item.attributions
            if told is not None:
                told(item)
    return Outcome(new, there, attributions, tuple(failed))


def who(
    name: str, *, record: Path | Record = RECORD, min_confidence: float | None = None
) -> tuple[Statement, ...]:
    """All that speakers of this name said, in time order. ``name`` is any part of a name, whatever its
    case and accents, or an entity id; where nobody is called so, another spelling, short form or slip of it.
    NotFound offers near names."""
    with _placed(record) as opened:
        try:
            return opened.statements(speaker=name, min_confidence=min_confidence)
        except NotFound:
            found = identities.variants(opened, name)
            if not found:
                raise
        sayings = [opened.statements(speaker=id_, min_confidence=min_confidence) for id_ in found]
        said_ = (each for statements in sayings for each in statements)
        return tuple(sorted(said_, key=lambda s: (s.when is None, s.when, s.document, s.source.spans)))


def said(
    words: str, *, record: Path | Record = RECORD, limit: int | None = None, **asked: Unpack[Asked]
) -> tuple[Hit, ...]:
    """Where ``words`` occur: in what was said, best first, then elsewhere in articles. See
    :meth:`onrecord.store.Record.said`."""
    with _opened(record) as opened:
        return opened.said(words, limit=limit, **asked)


def show(document: str, *, record: Path | Record = RECORD, min_confidence: float | None = None) -> Extraction:
    """What was found in a document, by its id or a unique beginning of it."""
    with _opened(record) as opened:
        return _confident(opened.extraction(document), min_confidence)


def people(*, record: Path | Record = RECORD, limit: int | None = None) -> tuple[Speaker, ...]:
    """Everybody to whom something is attributed, the most quoted first."""
    with _placed(record) as opened:
        return opened.speakers(limit=limit)


def merge(
    left: str, right: str, *, record: Path | Record = RECORD, by: str | None = None, why: str | None = None
) -> Judgement:
    """Judges that two are the same. Each is a name, an entity id, or ``DOCUMENT:NAME``; ``by`` is the user of
    the machine unless given. Raises NotFound, and UsageError where a name is that of several."""
    with _opened(record, create=True) as opened:
        return identities.judge(opened, "same", left, right, by=by, why=why)


def split(
    left: str,
    right: str,
    *,
    unsure: bool = False,
    record: Path | Record = RECORD,
    by: str | None = None,
    why: str | None = None,
) -> Judgement:
    """Judges that two are different people, or with ``unsure`` that nobody knows, which keeps them apart
    until somebody does. See :func:`merge`."""
    with _opened(record, create=True) as opened:
        return identities.judge(opened, "unsure" if unsure else "different", left, right, by=by, why=why)


def undo(
    id: str, *, record: Path | Record = RECORD, by: str | None = None, why: str | None = None
) -> Judgement:
    """Takes back the judgement of an id or a unique beginning of one; it stays on record as withdrawn. Raises
    NotFound and UsageError."""
    with _opened(record, create=True) as opened:
        return identities.undo(opened, id, by=by, why=why)


def why(left: str, right: str, *, record: Path | Record = RECORD) -> Explanation:
    """Why two are one on record, or two, with the evidence. See :func:`merge` for how to name them."""
    with _placed(record) as opened:
        return identities.explain(opened, left, right)


def judgements(*, record: Path | Record = RECORD, withdrawn: bool = False) -> Standing:
    """What people judged about who is who, and which judgements contradict each other."""
    with _placed(record) as opened:
        return identities.standing(opened, withdrawn=withdrawn)


def summary(*, record: Path | Record = RECORD, most: int = 10) -> Summary:
    """What the record holds, and the ``most`` quoted speakers in it."""
    with _opened(record) as opened:
        return opened.summary(most=most)


def verify(*, record: Path | Record = RECORD) -> tuple[Problem, ...]:
    """Everything in the record that does not hold: spans against their text, texts against their hashes,
    and the file itself. Empty for a sound record."""
    with _opened(record) as opened:
        return opened.verify()


def export(
    *,
    record: Path | Record = RECORD,
    to: str = "jsonl",
    out: IO[str] | None = None,
    min_confidence: float | None = None,
) -> int:
    """Writes the record in the format ``to`` to ``out`` (standard output by default), and returns how many
    documents that were. Equal records give equal bytes. Raises UnknownBackend for a format that is not
    there."""
    exporter = cast(Callable[[], Exporter], plugin("exporters", to))()
    with _opened(record) as opened:
        found = (_confident(each, min_confidence) for each in opened.extractions())
        return exporter.export(found, out or sys.stdout)


def evaluate(
    gold: Path, predictions: Path | None = None, *, backend: str | Extractor | None = None
) -> Evaluation:
    """What a file of predictions, or a backend, finds of the gold in a file or folder; see
    `onrecord.evaluate.files` for their forms. Raises UsageError unless exactly one of the two is given or
    when there is no gold, NotFound, MalformedInput, and what :func:`onrecord.extract` raises."""
    from pathlib import Path as File

    from onrecord.evaluate.files import by_document, load_gold, load_predictions
    from onrecord.evaluate.measure import evaluate as measured

    expected = load_gold(File(gold))
    if not expected:
        raise UsageError(f"there is no gold in {gold}")
    if predictions is not None and backend is None:
        found, strays = by_document(load_predictions(File(predictions)), expected)
        return measured(expected, found, strays=strays)
    if backend is not None and predictions is None:
        return measured(
            expected, dict(enumerate(extract((each.document for each in expected), backend=backend)))
        )
    raise UsageError("give either a file of predictions or --backend NAME")


def failures(*, record: Path | Record = RECORD, settled: bool = False) -> tuple[Failure, ...]:
    """What could not be read and has not been read since; with ``settled`` also what has been."""
    with _opened(record) as opened:
        return opened.failures(settled=settled)


def claims(
    query: str | None = None, *, record: Path | Record = RECORD, limit: int = 20, offset: int = 0
) -> tuple[Claim, ...]:
    """What several say alike, those with most independent texts first; with ``query`` where its words
    occur."""
    with _linked(record) as opened:
        return accounts.claims(opened, query, limit=limit, offset=offset)


def claim(id: str, *, record: Path | Record = RECORD, limit: int = 100, offset: int = 0) -> Claim:
    """The claim of an attribution: everybody who makes it, at most ``limit`` of them from the one at
    ``offset`` on. NotFound for an id that is not there."""
    with _linked(record) as opened:
        return accounts.claim(opened, id, limit=limit, offset=offset)


def compare(
    query: str | None = None, *, record: Path | Record = RECORD, claim: str | None = None
) -> Comparison:
    """Who says yes, who says no and who leaves it open: to the claim that most of what has the words of
    ``query`` is of, or to that of an attribution. NotFound if nobody said anything with the words."""
    with _linked(record) as opened:
        return accounts.compare(opened, query, claim=claim)


def clashes(name: str | None = None, *, record: Path | Record = RECORD) -> tuple[Link, ...]:
    """Accounts that contradict each other, the surest first, or those with a speaker of this name on one
    side. NotFound offers near names."""
    with _linked(record) as opened:
        return accounts.clashes(opened, name)


def changes(name: str | None = None, *, record: Path | Record = RECORD) -> tuple[Link, ...]:
    """Positions that speakers changed, or that one of this name did. NotFound offers near names."""
    with _linked(record) as opened:
        return accounts.changes(opened, name)


def drift(name: str | None = None, *, record: Path | Record = RECORD) -> tuple[Drift, ...]:
    """Quotations whose words differ between articles, with what was dropped, added or replaced, or those of a
    speaker of this name; those between direct quotations first. NotFound offers near names."""
    with _linked(record) as opened:
        return tuple(accounts.drifted(opened, name))


def links(*relations: Relation, record: Path | Record = RECORD) -> Iterator[dict[str, object]]:
    """Every relation between two attributions, or those of some kinds, as plain values."""
    with _linked(record) as opened:
        yield from accounts.links(opened, *relations)


def judge(
    verdict: Verdict,
    left: str,
    right: str,
    *,
    relation: Relation | None = None,
    by: str | None = None,
    why: str | None = None,
    record: Path | Record = RECORD,
) -> LinkJudgement:
    """Keeps a person's decision about two attributions: one claim or two, a relation confirmed or rejected.
    It outranks scores and survives re-runs. See :func:`onrecord.judging.judge`, and `withdraw` there."""
    from onrecord import judging

    with _linked(record) as opened:
        return judging.judge(opened, verdict, left, right, relation=relation, by=by, why=why)


@contextmanager
def _placed(record: Path | Record) -> Iterator[Record]:
    """The record at a path with everybody placed; an open one is handed through."""
    from onrecord.store import Record

    if isinstance(record, Record):
        yield record
        return
    with identities.placed(record) as opened:
        yield opened


@contextmanager
def _linked(record: Path | Record) -> Iterator[Record]:
    """The record at a path with every document linked; an open one is handed through."""
    from onrecord.store import Record

    if isinstance(record, Record):
        yield record
        return
    with accounts.linked(record) as opened:
        yield opened


def _confident(extraction: Extraction, minimum: float | None) -> Extraction:
    if minimum is None:
        return extraction
    return replace(extraction, attributions=confident(extraction.attributions, minimum))


@contextmanager
def _opened(record: Path | Record, *, create: bool = False) -> Iterator[Record]:
    """The record at a path, closed at the end; an open one is handed through."""
    from onrecord.store import Record, open_record

    if isinstance(record, Record):
        yield record
        return
    with open_record(record, create=create, readonly=not create) as opened:
        yield opened
