"""Whether a source is one or several, for the verb that follows it."""

from __future__ import annotations

import pytest

from onrecord.model import Attitude, Polarity
from onrecord.show.terminal.words import verb

ONE = [
    "Mara Lind", "the National Water Authority", "Horn & Daughter", "Reuters", "Sanders",
    "a spokeswoman for the ministers",
    "the minister of waters, who met two officials",
    "the company’s boss", "the press", "he",
    "the head of both houses",
    "United Nations", "nobody", "the villagers’ lawyer",
]  # fmt: skip
SEVERAL = [
    "two engineers familiar with the dam’s operation", "Human rights groups", "Experts",
    "Germany and France", "police",
    "officials close to the talks", "many in Brannet",
    "the people of the valley", "“some residents”",
    "dozens of witnesses",
]  # fmt: skip


@pytest.mark.parametrize("who", ONE)
def test_one_says(who: str) -> None:
    assert verb(Attitude.ASSERTION, Polarity.AFFIRMS, who=who) == "says"


@pytest.mark.parametrize("who", SEVERAL)
def test_several_say(who: str) -> None:
    assert verb(Attitude.BELIEF, Polarity.DENIES, who=who) == "do not believe"
