"""What a record and the resolver of people tell each other: rows without behaviour.

Numbers are the record's own, of readings, entities of a document, forms and nodes (see
`onrecord.resolve.across`).
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Local(NamedTuple):
    """An entity of one reading that goes by a name: the form is not known yet. ``class_`` is person, body or
    place."""

    number: int
    class_: str
    name: str
    names: tuple[str, ...]
    description: str | None


class Sighting(NamedTuple):
    """A figure as it is on record."""

    number: int
    reading: int
    document: str
    published: date | None
    outlet: str | None
    name: str
    names: tuple[str, ...]
    description: str | None


class NodeRow(NamedTuple):
    """A node as it is filed: how many figures it has, and which nodes lead its person and its entity."""

    number: int
    key: str
    context: str
    size: int
    person: int | None
    entity: int
    core: bool


class FormRow(NamedTuple):
    """A form as it is filed."""

    number: int
    class_: str
    text: str
    style: str
    readings: int


class Judged(NamedTuple):
    """A judgement that stands: what it says of two figures, each named by its document and form."""

    id: str
    verdict: str
    left: tuple[str, str]
    right: tuple[str, str]
