"""Many different numbers of one thing, which are one matter: who reads "58 different counts" need not read
that each clashes with each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.link.numbers import quantities
from onrecord.link.words import words_of
from onrecord.model import Relation, Spans

if TYPE_CHECKING:
    from onrecord.store.links import Link
    from onrecord.store.statements import Statement

COUNTS = 4
"""Different numbers of one thing from which on they are told as one matter: three make three pairs, which are
read as fast as they are summed up; four make six, ten 45. In the samples no thing has more than two."""

Pair = tuple[str, str]
"""The ids of both sides of a link."""

_Number = tuple[str, Spans]


@dataclass(frozen=True)
class Counts:
    """The numbers that are given of one thing, in the words of those who give them, one for each value, the
    smallest first, and in how many pairs of statements they clash."""

    numbers: tuple[str, ...]
    pairs: int


def counts(found: Iterable[Link]) -> Mapping[Pair, Counts]:
    """For contradictions between numbers the counts that they are part of, where these are many. Numbers are
    of one thing where a chain of contradictions leads from one to the other."""
    links = [x for x in found if x.relation is Relation.CONTRADICTS and x.signal == "number"]
    group: dict[_Number, list[_Number]] = {}
    words: dict[_Number, str] = {}
    for link in links:
        for side, spans in ((link.left, link.left_spans), (link.right, link.right_spans)):
            words.setdefault((side.id, spans), _words(side, spans))
        one, two = (group.setdefault(n, [n]) for n in ((link.left.id, link.left_spans), _right(link)))
        if one is not two:
            small, large = sorted((one, two), key=len)
            large += small
            group |= dict.fromkeys(small, large)
    told: dict[int, Counts] = {}
    pairs: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        pairs[id(group[_right(link)])].append(link)
    for members in {id(each): each for each in group.values()}.values():
        # of "20" and "twenty" the shorter one stands last, and stays
        told_as = sorted((words[n] for n in members), key=lambda w: (-len(w), w))
        numbers = {_value(each): each for each in told_as}
        if len(numbers) >= COUNTS:
            of_them = pairs[id(members)]
            told[id(members)] = Counts(tuple(numbers[value] for value in sorted(numbers)), len(of_them))
    return {
        (link.left.id, link.right.id): told[place]
        for place, each in pairs.items()
        if place in told
        for link in each
    }


def _right(link: Link) -> _Number:
    return link.right.id, link.right_spans


def _words(side: Statement, spans: Spans) -> str:
    """The words of a content that stand at some spans of its document."""
    found = [
        words[max(0, span.start - whole.start) : span.end - whole.start]
        for span in spans
        for whole, words in zip(side.content.spans, side.content.words, strict=True)
        if whole.covers(span)
    ]
    return " … ".join(found)


def _value(words: str) -> tuple[float, str]:
    """What a number sorts by: its value, and its words where none is read in them."""
    found = quantities(words, tuple(words_of(words)))
    return (found[0].value, "") if found else (float("inf"), words)
