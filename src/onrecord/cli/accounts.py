"""Verbs that compare accounts across articles: claims, claim, compare and links."""

from __future__ import annotations

import click

from onrecord.cli import options
from onrecord.cli.comparing import linked

RELATIONS = ("same_quote", "agrees", "contradicts", "updates")


@click.command()
@click.argument("query", metavar="[QUERY]…", nargs=-1)
@options.limit(20)
@options.offset
@options.record
@options.as_json
def claims(query: tuple[str, ...], limit: int, offset: int, record: str, as_json: bool) -> None:
    """What several say alike, across articles.

    A claim is what several attributions say in the same sense. With QUERY only claims in which its words
    occur. Those with most origins come first: origins are independent texts, so that wire copies are counted
    once. Under each stands who makes it.

    \b
    Example:
      onrecord claims sirens
    """
    from onrecord import accounts
    from onrecord.cli import output
    from onrecord.show import terminal

    with linked(record) as opened:
        found = accounts.claims(opened, " ".join(query) or None, limit=limit, offset=offset)
        total = 0 if query else accounts.how_many(opened)
    if as_json:
        output.as_json(found)
    else:
        output.lines(terminal.claims(found, output.paper()))
        if offset and not found:
            output.say(f"there are not so many; give a smaller --offset than {offset}")
        elif not found:
            words = f"nobody on record said anything with the words {' '.join(query)!r}"
            output.say(words if query else "nothing on record is said twice")
        elif total > offset + limit:
            output.say(f"of {total:,} claims; more with --offset {offset + limit}")
        elif query and len(found) == limit:
            output.say(f"more with --offset {offset + limit}")


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
@options.offset
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
@click.argument("query", metavar="[QUERY]…", nargs=-1)
@click.option("--claim", metavar="ID", help="The claim of this attribution, in place of QUERY.")
@options.record
@options.as_json
@options.as_csv
def compare(query: tuple[str, ...], claim: str | None, record: str, as_json: bool, as_csv: bool) -> None:
    """Who says yes, who says no, who leaves it open.

    QUERY is words of the matter. The answers are to the claim that most of what is found is of: its words
    stand first, and other claims that may be meant stand last, each with the ID for --claim. Each speaker
    comes with the number of independent texts that carry what they say, and the first and last day. Then
    follow the clashes, once for each two speakers, with the words that clash and how sure that is, and what
    has the words and takes no side. --csv has a row for each statement.

    \b
    Example:
      onrecord compare flooded homes
    """
    from onrecord import accounts
    from onrecord.cli import output
    from onrecord.errors import UsageError
    from onrecord.show import table, terminal

    if bool(query) == bool(claim):
        raise UsageError("give words to look for, or --claim ID; see: onrecord compare --help")
    with linked(record) as opened:
        found = accounts.compare(opened, " ".join(query) or None, claim=claim)
    if as_json:
        output.as_json([found])
    elif as_csv:
        output.as_csv(table.position_rows(found.positions))
    else:
        output.lines(terminal.comparison(found, accounts.matters(found.links), output.paper()))


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
