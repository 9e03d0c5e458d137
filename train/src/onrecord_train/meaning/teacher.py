"""The judge's teacher: MPNet (Song et al. 2020) over both texts, ten times as large as the judge and too
large to ship. It is trained on the same pairs, and the judge then on its answers.

Its lowest layers stay as they were pretrained. They see nothing but the words; the channel that says which
pieces the other side has, and the side itself, come in above them, so that no gradient goes down there.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import MPNetModel

from onrecord_train.config import EncoderConfig
from onrecord_train.meaning.encoder import folder
from onrecord_train.meaning.network import Dropout, Scorer

SPECIALS = 4
"""Pieces that its vocabulary has before those of BERT, in the same order."""
_BEGIN, _PAD, _END = 0, 1, 2
_BERT_BEGIN, _BERT_END = 101, 102


class Teacher(Scorer):
    """See the module. ``still`` of its layers are not trained."""

    def __init__(self, encoder: MPNetModel, still: int, hidden: int = 384) -> None:
        super().__init__(encoder, encoder.config.hidden_size, hidden)
        self.side = nn.Embedding(2, encoder.config.hidden_size)
        nn.init.normal_(self.side.weight, std=0.02)
        self.still = still
        self.keep_still(still)
        encoder.encoder.relative_attention_bias.weight.requires_grad = False

    def scores(self, batch: dict[str, Tensor]) -> Tensor:
        """See Scorer."""
        encoder, mask = self.encoder, batch["mask"]
        with torch.no_grad():
            states = encoder.embeddings(input_ids=own(batch["ids"], mask))
            hidden = (1.0 - mask[:, None, None].to(states.dtype)) * -1e4
            bias = encoder.encoder.compute_position_bias(states) + hidden
            for layer in encoder.encoder.layer[: self.still]:
                states = layer(states, None, bias)[0]
        states = states + self.match(batch["match"]) + self.side(batch["side"])
        for layer in encoder.encoder.layer[self.still :]:
            states = layer(states, None, bias)[0]
        return self.head(states, batch["side"], batch["match"])


def own(ids: Tensor, mask: Tensor) -> Tensor:
    """BERT's numbers of pieces → its own."""
    found = ids + SPECIALS
    found = torch.where(ids == _BERT_BEGIN, _BEGIN, found)
    found = torch.where(ids == _BERT_END, _END, found)
    return torch.where(mask == 0, _PAD, found)


def build(config: EncoderConfig, still: int) -> Teacher:
    """A fresh teacher on the pretrained encoder."""
    encoder = MPNetModel.from_pretrained(
        folder(config),
        add_pooling_layer=False,
        attn_implementation="eager",
        attention_probs_dropout_prob=0.0,
        hidden_dropout_prob=config.dropout,
    )
    for at, layer in enumerate(encoder.encoder.layer):
        for module in list(layer.modules()):
            if isinstance(getattr(module, "dropout", None), nn.Dropout):
                module.dropout = Dropout(module.dropout.p) if at >= still else nn.Identity()
    encoder.embeddings.dropout = nn.Identity()
    return Teacher(encoder, still)
