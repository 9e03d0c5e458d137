"""How long telling people apart takes as a record grows: invented articles, nothing extracted.

    python bench/people_size.py 10000 [--folder FOLDER]

A fifth of as many people as there are mentions, six mentions to an article (`bench/invented_people.py`).
Prints seconds of processor and of the clock for placing all of them at once, the largest memory of the
process, and what fifty more articles cost one by one: median, 95 % and slowest.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from pathlib import Path

from bench.invented_people import World
from bench.people import extraction

from onrecord.resolve.across import update
from onrecord.store import open_record

MORE = 50
MENTIONS = 6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=int)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    mentions = asked.articles * MENTIONS
    world = World(7, max(50, mentions // 5), mentions)
    with (
        tempfile.TemporaryDirectory(dir=asked.folder) as folder,
        open_record(Path(folder) / "size.db", create=True) as record,
    ):
        last = []
        for number, piece in enumerate(world.articles()):
            if number < asked.articles - MORE:
                record.add(extraction(piece), model="bench/1")
            elif len(last) < MORE:
                last.append(extraction(piece))
        spent, begun = time.process_time(), time.perf_counter()
        update(record.people())
        spent, begun = time.process_time() - spent, time.perf_counter() - begun
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{asked.articles:>8} articles  {spent:8.1f} s of processor  {begun:8.1f} s  {memory:6.0f} MB",
            flush=True,
        )
        each, clock = [], []
        for found in last:
            record.add(found, model="bench/1")
            processor, wall = time.process_time(), time.perf_counter()
            update(record.people())
            each.append(1000 * (time.process_time() - processor))
            clock.append(1000 * (time.perf_counter() - wall))
        for what, times in (("processor", each), ("clock", clock)):
            ordered = sorted(times)
            print(
                f"one more, {what}: median {statistics.median(ordered):.0f} ms, 95 % "
                f"{ordered[int(0.95 * len(ordered))]:.0f} ms, slowest {ordered[-1]:.0f} ms",
                flush=True,
            )


if __name__ == "__main__":
    main()
