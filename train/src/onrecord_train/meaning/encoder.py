"""The pretrained encoder that both models of meaning begin from."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from tokenizers import Tokenizer

from onrecord_train.config import EncoderConfig


def folder(config: EncoderConfig) -> Path:
    """The folder of the pretrained encoder inside its installed package."""
    module = import_module(config.package)
    return Path(str(module.__file__)).parent / "model"


def tokenizer(config: EncoderConfig) -> Tokenizer:
    """The encoder's tokenizer, without truncation and padding."""
    found = Tokenizer.from_file(str(folder(config) / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found
