"""What the words beside a finding correct in it, and quotations that float."""

from __future__ import annotations

import pytest

from onrecord.extract.found import Found
from onrecord.extract.mend.adjusted import adjusted
from onrecord.extract.mend.floating import apart
from onrecord.extract.mend.unclaimed import unclaimed
from onrecord.extract.words.reading import Reading
from onrecord.model import Span
from onrecord.segment import segment


def spans(text, *parts):
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts if part)


def words(text, found):
    return [tuple(" … ".join(s.of(text) for s in p) for p in (f.source, f.cue, f.content)) for f in found]


CASES = [
    (
        "Asked whether it held, Berg shrugged and said nothing.",
        [("Berg", "said", "nothing")],
        [("Berg", "said nothing", "whether it held")],
    ),
    (
        "Two claimed, and a third denied, that it held.",
        [("Two", "claimed", "that it held")],
        [("Two", "claimed", "that it held"), ("a third", "denied", "that it held")],
    ),
    (
        "Amid speculation that she would resign, the mayor fished.",
        [("the", "speculation", "that she would resign")],
        [("", "speculation", "that she would resign")],
    ),
    (
        "He pointed at the chairs. “That was in May.”",
        [("He", "pointed", "“That was in May.”")],
        [("", "", "“That was in May.”")],
    ),
    (
        "Ruiz promised to keep the gate shut, and said she would stay.",
        [("Ruiz", "promised", "to keep the gate shut, and")],
        [("Ruiz", "promised", "to keep the gate shut")],
    ),
    (
        "It admitted that a gate was opened at 1:40 a.m. on April 12, hours before.",
        [("It", "admitted", "that a gate was opened at 1:40 a.m. on")],
        [("It", "admitted", "that a gate was opened at 1:40 a.m. on April 12")],
    ),
    (
        "Two engineers, who asked not to be named, said that it held.",
        [("Two engineers, who", "said", "that it held")],
        [("Two engineers, who asked not to be named", "said", "that it held")],
    ),
    (
        "They accused the firm of lying, a charge it rejects.",
        [("They", "accused", "the firm of lying"), ("it", "rejects", "a charge")],
        [("They", "accused", "the firm of lying"), ("it", "rejects", "the firm of lying")],
    ),
    (
        "No one, Berg included, believes that it held.",
        [("Berg", "believes", "that it held")],
        [("No one, Berg included", "believes", "that it held")],
    ),
    (
        "It held, she said, citing a report by the port.",
        [("she", "said", "It held"), ("she", "citing", "a report by the port")],
        [("she", "said", "It held"), ("a report by the port", "citing", "It held")],
    ),
    (
        "It held, she said, citing health reasons.",
        [("she", "said", "It held"), ("she", "citing", "health reasons")],
        [("she", "said", "It held"), ("she", "citing", "health reasons")],
    ),
    (
        "LPA reported, citing two officials, that it held.",
        [("LPA", "citing", "two officials, that it held")],
        [("LPA", "reported", "that it held"), ("two officials", "citing", "that it held")],
    ),
    (
        "Berg is understood to be furious that it broke.",
        [("Berg", "is understood", "to be furious that it broke")],
        [
            ("", "is understood", "Berg … to be furious that it broke"),
            ("Berg", "to be furious", "that it broke"),
        ],
    ),
    (
        "Berg denied telling the board that it held.",
        [("Berg", "denied telling", "that it held")],
        [("Berg", "denied", "telling the board that it held"), ("Berg", "telling", "that it held")],
    ),
    (
        "She called it “a farce” in March.",
        [("She", "called", "it “a farce” in March")],
        [("She", "called", "it “a farce”")],
    ),
    (
        "Berg was quoted by the Echo as saying that it held.",
        [],
        [("Berg", "was quoted … as saying", "that it held")],
    ),
]


@pytest.mark.parametrize(("text", "given", "expected"), CASES)
def test_the_words_beside_a_finding_correct_it(text, given, expected):
    found = [Found(*(spans(text, part) for part in each)) for each in given]
    assert words(text, adjusted(text, segment(text), found)) == expected


FLOATING = [
    ("She said it held. “It always has.”", ("She", "said", ["it held", "“It always has.”"]), 2),
    ("“It held,” she said. “It always has.”", ("she", "said", ["“It held,”", "“It always has.”"]), 1),
    ("It held, she said. “It always has.”", ("she", "said", ["It held", "“It always has.”"]), 1),
]


@pytest.mark.parametrize(("text", "given", "count"), FLOATING)
def test_a_quotation_after_reported_speech_stands_alone(text, given, count):
    source, cue, content = given
    found = Found(spans(text, source), spans(text, cue), spans(text, *content))
    assert len(list(apart(text, segment(text), [found]))) == count


UNCLAIMED = [
    ("The bell rang.\n\n“Some came back.”\n\nHe left.", [("", "", "“Some came back.”")]),
    ("“It held.” “It always has.”", [("", "", "“It held.”")]),
]


@pytest.mark.parametrize(("text", "expected"), UNCLAIMED)
def test_a_lone_quotation_is_found_without_the_network(text, expected):
    reading = Reading.of_text(text, segment(text))
    assert words(text, unclaimed(reading, [])) == expected
    assert list(unclaimed(reading, [Found((), (), (Span(0, len(text)),))])) == []
