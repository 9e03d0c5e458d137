"""Two wordings side by side: which words they share, and which clash. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

_WORD = re.compile(r"\w+(?:['’.,:]\w+)*|\s+|.", re.S)

LONGEST = 2000
"""Words of each side that are compared; difflib takes 0.4 s for two texts of that many different words."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of the words of one side; ``clashes`` where the other side has others there, or none."""

    words: str
    clashes: bool


LEFT_OUT = 90
"""Words that both sides share in one go from which on the middle is left out."""

KEPT = 40
"""Words that are kept on each side of that."""


def shortened(words: str) -> str:
    """Words without the middle where there are very many: a speech of 5,000 words in which one has changed is
    not read as a whole."""
    places = [m.end() for m in re.finditer(r"\S+\s*", words)]
    if len(places) <= LEFT_OUT:
        return words
    left = len(places) - 2 * KEPT
    return f"{words[: places[KEPT - 1]].rstrip()} … ({left:,} words) … {words[places[-KEPT - 1] :]}"


def drift(left: str, right: str) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Both sides as stretches that join to the whole text of each. Case, quotation marks, punctuation and
    blanks never clash."""
    ours, theirs = _WORD.findall(left), _WORD.findall(right)
    a = [place for place, token in enumerate(ours) if _counts(token)][:LONGEST]
    b = [place for place, token in enumerate(theirs) if _counts(token)][:LONGEST]
    matcher = difflib.SequenceMatcher(
        None, [_key(ours[i]) for i in a], [_key(theirs[i]) for i in b], autojunk=False
    )
    clash_a, clash_b = set(a), set(b)
    for block in matcher.get_matching_blocks():
        clash_a.difference_update(a[block.a : block.a + block.size])
        clash_b.difference_update(b[block.b : block.b + block.size])
    return tuple(_stretches(ours, clash_a)), tuple(_stretches(theirs, clash_b))


@dataclass(frozen=True, slots=True)
class Change:
    """Words that both sides have (``where`` is "both"), or only the ``left`` or the ``right`` one."""

    words: str
    where: str


def changes(left: str, right: str) -> tuple[Change, ...]:
    """Both sides as one text: what the right one has kept, left out and put in, in its order. Blanks and
    marks stand with the word before them."""
    ours, theirs = _words(left), _words(right)
    matcher = difflib.SequenceMatcher(
        None, [_key(word) for word, _ in ours], [_key(word) for word, _ in theirs], autojunk=False
    )
    told = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag in ("delete", "replace"):
            told.append(Change("".join(text for _, text in ours[i:j]), "left"))
        if tag != "delete":
            told.append(
                Change("".join(text for _, text in theirs[k:m]), "both" if tag == "equal" else "right")
            )
    return tuple(told)


def _words(text: str) -> list[tuple[str, str]]:
    """Each word, and the text from it up to the next one; marks before the first word stand with it."""
    found: list[tuple[str, str]] = []
    before = ""
    for token in _WORD.findall(text):
        if _counts(token) and len(found) < LONGEST:
            found.append((token, before + token))
            before = ""
        elif found:
            found[-1] = (found[-1][0], found[-1][1] + token)
        else:
            before += token
    return found


def _counts(token: str) -> bool:
    return any(c.isalnum() for c in token)


def _key(token: str) -> str:
    return token.casefold().replace("’", "'")


def _stretches(tokens: list[str], clashing: set[int]) -> Iterator[Stretch]:
    """Neighbouring words of one sort are one stretch; what stands between two clashing words clashes with
    them."""
    sorts: list[bool | None] = [place in clashing if _counts(t) else None for place, t in enumerate(tokens)]
    following: bool | None = None
    for place in reversed(range(len(sorts))):
        if sorts[place] is not None:
            following = sorts[place]
        elif not following:
            sorts[place] = False
    before = False
    for place, sort in enumerate(sorts):
        before = sorts[place] = before if sort is None else sort
    for clashes, group in groupby(zip(sorts, tokens, strict=True), key=lambda pair: pair[0]):
        yield Stretch("".join(token for _, token in group), bool(clashes))
