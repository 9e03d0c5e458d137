"""What people say about two attributions: whether they are one claim, and whether a relation holds.

A judgement names attributions, and holds for all that say the same: for the stances of both. It is never
changed; withdrawing it is one more row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from onrecord.errors import NotFound, UsageError
from onrecord.model import Relation, Verdict
from onrecord.store.adding import now
from onrecord.store.database import Database, Row


@dataclass(frozen=True, slots=True)
class LinkJudgement:
    """One decision of a person. ``left`` and ``right`` are (document id, attribution id). ``relation`` is
    what is confirmed or rejected, None where it is about one claim or two. ``withdrawn`` and ``outdated``
    say whether it was taken back, and whether a later one on the same question stands in its place."""

    key: int
    verdict: Verdict
    relation: Relation | None
    left: tuple[str, str]
    right: tuple[str, str]
    by: str
    note: str | None
    at: datetime
    withdrawn: bool
    outdated: bool

    @property
    def decided(self) -> str:
        """What was decided of the two, to be read after them: "do not contradict each other"."""
        if self.relation is None:
            return "make one claim" if self.verdict is Verdict.SAME else "make two claims, not one"
        holds, not_ = DECIDED[self.relation]
        return holds if self.verdict is Verdict.CONFIRMED else not_

    @property
    def reason(self) -> str:
        """The note in one line; empty for none."""
        return " ".join((self.note or "").split())


DECIDED = {
    Relation.CONTRADICTS: ("contradict each other", "do not contradict each other"),
    Relation.UPDATES: ("are a change of position", "are no change of position"),
    Relation.AGREES: ("say the same", "do not say the same"),
    Relation.SAME_QUOTE: ("are one quotation", "are not one quotation"),
}
"""What it means of two attributions that a relation holds, and that it does not."""


def judge(
    db: Database,
    verdict: Verdict,
    left: tuple[str, str],
    right: tuple[str, str],
    *,
    relation: Relation | None = None,
    by: str,
    note: str | None = None,
) -> int:
    """Keeps a judgement on two attributions (document id, attribution id) and returns its number. Raises
    UsageError for one attribution twice."""
    if left == right:
        raise UsageError(f"both sides are the attribution {left[1]}; a judgement is about two")
    left, right = sorted((left, right))
    with db.writing():
        key = db.run(
            """INSERT INTO link_judgements
               (verdict, relation, left_document, "left", right_document, "right", by, note, at)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            *(verdict, relation, *left, *right, by, note, now()),
        )
        _remake(db, left, right)
    return key


def withdraw(db: Database, key: int, *, by: str, note: str | None = None) -> None:
    """Takes a judgement back. Raises NotFound for one that is not there, or is taken back already."""
    sql = """SELECT left_document, "left", right_document, "right" FROM link_judgements j WHERE key = ?
             AND verdict <> 'withdrawn' AND NOT EXISTS (
             SELECT 1 FROM link_judgements w WHERE w.withdraws = j.key)"""
    with db.writing():
        found = db.row(sql, key)
        if found is None:
            raise NotFound(f"no judgement {key} stands; `onrecord judge --list` shows those that do")
        db.run(
            """INSERT INTO link_judgements (verdict, left_document, "left", right_document, "right",
            withdraws, by, note, at) VALUES ('withdrawn', ?, ?, ?, ?, ?, ?, ?, ?)""",
            *(*found, key, by, note, now()),
        )
        _remake(db, found[:2], found[2:])


def judgements(db: Database) -> tuple[LinkJudgement, ...]:
    """All judgements, first to last."""
    sql = """SELECT j.key, j.verdict, j.relation, j.left_document, j."left", j.right_document, j."right",
    j.by, j.note, j.at, EXISTS (SELECT 1 FROM link_judgements w WHERE w.withdraws = j.key),
                    NOT EXISTS (SELECT 1 FROM current_link_judgements c WHERE c.key = j.key)
             FROM link_judgements j WHERE j.verdict <> 'withdrawn' ORDER BY j.key"""
    return tuple(_judgement(row) for row in db.rows(sql))


def _judgement(row: Row) -> LinkJudgement:
    key, verdict, relation, left_document, left, right_document, right, by, note, at, withdrawn, past = row
    return LinkJudgement(
        key=key,
        verdict=Verdict(verdict),
        relation=Relation(relation) if relation else None,
        left=(left_document, left),
        right=(right_document, right),
        by=by,
        note=note,
        at=datetime.fromisoformat(at),
        withdrawn=bool(withdrawn),
        outdated=bool(past and not withdrawn),
    )


def _remake(db: Database, left: tuple[str, str], right: tuple[str, str]) -> None:
    from onrecord.store.claims import remake

    stances = [_stance(db, *side) for side in (left, right)]
    remake(db, [stance for stance in stances if stance is not None])


def _stance(db: Database, document: str, attribution: str) -> int | None:
    sql = """SELECT x.stance FROM attributions a JOIN accounts x ON x.attribution = a.key
             JOIN documents d ON d.key = x.document WHERE a.id = ? AND d.id = ?"""
    found: int | None = db.value(sql, attribution, document)
    return found


_PAIRS = """
    SELECT j.verdict, j.relation, one.stance, two.stance, j.by, one.attribution, two.attribution,
           j.note, j.key
    FROM current_link_judgements j
    JOIN attributions a ON a.id = j."left" JOIN accounts one ON one.attribution = a.key
    JOIN documents d ON d.key = one.document AND d.id = j.left_document
    JOIN attributions b ON b.id = j."right" JOIN accounts two ON two.attribution = b.key
    JOIN documents e ON e.key = two.document AND e.id = j.right_document"""


def different(db: Database) -> set[tuple[int, int]]:
    """Pairs of stances that people say are two claims."""
    found = {(a, b) for verdict, _, a, b, *_ in db.rows(_PAIRS) if verdict == "different"}
    return {(min(pair), max(pair)) for pair in found}


def same(db: Database) -> set[tuple[int, int]]:
    """Pairs of stances that people say are one claim."""
    found = {(a, b) for verdict, _, a, b, *_ in db.rows(_PAIRS) if verdict == "same" and a != b}
    return {(min(pair), max(pair)) for pair in found}


def rejected(db: Database) -> set[tuple[str, int, int]]:
    """Relations that people say do not hold, and the stances between which they do not."""
    found = set()
    for verdict, relation, a, b, *_ in db.rows(_PAIRS):
        low, high = min(a, b), max(a, b)
        if verdict == "rejected":
            found.add((relation, low, high))
        elif verdict == "different":
            found |= {("agrees", low, high), ("same_quote", low, high)}
    return found


class Held(NamedTuple):
    """A relation that somebody says does hold: the relation, the stances of both sides, who says so, the keys
    of the attributions, and the reason that was given, None for none."""

    relation: str
    left: int
    right: int
    by: str
    one: int
    two: int
    note: str | None


def confirmed(db: Database) -> list[Held]:
    """Relations that people say do hold, in the order of their decisions."""
    return [
        Held(relation, a, b, by, one, two, note)
        for verdict, relation, a, b, by, one, two, note, _ in db.rows(f"{_PAIRS} ORDER BY j.key")
        if verdict == "confirmed"
    ]


def about(db: Database, stances: Iterable[int]) -> tuple[LinkJudgement, ...]:
    """The decisions that stand on what has one of these stances, first to last."""
    wanted = set(stances)
    keys = {row[-1] for row in db.rows(_PAIRS) if wanted.intersection(row[2:4])}
    return tuple(each for each in judgements(db) if each.key in keys)
