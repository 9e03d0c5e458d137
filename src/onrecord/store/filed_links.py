"""Links, as the linker files them: found, held again, withdrawn."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from onrecord.model import Relation, Spans
from onrecord.store import claims
from onrecord.store.database import Database, Row


class FiledLinks:
    """The links of a record, to be filed."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def linked_with(self, attributions: Sequence[int]) -> list[tuple[int, int, int, Relation]]:
        """Links of these accounts that hold: key, left, right and relation."""
        wanted = json.dumps(list(attributions))
        found: set[Row] = set()
        for side in ("left", "right"):
            # in another order it would go through all links of this linker: 60 ms at 46,000
            sql = f"""SELECT l.key, l."left", l."right", l.relation FROM json_each(?) j
                      CROSS JOIN links l ON l."{side}" = j.value
                      WHERE NOT EXISTS (SELECT 1 FROM withdrawn w WHERE w.link = l.key)
                      AND l.linker = (SELECT name FROM linkers ORDER BY key DESC LIMIT 1)"""
            found.update(self._db.rows(sql, wanted))
        return [(key, left, right, Relation(relation)) for key, left, right, relation in sorted(found)]

    def echoes_with(self, attributions: Sequence[int]) -> list[tuple[int, int]]:
        """Pairs of an echo and its origin of which one is among these accounts."""
        sql = """SELECT x.attribution, x.echo FROM json_each(?) j
                 JOIN accounts x ON x.{} = j.value WHERE x.echo IS NOT NULL"""
        wanted = _sorted(attributions)
        found = {row for side in ("attribution", "echo") for row in self._db.rows(sql.format(side), wanted)}
        return sorted(found)

    def withdraw(self, links: Iterable[int]) -> None:
        """These links do not hold any longer."""
        self._db.run_many("INSERT OR IGNORE INTO withdrawn VALUES (?)", ((key,) for key in links))

    def link(
        self,
        found: Sequence[tuple[int, int, Relation, float, float | None, str, str, Spans, Spans]],
        linker: str,
    ) -> None:
        """Files links: left, right, relation, score, sure, signal, explanation and the spans of both sides.
        One that this linker has filed before holds again."""
        rows = [
            (linker, relation, left, right, score, sure, *why, _stored(a), _stored(b))
            for left, right, relation, score, sure, *why, a, b in found
        ]
        sql = """SELECT l."left", l."right", l.relation, l.key FROM json_each(?) j
                 CROSS JOIN links l ON l."left" = j.value WHERE l.linker = ?"""
        known = {
            (left, right, relation): key
            for left, right, relation, key in self._db.rows(sql, _sorted(link[0] for link in found), linker)
        }
        fresh = [row for row in rows if (row[2], row[3], row[1]) not in known]
        held = [known[row[2], row[3], row[1]] for row in rows if (row[2], row[3], row[1]) in known]
        self._db.run_many("DELETE FROM withdrawn WHERE link = ?", ((key,) for key in held))
        self._db.run_many(
            """INSERT INTO links (linker, relation, "left", "right", score, sure, signal, explanation,
               left_spans, right_spans) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            fresh,
        )

    def regroup(self, fresh: Sequence[int], lost: Sequence[int]) -> None:
        """Brings the claims of these accounts up to date with their links."""
        claims.regroup(self._db, fresh, lost)


def _sorted(keys: Iterable[int]) -> str:
    return json.dumps(sorted(set(keys)))


def _stored(spans: Spans) -> str:
    return json.dumps([[span.start, span.end] for span in spans])
