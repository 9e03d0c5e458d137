"""What the terminal gives: so many columns, perhaps colours; and how text is laid out on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

NARROWEST, WIDEST = 40, 100
"""Below 40 columns nothing can be read any more, and lines over 100 are hard to follow back."""

_CODES = {
    "bold": "1",
    "dim": "2",
    "underline": "4",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
}
# C0 and C1 controls other than white space, and the characters that reverse what follows: an article must not
# be able to move the cursor, recolour the screen or turn words round.
_HARMFUL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202d\u202e]")


@dataclass(frozen=True, slots=True)
class Paper:
    """``width`` in columns of the terminal, and whether it shows colours."""

    width: int = 80
    colour: bool = False

    def styled(self, text: str, *styles: str) -> str:
        """``text`` in the styles named in :data:`_CODES`; unchanged without colours."""
        if not (self.colour and styles and text):
            return text
        return f"\x1b[{';'.join(_CODES[style] for style in styles)}m{text}\x1b[0m"

    def wrapped(self, text: str, *styles: str, indent: int = 0) -> Iterator[str]:
        """``text`` in lines no wider than the paper, each indented; white space is one space."""
        for line in wrap(clean(text), self.width - indent):
            yield " " * indent + self.styled(line, *styles)

    def cut(self, text: str, lines: int, *styles: str, indent: int = 0) -> Iterator[str]:
        """Like :meth:`wrapped`, in at most so many lines; an ellipsis where the rest is left out."""
        room = self.width - indent
        found = list(wrap(clean(text), room))
        if len(found) > lines:
            found = [*found[: lines - 1], shorten(" ".join(found[lines - 1 :]), room)]
        for line in found:
            yield " " * indent + self.styled(line, *styles)

    def apart(self, left: str, right: str, kept: str = "") -> str:
        """Two plain texts at the two edges of one line; ``left`` is shortened where they do not fit, and then
        followed by ``kept``."""
        room = self.width - columns(right) - columns(kept) - 2
        left = shorten(clean(left), max(room, 3)) + kept
        return left + " " * (self.width - columns(left) - columns(right)) + right


def clean(text: str) -> str:
    """``text`` with every control character that a terminal would obey made visible as ``�``."""
    return _HARMFUL.sub("�", text)


def columns(text: str) -> int:
    """The columns that ``text`` takes on a terminal: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    wide = wcswidth(text)
    return wide if wide >= 0 else len(text)


def wrap(text: str, room: int) -> Iterator[str]:
    """The lines of ``text`` within ``room`` columns, broken between words; a longer word is broken itself."""
    line: list[str] = []
    used = 0
    for word in text.split():
        for piece in _pieces(word, room):
            wide = columns(piece)
            if line and used + 1 + wide > room:
                yield " ".join(line)
                line, used = [], 0
            used += wide + bool(line)
            line.append(piece)
    if line:
        yield " ".join(line)


def shorten(text: str, room: int) -> str:
    """``text`` on one line within ``room`` columns: cut between words, with ``…`` for what is left out."""
    text = " ".join(text.split())
    if columns(text) <= room:
        return text
    kept = next(wrap(text, max(room - 2, 1)), "")
    return f"{kept.rstrip(' ,;:–—-')} …"


def _pieces(word: str, room: int) -> Iterator[str]:
    while len(word) > 4 * room or columns(word) > room:  # accents take no column
        end = max(room // 2, 1) if not word[:room].isascii() else room
        yield word[:end]
        word = word[end:]
    if word:
        yield word
