"""Two numbers of one thing that cannot both be right."""

from __future__ import annotations

from onrecord.link import lexicon
from onrecord.link.account import one_story
from onrecord.link.evidence.floors import EXACT, RESIDUE_NUMBER
from onrecord.link.evidence.found import Evidence
from onrecord.link.evidence.pair import Pair


def counts_clash(pair: Pair) -> Evidence | None:
    """Two numbers of the same thing between which no number fits both; None where there are none."""
    if pair.one.negations or pair.two.negations or pair.signs() < 0 or pair.open():
        return None
    if max(pair.match.rest_left, pair.match.rest_right) > RESIDUE_NUMBER or pair.match.bits < 2.0:
        return None
    if pair.one.future != pair.two.future or not one_story(pair.left, pair.right):
        return None
    if _one_count(pair):
        return None
    for a in pair.one.quantities:
        for b in pair.two.quantities:
            if _grew(pair, a.value, b.value):
                continue
            if _one_unit(a.unit, b.unit) and a.clashes(b) and _is_counted(pair, a.unit or b.unit):
                firm = 0.6 + 0.35 * max(pair.match.of_left, pair.match.of_right)
                topic = pair.topic((*a.unit, *b.unit))
                return Evidence(True, "number", firm, (a.span,), (b.span,), topic)
    return None


def _grew(pair: Pair, left: float, right: float) -> bool:
    """Whether a number that stood "so far" may have grown to the other by the day that was said."""
    days = pair.left.said, pair.right.said
    if not (pair.one.so_far or pair.two.so_far) or days[0] is None or days[1] is None:
        return False
    return (days[0] < days[1] and left < right) or (days[1] < days[0] and right < left)


def _is_counted(pair: Pair, unit: tuple[str, ...]) -> bool:
    """Whether the clauses share more than what is measured: "for twenty minutes" alone is no topic."""
    things = {t for t in pair.match.terms if t not in lexicon.LIGHT} - {lexicon.meaning(u) for u in unit}
    if set(unit) & lexicon.MEASURES or not unit:
        return len(things) >= 2
    return bool(things) or min(pair.match.of_left, pair.match.of_right) >= EXACT


def _one_unit(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two numbers count the same thing; a number with nothing after it may count anything."""
    if not a or not b:
        return not ({"percent", "money"} & {*a, *b})
    return bool(set(a) & set(b))


def _one_count(pair: Pair) -> bool:
    """Whether both have one number of one thing, whatever other numbers they have besides."""
    return any(
        a.unit and b.unit and a.value == b.value and _one_unit(a.unit, b.unit)
        for a in pair.one.quantities
        for b in pair.two.quantities
    )
