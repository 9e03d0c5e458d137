"""Contents end where a headline ends."""

from __future__ import annotations

import pytest

from onrecord.extract.found import Found
from onrecord.extract.mend.paragraphs import within_lines
from onrecord.model import Span, Spans
from onrecord.segment import segment


def at(text: str, *words: str) -> Spans:
    return tuple(Span(text.index(w), text.index(w) + len(w)) for w in words)


def content(text: str, cue: str, whole: str) -> str:
    found = within_lines(text, segment(text), Found((), at(text, cue) if cue else (), at(text, whole)))
    return found.content[0].of(text)


@pytest.mark.parametrize("gap", ["\n\n", "\n", "\r\n\r\n"])
def test_a_report_does_not_begin_in_the_headline_above_it(gap: str) -> None:
    text = f"Ferry ‘will not sail’{gap}The ferry will not sail before June, a poll has found."
    assert content(text, "has found", text[: text.index(", a poll")]) == "The ferry will not sail before June"


def test_a_headlines_report_does_not_go_on_in_the_text_below() -> None:
    text = "Minister calls for fair rules\n\nThe country should have fair rules."
    assert content(text, "calls for", "fair rules\n\nThe country") == "fair rules"


@pytest.mark.parametrize(
    "text",
    [
        "“It shook.\n\n“It stopped,” she said.",  # a quotation of two paragraphs
        "“It shook\n\n“It stopped,” she said.",  # the same without its stop
        "The ban on\nentering the town, she said.",  # a line that a typesetter broke
        "Three things, she said:\n\nthe gate, the siren and the water.",
    ],
)
def test_what_goes_on_below_a_line_stays_whole(text: str) -> None:
    whole = text.removesuffix(", she said.").removesuffix(" she said.")
    assert content(text, "she said", whole) == whole


def test_without_a_cue_what_stands_below_stays() -> None:
    text = "House shaken\n\nThe whole house, twice"
    assert content(text, "", text) == "The whole house, twice"
