"""The counts that pages show at once: which statements they count. The counting itself is done by triggers
(see the migration "the counts"), so that it holds for whoever moves an entity."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.store.database import Database

_COLUMNS = "entity, published, document, attribution, outlet, kind, polarity, source_type, said"


def index(db: Database, run: int) -> None:
    """Counts the statements of a run, which has become its document's current one. Inside a transaction."""
    db.run(f"INSERT INTO voiced SELECT {_COLUMNS} FROM voices WHERE run = ?", run)
    _of_outlet(db, run, "+")


def drop(db: Database, run: int) -> None:
    """Counts the statements of a run no more. Inside a transaction."""
    db.run(
        """DELETE FROM voiced WHERE entity IN (SELECT entity FROM voices WHERE run = ?)
           AND (published, document) = (SELECT coalesce(d.published, ''), d.key FROM runs r
                                        JOIN documents d ON d.key = r.document WHERE r.key = ?)""",
        *(run, run),
    )
    _of_outlet(db, run, "-")


def rebuild(db: Database) -> None:
    """Counts everything anew, after the current runs have changed at large. Inside a transaction."""
    db.run("DELETE FROM voiced")
    db.run("UPDATE outlets SET statements = 0, direct = 0, mixed = 0, indirect = 0, undetermined = 0")
    for (run,) in db.rows("SELECT key FROM current_runs ORDER BY key"):
        index(db, run)


def _of_outlet(db: Database, run: int, sign: str) -> None:
    counted = {
        "statements": "count(*)",
        "direct": "sum(kind = 'direct')",
        "mixed": "sum(kind = 'mixed')",
        "indirect": "sum(kind = 'indirect')",
        "undetermined": "sum(speaker IS NULL)",
    }
    new = ", ".join(f"{name} {sign} (SELECT coalesce({count}, 0) FROM a)" for name, count in counted.items())
    db.run(
        f"""WITH a AS (SELECT kind, speaker FROM attributions WHERE run = ?)
            UPDATE outlets SET ({", ".join(counted)}) = (SELECT {new})
            WHERE key = coalesce((SELECT p.key FROM runs r JOIN documents d ON d.key = r.document
                                  JOIN outlets p ON p.name = d.outlet WHERE r.key = ?), 0)""",
        *(run, run),
    )


def wrong(db: Database) -> Iterator[str]:
    """What the counts say against what there is to count, one sentence for each table that is off."""
    current = "SELECT c.key FROM current_runs c"
    there = {
        "voiced": (_COLUMNS, f"SELECT {_COLUMNS} FROM voices WHERE run IN ({current})"),
        "speakers": (
            "entity, statements, documents, direct, mixed, indirect",
            """SELECT entity, count(*), count(DISTINCT document), sum(kind = 'direct'), sum(kind = 'mixed'),
                      sum(kind = 'indirect') FROM voiced GROUP BY entity""",
        ),
        "quoted": (
            "entity, outlet, statements",
            "SELECT entity, outlet, count(*) FROM voiced GROUP BY entity, outlet",
        ),
        "called": (
            "entity, what, words, times, first, last",
            """SELECT o.entity, f.what, f.words, count(*), min(f.published), max(f.published)
               FROM callings f JOIN entity_of o ON o.local = f.local GROUP BY 1, 2, 3""",
        ),
        "disputed": ("entity, relation, link", "SELECT DISTINCT entity, relation, link FROM disputes"),
        "outlets": (
            "name, documents, statements, direct, mixed, indirect, undetermined, first, last",
            f"""SELECT d.outlet, count(DISTINCT d.key), count(a.key),
                       count(a.key) FILTER (WHERE a.kind = 'direct'),
                       count(a.key) FILTER (WHERE a.kind = 'mixed'),
                       count(a.key) FILTER (WHERE a.kind = 'indirect'),
                       count(a.key) FILTER (WHERE a.speaker IS NULL), min(d.published), max(d.published)
                FROM documents d LEFT JOIN runs r ON r.document = d.key AND r.key IN ({current})
                LEFT JOIN attributions a ON a.run = r.key GROUP BY d.outlet""",
        ),
    }
    for table, (columns, sql) in there.items():
        kept = f"SELECT {columns} FROM {table}" + (" WHERE documents > 0" if table == "outlets" else "")
        if db.row(f"SELECT * FROM ({kept} EXCEPT {sql})") or db.row(f"SELECT * FROM ({sql} EXCEPT {kept})"):
            yield f"the counts in {table} are not those of the findings"
