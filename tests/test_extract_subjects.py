"""The source that stands beside a cue is found, and nothing is taken for one where none does."""

from __future__ import annotations

import pytest

from onrecord.extract.mend.subjects import subject_of
from onrecord.extract.words.reading import Reading
from onrecord.model import Span
from onrecord.segment import segment


def subject(text: str, cue: str) -> str | None:
    reading = Reading.of_text(text, segment(text))
    at = text.rindex(cue)
    found = subject_of(reading, Span(at, at + len(cue)))
    return found and found.of(text)


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("“We need change,” the New York businessman said.", "said", "the New York businessman"),
        ("“It held,” said Mara Lind, chair of the union.", "said", "Mara Lind, chair of the union"),
        ("He rose early and said the dam had held.", "said", "He"),
        ("The ministry confirmed the date and denied that it had paid.", "denied", "The ministry"),
        ("A colleague who rang that day said it was wrong.", "said", "A colleague who rang that day"),
        ("“Unity also means prosperity,” she said in the Oval Office.", "said in the Oval Office", "she"),
    ],
)  # fmt: skip
def test_the_subject_of_a_cue_is_its_source(text: str, cue: str, expected: str) -> None:
    assert subject(text, cue) == expected


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("It held, it was said, for a year.", "was said"),
        ("“It held.” The gates were shut.", "“It held.”"),
        ("“She said it had held,” he wrote.", "said"),
        ("", ""),
    ],
)
def test_no_subject_is_made_up(text: str, cue: str) -> None:
    if not cue:
        text = cue = "–"
    assert subject(text, cue) is None
