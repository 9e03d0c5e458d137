"""Verbs that read articles: extract and add."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli import INTERRUPTED, PARTLY, options
from onrecord.errors import UsageError
from onrecord.model import Document, Extraction, Failure

if TYPE_CHECKING:
    from onrecord.cli.progress import Progress
    from onrecord.pipeline import Added

NO_INPUT, NO_SUCH_FILE = 65, 66
"""EX_DATAERR and EX_NOINPUT: nothing at all could be read, or nothing was there."""


@click.command()
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
@options.reading
@options.min_confidence
def extract(
    files: tuple[str, ...],
    backend: str,
    min_confidence: float | None,
    **known: str | None,
) -> int:
    """Find who said what, without a record.

    Prints one line of JSON for each article: its text, and every finding as offsets into that text (code
    points, half-open). FILE is a file, a folder, a pattern, or - for standard input.

    \b
    Example:
      onrecord extract article.txt --published 2024-05-09 --outlet "Radio Nord"
      cat article.html | onrecord extract - | jq .attributions
    """
    from onrecord import pipeline, wire
    from onrecord.cli import output
    from onrecord.cli.progress import Progress

    _one_title(files, known["title"])
    failed: list[Failure] = []
    with Progress("reading the first articles") as progress:
        documents = _shown(pipeline.read_all(files, **_known(known)), progress)
        found = pipeline.extract(documents, backend=backend, min_confidence=min_confidence)
        good = output.data(map(wire.encode, _good(found, failed, progress)))
    return _code(good, failed)


@click.command()
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@options.record
@options.jobs
@options.reading
def add(paths: tuple[str, ...], record: str, jobs: int | None, backend: str, **known: str | None) -> int:
    """Read articles into the record.

    PATH is a file, a folder, a pattern, or - for standard input: text, HTML or JSON Lines. The record is made
    if it is not there. What is in it already is left alone, so that the same command can be given again, and
    after an interruption goes on where it stopped. What cannot be read is listed by onrecord failures.

    \b
    Example:
      onrecord add articles/ --record valley.db
      onrecord add page.html --outlet "Radio Nord" --published 2024-05-09
    """
    import onrecord
    from onrecord.cli import comparing
    from onrecord.cli.progress import Progress

    _one_title(paths, known["title"])
    with Progress("reading the first articles") as progress:
        tally, how = _Tally(progress), comparing.how(progress, jobs)
        try:
            outcome = onrecord.add(
                *paths, record=record, backend=backend, told=tally.told, comparing=how, **_known(known)
            )
        except KeyboardInterrupt:
            done = _count(tally.new, "new article")
            progress.say(f"interrupted after {done}, kept in {record}; the same command goes on from there")
            return INTERRUPTED
    _say(tally.sentence(record, outcome.attributions))
    return _code(outcome.new + outcome.there, outcome.failures)


class _Tally:
    """Counts what `add` reports, and says so."""

    def __init__(self, progress: Progress) -> None:
        self.new = self.there = self.failed = 0
        self._progress = progress
        self._from = time.monotonic()

    def told(self, item: Added | Failure) -> None:
        if isinstance(item, Failure):
            self.failed += 1
            self._progress.say(f"{item.origin}: {item.message}")
        else:
            self.new += item.new
            self.there += not item.new
        pace = self.new / max(time.monotonic() - self._from, 0.001)
        there = f", {self.there:,} there already" if self.there else ""
        failed = f", {self.failed:,} failed" if self.failed else ""
        self._progress.show(f"reading: {_count(self.new, 'new article')}{there}{failed}; {pace:.1f} a second")

    def sentence(self, record: str, statements: int) -> str:
        """What the record is told at the end."""
        parts = [f"{_count(self.new, 'new article')} with {_count(statements, 'statement')}"]
        parts += [f"{self.there:,} there already"] if self.there else []
        parts += [f"{self.failed:,} could not be read (onrecord failures lists them)"] if self.failed else []
        return f"{record}: {'; '.join(parts)}"


def _shown(items: Iterable[Document | Failure], progress: Progress) -> Iterator[Document | Failure]:
    for count, item in enumerate(items, start=1):
        progress.show(f"reading: {_count(count, 'article')}")
        yield item


def _good(
    found: Iterable[Extraction | Failure], failed: list[Failure], progress: Progress
) -> Iterator[Extraction]:
    """The extractions; failures are said and kept in ``failed``."""
    for item in found:
        problems = [item] if isinstance(item, Failure) else item.failures
        for failure in problems:
            progress.say(f"{failure.origin}: {failure.message}")
        failed += problems
        if isinstance(item, Extraction):
            yield item


def _known(known: dict[str, str | None]) -> dict[str, Any]:
    """The options that were given: format, encoding, and what is known of the article."""
    return {name: value for name, value in known.items() if value is not None}


def _one_title(paths: tuple[str, ...], title: str | None) -> None:
    if title is not None and len(paths) > 1:
        raise UsageError("--title names one article, and several were given; give them one by one")


def _code(good: int, failed: Sequence[Failure]) -> int:
    if not failed:
        return 0
    if good:
        return PARTLY
    return NO_SUCH_FILE if all(failure.reason == "not-found" for failure in failed) else NO_INPUT


def _count(number: int, noun: str) -> str:
    from onrecord.show.terminal import plural

    return plural(number, noun)


def _say(message: str) -> None:
    click.echo(message, err=True)
