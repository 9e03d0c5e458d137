"""The verbs over accounts: claims, who says yes and who no, what changed, what drifted, and every link.

Each takes an open record whose documents have been linked (see `linked`), and gives values that the command
line prints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from os import PathLike
from typing import TYPE_CHECKING

from onrecord.errors import NotFound, RecordReadOnly, UsageError
from onrecord.link.carry import unpack
from onrecord.link.quotes import Edit, Fit, same, wording
from onrecord.link.sentences import counted as counted_by
from onrecord.link.update import Told, update
from onrecord.link.words import fold, folded_words
from onrecord.link.workers import workers
from onrecord.model import Polarity, Relation

if TYPE_CHECKING:
    from onrecord.store import Record, Statement
    from onrecord.store.judged import LinkJudgement
    from onrecord.store.links import Link, Links
    from onrecord.store.search import Hit

SMALL = frozenset(
    ["a", "an", "the", "that", "this", "these", "those", "and", "but", "also", "so", "then", "to", "of"]
)
"""Words whose change is no news: a report adds "that" to what was said, "a" became "the". A small word may be
"not", so that length does not tell."""

SHOWN = 1_000
"""Members of a claim that are loaded unless more are asked for; all are counted."""

NEARBY = 100
"""Articles with the words of a question in which statements are looked for that are about them, and say only
a number."""

HEADING = 4
"""Words that say what a claim is; "so" and "that it was" say it of nothing."""

EARLIEST = 20
"""Members of a claim among which its wording is looked for."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Attributions, across documents, whose contents say the same thing.

    ``id`` is the smallest id among them, the same in every record that holds them. ``statements`` are in time
    order, a page of them; ``size`` counts all, ``origins`` the independent texts among their documents (wire
    copies count once), ``first`` and ``last`` are days, None where no document has one. ``wording`` is what
    is claimed in the words of the earliest of them that is no scrap. ``decisions`` are what people
    have judged of the statements on this page, or of others in the same words, ``counted`` what their bare
    numbers count, by the id of the statement.
    """

    id: str
    size: int
    origins: int
    first: date | None
    last: date | None
    wording: str
    statements: tuple[Statement, ...]
    decisions: tuple[LinkJudgement, ...] = ()
    counted: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Position:
    """What one speaker holds: ``yes``, ``no``, ``withholds``, or ``also`` for what has the words and takes no
    side; the statements in time order, the independent texts that carry them, and the first and last day."""

    answer: str
    name: str
    statements: tuple[Statement, ...]
    origins: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Who says what to a question: the claim that it is about, the positions, and the links between them,
    the surest first. ``counted`` says what bare numbers count, by the id of the statement."""

    claim: Claim | None
    positions: tuple[Position, ...]
    links: tuple[Link, ...]
    counted: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drift:
    """One quotation that differs between two articles, and how."""

    link: Link
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """A link, and how many more there are between the same two speakers, of the same relation."""

    link: Link
    more: int


@contextmanager
def linked(record: str | PathLike[str], *, told: Told | None = None, jobs: int = 1) -> Iterator[Record]:
    """The record at a path, with every document linked; one that cannot be written shows what it has.

    ``told`` hears how many documents of how many are linked. ``jobs`` is in how many processes accounts are
    compared, which only a program that can be started anew by name may set (see `link.workers`).
    """
    from onrecord.store import open_record

    try:
        with open_record(record) as opened:
            with workers(jobs) as mapped:
                for failure in update(opened.links(), mapped=mapped, told=told):
                    opened.fail(failure)
            yield opened
            return
    except RecordReadOnly:
        pass
    with open_record(record, readonly=True) as opened:
        yield opened


def claims(record: Record, query: str | None = None, *, limit: int = 20) -> tuple[Claim, ...]:
    """Claims with most members first: those in which the words of ``query`` occur, or all of at least two."""
    links = record.links()
    if query is None:
        numbers: Iterable[int] = links.largest_claims(limit)
    else:
        numbers = set(links.claims_of(_told(links, _found(record, query))).values())
    found = [_claim(record, number) for number in numbers]
    return tuple(sorted(found, key=lambda c: (-c.size, c.id))[:limit])


def claim(record: Record, id: str, *, limit: int = SHOWN, offset: int = 0) -> Claim:
    """The claim that an attribution belongs to, by the attribution's id or a unique beginning, with at most
    ``limit`` of its statements from the one at ``offset`` on. NotFound."""
    key = record.links().key_of(record.attribution(id).id)
    number = None if key is None else record.links().claims_of([key]).get(key)
    if number is None:
        raise NotFound(f"the attribution {id} is of an older reading; `onrecord claims` lists those of today")
    found = _claim(record, number, limit=limit, offset=offset)
    decisions = record.links().judgements_on(s.id for s in found.statements)
    return replace(found, decisions=decisions, counted=counted(record, found.statements))


