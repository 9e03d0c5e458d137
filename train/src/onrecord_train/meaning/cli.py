"""``onrecord-train-judge CONFIG``: trains the judge of sentence pairs."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("config", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--run",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("train/runs/judge"),
    show_default=True,
    help="Folder of the checkpoints and the log; a run that lies there goes on.",
)
@click.option(
    "--root", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="The repository."
)
@click.option("--wall-minutes", type=float, default=1e9, help="End after so long by the clock.")
@click.option(
    "--begin",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A judge.onnx or a kept state whose weights a new run begins with.",
)
@click.option(
    "--answered",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Pairs that a teacher has answered (onrecord_train.meaning.teach).",
)
@click.option("--threads", type=int, default=1, show_default=True)
def main(
    config: Path,
    run: Path,
    root: Path,
    wall_minutes: float,
    begin: Path | None,
    answered: Path | None,
    threads: int,
) -> None:
    """Train the judge that says what one content says of another.

    Example: onrecord-train-judge train/judge.toml
    """
    from onrecord_train.meaning import loop
    from onrecord_train.meaning.config import load
    from onrecord_train.running import logger

    loop.train(
        load(config), root.resolve(), run, logger(run),
        wall_minutes=wall_minutes, begin=begin, answered=answered, threads=threads,
    )  # fmt: skip


if __name__ == "__main__":
    main()
