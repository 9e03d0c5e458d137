"""Checkpoint → two ONNX graphs (three layers in int8; links in float), manifest and model card."""

from __future__ import annotations

import hashlib
import json
import platform
import warnings
from pathlib import Path
from typing import Any

import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.resolve.coreference.flags import FLAGS
from onrecord.resolve.coreference.pairs import MENTION_FEATURES, PAIR_FEATURES
from onrecord_train.coreference.network import WIDTH, Branch

OUTPUTS = ("states_out", "spans", "heads", "relations", "tags", "names")


class _Window(nn.Module):
    """One window, unpadded."""

    def __init__(self, branch: Branch) -> None:
        super().__init__()
        self.branch = branch

    def forward(self, states: Tensor, flags: Tensor, words: Tensor) -> tuple[Tensor, ...]:
        upper = self.branch.upper(states, flags, torch.ones_like(flags[..., 0]), words)
        of_words = flags.gather(1, words[..., None].expand(-1, -1, FLAGS))
        return (
            upper,
            self.branch.spans(upper),
            self.branch.arcs(upper).argmax(-1),
            self.branch.relations(upper).argmax(-1),
            self.branch.tags(upper).argmax(-1),
            self.branch.named(upper, of_words),
        )


class _Links(nn.Module):
    def __init__(self, branch: Branch) -> None:
        super().__init__()
        self.branch = branch

    def forward(
        self, mentions: Tensor, about: Tensor, late: Tensor, early: Tensor, features: Tensor
    ) -> Tensor:
        vectors = nn.functional.gelu(self.branch.mention(mentions))
        found: Tensor = self.branch.links(vectors, about, late, early, features)
        return found


def graphs(branch: Branch, folder: Path) -> tuple[Path, Path]:
    """Writes model.onnx (int8) and links.onnx."""
    branch = branch.eval()
    for layer in branch.layers:
        layer.attention.self.config._attn_implementation = "eager"
    full, small, links = folder / "float.onnx", folder / "model.onnx", folder / "links.onnx"
    n, w, m, p = 40, 30, 7, 12
    window = (torch.randn(1, n, WIDTH), torch.zeros(1, n, FLAGS), torch.arange(w)[None])
    pairs = (
        torch.randn(m, 3 * WIDTH),
        torch.zeros(m, MENTION_FEATURES),
        torch.zeros(p, dtype=torch.long),
        torch.zeros(p, dtype=torch.long),
        torch.zeros(p, PAIR_FEATURES),
    )
    axes: dict[str, dict[int, str]] = {"states": {1: "pieces"}, "flags": {1: "pieces"}, "words": {1: "words"}}
    axes |= {name: {1: "words"} for name in OUTPUTS} | {"spans": {1: "words", 2: "words"}}
    _export(_Window(branch), window, full, ["states", "flags", "words"], list(OUTPUTS), axes)
    names = ["mentions", "about", "late", "early", "features"]
    sizes = {
        "mentions": {0: "m"},
        "about": {0: "m"},
        **{k: {0: "p"} for k in ("late", "early", "features", "scores")},
    }
    _export(_Links(branch), pairs, links, names, ["scores"], sizes)
    keep = [x.name for x in onnx.load(full).graph.node if x.op_type == "MatMul" and "/layers." not in x.name]
    quantize_dynamic(
        full,
        small,
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=keep,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )
    return small, links


def _export(
    module: nn.Module, inputs: tuple, path: Path, names: list[str], outputs: list[str], axes: dict
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            inputs,
            str(path),
            input_names=names,
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )


def manifest(
    target: Path,
    version: str,
    decoding: dict[str, float],
    scores: dict[str, float],
    settings: dict[str, Any],
    extractor: str,
) -> dict[str, Any]:
    """Writes manifest.json; ``extractor`` is the hash of the weights whose third layer is read."""
    names = ("model.onnx", "links.onnx", "gazetteer.txt", "demonyms.txt")
    found = {
        "name": "onrecord-coreference",
        "version": version,
        "files": {n: _signed(target / n) for n in names},
        "decoding": decoding,
        "scores": scores,
        "settings": settings,
        "extractor": extractor,
        "made_with": {
            "torch": torch.__version__,
            "onnxruntime": onnxruntime.__version__,
            "python": platform.python_version(),
        },
    }
    (target / "manifest.json").write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", "utf-8")
    return found


def _signed(path: Path) -> dict[str, Any]:
    data = path.read_bytes()
    return {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
