"""What the judge and its teacher are trained on: the pairs, how they are drawn, and how they are cut into
batches."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from onrecord.link.meaning.pieces import Cutter
from onrecord_train.meaning import answers, invented, measure, mix, news, sets, strangers, templates
from onrecord_train.meaning.config import JudgeConfig
from onrecord_train.meaning.sets import Pair

WITHOUT_NEUTRALS = ("wikifactcheck_refuted", "fever_dev", "fm2.dev", "summedits_pairs", "mnli_dev_matched")
FAR = ("mnli_dev_matched", "fever_dev", "fm2.dev", "summedits_pairs", "conjnli.train_adv")
STRANGERS = 20_000


@dataclass(frozen=True, slots=True)
class Material:
    """The ``pairs`` to train on, ``far`` sentences of other matters to put around them, what is ``told`` of
    invented events and facts, pairs of contents of one article of the ``news``, pairs of ``strangers``, which
    are without labels and for a teacher only, and pairs that one has ``answered``."""

    pairs: list[Pair]
    far: list[str]
    told: invented.Told
    news: list[Pair]
    strangers: list[Pair]
    answered: list[Pair]

    def described(self) -> str:
        """How much of each there is, in one line."""
        told = ", ".join(f"{len(pairs)} of label {label}" for label, pairs in self.told.by_label.items())
        return (
            f"{len(self.pairs)} pairs, {len(self.far)} sentences of other matters; events: {told};"
            f" {len(self.told.facts)} facts; {len(self.news)} pairs of the news;"
            f" {len(self.answered)} answered"
        )


def material(config: JudgeConfig, root: Path, answered: Path | None = None) -> Material:
    """Everything that is trained on. ``answered`` is a file that `teach` wrote."""
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
    reported = news.contents(folder / "polnear/train.jsonl")
    far += [text for _, texts in reported for text in texts]
    rng.shuffle(far)
    events = invented.read_events(root / "train/invented/events")
    facts = invented.read_facts(root / "train/invented/facts")
    beside = news.pairs(folder / "polnear/train.jsonl")
    told = [list(map(invented.text_of, e.told.values())) for e in events if not invented.is_held(e.slug)]
    strange = strangers.pairs(told, "strange events", STRANGERS // 2, rng)
    trained = [texts for article, texts in reported if news.is_trained(article)]
    strange += strangers.pairs(trained, "strange news", STRANGERS // 2, rng)
    taught = answers.read(answered) if answered else []
    return Material(pairs, far, invented.Told(events, facts, far), beside, strange, taught)


def drawn(made: Material, config: JudgeConfig, rng: random.Random) -> list[Pair]:
    """One chunk of pairs, each drawn anew, in no order."""
    mixer, size = mix.Mixer(made.far, config.mix.long, rng), config.training.chunk
    taught = round(size * config.mix.taught) if made.answered else 0
    fresh = size - taught
    events, facts, beside = (round(fresh * s) for s in (config.mix.events, config.mix.facts, config.mix.news))
    some = min(len(made.pairs), max(0, fresh - events - facts - beside))
    found = [mixer.draw(p) for p in rng.sample(made.pairs, some)]
    found += [news.drawn(pair, rng) for pair in rng.sample(made.news, min(len(made.news), beside))]
    found += [made.told.event(rng) for _ in range(events)] + [made.told.fact(rng) for _ in range(facts)]
    return found + rng.sample(made.answered, min(taught, len(made.answered)))


def batches(
    pairs: Sequence[Pair], cutter: Cutter, most: int, rng: random.Random
) -> Iterator[dict[str, Tensor]]:
    """Pairs in batches of like length and at most so many pieces, in random order."""
    read = [
        (cutter.pair(cutter.pieces(p.premise), cutter.pieces(p.hypothesis), relation=p.relation), p)
        for p in pairs
    ]
    read.sort(key=lambda each: len(each[0].ids))
    groups: list[list[Any]] = [[]]
    for each in read:
        if (len(groups[-1]) + 1) * len(each[0].ids) > most:
            groups.append([])
        groups[-1].append(each)
    rng.shuffle(groups)
    for group in filter(None, groups):
        batch = measure.padded([r for r, _ in group])
        batch["labels"] = torch.tensor([p.label for _, p in group])
        batch["answers"] = torch.tensor([p.answer or (0.0, 0.0, 0.0) for _, p in group])
        yield batch


def replaced(pair: Pair, answer: Sequence[float]) -> Pair:
    """The pair with what a teacher says of it."""
    return replace(pair, answer=(float(answer[0]), float(answer[1]), float(answer[2])))
