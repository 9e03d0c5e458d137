"""A trained teacher → its answers to pairs like those that the judge is trained on, drawn as its run draws
them.

    python -m onrecord_train.meaning.teach train/teacher.toml train/runs/teacher/step-1.pt
    --judge train/judge.toml --to train/runs/answers.jsonl --minutes 15
"""

from __future__ import annotations

import random
import time
from pathlib import Path

import click
import torch

from onrecord.link.meaning.pieces import Cutter
from onrecord_train.meaning import answers, config, loop, measure
from onrecord_train.meaning.encoder import tokenizer
from onrecord_train.meaning.material import Material, drawn, material, replaced
from onrecord_train.meaning.sets import Pair


@click.command()
@click.argument("teacher", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument(
    "states", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--judge", type=click.Path(exists=True, path_type=Path), default=Path("train/judge.toml"))
@click.option("--to", type=click.Path(path_type=Path), default=Path("train/runs/answers.jsonl"))
@click.option("--minutes", type=float, default=15.0, show_default=True, help="By the clock.")
@click.option("--root", type=click.Path(file_okay=False, path_type=Path), default=Path())
def main(teacher: Path, states: tuple[Path, ...], judge: Path, to: Path, minutes: float, root: Path) -> None:
    """Ask a teacher, the mean of some kept states; its answers are added to a file.

    Example: python -m onrecord_train.meaning.teach train/teacher.toml train/runs/teacher/step-900.pt
    """
    torch.set_num_threads(1)
    scorer, cutter = loop.of_states(config.load(teacher), list(states)), Cutter(tokenizer())
    asks = config.load(judge)
    made = material(asks, root.resolve())
    before = sum(1 for _ in to.open()) if to.exists() else 0
    begun, count, rng = time.monotonic(), 0, random.Random(before)
    while time.monotonic() - begun < 60 * minutes:
        some = asked(made, asks, rng)
        groups: list[list[Pair]] = [[p for p in some if p.relation], [p for p in some if not p.relation]]
        for group in groups:
            texts = [(p.premise, p.hypothesis) for p in group]
            found = measure.probabilities(scorer, cutter, texts, relation=group is groups[0])
            answers.write(map(replaced, group, found), to)
        count += len(some)
        click.echo(f"{count} pairs answered, {time.monotonic() - begun:.0f} s", err=True)


def asked(made: Material, asks: config.JudgeConfig, rng: random.Random) -> list[Pair]:
    """One chunk of pairs, those that nobody labelled among them."""
    strange = round(asks.training.chunk * asks.mix.strangers)
    return [*drawn(made, asks, rng), *rng.sample(made.strangers, min(strange, len(made.strangers)))]


if __name__ == "__main__":
    main()
