"""Statements side by side: who affirms, denies or withholds, when, in whose words, and which of them
clash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord import accounts
from onrecord.errors import NotFound
from onrecord.model import Polarity
from onrecord.show.drift import Change, Stretch, changes, drift
from onrecord.show.web.answers import Page, statement_row
from onrecord.store import Record, Statement
from onrecord.store import relations as related
from onrecord.store.links import Link
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


FOR, AGAINST, OPEN = "for", "against", "open"


@dataclass(frozen=True, slots=True)
class Side:
    """A statement with its words cut where they clash with those of the first, and how it stands to what is
    asked about: "for", "against", or "open" where the source withholds itself or nothing tells."""

    statement: Statement
    stretches: tuple[Stretch, ...]
    stance: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What a speaker said on one day from one text: ``copies`` are the same words in copies of its
    article."""

    side: Side
    copies: int


def compare(record: Record, ids: Sequence[str]) -> Page:
    """The statements of these ids, earliest first."""
    found = statements_of(record, ids[:MOST])
    if not found:
        raise NotFound("none of these statements is on record; choose two or more in a search")
    ordered = sorted(found, key=related.by_time)
    title = f"{len(ordered)} statements side by side" if len(ordered) > 1 else "One statement"
    return _page(record, title, ordered, asked=None, against=None)


def claim(record: Record, id: str) -> Page:
    """Everybody who says, denies or withholds what the attribution of that id says."""
    found = related.claim(record, record.attribution(id).id)
    if not found.statements:
        raise NotFound(f"statement {id} is no longer among the current findings")
    asked = next((s for s in found.statements if s.id.startswith(id)), found.statements[0])
    same = [s for s in found.statements if s.id not in found.against]
    return _page(record, _heading(same, asked), found.statements[:MOST], asked=asked, against=found.against)


def _heading(found: Sequence[Statement], asked: Statement) -> str:
    """What the claim is: "340" or "so" says it only where the rest stands, so the fullest wording of up to
    a line is taken."""
    wordings = [" ".join(str(s.content).split()) for s in (asked, *found)]
    return max((w for w in wordings if len(w.split()) <= HEADING), key=len, default=wordings[0])


def _page(
    record: Record,
    title: str,
    ordered: Sequence[Statement],
    *,
    asked: Statement | None,
    against: frozenset[str] | None,
) -> Page:
    origins = related.roots(record, (s.document for s in ordered))
    among = {s.id for s in ordered}
    linked = {
        link
        for s in (ordered if len(ordered) <= EXPLAINED else ())
        for link in related.links_of(record, s.id)
    }
    inside = [link for link in linked if {link.left.id, link.right.id} <= among]
    sides = _sides(ordered, _opposed(ordered, inside) if against is None else against)
    telling = RELATIONS[:2] if len(ordered) > 2 else RELATIONS
    values = {
        **_matrix(sides, origins),
        "sides": sides,
        "changes": _changes(ordered),
        "claim": asked,
        "articles": len(origins),
        "origins": len(set(origins.values())),
        "copied": {id for id, root in origins.items() if id != root},
        "compared": related.compared(record),
        "links": _told([link for link in inside if link.relation in telling]),
        "counted": accounts.counted(record, ordered),
        "decisions": record.links().judgements_on(among),
        "said_by": {s.id: s for s in ordered},
    }
    return Page("compare.html", title, values, ordered, [statement_row(s) for s in ordered])


def _told(links: Sequence[Link]) -> list[tuple[Link, int]]:
    """Of each pair of speakers the surest link of a kind, and how many more there are."""
    best: dict[object, list[Link]] = {}
    for link in sorted(links, key=lambda link: (link.relation, -link.score, link.left.id, link.right.id)):
        who = frozenset(s.speaker or s.id for s in (link.left, link.right))
        best.setdefault((link.relation, who), []).append(link)
    return [(found[0], len(found) - 1) for found in best.values()]


def _opposed(ordered: Sequence[Statement], links: Sequence[Link]) -> frozenset[str]:
    """The statements that stand against the first: those that contradict it or what agrees with it, and of
    those that nothing links the ones with the other polarity."""
    stand = {ordered[0].id: True}
    for _ in ordered:
        for link in links:
            for one, other in ((link.left.id, link.right.id), (link.right.id, link.left.id)):
                if one in stand and other not in stand and link.relation != "updates":
                    stand[other] = stand[one] is (link.relation != "contradicts")
    denied = ordered[0].polarity is Polarity.DENIES
    return frozenset(s.id for s in ordered if not stand.get(s.id, (s.polarity is Polarity.DENIES) is denied))


def _matrix(sides: Sequence[Side], origins: dict[str, str]) -> dict[str, object]:
    """Speakers × days: each cell what that speaker said on that day, once for each independent text."""
    days = list(dict.fromkeys(side.statement.when for side in sides))
    rows: dict[str, dict[object, dict[object, Cell]]] = {}
    for side in sides:
        s = side.statement
        who = s.name or (f"“{s.source}”" if s.source else "A source not named")
        cells = rows.setdefault(who, {}).setdefault(s.when, {})
        key = (origins.get(s.document, s.document), side.stance, " ".join(str(s.content).casefold().split()))
        known = cells.get(key)
        cells[key] = Cell(known.side, known.copies + 1) if known else Cell(side, 0)
    order = {FOR: 0, AGAINST: 1, OPEN: 2}
    first = {who: next(iter(next(iter(days.values())).values())) for who, days in rows.items()}
    matrix = {
        who: {day: list(cells.values()) for day, cells in rows[who].items()}
        for who in sorted(rows, key=lambda who: order[first[who].side.stance])
    }
    stances = [{c.side.stance for cells in days.values() for c in cells} for days in matrix.values()]
    # Who changed position counts on both sides.
    counts = {stance: sum(stance in each for each in stances) for stance in order}
    return {"days": days, "matrix": matrix, "counts": counts}


def _sides(ordered: Sequence[Statement], against: frozenset[str]) -> list[Side]:
    """Of the first statement only what clashes with the second is marked where there are two; with more,
    each of the others is marked against it."""
    first = str(ordered[0].content)
    pairs = [drift(first, str(s.content)) for s in ordered[1:]]
    lead = pairs[0][0] if len(pairs) == 1 else (Stretch(first, False),)
    stretches = [lead, *(right for _, right in pairs)]
    return [Side(s, _legible(each), _stance(s, against)) for s, each in zip(ordered, stretches, strict=True)]


def _stance(s: Statement, against: frozenset[str]) -> str:
    if s.polarity is Polarity.WITHHOLDS:
        return OPEN
    return AGAINST if s.id in against else FOR


def _changes(ordered: Sequence[Statement]) -> tuple[Change, ...]:
    """How the second of two wordings of one quotation drifted from the first; empty where they are too
    unlike for that, or the same."""
    if len(ordered) != 2:
        return ()
    found = changes(*(str(s.content) for s in ordered))
    both = sum(len(each.words) for each in found if each.where == "both")
    everything = sum(len(each.words) for each in found)
    return found if everything > both >= (1 - UNLIKE) * everything else ()


def _legible(stretches: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    words = "".join(each.words for each in stretches)
    clashing = sum(len(each.words) for each in stretches if each.clashes)
    return stretches if clashing <= UNLIKE * len(words) else (Stretch(words, False),)
