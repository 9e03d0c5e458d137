"""Shapes read from a line → model, refusing a line that does not hold together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from onrecord.model import (
    Attribution,
    Document,
    Entity,
    Extraction,
    Failure,
    Medium,
    Mention,
    RolePhrase,
    Said,
    Span,
    Spans,
)
from onrecord.wire.shapes import (
    AttributionShape,
    DocumentShape,
    EntityShape,
    ExtractionShape,
    MediumShape,
    SaidShape,
)


class UnsoundLineError(ValueError):
    """A line of the right shape that does not hold together; the message starts with the JSON path."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")


def extraction_of(shape: ExtractionShape) -> Extraction:
    """The extraction behind a decoded line. Raises UnsoundLineError."""
    document = _document(shape["document"])
    entities = _entities(shape["entities"], shape["document"]["text"])
    known = {entity.id for entity in entities}
    read = _AttributionReader(document=document, entities=known)
    attributions = tuple(read(f"$.attributions[{i}]", each) for i, each in enumerate(shape["attributions"]))
    _check_unique("$.attributions", [each.id for each in attributions])
    _check_chains(attributions)
    mentions = []
    for i, mention in enumerate(shape["mentions"]):
        path = f"$.mentions[{i}]"
        _check_reference(f"{path}.entity", mention["entity"], known, "entity")
        mentions.append(
            Mention(_span(f"{path}.span", mention["span"], document.text), mention["form"], mention["entity"])
        )
    failures = tuple(Failure(**each) for each in shape["failures"])
    return Extraction(document, attributions, tuple(mentions), entities, failures)


def _document(shape: DocumentShape) -> Document:
    if not shape["id"]:
        raise UnsoundLineError("$.document.id", "must not be empty")
    return Document(
        id=shape["id"],
        text=shape["text"],
        title=shape["title"],
        url=shape["url"],
        outlet=shape["outlet"],
        byline=tuple(shape["byline"]),
        published=shape["published"],
        language=shape["language"],
    )


def _entities(shapes: Sequence[EntityShape], text: str) -> tuple[Entity, ...]:
    _check_unique("$.entities", [shape["id"] for shape in shapes])
    return tuple(_entity(f"$.entities[{i}]", shape, text) for i, shape in enumerate(shapes))


def _entity(path: str, shape: EntityShape, text: str) -> Entity:
    roles = tuple(
        RolePhrase(_span(f"{path}.roles[{i}].span", role["span"], text), role["day"], role["former"])
        for i, role in enumerate(shape.get("roles", ()))
    )
    return Entity(
        shape["id"], shape["kind"], shape["name"], tuple(shape["names"]), shape["description"], roles
    )


class _AttributionReader:
    """Checks and builds attributions of one document."""

    def __init__(self, *, document: Document, entities: set[str]) -> None:
        self._text = document.text
        self._entities = entities

    def __call__(self, path: str, shape: AttributionShape) -> Attribution:
        if not shape["content"]:
            raise UnsoundLineError(
                f"{path}.content", "must not be empty: an attribution without content is none"
            )
        _check_reference(f"{path}.speaker", shape["speaker"], self._entities, "entity")
        confidence = shape["confidence"]
        if confidence is not None and not 0 <= confidence <= 1:
            raise UnsoundLineError(
                f"{path}.confidence", f"{confidence} is no probability; give 0 to 1, or null for unknown"
            )
        return Attribution(
            id=shape["id"],
            source=_spans(f"{path}.source", shape["source"], self._text),
            cue=_spans(f"{path}.cue", shape["cue"], self._text),
            content=_spans(f"{path}.content", shape["content"], self._text),
            kind=shape["kind"],
            attitude=shape["attitude"],
            polarity=shape["polarity"],
            source_type=shape["source_type"],
            speaker=shape["speaker"],
            addressee=_spans(f"{path}.addressee", shape["addressee"], self._text),
            medium=self._medium(f"{path}.medium", shape["medium"]),
            said=self._said(f"{path}.said", shape["said"]),
            within=shape["within"],
            confidence=confidence,
            speaker_reason=shape.get("speaker_reason"),
        )

    def _medium(self, path: str, shape: MediumShape | None) -> Medium | None:
        if shape is None:
            return None
        _check_reference(f"{path}.outlet", shape["outlet"], self._entities, "entity")
        return Medium(shape["kind"], shape["outlet"], _spans(f"{path}.spans", shape["spans"], self._text))

    def _said(self, path: str, shape: SaidShape | None) -> Said | None:
        if shape is None:
            return None
        if shape["earliest"] > shape["latest"]:
            raise UnsoundLineError(path, f"earliest {shape['earliest']} lies after latest {shape['latest']}")
        return Said(shape["earliest"], shape["latest"], _spans(f"{path}.spans", shape["spans"], self._text))


def _span(path: str, pair: tuple[int, int], text: str) -> Span:
    start, end = pair
    if not 0 <= start < end <= len(text):
        raise UnsoundLineError(path, f"[{start}, {end}] is no span of a text of {len(text)} code points")
    return Span(start, end)


def _spans(path: str, pairs: Sequence[tuple[int, int]], text: str) -> Spans:
    spans = tuple(_span(f"{path}[{i}]", pair, text) for i, pair in enumerate(pairs))
    for i, (before, span) in enumerate(pairwise(spans), start=1):
        if span.start < before.end:
            raise UnsoundLineError(
                f"{path}[{i}]",
                f"starts at {span.start}, before the span in front of it ends at {before.end}; "
                f"spans of one part are sorted and disjoint",
            )
    return spans


def _check_unique(path: str, ids: Sequence[str]) -> None:
    seen: dict[str, int] = {}
    for i, each in enumerate(ids):
        if each in seen:
            raise UnsoundLineError(f"{path}[{i}].id", f"{each!r} is already the id of {path}[{seen[each]}]")
        seen[each] = i


def _check_reference(path: str, reference: str | None, known: set[str], noun: str) -> None:
    if reference is not None and reference not in known:
        raise UnsoundLineError(path, f"{reference!r} is no {noun} of this line")


def _check_chains(attributions: Sequence[Attribution]) -> None:
    """Every ``within`` names an attribution of the line, and no attribution lies within itself at any
    depth."""
    outer = {each.id: each.within for each in attributions}
    for i, each in enumerate(attributions):
        path = f"$.attributions[{i}].within"
        _check_reference(path, each.within, set(outer), "attribution")
        seen = {each.id}
        step = each.within
        while step is not None and step in outer:
            if step in seen:
                raise UnsoundLineError(path, f"the chain from {each.id!r} comes back to {step!r}")
            seen.add(step)
            step = outer[step]
