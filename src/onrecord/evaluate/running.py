"""Corpora that come as tokens → running text, as a reader of articles needs it."""

from __future__ import annotations

import re
from collections.abc import Sequence

Place = tuple[int, int]
"""Half-open, in code points."""

_CLOSE = re.compile(r"[,.;:!?%)\]}’”]|'s|n't|'(?:re|ve|ll|d|m|S)|’(?:s|re|ve|ll|d|m|t)|\.\.\.|''")
_OPEN = frozenset(["(", "[", "{", "“", "‘", "$", "£", "€", "#", "``", "@"])


def joined(tokens: Sequence[str]) -> tuple[str, list[Place]]:
    """Tokens written as running text, and where each stands."""
    text, places, quotes, glue = "", [], 0, True
    for i, token in enumerate(tokens):
        word = token
        close = bool(_CLOSE.fullmatch(word)) or (word == "-" and i > 0 and _is_inner_hyphen(tokens, i))
        opens = word in _OPEN
        if word == '"':
            quotes += 1
            opens, close = quotes % 2 == 1, quotes % 2 == 0
        if not glue and not close:
            text += " "
        places.append((len(text), len(text) + len(word)))
        text += word
        glue = opens or (word == "-" and _is_inner_hyphen(tokens, i))
    return text, places


def _is_inner_hyphen(tokens: Sequence[str], i: int) -> bool:
    """A hyphen between two words, as tokenisers that split at hyphens leave it."""
    return (
        0 < i < len(tokens) - 1
        and tokens[i - 1][-1].isalnum()
        and tokens[i + 1][0].isalnum()
        and (
            tokens[i - 1][-1].islower()
            or tokens[i + 1][0].islower()
            or tokens[i + 1][0].isdigit()
            or tokens[i + 1][0].isupper()
        )
    )


def bio_spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """(first, last, kind) of BIO tags; an I without a B begins one."""
    found: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag == "O":
            continue
        mark, kind = tag.split("-", 1)
        if mark == "I" and found and found[-1][1] == i - 1 and found[-1][2] == kind:
            found[-1] = (found[-1][0], i, kind)
        else:
            found.append((i, i, kind))
    return found
