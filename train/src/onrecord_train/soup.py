"""``python -m onrecord_train.soup CONFIG OUT PART...``: the mean of several runs' weights as a run of its own
(Wortsman et al. 2022).

A part is the folder of a run, or ``shipped``, with a share behind an asterisk: ``shipped*0.5``. The mean
stands in ``OUT/checkpoint.pt``, and all that the product would have of it in ``OUT/weights``.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from onrecord.weights_file import FOLDER
from onrecord_train import dequantise, export, running
from onrecord_train.config import Config, load


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
    """Writes the mean, and all that the product would have of it into ``OUT/weights``."""
    torch.set_num_threads(1)
    config, root = load(path), Path().resolve()
    say = running.logger(out)
    say(f"the mean of {' and '.join(words)}")
    parts = [part(w) for w in words]
    running.save(out, {"network": mean(config, parts), "average": {}})
    lines = [line for name, _ in parts for line in _history(Path(name))]
    (out / "scores.jsonl").write_text("".join(lines), "utf-8")
    shares = {Path(name).name: share for name, share in parts}
    export.export(config, root, out, say, out / "weights", shares)


def _history(run: Path) -> list[str]:
    path = run / "scores.jsonl"
    return path.read_text("utf-8").splitlines(keepends=True) if path.exists() else []


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
