"""Some documents that arrive on the shelf together, and everything that they are to those that are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from onrecord.link.account import Account
from onrecord.link.comparing import Answer, Question, Side, account, answer
from onrecord.link.copies import Narration, narration
from onrecord.link.families import Families
from onrecord.link.meaning.vectors import cosine, cosines, stacked, vector_of
from onrecord.link.meaning.weigh import BESIDE, NEAR_DAYS
from onrecord.link.meeting import meetings
from onrecord.link.outlines import Outlines, outline
from onrecord.link.rooms import UNDATED, Near, Place, Rooms, day_of, rooms_of
from onrecord.link.sheet import Entry, Sheet
from onrecord.link.shelf import Found, Leaning, Member, Row, Shelf
from onrecord.link.terms import terms_of
from onrecord.link.workers import Mapped
from onrecord.model import Relation


@dataclass(frozen=True, slots=True)
class Kept:
    """An account that is on the shelf."""

    row: Row

    @property
    def key(self) -> int:
        """The attribution's key."""
        return self.row.key

    @property
    def side(self) -> Side:
        """What of it is compared."""
        return Side(self.row.attribution_id, self.row.document_id, self.row.value)

    @property
    def account(self) -> Account:
        """The account itself."""
        return account(self.side)


_Pair = tuple[Kept, Kept]


class _Rests(NamedTuple):
    """How near two are, and the places on which it rests that they are asked about: none, where they are in
    any case."""

    likeness: float
    places: tuple[int, ...]


_IN_ANY_CASE = _Rests(1.0, ())


