"""Two reports with one verb in one sentence."""

from __future__ import annotations

import pytest

from onrecord.extract.found import Found
from onrecord.extract.mend.coordinate import taken_apart
from onrecord.model import Span, Spans
from onrecord.segment import segment


def at(text: str, *words: str) -> Spans:
    return tuple(Span(text.index(w), text.index(w) + len(w)) for w in words)


def told(text: str, source: str, cue: str, content: str) -> list[tuple[str, ...]]:
    found = Found(at(text, source), at(text, cue), at(text, content), 0.8)
    parts = list(taken_apart(text, segment(text), found))
    assert all(part.confidence == 0.8 for part in parts)
    return [tuple(spans[0].of(text) for spans in (e.source, e.cue, e.content)) for e in parts]


@pytest.mark.parametrize(
    ("text", "reports"),
    [
        (
            "The mayor promised a report; the prefect promised tents; and the bishop promised bread.",
            [
                ("The mayor", "promised", "a report"),
                ("the prefect", "promised", "tents"),
                ("the bishop", "promised", "bread"),
            ],
        ),
        (
            "She said it was late, and then she said it was early.",
            [("She", "said", "it was late"), ("she", "said", "it was early")],
        ),
        (
            "Berg says it held, while his son says it burst.",
            [("Berg", "says", "it held"), ("his son", "says", "it burst")],
        ),
    ],
)
def test_each_subject_has_a_report_of_its_own(text: str, reports: list[tuple[str, ...]]) -> None:
    source, cue, content = reports[0]
    whole = text[text.index(content) : -1]
    assert told(text, source, cue, whole) == reports


@pytest.mark.parametrize(
    "text",
    [
        "She said it was late and that she said so.",
        "She said that the man she said it to had left.",
        "She said “it was late; he said so”.",
        "She said it was late, and then left.",
    ],
)
def test_one_report_stays_one(text: str) -> None:
    whole = text.removeprefix("She said ")[:-1]
    assert told(text, "She", "said", whole) == [("She", "said", whole)]


def test_a_participle_between_two_contents_is_the_cue_of_the_second() -> None:
    text = "The Authority said that it held, rejecting a claim that it burst."
    found = Found(
        at(text, "The Authority"), at(text, "said"), at(text, "that it held", "a claim that it burst")
    )
    parts = [[s.of(text) for s in (*e.cue, *e.content)] for e in taken_apart(text, segment(text), found)]
    assert parts == [["said", "that it held"], ["rejecting", "a claim that it burst"]]


def test_a_second_report_may_be_a_part_of_its_own() -> None:
    text = "The Office still says 212, and its own commander still says 340."
    found = Found(
        at(text, "The Office"), at(text, "still says"), at(text, "212", "its own commander still says 340")
    )
    parts = [[s.of(text) for s in (*e.source, *e.content)] for e in taken_apart(text, segment(text), found)]
    assert parts == [["The Office", "212"], ["its own commander", "340"]]
