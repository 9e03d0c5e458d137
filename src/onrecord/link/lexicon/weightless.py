"""Words that are about no topic of their own: around numbers, verbs of telling and of perceiving."""

from __future__ import annotations

from onrecord.link.words import stem


def _words(line: str) -> list[str]:
    return line.split()


LIGHT = frozenset(
    stem(w)
    for w in _words(
        "number figure total count amount put stand stood carried carrying carry include included "
        "people reach reached rate level result case"
    )
)
"""Words around a number that do not say what is counted."""

TELLING = frozenset(
    stem(w) for w in _words("tell ask answer speak write thing know think believe feel want mean")
)
"""Verbs of telling: that both accounts have one is no common topic."""

LIGHT_VERBS = frozenset(stem(w) for w in _words("receive got give make take hold carry put"))
"""Verbs that say little without what stands after them: "receive a warning", "make a call"."""

SEEING = frozenset(stem(w) for w in _words("see look watch hear listen"))
"""Verbs of perceiving: that somebody saw is no common topic either, but that a letter was seen may be."""

SIGNS = frozenset(
    stem(w) for w in _words("sign evidence indication proof suggestion hint trace question reason record")
)
"""Of what there is none, that does not hold."""

MEASURES = frozenset(
    stem(w)
    for w in _words(
        "minute hour second day week month year percent money metre meter kilometre mile degree ton tonne"
    )
)
"""What is measured rather than counted; the number says little of what."""

CONTROL = frozenset(
    stem(w)
    for w in _words("intend want plan try expect mean need wish hope attempt seek agree promise decide")
)
"""Verbs that say what somebody wants to do or tries: what is said is the verb after "to"."""

AGAINST_THINGS = frozenset(
    stem(w)
    for w in _words(
        "condemn oppose reject fight prevent avoid discuss debate investigate fear consider deny question "
        "allege"
    )
)
"""Verbs after which a thing need not be there: who condemns racism does not say that there is some."""

CONCEDING = frozenset(
    stem(w)
    for w in _words(
        "admit concede acknowledge accept withdraw withdrew withdrawn retract correct reverse apologise "
        "apologize regret recant confess backtrack confirm"
    )
)
"""Verbs by which one gives way, or takes back what one said."""
