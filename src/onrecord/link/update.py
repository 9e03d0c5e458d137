"""Keeps the links of a record up to date: an added document is compared with what shares its terms.

What shows in the end is the same in whatever order documents came and in however many steps: two accounts are
compared when their wordings meet, which depends on what is on the shelf and not on when it was put there; and
what a later arrival puts in the place of an earlier one is compared anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from typing import TypeVar

from onrecord.errors import OnRecordError
from onrecord.link.account import Account
from onrecord.link.carry import unpack
from onrecord.link.copies import Narration, narration
from onrecord.link.families import Families
from onrecord.link.meaning.weigh import weighed
from onrecord.link.relations import comes_first, relate
from onrecord.link.sheet import Entry, Sheet, sheet
from onrecord.link.shelf import Found, Member, Row, Shelf
from onrecord.link.terms import terms_of
from onrecord.model import Extraction, Failure, Relation

LINKER = "accounts/4"
"""The version of this linker; links of another version do not show."""

BATCH = 200
"""Documents that are linked in one transaction, which share look-ups and a commit."""

T = TypeVar("T")
U = TypeVar("U")
Mapped = Callable[[Callable[[T], U], Iterable[T]], Iterable[U]]
"""Like `map`: where the work on single documents is done, here or in other processes."""


def update(
    shelf: Shelf,
    documents: Iterable[int] | None = None,
    *,
    mapped: Mapped[Extraction, Sheet | Failure] = map,
    told: Callable[[int, int], object] | None = None,
) -> tuple[Failure, ...]:
    """Links the documents with these keys, or all that wait.

    A document that cannot be linked becomes a Failure and does not wait again; the others are linked all the
    same. ``mapped`` may do the reading in other processes; ``told`` hears after each batch how many of how
    many are linked. Breaking off loses the batch under way. Raises RecordError where the shelf cannot be
    written.
    """
    shelf.begin(LINKER)
    keys = list(shelf.waiting() if documents is None else documents)
    failures: list[Failure] = []
    for done, batch in _batches(keys):
        read = list(zip(batch, mapped(read_one, map(shelf.extraction, batch)), strict=True))
        failures += [one for _, one in read if isinstance(one, Failure)]
        sheets = {key: one for key, one in read if isinstance(one, Sheet)}
        failures += _link(shelf, sheets, batch)
        if told is not None:
            told(done, len(keys))
    return tuple(failures)


def _batches(keys: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    rest, done = iter(keys), 0
    while batch := list(islice(rest, BATCH)):
        done += len(batch)
        yield done, batch


def read_one(extraction: Extraction) -> Sheet | Failure:
    """The sheet of a document, or why there is none."""
    try:
        return sheet(extraction)
    except OnRecordError:
        raise
    except Exception as error:
        return _failure(extraction.document.id, error)


def _link(shelf: Shelf, sheets: Mapping[int, Sheet], batch: Sequence[int]) -> list[Failure]:
    """Links a batch; where that fails, each of its documents by itself, to tell which one it is."""
    try:
        with shelf.together():
            _Arrivals(shelf, sheets).link()
            shelf.done(batch)
    except OnRecordError:
        raise
    except Exception as error:
        if len(batch) > 1:
            return [
                f for key in batch for f in _link(shelf, {k: s for k, s in sheets.items() if k == key}, [key])
            ]
        with shelf.together():
            shelf.done(batch)
        return [_failure(shelf.document(batch[0]).id, error)]
    return []


def _failure(document: str, error: Exception) -> Failure:
    reason = type(error).__name__
    told = (
        f"the link stage failed on this document ({reason}: {error}); its findings are on record all the same"
    )
    return Failure(document, "link", reason, told)


@dataclass(frozen=True, slots=True)
class Kept:
    """An account that is on the shelf."""

    row: Row
    account: Account

    @property
    def key(self) -> int:
        """The attribution's key."""
        return self.row.key


_unpacked: dict[str, Account] = {}
"""Accounts that have been read, by their packed form and id, the latest `REMEMBERED`: what is compared often
is read once."""
REMEMBERED = 20_000


