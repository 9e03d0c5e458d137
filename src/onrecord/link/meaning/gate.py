"""Whether it is worth while to ask the judge about two contents in which no explained signal speaks.

Of what it is asked about in real news one in twenty shows. A small network over the explained signals and
over how far the words stand for each other (`overlap`) foretells it: fitted on what the judge said of pairs
of PolNeAR's train part, of invented events and of the tuning pairs (train/src/onrecord_train/nearness).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.link.account import Account, gives_way
from onrecord.link.meaning.overlap import OVERLAP, overlap
from onrecord.link.meaning.signals import EXPLAINED, Explained
from onrecord.link.meaning.vectors import NEARNESS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEFT_OUT = ("clash", "same", "gives way")
"""No explained signal speaks where it is asked; and of who gives way the judge is asked without it."""
NAMES = tuple(name for name in EXPLAINED if name not in LEFT_OUT) + OVERLAP
"""What it looks at."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A network with one hidden layer: ``mean`` and ``scale`` of what goes in, ``hidden`` [in + 1, n] and
    ``out`` [n + 1], the biases last; ``floor`` is the least that is asked about."""

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    hidden: NDArray[np.float64]
    out: NDArray[np.float64]
    floor: float

    def worth(self, values: tuple[float, ...]) -> float:
        """How likely it is, 0 to 1, that the judge will be sure of something; ``values`` by NAMES."""
        import numpy as np

        given = (np.array(values) - self.mean) / self.scale
        middle = np.tanh(given @ self.hidden[:-1] + self.hidden[-1])
        return float(1 / (1 + np.exp(-(middle @ self.out[:-1] + self.out[-1]))))


@cache
def gate() -> Gate:
    """The shipped gate. Raises BrokenModel where it is damaged."""
    import numpy as np

    found = json.loads(NEARNESS.content("gate.json"))
    arrays = {name: np.array(found[name]) for name in ("mean", "scale", "hidden", "out")}
    return Gate(**arrays, floor=float(found["floor"]))


def values_of(left: Account, right: Account, seen: Explained) -> tuple[float, ...]:
    """What the gate looks at, by NAMES."""
    told = [value for name, value in zip(EXPLAINED, seen.values, strict=True) if name not in LEFT_OUT]
    return (*told, *overlap(left, right))


def is_worth_asking(left: Account, right: Account, seen: Explained) -> bool:
    """Whether the judge is asked. Who concedes or affirms what they denied before is worth it anyway."""
    if gives_way(left, right):
        return True
    return gate().worth(values_of(left, right, seen)) >= gate().floor
