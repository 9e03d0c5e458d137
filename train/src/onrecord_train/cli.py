"""``onrecord-train CONFIG``: trains, then exports into the product."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord_train import config as configs


@click.command()
@click.argument("config", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--run",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("train/runs/shipped"),
    show_default=True,
    help="Folder of the checkpoint and the log; a run that lies there goes on.",
)
@click.option(
    "--root", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="The repository."
)
@click.option("--export/--no-export", default=True, help="Write the weights into the product afterwards.")
def main(config: Path, run: Path, root: Path, export: bool) -> None:
    """Train the shipped model.

    Example: onrecord-train train/config.toml
    """
    from onrecord_train import loop, running

    say = running.logger(run)
    loop.train(configs.load(config), root.resolve(), run, say)
    if export:
        from onrecord_train import export as exporting

        exporting.export(configs.load(config), root.resolve(), run, say)
