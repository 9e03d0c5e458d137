"""The verb that measures: evaluate."""

from __future__ import annotations

from pathlib import Path

import click


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

    \b
    Example:
      onrecord evaluate checked.jsonl found.jsonl
      onrecord evaluate evals/gold/passages --backend rules --shapes
    """
    from onrecord import verbs
    from onrecord.evaluate.report import as_json, report, shape_table

    evaluation = verbs.evaluate(gold, predictions, backend=backend)
    if json_:
        import json

        click.echo(json.dumps(as_json(evaluation, rounds=boot)))
        return 0
    lines = [*report(evaluation, rounds=boot)]
    if shapes:
        lines += ["", *shape_table(evaluation.features)]
    click.echo("\n".join(lines))
    return 0
