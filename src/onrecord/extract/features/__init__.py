"""What an attribution says beside who said what: how firmly, to whom, through what and when.

Everything here is read off the cue, its modifiers and the words of its clause, by small tables; nothing is
learned and nothing is guessed: what the clause does not say stays None or empty.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.features.addressee import addressee
from onrecord.extract.features.clause import Clause, Clauses
from onrecord.extract.features.medium import medium
from onrecord.extract.features.said import said
from onrecord.extract.features.sources import source_type
from onrecord.extract.features.stance import stance
from onrecord.model import Attribution, Document, Spans
from onrecord.segment import Segments

__all__ = ["describe"]


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
    return tuple(_described(document, a, clauses.of(i)) for i, a in enumerate(attributions) if i >= first)


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
