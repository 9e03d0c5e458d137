"""Entities of a document on their way into the record, before anybody has compared them.

Until then a speaker is the same across documents when the name is (see
:func:`onrecord.store.names.name_key`) and the kinds agree. Better reasons come from
`onrecord.resolve.across`, which files figures under other nodes. An id is a function of what documents say,
never of the order in which they came.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from onrecord.model import Attribution, Entity, EntityKind, Extraction, Mention, MentionForm
from onrecord.store.database import Database
from onrecord.store.names import folded_words, name_key

RANK = 10
"""Digits of a document's id that rank its figures among those of a node."""

_CLASS = {
    EntityKind.PERSON: "person",
    # A name whose kind is open is most often a person's; as a class of its own it would split every speaker
    # whose kind one document happens not to show.
    EntityKind.UNKNOWN: "person",
    EntityKind.ORGANISATION: "body",
    EntityKind.GROUP: "body",
    EntityKind.PLACE: "place",
}


def record_ids(extraction: Extraction) -> dict[str, str]:
    """For each entity of a document its id in the record: 12 hexadecimal digits.

    An entity with a name gets the id of that name and class. One that is unnamed, or known by descriptions
    and pronouns alone, belongs to its document, and so do two entities of one document that share a name
    (father and son): they are told apart there, and nowhere else.
    """
    first, named = _mentioned(extraction)
    keys = {e.id: _shared_key(e, named.get(e.id)) for e in extraction.entities}
    taken = Counter(key for key in keys.values() if key)
    places = Counter(first.values())
    ids = {}
    for entity in extraction.entities:
        key = keys[entity.id]
        if key is None or taken[key] > 1:
            # The place of the first mention is the same for every model; "e2" of another model is someone
            # else.
            place = first.get(entity.id)
            own = list(place) if place and places[place] == 1 else entity.id
            key = json.dumps(["document", extraction.document.id, own], ensure_ascii=False)
        ids[entity.id] = hashlib.sha256(key.encode("utf-8")).hexdigest()[:12]
    return ids


def node_of(db: Database, id_: str) -> int:
    """The node of an id, made where there is none; it leads itself at first."""
    key = db.value("SELECT key FROM nodes WHERE id = ?", id_)
    if key is None:
        key = db.value("SELECT coalesce(max(key), 0) + 1 FROM nodes")
        db.run("INSERT INTO nodes (key, id, entity) VALUES (?, ?, ?)", key, id_, key)
    return int(key)


def name_node(db: Database, node: int, names: Iterable[str]) -> None:
    """Files the names by which a node is looked up."""
    words = {name_key(name): folded_words(name_key(name)) for name in names}
    db.run_many(
        "INSERT OR IGNORE INTO node_names (node, folded) VALUES (?, ?)",
        {(node, " ".join(each)) for each in words.values() if each},
    )
    db.run_many(
        "INSERT OR IGNORE INTO node_words (word, node) VALUES (?, ?)",
        {(word, node) for each in words.values() for word in each},
    )


def renamed(extraction: Extraction, ids: Mapping[str, str]) -> Extraction:
    """``extraction`` with the record's entity ids, and everything in an order of its own: two readings that
    found the same are equal values. Attributions and mentions go by place, entities by id."""

    def of(local: str | None) -> str | None:
        return None if local is None else ids[local]

    def attribution(a: Attribution) -> Attribution:
        medium = a.medium and replace(a.medium, outlet=of(a.medium.outlet))
        return replace(a, speaker=of(a.speaker), medium=medium)

    mentions = (Mention(m.span, m.form, of(m.entity)) for m in extraction.mentions)
    return replace(
        extraction,
        attributions=tuple(sorted(map(attribution, extraction.attributions), key=place_of)),
        mentions=tuple(sorted(mentions, key=lambda m: (m.span, m.form, m.entity or ""))),
        entities=tuple(sorted((replace(e, id=ids[e.id]) for e in extraction.entities), key=lambda e: e.id)),
    )


def place_of(attribution: Attribution) -> tuple[int, str]:
    """Sorts attributions by where their first words stand."""
    return attribution.spans()[0].start, attribution.id


def _shared_key(entity: Entity, named: bool | None) -> str | None:
    """``named``: whether a mention has the form of a name; None if the entity has no mention at all."""
    if entity.kind is EntityKind.UNNAMED or named is False or not (name := name_key(entity.name)):
        return None
    if named is None and entity.kind is EntityKind.UNKNOWN:
        return None
    return json.dumps(["name", _CLASS[entity.kind], name], ensure_ascii=False)


def _mentioned(extraction: Extraction) -> tuple[dict[str, tuple[int, int]], dict[str, bool]]:
    """Where each entity is first mentioned, and whether by name anywhere."""
    first: dict[str, tuple[int, int]] = {}
    named: dict[str, bool] = {}
    for mention in extraction.mentions:
        if mention.entity is not None:
            place = (mention.span.start, mention.span.end)
            first[mention.entity] = min(place, first.get(mention.entity, place))
            named[mention.entity] = named.get(mention.entity, False) or mention.form is MentionForm.NAME
    return first, named
