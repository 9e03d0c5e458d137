"""Verbs that compare accounts across articles: claims, claim, compare, changes, drift and links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from onrecord.cli import options
from onrecord.cli.comparing import linked

if TYPE_CHECKING:
    from onrecord.accounts import Claim, Comparison, Drift, Highlights
    from onrecord.show.terminal import Paper
    from onrecord.store import Statement
    from onrecord.store.links import Link

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

    with linked(record) as opened:
        found = accounts.claims(opened, " ".join(query) or None, limit=limit)
    if as_json:
        output.as_json(found)
    else:
        output.lines(line for each in found for line in _claim_head(each))
        if not found:
            output.say("no claim is made twice" + (f" with the words {' '.join(query)}" if query else ""))


@click.command()
@click.argument("id", metavar="ID")
@options.record
@options.as_json
def claim(id: str, record: str, as_json: bool) -> None:
    """One claim: everybody who makes it, in time order.

    ID is that of the claim or of any attribution in it, or a unique beginning.

    \b
    Example:
      onrecord claim 3f2a
    """
    from onrecord import accounts
    from onrecord.cli import output

    with linked(record) as opened:
        found = accounts.claim(opened, id)
    if as_json:
        output.as_json([found])
    else:
        output.lines([*_claim_head(found), *(line for s in found.statements for line in _statement(s))])


@click.command()
@click.argument("query", metavar="QUERY…", nargs=-1, required=True)
@options.record
@options.as_json
def compare(query: tuple[str, ...], record: str, as_json: bool) -> None:
    """Who says yes, who says no, who leaves it open.

    QUERY is words of the matter. Each speaker comes with the number of independent texts that carry what they
    say, and the first and last day; then follow the clashes, with the words that clash.

    \b
    Example:
      onrecord compare flooded homes
    """
    from onrecord import accounts
    from onrecord.cli import output

    with linked(record) as opened:
        found = accounts.compare(opened, " ".join(query))
    if as_json:
        output.as_json([found])
    else:
        output.lines(_comparison(found))


@click.command()
@click.argument("name", metavar="[NAME]", required=False)
@options.record
@options.as_json
def changes(name: str | None, record: str, as_json: bool) -> None:
    """Positions that a speaker changed.

    Each with both statements, their dates and the words that changed. With NAME only those of that speaker.

    \b
    Example:
      onrecord changes renn
    """
    from onrecord import accounts
    from onrecord.cli import output

    with linked(record) as opened:
        found = accounts.changes(opened, name)
    if as_json:
        output.as_json(found)
    else:
        output.lines(line for each in found for line in _link(each))
        if not found:
            output.say("nobody changed position" if name is None else f"{name} changed no position on record")


@click.command()
@options.record
@options.as_json
def drift(record: str, as_json: bool) -> None:
    """Quotations whose words differ between articles.

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
        output.lines(line for each in found for line in _drift(each))
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

    One JSON object a line: relation, score, explanation, signal, and left and right, each with the ids of
    document and attribution as in `onrecord export` and the spans of the words that it rests on.

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
    name = left.name or str(left.source) or right.name or "not determined"
    edits = "; ".join(str(edit) for edit in found.edits[:2])
    return f"{name}, {left.outlet} to {right.outlet}: {edits}"


def _claim_head(claim: Claim) -> Iterator[str]:
    words = str(claim.statements[0].content)
    origins = "1 origin" if claim.origins == 1 else f"{claim.origins} origins"
    yield f"{claim.id}  {claim.size} statements, {origins}, {_days(claim.first, claim.last)}"
    yield f"    {_short(words)}"


def _comparison(found: Comparison) -> Iterator[str]:
    if found.claim is not None:
        yield from _claim_head(found.claim)
    for answer in ("yes", "no", "withholds"):
        for position in (p for p in found.positions if p.answer == answer):
            yield ""
            origins = "1 origin" if position.origins == 1 else f"{position.origins} origins"
            yield f"{answer:<10}{position.name}  ({origins}, {_days(position.first, position.last)})"
            for statement in position.statements[:3]:
                yield f"          {_short(str(statement.content))}"
    for link in found.links:
        yield ""
        yield from _link(link)


def _link(link: Link) -> Iterable[str]:
    yield f"{link.relation}  {link.score:.2f}  {link.explanation}"
    yield from _statement(link.left)
    yield from _statement(link.right)


def _drift(found: Drift) -> Iterable[str]:
    yield f"{found.link.left.name or found.link.left.source}: {'; '.join(map(str, found.edits))}"
    yield from _statement(found.link.left)
    yield from _statement(found.link.right)


def _statement(said: Statement) -> Iterable[str]:
    name = said.name or str(said.source) or "not determined"
    span = said.content.spans
    where = f"{said.when or 'undated'}  {said.outlet or 'unknown outlet'}"
    yield f"    {where}  {name}: {_short(str(said.content))}"
    yield f"      {said.document} {said.id} [{span[0].start}, {span[-1].end})"


def _days(first: object, last: object) -> str:
    return "undated" if first is None else str(first) if first == last else f"{first} to {last}"


def _short(words: str, width: int = 160) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= width else plain[: width - 1].rstrip() + "…"
