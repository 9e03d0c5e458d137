"""Of whom the judge is asked: of two who speak of one thing in one room.

A room is a week, whose neighbours are beside it, or all that one speaker says at any time. What the explained
signals do not see costs the judge some milliseconds a pair, and every room holds more pairs about one thing
than anybody could have judged: the more wordings are in it, the nearer two have to be (as E-values grow with
what is searched; Karlin and Altschul 1990). And where many crowd about one thing, in one corner of the room,
they have to be nearer still.

Rooms only ever grow, so that who is asked in the end depends on what is on record, not on when it came: a
link that rests on a room is taken back once the two would not be asked about any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from onrecord.link.account import Account
from onrecord.link.meaning.vectors import cosines, stacked
from onrecord.link.shelf import Shelf
from onrecord.link.words import digest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

QUIET = 64
"""Wordings of a room up to which two may be as little alike as `LEAST`: 20 articles a week of PolNeAR have
480."""

LEAST = 0.32
PER_DOUBLING = 0.035
"""How near two must be in a room of so many wordings, and how much more each time that these double."""

LEAST_OWN = 0.48
"""The same for what one speaker says at any time. Of generated articles the judge would be asked about 3.0
pairs of one speaker for each at 2,000 with 0.32; of the six changes of position that it alone finds among the
long tuning pairs four are as near as this."""

CORNER = 64
PER_CROWD = 0.05
"""Wordings of a corner of a room up to which nothing more is asked for, and how much more each time that
these double."""

CORNERS = 1 << 10
"""Corners of a room: by the signs of the first ten numbers of a vector."""

UNDATED = date.max.toordinal()
"""The day of accounts without one."""

NO_WEEK = UNDATED // 7
"""The room of accounts without a day, which is beside all weeks."""

ROWS = 256
"""Vectors that are put beside all of a room together."""

Pair = tuple[int, int]


class Near(NamedTuple):
    """How near two wordings are, and the places of the smaller and the larger one in every two rooms in which
    that is enough."""

    likeness: float
    places: list[tuple[Place, Place]]


class Place(NamedTuple):
    """A room, and the corner of it in which a wording is."""

    room: int
    corner: int

    @property
    def number(self) -> int:
        """One number for both."""
        return self.room * CORNERS + self.corner


def day_of(place: str) -> int:
    """The day of an account by its place, counted from the year 1."""
    return _day(place[:10])


@lru_cache(maxsize=1 << 14)
def _day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


def rooms_of(account: Account) -> tuple[int, ...]:
    """The rooms of an account: its week first, then one for who speaks by name, and for whom: by the last
    word, since "Renn" may be "Tobias Renn"."""
    named = [
        voice.rsplit(" ", 1)[-1]
        for voice in (account.voice, account.speaks_for)
        if voice and not voice.startswith(f"{account.document} ")
    ]
    return day_of(account.place) // 7, *(-1 - (digest(f"voice {name}") & (1 << 48) - 1) for name in named)


def beside(room: int) -> tuple[int, ...]:
    """The rooms in which those of a room are heard, itself among them; without a day, see `Rooms`."""
    return (room,) if room < 0 or room == NO_WEEK else (room - 1, room, room + 1, NO_WEEK)


def least_likeness(wordings: int, in_corner: int = 0, *, own: bool = False) -> float:
    """How near two must be in a room of so many wordings, of which so many are in their corner; ``own`` says
    that it is all that one speaker says."""
    import numpy as np

    least = (
        (LEAST_OWN if own else LEAST)
        + PER_DOUBLING * _doublings(wordings, QUIET)
        + PER_CROWD * _doublings(in_corner, CORNER)
    )
    # as precise as the cosines that it is compared with
    return float(np.float32(least))


def _doublings(count: int, of: int) -> int:
    return (count // of).bit_length()


@dataclass(frozen=True, slots=True)
class Room:
    """Who is in a room: ``wordings`` sorted, the ``vectors`` of each and its ``corners``, how many are in
    each corner, ``counts``, and how near one has to be to each wording, ``least``."""

    wordings: NDArray[np.int64]
    vectors: NDArray[np.float32]
    corners: NDArray[np.int64]
    counts: NDArray[np.int64]
    least: NDArray[np.float32]

    @classmethod
    def of(cls, number: int, wordings: NDArray[np.int64], packed: bytes) -> Room:
        """The room of this number with these wordings and their vectors, one after the other."""
        import numpy as np

        vectors = stacked(packed)
        bits = CORNERS.bit_length() - 1
        corners = (vectors[:, :bits] > 0) @ (1 << np.arange(bits))
        counts = np.bincount(corners, minlength=CORNERS)
        sizes, which = np.unique(counts[corners], return_inverse=True)
        asked = [least_likeness(len(wordings), int(size), own=number < 0) for size in sizes]
        least = np.array(asked, np.float32)[which]
        return cls(wordings, vectors, corners, counts, least)

    def at(self, wordings: Iterable[int]) -> NDArray[np.int64]:
        """Where these wordings are."""
        import numpy as np

        return np.searchsorted(self.wordings, np.array(sorted(wordings), dtype=np.int64))


KNOWN = 8
"""Rooms that are kept at hand, the latest: 19,000 wordings take 10 MB."""


class Rooms:
    """The rooms of a shelf, for one batch of arrivals."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.risen: dict[int, float] = {}
        """The places (by their numbers) in which more likeness is asked for than before, and how much."""
        self._entered: dict[int, Sequence[int]] = {}
        self._known: dict[int, Room] = {}

    def enter(self, said: Mapping[tuple[int, int], bytes]) -> None:
        """Lets wordings into rooms (room and wording, with the vector)."""
        self._entered |= self.shelf.enter(said)

    def near(self, fresh: Mapping[int, Iterable[int]]) -> dict[Pair, Near]:
        """The pairs of wordings, one of them among the fresh ones of a room, that are near enough there; the
        smaller number first. Brings `risen` up to date with those who have entered."""
        found: dict[Pair, Near] = {}
        for number in sorted(fresh.keys() | self._entered.keys()):
            here = self.room(number)
            self._rise(number, here, self._entered.pop(number, ()))
            at = here.at(set(fresh.get(number, ())))
            for other in self._beside(number):
                for pair, likeness, *places in _near((number, here), at, (other, self.room(other))):
                    found.setdefault(pair, Near(likeness, [])).places.append((places[0], places[1]))
        return found

    def _rise(self, number: int, now: Room, new: Sequence[int]) -> None:
        import numpy as np

        came = np.bincount(now.corners[now.at(new)], minlength=CORNERS)
        before = len(now.wordings) - len(new)
        fuller = _doublings(before, QUIET) != _doublings(len(now.wordings), QUIET)
        grown = (now.counts > came) & (fuller | (came > 0))
        for corner in np.flatnonzero(grown).tolist():
            there = int(now.counts[corner])
            least = least_likeness(len(now.wordings), there, own=number < 0)
            if least > least_likeness(before, there - int(came[corner]), own=number < 0):
                self.risen[Place(number, corner).number] = least

    def room(self, number: int) -> Room:
        """Who is in a room now."""
        known = self._known.pop(number, None) or Room.of(number, *self.shelf.said_in(number))
        self._known[number] = known
        if len(self._known) > KNOWN:
            del self._known[next(iter(self._known))]
        return known

    def _beside(self, room: int) -> Sequence[int]:
        return self.shelf.rooms_between(0, NO_WEEK) if room == NO_WEEK else beside(room)

    def places(
        self, one: tuple[int, Sequence[int]], other: tuple[int, Sequence[int]], likeness: float
    ) -> Iterator[tuple[Place, Place]]:
        """The places of two wordings, given with the rooms in which both are said, where they are near enough
        as they are."""
        for mine, theirs in product(one[1], other[1]):
            if theirs not in beside(mine) and NO_WEEK not in (mine, theirs):
                continue
            if (mine < 0) != (theirs < 0):
                continue
            here, there = self._place(mine, one[0]), self._place(theirs, other[0])
            if here and there and likeness >= max(here[1], there[1]):
                yield here[0], there[0]

    def _place(self, room: int, wording: int) -> tuple[Place, float] | None:
        """Where a wording is in a room, and how near one has to be to it there; None for one that is not in
        it."""
        known = self.room(room)
        (at,) = known.at([wording]).tolist()
        if at == len(known.wordings) or known.wordings[at] != wording:
            return None
        return Place(room, int(known.corners[at])), float(known.least[at])


