"""The same speaker in many documents: for now by an equal key; judgements and scores will come in here."""

from __future__ import annotations

from onrecord.model import Entity, EntityKind
from onrecord.resolve.names import fold, normalise


def entity_key(entity: Entity) -> str | None:
    """The string under which entities of different documents are taken for one; None keeps an entity to its
    document.

    A person needs more than a surname: "Lind" in two articles may be two people. Bodies and places go by
    their whole name. Whoever is unnamed or unknown is never joined across documents, unless the unknown has a
    full name.
    """
    if entity.kind in (EntityKind.UNNAMED, EntityKind.GROUP):
        return None
    key = normalise(entity.name)
    if entity.kind is EntityKind.PERSON or entity.kind is EntityKind.UNKNOWN:
        return f"person {key}" if len(key.split()) > 1 else None
    if not any(c.isupper() or (c.lower() == c.upper() and c.isalpha()) for c in entity.name):
        return None
    body = fold(entity.name).removeprefix("the ")
    return f"{entity.kind.value} {body}" if body else None
