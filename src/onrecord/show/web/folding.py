"""Lists of statements in which an echo does not look like a second source: what an article took over from
another stands under the statement that it took over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.store import Hit, Record, Statement
from onrecord.store.pages import Article
from onrecord.store.relations import origins


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of a list: a statement, in a search with the ``hit`` that found it (alone where the words
    stand in an article's own text). ``also`` are the same words in copies of its article, ``origin`` the
    article that its own one copies."""

    statement: Statement | None
    hit: Hit | None
    also: tuple[Statement, ...]
    origin: Article | None


def told(record: Record, found: Sequence[Statement | Hit]) -> list[Told]:
    """The entries, in order, each copied statement under the first that has the same text and words."""
    first = origins(record, {each.document for each in found})
    entries: dict[object, Told] = {}
    for place, each in enumerate(found):
        hit = each if isinstance(each, Hit) else None
        s = each.statement if isinstance(each, Hit) else each
        origin = first.get(each.document)
        words = "".join(c for c in str(s.content).casefold() if c.isalnum()) if s else str(place)
        key = (origin.id if origin else each.document, s is None, s and s.polarity, words)
        known = entries.get(key)
        if known is None or s is None or s.document in _documents(known):
            entries[key if known is None else (key, place)] = Told(s, hit, (), origin)
        elif origin is None and known.origin is not None and known.statement is not None:
            # The origin itself leads, wherever it comes in the list.
            entries[key] = Told(s, hit, (known.statement, *known.also), None)
        else:
            entries[key] = Told(known.statement, known.hit, (*known.also, s), known.origin)
    return list(entries.values())


def _documents(entry: Told) -> set[str]:
    return {s.document for s in (entry.statement, *entry.also) if s}
