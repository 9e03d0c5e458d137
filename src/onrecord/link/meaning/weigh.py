"""From signals to a relation: how likely two accounts clash or agree, and whether that is enough to say so.

Logistic regressions over `signals.NAMES`, fitted on the tuning pairs, on invented events and on pairs of
unrelated articles (bench/weigh_relations.py): whether two accounts clash; whether they agree. The floors are
above what F1 would ask for, because among the pairs of real news far more are nothing.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from functools import cache

from onrecord.link import quotes, sentences
from onrecord.link.account import Account, gives_way, sign
from onrecord.link.clauses import clauses
from onrecord.link.evidence.found import Evidence
from onrecord.link.meaning.aligned import Beside
from onrecord.link.meaning.alone import may_agree, may_clash
from onrecord.link.meaning.gate import is_worth_asking
from onrecord.link.meaning.judge import WEIGHTS
from onrecord.link.meaning.narrow import narrowed, surest, topic
from onrecord.link.meaning.signals import NAMES, Explained, explained, judgement, told_apart
from onrecord.link.relations import Finding, comes_first, comparable, moved
from onrecord.model import Relation, Spans

NEAR_DAYS = 7
"""Days within which the judge is asked where no explained signal speaks. All contradictions and agreements of
the long tuning pairs lie within 5; without a bound a story that goes on for months costs ever more."""

BESIDE = 0.4
"""How near two contents of one article must be for the judge to be asked."""

ALONE = 0.6
"""The probability from which on a clash shows that the judge alone saw. Of the long tuning pairs it gives 19
contradictions of 80 at a precision of 0.86, against 22 at 0.79 with 0.5; in 150 articles of BASIL some ten
show instead of some forty, of which one in four is one."""

SLOW_CHANGE = 5
SURE_CHANGE = 0.92
"""Days before which, and the probability below which, a change of position that the judge alone saw does not
show. Of eight in BASIL that came within three days one was some; of those in the long tuning pairs three of
four come later. Of ten in the samples from 0.6 on five were some, of the two from 0.92 on both."""


SURE_CONCESSION = 0.6
"""The same for who concedes something ("admitted", "confirmed"), or affirms after a denial, whenever that is:
ten of the changes in the long tuning pairs, and no other pair of one speaker there."""


@dataclass(frozen=True, slots=True)
class Scales:
    """Weights by name of a signal, ``bias`` among them, and the least probability that is shown."""

    weights: dict[str, float]
    floor: float

    def probability(self, values: tuple[float, ...]) -> float:
        """The probability that these signals speak of the relation."""
        total = self.weights["bias"]
        total += sum(self.weights.get(name, 0.0) * value for name, value in zip(NAMES, values, strict=False))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def scales() -> dict[str, Scales]:
    """The shipped weights: ``clash`` and ``agree``."""
    found = json.loads(WEIGHTS.content("relations.json"))
    return {name: Scales(each["weights"], each["floor"]) for name, each in found.items()}


def weighed(
    left: Account, right: Account, found: Finding | None, *, one_text: bool = False
) -> Finding | None:
    """The relation of two accounts after the models were asked, with the probability that it is right.

    ``found`` is what `relations.relate` says of them. One wording in both stays what it is, unless it was
    altered into the contrary; everything else must reach the floor of its relation, and may be found although
    no explained signal says so. None where nothing is sure enough. ``one_text`` says that the documents are
    copies of one text, in which nothing clashes and nothing is looked for.
    """
    if one_text and found is None:
        return None
    quoted = found if found is not None and found.relation is Relation.SAME_QUOTE else None
    if found is not None and (left.refers or right.refers):
        return found
    if quoted is not None and (quoted.signal != quotes.Fit.ALTERED or one_text):
        return quoted
    if not comes_first(left, right):
        left, right = right, left
    if (left.id == right.id and left.document == right.document) or not comparable(left, right):
        return found
    if found is None and not are_timely(left, right):
        return None
    seen = explained(left, right)
    if seen is None:
        return found
    if found is None and not (may_be_asked(left, right, seen) and is_worth_asking(left, right, seen)):
        return None
    values = (*seen.values, *judgement(left, right))
    clash, agree = (scales()[name].probability(values) for name in ("clash", "agree"))
    least = max(scales()["clash"].floor, 0.0 if seen.clash else ALONE)
    told = seen.clash is not None or may_clash(left, right, seen, clash)
    if clash >= max(agree, least) and told and not one_text:
        return _clash(left, right, seen, clash, found) or quoted
    if quoted is not None:
        return quoted
    told = seen.same is not None or (sign(left) == sign(right) and may_agree(seen, agree))
    if agree >= scales()["agree"].floor and told:
        # That who denies something agrees is told by explained signals or not at all: what only fits the
        # denial is no contrary of it.
        return _agreement(left, right, seen, agree, found)
    return None


def are_timely(left: Account, right: Account) -> bool:
    """Whether both were said within the days in which the judge is asked, or either at a time not known, or
    both by one speaker: who says little beside all that others say, and may change a position at any time."""
    if left.said is None or right.said is None:
        return True
    return abs((left.said - right.said).days) <= NEAR_DAYS or left.is_of(right)


def may_be_asked(left: Account, right: Account, seen: Explained) -> bool:
    """Whether the judge may be asked although no explained signal speaks; of questions nothing it says would
    be told (see `alone`)."""
    if seen.best.left.asked or seen.best.right.asked:
        return False
    return not _leaves_room(seen.best) and _says_something(left) and _says_something(right)


def _leaves_room(pair: Beside) -> bool:
    """Whether both clauses may hold whatever a model says: what may be, other days, the north tower here and
    the south tower there."""
    one, two = pair.left, pair.right
    if one.hedge is not None or two.hedge is not None:
        return True
    return bool(one.days and two.days and not one.days & two.days) or told_apart(one, two)


SAYS = 4.0
"""Bits of a clause that says anything. A verb that only introduces what is said has 2 ("he wants", where what
he wants is told apart); five of 21 agreements that the judge newly found in 150 articles of BASIL were of
such contents."""


def _says_something(account: Account) -> bool:
    """Whether a content has a verb, and anything beside what introduces a statement: "the Catholic teaching
    of subsidiarity" says nothing to agree with, nor does "I think"."""
    found = clauses(account.reading)
    return any(clause.finite for clause in found) and any(clause.bits >= SAYS for clause in found)


