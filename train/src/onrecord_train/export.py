"""Checkpoint → ONNX → int8 → decoding values and calibration from dev → weights, manifest and model card
data.

The int8 weights are refused when they lose half a point of linked F1 against float.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from torch import Tensor, nn

from onrecord.extract.network.assemble import Scores, Settings
from onrecord.weights_file import FOLDER
from onrecord_train import calibrate, dev, invented, shipping
from onrecord_train.card import card
from onrecord_train.compact import compact
from onrecord_train.config import Config, load
from onrecord_train.labelling import Labelled, articles, label
from onrecord_train.loop import tokenizer
from onrecord_train.network import Network, build, encoder_folder
from onrecord_train.running import Say, averaged

INPUTS = ("ids", "quote", "breaks", "case")
ALLOWED_LOSS = 0.5
VERSION = "1"
_SHOWN = ("attr", "attr.P", "attr.R", "attr.exact", "attr.content", "direct.attr", "attr.srcacc")
FIRST = "train/config.toml"  # the training from the pretrained encoder, which others go on from
CALIBRATION = ("features", "weights", "beta", "floor", "folds", "ece", "table", "attributions")


class _OneWindow(nn.Module):
    """The network for one unpadded window: no mask to compute."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, quote: Tensor, breaks: Tensor, case: Tensor) -> tuple[Tensor, Tensor]:
        found: tuple[Tensor, Tensor] = self.network(ids, torch.ones_like(ids), quote, breaks, case)
        return found


def export(
    config: Config,
    root: Path,
    run: Path,
    say: Say,
    target: Path = FOLDER,
    shares: Mapping[str, float] | None = None,
) -> None:
    """Writes model.onnx, tokenizer.json and manifest.json into ``target``. ``shares`` names the runs whose
    mean the weights are, if they are one.

    Raises RuntimeError when int8 loses more than half a point of linked F1 on dev against float.
    """
    full, small = run / "float.onnx", run / "int8.onnx"
    network = averaged_network(config, run)
    to_onnx(network, full)
    quantise(network, run / "rows.onnx", small, config.export.blockwise)
    results = on_dev(config, root, {"float": full, "int8": small}, say)
    lost = results["float"]["scores"]["attr"] - results["int8"]["scores"]["attr"]
    if lost > ALLOWED_LOSS:
        raise RuntimeError(
            f"int8 loses {lost:.2f} points of linked F1 against float; at most {ALLOWED_LOSS} are allowed"
        )
    say(f"calibration error, cross-validated: {results['int8']['ece']:.4f}")
    write(config, root, run, target, results, shares)
    say(f"written to {target}")


def on_dev(config: Config, root: Path, graphs: dict[str, Path], say: Say) -> dict[str, dict[str, Any]]:
    """What :func:`calibrate.fit` says of each graph by its name, on the development articles."""
    folder = config.data_folder(root)
    cut = tokenizer(config)
    gold = [g[0] for g in articles(folder / config.data.dev)]
    items = [label(r, cut) for r in gold]
    results = {}
    for name, path in graphs.items():
        read = forward_all(items, path, config)
        results[name] = calibrate.fit(gold, items, read, dev.scorer(folder), Settings(**config.decoding))
        found = results[name]["scores"]
        say(f"{name}: " + "  ".join(f"{k} {found[k]:.2f}" for k in _SHOWN))
    return results


def averaged_network(config: Config, run: Path) -> Network:
    """The averaged network of a run, with plain attention, ready to read."""
    network = build(config, attention="eager")
    network.load_state_dict(averaged(run))
    return network.eval()


