"""Whether one clause turns round what the other says: the source denies it, a word negates it, or it names
the other end of a scale. Where two of these meet, both say the same."""

from __future__ import annotations

from math import fsum

from onrecord.link import lexicon
from onrecord.link.account import one_story, sign
from onrecord.link.evidence.alike import said_alike
from onrecord.link.evidence.floors import (
    AGREES,
    LEAST_BITS_EXACT,
    MANY_BITS,
    MUCH,
    RESIDUE,
    RESIDUE_NUMBER,
    SAME_TOPIC,
)
from onrecord.link.evidence.found import Evidence
from onrecord.link.evidence.pair import Pair
from onrecord.link.words import has_words
from onrecord.model import Attitude, Span, Spans

LONGEST_STRETCH = 6
"""Words from a negation to what it governs that are shown in one."""


def turned(pair: Pair) -> Evidence | None:
    """Whether one clause says what the other turns round, or both say the same."""
    one, two = pair.one, pair.two
    weighty = pair.match.terms - lexicon.TELLING
    if len(weighty) < 2 or not weighty - one.names - two.names - lexicon.SEEING:
        return None
    flips: list[tuple[str, Spans, Spans]] = []
    if pair.signs() < 0:
        flips.append(("polarity", (one.span,), (two.span,)))
    elif sign(pair.left) == -1:
        # Who denies that it was open and who denies that it was shut may both be right.
        return None
    if one.turned is None or two.turned is None:
        if len(one.negations) != len(two.negations):
            return None
    elif one.turned != two.turned:
        flips.append(("negation", *_negation(pair)))
    for scale in one.scales.keys() & two.scales.keys():
        if one.scales[scale] != two.scales[scale]:
            flips.append(("opposites", (one.words[scale],), (two.words[scale],)))
            break
    if len(flips) % 2:
        return _turns(pair, flips)
    if len(flips) == 2 and not _denies_what_is_turned(pair):
        return None
    if not pair.left.is_of(pair.right) and len(weighty - one.selves - two.selves) < 2:
        # That "I" is the one of whom another speaks is no matter to agree on.
        return None
    return said_alike(pair)


def _turns(pair: Pair, flips: list[tuple[str, Spans, Spans]]) -> Evidence | None:
    if pair.open() or (pair.one.future != pair.two.future and not pair.nominal()):
        return None
    signal, left, right = flips[-1] if len(flips) == 1 else next(f for f in flips if f[0] != "polarity")
    if pair.partial() or _two_matters(pair) or _says_too_little(pair, signal):
        return None
    if signal != "opposites" and not _denied_is_covered(pair):
        return None
    if signal == "negation" and not _turns_it_round(pair):
        return None
    if signal == "polarity" and not _denied_is_done(pair):
        return None
    if max(pair.match.of_left, pair.match.of_right) < SAME_TOPIC or _wanted_and_said(pair):
        return None
    firm = (
        0.45
        + 0.3 * max(pair.match.of_left, pair.match.of_right)
        + 0.2 * min(pair.match.of_left, pair.match.of_right)
    )
    topic = pair.topic(but=_shown(pair) if signal == "negation" else ())
    return Evidence(True, signal, min(firm, 0.95), left, right, topic)


def _two_matters(pair: Pair) -> bool:
    """The same for a clash, where much in common leaves room for a verb."""
    rest = min(pair.match.rest_left, pair.match.rest_right)
    if max(pair.match.of_left, pair.match.of_right) >= MUCH and pair.match.bits >= MANY_BITS:
        return rest > RESIDUE_NUMBER
    return rest > RESIDUE


def _negation(pair: Pair) -> tuple[Spans, Spans]:
    """The words that turn one clause round, with what they govern, and where the other says that."""
    sides = []
    turned = pair.one if pair.one.turned else pair.two
    said = _governed(pair)
    for clause, account in ((pair.one, pair.left), (pair.two, pair.right)):
        if clause is turned:
            spans = [*clause.negations[:1], *(s for each in clause.governed for s in each.spans)]
            low, high = min(s.start for s in spans), max(s.end for s in spans)
            if not has_words(account.reading.text, Span(low, high), LONGEST_STRETCH + 1):
                spans = [Span(low, high)]
        else:
            spans = [p.span for p in clause.phrases if p.terms & said]
        sides.append(tuple(sorted(set(spans))) or (clause.span,))
    return sides[0], sides[1]


