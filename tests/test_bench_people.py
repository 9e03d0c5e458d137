"""The benchmarks of people across articles: what is a name, what is put on record, and what is fitted."""

from __future__ import annotations

import math

import pytest
from bench.invented_people import World
from bench.people import answers, b_cubed, filled
from bench.people_ecb import KIND, Chain, chains, extraction, joined, name_in, one_by_name
from bench.people_fit import Crowd, fitted, hanging, telling
from bench.people_splink import sightings

from onrecord.resolve.across import update
from onrecord.store import open_record

COMMON = {"driver", "coach", "i", "she", "woman"}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Mara Lind", "Mara Lind"),
        ("Mara Lind's", "Mara Lind"),
        ("Dr . Mara Lind , MD", "Dr. Mara Lind"),
        ("LIND", "LIND"),
        ("O'Hara", "O'Hara"),
        ("Ida Coach", "Ida Coach"),
        ("Driver", None),
        ("Drivers", None),
        ("I'm", None),
        ("the coach", None),
        ("Woman driver", None),
    ],
)
def test_names_are_told_from_other_words(words, name):
    assert name_in(words, COMMON) == name


def test_chains_keep_names_and_other_words_apart():
    text = "Mara Lind won . The mayor smiled as she left ."
    spans = {"Mara Lind": (0, 9), "mayor": (20, 25), "she": (36, 39)}
    mentions = [{"type": KIND, "instance": "A", "span": list(span)} for span in spans.values()]
    (chain,) = chains([{"id": "1", "text": text, "mentions": mentions}])["1"]
    assert (chain.names, chain.others) == (("Mara Lind",), ("mayor", "she"))
    (entity,) = extraction("1", [chain]).entities
    assert (entity.name, entity.description) == ("Mara Lind", "mayor")


def test_only_those_with_a_name_go_on_record_and_are_joined():
    def article(number, *names):
        here = [Chain(str(i), ((number, i, i + 1),), (), said) for i, said in enumerate(names)]
        return extraction(number, here)

    first, second = article("1", ("Mara Lind",), ()), article("2", ("Lind", "Mara Lind"), ("Ida Holm",))
    who = joined([first, second])
    assert len(who) == 3
    assert who[first.document.id, "e1"] == who[second.document.id, "e1"] != who[second.document.id, "e2"]


def test_instances_are_taken_for_one_by_full_names_within_a_topic_alone():
    def named(instance, *names):
        return Chain(instance, (), (), names)

    found = one_by_name(
        {
            "1_1": [named("a", "Mara Lind"), named("b", "Lind")],
            "1_2": [named("c", "Mara Lind", "M. Lind"), named("d", "Lind")],
            "2_1": [named("e", "Mara Lind")],
        }
    )
    assert found == {"a": "a", "b": "b", "c": "a", "d": "d", "e": "e"}


def test_fitting_finds_the_odds_that_pairs_were_made_with():
    rows = [(("a",), True)] * 300 + [(("a",), False)] * 100 + [((), True)] * 100 + [((), False)] * 100
    found = fitted(rows, ridge=1e-6)
    assert found.bias == pytest.approx(0, abs=0.01)
    assert found.weights == pytest.approx({"a": math.log(3)}, abs=0.01)
    assert (found.pairs["a"], found.same["a"]) == (400, 300)
    assert abs(fitted(rows, ridge=100).weights["a"]) < found.weights["a"]


def test_pairs_to_fit_on_have_features_and_both_answers():
    crowd = Crowd(World(1, 300, 1_500))
    assert len(crowd.figures) == len(crowd.truth) >= 1_500
    for rows in (list(telling(crowd)), list(hanging(crowd))):
        assert {same for _, same in rows} == {True, False}
        assert all(features == tuple(sorted(features)) for features, _ in rows)


def test_splink_is_given_every_mention_once(tmp_path):
    with open_record(tmp_path / "people.db", create=True) as record:
        truth = filled(record, World(3, 40, 120))
        update(record.people())
        rows = list(sightings(record))
        assert {(row["document"], row["local"]) for row in rows} == set(truth) == set(answers(record))
        assert len(rows) == len(truth)
        assert b_cubed(truth, truth) == (100, 100, 100)
    assert all(row["surname"] for row in rows)
    assert any(row["company"] for row in rows)
    assert any(row["offices"] for row in rows)
