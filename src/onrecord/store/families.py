"""What the linker keeps of texts in a record: the numbers by which they meet, families of copies, and who
copied whom.

No list grows without bound: under each number stand the documents with the smallest ranks, so that who meets
whom is the same in whatever order they came.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.store.database import Database, Row

SHARED_NUMBERS = 2
"""Numbers that two articles must share to be looked at as copies. Of 813 pairs of copies in FNC-1's 1,683
articles 797 share two."""

LISTED_TEXTS = 32
"""Articles that stand under one number of narration. A copy meets its story through any of them."""


TAKEN = f"""
    SELECT f.document, r.root, CASE WHEN r.documents > {LISTED_TEXTS} THEN r.root ELSE c.origin END AS origin,
           CASE WHEN r.documents <= {LISTED_TEXTS} THEN c.shared END AS shared,
           CASE WHEN r.documents <= {LISTED_TEXTS} THEN c.share END AS share
    FROM (
        SELECT g.family, count(*) AS documents,
               (SELECT h.document FROM families h WHERE h.family = g.family ORDER BY h.place LIMIT 1) AS root
        FROM families g {{}} GROUP BY g.family
    ) r CROSS JOIN families f ON f.family = r.family AND f.document <> r.root
    LEFT JOIN copies c ON c.document = f.document
    WHERE r.documents > {LISTED_TEXTS} OR c.origin IS NOT NULL"""
"""From whom the documents of some families take their text over. Of a large family not everybody has met
everybody else: whom one met depends on when it came, so that the first of all stands for the origin, and
nothing is told of what is shared."""


@dataclass(frozen=True, slots=True)
class Member:
    """A document of a family: which family, and its place in it."""

    document: int
    family: int
    place: str


class Families:
    """Texts and their copies, as the linker files them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def texts_near(self, key: int, sketch: frozenset[int], rank: int) -> Sequence[int]:
        """Files the numbers of a document; returns the others that share enough of them, in key order.
        ``rank`` is a number of the text by which those that stand under one number are chosen."""
        rows = [(number, rank, key) for number in sorted(sketch)]
        self._db.run_many("INSERT OR IGNORE INTO sketches VALUES (?, ?, ?)", rows)
        sql = """SELECT s.number, s.rank, s.document FROM json_each(?) j
                 CROSS JOIN sketches s ON s.number = j.value ORDER BY s.number, s.rank, s.document"""
        under: dict[int, list[Row]] = defaultdict(list)
        for row in self._db.rows(sql, json.dumps(sorted(sketch))):
            under[row[0]].append(row)
        shared: dict[int, int] = defaultdict(int)
        for rows_ in under.values():
            self._db.run_many(
                "DELETE FROM sketches WHERE number = ? AND rank = ? AND document = ?", rows_[LISTED_TEXTS:]
            )
            for _, _, document in rows_[:LISTED_TEXTS]:
                shared[document] += 1
        return sorted(d for d, count in shared.items() if count >= SHARED_NUMBERS and d != key)

    def families(self, documents: Iterable[int]) -> dict[int, Member]:
        """The family of each document that has one."""
        sql = """SELECT f.document, f.family, f.place FROM json_each(?) j
                 JOIN families f ON f.document = j.value"""
        found = self._db.rows(sql, json.dumps(sorted(set(documents))))
        return {row[0]: Member(*row) for row in found}

    def family_size(self, family: int) -> int:
        """How many documents are of a family."""
        return int(self._db.value("SELECT count(*) FROM families WHERE family = ?", family))

    def relatives(self, family: int, outlet: str | None = None) -> list[Member]:
        """The documents of a family, of one outlet or all, in their order."""
        sql = """SELECT document, family, place FROM families
                 WHERE family = ? AND outlet = coalesce(?, outlet) ORDER BY place"""
        return [Member(*row) for row in self._db.rows(sql, family, outlet)]

    def outlets(self, family: int) -> list[str]:
        """The outlets of a family's documents."""
        rows = self._db.rows("SELECT DISTINCT outlet FROM families WHERE family = ?", family)
        return [outlet for (outlet,) in rows]

    def crediting(self, family: int, name: str, *, but: str) -> list[str]:
        """Up to two outlets of a family, other than one, whose documents credit a name."""
        sql = "SELECT outlet FROM credits WHERE family = ? AND name = ? AND outlet <> ? LIMIT 2"
        return [outlet for (outlet,) in self._db.rows(sql, family, name, but)]

    def join_family(
        self, document: int, family: int, place: str, *, outlet: str, credited: Iterable[str]
    ) -> None:
        """Files a document under a family, in place of what was filed, and whom it credits."""
        self._db.run("INSERT OR REPLACE INTO families VALUES (?, ?, ?, ?)", document, family, place, outlet)
        self._db.run_many(
            "INSERT OR IGNORE INTO credits VALUES (?, ?, ?)", ((family, n, outlet) for n in credited)
        )

    def merge_families(self, family: int, into: int) -> None:
        """Makes two families one."""
        self._db.run("UPDATE families SET family = ? WHERE family = ?", into, family)
        self._db.run(
            "INSERT OR IGNORE INTO credits SELECT ?, name, outlet FROM credits WHERE family = ?", into, family
        )
        self._db.run("DELETE FROM credits WHERE family = ?", family)

    def set_place(self, document: int, place: str) -> None:
        """Files a document's new place in its family."""
        self._db.run("UPDATE families SET place = ? WHERE document = ?", place, document)

    def origin(self, key: int) -> int | None:
        """The document that this one copies."""
        found: int | None = self._db.value("SELECT origin FROM copies WHERE document = ?", key)
        return found

    def set_origin(self, copy: int, origin: int | None, *, shared: int = 0, share: float = 0.0) -> None:
        """Files from whom a document copies; None takes it back."""
        if origin is None:
            self._db.run("DELETE FROM copies WHERE document = ?", copy)
            return
        sql = "INSERT OR REPLACE INTO copies (document, origin, shared, share) VALUES (?, ?, ?, ?)"
        self._db.run(sql, copy, origin, shared, share)
