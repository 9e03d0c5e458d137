"""The verb by which a person decides on claims and relations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from onrecord.cli import options
from onrecord.cli.comparing import linked

if TYPE_CHECKING:
    from onrecord.show.terminal import Paper
    from onrecord.store import Record
    from onrecord.store.judged import LinkJudgement

VERDICTS = ("same", "different", "confirmed", "rejected")
RELATIONS = ("same_quote", "agrees", "contradicts", "updates")


@click.command()
@click.argument("verdict", metavar="[VERDICT", type=click.Choice(VERDICTS), required=False)
@click.argument("left", metavar="ID", required=False)
@click.argument("right", metavar="ID]", required=False)
@click.option("--relation", type=click.Choice(RELATIONS), help="What is confirmed or rejected.")
@click.option("--withdraw", type=int, metavar="N", help="Take the decision of this number back.")
@click.option("--list", "as_list", is_flag=True, help="Show all decisions.")
@click.option("--by", metavar="NAME", help="Who decides; by default the user of this machine.")
@click.option("--why", metavar="TEXT", help="The reason, kept with the decision.")
@options.record
@options.as_json
def judge(
    verdict: str | None,
    left: str | None,
    right: str | None,
    relation: str | None,
    withdraw: int | None,
    as_list: bool,
    by: str | None,
    why: str | None,
    record: str,
    as_json: bool,
) -> None:
    """Decide on a claim or a relation yourself.

    VERDICT is same or different (two attributions make one claim, or two), confirmed or rejected (a relation
    between them holds, or does not; --relation names it where several are shown). Each ID is that of an
    attribution, or a unique beginning. A decision outranks every score, holds for all that say the same in
    the same words, and survives re-runs; it is never overwritten, only withdrawn.

    \b
    Example:
      onrecord judge rejected 3f2a 91bc --why "two different bridges"
      onrecord judge --withdraw 1
    """
    from onrecord import judging
    from onrecord.cli import output
    from onrecord.errors import UsageError
    from onrecord.model import Relation, Verdict

    asked = [bool(verdict), withdraw is not None, as_list]
    if sum(asked) != 1 or (verdict and not (left and right)):
        raise UsageError("give a verdict and two ids, or --withdraw N, or --list; see: onrecord judge --help")
    with linked(record) as opened:
        if withdraw is not None:
            judging.withdraw(opened, withdraw, by=by, why=why)
        elif verdict and left and right:
            about = Relation(relation) if relation else None
            judging.judge(opened, Verdict(verdict), left, right, relation=about, by=by, why=why)
        found = judging.judgements(opened)
        shown = found if as_list or withdraw is not None else found[-1:]
        if as_json:
            output.as_json(shown)
        else:
            paper = output.paper()
            output.lines(line for each in shown for line in _judgement(each, opened, paper))


def _judgement(one: LinkJudgement, record: Record, paper: Paper) -> Iterator[str]:
    about = f"{one.verdict} {one.relation}" if one.relation else str(one.verdict)
    state = "  withdrawn" if one.withdrawn else "  followed by another" if one.outdated else ""
    yield f"{one.key}  {about}  {one.left[1]} {one.right[1]}  {one.by}, {one.at:%Y-%m-%d}{state}"
    if one.note:
        yield from paper.wrapped(one.note, indent=4)
    for _, attribution in (one.left, one.right):
        yield from _side(attribution, record, paper)


def _side(attribution: str, record: Record, paper: Paper) -> Iterator[str]:
    from onrecord.errors import NotFound
    from onrecord.show import terminal

    try:
        yield from terminal.statement(record.attribution(attribution), paper, indent=6)
    except NotFound:
        yield from paper.wrapped(f"{attribution} is of a reading that is no longer there", indent=6)
