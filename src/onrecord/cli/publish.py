"""The verb that writes the pages as files."""

from __future__ import annotations

import click

from onrecord.cli import options


@click.command()
@click.argument("folder", type=click.Path(file_okay=False))
@options.record
def publish(folder: str, record: str) -> None:
    """Write the record as pages that open without a server.

    For handing a dossier to a reader: articles with their statements, people, outlets, a search. Open
    index.html. Writing into the same folder again replaces what is there.

    \b
    Example:
      onrecord publish dossier/ --record valley.db
    """
    from onrecord.cli import output
    from onrecord.cli.progress import Progress
    from onrecord.show.web.serving import publish as write

    with Progress(f"writing {folder}"):
        count = write(folder, record=record)
    output.say(f"{count:,} files written; open {folder.rstrip('/')}/index.html")
