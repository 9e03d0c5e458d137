"""The terms by which accounts meet in an index: runs of words for quotations, pairs of weighty terms for what
is about one thing. A function of the wording alone: who meets whom does not depend on what came first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from onrecord.link.clauses import Reading, clauses
from onrecord.link.lexicon import FIRST_PERSON, THIRD_PERSON
from onrecord.link.words import digest, folded_words

PAIRED = 4
"""So many of a clause's weightiest terms are paired. Of the 186 relations found on the gold pairs all meet in
the index with 3, 4, 5 and 6; their sentences are short, so one more than the least."""

CLAUSES = 12
"""Clauses of a content that are indexed."""

PAIRED_OF_ALL = 8
"""So many of a whole content's weightiest terms are paired as well: what is said of one thing in two long
contents seldom stands in two clauses alike. Of the long tuning pairs that are related 58 % meet by clauses
alone, 70 % with 6, 76 % with 8, 82 % with 10, 84 % with 12; of contents of different articles in PolNeAR's
train part one meets 16 others among 2,500 by clauses alone, 24 with 8, 28 with 10, 31 with 12. With 10
linking 1,000 generated articles takes 26 ms each instead of 18 (bench/link_size.py)."""

GRAMS = 60
"""Runs of words of a content that are indexed, evenly picked by their numbers where there are more."""


def terms_of(reading: Reading) -> frozenset[int]:
    """The numbers under which a wording is found; empty for one that says nothing."""
    found = set(sorted(reading.runs)[:GRAMS])
    everything: dict[str, float] = {}
    for clause in clauses(reading)[:CLAUSES]:
        weights = {**dict.fromkeys(clause.open, 9.0), **clause.terms}
        heavy = _heaviest(weights, PAIRED)
        if len(heavy) == 1 and clause.quantities:
            found.add(digest(f"one {heavy[0]}"))
        found.update(_pairs(heavy))
        for term, bits in weights.items():
            everything[term] = max(bits, everything.get(term, 0.0))
    found.update(_pairs(_heaviest(everything, PAIRED_OF_ALL)))
    return frozenset(found)


def _heaviest(weights: Mapping[str, float], count: int) -> list[str]:
    return sorted(weights, key=lambda term: (-weights[term], term))[:count]


def _pairs(terms: Iterable[str]) -> Iterator[int]:
    return (digest(f"pair {a} {b}") for a, b in combinations(sorted(terms), 2))


def number_of(reading: Reading, terms: frozenset[int]) -> int:
    """One number for all readings that compare alike: same words, same people meant by them. Wordings of few
    terms have the smaller numbers: where a list has no room for all, the plainest are kept."""
    words = folded(reading)
    # who speaks matters where a pronoun may stand for them
    speaker = frozenset() if (FIRST_PERSON | THIRD_PERSON).isdisjoint(words) else reading.speaker
    meant = sorted({term for _, term in reading.resolved} | speaker)
    context = [word for span in reading.context for word in folded_words(reading.text, span)]
    number = digest("\x00".join([" ".join(words), " ".join(meant), " ".join(context)]))
    return (min(len(terms), 127) << 56) | (number & ((1 << 56) - 1))


def folded(reading: Reading) -> tuple[str, ...]:
    """The folded words of a content."""
    return tuple(word for span in reading.content for word in folded_words(reading.text, span))
