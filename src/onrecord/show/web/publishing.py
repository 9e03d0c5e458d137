"""The record as files that open without a server: the same pages, with a search index beside them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib.resources import files
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.show.terminal.words import day
from onrecord.show.web import comparing, fronts, meeting, persons, reading
from onrecord.show.web.addresses import Addresses, FileAddresses, outlet_file, pair_file
from onrecord.show.web.answers import Page
from onrecord.show.web.rendering import Surroundings, html, source_of
from onrecord.store import Record, Summary
from onrecord.store import relations as related
from onrecord.store.pages import Article, articles, statements_in

BATCH = 500

MOST = 10_000
"""Speakers with a page of their own, the most quoted."""

LISTED = 500
"""Claims, contradictions, changes and drifts that are listed, the best sourced and surest."""

EVERY = 1_000_000
"""Statements of one article: all of them."""

MARK = ".onrecord"
"""A file that says the folder was written by us, so that writing it again may replace it."""

Make = Callable[[Addresses], Page]


def publish(record: Record, folder: str | os.PathLike[str]) -> Iterator[Path]:
    """Writes the whole record into ``folder`` and yields each file written; ``index.html`` comes last.

    The folder is made where there is none; one that holds anything but an earlier publication is left alone
    (UsageError). Pages of things that are gone are removed.
    """
    top = Path(folder)
    if top.exists() and any(top.iterdir()) and not (top / MARK).exists():
        raise UsageError(f"{top} is not empty and was not written by onrecord publish; name a new folder")
    top.mkdir(parents=True, exist_ok=True)
    (top / MARK).write_text("written by onrecord publish\n", encoding="utf-8")
    written: set[Path] = set()
    summary = record.summary(most=MOST)
    around = Surroundings(record.path.name, summary.models)
    claims, pairs = _compared(record)
    for name, make in _pages(record, summary, claims, pairs):
        to = FileAddresses(name.count("/"), claims, pairs)
        yield _write(top / name, html(make(to), to, around), written)
    for name, data in _assets(record, summary):
        yield _write(top / name, data, written)
    to = FileAddresses(0, claims, pairs)
    yield _write(top / "index.html", html(fronts.start(record), to, around), written)
    for old in [*top.glob("[cdpo]/*.html"), *top.glob("*.html")]:
        if old not in written:
            old.unlink()


def _compared(record: Record) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """The pages about statements taken together: for each attribution with a claim the name of its file, and
    for the name of each pair its two ids."""
    links = record.links().links(least=related.LIKELY)
    claims: dict[str, str] = {}
    for id in sorted({s.id for link in links for s in (link.left, link.right)}):
        if id not in claims:
            found = related.claim(record, id)
            same = [s.id for s in found.statements if s.id not in found.against]
            claims.update(dict.fromkeys(same, min(same)))
    return claims, {pair_file((link.left.id, link.right.id)): (link.left.id, link.right.id) for link in links}


def _pages(
    record: Record, summary: Summary, claims: Mapping[str, str], pairs: Mapping[str, tuple[str, str]]
) -> Iterator[tuple[str, Make]]:
    """The name of each file with what makes its page."""
    every = tuple(_all_articles(record))
    for a in every:
        yield f"d/{a.id}.html", partial(_article, record, a.id)
    for who in summary.most_quoted:
        yield f"p/{who.id}.html", partial(_person, record, who.id)
    for outlet in summary.outlets:
        if outlet.name is not None:
            yield f"o/{outlet_file(outlet.name)}.html", partial(_outlet, record, outlet.name, every)
    for name in sorted(set(claims.values())):
        yield f"c/{name}.html", partial(_claim, record, name)
    for name, ids in sorted(pairs.items()):
        yield f"c/{name}.html", partial(_pair, record, ids)
    listed = {"articles": every, "number": 1, "more": False}
    yield "articles.html", lambda _: Page("articles.html", "Articles", listed)
    yield "people.html", lambda _: fronts.people(record, "", 1, size=MOST)
    yield "outlets.html", lambda _: fronts.outlets(record, 1, size=MOST)
    yield "claims.html", lambda _: meeting.claims(record, "", 1, size=LISTED)
    yield "clashes.html", lambda _: meeting.clashes(record, "", 1, size=LISTED)
    yield "changes.html", lambda _: meeting.changed(record, "", 1, size=LISTED)
    yield "drift.html", lambda _: meeting.drift(record, "", 1, size=LISTED)
    yield "decided.html", lambda _: meeting.decided(record)
    yield "review.html", lambda _: fronts.review(record)
    yield "failures.html", lambda _: fronts.failures(record)
    yield "search.html", lambda _: Page("find.html", "Search")


def _article(record: Record, id: str, to: Addresses) -> Page:
    return reading.article(record, to, id)


def _claim(record: Record, id: str, _: Addresses) -> Page:
    return comparing.claim(record, id, size=related.MOST)


def _pair(record: Record, ids: Sequence[str], _: Addresses) -> Page:
    return comparing.compare(record, ids)


def _person(record: Record, id: str, to: Addresses) -> Page:
    return persons.speaker(record, to, id, 1)


def _outlet(record: Record, name: str, every: tuple[Article, ...], _: Addresses) -> Page:
    page = fronts.outlet(record, name, 1)
    assert page is not None
    page.values["articles"] = tuple(a for a in every if a.outlet == name)
    return page


def _all_articles(record: Record) -> Iterator[Article]:
    offset = 0
    while found := articles(record, limit=BATCH, offset=offset):
        yield from found
        offset += len(found)


def _assets(record: Record, summary: Summary) -> Iterator[tuple[str, bytes]]:
    """Our style sheet, script and icon, and the search index: a script, because a page that was opened as a
    file may not fetch one."""
    for name in ("page.css", "page.js", "icon.svg"):
        yield f"static/{name}", files("onrecord.show.web").joinpath("static", name).read_bytes()
    index = json.dumps(_index(record, summary), ensure_ascii=False, separators=(",", ":"))
    yield "static/index.js", f"window.onrecordIndex={index};\n".encode("utf-8", "replace")


def _index(record: Record, summary: Summary) -> dict[str, Sequence[tuple[str, ...]]]:
    """Rows of what is shown and the address it leads to."""
    to = FileAddresses(0)
    articles_ = list(_all_articles(record))
    statements = []
    for article in articles_:
        for s in statements_in(record, article.id, limit=EVERY):
            where = ", ".join(part for part in (s.outlet, day(s.published) if s.published else "") if part)
            words = " ".join(str(s.content).split())
            statements.append((source_of(s).striptags(), words, where, to.statement(s.id, s.document)))
    people = [(w.name, f"{w.statements} statements", to.person(w.id)) for w in summary.most_quoted]
    titles = [
        (
            a.title or "Untitled",
            ", ".join(p for p in (a.outlet, day(a.published) if a.published else "") if p),
            to.article(a.id),
        )
        for a in articles_
    ]
    return {"statements": statements, "people": people, "articles": titles}


def _write(path: Path, data: str | bytes, written: set[Path]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "replace"))
    written.add(path)
    return path
