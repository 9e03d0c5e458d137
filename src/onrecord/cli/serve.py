"""The verb that opens the pages."""

from __future__ import annotations

import click

from onrecord.cli import options


@click.command()
@options.record
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8470, show_default=True, help="0 takes any free one."
)
@click.option("--backend", default="neural", show_default=True, metavar="NAME", help="Reads what is pasted.")
@click.option("--readonly", is_flag=True, help="Let nobody add articles through the page.")
@click.option("--create", is_flag=True, help="Make the record if it is not there.")
@click.option("--update", is_flag=True, help="Bring a record of an older onrecord up to date.")
@click.option("--open", "browser", is_flag=True, help="Open the page in the browser.")
def serve(
    record: str, port: int, backend: str, readonly: bool, create: bool, update: bool, browser: bool
) -> None:
    """Open the record as a page in the browser.

    Read articles with their statements beside them, follow a person, search, compare, and paste articles to
    add. The page answers on this machine only. Ctrl-C ends it.

    \b
    Example:
      onrecord serve --record valley.db
    """
    import contextlib

    from onrecord.show.web.serving import serve as run

    settings = {"readonly": readonly, "create": create, "update": update, "browser": browser}
    # Ctrl-C is how a server ends.
    with contextlib.suppress(KeyboardInterrupt):
        run(record=record, port=port, backend=backend, told=_told, **settings)


def _told(message: str) -> None:
    """The address is data, what else there is to say a message."""
    click.echo(message, err=not message.startswith("http"))
    if message.startswith("http"):
        click.echo("the page is open at this address until you press Ctrl-C", err=True)
