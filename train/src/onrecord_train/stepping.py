"""One step of an optimiser with everything around it, and the running mean of the weights: the same in every
training run."""

from __future__ import annotations

import torch
from torch import Tensor, nn


def mean_of(network: nn.Module) -> dict[str, Tensor]:
    """A running mean that begins with the weights as they are, of those that are trained."""
    return {n: p.detach().clone() for n, p in network.named_parameters() if p.requires_grad}


def advance(
    network: nn.Module,
    optimiser: torch.optim.Optimizer,
    mean: dict[str, Tensor],
    step: int,
    *,
    share: float,
    clip: float,
    keep: float,
) -> None:
    """One step from the gradients that lie there, at a ``share`` of each group's peak rate, gradients cut off
    at the norm ``clip``. ``keep`` of the mean is kept, less in the first steps. ``step`` counts from 1."""
    for group in optimiser.param_groups:
        group["lr"] = group["peak"] * share
    nn.utils.clip_grad_norm_([p for g in optimiser.param_groups for p in g["params"]], clip)
    optimiser.step()
    optimiser.zero_grad(set_to_none=True)
    decay = min(keep, (1 + step) / (10 + step))
    named = dict(network.named_parameters())
    with torch.no_grad():
        torch._foreach_lerp_(list(mean.values()), [named[n] for n in mean], 1 - decay)
