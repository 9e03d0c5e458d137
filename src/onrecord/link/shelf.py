"""What the linker asks of a record, in plain values: the record knows no accounts, and the linker no SQL.

Keys are the record's own numbers of documents and attributions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from onrecord.model import Document, Extraction, Relation, Spans


class Row(Protocol):
    """An account as kept: the keys of its attribution and document, their ids, and the account itself as
    `carry.pack` made it."""

    @property
    def key(self) -> int:
        """The attribution's key."""
        ...

    @property
    def document(self) -> int:
        """The document's key."""
        ...

    @property
    def attribution_id(self) -> str:
        """The attribution's id."""
        ...

    @property
    def document_id(self) -> str:
        """The document's id."""
        ...

    @property
    def echo(self) -> bool:
        """Whether it was taken over from another account."""
        ...

    @property
    def value(self) -> str:
        """The packed account."""
        ...


class Shelf(Protocol):
    """The questions."""

    def waiting(self, linker: str) -> Iterator[int]:
        """Documents whose current reading this linker has not seen."""
        ...

    def document(self, key: int) -> Document:
        """The document of a key."""
        ...

    def extraction(self, key: int) -> Extraction:
        """Its current reading."""
        ...

    def texts_near(self, key: int, sketch: frozenset[int]) -> Sequence[int]:
        """Keeps the numbers of a document; returns the others that share at least two of them."""
        ...

    def origin(self, key: int) -> int | None:
        """The document that this one copies, as kept."""
        ...

    def copies_of(self, key: int) -> Sequence[int]:
        """Documents that copy this one directly."""
        ...

    def set_origin(self, copy: int, origin: int, *, shared: int, share: float) -> None:
        """Keeps from whom a document copies, in place of what was kept."""
        ...

    def put(self, key: int, attribution_id: str, wording: int, terms: frozenset[int], value: str) -> Row:
        """Keeps an account of a document; the terms only where the wording is new."""
        ...

    def accounts(self, key: int) -> Sequence[Row]:
        """The accounts of a document."""
        ...

    def meeting(self, document: int, terms: frozenset[int], most: int) -> Sequence[Row]:
        """Accounts of other documents that have one of the terms; those with most of them first."""
        ...

    def set_echo(self, echo: int, origin: int) -> None:
        """Marks an account as taken over from another."""
        ...

    def link(
        self,
        left: int,
        right: int,
        relation: Relation,
        *,
        score: float,
        why: tuple[str, str],
        spans: tuple[Spans, Spans],
        linker: str,
    ) -> None:
        """Keeps a link, unless this linker has kept the same one. ``why`` is its signal and explanation."""
        ...

    def done(self, key: int, linker: str) -> None:
        """Marks the current reading of a document as seen."""
        ...

    def together(self) -> AbstractContextManager[None]:
        """All of a document's links are kept, or none of them."""
        ...
