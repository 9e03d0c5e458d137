"""A process killed while it writes leaves whole documents only, and the next one finishes the work."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.model import Extraction
from onrecord.store import open_record
from store_samples import one_statement

DOCUMENTS = 150

ADD = """
import sys
sys.path.insert(0, sys.argv[2])
from onrecord.store import open_record
from test_store_crash import documents

with open_record(sys.argv[1], create=True) as record:
    for each in documents():
        record.add(each, model="rules/1")
        print(each.document.id, flush=True)
"""


def documents() -> list[Extraction]:
    return [
        one_statement(f"Speaker {i % 7}", f"that {i} dams would hold, {'and hold, ' * 300}")
        for i in range(DOCUMENTS)
    ]


@pytest.mark.parametrize("killed_after", [1, 40])
def test_kill_in_the_middle(tmp_path: Path, killed_after: int) -> None:
    path = tmp_path / "r.db"
    command = [sys.executable, "-c", ADD, str(path), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        told = [process.stdout.readline().strip() for _ in range(killed_after)]
        process.kill()
        told += process.stdout.read().split()
    assert process.returncode == -9
    assert len(told) < DOCUMENTS

    whole = {e.document.id: e for e in documents()}
    with open_record(path) as record:
        assert record.verify() == ()
        kept = {e.document.id: e for e in record.extractions()}
        # Everything that was reported as added is there, and at most one more.
        assert set(told) <= set(kept)
        assert len(kept) <= len(told) + 1
        assert all(len(kept[i].attributions) == len(whole[i].attributions) for i in kept)
        added = [record.add(each, model="rules/1") for each in whole.values()]
        assert sum(added) == DOCUMENTS - len(kept)
        assert record.verify() == ()
        finished = list(record.extractions())

    with open_record(tmp_path / "undisturbed.db", create=True) as record:
        for each in whole.values():
            record.add(each, model="rules/1")
        assert list(record.extractions()) == finished
