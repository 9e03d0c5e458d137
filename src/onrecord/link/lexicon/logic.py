"""Small words that carry logic: what turns a clause round, keeps it open, tells things of one kind apart."""

from __future__ import annotations

from onrecord.link.words import stem


def _words(line: str) -> list[str]:
    return line.split()


NEGATIONS = frozenset(
    _words(
        "not no never nobody none nothing neither nor without cannot nowhere hardly scarcely "
        "lack lacks lacked lacking"
    )
)
"""Words that turn a clause round; contractions in n't do so too."""

HEDGES = frozenset(
    _words(
        "may might could possibly perhaps maybe probably likely apparently if unless whether suspect "
        "seem seemed appear appeared should"
    )
)
"""Words that keep a clause open: what may be so clashes with nothing."""

FUTURE = frozenset(["will", "would", "shall", "going"])

IRREAL = frozenset(
    stem(w)
    for w in _words(
        "licensed allowed permitted planned expected designed budgeted capacity target limit due "
        "supposed meant forecast predicted estimated"
    )
)
"""What was to be, not what was: 212 passengers allowed do not clash with 340 on board."""

ALTERNATIVES: tuple[frozenset[str], ...] = (
    frozenset(["last", "next"]),
    frozenset(["first", "second", "third", "fourth", "fifth"]),
    frozenset(["north", "northern", "south", "southern", "east", "eastern", "west", "western"]),
    frozenset(["upper", "lower", "middle"]),
    frozenset(["male", "female"]),
    frozenset(["morning", "afternoon", "evening", "night"]),
)
"""Words that tell things of one kind apart: the north tower is not the south tower."""

TOLD_APART = frozenset().union(*ALTERNATIVES)
"""All of these words."""

SO_FAR = frozenset({"so far", "to date", "by now", "as of", "until now", "already"})

UNIVERSAL = frozenset(["all", "every", "each", "everyone", "everybody", "both", "always"])

PARTIAL = frozenset(_words("some several many most few half partly mostly sometimes certain"))
