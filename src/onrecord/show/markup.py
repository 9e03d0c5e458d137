"""A text with its findings marked, as HTML that cannot run or break anything. Pure: values in, a string
out.

What holds for every text (and is property-tested): take the tags out, read the character references, and
the text is there, exactly. So everything that is shown beside the text (numbers, labels, brackets) stands
in attributes, for the style sheet to show.

Marks overlap and cross as they like: the text is cut where any of them starts or ends, and each piece says
in its classes which parts it belongs to: ``s`` source, ``k`` cue, ``c1`` to ``c4`` contents, a nested or
crossing one on a lane of its own. ``data-a`` has the numbers of the piece's findings, the innermost first.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import islice, pairwise, takewhile

from onrecord.model import Span, Spans

LANES = 4
"""Contents drawn apart at one place. The deepest chain of the samples has three; a deeper one shares the
last lane."""

_ROLES = {"source": "s", "cue": "k", "content": "c"}

# Overrides and embeddings turn what is read around. Shut in an element of their own they turn nothing, and
# the style sheet shows that they are there. Isolates (U+2066 to U+2069) and marks (U+200E, U+200F) cannot
# reach beyond their end and are what right-to-left names in Latin text are set with.
_TURNING = {"\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO"}
_TURNS = re.compile("[" + "".join(_TURNING) + "]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span that belongs to finding ``number`` as its ``role``: source, cue or content."""

    span: Span
    role: str
    number: int


@dataclass(frozen=True, slots=True)
class Reference:
    """Where the number at the end of a finding's content leads (``href``), what a screen reader says of it,
    and a word for the style sheet (``sort``), empty for none."""

    href: str
    label: str
    sort: str = ""


def article(
    text: str,
    paragraphs: Spans,
    marks: Sequence[Mark],
    references: Mapping[int, Reference],
    *,
    here: int | None = None,
) -> str:
    """The whole text: a ``<p>`` with its own direction for each paragraph, and what stands between them as
    it is.

    ``paragraphs`` are sorted and disjoint. ``references`` has an entry for every number. In front of the
    first piece of a finding is an empty element with the id ``w`` and its number, or ``words`` for the
    finding ``here``; its reference has the id ``n`` and its number."""
    ordered = sorted(_clipped(marks, paragraphs), key=lambda mark: mark.span)
    pieces = _Pieces(text, _lanes(ordered), references, _ends(ordered), here)
    out, place, first = [], 0, 0
    for paragraph in paragraphs:
        while first < len(ordered) and ordered[first].span.end <= paragraph.start:
            first += 1
        inside = takewhile(lambda m, end=paragraph.end: m.span.start < end, islice(ordered, first, None))  # type: ignore[misc]
        out += [safe(text[place : paragraph.start]), '<p dir="auto">']
        out += [*pieces.of(paragraph, [m for m in inside if m.span.end > paragraph.start]), "</p>"]
        place = paragraph.end
    out.append(safe(text[place:]))
    return "".join(out)


def snippet(words: str, marks: Spans) -> str:
    """A stretch of text with the words found in it marked; ``marks`` are sorted and disjoint spans of
    ``words``."""
    out, place = [], 0
    for mark in marks:
        out += [safe(words[place : mark.start]), "<mark>", safe(mark.of(words)), "</mark>"]
        place = mark.end
    return isolated("".join([*out, safe(words[place:])]))


def isolated(html: str) -> str:
    """``html`` as a run of text whose direction is its own and ends with it."""
    return f"<bdi>{html}</bdi>"


def safe(text: str) -> str:
    """``text`` escaped for element content. A carriage return is written as a reference, because HTML would
    read it as a line feed; other controls mean themselves and would not survive as references."""
    return _TURNS.sub(_shut_in, escape(text).replace("\r", "&#13;"))


def _shut_in(turning: re.Match[str]) -> str:
    return f'<span class="ctl" data-c="{_TURNING[turning[0]]}">{turning[0]}</span>'


