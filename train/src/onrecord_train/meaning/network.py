"""The judge: MiniLM-L6 over both sentences, with a channel that says which pieces the other side has too.

The head sees the first state, the mean of each side and how the two means differ, as sentence encoders for
inference do (Conneau et al. 2017); the encoder was pretrained for means, which its first state was not.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from onrecord.link.meaning.pieces import MATCHES, RELATION
from onrecord_train.config import EncoderConfig
from onrecord_train.meaning.encoder import folder

LABELS = ("entailment", "neutral", "contradiction")


class Judge(nn.Module):
    """words [n, length, 384], mask, side, match [n, length] → unnormalised scores [n, 3] for LABELS."""

    def __init__(self, encoder: BertModel, hidden: int = 256) -> None:
        super().__init__()
        width = encoder.config.hidden_size
        self.encoder = encoder
        self.match = nn.Embedding(len(MATCHES), width)
        self.mix = nn.Linear(4 * width, hidden)
        self.out = nn.Linear(hidden, len(LABELS))
        self.dropout = nn.Dropout(0.1)
        nn.init.normal_(self.match.weight, std=0.02)

    def forward(self, words: Tensor, mask: Tensor, side: Tensor, match: Tensor) -> Tensor:
        """The scores; see the class."""
        states = self.encoder(
            inputs_embeds=words + self.match(match), attention_mask=mask, token_type_ids=side
        ).last_hidden_state
        inside = ((match > 0) & (match < RELATION)).to(states.dtype)
        one, two = (_mean(states, inside * (side == s).to(states.dtype)) for s in (0, 1))
        found = torch.cat([states[:, 0], one, two, (one - two).abs()], 1)
        scores: Tensor = self.out(self.dropout(functional.gelu(self.mix(self.dropout(found)))))
        return scores


def _mean(states: Tensor, weight: Tensor) -> Tensor:
    return (states * weight.unsqueeze(-1)).sum(1) / weight.sum(1, keepdim=True).clamp(min=1.0)


class Dropout(nn.Module):
    """Dropout whose chances come as bytes, eight from one random number: torch's own took an eighth of a
    step."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.below = round(256 * share)

    def forward(self, states: Tensor) -> Tensor:
        """The states with a share of zeros, the others larger for it; unchanged outside of training."""
        if not self.training or not self.below:
            return states
        count = states.numel()
        chances = torch.empty(-(-count // 8), dtype=torch.int64).random_(-(2**63), None)
        kept = chances.view(torch.uint8)[:count].view(states.shape) >= self.below
        return states * kept * (256 / (256 - self.below))


def build(config: EncoderConfig) -> Judge:
    """A fresh judge on the pretrained encoder. Its word table is frozen: the extractor ships the same one."""
    encoder = BertModel.from_pretrained(
        folder(config),
        add_pooling_layer=False,
        attn_implementation="eager",  # on short texts by half faster than torch's fused one, and exported
        attention_probs_dropout_prob=0.0,
        hidden_dropout_prob=config.dropout,
    )
    encoder.embeddings.word_embeddings.weight.requires_grad = False
    for module in list(encoder.modules()):
        if isinstance(getattr(module, "dropout", None), nn.Dropout) and module.dropout.p:
            module.dropout = Dropout(module.dropout.p)
    return Judge(encoder)
