"""The shipped judge → the torch network: where a training goes on that left no float checkpoint behind."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from onrecord_train.meaning.network import Scorer

_MATRICES = ("MatMulInteger", "MatMul", "Gemm")


def load(network: Scorer, path: Path) -> None:
    """Puts the weights of an exported judge, or of a kept state, into a network.

    The word table stays the network's own; places beyond those that were shipped stay as pretrained.
    Raises RuntimeError naming the parameters when the file lacks some of the network's.
    """
    known = network.state_dict()
    found = weights(path) if path.suffix == ".onnx" else torch.load(path, weights_only=True)
    if len(found["match.weight"]) < len(known["match.weight"]):  # a judge that knew no relations
        more = len(known["match.weight"]) - len(found["match.weight"])
        found["match.weight"] = torch.cat([found["match.weight"], found["match.weight"][:1].repeat(more, 1)])
    places = "encoder.embeddings.position_embeddings.weight"
    if places in found and len(found[places]) < len(known[places]):
        found[places] = torch.cat([found[places], known[places][len(found[places]) :]])
    own = ("encoder.embeddings.word_embeddings.weight", "encoder.embeddings.position_ids")
    missing = sorted(name for name in known if name not in found and name not in own)
    if missing:
        raise RuntimeError(f"{path} has no weights for {', '.join(missing)}; was it exported from a judge?")
    network.load_state_dict({**known, **{name: found[name] for name in known if name in found}})


def weights(path: Path) -> dict[str, Tensor]:
    """Parameter name → float values: a matrix is its integers times the scales of its columns."""
    graph = onnx.load(path).graph
    values = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    found = {
        name.removeprefix("judge."): torch.from_numpy(value.copy())
        for name, value in values.items()
        if name.startswith("judge.") and value.dtype == np.float32 and not name.endswith("_scale")
    }
    for node in graph.node:
        if node.op_type not in _MATRICES or len(node.input) < 2:
            continue
        stem = node.input[1].removesuffix("_quantized")
        if f"{stem}_scale" not in values:
            continue  # attention: both factors are computed
        matrix = values[f"{stem}_quantized"].astype(np.float32) * values[f"{stem}_scale"]
        name = node.name.removeprefix("/judge/").split("/MatMul")[0].split("/Gemm")[0].replace("/", ".")
        found[f"{name}.weight"] = torch.from_numpy(np.ascontiguousarray(matrix.T))
    return found
