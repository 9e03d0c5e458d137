"""Scores: small cases worked out by hand, a golden file, and the shared scorer's figures on real articles."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluate.notation import parse_passages
from onrecord.evaluate.scores import (
    Count,
    Figure,
    Triple,
    figures,
    interval,
    pairs,
    score_document,
    total,
)
from onrecord.evaluate.tokens import TokenIndex
from onrecord.model import Span
from strategies import newsy_texts, spans_in

HERE = Path(__file__).parent
GOLDEN = HERE / "golden" / "scores.json"
SHARED = Path(os.environ.get("ONRECORD_DATA", HERE.parent.parent / "shared" / "data")).parent

CASES = """\
### both-right
<s1>Lind</s1> <k1>said</k1> <c1>“no”</c1>. <s2>Rusk</s2> <k2>denied</k2> <c2>that it rained all day</c2>.
### swapped-sources
<s1>Lind</s1> <k1>said</k1> <c2>“no”</c2>. <s2>Rusk</s2> <k2>denied</k2> <c1>that it rained all day</c1>.
### content-short
<s1>Lind</s1> <k1>said</k1> <c1>“no”</c1>. <s2>Rusk</s2> <k2>denied</k2> that it <c2>rained all day</c2>.
### content-too-short
<s1>Lind</s1> <k1>said</k1> <c1>“no”</c1>. <s2>Rusk</s2> <k2>denied</k2> that it rained <c2>all day</c2>.
### half
<s1>Lind</s1> <k1>said</k1> <c1>“no”</c1>. <s2>Rusk</s2> <c2>denied that it rained</c2> all day.
### no-source
Lind <k1>said</k1> <c1>“no”</c1>. <s2>Rusk</s2> <k2>denied</k2> <c2>that it rained all day</c2>.
### marks-left-out
<s1>Lind</s1> <k1>said</k1> “<c1>no</c1>”. <s2>Rusk</s2> denied <c2>that it rained all day.</c2>
### nothing
Lind said “no”. Rusk denied that it rained all day.
### spurious
<s1>Lind</s1> <k1>said</k1> <c1>“no”</c1>. <s2>Rusk</s2> <k2>denied</k2> <c2>that it rained all day</c2><c3>.</c3>
"""  # noqa: E501
TEXT = "Lind said “no”. Rusk denied that it rained all day."


def relations(passages, name):
    (found,) = (gold for gold in passages if gold.name == name)
    assert found.document.text == TEXT
    return [Triple.of(each) for each in found.attributions]


def counted(name):
    passages = parse_passages(CASES)
    return score_document(
        text=TEXT, gold=relations(passages, "both-right"), predicted=relations(passages, name)
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "both-right",
            {"attr": (2, 2, 2), "attr.exact": (2, 2, 2), "tok.cue": (2, 2, 2), "span.exact": (2, 2, 2)},
        ),
        ("swapped-sources", {"attr": (0, 2, 2), "attr.content": (2, 2, 2), "attr.srcacc": (0, 2, 2)}),
        ("content-short", {"attr": (2, 2, 2), "attr.exact": (1, 2, 2), "tok.content": (6, 6, 8)}),
        ("content-too-short", {"attr": (1, 2, 2), "span.overlap": (2, 2, 2), "part.content": (1, 2, 2)}),
        ("half", {"attr": (2, 2, 2), "attr.exact": (1, 2, 2), "tok.cue": (1, 1, 2)}),
        ("no-source", {"attr": (1, 2, 2), "attr.src": (1, 1, 2), "attr.srcacc": (1, 2, 2)}),
        ("marks-left-out", {"attr.exact": (0, 2, 2), "attr.exactL": (2, 2, 2), "direct.attr.P": (0, 1, 1)}),
        ("nothing", {"attr": (0, 0, 2), "direct.attr.R": (0, 1, 1), "direct.attr.P": (0, 0, 0)}),
        ("spurious", {"attr": (2, 3, 2), "attr.content": (2, 3, 2), "span.exact": (2, 3, 2)}),
    ],
)
def test_a_small_case_has_the_counts_worked_out_by_hand(name, expected):
    counts = counted(name)
    assert {key: counts[key] for key in expected} == {key: Count(*value) for key, value in expected.items()}


def test_every_figure_of_the_small_cases_is_as_recorded():
    passages = [gold.name for gold in parse_passages(CASES)]
    found = {
        name: {key: [c.hits, c.predicted, c.gold] for key, c in sorted(counted(name).items())}
        for name in passages
    }
    assert found == json.loads(GOLDEN.read_text("utf-8"))


def test_figures_add_counts_up_over_documents():
    both = total([counted("both-right"), counted("nothing")])
    assert both["attr"] == Count(2, 2, 4)
    assert figures(both)["attr"] == Figure(precision=1.0, recall=0.5)
    assert figures(both)["attr"].f1 == pytest.approx(2 / 3)
    assert figures(both)["direct.attr"] == Figure(precision=1.0, recall=0.5)


def test_nothing_found_and_nothing_to_find_is_zero_and_not_an_error():
    counts = score_document(text=TEXT, gold=[], predicted=[])
    assert {figure.f1 for figure in figures(counts).values()} == {0.0}


def test_ties_go_to_the_earlier_prediction():
    gold = [Triple((), (), (Span(0, 4),))]
    predicted = [Triple((), (), (Span(0, 3),)), Triple((), (), (Span(1, 4),))]
    assert pairs(text="Lind", gold=gold, predicted=predicted) == [(0, 0)]


def test_pairs_without_links_ignore_the_source():
    passages = parse_passages(CASES)
    gold, predicted = relations(passages, "both-right"), relations(passages, "swapped-sources")
    assert pairs(text=TEXT, gold=gold, predicted=predicted) == []
    assert sorted(pairs(text=TEXT, gold=gold, predicted=predicted, linked=False)) == [(0, 1), (1, 0)]


def test_tokens_keep_inner_marks_together_and_drop_outer_punctuation():
    text = "“U.S. don’t-ask 1,000 $5 😀?!”"
    index = TokenIndex(text)
    everything = index.under((Span(0, len(text)),))
    assert len(everything) == 11  # “ U.S . don’t-ask 1,000 $ 5 😀 ? ! ”
    assert len(index.strip(everything)) == 6
    assert index.under((Span(2, 3),)) == index.under((Span(1, 4),))
    assert index.under((Span(5, 6),)) == frozenset()


def test_the_interval_holds_the_figure_and_narrows_with_more_documents():
    few = [counted("both-right"), counted("nothing"), counted("content-too-short"), counted("no-source")]
    low, high = interval(few, lambda f: f["attr"].f1, rounds=300)
    assert 0 <= low < figures(total(few))["attr"].f1 < high <= 1
    narrow_low, narrow_high = interval(few * 20, lambda f: f["attr"].f1, rounds=300)
    assert narrow_high - narrow_low < (high - low) / 2
    with pytest.raises(ValueError, match="no documents"):
        interval([], lambda f: f["attr"].f1)


# The shared scorer is the definition of the figures; these two tests hold ours to it wherever it is at hand.


@pytest.fixture(scope="module")
def shared_scorer():
    path = SHARED / "eval" / "score.py"
    if not path.exists():
        pytest.skip(f"no shared scorer at {path}; set ONRECORD_DATA to the data folder beside it")
    spec = importlib.util.spec_from_file_location("shared_score", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["shared_score"] = module
    spec.loader.exec_module(module)
    return module


def as_json(each: Triple) -> dict:
    return {role: [[s.start, s.end] for s in getattr(each, role)] for role in ("source", "cue", "content")}


def assert_same(shared, *, text, gold, predicted):
    theirs = shared.score_doc(text, [as_json(g) for g in gold], [as_json(p) for p in predicted])
    ours = score_document(text=text, gold=gold, predicted=predicted)
    shared_names = {name: count for name, count in ours.items() if not name.startswith("part.")}
    assert {key: (c.hits, c.predicted, c.gold) for key, c in shared_names.items()} == theirs
    return theirs, ours


@st.composite
def relation_lists(draw, text):
    parts = spans_in(text)
    return draw(st.lists(st.builds(Triple, parts, parts, parts), max_size=4))


@given(newsy_texts(), st.data())
def test_the_shared_scorer_agrees_on_any_text(shared_scorer, text, data):
    assert_same(
        shared_scorer,
        text=text,
        gold=data.draw(relation_lists(text)),
        predicted=data.draw(relation_lists(text)),
    )


def perturbed(draw: random.Random, text: str, gold: list[Triple]) -> list[Triple]:
    """Gold with mistakes of every kind: dropped, doubled, shifted, swapped and invented parts."""
    words = [m.span() for m in re.finditer(r"\S+", text)]

    def shifted(spans):
        moved = []
        for span in spans:
            start = min(max(0, span.start + draw.choice([0, 0, 0, -1, 1, -9, 9])), len(text) - 1)
            end = max(start + 1, min(len(text), span.end + draw.choice([0, 0, 0, -1, 1, -9, 9, 40])))
            moved.append(Span(start, end))
        return tuple(moved)

    found = []
    for relation in gold:
        if draw.random() < 0.8:
            source = relation.source if draw.random() < 0.7 else draw.choice(gold).source
            found.append(Triple(shifted(source), shifted(relation.cue), shifted(relation.content)))
        if draw.random() < 0.1:
            found.append(Triple((), shifted(relation.cue), shifted(relation.content)))
        if draw.random() < 0.1:
            first, last = sorted(draw.sample(range(len(words)), 2))
            found.append(Triple(relation.source, (), (Span(words[first][0], words[last][1]),)))
        if draw.random() < 0.05:
            found.append(Triple(relation.source, relation.cue, ()))
    draw.shuffle(found)
    return found


def test_the_shared_scorer_agrees_on_real_articles_with_mistakes(shared_scorer):
    path = SHARED / "data" / "polnear" / "dev.jsonl"
    if not path.exists():
        pytest.skip(f"no PolNeAR at {path}; set ONRECORD_DATA to the data folder")
    draw = random.Random(7)
    theirs, ours = [], []
    for line in path.read_text("utf-8").splitlines():
        article = json.loads(line)
        gold = [
            Triple(*(tuple(Span(*pair) for pair in each[role]) for role in ("source", "cue", "content")))
            for each in article["attributions"]
        ]
        predicted = perturbed(draw, article["text"], gold)
        their, our = assert_same(shared_scorer, text=article["text"], gold=gold, predicted=predicted)
        theirs.append(their)
        ours.append(our)
    final = shared_scorer.final(shared_scorer.total(theirs))
    found = figures(total(ours))
    assert {key: (f.precision, f.recall) for key, f in found.items() if not key.startswith("part.")} == {
        key: (precision, recall) for key, (precision, recall, _) in final.items()
    }
    assert found["attr"].f1 == pytest.approx(final["attr"][2])
    assert 0.3 < found["attr"].f1 < 0.9
    # the same draws as the shared scorer's bootstrap, so the same interval
    shared_draw = random.Random(1)
    drawn = sorted(
        shared_scorer.final(shared_scorer.total(shared_draw.choices(theirs, k=len(theirs))))["attr"][2]
        for _ in range(40)
    )
    assert interval(ours, lambda f: f["attr"].f1, rounds=40) == pytest.approx((drawn[1], drawn[39]))
