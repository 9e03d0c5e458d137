"""Reports that nobody is named for, added to what was found and mended in it."""

from __future__ import annotations

import pytest

from onrecord.extract.found import Found
from onrecord.extract.mend.sourceless import sourceless
from onrecord.extract.words.reading import Reading
from onrecord.model import Span
from onrecord.segment import segment


def read(text):
    return Reading.of_text(text, segment(text))


def spans(text, *parts):
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts if part)


def words(text, found):
    return [tuple(" … ".join(s.of(text) for s in p) for p in (f.source, f.cue, f.content)) for f in found]


ADDED = [
    ("There was talk of a strike at the port.", "talk of", "a strike at the port"),
    (
        "It is widely believed that the ferry will not sail.",
        "It is widely believed",
        "that the ferry will not sail",
    ),
    ("It had been hoped that it would hold.", "It had been hoped", "that it would hold"),
    ("The ship is thought to have sunk.", "is thought", "The ship … to have sunk"),
    ("It shut amid persistent rumours that he was ill.", "persistent rumours", "that he was ill"),
    ("It shut amid reports of shooting, and rain.", "reports of", "shooting"),
    ("Rumours that the king was ill spread in Tolm.", "Rumours", "that the king was ill"),
    ("The claim that the vote was rigged is false.", "The claim", "that the vote was rigged"),
    ("Rumour has it that the inn is sold.", "Rumour has it", "that the inn is sold"),
    ("Fears are growing in the town that it will close.", "Fears are growing", "that it will close"),
    ("When word spread that the well was dry, they left.", "word spread", "that the well was dry"),
    ("The scandal prompted renewed calls for an inquiry.", "renewed calls for", "an inquiry"),
    ("Word got out that the mine would shut.", "Word got out", "that the mine would shut"),
    ("The suggestion that he knew is absurd.", "The suggestion", "that he knew"),
    ("Calls for the weir to go were ignored.", "Calls for", "the weir to go"),
    ("Allegations of fraud have dogged the firm.", "Allegations of", "fraud"),
]


@pytest.mark.parametrize(("text", "cue", "content"), ADDED)
def test_a_report_that_nobody_is_named_for_is_found(text, cue, content):
    assert words(text, sourceless(read(text), [])) == [("", cue, content)]


NONE = [
    "The talk was followed by tea, and the report was ninety pages long.",
    "The report that was lost had never been read.",
    "The switchboard took 300 calls for the plumber.",
    "The land was bought for speculation.",
    "They are supposed to meet at noon.",
    "It is not known whether the pilot survived.",
    "His talk of the old days went on; the plan calls for two bridges.",
    "It spread by word of mouth.",
]


@pytest.mark.parametrize("text", NONE)
def test_topics_and_idioms_are_no_report(text):
    assert sourceless(read(text), []) == []


MENDED = [
    (
        "It is believed that it will hold.",
        ("", "is believed", "that it will hold"),
        ("", "It is believed", "that it will hold"),
    ),
    (
        "The claim that it held is false.",
        ("The", "claim", "that it held is false"),
        ("", "The claim", "that it held"),
    ),
    (
        "Rumour has it that it fell.",
        ("Rumour", "has", "it that it fell"),
        ("", "Rumour has it", "that it fell"),
    ),
    (
        "Fears that it could burst kept them awake.",
        ("", "Fears", "that it could burst kept them awake"),
        ("", "Fears", "that it could burst"),
    ),
    (
        "Two men believed to have lit it were held.",
        ("Two men", "believed", "to have lit it were held"),
        ("", "believed", "Two men … to have lit it"),
    ),
    (
        "Berg's claim that it held is false.",
        ("Berg's", "claim", "that it held is false"),
        ("Berg's", "claim", "that it held is false"),
    ),
    (
        "In the words of Berg, the claim that it held is false.",
        ("Berg", "claim", "that it held is false"),
        ("", "the claim", "that it held"),
    ),
    (
        "It was being said again that it held.",
        ("", "was being said", "that it held"),
        ("", "It was being said", "that it held"),
    ),
]


@pytest.mark.parametrize(("text", "given", "expected"), MENDED)
def test_what_the_network_took_too_much_of_is_mended(text, given, expected):
    found = [Found(*(spans(text, part) for part in given))]
    assert words(text, sourceless(read(text), found)) == [expected]


def test_what_is_there_already_is_not_added():
    text = "There was talk of a strike."
    whole = Found((), (), (Span(0, len(text)),))
    assert sourceless(read(text), [whole]) == [whole]
