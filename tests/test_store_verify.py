"""Damage done behind the record's back is found and named. Each case first takes away the guard that
forbids it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.store import open_record
from store_samples import MODEL, one_statement

FOUND = one_statement("Mara Lind", "that the dam would hold 🚜")
OTHER = one_statement("Tom Hale", "that the road was closed")

GUARDS = "SELECT 'DROP TRIGGER ' || name FROM sqlite_master WHERE type = 'trigger'"

DAMAGE = {
    "UPDATE documents SET text = replace(text, 'would', 'could')": [
        "SHA-256",
        "give the id",
        "the content span",
    ],
    "UPDATE documents SET sha256 = replace(sha256, '0', '1')": ["SHA-256"],
    "UPDATE documents SET outlet = 'Other Post'": ["URL, outlet and date give the id"],
    "UPDATE spans SET words = replace(words, 'hold', 'fall') WHERE role = 'content'": [
        "'that the dam would fall 🚜', and the text has 'that the dam would hold 🚜'",
        "its spans give the id",
        "content_index",
    ],
    'UPDATE spans SET start = start - 1, "end" = "end" - 1 WHERE role = \'cue\'': ["the cue span [9, 13)"],
    "UPDATE mentions SET words = 'Tara Lind' WHERE words = 'Mara Lind'": ["a mention [0, 9)"],
    "DELETE FROM spans WHERE role = 'cue'": ["its spans give the id"],
    "DELETE FROM spans": ["its spans give the id", "content_index"],
    "UPDATE attributions SET id = 'ffffffffffff' WHERE key = 1": ["attribution ffffffffffff"],
    "DELETE FROM local_entities": ["points at nothing in local_entities"],
    "DELETE FROM content_index": ["content_index"],
    "INSERT INTO article_index (rowid, title, text) VALUES (99, 'x', 'y')": ["article_index"],
    "UPDATE documents SET title = 'Another one' WHERE key = 1": ["article_index"],
    "DROP TRIGGER": ["trigger span_reproduces_its_words is missing"],
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_found(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "r.db"
    with open_record(path, create=True) as record:
        for each in (FOUND, OTHER):
            record.add(each, model=MODEL)
        assert record.verify() == ()
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        guards = plain.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (drop,) in plain.execute(GUARDS).fetchall():
            plain.execute(drop)
        if not damage.startswith("DROP"):
            plain.execute("PRAGMA ignore_check_constraints = ON")
            plain.execute(damage)
            for (guard,) in guards:
                plain.execute(guard)
    for readonly in (False, True):
        with open_record(path, readonly=readonly) as record:
            problems = [str(problem) for problem in record.verify()]
            for expected in DAMAGE[damage]:
                assert any(expected in problem for problem in problems), problems


def test_a_problem_names_document_and_attribution(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with open_record(path, create=True) as record:
        for each in (FOUND, OTHER):
            record.add(each, model=MODEL)
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        plain.execute("DROP TRIGGER spans_are_never_changed")
        plain.execute("UPDATE spans SET words = 'sad' || ' ' WHERE role = 'cue' AND attribution = 1")
    with open_record(path) as record:
        problems = record.verify()
    spans = [p for p in problems if p.attribution]
    assert {(p.document, p.attribution) for p in spans} == {(FOUND.document.id, FOUND.attributions[0].id)}
    missing = "record: the trigger spans_are_never_changed is missing"
    assert [str(p) for p in problems if not p.document] == [missing]


def test_verify_leaves_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with open_record(path, create=True) as record:
        record.add(FOUND, model=MODEL)
    before = path.read_bytes()
    with open_record(path) as record:
        record.verify()
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["r.db"]


def test_a_torn_page_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with open_record(path, create=True) as record:
        for i in range(50):
            record.add(one_statement("Mara Lind", f"that {i} dams would hold " * 20), model=MODEL)
        page = record._db.value("SELECT rootpage FROM sqlite_master WHERE name = 'spans'")
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\x07" * 4096
    path.write_bytes(content)
    with open_record(path) as record:
        assert any("damaged" in str(p) or "could not read" in str(p) for p in record.verify())
