"""The verb that measures: evaluate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.evaluate.gold import Gold
    from onrecord.model import Extraction


@click.command()
@click.argument("gold", metavar="GOLD", type=click.Path(path_type=Path))
@click.argument("predictions", metavar="[PRED]", type=click.Path(path_type=Path), required=False)
@click.option("--backend", metavar="NAME", help="Score this backend instead of a file: neural or rules.")
@click.option("--boot", default=1000, show_default=True, metavar="N", help="Rounds of bootstrap; 0 for none.")
@click.option("--shapes", is_flag=True, help="Add a line for each shape of the gold.")
@click.option("--json", "json_", is_flag=True, help="All figures as one line of JSON.")
def evaluate(
    gold: Path, predictions: Path | None, backend: str | None, boot: int, shapes: bool, json_: bool
) -> int:
    """Compare findings with what people marked.

    GOLD and PRED are files of JSON Lines, as onrecord extract and onrecord export write them, or with id,
    text and attributions (source, cue, content as lists of [start, end]); GOLD may also be a file or
    folder in the span-markup notation. The scores stand beside what people reach, and the best others, on
    PolNeAR.

    \\b
    Example:
      onrecord extract articles/ > found.jsonl
      onrecord evaluate checked.jsonl found.jsonl
      onrecord evaluate evals/gold/passages --backend rules --shapes
    """
    from onrecord.evaluate.files import load_gold
    from onrecord.evaluate.measure import evaluate as measured
    from onrecord.evaluate.report import as_json, report, shape_table

    if (predictions is None) == (backend is None):
        raise UsageError("give either a file of predictions or --backend NAME")
    expected = load_gold(gold)
    if not expected:
        raise UsageError(f"there is no gold in {gold}")
    found = _from_file(predictions, expected) if predictions else _from_backend(str(backend), expected)
    evaluation = measured(expected, found)
    if json_:
        import json

        click.echo(json.dumps(as_json(evaluation, rounds=boot)))
        return 0
    for line in report(evaluation, rounds=boot):
        click.echo(line)
    if shapes:
        click.echo()
        for line in shape_table(evaluation.features):
            click.echo(line)
    return 0


def _from_file(path: Path, gold: list[Gold]) -> dict[int, Extraction]:
    from onrecord.evaluate.files import by_document, load_predictions

    found, strays = by_document(load_predictions(path), gold)
    if strays:
        click.echo(f"onrecord: {strays} predictions are for documents that the gold does not have", err=True)
    return found


def _from_backend(name: str, gold: list[Gold]) -> dict[int, Extraction]:
    from onrecord import pipeline

    return dict(enumerate(pipeline.extract((each.document for each in gold), backend=name)))
