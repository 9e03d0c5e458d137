"""Reports that somebody passes on: both have the content, and nothing but the content."""

from __future__ import annotations

import pytest

from onrecord.extract.found import Found
from onrecord.extract.mend.relayed import relayed
from onrecord.extract.words.reading import Reading
from onrecord.model import Span
from onrecord.segment import segment


def read(text):
    return Reading.of_text(text, segment(text))


def at(text, part):
    return (Span(text.index(part), text.index(part) + len(part)),) if part else ()


def words(text, found):
    return {tuple(" … ".join(s.of(text) for s in p) for p in (f.source, f.cue, f.content)) for f in found}


BOTH = [
    (
        "“We know,” a spokesman said, according to the agency.",
        ("the agency", "according to", "“We know,” a spokesman said"),
        {("a spokesman", "said", "“We know,”"), ("the agency", "according to", "“We know,”")},
    ),
    (
        "“Why us?” he asked, according to the agency.",
        ("the agency", "according to", "“Why us?”"),
        {("he", "asked", "“Why us?”"), ("the agency", "according to", "“Why us?”")},
    ),
    (
        "The mill is closed, said Inge Moen, the mayor of Tolm, according to Pelikan.",
        ("Pelikan", "according to", "The mill is closed"),
        {
            ("Inge Moen, the mayor of Tolm", "said", "The mill is closed"),
            ("Pelikan", "according to", "The mill is closed"),
        },
    ),
    (
        "The convoy had turned back, said the minister, Pelikan reported.",
        ("the minister, Pelikan", "reported", "The convoy had turned back"),
        {
            ("the minister", "said", "The convoy had turned back"),
            ("Pelikan", "reported", "The convoy had turned back"),
        },
    ),
    (
        "“It held,” Berg told the court on Monday, Pelikan reported.",
        ("Berg", "told", "“It held,”"),
        {("Berg", "told", "“It held,”"), ("Pelikan", "reported", "“It held,”")},
    ),
    (
        "The groom had fled, the agency reported, citing two police officers.",
        ("the agency", "reported", "The groom had fled"),
        {
            ("the agency", "reported", "The groom had fled"),
            ("two police officers", "citing", "The groom had fled"),
        },
    ),
]


@pytest.mark.parametrize(("text", "given", "expected"), BOTH)
def test_both_reports_have_the_content(text, given, expected):
    found = [Found(*(at(text, part) for part in given), 0.9)]
    result = relayed(read(text), found)
    assert words(text, result) == expected
    assert {each.confidence for each in result} == {0.9}


WHOLE = [
    (
        "“It fell,” he told the court, according to a report published on Friday.",
        "a report published on Friday",
    ),
    ("“It fell,” said a man who saw it, according to Pelikan.", "a man who saw it"),
]


@pytest.mark.parametrize(("text", "source"), WHOLE)
def test_a_source_has_all_that_tells_who_it_is(text, source):
    assert source in {each[0] for each in words(text, relayed(read(text), []))}


ALONE = [
    ("On Monday, the minister said, according to plan.", ("the minister", "said", "according to plan")),
    ("Lind said the plane had landed, state television reported.", ("Lind", "said", "the plane had landed")),
    ("She left early, citing a lack of sleep.", ("She", "left", "a lack of sleep")),
    ("“It held,” she said, and went home.", ("she", "said", "“It held,”")),
]


@pytest.mark.parametrize(("text", "given"), ALONE)
def test_other_sentences_stay_as_they_are(text, given):
    found = [Found(*(at(text, part) for part in given))]
    assert relayed(read(text), found) == found


def test_a_quotation_that_goes_on_goes_on_for_both():
    text = "“It fell,” she said, according to Pelikan. “All of it.”"
    content = (Span(0, 10), Span(text.index("“All"), len(text)))
    found = [Found(at(text, "Pelikan"), at(text, "according to"), content)]
    assert {each.content for each in relayed(read(text), found)} == {content}
