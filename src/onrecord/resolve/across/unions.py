"""Joining what people judged to be the same, after the machine has told people apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from onrecord.figures import NodeRow
from onrecord.resolve.across.judgements import Anchor, Judgements
from onrecord.resolve.across.register import Register


def unite(register: Register, judgements: Judgements, forms: set[int]) -> None:
    """Joins the persons of each group of figures that has one of these forms.

    A group goes by the order of its text. Where joining whole persons would put figures together that are
    judged different, only the judged figures are joined, and leave their persons.
    """
    nodes: dict[Anchor, NodeRow] = {}
    for anchor in judgements.anchors:
        for form in register.forms_in(*anchor):
            if form in forms:
                nodes.update((anchor, r) for r in register.nodes(form) if r.context == f"@{anchor[0]}")
    joined: dict[int, set[int]] = {}
    leaving: dict[int, int] = {}
    touched: set[int] = set()
    for group in judgements.groups:
        members = [nodes[anchor] for anchor in sorted(group) if anchor in nodes]
        if len(members) < 2:
            continue
        persons: set[int] = set()
        for row in members:
            person = row.person or row.number
            persons |= joined.get(person, {person})
        touched |= persons
        if _keeps_apart(nodes, judgements, persons):
            leader = min(members, key=lambda row: row.key).number
            leaving |= {row.number: leader for row in members}
        else:
            joined |= dict.fromkeys(persons, persons)
    # Whole persons first: what leaves one must not be brought back with it.
    for whole in {frozenset(joined.get(person, {person})) for person in touched}:
        register.unite(sorted(whole), (), _leader(register, whole, leaving))
    for number, leader in leaving.items():
        register.unite((), (number,), leader)


def _leader(register: Register, persons: Iterable[int], leaving: Mapping[int, int]) -> int:
    """The node by which these persons go: of their own the first by text that stays, else of their other
    core; where all of it leaves, what hangs on goes with it."""
    own = sorted(register.keys_of(persons))
    stay = [(key, number) for key, number in own if number not in leaving]
    if not stay:
        core = (node for person in persons for node, _ in register.core(person))
        stay = [(node.key, node.number) for node in core if node.number not in leaving]
    return min(stay)[1] if stay else leaving[own[0][1]]


def _keeps_apart(nodes: dict[Anchor, NodeRow], judgements: Judgements, persons: set[int]) -> bool:
    """Whether these persons hold two figures that are judged different."""
    inside = {anchor for anchor, row in nodes.items() if (row.person or row.number) in persons}
    return any(other in inside for anchor in inside for other in judgements.apart.get(anchor, ()))
