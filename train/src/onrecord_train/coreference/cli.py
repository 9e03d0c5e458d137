"""``onrecord-train-coreference``: trains the branch, then exports it into the product."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

import click


@click.command()
@click.option(
    "--run",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("train/runs/coreference"),
    show_default=True,
)
@click.option(
    "--root", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="The repository."
)
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("train/runs/states"),
    show_default=True,
)
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("../shared/data"),
    show_default=True,
)
@click.option("--steps", type=int, default=3000, show_default=True)
@click.option(
    "--after",
    type=click.Path(file_okay=False, path_type=Path),
    help="A run to go on from, with half its rates.",
)
@click.option("--export/--no-export", default=True, help="Write the weights into the product afterwards.")
@click.option("--small", is_flag=True, help="A few texts of each set, to see that it runs.")
def main(
    run: Path, root: Path, cache: Path, data: Path, steps: int, after: Path | None, export: bool, small: bool
) -> None:
    """Train the branch for mentions, names and coreference."""
    import torch

    from onrecord_train import running
    from onrecord_train.coreference import loop, scores

    torch.set_num_threads(1)
    say = running.logger(run)
    gazetteer = root / "src/onrecord/resolve/weights/gazetteer.txt"
    texts = loop.corpus(data, cache, gazetteer, small)
    say("texts read")
    settings = loop.Settings(steps=steps, score_every=10 if small else 500, save_every=10 if small else 100)
    if after is not None:
        settings = replace(
            settings,
            layer_rate=settings.layer_rate / 2,
            head_rate=settings.head_rate / 2,
            seed=settings.seed + 1,
            gap_rows=4,
            litbank_share=0.25,
        )
    course = loop.Course(loop.fresh(root, after), settings, run, say)
    course.train(texts, scores.all_scores)
    courses = f"{course.step} steps" + (f" after those of {after.name}, at half the rates" if after else "")
    if export:
        from onrecord_train.coreference import export as exporting

        exporting.write(
            course.averaged(), run, root / "src/onrecord/resolve/weights", asdict(settings), courses
        )
        say("written; score it by python -m bench.coreference")


if __name__ == "__main__":
    main()
