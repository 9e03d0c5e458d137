"""Sources that are nobody, in the texts of invented articles."""

from __future__ import annotations

import pytest

from onrecord.extract.found import Found
from onrecord.extract.mend.nobody import somebody
from onrecord.model import Span, Spans


def spans(text: str, *words: str) -> Spans:
    return tuple(Span(text.index(w), text.index(w) + len(w)) for w in words)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "whole"),
    [
        (
            "The declaration also provided that land may go.",
            "The",
            "provided",
            "that land",
            "The declaration",
        ),
        (
            "Then the ferry inquiry is asking about the keel.",
            "the",
            "asking about",
            "the keel",
            "the ferry inquiry",
        ),
        ("In her opinion the keel had gone.", "her", "opinion", "the keel had gone", "her"),
        ("The book, which Sand showed us, reads: Siren off.", "The", ":", "Siren off", "The book"),
        ("Other towns to move ahead.", "Other", "towns", "to move ahead", None),
        ("The, as ever, said so.", "The", "said", "so", None),
        ("The sadly said so.", "The", "said", "so", None),
        ("Now let’s hope she stays.", "let’s", "hope", "she stays", None),
        ("Let us say it sank.", "Let us", "say", "it sank", None),
        ("The crew said it sank.", "The crew", "said", "it sank", "The crew"),
        ("Letty says it sank.", "Letty", "says", "it sank", "Letty"),
        ("A week on, he said so.", "A week", "said", "so", "A week"),
    ],
)
def test_a_source_is_a_whole_phrase_or_there_is_none(
    text: str, source: str, cue: str, content: str, whole: str | None
) -> None:
    found = Found(spans(text, source), spans(text, cue), spans(text, content), 0.7)
    told = [" ".join(s.of(text) for s in each.source) for each in somebody(text, [found])]
    assert told == ([] if whole is None else [whole])


def test_a_time_is_no_source() -> None:
    text = "Sand, who a week ago asserted that the ferry will not sail, resigned."
    found = Found(spans(text, "a week"), spans(text, "asserted"), spans(text, "who", "that the ferry"), 0.9)
    (told,) = somebody(text, [found])
    assert told.source == spans(text, "who")
    assert told.content == spans(text, "that the ferry")
    text = "Two days earlier reported that the ferry sank."
    (told,) = somebody(
        text, [Found(spans(text, "Two days"), spans(text, "reported"), spans(text, "that the ferry sank"))]
    )
    assert told.source == ()
    assert told.content == spans(text, "that the ferry sank")


def test_what_has_no_source_or_two_stays() -> None:
    text = "The a said so."
    for source in ((), spans(text, "The", "a")):
        found = Found(source, spans(text, "said"), spans(text, "so"))
        assert list(somebody(text, [found])) == [found]
