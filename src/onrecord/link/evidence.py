"""What speaks for two accounts agreeing or clashing.

Signals are kept apart, and each says which words it rests on: what the sources do with the content (affirm,
deny), negation, opposites, quantities, times of day. They are compared between clauses that are about one
thing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from math import fsum

from onrecord.link import lexicon
from onrecord.link.account import Account, one_story, sign
from onrecord.link.clauses import Clause, clauses
from onrecord.link.matching import SAME_MATTER, Match, matched, too_little
from onrecord.link.parts import ARTICLES
from onrecord.link.words import has_words
from onrecord.model import Attitude, Span, Spans

SAME_TOPIC = 0.72
"""The share of the narrower clause's terms that the other must have, before a clash counts."""
LEAST_BITS = 8.0
LEAST_BITS_EXACT = 4.0
"""A topic of fewer bits in common is none: "it was open" and "it was closed" may be about anything. The
second holds where both clauses are about nothing else, within one story or by one speaker."""
EXACT = 0.9
"""The share of each clause from which nothing else worth mentioning is said."""
RESIDUE = 2.5
RESIDUE_NUMBER = 5.0
"""What neither side may have beyond what is common, in bits: with "church" here and "school" there, two
things are told. For numbers it is what neither side may have at all, apart from words like "number of"."""
MUCH = 0.8
MANY_BITS = 18.0
"""Where so much is common, a verb more on each side ("was heard", "ran") does not make two things of it."""
LEAST_SAID_OF_IT = 3
"""Terms beside names that a phrase without a verb, a number or an end of a scale must have to say anything.
Of 133 agreements in 150 articles of BASIL it takes back some thirty, names of one thing like "Mr. Ryan's
budget plan"; the tuning pairs keep every one."""
AGREES = 0.72
AGREES_BOTH = 0.5
"""The share of the narrower and of the wider account that must be common for two accounts to agree.

All of these were swept on the tuning part of the gold pairs (bench/pairs.py). What moves anything: at
12 bits contradictions lose 0.03 of recall; a residue of 4 brings agreement from F1 0.81 to 0.84 and
costs contradictions 0.02 of precision, which comes first; a residue of 8 for numbers finds one clash
more. The shares are flat from 0.5 to 0.72 and from 0.3 to 0.5; the stricter end is taken because
sentences in the news are longer."""


LONGEST_STRETCH = 6
"""Words from a negation to what it governs that are shown in one."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two clauses say of each other: clashing or agreeing, by which signal, how firmly (0 to 1).
    ``left`` and ``right`` are the words it rests on, ``topic`` words of both, the weightiest first."""

    clash: bool
    signal: str
    firm: float
    left: Spans
    right: Spans
    topic: tuple[str, ...] = ()


def evidence(left: Account, right: Account) -> Iterator[Evidence]:
    """Everything that the clauses of two accounts say of each other. Both must affirm or deny."""
    if too_little(left.reading, right.reading):
        return
    one_speaker = left.is_of(right)
    for one in clauses(left.reading):
        for two in clauses(right.reading):
            match = matched(one, two, one_speaker=one_speaker)
            if match is not None:
                yield from _Pair(left, right, one, two, match).evidence()


