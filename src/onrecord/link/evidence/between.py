"""Everything that two accounts say of each other.

Signals are kept apart, and each says which words it rests on: what the sources do with the content (affirm,
deny), negation, opposites, quantities, times of day. They are compared between clauses that are about one
thing.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.link.account import Account
from onrecord.link.clauses import clauses
from onrecord.link.evidence.counts import counts_clash
from onrecord.link.evidence.doers import doers_clash
from onrecord.link.evidence.found import Evidence
from onrecord.link.evidence.hours import times_clash
from onrecord.link.evidence.pair import Pair
from onrecord.link.evidence.turned import turned
from onrecord.link.matching import matched, too_little


def evidence(left: Account, right: Account) -> Iterator[Evidence]:
    """Everything that the clauses of two accounts say of each other. Both must affirm or deny."""
    if too_little(left.reading, right.reading):
        return
    one_speaker = left.is_of(right)
    for one in clauses(left.reading):
        for two in clauses(right.reading):
            match = matched(one, two, one_speaker=one_speaker)
            if match is not None:
                yield from _between(Pair(left, right, one, two, match))


def _between(pair: Pair) -> Iterator[Evidence]:
    if not pair.about_one_thing():
        return
    found = [each for each in (counts_clash(pair), times_clash(pair), doers_clash(pair)) if each is not None]
    if not found and (other := turned(pair)) is not None:
        found.append(other)
    yield from found
