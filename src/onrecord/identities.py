"""The people of a record: kept up to date, found by any variant of a name, judged and explained.

Composes `onrecord.resolve.across`, which tells people apart, with `onrecord.store`, which keeps what it finds
and what people judge."""

from __future__ import annotations

import csv
import getpass
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from os import PathLike
from typing import TYPE_CHECKING

from onrecord.errors import MalformedInput, NotFound, RecordReadOnly, UsageError
from onrecord.model import Span

if TYPE_CHECKING:
    from onrecord.resolve.across import Reason
    from onrecord.store import Record, Speaker
    from onrecord.store.judgements import Judgement, Place


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of an article: ``[start, end)`` in code points of its text."""

    document: str
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why two figures are one on record, or two.

    ``score`` is the logarithm of the odds that they are one by themselves, None where something rules it out;
    ``needed`` is what a score needs. ``judgements`` are those about either that stand; ``evidence`` holds the
    words beside the names that the reasons rest on.
    """

    left: Place
    right: Place
    same: bool
    score: float | None
    needed: float
    reasons: tuple[Reason, ...]
    judgements: tuple[Judgement, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The judgements of a record, oldest first, and the ids of those that contradict each other: each
    conflict is one "different" and the "same" ones against it. These decide nothing until one is
    withdrawn."""

    judgements: tuple[Judgement, ...]
    conflicts: tuple[tuple[str, ...], ...]


def place(record: Record, *, told: Callable[[int], object] | None = None) -> int:
    """Tells the people of new articles apart from those on record; returns how many readings were new.

    Can be broken off at any time and goes on from there. Raises RecordError where the record cannot be
    written.
    """
    from onrecord.resolve.across import update

    return update(record.people(), told=told)


@contextmanager
def placed(record: str | PathLike[str]) -> Iterator[Record]:
    """The record at a path, open for reading, with everybody placed; one that cannot be written shows what it
    has."""
    from onrecord.resolve.across import waits
    from onrecord.store import open_record

    with open_record(record, readonly=True) as opened:
        if not waits(opened.people()):
            yield opened
            return
    try:
        with open_record(record) as writable:
            place(writable)
    except RecordReadOnly:
        pass
    with open_record(record, readonly=True) as opened:
        yield opened


def judge(
    record: Record, verdict: str, left: str, right: str, *, by: str | None = None, why: str | None = None
) -> Judgement:
    """Puts on record whether two are the same (``same``, ``different``, ``unsure``), and lets that count.

    Each is a name, an entity id, or ``DOCUMENT:NAME`` for the one of an article. Raises NotFound and
    UsageError.
    """
    from onrecord.resolve.across import judged
    from onrecord.store import judgements as kept

    place(record)
    db = record._db
    with db.writing():
        one, other = kept.figure(db, left), kept.figure(db, right)
        id_ = kept.judge(db, verdict, one, other, by=by or whoami(), why=why)
        judged(record.people(), _anchors(one, other))
    return kept.judgement(db, id_)


def undo(record: Record, id: str, *, by: str | None = None, why: str | None = None) -> Judgement:
    """Withdraws a judgement by its id or a unique beginning of it. Raises NotFound and UsageError."""
    from onrecord.resolve.across import judged
    from onrecord.store import judgements as kept

    place(record)
    with record._db.writing():
        gone = kept.withdraw(record._db, id, by=by or whoami(), why=why)
        judged(record.people(), _anchors(gone.left, gone.right))
    return kept.judgement(record._db, gone.id)


def standing(record: Record, *, withdrawn: bool = False) -> Standing:
    """All judgements, and which contradict each other."""
    from onrecord.resolve.across import Judgements

    conflicts = Judgements(record.people().judgements()).conflicts
    found = record.judgements(withdrawn=withdrawn)
    return Standing(found, tuple((c.different.id, *(j.id for j in c.same)) for c in conflicts))


def explain(record: Record, left: str, right: str) -> Explanation:
    """Why two are one on record, or two. Raises NotFound and UsageError."""
    from onrecord.resolve.across import explained
    from onrecord.store import judgements as kept

    one, other = kept.figure(record._db, left), kept.figure(record._db, right)
    score, needed, reasons = explained(record.people(), *_anchors(one, other))
    about = tuple(
        j
        for j in record.judgements()
        if {(p.document, p.form) for p in (j.left, j.right)} & {(p.document, p.form) for p in (one, other)}
        or {j.left.entity, j.right.entity} & {one.entity, other.entity}
    )
    evidence = tuple(e for p in (one, other) for e in _evidence(record, p))
    return Explanation(one, other, one.entity == other.entity, score, needed, reasons, about, evidence)


def variants(record: Record, name: str) -> tuple[str, ...]:
    """Ids of entities whose name may be a variant of this one, as another spelling, a short form or a
    slip."""
    from onrecord.resolve.across import variants_of

    return tuple(record.people().leaders(variants_of(record.people(), name)))


def linked(speakers: tuple[Speaker, ...], table: Mapping[str, str], record: Record) -> dict[str, str]:
    """For each speaker (by entity id) the item of a table of names whose name is one of theirs, if that is
    one item alone."""
    from onrecord.store.names import name_key

    found = {}
    for speaker in speakers:
        items = {table[k] for k in map(name_key, record.names_of(speaker.id)) if k in table}
        if len(items) == 1:
            found[speaker.id] = items.pop()
    return found


def wikidata(path: str | PathLike[str]) -> dict[str, str]:
    """A table of names: CSV or TSV with an item (Q…) and a name in each row, in any two of its first columns.
    A name with two items is left out, since it tells nothing. Raises NotFound and MalformedInput."""
    from onrecord.store.names import name_key

    try:
        with open(path, encoding="utf-8-sig", newline="") as file:  # noqa: PTH123 - any path-like
            head = file.readline()
            file.seek(0)
            rows = list(csv.reader(file, delimiter="\t" if "\t" in head else ","))
    except FileNotFoundError:
        raise NotFound(f"there is no file {path}") from None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise MalformedInput(f"{path} cannot be read as a table in UTF-8 ({error})") from None
    items: dict[str, set[str]] = {}
    for row in rows:
        cells = [cell.strip() for cell in row]
        item = next((c.rsplit("/", 1)[-1] for c in cells if _is_item(c.rsplit("/", 1)[-1])), None)
        if item is not None:
            for cell in cells:
                if cell and not _is_item(cell.rsplit("/", 1)[-1]):
                    items.setdefault(name_key(cell), set()).add(item)
    if not items:
        raise MalformedInput(
            f"{path} has no row with a Wikidata item (Q123) and a name; give a CSV or TSV file with both"
        )
    return {name: found.pop() for name, found in items.items() if len(found) == 1}


def _is_item(text: str) -> bool:
    return text[:1] == "Q" and text[1:].isdigit()


def whoami() -> str:
    """Who judges, where nobody is named: the user of the machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise UsageError("a judgement needs somebody who makes it: --by NAME") from None


def _anchors(*places: Place) -> list[tuple[str, str]]:
    return [(p.document, p.form) for p in places]


def _evidence(record: Record, place_: Place) -> Iterator[Evidence]:
    text = record.document(place_.document).text
    if place_.span is not None:
        yield Evidence(place_.document, place_.span, place_.span.of(text))
    if place_.description:
        at = text.find(place_.description)
        if at >= 0:
            span = Span(at, at + len(place_.description))
            yield Evidence(place_.document, span, place_.description)