class Arrivals:
    """Documents, by their keys, that are put on a shelf. ``mapped`` is where accounts are compared."""

    def __init__(self, shelf: Shelf, sheets: Mapping[int, Sheet], mapped: Mapped = map) -> None:
        self.shelf, self.sheets, self.mapped = shelf, sheets, mapped
        self.narrations: dict[int, Narration] = {key: one.narration for key, one in sheets.items()}
        self.members: dict[int, Member] = {}
        self.echoes: dict[int, bool] = {}
        self.lost: list[int] = []
        self.evicted: set[int] = set()
        self.rooms = Rooms(shelf)
        self.asked: dict[tuple[int, int], _Rests] = {}
        """Of which pairs the judge is asked, and on what that rests."""
        self.met: set[tuple[int, int]] = set()
        """The pairs that meet without a room: they share a term, words or an article."""

    def link(self, linker: str) -> None:
        """Keeps the documents' accounts and everything that they are to those that are there."""
        again = set(self.shelf.clear(list(self.sheets)))
        families = Families(self.shelf, self._narration)
        moved: set[int] = set()
        for key in self.sheets:
            moved |= families.arrive(key)
        fresh = self._put(again, moved)
        compared: list[int] = []
        while fresh:
            pairs, evicted = self._meet(fresh)
            answers = self._answers(pairs)
            self._mark(pairs, answers)
            self.shelf.link(list(self._found(pairs, answers)), linker)
            self.shelf.lean(self._leaning(pairs, answers))
            compared += [one.key for one in fresh]
            # Who was an echo of what it does not meet any longer stands for itself.
            self.evicted |= {term for term, _ in evicted}
            fresh = self._fresh(self._make_room(evicted, {one.key for one in fresh}))
        self._leave_rooms()
        self.shelf.regroup(compared, self.lost)

    def _narration(self, key: int) -> Narration:
        if key not in self.narrations:
            self.narrations[key] = narration(self.shelf.document(key))
        return self.narrations[key]

    def _put(self, again: set[int], moved: set[int]) -> list[Kept]:
        """The accounts that are to be compared: what arrives, and what is not what it was."""
        filed = [(key, entry) for key, one in self.sheets.items() for entry in one.entries]
        self.shelf.describe({entry.wording: entry.outline for _, entry in filed})
        self.rooms.enter({(room, entry.wording): entry.vector for _, entry in filed for room in entry.rooms})
        keys, lost = self.shelf.put([(key, *_filed(entry)) for key, entry in filed])
        self.lost = list(lost)
        again |= set(self.shelf.released(self.lost)) | set(self.shelf.heads_in(moved))
        self.shelf.unlink(sorted(again))
        self.lost += sorted(again)
        return self._fresh(again | {keys[key, entry.id] for key, entry in filed})

    def _fresh(self, keys: Iterable[int]) -> list[Kept]:
        """Those of some accounts that are heads, as nobody's echo."""
        fresh = [Kept(row) for row in self.shelf.heads(keys)]
        for one in fresh:
            if one.row.echo:
                self.shelf.set_echo(one.key, None)
            self.echoes[one.key] = False
        return fresh

    def _meet(self, fresh: Sequence[Kept]) -> tuple[list[_Pair], Sequence[tuple[int, int]]]:
        """The pairs of accounts that are to be compared, each once; and what had to make room in the
        lists."""
        met, evicted = self._met(fresh)
        near = self._near(fresh)
        wordings = {one.row.wording for one in fresh}
        heads: dict[int, list[Kept]] = {}
        for row in self.shelf.heads_of(wordings.union(*met, *near)):
            heads.setdefault(row.wording, []).append(Kept(row))
            self.echoes.setdefault(row.key, row.echo)
        self.members = dict(self.shelf.families(one.row.document for each in heads.values() for one in each))
        new = {one.key for one in fresh}

        def of(left: int, right: int) -> Iterator[tuple[tuple[int, int], _Pair]]:
            for one, other in product(heads.get(left, ()), heads.get(right, ())):
                if one.key != other.key and (one.key in new or other.key in new):
                    yield _key((one, other)), (one, other)

        pairs = {key: pair for wording in wordings for key, pair in of(wording, wording)}
        self.asked = {key: _IN_ANY_CASE for key, pair in pairs.items() if _days_near(*pair)}
        for left, right in met:
            pairs.update(of(left, right))
        for one, other, asked in self._beside(fresh, self._siblings(fresh)):
            key = _key((one, other))
            pairs.setdefault(key, (one, other))
            if asked:
                self.asked[key] = _IN_ANY_CASE
        self.met = set(pairs)
        for (left, right), found in near.items():
            for key, pair in of(left, right):
                if key not in self.asked and (places := _resting(pair, found.places)):
                    pairs.setdefault(key, pair)
                    self.asked[key] = _Rests(found.likeness, places)
        return [pairs[key] for key in sorted(pairs)], evicted

    def _near(self, fresh: Sequence[Kept]) -> Mapping[tuple[int, int], Near]:
        """The pairs of wordings that are near enough in a room of both."""
        by_room: dict[int, list[int]] = {}
        for one in fresh:
            for room in rooms_of(one.account):
                by_room.setdefault(room, []).append(one.row.wording)
        return self.rooms.near(by_room)

    def _met(self, fresh: Sequence[Kept]) -> tuple[Sequence[tuple[int, int]], Sequence[tuple[int, int]]]:
        """The pairs of wordings that meet under a term (see `meetings`), and what had to make room."""
        import numpy as np

        known = {entry.wording: entry.terms for one in self.sheets.values() for entry in one.entries}
        under = {
            one.row.wording: known.get(one.row.wording) or terms_of(one.account.reading) for one in fresh
        }
        terms = np.array([term for each in under.values() for term in each], dtype=np.int64)
        sizes = [len(each) for each in under.values()]
        wordings = np.repeat(np.array(list(under), dtype=np.int64), sizes)
        terms, wordings, evicted = self.shelf.post(terms, wordings)
        return meetings(terms, wordings, under.keys(), self.shelf.outlines), evicted

    def _siblings(self, fresh: Iterable[Kept]) -> list[Kept]:
        """What else earlier articles say of which something is compared anew."""
        known = {one.key for one in fresh}
        earlier = {one.row.document for one in fresh} - self.sheets.keys()
        rows = self.shelf.heads(set(self.shelf.heads_in(earlier)) - known) if earlier else ()
        for row in rows:
            self.echoes.setdefault(row.key, row.echo)
        return [Kept(row) for row in rows]

    def _beside(self, fresh: Sequence[Kept], siblings: Sequence[Kept]) -> Iterator[tuple[Kept, Kept, bool]]:
        """Pairs of accounts of one article, which need no term to meet, and whether the judge is asked. The
        siblings have been compared with each other before."""
        import numpy as np

        before = {one.key for one in siblings}
        articles: dict[int, list[Kept]] = {}
        for one in (*fresh, *siblings):
            articles.setdefault(one.row.document, []).append(one)
        packed = {e.wording: (e.outline, e.vector) for one in self.sheets.values() for e in one.entries}
        for article in (each for each in articles.values() if len(each) > 1):
            told = [packed.get(a.row.wording) or _shape(a) for a in article]
            shapes, vectors = Outlines([shape for shape, _ in told]), stacked(b"".join(v for _, v in told))
            close = cosines(vectors, vectors) >= BESIDE
            for place, one in enumerate(article[:-1]):
                explained = set(shapes.near(place, np.arange(place + 1, len(article))))
                for other in sorted(explained.union(np.flatnonzero(close[place, place + 1 :]) + place + 1)):
                    if not (one.key in before and article[other].key in before):
                        yield one, article[other], bool(close[place, other])

    def _one_text(self, pair: _Pair) -> bool:
        one, other = (self.members.get(side.row.document) for side in pair)
        if one is None or other is None or one.document == other.document:
            return False
        return one.family == other.family

    def _answers(self, pairs: Sequence[_Pair]) -> list[Answer | None]:
        """What the two of each pair are to each other, echoes left aside."""
        questions = [
            Question(
                one.side,
                other.side,
                self._one_text((one, other)),
                self.echoes[one.key] or self.echoes[other.key],
                _key((one, other)) in self.asked,
            )
            for one, other in pairs
            if not (self.echoes[one.key] and self.echoes[other.key])
        ]
        answers = iter(self.mapped(answer, questions))
        return [
            None if self.echoes[one.key] and self.echoes[other.key] else next(answers) for one, other in pairs
        ]

    def _mark(self, pairs: Iterable[_Pair], answers: Iterable[Answer | None]) -> None:
        """Marks what an earlier article of its family says in the same words."""
        for pair, found in zip(pairs, answers, strict=True):
            if found is None or found.finding.relation is not Relation.SAME_QUOTE:
                continue
            if _key(pair) not in self.met or not self._one_text(pair):
                continue
            first, second = sorted(pair, key=lambda side: self.members[side.row.document].place)
            if not self.echoes[second.key]:
                self.shelf.set_echo(second.key, first.key)
                self.echoes[second.key] = True
                self.lost.append(second.key)

    def _found(self, pairs: Iterable[_Pair], answers: Iterable[Answer | None]) -> Iterator[Found]:
        """The links that show: between echoes none, of an echo the same words alone, which are looked for
        where two meet without a room."""
        for (one, other), found in zip(pairs, answers, strict=True):
            if found is None:
                continue
            echoes, it = self.echoes[one.key] + self.echoes[other.key], found.finding
            same = it.relation is Relation.SAME_QUOTE
            if echoes == 2 or (echoes and not same) or (same and _key((one, other)) not in self.met):
                continue
            left, right = (one, other) if found.in_order else (other, one)
            why, spans = (it.signal, it.explanation), (it.left, it.right)
            yield left.key, right.key, it.relation, round(it.score, 3), it.sure, *why, *spans

    def _leaning(self, pairs: Iterable[_Pair], answers: Iterable[Answer | None]) -> Iterator[Leaning]:
        """On what that rests which only a room has brought together, or the judge alone has seen."""
        for pair, found in zip(pairs, answers, strict=True):
            key = _key(pair)
            if found is not None and key in self.asked and (found.alone or key not in self.met):
                yield from _leans(key, self.asked[key])

    def _leave_rooms(self) -> None:
        """Takes back what rests on rooms that have become too full for two as near as they are."""
        leaning = self.shelf.leaning_on(self.rooms.risen)
        heads = self.shelf.heads({key for each in leaning for key in each[:2]})
        sides = {row.key: Kept(row) for row in heads}
        gone = {
            (left, right)
            for left, right, likeness in leaning
            if left in sides and right in sides and not self._rests((sides[left], sides[right]), likeness)
        }
        links = self.shelf.linked_with(sorted({side for pair in gone for side in pair}))
        self.shelf.withdraw(key for key, one, other, _ in links if (min(one, other), max(one, other)) in gone)
        self.lost += [side for pair in gone for side in pair]

    def _rests(self, pair: _Pair, likeness: float) -> tuple[int, ...]:
        """The places on which it rests now that two are asked about."""
        one, other = sorted(pair, key=lambda side: side.row.wording)
        places = self.rooms.places(
            (one.row.wording, rooms_of(one.account)), (other.row.wording, rooms_of(other.account)), likeness
        )
        return _resting((one, other), places)

    def _make_room(self, evicted: Sequence[tuple[int, int]], compared: set[int]) -> set[int]:
        """Takes back the links of wordings that met only under terms where one of them no longer stands,
        unless they have just been compared, or they are near in a room; returns what was an echo for no other
        reason."""
        moved = {row.key for row in self.shelf.heads_of({wording for _, wording in evicted})} - compared
        links = self.shelf.linked_with(sorted(moved))
        echoes = self.shelf.echoes_with(sorted(moved))
        both = {side for link in links for side in link[1:3]} | {side for pair in echoes for side in pair}
        sides = {row.key: Kept(row) for row in self.shelf.heads(both)}

        def apart(left: int, right: int) -> bool:
            return left in sides and right in sides and not self._meets(sides[left], sides[right])

        gone = {}
        for key, left, right, relation in links:
            if apart(left, right) and not (
                relation is not Relation.SAME_QUOTE and self._stays(sides[left], sides[right])
            ):
                gone[key] = left, right
        self.shelf.withdraw(gone)
        self.lost += [side for pair in gone.values() for side in pair]
        released = {echo for echo, origin in echoes if apart(echo, origin)}
        self.shelf.unlink(sorted(released))
        self.lost += sorted(released)
        return released

    def _stays(self, one: Kept, other: Kept) -> bool:
        """Whether two that share no term any longer are near in a room, on which their link rests now."""
        likeness = cosine(vector_of(one.account.reading), vector_of(other.account.reading))
        places = self._rests((one, other), likeness)
        self.shelf.lean(_leans(_key((one, other)), _Rests(likeness, places)))
        return bool(places)

    def _meets(self, one: Kept, other: Kept) -> bool:
        if one.row.wording == other.row.wording or one.row.document == other.row.document:
            return True
        common = terms_of(one.account.reading) & terms_of(other.account.reading)
        return any(
            self.shelf.is_listed(term, one.row.wording) and self.shelf.is_listed(term, other.row.wording)
            for term in sorted(common)
        )


