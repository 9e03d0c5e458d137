"""What the linker asks of a record, in plain values: the record knows no accounts, and the linker no SQL.

Keys are the record's own numbers of documents and attributions. No list that the shelf gives grows without
bound; which entries it holds depends on what they are, never on when they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

from onrecord.model import Document, Extraction, Relation, Spans

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Row(Protocol):
    """An account as kept: the keys of its attribution and document, their ids, its wording, whether it was
    taken over from another account, and the account itself as `carry.pack` made it."""

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
    def wording(self) -> int:
        """The number of its wording."""
        ...

    @property
    def place(self) -> str:
        """Sorts accounts by when they were said; begins with the day, 9999-12-31 where it is not known."""
        ...

    @property
    def echo(self) -> bool:
        """Whether it was taken over from another account."""
        ...

    @property
    def value(self) -> str:
        """The packed account."""
        ...


class Member(Protocol):
    """A document of a family of copies, and its place there."""

    @property
    def document(self) -> int:
        """The document's key."""
        ...

    @property
    def family(self) -> int:
        """The family's number."""
        ...

    @property
    def place(self) -> str:
        """Sorts the documents of a family, the one where the text comes from first."""
        ...


Filed = tuple[int, str, int, int, int, str, str]
"""An account to be kept: document, attribution id, wording, stance, utterance, place, value."""

Leaning = tuple[int, int, int, float]
"""On what a link rests: the number of a place (see `rooms`), both accounts, how near they are."""

Found = tuple[int, int, Relation, float, float | None, str, str, Spans, Spans]
"""A link to be kept: left, right, relation, score (it ranks), calibrated probability or None, signal,
explanation, and the spans of both sides."""


class Texts(Protocol):
    """The questions about texts and their copies."""

    def texts_near(self, key: int, sketch: frozenset[int], rank: int) -> Sequence[int]:
        """Keeps the numbers of a document; returns the others that share at least two of them."""
        ...

    def families(self, documents: Iterable[int]) -> Mapping[int, Member]:
        """The family of each document that has one."""
        ...

    def family_size(self, family: int) -> int:
        """How many documents are of a family."""
        ...

    def relatives(self, family: int, outlet: str | None = None) -> Sequence[Member]:
        """The documents of a family, of one outlet or all."""
        ...

    def outlets(self, family: int) -> Sequence[str]:
        """The outlets of a family's documents."""
        ...

    def crediting(self, family: int, name: str, *, but: str) -> Sequence[str]:
        """Up to two outlets of a family, other than one, whose documents credit a name."""
        ...

    def join_family(
        self, document: int, family: int, place: str, *, outlet: str, credited: Iterable[str]
    ) -> None:
        """Keeps a document under a family, and whom it credits."""
        ...

    def merge_families(self, family: int, into: int) -> None:
        """Makes two families one."""
        ...

    def set_place(self, document: int, place: str) -> None:
        """Keeps a document's new place in its family."""
        ...

    def origin(self, key: int) -> int | None:
        """The document that this one copies, as kept."""
        ...

    def set_origin(self, copy: int, origin: int | None, *, shared: int = 0, share: float = 0.0) -> None:
        """Keeps from whom a document copies, in place of what was kept; None takes it back."""
        ...


class Shelf(Texts, Protocol):
    """All questions."""

    def begin(self, linker: str) -> None:
        """Makes this linker the one whose links show."""
        ...

    def waiting(self) -> Sequence[int]:
        """Documents that the linker has not seen as they are now."""
        ...

    def done(self, documents: Iterable[int]) -> None:
        """These do not wait any longer."""
        ...

    def document(self, key: int) -> Document:
        """The document of a key."""
        ...

    def extraction(self, key: int) -> Extraction:
        """Its current reading."""
        ...

    def clear(self, documents: Sequence[int]) -> Sequence[int]:
        """Takes the accounts of documents off the shelf; returns the keys of those that are heads instead,
        and of those that were their echoes."""
        ...

    def put(self, filed: Sequence[Filed]) -> tuple[Mapping[tuple[int, str], int], Sequence[int]]:
        """Keeps accounts. Returns their keys by document and id, and the keys of those that are heads no
        longer."""
        ...

    def released(self, origins: Sequence[int]) -> Sequence[int]:
        """Takes back that accounts are echoes of these; returns the keys of those that were."""
        ...

    def heads(self, attributions: Iterable[int]) -> Sequence[Row]:
        """Those of these accounts that are heads."""
        ...

    def heads_in(self, documents: Iterable[int]) -> Sequence[int]:
        """The keys of heads among the accounts of documents."""
        ...

    def heads_of(self, wordings: Iterable[int]) -> Sequence[Row]:
        """The heads of these wordings."""
        ...

    def describe(self, outlines: Mapping[int, bytes]) -> None:
        """Keeps the outlines of wordings."""
        ...

    def outlines(self, wordings: Iterable[int]) -> Mapping[int, bytes]:
        """The outlines of these wordings."""
        ...

    def post(
        self, terms: NDArray[np.int64], wordings: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], Sequence[tuple[int, int]]]:
        """Keeps wordings under terms, given pair by pair. Returns who stands under those of the terms that
        several share, pair by pair, sorted, and the pairs that had to make room."""
        ...

    def is_listed(self, term: int, wording: int) -> bool:
        """Whether a wording stands under a term."""
        ...

    def enter(self, said: Mapping[tuple[int, int], bytes]) -> Mapping[int, Sequence[int]]:
        """Keeps the vectors of wordings that were said in rooms (room and wording). Returns for each room
        those that were not in it before."""
        ...

    def said_in(self, room: int) -> tuple[NDArray[np.int64], bytes]:
        """The wordings that were said in a room, sorted, and their vectors one after the other."""
        ...

    def rooms_between(self, first: int, last: int) -> Sequence[int]:
        """The rooms of these numbers in which anything was said."""
        ...

    def lean(self, leaning: Iterable[Leaning]) -> None:
        """Keeps on which places the links of two accounts rest."""
        ...

    def leaning_on(self, risen: Mapping[int, float]) -> Sequence[tuple[int, int, float]]:
        """The pairs of accounts whose links rest on one of these places and that are less near than this;
        with how near they are."""
        ...

    def set_echo(self, echo: int, origin: int | None) -> None:
        """Marks an account as taken over from another; None takes it back."""
        ...

    def linked_with(self, attributions: Sequence[int]) -> Sequence[tuple[int, int, int, Relation]]:
        """Links of these accounts that hold: key, left, right and relation."""
        ...

    def echoes_with(self, attributions: Sequence[int]) -> Sequence[tuple[int, int]]:
        """Pairs of an echo and its origin of which one is among these accounts."""
        ...

    def unlink(self, attributions: Sequence[int]) -> None:
        """No link of these accounts holds any longer."""
        ...

    def withdraw(self, links: Iterable[int]) -> None:
        """These links do not hold any longer."""
        ...

    def link(self, found: Sequence[Found], linker: str) -> None:
        """Keeps links; one that was kept before holds again."""
        ...

    def regroup(self, fresh: Sequence[int], lost: Sequence[int]) -> None:
        """Brings claims up to date: of accounts that may have new links, and of those that may have lost
        some."""
        ...

    def together(self) -> AbstractContextManager[None]:
        """All that is kept within is kept, or none of it."""
        ...
