"""Links a large record as a whole: how long, in how much memory, and what one more article costs then.

    python -m bench.link_build FILE [--articles 100000] [--jobs 2]

Makes the record of generated articles (see bench/link_size.py) if it is not there, and links what waits. Both
can be broken off and go on with the next call. Prints for each step: articles linked, time by the clock,
processor time of all processes, memory of the largest process here and of the workers, size of the file; at
the end what is in the record.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from bench.link_size import generated

from onrecord.link.update import update
from onrecord.link.workers import workers
from onrecord.store import Record, open_record
from onrecord.store.adding import _Writer, now

MODEL = "generated/1"
_SHOWN = "documents", "attributions"
AT_ONCE = 500
"""Articles of one transaction."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("record", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    with open_record(asked.record, create=True) as record:
        fill(record, asked.articles)
        start = time.perf_counter()

        def told(done: int, of: int) -> None:
            size = sum(f.stat().st_size for f in asked.record.parent.glob(f"{asked.record.name}*"))
            here, workers_ = memory()
            print(
                f"{done:>8,} of {of:,} linked  {time.perf_counter() - start:8.0f} s"
                f"  {spent():8.0f} s of processors  {here:5} MB here  {workers_:5} MB in a worker at most"
                f"  {size / 1e6:8.0f} MB on disk",
                flush=True,
            )

        with workers(asked.jobs) as mapped:
            failures = update(record.links(), mapped=mapped, told=told)
        print(f"{len(failures)} failures")
        for table in (*_SHOWN, "accounts", "links", "claims", "postings", "said", "leaning"):
            print(f"{table:>14} {record._db.value(f'SELECT count(*) FROM {table}'):>12,}")
        for relation, count in record._db.rows("SELECT relation, count(*) FROM links GROUP BY 1"):
            print(f"{relation:>14} {count:>12,}")


def fill(record: Record, articles: int) -> None:
    """Adds the articles that are not there yet."""
    there = int(record._db.value("SELECT count(*) FROM documents"))
    made: Iterator = islice(generated(articles), there, None)
    done = there
    while batch := list(islice(made, AT_ONCE)):
        with record._db.writing():
            for extraction in batch:
                _Writer(record._db, extraction.document, now()).write(extraction, MODEL)
        done += len(batch)
        if done % 10_000 == 0:
            print(f"{done:>8,} articles added, {spent():.0f} s of a processor", flush=True)


def spent() -> float:
    """The processor seconds of this process and of its workers so far."""
    own = time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    return own + sum(_ticks(child.pid) for child in multiprocessing.active_children())


def _ticks(pid: int | None) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory() -> tuple[int, int]:
    """The most memory that this process has held, and that a worker has, in MB."""
    here = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return here, max((_peak(child.pid) for child in multiprocessing.active_children()), default=0)


def _peak(pid: int | None) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)


if __name__ == "__main__":
    main()
