"""Chosen states of a run → judge.onnx, with its manifest and model card.

    python -m onrecord_train.meaning.ship train/judge.toml train/runs/judge/step-1.pt
    train/runs/judge/step-2.pt

Several states are averaged. `python -m bench.weigh_relations --write` comes after it: the weights of the
signals are of one judge.
"""

from __future__ import annotations

import hashlib
import json
import platform
import tempfile
from pathlib import Path
from typing import Any

import click
import onnxruntime
import torch

from onrecord.link.meaning.judge import WEIGHTS
from onrecord.link.meaning.pieces import LONGEST
from onrecord_train.meaning import config as configs
from onrecord_train.meaning import export, loop
from onrecord_train.meaning.card import card


@click.command()
@click.argument("config", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument(
    "states", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--target", type=click.Path(file_okay=False, path_type=Path), default=WEIGHTS.folder, show_default=True
)
def main(config: Path, states: tuple[Path, ...], target: Path) -> None:
    """Write the judge into the product.

    Example: python -m onrecord_train.meaning.ship train/judge.toml train/runs/judge/step-1716.pt
    """
    torch.set_num_threads(1)
    values = configs.load(config)
    target.mkdir(parents=True, exist_ok=True)
    judge = loop.of_states(values, list(states))
    export.shortened(judge.encoder, 2 * LONGEST + 3)
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        export.to_onnx(export.OnePair(judge), full)
        export.quantise(full, target / "judge.onnx")
    manifest = _manifest(target)
    data = (target / "judge.onnx").read_bytes()
    manifest["files"]["judge.onnx"] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    scores = states[0].parent / "scores.jsonl"
    lines = [json.loads(line) for line in scores.read_text("utf-8").splitlines()] if scores.exists() else []
    manifest["judge"] = {
        "config": values.as_dict(),
        "states": [path.stem for path in states],
        "scores while training": lines,
        "made_with": {
            "torch": torch.__version__,
            "onnxruntime": onnxruntime.__version__,
            "python": platform.python_version(),
        },
    }
    (target / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", "utf-8")
    (target / "MODEL_CARD.md").write_text(card(manifest), "utf-8")


def _manifest(target: Path) -> dict[str, Any]:
    path = target / "manifest.json"
    if path.exists():
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return found
    return {"name": "onrecord-meaning", "version": "1", "files": {}}


if __name__ == "__main__":
    main()
