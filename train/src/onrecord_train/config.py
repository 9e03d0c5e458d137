"""The one TOML file with every value of a training run, as frozen values."""

from __future__ import annotations

import os
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class DataConfig:
    """Where the annotated articles lie."""

    folder: str
    train: str
    dev: str


@dataclass(frozen=True, slots=True)
class InventedConfig:
    """Our own passages in the span-markup notation."""

    folder: str
    times: int


@dataclass(frozen=True, slots=True)
class EncoderConfig:
    """The pretrained encoder: an importable package with ``model/`` inside, or, put together from ``parts``
    (`onrecord_train.parts`), a folder of the environment. The hash is that of its weights."""

    package: str
    sha256: str
    freeze_words: bool
    dropout: float
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadsConfig:
    """Sizes of what stands on the encoder."""

    link_width: int
    link_distance: int


@dataclass(frozen=True, slots=True)
class WindowsConfig:
    """Lengths in word pieces, special ones not counted."""

    longest: int
    shortest: int
    context: int


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """How it is trained; see the comments in config.toml."""

    start: str
    frozen_layers: int
    masked_words: float
    consistency: float
    simulate_int8: bool
    seed: int
    epochs: int
    pieces_per_batch: int
    encoder_rate: float
    head_rate: float
    layer_decay: float
    weight_decay: float
    warm_up: float
    clip: float
    link_weight: float
    average: float
    uncase: float
    threads: int
    bfloat16: bool


@dataclass(frozen=True, slots=True)
class ExportConfig:
    """How the weights are made small."""

    blockwise: bool


@dataclass(frozen=True, slots=True)
class Config:
    """One training run."""

    data: DataConfig
    invented: InventedConfig
    encoder: EncoderConfig
    heads: HeadsConfig
    windows: WindowsConfig
    training: TrainingConfig
    export: ExportConfig
    decoding: dict[str, float]

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for the manifest."""
        return asdict(self)

    def data_folder(self, root: Path) -> Path:
        """The folder of the articles: ``ONRECORD_DATA``/polnear if set, else as configured from ``root``."""
        base = os.environ.get("ONRECORD_DATA")
        return Path(base) / "polnear" if base else root / self.data.folder


def load(path: Path) -> Config:
    """Reads a config; a missing or unknown key is a TypeError that names it."""
    raw = tomllib.loads(path.read_text("utf-8"))
    return Config(
        DataConfig(**raw["data"]),
        InventedConfig(**raw["invented"]),
        EncoderConfig(**raw["encoder"]),
        HeadsConfig(**raw["heads"]),
        WindowsConfig(**raw["windows"]),
        TrainingConfig(**raw["training"]),
        ExportConfig(**raw["export"]),
        raw["decoding"],
    )
