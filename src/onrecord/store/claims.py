"""Which stances make one claim: those that links of agreement join, unless people say otherwise.

The number of a claim is the smallest of its stances, so that neither it nor what the claim holds depends on
the order in which links came. Growth joins claims; where a link is gone, or people have said that two are not
the same, the claims concerned are made anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import chain

from onrecord.store.database import Database
from onrecord.store.judged import different, rejected, same

SAME = 0.6
"""The least score by which a link makes two attributions one claim. On the gold pairs every agreement that
is found scores more; it keeps out quotations that were much altered."""

_EDGES = f"""
    SELECT l.score, l.relation, one.stance, two.stance
    FROM json_each(?) j {{}}
    JOIN accounts one ON one.attribution = l."left" JOIN accounts two ON two.attribution = l."right"
    WHERE l.relation IN ('agrees', 'same_quote') AND l.score >= {SAME} AND one.stance <> two.stance"""


def regroup(db: Database, fresh: Sequence[int], lost: Sequence[int]) -> None:
    """Brings the claims of some accounts up to date: of those that may have new links, and of those that may
    have lost some."""
    wanted = json.dumps(sorted(set(fresh) | set(lost)))
    edges = [
        edge
        for side in ("left", "right")
        for edge in db.rows(_EDGES.format(f'CROSS JOIN current_links l ON l."{side}" = j.value'), wanted)
    ]
    sql = "SELECT DISTINCT x.stance FROM json_each(?) j JOIN accounts x ON x.attribution = j.value"
    apart, held = different(db), same(db)
    # what people hold to be one outlives its accounts: they may have been filed anew
    theirs = {stance for (stance,) in db.rows(sql, wanted)} if held else set[int]()
    people = [tuple(sorted(pair)) for pair in held if theirs & set(pair)]
    joined = {stance for edge in edges for stance in edge[2:]}.union(*people)
    if not lost and not any(joined & set(pair) for pair in apart):
        refused = rejected(db)
        found = [(a, b) for _, relation, a, b in edges if (relation, *sorted((a, b))) not in refused]
        _grow(db, [*found, *((a, b) for a, b in people)])
        return
    remake(db, joined | {stance for (stance,) in db.rows(sql, wanted)})


def _grow(db: Database, edges: Iterable[tuple[int, int]]) -> None:
    # Numbers are as good as drawn by chance, so that a large claim seldom has to take a smaller one.
    for one, two in sorted(set(edges)):
        low, high = sorted((_claim(db, one), _claim(db, two)))
        if low != high:
            db.run("UPDATE claims SET claim = ? WHERE claim = ?", low, high)


def _claim(db: Database, stance: int) -> int:
    db.run("INSERT OR IGNORE INTO claims VALUES (?, ?)", stance, stance)
    return int(db.value("SELECT claim FROM claims WHERE stance = ?", stance))


def remake(db: Database, stances: Iterable[int]) -> None:
    """Makes the claims of these stances anew, from their links and from what people say."""
    closed = _closure(db, set(stances))
    wanted = json.dumps(sorted(closed))
    through = """CROSS JOIN accounts x ON x.stance = j.value AND x.head = 1
                 CROSS JOIN current_links l ON l."left" = x.attribution"""
    refused = rejected(db)
    edges = [
        (score, *sorted((a, b)))
        for score, relation, a, b in db.rows(_EDGES.format(through), wanted)
        if (relation, *sorted((a, b))) not in refused
    ]
    edges += [(2.0, *sorted(pair)) for pair in same(db) if closed & set(pair)]
    claims = together([(s, a, b) for s, a, b in edges if a in closed and b in closed], different(db))
    db.run("DELETE FROM claims WHERE stance IN (SELECT value FROM json_each(?))", wanted)
    rows = [(stance, min(each)) for each in claims for stance in each]
    db.run_many("INSERT INTO claims VALUES (?, ?)", rows)


def _closure(db: Database, stances: set[int]) -> set[int]:
    """The stances of all claims that these are in, with those that people have joined to them."""
    wanted = stances | set(chain.from_iterable(pair for pair in same(db) if stances & set(pair)))
    sql = """SELECT c.stance FROM claims c WHERE c.claim IN (
             SELECT k.claim FROM json_each(?) j JOIN claims k ON k.stance = j.value)"""
    return wanted | {stance for (stance,) in db.rows(sql, json.dumps(sorted(wanted)))}


def together(
    edges: Iterable[tuple[float, int, int]], apart: Iterable[tuple[int, int]] = ()
) -> list[set[int]]:
    """The groups that edges make, the strongest first, unless a group would hold two that are to stay apart
    (Kruskal's order, so that the result depends on nothing else)."""
    group: dict[int, set[int]] = {}
    enemies: dict[int, set[int]] = {}
    for a, b in apart:
        enemies.setdefault(a, set()).add(b)
        enemies.setdefault(b, set()).add(a)
    for _, a, b in sorted(set(edges), key=lambda edge: (-edge[0], edge[1], edge[2])):
        one, two = group.setdefault(a, {a}), group.setdefault(b, {b})
        if one is two or any(enemies[x] & two for x in one & enemies.keys()):
            continue
        small, large = sorted((one, two), key=len)
        large |= small
        for each in small:
            group[each] = large
    return list({id(each): each for each in group.values()}.values())
