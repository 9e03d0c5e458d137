"""Search with filters and facets, and what is offered while somebody types."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from onrecord.errors import NotFound, UsageError
from onrecord.model import Kind, Polarity, SourceType
from onrecord.show.web.answers import Page, Row, statement_row
from onrecord.show.web.folding import told
from onrecord.show.web.fronts import chains
from onrecord.show.web.rendering import asked_words
from onrecord.store import Asked, Hit, Record
from onrecord.store.listing import listing
from onrecord.store.pages import titled
from onrecord.store.persons import beginning

PER_PAGE = 25

LONGEST = 400
"""Characters of a query. FTS5 takes about 1,000 words before its parser gives up; no question needs a
tenth."""

LAST = 200
"""Pages of a search: nobody reads on, and each costs what those before it cost."""

E = TypeVar("E", bound=StrEnum)


def search(record: Record, query: Mapping[str, str], number: int) -> Page:
    """Statements and articles for the words and filters of an address; the newest statements without
    words."""
    words = " ".join(query.get("q", "").split())
    values: dict[str, Any] = {
        "words": words,
        "query": asked_words(query),
        "note": "",
        "number": number,
        "more": False,
    }
    values |= {"told": (), "hits": (), "statements": (), "facets": None, "chains": {}, "reached": None}
    status = 200
    try:
        values |= _found(record, words, _asked(query), number)
    except NotFound as error:
        values["note"] = str(error)
    except UsageError as error:
        values["note"], status = str(error), 400
    if len(words) > LONGEST:
        values["words"] = words[:LONGEST]
        values["query"] = asked_words({**query, "q": words[:LONGEST]})
    rows = [_row(hit) for hit in values["hits"]] or [statement_row(s) for s in values["statements"]]
    data = {name: values[name] for name in ("words", "note", "hits", "statements", "facets")}
    return Page("search.html", f"Search: {words}" if words else "Search", values, data, rows, status)


def suggest(record: Record, words: str) -> Page:
    """People and articles that begin with what was typed so far."""
    words = " ".join(words.split())[:LONGEST]
    values = {
        "words": words,
        "people": beginning(record, words, limit=6) if words else (),
        "articles": titled(record, words, limit=4) if len(words) > 1 else (),
    }
    return Page("_suggest.html", words, values, {**values})


def _found(record: Record, words: str, asked: Asked, number: int) -> dict[str, object]:
    if len(words) > LONGEST:
        raise UsageError(
            f"this search has {len(words):,} characters and may have {LONGEST}; take the words that matter"
        )
    if number > LAST:
        raise UsageError(f"a search lists {LAST} pages; take a filter, or a day up to which to look")
    found = listing(record, words, limit=PER_PAGE, offset=(number - 1) * PER_PAGE, **asked)
    shown = [*found.statements, *(hit.statement for hit in found.hits if hit.statement)]
    return {
        "hits": found.hits,
        "statements": found.statements,
        "told": told(record, found.hits or found.statements),
        "more": found.more and number < LAST,
        "reached": found.reached,
        "facets": found.facets,
        "chains": chains(record, shown),
    }


def _asked(query: Mapping[str, str]) -> Asked:
    return {
        "speaker": query.get("speaker") or None,
        "outlet": query.get("outlet") or None,
        "since": _date(query, "since"),
        "until": _date(query, "until"),
        "kind": _one_of(Kind, query, "kind"),
        "polarity": _one_of(Polarity, query, "polarity"),
        "source_type": _one_of(SourceType, query, "source_type"),
    }


def _date(query: Mapping[str, str], name: str) -> date | None:
    value = query.get(name)
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"{value[:40]!r} is no date; write it as 2026-04-21") from None


def _one_of(choices: type[E], query: Mapping[str, str], name: str) -> E | None:
    value = query.get(name)
    if not value:
        return None
    try:
        return choices(value)
    except ValueError:
        raise UsageError(f"{value[:40]!r} is no {name}; there are: {', '.join(choices)}") from None


def _row(hit: Hit) -> Row:
    if hit.statement:
        return statement_row(hit.statement)
    empty: dict[str, object] = dict.fromkeys(_COLUMNS)
    return empty | {
        "document": hit.document,
        "outlet": hit.outlet,
        "published": hit.published,
        "title": hit.title,
        "content": " ".join(hit.words.split()),
    }


_COLUMNS = tuple(
    part
    for line in (
        "id document outlet published title speaker name source cue content content_spans kind attitude",
        "polarity source_type addressee medium said_earliest said_latest within confidence model",
    )
    for part in line.split()
)
