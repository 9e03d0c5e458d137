"""The branch: three layers on the states of the extractor's third, and heads for names, syntax, mentions and
links.

Mentions are spans scored by a biaffine of their first and last word (Yu et al. 2020). Links are ranked
antecedents (Lee et al. 2017) scored from the two mentions' states and from features. Syntax (part of speech,
relation, head word) is learnt beside them: it draws the borders of noun phrases and finds their head words.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers.models.bert.modeling_bert import BertLayer

from onrecord.resolve.coreference.flags import FLAGS
from onrecord.resolve.coreference.found import REACH
from onrecord.resolve.coreference.pairs import MENTION_FEATURES, PAIR_FEATURES
from onrecord.resolve.coreference.syntax import RELATIONS, TAGS

WIDTH, SPAN, PAIR, HIDDEN, ARC = 384, 128, 96, 128, 128
GROUPS, NAMES = 4, 7


class Branch(nn.Module):
    """See the module."""

    def __init__(self, layers: list[BertLayer], dropout: float = 0.2) -> None:
        super().__init__()
        self.given = nn.Linear(FLAGS, WIDTH)
        nn.init.normal_(self.given.weight, std=0.02)
        nn.init.zeros_(self.given.bias)
        self.layers = nn.ModuleList(layers)
        self.dropout = nn.Dropout(dropout)
        self.names = nn.Linear(WIDTH + FLAGS, NAMES)
        self.tags = nn.Linear(WIDTH, len(TAGS))
        self.relations = nn.Linear(WIDTH, len(RELATIONS))
        self.child, self.parent = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.root = nn.Parameter(torch.zeros(ARC))
        self.first, self.last = nn.Linear(WIDTH, SPAN), nn.Linear(WIDTH, SPAN)
        self.biaffine = nn.Linear(SPAN, GROUPS * SPAN, bias=False)
        self.starts, self.ends = nn.Linear(SPAN, GROUPS), nn.Linear(SPAN, GROUPS)
        nn.init.constant_(self.starts.bias, -4.0)
        self.length = nn.Embedding(REACH + 1, GROUPS)
        nn.init.zeros_(self.length.weight)
        self.mention = nn.Linear(3 * WIDTH, PAIR)
        self.links = Links()

    def upper(self, states: Tensor, flags: Tensor, mask: Tensor, words: Tensor) -> Tensor:
        """States [windows, pieces, width], flags per piece → states of words [windows, words, width]."""
        hidden = states + self.given(flags)
        shown = (~mask.bool()).float()[:, None, None, :] * -1e4
        for layer in self.layers:
            found = layer(hidden, attention_mask=shown.to(hidden.dtype))
            hidden = found[0] if isinstance(found, tuple) else found
        return hidden.gather(1, words[..., None].expand(-1, -1, WIDTH))

    def spans(self, states: Tensor) -> Tensor:
        """[windows, words, width] → [windows, first, last, groups], "no mention" being 0."""
        first, last = functional.gelu(self.first(states)), functional.gelu(self.last(states))
        b, n, _ = first.shape
        left = self.biaffine(first).view(b, n, GROUPS, SPAN)
        scores = torch.einsum("bigd,bjd->bijg", left, last) * SPAN**-0.5
        scores = scores + self.starts(first)[:, :, None] + self.ends(last)[:, None]
        places = torch.arange(n, device=states.device)
        return scores + self.length((places[None] - places[:, None]).clamp(0, REACH))

    def arcs(self, states: Tensor) -> Tensor:
        """[windows, words, width] → [windows, word, head]; the last column is the root."""
        child, parent = functional.gelu(self.child(states)), functional.gelu(self.parent(states))
        root = (child * self.root).sum(-1, keepdim=True)
        return torch.cat([child @ parent.transpose(1, 2), root], -1) * ARC**-0.5

    def named(self, states: Tensor, flags: Tensor) -> Tensor:
        """Scores of BIO labels for names."""
        scores: Tensor = self.names(torch.cat([states, flags], -1))
        return scores

    def vectors(self, states: Tensor, head: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Mentions as vectors, from their head, first and last word."""
        return functional.gelu(self.mention(torch.cat([states[head], states[first], states[last]], -1)))


class Links(nn.Module):
    """How likely a mention (``late``) refers to what an earlier one does; "to nothing before" is 0."""

    def __init__(self) -> None:
        super().__init__()
        self.late, self.early = (
            nn.Linear(PAIR + MENTION_FEATURES, HIDDEN),
            nn.Linear(PAIR + MENTION_FEATURES, HIDDEN),
        )
        self.both, self.features = (
            nn.Linear(PAIR, HIDDEN, bias=False),
            nn.Linear(PAIR_FEATURES, HIDDEN, bias=False),
        )
        self.second = nn.Linear(HIDDEN, HIDDEN)
        self.score = nn.Linear(HIDDEN, 1)
        self.dropout = nn.Dropout(0.3)

    def forward(
        self, vectors: Tensor, about: Tensor, late: Tensor, early: Tensor, features: Tensor
    ) -> Tensor:
        """Mentions [m, PAIR] with their own features, pairs as two arrays of numbers → scores of the
        pairs."""
        vectors = self.dropout(vectors)
        known = torch.cat([vectors, about], -1)
        hidden = self.late(known)[late] + self.early(known)[early] + self.features(features)
        hidden = functional.relu(hidden + self.both(vectors[late] * vectors[early]))
        hidden = functional.relu(self.second(hidden)) + hidden
        return self.score(hidden).squeeze(-1)