@dataclass(frozen=True, slots=True)
class _Pair:
    left: Account
    right: Account
    one: Clause
    two: Clause
    match: Match

    def evidence(self) -> Iterator[Evidence]:
        if not self._about_one_thing():
            return
        number = self._numbers()
        time = self._times()
        if number is not None:
            yield number
        if time is not None:
            yield time
        if number is None and time is None:
            turned = self._turned()
            if turned is not None:
                yield turned

    def _about_one_thing(self) -> bool:
        one, two = self.one, self.two
        exact = min(self.match.of_left, self.match.of_right) >= EXACT and one_story(self.left, self.right)
        if self.match.bits < (LEAST_BITS_EXACT if exact else LEAST_BITS) and not (
            one.quantities and two.quantities
        ):
            return False
        # Two names that the other side does not have are two people or places.
        if one.names - self.match.terms and two.names - self.match.terms:
            return False
        if one.days and two.days and not one.days & two.days:
            return False
        if self._two_speakers_of_themselves() or self._told_apart() or self._another_year():
            return False
        return one.should == two.should and one.irreal == two.irreal

    def _two_speakers_of_themselves(self) -> bool:
        """ "She supported the toll" and "they opposed the toll", each said of the one who says it."""
        one, two = self.one, self.two
        if self.left.is_of(self.right) or not one.own or not two.own:
            return False
        return not (one.open & self.match.terms or two.open & self.match.terms)

    def _told_apart(self) -> bool:
        """Whether the north tower is here and the south tower there."""
        one, two = self.one.apart, self.two.apart
        return any(one & kind and two & kind and not one & two & kind for kind in lexicon.ALTERNATIVES)

    def _numbers(self) -> Evidence | None:
        if self.one.negations or self.two.negations or self._signs() < 0 or self._open():
            return None
        if max(self.match.rest_left, self.match.rest_right) > RESIDUE_NUMBER or self.match.bits < 2.0:
            return None
        if self.one.future != self.two.future:
            return None
        for a in self.one.quantities:
            for b in self.two.quantities:
                if self._grew(a.value, b.value):
                    continue
                if _one_unit(a.unit, b.unit) and a.clashes(b) and self._is_counted(a.unit or b.unit):
                    firm = 0.6 + 0.35 * max(self.match.of_left, self.match.of_right)
                    topic = self._topic((*a.unit, *b.unit))
                    return Evidence(True, "number", firm, (a.span,), (b.span,), topic)
        return None

    def _grew(self, left: float, right: float) -> bool:
        """Whether a number that stood "so far" may have grown to the other by the day that was said."""
        days = self.left.said, self.right.said
        if not (self.one.so_far or self.two.so_far) or days[0] is None or days[1] is None:
            return False
        return (days[0] < days[1] and left < right) or (days[1] < days[0] and right < left)

    def _is_counted(self, unit: tuple[str, ...]) -> bool:
        """Whether the clauses share more than what is measured: "for twenty minutes" alone is no topic."""
        things = {t for t in self.match.terms if t not in lexicon.LIGHT} - {lexicon.meaning(u) for u in unit}
        if set(unit) & lexicon.MEASURES or not unit:
            return len(things) >= 2
        return bool(things) or min(self.match.of_left, self.match.of_right) >= EXACT

    def _times(self) -> Evidence | None:
        if max(self.match.of_left, self.match.of_right) < SAME_MATTER or self._open():
            return None
        if not self.match.terms - self.one.names - self.two.names:
            return None
        if sign(self.left) != 1 or sign(self.right) != 1 or self._too_much_beyond():
            return None
        for a in self.one.times:
            for b in self.two.times:
                if a.clashes(b, negated=bool(self.one.negations), other_negated=bool(self.two.negations)):
                    firm = 0.55 + 0.35 * max(self.match.of_left, self.match.of_right)
                    # "No gate before 4" clashes with "a gate before 4" through its first word.
                    left, right = (
                        tuple(sorted((*clause.negations[:1], span)))
                        for clause, span in ((self.one, a.span), (self.two, b.span))
                    )
                    return Evidence(True, "time", firm, left, right, self._topic())
        return None

    def _too_much_beyond(self) -> bool:
        return min(self.match.rest_left, self.match.rest_right) > RESIDUE

    def _two_matters(self) -> bool:
        """The same for a clash, where much in common leaves room for a verb."""
        rest = min(self.match.rest_left, self.match.rest_right)
        if max(self.match.of_left, self.match.of_right) >= MUCH and self.match.bits >= MANY_BITS:
            return rest > RESIDUE_NUMBER
        return rest > RESIDUE

    def _open(self) -> bool:
        return self.one.hedge is not None or self.two.hedge is not None

    def _signs(self) -> int:
        return (sign(self.left) or 1) * (sign(self.right) or 1)

    def _turned(self) -> Evidence | None:
        """Whether one clause says what the other turns round, or both say the same."""
        one, two = self.one, self.two
        weighty = self.match.terms - lexicon.TELLING
        if len(weighty) < 2 or not weighty - one.names - two.names - lexicon.SEEING:
            return None
        flips: list[tuple[str, Spans, Spans]] = []
        if self._signs() < 0:
            flips.append(("polarity", (one.span,), (two.span,)))
        elif sign(self.left) == -1:
            # Who denies that it was open and who denies that it was shut may both be right.
            return None
        if len(one.negations) % 2 != len(two.negations) % 2:
            flips.append(("negation", *self._negation()))
        for scale in one.scales.keys() & two.scales.keys():
            if one.scales[scale] != two.scales[scale]:
                flips.append(("opposites", (one.words[scale],), (two.words[scale],)))
                break
        if len(flips) % 2:
            return self._turns(flips)
        if len(flips) == 2 and not self._denies_what_is_turned():
            return None
        return self._same()

    def _negation(self) -> tuple[Spans, Spans]:
        """The words that turn one clause round, with what they govern, and where the other says that."""
        sides = []
        turned = self.one if len(self.one.negations) % 2 else self.two
        said = self._governed()
        for clause, account in ((self.one, self.left), (self.two, self.right)):
            if clause is turned:
                spans = [*clause.negations[:1], *(s for each in clause.governed for s in each.spans)]
                low, high = min(s.start for s in spans), max(s.end for s in spans)
                if not has_words(account.reading.text, Span(low, high), LONGEST_STRETCH + 1):
                    spans = [Span(low, high)]
            else:
                spans = [p.span for p in clause.phrases if p.terms & said]
            sides.append(tuple(sorted(set(spans))) or (clause.span,))
        return sides[0], sides[1]

    def _shown(self) -> frozenset[str]:
        """The terms that an explanation by negation shows already."""
        said = self._governed()
        runs = [p.terms for clause in (self.one, self.two) for p in clause.phrases if p.terms & said]
        return said.union(*runs)

    def _governed(self) -> frozenset[str]:
        turned = self.one if len(self.one.negations) % 2 else self.two
        return frozenset[str]().union(*(each.terms for each in turned.governed)) & self.match.terms

    def _turns(self, flips: list[tuple[str, Spans, Spans]]) -> Evidence | None:
        if self._open() or (self.one.future != self.two.future and not self._nominal()):
            return None
        if self._partial() or self._two_matters() or self._saystoo_little():
            return None
        signal, left, right = flips[-1] if len(flips) == 1 else next(f for f in flips if f[0] != "polarity")
        if signal != "opposites" and not self._denied_is_covered():
            return None
        if signal == "negation" and not self._turns_it_round():
            return None
        if signal == "polarity" and not self._denied_is_done():
            return None
        if max(self.match.of_left, self.match.of_right) < SAME_TOPIC or self._wanted_and_said():
            return None
        firm = (
            0.45
            + 0.3 * max(self.match.of_left, self.match.of_right)
            + 0.2 * min(self.match.of_left, self.match.of_right)
        )
        topic = self._topic(but=self._shown() if signal == "negation" else ())
        return Evidence(True, signal, min(firm, 0.95), left, right, topic)

    def _turns_it_round(self) -> bool:
        """Whether what is turned round is what the other side says, and not something else about one
        thing."""
        turned, said = (self.one, self.two) if len(self.one.negations) % 2 else (self.two, self.one)
        only = turned.governed[0] if len(turned.governed) == 1 else None
        if only is not None and only.as_head and said.quantities and not turned.quantities:
            # "There is no emergency" is not about the thirty of other years.
            return False
        return all(each.stands_in(self.match.terms, said.phrases) for each in turned.governed)

    def _denied_is_done(self) -> bool:
        """Whether a verb of what is denied is common: to deny that he will win says nothing else of him."""
        denied = self.one if sign(self.left) == -1 else self.two
        verbs = [p.terms for p in denied.phrases if p.verbal]
        return not verbs or any(terms & self.match.terms for terms in verbs)

    def _one_thing_only(self) -> bool:
        """Whether no more is common than what one thing is called: "the gate log had been altered", "a gate
        log records gates". Not where nothing else is said on either side, nor where it is what both say of
        something, or what both turn round."""
        if min(self.match.of_left, self.match.of_right) >= EXACT or self._turned_alike():
            return False
        found = [
            next((p for p in clause.phrases if self.match.terms & clause.terms.keys() <= p.terms), None)
            for clause in (self.one, self.two)
        ]
        return None not in found and not all(p is not None and p.said for p in found)

    def _turned_alike(self) -> bool:
        """Whether both turn round what they have in common: "we do not shadow ban"."""
        sides = self.one.governed, self.two.governed
        return all(sides) and all(each.terms & self.match.terms for side in sides for each in side)

    def _denies_what_is_turned(self) -> bool:
        """Whether who denies something denies what the other side turns round: only then do both say the
        same. To deny having been warned before the gates were opened says nothing of when that was."""
        denied, turned = (self.one, self.two) if sign(self.left) == -1 else (self.two, self.one)
        main = denied.main or frozenset(denied.terms)
        return all(each.terms & main for each in turned.governed)

    def _another_year(self) -> bool:
        """Whether one side tells of a year in which the other was not said, and which it does not name."""
        for clause, other, account in ((self.one, self.two, self.right), (self.two, self.one, self.left)):
            years = {int(day) for day in clause.days if day.isdigit()}
            if years and not other.days and account.said and account.said.year not in years:
                return True
        return False

    def _wanted_and_said(self) -> bool:
        """Whether one side wants something and the other tells something, which clash only if all is the
        same: not to want to release a log says nothing of how it was read."""
        wanted = [side.attitude is Attitude.INTENTION for side in (self.left, self.right)]
        return wanted[0] != wanted[1] and min(self.match.of_left, self.match.of_right) < SAME_TOPIC

    def _saystoo_little(self) -> bool:
        """Two phrases without a verb; opposites of hardly anything; or, of two stories, little in common."""
        if self.left.is_of(self.right):
            return False
        if not self.one.finite and not self.two.finite:
            return True
        if not one_story(self.left, self.right):
            return self.match.bits < MANY_BITS or min(self.match.of_left, self.match.of_right) < AGREES
        things = [t for t in self.match.terms if "/" not in t]
        return (
            fsum(max(self.one.terms.get(t, 0.0), self.two.terms.get(t, 0.0)) for t in things)
            < LEAST_BITS_EXACT
        )

    def _nominal(self) -> bool:
        """Whether one side has no verb that could show a time: "a ban on drilling", "closing the ward"."""
        return not (self.one.finite and self.two.finite)

    def _partial(self) -> bool:
        """Some did and some did not: both may hold. Not so for none and for all, nor for most and most."""
        one, two = self.one, self.two
        if one.partial == two.partial == {"most"}:
            return False
        return bool(one.partial or two.partial) and not (one.universal or two.universal)

    def _denied_is_covered(self) -> bool:
        """What is denied must hold no more than what is affirmed: to deny a red car is not to deny a car."""
        one_turned = ((sign(self.left) or 1) < 0) != bool(len(self.one.negations) % 2)
        denied, share = (self.one, self.match.of_left) if one_turned else (self.two, self.match.of_right)
        affirmed = self.two if one_turned else self.one
        if share < SAME_TOPIC or (denied.main and not denied.main & self.match.terms):
            return False
        if denied.days - affirmed.days or (denied.times and not affirmed.times):
            return False
        return not denied.quantities or bool(affirmed.quantities)

    def _same(self) -> Evidence | None:
        low, high = sorted((self.match.of_left, self.match.of_right))
        if self._too_much_beyond() or not self._times_fit() or self._fragments() or self._beside_the_point():
            return None
        if self._two_objects() or self._one_thing_only():
            return None
        if high < AGREES or low < AGREES_BOTH or (self.one.hedge is None) != (self.two.hedge is None):
            return None
        if (
            self.one.future != self.two.future
            and self.one.future + self.two.future == 1
            and not self._nominal()
        ):
            return None
        if not self._numbers_fit():
            return None
        if self._partial():
            return None
        firm = 0.35 + 0.3 * high + 0.3 * low
        places = [(self.one.words.get(t), self.two.words.get(t)) for t in sorted(self.match.terms)]
        left = tuple(sorted({a for a, _ in places if a})) or (self.one.span,)
        right = tuple(sorted({b for _, b in places if b})) or (self.two.span,)
        return Evidence(False, "wording", min(firm, 0.95), left, right, self._topic())

    def _two_objects(self) -> bool:
        """Whether both end in one verb with two things right after it: she no longer believed the minister,
        she no longer believed the authority. However common the word, it is another thing."""
        ends = [
            _end(clause, account.reading.text)
            for clause, account in ((self.one, self.left), (self.two, self.right))
        ]
        (verb, mine), (other_verb, theirs) = ends
        return verb == other_verb and verb in self.match.terms and not {mine, theirs} & self.match.terms

    def _beside_the_point(self) -> bool:
        """Whether only what stands after "before" or "because" is common: "she was not called before the
        gates were opened" says nothing of how the gates were."""
        return any(clause.main and not clause.main & self.match.terms for clause in (self.one, self.two))

    def _fragments(self) -> bool:
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
            for clause, account in ((self.one, self.left), (self.two, self.right))
        )

    def _numbers_fit(self) -> bool:
        """Whether the numbers are the same: "at least 40" neither clashes with 57 nor says it."""
        a, b = self.one.quantities, self.two.quantities
        return not (a and b) or any(x.is_near(y) for x in a for y in b)

    def _times_fit(self) -> bool:
        a, b = self.one.times, self.two.times
        return not (a and b) or any(x.side == y.side and not x.clashes(y) for x in a for y in b)

    def _topic(self, counted: Iterable[str] = (), *, but: Collection[str] = ()) -> tuple[str, ...]:
        """The words of what both are about, what is counted first, then the weightiest; of a bare number also
        those of the text before it. What clashes is left out."""
        first = {lexicon.meaning(stemmed) for stemmed in counted}
        words = sorted(
            self.match.terms - set(but), key=lambda t: (t not in first, -self.one.terms.get(t, 0.0), t)
        )
        found = []
        for term in words:
            for clause, account in ((self.one, self.left), (self.two, self.right)):
                span = clause.words.get(term) or clause.around.get(term)
                if span is not None:
                    found.append(span.of(account.reading.text))
                    break
        return tuple(dict.fromkeys(found))


def _end(clause: Clause, text: str) -> tuple[str, str]:
    """The last two terms of a clause, where nothing but an article stands between them; else nothing."""
    placed = sorted((span, term) for term, span in clause.words.items())[-2:]
    if len(placed) < 2:
        return "", ""
    (before, one), (after, two) = placed
    between = text[before.end : after.start].split()
    return (one, two) if between and ARTICLES.issuperset(between) else ("", "")


def _one_unit(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two numbers count the same thing; a number with nothing after it may count anything."""
    if not a or not b:
        return not ({"percent", "money"} & {*a, *b})
    return bool(set(a) & set(b))
