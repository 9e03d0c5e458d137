"""Two clauses beside each other, and what every signal asks of them: whether they are about one thing, how
openly they leave it, and which words tell what they are about."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from onrecord.link import lexicon
from onrecord.link.account import Account, one_story, sign
from onrecord.link.clause import Clause
from onrecord.link.evidence.floors import EXACT, LEAST_BITS, LEAST_BITS_EXACT, RESIDUE
from onrecord.link.matching import Match
from onrecord.model import Attitude


@dataclass(frozen=True, slots=True)
class Pair:
    """A clause of each of two accounts, and what they have in common."""

    left: Account
    right: Account
    one: Clause
    two: Clause
    match: Match

    def about_one_thing(self) -> bool:
        """Whether enough is common, and nothing says that there are two people, places, days or moods."""
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
        if one.asked or two.asked:
            return False
        if self.two_speakers_of_themselves() or self.told_apart() or self.another_year():
            return False
        if one.wish != two.wish and Attitude.INTENTION not in (self.left.attitude, self.right.attitude):
            return False
        return one.should == two.should and one.irreal == two.irreal

    def two_speakers_of_themselves(self) -> bool:
        """ "She supported the toll" and "they opposed the toll", each said of the one who says it."""
        one, two = self.one, self.two
        if self.left.is_of(self.right) or not one.own or not two.own:
            return False
        return not (one.open & self.match.terms or two.open & self.match.terms)

    def told_apart(self) -> bool:
        """Whether the north tower is here and the south tower there."""
        one, two = self.one.apart, self.two.apart
        return any(one & kind and two & kind and not one & two & kind for kind in lexicon.ALTERNATIVES)

    def another_year(self) -> bool:
        """Whether one side tells of a year in which the other was not said, and which it does not name."""
        for clause, other, account in ((self.one, self.two, self.right), (self.two, self.one, self.left)):
            years = {int(day) for day in clause.days if day.isdigit()}
            if years and not other.days and account.said and account.said.year not in years:
                return True
        return False

    def too_much_beyond(self) -> bool:
        """Whether each side has something of its own: "church" here, "school" there."""
        return min(self.match.rest_left, self.match.rest_right) > RESIDUE

    def open(self) -> bool:
        """Whether either side leaves it open."""
        return self.one.hedge is not None or self.two.hedge is not None

    def signs(self) -> int:
        """-1 where one source denies and the other does not, else 1."""
        return (sign(self.left) or 1) * (sign(self.right) or 1)

    def nominal(self) -> bool:
        """Whether one side has no verb that could show a time: "a ban on drilling", "closing the ward"."""
        return not (self.one.finite and self.two.finite)

    def partial(self) -> bool:
        """Some did and some did not: both may hold. Not so for none and for all, nor for most and most."""
        one, two = self.one, self.two
        if one.partial == two.partial == {"most"}:
            return False
        return bool(one.partial or two.partial) and not (one.universal or two.universal)

    def topic(self, counted: Iterable[str] = (), *, but: Collection[str] = ()) -> tuple[str, ...]:
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
