"""What the largest claims cost to be listed, paged and added to: one claim of many, beside claims of three.

    python bench/big_record.py big.db
    python bench/link_claims.py big.db --members 50000

Files every statement of the record as an account: so many as one claim, half of them in one wording and the
others in one wording each, the rest in claims of three. Nothing is compared, and at the end all of it is
taken back. Prints what the pages and commands ask in milliseconds, of a processor and by the clock.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from onrecord.store import open_record
from onrecord.store.database import Database

LARGEST = -(1 << 62)
"""The number of the large claim."""


class Undone(Exception):
    """Takes back what was filed."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("record", type=Path)
    parser.add_argument("--members", type=int, default=50_000)
    asked = parser.parse_args()
    with open_record(asked.record) as record:
        links = record.links()
        try:
            with record._db.writing():
                start = time.process_time()
                accounts = fill(record._db, asked.members)
                print(f"{accounts:,} accounts filed in {time.process_time() - start:.0f} s of a processor")
                assert links.largest_claims(1) == [LARGEST]
                assert links.extent(LARGEST)[0] == asked.members
                timed("the 20 largest claims", lambda: links.largest_claims(20))
                timed("size, texts and days of the largest", lambda: links.extent(LARGEST))
                for offset in (0, asked.members // 2):
                    page = lambda at=offset: links.members(LARGEST, limit=100, offset=at)  # noqa: E731
                    timed(f"100 of its members from {offset:,} on", page)
                timed("the claims of 300 statements", lambda: links.claims_of(range(1, 301)))
                timed("a stance joins the largest", lambda: join(record._db))
                raise Undone
        except Undone:
            pass


def timed(what: str, asked: Callable[[], object]) -> None:
    wall, own = time.perf_counter(), time.process_time()
    for _ in range(3):
        asked()
    wall, own = time.perf_counter() - wall, time.process_time() - own
    print(f"{what:<40} {1000 * own / 3:9.2f} ms of a processor {1000 * wall / 3:9.2f} ms")


def fill(db: Database, members: int) -> int:
    for table in ("accounts", "claims", "claim_sizes"):
        db.run(f"DELETE FROM {table}")
    count = int(db.value("SELECT count(*) FROM attributions"))
    apart = count // members
    db.run(
        f"""INSERT INTO accounts (attribution, document, wording, stance, utterance, place, head, value)
            SELECT a.key, r.document, a.key, CASE
                WHEN a.key % {apart} <> 0 OR a.key > {apart * members} THEN a.key / 3
                WHEN a.key % {2 * apart} = 0 THEN {LARGEST} ELSE {LARGEST} + a.key END,
                a.key, coalesce(d.published, '9999-12-31') || ' ' || d.id || ' ' || a.id, 1, ''
            FROM attributions a JOIN runs r ON r.key = a.run JOIN documents d ON d.key = r.document"""
    )
    db.run(f"INSERT INTO claims SELECT DISTINCT stance, {LARGEST} FROM accounts WHERE stance < 0")
    return count


def join(db: Database) -> None:
    stance = db.value("SELECT stance FROM accounts WHERE stance > 0 ORDER BY stance DESC LIMIT 1")
    db.run("INSERT OR REPLACE INTO claims VALUES (?, ?)", stance, LARGEST)
    db.run("DELETE FROM claims WHERE stance = ?", stance)


if __name__ == "__main__":
    main()
