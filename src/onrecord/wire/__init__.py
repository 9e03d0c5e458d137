"""model ⇄ JSON Lines: one :class:`~onrecord.model.Extraction` a line, and the JSON Schema of such a line.

Keys are stable: unknown parts are ``null`` or empty, never left out, and a reader ignores keys it does not
know. Every offset counts Unicode code points of ``document.text``; every span is the half-open pair
``[start, end]``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import IO, TYPE_CHECKING, Any

from onrecord.errors import MalformedInput
from onrecord.model import Attribution, Document, Entity, Extraction, Spans
from onrecord.wire.shapes import AttributionShape, DocumentShape, EntityShape, ExtractionShape
from onrecord.wire.sound import UnsoundLineError, extraction_of

if TYPE_CHECKING:
    import msgspec

CONFIDENCE_DIGITS = 4
"""Decimals of a confidence on the wire. Calibration is measured to about a hundredth, so the fourth decimal
is already below what a confidence means; a fixed number keeps two exports of one record equal byte for
byte."""


def encode(extraction: Extraction) -> bytes:
    """The extraction as one compact line of JSON in UTF-8, without the line break; nothing is escaped that
    need not be. Confidences are rounded to :data:`CONFIDENCE_DIGITS` decimals.

    Raises MalformedInput when a text holds lone surrogates, which UTF-8 cannot carry.
    """
    import msgspec

    try:
        return msgspec.json.encode(_shape_of(extraction))
    except UnicodeEncodeError as error:
        raise MalformedInput(
            f"document {extraction.document.id} holds a lone surrogate and cannot be written as UTF-8; "
            f"read it again with its real encoding"
        ) from error


def decode(line: bytes | str, *, number: int | None = None) -> Extraction:
    """The extraction behind one line. ``number`` is the line's number in its file, for messages only.

    Raises MalformedInput, naming the JSON path, when the line is no JSON, has a wrong type, lacks a key, or
    does not hold together: a span outside the text, spans unsorted or overlapping, an empty content, an id
    used twice, or a reference to an entity or attribution that is not in the line.
    """
    import msgspec

    where = "" if number is None else f"line {number}: "
    try:
        return extraction_of(_decoder().decode(line))
    except UnsoundLineError as error:
        raise MalformedInput(f"{where}{error}") from error
    except UnicodeError as error:
        raise MalformedInput(f"{where}not UTF-8 ({error}); write the file as UTF-8") from error
    except RecursionError as error:
        raise MalformedInput(f"{where}nested too deeply to be an extraction") from error
    except msgspec.MsgspecError as error:
        raise MalformedInput(f"{where}{error}; docs/wire.schema.json says what a line holds") from error


def decode_lines(lines: Iterable[bytes]) -> Iterator[Extraction]:
    """Each non-blank line decoded; messages carry its number, from 1. Raises MalformedInput as
    :func:`decode`."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield decode(line, number=number)


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one line; ``docs/wire.schema.json`` is a copy of it.

    A schema cannot say everything that :func:`decode` checks: that spans lie in the text and are disjoint,
    and that references exist, is said in words only.
    """
    import msgspec

    described = msgspec.json.schema(ExtractionShape)
    shapes = {name.removesuffix("Shape"): shape for name, shape in described.pop("$defs").items()}
    for name, shape in shapes.items():
        shape["title"] = name
        shape["description"] = " ".join(shape["description"].split())
        if "properties" in shape:  # what is written has every key, although older lines are read as well
            shape["required"] = list(shape["properties"])
    shapes["Attribution"]["properties"]["content"]["minItems"] = 1
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "onrecord, one line of JSON Lines",
        **_without_suffix(described),
        "$defs": _without_suffix(shapes),
    }


class JsonLinesExporter:
    """Writes extractions in the wire format, one document a line, in the order given."""

    name = "jsonl"
    suffix = ".jsonl"

    def export(self, extractions: Iterable[Extraction], out: IO[str]) -> int:
        """Writes all of them to ``out`` (opened as UTF-8) and returns how many documents that were."""
        count = 0
        for extraction in extractions:
            out.write(encode(extraction).decode("utf-8") + "\n")
            count += 1
        return count


@cache
def _decoder() -> msgspec.json.Decoder[ExtractionShape]:
    import msgspec

    return msgspec.json.Decoder(ExtractionShape)


def _without_suffix(part: Any) -> Any:
    """The schema part with references to ``…Shape`` renamed: the suffix is ours, not the format's."""
    if isinstance(part, dict):
        return {
            key: value.removesuffix("Shape") if key == "$ref" else _without_suffix(value)
            for key, value in part.items()
        }
    if isinstance(part, list):
        return [_without_suffix(value) for value in part]
    return part


# model → shape


def _pairs(spans: Spans) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _shape_of(extraction: Extraction) -> ExtractionShape:
    return {
        "document": _document_shape(extraction.document),
        "attributions": [_attribution_shape(each) for each in extraction.attributions],
        "mentions": [
            {"span": (each.span.start, each.span.end), "form": each.form, "entity": each.entity}
            for each in extraction.mentions
        ],
        "entities": [_entity_shape(each) for each in extraction.entities],
        "failures": [
            {"origin": f.origin, "stage": f.stage, "reason": f.reason, "message": f.message}
            for f in extraction.failures
        ],
    }


def _entity_shape(entity: Entity) -> EntityShape:
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "names": list(entity.names),
        "description": entity.description,
        "roles": [
            {"span": (role.span.start, role.span.end), "day": role.day, "former": role.former}
            for role in entity.roles
        ],
    }


def _document_shape(document: Document) -> DocumentShape:
    return {
        "id": document.id,
        "text": document.text,
        "title": document.title,
        "url": document.url,
        "outlet": document.outlet,
        "byline": list(document.byline),
        "published": document.published,
        "language": document.language,
    }


def _attribution_shape(attribution: Attribution) -> AttributionShape:
    medium, said, confidence = attribution.medium, attribution.said, attribution.confidence
    return {
        "id": attribution.id,
        "source": _pairs(attribution.source),
        "cue": _pairs(attribution.cue),
        "content": _pairs(attribution.content),
        "kind": attribution.kind,
        "attitude": attribution.attitude,
        "polarity": attribution.polarity,
        "source_type": attribution.source_type,
        "speaker": attribution.speaker,
        "addressee": _pairs(attribution.addressee),
        "medium": None
        if medium is None
        else {"kind": medium.kind, "outlet": medium.outlet, "spans": _pairs(medium.spans)},
        "said": None
        if said is None
        else {"earliest": said.earliest, "latest": said.latest, "spans": _pairs(said.spans)},
        "within": attribution.within,
        "confidence": None if confidence is None else round(confidence, CONFIDENCE_DIGITS),
        "speaker_reason": attribution.speaker_reason,
    }
