"""The model card of the judge, from its manifest."""

from __future__ import annotations

from typing import Any

_CARD = """\
# Model card: onrecord-meaning {version}

A small model that says what the contents of two statements mean to each other, and the weights that make
probabilities of what it and the explained signals say. It takes the extractor's word table and has none of
its own.

- **`judge.onnx`** ({judge_mb:.1f} MB, SHA-256 `{judge}`): what one text says of another (entailment,
  neutral, contradiction). MiniLM-L6 over both texts, fine-tuned but for its word table; states averaged:
  {states}.
- **`relations.json`**: logistic weights over the signals between two accounts (`bench/weigh_relations.py`).
- **Data of the judge**: invented events and facts as several sides tell them (`train/invented`), from
  which {events:.0%} and {facts:.0%} of the pairs of the last course are drawn; contents of one article of
  half of PolNeAR train, as they are and turned round ({news:.0%}); {sets}; templates of ours, of bounds,
  days, places and modality. It was trained in five courses, the later ones on from the weights of the one
  before; see train/judge.toml. In the last, once there were answers, {taught:.0%} of the pairs were answered
  by a teacher, all-mpnet-base-v2 fine-tuned on the same data (train/teacher.toml), and by the judge of the
  course before. Of sets with fewer pairs some are drawn several times. Premises are put
  among other sentences in part of the draws; these come from the same sets and from contents in PolNeAR
  train. Sets marked for evaluation only were not trained on, and no test split was. Most sets are CC BY-SA or
  MIT; each is named with its licence in DATA.md.
- **Form**: ONNX, int8, one pair at a time; every value of the training is in `manifest.json`.

## Scores while training

Accuracy in percent on 100 to 250 pairs of each set, none of them trained on; rows that begin with `gold` are
areas under the curve on our tuning pairs. What the whole linker scores is in `evals/floors.toml`.

{table}

## Use and limits

For finding pairs of statements that a person then looks at. English only. Sentence pairs of encyclopedias,
magazines and picture captions taught it most of what it knows, invented statements as long as in newspapers
the rest: it is far better on short statements than on long ones, where it misses most contradictions in other
words. Its verdict is one signal among others. A probability is that of pairs like our gold, not a judgement
of whether what was said is true.
"""


def card(manifest: dict[str, Any]) -> str:
    """The card as Markdown."""
    judge, files = manifest["judge"], manifest["files"]
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
        judge=files["judge.onnx"]["sha256"],
        judge_mb=files["judge.onnx"]["bytes"] / 1e6,
        states=", ".join(judge["states"]),
        sets=", ".join(f"{name} ({most:,})" for name, most in judge["config"]["sets"].items()),
        table="\n".join([head, *rows]),
        events=judge["config"]["mix"]["events"],
        news=judge["config"]["mix"]["news"],
        facts=judge["config"]["mix"]["facts"],
        taught=judge["config"]["mix"]["taught"],
    )
