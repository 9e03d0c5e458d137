"""What the pages ask about statements taken together: their links, the claim they make, whose text they
are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.model import Relation
from onrecord.store.database import Row
from onrecord.store.families import TAKEN
from onrecord.store.findings import day
from onrecord.store.links import Link
from onrecord.store.pages import Article
from onrecord.store.record import Record
from onrecord.store.statements import Statement, load

LIKELY = 0.5
"""Links that are more likely right than wrong are shown (scores are calibrated by their author)."""

RECALLED = 200
"""Of the decisions of people the last that the page of a person looks through."""

COPIES = 24
"""Copies of an article that its page names; of a wire story there may be thousands."""

MOST = 300
"""Statements of one claim that are gathered; a page shows fewer."""


@dataclass(frozen=True, slots=True)
class Copy:
    """An article whose text is taken over: ``share`` is how much of the copy's narration that is, None in
    large families (see `families.TAKEN`)."""

    article: Article
    share: float | None


def compared(record: Record) -> bool:
    """Whether the accounts of any document have been compared; if not, no link means nothing."""
    return bool(record._db.value("SELECT EXISTS (SELECT 1 FROM accounts)"))


def links_of(record: Record, attribution: str) -> tuple[Link, ...]:
    """All links of an attribution id, the surest first; none where it is not of a current reading."""
    links = record.links()
    key = links.key_of(attribution)
    return () if key is None else _surest(links.links(among=[key], least=LIKELY))


def latest_links(record: Record, relation: Relation, *, limit: int) -> tuple[Link, ...]:
    """The links of that kind found last, of each pair of speakers the surest, after those that people have
    confirmed. Contradictions and changes of position are told apart by who is known today to have spoken."""
    sql = "SELECT key FROM links WHERE relation = ? AND score >= ? ORDER BY key DESC LIMIT ?"
    # Speakers clash over one matter many times over; ten times as many leave enough pairs of them.
    rows = [key for each in _EITHER for key in record._db.rows(sql, each, LIKELY, 10 * limit)]
    found = record.links().of_keys(sorted((key for (key,) in rows), reverse=True), least=LIKELY)
    held = record.links().confirmed(relation, most=10 * limit)
    return _each_pair_once([*held, *(link for link in found if link.relation is relation)])[:limit]


def disputes_of(record: Record, entity: str, *, limit: int) -> dict[Relation, tuple[Link, ...]]:
    """The contradictions and the changes of position with a statement of an entity that were found last, of
    each pair of speakers the surest, after those that people have confirmed. Both at once: which of the two
    a link is shows only once it is read, and reading those of the most quoted of 100,000 articles takes 8 ms
    of a processor."""
    sql = """SELECT x.link FROM nodes e JOIN disputed x ON x.entity = e.entity
             WHERE e.id = ? AND x.relation = ? ORDER BY x.link DESC LIMIT ?"""
    rows = [key for each in _EITHER for key in record._db.rows(sql, entity, each, 10 * limit)]
    found = record.links().of_keys(sorted((key for (key,) in rows), reverse=True), least=LIKELY)
    held = record.links().confirmed(*_EITHER, most=RECALLED)
    links = [*(x for x in held if entity in (x.left.speaker, x.right.speaker)), *found]
    return {each: _each_pair_once([x for x in links if x.relation is each])[:limit] for each in _EITHER}


_EITHER = (Relation.CONTRADICTS, Relation.UPDATES)


def worded_alike(record: Record, attribution: str, *, limit: int) -> tuple[Statement, ...]:
    """Statements of other articles with the very same words, as far as accounts have been compared, the
    earliest first."""
    key = record.links().key_of(attribution)
    sql = """SELECT y.attribution FROM accounts x JOIN accounts y ON y.stance = x.stance
             WHERE x.attribution = ? AND y.document <> x.document ORDER BY y.place LIMIT ?"""
    return load(record._db, [found for (found,) in record._db.rows(sql, key, limit)])


@dataclass(frozen=True, slots=True)
class Claimed:
    """A page of the statements that say the same thing, one through the other, and those that contradict one
    of them (``against``: their ids, at most `MOST`), earliest first. ``size`` and ``origins`` count the
    statements that say it, and the independent texts that carry them, of all pages."""

    statements: tuple[Statement, ...]
    against: frozenset[str]
    size: int
    origins: int


def claim(record: Record, attribution: str, *, limit: int = MOST, offset: int = 0) -> Claimed:
    """The claim of an attribution: itself alone where nothing is linked, nothing at all where it is not of a
    current reading."""
    links = record.links()
    start = links.key_of(attribution)
    number = None if start is None else links.claims_of([start]).get(start)
    if start is None:
        return Claimed((), frozenset(), 0, 0)
    same = [start] if number is None else links.members(number, limit=limit, offset=offset)
    size, origins = (1, 1) if number is None else links.extent(number)[:2]
    against = links.links(Relation.CONTRADICTS, among=sorted(same), least=LIKELY)
    alike = {s.id: s for s in links.statements(same)}
    found = alike | {s.id: s for link in against[:MOST] for s in (link.left, link.right)}
    against_ids = frozenset(found) - frozenset(alike)
    if offset or size > limit:
        # Who makes the same claim on another page of it stands there, and not against it.
        others = links.claims_of(filter(None, map(links.key_of, against_ids)))
        ours = {key for key, claimed in others.items() if claimed == number}
        inside = {s.id for s in links.statements(sorted(ours))}
        found = {id_: s for id_, s in found.items() if id_ not in inside}
        against_ids -= inside
    return Claimed(tuple(sorted(found.values(), key=by_time)), against_ids, size, origins)


def linked(record: Record, attribution: str) -> bool:
    """Whether there is more to a claim than this attribution."""
    links = record.links()
    key = links.key_of(attribution)
    number = None if key is None else links.claims_of([key]).get(key)
    return number is not None and len(links.members(number, limit=2)) > 1


def roots(record: Record, documents: Iterable[str]) -> dict[str, str]:
    """For each document the one where its text comes from in the end, which is itself where it copies
    none."""
    return record.links().texts_of(documents)


def origins(record: Record, documents: Iterable[str]) -> dict[str, Article]:
    """For each of these documents that copies another the article where its text comes from in the end."""
    found = {copy: root for copy, root in roots(record, documents).items() if copy != root}
    sql = """SELECT d.id, d.title, d.outlet, d.published
             FROM json_each(?) j JOIN documents d ON d.id = j.value"""
    rows = record._db.rows(sql, json.dumps(sorted(set(found.values()))))
    articles = {row[0]: Article(row[0], row[1], row[2], day(row[3]), 0) for row in rows}
    return {copy: articles[root] for copy, root in found.items()}


def copied_from(record: Record, document: str) -> Copy | None:
    """The article from which a document takes its text over; None if it does not."""
    sql = f"""SELECT d.id, d.title, d.outlet, d.published, t.share
              FROM ({_RELATED}) t JOIN documents own ON own.key = t.document
              JOIN documents d ON d.key = t.origin
              WHERE own.id = ?"""
    rows = record._db.rows(sql, document, document)
    return _copy(rows[0]) if rows else None


def copies_of(record: Record, document: str, *, limit: int = COPIES) -> tuple[tuple[Copy, ...], int]:
    """The first of the articles that take their text over from a document, and how many there are."""
    sql = f"""SELECT d.id, d.title, d.outlet, d.published, t.share, count(*) OVER ()
              FROM ({_RELATED}) t JOIN documents own ON own.key = t.origin
              JOIN documents d ON d.key = t.document
              WHERE own.id = ? ORDER BY d.published, d.id LIMIT ?"""
    rows = record._db.rows(sql, document, document, limit)
    return tuple(_copy(row[:5]) for row in rows), rows[0][5] if rows else 0


_RELATED = TAKEN.format(
    """WHERE g.family = (
        SELECT o.family FROM families o JOIN documents e ON e.key = o.document WHERE e.id = ?)"""
)


def _copy(row: Row) -> Copy:
    id_, title, outlet, published, share = row
    return Copy(Article(id_, title, outlet, day(published), 0), share)


def _each_pair_once(links: Sequence[Link]) -> tuple[Link, ...]:
    """Of each pair of speakers the surest link, in the order in which they come; surest is
    what people say."""
    kept: dict[frozenset[str], Link] = {}
    for link in _surest(links):
        # Somebody unknown is told from somebody else by the article.
        who = frozenset(s.speaker or s.document for s in (link.left, link.right))
        kept.setdefault(who, link)
    return tuple(link for link in links if any(link is each for each in kept.values()))


def _surest(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(sorted(links, key=lambda x: (x.confirmed_by is None, -x.score, x.left.id, x.right.id)))


def by_time(s: Statement) -> tuple[bool, str, str, str, int]:
    """Sorts statements by when they were said, those without a date last; of one day by when they were
    published, then by document and place."""
    said, published = (str(each or "") for each in (s.when, s.published))
    return s.when is None, said, published, s.document, s.content.spans[0].start
