"""What the database refuses by itself, from whatever program: tried in plain SQL on the file."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from onrecord.model import Failure, RolePhrase
from onrecord.store import open_record
from onrecord.store.adding import BLOCK
from onrecord.store.schema import migrations
from store_samples import MODEL, article

# Astral characters, direction marks, right-to-left script, combining accents and joined emoji stand before
# the words and in them.
FOUND = article(
    "🚜🚜 \u200f<s1>شيرين</s1>\u200e <k1>said</k1> "
    "<c1>the e\u0301t\u0301e 👩🏽\u200d🚒 <m1>post</m1> would “hold”</c1>. 𝔘 end\n"
    "===\n"
    '1: speaker="شيرين" medium=post\n'
)
CONTENT = FOUND.attributions[0].content[0]
TEXT = FOUND.document.text


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with open_record(tmp_path / "r.db", create=True) as record:
        record.add(FOUND, model=MODEL)
    connection = sqlite3.connect(tmp_path / "r.db", isolation_level=None)
    yield connection
    connection.close()


def span(connection: sqlite3.Connection, start: int, end: int, words: str, position: int = 7) -> None:
    key = connection.execute("SELECT key FROM attributions").fetchone()[0]
    row = (key, position, start, end, words)
    connection.execute("INSERT INTO spans VALUES (?, 'content', ?, ?, ?, ?)", row)


def test_every_span_that_reproduces_its_words_is_taken(database: sqlite3.Connection) -> None:
    places = list(combinations(range(len(TEXT) + 1), 2))
    database.execute("BEGIN")
    for position, (start, end) in enumerate(places, start=1):
        span(database, start, end, TEXT[start:end], position)
    assert database.execute("SELECT count(*) FROM spans WHERE role = 'content'").fetchone()[0] == 1 + len(
        places
    )


def _utf16(place: int) -> int:
    return len(TEXT[:place].encode("utf-16-le")) // 2


WORDS = CONTENT.of(TEXT)
BAD = {
    "one early": (CONTENT.start - 1, CONTENT.end - 1, WORDS),
    "one late": (CONTENT.start + 1, CONTENT.end + 1, WORDS),
    "too long": (CONTENT.start, CONTENT.end + 1, WORDS),
    "too short": (CONTENT.start, CONTENT.end - 1, WORDS),
    "UTF-16 offsets": (_utf16(CONTENT.start), _utf16(CONTENT.end), WORDS),
    "byte offsets": (len(TEXT[: CONTENT.start].encode()), len(TEXT[: CONTENT.end].encode()), WORDS),
    "other case": (CONTENT.start, CONTENT.end, WORDS.replace("would", "Would")),
    "straightened marks": (CONTENT.start, CONTENT.end, WORDS.replace("“", '"').replace("”", '"')),
    "composed accents": (CONTENT.start, CONTENT.end, WORDS.replace("e\u0301", "é")),
    "past the end": (len(TEXT) - 3, len(TEXT) + 4, TEXT[-3:]),
    "empty": (4, 4, ""),
    "turned round": (5, 4, ""),
    "before the start": (-1, 1, TEXT[:1]),
}


@pytest.mark.parametrize("what", BAD)
def test_a_span_that_does_not_reproduce_its_words_is_refused(database: sqlite3.Connection, what: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        span(database, *BAD[what])
    run = database.execute("SELECT key FROM runs").fetchone()[0]
    with pytest.raises(sqlite3.IntegrityError):
        database.execute("INSERT INTO mentions VALUES (?, 9, ?, ?, ?, 'name', NULL)", (run, *BAD[what]))


def test_a_span_of_no_attribution_is_refused(database: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        database.execute("INSERT INTO spans VALUES (999, 'content', 0, 0, 1, ?)", (TEXT[0],))


def test_a_text_with_nul_is_refused(database: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="characters"):
        database.execute(
            """INSERT INTO documents (id, byline, added, sha256, characters, text)
               VALUES (?, '[]', '', ?, 3, ?)""",
            ("0" * 16, "0" * 64, "a\0b"),
        )


APPEND_ONLY = {
    "documents": "text",
    "blocks": "text",
    "models": "name",
    "choices": "at",
    "runs": "at",
    "local_entities": "name",
    "attributions": "polarity",
    "spans": "words",
    "mentions": "words",
    "role_phrases": "words",
    "failures": "message",
    "settled": "at",
    "run_failures": "position",
}


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_findings_are_never_changed_deleted_or_replaced(tmp_path: Path, table: str) -> None:
    failure = Failure(FOUND.document.id, "extract", "no", "no")
    entities = tuple(replace(e, roles=(RolePhrase(CONTENT),)) for e in FOUND.entities)
    with open_record(tmp_path / "r.db", create=True) as record:
        record.add(replace(FOUND, failures=(failure,), entities=entities), model=MODEL)
        record.add(LONG, model=MODEL)
        record.settle(failure.origin)
    database = sqlite3.connect(tmp_path / "r.db", isolation_level=None)
    column = APPEND_ONLY[table]
    for change in (
        f"UPDATE {table} SET {column} = {column}",
        f"DELETE FROM {table}",
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            database.execute(change)
    database.close()


def test_every_table_of_findings_is_guarded() -> None:
    derived = {"entities", "entity_of", "names", "name_words"}
    tables = set(re.findall(r"^CREATE TABLE (\w+)", migrations()[0] + migrations()[5], re.MULTILINE))
    assert tables - derived == set(APPEND_ONLY)


def test_a_role_phrase_that_is_not_in_the_text_is_refused(database: sqlite3.Connection) -> None:
    row = (1, 9, 0, 4, "chai", 0)
    with pytest.raises(sqlite3.IntegrityError, match="does not reproduce its words"):
        database.execute("INSERT INTO role_phrases VALUES (?, ?, ?, ?, ?, ?)", row)


def test_a_speaker_of_another_document_is_refused(database: sqlite3.Connection) -> None:
    speaker, run = database.execute("SELECT key, run FROM local_entities").fetchone()
    database.execute("INSERT INTO runs (document, model, at) SELECT document, model + 1, at FROM runs")
    row = (run + 1, "0" * 12, "direct", "assertion", "affirms", speaker)
    sql = "INSERT INTO attributions (run, id, kind, attitude, polarity, speaker) VALUES (?, ?, ?, ?, ?, ?)"
    with pytest.raises(sqlite3.IntegrityError, match="another run"):
        database.execute(sql, row)


LONG = article(
    "🚜 <s1>Mara Lind</s1> <k1>said</k1> <c1>no</c1>. "
    + "𝔘e\u0301 ش " * 15_000
    + '\n===\n1: speaker="Mara Lind"\n'
)
EDGES = [BLOCK - 40, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK - 3, 2 * BLOCK, len(LONG.document.text) - 41]


@pytest.fixture
def long_database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with open_record(tmp_path / "r.db", create=True) as record:
        record.add(LONG, model=MODEL)
        assert record.verify() == ()
    connection = sqlite3.connect(tmp_path / "r.db", isolation_level=None)
    yield connection
    connection.close()


@pytest.mark.parametrize("size", [1, 2, 40, BLOCK + 7])
def test_spans_of_a_long_text_are_guarded_at_the_edges_of_its_blocks(
    long_database: sqlite3.Connection, size: int
) -> None:
    text = LONG.document.text
    assert len(text) > 2 * BLOCK
    for position, start in enumerate(EDGES, start=1):
        end = min(start + size, len(text))
        span(long_database, start, end, text[start:end], position)
        for wrong in (text[start - 1 : end - 1], text[start:end][:-1] + "x"):
            with pytest.raises(sqlite3.IntegrityError):
                span(long_database, start, end, wrong, position + 100)
            row = (1, position, start, end, wrong)
            with pytest.raises(sqlite3.IntegrityError):
                long_database.execute("INSERT INTO mentions VALUES (?, ?, ?, ?, ?, 'name', NULL)", row)


@pytest.mark.parametrize(("number", "words"), [(0, "x" * BLOCK), (9, "x"), (-1, LONG.document.text[:BLOCK])])
def test_a_block_that_is_not_of_the_text_is_refused(
    database: sqlite3.Connection, number: int, words: str
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        database.execute("INSERT INTO blocks VALUES (1, ?, ?)", (number, words))
