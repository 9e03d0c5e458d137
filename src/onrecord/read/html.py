"""A saved web page → the article in it, block by block, without navigation, comments and advertising."""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from onrecord.errors import EmptyInput, InputError, MalformedInput, NoArticle, TooLarge, UndecodableInput
from onrecord.model import Document, Failure
from onrecord.read.declared import declared, is_marked_up
from onrecord.read.decode import decode
from onrecord.read.failures import failure
from onrecord.read.metadata import build

if TYPE_CHECKING:
    from lxml.etree import _Element

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it complains of is a Failure here

MAX_BYTES = 20_000_000
"""Bytes of a page; the limit of trafilatura itself."""

# A page that says nowhere that it is an article has to look like one. Of the 181 articles of the benchmark 7
# say nothing; they have 605 characters and more, in pieces of 144 and more on average.
MIN_ARTICLE = 250
"""Code points of the article of a page that does not say that it has one."""
MIN_BLOCK = 80
"""Their mean number in a paragraph, heading or list item of it: lists of teasers have fewer."""

# bench/read_html.py prints how these compare with the defaults and with each other.
OPTIONS: Mapping[str, Any] = {"favor_precision": True, "include_comments": False}

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_BLOCKS = frozenset(
    ("body", "p", "head", "quote", "list", "item", "table", "row", "cell", "code", "div", "ab")
)
_BREAK = "\x0b"


class HtmlReader:
    """Reads a page as one document: the text of its article, with an empty line between paragraphs, headings
    and list items, line breaks kept and blanks as a browser shows them; and what the page declares about
    itself (:mod:`onrecord.read.declared`). A first heading that repeats the title is left to the title.
    """

    name = "html"
    suffixes = (".html", ".htm", ".xhtml")

    def read(self, data: bytes, origin: str) -> Iterator[Document | Failure]:
        """Yields one Document or one Failure: no-article, empty-input, binary-input, undecodable-input,
        malformed-input, too-large."""
        try:
            if len(data) > MAX_BYTES:
                raise TooLarge(
                    f"{len(data):,} bytes are over the limit for a page ({MAX_BYTES:,}); save its text"
                )
            yield _article(_decode(data))
        except InputError as error:
            yield failure(origin, error)


def _decode(data: bytes) -> str:
    """By byte order mark, strictly as UTF-8, as the page says, then by detection. Valid UTF-8 outweighs what
    the page says, because a page that was saved again often keeps the label of its old encoding."""
    label = _CHARSET.search(data, 0, 4096)
    name = label[1].decode("ascii", "replace") if label else ""
    if not name:
        return decode(data)
    if not (name.lower().startswith("iso-2022") and b"\x1b" in data):  # which is all ASCII, so valid UTF-8
        try:
            return decode(data, detecting=False)
        except UndecodableInput:
            pass
    try:
        codec = codecs.lookup(name)
        # WHATWG Encoding Standard, 4.2: a page that says ISO-8859-1 or ASCII means windows-1252.
        return data.decode("windows-1252" if codec.name in ("iso8859-1", "ascii") else codec.name)
    except (LookupError, UnicodeDecodeError):
        return decode(data)


def _article(page: str) -> Document:
    if not page.strip():
        raise EmptyInput("there is nothing in it" if not page else "there is nothing in it but blanks")
    from trafilatura import bare_extraction, load_html

    found: Any = None
    try:
        tree = load_html(page)
        if tree is not None:
            found = bare_extraction(tree, **OPTIONS)
    except Exception as error:  # lxml and its users fail in many ways on markup made to break them
        raise MalformedInput(f"the page cannot be parsed ({type(error).__name__}); save its text") from error
    paragraphs = list(_paragraphs(found.body)) if found is not None else []
    fields = declared(tree) if tree is not None else {}
    if len(paragraphs) > 1 and paragraphs[0].casefold() == str(fields.get("title")).casefold():
        del paragraphs[0]
    text = "\n\n".join(paragraphs)
    if not any(map(str.isalpha, text)):
        raise NoArticle("there is no article in this page; if you see one, save its text and read that")
    if (len(text) < MIN_ARTICLE or len(text) < MIN_BLOCK * len(paragraphs)) and not is_marked_up(tree):
        raise NoArticle(
            f"this page seems to be no article but a list, a notice or a form: {len(text)} characters in "
            f"{len(paragraphs)} piece(s); if it is one, save its text and read that"
        )
    return build(text, fields)


def _paragraphs(body: _Element) -> Iterator[str]:
    """The text of each block of the extracted body."""
    pieces: list[str] = []
    for piece in (*_pieces(body), None):
        if piece is not None:
            pieces.append(piece)
            continue
        line = re.sub(r"[ \t\r\n\f]+", " ", "".join(pieces))
        pieces.clear()
        if paragraph := re.sub(f" ?{_BREAK} ?", "\n", line).strip():
            yield paragraph


def _pieces(element: _Element) -> Iterator[str | None]:
    """The text within ``element`` in order, a mark for each line break, None where a block starts or ends."""
    block = element.tag in _BLOCKS
    if block:
        yield None
    yield _BREAK if element.tag == "lb" else element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    if block:
        yield None
