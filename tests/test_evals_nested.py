"""The fit behind reports inside contents: what is shipped is what it was told to be, and it learns."""

from __future__ import annotations

import json

import pytest
from evals.nested import FLOOR, NEWS, Judged, cross_validated, fit

from onrecord.extract.chains.likely import WEIGHTS, Candidate, likelihood
from onrecord.model import Span


def judged(number, *, right, place="own"):
    candidate = Candidate((), (Span(0, 3),), (Span(4, 9),), {"core": 1.0} if right else {"noun": 1.0})
    return Judged(place, f"d{number}", candidate, right, "")


def test_it_tells_right_from_wrong_and_what_is_common_in_news_is_pulled_down():
    own = [judged(n, right=n % 2 == 0) for n in range(40)]
    weights = fit(own)
    assert likelihood({"core": 1.0}, weights) > 0.7 > 0.3 > likelihood({"noun": 1.0}, weights)
    news = [Judged("unjudged", "n", each.candidate, False, "") for each in own if each.right]
    assert likelihood({"core": 1.0}, fit([*own, *news])) < likelihood({"core": 1.0}, weights)
    assert all((p > 0.5) == each.right for p, each in zip(cross_validated(own), own, strict=True))


@pytest.mark.parametrize("backend", ["neural", "rules"])
def test_the_shipped_weights_have_the_floor_that_was_measured(backend):
    shipped = json.loads(WEIGHTS.read_text("utf-8"))[backend]
    assert shipped["floor"] == FLOOR[backend]
    assert len(shipped["weights"]) > 50


def test_judgements_of_news_are_places_without_words():
    lines = [line for line in NEWS.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert len(lines) > 500
    for line in lines:
        _, start, right = line.split("\t")
        assert start.isdigit()
        assert right in "01"
