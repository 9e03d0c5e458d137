"""The model card of the models of meaning, from their manifest."""

from __future__ import annotations

from typing import Any

_CARD = """\
# Model card: onrecord-meaning {version}

Two small models that say what the contents of statements mean to each other, and the weights that make
probabilities of them. Both take the extractor's word table; none has one of its own.

- **`vectors.onnx`** ({vectors_mb:.1f} MB, SHA-256 `{vectors}`): all-MiniLM-L6-v2 (Apache-2.0), not trained
  further, as int8. Mean of the last states, unit length. Spearman with people's scores on 1,500 pairs of
  STS news: {int8:.3f} as int8, {float:.3f} in float.
- **`judge.onnx`** ({judge_mb:.1f} MB, SHA-256 `{judge}`): what one text says of another (entailment,
  neutral, contradiction). MiniLM-L6 over both texts, fine-tuned but for its word table; states averaged:
  {states}.
- **`relations.json`**: logistic weights over the signals between two accounts (`bench/weigh_relations.py`).
- **Data of the judge**: {sets}. These are
  the numbers at the end of a run whose mix was changed; see train/judge.toml. Premises are put
  among other sentences in part of the draws; these come from the same sets and from contents in PolNeAR
  train. Templates of ours add bounds, days, places,
  modality. Sets marked for evaluation only were not trained on, and no test split was. Most sets are CC
  BY-SA or MIT; each is named with its licence in DATA.md.
- **Form**: ONNX, int8, one pair at a time; every value of the training is in `manifest.json`.

## Scores while training

Accuracy in percent on 100 to 250 pairs of each set, none of them trained on; rows that begin with `gold` are
areas under the curve on our tuning pairs. What the whole linker scores is in `evals/floors.toml`.

{table}

## Use and limits

For finding pairs of statements that a person then looks at. English only. The judge was trained on single
sentences from encyclopedias, magazines and picture captions, with few from news: it is far better on short
statements than on long ones, which is why contents are compared clause by clause, and why its verdict is
one signal among others. A probability is that of pairs like our gold, not a judgement of whether what was
said is true.
"""


def card(manifest: dict[str, Any]) -> str:
    """The card as Markdown."""
    judge, files = manifest["judge"], manifest["files"]
    scores = next(iter(manifest["vectors"]["scores"].values()))
    lines = judge["scores while training"]
    names = [name for name in (lines[-1] if lines else {}) if name not in ("step", "spent")]
    head = "| | " + " | ".join(f"step {line['step']}" for line in lines) + " |\n|---|" + "---|" * len(lines)
    rows = [
        f"| {name} | "
        + " | ".join(f"{100 * line[name]:.1f}" if name in line else "–" for line in lines)
        + " |"
        for name in names
    ]
    return _CARD.format(
        version=manifest["version"],
        vectors=files["vectors.onnx"]["sha256"],
        vectors_mb=files["vectors.onnx"]["bytes"] / 1e6,
        judge=files["judge.onnx"]["sha256"],
        judge_mb=files["judge.onnx"]["bytes"] / 1e6,
        states=", ".join(judge["states"]),
        sets=", ".join(f"{name} (up to {most:,})" for name, most in judge["config"]["sets"].items()),
        table="\n".join([head, *rows]),
        **scores,
    )
