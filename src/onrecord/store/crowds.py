"""How many wordings stand under a term in a week, and which links there are only because these were few."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from onrecord.store.database import Database

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Crowds:
    """Weeks, terms and wordings, as the linker counts them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def first_said(self, said: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
        """Of these weeks and wordings those that have not been counted yet; they have been now."""
        new = set(said)
        for week, wordings in _by_week(new).items():
            sql = """SELECT c.wording FROM json_each(?) j
                     CROSS JOIN counted c ON c.week = ? AND c.wording = j.value"""
            new -= {(week, wording) for (wording,) in self._db.rows(sql, json.dumps(wordings), week)}
        self._db.run_many("INSERT INTO counted VALUES (?, ?)", sorted(new))
        return new

    def weeks(self) -> list[int]:
        """The weeks in which anything was said."""
        return [week for (week,) in self._db.rows("SELECT DISTINCT week FROM counted ORDER BY week")]

    def said_in(self, week: int) -> NDArray[np.int64]:
        """The wordings that were said in a week."""
        import numpy as np

        rows = self._db.rows("SELECT wording FROM counted WHERE week = ?", week)
        return np.array(rows, dtype=np.int64).reshape(-1)

    def crowds(self, asked: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
        """How many wordings stand under these terms in these weeks (week, term), where there are any."""
        found = {}
        for week, terms in _by_week(asked).items():
            sql = """SELECT c.term, c.wordings FROM json_each(?) j
                     CROSS JOIN crowds c ON c.week = ? AND c.term = j.value"""
            rows = self._db.rows(sql, json.dumps(terms), week)
            found.update({(week, term): wordings for term, wordings in rows})
        return found

    def set_crowds(self, crowds: Mapping[tuple[int, int], int]) -> None:
        """Keeps how many wordings stand under terms in weeks (week, term)."""
        rows = sorted((week, term, wordings) for (week, term), wordings in crowds.items())
        self._db.run_many("INSERT OR REPLACE INTO crowds VALUES (?, ?, ?)", rows)

    def lean(self, leaning: Iterable[tuple[int, int, int, int, float]]) -> None:
        """Keeps on which terms in which weeks the links of two accounts rest: term, week, left, right, and
        how far the two are alike."""
        self._db.run_many("INSERT OR IGNORE INTO leaning VALUES (?, ?, ?, ?, ?)", leaning)

    def leaning_on(
        self, crowded: Iterable[tuple[int, int]], terms: Iterable[int], risen: Mapping[int, float]
    ) -> list[tuple[int, int, float]]:
        """The pairs of accounts whose links rest on one of these weeks and terms, on one of these terms in
        any week, or on less likeness than this in these weeks; with how far they are alike."""
        found = set()
        for week, each in _by_week(crowded).items():
            sql = f"{_LEANING} AND l.week = ?"
            found.update(self._db.rows(sql, json.dumps(each), week))
        found.update(self._db.rows(_LEANING, json.dumps(sorted(set(terms)))))
        for week, likeness in risen.items():
            sql = 'SELECT "left", "right", likeness FROM leaning WHERE term = 0 AND week = ? AND likeness < ?'
            found.update(self._db.rows(sql, week, likeness))
        return sorted(found)


_LEANING = """SELECT l."left", l."right", l.likeness FROM json_each(?) j
              CROSS JOIN leaning l ON l.term = j.value"""


def _by_week(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for week, other in sorted(set(pairs)):
        found[week].append(other)
    return found
