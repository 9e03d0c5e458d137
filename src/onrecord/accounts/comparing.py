"""Who says yes to a claim, who says no, and who leaves it open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.accounts.claims import LISTED, SHOWN, Claim, counted, keys, made, number_of, search, told
from onrecord.accounts.claims import ranked as ranked_claims
from onrecord.accounts.meetings import surest
from onrecord.errors import NotFound
from onrecord.link.carry import unpack
from onrecord.link.words import fold, folded_words
from onrecord.model import Polarity, Relation, SourceType, Spans

if TYPE_CHECKING:
    from onrecord.store import Record, Statement
    from onrecord.store.links import Link, Links
    from onrecord.store.search import Hit

NEARBY = 100
"""Articles with the words of a question in which statements are looked for that are about them, and say only
a number."""

OTHERS = 5
"""Further claims with the words of a question that are named."""

SOON = timedelta(days=31)
"""How far from what a claim's statements say somebody may leave it open who is not linked to it. In 150
articles of BASIL "wall" has people of 2019 who would not pay for one beside a claim of 2016."""

ANSWERS = ("yes", "no", "withholds", "also")

_SMALL = frozenset(
    {"a", "an", "and", "as", "at", "be", "by", "for", "from", "had", "has", "have", "in", "is", "it", "its"}
    | {"of", "on", "or", "that", "the", "to", "was", "with"}
)
"""Words that two contents share by chance."""

_SENTENCE = re.compile(r"(?<=[.!?;])[\"'”’»]*\s+")
_QUOTES = str.maketrans(dict.fromkeys('"“”„«»', " "))

Wanted = Callable[[Iterable[str]], bool]
"""Whether the words of a question are among folded words: any of them."""


@dataclass(frozen=True, slots=True)
class Position:
    """What one speaker holds: ``yes``, ``no``, ``withholds``, or ``also`` for what has the words and takes no
    side; the statements in time order, the independent texts that carry them, and the first and last day.
    ``speaker`` is the id of the entity, None where none is known."""

    answer: str
    name: str
    statements: tuple[Statement, ...]
    origins: int
    first: date | None
    last: date | None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Who says what to a question: the claim that it is about, the positions, of each answer those with most
    independent texts first, and the links between them, the surest first. ``counted`` says what bare numbers
    count, by the id of the statement; ``others`` are further claims that the question may mean."""

    claim: Claim
    positions: tuple[Position, ...]
    links: tuple[Link, ...]
    counted: Mapping[str, str] = field(default_factory=dict)
    others: tuple[Claim, ...] = ()


def compare(record: Record, query: str | None = None, *, claim: str | None = None) -> Comparison:
    """Who says yes, who says no and who leaves it open: to the claim of an attribution (an id, or a unique
    beginning), or to the one that most of what is found for ``query`` is of.

    Found is what has the words, and what says a number alone of something that the text before it names ("the
    figure was 340"). Where a quotation speaks of several things, who contradicts a sentence of it without any
    of the words is left out. Of a claim with more than `SHOWN` members the earliest are told. NotFound.
    """
    links = record.links()
    hits: list[int] = []
    if claim is not None:
        number = number_of(record, claim)
    else:
        places = search(record, query or "")
        hits = sorted({*told(links, places), *_numbers_of(links, query or "", places)})
        if not hits:
            raise NotFound(f"nobody on record said anything with the words {query!r}")
        if not links.claims_of(hits):
            raise NotFound("what is found has not been compared yet; open the record where it can be written")
        number = _main(links, hits)
    main = set(links.members(number, limit=SHOWN))
    between = _about(links, main, query)
    opposed = keys(links, (s for link in between for s in (link.left, link.right))) - main
    against = opposed | _with_them(links, between, main, opposed, number)
    found = made(record, number)
    sides = _sides(links, found, main, against, set(hits), query)
    positions = tuple(p for answer in ANSWERS for p in _positions(record, answer, sorted(sides[answer])))
    said = counted(record, (s for position in positions for s in position.statements))
    others = _others(record, links, hits, main | against)
    return Comparison(found, positions, surest(between), said, others)


def _about(links: Links, main: set[int], query: str | None) -> tuple[Link, ...]:
    """The clashes and changes of a claim that have to do with what is asked."""
    found = links.links(Relation.CONTRADICTS, Relation.UPDATES, among=sorted(main))
    if query is None:
        return found
    ids = {s.id for s in links.statements(sorted(main))}
    wanted = _wanted(query)
    return tuple(link for link in found if _meant(link, ids, wanted))


