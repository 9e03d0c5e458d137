"""Checkpoint → two ONNX graphs (three layers in int8; links in float), manifest and model card."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.extract.neural import NeuralExtractor
from onrecord.model import Document
from onrecord.resolve.coreference.flags import FLAGS
from onrecord.resolve.coreference.pairs import MENTION_FEATURES, PAIR_FEATURES
from onrecord_train import shipping
from onrecord_train.coreference.network import WIDTH, Branch

VERSION = "1"
# The score that a link needs, by the form of the later mention; chosen on GUM dev: 0 for all gives 55.2
# CoNLL F1, −0.5 for all 55.9, these 56.7.
DECODING = {
    "floors": {
        "name": -0.5,
        "definite": -0.5,
        "indefinite": 0.5,
        "possessed": -2.0,
        "she": 0.5,
        "it": -1.0,
        "they": -1.0,
        "I": -0.5,
        "we": -0.5,
        "demonstrative": 0.5,
    }
}
OUTPUTS = ("states_out", "spans", "heads", "relations", "tags", "names")


class _Window(nn.Module):
    """One window, unpadded."""

    def __init__(self, branch: Branch) -> None:
        super().__init__()
        self.branch = branch

    def forward(self, states: Tensor, flags: Tensor, words: Tensor) -> tuple[Tensor, ...]:
        upper = self.branch.upper(states, flags, torch.ones_like(flags[..., 0]), words)
        of_words = flags.gather(1, words[..., None].expand(-1, -1, FLAGS))
        return (
            upper,
            self.branch.spans(upper),
            self.branch.arcs(upper).argmax(-1),
            self.branch.relations(upper).argmax(-1),
            self.branch.tags(upper).argmax(-1),
            self.branch.named(upper, of_words),
        )


class _Links(nn.Module):
    def __init__(self, branch: Branch) -> None:
        super().__init__()
        self.branch = branch

    def forward(
        self, mentions: Tensor, about: Tensor, late: Tensor, early: Tensor, features: Tensor
    ) -> Tensor:
        vectors = nn.functional.gelu(self.branch.mention(mentions))
        found: Tensor = self.branch.links(vectors, about, late, early, features)
        return found


def graphs(branch: Branch, folder: Path) -> tuple[Path, Path]:
    """Writes model.onnx (int8) and links.onnx."""
    branch = branch.eval()
    for layer in branch.layers:
        layer.attention.self.config._attn_implementation = "eager"
    full, small, links = folder / "float.onnx", folder / "model.onnx", folder / "links.onnx"
    n, w, m, p = 40, 30, 7, 12
    window = (torch.randn(1, n, WIDTH), torch.zeros(1, n, FLAGS), torch.arange(w)[None])
    pairs = (
        torch.randn(m, 3 * WIDTH),
        torch.zeros(m, MENTION_FEATURES),
        torch.zeros(p, dtype=torch.long),
        torch.zeros(p, dtype=torch.long),
        torch.zeros(p, PAIR_FEATURES),
    )
    axes: dict[str, dict[int, str]] = {"states": {1: "pieces"}, "flags": {1: "pieces"}, "words": {1: "words"}}
    axes |= {name: {1: "words"} for name in OUTPUTS} | {"spans": {1: "words", 2: "words"}}
    _export(_Window(branch), window, full, ["states", "flags", "words"], list(OUTPUTS), axes)
    names = ["mentions", "about", "late", "early", "features"]
    sizes = {
        "mentions": {0: "m"},
        "about": {0: "m"},
        **{k: {0: "p"} for k in ("late", "early", "features", "scores")},
    }
    _export(_Links(branch), pairs, links, names, ["scores"], sizes)
    keep = [x.name for x in onnx.load(full).graph.node if x.op_type == "MatMul" and "/layers." not in x.name]
    quantize_dynamic(
        full,
        small,
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=keep,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )
    return small, links


def _export(
    module: nn.Module, inputs: tuple, path: Path, names: list[str], outputs: list[str], axes: dict
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            inputs,
            str(path),
            input_names=names,
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )


def write(branch: Branch, run: Path, target: Path, settings: dict[str, Any], courses: str) -> None:
    """model.onnx, links.onnx, manifest.json and MODEL_CARD.md into ``target``, where the word lists lie."""
    for path in graphs(branch, run):
        (target / path.name).write_bytes(path.read_bytes())
    history = [json.loads(line) for line in (run / "scores.jsonl").read_text("utf-8").splitlines()]
    names = ("model.onnx", "links.onnx", "gazetteer.txt", "demonyms.txt")
    manifest = {
        "name": "onrecord-coreference",
        "version": VERSION,
        "files": {n: shipping.signed(target / n) for n in names},
        "decoding": DECODING,
        "scores": history[-1],
        "history": history,
        "settings": settings,
        "courses": courses,
        "lower_half": lower_half(),
        "made_with": shipping.made_with(),
    }
    shipping.write(target, manifest, card(manifest))


def lower_half() -> dict[str, Any]:
    """What the states of the extractor's third layer are for one sentence, so that a test sees a change."""
    document = Document.new("Mara Lind said on Monday that the harbour would stay closed.")
    extractor = NeuralExtractor(threads=1)
    extractor.extract([document])
    reading = extractor.reading(document)
    assert reading is not None
    states = reading.states.astype("float32")
    return {"mean": round(float(abs(states).mean()), 5), "first": [round(float(x), 4) for x in states[0, :4]]}


