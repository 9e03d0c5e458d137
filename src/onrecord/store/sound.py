"""Refuses an extraction that does not hold together, before anything of it is written.

The database checks again what it can (words beside spans, foreign keys); here the message can say what is
wrong.
"""

from __future__ import annotations

from itertools import pairwise

from onrecord.errors import MalformedInput
from onrecord.model import Attribution, Document, Extraction, Span, Spans, attribution_id, document_id


def check(extraction: Extraction) -> None:
    """Raises MalformedInput, naming the document, the part of it and what would be right."""
    document = extraction.document
    _check_document(document)
    entities = {e.id for e in extraction.entities}
    if len(entities) < len(extraction.entities):
        raise _refusal(document, "two of its entities have the same id")
    for mention in extraction.mentions:
        _check_spans(document, f"the mention at {mention.span.start}", (mention.span,))
        if mention.entity is not None and mention.entity not in entities:
            raise _refusal(document, f"a mention names entity {mention.entity!r}, which it does not list")
    for attribution in extraction.attributions:
        _check_attribution(document, attribution, entities)
    _check_chains(extraction)


def _check_document(document: Document) -> None:
    if not document.text:
        raise _refusal(document, "it has no text")
    nul = document.text.find("\0")
    if nul >= 0:
        raise _refusal(document, f"its text has a NUL character at {nul}, behind which SQLite cannot count")
    for value in (document.text, document.title, document.url, document.outlet, *document.byline):
        _check_characters(document, value)
    known = {"url": document.url, "outlet": document.outlet, "published": document.published}
    right = document_id(document.text, **known)  # type: ignore[arg-type]
    if document.id != right:
        raise _refusal(
            document,
            f"text, URL, outlet and date give the id {right}: the text was changed, or the document was not "
            "made by Document.new",
        )


def _check_characters(document: Document, value: str | None) -> None:
    try:
        (value or "").encode("utf-8")
    except UnicodeEncodeError as error:
        raise _refusal(
            document,
            f"a lone surrogate stands at {error.start} of its text or metadata, which no encoding can store; "
            "read it again, or replace the character",
        ) from error


def _check_attribution(document: Document, a: Attribution, entities: set[str]) -> None:
    name = f"attribution {a.id}"
    if not a.content:
        raise _refusal(document, f"{name} has no content")
    parts = {"source": a.source, "cue": a.cue, "content": a.content, "addressee": a.addressee}
    parts["medium"] = a.medium.spans if a.medium else ()
    parts["time"] = a.said.spans if a.said else ()
    for part, spans in parts.items():
        _check_spans(document, f"the {part} of {name}", spans)
    right = attribution_id(document.id, a.source, a.cue, a.content)
    if a.id != right:
        raise _refusal(document, f"document and spans of {name} give the id {right}")
    for role, entity in (("speaker", a.speaker), ("outlet", a.medium and a.medium.outlet)):
        if entity is not None and entity not in entities:
            raise _refusal(document, f"{name} names the {role} {entity!r}, which is not among the entities")
    if a.said and a.said.earliest > a.said.latest:
        raise _refusal(
            document, f"{name} was said from {a.said.earliest} to {a.said.latest}, which is earlier"
        )
    if a.confidence is not None and not 0 <= a.confidence <= 1:
        raise _refusal(
            document, f"{name} has the confidence {a.confidence}; it lies between 0 and 1, or is None"
        )


def _check_spans(document: Document, what: str, spans: Spans) -> None:
    size = len(document.text)
    for span in spans:
        if span.end > size:
            raise _refusal(document, f"{what} ends at {span.end}, and the text at {size}")
    for one, other in pairwise(spans):
        if one.end > other.start:
            raise _refusal(document, f"{what} is not sorted and disjoint: {_show(one)} before {_show(other)}")


def _check_chains(extraction: Extraction) -> None:
    """Every ``within`` names another attribution of the extraction, and no chain bites its tail."""
    outer = {a.id: a.within for a in extraction.attributions}
    if len(outer) < len(extraction.attributions):
        raise _refusal(extraction.document, "two of its attributions have the same source, cue and content")
    sound: set[str] = set()
    for key in outer:
        seen: set[str] = set()
        step: str | None = key
        while step is not None and step not in sound:
            if step in seen:
                raise _refusal(extraction.document, f"the chain of attribution {key} comes back to {step}")
            if step not in outer:
                raise _refusal(extraction.document, f"attribution {key} is within {step}, which is not there")
            seen.add(step)
            step = outer[step]
        sound |= seen


def _show(span: Span) -> str:
    return f"[{span.start}, {span.end})"


def _refusal(document: Document, problem: str) -> MalformedInput:
    return MalformedInput(f"document {document.id} cannot go on record: {problem}")
