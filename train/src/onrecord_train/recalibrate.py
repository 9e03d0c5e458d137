"""``python -m onrecord_train.recalibrate train/config.toml``: fits floor and confidences of the shipped
weights anew, after a change of the decoding that leaves the weights as they are."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from onrecord.extract.network.assemble import Settings
from onrecord.weights_file import FOLDER
from onrecord_train import dequantise, shipping
from onrecord_train.card import card
from onrecord_train.config import load
from onrecord_train.export import CALIBRATION, on_dev, to_onnx


def recalibrate(path: Path, root: Path, target: Path = FOLDER) -> None:
    """Rewrites decoding, calibration and scores in the manifest of ``target``, and its model card."""
    config = load(path)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "float.onnx"
        to_onnx(dequantise.network(target / "model.onnx", config, attention="eager").eval(), full)
        graphs = {"float": full, "int8": target / "model.onnx"}
        results = on_dev(config, root, graphs, lambda line: print(line, file=sys.stderr))
    manifest = json.loads((target / "manifest.json").read_text("utf-8"))
    settings = Settings(**config.decoding)
    manifest["decoding"] = {name: getattr(settings, name) for name in Settings.__slots__}
    manifest["calibration"] = {name: results["int8"][name] for name in CALIBRATION}
    manifest["scores"] = {name: found["scores"] for name, found in results.items()}
    shipping.write(target, manifest, card(manifest))
    print(f"calibration error, cross-validated: {results['int8']['ece']:.4f}", file=sys.stderr)


if __name__ == "__main__":
    recalibrate(Path(sys.argv[1]), Path().resolve())
