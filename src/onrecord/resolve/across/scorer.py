"""How surely two profiles are one person: a sum of weights, each with its name, so that it explains
itself."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.resolve.across.agreement import Agreement, agreement
from onrecord.resolve.across.forms import Form
from onrecord.resolve.across.profiles import Profile
from onrecord.resolve.across.weights import BIAS, HANGING, HANGING_BIAS, WEIGHTS
from onrecord.resolve.lexicon import LEADING

APART = float("-inf")
"""The score of two who cannot be one: names that differ, two people of one article, two genders."""

FAR = 365
"""Days between two profiles from which on they are far apart in time."""


@dataclass(frozen=True, slots=True)
class Score:
    """``value`` is the logarithm of the odds that two profiles are one person, `APART` where that cannot be;
    ``features`` name what it is the sum of; ``against`` says what speaks against it for certain, or is
    None."""

    value: float
    features: tuple[str, ...]
    against: str | None = None


def _weight(feature: str) -> float:
    return WEIGHTS.get(feature, 0.0)


def _hanging(feature: str) -> float:
    return HANGING.get(feature, 0.0)


def value(a: Profile, b: Profile) -> float:
    """The score as a number."""
    names = _names(a, b)
    if names is None or _certainly_apart(a, b):
        return APART
    return names[0] + sum(map(_weight, evidence(a, b, names[1])))


def hanging(a: Profile, b: Profile, rivals: int) -> float:
    """The score of somebody whose name does not tell (a), and a person (b) who has so many rivals."""
    names = _names(a, b)
    if names is None or _certainly_apart(a, b):
        return APART
    return HANGING_BIAS + sum(map(_hanging, hanging_features(a, b, names[1], rivals)))


_TELLING = frozenset(
    ("given_short", "given_sound", "given_slip", "surname_sound", "middle_differs", "generation_once")
)


def hanging_features(a: Profile, b: Profile, names: Agreement, rivals: int) -> list[str]:
    """What the score of a name that does not tell is the sum of."""
    style = next(iter(a.forms)).style.name.lower()
    telling = [feature for feature in names if feature in _TELLING]
    return [style, f"rivals_{min(rivals, 3)}", *telling, *evidence(a, b, names)]


def score(a: Profile, b: Profile) -> Score:
    """The score with what it rests on."""
    names = _names(a, b)
    if names is None:
        return Score(APART, (), "name")
    against = _certainly_apart(a, b)
    if against:
        return Score(APART, names[1], against)
    features = (*names[1], *evidence(a, b, names[1]))
    return Score(BIAS + sum(map(_weight, features)), features)


def _names(a: Profile, b: Profile) -> tuple[float, Agreement] | None:
    """The best agreement between any two forms; None if no two can be one person's, or if two full ones
    contradict each other."""
    best: tuple[float, Agreement] | None = None
    for one in a.forms:
        for other in b.forms:
            found = agreement(one, other)
            if found:
                weighed = (_weigh(found), found)
                best = weighed if best is None else max(best, weighed)
            elif _contradict(one, other):
                return None
    return best


def _contradict(one: Form, other: Form) -> bool:
    """Whether two forms without agreement say that there are two people, rather than being far variants."""
    return bool(one.suffix and other.suffix and one.suffix != other.suffix)


def _weigh(found: Agreement) -> float:
    return BIAS + sum(map(_weight, found))


def _certainly_apart(a: Profile, b: Profile) -> str | None:
    if len(a.genders | b.genders) > 1 and len(a.genders) == 1 and len(b.genders) == 1:
        return "gender"
    if not a.readings.isdisjoint(b.readings):
        return "article"
    return None


def evidence(a: Profile, b: Profile, names: Agreement) -> list[str]:
    """What speaks for and against two profiles being one person, beside their names."""
    found = []
    if not set(names) >= _EQUAL:
        # How many go by the surname says something of variants; of namesakes it says nothing.
        found.append(f"bearers_{_bin(max(a.bearers, b.bearers))}")
    if a.heads and b.heads:
        found.append(_offices(a, b))
    if a.tokens and b.tokens:
        shared = len(a.tokens & b.tokens)
        least = min(len(a.tokens), len(b.tokens))
        found.append(
            "affiliation_same" if shared == least else "affiliation_some" if shared else "affiliation_differs"
        )
        if not shared and any(f.startswith("office_differs") for f in found):
            found.append("nothing_agrees")
    shared = len(a.company & b.company)
    if shared:
        found.append(f"company_{min(shared, 3)}")
    elif min(len(a.company), len(b.company)) >= 3:
        found.append("company_none")
    if a.outlets and b.outlets:
        found.append("outlet_differs" if a.outlets.isdisjoint(b.outlets) else "outlet_shared")
    if _gap(a, b) > FAR:
        found.append("time_far")
    return found


def _offices(a: Profile, b: Profile) -> str:
    if a.heads & b.heads:
        return "office_same"
    if a.heads & LEADING and b.heads & LEADING:
        return "office_alike"
    if a.former or b.former:
        return "office_former"
    return "office_differs_at_once" if _gap(a, b) < 60 else "office_differs"


_EQUAL = {"surname_equal", "given_equal"}


def _bin(bearers: int) -> str:
    return "one" if bearers == 1 else "few" if bearers <= 4 else "some" if bearers <= 12 else "many"


def _gap(a: Profile, b: Profile) -> int:
    """Days between the two; 0 where they overlap or a date is not known."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return 0
    return max(0, a.first - b.last, b.first - a.last)