def compare(record: Record, query: str) -> Comparison:
    """Who says yes, who says no and who leaves it open, to the claim that most of what is found is of.

    Found is what has the words, and what says a number alone of something that the text before it names ("the
    figure was 340"). Of a claim with more than `SHOWN` members the earliest are told.
    """
    links = record.links()
    places = _found(record, query)
    hits = sorted({*_told(links, places), *_numbers_of(links, query, places)})
    if not hits:
        raise NotFound(f"nobody on record said anything with the words {query!r}")
    number = _main(links, hits)
    main = set(links.members(number, limit=SHOWN))
    between = links.links(Relation.CONTRADICTS, Relation.UPDATES, among=sorted(main))
    opposed = _keys(links, (s for link in between for s in (link.left, link.right))) - main
    against = {
        key
        for other in sorted(set(links.claims_of(opposed).values()) - {number})
        for key in links.members(other, limit=SHOWN)
    }
    sides: dict[str, set[int]] = {"yes": set(), "no": set(), "withholds": set(), "also": set()}
    for statement, key in _said(links, main):
        sides[_answer(statement.polarity)].add(key)
    for statement, key in _said(links, against | opposed):
        sides["withholds" if statement.polarity is Polarity.WITHHOLDS else "no"].add(key)
    for statement, key in _said(links, set(hits) - main - against - opposed):
        sides["withholds" if statement.polarity is Polarity.WITHHOLDS else "also"].add(key)
    positions = tuple(p for answer, keys in sides.items() for p in _positions(record, answer, sorted(keys)))
    said = counted(record, (s for position in positions for s in position.statements))
    return Comparison(_claim(record, number), positions, surest(between), said)


def _main(links: Links, hits: Sequence[int]) -> int:
    """The number of the claim that a question is about: the one with most clashes, then of most hits."""
    claims = links.claims_of(hits)
    clashing = links.links(Relation.CONTRADICTS, Relation.UPDATES, among=hits)
    sides = [key for link in clashing for key in _keys(links, (link.left, link.right))]
    clashes = Counter(number for number in links.claims_of(sides).values())
    met = Counter(claims.values())
    weighed = {number: (clashes[number], count) for number, count in met.items()}
    best = max(weighed.values())
    few = [number for number, weight in weighed.items() if weight == best]
    extents = {n: links.extent(n) for n in few}
    return min(few, key=lambda n: (-extents[n][0], extents[n][3] or "9999", extents[n][2]))


def _numbers_of(links: Links, query: str, places: Iterable[Hit]) -> set[int]:
    """The keys of statements that say a bare number, of which the text before it says what it counts (see
    `onrecord.link.accounts`), where that has the words."""
    documents = list(dict.fromkeys(hit.document for hit in places))[:NEARBY]
    wanted = [(fold(word.rstrip("*")), word.endswith("*")) for word in query.translate(_QUOTES).split()]
    found = set()
    for key, value in links.values_of(documents):
        reading = unpack(value, id="", document="").reading
        if not reading.context:
            continue
        spans = (*reading.context, *reading.content)
        there = {word for span in spans for word in folded_words(reading.text, span)}
        if all(w in there or (begins and any(t.startswith(w) for t in there)) for w, begins in wanted):
            found.add(key)
    return found


_QUOTES = str.maketrans(dict.fromkeys('"“”„«»', " "))


def _said(links: Links, keys: Iterable[int]) -> Iterator[tuple[Statement, int]]:
    ordered = sorted(keys)
    yield from zip(links.statements(ordered), ordered, strict=True)


def counted(record: Record, statements: Iterable[Statement]) -> dict[str, str]:
    """What the bare numbers of statements count, by the id of the statement, in words of the text before it:
    "flooded homes" for "the figure was 340"."""
    found = record.links().bare_numbers(s.id for s in statements)
    told = {id_: counted_by(unpack(value, id=id_, document=document)) for id_, document, value in found}
    return {id_: words for id_, words in told.items() if words}


def changes(record: Record, name: str | None = None) -> tuple[Link, ...]:
    """Positions that a speaker changed, earlier statement left; of everybody, or of who bears the name."""
    from onrecord.store.walks import disputes

    if name is None:
        found = record.links().links(Relation.UPDATES)
    else:
        bearers = {s.speaker for s in record.who(name)}
        found = disputes(record, Relation.UPDATES, sorted(filter(None, bearers)))
    return tuple(sorted(found, key=when))


