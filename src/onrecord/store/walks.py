"""All links of a record, and those of some speakers: read so that neither costs more than what it gives."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from onrecord.model import Relation
from onrecord.store import judged
from onrecord.store.links import BY_PEOPLE, Link
from onrecord.store.record import Record

WALKED = 200
"""Documents whose links are read together. Of 215,000 links of 100,000 articles the first ten came after 12 s
of a processor when all were read first."""


def walk(record: Record, *relations: Relation) -> Iterator[Link]:
    """The links that show, of these relations or all: those that people alone have found first, then by the
    documents of their left sides in the order of their ids."""
    yield from _by_people(record, *relations)
    links, last = record.links(), ""
    while True:
        sql = "SELECT d.id, d.key FROM documents d WHERE d.id > ? ORDER BY d.id LIMIT ?"
        documents: dict[str, int] = dict(record._db.rows(sql, last, WALKED))
        if not documents:
            return
        last = max(documents)
        found = links.links(*relations, among=_filed(record, list(documents.values())))
        of_these = [x for x in found if x.left.document in documents and x.signal != BY_PEOPLE]
        yield from sorted(of_these, key=_by_left)


def disputes(record: Record, relation: Relation, speakers: Sequence[str]) -> tuple[Link, ...]:
    """The contradictions, or the changes of position, of which one side is by one of these speakers (ids)."""
    sql = """SELECT DISTINCT x.link FROM json_each(?) j JOIN nodes e ON e.id = j.value
             JOIN disputed x ON x.entity = e.entity"""
    keys = [key for (key,) in record._db.rows(sql, json.dumps(sorted(set(speakers))))]
    found = [*_by_people(record, relation), *record.links().of_keys(sorted(keys))]
    wanted = set(speakers)
    theirs = [x for x in found if wanted & {x.left.speaker, x.right.speaker}]
    return tuple(sorted((x for x in theirs if x.relation is relation), key=_by_left))


def varied(record: Record, besides: str) -> tuple[Link, ...]:
    """The links of one quotation, without those of this signal: that all words are the same is what most of
    them say, and reading these takes six seconds where 34,000 articles have 28,000."""
    sql = "SELECT l.key FROM current_links l WHERE l.relation = ? AND l.signal <> ? ORDER BY l.key"
    keys = [key for (key,) in record._db.rows(sql, Relation.SAME_QUOTE, besides)]
    found = [*_by_people(record, Relation.SAME_QUOTE), *record.links().of_keys(keys)]
    return tuple(sorted(found, key=_by_left))


def _by_people(record: Record, *relations: Relation) -> list[Link]:
    """What people have confirmed and the linker has not found. For that all that say the same as the two are
    looked through."""
    stances = sorted({side for each in judged.confirmed(record._db) for side in (each.left, each.right)})
    if not stances:
        return []
    sql = "SELECT x.attribution FROM json_each(?) j CROSS JOIN accounts x ON x.stance = j.value"
    among = [key for (key,) in record._db.rows(sql, json.dumps(stances))]
    found = record.links().links(*relations, among=among)
    return sorted((x for x in found if x.signal == BY_PEOPLE), key=_by_left)


def _filed(record: Record, documents: Sequence[int]) -> list[int]:
    """The attributions (keys) of documents (keys) that the linker has filed."""
    sql = """SELECT x.attribution FROM json_each(?) j JOIN runs r ON r.document = j.value
             JOIN attributions a ON a.run = r.key JOIN accounts x ON x.attribution = a.key"""
    return [key for (key,) in record._db.rows(sql, json.dumps(sorted(documents)))]


def _by_left(link: Link) -> tuple[str, str, str, str, str]:
    return link.left.document, link.left.id, link.right.document, link.right.id, link.relation