def to_onnx(network: Network, path: Path) -> None:
    """One window of any length as an ONNX graph."""
    sample = tuple(torch.zeros(1, 64, dtype=torch.long) for _ in INPUTS)
    axes: dict[str, dict[int, str]] = {name: {1: "length"} for name in (*INPUTS, "tags")}
    axes["links"] = {1: "length", 2: "length"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of checks on shapes that are fixed here
        torch.onnx.export(
            _OneWindow(network),
            sample,
            str(path),
            input_names=list(INPUTS),
            output_names=["tags", "links"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )


class _RowsOfBytes(nn.Module):
    """A word table of int8 with a scale for each word: one scale for the whole table, as ONNX Runtime would
    have it, moved the labels of a trial 6 % further from those of float."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(1, keepdim=True) / 127
        self.register_buffer("rows", torch.round(table / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        found: Tensor = self.rows[ids].float() * self.scale[ids]
        return found


def quantise(network: Network, rows: Path, small: Path, blockwise: bool) -> None:
    """The encoder's weights as int8, one scale per channel, with activations quantised at run time; the heads
    stay float. With ``blockwise`` the second halves of the feed-forwards, whose inputs have outliers, are
    quantised in blocks of 128 of each row instead: closer to float by a third, slower by a tenth.

    Tried and left: activation scales moved into the weights before (SmoothQuant, Xiao et al. 2023: half as
    far again from float), all weights in blocks (a quarter as far, but 0.6 times the speed), and fusing
    attention first (no faster).
    """
    words = network.encoder.embeddings.word_embeddings
    network.encoder.embeddings.word_embeddings = _RowsOfBytes(words.weight.detach())
    to_onnx(network, rows)
    network.encoder.embeddings.word_embeddings = words
    compact(rows, network.encoder.config.num_attention_heads, network.encoder.config.hidden_size)
    names = [n.name for n in onnx.load(rows).graph.node if n.op_type == "MatMul"]
    heads = [n for n in names if "/encoder/layer." not in n]
    second = [n for n in names if "/output/dense" in n and "/attention/" not in n] if blockwise else []
    if second:
        blocks = MatMulNBitsQuantizer(
            onnx.load(rows), bits=8, block_size=128, is_symmetric=True, accuracy_level=4,
            nodes_to_exclude=[n for n in names if n not in second],
        )  # fmt: skip
        blocks.process()
        blocks.model.save_model_to_file(str(rows))
    quantize_dynamic(
        rows, small, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"],
        nodes_to_exclude=heads, extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )  # fmt: skip


def session_forward(path: Path) -> dev.Forward:
    """An ONNX file as a function of arrays."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def forward(inputs: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        tags, links = session.run(["tags", "links"], {name: inputs[name] for name in INPUTS})
        return tags, links

    return forward


def forward_all(items: list[Labelled], path: Path, config: Config) -> list[Scores]:
    """The scores of all articles by one ONNX file."""
    forward = session_forward(path)
    return [dev.read(item.pieces, forward, config) for item in items]


def write(
    config: Config,
    root: Path,
    run: Path,
    target: Path,
    results: dict[str, dict[str, Any]],
    shares: Mapping[str, float] | None = None,
) -> None:
    """The files of the product. The manifest repeats every value of the config, and those of the training
    that it went on from."""
    target.mkdir(parents=True, exist_ok=True)
    (target / "model.onnx").write_bytes((run / "int8.onnx").read_bytes())
    (target / "tokenizer.json").write_bytes((encoder_folder(config) / "tokenizer.json").read_bytes())
    history = [json.loads(line) for line in (run / "scores.jsonl").read_text("utf-8").splitlines()]
    passages = invented.load(root / config.invented.folder) if config.invented.times else []
    settings, shipped = Settings(**config.decoding), results["int8"]
    manifest = {
        "name": "onrecord-minilm",
        "version": VERSION,
        "files": {name: shipping.signed(target / name) for name in ("model.onnx", "tokenizer.json")},
        "windows": {"longest": config.windows.longest, "context": config.windows.context},
        "decoding": {name: getattr(settings, name) for name in Settings.__slots__},
        "calibration": {k: shipped[k] for k in CALIBRATION},
        "scores": {name: found["scores"] for name, found in results.items()},
        "epochs": [
            {k: line[k] for k in ("epoch", "step", "attr", "attr.exact", "attr.content")} for line in history
        ],
        "config": config.as_dict(),
        "first": None if config.training.start == "encoder" else load(root / FIRST).as_dict(),
        "invented": {"passages": len(passages), "attributions": sum(len(p.expected) for p in passages)},
        "shares": dict(shares) if shares else None,
        "made_with": shipping.made_with(),
    }
    shipping.write(target, manifest, card(manifest))
