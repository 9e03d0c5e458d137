"""Text → paragraphs, sentences and quotation runs, as spans of the unchanged text.

No input raises and everything is linear in the length of the text. Quotation marks are read by their
surroundings first (what stands left and right of a mark says whether it opens or closes) and by their shape
only where the surroundings leave it open: the same shape opens in one country and closes in the next, and odd
numbers of marks are common in news (textacy raises on 22 of 84 PolNeAR articles for that reason).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import Span

DOUBLE_MARKS = '"“”„‟«»″〝〞＂「」『』'
SINGLE_MARKS = "'‘’‚‛‹›"
_OPENING = "“„‟«〝「『‘‚‛‹"
_CLOSING = "”»〞」』’›"
_BEFORE_OPENING = "([{—–-/:=>*"
_AFTER_CLOSING = ".,;:!?)]}—–-…*<"

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*(?=\s)|[。！？]+[」』”]*")
_MARK = re.compile("``|''|[" + DOUBLE_MARKS + "]")
_SINGLE = re.compile("[" + SINGLE_MARKS + "]")
# Words that begin with an apostrophe: not an opening mark.
_ELISION = re.compile(r"(?:em|til|tis|twas|cause|bout|round|n|\d0s?|\d\ds?)\b", re.I)
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|sen|rep|gov|gen|col|lt|sgt|capt|adm|rev|hon|st|jr|sr|vs|no|inc|ltd|co|corp|"
    r"dept|est|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|approx|fig|vol|ed|e\.g|i\.e|cf|al)"
    r"|(?<!['’])\b[a-z](?:\.[a-z])*)\.$",
    re.I,
)
# Lengths of lines that a typesetter broke, not an author. The thirteen samples re-wrapped at 60, 66, 72, 80
# and 88 columns all get their paragraphs back with a least length of 30 or 45; with 55 two of them do not.
_WRAP_MIN, _WRAP_MAX = 45, 100
# Closing marks that are looked at for one opening mark; more only matter after forty plural possessives.
_TRIES = 40


@dataclass(frozen=True, slots=True)
class Run:
    """One quotation run of one paragraph, marks included.

    ``inner`` is the run without its marks, None when nothing stands between them. ``depth`` is 0 for an
    outermost run. ``closed`` is False for a run that ends with its paragraph for lack of a closing mark (a
    quotation over several paragraphs, or an odd mark). ``single`` tells single marks from double ones.
    """

    span: Span
    inner: Span | None
    depth: int
    closed: bool
    single: bool


@dataclass(frozen=True, slots=True)
class Segments:
    """The parts of one text: each tuple sorted by start; paragraphs and sentences are disjoint and leave out
    nothing but white space; runs nest or are disjoint."""

    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    runs: tuple[Run, ...]


def segment(text: str) -> Segments:
    """Paragraphs, sentences and quotation runs of ``text``; all empty for a text of white space only."""
    paragraphs = tuple(_paragraphs(text))
    sentences = tuple(s for p in paragraphs for s in _sentences(text, p))
    return Segments(paragraphs, sentences, tuple(_runs(text, paragraphs)))


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _paragraphs(text: str) -> Iterator[Span]:
    """Lines, joined where the text was wrapped at a fixed width."""
    lines = [s for m in _LINE.finditer(text) if (s := _trimmed(text, *m.span()))]
    if not lines:
        return
    current = lines[0]
    wrapped = _is_wrapped(lines)
    for line in lines[1:]:
        gap = text[current.end : line.start].replace("\r\n", "\n")
        if (
            wrapped
            and sum(not c.isspace() or c in "\n\r\u2028\x85" for c in gap) == 1
            and "\u2029" not in gap
        ):
            current = Span(current.start, line.end)
        else:
            yield current
            current = line
    yield current


def _is_wrapped(lines: list[Span]) -> bool:
    """Whether most lines break at one width: none is longer, and few of the long ones end a sentence."""
    if len(lines) < 4 or max(map(len, lines)) > _WRAP_MAX:
        return False
    return sum(len(line) >= _WRAP_MIN for line in lines) >= 0.6 * len(lines)


def _sentences(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for match in _SENTENCE_END.finditer(text, paragraph.start, paragraph.end):
        end = match.end()
        if _ends_sentence(text, match, paragraph):
            if span := _trimmed(text, start, end):
                yield span
            start = end
    if span := _trimmed(text, start, paragraph.end):
        yield span


def _ends_sentence(text: str, match: re.Match[str], paragraph: Span) -> bool:
    rest = text[match.end() : min(match.end() + 8, paragraph.end)].lstrip()
    if rest and (rest[0].islower() or rest[0] in ",;"):
        return False
    return not (
        match.group() == "."
        and _ABBREVIATION.search(text[max(paragraph.start, match.end() - 12) : match.end()])
    )


@dataclass(slots=True)
class _Open:
    start: int
    after: int
    mark: str


def _runs(text: str, paragraphs: tuple[Span, ...]) -> Iterator[Run]:
    carried = False
    for paragraph in paragraphs:
        doubles, carried = _double_runs(text, paragraph, carried)
        singles = _single_runs(text, paragraph, doubles)
        yield from _nested([*doubles, *singles])


def _double_runs(text: str, paragraph: Span, carried: bool) -> tuple[list[Run], bool]:
    """The runs in double marks, and whether the last one goes on in the next paragraph."""
    runs: list[Run] = []
    stack: list[_Open] = []
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        if _opens(text, match, paragraph, bool(stack)):
            if stack and stack[-1].mark == match.group():
                runs.append(_run(text, stack.pop(), match.start(), match.start(), closed=False))
            stack.append(_Open(match.start(), match.end(), match.group()))
        elif stack:
            runs.append(_run(text, stack.pop(), match.start(), match.end(), closed=True))
        elif carried and not runs:
            begin = _Open(paragraph.start, paragraph.start, "")
            runs.append(_run(text, begin, match.start(), match.end(), closed=True))
    rest = bool(stack)
    runs.extend(_run(text, open_, paragraph.end, paragraph.end, closed=False) for open_ in stack)
    return runs, rest


def _run(text: str, begin: _Open, inner_end: int, end: int, *, closed: bool) -> Run:
    outer = _trimmed(text, begin.start, end) or Span(begin.start, begin.start + 1)
    return Run(outer, _trimmed(text, begin.after, inner_end), 0, closed, False)


def _neighbours(text: str, start: int, end: int, paragraph: Span) -> tuple[bool, bool]:
    """Whether a mark may open and may close by what stands left and right of it."""
    left = text[start - 1] if start > paragraph.start else " "
    right = text[end] if end < paragraph.end else " "
    marks = DOUBLE_MARKS + SINGLE_MARKS
    free_left = left.isspace() or left in _BEFORE_OPENING or left in marks
    free_right = right.isspace() or right in _AFTER_CLOSING or right in marks
    return free_left and not (right.isspace() or right in ".,;:!?)]}"), free_right and not left.isspace()


def _opens(text: str, match: re.Match[str], paragraph: Span, inside: bool) -> bool:
    may_open, may_close = _neighbours(text, match.start(), match.end(), paragraph)
    if may_open != may_close:
        return may_open
    if match.group() in _OPENING or match.group() == "``":
        return True
    if match.group() in _CLOSING or match.group() == "''":
        return False
    return not inside


def _single_runs(text: str, paragraph: Span, doubles: list[Run]) -> list[Run]:
    """Runs in single marks: an opening one with a closing partner inside the same run of double marks;
    apostrophes are neither."""
    opening, closing = _single_marks(text, paragraph, doubles)
    within = _enclosing(sorted([*opening, *closing]), doubles)
    runs: list[Run] = []
    free, at = paragraph.start, 0
    for start in opening:
        if start < free:
            continue
        while at < len(closing) and closing[at] <= start + 1:
            at += 1
        end = _partner(text, [c for c in closing[at : at + _TRIES] if within[c] == within[start]])
        if end is not None:
            runs.append(Run(Span(start, end + 1), _trimmed(text, start + 1, end), 0, True, True))
            free = end + 1
    return runs


def _enclosing(places: list[int], doubles: list[Run]) -> dict[int, int]:
    """For each place the start of the innermost run of double marks around it, -1 for none."""
    found: dict[int, int] = {}
    stack: list[Span] = []
    waiting = sorted((d.span for d in doubles), key=lambda s: (s.start, -s.end), reverse=True)
    for place in places:
        while waiting and waiting[-1].start < place:
            stack.append(waiting.pop())
        while stack and stack[-1].end <= place:
            stack.pop()
        found[place] = stack[-1].start if stack else -1
    return found


def _single_marks(text: str, paragraph: Span, doubles: list[Run]) -> tuple[list[int], list[int]]:
    taken = {p for d in doubles for p in (d.span.start, d.span.end - 2, d.span.end - 1)}
    opening, closing = [], []
    for match in _SINGLE.finditer(text, paragraph.start, paragraph.end):
        at = match.start()
        may_open, may_close = _neighbours(text, at, at + 1, paragraph)
        if at in taken and text[at : at + 2] == "''":
            continue
        if may_open and not (may_close and match.group() in _CLOSING) and not _ELISION.match(text, at + 1):
            opening.append(at)
        elif may_close:
            closing.append(at)
    return opening, closing


def _partner(text: str, candidates: list[int]) -> int | None:
    """The closing mark: the first after punctuation or a word that is no plural possessive, else the last."""
    for at in candidates:
        if text[at - 1] not in "sS":
            return at
    return candidates[-1] if candidates else None


def _nested(runs: list[Run]) -> Iterator[Run]:
    """The runs sorted, with their depths; a run that crosses an earlier one is left out."""
    stack: list[Run] = []
    for run in sorted(runs, key=lambda r: (r.span.start, -r.span.end)):
        while stack and stack[-1].span.end <= run.span.start:
            stack.pop()
        if stack and stack[-1].span.end < run.span.end:
            continue
        placed = Run(run.span, run.inner, len(stack), run.closed, run.single)
        stack.append(placed)
        yield placed
