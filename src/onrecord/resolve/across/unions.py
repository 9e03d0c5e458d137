"""Joining what people judged to be the same, after the machine has told people apart."""

from __future__ import annotations

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
    for group in judgements.groups:
        members = [nodes[anchor] for anchor in sorted(group) if anchor in nodes]
        if len(members) < 2:
            continue
        persons: set[int] = set()
        for row in members:
            person = row.person or row.number
            persons |= joined.get(person, {person})
        if _keeps_apart(nodes, judgements, persons):
            leader = min(members, key=lambda row: row.key).number
            register.unite((), (row.number for row in members), leader)
            continue
        for person in persons:
            joined[person] = persons
        register.unite(sorted(persons), (), min(register.keys_of(persons))[1])


def _keeps_apart(nodes: dict[Anchor, NodeRow], judgements: Judgements, persons: set[int]) -> bool:
    """Whether these persons hold two figures that are judged different."""
    inside = {anchor for anchor, row in nodes.items() if (row.person or row.number) in persons}
    return any(other in inside for anchor in inside for other in judgements.apart.get(anchor, ()))
