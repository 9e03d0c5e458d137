"""Invented events and facts: how they are read, and the pairs that are made of them."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from onrecord.errors import MalformedInput
from onrecord.model import Relation
from onrecord_train.meaning.invented import (
    AGAINST,
    DOUBT,
    Fact,
    Told,
    label_of,
    names_of,
    read_events,
    read_facts,
    text_of,
)
from onrecord_train.meaning.sets import CONTRADICTION, ENTAILMENT, NEUTRAL

INVENTED = Path("train/invented")
EVENT = """\
# a remark

### weir
a 02-03 Post | [the warden, Ina Holt = Ina Holt] {said} <that the weir at Brennau held all night>
b 02-03 Mail | [the miller] {said} <the weir broke at midnight>
c 02-04 Mail | [Ina Holt] {-denied} <that the weir at Brennau had been damaged>
d 02-09 Post | [Ina Holt] {conceded} <the weir had burst shortly after twelve>
e 02-09 Post | [the mayor] {?would not say} <who will pay for the weir>
agrees: a c; b d
contradicts: a b; b c
updates: a d; c d
"""
FACT = """\
### weir-at-brennau
= the weir held
= the weir at Brennau did not break
! the weir broke
! "It went down in front of my eyes"
~ the weir was built in 1931
"""


def events(folder: Path, source: str = EVENT) -> list:
    (folder / "one.txt").write_text(source, "utf-8")
    return read_events(folder)


def test_a_pair_that_is_not_listed_is_of_none(tmp_path: Path) -> None:
    (event,) = events(tmp_path)
    assert Counter(pair.label for pair in event.pairs()) == {
        Relation.AGREES: 2, Relation.CONTRADICTS: 2, Relation.UPDATES: 2, "none": 4,
    }  # fmt: skip


def test_what_contents_are_to_each_other_is_turned_where_one_side_denies(tmp_path: Path) -> None:
    labels = {pair.slug[-2:]: label_of(pair) for pair in events(tmp_path)[0].pairs()}
    assert labels["ab"] == CONTRADICTION
    assert labels["ac"] == CONTRADICTION  # to deny the damage is to say that it held
    assert labels["bc"] == ENTAILMENT
    assert labels["bd"] == ENTAILMENT
    assert labels["ae"] is None  # who will not say leaves it open


@pytest.mark.parametrize(
    "line", ["agrees: a z", "agrees: a b c", "confirms: a b", "a 02-03 Post | the warden said that it held"]
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: str) -> None:
    number = len(EVENT.splitlines()) + 1
    with pytest.raises(MalformedInput, match=rf"one\.txt, line {number}"):
        events(tmp_path, EVENT + line + "\n")


def test_a_statement_without_a_side_is_named(tmp_path: Path) -> None:
    (tmp_path / "two.txt").write_text(FACT + "the weir is old\n", "utf-8")
    with pytest.raises(MalformedInput, match=r"two\.txt, line 7"):
        read_facts(tmp_path)


def test_drawn_pairs_have_the_labels_of_what_they_are_made_of(tmp_path: Path) -> None:
    (tmp_path / "two.txt").write_text(FACT, "utf-8")
    (fact,) = read_facts(tmp_path)
    told, rng = Told([], [fact], ["the weather will be mild"]), random.Random(1)
    drawn = [told.fact(rng) for _ in range(400)]
    assert {pair.label for pair in drawn} == {ENTAILMENT, NEUTRAL, CONTRADICTION}
    for pair in drawn:
        stands = [stand for text in (pair.premise, pair.hypothesis) if (stand := stand_of(text, fact))]
        if pair.label != NEUTRAL:
            assert len(stands) == 2
            assert (stands[0] == stands[1]) == (pair.label == ENTAILMENT)
        elif len(stands) == 2:
            assert 0 in stands  # one of them is doubted


def stand_of(text: str, fact: Fact) -> int | None:
    """1 for who is of the one side, -1 for the other, 0 where it is doubted, None for neither."""
    for side, statements in ((1, fact.one), (-1, fact.other)):
        for statement in statements:
            if statement.strip('"') in text:
                if any(each.format(statement) in text for each in DOUBT):
                    return 0
                return -side if any(each.format(statement) in text for each in AGAINST) else side
    return None


def test_a_name_is_exchanged_on_both_sides_alike(tmp_path: Path) -> None:
    (event,) = events(tmp_path, EVENT.replace("### weir", "### weir-at-brennau"))
    other = EVENT.replace("weir", "gate").replace("Brennau", "Solmark").replace("### gate", "### gates")
    (tmp_path / "two.txt").write_text(other, "utf-8")
    told = Told(read_events(tmp_path), [], [])
    assert set(told.names) == {"Brennau", "Solmark"}
    one, two = text_of(event.told["a"]), text_of(event.told["c"])
    drawn = {told._renamed(one, two, random.Random(seed)) for seed in range(20)}
    assert len(drawn) == 2
    assert all(("Brennau" in a) == ("Brennau" in b) for a, b in drawn)


def test_names_are_told_from_days_and_first_words() -> None:
    assert names_of("Nobody in Brennau saw Mr Holt on Monday, said Ina") == ["Brennau", "Holt", "Ina"]


def test_all_invented_events_and_facts_can_be_read() -> None:
    told = read_events(INVENTED / "events")
    facts = read_facts(INVENTED / "facts")
    assert len({event.slug for event in told}) == len(told) >= 20
    assert len({fact.slug for fact in facts}) == len(facts) >= 150
    assert all(event.relations for event in told)
    assert all(min(len(fact.one), len(fact.other), len(fact.open)) >= 2 for fact in facts)
