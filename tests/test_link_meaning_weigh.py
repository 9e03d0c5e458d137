"""What the judge says of two contents, and what is made of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.evaluate.pairs import Pair, parse_pairs
from onrecord.link.account import Account, gives_way
from onrecord.link.clauses import Reading
from onrecord.link.meaning.aligned import beside
from onrecord.link.meaning.judge import judged
from onrecord.link.meaning.narrow import narrowed
from onrecord.link.meaning.signals import EXPLAINED, JUDGED, NAMES, explained, judgement, verdict
from onrecord.link.meaning.weigh import (
    NEAR_DAYS,
    SLOW_CHANGE,
    SURE_CHANGE,
    SURE_CONCESSION,
    scales,
    weighed,
)
from onrecord.link.relations import relate
from onrecord.model import Attitude, Polarity, Relation, Span

LONG = (
    "that the dam had been inspected by two independent engineers in the spring and found sound, and that "
    "the ministry had spent eleven million on its gates, which were opened twice a year"
)


def account(
    content: str,
    name: str = "Ada Quill",
    *,
    day: int = 1,
    polarity: Polarity = Polarity.AFFIRMS,
    at: str = "x",
) -> Account:
    return Account(
        id=f"{at}-{day}",
        document=f"{at}{day}",
        reading=Reading(content, (Span(0, len(content)),)),
        polarity=polarity,
        attitude=Attitude.ASSERTION,
        name=name,
        voice=name.lower(),
        said=date(2031, 3, day),
    )


@pytest.mark.parametrize(
    ("one", "two", "wanted"),
    [
        ("the bridge was open on Monday", "the bridge was open", "entails"),
        ("the bridge was open", "the bridge was not open", "contradicts"),
        ("12 people died in the fire", "30 people died in the fire", "contradicts"),
        ("the mayor paid the fine", "the weather will be mild in Norvik tomorrow", "neither"),
    ],
)
def test_what_one_text_says_of_another(one: str, two: str, wanted: str) -> None:
    verdict = judged(one, two)
    assert sum(verdict) == pytest.approx(1.0, abs=1e-4)
    assert getattr(verdict, wanted) == max(verdict)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=50), st.text(max_size=50))
def test_any_two_texts_are_judged(one: str, two: str) -> None:
    assert sum(judged(one, two)) == pytest.approx(1.0, abs=1e-4)


def test_the_clauses_about_one_thing_stand_beside_each_other() -> None:
    short = account("no engineer had looked at the dam this spring", "Bo Lind")
    pair = beside(account(LONG), short, 1)[0]
    assert "inspected by two independent engineers" in pair.left.span.of(LONG)


def test_the_signals_do_not_depend_on_which_side_comes_first_but_for_themselves() -> None:
    one, two = account(LONG), account("no engineer had looked at the dam this spring", "Bo Lind", day=2)
    ours, theirs = explained(one, two), explained(two, one)
    assert ours is not None
    assert theirs is not None
    assert ours.values == pytest.approx(theirs.values, abs=1e-4)
    assert len(ours.values) == len(EXPLAINED)


def test_a_contradiction_is_told_with_the_words_of_both_sides() -> None:
    one = account("the cranes at the pier had been inspected in January")
    two = account("the cranes at the pier had not been inspected in January", "Bo Lind", day=2, at="y")
    found = weighed(one, two, relate(one, two))
    assert found is not None
    assert found.relation is Relation.CONTRADICTS
    assert 0.5 < found.score <= 1.0
    assert "not" in "".join(span.of(two.reading.text) for span in found.right) or "not" in found.explanation


def test_either_order_gives_one_finding() -> None:
    one = account("the cranes at the pier had been inspected in January")
    two = account("the cranes at the pier had not been inspected in January", "Bo Lind", day=2, at="y")
    assert weighed(one, two, relate(one, two)) == weighed(two, one, relate(two, one))


def test_who_changes_an_account_updates_it() -> None:
    one = account("I will not resign", day=1)
    two = account("I will resign at the end of the month", day=9)
    found = weighed(one, two, relate(one, two))
    assert found is None or found.relation is Relation.UPDATES


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("at least 40 ships waited outside the harbour", "57 vessels were lying off the harbour"),
        ("the crane driver had not been drinking", "the lorry driver had been drinking"),
        ("the props may have been rotten", "the props might have been sound"),
        ("it rained in Norvik", "the union elected a new treasurer"),
        ("", "the union elected a new treasurer"),
        ("?", "!"),
    ],
)
def test_what_both_may_hold_is_no_relation(one: str, two: str) -> None:
    left, right = account(one or " "), account(two, "Bo Lind", day=2, at="y")
    assert weighed(left, right, relate(left, right)) is None


def test_who_leaves_it_open_has_no_relation() -> None:
    one = account("the cranes at the pier had been inspected", polarity=Polarity.WITHHOLDS)
    two = account("the cranes at the pier had not been inspected", "Bo Lind", day=2, at="y")
    assert weighed(one, two, relate(one, two)) is None


def test_what_clashes_is_inside_the_clauses() -> None:
    one, two = account(LONG), account("no engineer had looked at the dam this spring", "Bo Lind", day=2)
    pair = beside(one, two, 1)[0]
    left, right = narrowed(pair, one, two)
    assert pair.left.span.covers(left)
    assert pair.right.span.covers(right)


def test_every_shipped_weight_has_a_signal() -> None:
    for each in scales().values():
        assert "bias" in each.weights
        assert set(each.weights) <= {*NAMES, "bias"}
        assert 0.2 < each.floor < 1.0


def test_what_denies_turns_round_what_the_judge_says() -> None:
    one = account("the cranes at the pier had been inspected in January")
    same = account("in January inspectors had looked at the cranes on the pier", "Bo Lind", day=2, at="y")
    denied = replace(same, polarity=Polarity.DENIES)
    texts = one.reading.text, same.reading.text
    said, turned = verdict(one, same, *texts), verdict(one, denied, *texts)
    assert turned == (said.contradicts, said.neither, said.entails)
    assert judgement(denied, one) == judgement(one, denied)
    # Two who deny may both be right whatever they deny.
    assert judgement(replace(one, polarity=Polarity.DENIES), denied)[0] < -5


def found_by_the_judge() -> list[Pair]:
    text = (Path(__file__).parent.parent / "evals/gold/pairs/long_tuning.txt").read_text("utf-8")
    unexplained = [pair for pair in parse_pairs(text) if relate(pair.left, pair.right) is None]
    return [pair for pair in unexplained if weighed(pair.left, pair.right, None) is not None]


def test_the_judge_finds_what_no_explained_signal_sees_while_it_is_news() -> None:
    found = found_by_the_judge()
    right = 0
    for pair in found:
        told = weighed(pair.left, pair.right, None)
        assert told is not None
        assert told.signal == "meaning"
        assert told.left
        assert told.right
        if told.relation is Relation.UPDATES:
            slow = abs((pair.left.said - pair.right.said).days) >= SLOW_CHANGE
            least = SURE_CONCESSION if gives_way(pair.left, pair.right) else SURE_CHANGE
            assert slow or least == SURE_CONCESSION
            assert (told.sure or 0.0) >= least
        right += told.relation == pair.label
        later = replace(pair.right, said=pair.left.said + timedelta(days=NEAR_DAYS + 1))
        assert (weighed(pair.left, later, None) is not None) == pair.left.is_of(pair.right)
        undated = weighed(pair.left, replace(pair.right, said=None), None)
        assert (undated is None) == (told.relation is Relation.UPDATES)
    assert right >= 0.6 * len(found) > 5


def test_copies_of_one_text_never_clash() -> None:
    one = account("the cranes at the pier had been inspected in January")
    two = account("the cranes at the pier had not been inspected in January", "Bo Lind", day=2, at="y")
    found = relate(one, two)
    assert found is not None
    assert weighed(one, two, found) is not None
    assert weighed(one, two, found, one_text=True) is None
    assert weighed(one, two, None, one_text=True) is None


def test_a_long_speech_is_compared_in_bounded_time() -> None:
    speech = account("The gates were shut and nobody was told about the water that came. " * 400)
    short = account("the gates were open all night", "Bo Lind", day=2, at="y")
    assert explained(speech, short) is not None
    assert len(judgement(speech, short)) == len(JUDGED)