def _clipped(marks: Sequence[Mark], paragraphs: Spans) -> Iterator[Mark]:
    """The marks without what they have of the gaps before their first and behind their last paragraph."""
    starts, ends = [p.start for p in paragraphs], [p.end for p in paragraphs]
    for mark in marks:
        first, last = bisect_right(ends, mark.span.start), bisect_left(starts, mark.span.end) - 1
        if first <= last:
            start, end = max(mark.span.start, starts[first]), min(mark.span.end, ends[last])
            yield Mark(Span(start, end), mark.role, mark.number)


def _ends(marks: Sequence[Mark]) -> dict[int, int]:
    """Where the last content span of each finding ends."""
    ends: dict[int, int] = {}
    for mark in marks:
        if mark.role == "content":
            ends[mark.number] = max(mark.span.end, ends.get(mark.number, 0))
    return ends


def _lanes(marks: Sequence[Mark]) -> dict[Mark, int]:
    """Each content span's lane, from 1: the lowest that no overlapping one before it has; outer ones come
    first."""
    lanes: dict[Mark, int] = {}
    active: list[tuple[int, int]] = []
    contents = [mark for mark in marks if mark.role == "content"]
    for mark in sorted(contents, key=lambda m: (m.span.start, -m.span.end, m.number)):
        active = [(end, lane) for end, lane in active if end > mark.span.start]
        taken = {lane for _, lane in active}
        lanes[mark] = next((lane for lane in range(1, LANES + 1) if lane not in taken), LANES)
        active.append((mark.span.end, lanes[mark]))
    return lanes


@dataclass(slots=True)
class _Pieces:
    text: str
    lanes: Mapping[Mark, int]
    references: Mapping[int, Reference]
    ends: Mapping[int, int]
    here: int | None
    seen: set[int] = field(default_factory=set)

    def of(self, paragraph: Span, marks: list[Mark]) -> Iterator[str]:
        """The pieces of one paragraph, with the references behind the contents that end there."""
        edges = {paragraph.start, paragraph.end}
        starting: dict[int, list[Mark]] = {}
        ending: dict[int, list[Mark]] = {}
        for mark in marks:
            start, end = max(mark.span.start, paragraph.start), min(mark.span.end, paragraph.end)
            edges |= {start, end}
            starting.setdefault(start, []).append(mark)
            ending.setdefault(end, []).append(mark)
        active: list[Mark] = []
        for start, end in pairwise(sorted(edges)):
            active = [*active, *starting.get(start, ())]
            yield self._piece(start, end, active)
            over = ending.get(end, ())
            yield from self._references([m for m in over if m.span.end == end])
            active = [mark for mark in active if mark not in over]

    def _piece(self, start: int, end: int, active: list[Mark]) -> str:
        words = safe(self.text[start:end])
        if not active:
            return words
        inner_first = sorted(active, key=lambda m: (len(m.span), m.number))
        numbers = list(dict.fromkeys(mark.number for mark in inner_first))
        classes = sorted({self._class(mark) for mark in active})
        new = [number for number in numbers if number not in self.seen]
        self.seen.update(new)
        # Several findings can start in one piece; an element has one id, so the others stand before it,
        # empty.
        ids = "".join(f'<i id="{"words" if number == self.here else f"w{number}"}"></i>' for number in new)
        joined = " ".join(map(str, numbers))
        return f'{ids}<span class="m {" ".join(classes)}" data-a="{joined}">{words}</span>'

    def _references(self, ended: list[Mark]) -> Iterator[str]:
        for mark in sorted(ended, key=lambda m: (len(m.span), m.number)):
            if mark.role != "content":
                continue
            if self.ends[mark.number] == mark.span.end:
                to = self.references[mark.number]
                yield (
                    f'<a class="n{" " + to.sort if to.sort else ""}" id="n{mark.number}" '
                    f'href="{escape(to.href)}" data-n="{mark.number}" '
                    f'aria-label="{escape(to.label)}"></a>'
                )
            else:
                yield f'<span class="n" data-n="{mark.number}" aria-hidden="true"></span>'

    def _class(self, mark: Mark) -> str:
        letter = _ROLES[mark.role]
        return f"{letter}{self.lanes[mark]}" if letter == "c" else letter