def _with_them(
    links: Links, between: Iterable[Link], main: set[int], opposed: set[int], number: int
) -> set[int]:
    """Those who say the same as what opposes a claim, and that with some of the words that clash: what says
    two things is in one claim with who says either."""
    ids = {s.id for s in links.statements(sorted(main))}
    sides = [side for x in between for side in ((x.left, x.left_spans), (x.right, x.right_spans))]
    told = {w for s, spans in sides if s.id not in ids for w in folded_words(_inside(s, spans))} - _SMALL
    others = sorted(set(links.claims_of(opposed).values()) - {number})
    members = [key for other in others for key in links.members(other, limit=SHOWN)]
    return {key for s, key in _said(links, members) if not told.isdisjoint(folded_words(str(s.content)))}


def _meant(link: Link, main: set[str], wanted: Wanted) -> bool:
    """Whether a clash is about what is asked: not where the statement in the claim has the words in another
    sentence than that which clashes, and the other side has none of them."""
    sides = (link.left, link.left_spans), (link.right, link.right_spans)
    ours = [(s, spans) for s, spans in sides if s.id in main]
    theirs = [s for s, _ in sides if s.id not in main]
    if any(wanted(folded_words(str(s.content))) for s in theirs):
        return True
    return any(
        not wanted(folded_words(str(s.content))) or wanted(folded_words(_sentences(s, spans)))
        for s, spans in ours
    )


def _inside(s: Statement, spans: Spans) -> str:
    """The words of a content at some places of its document."""
    return " ".join(
        words[max(span.start - part.start, 0) : max(span.end - part.start, 0)]
        for part, words in zip(s.content.spans, s.content.words, strict=True)
        for span in spans
    )


def _sentences(s: Statement, spans: Spans) -> str:
    """The sentences of a content in which some places of its document stand."""
    kept = []
    for part, words in zip(s.content.spans, s.content.words, strict=True):
        ends = [*(m.end() for m in _SENTENCE.finditer(words)), len(words)]
        for start, end in zip([0, *ends], ends, strict=False):
            here = part.start + start, part.start + end
            if any(span.start < here[1] and here[0] < span.end for span in spans):
                kept.append(words[start:end])
    return " ".join(kept)


def _sides(
    links: Links, claim: Claim, main: set[int], against: set[int], hits: set[int], query: str | None
) -> dict[str, set[int]]:
    """The keys of the statements that give each answer. Who makes the claim says yes to its words, or no
    where it denies them; whoever contradicts one of them says the contrary, and so does who denies the very
    words about the same time, also where the linker has not compared the two. Who asks takes no side."""
    sides: dict[str, set[int]] = {answer: set() for answer in ANSWERS}
    holds = {Polarity.AFFIRMS: "yes", Polarity.DENIES: "no", Polarity.WITHHOLDS: "withholds"}[claim.polarity]
    contrary = "yes" if holds == "no" else "no"
    known, wordings = set[str](), set[tuple[str, ...]]()
    for statement, key in _said(links, main):
        words = folded_words(str(statement.content))
        leaves = "withholds" if statement.polarity is Polarity.WITHHOLDS else holds
        sides["also" if _asks(statement) else leaves].add(key)
        known.update(words)
        wordings.add(tuple(words))
    for statement, key in _said(links, against):
        sides["withholds" if statement.polarity is Polarity.WITHHOLDS else contrary].add(key)
    known -= {fold(word) for word in (query or "").translate(_QUOTES).split()} | _SMALL
    turned = {Polarity.AFFIRMS: Polarity.DENIES, Polarity.DENIES: Polarity.AFFIRMS}.get(claim.polarity)
    for statement, key in _said(links, hits - main - against):
        words, answer = folded_words(str(statement.content)), "also"
        if _near(statement, claim) and not _asks(statement):
            if statement.polarity is Polarity.WITHHOLDS and not known.isdisjoint(words):
                answer = "withholds"
            elif statement.polarity is turned and tuple(words) in wordings:
                answer = contrary
        sides[answer].add(key)
    return sides


def _asks(s: Statement) -> bool:
    """Whether a statement is a question, which takes no side."""
    return str(s.content).rstrip("\"'”’» ").endswith(("?", "？", "؟"))


