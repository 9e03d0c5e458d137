"""The last step that all backends share: bare spans → whole attributions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.extract.chains.within import chain
from onrecord.extract.features import describe
from onrecord.extract.found import Found
from onrecord.extract.kind import kind_of
from onrecord.extract.lexicon import Act, verb_forms
from onrecord.model import Attribution, Document, Span, Spans, attribution_id
from onrecord.segment import Segments

if TYPE_CHECKING:
    from onrecord.extract.chains.second import SecondLook

_REPORT_OF_REPORT = re.compile(
    r"(?P<verb>[a-z]+) (?P<noun>(?:the |any |all )?(?:claim|rumou?r|report|allegation|suggestion|speculation"
    r"|accusation|assertion|fear|concern|warning|notion|idea)s?)$",
    re.I,
)
_ACTS = {form: act for form, (_, act) in verb_forms().items()}
_ON_REPORTS = (Act.DENIES, Act.DISCLOSES, Act.AGREES)


def complete(
    document: Document, segments: Segments, found: Sequence[Found], look: SecondLook | None = None
) -> tuple[Attribution, ...]:
    """Attributions with kind, attitude, polarity, source type, addressee, medium, time and chain, in the
    order of the text. Of several with the same spans the first stays. ``look`` is what a network saw of the
    text, where one has read it."""
    bare: dict[str, Attribution] = {}
    for item in (_noun_to_content(document.text, each) for each in found):
        key = attribution_id(document.id, item.source, item.cue, item.content)
        kind = kind_of(segments, item.content, document.text, item.cue)
        bare.setdefault(
            key, Attribution(key, item.source, item.cue, item.content, kind, confidence=item.confidence)
        )
    ordered = sorted(bare.values(), key=_place)
    described = describe(document, segments, ordered)
    chained = chain(document, segments, described, look)
    return tuple(sorted(chained, key=_place))


def _place(each: Attribution) -> tuple[Span, Spans, Spans, Spans, str]:
    """By the first word; of two that report the same words first whose source comes first."""
    return each.spans()[0], each.content, each.source, each.cue, each.id


def _noun_to_content(text: str, item: Found) -> Found:
    """ "rejected claims | that …" → "rejected | claims that …", so that the claims are a report inside."""
    if len(item.cue) != 1 or not item.content:
        return item
    cue, first = item.cue[0], item.content[0]
    match = _REPORT_OF_REPORT.search(text, cue.start, cue.end)
    joined = match and 0 <= first.start - cue.end <= 1 and text.startswith("that ", first.start)
    if not match or not joined or _ACTS.get(match["verb"].lower()) not in _ON_REPORTS:
        return item
    content = (Span(match.start("noun"), first.end), *item.content[1:])
    return Found(item.source, (Span(cue.start, match.end("verb")),), content, item.confidence)
