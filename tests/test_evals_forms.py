"""The counts that the gold's README states are those of the files."""

from __future__ import annotations

from pathlib import Path

import pytest
from evals.forms import counts, form, table

from onrecord.evaluate.notation import parse

SPEAKERS = Path(__file__).parent.parent / "evals" / "gold" / "speakers"


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
