"""What a record holds, who speaks in it, what was found in it, what failed: lists of short entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from onrecord.model import Failure, Kind, Span, Spans
from onrecord.show.terminal.paper import Paper, clean
from onrecord.show.terminal.pieces import Piece, laid
from onrecord.show.terminal.saying import Saying
from onrecord.show.terminal.sayings import headline, place, plural, spread
from onrecord.show.terminal.words import brackets

# ruff: noqa: D102 - each property of a Protocol means what the field of that name means in a record


class Quoted(Protocol):
    """Somebody with counts of statements, and of the documents that have them."""

    @property
    def name(self) -> str: ...
    @property
    def statements(self) -> int: ...
    @property
    def documents(self) -> int: ...
    @property
    def id(self) -> str: ...
    @property
    def first(self) -> date | None: ...
    @property
    def last(self) -> date | None: ...


class Holding(Protocol):
    """Counts over a record."""

    @property
    def documents(self) -> int: ...
    @property
    def statements(self) -> int: ...
    @property
    def kinds(self) -> dict[Kind, int]: ...
    @property
    def speakers(self) -> int: ...
    @property
    def undetermined(self) -> int: ...
    @property
    def outlets(self) -> Sequence[object]: ...
    @property
    def first(self) -> date | None: ...
    @property
    def last(self) -> date | None: ...
    @property
    def most_quoted(self) -> Sequence[object]: ...
    @property
    def failures(self) -> int: ...


class Place(Protocol):
    """Words found: in what was said (then ``statement`` is that), or elsewhere in an article."""

    @property
    def statement(self) -> Saying | None: ...
    @property
    def document(self) -> str: ...
    @property
    def outlet(self) -> str | None: ...
    @property
    def title(self) -> str | None: ...
    @property
    def published(self) -> date | None: ...
    @property
    def snippet(self) -> Span: ...
    @property
    def words(self) -> str: ...
    @property
    def marks(self) -> Spans: ...


def overview(record: Holding, paper: Paper) -> Iterator[str]:
    """How much there is, from where and when."""
    outlets = f" from {plural(len(record.outlets), 'outlet')}" if record.outlets else ""
    days = spread([record.first, record.last])
    yield from paper.wrapped(f"{plural(record.documents, 'article')}{outlets}{days}", "bold")
    said = f"{plural(record.statements, 'statement')} by {plural(record.speakers, 'speaker')}"
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in record.kinds.items())
    yield from paper.wrapped(f"{said}{': ' if kinds else ''}{kinds}")
    yield ""


def remainder(record: Holding, paper: Paper) -> Iterator[str]:
    """What a summary has left out."""
    others = record.speakers - len(record.most_quoted)
    parts = [f"{plural(others, 'other speaker')} (onrecord people)"] if others > 0 else []
    if record.undetermined:
        parts.append(f"{plural(record.undetermined, 'statement')} of which the speaker is not determined")
    if record.failures:
        parts.append(f"{plural(record.failures, 'input')} that could not be read (onrecord failures)")
    if parts:
        yield ""
        yield from paper.wrapped("And " + "; ".join(parts) + ".", "dim")


def people(speakers: Iterable[Quoted], paper: Paper, items: Mapping[str, str] | None = None) -> Iterator[str]:
    """One line for each speaker: name, statements, articles, and when; ``items`` has what they are linked to,
    by id."""
    for speaker in speakers:
        counts = f"{plural(speaker.statements, 'statement'):>16}{plural(speaker.documents, 'article'):>14}"
        counts += f"  {spread([speaker.first, speaker.last]).removeprefix(', '):<21}"
        if items:
            counts += f"{items.get(speaker.id, ''):>11}"
        line = paper.apart(speaker.name, counts)
        yield (paper.styled(line[: -len(counts)], "bold") + line[-len(counts) :]).rstrip()


def hits(found: Iterable[Place], paper: Paper) -> Iterator[str]:
    """Each place with its words, those looked for brought out, and where it is."""
    for position, hit in enumerate(found):
        if position:
            yield ""
        if hit.statement is not None:
            yield headline(hit.statement, paper)
        else:
            yield from paper.cut(hit.title or f"document {hit.document}", 1, "bold")
        yield from laid(_marked(hit), paper, indent=4)
        yield from place(hit.outlet, hit.published, hit.document, brackets((hit.snippet,)), paper)


def failures(found: Iterable[Failure], paper: Paper) -> Iterator[str]:
    """Where each is, its reason in short, and what is wrong and what to do."""
    for failure in found:
        line = paper.apart(failure.origin, failure.reason)
        yield paper.styled(line[: -len(failure.reason)], "bold") + paper.styled(failure.reason, "red")
        yield from paper.wrapped(clean(failure.message), indent=4)


def _marked(hit: Place) -> Iterator[Piece]:
    """The words with those looked for brought out; a stretch of an article is cut out of its sentence."""
    cut = Piece("… " if hit.statement is None else "")
    yield cut
    at = 0
    for mark in hit.marks:
        start, end = mark.start - hit.snippet.start, mark.end - hit.snippet.start
        yield Piece(hit.words[at:start])
        yield Piece(hit.words[start:end], ("bold", "yellow"))
        at = end
    yield Piece(hit.words[at:])
    yield Piece(cut.text and " …")