def _shown(pair: Pair) -> frozenset[str]:
    """The terms that an explanation by negation shows already."""
    said = _governed(pair)
    runs = [p.terms for clause in (pair.one, pair.two) for p in clause.phrases if p.terms & said]
    return said.union(*runs)


def _governed(pair: Pair) -> frozenset[str]:
    turned = pair.one if pair.one.turned else pair.two
    return frozenset[str]().union(*(each.terms for each in turned.governed)) & pair.match.terms


def _turns_it_round(pair: Pair) -> bool:
    """Whether what is turned round is what the other side says, and not something else about one
    thing."""
    turned, said = (pair.one, pair.two) if pair.one.turned else (pair.two, pair.one)
    only = turned.governed[0] if len(turned.governed) == 1 else None
    if only is not None and only.as_head and said.quantities and not turned.quantities:
        # "There is no emergency" is not about the thirty of other years.
        return False
    return all(each.stands_in(pair.match.terms, said.phrases) for each in turned.governed)


def _denied_is_done(pair: Pair) -> bool:
    """Whether a verb of what is denied is common: to deny that he will win says nothing else of him."""
    denied = pair.one if sign(pair.left) == -1 else pair.two
    verbs = [p.terms for p in denied.phrases if p.verbal]
    if not denied.finite and (pair.one.terms.keys() | pair.two.terms.keys()) & lexicon.AGAINST_THINGS:
        # "Denied the report" says nothing to "would investigate the report".
        return False
    return not verbs or any(terms & pair.match.terms for terms in verbs)


def _denies_what_is_turned(pair: Pair) -> bool:
    """Whether who denies something denies what the other side turns round: only then do both say the
    same. To deny having been warned before the gates were opened says nothing of when that was."""
    denied, turned = (pair.one, pair.two) if sign(pair.left) == -1 else (pair.two, pair.one)
    main = denied.main or frozenset(denied.terms)
    return all(each.terms & main for each in turned.governed)


def _wanted_and_said(pair: Pair) -> bool:
    """Whether one side wants something and the other tells something, which clash only if all is the
    same: not to want to release a log says nothing of how it was read."""
    wanted = [side.attitude is Attitude.INTENTION for side in (pair.left, pair.right)]
    return wanted[0] != wanted[1] and min(pair.match.of_left, pair.match.of_right) < SAME_TOPIC


def _says_too_little(pair: Pair, signal: str) -> bool:
    """Two phrases without a verb; opposites of hardly anything; or, of two stories, little in common."""
    if pair.left.is_of(pair.right):
        return False
    if not pair.one.finite and not pair.two.finite:
        return True
    if not one_story(pair.left, pair.right):
        return pair.match.bits < MANY_BITS or min(pair.match.of_left, pair.match.of_right) < AGREES
    selves = (pair.one.selves | pair.two.selves) if signal == "opposites" else frozenset[str]()
    things = [t for t in pair.match.terms - selves if "/" not in t]
    return (
        fsum(max(pair.one.terms.get(t, 0.0), pair.two.terms.get(t, 0.0)) for t in things) < LEAST_BITS_EXACT
    )


def _denied_is_covered(pair: Pair) -> bool:
    """What is denied must hold no more than what is affirmed: to deny a red car is not to deny a car."""
    one_turned = ((sign(pair.left) or 1) < 0) != bool(pair.one.turned)
    denied, share = (pair.one, pair.match.of_left) if one_turned else (pair.two, pair.match.of_right)
    affirmed = pair.two if one_turned else pair.one
    if share < SAME_TOPIC or (denied.main and not denied.main & pair.match.terms):
        return False
    if (denied.days and not denied.days & affirmed.days) or (denied.times and not affirmed.times):
        return False
    return not denied.quantities or bool(affirmed.quantities)
