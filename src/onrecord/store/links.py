"""What is read of the links in a record: relations with what people say of them, claims, copies, echoes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.model import EntityKind, Relation, Span, Spans
from onrecord.store import judged
from onrecord.store.database import Row
from onrecord.store.families import TAKEN
from onrecord.store.filing import Filing
from onrecord.store.statements import Statement, load

BY_PEOPLE = "judgement"
"""The signal of a link that people have confirmed and the linker has not found."""


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two attributions, the one said earlier left. ``signal`` names what it rests on,
    ``explanation`` is one sentence; the spans are the words of each side that it rests on. ``score`` ranks
    (0 to 1), ``sure`` is the calibrated probability that it is right, None where no model says;
    ``confirmed_by`` names the person who has confirmed it, and ``note`` is the reason that they gave; None
    where nobody has, or gave any."""

    relation: Relation
    score: float
    signal: str
    explanation: str
    left: Statement
    right: Statement
    left_spans: Spans
    right_spans: Spans
    sure: float | None = None
    confirmed_by: str | None = None
    note: str | None = None

    @property
    def reason(self) -> str:
        """The explanation, who has confirmed it, and why."""
        if self.confirmed_by is None:
            return self.explanation
        held = "" if self.signal == BY_PEOPLE else f" {self.confirmed_by} has confirmed it."
        why = " ".join((self.note or "").split())
        return f"{self.explanation}{held}" + (f" {self.confirmed_by}’s reason: “{why}”" if why else "")


_Pair = tuple[str, int, int]
"""A relation, and the stances of both sides, the smaller one first."""


@dataclass(frozen=True, slots=True)
class Copied:
    """``document`` took over ``shared`` runs of five words from ``origin``, the share ``share`` of its own
    narration. ``root`` is where the text comes from in the end. All are document ids. In a family of more
    than `families.LISTED_TEXTS` the root stands for the origin, and nothing is told of what is shared."""

    document: str
    origin: str
    root: str
    shared: int | None
    share: float | None


