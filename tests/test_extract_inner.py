"""Clauses inside a content: which are candidates, and where what is said in them ends."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from onrecord.extract.chains.inner import candidates
from onrecord.extract.chains.likely import Around, fitted, likelihood, of_rule
from onrecord.extract.words.reading import Reading
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
        for c in [of_rule(reading, report, sentence, Around(Kind.DIRECT, "say"))]
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
    ("She had asked her aide in March whether it held.", ("She", "had asked", "whether it held")),
    ("He told the board as long ago as 2029 that it leaked.", ("He", "told", "that it leaked")),
    ("They had complained to him that it leaked.", ("They", "had complained", "that it leaked")),
    ("He would tell boys their parents had left.", ("He", "would tell", "their parents had left")),
    ("He told her nothing.", ("He", "told", "nothing")),
    ("Ash had promised my aunt he would come.", ("Ash", "had promised", "he would come")),
    ("I had warned the lady about the bridge.", ("I", "had warned", "about the bridge")),
    ("She had asked Ash to stay and that he agreed to wait.", ("She", "had asked", "to stay")),
    ("It regretted what it did and intended to pay.", ("It", "regretted", "what it did")),
    ("Ash threatened to go after she told him no.", ("Ash", "threatened", "to go")),
    ("He would have liked her to come and say it.", ("He", "would have liked", "her to come and say it")),
    (
        "Ash ordered a review after reports that it leaked.",
        ("Ash", "ordered", "a review"),
    ),
    ("They promise them again.", ("They", "promise", "them")),
    ("I asked Ash if he thought it held.", ("he", "thought", "it held")),
    ("Here you write, “It is over and done.”", ("you", "write", "“It is over and done.”")),
    ("The mayor, she adds, begged her not to go.", ("The mayor", "begged", "her not to go")),
    ("Those who think the gates were open are wrong.", ("Those who", "think", "the gates were open")),
    ("He had been promised £5,000 by the bank.", ("the bank", "had been promised", "£5,000")),
    ("Ash promised he wouldn’t. Mara promised a hall.", ("Mara", "promised", "a hall")),
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
        candidate = of_rule(reading, report, reading.sentences[0], Around(Kind.INDIRECT, "say"))
        return likelihood(candidate.features, fitted(name).weights)

    assert likely("His wife told him that the dam was safe.") > 0.6 > 0.4 > likely("You know the man.")
