"""What is learnt from one batch of texts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from onrecord.resolve.coreference.flags import Gazetteer
from onrecord.resolve.coreference.found import KEPT, REACH, Found, Part
from onrecord.resolve.coreference.found import join as joined
from onrecord.resolve.coreference.mentions import OTHER, Mentions, describe
from onrecord.resolve.coreference.pairs import about, candidates, features
from onrecord_train.coreference.batches import IGNORED, Batch, Gold, place
from onrecord_train.coreference.network import Branch
from onrecord_train.coreference.states import Read


@dataclass(slots=True)
class Text:
    """What the network says of one text: as the product puts it together, and the states of words as a
    tensor."""

    found: Found
    states: Tensor


def join(branch: Branch, batch: Batch, states: Tensor, count: int, floor: float = KEPT) -> list[Text]:
    """Window states → what is found in each text."""
    with torch.no_grad():
        spans, arcs = branch.spans(states).float().numpy(), branch.arcs(states).float()
        tags, relations = branch.tags(states).argmax(-1).numpy(), branch.relations(states).argmax(-1).numpy()
        names = branch.named(states, batch.word_flags).float().numpy()
        plain = states.detach().float().numpy()
    result = []
    for text in range(count):
        rows = [r for r, (t, _) in enumerate(batch.where) if t == text]
        cuts, parts, kept = [batch.where[r][1] for r in rows], [], []
        for r, w in zip(rows, cuts, strict=True):
            n = w.end - w.start
            heads = torch.cat([arcs[r, :n, :n], arcs[r, :n, -1:]], -1).argmax(-1).numpy()
            parts.append(
                Part(plain[r, :n], spans[r, :n, :n], heads, relations[r, :n], tags[r, :n], names[r, :n])
            )
            kept.append(states[r, w.own_start - w.start : w.own_end - w.start])
        result.append(Text(joined(cuts, parts, floor), torch.cat(kept)))
    return result


def names_loss(scores: Tensor, batch: Batch, golds: list[Gold]) -> Tensor:
    """Cross-entropy of the labels of names over the words a window decides."""
    target = torch.full(scores.shape[:2], IGNORED)
    for row, (text, w) in enumerate(batch.where):
        known = golds[text].names
        if known is not None:
            target[row, w.own_start - w.start : w.own_end - w.start] = torch.from_numpy(
                known[w.own_start : w.own_end]
            )
    if (target == IGNORED).all():
        return scores.sum() * 0
    return functional.cross_entropy(scores.flatten(0, 1).float(), target.flatten(), ignore_index=IGNORED)


def syntax_loss(branch: Branch, states: Tensor, batch: Batch, golds: list[Gold]) -> Tensor:
    """Parts of speech, relations and head words."""
    rows = [r for r, (text, _) in enumerate(batch.where) if golds[text].tags is not None]
    if not rows:
        return states.sum() * 0
    n = states.shape[1]
    tags, relations, heads = (torch.full((len(rows), n), IGNORED) for _ in range(3))
    limit = torch.zeros(len(rows), n + 1, dtype=torch.bool)
    limit[:, n] = True
    for k, r in enumerate(rows):
        text, w = batch.where[r]
        own = slice(w.own_start - w.start, w.own_end - w.start)
        g = golds[text]
        tags[k, own] = torch.from_numpy(g.tags[w.own_start : w.own_end])
        relations[k, own] = torch.from_numpy(g.relations[w.own_start : w.own_end])
        up = g.heads[w.own_start : w.own_end]
        inside = np.where(up == -1, n, np.where((up >= w.start) & (up < w.end), up - w.start, IGNORED))
        heads[k, own] = torch.from_numpy(np.where(up == IGNORED, IGNORED, inside))
        limit[k, : w.end - w.start] = True
    part = states[rows]
    arcs = branch.arcs(part).float().masked_fill(~limit[:, None], -1e4)
    return (
        functional.cross_entropy(
            branch.tags(part).flatten(0, 1).float(), tags.flatten(), ignore_index=IGNORED
        )
        + functional.cross_entropy(
            branch.relations(part).flatten(0, 1).float(), relations.flatten(), ignore_index=IGNORED
        )
        + functional.cross_entropy(arcs.flatten(0, 1), heads.flatten(), ignore_index=IGNORED)
    )


def spans_loss(branch: Branch, states: Tensor, batch: Batch, texts: list[Read], golds: list[Gold]) -> Tensor:
    """Cross-entropy of every span a window decides, none or one of the groups, per word. Where only
    people, bodies and places are annotated, what is no mention may be one of another group."""
    rows = [r for r, (text, _) in enumerate(batch.where) if golds[text].mentions is not None]
    if not rows:
        return states.sum() * 0
    scores = branch.spans(states[rows]).float()
    total, count = scores.sum() * 0, 0
    n = scores.shape[1]
    band = torch.ones(n, n, dtype=torch.bool).triu() & ~torch.ones(n, n, dtype=torch.bool).triu(REACH)
    for k, r in enumerate(rows):
        text, w = batch.where[r]
        keep = band.clone()
        keep[: w.own_start - w.start] = False
        keep[w.own_end - w.start :] = False
        keep[:, w.end - w.start :] = False
        part = scores[k][keep]
        whole = torch.cat([torch.zeros(len(part), 1), part], -1).logsumexp(-1)
        nothing = (
            functional.softplus(part[:, OTHER]) if texts[text].example.partial else torch.zeros(len(part))
        )
        right = nothing
        known = [
            (a - w.start, b - w.start, g)
            for (a, b), g in (golds[text].mentions or {}).items()
            if w.own_start <= a < w.own_end and b < w.end and b - a < REACH
        ]
        if known:
            index = torch.full((n, n), -1)
            index[keep] = torch.arange(len(part))
            at = torch.tensor([int(index[a, b]) for a, b, _ in known])
            group = torch.tensor([g for _, _, g in known])
            right = nothing.clone() if nothing.requires_grad else nothing
            right = right.index_put((at,), part[at, group])
            if texts[text].example.gap is not None:
                total = total + (whole - right)[at].sum()
                count += len(at)
                continue
        elif texts[text].example.gap is not None:
            continue
        total = total + (whole - right).sum()
        count += w.own_end - w.own_start
    return total / max(1, count)


def candidates_of(
    read: Read, known: Gold, found: Found, gazetteer: Gazetteer, extra: dict[tuple[int, int], int]
) -> Mentions:
    """The spans found and those given."""
    spans = {
        (a, b): i for i, (a, b) in enumerate(zip(found.first.tolist(), found.last.tolist(), strict=True))
    }
    first, last, groups, likely = list(found.first), list(found.last), list(found.groups), list(found.likely)
    for (a, b), group in extra.items():
        if (a, b) not in spans:
            first.append(a), last.append(b), likely.append(0.5)
            groups.append(np.eye(4, dtype=np.float32)[group] * 0.5)
    return describe(
        read.words,
        found.syntax,
        np.array(first, np.int64),
        np.array(last, np.int64),
        np.array(groups, np.float32).reshape(-1, 4),
        np.array(likely, np.float32),
        gazetteer,
        known.speakers if (known.speakers >= 0).any() else None,
    )


def link_scores(
    branch: Branch, read: Read, text: Text, mentions: Mentions
) -> tuple[Tensor, np.ndarray, np.ndarray]:
    """Scores of all pairs, and the pairs."""
    late, early = candidates(mentions)
    known = features(read.words, text.found.syntax, mentions, late, early)
    head, first, last = (torch.from_numpy(x) for x in (mentions.head, mentions.first, mentions.last))
    vectors = branch.vectors(text.states, head, first, last)
    scores = branch.links(
        vectors,
        torch.from_numpy(about(read.words, mentions)),
        torch.from_numpy(late),
        torch.from_numpy(early),
        torch.from_numpy(known),
    )
    return scores.float(), late, early


def links_loss(branch: Branch, read: Read, known: Gold, text: Text, gazetteer: Gazetteer) -> Tensor:
    """The marginal likelihood of the right antecedents, averaged over mentions."""
    mentions = candidates_of(read, known, text.found, gazetteer, known.mentions or {})
    if len(mentions) < 2:
        return text.states.sum() * 0
    scores, late, early = link_scores(branch, read, text, mentions)
    m = len(mentions)
    spans = list(zip(mentions.first.tolist(), mentions.last.tolist(), strict=True))
    cluster = np.array([known.cluster.get(s, -1 - i) for i, s in enumerate(spans)])
    counts = np.ones(m, np.bool_)
    if read.example.partial:
        counts = np.array(
            [
                s in (known.mentions or {}) or g < OTHER
                for s, g in zip(spans, mentions.groups.argmax(-1), strict=True)
            ]
        )
        inside = counts[late] & counts[early]
        scores = scores.masked_fill(~torch.from_numpy(inside), -1e4)
    dense = torch.full((m, m + 1), -1e4)
    dense[:, m] = 0
    dense = dense.index_put((torch.from_numpy(late), torch.from_numpy(early)), scores)
    right = np.zeros((m, m + 1), np.bool_)
    right[late, early] = (cluster[late] == cluster[early]) & (cluster[late] >= 0)
    right[~right.any(1), m] = True
    chosen = dense.masked_fill(~torch.from_numpy(right), -1e4).logsumexp(-1)
    each = dense.logsumexp(-1) - chosen
    return each[torch.from_numpy(counts)].mean()


def gap_scores(branch: Branch, read: Read, known: Gold, text: Text, gazetteer: Gazetteer) -> Tensor | None:
    """[A, B, neither] for a row of GAP: links from the pronoun to the names and to what is written like
    them."""
    assert read.example.gap is not None
    pronoun, a, _, b, _ = read.example.gap
    places = {"p": place(read, pronoun), "a": place(read, a), "b": place(read, b)}
    mentions = candidates_of(
        read, known, text.found, gazetteer, {places["p"]: 0, places["a"]: 0, places["b"]: 0}
    )
    at = {s: i for i, s in enumerate(zip(mentions.first.tolist(), mentions.last.tolist(), strict=True))}
    p = at[places["p"]]
    scores, late, early = link_scores(branch, read, text, mentions)
    lookup = {
        (x, y): k for k, (x, y) in enumerate(zip(late.tolist(), early.tolist(), strict=True)) if p in (x, y)
    }
    result = []
    for key in ("a", "b"):
        name = at[places[key]]
        same = [i for i in range(len(mentions)) if mentions.key[i] == mentions.key[name] and i != p]
        pairs = [lookup[k] for i in same if (k := (max(i, p), min(i, p))) in lookup]
        if not pairs:
            return None
        result.append(scores[pairs].logsumexp(0))
    return torch.stack([*result, torch.zeros(())])


def gap_loss(
    branch: Branch, reads: list[Read], golds: list[Gold], texts: list[Text], gazetteer: Gazetteer
) -> Tensor:
    """Cross-entropy over A, B and neither."""
    losses = []
    for read, known, text in zip(reads, golds, texts, strict=True):
        scores = gap_scores(branch, read, known, text, gazetteer)
        if scores is not None:
            _, _, a, _, b = read.example.gap
            losses.append(functional.cross_entropy(scores[None], torch.tensor([0 if a else 1 if b else 2])))
    return torch.stack(losses).mean() if losses else texts[0].states.sum() * 0
