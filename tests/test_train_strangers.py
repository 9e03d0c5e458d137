"""Pairs that nobody labelled, and the answers of a teacher to them."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from onrecord_train.meaning import answers
from onrecord_train.meaning.sets import UNLABELLED, Pair
from onrecord_train.meaning.strangers import RARE, pairs

GROUPS = [
    ["the bridge at Kellbach was closed on Monday", "the bridge at Kellbach stayed open"],
    ["traffic over the Kellbach bridge doubled", "nobody was hurt"],
    ["nobody was there"],
]


def drawn(groups: list[list[str]]) -> set[frozenset[str]]:
    return {frozenset((p.premise, p.hypothesis)) for p in pairs(groups, "made", 100, random.Random(1))}


def test_two_rare_words_of_two_articles_make_a_pair() -> None:
    assert drawn(GROUPS) == {frozenset((GROUPS[1][0], text)) for text in GROUPS[0]}


def test_words_that_many_contents_have_make_none() -> None:
    assert drawn([[f"the bridge at Kellbach, version{n}"] for n in range(RARE + 1)]) == set()
    assert len(drawn([[f"the bridge at Kellbach, version{n}"] for n in range(RARE)])) == 100


def test_they_have_no_label_and_are_asked_as_relations() -> None:
    (one, *_) = pairs(GROUPS, "made", 1, random.Random(1))
    assert (one.label, one.source, one.relation) == (UNLABELLED, "made", True)


def test_answers_are_read_as_they_were_written(tmp_path: Path) -> None:
    pair = Pair("the bridge “held”\u2028", "it did not", 2, "events", True, (0.1, 0.2, 0.7))
    answers.write([pair], tmp_path / "answers.jsonl")
    answers.write([replace(pair, premise="é")], tmp_path / "answers.jsonl")
    assert answers.read(tmp_path / "answers.jsonl") == [pair, replace(pair, premise="é")]
