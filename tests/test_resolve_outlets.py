"""Who carried what was said: named behind the medium."""

from __future__ import annotations

import pytest

from onrecord.pipeline import extract
from onrecord.read.metadata import build

NAMED = [
    ("In an op-ed for the Daily Orb, Jon Berg wrote that the dam was old.", "op_ed", "Daily Orb"),
    ("In an interview with the Daily Orb, Jon Berg said the dam was old.", "interview", "Daily Orb"),
    ("Writing in the Evening Horn, Jon Berg said that the dam was old.", "op_ed", "Evening Horn"),
    ("In a post on Facebook, Jon Berg said the dam was old.", "post", "Facebook"),
    ("Speaking on Radio Nord's morning show, Jon Berg said the dam was old.", "broadcast", "Radio Nord"),
    ("Jon Berg told Radio Nord's Today programme that the dam was old.", "broadcast", "Radio Nord"),
    (
        "In a letter published by the Daily Orb, forty doctors warned that it would close.",
        "letter",
        "Daily Orb",
    ),
    ("“It will hold,” Jon Berg told the Daily Orb in an interview.", "interview", "Daily Orb"),
]
NOT_NAMED = [
    "In an interview with Anna Moreau, Jon Berg said the dam was old.",
    "In a speech in Oslo, Jon Berg said the dam was old.",
    "In a letter to the Harbour Board, Jon Berg said the dam was old.",
    "In an interview in May, Jon Berg said the dam was old.",
]


def media(text):
    found = next(iter(extract([build(text, {"published": "2024-05-09"})])))
    names = {entity.id: entity.name for entity in found.entities}
    return [(a.medium.kind, names.get(a.medium.outlet), a.said) for a in found.attributions if a.medium]


@pytest.mark.parametrize(("text", "kind", "outlet"), NAMED)
def test_the_outlet_is_named_behind_the_medium(text, kind, outlet):
    assert media(text) == [(kind, outlet, None)]


@pytest.mark.parametrize("text", NOT_NAMED)
def test_people_places_and_addressees_are_no_outlets(text):
    assert [outlet for _, outlet, _ in media(text)] == [None]
