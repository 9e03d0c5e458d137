"""What must hold besides where the judge alone speaks, and no explained signal.

The judge has learnt on pairs of which each is one or the other. In the news two contents of one story mostly
share names and a topic, and then it says too often that they agree or clash. What these conditions take back
was read by eye: see docs/decisions.md.
"""

from __future__ import annotations

from math import fsum

from onrecord.link import lexicon
from onrecord.link.account import Account, gives_way, sign
from onrecord.link.clause import Clause
from onrecord.link.meaning.aligned import Beside
from onrecord.link.meaning.signals import Explained

ALIKE = 0.75
"""The share of what the narrower of the two clauses that are most about one thing is about, which the other
must have; below it an agreement of the judge must be surer (SURE_ALIKE). Of 28 such agreements in 225
articles of BASIL and the BBC that we would print 15 reach it, of 27 that we would not 1."""
SURE_ALIKE = 0.7
"""From this probability on it need not: 3 of those 28 and none of the 27; long tuning pairs 10 of 18 that are
agreements, and 1 of 5 that are none."""

SURE_CLASH = 0.9
"""From this probability on a clash that the judge alone saw needs no word that turns anything round. Of the
25 in the tuning pairs 21 have such a word on one side; of the others three are clashes, one from 0.9 on."""


def may_agree(seen: Explained, sure: float) -> bool:
    """Whether an agreement that the judge alone saw is told."""
    best = seen.best
    if best.left.asked or best.right.asked:
        return False
    return _matter(best) and (sure >= SURE_ALIKE or _overlap(best) >= ALIKE)


def may_clash(left: Account, right: Account, seen: Explained, sure: float) -> bool:
    """Whether a clash that the judge alone saw is told."""
    best = seen.best
    if best.left.asked or best.right.asked or not _matter(best):
        return False
    return (
        sure >= SURE_CLASH or gives_way(left, right) or _turns(left) or _turns(right) or _opposed(left, right)
    )


def _overlap(pair: Beside) -> float:
    """Without what only a pronoun may stand for."""
    common = pair.left.terms.keys() & pair.right.terms.keys()
    shared = fsum(max(pair.left.terms[term], pair.right.terms[term]) for term in common - lexicon.LIGHT)
    return shared / max(1e-6, min(pair.of_left, pair.of_right))


def _matter(pair: Beside) -> bool:
    """Whether anything is common but who is meant."""
    common = pair.left.terms.keys() & pair.right.terms.keys()
    return bool(common - pair.left.names - pair.right.names - lexicon.TELLING)


def _turns(account: Account) -> bool:
    return sign(account) == -1 or any(clause.negations for clause in _clauses(account))


def _opposed(left: Account, right: Account) -> bool:
    return any(
        one.scales[scale] != two.scales[scale]
        for one in _clauses(left)
        for two in _clauses(right)
        for scale in one.scales.keys() & two.scales.keys()
    )


def _clauses(account: Account) -> tuple[Clause, ...]:
    return account.reading.clauses
