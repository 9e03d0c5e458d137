"""Sources that are nobody: "The" of "The declaration provided", "a week" of "who a week ago asserted", and
"Let's" of "Let's say there's none", by which nobody says anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.extract.found import Found
from onrecord.extract.lexicon import word_set
from onrecord.model import Span

_BARE = re.compile(r"(?:the|an?|other|its|their|his|her|our|my|your)$", re.I)
_WHOSE = re.compile(r"(?:its|their|his|her|our|my|your) $", re.I)
_LET = re.compile(r"let(?:[’']?s| us)$", re.I)
_TIME = re.compile(
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|some|\d+)"
    r" (?:minute|hour|day|night|week|month|year|decade)s?(?: (?:ago|earlier|later|before))?$",
    re.I,
)
_PASSED = re.compile(r"(?: (?:ago|earlier|later|before))?,? ")
_BETWEEN = re.compile(r"(?: [^\W\d_][\w’'-]*){1,6} $")
_BEFORE_COMMA = re.compile(r"(?: [^\W\d_][\w’'-]*){1,4}(?=, )")
_RELATIVE = re.compile(r"(?:who|which|that)$", re.I)
_SMALL = word_set("also then is are was were has have had will would can could may might not never still now")


def somebody(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """The findings with sources that can say something; without those by which nobody says anything."""
    for each in found:
        if len(each.source) != 1 or not each.cue:
            yield each
            continue
        words = each.source[0].of(text)
        if _WHOSE.match(text[each.source[0].start : each.cue[0].start]):
            yield each  # "In her opinion": she has it
        elif _BARE.match(words):
            if (whole := _whole(text, each)) is not None:
                yield whole
        elif _TIME.match(words) and _follows(text, each):
            yield _relative(text, each)
        elif not _LET.match(words):
            yield each


def _whole(text: str, each: Found) -> Found | None:
    """With the noun phrase that the determiner opens, where its verb is the cue or a comma ends it ("The
    book, which he showed us, has this entry"); None where there is none."""
    start, cue = each.source[0], each.cue[0]
    between = text[start.end : cue.start]
    ended = _BEFORE_COMMA.match(between)
    if ended is None and not _BETWEEN.match(between):
        return None
    kept = ended.group() if ended else between.rstrip()
    while (last := kept.rpartition(" ")[2]).lower() in _SMALL or last.endswith("ly"):
        kept = kept[: -len(last)].rstrip()
        if not kept:
            return None
    whole = Span(start.start, start.end + len(kept))
    return None if any(whole.overlaps(part) for part in each.content) else replace(each, source=(whole,))


def _follows(text: str, each: Found) -> bool:
    """Whether the cue follows the time at once: "a week ago asserted"."""
    gap = text[each.source[0].end : each.cue[0].start]
    return _PASSED.fullmatch(gap) is not None


def _relative(text: str, each: Found) -> Found:
    """By the relative pronoun before the time, where that was taken for content; else by nobody."""
    time, first = each.source[0], each.content[0]
    joined = first.end <= time.start and not text[first.end : time.start].strip(" ,")
    if len(each.content) > 1 and joined and _RELATIVE.match(first.of(text)):
        return replace(each, source=(first,), content=each.content[1:])
    return replace(each, source=())
