"""Plain text, with or without front matter → one document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.errors import InputError, MalformedInput, TooLarge
from onrecord.model import Document, Failure
from onrecord.read.decode import decode
from onrecord.read.failures import failure
from onrecord.read.metadata import KEYS, MAX_TEXT, build

MAX_BYTES = 4 * MAX_TEXT + 4
"""No encoding in use needs more bytes than four for a code point and four for its byte order mark."""

_FENCE = re.compile(r"---[ \t]*\r?\n")
_CLOSING = re.compile(r"---[ \t]*(?:\r?\n|\Z)")
_ENTRY = re.compile(r"(?P<key>[A-Za-z][\w.-]*)[ \t]*:(?:[ \t]+(?P<value>.*?))?[ \t]*(?:\r?\n|\Z)")
# What YAML has in front matter besides plain entries: comments, list items and continued values.
_YAML = re.compile(r"(?:#.*|[ \t].*|-[ \t].*|)\r?\n")


class TextReader:
    """Reads a text file as one document whose text is the file, unchanged.

    A file may open with front matter: a line ``---``, lines ``key: value`` and a line ``---``; then the text
    is what follows that line, and the keys title, url, outlet (or publisher, source), byline (or author,
    authors; names separated by ``;``), published (or date) and language are taken as they are written,
    quotation marks included. Other keys, comments and lists of other keys are ignored, so that files of
    note-taking programs can be read. A first line ``---`` that no entry follows is part of the text, as in a
    text that opens with a rule. The title is never taken from the text itself.
    """

    name = "text"
    suffixes = (".txt", ".text", ".md", ".markdown")

    def read(self, data: bytes, origin: str) -> Iterator[Document | Failure]:
        """Yields one Document or one Failure: empty-input, binary-input, undecodable-input, malformed-input,
        too-large."""
        try:
            if len(data) > MAX_BYTES:
                raise TooLarge(
                    f"{len(data):,} bytes are more than one article may have ({MAX_TEXT:,} characters); "
                    "split the file into articles, one file or one JSON line each"
                )
            fields, text = front_matter(decode(data))
            yield build(text, fields)
        except InputError as error:
            yield failure(origin, error)


def front_matter(whole: str) -> tuple[dict[str, object], str]:
    """The entries of the front matter and the text after it; no entries and all of ``whole`` without one.

    Raises MalformedInput, with the line, when a front matter is opened and does not hold.
    """
    opened = _FENCE.match(whole)
    if opened is None or not (_ENTRY.match(whole, opened.end()) or _CLOSING.match(whole, opened.end())):
        return {}, whole
    fields: dict[str, object] = {}
    position, number, last = opened.end(), 2, ""
    while not (closed := _CLOSING.match(whole, position)):
        entry = _ENTRY.match(whole, position)
        other = entry or _YAML.match(whole, position)
        if other is None:
            raise MalformedInput(_broken(whole, position, number))
        if entry is not None:
            last = _take(fields, entry["key"].lower(), entry["value"] or "", number)
        elif last and (more := other.group().strip()) and not more.startswith("#"):
            raise MalformedInput(f"line {number}: {last} has to stand on one line, with ; between names")
        position, number = other.end(), number + 1
    return fields, whole[closed.end() :]


_OURS = frozenset(key for keys in KEYS.values() for key in keys)


def _take(fields: dict[str, object], key: str, value: str, number: int) -> str:
    """Puts an entry into ``fields``; the key if it is one of ours, else an empty string."""
    if key not in _OURS:
        return ""
    if key in fields:
        raise MalformedInput(f"line {number}: {key} is given twice in the front matter; keep one of the two")
    fields[key] = value
    try:
        build("a", {key: value})
    except MalformedInput as error:
        raise MalformedInput(f"line {number}: {error}") from None
    return key


def _broken(whole: str, position: int, number: int) -> str:
    if position >= len(whole):
        return "the front matter that line 1 opens is never closed; put a line --- after its last entry"
    line = whole[position:].partition("\n")[0].strip()[:60]
    return (
        f"line {number}: {line!r} is no entry of a front matter; write key: value, close the front matter "
        "with a line --- or, if this is plain text, put an empty line before the first ---"
    )
