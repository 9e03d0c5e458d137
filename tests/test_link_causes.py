"""What made relations in real news wrong, each cause in invented sentences; and what must still be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onrecord.link.account import Account, concedes, gives_way
from onrecord.link.accounts import accounts
from onrecord.link.clauses import Reading, clauses
from onrecord.link.meaning.weigh import SURE_CHANGE, weighed
from onrecord.link.relations import relate
from onrecord.link.words import folded_words
from onrecord.model import Attitude, Attribution, Document, Extraction, Kind, Polarity, Relation, Span


def account(content: str, voice: str, *, denies: bool = False, day: date = date(2031, 5, 2)) -> Account:
    polarity = Polarity.DENIES if denies else Polarity.AFFIRMS
    reading = Reading(content, (Span(0, len(content)),))
    return Account(voice, f"d{voice}", reading, polarity, Attitude.ASSERTION, voice, voice, day)


def relation(left: str, right: str, *, denies: bool = False, apart: bool = False) -> str:
    later = date(2033, 1, 4) if apart else date(2031, 5, 2)
    found = relate(account(left, "a"), account(right, "b", denies=denies, day=later))
    return "none" if found is None else str(found.relation).replace("same_quote", "agrees")


NOTHING = {
    "a question says nothing": (
        "“Hello, minister. Do you fully support the Orle barrage?”",
        "whether the minister backs the Orle barrage",
    ),
    "nor does one that is reported": (
        "the minister if he “fully supported the Orle barrage”",
        "him whether he supports the Orle barrage fully",
    ),
    "what is supposed is not said": (
        "Let’s say there’s no landing permit in Sele",
        "a landing permit was issued in Sele",
    ),
    "two negations, each of its own part": (
        "the Sele council does not require growers to label their hemp",
        "the Sele council for not tracking hemp once it is sold, and for not requiring growers to be known",
    ),
    "what is not before an end is after it": (
        "that Orla Hale will not reveal the name of the diver until the inquest is over",
        "that Orla Hale will reveal the name of the diver after the inquest",
    ),
    "not intended is another thing than intended": (
        "that Lomax intended to return to Corbin Rovers",
        "Lomax never intended to take so long at Corbin Rovers",
    ),
    "damage here, intact there": (
        "there is a lot of damage to the depot roof, but the main depot building has little smoke damage",
        "the main depot building is intact with only smoke damage",
    ),
    "an age is no count": ("One docker has been arrested at Pier 4", "16-year-old docker arrested at Pier 4"),
    "one number of the same thing is enough": (
        "the Corbin club offered Hale a deal worth $184 million or $23 million a season",
        "the Corbin club offered Hale a deal worth $184 million, not $200 million",
    ),
    "one time is enough": (
        "the tanker sank at 6:41pm (2:41 GMT) off Cape Sele",
        "the tanker sank at 18:41 (2:41 GMT) off Cape Sele",
    ),
    "who condemns it does not say that it is there": (
        "the resolution condemning bribery within the port union",
        "there is no bribery within the port union",
    ),
    "a right to do it is not done": (
        "that he had “the absolute right to declare a flood emergency”",
        "There is no flood emergency",
    ),
    "what somebody is to do is not done": (
        "the governor to show his sailing certificate",
        "the governor has brought up the sailing certificate and showed his",
    ),
    "a thing by itself": (
        "the reading of the “amended” Pilotage Act",
        "the reading of the Pilotage Act took hours",
    ),
    "a change, and what it did": (
        "major changes to the Harbour Pilots Act",
        "that the change severely reduced the protection that the Harbour Pilots Act afforded",
    ),
    "but not with": (
        "the new harbour master had time to think again",
        "there could be a role for patrols but not with the harbour master's say-so",
    ),
    "a war, and its time": ("Lomax served during the Sele era", "Lomax served in Sele"),
    "I am the one of whom another speaks": (
        "I'm a comic",
        "Lomax, the celebrity comic, for posing in a video on the quay with a mask",
    ),
    "a denied report is not what is done with it": (
        "that his panel would investigate the Lamp report",
        "the Lamp report",
    ),
}


ROOM = (
    "damage here, intact there",
    "an age is no count",
    "one number of the same thing is enough",
    "one time is enough",
)
"""These may agree."""


@pytest.mark.parametrize("cause", NOTHING)
def test_these_are_nothing_to_each_other(cause: str) -> None:
    left, right = NOTHING[cause]
    denies = cause.startswith("a denied")
    found = relation(left, right, denies=denies)
    if cause in ROOM:
        assert found != "contradicts"
    else:
        assert found == "none"


APART = [
    ("The building is a total loss", "the building is “a total loss”"),
    ("the fire is definitely suspicious", "the fire is suspicious"),
    ("at least 40 were hurt in the fire", "12 were hurt in the fire"),
    ("12 were hurt in the fire", "31 were hurt in the fire"),
    (
        "the first engine reached the depot at 2.15 a.m.",
        "the first engine reached the depot at half past three",
    ),
]


@pytest.mark.parametrize(("left", "right"), APART)
def test_two_stories_do_not_meet_by_words_that_fit_any(left: str, right: str) -> None:
    assert relation(left, right, apart=True) in ("none", "agrees" if left.startswith("The b") else "none")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Joseph Sellers", "Joseph M. Sellers", True),
        ("President Renn", "Tobias Renn", True),
        ("National Security Adviser Ada Renn", "Ada Renn", True),
        ("Mr. Renn", "Tobias Renn", True),
        ("Tobias Renn", "Ada Renn", False),
        ("Attorney General", "Surgeon General", False),
        ("Supreme Court", "Sele Supreme Court", False),
    ],
)
def test_one_speaker_is_known_with_titles_and_initials(one: str, other: str, same: bool) -> None:
    left, right = (
        replace(account("it is so", name), voice=" ".join(folded_words(name)), name=name)
        for name in (one, other)
    )
    assert left.is_of(right) is right.is_of(left) is same


def test_one_speaker_said_the_same_both_times() -> None:
    left, right = (
        replace(account("the lock at Sele was opened at noon", name), voice=name.lower(), name=name)
        for name in ("President Renn", "Tobias Renn")
    )
    found = relate(
        left, replace(right, reading=Reading(text := "the Sele lock opened at noon", (Span(0, len(text)),)))
    )
    assert found is not None
    assert found.explanation.startswith("President Renn said the same both times")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "the bridge at Sele was blown up by retreating rebels on Sunday night",
            "that the bridge at Sele had been blown up by the army on Sunday night",
        ),
        (
            "shops along the Sele quay had gained customers since it opened",
            "shops along the Sele quay had lost customers ever since it opened",
        ),
        (
            "that the shaft at Sele had been inspected in October",
            "that the shaft at Sele had not been inspected in October or in any other month of last year",
        ),
        (
            "the number of pupils who left the Sele schools had fallen for the third year",
            "the number of pupils who left the Sele schools had risen for the third year, if all are counted",
        ),
    ],
)
def test_clashes_that_were_not_seen(left: str, right: str) -> None:
    assert relation(left, right) == "contradicts"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "the bridge at Sele was blown up by the police on Sunday night",
            "that the bridge at Sele had been blown up by Sergeant Lomax on Sunday night",
        ),
        (
            "the ferry was turned over by fastening a rope to its bow at Sele",
            "the ferry was turned over by the tide at Sele",
        ),
    ],
)
def test_who_did_it_may_be_one(left: str, right: str) -> None:
    assert relation(left, right) != "contradicts"


def test_two_fires_are_both_a_total_loss() -> None:
    told = [("the depot is a total loss and its roof fell in", "the roof fell in, the depot is a total loss")]
    for left, right in told:
        assert relation(left, right) == "agrees"
        assert relation(left, right, apart=True) == "none"


def test_namesakes_are_not_one_i() -> None:
    one, two = (
        replace(
            account(content, voice),
            reading=Reading(content, (Span(0, len(content)),), frozenset({"hale"})),
        )
        for content, voice in (
            ("I am very sorry that they waited", "corbin hale"),
            ("I'm sorry. There was one choice", "orla hale"),
        )
    )
    assert relate(one, two) is None


SOMETHING = [
    ("Renn asserts his innocence of any wrongdoing", "that Renn “asserts his innocence”", "agrees"),
    ("a flood emergency on the lower Orle was declared", "There is no flood emergency", "contradicts"),
    ("the depot's roof was damaged", "the depot's roof was intact", "contradicts"),
    ("12 dockers were arrested at Pier 4", "31 dockers were arrested at Pier 4", "contradicts"),
    (
        "Hale intended to return to Corbin Rovers",
        "Hale never intended to return to Corbin Rovers",
        "contradicts",
    ),
    ("that his report on the gates was accurate", "the report on the gates", "contradicts"),
]


@pytest.mark.parametrize(("left", "right", "expected"), SOMETHING)
def test_what_says_the_same_or_the_contrary_is_still_told(left: str, right: str, expected: str) -> None:
    assert relation(left, right, denies=right == "the report on the gates") == expected


@pytest.mark.parametrize(
    ("content", "finite"),
    [
        ("that the BuzzHive piece", False),
        ("the statements and testimony that was obtained by Lomax", False),
        ("an article published by the Lamp", False),
        ("that Renn asserts his innocence", True),
        ("he supports the barrage", True),
        ("the report that was published was wrong", True),
        ("that every contractor who entered the site that week had been trained", True),
    ],
)
def test_a_thing_by_itself_says_nothing(content: str, finite: bool) -> None:
    assert clauses(account(content, "a").reading)[-1].finite is finite


def test_what_is_dismissed_as_something_is_called_that() -> None:
    text = "Lomax dismissed Renn's plans as being a phony theology. Lomax dismissed the claim of a leak."
    told = []
    for words in ("Renn's plans as being a phony theology", "the claim of a leak"):
        at = text.index(words)
        cue = text.rindex("dismissed", 0, at)
        told.append(
            Attribution(
                f"a{at}",
                (Span(cue - 6, cue - 1),),
                (Span(cue, cue + 9),),
                (Span(at, at + len(words)),),
                Kind.INDIRECT,
                polarity=Polarity.DENIES,
            )
        )
    first, second = accounts(Extraction(Document.new(text), tuple(told)))
    assert (first.polarity, second.polarity) == (Polarity.AFFIRMS, Polarity.DENIES)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("I can't believe the gate was open.", "I", "can't believe", "the gate was open"),
        ("Let's say there was no permit.", "Let's", "say", "there was no permit"),
    ],
)
def test_who_is_amazed_or_supposes_leaves_it_open(text: str, source: str, cue: str, content: str) -> None:
    spans = [(Span(text.index(w), text.index(w) + len(w)),) for w in (source, cue, content)]
    told = Attribution("a", *spans, Kind.INDIRECT, polarity=Polarity.DENIES)
    assert accounts(Extraction(Document.new(text), (told,)))[0].polarity is Polarity.WITHHOLDS


def test_a_promise_is_not_what_is_denied() -> None:
    text = "Renn promised to reveal the name. All denied it."
    promise, denied = (
        Attribution(
            str(at),
            (Span(at, text.index(cue) - 1),),
            (Span(text.index(cue), text.index(cue) + len(cue)),),
            (Span(text.index(content), text.index(content) + len(content)),),
            Kind.INDIRECT,
            attitude,
            polarity,
        )
        for at, cue, content, attitude, polarity in (
            (0, "promised", "to reveal the name", Attitude.INTENTION, Polarity.AFFIRMS),
            (34, "denied", "it", Attitude.ASSERTION, Polarity.DENIES),
        )
    )
    assert accounts(Extraction(Document.new(text), (promise, denied)))[1].refers is None


def test_who_gives_way_is_heard_with_less() -> None:
    before, after = (
        account(words, "renn", day=date(2031, 5, day))
        for words, day in (
            ("that three dockers had been hurt at Pier 4, none of them seriously", 2),
            ("that fourteen dockers had been treated in hospital after the leak at Pier 4", 5),
        )
    )
    before, after = replace(before, document="d1"), replace(after, document="d2")
    assert not gives_way(before, after)
    assert gives_way(before, replace(after, conceded=concedes("has since admitted")))
    assert gives_way(replace(before, polarity=Polarity.DENIES), after)
    assert not gives_way(replace(after, said=before.said, conceded=True), before)
    conceded = replace(after, conceded=True)
    told = weighed(before, conceded, relate(before, conceded))
    assert told is not None
    assert told.relation is Relation.UPDATES
    assert told.sure is not None
    assert told.sure < SURE_CHANGE
    assert weighed(before, after, None) is None
