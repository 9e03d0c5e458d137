"""Families of copies: whom an arriving document copies, who copies it, and whose text it is in the end.

The order within a family is by what its members are, not by when they came: first those of an outlet that
another member credits, then by day, then the longer text (copies are cut), then by id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from onrecord.link.copies import Narration, copied, names_of
from onrecord.link.shelf import Texts
from onrecord.link.words import digest


class Families:
    """The families on a shelf, for one batch of arrivals. ``read`` gives the narration of a document."""

    def __init__(self, shelf: Texts, read: Callable[[int], Narration]) -> None:
        self.shelf, self.read = shelf, read

    def arrive(self, key: int) -> set[int]:
        """Files a document's text. Returns the other documents whose place or family is not what it was: what
        they are to each other is to be looked at again."""
        met = self._met(key)
        if not met and not self.shelf.families([key]):
            return set()
        moved, joined = self._join(key, met)
        credited = self._credit(self.shelf.families([key])[key].family, joined)
        self._find_origins(key, met)
        for each in sorted(credited - {key}):
            self._find_origins(each, self._met(each))
        return (moved | credited) - {key}

    def _met(self, key: int) -> list[int]:
        """The documents with which one has a text in common, among those that the shelf offers."""
        mine = self.read(key)
        near = self.shelf.texts_near(key, mine.sketch, digest(mine.document))
        return [other for other in near if copied(mine, self.read(other))]

    def _join(self, key: int, met: Iterable[int]) -> tuple[set[int], list[str] | None]:
        """Makes a document and those it meets one family. Returns the documents that have new relatives
        beside the one that arrives, all but the largest group that was there; and the outlets that may be
        credited now and were not before, None for any."""
        known = self.shelf.families([key, *met])
        alone = [each for each in (key, *met) if each not in known]
        families = {member.family for member in known.values()}
        largest = next(iter(families), key)
        if len(families) > 1:
            largest = max(families, key=lambda f: (self.shelf.family_size(f), -f))
        moved = set(alone if families else alone[2:])
        for family in sorted(families - {largest}):
            moved.update(member.document for member in self.shelf.relatives(family))
            self.shelf.merge_families(family, largest)
        news = len(families) != 1
        for each in alone:
            one = self.read(each)
            # what two outlets credit is credited by another one already, whoever is meant
            news |= any(len(self.shelf.crediting(largest, name, but="")) < 2 for name in one.credits)
            self.shelf.join_family(each, largest, _place(one), outlet=one.outlet or "", credited=one.credits)
        return moved, None if news else [self.read(each).outlet or "" for each in alone]

    def _credit(self, family: int, outlets: Iterable[str] | None) -> set[int]:
        """Puts those first whose outlet, of these or of all, another member credits; returns the documents
        that this moved. A story has thousands of outlets at most times, of which a few are credited."""
        moved = set()
        for outlet in self.shelf.outlets(family) if outlets is None else outlets:
            names = sorted(names_of(outlet)) if outlet else []
            if not any(self.shelf.crediting(family, name, but=outlet) for name in names):
                continue
            for member in self.shelf.relatives(family, outlet):
                if not member.place.startswith("0"):
                    self.shelf.set_place(member.document, "0" + member.place[1:])
                    moved.add(member.document)
        return moved

    def _find_origins(self, key: int, met: list[int]) -> None:
        """Who of those it meets a document copies, and which of them copy it."""
        known = self.shelf.families([key, *met])
        own = known[key].place
        before = [known[other] for other in met if known[other].place < own]
        if before:
            self._set(key, min(before, key=lambda m: m.place).document)
        else:
            self.shelf.set_origin(key, None)
        for other in met:
            if known[other].place < own:
                continue
            origin = self.shelf.origin(other)
            if origin is None or own < self.shelf.families([origin])[origin].place:
                self._set(other, key)

    def _set(self, copy: int, origin: int) -> None:
        one, other = self.read(copy), self.read(origin)
        shared = len(one.shingles & other.shingles)
        self.shelf.set_origin(copy, origin, shared=shared, share=shared / max(1, len(one.shingles)))


def _place(one: Narration) -> str:
    longest_first = 9_999_999 - len(one.shingles)
    return f"1 {one.published or date.max} {longest_first:07} {one.document}"
