"""The model card (Mitchell et al. 2019), written from the manifest: no figure in it is typed by hand."""

from __future__ import annotations

from typing import Any

_MEASURES = (
    ("attr", "linked: content and source"),
    ("attr.P", "– its precision"),
    ("attr.R", "– its recall"),
    ("attr.exact", "whole attribution exact"),
    ("attr.content", "content detected"),
    ("direct.attr", "direct quotations, linked"),
    ("attr.srcacc", "source right, of detected"),
    ("tok.source", "words of sources"),
    ("tok.cue", "words of cues"),
    ("tok.content", "words of contents"),
)

_TEMPLATE = """\
# Model card: {name} {version}

Finds attributions in English news: the words of each source, cue and content, and which of them belong
together. Weights `model.onnx`, SHA-256 `{sha256}`.

- **Encoder**: MiniLM-L6 (all-MiniLM-L6-v2, 22.7 million parameters, Apache-2.0), fine-tuned but for its
  word table.
- **Heads**: a BIO label for each word; a biaffine pointer from source and content words to their cue.
- **Data**: PolNeAR 1.0.0 train (840 articles, US political news of 2015–16).
  Spans that its annotators set aside are masked. No test article was used.{passages}
- **Training**: {training}.
- **Form**: ONNX, int8, run one window at a time; every value of the training is in `manifest.json`.

## Scores

PolNeAR dev, 84 articles, first annotator, F1 in points. Dev chose the decoding values; floor and
confidences are cross-validated over its articles in {folds} folds.

| | float | int8, as shipped |
|---|---|---|
{scores}

## Confidence

Expected calibration error {ece:.3f} over bins of equal mass, cross-validated, on {attributions}
attributions above the floor of {floor}.

| attributions | stated | right |
|---|---|---|
{reliability}

## Use and limits

For reading news in English, with a person who can look at the words. It was fitted to American political
news of one election year, and to invented passages from elsewhere; in other fields, varieties and
languages it is worse by an amount that only a measurement tells (`onrecord evaluate`). The sources in that
news are mostly politicians and their staff. PolNeAR's annotation has no nested sources; those that the
model knows are invented. A confidence is the share of findings like this one that were right on dev, not a
judgement of whether what was said is true.

PolNeAR states no licence and its articles belong to their publishers; none of their text is in the folder
of the weights.
"""


def card(manifest: dict[str, Any]) -> str:
    """Markdown, ending in a newline."""
    calibration, scores = manifest["calibration"], manifest["scores"]
    return _TEMPLATE.format(
        name=manifest["name"],
        version=manifest["version"],
        sha256=manifest["files"]["model.onnx"]["sha256"],
        passages=_passages(manifest),
        training=_training(manifest),
        scores="\n".join(
            f"| {label} | {scores['float'][key]:.1f} | {scores['int8'][key]:.1f} |"
            for key, label in _MEASURES
        ),
        reliability="\n".join(
            f"| {row['count']} | {row['said']:.3f} | {row['right']:.3f} |" for row in calibration["table"]
        ),
        **{key: calibration[key] for key in ("folds", "ece", "attributions", "floor")},
    )


def _passages(manifest: dict[str, Any]) -> str:
    """Words on our own texts, if any were trained on."""
    given = manifest.get("invented")
    if not given or not given["passages"]:
        return ""
    return (
        f"\n  With them {given['passages']} invented passages of ours, which hold {given['attributions']} "
        "attributions,\n  nested ones included: each whole, and each content by itself."
    )


def _training(manifest: dict[str, Any]) -> str:
    """The courses of the training in words."""
    last, first = manifest["config"]["training"], manifest.get("first")
    told = f"{last['epochs']} epochs, seed {last['seed']}"
    if not first:
        return told
    begun = first["training"]
    if last["consistency"]:
        told += ", two passes with different dropout held together (R-Drop)"
    if last["simulate_int8"]:
        told += ", int8 simulated"
    if shares := manifest.get("shares"):
        told += f".\n  Mean of the weights after both courses ({_mean(shares)})"
    return (
        f"{begun['epochs']} epochs, seed {begun['seed']}; then, with the lowest "
        f"{last['frozen_layers']} layers as they were,\n  {told}"
    )


def _mean(shares: dict[str, float]) -> str:
    total = sum(shares.values())
    return ", ".join(f"{name} {share / total:.0%}" for name, share in shares.items())
