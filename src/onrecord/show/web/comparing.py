"""Statements side by side: who affirms, denies or withholds, when, in whose words, and which of them
clash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.errors import NotFound
from onrecord.show.drift import Stretch, drift
from onrecord.show.web.answers import Page, statement_row
from onrecord.store import Record, Statement
from onrecord.store import relations as related
from onrecord.store.pages import statements_of

MOST = 60
"""Statements on one page: a matrix of more does not fit a screen."""


EXPLAINED = 24
"""Statements whose links are told in sentences; among more they would be a page of their own."""

HEADING = 20
"""Words of a wording that can stand as a heading."""

UNLIKE = 0.6
"""Where a larger share of the words clashes, nothing is gained by marking nearly all of them."""

RELATIONS = ("contradicts", "updates", "agrees", "same_quote")


@dataclass(frozen=True, slots=True)
class Side:
    """A statement with its words cut where they clash with those of the first."""

    statement: Statement
    stretches: tuple[Stretch, ...]


def compare(record: Record, ids: Sequence[str]) -> Page:
    """The statements of these ids, earliest first."""
    found = statements_of(record, ids[:MOST])
    if not found:
        raise NotFound("none of these statements is on record; choose two or more in a search")
    ordered = sorted(found, key=related.by_time)
    title = f"{len(ordered)} statements side by side" if len(ordered) > 1 else "One statement"
    return _page(record, title, ordered, of_claim=None)


def claim(record: Record, id: str) -> Page:
    """Everybody who says, denies or withholds what the attribution of that id says."""
    found = related.claim(record, record.attribution(id).id)
    if not found:
        raise NotFound(f"statement {id} is no longer among the current findings")
    asked = next((s for s in found if s.id.startswith(id)), found[0])
    return _page(record, _heading(found, asked), found[:MOST], of_claim=asked)


def _heading(found: Sequence[Statement], asked: Statement) -> str:
    """What the claim is: "340" or "so" says it only where the rest stands, so the fullest wording of up to
    a line is taken."""
    wordings = [" ".join(str(s.content).split()) for s in (asked, *found)]
    return max((w for w in wordings if len(w.split()) <= HEADING), key=len, default=wordings[0])


def _page(record: Record, title: str, ordered: Sequence[Statement], of_claim: Statement | None) -> Page:
    origins = related.roots(record, (s.document for s in ordered))
    among = {s.id for s in ordered}
    asked = ordered if len(ordered) <= EXPLAINED else ()
    links = {link for s in asked for link in related.links_of(record, s.id)}
    telling = RELATIONS[:2] if len(ordered) > 2 else RELATIONS
    values = {
        **_matrix(ordered),
        "sides": _sides(ordered),
        "claim": of_claim,
        "articles": len(origins),
        "origins": len(set(origins.values())),
        "copied": {id for id, root in origins.items() if id != root},
        "compared": related.compared(record),
        "links": sorted(
            (link for link in links if {link.left.id, link.right.id} <= among and link.relation in telling),
            key=lambda link: (link.relation, -link.score, link.left.id, link.right.id),
        ),
    }
    return Page("compare.html", title, values, ordered, [statement_row(s) for s in ordered])


def _matrix(ordered: Sequence[Statement]) -> dict[str, object]:
    """Speakers × days: each cell the statements that speaker made on that day."""
    days = list(dict.fromkeys(s.when for s in ordered))
    rows: dict[str, dict[object, list[Statement]]] = {}
    for s in ordered:
        who = s.name or (f"“{s.source}”" if s.source else "No source named")
        rows.setdefault(who, {}).setdefault(s.when, []).append(s)
    return {"days": days, "matrix": rows}


def _sides(ordered: Sequence[Statement]) -> list[Side]:
    """Of the first statement only what clashes with the second is marked where there are two; with more,
    each of the others is marked against it."""
    first = str(ordered[0].content)
    pairs = [drift(first, str(s.content)) for s in ordered[1:]]
    lead = pairs[0][0] if len(pairs) == 1 else (Stretch(first, False),)
    sides = [lead, *(right for _, right in pairs)]
    return [Side(s, _legible(stretches)) for s, stretches in zip(ordered, sides, strict=True)]


def _legible(stretches: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    words = "".join(each.words for each in stretches)
    clashing = sum(len(each.words) for each in stretches if each.clashes)
    return stretches if clashing <= UNLIKE * len(words) else (Stretch(words, False),)
