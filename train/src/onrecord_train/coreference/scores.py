"""Scores of the branch on what it was not trained on: GUM dev, GAP validation, Worldwide Newswire dev."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import numpy as np
import torch

from onrecord.evaluate.coreference import Coreference, score
from onrecord.resolve.coreference.clusters import best, clusters
from onrecord_train.coreference import losses
from onrecord_train.coreference.batches import collate, gold
from onrecord_train.coreference.loop import Corpus
from onrecord_train.coreference.network import Branch
from onrecord_train.coreference.states import Read


def read_one(branch: Branch, text: Read, floor: float = losses.KEPT) -> losses.Text:
    """One text as the product reads it."""
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        batch = collate([text], None)
        states = branch.upper(batch.states, batch.flags, batch.mask, batch.words).float()
        return losses.join(branch, batch, states, 1, floor)[0]


def gum(branch: Branch, data: Corpus, floor: float = 0.0) -> dict[str, float]:
    """CoNLL F1 with singletons apart, mention F1 over all gold mentions; links on given gold mentions too."""
    total, given = Coreference(), Coreference()
    right = found_count = gold_count = 0
    for text in data.gum_dev:
        known, read = gold(text), read_one(branch, text)
        found = read.found
        likely = found.likely > 0.5
        spans = set(zip(found.first[likely].tolist(), found.last[likely].tolist(), strict=True))
        right += len(spans & set(known.mentions or {}))
        found_count += len(spans)
        gold_count += len(known.mentions or {})
        total += score(gold=_gold(known), found=linked(branch, text, known, read, data, {}, floor))
        none = {k: getattr(found, k)[:0] for k in ("first", "last", "groups", "likely")}
        only = losses.Text(replace(found, **none), read.states)
        given += score(
            gold=_gold(known), found=linked(branch, text, known, only, data, known.mentions or {}, floor)
        )
    p, r = right / max(1, found_count), right / gold_count
    return {
        "conll": 100 * total.conll,
        "muc": 100 * total.muc.f1,
        "b3": 100 * total.b_cubed.f1,
        "ceafe": 100 * total.ceaf_e.f1,
        "given": 100 * given.conll,
        "mentions": 100 * 2 * p * r / max(1e-9, p + r),
    }


def _gold(known) -> list[list[tuple[int, int]]]:
    groups = defaultdict(list)
    for span, number in known.cluster.items():
        groups[number].append(span)
    return list(groups.values())


def linked(
    branch: Branch, text: Read, known, read: losses.Text, data: Corpus, extra: dict, floor: float
) -> list[list[tuple[int, int]]]:
    """The clusters of one text."""
    with torch.no_grad():
        mentions = losses.candidates_of(text, known, read.found, data.gazetteer, extra)
        if len(mentions) < 2:
            return []
        scores, late, early = losses.link_scores(branch, text, read, mentions)
    spans = list(zip(mentions.first.tolist(), mentions.last.tolist(), strict=True))
    groups = clusters(best(len(mentions), late, early, scores.numpy(), floor))
    return [[spans[i] for i in g] for g in groups]


def gap(branch: Branch, data: Corpus) -> dict[str, float]:
    """F1 over the two names of each row, as GAP's own scorer counts."""
    tp = fp = fn = 0
    for text in data.gap_dev:
        known, read = gold(text), read_one(branch, text)
        with torch.no_grad():
            scores = losses.gap_scores(branch, text, known, read, data.gazetteer)
        choice = 2 if scores is None else int(scores.argmax())
        _, _, a, _, b = text.example.gap
        for i, is_it in enumerate((a, b)):
            tp += is_it and choice == i
            fp += not is_it and choice == i
            fn += is_it and choice != i
    return {"gap": 100 * 2 * tp / max(1, 2 * tp + fp + fn)}


def names(branch: Branch, data: Corpus, every: int = 5) -> dict[str, float]:
    """Exact-span F1 of names by kind."""
    counts = np.zeros((3, 3))
    for text in data.world_dev[::every]:
        labels = read_one(branch, text).found.names.argmax(-1)
        known = spans_of(gold(text).names)
        found = spans_of(labels)
        for kind in range(3):
            k, f = ({s for s in x if s[2] == kind} for x in (known, found))
            counts[kind] += len(k & f), len(f), len(k)
    return {
        name: 100 * 2 * c[0] / max(1, c[1] + c[2])
        for name, c in zip(("person", "organisation", "place"), counts, strict=True)
    }


def spans_of(labels: np.ndarray) -> set[tuple[int, int, int]]:
    """(first, last, kind) of labels 0, B = 1 + 2k, I = 2 + 2k; an I without its B begins one."""
    found: list[tuple[int, int, int]] = []
    for i, label in enumerate(labels.tolist()):
        if label <= 0:
            continue
        kind, inside = (label - 1) // 2, label % 2 == 0
        if inside and found and found[-1][1] == i - 1 and found[-1][2] == kind:
            found[-1] = (found[-1][0], i, kind)
        else:
            found.append((i, i, kind))
    return set(found)


def all_scores(branch: Branch, data: Corpus) -> dict[str, float]:
    """Everything above."""
    return {**gum(branch, data), **gap(branch, data), **names(branch, data)}
