"""The benchmarks measure what they say: rewritten gold keeps its words, systems run, plots are drawn."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from bench.reliability import EDGE, SIDE, plot
from bench.robustness import REWRITES, rewritten
from bench.systems import measure

from onrecord.evaluate.calibration import Outcome, reliability
from onrecord.evaluate.notation import parse

MARKED = """\
<s1>Mara Lind</s1> <k1>said</k1>: <c1>“We won’t go, 😀 ever.”</c1>

<c2>"It held,"</c2> <s2>Rusk</s2> <k2>wrote</k2>. <c2>"It will."</c2>
"""


def words(gold):
    text = gold.document.text
    return [
        [span.of(text) for part in (each.source, each.cue, each.content) for span in part]
        for each in gold.attributions
    ]


@pytest.mark.parametrize(
    ("rewrite", "first", "second"),
    [
        ("as published", "“We won’t go, 😀 ever.”", ['"It held,"', '"It will."']),
        ('straight marks " "', '"We won’t go, 😀 ever."', ['"It held,"', '"It will."']),
        ("guillemets « »", "«We won’t go, 😀 ever.»", ["«It held,»", "«It will.»"]),
        ("low and high marks „ “", "„We won’t go, 😀 ever.“", ["„It held,“", "„It will.“"]),
        ("line breaks CR LF", "“We won’t go, 😀 ever.”", ['"It held,"', '"It will."']),
        ("upper case", "“WE WON’T GO, 😀 EVER.”", ['"IT HELD,"', '"IT WILL."']),
    ],
)
def test_gold_moves_along_with_a_rewritten_text(rewrite, first, second):
    gold = parse(MARKED)
    found = words(rewritten(gold, list(REWRITES[rewrite](gold.document.text))))
    assert found[0][2] == first
    assert found[1][2:] == second


def test_every_rewriting_gives_one_piece_for_each_character_and_changes_something():
    text = parse(MARKED).document.text
    pieces = {name: list(rewrite(text)) for name, rewrite in REWRITES.items()}
    assert {len(each) for each in pieces.values()} == {len(text)}
    assert [name for name, each in pieces.items() if "".join(each) == text] == ["as published"]


def test_a_system_is_timed_and_answers_in_offsets():
    text = "“We will not go,” said Mara Lind.\n"
    answers, told = measure("rules", [{"id": "a", "text": text, "date": "2026-05-07"}])
    (found,) = answers[0]
    assert [text[start:end] for start, end in found["source"]] == ["Mara Lind"]
    assert told["seconds"] > 0
    assert told["failed"] == 0


def test_a_point_of_the_plot_stands_where_its_bin_is():
    outcomes = [Outcome(0.25, False)] * 4 + [Outcome(0.75, i < 3) for i in range(4)]
    drawn = ElementTree.fromstring("\n".join(plot(reliability(outcomes, bins=2))))
    points = [each for each in drawn.iter() if each.tag.endswith("circle")]
    places = [(float(each.attrib["cx"]), float(each.attrib["cy"])) for each in points]
    assert places == [
        (EDGE + 0.25 * SIDE, EDGE + SIDE),
        (EDGE + 0.75 * SIDE, EDGE + 0.25 * SIDE),
    ]