class Links(Filing):
    """The links of a record, to be read and filed."""

    def links(
        self,
        *relations: Relation,
        among: Sequence[int] | None = None,
        least: float = 0.0,
    ) -> tuple[Link, ...]:
        """The links that show: of these relations or all, of these attributions (keys) or all, with at least
        this score; sorted by relation, then by the ids of both sides. What people have rejected does not
        show, what they have confirmed does, whether the linker found it or not."""
        held = judged.confirmed(self._db)
        found = self._shown(self._kept(self._rows(_also(relations), among, least)), held)
        there = {pair for pair, _ in found}
        added = [
            each
            for each in held
            if (each.relation, *sorted((each.left, each.right))) not in there
            and (not relations or each.relation in relations)
            and (among is None or {each.one, each.two} & set(among))
        ]
        said = self._said(key for each in added for key in (each.one, each.two))
        shown = [link for _, link in found if not relations or link.relation in relations]
        shown += [_confirmed(each, said[each.one], said[each.two]) for each in added]
        return tuple(
            sorted(
                shown, key=lambda x: (x.relation, x.left.document, x.left.id, x.right.document, x.right.id)
            )
        )

    def of_keys(self, keys: Sequence[int], *, least: float = 0.0) -> tuple[Link, ...]:
        """Of the links with these keys those that show, in this order."""
        sql = f"""SELECT {_COLUMNS} FROM json_each(?) j CROSS JOIN current_links l ON l.key = j.value
                  WHERE l.score >= ? ORDER BY j.key"""
        kept = self._kept(self._db.rows(sql, json.dumps(list(keys)), least))
        return tuple(link for _, link in self._shown(kept, judged.confirmed(self._db)))

    def confirmed(self, *relations: Relation, most: int) -> tuple[Link, ...]:
        """Links of these relations that people have confirmed, found by the linker or not, the last decision
        first; of the last ``most`` decisions."""
        held = judged.confirmed(self._db)[-most:]
        sides = sorted({key for each in held for key in (each.one, each.two)})
        links = [link for link in self.links(*relations, among=sides) if link.confirmed_by is not None]
        order = {frozenset((each.left, each.right)): -place for place, each in enumerate(held)}
        stances = self.stances_of({s.id for link in links for s in (link.left, link.right)})
        of = {id(x): frozenset(stances[s.id] for s in (x.left, x.right)) for x in links}
        return tuple(sorted(links, key=lambda x: order.get(of[id(x)], 1)))

    def stances_of(self, ids: Iterable[str]) -> dict[str, int]:
        """The stances of attributions (ids): one for all that say the same in the same words."""
        sql = """SELECT a.id, x.stance FROM json_each(?) j JOIN attributions a ON a.id = j.value
                 JOIN accounts x ON x.attribution = a.key"""
        return dict(self._db.rows(sql, json.dumps(sorted(ids))))

    def _shown(self, kept: Sequence[Row], held: Sequence[judged.Held]) -> list[tuple[_Pair, Link]]:
        """The links of some rows as they show today, each with its relation and the stances of its sides."""
        by = {(each.relation, min(each.left, each.right), max(each.left, each.right)): each for each in held}
        said = self._said(key for row in kept for key in row[5:7])
        found = []
        for row in kept:
            link = as_of_now(_link(row, said))
            if link is not None:
                one, two = sorted(row[9:])
                pair = str(link.relation), one, two
                said_by = by.get(pair)
                if said_by is not None:
                    link = replace(link, confirmed_by=said_by.by, note=said_by.note)
                found.append((pair, link))
        return found

    def _said(self, keys: Iterable[int]) -> dict[int, Statement]:
        wanted = sorted(set(keys))
        return dict(zip(wanted, load(self._db, wanted), strict=True))

    def _kept(self, rows: Iterable[Row]) -> list[Row]:
        """Without what people have rejected. Who rejects a clash or a change rejects what was shown to them,
        which of the two it is being told by who is known to have spoken."""
        refused = judged.rejected(self._db)
        return [
            row
            for row in rows
            if not any((relation, *sorted(row[9:])) in refused for relation in _also([Relation(row[0])]))
        ]

    def _rows(self, relations: Sequence[Relation], among: Sequence[int] | None, least: float) -> list[Row]:
        conditions, values = ["l.score >= ?"], [least]
        wanted: list[object] = [*values]
        if relations:
            conditions.append("l.relation IN (SELECT value FROM json_each(?))")
            wanted.append(json.dumps(relations))
        if among is None:
            return self._db.rows(
                f"SELECT {_COLUMNS} FROM current_links l WHERE {' AND '.join(conditions)}", *wanted
            )
        found: set[Row] = set()
        for side in ("left", "right"):
            sql = f"""SELECT {_COLUMNS} FROM json_each(?) j CROSS JOIN current_links l ON l."{side}" = j.value
                      WHERE {" AND ".join(conditions)}"""
            found.update(self._db.rows(sql, json.dumps(list(among)), *wanted))
        return list(found)

    # Claims

    def claims_of(self, keys: Iterable[int]) -> dict[int, int]:
        """The number of the claim that each of these attributions (keys) belongs to."""
        sql = """SELECT x.attribution, coalesce(c.claim, x.stance) FROM json_each(?) j
                 JOIN accounts x ON x.attribution = j.value LEFT JOIN claims c ON c.stance = x.stance"""
        return dict(self._db.rows(sql, json.dumps(sorted(set(keys)))))

    def largest_claims(self, limit: int, *, offset: int = 0) -> list[int]:
        """The numbers of the claims with most attributions, of those with two or more."""
        sql = (
            "SELECT claim FROM claim_sizes WHERE accounts > 1 ORDER BY accounts DESC, claim LIMIT ? OFFSET ?"
        )
        return [claim for (claim,) in self._db.rows(sql, limit, offset)]

    def claims_made(self) -> int:
        """How many claims have two attributions or more."""
        return int(self._db.value("SELECT count(*) FROM claim_sizes WHERE accounts > 1"))

    def members(self, claim: int, *, limit: int = -1, offset: int = 0) -> list[int]:
        """The attributions (keys) of a claim in time order."""
        sql = f"{_MEMBERS} ORDER BY x.place LIMIT ? OFFSET ?"
        return [key for (key, *_) in self._db.rows(sql, claim, claim, limit, offset)]

    def extent(self, claim: int) -> tuple[int, int, str, str | None, str | None]:
        """How many attributions a claim has, in how many independent texts (articles of one family count
        once), the smallest id among them, and its first and last day."""
        sql = f"""SELECT count(*), count(DISTINCT coalesce(-f.family, x.document)),
                         min(substr(x.place, {_ID_IN_PLACE})), min(substr(x.place, 1, 10)),
                         max(CASE WHEN x.place < '9999' THEN substr(x.place, 1, 10) END)
                  FROM ({_MEMBERS}) x LEFT JOIN families f ON f.document = x.document"""
        size, origins, id_, first, last = self._db.rows(sql, claim, claim)[0]
        return size, origins, id_, first if last else None, last

    # Single attributions and documents

    def statements(self, keys: Sequence[int]) -> tuple[Statement, ...]:
        """The statements of these attribution keys, in this order."""
        return load(self._db, keys)

    def values_of(self, documents: Iterable[str]) -> list[tuple[int, str]]:
        """The keys of the attributions that have been filed of these documents, and what the linker filed."""
        sql = """SELECT x.attribution, x.value FROM json_each(?) j JOIN documents d ON d.id = j.value
                 JOIN runs r ON r.document = d.key JOIN attributions a ON a.run = r.key
                 JOIN accounts x ON x.attribution = a.key"""
        return [(key, value) for key, value in self._db.rows(sql, json.dumps(sorted(set(documents))))]

    def bare_numbers(self, attributions: Iterable[str]) -> list[tuple[str, str, str]]:
        """Of these attributions (ids) those that say a number alone, of which the text before them says what
        it counts: id, document id, and what the linker filed."""
        sql = """SELECT a.id, d.id, x.value FROM json_each(?) j JOIN attributions a ON a.id = j.value
                 JOIN accounts x ON x.attribution = a.key JOIN documents d ON d.key = x.document
                 WHERE json_array_length(x.value, '$[4]') > 0"""
        return [
            (id_, document, value)
            for id_, document, value in self._db.rows(sql, json.dumps(sorted(set(attributions))))
        ]

    def key_of(self, attribution: str) -> int | None:
        """The key of an attribution id in the current reading of its document; None if it has none."""
        sql = """SELECT a.key FROM attributions a WHERE a.id = ?
                 AND EXISTS (SELECT 1 FROM current_runs c WHERE c.key = a.run)"""
        found: int | None = self._db.value(sql, attribution)
        return found

    def judgements_on(self, attributions: Iterable[str]) -> tuple[judged.LinkJudgement, ...]:
        """What people have decided on these attributions (ids) or on what says the same in the same words,
        first decision first; what was taken back or decided anew is left out."""
        return judged.about(self._db, self.stances_of(attributions).values())

    def copies(self) -> tuple[Copied, ...]:
        """Who copied whose text, sorted by the copy's id."""
        sql = f"""SELECT d.id, o.id, r.id, t.shared, t.share FROM ({TAKEN.format("")}) t
                  JOIN documents d ON d.key = t.document JOIN documents o ON o.key = t.origin
                  JOIN documents r ON r.key = t.root ORDER BY d.id"""
        return tuple(Copied(*row) for row in self._db.rows(sql))

    def texts_of(self, documents: Iterable[str]) -> dict[str, str]:
        """For each document id that of the article where its text comes from, which is itself where it copies
        none."""
        sql = """SELECT d.id, coalesce((
                     SELECT r.id FROM families g JOIN documents r ON r.key = g.document
                     WHERE g.family = f.family ORDER BY g.place LIMIT 1), d.id)
                 FROM json_each(?) j JOIN documents d ON d.id = j.value
                 LEFT JOIN families f ON f.document = d.key"""
        return dict(self._db.rows(sql, json.dumps(sorted(set(documents)))))

    def echoes_of(self, attributions: Iterable[str]) -> dict[str, str]:
        """Of these attributions (ids) those that repeat one of an article with the same text, and which."""
        sql = """SELECT a.id, o.id FROM json_each(?) j JOIN attributions a ON a.id = j.value
                 JOIN accounts x ON x.attribution = a.key JOIN attributions o ON o.key = x.echo"""
        return dict(self._db.rows(sql, json.dumps(sorted(set(attributions)))))

    def echoes(self) -> dict[str, str]:
        """For each attribution that was taken over the one that it was taken from; both are ids."""
        sql = """SELECT a.id, o.id FROM accounts x JOIN attributions a ON a.key = x.attribution
                 JOIN attributions o ON o.key = x.echo WHERE x.head = 1"""
        return dict(self._db.rows(sql))


