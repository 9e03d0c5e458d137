"""The counts that pages show follow the findings, whatever happens to a record."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link.update import update
from onrecord.store import open_record
from onrecord.store.schema import migrations
from onrecord.store.tallies import wrong
from page_samples import sample
from store_samples import one_statement

PEOPLE = ("Mara Lind", "Ivo Sand", "Odile Marchbank")
MODELS = ("one/1", "two/1")

_article = st.tuples(
    st.sampled_from(PEOPLE),
    st.sampled_from(("no gate was open", "a gate was open")),
    st.sampled_from(("Vale Herald", None)),
    st.sampled_from(("2026-05-04", "2026-05-06", None)),
)
_step = st.one_of(
    st.tuples(st.just("add"), _article, st.sampled_from(MODELS)),
    st.tuples(st.just("move"), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.just("join"), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.just("part"), st.integers(0, 9), st.none()),
    st.tuples(st.just("choose"), st.sampled_from(MODELS), st.none()),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(_step, max_size=14))
def test_they_are_right_after_any_steps(steps: list[tuple[str, object, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "r.db", create=True) as record:
        db = record._db
        for what, first, second in steps:
            if what == "add":
                name, content, outlet, published = first  # type: ignore[misc]
                found = one_statement(name, content, outlet=outlet, published=published)
                described = tuple(replace(e, description="engineer") for e in found.entities)
                record.add(replace(found, entities=described), model=str(second))
            elif what == "choose" and db.row("SELECT 1 FROM models WHERE name = ?", first):
                record.choose(str(first))
            else:
                figures = [key for (key,) in db.rows("SELECT local FROM figures ORDER BY local")]
                nodes = [key for (key,) in db.rows("SELECT key FROM nodes ORDER BY key")]
                if what == "move" and figures:
                    row = (nodes[second % len(nodes)], figures[first % len(figures)])  # type: ignore[operator]
                    db.run("UPDATE figures SET node = ? WHERE local = ?", *row)
                elif what == "join" and nodes:
                    row = (nodes[second % len(nodes)], nodes[first % len(nodes)])  # type: ignore[operator]
                    sql = """UPDATE nodes SET entity = (SELECT n.entity FROM nodes n WHERE n.key = ?)
                             WHERE entity = (SELECT n.entity FROM nodes n WHERE n.key = ?)"""
                    db.run(sql, *row)
                elif what == "part":
                    db.run("UPDATE nodes SET entity = key WHERE key % 3 = ?", first % 3)  # type: ignore[operator]
            update(record.links())
            assert list(wrong(db)) == []


def test_a_record_of_before_is_counted_when_it_is_brought_up_to_date(tmp_path: Path) -> None:
    before = next(n for n, sql in enumerate(migrations()) if "CREATE TABLE voiced" in sql)
    path = tmp_path / "old.db"
    with open_record(path, create=True) as record:
        for name in ("01", "02"):
            record.add(sample(name), model="gold/1")
        update(record.links())
        expected = {
            table: record._db.rows(f"SELECT * FROM {table}") for table in ("speakers", "called", "disputed")
        }
    with closing(sqlite3.connect(path)) as connection:
        made = migrations()[before]
        for kind in ("TRIGGER", "VIEW", "INDEX", "VIRTUAL TABLE", "TABLE"):
            for name in [
                line.split()[len(kind.split()) + 1]
                for line in made.splitlines()
                if line.startswith(f"CREATE {kind} ")
            ]:
                connection.execute(f"DROP {kind.split()[-1]} {name}")
        connection.executescript(made)
    with open_record(path) as record:
        assert list(wrong(record._db)) == []
        assert {table: record._db.rows(f"SELECT * FROM {table}") for table in expected} == expected
        assert record.verify() == ()


def test_verify_finds_counts_that_are_off(tmp_path: Path) -> None:
    with open_record(tmp_path / "r.db", create=True) as record:
        record.add(one_statement("Mara Lind", "no gate was open"), model="one/1")
        record._db.run("UPDATE speakers SET statements = 7")
        assert [p.message for p in record.verify()] == [
            "the counts in speakers are not those of the findings"
        ]
