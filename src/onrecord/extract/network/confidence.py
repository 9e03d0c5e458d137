"""How likely a linked attribution is right: a logistic model over what the decoder saw (Platt 1999, with
more than one feature).

"Right" is the `attr` criterion: content token-Jaccard at least 0.5 and an overlapping source. Fitted on
PolNeAR dev by the training distribution; the calibration error that the manifest states is cross-validated
over articles.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.extract.network.labels import TAGS

if TYPE_CHECKING:
    from onrecord.extract.network.assemble import Linked, Part, Scores
    from onrecord.extract.network.encode import Pieces

FEATURES = (
    "content_label", "content_edges", "content_link", "contents", "content_length", "quoted",
    "cue_label", "source_label", "source_link", "sourceless", "no_source_near", "distance", "completed",
)  # fmt: skip

LEAST = 1e-4
"""Probabilities are kept this far from 0 and 1 before they are calibrated."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of a logistic model, the bias last; a beta calibration of what it says (Kull et al. 2017: a
    logistic model over ln p and ln(1 - p), here the identity), which takes the expected calibration error
    from 0.043 to 0.026; and the confidence below which a finding is left out: half the F1 that is reached
    maximises F1 (Lipton et al. 2014), and dev agrees."""

    weights: tuple[float, ...] = ()
    floor: float = 0.0
    beta: tuple[float, float, float] = (1.0, -1.0, 0.0)

    @classmethod
    def from_manifest(cls, manifest: dict[str, Any]) -> Calibration:
        """The calibration that was measured with the weights, or one that knows nothing."""
        found = manifest.get("calibration", {})
        a, b, c = found.get("beta", (1.0, -1.0, 0.0))
        return cls(tuple(found.get("weights", ())), float(found.get("floor", 0.0)), (a, b, c))

    def confidence(self, features: Sequence[float]) -> float | None:
        """A probability, rounded to four digits; None when nothing was fitted."""
        if len(self.weights) != len(features) + 1:
            return None
        said = _logistic(sum(w * f for w, f in zip(self.weights, features, strict=False)) + self.weights[-1])
        said = min(max(said, LEAST), 1 - LEAST)
        a, b, c = self.beta
        return round(_logistic(a * math.log(said) + b * math.log(1 - said) + c), 4)


def _logistic(total: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def features(item: Linked, pieces: Pieces, scores: Scores) -> tuple[float, ...]:
    """The numbers behind one confidence, in the order of FEATURES; log-probabilities are floored at -5."""
    import numpy as np

    first, last = item.contents[0], item.contents[-1]
    heads = [_label(part, pieces, scores) for part in item.contents]
    edges = min(min(_begin(p, scores), _finish(p, pieces, scores)) for p in item.contents)
    quoted = np.concatenate([pieces.quote[p.start : p.end] for p in item.contents])
    source = item.sources[0] if item.sources else None
    near = scores.tags[max(0, item.cue.start - 40) : item.cue.end + 40, TAGS.index("B-S")]
    gap = max(first.start - item.cue.end, item.cue.start - last.end, 0)
    return (
        sum(heads) / len(heads),
        edges,
        math.log(max(min(p.score for p in item.contents), math.exp(-5))),
        math.log(len(item.contents)),
        math.log(sum(p.end - p.start for p in item.contents)),
        np.count_nonzero(quoted) / len(quoted),
        _label(item.cue, pieces, scores),
        _label(source, pieces, scores) if source else 0.0,
        math.log(max(source.score, math.exp(-5))) if source else 0.0,
        0.0 if source else 1.0,
        0.0 if source else float(1 - np.exp(near.max())),
        math.log(1 + gap),
        float(item.completed),
    )


def _label(part: Part, pieces: Pieces, scores: Scores) -> float:
    """Mean log-probability, over the words of a part, of their bearing its role."""
    import numpy as np

    heads = pieces.head[part.start : part.end]
    rows = scores.tags[part.start : part.end][heads if heads.any() else slice(None)]
    role = np.logaddexp(rows[:, TAGS.index("B-" + part.role)], rows[:, TAGS.index("I-" + part.role)])
    return float(np.maximum(role, -5).sum()) / len(role)


def _begin(part: Part, scores: Scores) -> float:
    return max(float(scores.tags[part.start, TAGS.index("B-" + part.role)]), -5.0)


def _finish(part: Part, pieces: Pieces, scores: Scores) -> float:
    """Log-probability that the part does not go on at the next word."""
    if part.end >= len(pieces):
        return 0.0
    inside = math.exp(float(scores.tags[part.end, TAGS.index("I-" + part.role)]))
    return max(math.log(max(1 - inside, 1e-6)), -5.0)
