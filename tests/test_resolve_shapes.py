"""Who is meant, one shape of name, description or turn at a time: the last source of each text."""

from __future__ import annotations

import time

import pytest

from onrecord.evaluate.notation import parse
from onrecord.model import EntityKind
from onrecord.resolve import resolve
from onrecord.segment import segment

AROUND = (
    " All the while the rain kept falling on the roofs of the old town near the water, and people went about "
    "their work as if nothing at all had happened there.\n===\n"
)
SHAPES = {
    "a surname with particles": (
        "Pieter van der Berg came. <s1>Van der Berg</s1> <k1>said</k1> <c1>no</c1>.",
        "Pieter van der Berg",
    ),
    "a time taken for a part of the source": (
        "Mara Lind came. <s1>Ms Lind last week</s1> <k1>said</k1> <c1>no</c1>.",
        "Mara Lind",
    ),
    "a small particle joined to the name": (
        "Abdulrahman al-Khatibi came. <s1>Al-Khatibi</s1> <k1>said</k1> <c1>no</c1>.",
        "Abdulrahman al-Khatibi",
    ),
    "two surnames": (
        "Gabriela Ruiz Ortega came. <s1>Ruiz Ortega</s1> <k1>said</k1> <c1>no</c1>.",
        "Gabriela Ruiz Ortega",
    ),
    "a nickname in quotation marks": (
        "Robert “Bobby” Crane came. <s1>Bobby Crane</s1> <k1>said</k1> <c1>no</c1>.",
        "Robert “Bobby” Crane",
    ),
    "known as": (
        "Danny Moffat, known as The Cat, came. <s1>The Cat</s1> <k1>said</k1> <c1>no</c1>.",
        "Danny Moffat",
    ),
    "a surname that is an office": ("Ann Judge came. <s1>Judge</s1> <k1>said</k1> <c1>no</c1>.", "Ann Judge"),
    "a surname that is a small word": ("Tom Will came. <s1>Will</s1> <k1>said</k1> <c1>no</c1>.", "Tom Will"),
    "misspelt by a letter": (
        "Anton Rezek came. <s1>fire chief Anton Resek</s1> <k1>said</k1> <c1>no</c1>.",
        "Anton Rezek",
    ),
    "the younger of two": (
        "Aldous Marrick and his son, Ruben Marrick, came. <s1>The younger Marrick</s1> <k1>said</k1> "
        "<c1>no</c1>.",
        "Ruben Marrick",
    ),
    "where somebody comes from": (
        "Kofi Mensah came to the hall. “No,” he said. “I waited,” <s1>the Ghanaian</s1> <k1>said</k1> <c1>of "
        "it</c1>.",
        "Kofi Mensah",
    ),
    "a name that a stranger gives": (
        "<s1>One dispatcher, who gave her name only as Dot</s1>, <k1>said</k1> <c1>no</c1>.",
        "Dot",
    ),
    "two owners of one body": (
        "<s1>The Boilermakers' and Fitters' Union</s1> <k1>said</k1> <c1>no</c1>.",
        "Boilermakers' and Fitters' Union",
    ),
    "the club's full name, shortened": (
        "FC Torvale won. <s1>Torvale</s1> <k1>said</k1> <c1>so</c1>.",
        "FC Torvale",
    ),
    "the only company in view": (
        "Vantor Logistics bought it. <s1>The company</s1> <k1>said</k1> <c1>so</c1>.",
        "Vantor Logistics",
    ),
    "a stranger with somebody else's name in a clause": (
        "<s1>A reporter, who worked for Mr Bannon</s1>, <k1>said</k1> <c1>no</c1>.",
        None,
    ),
    "an office that nobody holds": (
        "Kofi Mensah came. Later <s1>the minister</s1> <k1>said</k1> <c1>no</c1>.",
        None,
    ),
    "a company beside another": (
        "Horn & Sons makes sirens; Vale Signals tests them. <s1>The company</s1> <k1>said</k1> <c1>so</c1>.",
        None,
    ),
}


def speaker_of_last(marked, around=AROUND):
    gold = parse(marked + around)
    found = resolve(gold.document, segment(gold.document.text), gold.attributions)
    entities = {e.id: e for e in found.entities if e.kind is not EntityKind.UNNAMED}
    entity = entities.get(found.attributions[-1].speaker)
    return entity.name if entity else None


@pytest.mark.parametrize("shape", SHAPES)
def test_who_is_meant(shape):
    marked, name = SHAPES[shape]
    assert speaker_of_last(marked) == name


INTRODUCED = "A talk with the perfumer Bastian Voclain about roses and rain in the old town.\n\n"


@pytest.mark.parametrize(
    ("turns", "name"),
    [
        ("<s1>V</s1><k1>:</k1> <c1>I never sleep in summer.</c1>", "Bastian Voclain"),
        ("<s1>BV</s1><k1>:</k1> <c1>I never sleep in summer.</c1>", "Bastian Voclain"),
        ("Q: Do you sleep?\n\n<s1>A</s1><k1>:</k1> <c1>I never sleep in summer.</c1>", "Bastian Voclain"),
        ("<s1>Q</s1><k1>:</k1> <c1>Do you sleep?</c1>", None),
        ("<s1>BASTIAN</s1><k1>:</k1> <c1>I never sleep in summer.</c1>", "Bastian Voclain"),
    ],
)
def test_whose_turn_it_is(turns, name):
    assert speaker_of_last(INTRODUCED + turns, "\n===\n") == name


def test_two_thousand_people_cost_what_they_should():
    """Twice the people cost at most three times as much, whatever the machine does meanwhile: what else it
    does can only add to a figure, so that the lower of two counts."""

    def seconds(people):
        marked = "".join(
            f"<s{i}>Anna{_word(i)} Berg{_word(i)}</s{i}> <k{i}>said</k{i}> <c{i}>no</c{i}>. She left.\n\n"
            for i in range(1, people + 1)
        )
        gold = parse(marked + "===\n")
        segments = segment(gold.document.text)
        started = time.process_time()
        found = resolve(gold.document, segments, gold.attributions)
        assert len({a.speaker for a in found.attributions}) == people
        return time.process_time() - started

    assert min(seconds(2000), seconds(2000)) < 3 * seconds(1000) + 0.1


def _word(number):
    return "".join(chr(ord("a") + int(d)) for d in str(number))


def test_who_after_several_people_is_not_the_last_of_them():
    marked = "Kofi Mensah came with farmers such as Eva Lind, <s1>who</s1> <k1>say</k1> <c1>it rained</c1>."
    assert speaker_of_last(marked) is None
    assert speaker_of_last(marked.replace("farmers such as ", "")) == "Eva Lind"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Tobias Renn is a wicked man. <s1>Renn</s1> <k1>said</k1> <c1>no</c1>.", None),
        (
            "Tobias Renn is a wicked man of letters. <s1>Renn</s1> <k1>said</k1> <c1>no</c1>.",
            "wicked man of letters",
        ),
        ("Tobias Renn is a fisherman. <s1>Renn</s1> <k1>said</k1> <c1>no</c1>.", "fisherman"),
        ("Tobias Renn, accused by the mayor, left. <s1>Renn</s1> <k1>said</k1> <c1>no</c1>.", None),
    ],
)
def test_what_is_thought_of_somebody_is_no_role(written: str, shown: str | None) -> None:
    gold = parse(written + AROUND + "1: speaker=?\n")
    known = resolve(gold.document, segment(gold.document.text), gold.attributions)
    (renn,) = (e for e in known.entities if e.name == "Tobias Renn")
    assert renn.description == shown
