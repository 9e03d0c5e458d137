"""The one TOML file with every value of a training of the judge, or of its teacher, as frozen values."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from onrecord_train.config import EncoderConfig


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
    checked: int
    still_layers: int
    still_from: float
    temperature: float
    answered: float


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
    taught: float


@dataclass(frozen=True, slots=True)
class AskedConfig:
    """What a teacher is asked about; see the comments in judge.toml."""

    events: float
    facts: float
    news: float
    strangers: float
    own: float


@dataclass(frozen=True, slots=True)
class JudgeConfig:
    """One training run."""

    encoder: EncoderConfig
    training: TrainingConfig
    mix: MixConfig
    sets: dict[str, int]
    asked: AskedConfig | None = None

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
        AskedConfig(**raw["asked"]) if "asked" in raw else None,
    )
