"""One input, from a path or from memory → its documents and failures."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Unpack, cast

from onrecord.errors import InputError, NotFound, OnRecordError, TooLarge, Unreadable
from onrecord.model import Document, Failure
from onrecord.protocols import Reader
from onrecord.read.decode import as_utf8, check_encoding
from onrecord.read.failures import failure, printable
from onrecord.read.metadata import Known, override
from onrecord.read.registry import HEAD, StreamReader, reader_for, reader_named, sniff

STDIN = "-"
"""The path that stands for standard input. A file of that name is ``./-``."""

MAX_FILE = 100_000_000
"""Bytes of a file that has to be in memory at once: all but JSON Lines in UTF-8. Readers have lower
limits."""


def read_path(
    path: str | os.PathLike[str],
    *,
    format: str | None = None,
    encoding: str | None = None,
    stdin: BinaryIO | None = None,
    **known: Unpack[Known],
) -> Iterator[Document | Failure]:
    """The documents of one file, or of standard input for ``-``, in order, and a Failure for what is no
    document.

    ``format`` names a reader (text, html, records, or one that is installed besides); by default the suffix
    decides, and for standard input and unknown suffixes the content. ``encoding`` is the input's encoding
    where detection fails or is wrong. ``stdin`` replaces the process's standard input. ``known`` overrides
    what the input says of title, url, outlet, byline, published (a date, or ISO 8601) and language, for all
    its documents.

    Raises UsageError at once for an unknown format or encoding. Bad input never raises: a missing file is the
    failure ``not-found``, a pipe, socket, device or unreadable file ``unreadable``.
    """
    name = os.fspath(path)
    chosen = _chosen(format, encoding)
    override(_PROBE, **known)
    return _failing(printable(name), _read_file(name, chosen, encoding, stdin), known)


def read_bytes(
    data: bytes,
    origin: str,
    *,
    format: str | None = None,
    encoding: str | None = None,
    **known: Unpack[Known],
) -> Iterator[Document | Failure]:
    """Like :func:`read_path` for bytes in memory. ``origin`` names them in failures, and its suffix, if it
    has one that a reader knows, decides the format like that of a file."""
    chosen = _chosen(format, encoding)
    override(_PROBE, **known)
    return _failing(origin, _read_stream(io.BytesIO(data), origin, chosen, encoding), known)


_PROBE = Document.new("a")


def _chosen(format: str | None, encoding: str | None) -> Reader | None:
    if encoding is not None:
        check_encoding(encoding)
    return reader_named(format) if format is not None else None


def _failing(
    origin: str, documents: Iterator[Document | Failure], known: Known
) -> Iterator[Document | Failure]:
    """The documents with ``known`` laid over them; errors of the file itself become a failure."""
    try:
        for document in documents:
            yield document if isinstance(document, Failure) else override(document, **known)
    except InputError as error:
        yield failure(origin, error)
    except NotFound as error:
        yield failure(origin, error)
    except OSError as error:
        yield failure(origin, _system_error(error))


def _read_file(
    name: str, chosen: Reader | None, encoding: str | None, stdin: BinaryIO | None
) -> Iterator[Document | Failure]:
    if name == STDIN:
        yield from _read_stream(stdin or sys.stdin.buffer, name, chosen, encoding)
        return
    _check_kind(Path(name).stat().st_mode)
    with Path(name).open("rb") as file:
        yield from _read_stream(file, printable(name), chosen, encoding)


def _read_stream(
    stream: BinaryIO, origin: str, chosen: Reader | None, encoding: str | None
) -> Iterator[Document | Failure]:
    own = None if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    buffered = own or cast(io.BufferedReader, stream)
    try:
        reader = chosen or reader_for(origin) or sniff(buffered.peek(HEAD))
        if encoding is None and isinstance(reader, StreamReader):
            yield from reader.read_stream(buffered, origin)
            return
        data = buffered.read(MAX_FILE + 1)
        if len(data) > MAX_FILE:
            raise TooLarge(f"it has over {MAX_FILE:,} bytes; split it, or make it JSON Lines in UTF-8")
        yield from reader.read(as_utf8(data, encoding) if encoding else data, origin)
    finally:
        if own is not None:
            own.detach()  # else it would close the caller's stream


def _check_kind(mode: int) -> None:
    """Raises Unreadable for what is no regular file: opening a pipe may wait for ever, a device may never
    end."""
    if stat.S_ISREG(mode):
        return
    if stat.S_ISDIR(mode):
        raise Unreadable("this is a folder; find_inputs lists the files in it")
    kinds = {stat.S_IFIFO: "a named pipe", stat.S_IFSOCK: "a socket"}
    kind = kinds.get(stat.S_IFMT(mode), "a device")
    raise Unreadable(f"this is {kind}, not a file; send its content to standard input and read -")


def _system_error(error: OSError) -> OnRecordError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return NotFound("there is no such file; check the path, and the folder that it starts from")
    if isinstance(error, PermissionError):
        return Unreadable("you have no permission to read it; change its mode, or run as a user who may")
    return Unreadable(f"reading it failed: {error.strerror or error}")
