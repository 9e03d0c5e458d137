"""What the linker keeps in a record: texts that meet, wordings that meet, accounts, links.

The linker's own values come and go as text and numbers; this page knows how to file them, not what they mean.
Everything is filed for many documents at a time, and no list grows without bound: under each number stand the
entries that are smallest, so that who meets whom is the same in whatever order they came.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from onrecord.model import Document, Extraction
from onrecord.store import findings
from onrecord.store.families import Families
from onrecord.store.filed_links import FiledLinks
from onrecord.store.postings import Postings
from onrecord.store.rooms import Rooms

HEADS = 24
"""Utterances of one wording that are compared; more say the same words and are counted with them."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account as it is filed: keys and ids of its attribution and document, its wording, its place in
    time, whether it is an echo, and the linker's own text for it."""

    key: int
    document: int
    attribution_id: str
    document_id: str
    wording: int
    place: str
    echo: bool
    value: str


_ACCOUNT = """
    SELECT x.attribution, x.document, a.id, d.id, x.wording, x.place, x.echo IS NOT NULL, x.value
    FROM accounts x JOIN attributions a ON a.key = x.attribution JOIN documents d ON d.key = x.document"""

_DERIVED = (
    *("sketches", "copies", "families", "credits", "postings", "wordings"),
    *("withdrawn", "claims", "accounts", "claim_sizes"),
    *("said", "rooms", "leaning"),
)


