"""What hangs together in a clause: names of one thing say nothing of each other, and a negation turns round
what it governs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onrecord.link.account import Account
from onrecord.link.clauses import Reading, clauses
from onrecord.link.relations import relate
from onrecord.model import Attitude, Polarity, Span


def account(content: str, voice: str, *, denies: bool = False) -> Account:
    polarity = Polarity.DENIES if denies else Polarity.AFFIRMS
    reading = Reading(content, (Span(0, len(content)),))
    return Account(voice, f"d{voice}", reading, polarity, Attitude.ASSERTION, voice, voice, date(2031, 5, 2))


def relation(left: str, right: str, *, denies: bool = False) -> str:
    found = relate(account(left, "a"), account(right, "b", denies=denies))
    return "none" if found is None else str(found.relation)


NOTHING = [
    ("that the gate log had been altered", "A gate log records gates"),
    ("that the log of gate three had been read from the wrong column", "A gate log records gates"),
    ("This is three-party politics", "that people want to be more informed about party politics"),
    (
        "the harbour master doesn't like being told the truth",
        "the harbour master has regular meetings with both",
    ),
    ("that the harbour log was not signed on the quay", "that the harbour log had been copied by a clerk"),
    ("There is no border emergency", "there are at least 30 border emergencies in effect"),
    ("There is no border emergency", "dozens of earlier border emergency declarations"),
    (
        "that the inquiries into the ferry have nothing to do with Corbin Hale",
        "for lying about the inquiry into Hale's ferry",
    ),
    ("that Orla Finch lied to the coroner, and nothing happened to her", "Orla Finch lied to the coroner"),
    ("that no gate was opened", "My grandfather farmed through 1931, and in 1931 the gates stayed shut"),
    ("that no lock was opened before warning sirens sounded in the valley", "that a lock was opened at noon"),
]


@pytest.mark.parametrize(("left", "right"), NOTHING)
def test_one_thing_in_common_says_nothing(left: str, right: str) -> None:
    assert relation(left, right) not in ("contradicts", "updates")
    if "lied" not in left:
        assert relation(left, right) == "none"


def test_to_deny_having_been_warned_before_something_is_not_to_say_when_it_was() -> None:
    assert (
        relation(
            "that no gate of the Kessary Dam had been opened before warning sirens sounded",
            "that she had been warned before the gates of the Kessary dam were opened",
            denies=True,
        )
        == "none"
    )


SOMETHING = [
    ("that the siren was not heard in Mellin", "that the siren was heard in Mellin", "contradicts"),
    (
        "that no customer data had been stolen",
        "that the data of 80,000 customers had been stolen",
        "contradicts",
    ),
    (
        "There is no border emergency",
        "a border emergency at the southern crossing was declared",
        "contradicts",
    ),
    ("that no container was lost in the fire", "that 14 containers were lost in the fire", "contradicts"),
    ("that the heater caused the fire", "that the heater had nothing to do with the fire", "contradicts"),
    ("that there was no sign that the hull was damaged", "that the hull was damaged", "contradicts"),
    ("that it does not shadow ban users", "We certainly do not shadow ban", "agrees"),
    ("They are followers of a false prophet", "They're followers of a false prophet today", "agrees"),
]


@pytest.mark.parametrize(("left", "right", "expected"), SOMETHING)
def test_what_a_negation_governs_may_clash(left: str, right: str, expected: str) -> None:
    assert relation(left, right).replace("same_quote", "agrees") == expected


def test_a_possessive_is_no_verb() -> None:
    (clause,) = clauses(account("the minister's proposal", "a").reading)
    assert not clause.finite
    (clause,) = clauses(account("it's the minister", "a").reading)
    assert clause.finite


def test_shortened_words_are_no_topic() -> None:
    (clause,) = clauses(account("They're sure we'd won and I'd lost", "a").reading)
    assert not any("'" in term for term in clause.terms)


def test_a_count_so_far_may_grow() -> None:
    early = account("that only one witness in the Calder case had been heard", "a")
    late = account("that six witnesses in the Calder case had been heard so far", "b")
    found = relate(early, replace(late, said=date(2031, 5, 9)))
    assert found is None
    found = relate(late, replace(early, said=date(2031, 5, 9)))
    assert found is not None
    assert found.signal == "number"
