"""Annotated articles → labelled pieces.

Labels stand at the head piece of each word; continuation pieces and set-aside spans (``discuss``,
``discard``) are masked: they are no negatives.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.extract.network.encode import Pieces, encode
from onrecord.extract.network.labels import TAGS
from onrecord.segment import segment

IGNORED = -100
_ROLES = (("source", "S"), ("content", "C"), ("cue", "K"))


@dataclass(frozen=True, slots=True)
class Labelled:
    """One annotator's reading of one article. ``tags`` per piece (IGNORED where masked); ``owner`` the
    number of the attribution whose part the piece is, -1 for none; ``cue`` True on pieces of cues."""

    pieces: Pieces
    tags: NDArray[np.int64]
    owner: NDArray[np.int64]
    cue: NDArray[np.bool_]


def articles(path: Path) -> list[list[dict]]:
    """The lines of a PolNeAR file, grouped by article in order of first appearance."""
    groups: dict[str, list[dict]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            groups[record["id"]].append(record)
    return list(groups.values())


def label(record: dict, tokenizer: Tokenizer) -> Labelled:
    """Turns one line into labelled pieces."""
    text = record["text"]
    pieces = encode(text, segment(text), tokenizer)
    aside = [*record["discuss"], *record["discard"]]
    return labelled(pieces, text, record["attributions"], aside)


def labelled(
    pieces: Pieces,
    text: str,
    attributions: Sequence[Mapping[str, Any]],
    aside: Sequence[Sequence[int]] = (),
) -> Labelled:
    """Labels for ``pieces`` of ``text``: source, cue and content of an attribution are lists of [start, end].
    Parts outside the pieces are passed over, spans ``aside`` masked."""
    tags = np.where(pieces.head, TAGS.index("O"), IGNORED)
    owner = np.full(len(pieces), -1)
    cue = np.zeros(len(pieces), dtype=np.bool_)
    for number, attribution in enumerate(attributions):
        for role, letter in _ROLES:
            for start, end in _joined(text, attribution.get(role) or []):
                inside = np.flatnonzero((pieces.start < end) & (pieces.end > start))
                heads = inside[pieces.head[inside]]
                tags[heads] = TAGS.index("I-" + letter)
                tags[heads[:1]] = TAGS.index("B-" + letter)
                owner[inside] = number
                cue[inside] = letter == "K"
    for start, end in aside:
        tags[(pieces.start < end) & (pieces.end > start)] = IGNORED
    return Labelled(pieces, tags, owner, cue)


def _joined(text: str, spans: Sequence[Sequence[int]]) -> list[list[int]]:
    """Fragments with only blanks (no line break) between them are one span."""
    result: list[list[int]] = []
    for start, end in spans:
        if result and not text[result[-1][1] : start].strip(" \t\u00a0"):
            result[-1][1] = end
        else:
            result.append([start, end])
    return result
