"""To whom, through what and when: what the clause of a cue says, and what it does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.evaluate.features import compare, sum_scores
from onrecord.evaluate.notation import parse, parse_passages
from onrecord.extract.chains.within import chain
from onrecord.extract.features import describe
from onrecord.extract.kind import kind_of
from onrecord.model import Attribution, Document, Extraction, Kind, Span, attribution_id
from onrecord.segment import segment
from strategies import any_texts

PASSAGES = Path(__file__).parent.parent / "evals" / "gold" / "passages"


def described(marked, number=1):
    """The attribution of that number, stripped of its features and described anew, with its text."""
    gold = parse(f"---\npublished: 2024-05-09\n---\n{marked}")
    bare = [
        Attribution(a.id, a.source, a.cue, a.content, Kind.INDIRECT)
        for a in (each.attribution for each in gold.expected)
    ]
    return describe(gold.document, segment(gold.document.text), bare)[number - 1], gold.document.text


ADDRESSEES = [
    ("<s1>Lind</s1> <k1>told</k1> Radio Nord on Monday <c1>that it held</c1>.", ["Radio Nord"]),
    ("<s1>Lind</s1> <k1>told Radio Nord</k1> <c1>that it held</c1>.", ["Radio Nord"]),
    ("<s1>Lind</s1> <k1>told</k1> her sister and the board <c1>it held</c1>.", ["her sister and the board"]),
    ("<c1>“It held,”</c1> <s1>Lind</s1> <k1>told</k1> reporters.", ["reporters"]),
    (
        "In a letter to the Harbour Board, <s1>Lind</s1> <k1>wrote</k1> <c1>it held</c1>.",
        ["the Harbour Board"],
    ),
    ("In an interview with Le Fanal <s1>Lind</s1> <k1>said</k1> <c1>it held</c1>.", ["Le Fanal"]),
    ("Radio Nord <k1>was told</k1> <c1>that it held</c1>.", ["Radio Nord"]),
    ("<s1>Lind</s1> <k1>called on</k1> the council <c1>to mend it</c1>.", ["the council"]),
    ("<s1>Lind</s1> <k1>said</k1> <c1>she had told Radio Nord</c1>.", []),
    ("<s1>Lind</s1> <k1>told</k1> a crowded news conference <c1>that it held</c1>.", []),
    ("In reply to questions <s1>Lind</s1> <k1>said</k1> <c1>that it held</c1>.", []),
    (
        "<s1>Lind</s1> <k1>said</k1> <c1>it held</c1>, and <s2>Ash</s2> <k2>told</k2> us <c2>it broke</c2>.",
        [],
    ),
]


@pytest.mark.parametrize(("marked", "expected"), ADDRESSEES)
def test_who_was_told(marked, expected):
    found, text = described(marked)
    assert [span.of(text) for span in found.addressee] == expected


MEDIA = [
    (
        "<s1>Lind</s1> <k1>said</k1> in a written statement <c1>it held</c1>.",
        "statement",
        "a written statement",
    ),
    ("At a news conference in Oslo <s1>Lind</s1> <k1>said</k1> <c1>it held</c1>.", "press_conference", None),
    ("<s1>Lind</s1> <k1>told</k1> a crowded news conference <c1>it held</c1>.", "press_conference", None),
    ("<c1>“It held,”</c1> <s1>Lind</s1> <k1>tweeted</k1>.", "post", "tweeted"),
    ("<c1>“It held,”</c1> <s1>Lind</s1> <k1>wrote</k1> on X.", "post", "X"),
    ("<s1>Lind</s1> <k1>said</k1> in a televised address <c1>it held</c1>.", "broadcast", None),
    ("<s1>Lind</s1> <k1>told</k1> the court <c1>it held</c1>.", "court", "the court"),
    ("<s1>Lind</s1> <k1>testified</k1> <c1>that it held</c1>.", "testimony", None),
    ("<c1>It held</c1>, <k1>according to</k1> <s1>a poll published by the Echo</s1>.", "survey", None),
    ("<c1>“It held,”</c1> <s1>Lind</s1> <k1>said</k1> by phone.", "call", "phone"),
    (
        "<s1>Lind</s1> <k1>argued</k1> in an op-ed for the Echo <c1>that it held</c1>.",
        "op_ed",
        "an op-ed … the Echo",
    ),
    ("In her memoirs <s1>Lind</s1> <k1>wrote</k1> <c1>that it held</c1>.", "book", "her memoirs"),
]


@pytest.mark.parametrize(("marked", "kind", "words"), MEDIA)
def test_through_what(marked, kind, words):
    found, text = described(marked)
    assert found.medium is not None
    assert found.medium.kind == kind
    assert found.medium.outlet is None
    if words:
        assert [span.of(text) for span in found.medium.spans] == words.split(" … ")


@pytest.mark.parametrize(
    "marked",
    [
        "<s1>Lind</s1> <k1>said</k1> <c1>it was in a letter</c1>.",
        "<s1>Lind</s1> <k1>said</k1> <c1>it held</c1>. The rest was in a statement.",
        "<s1>Lind, who was on television,</s1> <k1>said</k1> <c1>it held</c1>.",
    ],
)
def test_a_medium_of_something_else_is_none(marked):
    assert described(marked)[0].medium is None


TIMES = [
    ("<s1>Lind</s1> <k1>said</k1> on Monday <c1>that it held</c1>.", "2024-05-06", "Monday"),
    ("<s1>Lind</s1> <k1>said on Monday</k1> <c1>that it held</c1>.", "2024-05-06", "Monday"),
    ("On Monday <s1>Lind</s1> <k1>said</k1> <c1>it held</c1>.", "2024-05-06", "Monday"),
    ("<s1>Lind</s1> on Monday <k1>said</k1> <c1>it held</c1>.", "2024-05-06", "Monday"),
    ("<c1>“It broke on Friday,”</c1> <s1>Lind</s1> <k1>said</k1> yesterday.", "2024-05-08", "yesterday"),
    ("Speaking in Oslo on Monday, <s1>Lind</s1> <k1>said</k1> <c1>it held</c1>.", "2024-05-06", "Monday"),
    ("In a statement on Monday, <s1>Lind</s1> <k1>said</k1> <c1>it held</c1>.", "2024-05-06", "Monday"),
    ("On Monday <s1>Lind</s1> stood outside and <k1>said</k1> <c1>it held</c1>.", "2024-05-06", "Monday"),
    ("<s1>Lind</s1>, speaking in Oslo on Monday, <k1>said</k1> <c1>it held</c1>.", "2024-05-06", "Monday"),
]


@pytest.mark.parametrize(("marked", "day", "words"), TIMES)
def test_when_it_was_said(marked, day, words):
    found, text = described(marked)
    assert found.said is not None
    assert found.said.earliest.isoformat() == found.said.latest.isoformat() == day
    assert [span.of(text) for span in found.said.spans] == [words]


@pytest.mark.parametrize(
    "marked",
    [
        "<s1>Lind</s1> <k1>said</k1> <c1>it broke on Monday</c1>.",
        "Elected in 2021, <s1>Lind</s1> <k1>said</k1> <c1>it held</c1>.",
        "<s1>Lind, who resigned on Friday,</s1> <k1>said</k1> <c1>it held</c1>.",
        "<s1>Lind</s1> <k1>said</k1> after the vote on Monday <c1>it held</c1>.",
        "<s1>Lind</s1> <k1>promised</k1> by Friday <c1>to mend it</c1>.",
        "<s1>Lind</s1> <k1>denied</k1> <c1>it</c1>, a note <c2>“We met on Monday”</c2> to the contrary.",
        "A day before the vote <s1>Lind</s1> <k1>said</k1> <c1>it held</c1>.",
        "<s1>Lind</s1> <k1>said</k1> <c1>yes</c1>, and <s2>Ash</s2> <k2>said</k2> on Monday <c2>no</c2>.",
    ],
)
def test_a_time_of_something_else_is_unknown(marked):
    assert described(marked)[0].said is None


def test_kind_ignores_the_marks_that_hold_the_cue_as_well():
    text = "“He told me it was late,” she said."
    segments = segment(text)
    told, late = Span(4, 8), Span(12, 23)
    assert kind_of(segments, (late,), text) is Kind.DIRECT
    assert kind_of(segments, (late,), text, (told,)) is Kind.INDIRECT
    assert kind_of(segments, (Span(0, 25),), text) is Kind.DIRECT
    assert kind_of(segments, (Span(0, len(text)),), text) is Kind.MIXED


# Measured when the floor was set, on the spans of the gold: 0.99 and over on the tuned passages, 0.97 others.
@pytest.mark.parametrize("held_out", [False, True])
def test_features_on_given_spans_keep_their_floors(held_out):
    tuned = (f for f in PASSAGES.glob("*.txt") if not f.stem.startswith("held_out"))
    files = [PASSAGES / "held_out.txt"] if held_out else sorted(tuned)
    scores = []
    for gold in (g for file in files for g in parse_passages(file.read_text("utf-8"))):
        text, segments = gold.document.text, segment(gold.document.text)
        bare = [
            Attribution(a.id, a.source, a.cue, a.content, kind_of(segments, a.content, text, a.cue))
            for a in gold.attributions
        ]
        found = chain(gold.document, segments, describe(gold.document, segments, bare))
        ids = {a.id for a in bare}
        given = tuple(a for a in found if a.id in ids)
        scores.append(compare(gold=gold, predicted=Extraction(gold.document, given)))
    total = sum_scores(scores)
    accuracies = {name: tally.accuracy for name, tally in total.features.items()}
    assert min(a for a in accuracies.values() if a is not None) >= 0.95, accuracies
    assert total.chains.hits == total.chains.gold == total.chains.predicted


@st.composite
def strewn(draw):
    """Any text with attributions at any places, overlapping as they like."""
    text = draw(any_texts(120))
    if not text:
        return Document.new(""), ()

    def part(least):
        cuts = draw(
            st.lists(st.integers(0, len(text)), min_size=2 * least, max_size=6, unique=True).map(sorted)
            if len(text) > 6
            else st.just([0, len(text)] if least else [])
        )
        return tuple(Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False))

    found = {}
    for _ in range(draw(st.integers(0, 6))):
        source, cue, content = part(0), part(0), part(1)
        key = attribution_id("x", source, cue, content)
        found[key] = Attribution(key, source, cue, content, Kind.INDIRECT)
    return Document.new(text), tuple(found.values())


@settings(deadline=None)
@given(strewn(), st.dates())
def test_anything_can_be_described_and_chained(case, published):
    document, attributions = case
    document = Document.new(document.text, published=published)
    segments = segment(document.text)
    found = describe(document, segments, attributions)
    assert [a.id for a in found] == [a.id for a in attributions]
    whole = chain(document, segments, found)
    assert [a.id for a in whole[: len(found)]] == [a.id for a in found]
    for each in whole:
        spans = [*each.spans(), *each.addressee, *(each.medium.spans if each.medium else ())]
        assert all(
            span.end <= len(document.text) for span in [*spans, *(each.said.spans if each.said else ())]
        )
