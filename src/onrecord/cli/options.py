"""The options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

RECORD = "onrecord.db"


def record(command: F) -> F:
    """``--record FILE``, by default the file named in the environment, or onrecord.db in this folder."""
    return click.option(
        "--record",
        metavar="FILE",
        envvar="ONRECORD_RECORD",
        default=RECORD,
        show_default=True,
        show_envvar=True,
        help="The record to use.",
    )(command)


def as_json(command: F) -> F:
    """``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="JSON Lines instead of text.")(command)


def as_csv(command: F) -> F:
    """``--csv``."""
    return click.option(
        "--csv", "as_csv", is_flag=True, help="CSV for a spreadsheet instead of text, UTF-8."
    )(command)


def limit(default: int) -> Callable[[F], F]:
    """``--limit N``."""
    return click.option(
        "--limit", type=click.IntRange(1), default=default, show_default=True, metavar="N", help="At most N."
    )


def offset(command: F) -> F:
    """``--offset N``."""
    return click.option(
        "--offset", type=click.IntRange(0), default=0, metavar="N", help="Leave out the first N."
    )(command)


def jobs(command: F) -> F:
    """``--jobs``."""
    return click.option(
        "--jobs",
        type=click.IntRange(1),
        metavar="N",
        envvar="ONRECORD_JOBS",
        show_envvar=True,
        help="Processes that compare accounts when many articles wait.  [default: 2]",
    )(command)


def min_confidence(command: F) -> F:
    """``--min-confidence``."""
    return click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        metavar="P",
        help="Leave out findings that are less likely right than P (0 to 1), and those without a confidence.",
    )(command)


def reading(command: F) -> F:
    """What a caller knows better than the input, and how the input is to be read."""
    for option in reversed(_READING):
        command = option(command)
    return command


_READING = (
    click.option(
        "--backend",
        metavar="NAME",
        envvar="ONRECORD_BACKEND",
        default="neural",
        show_default=True,
        show_envvar=True,
        help="What finds the statements: neural (the shipped model), rules (none), or one installed besides.",
    ),
    click.option(
        "--format", metavar="NAME", help="text, html or records; by default told by name and content."
    ),
    click.option(
        "--encoding", metavar="NAME", help="The inputs' encoding, where it is not detected rightly."
    ),
    click.option("--title", metavar="TEXT", help="The title, if the input does not say it or is wrong."),
    click.option("--outlet", metavar="NAME", help="Who published it."),
    click.option("--published", metavar="DATE", help="When it was published, as 2024-05-09."),
)
