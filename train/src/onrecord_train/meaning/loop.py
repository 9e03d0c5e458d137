"""Trains the judge within a budget of processor time: checkpoints that a run goes on from, and a state of the
averaged weights kept with its scores every few minutes, so that one can be chosen afterwards, or several
averaged."""

from __future__ import annotations

import json
import random
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from onrecord.link.meaning.pieces import Cutter
from onrecord_train.config import EncoderConfig
from onrecord_train.meaning import invented, measure, mix, news, sets, shipped, templates
from onrecord_train.meaning.encoder import tokenizer
from onrecord_train.meaning.network import Judge, build
from onrecord_train.meaning.sets import (
    CONTRADICTION,
    ENTAILMENT,
    NEUTRAL,
    NO_CONTRADICTION,
    NOT_ENTAILMENT,
    Pair,
)

Say = Callable[[str], None]
WITHOUT_NEUTRALS = ("wikifactcheck_refuted", "fever_dev", "fm2.dev", "summedits_pairs", "mnli_dev_matched")
FAR = ("mnli_dev_matched", "fever_dev", "fm2.dev", "summedits_pairs", "conjnli.train_adv")


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """How it is trained; see the comments in judge.toml."""

    seed: int
    minutes: float
    warm_up: float
    fall: float
    pieces_per_batch: int
    encoder_rate: float
    head_rate: float
    layer_decay: float
    weight_decay: float
    clip: float
    average: float
    smoothing: float
    chunk: int
    check_minutes: float
    still_layers: int
    still_from: float


@dataclass(frozen=True, slots=True)
class MixConfig:
    """What the pairs are made of; see the comments in judge.toml."""

    long: float
    refuted_entailed: float
    neighbours: int
    templates: int
    events: float
    facts: float
    news: float


