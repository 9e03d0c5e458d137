"""What the judge is asked about: more of what it will be sure of, in fewer questions."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import BrokenModel
from onrecord.evaluate.pairs import Pair, parse_pairs
from onrecord.link.account import Account
from onrecord.link.clauses import Reading
from onrecord.link.meaning import vectors
from onrecord.link.meaning.gate import NAMES, gate, is_worth_asking, values_of
from onrecord.link.meaning.overlap import OVERLAP, between, overlap, words
from onrecord.link.meaning.signals import explained, judgement
from onrecord.link.meaning.vectors import NEARNESS, WIDTH, Table, cut, table, vector
from onrecord.link.meaning.weigh import may_be_asked
from onrecord.link.relations import comparable, relate
from onrecord.model import Attitude, Polarity, Span
from onrecord.weights_file import Weights

GOLD = Path(__file__).parent.parent / "evals" / "gold" / "pairs" / "long_tuning.txt"


@cache
def unexplained() -> list[Pair]:
    pairs = parse_pairs(GOLD.read_text(encoding="utf-8"))[:120]
    return [p for p in pairs if comparable(p.left, p.right) and relate(p.left, p.right) is None]


def test_the_shipped_gate_knows_its_numbers() -> None:
    found = json.loads(NEARNESS.content("gate.json"))
    assert tuple(found["names"]) == NAMES
    assert gate().hidden.shape == (len(NAMES) + 1, len(gate().out) - 1)
    assert 0 < gate().floor < 0.5


def test_the_judge_is_surer_of_what_it_is_asked_about() -> None:
    sure: dict[bool, list[float]] = {True: [], False: []}
    for pair in unexplained():
        seen = explained(pair.left, pair.right)
        if seen is not None and may_be_asked(pair.left, pair.right, seen):
            asked = is_worth_asking(pair.left, pair.right, seen)
            sure[asked].append(max(judgement(pair.left, pair.right)))
    assert len(sure[False]) >= 5
    assert np.mean(sure[True]) > np.mean(sure[False]) + 0.5


def test_of_what_says_nothing_the_judge_is_not_asked() -> None:
    def account(text: str, at: str) -> Account:
        reading = Reading(text, (Span(0, len(text)),))
        return Account(at, at, reading, Polarity.AFFIRMS, Attitude.ASSERTION, at, at)

    def asked(one: str, two: str) -> bool:
        left, right = account(one, "a"), account(two, "b")
        seen = explained(left, right)
        return seen is not None and may_be_asked(left, right, seen)

    assert asked("the gate was shut", "she opened the gate")
    assert not asked("he wants", "he wants")
    assert not asked("I think ,", "But I don't know that. And I don't want ")
    assert not asked("the shutting of the gate", "she opened the gate")
    assert not asked("was the gate shut?", "she opened the gate")


def test_two_contents_are_as_near_from_either_side() -> None:
    for pair in unexplained()[:30]:
        there, back = overlap(pair.left, pair.right), overlap(pair.right, pair.left)
        weight = OVERLAP.index("weight shared")
        told = [n for n in range(len(OVERLAP)) if n != weight]
        assert [there[n] for n in told] == pytest.approx([back[n] for n in told], abs=1e-5)
        seen = explained(pair.left, pair.right)
        if seen is not None:
            assert len(values_of(pair.left, pair.right, seen)) == len(NAMES)


def test_numbers_and_negations_are_seen() -> None:
    def told(one: str, two: str) -> dict[str, float]:
        return dict(zip(OVERLAP, between(words(cut(one)), words(cut(two))), strict=True))

    same = told("12 houses were flooded", "12 houses were flooded")
    assert same["most covered"] == pytest.approx(1, abs=1e-4)
    assert same["numbers in common"] == 1
    other = told("12 houses were flooded", "40 houses were not flooded")
    assert (other["numbers apart"], other["negations"]) == (1, 1)
    assert other["most apart"] >= 0
    assert other["most shared"] < same["most shared"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_a_vector(text: str) -> None:
    packed = vector(text)
    assert len(packed) == WIDTH
    assert (packed == bytes(WIDTH)) == (not cut(text))


def test_the_table_is_read_as_it_was_written() -> None:
    rows = np.arange(-256, 256, dtype=np.int64).reshape(4, WIDTH).clip(-127, 127).astype(np.int8)
    scales = np.array([[0.5], [1], [2], [4]], dtype="<f4")
    read = vectors.unpacked(np.frombuffer(rows.tobytes() + scales.tobytes(), np.uint8))
    assert isinstance(read, Table)
    assert (read.rows == rows).all()
    assert (read.scales == scales).all()
    assert table().rows.shape == (30_522, WIDTH)


def test_a_damaged_table_says_what_to_do(tmp_path: Path) -> None:
    for name in ("manifest.json", "vectors.bin", "gate.json"):
        (tmp_path / name).write_bytes((NEARNESS.folder / name).read_bytes())
    (tmp_path / "vectors.bin").write_bytes(b"nothing")
    with pytest.raises(BrokenModel, match="install onrecord again"):
        Weights(tmp_path).content("vectors.bin")
