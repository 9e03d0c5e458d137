"""Verbs that ask the record: summary, who, said and show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

import click

from onrecord.cli import options

if TYPE_CHECKING:
    from onrecord.show import terminal
    from onrecord.store import Record, Statement

INTRODUCED_BY = 12
"""In how many of a speaker's articles to look for their role and other names: it is nearly always said in the
first, and each look reads the whole article."""

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@options.record
@options.min_confidence
@options.as_json
def summary(record: str, min_confidence: float | None, as_json: bool) -> None:
    """Who says most in the record, and what.

    \b
    Example:
      onrecord summary
    """
    from onrecord.cli import output
    from onrecord.cli.meetings import section
    from onrecord.highlights import highlights
    from onrecord.show import terminal
    from onrecord.store import open_record

    with open_record(record, readonly=True) as opened:
        holds = opened.summary(most=terminal.SPEAKERS)
        if as_json:
            output.as_json([holds])
            return
        paper = output.paper()
        sayings = [
            opened.statements(speaker=each.id, min_confidence=min_confidence) for each in holds.most_quoted
        ]
        found = [
            _speaker(opened, said, each.name)
            for said, each in zip(sayings, holds.most_quoted, strict=True)
            if said
        ]
        chains = _chains(opened, (saying for said in sayings for saying in said))
        output.lines(terminal.overview(holds, paper))
        output.lines(terminal.summary(found, paper, chains=chains))
        output.lines(terminal.remainder(holds, paper))
        output.lines([""])
        output.lines(section(highlights(opened), paper))


@click.command()
@click.argument("name", metavar="NAME")
@options.record
@options.min_confidence
@options.as_json
def who(name: str, record: str, min_confidence: float | None, as_json: bool) -> None:
    """All that one speaker said, in time order.

    NAME is any part of a name, whatever its case and accents; where nobody is called so, another spelling, a
    short form or a slip of it. Each statement comes with its document and the
    offsets of its words there (code points, half-open). Speakers who share the name are kept apart.

    \b
    Example:
      onrecord who "Mara Lind"
      onrecord who lind --json | jq -r .content.words[]
    """
    import onrecord
    from onrecord import identities
    from onrecord.cli import output
    from onrecord.show import terminal

    with identities.placed(record) as opened:
        found = onrecord.who(name, record=opened, min_confidence=min_confidence)
        if as_json:
            output.as_json(found)
            return
        paper = output.paper()
        if not found:
            output.say(f"{name} is mentioned in {record}, and says nothing there")
        for position, sayings in enumerate(_by_speaker(found)):
            if position:
                output.lines(["", ""])
            speaker = _speaker(opened, sayings, sayings[0].name or name)
            output.lines(terminal.who(speaker, paper, chains=_chains(opened, sayings)))


@click.command()
@click.argument("words", metavar="WORDS…", nargs=-1, required=True)
@click.option("--speaker", metavar="NAME", help="Only what this speaker said.")
@click.option("--outlet", metavar="NAME", help="Only in this outlet.")
@click.option("--since", type=DAY, metavar="DATE", help="Said, or else published, on this day or later.")
@click.option("--until", type=DAY, metavar="DATE", help="Said, or else published, on this day or earlier.")
@click.option("--kind", type=click.Choice(["direct", "mixed", "indirect"]), help="Only so quoted.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N")
@options.record
@options.min_confidence
@options.as_json
def said(
    words: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    kind: str | None,
    limit: int,
    record: str,
    as_json: bool,
    **asked: str | float | None,
) -> None:
    """Search what was said, and the articles.

    All WORDS must occur; "several words" in this order; beginn* as the beginning of a word. What somebody
    said comes first, then the places where nobody is known to have said it.

    \b
    Example:
      onrecord said gates sirens
      onrecord said '"no warning"' --speaker marrick --since 2026-04-13
    """
    import onrecord
    from onrecord.cli import output
    from onrecord.model import Kind
    from onrecord.show import terminal

    found = onrecord.said(
        " ".join(words),
        record=record,
        limit=limit,
        since=since and since.date(),
        until=until and until.date(),
        kind=Kind(kind) if kind else None,
        **asked,  # type: ignore[arg-type]
    )
    if as_json:
        output.as_json(found)
    elif not found:
        output.say(f"nothing in {record} has {' '.join(words)}")
    else:
        output.lines(terminal.hits(found, output.paper()))
        if len(found) == limit:
            output.say(f"the first {limit}; more with --limit")


@click.command()
@click.argument("document", metavar="DOCUMENT")
@options.record
@options.min_confidence
@options.as_json
def show(document: str, record: str, min_confidence: float | None, as_json: bool) -> None:
    """One article with its findings marked.

    Every ‹source›, _cue_ and [content] has the number of its finding in the ledger at the end. DOCUMENT is
    the id of a document, or the beginning of one; who and said print them.

    \b
    Example:
      onrecord show 3f9a
      onrecord show 3f9a | less -R
    """
    import onrecord
    from onrecord import wire
    from onrecord.cli import output
    from onrecord.show import terminal

    found = onrecord.show(document, record=record, min_confidence=min_confidence)
    if as_json:
        output.data([wire.encode(found)])
    else:
        output.lines(terminal.article(found, output.paper()))


def _by_speaker(statements: Iterable[Statement]) -> list[tuple[Statement, ...]]:
    """The statements of each speaker, who speaks most first."""
    ordered = sorted(statements, key=lambda statement: statement.speaker or "")
    groups = [tuple(group) for _, group in groupby(ordered, key=lambda statement: statement.speaker)]
    return sorted(groups, key=len, reverse=True)


def _speaker(record: Record, sayings: tuple[Statement, ...], name: str) -> terminal.Speaker:
    """Somebody with the role and the other names that their articles give."""
    from onrecord.show import terminal

    names: dict[str, None] = {}
    role: str | None = None
    for document in list(dict.fromkeys(saying.document for saying in sayings))[:INTRODUCED_BY]:
        for entity in record.extraction(document).entities:
            if entity.id == sayings[0].speaker:
                names |= dict.fromkeys(entity.names)
                role = role or entity.description
    return terminal.Speaker(name, sayings, tuple(names), role)


def _chains(record: Record, sayings: Iterable[Statement]) -> dict[str, str]:
    """For each finding that contains one of ``sayings``, who is its source."""
    from onrecord.show.terminal import source_of

    return {
        within: source_of(record.attribution(within))
        for within in dict.fromkeys(saying.within for saying in sayings if saying.within)
    }
