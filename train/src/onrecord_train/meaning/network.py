"""The judge: MiniLM-L6 over both sentences, with a channel that says which pieces the other side has too.

The head sees the first state, the mean of each side and how the two means differ, as sentence encoders for
inference do (Conneau et al. 2017); the encoder was pretrained for means, which its first state was not.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from onrecord.link.meaning.pieces import MATCHES, RELATION
from onrecord_train.config import EncoderConfig
from onrecord_train.meaning.encoder import folder

LABELS = ("entailment", "neutral", "contradiction")


class Scorer(nn.Module, ABC):
    """What the judge and its teacher have in common: an encoder, the channel, and the head."""

    def __init__(self, encoder: nn.Module, width: int, hidden: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.match = nn.Embedding(len(MATCHES), width)
        self.mix = nn.Linear(4 * width, hidden)
        self.out = nn.Linear(hidden, len(LABELS))
        self.dropout = nn.Dropout(0.1)
        nn.init.normal_(self.match.weight, std=0.02)

    @property
    def layers(self) -> int:
        """How many layers the encoder has."""
        return len(self.encoder.encoder.layer)  # type: ignore[union-attr, arg-type]

    def head(self, states: Tensor, side: Tensor, match: Tensor) -> Tensor:
        """The last states [n, length, width] → unnormalised scores [n, 3]."""
        inside = ((match > 0) & (match < RELATION)).to(states.dtype)
        one, two = (_mean(states, inside * (side == s).to(states.dtype)) for s in (0, 1))
        found = torch.cat([states[:, 0], one, two, (one - two).abs()], 1)
        scores: Tensor = self.out(self.dropout(functional.gelu(self.mix(self.dropout(found)))))
        return scores

    @abstractmethod
    def scores(self, batch: dict[str, Tensor]) -> Tensor:
        """Padded pairs (`measure.padded`) → unnormalised scores [n, 3]."""

    def keep_still(self, layers: int) -> None:
        """Leaves the lowest layers, and what is below them, as they are from now on."""
        for name, parameter in self.encoder.named_parameters():
            if self.depth(name) < layers:
                parameter.requires_grad = False

    @staticmethod
    def depth(name: str) -> int:
        """The layer that a parameter belongs to; -1 for what is below the first."""
        return int(name.split(".layer.")[1].split(".")[0]) if ".layer." in name else -1


class Judge(Scorer):
    """words [n, length, 384], mask, side, match [n, length] → unnormalised scores [n, 3] for LABELS."""

    def __init__(self, encoder: BertModel, hidden: int = 256) -> None:
        super().__init__(encoder, encoder.config.hidden_size, hidden)

    def forward(self, words: Tensor, mask: Tensor, side: Tensor, match: Tensor) -> Tensor:
        """The scores; see the class."""
        states = self.encoder(
            inputs_embeds=words + self.match(match), attention_mask=mask, token_type_ids=side
        ).last_hidden_state
        return self.head(states, side, match)

    def scores(self, batch: dict[str, Tensor]) -> Tensor:
        """See Scorer."""
        with torch.no_grad():
            words = self.encoder.embeddings.word_embeddings(batch["ids"])  # type: ignore[union-attr, operator]
        found: Tensor = self(words, batch["mask"], batch["side"], batch["match"])
        return found

    def keep_still(self, layers: int) -> None:
        """See Scorer; the channel lies below the layers."""
        super().keep_still(layers)
        for parameter in self.match.parameters():
            parameter.requires_grad = False


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
