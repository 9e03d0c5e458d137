"""The table of vectors: where it begins, and how it is written."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from onrecord.link.meaning.vectors import WIDTH, unpacked
from onrecord.weights_file import Weights
from onrecord_train.nearness.table import begin, packed, sign


def alone(count: int = 400) -> np.ndarray:
    return np.random.default_rng(3).normal(size=(count, 384)).astype(np.float32)


def test_a_rare_piece_weighs_more_than_a_common_one() -> None:
    pieces = [[n, 7] for n in range(400)] + [[7]] * 200
    lengths = np.linalg.norm(begin(alone(), pieces), axis=1)
    assert lengths.shape == (400,)
    assert lengths[7] < 0.1 * lengths[8:].min()


def test_what_is_written_is_nearly_what_it_was() -> None:
    table = begin(alone(), [[n] for n in range(400)])
    read = unpacked(np.frombuffer(packed(table), np.uint8))
    assert read.rows.shape == (400, WIDTH)
    assert np.abs(read.rows * read.scales - table).max() <= np.abs(table).max() / 250


def test_a_file_is_signed_beside_the_others(tmp_path: Path) -> None:
    sign("vectors.bin", b"one", tmp_path)
    sign("gate.json", b"two", tmp_path)
    assert Weights(tmp_path).content("vectors.bin") == b"one"
    sign("vectors.bin", b"three", tmp_path)
    assert Weights(tmp_path).content("vectors.bin") == b"three"
    assert set(json.loads((tmp_path / "manifest.json").read_text("utf-8"))["files"]) == {
        "vectors.bin",
        "gate.json",
    }
