"""Verbs that keep the record in order: verify, export and failures."""

from __future__ import annotations

import click

from onrecord.cli import options


@click.command()
@options.record
@options.as_json
def verify(record: str, as_json: bool) -> int:
    """Check every span and text of the record.

    Compares the stored words of every span with the text, every text with its hash, every id with what it is
    made of, and has SQLite check the file. Exit code 1 and a list if anything is off.

    \b
    Example:
      onrecord verify --record valley.db
    """
    import onrecord
    from onrecord.cli import output
    from onrecord.cli.progress import Progress

    with Progress(f"checking {record}"):
        problems = onrecord.verify(record=record)
    if as_json:
        output.as_json(problems)
    else:
        output.lines(map(str, problems))
    if problems:
        count = len(problems)
        output.say(f"{record}: {count:,} things do not hold; keep it, and add the articles to a new record")
        return 1
    output.say(f"{record}: every span and every text holds")
    return 0


@click.command()
@click.option("--to", default="jsonl", show_default=True, metavar="FORMAT", help="The kind of file.")
@options.record
@options.min_confidence
def export(to: str, record: str, min_confidence: float | None) -> None:
    """Write the record as a file of another kind.

    jsonl is the wire format, one document a line, sorted, with the record's own ids: equal records give equal
    bytes.

    \b
    Example:
      onrecord export --to jsonl > valley.jsonl
    """
    import io
    import sys

    import onrecord
    from onrecord.cli import output
    from onrecord.cli.progress import Progress

    # Data is UTF-8 with plain line ends, whatever the terminal's encoding and the platform are.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    with Progress(f"exporting {record}"):
        count = onrecord.export(record=record, to=to, min_confidence=min_confidence)
    sys.stdout.flush()
    output.say(f"{record}: {count:,} documents written")


@click.command()
@click.option("--settled", is_flag=True, help="Also those that have been read since.")
@options.record
@options.as_json
def failures(settled: bool, record: str, as_json: bool) -> None:
    """What could not be read, and why.

    One line for each input: where, why, and what to do. An input that is read after all goes off the list.

    \b
    Example:
      onrecord failures
    """
    import onrecord
    from onrecord.cli import output
    from onrecord.show import terminal

    found = onrecord.failures(record=record, settled=settled)
    if as_json:
        output.as_json(found)
    elif found:
        output.lines(terminal.failures(found, output.paper()))
    else:
        output.say(f"{record}: nothing has failed")
