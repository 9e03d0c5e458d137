"""Verbs that compare accounts across articles: claims, claim, compare, changes, drift and links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from onrecord.cli import options
from onrecord.cli.comparing import linked

if TYPE_CHECKING:
    from onrecord.accounts import Drift
    from onrecord.highlights import Highlights
    from onrecord.show.terminal import Paper

RELATIONS = ("same_quote", "agrees", "contradicts", "updates")


@click.command()
@click.argument("query", metavar="[QUERY]…", nargs=-1)
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N", help="At most N."
)
@options.record
@options.as_json
def claims(query: tuple[str, ...], limit: int, record: str, as_json: bool) -> None:
    """What several say alike, across articles.

    A claim is what several attributions say in the same sense. With QUERY only claims in which its words
    occur. Wire copies are counted once: origins are independent texts.

    \b
    Example:
      onrecord claims sirens
    """
    from onrecord import accounts
    from onrecord.cli import output
    from onrecord.show import terminal

    with linked(record) as opened:
        found = accounts.claims(opened, " ".join(query) or None, limit=limit)
    if as_json:
        output.as_json(found)
    else:
        output.lines(terminal.claims(found, output.paper()))
        if not found:
            words = f"nobody on record said anything with the words {' '.join(query)!r}"
            output.say(words if query else "nothing on record is said twice")


@click.command()
@click.argument("id", metavar="ID")
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=100,
    show_default=True,
    metavar="N",
    help="At most N statements.",
)
@click.option("--offset", type=click.IntRange(0), default=0, metavar="N", help="Leave out the first N.")
@options.record
@options.as_json
def claim(id: str, limit: int, offset: int, record: str, as_json: bool) -> None:
    """One claim: everybody who makes it, in time order.

    ID is that of the claim or of any attribution in it, or a unique beginning. Of a claim that thousands make
    --offset turns the page.

    \b
    Example:
      onrecord claim 3f2a
    """
    from onrecord import accounts
    from onrecord.cli import output
    from onrecord.show import terminal

    with linked(record) as opened:
        found = accounts.claim(opened, id, limit=limit, offset=offset)
    if as_json:
        output.as_json([found])
    else:
        output.lines(terminal.claim(found, output.paper(), offset=offset))


@click.command()
@click.argument("query", metavar="QUERY…", nargs=-1, required=True)
@options.record
@options.as_json
def compare(query: tuple[str, ...], record: str, as_json: bool) -> None:
    """Who says yes, who says no, who leaves it open.

    QUERY is words of the matter. The answers are to the claim that most of what is found is of: its words
    stand first. Each speaker comes with the number of independent texts that carry what they say, and the
    first and last day; what has the words and takes no side comes after the answers. Then follow the clashes,
    once for each two speakers, with the words that clash.

    \b
    Example:
      onrecord compare flooded homes
    """
    from onrecord import accounts
    from onrecord.cli import output
    from onrecord.show import terminal

    with linked(record) as opened:
        found = accounts.compare(opened, " ".join(query))
    if as_json:
        output.as_json([found])
    else:
        paper = output.paper()
        if found.claim is not None:
            output.lines(terminal.comparison(found.positions, found.claim, paper, found.counted))
        output.lines(terminal.matters("Where they clash or changed", accounts.matters(found.links), paper))


@click.command()
@click.argument("name", metavar="[NAME]", required=False)
@click.option("--all", "every", is_flag=True, help="Every pair of statements; else each change once.")
@options.record
@options.as_json
def changes(name: str | None, every: bool, record: str, as_json: bool) -> None:
    """Positions that a speaker changed.

    Each with both statements, their dates and the words that changed, in time order. With NAME only those of
    that speaker. A change that was reported many times is shown once, with the number of the other reports;
    --json has them all.

    \b
    Example:
      onrecord changes renn
    """
    from onrecord import accounts
    from onrecord.cli import output
    from onrecord.show import terminal

    with linked(record) as opened:
        found = accounts.changes(opened, name)
    if as_json:
        output.as_json(found)
    else:
        told = [accounts.Matter(link, 0) for link in found] if every else accounts.matters(found)
        output.lines(terminal.matters("", told, output.paper()))
        if not found:
            output.say(
                "nobody changed position"
                if name is None
                else f"no change of position by {name!r} is on record"
            )


@click.command()
@options.record
@options.as_json
def drift(record: str, as_json: bool) -> None:
    """Quotations whose words differ between articles.

    Each with the words that were dropped, added or replaced on the way from the earlier article to the later
    one, and both quotations.

    \b
    Example:
      onrecord drift
    """
    from onrecord import accounts
    from onrecord.cli import output

    with linked(record) as opened:
        found = accounts.drift(opened)
    if as_json:
        output.as_json(found)
    else:
        output.lines(_drifts(found, output.paper()))
        if not found:
            output.say("no quotation differs between articles")


@click.command()
@click.option("--to", type=click.Choice(["jsonl"]), default="jsonl", show_default=True, help="The form.")
@click.option(
    "--relation", type=click.Choice(RELATIONS), multiple=True, help="Only these relations; may be repeated."
)
@options.record
@options.jobs
def links(to: str, relation: tuple[str, ...], record: str, jobs: int | None) -> None:  # noqa: ARG001 - jsonl is the only form
    """Every relation between two attributions, as data.

    One JSON object a line: relation, score, explanation, signal, who has confirmed it and the reason given,
    and left and right, each with the ids of document and attribution as in `onrecord export` and the spans of
    the words that it rests on.

    \b
    Example:
      onrecord links --to jsonl --relation contradicts
    """
    from onrecord import accounts
    from onrecord.cli import output
    from onrecord.model import Relation

    with linked(record, jobs) as opened:
        output.as_json(accounts.links(opened, *map(Relation, relation)))


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
    name = left.name or str(left.source) or right.name or "a source not named"
    edits = "; ".join(str(edit) for edit in found.edits[:2])
    return f"{name}, {left.outlet} to {right.outlet}: {edits}"


def _drifts(found: Iterable[Drift], paper: Paper) -> Iterator[str]:
    from onrecord.show import terminal

    for position, each in enumerate(found):
        if position:
            yield ""
        name = (
            each.link.left.name or str(each.link.left.source) or each.link.right.name or "a source not named"
        )
        yield from paper.wrapped(f"{name}: {'; '.join(map(str, each.edits))}", "bold")
        yield from terminal.statement(each.link.left, paper)
        yield from terminal.statement(each.link.right, paper)
