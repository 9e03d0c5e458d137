"""One deed that two sides say was done by different people."""

from __future__ import annotations

from math import fsum

from onrecord.link.account import one_story, sign
from onrecord.link.clause import Clause
from onrecord.link.evidence.floors import LEAST_BITS, SAME_TOPIC
from onrecord.link.evidence.found import Evidence
from onrecord.link.evidence.pair import Pair
from onrecord.link.parts import Agent


def doers_clash(pair: Pair) -> Evidence | None:
    """Two who did the same ("blown up by the rebels", "blown up by the army"); None where there are none, or
    little besides is the same."""
    if pair.open() or sign(pair.left) != 1 or sign(pair.right) != 1 or not one_story(pair.left, pair.right):
        return None
    if pair.one.negations or pair.two.negations or pair.one.future or pair.two.future:
        return None
    for a in pair.one.agents:
        for b in pair.two.agents:
            if a.verb != b.verb or a.terms & (b.terms | pair.two.open) or b.terms & pair.one.open:
                continue
            if bool(a.terms & pair.one.names) != bool(b.terms & pair.two.names):
                # "By the police" and "by Sergeant Lomax" may be the same.
                continue
            shares = _share(pair.one, a, pair), _share(pair.two, b, pair)
            if min(shares) >= SAME_TOPIC and pair.match.bits >= LEAST_BITS:
                return Evidence(True, "who", 0.5 + 0.4 * min(shares), (a.span,), (b.span,), pair.topic())
    return None


def _share(clause: Clause, agent: Agent, pair: Pair) -> float:
    """The share of a clause, apart from who did it, that the other side has."""
    rest = {term: bits for term, bits in clause.terms.items() if term not in agent.terms}
    return fsum(bits for term, bits in rest.items() if term in pair.match.terms) / max(
        1e-6, fsum(rest.values())
    )
