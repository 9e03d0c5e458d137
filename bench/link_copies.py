"""What one more copy of a story costs: the same wire text in outlet after outlet, two speakers who clash.

    python -m bench.link_copies 10000

Prints, after each tenth, the processor time for one more copy by itself and in a batch, and at the end what
the copies come to: one claim, one origin, few links.
"""

from __future__ import annotations

import argparse
import time
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.reported import Report, reported

from onrecord import accounts
from onrecord.link.update import update
from onrecord.model import Extraction, Polarity
from onrecord.store import Record, open_record

LEAD = " ".join(f"Pilots brought vessel{n} to quay{n} by lantern light." for n in range(12))
MATTER = "the harbour gate at Kessary was closed before the flood"


def copy(number: int) -> Extraction:
    """The copy of an outlet, with a line of its own."""
    reports = [Report("Mara Lind", MATTER), Report("Ove Sand", MATTER, Polarity.DENIES)]
    day = date(2031, 3, 1) + timedelta(days=number % 25)
    return reported(reports, outlet=f"Outlet {number}", published=day, lead=f"{LEAD}\nCopy {number}.\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("copies", type=int)
    asked = parser.parse_args()
    step = max(2, asked.copies // 10)
    with TemporaryDirectory() as folder, open_record(Path(folder) / "r.db", create=True) as record:
        for first in range(0, asked.copies, step):
            batch = added(record, range(first, first + step - 1))
            single = added(record, range(first + step - 1, first + step))
            cost = f"{batch:6.1f} ms each in a batch  {single:6.1f} ms by itself"
            print(f"{first + step:>8} copies  {cost}", flush=True)
        (claim, *_) = accounts.claims(record)
        print(f"{claim.size} statements of {claim.origins} text, {len(record.links().links())} links")


def added(record: Record, numbers: range) -> float:
    """Adds copies; returns the milliseconds that linking took for each."""
    for number in numbers:
        record.add(copy(number), model="copies/1")
    start = time.process_time()
    update(record.links())
    return 1000 * (time.process_time() - start) / len(numbers)


if __name__ == "__main__":
    main()
