"""Statements side by side: who affirms, denies or withholds, when, in whose words, and which of them
clash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord import accounts
from onrecord.errors import NotFound
from onrecord.model import Polarity
from onrecord.show.drift import Change, Stretch, changes, drift, shortened
from onrecord.show.web.answers import Page, statement_row
from onrecord.show.web.rendering import begun, unquoted
from onrecord.store import Record, Statement
from onrecord.store import relations as related
from onrecord.store.links import Link
from onrecord.store.pages import statements_of

MOST = 60
"""Statements on one page: a matrix of more does not fit a screen."""

ACROSS = 8
"""Days that fit side by side; more are told from top to bottom."""

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


def claim(record: Record, id: str, number: int = 1, *, size: int = MOST) -> Page:
    """Everybody who says, denies or withholds what the attribution of that id says; of a claim that many make
    a page of ``size``, with who contradicts these."""
    asked = record.attribution(id)
    found = related.claim(record, asked.id, limit=size, offset=(number - 1) * size)
    if not found.statements:
        gone = f"statement {id} is no longer among the current findings"
        raise NotFound(f"this claim has {found.size:,} statements, fewer pages" if found.size else gone)
    same = [s for s in found.statements if s.id not in found.against]
    worded = _worded(same, asked)
    page = _page(
        record,
        begun(unquoted(str(worded.content))),
        found.statements[: 2 * size],
        asked=asked,
        against=found.against,
        denied=worded.polarity is Polarity.DENIES,
    )
    values = {
        **page.values,
        "size": found.size,
        "sources": found.origins,
        "number": number,
        "more": found.size > number * size,
    }
    return replace(page, values=values)


def _worded(found: Sequence[Statement], asked: Statement) -> Statement:
    """The statement that says what the claim is: "340" or "so" says it only where the rest stands, so the
    fullest wording of up to a line is taken."""
    among = [s for s in (asked, *found) if len(str(s.content).split()) <= HEADING]
    return max(among, key=lambda s: len(" ".join(str(s.content).split())), default=asked)


def _page(
    record: Record,
    title: str,
    ordered: Sequence[Statement],
    *,
    asked: Statement | None,
    against: frozenset[str] | None,
    denied: bool = False,
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
        "denied": denied,
        "articles": len(origins),
        "origins": len(set(origins.values())),
        "copied": {id for id, root in origins.items() if id != root},
        "compared": related.compared(record),
        "links": _told([link for link in inside if link.relation in telling]),
        "counted": accounts.counted(record, ordered),
        "decisions": record.links().judgements_on(among),
        "said_by": {s.id: s for s in ordered},
        "parted": _parted(record, ordered, asked),
        "size": len(ordered),
        "sources": len(set(origins.values())),
        "number": 1,
        "more": False,
    }
    return Page("compare.html", title, values, ordered, [statement_row(s) for s in ordered])


def _parted(record: Record, found: Sequence[Statement], asked: Statement | None) -> set[str]:
    """The ids of the statements that a person could part from the one that is asked about: those in other
    words."""
    if asked is None:
        return set()
    stances = record.links().stances_of([asked.id, *(s.id for s in found)])
    return {id_ for id_, stance in stances.items() if stance != stances.get(asked.id)}


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
    """Speakers × days: each cell what that speaker said on that day, once for each independent text; and the
    same day by day, which is narrower where there are many days."""
    days = list(dict.fromkeys(side.statement.when for side in sides))
    rows: dict[str, dict[object, dict[object, Cell]]] = {}
    names: dict[str, str] = {}
    for side in sides:
        s = side.statement
        who = s.speaker or str(s.source).casefold()
        name = s.name or (f"“{s.source}”" if s.source else "A source not named")
        names[who] = max(names.get(who, ""), name, key=len)
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
    by_day = {
        day: {
            stance: [
                (names[who], c)
                for who, of in matrix.items()
                for c in of.get(day, ())
                if c.side.stance == stance
            ]
            for stance in order
        }
        for day in (days if len(days) > ACROSS else ())
    }
    table = [(names[who], cells) for who, cells in matrix.items()]
    return {"days": days, "matrix": table, "counts": counts, "by_day": by_day}


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
    if not everything > both >= (1 - UNLIKE) * everything:
        return ()
    return tuple(replace(each, words=shortened(each.words)) for each in found)


def _legible(stretches: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    words = "".join(each.words for each in stretches)
    clashing = sum(len(each.words) for each in stretches if each.clashes)
    kept = stretches if clashing <= UNLIKE * len(words) else (Stretch(words, False),)
    return tuple(replace(each, words=shortened(each.words)) for each in kept)
