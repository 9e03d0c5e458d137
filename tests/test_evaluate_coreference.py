"""Coreference scores against cases of the literature, and the assignment against all permutations."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluate.coreference import Coreference, assigned, score

KEY = ["abc", "defg"]
ANSWER = ["ab", "cd", "fghi"]


def test_the_example_of_the_reference_scorer():
    # Pradhan et al. 2014, "Scoring Coreference Partitions of Predicted Mentions", the worked example
    found = score(gold=KEY, found=ANSWER)
    assert (found.muc.recall, found.muc.precision) == pytest.approx((2 / 5, 2 / 5))
    assert (found.b_cubed.recall, found.b_cubed.precision) == pytest.approx((35 / 12 / 7, 0.5))
    assert (found.ceaf_e.recall, found.ceaf_e.precision) == pytest.approx((1.3 / 2, 1.3 / 3))


def test_the_two_answers_that_muc_cannot_tell_apart():
    # Bagga and Baldwin 1998: twelve mentions, two clusters of five joined, or five joined with two
    key = [[1, 2, 3, 4, 5], [6, 7], [8, 9, 10, 11, 12]]
    one = score(gold=key, found=[[1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11, 12]])
    two = score(gold=key, found=[[1, 2, 3, 4, 5, 8, 9, 10, 11, 12], [6, 7]])
    assert one.muc.precision == pytest.approx(9 / 10)
    assert two.muc.precision == pytest.approx(9 / 10)
    assert one.b_cubed.precision == pytest.approx(16 / 21)
    assert two.b_cubed.precision == pytest.approx(7 / 12)


def test_nothing_found_and_nothing_to_find():
    assert score(gold=KEY, found=[]).conll == 0
    assert score(gold=[], found=ANSWER).conll == 0
    assert score(gold=["a"], found=["b"]) == Coreference()


def test_singletons_count_only_when_asked_for():
    assert score(gold=["ab", "c"], found=["ab", "d"]).b_cubed.f1 == 1
    assert score(gold=["ab", "c"], found=["ab", "d"], singletons=True).b_cubed.recall == pytest.approx(2 / 3)


def test_documents_add_up_by_mentions_and_not_by_means():
    total = score(gold=["ab"], found=["ab"]) + score(gold=["abcd"], found=[])
    assert total.b_cubed.recall == pytest.approx(2 / 6)


partitions = st.lists(st.integers(0, 5), min_size=2, max_size=12).map(
    lambda labels: [[i for i, own in enumerate(labels) if own == label] for label in set(labels)]
)


@given(partitions, partitions)
def test_every_score_is_a_share_and_swapping_the_sides_swaps_precision_and_recall(key, answer):
    there, back = score(gold=key, found=answer), score(gold=answer, found=key)
    for name in ("muc", "b_cubed", "ceaf_e"):
        one, other = getattr(there, name), getattr(back, name)
        assert 0 <= one.precision <= 1 + 1e-9
        assert (one.precision, one.recall) == pytest.approx((other.recall, other.precision))


@given(partitions)
def test_the_gold_itself_is_faultless(key):
    found = score(gold=key, found=key)
    linked = any(len(c) > 1 for c in key)
    assert found.conll == pytest.approx(1.0 if linked else 0.0)


@given(st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 4)), st.floats(0, 1), max_size=14))
def test_the_assignment_is_the_best_of_all(likeness):
    rows, columns = sorted({i for i, _ in likeness}), sorted({j for _, j in likeness})
    short, long = (rows, columns) if len(rows) <= len(columns) else (columns, rows)
    value = (
        (lambda a, b: likeness.get((a, b), 0)) if short is rows else (lambda a, b: likeness.get((b, a), 0))
    )
    best = max(
        sum(value(a, b) for a, b in zip(short, chosen, strict=True))
        for chosen in permutations(long, len(short))
    )
    assert sum(assigned(likeness)) == pytest.approx(best)
