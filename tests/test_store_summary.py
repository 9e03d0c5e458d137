"""Counts over the current view, and questions that use an index."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from onrecord.errors import NotFound
from onrecord.model import Document, EntityKind, Extraction, Failure, Kind
from onrecord.store import Day, Outlet, Record, Speaker, open_record
from store_samples import MODEL, article, one_statement

TWO = article(
    "<s1>Mara Lind</s1> <k1>said</k1> <c1>“no”</c1>. <k2>It was said</k2> <c2>that it would</c2>.\n===\n"
    '1: speaker="Mara Lind" said=2026-05-03..2026-05-03\n2: type=unnamed\n',
    outlet="Peninsula Post",
    published="2026-05-09",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_record(tmp_path / "r.db", create=True) as record:
        record.add(one_statement("Mara Lind", "that it would"), model="m/1")
        record.add(TWO, model="m/1")
        record.add(Extraction(Document.new("Nobody spoke.")), model="m/1")
        record.add(one_statement("Mara Lind", "that it would"), model="m/2")
        record.fail(Failure("a.txt", "read", "empty-input", "no"))
    return tmp_path / "r.db"


def test_a_summary_counts_the_current_view_once(path: Path) -> None:
    with open_record(path, readonly=True) as record:
        found = record.summary()
    assert (found.documents, found.statements, found.speakers, found.undetermined) == (3, 3, 1, 1)
    assert found.kinds == {Kind.DIRECT: 1, Kind.INDIRECT: 2}
    assert (found.first, found.last) == (date(2026, 5, 4), date(2026, 5, 9))
    assert (found.failures, found.models) == (1, ("m/1", "m/2"))
    assert found.outlets == (
        Outlet(None, 1, 0, None, None),
        Outlet("Peninsula Post", 1, 2, date(2026, 5, 9), date(2026, 5, 9)),
        Outlet("Vale Herald", 1, 1, date(2026, 5, 4), date(2026, 5, 4)),
    )
    (lind,) = found.most_quoted
    kinds = {Kind.DIRECT: 1, Kind.INDIRECT: 1}
    days = (date(2026, 5, 4), date(2026, 5, 9))
    assert lind == Speaker(lind.id, "Mara Lind", EntityKind.PERSON, 2, 2, 2, kinds, *days)


def test_an_empty_record_has_an_empty_summary(tmp_path: Path) -> None:
    with open_record(tmp_path / "r.db", create=True) as record:
        found = record.summary()
        assert (found.documents, found.statements, found.speakers, found.kinds) == (0, 0, 0, {})
        assert (found.first, found.outlets, found.most_quoted, found.models) == (None, (), (), ())
        assert list(record.extractions()) == []
        assert record.verify() == ()
        with pytest.raises(NotFound, match=r"nobody on record is called 'Lind'$"):
            record.who("Lind")


def test_days_count_statements_by_outlet(path: Path) -> None:
    with open_record(path) as record:
        assert record.days() == (
            Day(date(2026, 5, 3), "Peninsula Post", 1),
            Day(date(2026, 5, 4), "Vale Herald", 1),
            Day(date(2026, 5, 9), "Peninsula Post", 1),
        )
        later = record.days(speaker="Lind", since=date(2026, 5, 4))
        assert later == (Day(date(2026, 5, 4), "Vale Herald", 1),)


def test_the_most_quoted_come_first_and_in_pages(tmp_path: Path) -> None:
    with open_record(tmp_path / "r.db", create=True) as record:
        for i, name in enumerate(["Mara Lind", "Tom Hale", "Tom Hale"]):
            record.add(one_statement(name, f"that {i} dams"), model=MODEL)
        assert [(s.name, s.statements) for s in record.speakers()] == [("Tom Hale", 2), ("Mara Lind", 1)]
        assert [s.name for s in record.speakers(limit=1, offset=1)] == ["Mara Lind"]


QUESTIONS: dict[str, Callable[[Record], object]] = {
    "who": lambda r: r.who("Lind"),
    "said": lambda r: r.said("would", limit=20),
    "said with filters": lambda r: r.said(
        "would", speaker="Lind", outlet="Vale", since=date(2026, 5, 1), limit=20
    ),
    "statements of an outlet": lambda r: r.statements(outlet="Vale Herald"),
    "document": lambda r: r.document(TWO.document.id[:8]),
    "extraction": lambda r: r.extraction(TWO.document.id),
    "attribution": lambda r: r.attribution(TWO.attributions[0].id),
    "has": lambda r: r.has(TWO.document.id, "m/1"),
    "add": lambda r: r.add(one_statement("Tom Hale", "that it would"), model="m/2"),
    "fail": lambda r: r.fail(Failure("b.txt", "read", "empty-input", "no")),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_question_walks_a_whole_table(path: Path, question: str) -> None:
    with open_record(path) as record:
        asked: list[str] = []
        record._db.connection.set_trace_callback(asked.append)
        QUESTIONS[question](record)
        record._db.connection.set_trace_callback(None)
        plans = [
            (detail, sql)
            for sql in asked
            if re.match(r"\s*SELECT", sql) and "'main'." not in sql  # those are of FTS5 itself
            for *_, detail in record._db.connection.execute("EXPLAIN QUERY PLAN " + sql).fetchall()
        ]
    assert plans
    # Full-text indexes and lists of arguments are walked whole; outlets are listed from their own index.
    allowed = re.compile(r"SCAN (\w+ )?VIRTUAL TABLE|SCAN (j|f|g|models)\b|COVERING INDEX|SCAN \(subquery")
    walks = [plan for plan in plans if "SCAN" in plan[0] and not allowed.search(plan[0])]
    assert walks == []


def test_a_chain_to_what_comes_later_is_looked_up(path: Path) -> None:
    with open_record(path) as record:
        sql = "INSERT INTO attributions (run, id, kind, attitude, polarity) VALUES (1, 2, 3, 4, 5)"
        plan = [detail for *_, detail in record._db.rows("EXPLAIN QUERY PLAN " + sql)]
    assert any("attributions_by_within" in detail for detail in plan), plan
