"""Annotated articles → labelled pieces → batches.

Labels stand at the head piece of each word; continuation pieces and set-aside spans (``discuss``,
``discard``) are masked: they are no negatives. Of an article with several annotators each epoch draws one,
so that disagreement becomes noise of the labels rather than a multiple weight of the article.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.extract.encode import Pieces, encode
from onrecord.extract.labels import TAGS
from onrecord.segment import segment
from onrecord_train.config import Config

IGNORED = -100
_MASK = 103
_ROLES = (("source", "S"), ("content", "C"), ("cue", "K"))


@dataclass(frozen=True, slots=True)
class Labelled:
    """One annotator's reading of one article. ``tags`` per piece (IGNORED where masked); ``owner`` the
    number of the attribution whose part the piece is, -1 for none; ``cue`` True on pieces of cues."""

    pieces: Pieces
    tags: NDArray[np.int64]
    owner: NDArray[np.int64]
    cue: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded windows: everything of shape [windows, length]."""

    ids: torch.Tensor
    mask: torch.Tensor
    quote: torch.Tensor
    breaks: torch.Tensor
    case: torch.Tensor
    tags: torch.Tensor
    owner: torch.Tensor
    cue: torch.Tensor


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


def batches(
    groups: list[list[Labelled]],
    config: Config,
    rng: random.Random,
    invented: Sequence[Sequence[Labelled]] = (),
) -> Iterator[Batch]:
    """One epoch: every article once and every text of the ``invented`` passages as often as configured, cut
    anew into windows, batched by length."""
    cuts: list[tuple[Labelled, int, int]] = []
    for group in groups:
        chosen = rng.choice(group)
        cuts.extend((chosen, a, b) for a, b in _cut(len(chosen.pieces), config, rng))
    for group in invented:
        for item in group:
            for _ in range(config.invented.times):
                cuts.extend((item, a, b) for a, b in _whole_or_cut(len(item.pieces), config, rng))
    rng.shuffle(cuts)
    pool = 64
    ready = []
    for at in range(0, len(cuts), pool):
        part = sorted(cuts[at : at + pool], key=lambda c: c[2] - c[1])
        ready.extend(_by_budget(part, config.training.pieces_per_batch))
    rng.shuffle(ready)
    for part in ready:
        batch = collate(part, blank_case=[rng.random() < config.training.uncase for _ in part])
        if config.training.masked_words:
            _mask_words(batch, part, config.training.masked_words, rng)
        yield batch


def _mask_words(
    batch: Batch, cuts: Sequence[tuple[Labelled, int, int]], share: float, rng: random.Random
) -> None:
    """Puts [MASK] for all pieces of every word that the draw hits; the labels stay as they are."""
    for row, (item, a, b) in enumerate(cuts):
        word = np.cumsum(item.pieces.head[a:b])
        hit = np.array([rng.random() < share for _ in range(int(word[-1]) + 1)])
        batch.ids[row, 1 : b - a + 1][torch.from_numpy(hit[word])] = _MASK


def _cut(length: int, config: Config, rng: random.Random) -> Iterator[tuple[int, int]]:
    start = 0
    end = rng.randint(32, config.windows.longest)
    while start < length:
        if length - end < 32:
            end = min(length, start + config.windows.longest)
        yield start, min(end, length)
        start, end = end, end + rng.randint(config.windows.shortest, config.windows.longest)


def _whole_or_cut(length: int, config: Config, rng: random.Random) -> Iterator[tuple[int, int]]:
    """A short text stays whole, since its end says as much as its middle."""
    if length <= config.windows.longest:
        yield 0, length
    else:
        yield from _cut(length, config, rng)


def _by_budget(
    cuts: list[tuple[Labelled, int, int]], budget: int
) -> Iterator[list[tuple[Labelled, int, int]]]:
    part: list[tuple[Labelled, int, int]] = []
    for cut in cuts:
        if part and (len(part) + 1) * (cut[2] - cut[1]) > budget:
            yield part
            part = []
        part.append(cut)
    if part:
        yield part


def collate(cuts: Sequence[tuple[Labelled, int, int]], blank_case: Sequence[bool]) -> Batch:
    """Windows ``(article, start, end)`` with the two special pieces around each, padded to the longest."""
    length = max(b - a for _, a, b in cuts) + 2
    full = {k: np.zeros((len(cuts), length), dtype=np.int64) for k in ("ids", "quote", "breaks", "case")}
    mask = np.zeros((len(cuts), length), dtype=np.bool_)
    tags = np.full((len(cuts), length), IGNORED)
    owner = np.full((len(cuts), length), -1)
    cue = np.zeros((len(cuts), length), dtype=np.bool_)
    for row, (item, a, b) in enumerate(cuts):
        inner = slice(1, b - a + 1)
        full["ids"][row, inner] = item.pieces.ids[a:b]
        full["ids"][row, 0], full["ids"][row, b - a + 1] = 101, 102
        full["quote"][row, inner] = item.pieces.quote[a:b]
        full["breaks"][row, inner] = item.pieces.breaks[a:b]
        if not blank_case[row]:
            full["case"][row, inner] = item.pieces.case[a:b]
        mask[row, : b - a + 2] = True
        tags[row, inner], owner[row, inner], cue[row, inner] = item.tags[a:b], item.owner[a:b], item.cue[a:b]
    tensors = {k: torch.from_numpy(v) for k, v in full.items()}
    rest = {"mask": mask, "tags": tags, "owner": owner, "cue": cue}
    return Batch(**tensors, **{k: torch.from_numpy(v) for k, v in rest.items()})
