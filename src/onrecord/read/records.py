"""JSON Lines and JSON arrays → one document per record, streamed: the lines after a bad one are still
read."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO, cast

from onrecord.errors import EmptyInput, InputError, MalformedInput, TooLarge, UndecodableInput
from onrecord.model import Document, Failure
from onrecord.read.decode import as_utf8, check_binary, check_magic, mark_of
from onrecord.read.failures import failure
from onrecord.read.metadata import KEYS, MAX_TEXT, build

MAX_LINE = 6 * MAX_TEXT + 65_536
"""Bytes of one line: every code unit of the longest text as ``\\uXXXX``, and room for its metadata."""

MAX_ARRAY = 100_000_000
"""Bytes of a JSON array or a pretty-printed object: unlike lines, it has to be in memory at once."""

_HEAD = 65_536


class RecordsReader:
    """Reads JSON Lines, a JSON array or a single JSON object of articles.

    A record is an object with ``text`` and, all optional, title, url, outlet (or publisher, source), byline
    (or author, authors: a list, or a string with ``;`` between names), published (or date) and language.
    Other keys are ignored, ``id`` too: ids are derived from the content. A line of onrecord's own wire
    format, ``{"document": {…}, …}``, is read for its document. Encoding is UTF-8 as RFC 8259 has it, or what
    a byte order mark says.
    """

    name = "records"
    suffixes = (".jsonl", ".ndjson", ".json")

    def read(self, data: bytes, origin: str) -> Iterator[Document | Failure]:
        """:meth:`read_stream` over bytes that are in memory."""
        return self.read_stream(io.BytesIO(data), origin)

    def read_stream(self, stream: BinaryIO, origin: str) -> Iterator[Document | Failure]:
        """One Document or Failure per record, in order; at most one line is held in memory.

        The origin of a failure is ``origin:line``, counted from 1, for a line, and ``origin[index]``, counted
        from 0, for an element of an array.
        """
        try:
            lines = _Lines(_utf8(stream))
            first = next(lines, None)
            if first is None:
                raise EmptyInput("there is nothing in it")
            check_binary(first[:_HEAD])
            if _is_whole(first):
                yield from _read_array(first + lines.rest(MAX_ARRAY - len(first)), origin)
                return
        except InputError as error:
            yield failure(origin, error)
            return
        yield from _read_lines(first, lines, origin)


class _Lines:
    """Lines that are not blank, and ``number``, the place of the last one; over-long ones are cut."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.number = 0
        self.cut = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> bytes:
        while self.cut:  # only now, because the rest of a long first line may be that of an array
            more = self.stream.readline(_HEAD)
            self.cut = bool(more) and not more.endswith(b"\n")
        while line := self.stream.readline(MAX_LINE + 1):
            self.number += 1
            self.cut = len(line) > MAX_LINE and not line.endswith(b"\n")
            if line.strip():
                return line
        raise StopIteration

    def rest(self, limit: int) -> bytes:
        """All that follows; TooLarge over ``limit`` bytes."""
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise TooLarge(
                f"a JSON array may have {MAX_ARRAY:,} bytes, as it is read at once; make it JSON Lines, "
                "which may have any size: jq -c '.[]' articles.json > articles.jsonl"
            )
        return data


def _utf8(stream: BinaryIO) -> BinaryIO:
    """``stream`` from behind the mark of UTF-8; what is marked as UTF-16 or 32 is turned into UTF-8."""
    head = stream.read(16)  # not more, so that the first line of a slow pipe need not wait for the second
    check_magic(head)
    found = mark_of(head)
    whole = cast(BinaryIO, io.BufferedReader(_Chained(head, stream), _HEAD))
    if found is None:
        return whole
    mark, encoding = found
    if encoding == "utf-8":
        whole.read(len(mark))
        return whole
    data = whole.read(MAX_ARRAY + 1)
    if len(data) > MAX_ARRAY:
        raise TooLarge(f"JSON in {encoding.upper()} may have {MAX_ARRAY:,} bytes; turn it into UTF-8 first")
    return _utf8(io.BytesIO(as_utf8(data, encoding)))


class _Chained(io.RawIOBase):
    """The bytes that were taken from a stream, and the stream after them."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self.head = memoryview(head)
        self.stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        read = getattr(
            self.stream, "read1", self.stream.read
        )  # what is there, if it can be had without waiting
        taken = self.head[: len(view)] or memoryview(read(len(view)))
        self.head = self.head[len(taken) :]
        view[: len(taken)] = taken
        return len(taken)


def _is_whole(first: bytes) -> bool:
    """Whether the first line opens one JSON value over many lines: an array, or an object printed for
    people."""
    line = first.strip()
    return line.startswith(b"[") or line == b"{"


def _read_lines(first: bytes, lines: _Lines, origin: str) -> Iterator[Document | Failure]:
    line: bytes | None = first
    while line is not None:
        try:
            if len(line) > MAX_LINE:
                raise TooLarge(f"a line of over {MAX_LINE:,} bytes is more than an article needs; split it")
            yield _document(_parse(line))
        except InputError as error:
            yield failure(f"{origin}:{lines.number}", error)
        line = next(lines, None)


def _read_array(data: bytes, origin: str) -> Iterator[Document | Failure]:
    found = _parse(data)
    if not isinstance(found, list):
        yield _document(found)
        return
    if not found:
        raise EmptyInput("the array is empty")
    for index, record in enumerate(found):
        try:
            yield _document(record)
        except InputError as error:
            yield failure(f"{origin}[{index}]", error)


def _parse(data: bytes) -> object:
    try:
        return json.loads(data.decode().rstrip())
    except UnicodeDecodeError as error:
        raise UndecodableInput(
            f"byte {error.start} of it is not UTF-8, which JSON has to be; if all of the file is in another "
            "encoding, name it, for instance --encoding windows-1252"
        ) from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise MalformedInput(f"this is not valid JSON: {error.msg} at {place}") from None
    except RecursionError:
        raise MalformedInput("this JSON is nested too deeply to be an article") from None
    except ValueError as error:  # a number of thousands of digits
        raise MalformedInput(f"this JSON has a value that cannot be read: {error}") from None


def _document(record: object) -> Document:
    """The document that a record describes; raises MalformedInput, or what :func:`build` raises."""
    if isinstance(record, Mapping) and isinstance(record.get("document"), Mapping):
        record = record["document"]
    if not isinstance(record, Mapping):
        raise MalformedInput('this is no record; a record is an object such as {"text": "…", "title": "…"}')
    text = record.get("text")
    if not isinstance(text, str):
        found = "text is no string" if "text" in record else f"there is no text; its keys are {_keys(record)}"
        wanted = ", ".join(keys[0] for keys in KEYS.values())
        raise MalformedInput(f"{found}; the article has to be under the key text, the rest under {wanted}")
    return build(text, record)


def _keys(record: Mapping[str, object]) -> str:
    names = [repr(key)[:40] for key in list(record)[:8]]
    return ", ".join(names) + (", …" if len(record) > len(names) else "") if names else "none at all"
