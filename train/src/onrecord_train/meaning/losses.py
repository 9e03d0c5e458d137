"""What a batch costs: the labels of the sets, and the answers of a teacher where there are some."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from onrecord_train.meaning.config import TrainingConfig
from onrecord_train.meaning.sets import (
    CONTRADICTION,
    ENTAILMENT,
    NEUTRAL,
    NO_CONTRADICTION,
    NOT_ENTAILMENT,
    UNLABELLED,
)


def loss(scores: Tensor, batch: dict[str, Tensor], config: TrainingConfig) -> Tensor:
    """The mean over a batch of what its labels cost, and for pairs that a teacher has answered, what is away
    from its answers: ``config.answered`` of the whole, all of it where the pair has no label.

    Answers are compared at a temperature, which shows how the teacher ranks the labels that it does not
    choose (Hinton, Vinyals and Dean 2015).
    """
    answered = batch["answers"].sum(1) > 0
    labelled = batch["labels"] != UNLABELLED
    share = answered * torch.where(labelled, config.answered, 1.0)
    total = ((1 - share) * labels(scores, batch["labels"], config.smoothing)).sum()
    if answered.any():
        at = config.temperature
        there = functional.softmax(batch["answers"][answered].clamp(min=1e-5).log() / at, 1)
        apart = functional.kl_div(
            functional.log_softmax(scores[answered] / at, 1), there, reduction="none"
        ).sum(1)
        total = total + (share[answered] * apart).sum() * at * at
    return total / len(scores)


def labels(scores: Tensor, wanted: Tensor, smoothing: float) -> Tensor:
    """Cross-entropy of each pair; of one of which only one label is ruled out, that of the other two
    together; nothing for a pair without a label."""
    logs = functional.log_softmax(scores, 1)
    one = functional.cross_entropy(
        scores, wanted.clamp(max=CONTRADICTION), label_smoothing=smoothing, reduction="none"
    )
    found = torch.where(wanted < NOT_ENTAILMENT, one, 0.0)
    for label, left in ((NOT_ENTAILMENT, CONTRADICTION), (NO_CONTRADICTION, ENTAILMENT)):
        both = -torch.logaddexp(logs[:, NEUTRAL], logs[:, left])
        found = torch.where(wanted == label, both, found)
    return found
