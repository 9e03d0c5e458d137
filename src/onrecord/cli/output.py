"""Where output goes: data to standard output, messages to standard error."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import sys
from collections.abc import Iterable
from datetime import date
from typing import IO, TYPE_CHECKING

import click

from onrecord.model import Span
from onrecord.show.terminal import NARROWEST, WIDEST, Paper

if TYPE_CHECKING:
    from onrecord.show.table import Row


def paper() -> Paper:
    """The terminal that standard output is: its width, and colours unless NO_COLOR is set or it is a file."""
    width = shutil.get_terminal_size().columns
    return Paper(max(NARROWEST, min(width, WIDEST)), colour=coloured(sys.stdout))


def coloured(stream: IO[str]) -> bool:
    """Whether to use colours there: see https://no-color.org; ``TERM=dumb`` is a terminal without them."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def lines(text: Iterable[str]) -> None:
    """Lines for a person. A character that the terminal's encoding lacks becomes ``?``; data never goes
    here."""
    out = sys.stdout
    encoding = out.encoding or "utf-8"
    for line in text:
        out.write(line.encode(encoding, "replace").decode(encoding) + "\n")


def data(rows: Iterable[bytes]) -> int:
    """Lines of data, UTF-8 whatever the terminal says; returns how many."""
    sys.stdout.flush()
    out = sys.stdout.buffer
    count = 0
    for row in rows:
        out.write(row + b"\n")
        # Whoever reads a pipe sees each article when it is done, not when a buffer is full.
        out.flush()
        count += 1
    return count


def as_json(values: Iterable[object]) -> int:
    """Each value as one line of JSON, under the names of the model's fields; returns how many."""
    return data(json.dumps(plain(value), ensure_ascii=False).encode() for value in values)


def as_csv(rows: Iterable[Row]) -> None:
    """Rows as CSV in UTF-8, whatever the terminal says."""
    from onrecord.show.table import as_csv as csv

    sys.stdout.flush()
    sys.stdout.buffer.write(csv(rows))
    sys.stdout.buffer.flush()


def plain(value: object) -> object:
    """A value of the model as JSON has it: spans as pairs, days as ISO 8601, every field present."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    return value


def say(message: str) -> None:
    """A message for the person at the terminal."""
    click.echo(message, err=True)
