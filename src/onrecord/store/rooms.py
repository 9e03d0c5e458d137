"""Which wordings were said in which rooms, with their vectors, and which links there are only because these
are not fuller than they are. What a room is, the linker knows."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from onrecord.store.database import Database

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Rooms:
    """Rooms and who is in them, as the linker files them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def enter(self, said: Mapping[tuple[int, int], bytes]) -> dict[int, list[int]]:
        """Keeps the vectors of wordings that were said in rooms (room and wording). Returns for each room
        those that were not in it before."""
        by_room: dict[int, list[int]] = defaultdict(list)
        for room, wording in sorted(said):
            by_room[room].append(wording)
        entered = {}
        for room, wordings in by_room.items():
            sql = """SELECT s.wording FROM json_each(?) j
                     CROSS JOIN said s ON s.room = ? AND s.wording = j.value"""
            known = {wording for (wording,) in self._db.rows(sql, json.dumps(wordings), room)}
            if new := [wording for wording in wordings if wording not in known]:
                entered[room] = new
        rows = [(room, wording, said[room, wording]) for room, new in entered.items() for wording in new]
        self._db.run_many("INSERT INTO said VALUES (?, ?, ?)", rows)
        self._db.run_many("INSERT OR IGNORE INTO rooms VALUES (?)", [(room,) for room in entered])
        return entered

    def rooms_between(self, first: int, last: int) -> list[int]:
        """The rooms of these numbers in which anything was said."""
        sql = "SELECT room FROM rooms WHERE room BETWEEN ? AND ? ORDER BY room"
        return [room for (room,) in self._db.rows(sql, first, last)]

    def said_in(self, room: int) -> tuple[NDArray[np.int64], bytes]:
        """The wordings that were said in a room, and their vectors one after the other."""
        import numpy as np

        rows = self._db.rows("SELECT wording, vector FROM said WHERE room = ? ORDER BY wording", room)
        wordings = np.fromiter((wording for wording, _ in rows), np.int64, len(rows))
        return wordings, b"".join([vector for _, vector in rows])

    def lean(self, leaning: Iterable[tuple[int, int, int, float]]) -> None:
        """Keeps on which places the links of two accounts rest: place, left, right, and how near they are."""
        self._db.run_many("INSERT OR IGNORE INTO leaning VALUES (?, ?, ?, ?)", leaning)

    def leaning_on(self, risen: Mapping[int, float]) -> list[tuple[int, int, float]]:
        """The pairs of accounts whose links rest on one of these places and that are less near than this;
        with how near they are."""
        sql = 'SELECT "left", "right", likeness FROM leaning WHERE place = ? AND likeness < ?'
        return sorted({row for place, least in risen.items() for row in self._db.rows(sql, place, least)})
