"""What every training run does alike: a log with a clock, and checkpoints that survive a kill."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

Say = Callable[[str], None]
"""Takes a line for the log."""

_NAME = "checkpoint.pt"


def logger(run: Path) -> Say:
    """Lines with the seconds since now, on standard error and at the end of ``log.txt`` in ``run``, which is
    made."""
    begun = time.monotonic()
    run.mkdir(parents=True, exist_ok=True)
    log = (run / "log.txt").open("a", encoding="utf-8", buffering=1)

    def say(line: str) -> None:
        stamped = f"{time.monotonic() - begun:7.0f} s  {line}"
        print(stamped, file=sys.stderr, flush=True)
        log.write(stamped + "\n")

    return say


def save(run: Path, state: Mapping[str, Any]) -> None:
    """Written beside and renamed, so that a kill in the middle leaves the last checkpoint whole."""
    part = run / "checkpoint.part"
    torch.save(dict(state), part)
    part.replace(run / _NAME)


def saved(run: Path, device: torch.device | str = "cpu") -> dict[str, Any] | None:
    """What :func:`save` wrote last; ``run`` may also be the file of a checkpoint. None when there is none."""
    path = run / _NAME if run.is_dir() else run
    if not path.exists():
        return None
    found: dict[str, Any] = torch.load(path, map_location=device, weights_only=True)
    return found


def averaged(run: Path) -> dict[str, Tensor]:
    """The averaged weights of a run, with those that it did not train. Raises RuntimeError without any."""
    found = saved(run)
    if found is None:
        raise RuntimeError(f"{run} holds no checkpoint.pt; was the run broken off in its first epoch?")
    return {**found["network"], **found["average"]}
