"""Clauses inside a content: which are candidates, and where what is said in them ends."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from onrecord.extract.inner import candidates
from onrecord.extract.likely import fitted, likelihood, of_rule
from onrecord.extract.reading import Reading
from onrecord.model import Kind
from onrecord.segment import segment
from strategies import any_texts


def found(text):
    """(source, cue, content) of every candidate, as words."""
    reading = Reading.of_text(text, segment(text))
    return [
        tuple(" … ".join(s.of(text) for s in spans) for spans in (c.source, c.cue, c.content))
        for sentence in reading.sentences
        for report in candidates(reading, *sentence)
        for c in [of_rule(reading, report, sentence, Kind.DIRECT)]
    ]


CLAUSES = [
    ("He thought it held, but she left.", ("He", "thought", "it held")),
    ("They are sure that it held; she left.", ("They", "are sure", "that it held")),
    (
        "I thought they are not stupid, they will read it.",
        ("I", "thought", "they are not stupid, they will read it"),
    ),
    (
        "Ash said he called Brask at 1:05 a.m. yesterday.",
        ("Ash", "said", "he called Brask at 1:05 a.m. yesterday"),
    ),
    (
        "The harbour says no ship was late before nine.",
        ("The harbour", "says", "no ship was late before nine"),
    ),
    ("I believed them because it was late.", ("I", "believed", "them")),
    ("We asked for a wage and were handed a coin.", ("We", "asked for", "a wage")),
    ("He had asked for the sirens at half past one.", ("He", "had asked for", "the sirens")),
    ("She had asked for proof and had been sent home.", ("She", "had asked for", "proof")),
    ("He told them so in February.", ("He", "told", "so")),
    ("I've told them it broke.", ("I", "’ve told".replace("’", "'"), "it broke")),
    ("We'd all been told to leave.", ("", "'d all been told", "to leave")),
    ("The group had been promised a hall by the bank.", ("the bank", "had been promised", "a hall")),
    ("I'd sooner apologise to Len.", ("I", "'d sooner", "apologise to Len")),
    ("Ash is ready to take over.", ("Ash", "is ready", "to take over")),
    ("He keeps saying it will hold.", ("He", "keeps saying", "it will hold")),
    ("She had listened and said that it held.", ("She", "said", "that it held")),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_a_clause_is_found_and_ends_where_the_next_begins(text, expected):
    assert expected in found(text)


NONE = [
    "The United States to a man.",
    "If nobody wants the piano it goes.",
    "It held, as the authority has said from the beginning.",
    "He wrote to them on Tuesday.",
    "He said it in the book.",
    "He had ordered an anvil.",
    "Fifteen battleground states have voted.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_names_no_speaker_or_no_words_is_no_candidate(text):
    assert found(text) == []


@settings(deadline=None)
@given(any_texts())
def test_no_text_raises_and_every_span_is_inside(text):
    for source, cue, content in found(text):
        assert cue
        assert content
        assert isinstance(source, str)


@pytest.mark.parametrize("name", ["neural", "rules"])
def test_a_plain_report_is_likelier_than_a_thing(name):
    def likely(text):
        reading = Reading.of_text(text, segment(text))
        (report,) = candidates(reading, *reading.sentences[0])
        candidate = of_rule(reading, report, reading.sentences[0], Kind.INDIRECT)
        return likelihood(candidate.features, fitted(name).weights)

    assert likely("His wife told him that the dam was safe.") > 0.6 > 0.4 > likely("You know the man.")