def kept(row: Row) -> Kept:
    """What the shelf keeps, as an account."""
    known = _unpacked.get(row.attribution_id + row.value)
    if known is None:
        known = remember(unpack(row.value, id=row.attribution_id, document=row.document_id), row.value)
    return Kept(row, known)


def remember(account: Account, value: str) -> Account:
    """Keeps an account at hand under its packed form, in place of the one that was kept first."""
    if len(_unpacked) >= REMEMBERED:
        del _unpacked[next(iter(_unpacked))]
    _unpacked[account.id + value] = account
    return account


_Pair = tuple[Kept, Kept]


class _Arrivals:
    """Some documents that arrive on the shelf together."""

    def __init__(self, shelf: Shelf, sheets: Mapping[int, Sheet]) -> None:
        self.shelf, self.sheets = shelf, sheets
        self.narrations: dict[int, Narration] = {key: one.narration for key, one in sheets.items()}
        for one in sheets.values():
            for entry in one.entries:
                remember(entry.account, entry.value)
        self.members: dict[int, Member] = {}
        self.echoes: dict[int, bool] = {}
        self.lost: list[int] = []

    def link(self) -> None:
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
            self._mark(pairs)
            self._compare(pairs)
            compared += [one.key for one in fresh]
            # Who was an echo of what it does not meet any longer stands for itself.
            fresh = self._fresh(self._make_room(evicted, {one.key for one in fresh}))
        self.shelf.regroup(compared, self.lost)

    def _narration(self, key: int) -> Narration:
        if key not in self.narrations:
            self.narrations[key] = narration(self.shelf.document(key))
        return self.narrations[key]

    def _put(self, again: set[int], moved: set[int]) -> list[Kept]:
        """The accounts that are to be compared: what arrives, and what is not what it was."""
        filed = [(key, entry) for key, one in self.sheets.items() for entry in one.entries]
        keys, lost = self.shelf.put([(key, *_filed(entry)) for key, entry in filed])
        self.lost = list(lost)
        again |= set(self.shelf.released(self.lost)) | set(self.shelf.heads_in(moved))
        self.shelf.unlink(sorted(again))
        self.lost += sorted(again)
        return self._fresh(again | {keys[key, entry.id] for key, entry in filed})

    def _fresh(self, keys: Iterable[int]) -> list[Kept]:
        """Those of some accounts that are heads, as nobody's echo."""
        fresh = [kept(row) for row in self.shelf.heads(keys)]
        for one in fresh:
            if one.row.echo:
                self.shelf.set_echo(one.key, None)
            self.echoes[one.key] = False
        return fresh

    def _meet(self, fresh: Sequence[Kept]) -> tuple[list[_Pair], Sequence[tuple[int, int]]]:
        """The pairs of accounts whose wordings meet, each once; and what had to make room in the lists."""
        known = {entry.wording: entry.terms for one in self.sheets.values() for entry in one.entries}
        terms = {
            one.row.wording: known.get(one.row.wording) or terms_of(one.account.reading) for one in fresh
        }
        under, evicted = self.shelf.post(terms)
        met = {wording: _met(wording, each, under) for wording, each in terms.items()}
        heads: dict[int, list[Kept]] = {}
        for row in self.shelf.heads_of({other for each in met.values() for other in each}):
            heads.setdefault(row.wording, []).append(kept(row))
            self.echoes.setdefault(row.key, row.echo)
        self.members = dict(self.shelf.families(one.row.document for each in heads.values() for one in each))
        pairs: dict[tuple[int, int], _Pair] = {}
        for one in fresh:
            for wording in met[one.row.wording]:
                for other in heads.get(wording, ()):
                    if other.key != one.key:
                        pairs.setdefault((min(one.key, other.key), max(one.key, other.key)), (one, other))
        for one, other in _beside(fresh, self._siblings(fresh)):
            pairs.setdefault((min(one.key, other.key), max(one.key, other.key)), (one, other))
        return list(pairs.values()), evicted

    def _siblings(self, fresh: Iterable[Kept]) -> list[Kept]:
        """What else earlier articles say of which something is compared anew."""
        known = {one.key for one in fresh}
        earlier = {one.row.document for one in fresh} - self.sheets.keys()
        rows = self.shelf.heads(set(self.shelf.heads_in(earlier)) - known) if earlier else ()
        for row in rows:
            self.echoes.setdefault(row.key, row.echo)
        return [kept(row) for row in rows]

    def _one_text(self, pair: _Pair) -> bool:
        one, other = (self.members.get(side.row.document) for side in pair)
        if one is None or other is None or one.document == other.document:
            return False
        return one.family == other.family

    def _mark(self, pairs: Iterable[_Pair]) -> None:
        """Marks what an earlier article of its family says in the same words."""
        for pair in pairs:
            if not self._one_text(pair):
                continue
            first, second = sorted(pair, key=lambda side: self.members[side.row.document].place)
            if self.echoes[second.key]:
                continue
            found = relate(first.account, second.account, one_text=True)
            if found is not None and found.relation is Relation.SAME_QUOTE:
                self.shelf.set_echo(second.key, first.key)
                self.echoes[second.key] = True
                self.lost.append(second.key)

    def _compare(self, pairs: Iterable[_Pair]) -> None:
        """Finds and keeps what the two of each pair are to each other."""
        found: list[Found] = []
        for one, other in pairs:
            echoes = self.echoes[one.key] + self.echoes[other.key]
            if echoes == 2:
                continue
            it = relate(one.account, other.account, one_text=self._one_text((one, other)))
            # The models say how sure a finding is. Asked about every near pair as well they cost 300 ms an
            # article beside 20, and six of the eight relations that only they saw in the samples were none.
            if it is not None:
                it = weighed(one.account, other.account, it)
            if it is None or (echoes and it.relation is not Relation.SAME_QUOTE):
                continue
            left, right = (one, other) if comes_first(one.account, other.account) else (other, one)
            why, spans = (it.signal, it.explanation), (it.left, it.right)
            found.append((left.key, right.key, it.relation, round(it.score, 3), it.sure, *why, *spans))
        self.shelf.link(found, LINKER)

    def _make_room(self, evicted: Sequence[tuple[int, int]], compared: set[int]) -> set[int]:
        """Takes back the links of wordings that met only under terms where one of them no longer stands,
        unless they have just been compared; returns what was an echo for no other reason."""
        moved = [
            kept(row)
            for row in self.shelf.heads_of({wording for _, wording in evicted})
            if row.key not in compared
        ]
        links = self.shelf.linked_with([one.key for one in moved])
        echoes = self.shelf.echoes_with([one.key for one in moved])
        both = {side for link in links for side in link[1:]} | {side for pair in echoes for side in pair}
        sides = {row.key: kept(row) for row in self.shelf.heads(both)}

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


def _beside(fresh: Sequence[Kept], siblings: Sequence[Kept]) -> Iterator[tuple[Kept, Kept]]:
    """Pairs of accounts of one article that have any term in common: what one article tells is about one
    thing, so that one word may do. The siblings have been compared with each other before."""
    before = {one.key for one in siblings}
    articles: dict[int, list[Kept]] = {}
    for one in (*fresh, *siblings):
        articles.setdefault(one.row.document, []).append(one)
    for article in articles.values():
        for one, other in combinations(article, 2):
            if one.key in before and other.key in before:
                continue
            if not one.account.reading.about.isdisjoint(other.account.reading.about):
                yield one, other


def _filed(entry: Entry) -> tuple[str, int, int, int, str, str]:
    return entry.id, entry.wording, entry.stance, entry.utterance, entry.place, entry.value


def _met(wording: int, terms: frozenset[int], under: Mapping[int, Sequence[int]]) -> set[int]:
    """The wordings that one meets, itself among them."""
    met = {wording}
    for term in terms:
        listed = under.get(term, ())
        if wording in listed:
            met.update(listed)
    return met
