"""The floors: what each figure must not fall below, and how such a floor may be changed.

A floor goes up with ``python -m evals.gate --update`` and down only with a ``reason``, which the gate
compares with the committed file: a floor that sinks silently is no floor.
"""

from __future__ import annotations

import subprocess
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

FLOORS = Path(__file__).parent / "floors.toml"

HEADER = """\
# What python -m evals.gate [--backend NAME] holds each backend to. Shares from 0 to 1, more is better.
#
# floor    the figure as measured on that date with that command
# margin   how far below a run may fall before the gate refuses it
# noise    where the margin comes from
# reason   why the floor was lowered; without a new one the gate refuses a lowered floor or a widened margin
#
# Written by python -m evals.gate --update, which only ever raises a floor.
"""


class FloorsError(Exception):
    """A floors file that cannot be read or must not be accepted."""


@dataclass(frozen=True, slots=True)
class Floor:
    """One figure of one backend on one set of gold; the fields are explained in :data:`HEADER`."""

    backend: str
    gold: str
    figure: str
    floor: float
    margin: float
    noise: str
    date: str
    command: str
    reason: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What the floor is under."""
        return self.backend, self.gold, self.figure

    @property
    def least(self) -> float:
        """The lowest value that passes."""
        return self.floor - self.margin


Floors = Mapping[tuple[str, str, str], Floor]


def parse(source: str) -> Floors:
    """Raises FloorsError naming the entry."""
    try:
        entries = tomllib.loads(source).get("floor", [])
    except tomllib.TOMLDecodeError as error:
        raise FloorsError(f"the floors file is not TOML: {error}") from error
    found: dict[tuple[str, str, str], Floor] = {}
    for i, entry in enumerate(entries, start=1):
        try:
            floor = Floor(**entry)
        except TypeError as error:
            raise FloorsError(f"entry {i} of the floors file: {error}") from error
        if floor.key in found:
            raise FloorsError(f"entry {i} of the floors file: {' '.join(floor.key)} is there twice")
        found[floor.key] = floor
    return found


def print_floors(floors: Floors) -> str:
    """The file that :func:`parse` reads back."""
    blocks = []
    for _, floor in sorted(floors.items()):
        lines = [
            "[[floor]]",
            f'backend = "{floor.backend}"',
            f'gold = "{floor.gold}"',
            f'figure = "{floor.figure}"',
            f"floor = {floor.floor:.4f}",
            f"margin = {floor.margin:.4f}",
            *(f"{name} = {_quoted(getattr(floor, name))}" for name in ("noise", "date", "command")),
            *([f"reason = {_quoted(floor.reason)}"] if floor.reason else []),
        ]
        blocks.append("\n".join(lines) + "\n")
    return HEADER + "\n" + "\n".join(blocks)


def committed(path: Path = FLOORS) -> Floors | None:
    """The floors of the last commit; None where there is no commit that has them, or no git."""
    try:
        shown = subprocess.run(
            ["git", "show", f"HEAD:./{path.name}"],
            cwd=path.parent,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return parse(shown.stdout)


def lowered(before: Floors, after: Floors) -> Iterable[str]:
    """What was lowered without a new reason, one sentence each."""
    for key, old in before.items():
        name = " ".join(key)
        new = after.get(key)
        if new is None:
            yield f"{name}: the floor of {old.floor:.4f} is gone; keep it, or lower it to 0 with a reason"
        elif (new.floor < old.floor or new.least < old.least) and new.reason in ("", old.reason):
            before_after = f"{old.floor:.4f} − {old.margin:.4f} to {new.floor:.4f} − {new.margin:.4f}"
            yield f"{name}: lowered from {before_after} without a new reason"


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
