"""Two times of day of one event that cannot both be right."""

from __future__ import annotations

from onrecord.link.account import one_story, sign
from onrecord.link.evidence.found import Evidence
from onrecord.link.evidence.pair import Pair
from onrecord.link.matching import SAME_MATTER


def times_clash(pair: Pair) -> Evidence | None:
    """Two times of the same thing that do not meet; None where there are none."""
    if max(pair.match.of_left, pair.match.of_right) < SAME_MATTER or pair.open():
        return None
    if not pair.match.terms - pair.one.names - pair.two.names:
        return None
    if not one_story(pair.left, pair.right) or _at_one_time(pair):
        return None
    if sign(pair.left) != 1 or sign(pair.right) != 1 or pair.too_much_beyond():
        return None
    for a in pair.one.times:
        for b in pair.two.times:
            if a.clashes(b, negated=bool(pair.one.negations), other_negated=bool(pair.two.negations)):
                firm = 0.55 + 0.35 * max(pair.match.of_left, pair.match.of_right)
                # "No gate before 4" clashes with "a gate before 4" through its first word.
                left, right = (
                    tuple(sorted((*clause.negations[:1], span)))
                    for clause, span in ((pair.one, a.span), (pair.two, b.span))
                )
                return Evidence(True, "time", firm, left, right, pair.topic())
    return None


def _at_one_time(pair: Pair) -> bool:
    """Whether both have one time, in whatever zones and forms besides: "6:41 p.m. (0241 GMT)"."""
    negated, other = bool(pair.one.negations), bool(pair.two.negations)
    return any(
        a.side == b.side and not a.clashes(b, negated=negated, other_negated=other)
        for a in pair.one.times
        for b in pair.two.times
    )
