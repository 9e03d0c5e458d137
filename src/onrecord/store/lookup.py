"""Names as people type them → entities and outlets on record, or an error that offers the near ones."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from onrecord.errors import NotFound
from onrecord.store.database import Database
from onrecord.store.names import folded_words

NEAR = 0.7
"""How alike (difflib's ratio) a word must be to be offered for a mistyped one.

Of 20,000 invented surnames with one letter dropped, doubled, replaced or exchanged with the next, 99.9 %
are found again at 0.6 to 0.75 and 98.8 % at 0.8 (72 % of those of four and five letters); of other names
1.3 % come through at 0.6 and 0.3 % at 0.7."""

OFFERED = 5

_ENTITY_ID = re.compile(r"[0-9a-f]{12}")


def entities_named(db: Database, name: str) -> tuple[int, ...]:
    """Keys of the entities of which one name contains all words of ``name``, in any order, whatever the case
    and accents; where there is none, those with words that begin so. An entity id is a name too.

    Raises NotFound, with near names.
    """
    if _ENTITY_ID.fullmatch(name) and (key := entity_of_id(db, name)):
        return (int(key),)
    words = folded_words(name)
    found = words and (_with_words(db, words) or _with_beginnings(db, words))
    if found:
        return found
    near = _near_speakers(db, words)
    raise NotFound(f"nobody on record is called {name!r}" + (f"; near: {', '.join(near)}" if near else ""))


def entity_of_id(db: Database, id_: str) -> int | None:
    """The key of the entity that has, or once had, that id; None if there is none."""
    sql = """SELECT entity FROM nodes WHERE id = ?1 UNION ALL
             SELECT o.entity FROM former_ids i JOIN entity_of o ON o.local = i.local WHERE i.id = ?1"""
    key: int | None = db.value(sql, id_)
    return key


def outlets_named(db: Database, name: str) -> tuple[str, ...]:
    """The outlets whose name contains all words of ``name``; only the one that equals it, where there is one.

    Raises NotFound with the near ones, or all of a few.
    """
    outlets = [
        o for (o,) in db.rows("SELECT DISTINCT outlet FROM documents WHERE outlet IS NOT NULL ORDER BY 1")
    ]
    wanted = folded_words(name)
    folded = {outlet: folded_words(outlet) for outlet in outlets}
    if same := tuple(o for o in outlets if folded[o] == wanted and wanted):
        return same
    if found := tuple(o for o in outlets if wanted and set(wanted) <= set(folded[o])):
        return found
    near = difflib.get_close_matches(name, outlets, OFFERED, NEAR) or outlets[:OFFERED]
    raise NotFound(
        f"no outlet on record is called {name!r}" + (f"; there are: {', '.join(near)}" if near else "")
    )


def _with_words(db: Database, words: tuple[str, ...]) -> tuple[int, ...]:
    sql = " INTERSECT ".join(["SELECT entity FROM name_words WHERE word = ?"] * len(words))
    return _in_one_name(db, (key for (key,) in db.rows(sql, *words)), words)


def _with_beginnings(db: Database, words: tuple[str, ...]) -> tuple[int, ...]:
    sql = " INTERSECT ".join(["SELECT entity FROM name_words WHERE word >= ? AND word < ?"] * len(words))
    bounds = [bound for word in words for bound in (word, word + "\U0010ffff")]
    return _in_one_name(db, (key for (key,) in db.rows(sql, *bounds)), words)


def _in_one_name(db: Database, keys: Iterable[int], words: tuple[str, ...]) -> tuple[int, ...]:
    """Those of which a single name has all the words: "Jon Hale, also called J. Brandt" is no "Jon
    Brandt"."""

    def has_all(folded: str) -> bool:
        there = folded.split()
        return all(any(each.startswith(word) for each in there) for word in words)

    def names(key: int) -> list[str]:
        return [folded for (folded,) in db.rows("SELECT folded FROM names WHERE entity = ?", key)]

    return tuple(key for key in keys if len(words) == 1 or any(map(has_all, names(key))))


def _near_speakers(db: Database, words: tuple[str, ...]) -> list[str]:
    """Names that share a word with the wanted one or have one much like it, the most like first."""
    known = [word for (word,) in db.rows("SELECT DISTINCT word FROM name_words")]
    near = [w for word in words for w in difflib.get_close_matches(word, known, OFFERED, NEAR)]
    names: dict[str, None] = {}
    for word in near:
        sql = """SELECT DISTINCT l.name FROM name_words w JOIN entity_of o ON o.entity = w.entity
                 JOIN local_entities l ON l.key = o.local WHERE w.word = ?
                 ORDER BY length(l.name) DESC LIMIT ?"""
        names |= dict.fromkeys(name for (name,) in db.rows(sql, word, OFFERED))
    return list(names)[:OFFERED]