@dataclass(frozen=True, slots=True)
class JudgeConfig:
    """One training run."""

    encoder: EncoderConfig
    training: TrainingConfig
    mix: MixConfig
    sets: dict[str, int]

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for the manifest."""
        return asdict(self)


def load(path: Path) -> JudgeConfig:
    """Reads a config; a missing or unknown key is a TypeError that names it."""
    raw = tomllib.loads(path.read_text("utf-8"))
    return JudgeConfig(
        EncoderConfig(**raw["encoder"]),
        TrainingConfig(**raw["training"]),
        MixConfig(**raw["mix"]),
        raw["sets"],
    )


@dataclass(slots=True)
class State:
    """What a checkpoint holds. ``spent`` is processor time in seconds."""

    network: Judge
    average: dict[str, Tensor]
    optimiser: torch.optim.Optimizer
    step: int = 0
    chunk: int = 0
    spent: float = 0.0
    done: float = 0.0


@dataclass(frozen=True, slots=True)
class Material:
    """The ``pairs`` to train on, ``far`` sentences of other matters to put around them, what is ``told`` of
    invented events and facts, and pairs of contents of one article of the ``news``."""

    pairs: list[Pair]
    far: list[str]
    told: invented.Told
    news: list[Pair]


def material(config: JudgeConfig, root: Path) -> Material:
    """Everything that is trained on."""
    rng = random.Random(config.training.seed)
    folder = sets.data(root)
    read: dict[str, list[Pair]] = {}
    for name, most in config.sets.items():
        found = measure.without_measured(name, sets.read(measure.path_of(folder, name)))
        read[name] = sets.sample([p for p in found if not p.source.endswith(".news")], most, rng)
    pairs = [p for name, found in read.items() if name != "wikifactcheck_refuted" for p in found]
    pairs += mix.refuted(read.get("wikifactcheck_refuted", []), rng, config.mix.refuted_entailed)
    for name in WITHOUT_NEUTRALS:
        pairs += mix.neighbours(read.get(name, []), config.mix.neighbours // len(WITHOUT_NEUTRALS), rng)
    pairs += templates.pairs(config.mix.templates, rng)
    far = [p.premise for name in FAR for p in read.get(name, []) if 6 <= len(p.premise.split()) <= 40]
    far += _reported(folder / "polnear/train.jsonl")
    rng.shuffle(far)
    events = invented.read_events(root / "train/invented/events")
    facts = invented.read_facts(root / "train/invented/facts")
    beside = news.pairs(folder / "polnear/train.jsonl")
    return Material(pairs, far, invented.Told(events, facts, far), beside)


def _reported(path: Path) -> list[str]:
    """Contents of attributions from the articles that the extractor is trained on."""
    found = []
    for row in sets.rows(path):
        for each in row["attributions"]:
            content = " ".join(row["text"][a:b] for a, b in each["content"])
            if 8 <= len(content.split()) <= 40:
                found.append(content)
    return found


def train(
    config: JudgeConfig,
    root: Path,
    run: Path,
    say: Say,
    *,
    wall_minutes: float = 1e9,
    begin: Path | None = None,
) -> None:
    """Trains until the budget of processor time, or the wall clock, is spent; goes on from a checkpoint.
    ``begin`` is a judge or a kept state whose weights a new run begins with."""
    training = config.training
    torch.set_num_threads(1)
    torch.manual_seed(training.seed)
    run.mkdir(parents=True, exist_ok=True)
    made = material(config, root)
    cutter = Cutter(tokenizer(config.encoder))
    checks = measure.checks(sets.data(root), root)
    measured = sum(map(len, checks.values()))
    told = ", ".join(f"{len(pairs)} of label {label}" for label, pairs in made.told.by_label.items())
    say(f"{len(made.pairs)} pairs, {len(made.far)} sentences of other matters, {measured} to measure on")
    say(f"events: {told}; {len(made.told.facts)} facts; {len(made.news)} pairs of the news")
    state = _start(config, begin)
    _resume(state, run, say)
    begun, processor, spent, before = time.monotonic(), time.process_time(), state.spent, state.done
    checked = state.spent
    while state.done < 1.0:
        _keep_still(state, training)
        rng = random.Random(training.seed * 1000 + state.chunk)
        losses, pieces, from_ = [], 0, time.process_time()
        for batch in batches(made, cutter, config, rng):
            state.spent = spent + time.process_time() - processor
            wall = (time.monotonic() - begun) / 60 / wall_minutes
            # What is left of the budget is measured by the clock that runs out first.
            left = max((state.spent - spent) / max(1.0, 60 * training.minutes - spent), wall)
            state.done = before + (1 - before) * left
            if state.done >= 1.0:
                break
            losses.append(_step(state, batch, config))
            pieces += int(batch["mask"].sum())
        state.chunk += 1
        rate = pieces / max(1e-9, time.process_time() - from_)
        mean = sum(losses) / max(1, len(losses))
        say(f"{state.done:.3f} done, step {state.step}, loss {mean:.4f}, {rate:.0f} pieces/s")
        if state.spent - checked > 60 * training.check_minutes or state.done >= 1.0:
            checked = state.spent
            _check(state, config, cutter, checks, run, say)
        _save(state, run)


def batches(
    made: Material, cutter: Cutter, config: JudgeConfig, rng: random.Random
) -> Iterator[dict[str, Tensor]]:
    """One chunk of pairs in batches of like length, in random order."""
    mixer, size = mix.Mixer(made.far, config.mix.long, rng), config.training.chunk
    events, facts, beside = (round(size * s) for s in (config.mix.events, config.mix.facts, config.mix.news))
    some = min(len(made.pairs), size - events - facts - beside)
    drawn = [mixer.draw(p) for p in rng.sample(made.pairs, some)]
    drawn += [news.drawn(pair, rng) for pair in rng.sample(made.news, min(len(made.news), beside))]
    drawn += [made.told.event(rng) for _ in range(events)] + [made.told.fact(rng) for _ in range(facts)]
    read = [
        (cutter.pair(cutter.pieces(p.premise), cutter.pieces(p.hypothesis), relation=p.relation), p.label)
        for p in drawn
    ]
    read.sort(key=lambda each: len(each[0].ids))
    groups: list[list[Any]] = [[]]
    for each in read:
        if (len(groups[-1]) + 1) * len(each[0].ids) > config.training.pieces_per_batch:
            groups.append([])
        groups[-1].append(each)
    rng.shuffle(groups)
    for group in groups:
        if group:
            yield measure.padded([r for r, _ in group], [label for _, label in group])


def loss(scores: Tensor, labels: Tensor, smoothing: float) -> Tensor:
    """Cross-entropy; of a pair of which only one label is ruled out, that of the other two together."""
    whole = labels < NOT_ENTAILMENT
    total = torch.zeros(())
    if whole.any():
        total = functional.cross_entropy(
            scores[whole], labels[whole], label_smoothing=smoothing, reduction="sum"
        )
    for label, left in ((NOT_ENTAILMENT, CONTRADICTION), (NO_CONTRADICTION, ENTAILMENT)):
        some = labels == label
        if some.any():
            logs = functional.log_softmax(scores[some], 1)
            total = total - torch.logaddexp(logs[:, NEUTRAL], logs[:, left]).sum()
    return total / len(labels)


def _keep_still(state: State, training: TrainingConfig) -> None:
    """Leaves the lower layers as they are from some point on: a step is then cheaper by a fifth."""
    if state.done < training.still_from:
        return
    for parameter in state.network.match.parameters():
        parameter.requires_grad = False
    for name, parameter in state.network.encoder.named_parameters():
        lower = name.startswith("embeddings.") or (
            ".layer." in name and int(name.split(".")[2]) < training.still_layers
        )
        if lower:
            parameter.requires_grad = False


def _step(state: State, batch: dict[str, Tensor], config: JudgeConfig) -> float:
    training = config.training
    done = state.done
    share = min(1.0, (done + 0.002) / training.warm_up, max(0.02, (1 - done) / training.fall))
    for group in state.optimiser.param_groups:
        group["lr"] = group["peak"] * share
    with torch.no_grad():
        words = state.network.encoder.embeddings.word_embeddings(batch["ids"])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = state.network(words, batch["mask"], batch["side"], batch["match"])
    value = loss(scores.float(), batch["labels"], training.smoothing)
    value.backward()
    torch.nn.utils.clip_grad_norm_(
        [p for g in state.optimiser.param_groups for p in g["params"]], training.clip
    )
    state.optimiser.step()
    state.optimiser.zero_grad(set_to_none=True)
    state.step += 1
    decay = min(training.average, (1 + state.step) / (10 + state.step))
    named = dict(state.network.named_parameters())
    with torch.no_grad():
        torch._foreach_lerp_(list(state.average.values()), [named[n] for n in state.average], 1 - decay)
    return float(value.detach())


def _start(config: JudgeConfig, begin: Path | None) -> State:
    network = build(config.encoder).train()
    if begin:
        shipped.load(network, begin)
    training, layers = config.training, len(network.encoder.encoder.layer)
    groups = []
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = training.head_rate
        if name.startswith("encoder."):
            depth = layers - int(name.split(".")[3]) - 1 if ".layer." in name else layers
            rate = training.encoder_rate * training.layer_decay**depth
        decay = training.weight_decay if parameter.ndim > 1 else 0.0
        groups.append({"params": [parameter], "lr": rate, "peak": rate, "weight_decay": decay})
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6)
    return State(
        network, {n: p.detach().clone() for n, p in network.named_parameters() if p.requires_grad}, optimiser
    )


def _check(
    state: State, config: JudgeConfig, cutter: Cutter, checks: measure.Checks, run: Path, say: Say
) -> None:
    """Scores of the averaged weights, which are kept beside them."""
    kept = run / f"step-{state.step}.pt"
    torch.save(state.average, kept)
    found = measure.scores(judge_of(config, [kept]), cutter, checks)
    with (run / "scores.jsonl").open("a", encoding="utf-8") as out:
        out.write(json.dumps({"step": state.step, "spent": round(state.spent), **found}) + "\n")
    say(f"step {state.step}: " + "  ".join(f"{name} {value:.3f}" for name, value in found.items()))


def judge_of(config: JudgeConfig, states: list[Path]) -> Judge:
    """The judge with the mean of some kept states."""
    network = build(config.encoder)
    loaded = [torch.load(path, map_location="cpu", weights_only=True) for path in states]
    mean = {name: sum(each[name] for each in loaded) / len(loaded) for name in loaded[0]}
    network.load_state_dict({**network.state_dict(), **mean})
    return network.eval()


def _save(state: State, run: Path) -> None:
    part = run / "checkpoint.part"
    values = {
        "network": state.network.state_dict(),
        "average": state.average,
        "optimiser": state.optimiser.state_dict(),
    }
    torch.save(
        {**values, "step": state.step, "chunk": state.chunk, "spent": state.spent, "done": state.done}, part
    )
    part.replace(run / "checkpoint.pt")


def _resume(state: State, run: Path, say: Say) -> None:
    path = run / "checkpoint.pt"
    if not path.exists():
        return
    saved = torch.load(path, map_location="cpu", weights_only=True)
    state.network.load_state_dict(saved["network"])
    state.average = saved["average"]
    state.optimiser.load_state_dict(saved["optimiser"])
    state.step, state.chunk = saved["step"], saved["chunk"]
    state.spent, state.done = saved["spent"], saved.get("done", 0.25)
    say(f"going on at step {state.step}")
