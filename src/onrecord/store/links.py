"""What the linker keeps in a record, and what is read of it: copies, echoes, links.

The linker's own values come and go as text; this page knows how to file them, not what they mean.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from onrecord.model import Document, Extraction, Relation, Span, Spans
from onrecord.store import findings
from onrecord.store.database import Database
from onrecord.store.statements import Statement, load

SHARED_NUMBERS = 2
"""Numbers that two articles must share to be looked at as copies. Of 813 pairs of copies in FNC-1's 1,683
articles 797 share two."""

BUSIEST = 300
"""A term under which more wordings stand tells nothing apart, and is not looked under."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account as it is filed: keys and ids of its attribution and document, whether it is an echo, and the
    linker's own text for it."""

    key: int
    document: int
    attribution_id: str
    document_id: str
    echo: bool
    value: str


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two attributions, the one said earlier left. ``signal`` names what it rests on,
    ``explanation`` is one sentence; the spans are the words of each side that it rests on."""

    relation: Relation
    score: float
    signal: str
    explanation: str
    left: Statement
    right: Statement
    left_spans: Spans
    right_spans: Spans


@dataclass(frozen=True, slots=True)
class Copied:
    """``document`` took over ``shared`` runs of five words from ``origin``, the share ``share`` of its own
    narration. ``root`` is where the text comes from in the end. All are document ids."""

    document: str
    origin: str
    root: str
    shared: int
    share: float


_ACCOUNT = """
    SELECT x.attribution, r.document, a.id, d.id, x.echo IS NOT NULL, x.value
    FROM accounts x JOIN attributions a ON a.key = x.attribution
    JOIN runs r ON r.key = a.run JOIN documents d ON d.key = r.document"""


class Links:
    """The linker's side of a record."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def together(self) -> AbstractContextManager[None]:
        """One transaction."""
        return self._db.writing()

    def waiting(self, linker: str) -> Iterator[int]:
        """Keys of documents whose current reading this linker has not seen, in the order of their ids."""
        sql = """SELECT c.document FROM current_runs c JOIN documents d ON d.key = c.document
                 WHERE NOT EXISTS (SELECT 1 FROM linked l WHERE l.run = c.key AND l.linker = ?)
                 ORDER BY d.id"""
        return iter([key for (key,) in self._db.rows(sql, linker)])

    def document(self, key: int) -> Document:
        """The document of a key."""
        return findings.document(self._db, key)

    def extraction(self, key: int) -> Extraction:
        """Its current reading."""
        return findings.extraction(self._db, key)

    def key(self, document: str) -> int:
        """The key of a document id. Raises NotFound."""
        return findings.document_key(self._db, document)

    def texts_near(self, key: int, sketch: frozenset[int]) -> Sequence[int]:
        """Files the numbers of a document; returns the others that share enough of them, in key order."""
        numbers = json.dumps(sorted(sketch))
        sql = """SELECT s.document FROM json_each(?) j CROSS JOIN sketches s ON s.number = j.value
                 WHERE s.document <> ? GROUP BY s.document HAVING count(*) >= ?"""
        found = [near for (near,) in self._db.rows(sql, numbers, key, SHARED_NUMBERS)]
        self._db.run_many("INSERT OR IGNORE INTO sketches VALUES (?, ?)", ((n, key) for n in sorted(sketch)))
        return sorted(found)

    def origin(self, key: int) -> int | None:
        """The document that this one copies."""
        found: int | None = self._db.value("SELECT origin FROM copies WHERE document = ?", key)
        return found

    def copies_of(self, key: int) -> Sequence[int]:
        """Documents that copy this one directly."""
        return [
            k for (k,) in self._db.rows("SELECT document FROM copies WHERE origin = ? ORDER BY document", key)
        ]

    def set_origin(self, copy: int, origin: int, *, shared: int, share: float) -> None:
        """Files from whom a document copies."""
        sql = "INSERT OR REPLACE INTO copies (document, origin, shared, share) VALUES (?, ?, ?, ?)"
        self._db.run(sql, copy, origin, shared, share)

    def put(self, key: int, attribution_id: str, wording: int, terms: frozenset[int], value: str) -> Account:
        """Files an account of the current reading of a document."""
        sql = """SELECT a.key FROM attributions a JOIN current_runs c ON c.key = a.run
                 WHERE c.document = ? AND a.id = ?"""
        attribution = int(self._db.value(sql, key, attribution_id))
        known = self._db.value("SELECT key FROM wordings WHERE number = ?", wording)
        if known is None:
            known = self._db.run("INSERT INTO wordings (number) VALUES (?)", wording)
            self._db.run_many(
                "INSERT OR IGNORE INTO wording_terms VALUES (?, ?)", ((t, known) for t in sorted(terms))
            )
        self._db.run(
            "INSERT OR IGNORE INTO accounts (attribution, wording, value) VALUES (?, ?, ?)",
            attribution,
            known,
            value,
        )
        return Account(*self._db.rows(f"{_ACCOUNT} WHERE x.attribution = ?", attribution)[0])

    def accounts(self, key: int) -> Sequence[Account]:
        """The accounts of a document's current reading."""
        sql = f"""{_ACCOUNT} WHERE r.document = ?
                  AND r.key = (SELECT c.key FROM current_runs c WHERE c.document = r.document) ORDER BY 1"""
        return [Account(*row) for row in self._db.rows(sql, key)]

    def meeting(self, document: int, terms: frozenset[int], most: int) -> Sequence[Account]:
        """Accounts of other documents that share a term; those that share most first, echoes last."""
        shared: Counter[int] = Counter()
        for term in sorted(terms):
            under = self._db.rows(
                "SELECT wording FROM wording_terms WHERE term = ? LIMIT ?", term, BUSIEST + 1
            )
            if len(under) <= BUSIEST:
                shared.update(wording for (wording,) in under)
        best = [wording for wording, _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))]
        found: list[Account] = []
        for at in range(0, len(best), 100):
            sql = f"""{_ACCOUNT} JOIN json_each(?) j ON j.value = x.wording
                      WHERE r.document <> ? ORDER BY x.echo IS NOT NULL, j.key, x.attribution LIMIT ?"""
            page = json.dumps(best[at : at + 100])
            found.extend(Account(*each) for each in self._db.rows(sql, page, document, most - len(found)))
            if len(found) >= most:
                break
        return found

    def set_echo(self, echo: int, origin: int) -> None:
        """Marks an account as taken over from another."""
        self._db.run("UPDATE accounts SET echo = ? WHERE attribution = ?", origin, echo)

    def link(
        self,
        left: int,
        right: int,
        relation: Relation,
        *,
        score: float,
        why: tuple[str, str],
        spans: tuple[Spans, Spans],
        linker: str,
    ) -> None:
        """Files a link, unless this linker has filed the same one."""
        known = """SELECT 1 FROM links WHERE linker = ? AND "left" = ? AND "right" = ? AND relation = ?"""
        if self._db.row(known, linker, left, right, relation):
            return
        self._db.run(
            """INSERT INTO links
               (linker, relation, "left", "right", score, signal, explanation, left_spans, right_spans)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            *(linker, relation, left, right, score, *why, *map(_stored, spans)),
        )

    def done(self, key: int, linker: str) -> None:
        """Marks the current reading of a document as seen."""
        sql = "INSERT OR IGNORE INTO linked SELECT key, ? FROM current_runs WHERE document = ?"
        self._db.run(sql, linker, key)

    # Reading

    def links(
        self,
        *relations: Relation,
        among: Sequence[int] | None = None,
        least: float = 0.0,
    ) -> tuple[Link, ...]:
        """The links that show: of these relations or all, of these attributions (keys) or all, with at least
        this score; sorted by relation, then by the ids of both sides."""
        conditions, values = ["l.score >= ?"], [least]
        wanted: list[object] = [*values]
        if relations:
            conditions.append("l.relation IN (SELECT value FROM json_each(?))")
            wanted.append(json.dumps(relations))
        if among is not None:
            some = "(SELECT value FROM json_each(?))"
            conditions.append(f'(l."left" IN {some} OR l."right" IN {some})')
            wanted += [json.dumps(among)] * 2
        sql = f"""SELECT l.relation, l.score, l.signal, l.explanation, l."left", l."right", l.left_spans,
                         l.right_spans FROM current_links l WHERE {" AND ".join(conditions)}"""
        rows = self._db.rows(sql, *wanted)
        keys = sorted({key for row in rows for key in row[4:6]})
        said = dict(zip(keys, load(self._db, keys), strict=True))
        found = [
            Link(Relation(r), score, signal, why, said[a], said[b], _spans(left), _spans(right))
            for r, score, signal, why, a, b, left, right in rows
        ]
        return tuple(
            sorted(
                found, key=lambda x: (x.relation, x.left.document, x.left.id, x.right.document, x.right.id)
            )
        )

    def neighbours(self, keys: Sequence[int], *, least: float) -> dict[int, set[int]]:
        """For each attribution those that say the same with at least this score, echoes and origin too."""
        sql = """SELECT "left", "right" FROM current_links l
                 WHERE relation IN ('agrees', 'same_quote') AND score >= ? AND ("left" IN
                 (SELECT value FROM json_each(?)) OR "right" IN (SELECT value FROM json_each(?)))
                 UNION SELECT attribution, echo FROM accounts WHERE echo IS NOT NULL AND
                 (attribution IN (SELECT value FROM json_each(?)) OR
                 echo IN (SELECT value FROM json_each(?)))"""
        wanted = json.dumps(keys)
        found: dict[int, set[int]] = {}
        for a, b in self._db.rows(sql, least, *[wanted] * 4):
            found.setdefault(a, set()).add(b)
            found.setdefault(b, set()).add(a)
        return found

    def connected(self, *, least: float) -> list[tuple[int, int]]:
        """All pairs of attributions that say the same, echoes and their origins among them."""
        sql = """SELECT "left", "right" FROM current_links WHERE relation IN ('agrees', 'same_quote')
                 AND score >= ? UNION SELECT attribution, echo FROM accounts WHERE echo IS NOT NULL"""
        return [(a, b) for a, b in self._db.rows(sql, least)]

    def statements(self, keys: Sequence[int]) -> tuple[Statement, ...]:
        """The statements of these attribution keys, in this order."""
        return load(self._db, keys)

    def key_of(self, attribution: str) -> int | None:
        """The key of an attribution id in the current reading of its document; None if it has none."""
        sql = """SELECT a.key FROM attributions a WHERE a.id = ?
                 AND EXISTS (SELECT 1 FROM current_runs c WHERE c.key = a.run)"""
        found: int | None = self._db.value(sql, attribution)
        return found

    def copies(self) -> tuple[Copied, ...]:
        """Who copied whose text, sorted by the copy's id."""
        sql = """SELECT c.document, c.origin, d.id, o.id, c.shared, c.share FROM copies c
                 JOIN documents d ON d.key = c.document JOIN documents o ON o.key = c.origin ORDER BY d.id"""
        rows = self._db.rows(sql)
        ids: dict[int, str] = {key: id_ for key, _, id_, _, _, _ in rows} | {
            key: id_ for _, key, _, id_, _, _ in rows
        }
        first = {key: origin for key, origin, *_ in rows}

        def root(key: int) -> str:
            seen = [key]
            while (following := first.get(seen[-1])) is not None and following not in seen:
                seen.append(following)
            return ids[seen[-1]]

        return tuple(Copied(id_, origin, root(key), n, share) for key, _, id_, origin, n, share in rows)

    def echoes(self) -> dict[str, str]:
        """For each attribution that was taken over the one that it was taken from; both are ids."""
        sql = """SELECT a.id, o.id FROM accounts x JOIN attributions a ON a.key = x.attribution
                 JOIN attributions o ON o.key = x.echo"""
        return dict(self._db.rows(sql))


def _stored(spans: Spans) -> str:
    return json.dumps([[span.start, span.end] for span in spans])


def _spans(stored: str) -> Spans:
    return tuple(Span(start, end) for start, end in json.loads(stored))
