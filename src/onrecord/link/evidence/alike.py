"""Whether two clauses say the same of the same thing."""

from __future__ import annotations

from onrecord.link import lexicon
from onrecord.link.account import one_story
from onrecord.link.clause import Clause
from onrecord.link.clauses import clauses
from onrecord.link.evidence.floors import (
    AGREES,
    AGREES_BOTH,
    EXACT,
    LEAST_SAID_OF_IT,
    MANY_BITS,
    RESIDUE_NUMBER,
)
from onrecord.link.evidence.found import Evidence
from onrecord.link.evidence.pair import Pair


def said_alike(pair: Pair) -> Evidence | None:
    """What both clauses say alike; None where either says more, or another thing, or leaves it open."""
    low, high = sorted((pair.match.of_left, pair.match.of_right))
    if pair.too_much_beyond() or not _times_fit(pair) or _fragments(pair) or _beside_the_point(pair):
        return None
    if _of_two_stories(pair) or _counts_what_is_around(pair) or _names_what_is_said(pair):
        return None
    if _is_part_of_another(pair):
        return None
    if _two_objects(pair) or _one_thing_only(pair):
        return None
    if high < AGREES or low < AGREES_BOTH or (pair.one.hedge is None) != (pair.two.hedge is None):
        return None
    if pair.one.future != pair.two.future and pair.one.future + pair.two.future == 1 and not pair.nominal():
        return None
    if not _numbers_fit(pair):
        return None
    if pair.partial():
        return None
    firm = 0.35 + 0.3 * high + 0.3 * low
    places = [(pair.one.words.get(t), pair.two.words.get(t)) for t in sorted(pair.match.terms)]
    left = tuple(sorted({a for a, _ in places if a})) or (pair.one.span,)
    right = tuple(sorted({b for _, b in places if b})) or (pair.two.span,)
    return Evidence(False, "wording", min(firm, 0.95), left, right, pair.topic())


def _of_two_stories(pair: Pair) -> bool:
    """Whether two speakers tell of things weeks apart without a name and much else in common: two fires are
    both suspicious, and in both no one was hurt."""
    if pair.left.is_of(pair.right) or one_story(pair.left, pair.right):
        return False
    names = pair.match.terms & (pair.one.names | pair.two.names)
    return not names or pair.match.bits < MANY_BITS


def _counts_what_is_around(pair: Pair) -> bool:
    """Whether a bare number has in common only what the text around it tells, and the other side not that
    number."""
    if not (pair.one.around or pair.two.around):
        return False
    return not any(x.is_near(y) for x in pair.one.quantities for y in pair.two.quantities)


def _is_part_of_another(pair: Pair) -> bool:
    """Whether a name that both have only tells on one side which thing is meant: "in Vietnam", "during the
    Vietnam era"."""
    for term in pair.match.terms & pair.one.names & pair.two.names:
        heads = [
            next((phrase.head for phrase in clause.phrases if term in phrase.terms), term)
            for clause in (pair.one, pair.two)
        ]
        if (heads[0] == term) != (heads[1] == term) and not set(heads) <= pair.match.terms:
            other = heads[0] if heads[1] == term else heads[1]
            if other not in pair.one.names | pair.two.names:
                return True
    return False


def _names_what_is_said(pair: Pair) -> bool:
    """Whether one side only names a thing of which the other says something, and not that: "a change to the
    act", "the change reduced the protection"."""
    if pair.one.finite == pair.two.finite:
        return False
    told, rest = (pair.one, pair.match.rest_left) if pair.one.finite else (pair.two, pair.match.rest_right)
    verbs = [phrase.terms for phrase in told.phrases if phrase.verbal]
    return rest > RESIDUE_NUMBER and bool(verbs) and not any(terms & pair.match.terms for terms in verbs)


def _one_thing_only(pair: Pair) -> bool:
    """Whether no more is common than what one thing is called: "the gate log had been altered", "a gate
    log records gates". Not where nothing else is said on either side, nor where it is what both say of
    something, or what both turn round."""
    if min(pair.match.of_left, pair.match.of_right) >= EXACT or _turned_alike(pair):
        return False
    found = [
        next((p for p in clause.phrases if pair.match.terms & clause.terms.keys() <= p.terms), None)
        for clause in (pair.one, pair.two)
    ]
    return None not in found and not all(p is not None and p.said for p in found)


def _turned_alike(pair: Pair) -> bool:
    """Whether both turn round what they have in common: "we do not shadow ban"."""
    sides = pair.one.governed, pair.two.governed
    return all(sides) and all(each.terms & pair.match.terms for side in sides for each in side)


def _two_objects(pair: Pair) -> bool:
    """Whether both end in one verb with two things right after it: she no longer believed the minister,
    she no longer believed the authority. However common the word, it is another thing."""
    ends = [
        _end(clause, account.reading.text)
        for clause, account in ((pair.one, pair.left), (pair.two, pair.right))
    ]
    (verb, mine), (other_verb, theirs) = ends
    return verb == other_verb and verb in pair.match.terms and not {mine, theirs} & pair.match.terms


def _beside_the_point(pair: Pair) -> bool:
    """Whether only what stands after "before" or "because" is common: "she was not called before the
    gates were opened" says nothing of how the gates were."""
    return any(clause.main and not clause.main & pair.match.terms for clause in (pair.one, pair.two))


def _fragments(pair: Pair) -> bool:
    """Whether one clause is a stray phrase of a longer content ("The gate log."), or names a thing and
    says nothing of it ("his budget plan"): then there is nothing to agree on."""
    return any(
        not clause.finite
        and (
            (len(clause.terms) <= 2 and len(clauses(account.reading)) > 1)
            or (
                not (clause.quantities or clause.scales)
                and len(clause.terms.keys() - clause.names) < LEAST_SAID_OF_IT
            )
        )
        for clause, account in ((pair.one, pair.left), (pair.two, pair.right))
    )


def _numbers_fit(pair: Pair) -> bool:
    """Whether the numbers are the same: "at least 40" neither clashes with 57 nor says it."""
    a, b = pair.one.quantities, pair.two.quantities
    return not (a and b) or any(x.is_near(y) for x in a for y in b)


def _times_fit(pair: Pair) -> bool:
    a, b = pair.one.times, pair.two.times
    return not (a and b) or any(x.side == y.side and not x.clashes(y) for x in a for y in b)


def _end(clause: Clause, text: str) -> tuple[str, str]:
    """The last two terms of a clause, where nothing but an article stands between them; else nothing."""
    placed = sorted((span, term) for term, span in clause.words.items())[-2:]
    if len(placed) < 2:
        return "", ""
    (before, one), (after, two) = placed
    between = text[before.end : after.start].split()
    return (one, two) if between and lexicon.ARTICLES.issuperset(between) else ("", "")
