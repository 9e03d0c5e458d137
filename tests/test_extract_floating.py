"""Quotations that are no part of the report they were found with."""

from __future__ import annotations

from onrecord.extract.found import Found
from onrecord.extract.mend.floating import apart
from onrecord.model import Span, Spans
from onrecord.segment import segment


def at(text: str, *words: str) -> Spans:
    return tuple(Span(text.index(w), text.index(w) + len(w)) for w in words)


def contents(text: str, *found: Found) -> list[list[str]]:
    return [[s.of(text) for s in each.content] for each in apart(text, segment(text), found)]


def test_a_quotation_further_up_is_not_of_who_speaks_after_somebody_else() -> None:
    text = (
        "“I will not go.”\n\nMara Lind, the spokeswoman, repeated that the gate was shut.\n\n"
        "Jon Berg, who farms below, laughed. “We heard the water,” he said."
    )
    lind = Found(
        at(text, "Mara Lind, the spokeswoman"), at(text, "repeated"), at(text, "that the gate was shut")
    )
    his = Span(text.rindex("he said"), text.rindex("he said") + 2)
    berg = Found((his,), at(text, "said"), at(text, "“I will not go.”", "“We heard the water,”"))
    assert contents(text, lind, berg) == [
        ["that the gate was shut"], ["“We heard the water,”"], ["“I will not go.”"]
    ]  # fmt: skip
    assert contents(text, berg) == [["“I will not go.”", "“We heard the water,”"]]


def test_each_quotation_above_a_name_is_of_that_name_alone() -> None:
    text = "“It shook.”\n― Ana Ruiz\n\n“It stopped.”\n― Leo Brandt\n"
    ruiz = Found(at(text, "Ana Ruiz"), (), at(text, "“It shook.”", "“It stopped.”"))
    assert contents(text, ruiz) == [["“It shook.”"], ["“It stopped.”"]]
    dash = Span(text.rindex("―"), text.rindex("―") + 1)
    brandt = Found(at(text, "Leo Brandt"), (dash,), ruiz.content)
    assert contents(text, brandt) == [["“It stopped.”"], ["“It shook.”"]]


def test_one_speech_of_two_paragraphs_stays_one() -> None:
    text = "“It shook,” she said.\n\n“It stopped.”"
    hers = Found(at(text, "she"), at(text, "said"), at(text, "“It shook,”", "“It stopped.”"))
    assert contents(text, hers) == [["“It shook,”", "“It stopped.”"]]
