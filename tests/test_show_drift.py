"""Two wordings side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.show.drift import KEPT, LEFT_OUT, Stretch, changes, drift, shortened
from strategies import newsy_texts


@given(newsy_texts(), newsy_texts())
def test_the_stretches_join_to_the_texts(left: str, right: str) -> None:
    ours, theirs = drift(left, right)
    assert "".join(each.words for each in ours) == left
    assert "".join(each.words for each in theirs) == right


@given(newsy_texts())
def test_a_text_does_not_clash_with_itself(text: str) -> None:
    assert not any(
        each.clashes for side in drift(text, text.upper().lower()) for each in side if text == text.lower()
    )
    assert not any(each.clashes for side in drift(text, text) for each in side)


def test_only_the_words_that_differ_clash() -> None:
    left, right = drift("“The gate opened at four,” he said.", "the gate opened at 1:40, he said")
    assert [each.words for each in left if each.clashes] == ["four"]
    assert [each.words for each in right if each.clashes] == ["1:40"]


def test_neighbours_that_clash_are_one_stretch() -> None:
    left, _ = drift("it was shut, locked and sealed", "it was open")
    assert left == (Stretch("it was ", False), Stretch("shut, locked and sealed", True))


def test_apostrophes_of_either_shape_are_the_same() -> None:
    assert not any(each.clashes for side in drift("don't", "don’t") for each in side)


@given(st.text("ab, ”", max_size=30), st.text("ab, ”", max_size=30))
def test_changes_hold_the_words_of_both_sides(left: str, right: str) -> None:
    def words(text: str) -> str:
        return "".join(c for c in text if c.isalnum())

    told = changes(left, right)
    assert "".join(words(c.words) for c in told if c.where != "left") == words(right)
    assert "".join(words(c.words) for c in told if c.where != "right") == words(left)


def test_changes_stand_where_they_happened() -> None:
    told = changes("the gate was open at one", "the old gate was shut at one")
    assert [(c.words.strip(), c.where) for c in told] == [
        ("the", "both"),
        ("old", "right"),
        ("gate was", "both"),
        ("open", "left"),
        ("shut", "right"),
        ("at one", "both"),
    ]


@given(st.lists(st.sampled_from(["a", "gate,", "was\n", "“open”"]), max_size=200))
def test_of_very_many_words_both_ends_are_kept(words: list[str]) -> None:
    text = " ".join(words)
    told = shortened(text)
    if len(words) <= LEFT_OUT:
        assert told == text
        return
    first, left, last = told.split(" … ")
    assert text.startswith(first)
    assert text.endswith(last)
    assert left == f"({len(words) - 2 * KEPT} words)"
    assert len(first.split()) == len(last.split()) == KEPT
