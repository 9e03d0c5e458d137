"""What layout says of who speaks, against what a network made of the same lines."""

from __future__ import annotations

import pytest

from onrecord.extract.found import Found
from onrecord.extract.words.layout import with_layouts
from onrecord.extract.words.reading import DASHES, Reading
from onrecord.model import Span, Spans
from onrecord.segment import segment


def at(text: str, *words: str) -> Spans:
    return tuple(Span(text.index(w), text.index(w) + len(w)) for w in words)


def told(text: str, *found: Found) -> list[tuple[list[str], list[str]]]:
    mended = with_layouts(Reading.of_text(text, segment(text)), found)
    return [([s.of(text) for s in each.source], [s.of(text) for s in each.content]) for each in mended]


LINES = "“It shook the house.” {0} Ana Ruiz\n“It stopped at noon.” {0} Leo Brandt\n"


@pytest.mark.parametrize("dash", DASHES)
def test_a_signed_quotation_is_of_who_signed_it(dash: str) -> None:
    text = LINES.format(dash)
    expected = [(["Ana Ruiz"], ["“It shook the house.”"]), (["Leo Brandt"], ["“It stopped at noon.”"])]
    assert told(text) == expected
    joined = Found((), (), at(text, "“It shook the house.”", "“It stopped at noon.”"))
    assert told(text, joined) == expected
    wrong = Found(at(text, "Ana Ruiz"), (), at(text, "“It stopped at noon.”"))
    assert told(text, wrong) == expected


def test_what_the_network_gave_to_the_same_name_stays_as_it_is() -> None:
    text = LINES.format("―")
    right = Found(at(text, "Leo Brandt"), (), at(text, "“It stopped at noon.”"), 0.9)
    mended = with_layouts(Reading.of_text(text, segment(text)), [right])
    assert right in mended
    assert len(mended) == 2


def test_a_report_keeps_what_is_not_signed() -> None:
    text = "She said it held.\n\n" + LINES.format("—")
    hers = Found(at(text, "She"), at(text, "said"), at(text, "it held", "“It shook the house.”"))
    assert told(text, hers)[0] == (["She"], ["it held"])


def test_a_turn_leaves_the_reports_of_others_and_keeps_those_inside_it() -> None:
    text = "BECK: Where were you?\n\nLIND: At the well. I told you that.\n\nBECK: You told nobody.\n"
    astray = Found(at(text, "BECK"), at(text, ":"), at(text, "Where were you?", "At the well."), 0.6)
    inside = Found(at(text, "I"), at(text, "told"), at(text, "that"), 0.7)
    assert sorted(told(text, astray, inside)) == [
        (["BECK"], ["Where were you?"]),
        (["BECK"], ["You told nobody."]),
        (["I"], ["that"]),
        (["LIND"], ["At the well. I told you that."]),
    ]
