"""The models of meaning as int8 ONNX without a word table: they take the rows of the extractor's."""

from __future__ import annotations

import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from onrecord.link.meaning.pieces import LONGEST
from onrecord.link.meaning.table import WIDTH
from onrecord_train.config import EncoderConfig
from onrecord_train.meaning.encoder import folder
from onrecord_train.meaning.network import Judge


class Sentences(nn.Module):
    """words [1, n, 384] → [1, 384]: the mean of the last states, of unit length."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, words: Tensor) -> Tensor:
        """The vector; see the class."""
        mask = torch.ones(words.shape[:2], dtype=torch.long)
        states = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return functional.normalize(states.mean(1), dim=1)


class OnePair(nn.Module):
    """The judge for one unpadded pair: words [1, n, 384], side and match [1, n] → probabilities [1, 3]."""

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.judge = judge

    def forward(self, words: Tensor, side: Tensor, match: Tensor) -> Tensor:
        """The probabilities of entailment, neutral, contradiction."""
        scores: Tensor = self.judge(words, torch.ones_like(side), side, match)
        return scores.softmax(1)


def sentences(config: EncoderConfig) -> Sentences:
    """The published sentence encoder."""
    encoder = BertModel.from_pretrained(folder(config), add_pooling_layer=False, attn_implementation="eager")
    return Sentences(shortened(encoder, LONGEST + 2)).eval()


def shortened(encoder: BertModel, longest: int) -> BertModel:
    """An encoder without the places that no text reaches, which are half a megabyte."""
    embeddings = encoder.embeddings
    places = embeddings.position_embeddings.weight.detach()[:longest]
    embeddings.position_embeddings = nn.Embedding.from_pretrained(places)
    embeddings.position_ids = embeddings.position_ids[:, :longest]
    embeddings.token_type_ids = embeddings.token_type_ids[:, :longest]
    return encoder


def to_onnx(network: nn.Module, path: Path) -> None:
    """A network of words, and perhaps side and match, as an ONNX graph for texts of any length."""
    pair = isinstance(network, OnePair)
    names = ["words", "side", "match"] if pair else ["words"]
    whole = torch.zeros(1, 24, dtype=torch.long)
    whole[0, 12:] = 1
    sample = (torch.zeros(1, 24, WIDTH), whole, whole) if pair else (torch.zeros(1, 24, WIDTH),)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of checks on shapes that are fixed here
        torch.onnx.export(
            network, sample, str(path), input_names=names, output_names=["found"],
            dynamic_axes={name: {1: "length"} for name in names}, opset_version=17, dynamo=False,
        )  # fmt: skip


def quantise(full: Path, small: Path) -> None:
    """int8 with a scale per channel, activations at run time; heads on the encoder stay float."""
    names = [node.name for node in onnx.load(full).graph.node if node.op_type == "MatMul"]
    quantize_dynamic(
        full, small, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"],
        nodes_to_exclude=[name for name in names if "/encoder/layer." not in name],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )  # fmt: skip
