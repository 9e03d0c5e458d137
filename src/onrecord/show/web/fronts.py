"""The pages that give an overview: start, articles, outlets, people, review, failures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from onrecord.model import Relation
from onrecord.show.terminal.sayings import telling
from onrecord.show.web.answers import Page, statement_row
from onrecord.store import Record, Statement
from onrecord.store.pages import (
    articles,
    doubtful,
    statements_in,
    statements_of,
    version,
)
from onrecord.store.pages import outlet as counted
from onrecord.store.persons import beginning, most_quoted
from onrecord.store.relations import compared, latest_links

LATEST, TOLD = 5, 3
"""Articles on the start page, and statements of each: two screens of a laptop."""

SHORTEST = 4
"""Words of a content that says something by itself; shorter ones ("so", "this") come last."""

PER_PAGE = 50

RANKED = 10
"""Speakers and outlets beside a page."""

LISTED = 100
"""People on one page of their list."""

CLASHES = 4
"""Contradictions and changes on the start page: what is news fits one screen."""

QUEUED = 24
"""Findings in the queue for review, and twice as many as clashes: an hour's work."""

REVIEWED = 0.5
"""Below this, a finding is more likely wrong than right (confidence is a calibrated probability), and is
listed for review."""


def start(record: Record) -> Page:
    """What is in the record, the newest of it, and where accounts clash."""
    summary = record.summary(most=RANKED)
    stories = [(a, _told(statements_in(record, a.id, limit=60))) for a in articles(record, limit=LATEST)]
    latest = [s for _, told in stories for s in told]
    values = {
        "summary": summary,
        "stories": stories,
        "compared": compared(record),
        "contradictions": latest_links(record, Relation.CONTRADICTS, limit=CLASHES),
        "changes": latest_links(record, Relation.UPDATES, limit=CLASHES),
        "seen": version(record)[0],
    }
    data = {"summary": summary, "latest": latest}
    return Page("start.html", "The record", values, data, [statement_row(s) for s in latest])


def _told(statements: Sequence[Statement]) -> list[Statement]:
    """The few that tell most: by somebody known, long enough to say something, denials and quotations
    first."""
    full = [s for s in statements if len(str(s.content).split()) >= SHORTEST]
    return cast("list[Statement]", telling([s for s in full if s.speaker] or full, TOLD))


def all_articles(record: Record, number: int) -> Page:
    """All articles, the last published first."""
    found = articles(record, limit=PER_PAGE + 1, offset=(number - 1) * PER_PAGE)
    shown, more = found[:PER_PAGE], len(found) > PER_PAGE
    rows = [_columns(article) for article in shown]
    return Page("articles.html", "Articles", {"articles": shown, "number": number, "more": more}, shown, rows)


def outlets(record: Record, number: int, *, size: int = LISTED) -> Page:
    """All outlets with what the record has of them, ``size`` at a time; as data all at once."""
    found = record.outlets()
    shown = found[(number - 1) * size : number * size]
    values = {"outlets": shown, "total": len(found), "number": number, "more": len(found) > number * size}
    return Page("outlets.html", "Outlets", values, found, [_columns(o) for o in found])


def outlet(record: Record, name: str, number: int) -> Page | None:
    """One outlet: its articles, and whom it quotes most. None if the record has nothing of it."""
    found = articles(record, outlet=name, limit=PER_PAGE + 1, offset=(number - 1) * PER_PAGE)
    known = counted(record, name)
    if known is None:
        return None
    shown, more = found[:PER_PAGE], len(found) > PER_PAGE
    values = {
        "name": name,
        "outlet": known,
        "articles": shown,
        "number": number,
        "more": more,
        "quoted": most_quoted(record, name, limit=RANKED),
    }
    return Page(
        "outlet.html", name, values, {"outlet": known, "articles": shown}, [_columns(a) for a in shown]
    )


def people(record: Record, words: str, number: int, *, size: int = LISTED) -> Page:
    """The most quoted, ``size`` at a time, or those with a name that begins so."""
    speakers = () if words else record.speakers(limit=size + 1, offset=(number - 1) * size)
    found = beginning(record, words, limit=PER_PAGE) if words else ()
    shown: Sequence[object] = found if words else speakers[:size]
    values = {
        "speakers": speakers[:size],
        "found": found,
        "words": words,
        "number": number,
        "more": len(speakers) > size,
        "total": record.summary(most=0).speakers,
    }
    return Page("people.html", "People", values, shown, [_columns(each) for each in shown])


def review(record: Record) -> Page:
    """What a person should look at first: findings that are probably wrong, and accounts that clash."""
    unsure = doubtful(record, limit=QUEUED)
    clashes = latest_links(record, Relation.CONTRADICTS, limit=QUEUED // 2)
    values = {
        "unsure": unsure,
        "chains": chains(record, unsure),
        "clashes": clashes,
        "compared": compared(record),
        "limit": REVIEWED,
        "undetermined": record.summary(most=0).undetermined,
    }
    return Page("review.html", "Review", values, {"unsure": unsure}, [statement_row(s) for s in unsure])


def failures(record: Record) -> Page:
    """What could not be read or understood, and why."""
    found = record.failures()
    rows = [_columns(failure) for failure in found]
    return Page("failures.html", "Failures", {"failures": found[:500], "total": len(found)}, found, rows)


def chains(record: Record, statements: Sequence[Statement]) -> dict[str, Statement]:
    """The statements that contain some of these, by id."""
    outer = statements_of(record, [s.within for s in statements if s.within])
    return {s.id: s for s in outer}


def _columns(value: object) -> dict[str, object]:
    names: tuple[str, ...] = value.__slots__  # type: ignore[attr-defined]
    return {name: _flat(getattr(value, name)) for name in names}


def _flat(value: object) -> object:
    return " ".join(f"{k}:{v}" for k, v in value.items()) if isinstance(value, dict) else value
