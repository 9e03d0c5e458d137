"""Commands that compare many accounts first: they say so, use several processes, and can be broken off."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from bench.reported import Report, reported

import onrecord
from onrecord.cli import INTERRUPTED
from onrecord.link.workers import WORTH
from onrecord.model import Polarity
from programs import Program

COUNT = WORTH + 10
"""Articles enough for other processes to be started."""

PLACES = ("Kessary", "Brannet", "Oldmoor", "Tollund", "Verrin", "Sabel", "Quayle")
THINGS = ("lock gate", "siren tower", "chapel bridge", "ferry ramp", "salt store")


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of articles that nobody has compared yet."""
    path = tmp_path_factory.mktemp("waiting") / "waiting.db"
    with onrecord.open_record(path, create=True) as record:
        for number in range(COUNT):
            matter = f"the {THINGS[number % 5]} at {PLACES[number % 7]} was closed before the flood"
            polarity = Polarity.DENIES if number % 3 == 0 else Polarity.AFFIRMS
            reports = [Report("Mara Lind" if number % 2 else "Ove Sand", matter, polarity)]
            day = date(2031, 3, 1) + timedelta(days=number % 9)
            found = reported(reports, outlet=f"Outlet {number % 6}", published=day, lead=f"No. {number}. ")
            record.add(found, model="made/1")
    return path


@pytest.fixture
def record(waiting: Path, tmp_path: Path) -> Path:
    return shutil.copy(waiting, tmp_path / "onrecord.db")


def counted(path: Path, table: str) -> int:
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_one_process_or_two_find_the_same_and_say_what_they_do(
    program: Program, record: Path, waiting: Path, tmp_path: Path
) -> None:
    two = program("links", "--jobs", "2")
    assert b"compar" in two.stderr.splitlines()[0]
    assert two.stdout.count(b'"contradicts"') > 10
    shutil.copy(waiting, tmp_path / "other.db")
    assert program("links", "--jobs", "1", "--record", "other.db").stdout == two.stdout


def heeding_interrupts() -> None:
    """What a shell starts in the background ignores Ctrl-C, and so do its children, unless told otherwise."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_broken_off_it_leaves_the_record_whole_and_no_process_behind(
    program: Program, record: Path, environment: dict[str, str], number: signal.Signals
) -> None:
    command = [sys.executable, "-m", "onrecord", "links", "--jobs", "2"]
    process = subprocess.Popen(
        command,
        env=environment,
        cwd=record.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=heeding_interrupts,
    )
    try:
        until = time.monotonic() + 60
        while len(group(process.pid)) < 4 and time.monotonic() < until:
            time.sleep(0.02)
        # as a terminal does it: to every process of the command
        send = os.killpg if number is signal.SIGINT else os.kill
        send(process.pid, number)
        stdout, stderr = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode in (INTERRUPTED, -number)
    assert (stdout, b"Traceback" in stderr) == (b"", False)
    assert (counted(record, "unlinked"), counted(record, "accounts")) == (COUNT, 0)
    until = time.monotonic() + 60
    while group(process.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert group(process.pid) == []
    assert program("verify").returncode == 0


def group(leader: int) -> list[int]:
    """The processes of a process group that are alive."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, parent_group = path.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(parent_group) == leader and state != "Z":
            found.append(int(path.parent.name))
    return found
