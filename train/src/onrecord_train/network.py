"""The network: MiniLM-L6 with three input channels, one label per word, and a pointer to the cue.

The pointer is the head selection of dependency parsing (Dozat and Manning 2017): every source and content
word chooses the words of its cue among all words of the window, by a biaffine score and a bias for the
distance. Choosing over the whole window rather than the nearest cue is what links "…," he said, and "…"
across sentences.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from onrecord.extract.network.encode import BREAK_STATES, CASE_STATES, QUOTE_STATES
from onrecord.extract.network.labels import TAGS
from onrecord_train.config import Config


class Network(nn.Module):
    """ids and channels [windows, length] → label scores [windows, length, 7] and cue scores
    [windows, length, length], both unnormalised; scores towards padding are -1e4."""

    def __init__(self, config: Config, encoder: BertModel) -> None:
        super().__init__()
        width = encoder.config.hidden_size
        self.encoder = encoder
        self.quote = nn.Embedding(len(QUOTE_STATES), width)
        self.breaks = nn.Embedding(len(BREAK_STATES), width)
        self.case = nn.Embedding(len(CASE_STATES), width)
        self.dropout = nn.Dropout(config.encoder.dropout)
        self.tags = nn.Linear(width, len(TAGS))
        self.member = nn.Linear(width, config.heads.link_width)
        self.cue = nn.Linear(width, config.heads.link_width)
        self.bilinear = nn.Linear(config.heads.link_width, config.heads.link_width, bias=False)
        self.cue_prior = nn.Linear(config.heads.link_width, 1)
        self.reach = config.heads.link_distance
        self.distance = nn.Embedding(2 * self.reach + 1, 1)
        for channel in (self.quote, self.breaks, self.case):
            nn.init.normal_(channel.weight, std=0.01)
        nn.init.zeros_(self.distance.weight)

    def forward(
        self, ids: Tensor, mask: Tensor, quote: Tensor, breaks: Tensor, case: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Label scores and cue scores; see the class."""
        words = self.encoder.embeddings.word_embeddings(ids)
        inputs = words + self.quote(quote) + self.breaks(breaks) + self.case(case)
        states = self.encoder(inputs_embeds=inputs, attention_mask=mask).last_hidden_state
        states = self.dropout(states)
        member = functional.gelu(self.member(states))
        cue = functional.gelu(self.cue(states))
        links = self.bilinear(member) @ cue.transpose(1, 2) * self.cue.out_features**-0.5
        links = links + self.cue_prior(cue).transpose(1, 2)
        places = torch.arange(ids.shape[1], device=ids.device)
        offsets = (places[None, :] - places[:, None]).clamp(-self.reach, self.reach) + self.reach
        links = links + self.distance(offsets).squeeze(-1)
        return self.tags(states), links.masked_fill(~mask.bool()[:, None, :], -1e4)


def encoder_folder(config: Config) -> Path:
    """The folder of the pretrained encoder inside its installed package."""
    module = import_module(config.encoder.package)
    return Path(str(module.__file__)).parent / "model"


def build(config: Config, attention: str = "sdpa") -> Network:
    """A fresh network on the pretrained encoder."""
    encoder = BertModel.from_pretrained(
        encoder_folder(config),
        add_pooling_layer=False,
        attn_implementation=attention,
        attention_probs_dropout_prob=0.0,
        hidden_dropout_prob=config.encoder.dropout,
    )
    if config.encoder.freeze_words:
        encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    return Network(config, encoder)


def freeze(network: Network, layers: int) -> None:
    """Stops the learning of the lowest ``layers`` of the encoder and of all that lies below them."""
    below = [network.encoder.embeddings, network.quote, network.breaks, network.case]
    for module in [*below, *network.encoder.encoder.layer[:layers]] if layers else []:
        module.requires_grad_(False)


def divergence(one: Tensor, other: Tensor, asked: Tensor) -> Tensor:
    """The symmetric Kullback-Leibler divergence of two passes' labels, mean over the pieces ``asked``."""
    first, second = functional.log_softmax(one[asked], -1), functional.log_softmax(other[asked], -1)
    return ((first.exp() - second.exp()) * (first - second)).sum(-1).mean() / 2


def loss(
    tags: Tensor, links: Tensor, gold_tags: Tensor, owner: Tensor, cue: Tensor, link_weight: float
) -> Tensor:
    """Cross-entropy of the labels plus the marginal cross-entropy of the pointers (all words of the right cue
    count as right), over head pieces that are not masked and whose cue is in the window."""
    label_loss = functional.cross_entropy(tags.flatten(0, 1), gold_tags.flatten(), ignore_index=-100)
    member = (owner >= 0) & ~cue & (gold_tags != -100)
    right = (owner[:, :, None] == owner[:, None, :]) & cue[:, None, :] & member[:, :, None]
    known = right.any(-1)
    if not known.any():
        return label_loss
    rows = links[known]
    chosen = rows.masked_fill(~right[known], float("-inf")).logsumexp(-1)
    return label_loss + link_weight * (rows.logsumexp(-1) - chosen).mean()
