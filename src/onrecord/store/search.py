"""Full-text search over contents and articles (SQLite FTS5, bm25), with the places of the words found."""

from __future__ import annotations

import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import date

from onrecord.errors import UsageError
from onrecord.model import Span, Spans
from onrecord.store.database import Database
from onrecord.store.findings import day
from onrecord.store.statements import JOINS, Asked, Statement, article_clause, clause, load, of_articles

AROUND = 80
"""Code points shown on each side of the first word found in an article: together two lines of a terminal."""

_TERM = re.compile(r'["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)|([^\s"“”„«»]+)')


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words were found: in a content (then ``statement`` is that attribution), or elsewhere
    in an article (then it is None).

    ``snippet`` is the stretch to show and ``words`` its text; ``marks`` are the words found. All spans count
    code points of the document's text. ``marks`` is empty if the words stand in the title alone.
    """

    statement: Statement | None
    document: str
    outlet: str | None
    title: str | None
    published: date | None
    snippet: Span
    words: str
    marks: Spans


_IN_CONTENT = """SELECT highlight(content_index, 0, ?, ?) FROM content_index
                 WHERE content_index MATCH ? AND rowid = ?"""
_IN_ARTICLE = """SELECT highlight(article_index, 1, ?, ?) FROM article_index
                 WHERE article_index MATCH ? AND rowid = ?"""


def said(
    db: Database,
    words: str,
    asked: Asked,
    *,
    limit: int | None = None,
    offset: int = 0,
    published: bool = False,
) -> tuple[Hit, ...]:
    """See :meth:`onrecord.store.Record.said`; with ``published`` the dates asked for are those of
    publication."""
    query = match(words)
    rest = -1 if limit is None else limit
    conditions, values = clause(db, asked, published=published)
    keys = _content_keys(db, query, conditions, values, rest, offset)
    hits = [
        content_hit(db, query, statement, key) for key, statement in zip(keys, load(db, keys), strict=True)
    ]
    if len(hits) == rest or not of_articles(asked):
        return tuple(hits)
    before = 0 if hits or not offset else _content_count(db, query, conditions, values)
    room = -1 if rest < 0 else rest - len(hits)
    articles = _article_keys(db, query, asked, room, max(0, offset - before) if not hits else 0)
    return (*hits, *(_article_hit(db, query, key) for key in articles))


def match(words: str) -> str:
    """``words`` in the query language of FTS5: every word must occur, ``"several words"`` in this order,
    ``begin*`` as the beginning of a word. Nothing else in them has a meaning.

    Raises UsageError if no letter or digit is among them.
    """
    terms = []
    for found in _TERM.finditer(words.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")):
        phrase, word = found.groups()
        text = phrase if phrase is not None else word
        if any(unicodedata.category(c)[0] in "LN" for c in text):
            terms.append(f'"{text}"' + ("*" if phrase is None and text.endswith("*") else ""))
    if not terms:
        raise UsageError(f"{words!r} holds no word to search for; give letters or digits")
    return " AND ".join(terms)


def _content_keys(
    db: Database, query: str, conditions: list[str], values: list[object], limit: int, offset: int
) -> list[int]:
    # The index holds current contents only, so that without filters FTS5 needs no other table to rank them.
    sql = "SELECT rowid FROM content_index WHERE content_index MATCH ? ORDER BY rank LIMIT ? OFFSET ?"
    if conditions:
        sql = f"""SELECT f.rowid FROM content_index f CROSS JOIN attributions a ON a.key = f.rowid {JOINS}
                  WHERE content_index MATCH ? AND {" AND ".join(conditions)}
                  ORDER BY f.rank LIMIT ? OFFSET ?"""
    return [key for (key,) in db.rows(sql, query, *values, limit, offset)]


def _content_count(db: Database, query: str, conditions: list[str], values: list[object]) -> int:
    sql = f"""SELECT count(*) FROM content_index f CROSS JOIN attributions a ON a.key = f.rowid {JOINS}
              WHERE {" AND ".join(["content_index MATCH ?", *conditions])}"""
    return int(db.value(sql, query, *values))


def _article_keys(db: Database, query: str, asked: Asked, limit: int, offset: int) -> list[int]:
    """Articles with the words, best first, without those of which a content was a hit under the same
    filters."""
    outer, outer_values = article_clause(db, asked)
    inner, inner_values = clause(db, asked)
    sql = f"""
        SELECT f.rowid FROM article_index f CROSS JOIN documents d ON d.key = f.rowid
        WHERE {" AND ".join(["article_index MATCH ?", *outer])}
        AND d.key NOT IN (
            SELECT r.document FROM content_index g CROSS JOIN attributions a ON a.key = g.rowid {JOINS}
            WHERE {" AND ".join(["content_index MATCH ?", *inner])})
        ORDER BY f.rank LIMIT ? OFFSET ?"""
    return [key for (key,) in db.rows(sql, query, *outer_values, query, *inner_values, limit, offset)]


def content_hit(db: Database, query: str, statement: Statement, key: int) -> Hit:
    """The words of ``query`` (as :func:`match` makes it) in the content of that key."""
    spans = statement.content.spans
    marks = {part for mark in _highlighted(db, _IN_CONTENT, query, key) for part in _in_document(mark, spans)}
    snippet = Span(spans[0].start, spans[-1].end)
    words = db.value(
        "SELECT substr(text, ?, ?) FROM documents WHERE id = ?",
        snippet.start + 1,
        len(snippet),
        statement.document,
    )
    return Hit(
        statement=statement,
        document=statement.document,
        outlet=statement.outlet,
        title=statement.title,
        published=statement.published,
        snippet=snippet,
        words=words,
        marks=tuple(sorted(marks)),
    )


def _article_hit(db: Database, query: str, key: int) -> Hit:
    marks = _highlighted(db, _IN_ARTICLE, query, key)
    text, id_, outlet, title, published = db.rows(
        "SELECT text, id, outlet, title, published FROM documents WHERE key = ?", key
    )[0]
    snippet = around(text, marks[0] if marks else Span(0, 1))
    return Hit(
        statement=None,
        document=id_,
        outlet=outlet,
        title=title,
        published=day(published),
        snippet=snippet,
        words=snippet.of(text),
        marks=tuple(mark for mark in marks if snippet.covers(mark)),
    )


def around(text: str, mark: Span) -> Span:
    """``mark`` with what stands around it, from the start of a word to the end of one where one is near."""
    start, end = max(0, mark.start - AROUND), min(len(text), mark.end + AROUND)
    if start:
        start = next((i + 1 for i in range(start - 1, mark.start) if text[i].isspace()), start)
    if end < len(text):
        end = next((i for i in range(end, mark.end, -1) if text[i].isspace()), end)
    return Span(start, end)


def _highlighted(db: Database, sql: str, query: str, key: int) -> list[Span]:
    """The words that FTS5 highlights, as spans of the indexed text. The marks it writes are random, so that
    no text can hold them."""
    token = secrets.token_hex(16)
    opening, closing = f"<{token}>", f"</{token}>"
    spans: list[Span] = []
    first, *rest = str(db.value(sql, opening, closing, query, key) or "").split(opening)
    place = len(first)
    for piece in rest:
        found, _, between = piece.partition(closing)
        spans.append(Span(place, place + len(found)))
        place += len(found) + len(between)
    return spans


def _in_document(mark: Span, spans: Spans) -> list[Span]:
    """A span of a content's words (its spans joined by one blank) as spans of the document."""
    found = []
    place = 0
    for span in spans:
        start, end = max(mark.start, place), min(mark.end, place + len(span))
        if start < end:
            found.append(Span(span.start + start - place, span.start + end - place))
        place += len(span) + 1
    return found
