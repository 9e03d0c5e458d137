"""Who quotes and who is quoted, titles that nobody says, and what is said "in the words of" somebody."""

from __future__ import annotations

import pytest

from onrecord.extract.found import Found
from onrecord.extract.mend.adjusted import adjusted
from onrecord.extract.mend.unclaimed import unclaimed
from onrecord.extract.words.reading import Reading
from onrecord.model import Span
from onrecord.segment import segment


def at(text, *parts):
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts if part)


def words(text, found):
    return {tuple(" … ".join(s.of(text) for s in p) for p in (f.source, f.cue, f.content)) for f in found}


BOTH = [
    (
        "The Herald quoted the mayor as saying that it held.",
        ("The Herald", "quoted", "the mayor as saying that it held"),
        {
            ("The Herald", "quoted", "the mayor as saying that it held"),
            ("the mayor", "as saying", "that it held"),
        },
    ),
    (
        "The Herald quoted Mr Voss as saying: “We close.”",
        ("The Herald quoted Mr Voss as saying", ":", "“We close.”"),
        {
            ("The Herald", "quoted", "Mr Voss as saying: “We close.”"),
            ("Mr Voss", "as saying", "“We close.”"),
        },
    ),
    (
        "“It held,” the Herald quoted him as saying.",
        ("the Herald", "quoted", "“It held,”"),
        {("the Herald", "quoted", "“It held,”"), ("him", "as saying", "“It held,”")},
    ),
]


@pytest.mark.parametrize(("text", "given", "expected"), BOTH)
def test_who_quotes_and_who_is_quoted_have_a_report_each(text, given, expected):
    found = [Found(*(at(text, part) for part in given))]
    assert words(text, adjusted(text, segment(text), found)) == expected


def test_a_cue_that_the_network_took_for_content_is_a_cue():
    text = "“It held,” Berg was quoted as saying by the Herald."
    content = at(text, "“It held,”", "as saying by the Herald")
    found = [Found(at(text, "Berg"), at(text, "was quoted"), content)]
    assert words(text, adjusted(text, segment(text), found)) == {
        ("Berg", "was quoted … as saying", "“It held,”"),
        ("the Herald", "by", "“It held,”"),
    }


GONE = [
    ("He read “The Old Pilot and the Fog” at sea.", ("He", "read", "“The Old Pilot and the Fog”")),
    ("She sang “Blue Harbour” twice.", ("She", "sang", "“Blue Harbour”")),
    ("A neighbour called the police at nine.", ("A neighbour", "called", "the police")),
]


@pytest.mark.parametrize(("text", "given"), GONE)
def test_titles_and_calls_for_help_are_no_report(text, given):
    assert adjusted(text, segment(text), [Found(*(at(text, part) for part in given))]) == []


KEPT = [
    ("A sign on the door read “Keep Out”.", ("A sign on the door", "read", "“Keep Out”")),
    ("He read “I will not go.”", ("He", "read", "“I will not go.”")),
    ("She called it “A Day of Shame”.", ("She", "called", "it “A Day of Shame”")),
]


@pytest.mark.parametrize(("text", "given"), KEPT)
def test_signs_and_sentences_in_quotation_marks_stay(text, given):
    found = [Found(*(at(text, part) for part in given))]
    assert adjusted(text, segment(text), found) == found


MENDED = [
    (
        "“It fell,” a fisherman was quoted as saying by local media.",
        ("local media", "was quoted as saying", "“It fell,” a fisherman"),
        {("a fisherman", "was quoted as saying", "“It fell,”"), ("local media", "by", "“It fell,”")},
    ),
    (
        "The Post, citing two councillors, said that it fell.",
        ("The Post", "said", "that it fell"),
        {("The Post", "said", "that it fell"), ("two councillors", "citing", "that it fell")},
    ),
    (
        "The Post, citing bad weather, said that it fell.",
        ("The Post", "said", "that it fell"),
        {("The Post", "said", "that it fell")},
    ),
    (
        "She told the magazine he was lonely.",
        ("She", "told", "was lonely"),
        {("She", "told", "he was lonely")},
    ),
    (
        "Voters who said they were undecided were asked again.",
        ("who", "said", "they were undecided were asked again"),
        {("who", "said", "they were undecided")},
    ),
]


@pytest.mark.parametrize(("text", "given", "expected"), MENDED)
def test_what_the_network_mixed_up_is_set_right(text, given, expected):
    found = [Found(*(at(text, part) for part in given))]
    assert words(text, adjusted(text, segment(text), found)) == expected


def test_a_relative_pronoun_belongs_to_the_content_and_a_comma_ends_it():
    text = "The ship, which an inspector said was sound, sank."
    found = [Found(at(text, "which an inspector"), at(text, "said"), at(text, "was sound, sank"))]
    assert words(text, adjusted(text, segment(text), found)) == {
        ("an inspector", "said", "which … was sound")
    }


IN_THE_WORDS = [
    ("In the words of the vicar, nobody came.", ("the vicar", "In the words of", "nobody came")),
    ("In the opinion of Dr Lund, the wall was old.", ("Dr Lund", "In the opinion of", "the wall was old")),
    ("In Brandt's words, the river decides.", ("Brandt's", "In … words", "the river decides")),
    ("It is, in the words of one shopkeeper, a funeral.", ("one shopkeeper", "in the words of", "a funeral")),
    ("“A slow funeral,” in the words of one baker.", ("one baker", "in the words of", "“A slow funeral,”")),
]


@pytest.mark.parametrize(("text", "expected"), IN_THE_WORDS)
def test_what_is_said_in_the_words_of_somebody(text, expected):
    reading = Reading.of_text(text, segment(text))
    assert words(text, unclaimed(reading, [])) == {expected}
    there = [Found(at(text, expected[0]), (), at(text, expected[2]))]
    assert list(unclaimed(reading, there)) == []
