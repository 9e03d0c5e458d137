"""Sentence vectors, and the word table they share with the extractor."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import BrokenModel
from onrecord.link.meaning.pieces import LONGEST, MATCHES
from onrecord.link.meaning.table import open_table
from onrecord.link.meaning.vectors import cutter, table, vectors

NEAR = [
    ("the bridge was closed on Monday", "on Monday the bridge was shut"),
    ("12 people died in the fire", "the blaze killed a dozen"),
    ("the mayor has resigned", "the town's mayor stepped down"),
]


def test_a_paraphrase_is_nearer_than_another_matter() -> None:
    found = vectors([text for pair in NEAR for text in pair])
    cosines = found @ found.T
    for at in range(0, len(found), 2):
        others = np.delete(cosines[at], [at, at + 1])
        assert cosines[at, at + 1] > others.max() + 0.2


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_a_vector_of_unit_length_or_none(text: str) -> None:
    (found,) = vectors([text])
    length = float(np.linalg.norm(found))
    assert length == pytest.approx(1.0, abs=1e-4) or (length == 0.0 and not cutter().pieces(text))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=4))
def test_the_company_changes_nothing(texts: list[str]) -> None:
    together = vectors(texts)
    for text, found in zip(texts, together, strict=True):
        assert np.array_equal(vectors([text])[0], found)


def test_no_text_has_no_vectors_and_a_long_one_is_read_in_part() -> None:
    assert vectors([]).shape == (0, 384)
    long = "the mill burned down last night " * 1000
    assert len(cutter().pieces(long)) == LONGEST
    assert np.linalg.norm(vectors([long])[0]) == pytest.approx(1.0, abs=1e-4)


def test_the_table_is_the_published_one() -> None:
    """Places in the published encoder's word table: the extractor's training left it alone."""
    words = {"bridge": (0.0592, 0.1166), "police": (-0.1000, 0.1094), "##ing": (-0.0585, 0.0377)}
    for word, firsts in words.items():
        number = cutter().tokenizer.token_to_id(word)
        row = table().look_up(np.array([number]))[0]
        assert row[:2] == pytest.approx(firsts, abs=0.002), word


def test_a_file_without_a_table_is_refused(tmp_path: Path) -> None:
    for name, data in (
        ("empty", b""),
        ("text", b"this is no model" * 40),
        ("cut", b"\x3a\xff\xff\x03" + b"x" * 99),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(BrokenModel, match="install onrecord again"):
            open_table(path)
    with pytest.raises(BrokenModel):
        open_table(tmp_path / "missing")


def test_pieces_of_a_pair_tell_what_the_other_side_has() -> None:
    cut = cutter()
    read = cut.pair(cut.pieces("12 men left"), cut.pieces("14 men left"))
    marks = [MATCHES[m] for m in read.match]
    assert marks == ["special", *["number alone", "shared", "shared", "special"] * 2]
    assert read.side.tolist() == [0, 0, 0, 0, 0, 1, 1, 1, 1]
