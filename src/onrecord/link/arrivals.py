"""Some documents that arrive on the shelf together, and everything that they are to those that are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.link.account import Account
from onrecord.link.comparing import Answer, Question, Side, account, answer
from onrecord.link.copies import Narration, narration
from onrecord.link.crowds import UNDATED, Crowds, Near, Room, day_of, week_of
from onrecord.link.families import Families
from onrecord.link.meaning.weigh import CHANGE_DAYS, NEAR_DAYS
from onrecord.link.meeting import Met, meetings
from onrecord.link.outlines import Outlines, outline
from onrecord.link.sheet import Entry, Sheet
from onrecord.link.shelf import Found, Leaning, Member, Row, Shelf
from onrecord.link.terms import terms_of
from onrecord.link.workers import Mapped
from onrecord.model import Relation

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    _Standing = tuple[NDArray[np.int64], NDArray[np.int64]]


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


class Arrivals:
    """Documents, by their keys, that are put on a shelf. ``mapped`` is where accounts are compared."""

    def __init__(self, shelf: Shelf, sheets: Mapping[int, Sheet], mapped: Mapped = map) -> None:
        self.shelf, self.sheets, self.mapped = shelf, sheets, mapped
        self.narrations: dict[int, Narration] = {key: one.narration for key, one in sheets.items()}
        self.members: dict[int, Member] = {}
        self.echoes: dict[int, bool] = {}
        self.lost: list[int] = []
        self.evicted: set[int] = set()
        self.crowds = Crowds(shelf)
        self.rooms: dict[tuple[int, int], list[Room]] = {}
        """Of which pairs the judge is asked, and in which rooms they meet; see `_in_any_crowd` for none."""
        self.alike: dict[tuple[int, int], float] = {}
        """How far these pairs are alike."""

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
        self._leave_crowds()
        self.shelf.regroup(compared, self.lost)

    def _narration(self, key: int) -> Narration:
        if key not in self.narrations:
            self.narrations[key] = narration(self.shelf.document(key))
        return self.narrations[key]

    def _put(self, again: set[int], moved: set[int]) -> list[Kept]:
        """The accounts that are to be compared: what arrives, and what is not what it was."""
        filed = [(key, entry) for key, one in self.sheets.items() for entry in one.entries]
        self.shelf.describe({entry.wording: entry.outline for _, entry in filed})
        self.crowds.count({(week_of(e.place), e.wording): e.terms for _, e in filed})
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
        wordings = {one.row.wording for one in fresh}
        standing, met, evicted = self._met(fresh)
        heads: dict[int, list[Kept]] = {}
        for row in self.shelf.heads_of(wordings | {side for each in met for side in each[:2]}):
            heads.setdefault(row.wording, []).append(Kept(row))
            self.echoes.setdefault(row.key, row.echo)
        self.members = dict(self.shelf.families(one.row.document for each in heads.values() for one in each))
        new = {one.key for one in fresh}
        pairs: dict[tuple[int, int], _Pair] = {}
        near: dict[tuple[int, int], tuple[Kept, Kept, float]] = {}
        for left, right, explained, alike in (*((each, each, True, 0.0) for each in wordings), *met):
            for one in heads.get(left, ()):
                for other in heads.get(right, ()):
                    if one.key == other.key or not (one.key in new or other.key in new):
                        continue
                    key = _key((one, other))
                    if explained:
                        pairs.setdefault(key, (one, other))
                    if _days_near(one, other, explained):
                        near.setdefault(key, (one, other, alike))
        self.rooms = self._rooms(near, *standing)
        self.alike = {key: near[key][2] for key in self.rooms}
        # what neither an explained signal nor the judge will speak of need not even be read
        pairs |= {key: near[key][:2] for key in self.rooms}
        for one, other in self._beside(fresh, self._siblings(fresh)):
            key = _key((one, other))
            pairs.setdefault(key, (one, other))
            self.rooms[key] = []
        return [pairs[key] for key in sorted(pairs)], evicted

    def _rooms(
        self,
        near: Mapping[tuple[int, int], tuple[Kept, Kept, float]],
        terms: NDArray[np.int64],
        wordings: NDArray[np.int64],
    ) -> dict[tuple[int, int], list[Room]]:
        """Of which of these pairs the judge is asked, and in which rooms they meet; none of those that are
        looked at in any crowd."""
        found: dict[tuple[int, int], list[Room]] = {
            key: [] for key, (one, other, _) in near.items() if _in_any_crowd(one, other)
        }
        others = [key for key in near if key not in found]
        rows = [Near(one.row, other.row, alike) for one, other, alike in map(near.__getitem__, others)]
        rooms = self.crowds.rooms(rows, terms, wordings)
        return found | {key: each for key, each in zip(others, rooms, strict=True) if each}

    def _met(self, fresh: Sequence[Kept]) -> tuple[_Standing, list[Met], Sequence[tuple[int, int]]]:
        """Who stands under which term; the pairs of wordings that meet (see `meetings`); and what had to make
        room."""
        import numpy as np

        known = {entry.wording: entry.terms for one in self.sheets.values() for entry in one.entries}
        under = {
            one.row.wording: known.get(one.row.wording) or terms_of(one.account.reading) for one in fresh
        }
        terms = np.array([term for each in under.values() for term in each], dtype=np.int64)
        sizes = [len(each) for each in under.values()]
        wordings = np.repeat(np.array(list(under), dtype=np.int64), sizes)
        terms, wordings, evicted = self.shelf.post(terms, wordings)
        times = self.crowds.times(one.row for one in fresh)
        met = meetings(terms, wordings, under.keys(), self.shelf.outlines, times)
        return (terms, wordings), met, evicted

    def _siblings(self, fresh: Iterable[Kept]) -> list[Kept]:
        """What else earlier articles say of which something is compared anew."""
        known = {one.key for one in fresh}
        earlier = {one.row.document for one in fresh} - self.sheets.keys()
        rows = self.shelf.heads(set(self.shelf.heads_in(earlier)) - known) if earlier else ()
        for row in rows:
            self.echoes.setdefault(row.key, row.echo)
        return [Kept(row) for row in rows]

    def _beside(self, fresh: Sequence[Kept], siblings: Sequence[Kept]) -> Iterator[_Pair]:
        """Pairs of accounts of one article, which need no term to meet. The siblings have been compared with
        each other before."""
        import numpy as np

        before = {one.key for one in siblings}
        articles: dict[int, list[Kept]] = {}
        for one in (*fresh, *siblings):
            articles.setdefault(one.row.document, []).append(one)
        packed = {entry.wording: entry.outline for one in self.sheets.values() for entry in one.entries}
        for article in (each for each in articles.values() if len(each) > 1):
            shapes = Outlines([packed.get(a.row.wording) or outline(a.account.reading) for a in article])
            for place, one in enumerate(article[:-1]):
                rest = np.arange(place + 1, len(article))
                for other, *_ in shapes.near(place, rest):
                    if not (one.key in before and article[other].key in before):
                        yield one, article[other]

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
                _key((one, other)) in self.rooms,
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
            if found is None or found.finding.relation is not Relation.SAME_QUOTE or not self._one_text(pair):
                continue
            first, second = sorted(pair, key=lambda side: self.members[side.row.document].place)
            if not self.echoes[second.key]:
                self.shelf.set_echo(second.key, first.key)
                self.echoes[second.key] = True
                self.lost.append(second.key)

    def _found(self, pairs: Iterable[_Pair], answers: Iterable[Answer | None]) -> Iterator[Found]:
        """The links that show: between echoes none, of an echo the same words alone."""
        for (one, other), found in zip(pairs, answers, strict=True):
            if found is None:
                continue
            echoes, it = self.echoes[one.key] + self.echoes[other.key], found.finding
            if echoes == 2 or (echoes and it.relation is not Relation.SAME_QUOTE):
                continue
            left, right = (one, other) if found.in_order else (other, one)
            why, spans = (it.signal, it.explanation), (it.left, it.right)
            yield left.key, right.key, it.relation, round(it.score, 3), it.sure, *why, *spans

    def _leaning(self, pairs: Iterable[_Pair], answers: Iterable[Answer | None]) -> Iterator[Leaning]:
        """On what that rests which the judge alone has seen."""
        for (one, other), found in zip(pairs, answers, strict=True):
            key = _key((one, other))
            if found is not None and found.alone and self.rooms[key]:
                yield from self.crowds.leaning(Near(one.row, other.row, self.alike[key]), self.rooms[key])

    def _leave_crowds(self) -> None:
        """Takes back what the judge alone saw of two who meet among few no longer."""
        gone = self.crowds.left(self.evicted, lambda row: terms_of(Kept(row).account.reading))
        self.shelf.withdraw(
            key
            for key, *pair in self.shelf.linked_with(sorted({side for pair in gone for side in pair}))
            if tuple(sorted(pair)) in gone
        )
        self.lost += [side for pair in gone for side in pair]

    def _make_room(self, evicted: Sequence[tuple[int, int]], compared: set[int]) -> set[int]:
        """Takes back the links of wordings that met only under terms where one of them no longer stands,
        unless they have just been compared; returns what was an echo for no other reason."""
        moved = {row.key for row in self.shelf.heads_of({wording for _, wording in evicted})} - compared
        links = self.shelf.linked_with(sorted(moved))
        echoes = self.shelf.echoes_with(sorted(moved))
        both = {side for link in links for side in link[1:]} | {side for pair in echoes for side in pair}
        sides = {row.key: Kept(row) for row in self.shelf.heads(both)}

        def apart(left: int, right: int) -> bool:
            return left in sides and right in sides and not self._meets(sides[left], sides[right])

        gone = {key: (left, right) for key, left, right in links if apart(left, right)}
        self.shelf.withdraw(gone)
        self.lost += [side for pair in gone.values() for side in pair]
        released = {echo for echo, origin in echoes if apart(echo, origin)}
        self.shelf.unlink(sorted(released))
        self.lost += sorted(released)
        return released

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


def _in_any_crowd(one: Kept, other: Kept) -> bool:
    """Whether two are looked at however many others there are: the same words, or one article."""
    return one.row.wording == other.row.wording or one.row.document == other.row.document


def _days_near(one: Kept, other: Kept, explained: bool) -> bool:
    """Whether both were said within the days in which the judge is asked, or either at a time not known.

    What one speaker says later is read only where an explained signal may speak too. Of others only wordings
    of neighbouring weeks meet at all (see `Crowds.times`); the weeks of everything that arrives with them are
    looked at together, so that without this two would meet in company and not by themselves.
    """
    first, second = day_of(one.row.place), day_of(other.row.place)
    apart = abs(first - second)
    if UNDATED in (first, second) or apart <= NEAR_DAYS:
        return True
    return explained and apart <= CHANGE_DAYS and _of_one_speaker(one, other)


def _of_one_speaker(one: Kept, other: Kept) -> bool:
    """See `Account.is_of`. Only where a name of one may stand in the other is that one read for it."""
    names = [name.rsplit(" ", 1)[-1] for name in (one.account.voice, one.account.speaks_for) if name]
    return any(name in other.row.value for name in names) and one.account.is_of(other.account)


def _filed(entry: Entry) -> tuple[str, int, int, int, str, str]:
    return entry.id, entry.wording, entry.stance, entry.utterance, entry.place, entry.value
