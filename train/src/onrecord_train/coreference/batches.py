"""Texts → padded windows with what is known about their words."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from onrecord.resolve.coreference.flags import FLAGS
from onrecord.resolve.coreference.syntax import RELATIONS, TAGS
from onrecord.resolve.coreference.windows import CONTEXT, LONGEST, Window, windows
from onrecord_train.coreference.corpora import Example, Place
from onrecord_train.coreference.states import Read

IGNORED = -100


@dataclass(frozen=True, slots=True)
class Gold:
    """What is known about the words of a text, as arrays over words; mentions as (first, last) words."""

    names: NDArray[np.int64] | None
    tags: NDArray[np.int64] | None
    relations: NDArray[np.int64] | None
    heads: NDArray[np.int64] | None
    mentions: dict[tuple[int, int], int] | None
    cluster: dict[tuple[int, int], int]
    speakers: NDArray[np.int64]


@dataclass(slots=True)
class Batch:
    """Padded windows; ``where`` (text, window) of each row."""

    states: Tensor
    flags: Tensor
    mask: Tensor
    words: Tensor
    word_flags: Tensor
    where: list[tuple[int, Window]]


def place(read: Read, span: Place) -> tuple[int, int]:
    """The first and last word that a span of code points touches."""
    first = int(np.searchsorted(read.words.end, span[0], side="right"))
    last = int(np.searchsorted(read.words.start, span[1], side="left")) - 1
    return min(first, len(read.words) - 1), max(last, first)


def gold(read: Read) -> Gold:
    """See the class."""
    e = read.example
    names = None
    if e.names is not None:
        names = np.zeros(len(read.words), np.int64)
        for span, kind in e.names.items():
            first, last = place(read, span)
            names[first : last + 1] = 2 + 2 * kind
            names[first] = 1 + 2 * kind
        for span in e.unsure:
            first, last = place(read, span)
            names[first : last + 1] = IGNORED
    mentions = None if e.mentions is None else {place(read, s): g for s, g in e.mentions.items()}
    if e.gap is not None:
        # its texts mark two names and one pronoun; every he and she is a mention as well
        pronouns = (i for i, w in enumerate(read.words.lower) if w in ("he", "him", "his", "she", "her"))
        mentions = {
            **dict.fromkeys(((i, i) for i in pronouns), 0),
            **dict.fromkeys((place(read, s) for s in (e.gap[1], e.gap[3])), 0),
        }
    cluster = {place(read, s): i for i, c in enumerate(e.clusters or ()) for s in c}
    speakers = np.full(len(read.words), -1, np.int64)
    numbers: dict[str, int] = {}
    for start, end, who in e.speakers:
        first, last = place(read, (start, end))
        speakers[first : last + 1] = numbers.setdefault(who, len(numbers))
    return Gold(names, *_syntax(read, e), mentions, cluster, speakers)


def _syntax(read: Read, e: Example):
    if e.syntax is None:
        return None, None, None
    n = len(read.words)
    tags, relations, heads = np.full(n, IGNORED), np.full(n, IGNORED), np.full(n, IGNORED)
    firsts = [place(read, (a.start, a.end))[0] for a in e.syntax]
    ends = [place(read, (a.start, a.end))[1] for a in e.syntax]
    for arc, first, last in zip(e.syntax, firsts, ends, strict=True):
        if tags[first] != IGNORED:
            continue
        tags[first : last + 1] = TAGS.index(arc.upos) if arc.upos in TAGS else TAGS.index("X")
        kind = arc.deprel if arc.deprel in RELATIONS else "other"
        relations[first], heads[first] = RELATIONS.index(kind), firsts[arc.head] if arc.head >= 0 else -1
        if heads[first] == first:
            heads[first] = -1
        relations[first + 1 : last + 1], heads[first + 1 : last + 1] = RELATIONS.index("other"), first
    return tags, relations, heads


def cut(read: Read, rng: random.Random | None) -> list[Window]:
    """The windows of a text: those of the product, or cut elsewhere each time."""
    if rng is None:
        return windows(read.words.piece, len(read.states))
    context = rng.randint(6, CONTEXT)
    return windows(read.words.piece, len(read.states), rng.randint(60, LONGEST - 2 * context), context)


def collate(texts: list[Read], rng: random.Random | None) -> Batch:
    """All windows of the texts."""
    where = [(i, w) for i, text in enumerate(texts) for w in cut(text, rng)]
    spans = []
    for i, w in where:
        piece = texts[i].words.piece
        spans.append((int(piece[w.start]), int(piece[w.end]) if w.end < len(piece) else len(texts[i].states)))
    length = max(b - a for a, b in spans)
    width = max(w.end - w.start for _, w in where)
    states = np.zeros((len(where), length, 384), np.float32)
    flags = np.zeros((len(where), length, FLAGS), np.float32)
    mask = np.zeros((len(where), length), np.bool_)
    words = np.zeros((len(where), width), np.int64)
    word_flags = np.zeros((len(where), width, FLAGS), np.float32)
    for row, ((i, w), (a, b)) in enumerate(zip(where, spans, strict=True)):
        text = texts[i]
        states[row, : b - a] = text.states[a:b]
        mask[row, : b - a] = True
        heads = text.words.piece[w.start : w.end] - a
        words[row, : len(heads)] = heads
        word_flags[row, : len(heads)] = text.flags[w.start : w.end]
        of = np.searchsorted(heads, np.arange(b - a), side="right") - 1
        flags[row, : b - a] = text.flags[w.start : w.end][of]
    return Batch(*map(torch.from_numpy, (states, flags, mask, words, word_flags)), where)
