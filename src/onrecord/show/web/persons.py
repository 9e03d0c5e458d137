"""The page of one speaker: a timeline that is a picture, names and roles, who quotes them, and all they
said."""

from __future__ import annotations

from datetime import timedelta

from markupsafe import Markup

from onrecord.model import Polarity, Relation
from onrecord.show import timeline
from onrecord.show.terminal.words import day
from onrecord.show.web.addresses import Addresses
from onrecord.show.web.answers import Page, statement_row
from onrecord.show.web.folding import told
from onrecord.show.web.fronts import chains
from onrecord.store import Record
from onrecord.store.listing import listing
from onrecord.store.persons import Person, person, points, polarities, quoting, stretches
from onrecord.store.relations import compared, disputes_of

CLASHES = 8

SAID = 30
"""Statements on one page: each costs a quarter of a millisecond and a kilobyte."""

LINES = 2 * timeline.ROWS
"""Outlets of a speaker that have a line each; a picture of more does not fit a screen."""

UNKNOWN, OTHERS = "outlet not known", "other outlets"

_WORDS = {Polarity.AFFIRMS: "", Polarity.DENIES: "denies, ", Polarity.WITHHOLDS: "would not say, "}


def speaker(record: Record, to: Addresses, id: str, number: int) -> Page:
    """Everything about the entity of that id; ``number`` is the page of its statements. NotFound if there
    is none."""
    who = person(record, id)
    size = who.statements + 1 if to.static else SAID
    found = listing(record, speaker=id, limit=size, offset=(number - 1) * size)
    picture, said = _picture(record, to, who)
    disputes = disputes_of(record, id, limit=CLASHES)
    values = {
        "who": who,
        "told": told(record, found.statements),
        "chains": chains(record, found.statements),
        "polarities": polarities(record, id),
        "outlets": quoting(record, id, limit=10),
        "picture": Markup(picture),
        "legend": [(Markup(svg), words) for svg, words in timeline.legend()],
        "number": number,
        "more": found.more,
        "compared": compared(record),
        "contradictions": disputes[Relation.CONTRADICTS],
        "changes": disputes[Relation.UPDATES],
    }
    data = {"person": who, "timeline": said, "statements": found.statements}
    return Page("person.html", who.name, values, data, [statement_row(s) for s in found.statements])


def _picture(record: Record, to: Addresses, who: Person) -> tuple[str, object]:
    """The timeline and the values that it shows: statement by statement, or of somebody who said a lot in
    columns."""
    title = f"What {who.name} said, by day and outlet"
    said = points(record, who.id) if who.statements <= timeline.SINGLE else ()
    if said and len({p.outlet for p in said}) <= LINES:
        drawn = [
            timeline.Point(
                p.day,
                p.outlet or UNKNOWN,
                p.kind,
                p.polarity,
                p.statements,
                f"{day(p.day)}, {p.outlet or UNKNOWN}: {_WORDS[p.polarity]}{p.kind}",
                "" if to.static else to.statement(p.id, ""),
            )
            for p in said
        ]
        return timeline.timeline(drawn, title=title), said
    span = (who.last - who.first).days + 1 if who.first and who.last else 1
    days = max(1, -(-span // timeline.COLUMNS))
    counted = stretches(record, who.id, days=days, outlets=timeline.ROWS)
    bars = [
        timeline.Bar(s.day, OTHERS if s.others else s.outlet or UNKNOWN, s.polarity, s.statements)
        for s in counted
    ]
    return timeline.columns(bars, days=timedelta(days=days), last=OTHERS, title=title), counted
