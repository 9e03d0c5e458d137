"""What the pages ask about statements taken together: their links, the claim they make, whose text they
are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.model import Relation
from onrecord.store.database import Row
from onrecord.store.findings import day
from onrecord.store.links import Link
from onrecord.store.pages import Article
from onrecord.store.record import Record
from onrecord.store.statements import Statement

LIKELY = 0.5
"""Links that are more likely right than wrong are shown (scores are calibrated by their author)."""

MOST = 300
"""Statements of one claim that are gathered; a page shows fewer."""


@dataclass(frozen=True, slots=True)
class Copy:
    """An article whose text is taken over: ``share`` is how much of the copy's narration that is."""

    article: Article
    share: float


def compared(record: Record) -> bool:
    """Whether the accounts of any document have been compared; if not, no link means nothing."""
    return bool(record._db.value("SELECT EXISTS (SELECT 1 FROM accounts)"))


def links_of(record: Record, attribution: str) -> tuple[Link, ...]:
    """All links of an attribution id, the surest first; none where it is not of a current reading."""
    links = record.links()
    key = links.key_of(attribution)
    return () if key is None else _surest(links.links(among=[key], least=LIKELY))


def latest_links(record: Record, relation: Relation, *, limit: int) -> tuple[Link, ...]:
    """The links of that kind found last, of each pair of speakers the surest."""
    sql = """SELECT "left", "right" FROM current_links WHERE relation = ? AND score >= ?
             ORDER BY key DESC LIMIT ?"""
    # Speakers clash over one matter many times over; ten times as many leave enough pairs of them.
    pairs = record._db.rows(sql, relation, LIKELY, 10 * limit)
    return _each_pair_once(_between(record, relation, pairs))[:limit]


def links_of_speaker(record: Record, entity: str, relation: Relation, *, limit: int) -> tuple[Link, ...]:
    """The links of that kind with a statement of an entity, the surest first, of each pair of speakers
    one."""
    one = """SELECT l."left", l."right", l.score FROM nodes e JOIN entity_of o ON o.entity = e.entity
             JOIN attributions a ON a.speaker = o.local JOIN current_links l ON l."{}" = a.key
             WHERE e.id = ? AND l.relation = ? AND l.score >= ?"""
    sql = f"{one.format('left')} UNION {one.format('right')} ORDER BY 3 DESC, 1, 2 LIMIT ?"
    wanted = (entity, relation, LIKELY)
    rows = record._db.rows(sql, *wanted, *wanted, 10 * limit)
    return _each_pair_once(_between(record, relation, [row[:2] for row in rows]))[:limit]


def claim(record: Record, attribution: str) -> tuple[Statement, ...]:
    """The statements that say the same as an attribution, one through the other, and those that contradict
    one of them, earliest first, at most `MOST` of each; only itself where nothing is linked, and () where it
    is not of a current reading."""
    links = record.links()
    start = links.key_of(attribution)
    if start is None:
        return ()
    number = links.claims_of([start]).get(start)
    same = [start] if number is None else sorted({start, *links.members(number, limit=MOST)})
    against = links.links(Relation.CONTRADICTS, among=same, least=LIKELY)
    found = {s.id: s for s in links.statements(same)}
    found |= {s.id: s for link in against[:MOST] for s in (link.left, link.right)}
    return tuple(sorted(found.values(), key=by_time))


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


def copied_from(record: Record, document: str) -> Copy | None:
    """The article from which a document takes its text over; None if it does not."""
    sql = f"""{_COPY} JOIN documents d ON d.key = c.origin JOIN documents own ON own.key = c.document
              WHERE own.id = ?"""
    rows = record._db.rows(sql, document)
    return _copy(rows[0]) if rows else None


def copies_of(record: Record, document: str) -> tuple[Copy, ...]:
    """The articles that take their text over from a document."""
    sql = f"""{_COPY} JOIN documents d ON d.key = c.document JOIN documents own ON own.key = c.origin
              WHERE own.id = ? ORDER BY d.published, d.id"""
    return tuple(_copy(row) for row in record._db.rows(sql, document))


_COPY = "SELECT d.id, d.title, d.outlet, d.published, c.share FROM copies c"


def _copy(row: Row) -> Copy:
    id_, title, outlet, published, share = row
    return Copy(Article(id_, title, outlet, day(published), 0), share)


def _between(record: Record, relation: Relation, pairs: Sequence[Row]) -> tuple[Link, ...]:
    """The links of these pairs of attribution keys."""
    links = record.links()
    found = links.links(relation, among=sorted({left for left, _ in pairs}), least=LIKELY)
    said = {s.id for s in links.statements(sorted({key for pair in pairs for key in pair}))}
    return tuple(link for link in found if link.left.id in said and link.right.id in said)


def _each_pair_once(links: Iterable[Link]) -> tuple[Link, ...]:
    kept: dict[frozenset[str], Link] = {}
    for link in _surest(links):
        # Somebody unknown is told from somebody else by the article.
        who = frozenset(s.speaker or s.document for s in (link.left, link.right))
        kept.setdefault(who, link)
    return tuple(kept.values())


def _surest(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(sorted(links, key=lambda link: (-link.score, link.left.id, link.right.id)))


def by_time(s: Statement) -> tuple[bool, str, str, int]:
    """Sorts statements by when they were said, those without a date last; of one day by document and
    place."""
    return s.when is None, s.when.isoformat() if s.when else "", s.document, s.content.spans[0].start
