"""The scorer's own tokens, so that scores do not depend on how any extractor cuts a text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from onrecord.model import Spans

_TOKEN = re.compile(r"\w+(?:['’\-.,]\w+)*|[^\w\s]")
_WORDLIKE = frozenset("$%#@&_")
"""Symbols that carry meaning of their own and are not stripped as punctuation."""

Tokens = frozenset[int]
"""Positions of tokens in one text."""


class TokenIndex:
    """The tokens of one text: runs of word characters (with ``'``, ``’``, ``-``, ``.``, ``,`` inside) or
    one other symbol that is no white space."""

    def __init__(self, text: str) -> None:
        found = [match.span() for match in _TOKEN.finditer(text)]
        self._starts = [start for start, _ in found]
        self._ends = [end for _, end in found]
        self._punctuation = frozenset(
            i for i, at in enumerate(self._starts) if not text[at].isalnum() and text[at] not in _WORDLIKE
        )

    def under(self, spans: Spans) -> Tokens:
        """The tokens that share at least one character with one of the spans."""
        under: set[int] = set()
        for span in spans:
            under.update(range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)))
        return frozenset(under)

    def strip(self, tokens: Tokens) -> Tokens:
        """The tokens without punctuation and quotation marks at either end of the whole."""
        kept = sorted(tokens)
        first, last = 0, len(kept)
        while first < last and kept[first] in self._punctuation:
            first += 1
        while last > first and kept[last - 1] in self._punctuation:
            last -= 1
        return frozenset(kept[first:last])
