"""The counts that the gold's README states are those of the files."""

from __future__ import annotations

from pathlib import Path

import pytest
from evals.forms import counts, form, table

from onrecord.evaluate.notation import parse
from onrecord.evaluate.pairs import LABELS, parse_pairs

GOLD = Path(__file__).parent.parent / "evals" / "gold"
SPEAKERS = GOLD / "speakers"


@pytest.mark.parametrize(
    ("marked", "speaker", "expected"),
    [
        ("<s1>Ms Ravn</s1> <k1>said</k1> <c1>no</c1>", '"Ilse Ravn"', "name"),
        ("<s1>She</s1> <k1>said</k1> <c1>no</c1>", '"Ilse Ravn"', "pronoun"),
        ("<s1>The pilot</s1> <k1>said</k1> <c1>no</c1>", '"Ilse Ravn"', "description"),
        ("<s1>The NBF</s1> <k1>said</k1> <c1>no</c1>", '"National Band Federation"', "description"),
        ("<c1>“No.”</c1>", '"Ilse Ravn"', "none"),
        ("<s1>A pilot</s1> <k1>said</k1> <c1>no</c1>", "?", "open"),
    ],
)
def test_the_form_is_what_stands_as_source(marked, speaker, expected):
    gold = parse(f"{marked}\n===\n1: speaker={speaker}\n")
    assert form(gold.expected[0], gold.document.text) == expected
    assert counts([gold])[expected] == 1


def test_no_form_without_a_stated_speaker():
    gold = parse("<s1>The plan</s1> <k1>says</k1> <c1>no</c1>\n===\n1: kind=indirect\n")
    assert form(gold.expected[0], gold.document.text) is None


def test_the_readme_states_the_counts_of_the_files():
    assert table(SPEAKERS) in (SPEAKERS / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted((GOLD / "pairs").glob("*.txt")), ids=lambda path: path.stem)
def test_the_readme_states_the_pairs_of_each_relation(path):
    pairs = parse_pairs(path.read_text(encoding="utf-8"))
    told = [str(sum(pair.label == label for pair in pairs)) for label in LABELS]
    row = f"| `{path.name}` | {' | '.join(told)} | {len(pairs)} |"
    assert row in (GOLD / "pairs" / "README.md").read_text(encoding="utf-8")
    assert len({pair.slug for pair in pairs}) == len(pairs)


@pytest.mark.parametrize("path", sorted((GOLD / "pairs").glob("long_*.txt")), ids=lambda path: path.stem)
def test_long_contents_are_as_long_as_in_newspapers(path):
    pairs = parse_pairs(path.read_text(encoding="utf-8"))
    words = [len(side.reading.text.split()) for pair in pairs for side in (pair.left, pair.right)]
    assert min(words) >= 15
    assert max(words) <= 50


@pytest.mark.parametrize("path", sorted((GOLD / "pairs").glob("long_*.txt")), ids=lambda path: path.stem)
def test_one_speaker_updates_and_two_contradict(path):
    for pair in parse_pairs(path.read_text(encoding="utf-8")):
        same = pair.left.voice == pair.right.voice
        assert pair.label != "updates" or (same and pair.left.said < pair.right.said), pair.slug
        assert pair.label != "contradicts" or not same, pair.slug
