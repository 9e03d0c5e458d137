"""The type of a source once it is known who is behind it: "Kestrel said" names a body or a person, and only
the rest of the article tells which.

What stands without a source has the type of its speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.model import Attribution, Entity, EntityKind, SourceType

_PRONOUNS = frozenset(
    {"i", "we", "he", "she", "they", "it", "you", "who", "me", "us", "him", "her", "them", "one"}
)
_CAMEL = re.compile(r"[a-z][A-Z][a-z]")
_ITSELF = re.compile(r"(?:that )?it (?:had|has|would|will|(?:is|was) \w+ing)\b|(?:[\w’'-]+ ){0,4}its\b")
_BODIES = (EntityKind.ORGANISATION, EntityKind.PLACE, EntityKind.GROUP)
_ALONE = {
    EntityKind.PERSON: SourceType.SPECIFIC,
    EntityKind.UNNAMED: SourceType.UNNAMED,
    **dict.fromkeys(_BODIES, SourceType.COLLECTIVE),
}


def typed(
    text: str, attributions: Iterable[Attribution], entities: Iterable[Entity]
) -> Iterator[Attribution]:
    """The attributions with the type of their source as their speaker has it."""
    kinds = {entity.id: entity.kind for entity in entities}
    for each in attributions:
        kind = kinds.get(each.speaker or "")
        found = each.source_type if kind is None else _type(text, each, kind)
        yield each if found is each.source_type else each.with_(source_type=found)


def _type(text: str, attribution: Attribution, kind: EntityKind) -> SourceType | None:
    if not attribution.source:
        return _ALONE.get(kind, attribution.source_type)
    words = attribution.source[0].of(text)
    if words.lower() in _PRONOUNS:
        return attribution.source_type
    body = kind in _BODIES or (
        kind is EntityKind.UNKNOWN and _is_body(words, attribution.content[0].of(text))
    )
    if attribution.source_type is SourceType.SPECIFIC and body:
        return SourceType.COLLECTIVE
    if attribution.source_type is SourceType.COLLECTIVE and kind is EntityKind.PERSON:
        return SourceType.SPECIFIC
    return attribution.source_type


def _is_body(words: str, content: str) -> bool:
    """Whether a name that nothing else explains is a body's: written as only companies are ("EastGrid"), or
    "it" in its own words ("said it was considering")."""
    if not (words[:1].isupper() and words.isalpha()):
        return False
    return _CAMEL.search(words) is not None or _ITSELF.match(content) is not None