def card(manifest: dict[str, Any]) -> str:
    """The model card, written from the manifest."""
    scores = manifest["scores"]
    rows = "\n".join(f"| {text} | {scores[key]:.1f} |" for key, text in _MEASURES)
    return _CARD.format(sha256=manifest["files"]["model.onnx"]["sha256"], rows=rows, **manifest)


_MEASURES = (
    ("conll", "GUM dev, coreference, CoNLL F1 (singletons apart)"),
    ("muc", "– MUC"),
    ("b3", "– B³"),
    ("ceafe", "– CEAF-e"),
    ("given", "– CoNLL F1 on GUM's own mentions"),
    ("mentions", "GUM dev, mentions, exact spans"),
    ("gap", "GAP validation, two names given"),
    ("person", "Worldwide Newswire dev, every fifth article, labels read as they are: people"),
    ("organisation", "– organisations"),
    ("place", "– places"),
)
_CARD = """\
# Model card: {name} {version}

Finds mentions, names of people, bodies and places, and which mentions refer to one thing, in English news.
It reads the states of the third layer of `onrecord-minilm`, so that one forward pass serves both; its
weights fit no other lower half. `model.onnx`, SHA-256 `{sha256}`.

- **Network**: three transformer layers that began as the upper three of `onrecord-minilm`, int8; heads for
  spans (biaffine), names (BIO), syntax (tags, relations and head words of Universal Dependencies) and links
  (ranked antecedents from states and written-out features), in float.
- **Data**: GUM train (128 documents; annotations CC BY 4.0), LitBank (100 novels, CC BY 4.0), GAP
  development (2,000 rows, Apache-2.0; and twice with other names), Wikigold, WNUT-17 train and dev, Broad
  Twitter Corpus (half), re3d train (names of bodies and places); 1,400 invented texts with invented names
  of many countries. No test split, and nothing of Worldwide Newswire.
- **Training**: {courses}.
- **Word lists**: `gazetteer.txt` holds place names of GeoNames (CC BY 4.0) and given names of Mark
  Kantrowitz's list (free with acknowledgement); `demonyms.txt` was written for onrecord.

## Scores

F1 in points, weights in float. What is shipped, with decoding over the whole text, is scored by `python -m
bench.coreference`; its figures stand in docs/decisions.md.

| | |
|---|---|
{rows}

## Use and limits

Half of what it was taught on is not news, and its scores are those of a small model: it links wrongly far
too often to be believed alone. onrecord asks it only where its rules leave a pronoun open, and takes its
word only where both agree.
"""
