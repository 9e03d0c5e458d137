"""What speaks for two accounts agreeing or clashing.

Signals are kept apart, and each says which words it rests on: what the sources do with the content (affirm,
deny), negation, opposites, quantities, times of day. They are compared between clauses that are about one
thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from onrecord.link import lexicon
from onrecord.link.clauses import Clause, Reading, clauses
from onrecord.model import Attitude, Polarity, Span, Spans

SAME_TOPIC = 0.72
"""The share of the narrower clause's terms that the other must have, before a clash counts."""
SAME_MATTER = 0.5
"""The same for two numbers or times, which are themselves part of what is said."""
LEAST_BITS = 8.0
LEAST_BITS_EXACT = 4.0
"""A topic of fewer bits in common is none: "it was open" and "it was closed" may be about anything. The
second holds where both clauses are about nothing else, within one story or by one speaker."""
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
STORY_DAYS = 30
"""Days within which two accounts may be of one story."""
AGREES = 0.72
AGREES_BOTH = 0.5
"""The share of the narrower and of the wider account that must be common for two accounts to agree.

All of these were swept on the tuning part of the gold pairs (bench/pairs.py). What moves anything: at
12 bits contradictions lose 0.03 of recall; a residue of 4 brings agreement from F1 0.81 to 0.84 and
costs contradictions 0.02 of precision, which comes first; a residue of 8 for numbers finds one clash
more. The shares are flat from 0.5 to 0.72 and from 0.3 to 0.5; the stricter end is taken because
sentences in the news are longer."""


