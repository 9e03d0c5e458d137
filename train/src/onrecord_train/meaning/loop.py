"""Trains the judge, or its teacher, within a budget of processor time: checkpoints that a run goes on from,
and a state of the averaged weights kept with its scores every few minutes, so that one can be chosen
afterwards, or several averaged."""

from __future__ import annotations

import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from onrecord.link.meaning.pieces import Cutter
from onrecord_train import running, stepping
from onrecord_train.meaning import measure, network, sets, shipped, teacher
from onrecord_train.meaning.config import JudgeConfig, TrainingConfig
from onrecord_train.meaning.encoder import tokenizer
from onrecord_train.meaning.losses import loss
from onrecord_train.meaning.material import Material, batches, drawn, material
from onrecord_train.meaning.network import Scorer
from onrecord_train.running import Say


@dataclass(slots=True)
class State:
    """What a checkpoint holds. ``spent`` is processor time in seconds."""

    network: Scorer
    average: dict[str, Tensor]
    optimiser: torch.optim.Optimizer
    step: int = 0
    chunk: int = 0
    spent: float = 0.0
    done: float = 0.0


@dataclass(frozen=True, slots=True)
class Course:
    """What stays the same during a run."""

    config: JudgeConfig
    made: Material
    cutter: Cutter
    checks: measure.Checks
    run: Path
    say: Say


def train(
    config: JudgeConfig,
    root: Path,
    run: Path,
    say: Say,
    *,
    wall_minutes: float = 1e9,
    begin: Path | None = None,
    answered: Path | None = None,
    threads: int = 1,
) -> None:
    """Trains until the budget of processor time, or the wall clock, is spent; goes on from a checkpoint.
    ``begin`` is a judge or a kept state whose weights a new run begins with; ``answered`` holds pairs that a
    teacher has answered."""
    training = config.training
    torch.set_num_threads(threads)
    torch.manual_seed(training.seed)
    run.mkdir(parents=True, exist_ok=True)
    checks = measure.checks(sets.data(root), root, training.checked)
    made = material(config, root, answered)
    course = Course(config, made, Cutter(tokenizer()), checks, run, say)
    say(f"{made.described()}; {sum(map(len, checks.values()))} to measure on")
    state = _start(config, begin)
    _resume(state, run, say)
    begun, processor, spent, before = time.monotonic(), time.process_time(), state.spent, state.done
    checked = state.spent
    while state.done < 1.0:
        if state.done >= training.still_from:
            state.network.keep_still(training.still_layers)
        rng = random.Random(training.seed * 1000 + state.chunk)
        losses, pieces, from_ = [], 0, time.monotonic()
        for batch in batches(drawn(made, config, rng), course.cutter, training.pieces_per_batch, rng):
            state.spent = spent + time.process_time() - processor
            wall = (time.monotonic() - begun) / 60 / wall_minutes
            # What is left of the budget is measured by the clock that runs out first.
            left = max((state.spent - spent) / max(1.0, 60 * training.minutes - spent), wall)
            state.done = before + (1 - before) * left
            if state.done >= 1.0:
                break
            losses.append(_step(state, batch, training))
            pieces += int(batch["mask"].sum())
        state.chunk += 1
        rate = pieces / max(1e-9, time.monotonic() - from_)
        mean = sum(losses) / max(1, len(losses))
        say(f"{state.done:.3f} done, step {state.step}, loss {mean:.4f}, {rate:.0f} pieces/s")
        if state.spent - checked > 60 * training.check_minutes or state.done >= 1.0:
            checked = state.spent
            _check(state, course)
        _save(state, run)


def _step(state: State, batch: dict[str, Tensor], training: TrainingConfig) -> float:
    done = state.done
    share = min(1.0, (done + 0.002) / training.warm_up, max(0.02, (1 - done) / training.fall))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = state.network.scores(batch)
    value = loss(scores.float(), batch, training)
    value.backward()
    state.step += 1
    stepping.advance(
        state.network, state.optimiser, state.average, state.step,
        share=share, clip=training.clip, keep=training.average,
    )  # fmt: skip
    return float(value.detach())


def build(config: JudgeConfig) -> Scorer:
    """A fresh judge, or where the encoder is the teacher's, a fresh teacher."""
    if config.encoder.parts:
        return teacher.build(config.encoder, config.training.still_layers)
    return network.build(config.encoder)


def _start(config: JudgeConfig, begin: Path | None) -> State:
    scorer = build(config).train()
    if begin:
        shipped.load(scorer, begin)
    training = config.training
    groups = []
    for name, parameter in scorer.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = training.head_rate
        if name.startswith("encoder."):
            depth = min(scorer.layers, scorer.layers - scorer.depth(name) - 1)
            rate = training.encoder_rate * training.layer_decay**depth
        decay = training.weight_decay if parameter.ndim > 1 else 0.0
        groups.append({"params": [parameter], "lr": rate, "peak": rate, "weight_decay": decay})
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=True)
    return State(scorer, stepping.mean_of(scorer), optimiser)


def _check(state: State, course: Course) -> None:
    """Scores of the averaged weights, which are kept beside them."""
    kept = course.run / f"step-{state.step}.pt"
    torch.save(state.average, kept)
    found = measure.scores(of_states(course.config, [kept]), course.cutter, course.checks)
    with (course.run / "scores.jsonl").open("a", encoding="utf-8") as out:
        out.write(json.dumps({"step": state.step, "spent": round(state.spent), **found}) + "\n")
    course.say(f"step {state.step}: " + "  ".join(f"{name} {value:.3f}" for name, value in found.items()))


def of_states(config: JudgeConfig, states: list[Path]) -> Scorer:
    """The judge, or the teacher, with the mean of some kept states."""
    scorer = build(config)
    loaded = [torch.load(path, map_location="cpu", weights_only=True) for path in states]
    mean = {name: sum(each[name] for each in loaded) / len(loaded) for name in loaded[0]}
    scorer.load_state_dict({**scorer.state_dict(), **mean})
    return scorer.eval()


def _save(state: State, run: Path) -> None:
    named = state.network.named_parameters()
    running.save(
        run,
        {
            "network": {name: p.detach() for name, p in named if name in state.average},
            "average": state.average,
            "optimiser": state.optimiser.state_dict(),
            "step": state.step,
            "chunk": state.chunk,
            "spent": state.spent,
            "done": state.done,
        },
    )


def _resume(state: State, run: Path, say: Say) -> None:
    saved = running.saved(run)
    if saved is None:
        return
    state.network.load_state_dict({**state.network.state_dict(), **saved["network"]})
    state.average = saved["average"]
    state.optimiser.load_state_dict(saved["optimiser"])
    state.step, state.chunk = saved["step"], saved["chunk"]
    state.spent, state.done = saved["spent"], saved["done"]
    say(f"going on at step {state.step}")
