"""Labelled pieces → batches of windows.

Of an article with several annotators each epoch draws one, so that disagreement becomes noise of the labels
rather than a multiple weight of the article.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from onrecord_train.config import Config
from onrecord_train.labelling import IGNORED, Labelled

_MASK = 103


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