def _clash(
    left: Account, right: Account, seen: Explained, sure: float, found: Finding | None
) -> Finding | None:
    relation = Relation.CONTRADICTS
    if left.is_of(right):
        if left.said is None or right.said is None or left.said == right.said:
            return None
        slow = (right.said - left.said).days >= SLOW_CHANGE
        shown = (slow and sure >= SURE_CHANGE) or (gives_way(left, right) and sure >= SURE_CONCESSION)
        if seen.clash is None and not shown:
            return None
        relation = Relation.UPDATES
    if found is not None and found.relation is relation:
        return replace(found, score=round(sure, 3), sure=round(sure, 3))
    rests_on = seen.clash or _by_meaning(left, right, seen, sure)
    say = sentences.of_change if relation is Relation.UPDATES else sentences.of_clash
    why = say(left, right, rests_on)
    return _finding(left, right, relation, sure, rests_on.signal, why, (rests_on.left, rests_on.right))


def _by_meaning(left: Account, right: Account, seen: Explained, sure: float) -> Evidence:
    """What only the judge saw, between the words where the clauses part."""
    pair = surest(left, right, "contradicts") or seen.best
    one, two = narrowed(pair, left, right)
    return Evidence(True, "meaning", sure, (one,), (two,), topic(pair, left))


def _agreement(left: Account, right: Account, seen: Explained, sure: float, found: Finding | None) -> Finding:
    if found is not None and found.relation is Relation.AGREES:
        return replace(found, score=round(sure, 3), sure=round(sure, 3))
    pair = surest(left, right, "entails") or seen.best
    why = sentences.of_agreement(left, right, topic(pair, left))
    spans = (pair.left.span,), (pair.right.span,)
    return _finding(left, right, Relation.AGREES, sure, "meaning", why, spans)


def _finding(
    left: Account,
    right: Account,
    relation: Relation,
    sure: float,
    signal: str,
    why: str,
    spans: tuple[Spans, Spans],
) -> Finding:
    one, two = moved(spans[0], left.offset), moved(spans[1], right.offset)
    return Finding(relation, round(sure, 3), signal, why, one, two, round(sure, 3))
