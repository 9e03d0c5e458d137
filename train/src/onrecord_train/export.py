"""Checkpoint → ONNX → int8 → decoding values and calibration from dev → weights, manifest and model card
data.

The int8 weights are refused when they lose half a point of linked F1 against float.
"""

from __future__ import annotations

import hashlib
import json
import platform
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.extract.assemble import Scores, Settings
from onrecord.extract.weights_file import FOLDER
from onrecord_train import calibrate, dev
from onrecord_train.config import Config
from onrecord_train.data import Labelled, articles, label
from onrecord_train.loop import tokenizer
from onrecord_train.network import Network, build, encoder_folder

Say = Callable[[str], None]
INPUTS = ("ids", "quote", "breaks", "case")
ALLOWED_LOSS = 0.5
VERSION = "1"


class _OneWindow(nn.Module):
    """The network for one unpadded window: no mask to compute."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, quote: Tensor, breaks: Tensor, case: Tensor) -> tuple[Tensor, Tensor]:
        found: tuple[Tensor, Tensor] = self.network(ids, torch.ones_like(ids), quote, breaks, case)
        return found


def export(config: Config, root: Path, run: Path, say: Say, target: Path = FOLDER) -> None:
    """Writes model.onnx, tokenizer.json and manifest.json into ``target``.

    Raises RuntimeError when int8 loses more than half a point of linked F1 on dev against float.
    """
    full, small = run / "float.onnx", run / "int8.onnx"
    to_onnx(load(config, run), full)
    quantise(full, small)
    folder = config.data_folder(root)
    cut = tokenizer(config)
    gold = [g[0] for g in articles(folder / config.data.dev)]
    items = [label(r, cut) for r in gold]
    settings = Settings(**config.decoding)
    results, read = {}, []
    for name, path in (("float", full), ("int8", small)):
        read = forward_all(items, path, config)
        results[name] = calibrate.fit(gold, items, read, dev.scorer(folder), settings)
        found = results[name]["scores"]
        say(
            f"{name}: "
            + "  ".join(f"{k} {found[k]:.2f}" for k in ("attr", "attr.exact", "attr.content", "direct.attr"))
        )
    lost = results["float"]["scores"]["attr"] - results["int8"]["scores"]["attr"]
    if lost > ALLOWED_LOSS:
        raise RuntimeError(
            f"int8 loses {lost:.2f} points of linked F1 against float; at most {ALLOWED_LOSS} are allowed"
        )
    say(f"calibration error, cross-validated: {results['int8']['ece']:.4f}")
    write(config, run, small, target, settings, results)
    say(f"written to {target}")


def load(config: Config, run: Path) -> Network:
    """The averaged network of a run, with plain attention, ready to read."""
    saved = torch.load(run / "checkpoint.pt", map_location="cpu", weights_only=True)
    network = build(config, attention="eager")
    network.load_state_dict({**saved["network"], **saved["average"]})
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


def quantise(full: Path, small: Path) -> None:
    """Weights to int8 with one scale per channel, activations at run time. ONNX Runtime fuses the rest when
    it loads the graph; fusing before quantising was no faster (8,200 against 8,600 pieces/s at 192
    pieces)."""
    quantize_dynamic(full, small, per_channel=True, weight_type=QuantType.QInt8)


def session_forward(path: Path) -> dev.Forward:
    """An ONNX file as a function of arrays."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def forward(inputs: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        tags, links = session.run(None, {name: inputs[name] for name in INPUTS})
        return tags, links

    return forward


def forward_all(items: list[Labelled], path: Path, config: Config) -> list[Scores]:
    """The scores of all articles by one ONNX file."""
    forward = session_forward(path)
    return [dev.read(item.pieces, forward, config) for item in items]


def write(
    config: Config,
    run: Path,
    small: Path,
    target: Path,
    settings: Settings,
    results: dict[str, dict[str, Any]],
) -> None:
    """The files of the product. The manifest repeats every value of the config."""
    target.mkdir(parents=True, exist_ok=True)
    (target / "model.onnx").write_bytes(small.read_bytes())
    (target / "tokenizer.json").write_bytes((encoder_folder(config) / "tokenizer.json").read_bytes())
    history = [json.loads(line) for line in (run / "scores.jsonl").read_text("utf-8").splitlines()]
    shipped = results["int8"]
    manifest = {
        "name": "onrecord-minilm",
        "version": VERSION,
        "files": {name: _signed(target / name) for name in ("model.onnx", "tokenizer.json")},
        "windows": {"longest": config.windows.longest, "context": config.windows.context},
        "decoding": {name: getattr(settings, name) for name in Settings.__slots__},
        "calibration": {
            k: shipped[k] for k in ("features", "weights", "floor", "ece", "table", "attributions")
        },
        "scores": {name: found["scores"] for name, found in results.items()},
        "epochs": [
            {k: line[k] for k in ("epoch", "step", "attr", "attr.exact", "attr.content")} for line in history
        ],
        "config": config.as_dict(),
        "made_with": {
            "torch": torch.__version__,
            "onnxruntime": onnxruntime.__version__,
            "python": platform.python_version(),
        },
    }
    (target / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", "utf-8")


def _signed(path: Path) -> dict[str, Any]:
    data = path.read_bytes()
    return {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
