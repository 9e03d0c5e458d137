"""Inline tags ⇄ a text and spans: ``<s1>Lind</s1> <k1>said</k1> <c1>no</c1>``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.errors import MalformedInput
from onrecord.model import Span, Spans

ROLES = "skcdmt"
"""source, cue, content, addressee, medium, time expression: the letters of the tags."""

TAG = re.compile(rf"<(/?)([{ROLES}])([1-9][0-9]*)>")

Parts = dict[int, dict[str, Spans]]
"""Attribution number → role letter → its spans, sorted."""


def strip_tags(marked: str, *, line: int = 1) -> tuple[str, Parts]:
    """The text without its tags, and the spans they stood for. ``line`` is the number of the first line.

    Tags may nest and cross; only a tag within another of the same role and number is refused. Raises
    MalformedInput naming the line and the tag.
    """
    pieces: list[str] = []
    opened: dict[tuple[str, int], tuple[int, int]] = {}
    found: dict[int, dict[str, list[Span]]] = {}
    at = length = 0
    for tag in TAG.finditer(marked):
        pieces.append(marked[at : tag.start()])
        length += tag.start() - at
        at = tag.end()
        here = line + marked.count("\n", 0, tag.start())
        role, number = tag[2], int(tag[3])
        if not tag[1]:
            if (role, number) in opened:
                raise MalformedInput(
                    f"line {here}: {tag[0]} is open already since line {opened[role, number][1]}"
                )
            opened[role, number] = (length, here)
        elif (role, number) not in opened:
            raise MalformedInput(f"line {here}: {tag[0]} closes a tag that is not open")
        else:
            start, _ = opened.pop((role, number))
            if start == length:
                raise MalformedInput(f"line {here}: nothing stands between <{role}{number}> and {tag[0]}")
            found.setdefault(number, {}).setdefault(role, []).append(Span(start, length))
    for (role, number), (_, since) in opened.items():
        raise MalformedInput(f"line {since}: <{role}{number}> is never closed")
    parts = {n: {role: tuple(spans) for role, spans in roles.items()} for n, roles in sorted(found.items())}
    return "".join([*pieces, marked[at:]]), parts


def insert_tags(text: str, parts: Parts) -> str:
    """The text with its tags: at one place closing tags come first, and longer spans enclose shorter ones.

    The inverse of :func:`strip_tags`. Raises ValueError when the text holds something that reads as a tag.
    """
    if clash := TAG.search(text):
        raise ValueError(f"the text itself holds {clash[0]} at {clash.start()}, which would be read as a tag")
    pieces, at = [], 0
    for place, tag in _places(parts):
        pieces += [text[at:place], tag]
        at = place
    return "".join([*pieces, text[at:]])


def _places(parts: Parts) -> Iterable[tuple[int, str]]:
    tags = []
    for number, roles in parts.items():
        for role, spans in roles.items():
            rank = ROLES.index(role) + len(ROLES) * number
            for span in spans:
                tags.append((span.end, 0, -span.start, -rank, f"</{role}{number}>"))
                tags.append((span.start, 1, -span.end, rank, f"<{role}{number}>"))
    return ((place, tag) for place, *_, tag in sorted(tags))
