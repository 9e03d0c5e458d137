"""An article with its findings marked, and the ledger of them.

The marks can be told apart without colours: ‹source›, _cue_ and [content], each with the number of its
finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.model import Attribution, Document, Entity, Extraction, Span
from onrecord.segment import segment
from onrecord.show.terminal.paper import Paper
from onrecord.show.terminal.pieces import Piece, laid
from onrecord.show.terminal.words import UNNAMED, brackets, channel, day, verb, when, words_of

_ROLES = {
    "source": ("‹", "›", "cyan"),
    "cue": ("_", "_", "yellow"),
    "content": ("[", "]", "green"),
}
_SMALL = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

LEGEND = "‹source›, _cue_ and [content]; the small numbers are those of the ledger below"


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    role: str
    number: int


def article(extraction: Extraction, paper: Paper) -> Iterator[str]:
    """The lines of the whole page: heading, marked article, ledger, failures."""
    document = extraction.document
    yield from heading(document, paper)
    numbered = numbers(extraction.attributions)
    marks = [_Mark(span, role, numbered[a.id]) for a in extraction.attributions for role, span in _parts(a)]
    if marks:
        yield ""
        yield from paper.wrapped(LEGEND, "dim")
    for lines in _paragraphs(document.text, marks, paper):
        yield ""
        yield from lines
    yield ""
    yield from ledger(extraction, paper)
    for failure in extraction.failures:
        yield from paper.wrapped(f"not understood: {failure.message}", "red")


def heading(document: Document, paper: Paper) -> Iterator[str]:
    """Title, outlet, day, authors, address and id: what is known of them."""
    yield from paper.wrapped(document.title or "(no title)", "bold")
    parts = [document.outlet, document.published and day(document.published), ", ".join(document.byline)]
    if known := " · ".join(part for part in parts if part):
        yield from paper.wrapped(known)
    if document.url:
        yield from paper.wrapped(document.url, "dim")
    yield paper.styled(f"document {document.id}", "dim")


def numbers(attributions: Sequence[Attribution]) -> dict[str, int]:
    """The number of each finding by its id: 1, 2, … in the order of their first words."""
    ordered = sorted(attributions, key=lambda a: (a.spans()[0], a.id))
    return {a.id: number for number, a in enumerate(ordered, start=1)}


def ledger(extraction: Extraction, paper: Paper) -> Iterator[str]:
    """One entry per finding: who, what they do with it, through what, to whom, when, and the words."""
    numbered = numbers(extraction.attributions)
    entities = {entity.id: entity for entity in extraction.entities}
    yield paper.styled(f"{len(numbered)} findings" if len(numbered) != 1 else "1 finding", "bold")
    for attribution in sorted(extraction.attributions, key=lambda a: numbered[a.id]):
        yield ""
        yield from _entry(attribution, numbered, entities, extraction.document.text, paper)


def _entry(
    a: Attribution, numbered: dict[str, int], entities: dict[str, Entity], text: str, paper: Paper
) -> Iterator[str]:
    number = f"{numbered[a.id]:>3}  "
    who = named(a, entities, text)
    facts = "  ".join([a.kind, *([f"{a.confidence:.2f}"] if a.confidence is not None else [])])
    narrow = replace(paper, width=paper.width - len(number))
    line = narrow.apart(who, facts, f" {verb(a.attitude, a.polarity, words_of(a.content, text), who)}")
    yield number + paper.styled(line[: -len(facts)], "bold") + paper.styled(facts, "dim")
    yield from paper.wrapped(words_of(a.content, text), "green", indent=len(number))
    outlet = entities.get(a.medium.outlet) if a.medium and a.medium.outlet else None
    kind, words = (a.medium.kind, words_of(a.medium.spans, text)) if a.medium else (None, "")
    through = channel(words_of(a.addressee, text), kind, words, outlet.name if outlet else None)
    circumstances = [when(a.said), through]
    if a.within in numbered:
        circumstances.append(f"within {numbered[a.within]}")
    if said := ", ".join(part for part in circumstances if part):
        yield from paper.wrapped(said, indent=len(number))
    places = [("source", a.source), ("cue", a.cue), ("content", a.content)]
    offsets = "  ".join(f"{role} {brackets(spans)}" for role, spans in places if spans)
    yield from paper.wrapped(offsets, "dim", indent=len(number))


def named(attribution: Attribution, entities: dict[str, Entity], text: str) -> str:
    """The speaker's name; else the source's words; else that there is none."""
    entity = entities.get(attribution.speaker) if attribution.speaker else None
    if entity is not None:
        return entity.name
    if attribution.source:
        return f"“{words_of(attribution.source, text)}”"
    return UNNAMED


def _parts(attribution: Attribution) -> Iterator[tuple[str, Span]]:
    for role in _ROLES:
        for span in getattr(attribution, role):
            yield role, span


def _paragraphs(text: str, marks: list[_Mark], paper: Paper) -> Iterator[Iterator[str]]:
    """The article's paragraphs, each in lines."""
    for paragraph in segment(text).paragraphs:
        yield laid(_pieces(text, paragraph, [m for m in marks if m.span.overlaps(paragraph)]), paper)


def _pieces(text: str, paragraph: Span, marks: list[_Mark]) -> Iterator[Piece]:
    """The text of a paragraph between its marks; marks cling to the words that they enclose."""
    edges = {paragraph.start, paragraph.end}
    for mark in marks:
        edges |= {max(mark.span.start, paragraph.start), min(mark.span.end, paragraph.end)}
    outermost = sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end, mark.number))
    for start, end in pairwise(sorted(edges)):
        yield from (_opening(mark) for mark in outermost if mark.span.start == start)
        inside = {mark.role for mark in marks if mark.span.start < end and start < mark.span.end}
        # Source and cue over content, because nested ones lie in it.
        colour = next((_ROLES[role][2] for role in _ROLES if role in inside), None)
        yield Piece(text[start:end], (colour,) if colour else ())
        for mark in reversed(outermost):
            if mark.span.end == end:
                yield from _closing(mark)


def _opening(mark: _Mark) -> Piece:
    return Piece(_ROLES[mark.role][0], (_ROLES[mark.role][2], "dim"))


def _closing(mark: _Mark) -> Iterator[Piece]:
    _, close, colour = _ROLES[mark.role]
    yield Piece(close, (colour, "dim"))
    yield Piece(str(mark.number).translate(_SMALL), (colour,))
