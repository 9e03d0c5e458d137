"""The verb that looks at the installation."""

from __future__ import annotations

import click

from onrecord.cli import options


@click.command()
@options.record
@options.as_json
def doctor(record: str, as_json: bool) -> int:
    """Check the installation and the record.

    Versions, the model's hash against its manifest, what SQLite can do, the state of the record. Exit code 1
    if anything is wrong.

    \b
    Example:
      onrecord doctor
    """
    from onrecord.cli import output
    from onrecord.cli.progress import Progress
    from onrecord.doctor import doctor as examine

    with Progress("checking the model and the record"):
        checks = examine(record=record)
    if as_json:
        output.as_json(checks)
    else:
        width = max(len(check.name) for check in checks)
        paper = output.paper()
        for check in checks:
            name = paper.styled(f"{check.name:<{width}}", "bold" if check.wrong is None else "red")
            found, *rest = list(paper.wrapped(check.found, indent=width + 2)) or [""]
            output.lines([f"{name}  {found.lstrip()}", *rest])
            if check.wrong is not None:
                output.lines(paper.wrapped(f"wrong: {check.wrong}", "red", indent=width + 2))
    return 1 if any(check.wrong for check in checks) else 0
