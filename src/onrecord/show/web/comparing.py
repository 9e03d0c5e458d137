"""Statements side by side: who affirms, denies or withholds, when, in whose words, and which of them
clash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.errors import NotFound
from onrecord.show.drift import Stretch, drift
from onrecord.show.web.accounts import accounts_of
from onrecord.show.web.answers import Page, statement_row
from onrecord.store import Record, Statement
from onrecord.store.pages import statements_of

MOST = 60
"""Statements on one page: a matrix of more does not fit a screen."""


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
    ordered = sorted(found, key=_time)
    title = f"{len(ordered)} statements side by side" if len(ordered) > 1 else "One statement"
    values = {
        **_matrix(ordered),
        "sides": _sides(ordered),
        "claim": None,
        "origins": len({s.document for s in ordered}),
    }
    return Page("compare.html", title, values, ordered, [statement_row(s) for s in ordered])


def claim(record: Record, id: str) -> Page:
    """Everybody who says, denies or withholds the same thing."""
    found = accounts_of(record).claim(id)
    if found is None:
        raise NotFound(f"there is no claim {id!r} on record")
    ordered = sorted(found.statements, key=_time)[:MOST]
    independent = {found.origins.get(s.document, s.document) for s in found.statements}
    values = {**_matrix(ordered), "sides": _sides(ordered), "claim": found, "origins": len(independent)}
    return Page("compare.html", found.words, values, found, [statement_row(s) for s in found.statements])


def _time(s: Statement) -> tuple[bool, str, str, int]:
    when = s.when
    return when is None, when.isoformat() if when else "", s.document, s.content.spans[0].start


def _matrix(ordered: Sequence[Statement]) -> dict[str, object]:
    """Speakers × days: each cell the statements that speaker made on that day."""
    days = list(dict.fromkeys(s.when for s in ordered))
    rows: dict[str, dict[object, list[Statement]]] = {}
    for s in ordered:
        rows.setdefault(
            s.name or f"“{s.source}”" if s.source or s.name else "No source named", {}
        ).setdefault(s.when, []).append(s)
    return {"days": days, "matrix": rows}


def _sides(ordered: Sequence[Statement]) -> list[Side]:
    first = str(ordered[0].content)
    if len(ordered) == 1:
        return [Side(ordered[0], (Stretch(first, False),))]
    pairs = [drift(first, str(s.content)) for s in ordered[1:]]
    # Of the first statement only what clashes with the second is marked where there are two; with more,
    # each of the others is marked against it.
    lead = pairs[0][0] if len(pairs) == 1 else (Stretch(first, False),)
    return [Side(ordered[0], lead)] + [
        Side(s, right) for s, (_, right) in zip(ordered[1:], pairs, strict=True)
    ]
