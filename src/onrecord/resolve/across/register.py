"""What the resolver asks of a record, in plain values: the record knows no scores, and the resolver no SQL.

Numbers are the record's own, of readings, entities of a document, forms and nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from onrecord.figures import FormRow, Judged, Local, NodeRow, Sighting


class Register(Protocol):
    """The questions."""

    def together(self) -> AbstractContextManager[None]:
        """One transaction."""
        ...

    def begin(self, placer: str) -> None:
        """Makes this placer the one whose work counts. What another one counted and linked is forgotten, and
        every reading waits again; figures stay where they are until they are moved."""
        ...

    def waiting(self, placer: str, limit: int) -> Sequence[int]:
        """Readings whose figures are not placed by this placer."""
        ...

    def document_of(self, reading: int) -> str:
        """The id of the document of a reading."""
        ...

    def locals(self, reading: int) -> Sequence[Local]:
        """The named entities of a reading, in their order."""
        ...

    def form(
        self, class_: str, text: str, style: str, sounds: tuple[str, str] | None
    ) -> tuple[FormRow, bool]:
        """The form with that text, and whether no figure has been counted under it yet."""
        ...

    def form_row(self, number: int) -> FormRow:
        """The form of a number."""
        ...

    def find_form(self, class_: str, text: str) -> FormRow | None:
        """The form with that text, if there is one."""
        ...

    def file_under(self, form: int, numbers: Iterable[int]) -> None:
        """Files a form under these numbers."""
        ...

    def forms_under(self, numbers: Iterable[int], styles: Sequence[str], most: int) -> Sequence[FormRow]:
        """Forms of these styles under any of the numbers, at most so many."""
        ...

    def link(self, form: int, others: Iterable[int]) -> None:
        """Files that full forms may be one person's."""
        ...

    def linked(self, form: int) -> Sequence[int]:
        """The full forms that may be the same person's as this one."""
        ...

    def bearers(self, surname: str, most: int) -> int:
        """How many sounds of given names there are with this sound of a surname, counted up to ``most``."""
        ...

    def forms_sounding(self, surname: str) -> Sequence[int]:
        """The full forms with this sound of a surname."""
        ...

    def count(self, form: int) -> int:
        """Counts one more reading of a form; returns how many there are now."""
        ...

    def forms_beside(self, form: int) -> Sequence[int]:
        """The forms of all figures in the readings that have a figure of this form."""
        ...

    def put(self, local: int, form: int | None, context: str, key: str, names: Iterable[str]) -> NodeRow:
        """Moves a figure to the node of that key, which is made where there is none. The row is as it was
        before."""
        ...

    def in_sample(self, node: int, local: int, most: int) -> bool:
        """Whether a figure is among the first ``most`` of its node."""
        ...

    def placed(self, reading: int, placer: str) -> None:
        """Marks a reading as placed."""
        ...

    def unsettle(self, forms: Iterable[int]) -> None:
        """Marks forms whose people are to be told apart anew."""
        ...

    def unsettled(self, most: int) -> Sequence[int]:
        """Such forms, by number."""
        ...

    def settled(self, forms: Iterable[int]) -> None:
        """Takes the mark off."""
        ...

    def nodes(self, form: int) -> Sequence[NodeRow]:
        """The nodes of a form that have figures, by key."""
        ...

    def sightings(self, node: int, most: int) -> Sequence[Sighting]:
        """The first figures of a node."""
        ...

    def company(self, reading: int, popular: int) -> frozenset[int]:
        """The forms of a reading that tell whose company it is: full names and bodies in at most ``popular``
        readings."""
        ...

    def persons(self, forms: Sequence[int]) -> Sequence[int]:
        """The persons with a core node of one of the forms."""
        ...

    def core(self, person: int) -> Sequence[tuple[NodeRow, FormRow]]:
        """The core nodes of a person."""
        ...

    def lead(self, leaders: Mapping[int, tuple[int, bool]]) -> None:
        """Sets person and entity of each node, and whether it is core."""
        ...

    def keys_of(self, persons: Iterable[int]) -> Sequence[tuple[str, int]]:
        """Key and number of the nodes that lead these persons."""
        ...

    def unite(self, persons: Iterable[int], nodes: Iterable[int], leader: int) -> None:
        """Sets the entity of all nodes of these persons, and of these nodes."""
        ...

    def sweep(self, forms: Iterable[int]) -> None:
        """Takes away nodes of these forms that have no figure any more."""
        ...

    def judgements(self) -> Sequence[Judged]:
        """The judgements that stand."""
        ...

    def forms_in(self, document: str, name: str) -> Sequence[int]:
        """The forms with that text that a document has."""
        ...

    def nodes_in(self, form: int, document: str) -> Sequence[int]:
        """The nodes of a form that have a figure in a document."""
        ...

    def readings_of(self, document: str) -> Sequence[int]:
        """The readings of a document."""
        ...
