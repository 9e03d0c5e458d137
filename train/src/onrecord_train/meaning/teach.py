"""A trained teacher and the judge as it is → their answers to pairs like those that the judge is trained on
next. The two err differently: together they are better than either.

    python -m onrecord_train.meaning.teach train/teacher.toml train/runs/teacher/step-1.pt
    --judge train/judge.toml --to train/runs/answers.jsonl --minutes 15
"""

from __future__ import annotations

import random
import time
from dataclasses import replace
from pathlib import Path

import click
import numpy as np
import torch

from onrecord.link.meaning.judge import WEIGHTS
from onrecord.link.meaning.pieces import Cutter
from onrecord_train.meaning import answers, config, loop, measure, shipped
from onrecord_train.meaning.encoder import tokenizer
from onrecord_train.meaning.material import Material, drawn, material, replaced
from onrecord_train.meaning.sets import Pair

AT_ONCE = 512
"""Pairs that are asked about and written together."""


@click.command()
@click.argument("teacher", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument(
    "states", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--judge", type=click.Path(exists=True, path_type=Path), default=Path("train/judge.toml"))
@click.option(
    "--begin",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=WEIGHTS.folder / "judge.onnx",
    help="The judge as it is: judge.onnx or a kept state.",
)
@click.option("--to", type=click.Path(path_type=Path), default=Path("train/runs/answers.jsonl"))
@click.option("--minutes", type=float, default=15.0, show_default=True, help="By the clock.")
@click.option("--root", type=click.Path(file_okay=False, path_type=Path), default=Path())
def main(
    teacher: Path,
    states: tuple[Path, ...],
    judge: Path,
    begin: Path,
    to: Path,
    minutes: float,
    root: Path,
) -> None:
    """Ask a teacher, the mean of some kept states, and the judge as it is; their answers are added to a file.

    Example: python -m onrecord_train.meaning.teach train/teacher.toml train/runs/teacher/step-900.pt
    """
    torch.set_num_threads(1)
    scorer, cutter = loop.of_states(config.load(teacher), list(states)), Cutter(tokenizer())
    asks = config.load(judge)
    beside = loop.build(asks)
    shipped.load(beside, begin)
    beside.eval()
    made = material(asks, root.resolve())
    before = sum(1 for _ in to.open()) if to.exists() else 0
    begun, count, rng = time.monotonic(), 0, random.Random(before)
    while time.monotonic() - begun < 60 * minutes:
        some = asked(made, asks, rng)
        texts = [(p.premise, p.hypothesis) for p in some]
        both = (measure.probabilities(each, cutter, texts) for each in (scorer, beside))
        answers.write(map(replaced, some, between(*both, asks.asked.own)), to)
        count += len(some)
        click.echo(f"{count} pairs answered, {time.monotonic() - begun:.0f} s", err=True)


def asked(made: Material, asks: config.JudgeConfig, rng: random.Random) -> list[Pair]:
    """One chunk of pairs of contents, those that nobody labelled among them; of sentence pairs the sets say
    more than a teacher."""
    share = asks.asked
    mix = replace(asks.mix, events=share.events, facts=share.facts, news=share.news, taught=0.0)
    strange = round(AT_ONCE * share.strangers)
    rest = replace(asks, mix=mix, training=replace(asks.training, chunk=AT_ONCE - strange))
    found = [pair for pair in drawn(made, rest, rng) if pair.relation]
    return [*found, *rng.sample(made.strangers, min(strange, len(made.strangers)))]


def between(teacher: np.ndarray, own: np.ndarray, share: float) -> np.ndarray:
    """[n, 3]: the mean of two answers on the scale of logarithms, ``share`` of it the judge's own."""
    logs = [np.log(np.clip(found, 1e-4, 1.0)) for found in (teacher, own)]
    mean = np.exp((1 - share) * logs[0] + share * logs[1])
    found: np.ndarray = mean / mean.sum(1, keepdims=True)
    return found


if __name__ == "__main__":
    main()
