"""The pieces that the judge reads, and the word table that it shares with the extractor."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import BrokenModel
from onrecord.link.meaning.judge import cutter, table
from onrecord.link.meaning.pieces import LONGEST, MATCHES
from onrecord.link.meaning.table import open_table


def test_of_a_long_text_the_beginning_is_read() -> None:
    assert len(cutter().pieces("the mill burned down last night " * 1000)) == LONGEST
    assert cutter().pieces(" \n") == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_rows_in_the_table(text: str) -> None:
    pieces = cutter().pieces(text)
    rows = table().look_up(np.array(pieces, dtype=np.int64))
    assert rows.shape == (len(pieces), 384)
    assert np.isfinite(rows).all()


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
    assert marks == ["relation", *["number alone", "shared", "shared", "special"] * 2]
    assert read.side.tolist() == [0, 0, 0, 0, 0, 1, 1, 1, 1]
    proved = cut.pair(cut.pieces("12 men left"), cut.pieces("14 men left"), relation=False)
    assert [MATCHES[m] for m in proved.match] == ["special", *marks[1:]]
