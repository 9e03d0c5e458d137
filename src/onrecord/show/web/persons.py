"""The page of one speaker: a timeline that is a picture, names and roles, who quotes them, and all they
said."""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup

from onrecord.model import Polarity, Relation
from onrecord.show import timeline
from onrecord.show.terminal.words import day
from onrecord.show.web.addresses import Addresses
from onrecord.show.web.answers import Page, statement_row
from onrecord.show.web.fronts import PER_PAGE, chains
from onrecord.store import Record
from onrecord.store.pages import Point, newest, person, points
from onrecord.store.relations import compared, links_of_speaker

CLASHES = 8

_WORDS = {Polarity.AFFIRMS: "", Polarity.DENIES: "denies, ", Polarity.WITHHOLDS: "would not say, "}


def speaker(record: Record, to: Addresses, id: str, number: int) -> Page:
    """Everything about the entity of that id; ``number`` is the page of its statements. NotFound if there
    is none."""
    who = person(record, id)
    said = points(record, id)
    size = None if to.static else PER_PAGE
    found = newest(record, speaker=id, limit=size + 1 if size else 100_000, offset=(number - 1) * (size or 0))
    statements, more = found[:size], bool(size) and len(found) > PER_PAGE
    values = {
        "who": who,
        "statements": statements,
        "chains": chains(record, statements),
        "total": sum(point.statements for point in said) if said else len(found),
        "first": said[0].day if said else None,
        "last": said[-1].day if said else None,
        "kinds": _counted(said, "kind"),
        "polarities": _counted(said, "polarity"),
        "outlets": _counted(said, "outlet"),
        "picture": Markup(_picture(said, to, who.name)),
        "legend": [(Markup(svg), words) for svg, words in timeline.legend()],
        "number": number,
        "more": more,
        "compared": compared(record),
        "contradictions": links_of_speaker(record, id, Relation.CONTRADICTS, limit=CLASHES),
        "changes": links_of_speaker(record, id, Relation.UPDATES, limit=CLASHES),
    }
    data = {"person": who, "timeline": said, "statements": statements}
    return Page("person.html", who.name, values, data, [statement_row(s) for s in statements])


def _counted(said: tuple[Point, ...], name: str) -> list[tuple[str | None, int]]:
    counts: Counter[str | None] = Counter()
    for point in said:
        counts[getattr(point, name)] += point.statements
    return counts.most_common()


def _picture(said: tuple[Point, ...], to: Addresses, name: str) -> str:
    drawn = [
        timeline.Point(
            p.day,
            p.outlet or "outlet not known",
            p.kind,
            p.polarity,
            p.statements,
            f"{day(p.day)}, {p.outlet or 'outlet not known'}: {_WORDS[p.polarity]}{p.kind}",
            "" if to.static else to.statement(p.id, ""),
        )
        for p in said
    ]
    return timeline.timeline(drawn, title=f"What {name} said, by day and outlet")
