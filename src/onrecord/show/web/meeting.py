"""The pages that list accounts: claims, contradictions, changes of position, drift, what people decided, and
the answers to a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from onrecord import accounts, judging
from onrecord.errors import NotFound, UsageError
from onrecord.model import Relation
from onrecord.show.drift import Change, changes, shortened
from onrecord.show.table import meeting_row, position_rows
from onrecord.show.terminal.claims import voices
from onrecord.show.web.answers import Page, Row
from onrecord.store import Record, Statement
from onrecord.store.judged import LinkJudgement
from onrecord.store.pages import statements_of
from onrecord.store.persons import person
from onrecord.store.relations import compared

PER_PAGE = 20

LONGEST = 400
"""Characters of a question; see `searching`."""

LISTED = 12
"""Speakers of one answer that are shown before the rest is folded away."""


@dataclass(frozen=True, slots=True)
class Drifted:
    """One quotation in two articles, the words of both as one text, and whether the articles name two
    speakers."""

    drift: accounts.Drift
    changes: tuple[Change, ...]
    two: bool


def claims(record: Record, words: str, number: int, *, size: int = PER_PAGE) -> Page:
    """What several say alike, or what is claimed with these words; the best sourced first."""
    words = _question(words)
    found = accounts.claims(record, words or None, limit=size + 1, offset=(number - 1) * size)
    total = accounts.how_many(record)
    more = len(found) > size if words else total > number * size
    values = {
        "claims": [(each, voices(each)) for each in found[:size]],
        "words": words,
        "number": number,
        "more": more,
        "total": total,
        "compared": compared(record),
    }
    rows = [_claim_row(each) for each in found[:size]]
    return Page("claims.html", "Claims", values, found[:size], rows)


def _claim_row(found: accounts.Claim) -> Row:
    return {
        "id": found.id,
        "wording": found.wording,
        "polarity": found.polarity,
        "statements": found.size,
        "origins": found.origins,
        "first": found.first,
        "last": found.last,
    }


def clashes(record: Record, name: str, number: int, *, size: int = PER_PAGE) -> Page:
    """Contradictions, the surest first; with a name those of that speaker."""
    return _meetings(record, Relation.CONTRADICTS, name, number, size)


def changed(record: Record, name: str, number: int, *, size: int = PER_PAGE) -> Page:
    """Changes of position, the surest first; with a name those of that speaker in time order."""
    return _meetings(record, Relation.UPDATES, name, number, size)


_TITLES = {
    Relation.CONTRADICTS: ("clashes", "Contradictions"),
    Relation.UPDATES: ("changes", "Changes of position"),
}


def _meetings(record: Record, relation: Relation, name: str, number: int, size: int) -> Page:
    name, note = _question(name), ""
    try:
        found = _matters(record, relation, name, (number - 1) * size, size)
    except NotFound as error:
        found, note = accounts.Matters((), False, 0), str(error)
    address, title = _TITLES[relation]
    values = {
        "matters": found.found,
        "number": number,
        "more": found.more,
        "total": found.total,
        "name": name,
        "called": _called(record, name),
        "note": note,
        "address": address,
        "compared": compared(record),
    }
    links = [each.link for each in found.found]
    return Page("meetings.html", title, values, links, [meeting_row(link) for link in links])


def _matters(record: Record, relation: Relation, name: str, offset: int, size: int) -> accounts.Matters:
    if not name:
        return accounts.listed(record, relation, limit=size, offset=offset)
    of = accounts.changes if relation is Relation.UPDATES else accounts.clashes
    links = of(record, name)
    told = accounts.matters(links)
    return accounts.Matters(told[offset : offset + size], len(told) > offset + size, len(links))


def drift(record: Record, name: str, number: int, *, size: int = PER_PAGE) -> Page:
    """Quotations whose words differ between articles, direct ones first."""
    name, note = _question(name), ""
    try:
        first = (number - 1) * size
        found = list(islice(accounts.drifted(record, name or None), first, first + size + 1))
    except NotFound as error:
        found, note = [], str(error)
    shown = [Drifted(d, _changes(d), accounts.two_speakers(d)) for d in found[:size]]
    values = {
        "drifts": shown,
        "number": number,
        "more": len(found) > size,
        "name": name,
        "called": _called(record, name),
        "note": note,
        "compared": compared(record),
    }
    rows = [{"edits": "; ".join(map(str, d.edits)), **meeting_row(d.link)} for d in found[:size]]
    return Page("drift.html", "Drift", values, found[:size], rows)


def _changes(found: accounts.Drift) -> tuple[Change, ...]:
    told = changes(str(found.link.left.content), str(found.link.right.content))
    return tuple(replace(each, words=shortened(each.words)) for each in told)


def decided(record: Record) -> Page:
    """What people decided about claims and relations, last first."""
    found = judging.judgements(record)[::-1]
    ids = [id_ for each in found for _, id_ in (each.left, each.right)]
    said: Mapping[str, Statement] = {s.id: s for s in statements_of(record, ids)}
    return Page(
        "decided.html",
        "Decided by people",
        {"decisions": found, "said_by": said},
        found,
        [_decision_row(each) for each in found],
    )


def _decision_row(found: LinkJudgement) -> Row:
    return {
        "number": found.key,
        "verdict": found.verdict,
        "relation": found.relation,
        "left_document": found.left[0],
        "left": found.left[1],
        "right_document": found.right[0],
        "right": found.right[1],
        "by": found.by,
        "reason": found.note,
        "at": found.at,
        "withdrawn": found.withdrawn,
        "outdated": found.outdated,
    }


def question(record: Record, words: str) -> Page:
    """Who says yes, who says no and who leaves it open, to the claim that has these words."""
    words = _question(words)
    values: dict[str, Any] = {
        "words": words,
        "found": None,
        "note": "",
        "compared": compared(record),
        "listed": LISTED,
    }
    title = f"Who says so: {words}"
    try:
        found = accounts.compare(record, words)
    except NotFound as error:
        return Page("question.html", title, {**values, "note": str(error)}, {"note": str(error)}, [])
    values |= {
        "found": found,
        "answers": _by_answer(found.positions),
        "matters": accounts.matters(found.links),
        "voices": {each.id: voices(each) for each in found.others},
    }
    return Page("question.html", title, values, found, list(position_rows(found.positions)))


def _by_answer(positions: Sequence[accounts.Position]) -> dict[str, list[accounts.Position]]:
    found: dict[str, list[accounts.Position]] = {}
    for each in positions:
        found.setdefault(each.answer, []).append(each)
    return found


def _called(record: Record, name: str) -> str:
    """How somebody is called who was asked for by name or id."""
    try:
        return person(record, name).name if name else ""
    except NotFound:
        return name


def _question(words: str) -> str:
    words = " ".join(words.split())
    if len(words) > LONGEST:
        raise UsageError(
            f"this question has {len(words):,} characters and may have {LONGEST}; take the words that matter"
        )
    return words
