"""The rules backend, shape by shape, and on any text."""

from __future__ import annotations

import gc
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings

from onrecord.evaluate.notation import parse
from onrecord.extract.rules import RulesExtractor
from onrecord.extract.words.finding import find
from onrecord.model import Document, Kind
from onrecord.segment import segment
from onrecord.testing import check_extractor
from strategies import any_texts

SHAPES = {
    "after": "<c1>“It held,”</c1> <k1>said</k1> <s1>Mara Lind, chair of the union</s1>.",
    "after, source first": '<c1>"It held,"</c1> <s1>Mara Lind</s1> <k1>said</k1>.',
    "before": "<s1>Mara Lind</s1> <k1>said:</k1> <c1>“It held.”</c1>",
    "split": "<c1>“It held,”</c1> <s1>Mara Lind</s1> <k1>said</k1>, <c1>“until Monday.”</c1>",
    "goes on": "<c1>“It held,”</c1> <s1>Mara Lind</s1> <k1>said</k1>. <c1>“Then it broke.”</c1>",
    "question": "<c1>“Did it hold?”</c1> <s1>she</s1> <k1>asked</k1>.",
    "that": "<s1>Mara Lind, chair of the union</s1>, <k1>said</k1> <c1>that the dam had held</c1>.",
    "zero that": "<s1>The ministry</s1> <k1>did not say</k1> <c1>when the dam would open</c1>.",
    "told on Monday": "<s1>The minister</s1> <k1>told</k1> Radio Nord on Monday <c1>that it had held</c1>.",
    "parenthesis": "<c1>The dam had held</c1>, <s1>the ministry</s1> <k1>said</k1>.",
    "inside": "<c1>The dam</c1>, <s1>she</s1> <k1>said</k1>, <c1>had held</c1>.",
    "gerund": "<s1>The board</s1> closed the road, <k1>saying</k1> <c1>the dam had cracked</c1>.",
    "declined": "<s1>A spokesman for the bank</s1> <k1>declined to say</k1> <c1>whether it would close</c1>.",
    "according first": "<k1>According to</k1> <s1>two officials</s1>, <c1>the dam held</c1>.",
    "according last": "<c1>The dam held</c1>, <k1>according to</k1> <s1>the report</s1>.",
    "passive": "<k1>It is believed</k1> <c1>that the dam held</c1>.",
    "adjective": "<s1>The divers</s1> <k1>were convinced</k1> <c1>that it had held</c1>.",
    "words of": "<k1>In the words of</k1> <s1>the judge</s1>, <c1>“a dam of straw”</c1>.",
    "dash": "<c1>“A dam is a promise.”</c1> – <s1>Mara Lind</s1>",
    "dash below": "<c1>“A dam is a promise.”</c1>\n— <s1>Mara Lind</s1>",
    "from": "<k1>And from</k1> <s1>Mara Lind</s1>: <c1>“It held.”</c1>",
    "desk": "<k1>From the desk of</k1> <s1>the warden</s1>\n\n<c1>Keys must be handed in by Friday.</c1>",
    "transcript": "<s1>LIND</s1><k1>:</k1> <c1>Did it hold?</c1>\n\n<s2>ASH</s2><k2>:</k2> <c2>It did.</c2>",
    "headline": "<s1>Minister</s1><k1>:</k1> <c1>we will not sell the dam</c1>",
    "headline quoted": "<c1>‘Nobody warned us’</c1>: <s1>families of the valley</s1>",
    "floating": "Mara Lind looked at the dam.\n\n<c1>“It will not hold another year.”</c1>",
    "low marks": "<c1>„It held,“</c1> <k1>said</k1> <s1>Mara Lind</s1>.",
    "guillemets": "<s1>The mayor</s1> <k1>answered:</k1> <c1>« It held. »</c1>",
}


@pytest.mark.parametrize("marked", SHAPES.values(), ids=SHAPES.keys())
def test_shapes(marked):
    gold = parse(marked)
    text = gold.document.text

    def words(spans):
        return [span.of(text) for span in spans]

    found = find(text, segment(text))
    assert [(words(f.source), words(f.cue), words(f.content)) for f in found] == [
        (words(a.source), words(a.cue), words(a.content)) for a in gold.attributions
    ]


def test_opening_marks_only_are_one_quotation():
    text = "“We lost the seed,” said Lind.\n\n“Then the field.\n\n“Then the house.”"
    (found,) = find(text, segment(text))
    assert [span.of(text) for span in found.content] == [
        "“We lost the seed,”",
        "“Then the field.",
        "“Then the house.”",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The ‘free’ buses cost nine million crowns.",
        "Dragan “the Anvil” Petrosh lost on points.",
        "The festival opens with “The Beekeeper's Second Wife”.",
        "The farmers' markets of the '90s sold what they couldn't.",
        "Doors open: 18:30.",
        "The claim was paid.",
        "",
        " \n\n ",
    ],
)
def test_scare_quotes_titles_and_plain_sentences_are_no_attribution(text):
    assert RulesExtractor().extract([Document.new(text)]) == [()]


def test_what_comes_back_is_whole():
    text = "Mara Lind denied on Monday that it broke. “It held,” she told Radio Nord, according to LPA."
    (found,) = RulesExtractor().extract([Document.new(text)])
    denied, told, chain = found
    assert denied.polarity == "denies"
    assert told.kind is Kind.DIRECT
    assert [span.of(text) for span in told.addressee] == ["Radio Nord"]
    assert told.within == chain.id
    assert {each.confidence for each in found} == {None}


def test_it_keeps_the_contract_of_an_extractor():
    assert check_extractor(RulesExtractor()) is None


@settings(deadline=None)
@given(any_texts())
def test_any_text_gives_spans_inside_it(text):
    (found,) = RulesExtractor().extract([Document.new(text)])
    for each in found:
        assert each.content
        assert all(span.end <= len(text) for span in each.spans())
        for spans in (each.source, each.cue, each.content):
            assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_line_without_full_stops_is_no_single_sentence():
    text = "she said the river rose and " * 300
    (found,) = RulesExtractor().extract([Document.new(text)])
    assert max(len(span.of(text).split()) for each in found for span in each.content) <= 400


# Measured: 4 times the text takes 3.4 to 4.6 times as long for each of these; quadratic would be 16 times.
@pytest.mark.parametrize(
    "unit",
    [
        "Lind, chair of the union, said that it held. “It held,” she told us, according to LPA.\n\n",
        "she said, it held, he said, ",
        "“We go,” he said, ",
        "LIND: no\n",
        "rumours that according to ",
        "“‘",
    ],
)
def test_time_is_linear_in_the_text_also_without_a_full_stop_or_line_break(unit):
    def seconds(size):
        document = Document.new((unit * (size // len(unit) + 1))[:size])
        gc.disable()  # it walks all that the tests before have left, more often in a longer text
        start = time.process_time()
        RulesExtractor().extract([document])
        spent = time.process_time() - start
        gc.enable()
        return spent

    # in turns, so that a while in which the machine is busy with something else slows both
    rounds = [(seconds(8_000), seconds(32_000)) for _ in range(4)]
    assert min(long for _, long in rounds) < 12 * max(min(short for short, _ in rounds), 0.005)
