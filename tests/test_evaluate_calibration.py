"""Calibration: errors that can be worked out by hand, and bins of equal mass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluate.calibration import Outcome, outcomes, reliability
from onrecord.evaluate.notation import parse
from onrecord.evaluate.scores import Triple


def told(*pairs):
    return [Outcome(confidence, right) for confidence, right in pairs]


def test_confidences_that_keep_their_word_have_no_error():
    found = told(*[(0.75, True)] * 3, (0.75, False), *[(1.0, True)] * 4)
    assert reliability(found, bins=2).error == 0.0


def test_the_error_is_the_mean_gap_over_predictions():
    found = told((0.2, True), (0.2, False), (0.9, True), (0.9, False))
    result = reliability(found, bins=2)
    assert [(b.size, b.confidence, b.accuracy) for b in result.bins] == [(2, 0.2, 0.5), (2, 0.9, 0.5)]
    assert result.error == pytest.approx((2 * 0.3 + 2 * 0.4) / 4)


def test_bins_do_not_let_errors_of_far_confidences_cancel():
    assert reliability(told((0.2, True), (0.8, False)), bins=2).error == pytest.approx(0.8)
    assert reliability(told((0.2, True), (0.8, False)), bins=1).error == pytest.approx(0.0)


@given(
    st.lists(st.builds(Outcome, st.floats(0, 1), st.booleans()), min_size=1, max_size=60), st.integers(1, 20)
)
def test_bins_hold_every_prediction_once_in_equal_numbers_and_in_order(found, bins):
    result = reliability(found, bins=bins)
    sizes = [each.size for each in result.bins]
    assert sum(sizes) == len(found)
    assert max(sizes) - min(sizes) <= 1
    assert len(sizes) == min(bins, len(found))
    lows = [each.low for each in result.bins]
    assert lows == sorted(lows)
    assert 0 <= result.error <= 1


def test_nothing_to_calibrate_is_said():
    with pytest.raises(ValueError, match="no prediction carries a confidence"):
        reliability([])


def test_an_outcome_is_right_when_content_and_source_are():
    gold = parse("<s1>Lind</s1> said <c1>no</c1>. <s2>Rusk</s2> said <c2>yes</c2>.")
    one, two = gold.attributions
    predicted = [one.with_(confidence=0.9), two.with_(confidence=0.4, source=one.source), two]
    found = outcomes(
        text=gold.document.text, gold=[Triple.of(each) for each in gold.attributions], predicted=predicted
    )
    assert found == told((0.9, True), (0.4, False))
