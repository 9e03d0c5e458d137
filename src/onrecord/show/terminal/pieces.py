"""Text in several styles, laid out in lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.show.terminal.paper import Paper, clean, columns

_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one style."""

    text: str
    styles: tuple[str, ...] = ()


def laid(pieces: Iterable[Piece], paper: Paper, *, indent: int = 0) -> Iterator[str]:
    """The pieces, which follow each other without a blank, in lines no wider than the paper."""
    room = paper.width - indent
    line, used = "", 0
    for word in _words(pieces):
        for part in _fitting(word, room):
            wide = sum(columns(piece.text) for piece in part)
            if line and used + 1 + wide > room:
                yield " " * indent + line
                line, used = "", 0
            used += wide + bool(line)
            line += " " * bool(line) + "".join(paper.styled(piece.text, *piece.styles) for piece in part)
    if line:
        yield " " * indent + line


def _words(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """What stands between blanks, each as the pieces that it is made of."""
    word: list[Piece] = []
    for piece in pieces:
        for position, part in enumerate(_BLANKS.split(clean(piece.text))):
            if position and word:
                yield word
                word = []
            if part:
                word.append(Piece(part, piece.styles))
    if word:
        yield word


def _fitting(word: list[Piece], room: int) -> Iterator[list[Piece]]:
    """The word itself, or its parts where it is wider than a line."""
    if sum(columns(piece.text) for piece in word) <= room:
        yield word
        return
    half = max(room // 2, 1)
    for piece in word:
        for start in range(0, len(piece.text), half):
            yield [Piece(piece.text[start : start + half], piece.styles)]
