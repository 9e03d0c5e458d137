"""``python -m onrecord_train.soup CONFIG OUT PART...``: the mean of several runs' weights as a run of its own
(Wortsman et al. 2022).

A part is the folder of a run, or ``shipped``, with a share behind an asterisk: ``shipped*0.5``. The mean
stands in ``OUT/checkpoint.pt``, from where the export takes it; its scores in float and int8 are printed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from onrecord.weights_file import FOLDER
from onrecord_train import dequantise, export, running
from onrecord_train.config import Config, load

_SHOWN = ("attr", "attr.P", "attr.R", "attr.exact", "attr.content", "direct.attr")


def mean(config: Config, parts: Sequence[tuple[str, float]]) -> dict[str, Tensor]:
    """The weights of the parts, weighted by their shares. What no run trains is the same in all of them."""
    total = sum(share for _, share in parts)
    states = [(_state(config, name), share / total) for name, share in parts]
    return {
        name: sum((state[name].float() * share for state, share in states[1:]), value.float() * states[0][1])
        if value.dtype.is_floating_point
        else value
        for name, value in states[0][0].items()
    }


def _state(config: Config, name: str) -> dict[str, Tensor]:
    if name == "shipped":
        return dequantise.network(FOLDER / "model.onnx", config).state_dict()
    return running.averaged(Path(name))


def part(words: str) -> tuple[str, float]:
    """``runs/a*0.5`` → the run and its share, 1 where none is told."""
    name, _, share = words.partition("*")
    return name, float(share or 1)


def main(path: Path, out: Path, words: Sequence[str]) -> None:
    """Writes the mean and prints its scores."""
    torch.set_num_threads(1)
    config, root = load(path), Path().resolve()
    out.mkdir(parents=True, exist_ok=True)
    running.save(out, {"network": mean(config, [part(w) for w in words]), "average": {}})
    network = export.load(config, out)
    export.to_onnx(network, out / "float.onnx")
    export.quantise(network, out / "rows.onnx", out / "int8.onnx", config.export.blockwise)
    found = export.on_dev(
        config, root, {name: out / f"{name}.onnx" for name in ("float", "int8")}, lambda _: None
    )
    for name, fitted in found.items():
        scores = "  ".join(f"{key} {fitted['scores'][key]:.2f}" for key in _SHOWN)
        print(f"{out.name} ({' + '.join(words)}) {name}: {scores}  ece {fitted['ece']:.3f}", flush=True)
    line = {"parts": list(words), **found["int8"]["scores"]}
    (out / "scores.jsonl").write_text(json.dumps(line) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
