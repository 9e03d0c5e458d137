"""Under which terms wordings stand, and what is looked at of a wording before it is read.

Under each term stand the wordings with the smallest numbers, at most `LISTED`: who meets whom depends on what
is on record and not on when it came, and one more of a busy matter costs no more than one of a quiet one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from onrecord.store.database import Database

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LISTED = 128
"""Wordings that stand under one term, the plainest first (see `terms.number_of`)."""


AT_ONCE = 20_000
"""Terms that are looked up together."""


class Postings:
    """Wordings and their terms, as the linker files them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def post(
        self, terms: NDArray[np.int64], wordings: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], list[tuple[int, int]]]:
        """Files wordings under terms, given pair by pair. Returns who stands under those of the terms that
        several share, pair by pair, sorted, and the pairs that had to make room."""
        import numpy as np

        new = np.unique(np.stack([terms, wordings], axis=1), axis=0)
        old = self._standing(np.unique(terms))
        both = np.concatenate([old, new])
        # of a pair that stood there before only the first, which is the old one, is kept
        order = np.lexsort((both[:, 1], both[:, 0]))
        both, is_old = both[order], order < len(old)
        kept = np.concatenate(([True], (both[1:] != both[:-1]).any(axis=1)))[: len(both)]
        both, is_old = both[kept], is_old[kept]
        begins = np.flatnonzero(np.concatenate(([True], both[1:, 0] != both[:-1, 0]))[: len(both)])
        sizes = np.diff(np.append(begins, len(both)))
        rank = np.arange(len(both)) - np.repeat(begins, sizes)
        stands = rank < LISTED
        gone = [(int(t), int(w)) for t, w in both[is_old & ~stands]]
        self._db.run_many("DELETE FROM postings WHERE term = ? AND wording = ?", gone)
        self._db.run_many("INSERT INTO postings VALUES (?, ?)", both[stands & ~is_old].tolist())
        shared = both[stands & (np.repeat(sizes, sizes) > 1)]
        return shared[:, 0], shared[:, 1], gone

    def _standing(self, terms: NDArray[np.int64]) -> NDArray[np.int64]:
        """Who stands under these terms, pair by pair: fetched some at a time, since rows of Python take ten
        times the room."""
        import numpy as np

        sql = """SELECT p.term, p.wording FROM json_each(?) j CROSS JOIN postings p ON p.term = j.value"""
        found = [np.empty((0, 2), dtype=np.int64)]
        for first in range(0, len(terms), AT_ONCE):
            rows = self._db.rows(sql, json.dumps(terms[first : first + AT_ONCE].tolist()))
            found.append(np.array(rows, dtype=np.int64).reshape(-1, 2))
        return np.concatenate(found)

    def is_listed(self, term: int, wording: int) -> bool:
        """Whether a wording stands under a term."""
        sql = "SELECT 1 FROM postings WHERE term = ? AND wording = ?"
        return self._db.row(sql, term, wording) is not None

    def describe(self, outlines: Mapping[int, bytes]) -> None:
        """Files the outlines of wordings."""
        rows = sorted(outlines.items())
        self._db.run_many("INSERT OR IGNORE INTO wordings VALUES (?, ?)", rows)

    def outlines(self, wordings: Iterable[int]) -> dict[int, bytes]:
        """The outlines of these wordings."""
        sql = "SELECT w.number, w.outline FROM json_each(?) j CROSS JOIN wordings w ON w.number = j.value"
        return dict(self._db.rows(sql, json.dumps(sorted(set(wordings)))))
