"""What an attribution says beside who said what: how firmly, to whom, through what and when.

Everything here is read off the cue, its modifiers and the words of its clause, by small tables; nothing is
learned and nothing is guessed: what the clause does not say stays None or empty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from onrecord.extract.features.addressee import addressee
from onrecord.extract.features.clause import Clause, Clauses
from onrecord.extract.features.medium import medium
from onrecord.extract.features.said import said
from onrecord.extract.features.sources import source_type
from onrecord.extract.features.stance import stance
from onrecord.model import Attribution, Document, Span, Spans
from onrecord.segment import Segments

__all__ = ["describe"]

_COMMA = 200  # code points that a comma between counts for


def describe(
    document: Document, segments: Segments, attributions: Sequence[Attribution], *, first: int = 0
) -> tuple[Attribution, ...]:
    """The same attributions, in the same order and under the same ids, with attitude, polarity, source_type,
    addressee, medium and said filled in.

    ``said`` is anchored to ``document.published``; without a date of publication only expressions that carry
    their year are understood. Medium.outlet is left None.
    With ``first`` only the attributions from that one on are described and returned; the others are context.
    """
    clauses = Clauses(document.text, segments, attributions)
    described = [_described(document, a, clauses.of(i)) for i, a in enumerate(attributions) if i >= first]
    return tuple(_told_apart(document.text, [*attributions[:first], *described])[first:])


def _told_apart(text: str, attributions: list[Attribution]) -> list[Attribution]:
    """Of two reports of the same words ("…, she said on Monday, according to the agency") a time or medium
    belongs to that whose words stand next to it."""
    alike: dict[Spans, list[int]] = defaultdict(list)
    for number, each in enumerate(attributions):
        if each.said or each.medium:
            alike[each.content].append(number)
    for numbers in alike.values():
        for one, other in combinations(numbers, 2):
            a, b = attributions[one], attributions[other]
            if a.said and b.said and a.said.spans == b.said.spans:
                lost = _farther(text, a, b, a.said.spans[0])
                number = one if lost is a else other
                attributions[number] = attributions[number].with_(said=None)
            a, b = attributions[one], attributions[other]
            if a.medium and b.medium and a.medium.spans == b.medium.spans:
                lost = _farther(text, a, b, a.medium.spans[0])
                number = one if lost is a else other
                attributions[number] = attributions[number].with_(medium=None)
    return attributions


def _farther(text: str, one: Attribution, other: Attribution, place: Span) -> Attribution:
    """Which of two attributions stands farther from a place, a comma between counting as a long way."""

    def gap(span: Span) -> int:
        between = text[min(span.end, place.end) : max(span.start, place.start)]
        return len(between) + _COMMA * between.count(",")

    def distance(each: Attribution) -> int:
        return min(map(gap, (*each.source, *each.cue)), default=_COMMA)

    return one if distance(one) > distance(other) else other


def _described(document: Document, attribution: Attribution, clause: Clause | None) -> Attribution:
    text = document.text
    source, content = _words(text, attribution.source), _words(text, attribution.content[:1])
    before = clause.text[slice(*clause.before)] if clause else ""
    found = stance(_words(text, attribution.cue), before=before, source=source, content=content)
    clause = clause.core() if clause else None
    told = addressee(clause) if clause else ()
    through = medium(clause, source, attribution.source, _words(text, told), told) if clause else None
    when = said(clause, document.published) if clause else None
    if when and any(a.overlaps(b) for a in when.spans for b in told):
        when = None  # "told the Today programme"
    return attribution.with_(
        attitude=found.attitude,
        polarity=found.polarity,
        source_type=source_type(text, attribution.source),
        addressee=told,
        medium=through,
        said=when,
    )


def _words(text: str, spans: Spans) -> str:
    return " ".join(text[span.start : min(span.end, span.start + 400)] for span in spans)
