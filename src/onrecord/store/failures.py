"""What could not be read or understood: open until the same origin is read after all, on record for ever."""

from __future__ import annotations

from onrecord.model import Failure
from onrecord.store.database import Database

_OPEN = "f.key NOT IN (SELECT failure FROM settled)"


def note(db: Database, failure: Failure, at: str) -> int:
    """The key of the open row of this failure, which is made where there is none. Inside a transaction."""
    same = db.value(
        f"SELECT f.key FROM failures f WHERE f.origin = ? AND f.reason = ? AND f.message = ? AND {_OPEN}",
        *(failure.origin, failure.reason, failure.message),
    )
    if same is not None:
        return int(same)
    return db.run(
        "INSERT INTO failures (origin, stage, reason, message, at) VALUES (?, ?, ?, ?, ?)",
        *(failure.origin, failure.stage, failure.reason, failure.message, at),
    )


def settle(db: Database, origin: str, at: str) -> None:
    """Closes the open failures of ``origin``. Inside a transaction."""
    db.run(
        f"INSERT INTO settled (failure, at) SELECT f.key, ? FROM failures f WHERE f.origin = ? AND {_OPEN}",
        *(at, origin),
    )


def failures(db: Database, *, settled: bool) -> tuple[Failure, ...]:
    """The open failures, oldest first; with ``settled`` the others too."""
    where = "TRUE" if settled else _OPEN
    sql = f"SELECT f.origin, f.stage, f.reason, f.message FROM failures f WHERE {where} ORDER BY f.key"
    return tuple(Failure(*row) for row in db.rows(sql))
