"""Quotations of one paragraph that are longer than the network sees at once."""

from __future__ import annotations

import random

import pytest

from onrecord.extract.found import Found
from onrecord.extract.mend.lengthy import LONG, lengthy
from onrecord.extract.neural import NeuralExtractor
from onrecord.model import Attribution, Document, Span
from onrecord.segment import segment

WORDS = "the river rose over the bridge and we heard water behind every door while people carried lamps"
WORDS += " along wet streets because nobody had warned them about gates that were opened upstream before dawn"


def speech(sentences: int) -> str:
    chance = random.Random(7)
    return " ".join(
        " ".join(chance.choices(WORDS.split(), k=30)).capitalize() + "." for _ in range(sentences)
    )


@pytest.fixture(scope="module")
def extractor() -> NeuralExtractor:
    return NeuralExtractor(threads=1)


@pytest.mark.parametrize("sentences", [4, 12, 164])
@pytest.mark.parametrize("shape", ["“{},” Mara Lind said on Monday.", "Mara Lind said: “{}.”"])
def test_a_long_quotation_is_whoever_says_it_whole(
    extractor: NeuralExtractor, sentences: int, shape: str
) -> None:
    words = speech(sentences)[:-1]
    text = f"The mayor spoke on Monday.\n\n{shape.format(words)}\n\nThe town waited."
    (found,) = extractor.extract([Document.new(text)])
    assert isinstance(found, tuple)
    whole = [each for each in found if words in covered(text, each)]
    assert [s.of(text) for each in whole for s in each.source] == ["Mara Lind"]
    outer = [each for each in found if each.within is None]
    assert outer == whole, "what the network made of its pieces is gone, and reports in it are inside it"


def covered(text: str, each: Attribution) -> str:
    return text[each.content[0].start : each.content[-1].end]


def test_what_is_whole_or_short_stays_as_it_is() -> None:
    for sentences in (1, 12):
        words = speech(sentences)
        text = f"Mara Lind said: “{words}”"
        quote = Span(text.index("“"), len(text))
        assert (sentences == 1) == (quote.end - quote.start < LONG)
        found = [Found((Span(0, 9),), (Span(10, 15),), (quote if sentences == 12 else Span(17, 30),), 0.9)]
        assert lengthy(text, segment(text), found) == found


def test_a_report_inside_stays_and_one_that_reaches_in_goes() -> None:
    words = speech(12)
    text = f"The mayor spoke. Mara Lind said: “{words}”"
    start = text.index("“") + 1
    inside = Found((Span(start, start + 5),), (Span(start + 6, start + 9),), (Span(start + 10, start + 60),))
    into = Found((Span(0, 9),), (Span(10, 15),), (Span(start, start + 300),), 0.6)
    told = lengthy(text, segment(text), [inside, into])
    assert inside in told
    assert into not in told
    assert len(told) == 2
