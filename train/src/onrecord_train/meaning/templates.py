"""Pairs from templates of ours, of what the sets have little: bounds on numbers, other days and places, what may
be or should be, some and all, who it is said of.

A sentence is a fact with a subject, a place and a day; the second is the first with one thing changed, and often
in other words. Labels follow from what was changed: intervals for numbers, nothing for what both may hold.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from onrecord_train.meaning.sets import CONTRADICTION, ENTAILMENT, NEUTRAL, Pair

_COUNTED = (  # ways to say how many; {q} the number, {p} the place
    ("{q} people were killed in the explosion at {p}", "the explosion at {p} left {q} people dead", "{q} died when the blast hit {p}"),
    ("{q} people were injured in the clashes in {p}", "the clashes in {p} left {q} people hurt"),
    ("{q} houses were destroyed by the flood in {p}", "the flood in {p} destroyed {q} homes"),
    ("{q} workers lost their jobs at the {p} plant", "the {p} plant laid off {q} workers"),
    ("{q} protesters gathered in {p}", "{q} demonstrators came to the rally in {p}"),
    ("{q} soldiers were sent to {p}", "the army sent {q} troops to {p}"),
    ("{q} prisoners escaped from the jail in {p}", "{q} inmates broke out of prison in {p}"),
    ("the company paid {q} million dollars for the mine at {p}", "the mine at {p} cost the company {q} million dollars"),
    ("the talks in {p} lasted {q} hours", "negotiators in {p} talked for {q} hours"),
    ("{q} cases of cholera were recorded in {p}", "doctors in {p} counted {q} cholera cases"),
    ("{q} children were missing after the storm in {p}", "after the storm {q} children could not be found in {p}"),
    ("{q} per cent of voters in {p} backed the plan", "the plan was supported by {q} per cent of voters in {p}"),
)  # fmt: skip
_FACTS = (  # what is so, the same in other words, its negation, the contrary, and the subjects
    ("{s} approved the budget", "the budget was passed by {s}", "{s} did not approve the budget", "{s} rejected the budget", "body"),
    ("{s} knew about the leak", "{s} was aware of the leak", "{s} did not know about the leak", "{s} was unaware of the leak", "any"),
    ("{s} signed the agreement", "{s} put a signature to the agreement", "{s} never signed the agreement", "{s} refused to sign the agreement", "any"),
    ("{s} paid the fine", "the fine was paid by {s}", "{s} has not paid the fine", "{s} refused to pay the fine", "any"),
    ("{s} ordered the evacuation", "the order to evacuate came from {s}", "{s} did not order the evacuation", "{s} cancelled the evacuation", "any"),
    ("{s} supports the new law", "{s} is in favour of the new law", "{s} does not support the new law", "{s} opposes the new law", "any"),
    ("{s} will close the school", "the school is to be shut by {s}", "{s} will not close the school", "{s} will keep the school open", "body"),
    ("the bridge built by {s} is safe", "there is no danger in the bridge that {s} built", "the bridge built by {s} is not safe", "the bridge built by {s} is dangerous", "body"),
    ("{s} met the ambassador", "there was a meeting between {s} and the ambassador", "{s} did not meet the ambassador", "{s} never met the ambassador", "any"),
    ("{s} raised prices", "prices were increased by {s}", "{s} did not raise prices", "{s} cut prices", "body"),
    ("{s} was guilty", "{s} committed the crime", "{s} was not guilty", "{s} was innocent", "person"),
    ("{s} was warned before the fire", "before the fire {s} received a warning", "{s} was not warned before the fire", "nobody warned {s} before the fire", "any"),
    ("{s} has resigned", "{s} has stepped down", "{s} has not resigned", "{s} remains in office", "person"),
    ("the water supplied by {s} is clean", "the water that {s} supplies can be drunk", "the water supplied by {s} is not clean", "the water supplied by {s} is polluted", "body"),
    ("the strike against {s} was legal", "the strike against {s} was lawful", "the strike against {s} was not legal", "the strike against {s} was illegal", "body"),
    ("the attack by {s} succeeded", "the attack by {s} was a success", "the attack by {s} did not succeed", "the attack by {s} failed", "body"),
    ("{s} shot first", "the first shot came from {s}", "{s} did not shoot first", "the other side, not {s}, shot first", "any"),
    ("{s} withdrew the troops", "the troops were pulled back by {s}", "{s} did not withdraw the troops", "{s} kept the troops in place", "body"),
    ("{s} accepted the offer", "{s} said yes to the offer", "{s} did not accept the offer", "{s} turned down the offer", "any"),
    ("{s} is ill", "{s} is unwell", "{s} is not ill", "{s} is in good health", "person"),
)  # fmt: skip
_BODIES = (
    "the ministry", "the city council", "the company", "the party", "the regional government", "the bank", "the union",
    "the railway", "the hospital", "the army", "the university", "the court", "the agency", "the rebels", "parliament",
)  # fmt: skip
_PEOPLE = (
    "Anna Vell", "the mayor", "Tomas Reddick", "the prime minister", "the director", "Senator Hale", "the driver",
    "General Osk", "the minister", "her lawyer", "Maria Penn", "the chief of police", "the coach", "the president",
)  # fmt: skip
_PLACES = (
    "Norvik", "the capital", "Port Ellis", "the harbour", "Garra", "the old town", "Sandholm", "Tirsk", "the north",
    "the eastern district", "Brinmore", "the valley", "Oland", "the border town of Kes",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MAY = (
    "it is possible that {}", "{}, perhaps", "some fear that {}", "it is being asked whether {}", "if {}, there will be questions",
    "there are rumours that {}", "many hoped that {}", "it would be good if {}", "nobody can say yet whether {}",
)  # fmt: skip
_TIMES = (
    "at 2 a.m.",
    "at 4.30 a.m.",
    "at noon",
    "at 3 p.m.",
    "at 6.15 p.m.",
    "at midnight",
    "shortly after 9 p.m.",
)
_LESS = (("exactly", ""), ("bound", "at least "), ("bound", "more than "), ("bound", "fewer than "), ("bound", "up to "), ("near", "about "), ("near", "some "))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Amount:
    words: str
    least: float
    most: float


def pairs(most: int, rng: random.Random) -> list[Pair]:
    """So many pairs, half of them of numbers."""
    makers = (_numbers, _numbers, _turned, _turned, _modal, _whom, _when, _parts)
    return [rng.choice(makers)(rng) for _ in range(most)]


def _amount(rng: random.Random, around: int) -> _Amount:
    n = max(2, around if rng.random() < 0.35 else round(around * rng.choice((0.3, 0.6, 0.8, 1.25, 2, 4))))
    _, word = rng.choice((_LESS[0], _LESS[0], _LESS[0], *_LESS))
    shown = f"{word}{n:,}" if rng.random() < 0.8 else f"{word}{n}"
    low, high = {
        "": (n, n), "at least ": (n, 1e9), "more than ": (n + 1, 1e9), "fewer than ": (0, n - 1), "up to ": (0, n),
    }.get(word, (0.88 * n, 1.12 * n))  # fmt: skip
    return _Amount(shown, low, high)


def _numbers(rng: random.Random) -> Pair:
    ways, place = rng.choice(_COUNTED), rng.choice(_PLACES)
    around = rng.choice((3, 5, 8, 12, 17, 25, 40, 56, 80))
    if "per cent" not in ways[0] and "hours" not in ways[0]:
        around *= rng.choice((1, 1, 1, 10, 100))
    one, two = _amount(rng, around), _amount(rng, around)
    first, second = (rng.choice(ways).format(q=a.words, p=place) for a in (one, two))
    kind = rng.random()
    if kind < 0.12:
        other = rng.choice([p for p in _PLACES if p != place])
        return Pair(first, rng.choice(ways).format(q=two.words, p=other), NEUTRAL, "templates")
    if kind < 0.24:
        a, b = rng.sample(_DAYS, 2)
        return Pair(f"{first} on {a}", f"{second} on {b}", NEUTRAL, "templates")
    if kind < 0.32:
        other_ways = rng.choice([w for w in _COUNTED if w is not ways])
        return Pair(first, rng.choice(other_ways).format(q=two.words, p=place), NEUTRAL, "templates")
    if one.least >= two.least and one.most <= two.most:
        label = ENTAILMENT
    elif one.least > two.most or two.least > one.most:
        label = CONTRADICTION
    else:
        label = NEUTRAL
    return Pair(_dated(first, rng), second, label, "templates")


def _fact(rng: random.Random) -> tuple[tuple[str, ...], str]:
    *ways, kind = rng.choice(_FACTS)
    subject = rng.choice({"body": _BODIES, "person": _PEOPLE}.get(kind, _BODIES + _PEOPLE))
    return tuple(way.format(s=subject) for way in ways), subject


def _turned(rng: random.Random) -> Pair:
    (so, same, negated, contrary), _ = _fact(rng)
    affirmed, denied = (so, same), (negated, contrary)
    one, two = rng.choice((affirmed, denied)), rng.choice((affirmed, denied))
    label = ENTAILMENT if one is two else CONTRADICTION
    # What is contrary is also not so; what is not so need not be contrary.
    pair = (contrary, negated) if one is two is denied else (rng.choice(one), rng.choice(two))
    return Pair(_dated(pair[0], rng), pair[1], label, "templates")


def _modal(rng: random.Random) -> Pair:
    (so, same, negated, contrary), _ = _fact(rng)
    one, two = rng.choice((so, same)), rng.choice((so, same, negated, contrary))
    pair = (rng.choice(_MAY).format(one), two)
    return Pair(*(pair if rng.random() < 0.5 else pair[::-1]), NEUTRAL, "templates")


def _whom(rng: random.Random) -> Pair:
    *ways, kind = rng.choice(_FACTS)
    one, two = rng.sample({"body": _BODIES, "person": _PEOPLE}.get(kind, _BODIES + _PEOPLE), 2)
    return Pair(ways[rng.choice((0, 1))].format(s=one), rng.choice(ways).format(s=two), NEUTRAL, "templates")


def _when(rng: random.Random) -> Pair:
    place = rng.choice(_PLACES)
    ways = rng.choice((
        ("the fire in {p} broke out {t}", "a fire started in {p} {t}"),
        ("the train left {p} {t}", "the train departed from {p} {t}"),
        ("the alarm was raised {t} in {p}", "in {p} the alarm sounded {t}"),
        ("the first patrol reached {p} {t}", "a patrol first arrived in {p} {t}"),
    ))  # fmt: skip
    a, b = rng.choice(_TIMES), rng.choice(_TIMES)
    if rng.random() < 0.4:
        b = a
    one, two = ways[0].format(p=place, t=a), ways[1].format(p=place, t=b)
    if rng.random() < 0.25:
        return Pair(one, two.replace(b, "").strip(), ENTAILMENT, "templates")
    return Pair(one, two, ENTAILMENT if a == b else CONTRADICTION, "templates")


def _parts(rng: random.Random) -> Pair:
    what = rng.choice((
        ("the schools in {p}", "were open", "were closed"), ("the hostages in {p}", "were freed", "were not freed"),
        ("the ballots in {p}", "were counted", "were not counted"), ("the roads to {p}", "are passable", "are blocked"),
        ("the villagers of {p}", "left", "stayed"), ("the bodies found in {p}", "were identified", "have not been identified"),
    ))  # fmt: skip
    group, yes, no = what
    group = group.format(p=rng.choice(_PLACES)).removeprefix("the ")
    some, most, every, none = (f"{w} the {group}" for w in ("some of", "most of", "all of", "none of"))
    return Pair(
        *rng.choice((
            (f"{some} {yes}", f"{some} {no}", NEUTRAL), (f"{most} {yes}", f"{some} {no}", NEUTRAL),
            (f"{every} {yes}", f"{some} {no}", CONTRADICTION), (f"{some} {no}", f"{every} {yes}", CONTRADICTION),
            (f"{every} {yes}", f"{some} {yes}", ENTAILMENT), (f"{none} {yes}", f"{some} {yes}", CONTRADICTION),
            (f"{most} {yes}", f"{some} {yes}", ENTAILMENT), (f"{some} {yes}", f"{every} {yes}", NEUTRAL),
            (f"the {group} {yes}", f"the {group} {no}", CONTRADICTION), (f"{none} {yes}", f"the {group} {no}", ENTAILMENT),
        )),
        "templates",
    )  # fmt: skip


def _dated(text: str, rng: random.Random) -> str:
    return f"{text} on {rng.choice(_DAYS)}" if rng.random() < 0.2 else text
