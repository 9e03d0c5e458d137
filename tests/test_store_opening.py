"""Files that are no record, records that cannot be written, and other processes at the same file."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from onrecord.errors import (
    DiskFull,
    NewerRecord,
    NotARecord,
    NotFound,
    RecordBusy,
    RecordError,
    RecordReadOnly,
)
from onrecord.model import Document, Extraction
from onrecord.store import features, open_record
from onrecord.store.schema import APPLICATION_ID, migrations
from store_samples import MODEL, one_statement

FOUND = one_statement("Mara Lind", "that the dam would hold")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_record(tmp_path / "r.db", create=True) as record:
        record.add(FOUND, model=MODEL)
    return tmp_path / "r.db"


def test_a_record_says_what_it_is(path: Path) -> None:
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert plain.execute("PRAGMA user_version").fetchone() == (len(migrations()),)
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_closing_leaves_one_file(path: Path) -> None:
    assert [p.name for p in path.parent.iterdir()] == ["r.db"]


def test_there_is_no_record_where_none_was_made(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="onrecord add"):
        open_record(tmp_path / "r.db")
    with pytest.raises(NotFound, match="no record"):
        open_record(tmp_path / "r.db", create=True, readonly=True)
    with pytest.raises(NotFound, match=r"no folder .*missing"):
        open_record(tmp_path / "missing" / "r.db", create=True)
    assert list(tmp_path.iterdir()) == []


def _foreign(path: Path) -> bytes:
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("CREATE TABLE recipes (name TEXT)")
    return path.read_bytes()


@pytest.mark.parametrize(
    "content", [b"Dear diary,\n", b"S", bytes(range(256)) * 20, b"SQLite format 3\0" + b"x" * 99]
)
def test_another_file_is_not_a_record_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "r.db"
    path.write_bytes(content)
    for options in ({"create": True}, {}, {"readonly": True}):
        with pytest.raises(NotARecord, match="not a record"):
            open_record(path, **options)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_not_a_record(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    content = _foreign(path)
    for options in ({"create": True}, {}, {"readonly": True}):
        with pytest.raises(NotARecord, match="not a record"):
            open_record(path, **options)
    assert path.read_bytes() == content
    assert [p.name for p in tmp_path.iterdir()] == ["r.db"]


def test_a_folder_is_not_a_record(tmp_path: Path) -> None:
    with pytest.raises(NotARecord):
        open_record(tmp_path, create=True)


def test_an_empty_file_becomes_a_record_only_when_one_is_to_be_made(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    path.touch()
    with pytest.raises(NotARecord):
        open_record(path)
    with open_record(path, create=True) as record:
        assert record.add(FOUND, model=MODEL)


def test_a_newer_record_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as plain:
        plain.execute(f"PRAGMA user_version = {len(migrations()) + 1}")
    before = path.read_bytes()
    for options in ({"create": True}, {}, {"readonly": True}):
        with pytest.raises(NewerRecord, match="pip install --upgrade onrecord"):
            open_record(path, **options)
    assert path.read_bytes() == before


def test_an_unfinished_new_record_is_finished(tmp_path: Path) -> None:
    """What is left when the process is killed between making the file and its tables."""
    path = tmp_path / "r.db"
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("PRAGMA journal_mode = WAL")
    assert path.stat().st_size
    with open_record(path, create=True) as record:
        assert record.add(FOUND, model=MODEL)
        assert record.verify() == ()


def test_reading_only_writes_nothing(path: Path) -> None:
    before = path.read_bytes()
    with open_record(path, readonly=True) as record:
        assert len(record.who("Lind")) == 1
        assert record.verify() == ()
        with pytest.raises(RecordReadOnly, match="cannot be written"):
            record.add(one_statement("Tom Hale", "no"), model=MODEL)
    assert path.read_bytes() == before


@contextmanager
def _unprivileged() -> Iterator[None]:
    """Root may write everywhere; as nobody it may not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def locked_folder(path: Path) -> Iterator[Path]:
    """The record in a folder that nobody may write."""
    folder = Path(tempfile.mkdtemp())
    copy = Path(shutil.copy(path, folder / "r.db"))
    copy.chmod(0o444)
    folder.chmod(0o555)
    yield copy
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_record_in_a_folder_that_cannot_be_written_can_be_read(locked_folder: Path) -> None:
    with _unprivileged(), open_record(locked_folder, readonly=True) as record:
        assert len(record.who("Lind")) == 1
        assert record.verify() == ()


def test_a_record_in_a_folder_that_cannot_be_written_says_so(locked_folder: Path) -> None:
    with _unprivileged(), pytest.raises(RecordReadOnly, match="cannot be"):
        open_record(locked_folder)


