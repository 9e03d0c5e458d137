"""Where accounts meet: what clashes, what changed, what drifted, and every link as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from onrecord.accounts.counts import Counts, Pair, counts
from onrecord.link.quotes import Edit, Fit, same, wording
from onrecord.link.words import folded_words
from onrecord.model import Relation

if TYPE_CHECKING:
    from onrecord.store import Record
    from onrecord.store.links import Link

SMALL = frozenset(
    ["a", "an", "the", "that", "this", "these", "those", "and", "but", "also", "so", "then", "to", "of"]
)
"""Words whose change is no news: a report adds "that" to what was said, "a" became "the". A small word may be
"not", so that length does not tell."""

AHEAD = 8
"""Links read for each matter that is shown: who quarrels does so many times over. In 150 articles of BASIL
there are 1.2 links a matter, in 13 about one event 2.2."""

READ = 10_000
"""Links from which on no more are read for a page; 128 counts of one thing make 8,128."""


@dataclass(frozen=True, slots=True)
class Drift:
    """One quotation that differs between two articles, and how."""

    link: Link
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """A link, and how many more there are between the same two speakers, of the same relation; or, where
    ``numbers`` are given, how many more between all who give these numbers of one thing."""

    link: Link
    more: int
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matters:
    """A page of matters, the surest first. ``more`` says whether others follow; ``total`` is how many links
    of the relation there are, of all matters together."""

    found: tuple[Matter, ...]
    more: bool
    total: int


def changes(record: Record, name: str | None = None) -> tuple[Link, ...]:
    """Positions that a speaker changed, earlier statement left, in time order; of everybody, or of who bears
    the name."""
    return tuple(sorted(_of(record, Relation.UPDATES, name), key=when))


def clashes(record: Record, name: str | None = None) -> tuple[Link, ...]:
    """Contradictions, the surest first; of everybody, or with somebody who bears the name."""
    return surest(_of(record, Relation.CONTRADICTS, name))


def listed(record: Record, relation: Relation, *, limit: int, offset: int = 0) -> Matters:
    """A page of the contradictions, or of the changes of position, of everybody: read from the surest on, and
    no further than the page needs. ``more`` of a matter counts what was read."""
    from onrecord.store.walks import amount
    from onrecord.store.walks import surest as read

    most = (offset + limit) * AHEAD
    while True:
        links, more = read(record, relation, most=most)
        found = matters(links)
        if not more or len(found) > offset + limit or most >= READ:
            break
        # one thing that is counted otherwise by everybody is one matter of thousands of links
        most *= 4
    shown = found[offset : offset + limit]
    return Matters(shown, more or len(found) > offset + limit, max(amount(record, relation), len(links)))


def matters(found: Iterable[Link]) -> tuple[Matter, ...]:
    """Links told once for each pair of speakers and relation: the surest, in the order in which the first of
    each came. Who says one thing in five articles against what another says in four has one quarrel, not
    twenty. Nor have twenty who give twenty numbers of one thing 190: these are one matter."""
    links = list(found)
    told = counts(links)
    gathered: dict[object, list[Link]] = {}
    for link in links:
        together = told.get((link.left.id, link.right.id)) or speakers(link)
        gathered.setdefault((link.relation, together), []).append(link)
    return tuple(_matter(surest(each), told) for each in gathered.values())


def _matter(links: Sequence[Link], told: Mapping[Pair, Counts]) -> Matter:
    first = links[0]
    of_it = told.get((first.left.id, first.right.id))
    return Matter(first, len(links) - 1, of_it.numbers if of_it else ())


def surest(found: Iterable[Link]) -> tuple[Link, ...]:
    """Links that people confirmed first, then by falling score; equal ones in time order."""
    return tuple(sorted(found, key=lambda x: (x.confirmed_by is None, -x.score, *when(x))))


def speakers(link: Link) -> frozenset[str]:
    """By what the two sides of a link are called: names, else the words of the source, else ids."""
    return frozenset(s.name or str(s.source) or s.id for s in (link.left, link.right))


def drift(record: Record) -> tuple[Drift, ...]:
    """Quotations that are not the same words in two articles, with what was dropped, added or replaced, small
    words apart; in time order."""
    return tuple(sorted(drifted(record), key=lambda d: when(d.link)))


def drifted(record: Record, name: str | None = None) -> Iterator[Drift]:
    """The same, one by one as they are read: those between direct quotations first; of everybody, or of who
    bears the name. NotFound."""
    from onrecord.store.walks import varied

    for link in map(_as_published, varied(record, Fit.WHOLE, _bearers(record, name))):
        sides = [
            wording(record.document(side.document).text, side.content.spans)
            for side in (link.left, link.right)
        ]
        alignment = same(*sides)
        edits = tuple(filter(_tells, alignment.edits)) if alignment is not None else ()
        if edits:
            yield Drift(link, edits)


def _as_published(link: Link) -> Link:
    """With the article that was published first on the left: words drift from one article to the next,
    whenever they were said."""
    first, second = link.left.published, link.right.published
    if first is None or second is None or first <= second:
        return link
    left, right = link.right_spans, link.left_spans
    return replace(link, left=link.right, right=link.left, left_spans=left, right_spans=right)


def two_speakers(found: Drift) -> bool:
    """Whether two articles give one quotation to two: not where they only call the speaker otherwise
    ("Ms. Rice", "Susan E. Rice")."""
    left, right = found.link.left, found.link.right
    if left.name is None or right.name is None or left.speaker == right.speaker:
        return False
    return folded_words(left.name)[-1:] != folded_words(right.name)[-1:]


def links(record: Record, *relations: Relation) -> Iterator[dict[str, object]]:
    """Every link as plain values: relation, score, how sure (the calibrated probability that it is right,
    None where no model says), explanation, signal, who has confirmed it and why (None where nobody has), and
    on each side the document, the attribution (ids as in ``onrecord export``) and the spans that it rests
    on. They come by the documents of their left sides, after those that people alone have found."""
    from onrecord.store.walks import walk

    for link in walk(record, *relations):
        sides = ((link.left, link.left_spans), (link.right, link.right_spans))
        left, right = (
            {
                "document": side.document,
                "attribution": side.id,
                "spans": [[span.start, span.end] for span in spans],
            }
            for side, spans in sides
        )
        yield {
            "relation": str(link.relation),
            "score": link.score,
            "sure": link.sure,
            "explanation": link.explanation,
            "signal": link.signal,
            "confirmed_by": link.confirmed_by,
            "note": link.note,
            "left": left,
            "right": right,
        }


def when(link: Link) -> tuple[date, date, str, str]:
    """What links are put in time order by; a side without a day comes last."""
    return link.left.when or date.max, link.right.when or date.max, link.left.id, link.right.id


def _of(record: Record, relation: Relation, name: str | None) -> tuple[Link, ...]:
    from onrecord.store.walks import disputes

    bearers = _bearers(record, name)
    return record.links().links(relation) if bearers is None else disputes(record, relation, bearers)


def _bearers(record: Record, name: str | None) -> list[str] | None:
    from onrecord.store.walks import bearers

    return None if name is None else bearers(record, name)


def _tells(edit: Edit) -> bool:
    return not SMALL.issuperset(folded_words(f"{edit.left_words} {edit.right_words}"))