class Filing(Families, Postings, Rooms, FiledLinks):
    """The linker's side of a record."""

    def together(self) -> AbstractContextManager[None]:
        """One transaction."""
        return self._db.writing()

    def begin(self, linker: str) -> None:
        """Makes this linker the one whose links show. What another one derived is forgotten, and every
        document waits again."""
        if self._db.value("SELECT name FROM linkers ORDER BY key DESC LIMIT 1") == linker:
            return
        with self._db.writing():
            for table in _DERIVED:
                self._db.run(f"DELETE FROM {table}")
            # What it found here before holds again only where it finds it again.
            self._db.run("INSERT INTO withdrawn SELECT key FROM links WHERE linker = ?", linker)
            self._db.run("INSERT OR IGNORE INTO unlinked SELECT document FROM runs")
            self._db.run("INSERT INTO linkers (name) VALUES (?)", linker)

    def waiting(self) -> list[int]:
        """Keys of documents that the linker has not seen as they are now, in the order of their ids."""
        sql = "SELECT u.document FROM unlinked u JOIN documents d ON d.key = u.document ORDER BY d.id"
        return [key for (key,) in self._db.rows(sql)]

    def done(self, documents: Iterable[int]) -> None:
        """These do not wait any longer."""
        self._db.run_many("DELETE FROM unlinked WHERE document = ?", ((key,) for key in documents))

    def document(self, key: int) -> Document:
        """The document of a key."""
        return findings.document(self._db, key)

    def extraction(self, key: int) -> Extraction:
        """Its current reading."""
        return findings.extraction(self._db, key)

    def key(self, document: str) -> int:
        """The key of a document id. Raises NotFound."""
        return findings.document_key(self._db, document)

    # Accounts

    def clear(self, documents: Sequence[int]) -> list[int]:
        """Takes the accounts of these documents off the shelf, and their links; returns the keys of those
        that become heads in their place, and of those that were their echoes."""
        sql = """SELECT x.attribution, x.utterance, x.wording, x.head FROM json_each(?) j
                 JOIN runs r ON r.document = j.value JOIN attributions a ON a.run = r.key
                 JOIN accounts x ON x.attribution = a.key"""
        rows = self._db.rows(sql, json.dumps(list(documents)))
        if not rows:
            return []
        keys = [row[0] for row in rows]
        self._withdraw_of(_json(keys))
        promoted = set(self.released(keys)) - set(keys)
        self._db.run(
            "DELETE FROM accounts WHERE attribution IN (SELECT value FROM json_each(?))", _json(keys)
        )
        for _, utterance, wording, head in rows:
            if head:
                promoted |= self._promoted(utterance, wording)
        return sorted(promoted)

    def _promoted(self, utterance: int, wording: int) -> set[int]:
        """A head for an utterance that has lost its own, and for one more utterance of a wording."""
        sql = "SELECT attribution FROM accounts WHERE utterance = ? ORDER BY place LIMIT 1"
        found = self._db.value(sql, utterance)
        if found is None:
            sql = """SELECT attribution FROM accounts x WHERE wording = ? AND NOT EXISTS (
                     SELECT 1 FROM accounts y WHERE y.utterance = x.utterance AND y.head = 1)
                     ORDER BY utterance, place LIMIT 1"""
            found = self._db.value(sql, wording)
        if found is None:
            return set()
        self._db.run("UPDATE accounts SET head = 1 WHERE attribution = ?", found)
        return {int(found)}

    def unlink(self, attributions: Sequence[int]) -> None:
        """No link of these accounts holds any longer."""
        if attributions:
            self._withdraw_of(_json(attributions))

    def _withdraw_of(self, attributions: str) -> None:
        for side in ("left", "right"):
            self._db.run(
                f"""INSERT OR IGNORE INTO withdrawn SELECT l.key FROM json_each(?) j
                    JOIN links l ON l."{side}" = j.value""",
                attributions,
            )

    def put(
        self, filed: Sequence[tuple[int, str, int, int, int, str, str]]
    ) -> tuple[dict[tuple[int, str], int], list[int]]:
        """Files accounts: document, attribution id, wording, stance, utterance, place, value. Returns their
        keys by document and id, and the keys of those that lost their place as heads."""
        keys = self._keys({row[0] for row in filed})
        heads = self._first_heads(filed)
        self._db.run_many(
            """INSERT OR IGNORE INTO accounts
               (attribution, document, wording, stance, utterance, place, value, head)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            sorted((keys[row[0], row[1]], row[0], *row[2:], row[5] == heads.get(row[4])) for row in filed),
        )
        lost: list[int] = []
        wordings = {row[4]: row[2] for row in filed if row[4] not in heads}
        for utterance in sorted(wordings):
            lost += self._settle_head(utterance, wordings[utterance])
        return keys, lost

    def _first_heads(self, filed: Sequence[tuple[int, str, int, int, int, str, str]]) -> dict[int, str]:
        """The place of the head of each utterance whose wording nobody has used before: most are of that
        kind, and need no looking up one by one."""
        sql = """SELECT j.value FROM json_each(?) j
                 WHERE EXISTS (SELECT 1 FROM accounts x WHERE x.wording = j.value AND x.head = 1)"""
        known = {wording for (wording,) in self._db.rows(sql, _json(row[2] for row in filed))}
        first: dict[int, dict[int, str]] = defaultdict(dict)
        for _, _, wording, _, utterance, place, _ in filed:
            if wording not in known:
                first[wording][utterance] = min(place, first[wording].get(utterance, place))
        return {u: place for heads in first.values() if len(heads) <= HEADS for u, place in heads.items()}

    def _keys(self, documents: set[int]) -> dict[tuple[int, str], int]:
        sql = """SELECT c.document, a.id, a.key FROM json_each(?) j JOIN current_runs c ON c.document =
        j.value JOIN attributions a ON a.run = c.key"""
        return {(document, id_): key for document, id_, key in self._db.rows(sql, _json(documents))}

    def _settle_head(self, utterance: int, wording: int) -> list[int]:
        sql = "SELECT attribution, head FROM accounts WHERE utterance = ? ORDER BY place LIMIT 1"
        first, is_head = self._db.rows(sql, utterance)[0]
        if is_head:
            return []
        old = self._db.value("SELECT attribution FROM accounts WHERE utterance = ? AND head = 1", utterance)
        if old is None:
            sql = """SELECT utterance, attribution FROM accounts WHERE wording = ? AND head = 1
                     ORDER BY utterance"""
            heads = self._db.rows(sql, wording)
            if len(heads) >= HEADS:
                if heads[-1][0] < utterance:
                    return []
                old = heads[-1][1]
        if old is not None:
            self._db.run("UPDATE accounts SET head = 0 WHERE attribution = ?", old)
        self._db.run("UPDATE accounts SET head = 1 WHERE attribution = ?", first)
        return [] if old is None else [old]

    def released(self, origins: Sequence[int]) -> list[int]:
        """Takes back that accounts are echoes of these; returns the keys of those that were."""
        wanted = json.dumps(list(origins))
        sql = "SELECT attribution FROM accounts WHERE echo IN (SELECT value FROM json_each(?))"
        found = [key for (key,) in self._db.rows(sql, wanted)]
        self._db.run("UPDATE accounts SET echo = NULL WHERE echo IN (SELECT value FROM json_each(?))", wanted)
        return found

    def heads(self, attributions: Iterable[int]) -> list[Account]:
        """Those of these accounts that are heads."""
        sql = f"{_ACCOUNT} JOIN json_each(?) j ON j.value = x.attribution WHERE x.head = 1 ORDER BY 1"
        return [Account(*row) for row in self._db.rows(sql, _json(attributions))]

    def heads_in(self, documents: Iterable[int]) -> list[int]:
        """The keys of heads among the accounts of these documents."""
        sql = """SELECT x.attribution FROM json_each(?) j JOIN runs r ON r.document = j.value
                 JOIN attributions a ON a.run = r.key JOIN accounts x ON x.attribution = a.key
                 WHERE x.head = 1"""
        return [key for (key,) in self._db.rows(sql, _json(documents))]

    def heads_of(self, wordings: Iterable[int]) -> list[Account]:
        """The heads of these wordings."""
        sql = f"{_ACCOUNT} JOIN json_each(?) j ON j.value = x.wording WHERE x.head = 1 ORDER BY 1"
        return [Account(*row) for row in self._db.rows(sql, _json(wordings))]

    def set_echo(self, echo: int, origin: int | None) -> None:
        """Marks an account as taken over from another; None takes it back."""
        self._db.run("UPDATE accounts SET echo = ? WHERE attribution = ?", origin, echo)


def _json(keys: Iterable[int]) -> str:
    return json.dumps(sorted(set(keys)))
