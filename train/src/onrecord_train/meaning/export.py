"""The judge as int8 ONNX without a word table: it takes the rows of the extractor's."""

from __future__ import annotations

import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from transformers import BertModel

from onrecord.link.meaning.table import WIDTH
from onrecord_train.meaning.network import Judge


class OnePair(nn.Module):
    """The judge for one unpadded pair: words [1, n, 384], side and match [1, n] → probabilities [1, 3]."""

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.judge = judge

    def forward(self, words: Tensor, side: Tensor, match: Tensor) -> Tensor:
        """The probabilities of entailment, neutral, contradiction."""
        scores: Tensor = self.judge(words, torch.ones_like(side), side, match)
        return scores.softmax(1)


def shortened(encoder: BertModel, longest: int) -> BertModel:
    """An encoder without the places that no text reaches, which are half a megabyte."""
    embeddings = encoder.embeddings
    places = embeddings.position_embeddings.weight.detach()[:longest]
    embeddings.position_embeddings = nn.Embedding.from_pretrained(places)
    embeddings.position_ids = embeddings.position_ids[:, :longest]
    embeddings.token_type_ids = embeddings.token_type_ids[:, :longest]
    return encoder


def to_onnx(network: OnePair, path: Path) -> None:
    """The judge of one pair as an ONNX graph for texts of any length."""
    names = ["words", "side", "match"]
    whole = torch.zeros(1, 24, dtype=torch.long)
    whole[0, 12:] = 1
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of checks on shapes that are fixed here
        torch.onnx.export(
            network, (torch.zeros(1, 24, WIDTH), whole, whole), str(path), input_names=names,
            output_names=["found"], dynamic_axes={name: {1: "length"} for name in names}, opset_version=17,
            dynamo=False,
        )  # fmt: skip


def quantise(full: Path, small: Path) -> None:
    """int8 with a scale per channel, activations at run time; heads on the encoder stay float."""
    names = [node.name for node in onnx.load(full).graph.node if node.op_type == "MatMul"]
    quantize_dynamic(
        full, small, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"],
        nodes_to_exclude=[name for name in names if "/encoder/layer." not in name],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )  # fmt: skip
