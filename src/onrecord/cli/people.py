"""Verbs about who is who: people, merge, split, undo, why and judgements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli import options

if TYPE_CHECKING:
    from onrecord.identities import Explanation, Standing
    from onrecord.store.judgements import Judgement, Place


def _judging(command: Callable[..., Any]) -> Callable[..., Any]:
    """Who judges, and why."""
    for option in (
        click.option("--why", "reason", metavar="TEXT", help="The reason, kept with the judgement."),
        click.option("--by", metavar="NAME", help="Who judges; by default the user of this machine."),
    ):
        command = option(command)
    return command


@click.command()
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the N most quoted.")
@click.option("--wikidata", metavar="FILE", help="A table (CSV or TSV) with items (Q…) and names to link to.")
@options.record
@options.as_json
def people(record: str, limit: int | None, wikidata: str | None, as_json: bool) -> None:
    """Everybody who speaks in the record.

    One line for each speaker, the most quoted first: the name, the number of statements and articles, and the
    days of the first and the last. With --wikidata the item of the table that has one of their names; nothing
    is looked up elsewhere.

    \b
    Example:
      onrecord people --limit 10
    """
    import dataclasses

    import onrecord
    from onrecord import identities
    from onrecord.cli import output
    from onrecord.show import terminal

    table = identities.wikidata(wikidata) if wikidata else {}
    with identities.placed(record) as opened:
        found = onrecord.people(record=opened, limit=limit)
        items = identities.linked(found, table, opened) if table else {}
    if as_json and wikidata:
        output.as_json({"wikidata": items.get(each.id), **dataclasses.asdict(each)} for each in found)
    elif as_json:
        output.as_json(found)
    else:
        output.lines(terminal.people(found, output.paper(), items))


@click.command()
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@_judging
@options.record
@options.as_json
def merge(left: str, right: str, by: str | None, reason: str | None, record: str, as_json: bool) -> None:
    """Judge that A and B are the same.

    A and B are names, ids (onrecord people --json prints them), or DOCUMENT:NAME for the one of an article.
    The judgement is added to the record, outranks whatever the machine finds, also after articles are read
    anew, and is taken back with undo.

    \b
    Example:
      onrecord merge "Mara Lind" "M. Lindqvist" --why "married in May"
    """
    import onrecord

    _told(onrecord.merge(left, right, by=by, why=reason, record=record), record, as_json)


@click.command()
@click.argument("left", metavar="WHOLE")
@click.argument("right", metavar="PART")
@click.option("--unsure", is_flag=True, help="Nobody knows: keep them apart until somebody does.")
@_judging
@options.record
@options.as_json
def split(
    left: str, right: str, unsure: bool, by: str | None, reason: str | None, record: str, as_json: bool
) -> None:
    """Judge that two are different people.

    WHOLE and PART are names, ids, or DOCUMENT:NAME for the one of an article. Where the machine took them for
    one, PART leaves, with those who are nearer to PART than to WHOLE.

    \b
    Example:
      onrecord split 3f9a:Lind 77b1:Lind --why "mother and daughter"
    """
    import onrecord

    found = onrecord.split(left, right, unsure=unsure, by=by, why=reason, record=record)
    _told(found, record, as_json)


@click.command()
@click.argument("id", metavar="JUDGEMENT")
@_judging
@options.record
@options.as_json
def undo(id: str, by: str | None, reason: str | None, record: str, as_json: bool) -> None:
    """Take a judgement back.

    JUDGEMENT is its id or the beginning of it; onrecord judgements lists them. It stays on record, as
    withdrawn.

    \b
    Example:
      onrecord undo 5e1c
    """
    import onrecord

    _told(onrecord.undo(id, by=by, why=reason, record=record), record, as_json)


@click.command()
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@options.record
@options.as_json
def why(left: str, right: str, record: str, as_json: bool) -> None:
    """Why A and B are one, or two.

    Every reason with what it adds for or against (the logarithm of odds), the words that it rests on with
    their place in the articles, and what people judged. A and B are names, ids or DOCUMENT:NAME.

    \b
    Example:
      onrecord why "Mara Lind" "M. Lind"
    """
    import onrecord
    from onrecord.cli import output

    found = onrecord.why(left, right, record=record)
    if as_json:
        output.as_json([found])
    else:
        output.lines(_explained(found))


@click.command()
@click.option("--all", "withdrawn", is_flag=True, help="Also those that were taken back.")
@options.record
@options.as_json
def judgements(withdrawn: bool, record: str, as_json: bool) -> int:
    """What people judged about who is who.

    Judgements that contradict each other are listed at the end, and decide nothing until one of them is taken
    back; then the exit code is 1.

    \b
    Example:
      onrecord judgements
    """
    import onrecord
    from onrecord.cli import output

    found = onrecord.judgements(record=record, withdrawn=withdrawn)
    if as_json:
        output.as_json([found])
    else:
        output.lines(_listed(found))
        if not found.judgements:
            output.say(f"nobody has judged anything in {record}")
    return 1 if found.conflicts else 0


def _told(found: Judgement, record: str, as_json: bool) -> None:
    import onrecord
    from onrecord.cli import output

    if as_json:
        output.as_json([found])
    else:
        output.lines([_line(found)])
    conflicts = [c for c in onrecord.judgements(record=record).conflicts if found.id in c]
    if conflicts:
        output.say(_conflict(conflicts[0]))


def _line(each: Judgement) -> str:
    gone = f" (withdrawn {each.withdrawn[:10]})" if each.withdrawn else ""
    reason = f": {each.why}" if each.why else ""
    sides = f"{_side(each.left)} — {_side(each.right)}"
    return f"{each.id}  {each.verdict:<9}  {sides}  {each.by}, {each.at[:10]}{reason}{gone}"


def _side(place: Place) -> str:
    return f"{place.name} [{place.document[:6]}]"


def _conflict(ids: tuple[str, ...]) -> str:
    return (
        f"contradiction: {ids[0]} says different, {', '.join(ids[1:])} say the same; none of them counts "
        f"until one is taken back with onrecord undo ID"
    )


def _listed(found: Standing) -> Iterator[str]:
    yield from map(_line, found.judgements)
    yield from map(_conflict, found.conflicts)


def _explained(found: Explanation) -> Iterator[str]:
    one, other = found.left, found.right
    yield f"{_whole(one)}"
    yield f"{_whole(other)}"
    yield "are one on record" if found.same else "are two on record"
    yield ""
    if found.score is None:
        yield f"By themselves they cannot be one: {found.reasons[0].text}."
    else:
        yield f"By themselves {found.score:+.1f} for being one; {found.needed:+.1f} is needed."
        for reason in found.reasons:
            if reason.weight is not None and abs(reason.weight) >= 0.05:
                words = f" (“{reason.left}”, “{reason.right}”)" if reason.left else ""
                yield f"  {reason.weight:+.1f}  {reason.text}{words}"
    if found.judgements:
        yield ""
        yield "Judged:"
        yield from (f"  {_line(j)}" for j in found.judgements)
    yield ""
    yield "In the articles:"
    for each in found.evidence:
        yield f"  {each.document} [{each.span.start}, {each.span.end}) “{' '.join(each.words.split())}”"


def _whole(place: Place) -> str:
    told = f", {place.description}" if place.description else ""
    where = " · ".join(str(x) for x in (place.outlet, place.published, place.document) if x)
    return f"{place.name}{told} ({where})"
