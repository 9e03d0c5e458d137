"""What is known about an article besides its text: the keys that inputs use for it, checked and put in
order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypedDict, Unpack

from onrecord.errors import EmptyInput, MalformedInput, TooLarge, UsageError
from onrecord.model import Document
from onrecord.read.dates import parse_date

# The keys under which front matter and records give a field; the first that has a value wins.
KEYS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "url": ("url",),
    "outlet": ("outlet", "publisher", "source"),
    "byline": ("byline", "author", "authors"),
    "published": ("published", "date"),
    "language": ("language",),
}

# The longest of the 181 articles of the article extraction benchmark has 53,372 code points: what has a
# hundred times as many is a book, a dump or a log, and no single article. Reading this many takes 0.06 s and
# 53 MB.
MAX_TEXT = 5_000_000
"""Code points that one document may have."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*", re.ASCII)  # the shape of a BCP 47 tag


class Known(TypedDict, total=False):
    """What a caller knows better than the input. ``None`` leaves what the input says."""

    title: str | None
    url: str | None
    outlet: str | None
    byline: Sequence[str] | None
    published: date | str | None
    language: str | None


def check_text(text: str) -> str:
    """``text`` itself, if it can be an article: EmptyInput without a letter, TooLarge over :data:`MAX_TEXT`,
    MalformedInput with NUL characters or lone surrogates, which neither SQLite nor UTF-8 can hold."""
    if len(text) > MAX_TEXT:
        raise TooLarge(
            f"{len(text):,} characters are more than one article may have ({MAX_TEXT:,}); "
            "split the file into articles, one file or one JSON line each"
        )
    check_string(text, "the text")
    if not any(map(str.isalpha, text)):
        raise EmptyInput("there is no letter in it" if text else "there is nothing in it")
    return text


def check_string(value: str, name: str) -> str:
    """``value`` itself, if it can be stored; raises MalformedInput with the place of the first bad
    character."""
    position = value.find("\0")
    if position >= 0:
        raise MalformedInput(f"{name} has a NUL character at position {position}; remove it from the input")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise MalformedInput(
            f"{name} has half a surrogate pair, \\u{ord(value[error.start]):04x}, at position {error.start}: "
            "the program that wrote it cut a character in two; write the file again from its source"
        ) from None
    return value


def build(text: str, fields: Mapping[str, object]) -> Document:
    """A document of ``text`` and what ``fields`` say under the names of :data:`KEYS`; other keys are ignored.

    ``None``, a blank string and an empty list mean unknown. A ``source`` that is an address is a ``url``.
    Raises the errors of :func:`check_text`, and MalformedInput for a value of the wrong type, a date that
    is not plain (see :func:`onrecord.read.dates.parse_date`) or a language that is no BCP 47 tag.
    """
    check_text(text)
    given = {name: found for name, keys in KEYS.items() if (found := _first(fields, keys)) is not None}
    outlet = _line(given.get("outlet"), "outlet")
    url = _line(given.get("url"), "url")
    if outlet is not None and "://" in outlet:
        outlet, url = None, url or outlet
    return Document.new(
        text,
        title=_line(given.get("title"), "title"),
        url=url,
        outlet=outlet,
        byline=_byline(given.get("byline")),
        published=_published(given.get("published")),
        language=_language(given.get("language")),
    )


def override(document: Document, **known: Unpack[Known]) -> Document:
    """``document`` with what the caller knows better, under the id that this gives it.

    Raises UsageError for a value that cannot be what it is called: the caller is wrong, not the input.
    """
    changes = {name: value for name, value in known.items() if value is not None}
    if not changes:
        return document
    try:
        wanted = build(document.text, changes)
    except MalformedInput as error:
        raise UsageError(str(error)) from error
    merged = replace(document, **{name: getattr(wanted, name) for name in changes})
    return Document.new(
        merged.text,
        title=merged.title,
        url=merged.url,
        outlet=merged.outlet,
        byline=merged.byline,
        published=merged.published,
        language=merged.language,
    )


def _first(fields: Mapping[str, object], keys: Sequence[str]) -> object:
    for key in keys:
        value = fields.get(key)
        if isinstance(value, str):
            value = value.strip()
        if value is not None and value != "" and value != []:
            return value
    return None


def _line(value: object, name: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise MalformedInput(f"{name} has to be a string or null, not {_kind(value)}")
    return check_string(" ".join(value.split()), name) or None


def _byline(value: object) -> tuple[str, ...]:
    """Names as a list, or as one string in which ``;`` separates them: a comma may be part of a name."""
    if value is None:
        return ()
    names = value.split(";") if isinstance(value, str) else value
    if not isinstance(names, list | tuple):
        raise MalformedInput(f"byline has to be a list of names, a string or null, not {_kind(value)}")
    return tuple(name for part in names if (name := _line(part, "byline")))


def _published(value: object) -> date | None:
    if value is None or type(value) is date:
        return value
    if not isinstance(value, str):
        raise MalformedInput(f"published has to be a string such as 2026-05-07 or null, not {_kind(value)}")
    return parse_date(value)


def is_language(tag: str) -> bool:
    """Whether ``tag`` has the shape of a BCP 47 tag; ``_`` is taken for ``-``."""
    return _LANGUAGE.fullmatch(tag) is not None


def _language(value: object) -> str | None:
    tag = _line(value, "language")
    if tag is not None and not is_language(tag):
        raise MalformedInput(f"{tag[:40]!r} is no language tag (BCP 47); write en or pt-BR, or leave it out")
    return tag and tag.replace("_", "-")


def _kind(value: object) -> str:
    """The word JSON has for the type of ``value``."""
    kinds = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return kinds.get(type(value), type(value).__name__)
