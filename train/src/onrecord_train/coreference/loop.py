"""The training of the branch: one step reads a document, some texts with names and some rows of GAP."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from onrecord.resolve.coreference.flags import Gazetteer
from onrecord.weights_file import FOLDER as PRODUCT
from onrecord_train import config as configs
from onrecord_train import dequantise, running
from onrecord_train.coreference import corpora, losses
from onrecord_train.coreference.batches import Batch, Gold, collate, gold
from onrecord_train.coreference.invented import invented
from onrecord_train.coreference.network import Branch
from onrecord_train.coreference.renamed import renamed, renamed_pronouns
from onrecord_train.coreference.states import Read, read_all
from onrecord_train.running import Say


@dataclass(frozen=True, slots=True)
class Settings:
    """Every value of the training."""

    steps: int = 3000
    layer_rate: float = 3e-4
    head_rate: float = 1.5e-3
    weight_decay: float = 0.01
    warm_up: float = 0.05
    clip: float = 1.0
    average: float = 0.996
    gap_rows: int = 6
    name_texts: int = 4
    litbank_share: float = 0.33
    names_weight: float = 1.0
    spans_weight: float = 1.0
    syntax_weight: float = 0.3
    links_weight: float = 1.0
    gap_weight: float = 0.5
    uncase: float = 0.03
    seed: int = 5
    save_every: int = 100
    score_every: int = 600


SHARES = {"wikigold": 0.22, "renamed": 0.2, "invented": 0.28, "btc": 0.1, "wnut17": 0.1, "re3d": 0.1}


@dataclass(slots=True)
class Corpus:
    """Everything that is learnt from or scored on."""

    gazetteer: Gazetteer
    gum: list[Read]
    litbank: list[Read]
    gap: list[Read]
    names: dict[str, list[Read]]
    gum_dev: list[Read]
    gap_dev: list[Read]
    world_dev: list[Read]


def corpus(data: Path, cache: Path, gazetteer: Path, small: bool = False) -> Corpus:
    """Reads, or computes and keeps, the states of all texts."""
    cache.mkdir(parents=True, exist_ok=True)
    known = Gazetteer.parse(gazetteer.read_text("utf-8"))
    cities = data / "gazetteers" / "world-cities.csv"

    def read(name: str, examples: list) -> list[Read]:
        return read_all(examples[:6] if small else examples, cache, f"small-{name}" if small else name, known)

    open_names = [e for e in corpora.names(data / "ner_open") if len(e.text) > 20]
    wikigold = [e for e in open_names if e.name.startswith("wikigold")]
    sets = {k: [e for e in open_names if e.name.startswith(k)] for k in ("wikigold", "btc", "wnut17", "re3d")}
    sets["btc"] = sets["btc"][::2]
    sets["renamed"] = [*renamed(wikigold, cities, 1), *renamed(wikigold, cities, 2)]
    sets["invented"] = invented(cities, 1400)
    rows = list(corpora.gap(data / "gap" / "gap-development.tsv"))
    more = [e for seed in (1, 2) for e in renamed_pronouns(rows, data / "gazetteers", seed)]
    return Corpus(
        known,
        read("gum-train", [e for e in corpora.gum(data / "gum" / "train.jsonl") if e.clusters is not None]),
        read("litbank", list(corpora.litbank(data / "litbank" / "all.jsonl"))),
        [*read("gap-development", rows), *read("gap-renamed", more)],
        {k: read(k, v) for k, v in sets.items()},
        read("gum-dev", list(corpora.gum(data / "gum" / "dev.jsonl"))),
        read("gap-validation", list(corpora.gap(data / "gap" / "gap-validation.tsv"))),
        read("worldwide", list(corpora.worldwide(data / "worldwide_ner_dev" / "ner.jsonl"))),
    )


def fresh(root: Path, after: Path | None = None) -> Branch:
    """The branch with the extractor's own upper three layers, or with the averaged weights of a run."""
    whole = dequantise.network(PRODUCT / "model.onnx", configs.load(root / "train" / "config.toml"))
    for part in whole.encoder.encoder.layer.modules():
        if isinstance(part, torch.nn.Dropout):
            part.p = 0.0  # a tenth of the time on a processor; the states of words are dropped out instead
    branch = Branch(list(whole.encoder.encoder.layer[3:6]))
    if after is not None:
        branch.load_state_dict(torch.load(after / "checkpoint.pt", weights_only=True)["average"])
    return branch