def _near(
    here: tuple[int, Room], at: NDArray[np.int64], there: tuple[int, Room]
) -> Iterator[tuple[Pair, float, Place, Place]]:
    """Pairs of those at some places in one room and all in another that are near enough for both."""
    import numpy as np

    (number, one), (other, two) = here, there
    if not len(at) or not len(two.wordings):
        return
    for first in range(0, len(at), ROWS):
        some = at[first : first + ROWS]
        close = cosines(one.vectors[some], two.vectors)
        # most are near enough for nobody; of a matrix made flat they are left aside ten times as fast
        found = np.flatnonzero(close >= max(one.least[some].min(), two.least.min()))
        rows, columns = np.divmod(found, len(two.wordings))
        near = close[rows, columns]
        enough = near >= np.maximum(one.least[some[rows]], two.least[columns])
        rows, columns, near = some[rows[enough]], columns[enough], near[enough]
        told = (
            one.wordings[rows], two.wordings[columns], near, one.corners[rows], two.corners[columns],
        )  # fmt: skip
        for mine, theirs, likeness, corner, other_corner in zip(
            *(each.tolist() for each in told), strict=True
        ):
            places = Place(number, corner), Place(other, other_corner)
            if mine < theirs:
                yield (mine, theirs), likeness, *places
            elif theirs < mine:
                yield (theirs, mine), likeness, *reversed(places)
