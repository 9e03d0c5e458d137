"""What the commands say while accounts are compared, and in how many processes that is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from onrecord.cli.progress import Progress

if TYPE_CHECKING:
    from onrecord.pipeline import Comparing
    from onrecord.store import Record


@contextmanager
def linked(record: str, jobs: int | None = None) -> Iterator[Record]:
    """The record at a path, with every document compared with the others."""
    from onrecord import accounts

    with ExitStack() as stack:
        with Progress("looking for articles to compare") as progress:
            comparing = how(progress, jobs)
            opening = accounts.linked(record, told=comparing.told, jobs=comparing.jobs)
            opened = stack.enter_context(opening)
        yield opened


def how(progress: Progress, jobs: int | None) -> Comparing:
    """How accounts are compared where a command does it."""
    from onrecord.link.workers import JOBS
    from onrecord.pipeline import Comparing

    def told(done: int, of: int) -> None:
        progress.show(f"comparing what is said: {done:,} of {of:,} articles")

    return Comparing(jobs or JOBS, told)
