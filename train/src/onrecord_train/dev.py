"""Scores of a network on the development articles: windows and decoding as the product has them."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch

from onrecord.extract.mend.subjects import complete_sources
from onrecord.extract.network.assemble import Linked, Part, Scores, Settings, Stretch, linked
from onrecord.extract.network.encode import Pieces, windows
from onrecord.extract.words.reading import Reading
from onrecord.segment import segment
from onrecord_train.batches import collate
from onrecord_train.config import Config
from onrecord_train.labelling import IGNORED, Labelled

Forward = Callable[[dict[str, np.ndarray]], tuple[np.ndarray, np.ndarray]]


def read(pieces: Pieces, forward: Forward, config: Config) -> Scores:
    """Runs ``forward`` over the windows of one article and keeps what each window owns."""
    cuts = windows(pieces, config.windows.longest, config.windows.context)
    nothing = np.full(len(pieces), IGNORED)
    item = Labelled(pieces, nothing, nothing, np.zeros(len(pieces), dtype=np.bool_))
    tags = np.zeros((len(pieces), 7), dtype=np.float32)
    links = []
    for cut in cuts:
        batch = collate([(item, cut.start, cut.end)], [False])
        inputs = {k: getattr(batch, k).numpy() for k in ("ids", "mask", "quote", "breaks", "case")}
        label_scores, cue_scores = forward(inputs)
        own = slice(cut.own_start - cut.start + 1, cut.own_end - cut.start + 1)
        tags[cut.own_start : cut.own_end] = _log_softmax(label_scores[0, own])
        rows = _log_softmax(cue_scores[0, own])[:, 1:-1]
        links.append(Stretch(cut.own_start, cut.own_end, cut.start, rows))
    return Scores(tags, tuple(links))


def _log_softmax(x: np.ndarray) -> np.ndarray:
    shifted = x - x.max(-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))


def torch_forward(network: torch.nn.Module) -> Forward:
    """The network as a function of arrays."""

    def forward(inputs: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        with torch.no_grad():
            tags, links = network(**{k: torch.from_numpy(v) for k, v in inputs.items()})
        return tags.float().numpy(), links.float().numpy()

    return forward


def as_spans(pieces: Pieces, item: Linked) -> dict[str, Any]:
    """One attribution as the scorer reads it: lists of [start, end] code points."""

    def spans(parts: list[Part]) -> list[list[int]]:
        return [[int(pieces.start[p.start]), int(pieces.end[p.end - 1])] for p in parts]

    return {"source": spans(item.sources), "cue": spans([item.cue]), "content": spans(item.contents)}


def attributions(text: str, pieces: Pieces, scores: Scores, settings: Settings) -> list[Linked]:
    """All attributions of one article as the product decodes them, whatever their confidence."""
    items = linked(pieces, scores, settings)
    complete_sources(Reading.of_text(text, segment(text)), pieces, items)
    return items


def predict(
    text: str, pieces: Pieces, scores: Scores, settings: Settings | None = None
) -> list[dict[str, Any]]:
    """The same as spans."""
    return [as_spans(pieces, item) for item in attributions(text, pieces, scores, settings or Settings())]


def scorer(data_folder: Path) -> Any:
    """The module eval/score.py that lies beside the data."""
    path = data_folder.parent.parent / "eval" / "score.py"
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def summary(module: Any, gold: list[dict], predicted: dict[str, list[dict]]) -> dict[str, float]:
    """F1 in points of every measure of the scorer, and P, R of the linked one."""
    final = module.final(module.total(module.score(gold, predicted)))
    found = {name: round(100 * value[2], 2) for name, value in final.items()}
    return {**found, "attr.P": round(100 * final["attr"][0], 2), "attr.R": round(100 * final["attr"][1], 2)}


def scores(gold: list[dict], predicted: dict[str, list[dict]], data_folder: Path) -> dict[str, float]:
    """The same by the scorer beside the data."""
    return summary(scorer(data_folder), gold, predicted)
