"""Pairs with what a teacher says of them, as lines of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from onrecord_train.meaning import sets
from onrecord_train.meaning.sets import Pair


def write(pairs: Iterable[Pair], path: Path) -> None:
    """Adds pairs to a file."""
    with path.open("a", encoding="utf-8") as out:
        for pair in pairs:
            out.write(json.dumps(asdict(pair), ensure_ascii=False) + "\n")


def read(path: Path) -> list[Pair]:
    """The pairs of a file."""
    return [Pair(**{**row, "answer": tuple(row["answer"])}) for row in sets.rows(path)]
