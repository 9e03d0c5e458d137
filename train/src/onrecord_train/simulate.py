"""Int8 in training: the encoder's linear layers as the shipped graph computes them, with gradients that pass
straight through the rounding (Bengio et al. 2013; Jacob et al. 2018).

Weights are rounded per output channel to -127..127; what goes into a layer is rounded to 256 steps between
its least and its largest value in the window, as ONNX Runtime's dynamic quantisation does it at run time.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord_train.network import Network

_LEAST = 1e-8


class Int8Linear(nn.Linear):
    """A linear layer that rounds as int8 does; it takes over the parameters of a plain one. A weight that is
    not trained is rounded once."""

    def __init__(self, plain: nn.Linear) -> None:
        super().__init__(plain.in_features, plain.out_features, bias=plain.bias is not None, device="meta")
        self.weight = plain.weight
        self.bias = plain.bias
        if not self.weight.requires_grad:
            self.weight.copy_(_Weights.apply(self.weight))

    def forward(self, values: Tensor) -> Tensor:
        """As nn.Linear; ``values`` are [windows, length, width]."""
        weight = _Weights.apply(self.weight) if self.weight.requires_grad else self.weight
        return functional.linear(_Inputs.apply(values), weight, self.bias)


class _Inputs(torch.autograd.Function):
    """[windows, length, width] rounded to the 256 steps of each window."""

    @staticmethod
    def forward(_: Any, values: Tensor) -> Tensor:
        flat = values.flatten(1)
        span = flat.amax(1).clamp(min=0).float() - flat.amin(1).clamp(max=0).float()
        scale = (span / 255).clamp(min=_LEAST)[:, None, None]
        return (values / scale).round_().mul_(scale).to(values.dtype)

    @staticmethod
    def backward(_: Any, *gradients: Tensor) -> Tensor:
        return gradients[0]


class _Weights(torch.autograd.Function):
    """[outputs, inputs] rounded to the 255 steps of each output channel."""

    @staticmethod
    def forward(_: Any, weight: Tensor) -> Tensor:
        scale = (weight.abs().amax(1, keepdim=True) / 127).clamp(min=_LEAST)
        return (weight / scale).round_().mul_(scale)

    @staticmethod
    def backward(_: Any, *gradients: Tensor) -> Tensor:
        return gradients[0]


def simulate_int8(network: Network) -> None:
    """Replaces the linear layers of the encoder's layers in place; the names of the parameters stay."""
    for layer in network.encoder.encoder.layer:
        for parent in list(layer.modules()):
            for name, child in list(parent.named_children()):
                if type(child) is nn.Linear:
                    setattr(parent, name, Int8Linear(child))