_COLUMNS = """l.relation, l.score, l.sure, l.signal, l.explanation, l."left", l."right", l.left_spans,
    l.right_spans, l.left_stance, l.right_stance"""

_ID_IN_PLACE = len("2031-01-01 0123456789abcdef ") + 1
"""Where the attribution's id begins in the place of an account, counted from 1."""

_MEMBERS = """SELECT x.attribution, x.document, x.place FROM accounts x
              WHERE x.stance IN (SELECT stance FROM claims WHERE claim = ? UNION SELECT ?)"""


def _link(row: Row, said: dict[int, Statement]) -> Link:
    relation, score, sure, signal, why, a, b, left, right, *_ = row
    return Link(Relation(relation), score, signal, why, said[a], said[b], _spans(left), _spans(right), sure)


_EITHER = frozenset({Relation.CONTRADICTS, Relation.UPDATES})


def _also(relations: Sequence[Relation]) -> Sequence[Relation]:
    return sorted({*relations, *_EITHER}) if _EITHER.intersection(relations) else relations


def as_of_now(link: Link) -> Link | None:
    """The link by who is known today to have spoken. What one speaker says against an earlier statement is a
    change of position, and on one day nothing; what two people say is a contradiction."""
    one, two = link.left, link.right
    if link.relation is Relation.CONTRADICTS and one.speaker is not None and one.speaker == two.speaker:
        changed = one.when is not None and two.when is not None and one.when != two.when
        return replace(link, relation=Relation.UPDATES) if changed else None
    people = one.speaker_kind is two.speaker_kind is EntityKind.PERSON
    # "Santorum" may be Rick Santorum although nobody has said so yet; two full names of two people are not.
    named = all(" " in (side.name or "") for side in (one, two))
    if link.relation is Relation.UPDATES and people and named and one.speaker != two.speaker:
        return replace(link, relation=Relation.CONTRADICTS)
    return link


def _confirmed(held: judged.Held, one: Statement, two: Statement) -> Link:
    one, two = sorted((one, two), key=lambda s: (s.when or date.max, s.document, s.id))
    relation = Relation(held.relation)
    why = f"{held.by} has judged that the two {judged.DECIDED[relation][0]}."
    spans = one.content.spans, two.content.spans
    return Link(relation, 1.0, BY_PEOPLE, why, one, two, *spans, None, held.by, held.note)


def _spans(stored: str) -> Spans:
    return tuple(Span(start, end) for start, end in json.loads(stored))
