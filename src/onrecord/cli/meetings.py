"""Verbs that list where accounts meet: clashes, changes and drift, and what a summary tells of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

import click

from onrecord.cli import options
from onrecord.cli.comparing import linked

if TYPE_CHECKING:
    from onrecord.accounts import Drift
    from onrecord.highlights import Highlights
    from onrecord.model import Relation
    from onrecord.show.terminal import Paper
    from onrecord.store import Record
    from onrecord.store.links import Link

_EVERY = click.option("--all", "every", is_flag=True, help="Every pair of statements; else each matter once.")


def _listed(command: options.F) -> options.F:
    """What every list of relations takes: whose they are, which of them, of which record, in which form."""
    for each in (options.as_csv, options.as_json, options.record, options.offset, options.limit(20)):
        command = each(command)
    return click.argument("name", metavar="[NAME]", required=False)(command)


@click.command()
@_listed
@_EVERY
def clashes(
    name: str | None, every: bool, limit: int, offset: int, record: str, as_json: bool, as_csv: bool
) -> None:
    """Accounts that contradict each other.

    Each with both statements, the words that clash, and how sure that is; those that people have confirmed
    first, then the surest. With NAME only those with that speaker on one side. Two speakers who contradict
    each other many times are shown once, with the number of the other pairs; --json and --csv have them all.

    \b
    Example:
      onrecord clashes brask
    """
    from onrecord.model import Relation

    _meetings(Relation.CONTRADICTS, name, every, limit, offset, record, as_json, as_csv)


@click.command()
@_listed
@_EVERY
def changes(
    name: str | None, every: bool, limit: int, offset: int, record: str, as_json: bool, as_csv: bool
) -> None:
    """Positions that a speaker changed.

    Each with both statements, their dates and the words that changed, the surest first. With NAME only those
    of that speaker, in time order. A change that was reported many times is shown once, with the number of
    the other reports; --json and --csv have them all.

    \b
    Example:
      onrecord changes renn
    """
    from onrecord.model import Relation

    _meetings(Relation.UPDATES, name, every, limit, offset, record, as_json, as_csv)


@click.command()
@_listed
def drift(name: str | None, limit: int, offset: int, record: str, as_json: bool, as_csv: bool) -> None:
    """Quotations whose words differ between articles.

    Each with the words that were dropped, added or replaced on the way from the earlier article to the later
    one, and both quotations; those in quotation marks on both sides first. With NAME only those of that
    speaker. --json and --csv have all.

    \b
    Example:
      onrecord drift
    """
    from onrecord import accounts
    from onrecord.cli import output
    from onrecord.show import table

    with linked(record) as opened:
        found = accounts.drifted(opened, name)
        if as_json:
            output.as_json(found)
        elif as_csv:
            output.as_csv({"edits": _edits(d), **table.meeting_row(d.link)} for d in found)
        else:
            shown = list(islice(found, offset, offset + limit + 1))
            output.lines(_drifts(shown[:limit], output.paper()))
            if len(shown) > limit:
                output.say(f"more with --offset {offset + limit}")
            elif not shown:
                whose = "" if name is None else f" by {name!r}"
                output.say(_TOO_FAR if offset else f"no quotation{whose} differs between articles")


_TOO_FAR = "there are not so many; give a smaller --offset"


def _meetings(
    relation: Relation,
    name: str | None,
    every: bool,
    limit: int,
    offset: int,
    record: str,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Lists the links of a relation. Without a name, and for a person to read, no more are read than
    shown."""
    from onrecord import accounts
    from onrecord.cli import output
    from onrecord.show import table, terminal

    with linked(record) as opened:
        if name is None and not (every or as_json or as_csv):
            page = accounts.listed(opened, relation, limit=limit, offset=offset)
        else:
            links = _links(relation)(opened, name)
            if as_json:
                output.as_json(links)
                return
            if as_csv:
                output.as_csv(map(table.meeting_row, links))
                return
            told = [accounts.Matter(link, 0) for link in links] if every else accounts.matters(links)
            page = accounts.Matters(
                tuple(told[offset : offset + limit]), len(told) > offset + limit, len(links)
            )
    output.lines(terminal.matters("", page.found, output.paper()))
    if not page.found:
        output.say(_TOO_FAR if offset else _none(relation, name))
    elif page.more:
        output.say(f"of {page.total:,} pairs of statements; more with --offset {offset + limit}")


def _links(relation: Relation) -> Callable[[Record, str | None], tuple[Link, ...]]:
    from onrecord import accounts
    from onrecord.model import Relation

    return accounts.changes if relation is Relation.UPDATES else accounts.clashes


def _none(relation: Relation, name: str | None) -> str:
    if relation == "updates":
        return (
            "nobody changed position" if name is None else f"no change of position by {name!r} is on record"
        )
    return "no two accounts clash" if name is None else f"nothing on record contradicts {name!r}"


def section(found: Highlights, paper: Paper) -> Iterator[str]:
    """Lines for a summary: where accounts clash, changed, drifted and were copied. None for none of it."""
    from onrecord.show import terminal

    yield from terminal.meetings("Where accounts clash", found.clashes, paper)
    yield from terminal.meetings("Who changed position", found.changes, paper)
    yield from terminal.listed("Whose words drifted between outlets", map(_drifted, found.drift), paper)
    copies = (f"{copy} has an article from {root}" for copy, root in found.copies)
    yield from terminal.listed("What was copied, and counts once", copies, paper)


def _drifted(found: Drift) -> str:
    left, right = found.link.left, found.link.right
    edits = "; ".join(str(edit) for edit in found.edits[:2])
    return f"{_said_by(found)}, {left.outlet} to {right.outlet}: {edits}"


def _said_by(found: Drift) -> str:
    """Whose quotation it is; where the two articles do not say the same, both are named."""
    from onrecord.accounts import two_speakers

    left, right = found.link.left, found.link.right
    if two_speakers(found):
        return f"{left.name} in one, {right.name} in the other"
    return left.name or right.name or str(left.source) or str(right.source) or "a source not named"


def _edits(found: Drift) -> str:
    return "; ".join(map(str, found.edits))


def _drifts(found: Iterable[Drift], paper: Paper) -> Iterator[str]:
    from onrecord.show import terminal

    for position, each in enumerate(found):
        if position:
            yield ""
        yield from paper.wrapped(f"{_said_by(each)}: {_edits(each)}", "bold")
        yield from terminal.statement(each.link.left, paper)
        yield from terminal.statement(each.link.right, paper)
