"""The training loop: resumable after every epoch, one line of scores per epoch."""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer

from onrecord.weights_file import FOLDER
from onrecord_train import dequantise, dev, invented, running, stepping
from onrecord_train.batches import Batch, batches
from onrecord_train.config import Config
from onrecord_train.labelling import IGNORED, Labelled, articles, label
from onrecord_train.network import Network, build, divergence, encoder_folder, freeze, loss
from onrecord_train.running import Say
from onrecord_train.simulate import simulate_int8


@dataclass(slots=True)
class State:
    """What a checkpoint holds: the weights, their average, the optimiser, and where the run stands."""

    network: Network
    average: dict[str, torch.Tensor]
    optimiser: torch.optim.Optimizer
    step: int
    epoch: int


def tokenizer(config: Config) -> Tokenizer:
    """The encoder's tokenizer, without truncation and padding."""
    found = Tokenizer.from_file(str(encoder_folder(config) / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def train(config: Config, root: Path, run: Path, say: Say) -> None:
    """Trains until ``epochs`` and leaves ``checkpoint.pt`` and ``scores.jsonl`` in ``run``; goes on from a
    checkpoint that lies there. Ctrl-C loses at most the epoch under way."""
    torch.set_num_threads(config.training.threads)
    torch.manual_seed(config.training.seed)
    run.mkdir(parents=True, exist_ok=True)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    cut = tokenizer(config)
    folder = config.data_folder(root)
    groups = [[label(r, cut) for r in g] for g in articles(folder / config.data.train)]
    gold = [g[0] for g in articles(folder / config.data.dev)]
    dev_items = [label(r, cut) for r in gold]
    say(f"{len(groups)} articles to train on, {len(gold)} to score, on {device}")
    state = _start(config, device)
    _resume(state, run, say)
    while state.epoch < config.training.epochs:
        # read anew, since a long run may begin while passages are still being written
        passages = invented.load(root / config.invented.folder) if config.invented.times else []
        texts = [list(invented.items(passage, cut)) for passage in passages]
        say(invented.describe(passages, texts))
        total = config.training.epochs * sum(
            1 for _ in batches(groups, config, random.Random(config.training.seed), texts)
        )
        rng = random.Random(config.training.seed * 1000 + state.epoch)
        _epoch(state, batches(groups, config, rng, texts), config, total, device, say)
        state.epoch += 1
        _save(state, run)
        found = score(state, config, gold, dev_items, folder)
        line = {"epoch": state.epoch, "step": state.step, **found}
        with (run / "scores.jsonl").open("a", encoding="utf-8") as out:
            out.write(json.dumps(line) + "\n")
        names = ("attr", "attr.exact", "attr.content", "direct.attr", "tok.source", "tok.cue", "tok.content")
        say(f"epoch {state.epoch}: " + "  ".join(f"{n} {found[n]:.1f}" for n in names))


def score(
    state: State, config: Config, gold: list[dict], items: list[Labelled], folder: Path
) -> dict[str, float]:
    """Dev scores of the averaged weights."""
    network = averaged(state, config)
    forward = dev.torch_forward(network)
    predicted = {
        g["id"]: dev.predict(g["text"], i.pieces, dev.read(i.pieces, forward, config))
        for g, i in zip(gold, items, strict=True)
    }
    return dev.scores(gold, predicted, folder)


def averaged(state: State, config: Config) -> Network:
    """A copy of the network with the averaged weights, on the CPU, for reading."""
    network = build(config)
    weights = {k: v.float().cpu() for k, v in state.average.items()}
    network.load_state_dict({**{k: v.cpu() for k, v in state.network.state_dict().items()}, **weights})
    return network.eval()


def _start(config: Config, device: torch.device) -> State:
    network = beginning(config).to(device).train()
    freeze(network, config.training.frozen_layers)
    if config.training.simulate_int8:
        simulate_int8(network)
    groups = list(_rates(network, config))
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6)
    return State(network, stepping.mean_of(network), optimiser, 0, 0)


def beginning(config: Config) -> Network:
    """What a run starts from: the pretrained encoder, the shipped weights, or another run's average."""
    start = config.training.start
    if start == "shipped":
        return dequantise.network(FOLDER / "model.onnx", config)
    network = build(config)
    if start != "encoder":
        network.load_state_dict(running.averaged(Path(start)))
    return network


def _rates(network: Network, config: Config) -> Iterator[dict]:
    """Parameter groups: heads at their own rate, encoder layers at rates that fall towards the input."""
    training = config.training
    layers = len(network.encoder.encoder.layer)
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith("encoder.encoder.layer."):
            depth = layers - int(name.split(".")[3])
            rate = training.encoder_rate * training.layer_decay ** (depth - 1)
        elif name.startswith("encoder."):
            rate = training.encoder_rate * training.layer_decay**layers
        else:
            rate = training.head_rate
        decay = training.weight_decay if parameter.ndim > 1 else 0.0
        yield {"params": [parameter], "lr": rate, "peak": rate, "weight_decay": decay}


def _epoch(
    state: State, stream: Iterator[Batch], config: Config, total: int, device: torch.device, say: Say
) -> None:
    begun, seen, running = time.monotonic(), 0, 0.0
    for count, batch in enumerate(stream, 1):
        running += _step(state, batch, config, total, device)
        seen += int(batch.mask.sum())
        if count % 50 == 0:
            rate = seen / (time.monotonic() - begun)
            say(
                f"  epoch {state.epoch + 1} step {state.step}/{total} loss {running / 50:.4f}"
                f" {rate:.0f} pieces/s"
            )
            running = 0.0


def _step(state: State, batch: Batch, config: Config, total: int, device: torch.device) -> float:
    training = config.training
    share = _schedule(state.step, total, training.warm_up)
    b = {name: getattr(batch, name).to(device) for name in Batch.__slots__}
    value, tags = _pass(state.network, b, config, device)
    if training.consistency:
        again, others = _pass(state.network, b, config, device)
        apart = divergence(tags, others, b["tags"] != IGNORED)
        value = (value + again) / 2 + training.consistency * apart
    value.backward()
    state.step += 1
    stepping.advance(
        state.network, state.optimiser, state.average, state.step,
        share=share, clip=training.clip, keep=training.average,
    )  # fmt: skip
    return float(value.detach())


def _pass(
    network: Network, b: dict[str, torch.Tensor], config: Config, device: torch.device
) -> tuple[torch.Tensor, torch.Tensor]:
    """The loss of one batch and its label scores."""
    with torch.autocast(device.type, dtype=torch.bfloat16, enabled=config.training.bfloat16):
        tags, links = network(b["ids"], b["mask"], b["quote"], b["breaks"], b["case"])
    tags, links = tags.float(), links.float()
    return loss(tags, links, b["tags"], b["owner"], b["cue"], config.training.link_weight), tags


def _schedule(step: int, total: int, warm_up: float) -> float:
    begin = max(1, int(total * warm_up))
    if step < begin:
        return (step + 1) / begin
    return 0.5 * (1 + math.cos(math.pi * min(1.0, (step - begin) / max(1, total - begin))))


def _save(state: State, run: Path) -> None:
    running.save(
        run,
        {
            "network": state.network.state_dict(),
            "average": state.average,
            "optimiser": state.optimiser.state_dict(),
            "step": state.step,
            "epoch": state.epoch,
        },
    )


def _resume(state: State, run: Path, say: Say) -> None:
    saved = running.saved(run, next(state.network.parameters()).device)
    if saved is None:
        return
    state.network.load_state_dict(saved["network"])
    state.average = saved["average"]
    state.optimiser.load_state_dict(saved["optimiser"])
    state.step, state.epoch = saved["step"], saved["epoch"]
    say(f"going on after epoch {state.epoch} (step {state.step})")