def test_unfinished_writes_in_a_folder_that_cannot_be_written_are_not_passed_over(
    locked_folder: Path,
) -> None:
    log = locked_folder.with_name("r.db-wal")
    log.write_bytes(b"x" * 100)
    log.chmod(0o444)
    with _unprivileged(), pytest.raises(RecordReadOnly, match=r"r\.db-wal"):
        open_record(locked_folder, readonly=True)


def test_a_file_that_may_not_be_read_says_so(locked_folder: Path) -> None:
    locked_folder.chmod(0o000)
    with _unprivileged(), pytest.raises(RecordReadOnly, match="permissions"):
        open_record(locked_folder, readonly=True)


def test_a_second_writer_waits_and_then_says_so(path: Path) -> None:
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as other,
        open_record(path, timeout=0.1) as record,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordBusy, match="another process"):
            record.add(one_statement("Tom Hale", "no"), model=MODEL)
        assert len(record.who("Lind")) == 1
        other.execute("ROLLBACK")
        assert record.add(one_statement("Tom Hale", "no"), model=MODEL)


def test_reading_goes_on_while_another_writes(path: Path) -> None:
    found = [one_statement("Tom Hale", f"that {i} dams would hold") for i in range(60)]
    seen: list[int] = []

    def write() -> None:
        with open_record(path) as record:
            for each in found:
                record.add(each, model=MODEL)

    writer = threading.Thread(target=write)
    with open_record(path, readonly=True) as record:
        writer.start()
        while writer.is_alive():
            whole = [e for e in record.extractions() if len(e.attributions) == len(e.entities) == 1]
            seen.append(len(whole))
            assert len(record.statements()) >= len(whole)
        writer.join()
        assert len(list(record.extractions())) == 61
    assert seen == sorted(seen)
    assert len(set(seen)) > 1


def test_several_processes_may_make_the_same_record(tmp_path: Path) -> None:
    start = threading.Barrier(6)
    errors: list[Exception] = []

    def make(number: int) -> None:
        start.wait()
        try:
            with open_record(tmp_path / "r.db", create=True) as record:
                record.add(one_statement("Tom Hale", f"that {number} dams would hold"), model=MODEL)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=make, args=(i,)) for i in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with open_record(tmp_path / "r.db") as record:
        assert len(record.who("Hale")) == 6
        assert record.verify() == ()


FILL = """
import resource, sys
from onrecord.errors import DiskFull
from onrecord.model import Document, Extraction
from onrecord.store import open_record

with open_record(sys.argv[1]) as record:
    resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))
    try:
        for i in range(10_000):
            record.add(Extraction(Document.new(f"{i} dams would hold. " * 500)), model="rules/1")
            print(i, flush=True)
    except DiskFull as error:
        print(error, file=sys.stderr)
"""


def test_a_full_disk_keeps_what_was_committed(path: Path) -> None:
    """A limit on the size of files is refused by the system at the same call as a full disk."""
    done = subprocess.run([sys.executable, "-c", FILL, path], capture_output=True, text=True, check=True)
    added = len(done.stdout.splitlines())
    assert added > 5
    assert "free some space" in done.stderr
    with open_record(path) as record:
        assert record.summary().documents == added + 1
        assert record.verify() == ()
        assert record.add(Extraction(Document.new("One more dam.")), model=MODEL)


def test_a_full_database_is_a_full_disk(path: Path) -> None:
    with open_record(path) as record:
        pages = record._db.value("PRAGMA page_count")
        record._db.run(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(DiskFull):
            record.add(Extraction(Document.new("A dam. " * 10_000)), model=MODEL)
        assert record.summary().documents == 1
        assert record.verify() == ()


def test_a_damaged_file_is_told_from_a_foreign_one(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(RecordError, match="onrecord verify"), open_record(path) as record:
        record.who("Lind")


def test_a_failed_migration_leaves_no_half_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "r.db"
    with open_record(path, create=True) as record:
        record.add(FOUND, model=MODEL)
    # A later version whose second migration stops half way.
    broken = (*migrations(), "CREATE TABLE later (a TEXT) STRICT;\nCREATE TABLE documents (a TEXT);\n")
    monkeypatch.setattr("onrecord.store.schema.migrations", lambda: broken)
    with pytest.raises(RecordError, match="documents"):
        open_record(path)
    with pytest.raises(RecordReadOnly, match="older onrecord"):
        open_record(path, readonly=True)
    sound = (*broken[:-1], "CREATE TABLE later (a TEXT) STRICT;\n")
    monkeypatch.setattr("onrecord.store.schema.migrations", lambda: sound)
    with open_record(path) as record:
        assert record._db.value("SELECT count(*) FROM later") == 0
        assert record._db.value("PRAGMA user_version") == len(sound)
        assert len(record.who("Lind")) == 1


def test_this_python_has_what_a_record_needs() -> None:
    assert features() == {"sqlite": sqlite3.sqlite_version, "strict": True, "fts5": True, "json": True}
