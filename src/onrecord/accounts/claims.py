"""Claims: what several say alike, with the independent texts that carry it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.errors import NotFound, UsageError
from onrecord.link.carry import unpack
from onrecord.link.sentences import counted as counted_by
from onrecord.link.words import folded_words
from onrecord.model import Polarity

if TYPE_CHECKING:
    from onrecord.store import Record, Statement
    from onrecord.store.judged import LinkJudgement
    from onrecord.store.links import Links
    from onrecord.store.search import Hit

SHOWN = 1_000
"""Members of a claim that are loaded unless more are asked for; all are counted."""

LISTED = 50
"""Members of each claim of a list that are loaded: enough to name who makes it."""

RANKED = 200
"""Claims with most members that are put in order by their independent texts, so many at a time."""

HEADING = 4
"""Words that say what a claim is; "so" and "that it was" say it of nothing."""

EMPTY = frozenset(
    ["it", "that", "this", "so", "them", "these", "those", "as", "much", "no", "not", "yes", "too"]
)
"""Words that claim nothing where nothing else is said: "regret it", "said so". Who uses them makes no claim
that could be listed, although the words are the same."""

EARLIEST = 20
"""Members of a claim among which its wording is looked for."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Attributions, across documents, whose contents say the same thing.

    ``id`` is the smallest id among them, the same in every record that holds them. ``statements`` are in time
    order, a page of them; ``size`` counts all, ``origins`` the independent texts among their documents (wire
    copies count once), ``first`` and ``last`` are days, None where no document has one. ``wording`` is what
    is claimed in the words of the earliest of them that is no scrap, and ``polarity`` whether those who make
    the claim affirm these words, deny them or leave them open. ``decisions`` are what people
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
    polarity: Polarity = Polarity.AFFIRMS


def claims(
    record: Record, query: str | None = None, *, limit: int = 20, offset: int = 0
) -> tuple[Claim, ...]:
    """Claims, those with most independent texts first, then those with most members: those in which the words
    of ``query`` occur, or all of at least two members, from the one at ``offset`` on. Each comes with its
    first `LISTED` statements.

    Claims without a word that says something (see `EMPTY`) are left out, so that a page may have fewer.
    Without a query the order holds among each `RANKED` claims with most members: a claim has no more
    independent texts than members, and to count the texts of all would take a second for each 1,000 claims.
    """
    links = record.links()
    if query is not None:
        found = ranked(links, set(links.claims_of(told(links, search(record, query))).values()))
        numbers = found[offset : offset + limit]
    else:
        numbers = []
        first = offset - offset % RANKED
        while len(numbers) < limit + offset % RANKED:
            block = links.largest_claims(RANKED, offset=first)
            numbers += ranked(links, block)
            first += RANKED
            if len(block) < RANKED:
                break
        numbers = numbers[offset % RANKED :][:limit]
    listed = (made(record, number, limit=LISTED) for number in numbers)
    return tuple(each for each in listed if not EMPTY.issuperset(folded_words(each.wording)))


def how_many(record: Record) -> int:
    """How many claims there are that several statements make."""
    return record.links().claims_made()


def claim(record: Record, id: str, *, limit: int = SHOWN, offset: int = 0) -> Claim:
    """The claim that an attribution belongs to, by the attribution's id or a unique beginning, with at most
    ``limit`` of its statements from the one at ``offset`` on. NotFound."""
    number = number_of(record, id)
    found = made(record, number, limit=limit, offset=offset)
    decisions = record.links().judgements_on(s.id for s in found.statements)
    return replace(found, decisions=decisions, counted=counted(record, found.statements))


def number_of(record: Record, id: str) -> int:
    """The number of the claim that an attribution belongs to. NotFound."""
    key = record.links().key_of(record.attribution(id).id)
    number = None if key is None else record.links().claims_of([key]).get(key)
    if number is None:
        raise NotFound(f"the attribution {id} is of an older reading; `onrecord claims` lists those of today")
    return number


def counted(record: Record, statements: Iterable[Statement]) -> dict[str, str]:
    """What the bare numbers of statements count, by the id of the statement, in words of the text before it:
    "flooded homes" for "the figure was 340"."""
    found = record.links().bare_numbers(s.id for s in statements)
    said = {id_: counted_by(unpack(value, id=id_, document=document)) for id_, document, value in found}
    return {id_: words for id_, words in said.items() if words}


def made(record: Record, number: int, *, limit: int = SHOWN, offset: int = 0) -> Claim:
    """The claim of a number, with a page of its statements."""
    links = record.links()
    size, origins, id, first, last = links.extent(number)
    shown = links.statements(links.members(number, limit=limit, offset=offset))
    earliest = shown if not offset else links.statements(links.members(number, limit=EARLIEST))
    words = _worded(earliest[:EARLIEST])
    return Claim(
        id,
        size,
        origins,
        _day(first),
        _day(last),
        str(words.content) if words else "",
        tuple(shown),
        polarity=words.polarity if words else Polarity.AFFIRMS,
    )


def search(record: Record, query: str) -> tuple[Hit, ...]:
    """Places with the words of a query. UsageError where it has none."""
    try:
        return record.said(query, limit=SHOWN)
    except UsageError:
        raise UsageError("give at least one word to look for") from None


def told(links: Links, places: Iterable[Hit]) -> set[int]:
    """The keys of the statements among some places."""
    return keys(links, [hit.statement for hit in places if hit.statement is not None])


def keys(links: Links, statements: Iterable[Statement]) -> set[int]:
    """The keys of statements, without those of older readings."""
    return {key for statement in statements if (key := links.key_of(statement.id)) is not None}


def ranked(links: Links, numbers: Iterable[int]) -> list[int]:
    """Claims (numbers) with most independent texts first, then with most members."""
    extents = {number: links.extent(number) for number in numbers}
    return sorted(extents, key=lambda n: (-extents[n][1], -extents[n][0], extents[n][2]))


def _worded(statements: Iterable[Statement]) -> Statement | None:
    said = list(islice(statements, EARLIEST))
    full = (s for s in said if len(str(s.content).split()) >= HEADING)
    return next(full, max(said, key=lambda s: len(str(s.content)), default=None))


def _day(stored: str | None) -> date | None:
    return None if stored is None else date.fromisoformat(stored)
