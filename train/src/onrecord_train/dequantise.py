"""The shipped int8 graph → the torch network: where a training goes on that left no float checkpoint behind.

Every weight of the graph is its integers times its scale, so that the network answers as the graph would
with activations that are not rounded. Quantised again, weights that were not trained come out as the same
integers: the largest of each channel is ±127, so its scale is found again.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from onrecord_train.config import Config
from onrecord_train.network import Network, build

_WORDS = "network.encoder.embeddings.word_embeddings"


def network(path: Path, config: Config, attention: str = "sdpa") -> Network:
    """The network with the weights of an exported graph.

    Raises RuntimeError naming the parameters when the graph lacks some of the network's.
    """
    found = weights(path)
    built = build(config, attention)
    known = built.state_dict()
    missing = sorted(name for name in known if name not in found and not name.endswith("position_ids"))
    if missing:
        raise RuntimeError(
            f"{path} has no weights for {', '.join(missing)}; was it exported from this network?"
        )
    built.load_state_dict({**known, **{name: found[name] for name in found if name in known}})
    return built


def weights(path: Path) -> dict[str, Tensor]:
    """Parameter name → float values, as ``Network.state_dict`` names them."""
    graph = onnx.load(path).graph
    values = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    found = {
        name.removeprefix("network."): torch.from_numpy(value.copy())
        for name, value in values.items()
        if name.startswith("network.") and value.dtype == np.float32 and not name.startswith(_WORDS)
    }
    rows, scale = values[f"{_WORDS}.rows"], values[f"{_WORDS}.scale"]
    found["encoder.embeddings.word_embeddings.weight"] = torch.from_numpy(rows.astype(np.float32) * scale)
    for node in graph.node:
        if node.op_type not in ("MatMulInteger", "MatMul") or len(node.input) < 2:
            continue
        given = node.input[1]
        if given.removesuffix("_quantized") + "_scale" in values:
            stem = given.removesuffix("_quantized")
            matrix = values[given].astype(np.float32) * values[f"{stem}_scale"]
        elif given in values:
            matrix = values[given]
        else:
            continue  # attention: both factors are computed
        name = node.name.removeprefix("/network/").split("/MatMul")[0].replace("/", ".")
        found[f"{name}.weight"] = torch.from_numpy(np.ascontiguousarray(matrix.T))
    return found
