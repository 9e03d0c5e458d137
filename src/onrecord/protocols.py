"""The seams where a third party plugs in: small, batch-first, synchronous; found by name as entry points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Protocol, runtime_checkable

from onrecord.errors import UnknownBackend
from onrecord.model import Attribution, Document, Extraction, Failure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@runtime_checkable
class Reader(Protocol):
    """Bytes of one input → documents. Never raises on bad content: yields a Failure and goes on."""

    name: str
    suffixes: tuple[str, ...]

    def read(self, data: bytes, origin: str) -> Iterator[Document | Failure]:
        """``origin`` names the input in failures: a path, or ``-``."""
        ...


@runtime_checkable
class Extractor(Protocol):
    """Documents → attributions. ``version`` keys the findings in a record: two versions never mix."""

    name: str
    version: str

    def extract(self, documents: Sequence[Document]) -> list[tuple[Attribution, ...] | Failure]:
        """One result per document, in order; the same in any batch; a Failure instead of an exception."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """One text as an encoder read it, for stages that build on its states: parallel over its word pieces.

    ``start``/``end`` code points; ``head`` True at the first piece of a word; ``sentence`` the number of the
    sentence; ``quote``, ``breaks``, ``case`` the channels of `extract.encode`; ``states`` [pieces, width] of
    the encoder's third layer, in half precision. It is no finding and is never stored.
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    head: NDArray[np.bool_]
    sentence: NDArray[np.int64]
    quote: NDArray[np.int64]
    breaks: NDArray[np.int64]
    case: NDArray[np.int64]
    states: NDArray[np.float16]


@runtime_checkable
class Encoder(Protocol):
    """An extractor that tells how it read a document, so that other stages need not read it again."""

    def reading(self, document: Document) -> Reading | None:
        """For a document of the last batch; None for any other."""
        ...


@runtime_checkable
class Exporter(Protocol):
    """Extractions → a file in some format."""

    name: str
    suffix: str

    def export(self, extractions: Iterable[Extraction], out: IO[str]) -> int:
        """Writes all of them and returns how many documents that were."""
        ...


def plugin(group: str, name: str) -> object:
    """The object that some installed distribution registered under ``onrecord.<group>`` as ``name``.

    Raises UnknownBackend with the names that exist.
    """
    from importlib.metadata import entry_points  # slow to import, and most commands do without

    found = {entry.name: entry for entry in entry_points(group=f"onrecord.{group}")}
    if name not in found:
        installed = ", ".join(sorted(found)) or "none"
        raise UnknownBackend(f"no {group[:-1]} named {name!r}; installed: {installed}")
    return found[name].load()
