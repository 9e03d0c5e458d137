"""Of whom the judge is asked: of two who have more in common than chance brings about, and who share a term
that was not crowded when they spoke.

What the explained signals do not see costs the judge some milliseconds a pair, and in a large record every
week holds more pairs about one thing than anybody could have judged. Two counts say which are worth it. The
first is how many wordings a week holds: with twice as many, twice as many are as much alike by chance, and
two have to be more alike (as E-values grow with what is searched; Karlin and Altschul 1990). The second is
how many of a week stand under each term by which two wordings meet: where "gate" and "lantern" come together
in three contents of a week the judge is asked, where two candidates do in three hundred it is not (block
purging; Papadakis, Svirsky, Gal and Palpanas, "Comparative analysis of approximate blocking techniques for
entity resolution", PVLDB 2016).

Counts only ever grow, so that who is asked in the end depends on what is on record, not on when it came: a
link that the judge alone has seen is taken back once it would not be asked any more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.link.meeting import Times
from onrecord.link.shelf import Leaning, Row, Shelf

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEW = 8
"""Wordings of one week under a term up to which it brings two to the judge. In PolNeAR's train part, 20
articles a week about one campaign, the judge is asked about 5.0 to 8.8 pairs across articles for each article
without a bound, 2.9 to 4.7 with 8, 1.7 to 2.9 with 4; of what it alone finds there some 71 % are left with 8,
47 % with 4."""

QUIET = 512
"""Wordings of one week up to which two may be as little alike as outlines allow: 20 articles a week of
PolNeAR have 480."""

LEAST = 0.2
PER_DOUBLING = 0.05
"""How far two must be alike in a week of so many wordings, and how much more each time that these double. Of
a million pairs of sentences from two articles of the BBC (two years, all sections) 1,197 share a term and 8
bits, 943 are alike by 0.2, 604 by 0.25, 337 by 0.3, 171 by 0.35, 89 by 0.4, 49 by 0.45, 30 by 0.5: beyond the
first steps half as many each time. Where a year has 100,000 articles a week has some 19,000 wordings, and
0.45 is asked for. Of the 17 long tuning pairs that the judge alone finds 17, 17, 16, 14, 12, 10 and 8 are
left at these steps. Bits in common instead tell chance from the rest worse: with 145 of the million 9 of the
17."""

ALL = 0
"""Stands for a term in the count of all wordings of a week."""

UNDATED = date.max.toordinal()
"""The day of accounts without one."""

Room = tuple[int, int]
"""A week and a term."""


class Near(NamedTuple):
    """Two accounts that meet, and how far their wordings are alike (see `outlines.Outlines.near`)."""

    one: Row
    other: Row
    alike: float


def day_of(place: str) -> int:
    """The day of an account by its place, counted from the year 1."""
    return _day(place[:10])


def week_of(place: str) -> int:
    """The week of an account by its place; one of its own for all that have no day."""
    return day_of(place) // 7


NO_WEEK = UNDATED // 7
"""The week of accounts without a day."""


@lru_cache(maxsize=1 << 14)
def _day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


def least_likeness(wordings: int) -> float:
    """How far two must be alike in a week of so many wordings."""
    if wordings < QUIET:
        return 0.0
    return LEAST + PER_DOUBLING * ((wordings // QUIET).bit_length() - 1)


class Crowds:
    """The crowds on a shelf, for one batch of arrivals."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.crowded: list[Room] = []
        self.risen: dict[int, float] = {}
        """The weeks in which more likeness is asked for than before."""

    def count(self, said: Mapping[Room, frozenset[int]]) -> None:
        """Counts wordings (week and number, with their terms) where they have not been counted before."""
        new = self.shelf.first_said(said)
        grown = Counter((week, term) for week, number in new for term in (ALL, *said[week, number]))
        before = self.shelf.crowds(grown)
        kept = {}
        for room, more in grown.items():
            was, now = before.get(room, 0), before.get(room, 0) + more
            if room[1] == ALL:
                kept[room] = now
                if least_likeness(now) > least_likeness(was):
                    self.risen[room[0]] = least_likeness(now)
            elif was <= FEW:
                kept[room] = min(now, FEW + 1)
                if now > FEW:
                    self.crowded.append(room)
        self.shelf.set_crowds(kept)

    def times(self, fresh: Iterable[Row]) -> Times:
        """When wordings were said in the weeks of these accounts and in those beside; in any week, if one of
        these has no day."""
        import numpy as np

        weeks = {week_of(row.place) for row in fresh}
        near = {week + by for week in weeks for by in (-1, 0, 1)} - {NO_WEEK}
        found = {
            week: self.shelf.said_in(week) for week in (self.shelf.weeks() if NO_WEEK in weeks else near)
        }
        found[NO_WEEK] = self.shelf.said_in(NO_WEEK)
        ends = [(0.0, np.inf) if week == NO_WEEK else (week, week) for week in found]
        wordings = np.concatenate(list(found.values()))
        first, last = np.repeat(ends, [len(each) for each in found.values()], axis=0).T
        order = np.argsort(wordings, kind="stable")
        wordings, first, last = wordings[order], first[order], last[order]
        begins = np.flatnonzero(np.diff(wordings, prepend=-1 if not len(wordings) else wordings[0] - 1))
        if not len(begins):
            return Times(wordings, first, last)
        return Times(wordings[begins], np.minimum.reduceat(first, begins), np.maximum.reduceat(last, begins))

    def rooms(
        self, pairs: Sequence[Near], terms: NDArray[np.int64], wordings: NDArray[np.int64]
    ) -> list[list[Room]]:
        """For each pair the rooms in which both stand among few, empty where there is none or where they
        share too little. ``terms`` and ``wordings`` say, pair by pair and sorted, who stands under which
        term."""
        import numpy as np

        order = np.argsort(wordings, kind="stable")
        terms, wordings = terms[order], wordings[order]

        def under(wording: int) -> NDArray[np.int64]:
            begin, end = np.searchsorted(wordings, [wording, wording + 1])
            return terms[begin:end]

        def shared(pair: Near) -> list[int]:
            one, other = under(pair.one.wording), under(pair.other.wording)
            return [int(term) for term in np.intersect1d(one, other, assume_unique=True)]

        return self._few(pairs, shared)

    def left(self, evicted: Iterable[int], terms_of: Callable[[Row], frozenset[int]]) -> set[tuple[int, int]]:
        """The pairs of accounts that the judge would not be asked about any more: their room is crowded now,
        one of them stands no longer under its term, which is among ``evicted``, or their week has filled."""
        leaning = self.shelf.leaning_on(self.crowded, evicted, self.risen)
        rows = {row.key: row for row in self.shelf.heads({key for each in leaning for key in each[:2]})}
        pairs = [Near(rows[a], rows[b], alike) for a, b, alike in leaning if a in rows and b in rows]

        def shared(pair: Near) -> list[int]:
            sides = pair.one, pair.other
            return [
                term
                for term in sorted(terms_of(pair.one) & terms_of(pair.other))
                if all(self.shelf.is_listed(term, side.wording) for side in sides)
            ]

        rooms = self._few(pairs, shared)
        return {(pair.one.key, pair.other.key) for pair, few in zip(pairs, rooms, strict=True) if not few}

    def leaning(self, pair: Near, rooms: Sequence[Room]) -> list[Leaning]:
        """On what the link of a pair rests that the judge alone has seen; empty where it rests on no room."""
        keys = sorted((pair.one.key, pair.other.key))
        weeks = {(week, ALL) for week, _ in rooms}
        return [(term, week, keys[0], keys[1], pair.alike) for week, term in sorted({*rooms, *weeks})]

    def _few(self, pairs: Sequence[Near], shared: Callable[[Near], list[int]]) -> list[list[Room]]:
        """For each pair the rooms under the terms that it shares that are not crowded."""
        weeks = [[week_of(side.place) for side in (pair.one, pair.other)] for pair in pairs]
        volumes = self.shelf.crowds((week, ALL) for each in weeks for week in each)
        least = [max(least_likeness(volumes.get((week, ALL), 0)) for week in each) for each in weeks]
        wanted = [
            [[(week, term) for week in each] for term in shared(pair)] if pair.alike >= enough else []
            for pair, each, enough in zip(pairs, weeks, least, strict=True)
        ]
        crowds = self.shelf.crowds(room for each in wanted for rooms in each for room in rooms)
        return [
            [room for rooms in each if all(crowds.get(r, 0) <= FEW for r in rooms) for room in rooms]
            for each in wanted
        ]