@dataclass(frozen=True)
class Account:
    """One attribution as it is compared. ``said`` is the day it was said or else published, None where
    neither is known. ``voice`` is the speaker's folded name, or stands for one without a name, None where not
    determined; ``name`` is how to call
    them. ``own`` is the content as
    the attribution has it, where the reading is of what its "it" stands for, which is the account ``refers``;
    ``within`` is the id of the account that contains it. ``offset`` is where the reading's text begins in the
    document. ``speaks_for`` is the body whose spokesperson this is."""

    id: str
    document: str
    reading: Reading
    polarity: Polarity
    attitude: Attitude
    name: str
    voice: str | None = None
    said: date | None = None
    own: Spans = ()
    within: str | None = None
    refers: str | None = None
    speaks_for: str | None = None
    offset: int = 0

    @cached_property
    def place(self) -> str:
        """Sorts accounts by the day they were said, those without one last, then by document and id."""
        return f"{self.said or date.max} {self.document} {self.id}"

    def is_of(self, other: Account) -> bool:
        """Whether both have one speaker, or one body speaking through its people."""
        mine = {self.voice, self.speaks_for} - {None}
        if mine & ({other.voice, other.speaks_for} - {None}):
            return True
        if self.voice is None or other.voice is None or self.document == other.document:
            return False
        # "Renn" in one article may be the "Tobias Renn" of another.
        bare, full = sorted((self, other), key=lambda side: len(side.voice or ""))
        is_name = bare.name[:1].isupper() and " " not in f"{bare.voice}"
        return is_name and f"{full.voice}".endswith(f" {bare.voice}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two clauses say of each other: clashing or agreeing, by which signal, how firmly (0 to 1)."""

    clash: bool
    signal: str
    firm: float
    why: str
    left: Spans
    right: Spans


def one_story(left: Account, right: Account) -> bool:
    """Whether both may be of one event: by one speaker, or within days of each other."""
    if left.is_of(right) or left.said is None or right.said is None:
        return True
    return abs((left.said - right.said).days) <= STORY_DAYS


def sign(account: Account) -> int | None:
    """1 for who affirms, -1 for who denies, None for who leaves it open. Not to know or remember something
    leaves it open."""
    if account.polarity is Polarity.WITHHOLDS:
        return None
    if account.polarity is Polarity.DENIES:
        return None if account.attitude is Attitude.FACT else -1
    return 1


def evidence(left: Account, right: Account) -> Iterator[Evidence]:
    """Everything that the clauses of two accounts say of each other. Both must affirm or deny."""
    if _too_little(left.reading, right.reading):
        return
    one_speaker = left.is_of(right)
    for one in clauses(left.reading):
        for two in clauses(right.reading):
            match = _matched(one, two, one_speaker=one_speaker)
            if match is not None:
                yield from _Pair(left, right, one, two, match).evidence()


def _too_little(left: Reading, right: Reading) -> bool:
    """Whether no two clauses can have enough in common (see `_matched`): most pairs end here."""
    if left.has_numbers and right.has_numbers:
        return False
    ours, theirs = left.weights, right.weights
    bits = sum(max(ours.get(t, 0.0), theirs.get(t, 0.0)) for t in left.about & right.about)
    return bits < SAME_MATTER * min(left.narrowest, right.narrowest)


@dataclass(frozen=True, slots=True)
class _Match:
    """What two clauses have in common: the terms, their bits, and their share of each clause."""

    terms: frozenset[str]
    bits: float
    of_left: float
    of_right: float
    rest_left: float
    rest_right: float


def _matched(one: Clause, two: Clause, *, one_speaker: bool) -> _Match | None:
    common: frozenset[str] | set[str] = one.about & two.about
    if common and not one_speaker:
        common = common - (one.open & two.open - one.terms.keys() - two.terms.keys())
    if not common:
        return None
    ours, theirs = ({t: c.terms[t] for t in common if t in c.terms} for c in (one, two))
    of_left, of_right = (
        min(1.0, sum(found.values()) / clause.bits) if clause.bits else 0.0
        for found, clause in ((ours, one), (theirs, two))
    )
    # Nothing below looks at clauses that have less in common, unless both have numbers.
    if max(of_left, of_right) < SAME_MATTER and not (one.quantities and two.quantities):
        return None
    bits = sum(max(ours.get(t, 0.0), theirs.get(t, 0.0)) for t in common)
    rest_left, rest_right = (
        clause.weighty - sum(w for t, w in found.items() if t not in lexicon.LIGHT)
        for found, clause in ((ours, one), (theirs, two))
    )
    return _Match(frozenset(common), bits, of_left, of_right, rest_left, rest_right)


@dataclass(frozen=True, slots=True)
class _Pair:
    left: Account
    right: Account
    one: Clause
    two: Clause
    match: _Match

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
        exact = min(self.match.of_left, self.match.of_right) >= 0.9 and one_story(self.left, self.right)
        if self.match.bits < (LEAST_BITS_EXACT if exact else LEAST_BITS) and not (
            one.quantities and two.quantities
        ):
            return False
        # Two names that the other side does not have are two people or places.
        if one.names - self.match.terms and two.names - self.match.terms:
            return False
        if one.days and two.days and not one.days & two.days:
            return False
        if self._two_speakers_of_themselves() or self._told_apart():
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
                if _one_unit(a.unit, b.unit) and a.clashes(b) and self._is_counted(a.unit or b.unit):
                    firm = 0.6 + 0.35 * max(self.match.of_left, self.match.of_right)
                    why = f"the numbers differ, {self._against(a.span, b.span)} ({self._topic()})."
                    return Evidence(True, "number", firm, why, (a.span,), (b.span,))
        return None

    def _is_counted(self, unit: tuple[str, ...]) -> bool:
        """Whether the clauses share more than what is measured: "for twenty minutes" alone is no topic."""
        things = {t for t in self.match.terms if t not in lexicon.LIGHT} - {lexicon.meaning(u) for u in unit}
        if set(unit) & lexicon.MEASURES or not unit:
            return len(things) >= 2
        return bool(things) or min(self.match.of_left, self.match.of_right) >= 0.9

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
                    why = f"the times differ, {self._against(a.span, b.span)} ({self._topic()})."
                    return Evidence(True, "time", firm, why, (a.span,), (b.span,))
        return None

    def _against(self, a: Span, b: Span) -> str:
        return f"“{a.of(self.left.reading.text)}” against “{b.of(self.right.reading.text)}”"

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
        if len(weighty) < 2 or not self.match.terms - one.names - two.names:
            return None
        flips: list[tuple[str, Spans, Spans]] = []
        if self._signs() < 0:
            flips.append(("polarity", (one.span,), (two.span,)))
        elif sign(self.left) == -1:
            # Who denies that it was open and who denies that it was shut may both be right.
            return None
        if len(one.negations) % 2 != len(two.negations) % 2:
            flips.append(("negation", one.negations[:1] or (one.span,), two.negations[:1] or (two.span,)))
        for scale in one.scales.keys() & two.scales.keys():
            if one.scales[scale] != two.scales[scale]:
                flips.append(("opposites", (one.words[scale],), (two.words[scale],)))
                break
        if len(flips) % 2:
            return self._turns(flips)
        return self._same()

    def _turns(self, flips: list[tuple[str, Spans, Spans]]) -> Evidence | None:
        if self._open() or (self.one.future != self.two.future and not self._nominal()):
            return None
        if self._partial() or self._two_matters() or self._says_too_little():
            return None
        signal, left, right = flips[-1] if len(flips) == 1 else next(f for f in flips if f[0] != "polarity")
        if signal != "opposites" and not self._denied_is_covered():
            return None
        if max(self.match.of_left, self.match.of_right) < SAME_TOPIC or self._wanted_and_said():
            return None
        firm = (
            0.45
            + 0.3 * max(self.match.of_left, self.match.of_right)
            + 0.2 * min(self.match.of_left, self.match.of_right)
        )
        return Evidence(True, signal, min(firm, 0.95), self._why(signal, left, right), left, right)

    def _wanted_and_said(self) -> bool:
        """Whether one side wants something and the other tells something, which clash only if all is the
        same: not to want to release a log says nothing of how it was read."""
        wanted = [side.attitude is Attitude.INTENTION for side in (self.left, self.right)]
        return wanted[0] != wanted[1] and min(self.match.of_left, self.match.of_right) < SAME_TOPIC

    def _says_too_little(self) -> bool:
        """Two phrases without a verb; opposites of hardly anything; or, of two stories, little in common."""
        if self.left.is_of(self.right):
            return False
        if not self.one.finite and not self.two.finite:
            return True
        if not one_story(self.left, self.right):
            return self.match.bits < MANY_BITS or min(self.match.of_left, self.match.of_right) < AGREES
        things = [t for t in self.match.terms if "/" not in t]
        return (
            sum(max(self.one.terms.get(t, 0.0), self.two.terms.get(t, 0.0)) for t in things)
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
        if self._too_much_beyond() or not self._times_fit() or self._fragments():
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
        return Evidence(
            False, "wording", min(firm, 0.95), f"both say the same of {self._topic()}.", left, right
        )

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

    def _topic(self) -> str:
        words = sorted(self.match.terms, key=lambda t: (-self.one.terms.get(t, 0.0), t))
        shown = []
        for term in words:
            span = self.one.words.get(term)
            if span is not None:
                shown.append(span.of(self.left.reading.text))
        return ", ".join(dict.fromkeys(shown[:4])) or "the same matter"

    def _why(self, signal: str, left: Spans, right: Spans) -> str:
        a, b = (
            spans[0].of(text) if spans else ""
            for spans, text in ((left, self.left.reading.text), (right, self.right.reading.text))
        )
        if signal == "opposites":
            return f"“{a}” against “{b}” ({self._topic()})."
        if signal == "negation":
            word = a if self.one.negations else b
            who = self.left.name if self.one.negations else self.right.name
            return f"{who} says “{word}” and the other does not ({self._topic()})."
        who = self.left.name if (sign(self.left) or 1) < 0 else self.right.name
        return f"{who} denies it ({self._topic()})."


def _one_unit(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two numbers count the same thing; a number with nothing after it may count anything."""
    if not a or not b:
        return not ({"percent", "money"} & {*a, *b})
    return bool(set(a) & set(b))
