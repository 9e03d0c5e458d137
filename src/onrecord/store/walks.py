"""All links of a record, and those of some speakers: read so that neither costs more than what it gives."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import chain

from onrecord.model import Relation
from onrecord.store import judged
from onrecord.store.links import BY_PEOPLE, Link
from onrecord.store.lookup import entities_named
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


def surest(record: Record, relation: Relation, *, most: int) -> tuple[tuple[Link, ...], bool]:
    """The contradictions, or the changes of position: those that people have confirmed first, then the
    surest, at least ``most`` of them where there are so many; and whether there are more. Which of the two a
    link is shows only once it is read, and to read all of 100,000 articles takes seconds."""
    sql = _CHANGED if relation is Relation.UPDATES else _CLASHING
    links = record.links()
    found = {(x.left.id, x.right.id): x for x in links.confirmed(relation, most=RECALLED)}
    keys = [key for (key,) in record._db.rows(sql)]
    done = 0
    while done < len(keys) and len(found) < most:
        for x in links.of_keys(keys[done : done + WALKED]):
            if x.relation is relation:
                found.setdefault((x.left.id, x.right.id), x)
        done += WALKED
    return tuple(found.values()), done < len(keys)


RECALLED = 200
"""Of the decisions of people the last that are looked through for a list."""

_SUREST = "ORDER BY score DESC, explanation, left_spans, right_spans, key"
"""Of equal scores by what they say, so that a page does not hang on what came first."""

_CLASHING = f"SELECT key FROM links WHERE relation IN ('contradicts', 'updates') {_SUREST}"
_CHANGED = f"""
    SELECT key FROM links WHERE relation = 'updates' OR key IN (
        -- One speaker on both sides, whatever was known when the two met: of two known ones only one counts.
        SELECT x.link
        FROM (SELECT link FROM disputed WHERE relation = 'contradicts' GROUP BY link HAVING count(*) = 1) x
        CROSS JOIN links l ON l.key = x.link
        CROSS JOIN attributions a ON a.key = l."left" CROSS JOIN attributions b ON b.key = l."right"
        WHERE a.speaker IS NOT NULL AND b.speaker IS NOT NULL
    ) {_SUREST}"""


def amount(record: Record, relation: Relation) -> int:
    """How many links of a relation the linker shows, as it has filed them."""
    return int(record._db.value("SELECT count(*) FROM current_links WHERE relation = ?", relation))


def bearers(record: Record, name: str) -> list[str]:
    """The ids of the entities of that name, or of that id. NotFound offers near names."""
    keys = entities_named(record._db, name)
    sql = "SELECT n.id FROM json_each(?) j JOIN nodes n ON n.key = j.value ORDER BY n.id"
    return [id_ for (id_,) in record._db.rows(sql, json.dumps(keys))]


def disputes(record: Record, relation: Relation, speakers: Sequence[str]) -> tuple[Link, ...]:
    """The contradictions, or the changes of position, of which one side is by one of these speakers (ids)."""
    sql = """SELECT DISTINCT x.link FROM json_each(?) j JOIN nodes e ON e.id = j.value
             JOIN disputed x ON x.entity = e.entity"""
    keys = [key for (key,) in record._db.rows(sql, json.dumps(sorted(set(speakers))))]
    found = [*_by_people(record, relation), *record.links().of_keys(sorted(keys))]
    wanted = set(speakers)
    theirs = [x for x in found if wanted & {x.left.speaker, x.right.speaker}]
    return tuple(sorted((x for x in theirs if x.relation is relation), key=_by_left))


def varied(record: Record, besides: str, speakers: Sequence[str] | None = None) -> Iterator[Link]:
    """The links of one quotation, without those of this signal: that all words are the same is what most of
    them say, and reading these takes six seconds where 34,000 articles have 28,000. Those that people have
    confirmed come first, then those between direct quotations, then the others, each by time; of these
    speakers (ids), or of all."""
    wanted = None if speakers is None else set(speakers)
    order = """JOIN attributions a ON a.key = l."left" JOIN attributions b ON b.key = l."right"
               JOIN accounts x ON x.attribution = a.key JOIN accounts y ON y.attribution = b.key
               WHERE l.relation = ? AND l.signal <> ?
               ORDER BY (a.kind = 'direct') + (b.kind = 'direct') DESC, x.place, y.place"""
    if wanted is None:
        rows = record._db.rows(f"SELECT l.key FROM current_links l {order}", Relation.SAME_QUOTE, besides)
    else:
        theirs = """SELECT v.attribution FROM json_each(?) j CROSS JOIN nodes e ON e.id = j.value
                    CROSS JOIN voiced v ON v.entity = e.entity"""
        sides = " UNION ".join(
            f'SELECT l.* FROM ({theirs}) x CROSS JOIN current_links l ON l."{side}" = x.attribution'
            for side in ("left", "right")
        )
        ids = json.dumps(sorted(wanted))
        rows = record._db.rows(
            f"SELECT l.key FROM ({sides}) l {order}", *(ids, ids, Relation.SAME_QUOTE, besides)
        )
    keys = [key for (key,) in rows]
    found = chain(
        _by_people(record, Relation.SAME_QUOTE),
        chain.from_iterable(
            record.links().of_keys(keys[at : at + WALKED]) for at in range(0, len(keys), WALKED)
        ),
    )
    for link in found:
        if wanted is None or wanted & {link.left.speaker, link.right.speaker}:
            yield link


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
