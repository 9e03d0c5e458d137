"""What a summary tells of accounts: each quarrel, change and drift once, the surest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.accounts import Drift, changes, clashes, counts, drift, speakers, surest, when
from onrecord.model import Kind

if TYPE_CHECKING:
    from onrecord.store import Record
    from onrecord.store.links import Link


@dataclass(frozen=True, slots=True)
class Highlights:
    """What a summary tells of accounts: contradictions and changed positions, each matter once; quotations
    that drifted, those in quotation marks first; and who copied whose text."""

    clashes: tuple[Link, ...]
    changes: tuple[Link, ...]
    drift: tuple[Drift, ...]
    copies: tuple[tuple[str, str], ...]


def highlights(record: Record) -> Highlights:
    """Where accounts clash, changed, drifted and were copied; each matter once, the surest first.

    ``copies`` are pairs of outlets: who copied, and whose text it is in the end.
    """
    outlets = {c.document: c.root for c in record.links().copies()}
    named = {id: record.document(id).outlet or id for pair in outlets.items() for id in pair}
    return Highlights(
        clashes=_each_once(clashes(record)),
        changes=_each_once(changes(record)),
        drift=_quoted_first(drift(record)),
        copies=tuple((named[copy], named[root]) for copy, root in sorted(outlets.items())),
    )


def _quoted_first(found: Iterable[Drift]) -> tuple[Drift, ...]:
    """Drift between direct quotations before the rest; each change of a speaker's words once."""
    best: dict[object, Drift] = {}
    for each in found:
        best.setdefault((each.link.left.name, str(each.edits[0])), each)
    kinds = {
        id(d): sum(s.kind is not Kind.DIRECT for s in (d.link.left, d.link.right)) for d in best.values()
    }
    return tuple(sorted(best.values(), key=lambda d: (kinds[id(d)], when(d.link))))


def _each_once(found: Iterable[Link]) -> tuple[Link, ...]:
    """Of the links between the same two speakers by one kind of signal, or of all who count one thing
    otherwise, the surest one; numbers first, which nobody has to take our word for."""
    links = surest(found)
    told = counts(links)
    best: dict[object, Link] = {}
    for link in links:
        together = told.get((link.left.id, link.right.id)) or speakers(link)
        best.setdefault((together, link.signal in ("number", "time")), link)
    return tuple(sorted(best.values(), key=lambda x: (x.signal != "number", -x.score, *when(x))))
