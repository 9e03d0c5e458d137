"""Causes of wrong links, on a chain of three that can be followed by eye."""

from __future__ import annotations

import pytest
from evals.chains import causes, main

from onrecord.evaluate.notation import parse
from onrecord.model import Extraction, Span

MARKED = """\
<s1>Lind</s1> <k1>said</k1> <c1><s2>Rusk</s2> <k2>had claimed</k2> \
<c2>that <s3>he</s3> <k3>hoped</k3> <c3>to win</c3></c2></c1>.
===
1: type=specific
2: type=specific within=1
3: attitude=intention type=specific within=2
"""


def told(change):
    gold = parse(MARKED, name="small")
    found = Extraction(gold.document, tuple(change(*gold.attributions)))
    return [(each.missed, each.cause) for each in causes(gold, found)]


def test_the_gold_itself_has_nothing_wrong():
    assert told(lambda *right: right) == []


def test_what_is_not_there_is_missing_and_leaves_the_next_without_its_outer_report():
    assert told(lambda one, _, three: [one, three.with_(within=one.id)]) == [
        (True, "missing"),
        (True, "outer"),
        (False, "parent"),
    ]


def test_other_spans_on_the_same_cue_are_edges_on_both_sides():
    def short(one, two, three):
        wrong = two.with_(id="wrong", content=(Span(two.content[0].end - 3, two.content[0].end),))
        return [one, wrong, three.with_(within=None)]

    assert told(short) == [(True, "edges"), (True, "outer"), (False, "edges")]


def test_a_report_on_a_cue_that_the_gold_does_not_have_is_invented():
    def more(one, two, three):
        return [one, two, three, three.with_(id="new", cue=(), content=two.content, within=one.id)]

    assert told(more) == [(False, "invented")]


def test_held_out_sets_are_not_shown():
    with pytest.raises(SystemExit):
        main(["--show", "nested-held_out"])