class Course:
    """One training under way."""

    def __init__(self, branch: Branch, settings: Settings, run: Path, say: Say) -> None:
        self.branch, self.settings, self.run, self.say = branch, settings, run, say
        layers = list(branch.layers.parameters())
        known = {id(p) for p in layers}
        heads = [p for p in branch.parameters() if id(p) not in known]
        self.optimiser = torch.optim.AdamW(
            [{"params": layers, "lr": settings.layer_rate}, {"params": heads, "lr": settings.head_rate}],
            weight_decay=settings.weight_decay,
        )
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimiser, self._rate)
        self.average = {k: v.detach().clone() for k, v in branch.state_dict().items()}
        self.step = 0
        self.golds: dict[int, Gold] = {}
        self._resume()

    def _rate(self, step: int) -> float:
        warm = max(1, int(self.settings.warm_up * self.settings.steps))
        if step < warm:
            return (step + 1) / warm
        done = (step - warm) / max(1, self.settings.steps - warm)
        return 0.5 * (1 + float(np.cos(np.pi * min(1.0, done)))) * 0.98 + 0.02

    def gold(self, read: Read) -> Gold:
        """Kept, since texts come again."""
        return self.golds.setdefault(id(read), gold(read))

    def train(self, data: Corpus, score: Callable[[Branch, Corpus], dict[str, float]]) -> None:
        """Steps until done; scores and saves on the way."""
        begun, cpu, sums = (
            time.monotonic(),
            time.process_time(),
            dict.fromkeys(("names", "spans", "syntax", "links", "gap"), 0.0),
        )
        while self.step < self.settings.steps:
            for key, value in self._step(data).items():
                sums[key] += value
            self.step += 1
            if self.step % 20 == 0:
                spent = (time.monotonic() - begun) / 20
                busy = (time.process_time() - cpu) / 20
                shown = "  ".join(f"{k} {v / 20:.3f}" for k, v in sums.items())
                self.say(f"step {self.step}  {shown}  {spent:.2f} s, {busy:.2f} s of a processor")
                begun, cpu, sums = time.monotonic(), time.process_time(), dict.fromkeys(sums, 0.0)
            if self.step % self.settings.save_every == 0:
                self.save()
            if self.step % self.settings.score_every == 0 or self.step == self.settings.steps:
                found = score(self.averaged(), data)
                self.say(f"scores at {self.step}: " + "  ".join(f"{k} {v:.2f}" for k, v in found.items()))
                with (self.run / "scores.jsonl").open("a", encoding="utf-8") as out:
                    out.write(json.dumps({"step": self.step, **found}) + "\n")
                begun, cpu = time.monotonic(), time.process_time()

    def _step(self, data: Corpus) -> dict[str, float]:
        rng = random.Random(self.settings.seed * 1_000_003 + self.step)
        torch.manual_seed(self.settings.seed * 1_000_003 + self.step)
        document = rng.choice(data.litbank if rng.random() < self.settings.litbank_share else data.gum)
        kinds = rng.choices(list(SHARES), list(SHARES.values()), k=self.settings.name_texts)
        texts = [document, *(rng.choice(data.names[k]) for k in kinds)]
        rows = rng.sample(data.gap, min(self.settings.gap_rows, len(data.gap)))
        s = self.settings
        self.branch.train()
        found = self._documents(texts, data.gazetteer, rng)
        total = (
            s.names_weight * found["names"]
            + s.spans_weight * found["spans"]
            + s.syntax_weight * found["syntax"]
        )
        (total + s.links_weight * found["links"]).backward()
        found["gap"] = self._gap(rows, data.gazetteer, rng)
        (s.gap_weight * found["gap"]).backward()
        torch.nn.utils.clip_grad_norm_(self.branch.parameters(), s.clip)
        self.optimiser.step()
        self.schedule.step()
        self.optimiser.zero_grad(set_to_none=True)
        decay = min(s.average, (1 + self.step) / (10 + self.step))
        for key, value in self.branch.state_dict().items():
            self.average[key].lerp_(value, 1 - decay)
        return {k: float(v.detach()) for k, v in found.items()}

    def _forward(self, texts: list[Read], rng: random.Random) -> tuple[Batch, torch.Tensor]:
        batch = collate(texts, rng)
        if rng.random() < self.settings.uncase:
            batch.flags[..., :5] = 0
            batch.word_flags[..., :5] = 0
        with torch.autocast("cpu", torch.bfloat16):
            states = self.branch.upper(batch.states, batch.flags, batch.mask, batch.words)
            return batch, self.branch.dropout(states)

    def _documents(
        self, texts: list[Read], gazetteer: Gazetteer, rng: random.Random
    ) -> dict[str, torch.Tensor]:
        golds = [self.gold(t) for t in texts]
        batch, states = self._forward(texts, rng)
        with torch.autocast("cpu", torch.bfloat16):
            named = self.branch.named(states, batch.word_flags)
            states = states.float()
            spans = losses.spans_loss(self.branch, states, batch, texts, golds)
            syntax = losses.syntax_loss(self.branch, states, batch, golds)
        first = losses.join(
            self.branch, _only(batch, 0), states[[r for r, (t, _) in enumerate(batch.where) if t == 0]], 1
        )[0]
        return {
            "names": losses.names_loss(named, batch, golds),
            "spans": spans,
            "syntax": syntax,
            "links": losses.links_loss(self.branch, texts[0], golds[0], first, gazetteer),
        }

    def _gap(self, rows: list[Read], gazetteer: Gazetteer, rng: random.Random) -> torch.Tensor:
        batch, states = self._forward(rows, rng)
        found = losses.join(self.branch, batch, states.float(), len(rows))
        golds = [self.gold(r) for r in rows]
        known = losses.spans_loss(self.branch, states.float(), batch, rows, golds)
        return losses.gap_loss(self.branch, rows, golds, found, gazetteer) + 0.5 * known

    def averaged(self) -> Branch:
        """The network with averaged weights, for reading."""
        import copy

        found = copy.deepcopy(self.branch)
        found.load_state_dict(self.average)
        return found.eval()

    def save(self) -> None:
        """A checkpoint that a later call goes on from."""
        running.save(
            self.run,
            {
                "network": self.branch.state_dict(),
                "average": self.average,
                "optimiser": self.optimiser.state_dict(),
                "schedule": self.schedule.state_dict(),
                "step": self.step,
            },
        )

    def _resume(self) -> None:
        saved = running.saved(self.run)
        if saved is not None:
            self.branch.load_state_dict(saved["network"])
            self.average, self.step = saved["average"], saved["step"]
            self.optimiser.load_state_dict(saved["optimiser"])
            self.schedule.load_state_dict(saved["schedule"])
            self.say(f"going on after step {self.step}")


def _only(batch: Batch, text: int) -> Batch:
    rows = [r for r, (t, _) in enumerate(batch.where) if t == text]
    return Batch(
        batch.states[rows],
        batch.flags[rows],
        batch.mask[rows],
        batch.words[rows],
        batch.word_flags[rows],
        [(0, batch.where[r][1]) for r in rows],
    )