def clashes(record: Record) -> tuple[Link, ...]:
    """Contradictions, the surest first."""
    return surest(record.links().links(Relation.CONTRADICTS))


def matters(found: Iterable[Link]) -> tuple[Matter, ...]:
    """Links told once for each pair of speakers and relation: the surest, in the order in which the first of
    each came. Who says one thing in five articles against what another says in four has one quarrel, not
    twenty."""
    gathered: dict[object, list[Link]] = {}
    for link in found:
        gathered.setdefault((link.relation, speakers(link)), []).append(link)
    return tuple(Matter(surest(links)[0], len(links) - 1) for links in gathered.values())


def surest(found: Iterable[Link]) -> tuple[Link, ...]:
    """Links that people confirmed first, then by falling score; equal ones in time order."""
    return tuple(sorted(found, key=lambda x: (x.confirmed_by is None, -x.score, *when(x))))


def speakers(link: Link) -> frozenset[str]:
    """By what the two sides of a link are called: names, else the words of the source, else ids."""
    return frozenset(s.name or str(s.source) or s.id for s in (link.left, link.right))


def drift(record: Record) -> tuple[Drift, ...]:
    """Quotations that are not the same words in two articles, with what was dropped, added or replaced, small
    words apart."""
    from onrecord.store.walks import varied

    found = []
    for link in varied(record, Fit.WHOLE):
        sides = [
            wording(record.document(side.document).text, side.content.spans)
            for side in (link.left, link.right)
        ]
        alignment = same(*sides)
        edits = tuple(filter(_tells, alignment.edits)) if alignment is not None else ()
        if edits:
            found.append(Drift(link, edits))
    return tuple(sorted(found, key=lambda d: when(d.link)))


def _tells(edit: Edit) -> bool:
    return not SMALL.issuperset(folded_words(f"{edit.left_words} {edit.right_words}"))


def links(record: Record, *relations: Relation) -> Iterator[dict[str, object]]:
    """Every link as plain values: relation, score, explanation, signal, who has confirmed it and why (None
    where nobody has), and on each side the document, the attribution (ids as in ``onrecord export``) and the
    spans that it rests on. They come by the documents of their left sides, after those that people alone have
    found."""
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


def _answer(polarity: Polarity) -> str:
    return {Polarity.AFFIRMS: "yes", Polarity.DENIES: "no", Polarity.WITHHOLDS: "withholds"}[polarity]


def _found(record: Record, query: str) -> tuple[Hit, ...]:
    try:
        return record.said(query, limit=SHOWN)
    except UsageError:
        raise UsageError("give at least one word to look for") from None


def _told(links: Links, places: Iterable[Hit]) -> set[int]:
    return _keys(links, [hit.statement for hit in places if hit.statement is not None])


def _keys(links: Links, statements: Iterable[Statement]) -> set[int]:
    return {key for statement in statements if (key := links.key_of(statement.id)) is not None}


def _claim(record: Record, number: int, *, limit: int = SHOWN, offset: int = 0) -> Claim:
    links = record.links()
    size, origins, id, first, last = links.extent(number)
    shown = links.statements(links.members(number, limit=limit, offset=offset))
    earliest = shown if not offset else links.statements(links.members(number, limit=EARLIEST))
    return Claim(id, size, origins, _day(first), _day(last), _wording(earliest[:EARLIEST]), tuple(shown))


def _wording(statements: Iterable[Statement]) -> str:
    said = [str(s.content) for s in statements]
    return next((words for words in said if len(words.split()) >= HEADING), max(said, key=len, default=""))


def _day(stored: str | None) -> date | None:
    return None if stored is None else date.fromisoformat(stored)


def _in_time(statements: Iterable[Statement]) -> list[Statement]:
    return sorted(statements, key=lambda s: (s.when or date.max, s.published or date.max, s.document, s.id))


def _origins(record: Record, statements: Iterable[Statement]) -> int:
    """Independent texts: articles with one text in common count as one."""
    return len(set(record.links().texts_of(s.document for s in statements).values()))


def _positions(record: Record, answer: str, keys: Sequence[int]) -> Iterator[Position]:
    by_speaker: dict[str, list[Statement]] = {}
    for statement in _in_time(record.links().statements(keys)):
        by_speaker.setdefault(statement.speaker or statement.id, []).append(statement)
    for said in by_speaker.values():
        days = [s.when for s in said if s.when is not None]
        first, last = min(days, default=None), max(days, default=None)
        name = said[0].name or str(said[0].source) or "a source not named"
        yield Position(answer, name, tuple(said), _origins(record, said), first, last)
