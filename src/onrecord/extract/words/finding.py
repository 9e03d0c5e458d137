"""What the rules see in a text: reporting clauses (:mod:`onrecord.extract.words.reporting`), "according to",
and the layouts of speech that need no verb (:mod:`onrecord.extract.words.layout`), read off the words and
the quotation runs.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.found import Found, merged
from onrecord.extract.words.clauses import Report
from onrecord.extract.words.layout import laid_out
from onrecord.extract.words.predicates import according_to
from onrecord.extract.words.reading import END, QUOTE, WORD, Reading
from onrecord.extract.words.reporting import reports
from onrecord.extract.words.verbs import SPEECH, VERBS
from onrecord.model import Span
from onrecord.segment import Segments


def find(text: str, segments: Segments) -> list[Found]:
    """Bare attributions: what the rules see in ``text``, in its order."""
    reading = Reading.of_text(text, segments)
    layouts = dict(laid_out(reading))
    found = list(layouts.values())
    taken = [(s.start, s.end) for item in found for s in (*item.source, *item.content)]
    skipped = _inside(reading, taken)
    spoken: Found | None = None
    for start, end in _joined(reading):
        if start in skipped:
            spoken = None
        elif spoken is not None and _is_speech(reading, start, end):
            found[-1] = spoken = _longer(spoken, reading, start, end)
        elif _is_speech(reading, start, end) and reading.closes(start):
            spoken = Found((), (), (reading.span(start, end),))
            found.append(spoken)
        else:
            new = [_found(reading, report) for report in _reports(reading, start, end)]
            found.extend(new)
            spoken = new[-1] if new and _quotes(reading, start, end) else None
    return found


def _inside(reading: Reading, spans: list[tuple[int, int]]) -> set[int]:
    """The sentences, by first token, that begin inside one of ``spans``."""
    spans.sort()
    inside: set[int] = set()
    at = 0
    for start, _ in reading.sentences:
        place = reading.starts[start]
        while at < len(spans) and spans[at][1] <= place:
            at += 1
        if at < len(spans) and spans[at][0] <= place:
            inside.add(start)
    return inside


def _reports(reading: Reading, start: int, end: int) -> Iterator[Report]:
    accorded = according_to(reading, start, end)
    if accorded is not None:
        yield accorded
        return
    yield from reports(reading, start, end)


def _found(reading: Reading, report: Report) -> Found:
    source = (reading.span(*report.source),) if report.source else ()
    return Found(source, (reading.span(*report.cue),), merged([reading.span(*c) for c in report.contents]))


def _joined(reading: Reading) -> Iterator[tuple[int, int]]:
    """The sentences, a quotation that closes in a mark of its own together with the short clause that
    reports it: “Why?” she asked."""
    sentences = reading.sentences
    skip = -1
    for number, (start, end) in enumerate(sentences):
        if number == skip:
            continue
        if (
            number + 1 < len(sentences)
            and reading.kinds[end - 1] == QUOTE
            and _reports_it(reading, *sentences[number + 1])
        ):
            skip = number + 1
            yield start, sentences[number + 1][1]
        else:
            yield start, end


def _reports_it(reading: Reading, start: int, end: int) -> bool:
    for at in range(start, min(start + 8, end)):
        if reading.kinds[at] != WORD:
            return False
        if reading.words[at] in VERBS:
            after = at + 1
            return VERBS[reading.words[at]] in SPEECH and (
                after >= end or reading.words[after] not in ("that", "the")
            )
    return False


def _is_speech(reading: Reading, start: int, end: int) -> bool:
    """Whether the sentence is nothing but a quotation: it goes on with what was said before."""
    return reading.kinds[start] == QUOTE and all(
        reading.kinds[at] in (QUOTE, END) for at in range(start, end)
    )


def _quotes(reading: Reading, start: int, end: int) -> bool:
    return any(reading.kinds[at] == QUOTE and not reading.is_word_like(at) for at in range(start, end))


def _longer(found: Found, reading: Reading, start: int, end: int) -> Found:
    more: list[Span] = [reading.span(start, end)]
    return Found(found.source, found.cue, merged([*found.content, *more]))