def _key(pair: _Pair) -> tuple[int, int]:
    """The keys of a pair, the smaller one first."""
    one, other = pair
    return min(one.key, other.key), max(one.key, other.key)


def _resting(pair: _Pair, places: Iterable[tuple[Place, Place]]) -> tuple[int, ...]:
    """Of the places of two wordings those in which these two accounts, the one of the smaller number first,
    may be asked about, by their numbers."""
    one, other = pair
    found: list[int] = []
    if one.row.document == other.row.document:
        # what one article says is compared in any case
        return ()
    for mine, theirs in places:
        if mine.room < 0:
            rooms = set(rooms_of(one.account)) & set(rooms_of(other.account))
            asked = mine.room in rooms and one.account.is_of(other.account)
        else:
            weeks = day_of(one.row.place) // 7, day_of(other.row.place) // 7
            asked = weeks == (mine.room, theirs.room) and _days_near(one, other)
        if asked:
            found += mine.number, theirs.number
    return tuple(found)


def _leans(key: tuple[int, int], rests: _Rests) -> Iterator[Leaning]:
    return ((place, *key, rests.likeness) for place in sorted(set(rests.places)))


def _days_near(one: Kept, other: Kept) -> bool:
    """Whether both were said within the days in which the judge is asked, or either at a time not known."""
    days = day_of(one.row.place), day_of(other.row.place)
    return UNDATED in days or abs(days[0] - days[1]) <= NEAR_DAYS


def _shape(kept: Kept) -> tuple[bytes, bytes]:
    return outline(kept.account.reading), vector_of(kept.account.reading)


def _filed(entry: Entry) -> tuple[str, int, int, int, str, str]:
    return entry.id, entry.wording, entry.stance, entry.utterance, entry.place, entry.value
