"""Reports without a source, as they stand among what the network found: some it passed over, of some it took
too much, and of some it took the noun for a source ("[the] claim that …", "[Rumour] has it that …")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from onrecord.extract.found import Found
from onrecord.extract.mend.hearsay import hearsay, thought_to_be
from onrecord.extract.words.reading import Reading
from onrecord.model import Span

_WORDS_OF = (" words of ", " view of ", " opinion of ")
_IS = re.compile(r"(?:is|was|has been|had been)\b")


def sourceless(reading: Reading, found: Sequence[Found]) -> list[Found]:
    """``found`` with the reports that nobody is named for: added where nothing of them is there yet, mended
    where they are there."""
    result = list(found)
    cues = sorted((span.start, span.end, number) for number, f in enumerate(found) for span in f.cue)
    taken = sorted(span for each in found for part in (each.source, each.cue, each.content) for span in part)
    reach = list(accumulate((span.end for span in taken), max))
    for start, end in reading.sentences:
        for report in hearsay(reading, start, end):
            source = (reading.span(*report.source),) if report.source else ()
            content = tuple(reading.span(*part) for part in report.contents)
            new = Found(source, (reading.span(*report.cue),), content)
            number = _same(cues, new.cue[0])
            if number is not None:
                old = result[number]
                if old.source and reading.text.endswith(_WORDS_OF, 0, old.source[0].start):
                    old = replace(old, source=())  # "in the words of the judge, the claim that …"
                result[number] = _mended(old, new, open_end=report.contents[-1][1] >= end - 1)
                continue
            place = Span(min(s.start for s in (*new.cue, *new.content)), new.content[-1].end)
            before = bisect_left(taken, place.end, key=lambda span: span.start)
            if before == 0 or reach[before - 1] <= place.start:
                result.append(new)
    return [_impersonal(reading.text, thought_to_be(reading, each)) for each in result]


def _impersonal(text: str, each: Found) -> Found:
    """ "It | was being said last night | that …": the pronoun is part of the cue."""
    if each.source or len(each.cue) != 1 or not text.startswith("that ", each.content[0].start):
        return each
    start = each.cue[0].start
    if text[max(start - 3, 0) : start].lower() != "it " or not _IS.match(text, start):
        return each
    return replace(each, cue=(Span(start - 3, each.cue[0].end),))


def _same(cues: Sequence[tuple[int, int, int]], cue: Span) -> int | None:
    """The number of the finding whose cue is this one."""
    at = bisect_left(cues, (cue.end, -1, -1)) - 1
    if at >= 0 and cues[at][1] > cue.start:
        return cues[at][2]
    return None


def _mended(old: Found, new: Found, *, open_end: bool) -> Found:
    """The finding of the same cue. With a source of its own it stays as it is; a source that is part of the
    cue is none."""
    if old.source and not all(new.cue[0].covers(span) for span in old.source):
        return old
    if old.source:
        return replace(old, source=new.source, cue=new.cue, content=new.content)
    if len(old.content) == len(new.content) and not open_end:
        last, shorter = old.content[-1], new.content[-1]
        if last.start == shorter.start and last.end > shorter.end:
            return replace(old, source=new.source, cue=new.cue, content=new.content)
    return replace(old, source=new.source, cue=new.cue)
