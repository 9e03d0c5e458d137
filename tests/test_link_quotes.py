"""Quotations that are one utterance, and how their words differ."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link.account import Account
from onrecord.link.clauses import Reading
from onrecord.link.quotes import Fit, Wording, grams, same, wording
from onrecord.link.relations import relate
from onrecord.model import Attitude, Polarity, Relation, Span


def words(text: str) -> Wording:
    return wording(text, (Span(0, len(text)),))


SAID = "We heard no siren that anyone here would call a warning"


@pytest.mark.parametrize(
    ("left", "right", "fit", "edits"),
    [
        (SAID, "“we heard NO siren that anyone here would call a warning,”", Fit.WHOLE, []),
        ("The river kept better minutes than we did", "kept better minutes than we did", Fit.CUT, []),
        (
            "To our present knowledge, no gate at Kessary was opened before dawn",
            "To our knowledge, no gate at Kessary was opened before dawn",
            Fit.ALTERED,
            ["“present” dropped"],
        ),
        (
            "The time you gave us was wrong and we regret the error deeply",
            "The time you gave us last week was wrong and we regret the error deeply",
            Fit.ALTERED,
            ["“last week” added"],
        ),
        (
            "the orchard walls were painted green by volunteers from the village",
            "the orchard walls were painted blue by volunteers from the village",
            Fit.ALTERED,
            ["“green” became “blue”"],
        ),
    ],
)
def test_says_how_two_wordings_differ(left: str, right: str, fit: Fit, edits: list[str]) -> None:
    found = same(words(left), words(right))
    assert found is not None
    assert found.fit is fit
    assert [str(edit) for edit in found.edits] == edits


def test_edits_point_at_the_words_in_both_texts() -> None:
    left, right = (
        "X: the orchard walls were painted green by volunteers from the village",
        "the orchard walls were painted pale blue by volunteers from the village",
    )
    found = same(wording(left, (Span(3, len(left)),)), words(right))
    assert found is not None
    (edit,) = found.edits
    assert [span.of(left) for span in edit.left] == ["green"]
    assert [span.of(right) for span in edit.right] == ["pale blue"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("I think we got the message out", "I think the minister will be blamed for the gate"),
        ("we will not go", "you will not go"),
        ("", "anything at all may stand here"),
        ("the harbour was closed on Monday night", "the theatre opened again in spring after repairs"),
    ],
)
def test_set_phrases_are_no_common_quotation(left: str, right: str) -> None:
    assert same(Wording(left, ()) if not left else words(left), words(right)) is None


def test_commonplace_words_join_within_one_story_only() -> None:
    phrase = "for a private conference call"
    assert same(words(phrase), words(f"join me {phrase}"), one_story=True) is not None
    assert same(words(phrase), words(f"join me {phrase}"), one_story=False) is None


WORDS = ["the", "gate", "river", "was", "opened", "never", "by", "volunteers", "12", "siren", "orchard"]


@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_a_wording_is_itself(drawn: list[str]) -> None:
    one = words(" ".join(drawn) or "x")
    found = same(one, one)
    assert found is None or (found.fit is Fit.WHOLE and not found.edits)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_align_both_ways_alike(left: str, right: str) -> None:
    a, b = (words(text or "x") for text in (left, right))
    one, other = same(a, b), same(b, a)
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert one.fit is other.fit


def test_runs_of_small_words_are_no_meeting_place() -> None:
    assert not grams(("it", "is", "that", "it", "was"))
    assert grams(("the", "gate", "log", "was", "retyped"))


def test_a_content_of_five_thousand_words_is_aligned_in_reasonable_time() -> None:
    long = " ".join(f"word{i % 700} of the {i}" for i in range(1250))
    assert same(words(long), words("word3 of the 3 word4 of the 4 word5 of the 5")) is not None


def told(content: str, voice: str, name: str, day: int = 2) -> Account:
    reading = Reading(content, (Span(0, len(content)),))
    said = date(2031, 5, day)
    ids = f"{voice}{day}", f"d{voice}{day}"
    return Account(*ids, reading, Polarity.AFFIRMS, Attitude.ASSERTION, name, voice, said)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "that at least 12 miners were trapped in the Halden shaft",
            "14 miners were trapped in the Halden shaft",
        ),
        (
            "12 ships were unloaded in Port Amber on Monday",
            "31 ships were unloaded in Port Amber on Thursday",
        ),
        (
            "that the last train left Duvall before midnight",
            "the last train left Duvall station at 11.40 p.m.",
        ),
        ("that the Corriente warehouse fire was set", "that the Mirabel warehouse fire was set by boys"),
    ],
)
def test_two_reports_with_other_numbers_days_or_names_are_no_quotation(left: str, right: str) -> None:
    found = relate(told(left, "anna brekke", "Anna Brekke"), told(right, "piet okafor", "Piet Okafor", 3))
    assert found is None or found.relation is not Relation.SAME_QUOTE


def test_one_speaker_word_for_word_may_be_misquoted() -> None:
    left, right = (
        told(
            f"“We left {town} with the lights off and nobody saw us before we were out at sea,”",
            "a",
            "A",
            day,
        )
        for town, day in (("Senna", 2), ("Sienna", 3))
    )
    found = relate(left, right)
    assert found is not None
    assert found.explanation == "Both quote A with changes: “Senna” became “Sienna”."


def test_a_short_phrase_is_not_one_quotation_of_two_people() -> None:
    short = "“We will appeal the ruling,”"
    found = relate(told(short, "k", "Kay Simms"), told(short, "d", "Don Rask"))
    assert found is None or found.relation is not Relation.SAME_QUOTE
    long = "“The bomb squad of Senna arrived an hour after the second blast at the market”"
    found = relate(told(long, "k", "Kay Simms"), told(long, "d", "Don Rask"))
    assert found is not None
    assert found.explanation == "Don Rask and Kay Simms are both quoted in the same words."


def test_short_forms_and_spellings_are_the_same_words() -> None:
    one = "“The labour law is not worth the paper it is written on,”"
    two = "“The labor law isn’t worth the paper it’s written on,”"
    alignment = same(words(one), words(two))
    assert alignment is not None
    assert alignment.fit is Fit.WHOLE


def test_what_was_cut_out_of_the_middle_is_named() -> None:
    one = "The pumps, which were thirty years old, stopped at midnight, and by one the cellar was full"
    two = "The pumps stopped at midnight, and by one the cellar was full"
    alignment = same(words(one), words(two))
    assert alignment is not None
    assert [str(edit) for edit in alignment.edits] == ["“which were thirty years old” dropped"]