def _near(s: Statement, claim: Claim) -> bool:
    if s.when is None or claim.first is None or claim.last is None:
        return True
    return claim.first - SOON <= s.when <= claim.last + SOON


def _main(links: Links, hits: Sequence[int]) -> int:
    """The number of the claim that a question is about: the one with most clashes, then of most hits."""
    claims = links.claims_of(hits)
    clashing = links.links(Relation.CONTRADICTS, Relation.UPDATES, among=hits)
    sides = [key for link in clashing for key in keys(links, (link.left, link.right))]
    clashes = Counter(number for number in links.claims_of(sides).values())
    met = Counter(claims.values())
    weighed = {number: (clashes[number], count) for number, count in met.items()}
    best = max(weighed.values())
    few = [number for number, weight in weighed.items() if weight == best]
    extents = {n: links.extent(n) for n in few}
    return min(few, key=lambda n: (-extents[n][0], extents[n][3] or "9999", extents[n][2]))


def _others(record: Record, links: Links, hits: Sequence[int], seen: set[int]) -> tuple[Claim, ...]:
    """The best sourced claims of what is found besides, of those that several statements make."""
    met = set(links.claims_of(hits).values()) - set(links.claims_of(seen).values())
    best = ranked_claims(links, met)[:OTHERS]
    found = (made(record, number, limit=LISTED) for number in best)
    return tuple(each for each in found if each.size > 1)


def _wanted(query: str) -> Wanted:
    asked = [(fold(word.rstrip("*")), word.endswith("*")) for word in query.translate(_QUOTES).split()]

    def there(words: Iterable[str]) -> bool:
        known = set(words)
        return any(w in known or (begins and any(t.startswith(w) for t in known)) for w, begins in asked)

    return there


def _numbers_of(links: Links, query: str, places: Iterable[Hit]) -> set[int]:
    """The keys of statements that say a bare number, of which the text before it says what it counts (see
    `onrecord.link.accounts`), where that has the words."""
    documents = list(dict.fromkeys(hit.document for hit in places))[:NEARBY]
    wanted = [_wanted(word) for word in query.translate(_QUOTES).split()]
    found = set()
    for key, value in links.values_of(documents):
        reading = unpack(value, id="", document="").reading
        if not reading.context:
            continue
        spans = (*reading.context, *reading.content)
        there = {word for span in spans for word in folded_words(reading.text, span)}
        if all(each(there) for each in wanted):
            found.add(key)
    return found


def _said(links: Links, wanted: Iterable[int]) -> Iterator[tuple[Statement, int]]:
    ordered = sorted(wanted)
    yield from zip(links.statements(ordered), ordered, strict=True)


def _in_time(statements: Iterable[Statement]) -> list[Statement]:
    return sorted(statements, key=lambda s: (s.when or date.max, s.published or date.max, s.document, s.id))


def _positions(record: Record, answer: str, wanted: Sequence[int]) -> list[Position]:
    """One position for each speaker, those with most independent texts first. Of sources without a name a
    copy of an article says nothing of its own."""
    links = record.links()
    found = _in_time(links.statements(wanted))
    echoes = links.echoes_of(s.id for s in found if _unnamed(s))
    texts = links.texts_of(s.document for s in found)
    whose: dict[str, object] = {}
    by_speaker: dict[object, list[Statement]] = {}
    for statement in found:
        own: object = statement.speaker
        if _unnamed(statement):
            own = whose.get(echoes.get(statement.id, ""))
            own = own or (texts[statement.document], *folded_words(str(statement.content)))
        whose[statement.id] = own
        by_speaker.setdefault(own, []).append(statement)
    positions = [
        _position(answer, said, len({texts[s.document] for s in said})) for said in by_speaker.values()
    ]
    return sorted(positions, key=lambda p: (-p.origins, p.first or date.max))


def _unnamed(s: Statement) -> bool:
    return s.speaker is None or s.name is None or s.source_type is SourceType.UNNAMED


def _position(answer: str, said: Sequence[Statement], origins: int) -> Position:
    days = [s.when for s in said if s.when is not None]
    first, last = min(days, default=None), max(days, default=None)
    name = said[0].name or str(said[0].source) or "a source not named"
    return Position(answer, name, tuple(said), origins, first, last, said[0].speaker)
