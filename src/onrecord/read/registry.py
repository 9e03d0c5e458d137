"""Which reader reads what: by the name a caller gives, by suffix, by the first bytes."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import PurePath
from types import MappingProxyType
from typing import BinaryIO, Protocol, cast, runtime_checkable

from onrecord.errors import UsageError
from onrecord.model import Document, Failure
from onrecord.protocols import Reader
from onrecord.read.decode import mark_of

HEAD = 4096
"""Bytes that :func:`sniff` looks at: the root element of a page stands within its first hundreds."""

# Atomic, because comments could otherwise be taken apart in exponentially many ways.
_PAGE = re.compile(r"(?>(?:<\?xml[^>]*>|<!--(?s:.*?)-->|\s)*)<(?:!doctype\s+html|html|head|body)\b", re.I)
_RECORD = re.compile(r'\s*(?:\[\s*)?\{\s*(?:"|\}|\Z)')


@runtime_checkable
class StreamReader(Reader, Protocol):
    """A reader that need not have all of its input in memory. Never raises on bad content either."""

    def read_stream(self, stream: BinaryIO, origin: str) -> Iterator[Document | Failure]:
        """Like ``read``; OSError of the stream goes through to the caller."""
        ...


@cache
def readers() -> Mapping[str, Reader]:
    """All installed readers by name. One that does not load is left out, with a warning in the log."""
    from importlib.metadata import entry_points

    found: dict[str, Reader] = {}
    for entry in sorted(entry_points(group="onrecord.readers"), key=lambda entry: entry.name):
        try:
            found[entry.name] = cast(Reader, entry.load()())
        except Exception as error:
            logging.getLogger(__name__).warning("reader %s does not load: %s", entry.name, error)
    return MappingProxyType(found)


def reader_named(name: str) -> Reader:
    """The reader that a caller asks for; raises UsageError with the names there are."""
    try:
        return readers()[name]
    except KeyError:
        raise UsageError(f"there is no format {name!r}; known are {', '.join(readers())}") from None


def reader_for(name: str) -> Reader | None:
    """The reader for the suffix of a file name, whatever its case, or None."""
    suffix = PurePath(name).suffix.lower()
    return next((reader for reader in readers().values() if suffix in reader.suffixes), None)


def sniff(head: bytes) -> Reader:
    """The reader for content without a telling name: a page, records, else text."""
    mark, encoding = mark_of(head) or (b"", "utf-8")
    start = head[len(mark) : HEAD].decode(encoding, errors="replace")
    if _PAGE.match(start):
        return reader_named("html")
    return reader_named("records" if _RECORD.match(start) else "text")
