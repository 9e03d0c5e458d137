"""One article: entities, mentions, reasons, and what must hold for any text."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.evaluate.notation import parse
from onrecord.model import (
    Attribution,
    Document,
    EntityKind,
    Kind,
    Medium,
    MentionForm,
    SourceType,
    Span,
)
from onrecord.resolve import explain, resolve
from onrecord.segment import segment
from strategies import any_texts, newsy_texts


def read(marked, **changes):
    gold = parse(marked)
    attributions = [a.with_(**changes) for a in gold.attributions]
    return gold.document, resolve(gold.document, segment(gold.document.text), attributions)


def test_entities_carry_names_roles_and_kinds():
    _, found = read(
        "<s1>Mara Lind, the 58-year-old chair of the National Farmers' Union (NFU)</s1>, "
        "<k1>said</k1> <c1>no</c1>. <s2>Lind</s2> <k2>said</k2> <c2>that Minister Jonas Berg had not read "
        "it</c2>. <s3>The NFU</s3> <k3>said</k3> <c3>so too</c3>. <s4>Two officials</s4> "
        "<k4>said</k4> <c4>nothing of use</c4>.\n===\n"
    )
    mara, union, berg, officials = found.entities
    assert (mara.id, mara.kind, mara.name, mara.names) == (
        "e1",
        EntityKind.PERSON,
        "Mara Lind",
        ("Mara Lind", "Lind"),
    )
    assert mara.description == "chair of the National Farmers' Union"
    assert (union.kind, union.names) == (EntityKind.ORGANISATION, ("National Farmers' Union", "NFU"))
    assert (berg.name, berg.names, berg.description) == ("Jonas Berg", ("Jonas Berg",), "Minister")
    assert (officials.kind, officials.name) == (EntityKind.UNNAMED, "Two officials")
    assert [a.speaker for a in found.attributions] == ["e1", "e1", "e2", "e4"]


def test_all_that_an_article_calls_somebody_is_kept_with_its_place_and_day():
    document, found = read(
        "---\npublished: 2026-05-04\n---\n<s1>Mara Lind, the chair of the union,</s1> <k1>said</k1> "
        "<c1>no</c1>. Former minister Mara Lind was the mayor of Brannet. <s2>Senator Lind</s2> "
        "<k2>said</k2> <c2>yes</c2>.\n===\n"
    )
    mara = found.entities[0]
    assert mara.description == "chair of the union"
    told = [(r.span.of(document.text), r.former, str(r.day)) for r in mara.roles]
    assert told == [
        ("chair of the union", False, "2026-05-04"),
        ("Former minister", True, "2026-05-04"),
        ("mayor of Brannet", False, "2026-05-04"),
        ("Senator", False, "2026-05-04"),
    ]


def test_mentions_are_sorted_and_know_their_form():
    document, found = read(
        "<s1>Mara Lind</s1> <k1>said</k1> <c1>no</c1>. <s2>She</s2> <k2>added</k2> <c2>never</c2>. "
        "<s3>A neighbour</s3> <k3>said</k3> <c3>yes</c3>.\n===\n"
    )
    forms = [(m.span.of(document.text), m.form, m.entity) for m in found.mentions]
    assert forms == [
        ("Mara Lind", MentionForm.NAME, "e1"),
        ("She", MentionForm.PRONOUN, "e1"),
        ("A neighbour", MentionForm.DESCRIPTION, "e2"),
    ]


def test_reasons_stand_beside_the_attributions():
    document, found = read(
        "Karl Munthe and Peter Osland sat apart. In the yard <s1>he</s1> <k1>said</k1> <c1>no</c1>. "
        "<s2>Osland</s2> <k2>said</k2> <c2>yes</c2>.\n===\n"
    )
    assert found.reasons == (
        "“he” may be Karl Munthe or Peter Osland.",
        "Short for Peter Osland.",
    )
    assert [a.speaker is None for a in found.attributions] == [True, False]
    given_back = list(parse_attributions(document, found))
    assert explain(document, segment(document.text), given_back) == list(found.reasons)


def parse_attributions(document, found):
    return (a.with_(speaker=None) for a in found.attributions)


def test_a_heading_in_title_case_names_nobody_new():
    _, found = read(
        "Defiant Lind Calls Berg Shameless Liar Over Bridge Money\n\n<s1>Mara Lind</s1> <k1>said</k1> "
        "<c1>that Jonas Berg had lied</c1>. Berg smiled.\n===\n"
    )
    assert [(e.name, e.names) for e in found.entities] == [
        ("Mara Lind", ("Lind", "Mara Lind")),
        ("Jonas Berg", ("Berg", "Jonas Berg")),
    ]


def test_a_caption_without_a_full_stop_is_no_heading():
    _, found = read(
        "Minister Jonas Berg and his dog at the old mill on Friday\n\n<s1>Mara Lind</s1> <k1>said</k1> "
        "<c1>it was not his dog</c1>.\n===\n"
    )
    assert [e.name for e in found.entities] == ["Jonas Berg", "Mara Lind"]


def test_one_source_of_two_attributions_is_one_speaker():
    document = Document.new("A keeper said the lynx was shy and warned that it bit.")
    source = (Span(0, 8),)
    attributions = [
        Attribution("a", source, (Span(9, 13),), (Span(14, 31),), Kind.INDIRECT),
        Attribution("b", source, (Span(36, 42),), (Span(43, 54),), Kind.INDIRECT),
    ]
    found = resolve(document, segment(document.text), attributions)
    assert [a.speaker for a in found.attributions] == ["e1", "e1"]
    assert len(found.entities) == 1


def test_the_outlet_is_an_entity_only_when_its_name_says_so():
    marked = "<s1>Mara Lind</s1> <k1>told</k1> Radio Nord in Oslo <c1>that it would rain</c1>.\n===\n"
    _, found = read(marked, medium=Medium("interview", None, (Span(15, 25),)))
    outlet = found.attributions[0].medium.outlet
    assert {e.id: e.name for e in found.entities}[outlet] == "Radio Nord"
    _, without = read(marked, medium=Medium("interview", None, (Span(29, 33),)))
    assert without.attributions[0].medium.outlet is None


def test_a_stated_source_type_decides_about_a_phrase_that_says_nothing():
    marked = "<s1>The valley</s1> <k1>hopes</k1> <c1>for rain</c1>.\n===\n"
    _, silent = read(marked)
    assert silent.attributions[0].speaker is None
    _, told = read(marked, source_type=SourceType.COLLECTIVE)
    assert told.entities[0].kind is EntityKind.GROUP


PIECES = [
    "Mara Lind", "Lind", "Jonas Lind", "he", "She", "they", "I", "the minister", "Minister Ost",
    "two officials", "said", "that", "“", "”", '"', "NFU", "Farmers' Union", "(", ")", ",", ".", "\n", "\n\n",
    "who", "his", "of", "مارا", "May", "'s",
    "and", "chair", "58", "a", "Mr", "Jr.", "it", "The report", "Oslo", "in",
]  # fmt: skip


@st.composite
def readings(draw):
    pieces = st.lists(st.sampled_from([p + " " for p in PIECES]), max_size=60).map("".join)
    text = draw(st.one_of(pieces, newsy_texts(), any_texts()))
    points = st.integers(0, max(1, len(text) + 2))
    attributions = []
    for number in range(draw(st.integers(0, 6))):
        parts = []
        for _ in range(3):
            a, b = sorted((draw(points), draw(points)))
            parts.append((Span(a, b + 1),) if draw(st.booleans()) else ())
        source, cue, content = parts
        kind = draw(st.sampled_from(Kind))
        source_type = draw(st.sampled_from([None, *SourceType]))
        attributions.append(Attribution(f"a{number}", source, cue, content, kind, source_type=source_type))
    byline = draw(st.sampled_from([(), ("Mara Lind",), ("",), ("A B", "C D")]))
    return Document.new(text, byline=byline), attributions


@settings(max_examples=120, deadline=None)
@given(readings(), st.randoms(use_true_random=False))
def test_what_holds_for_any_text(reading, rng):
    document, attributions = reading
    segments = segment(document.text)
    found = resolve(document, segments, attributions)
    ids = [e.id for e in found.entities]
    assert ids == [f"e{n}" for n in range(1, len(ids) + 1)]
    assert len(found.attributions) == len(attributions)
    assert [a.speaker_reason for a in found.attributions] == list(found.reasons)
    assert all(r.span.of(document.text) for e in found.entities for r in e.roles)
    assert all(r and r.endswith(".") and "\n" not in r for r in found.reasons)
    for before, after in zip(attributions, found.attributions, strict=True):
        assert after.with_(speaker=before.speaker, speaker_reason=None) == before
        assert after.speaker is None or after.speaker in ids
    assert list(found.mentions) == sorted(found.mentions, key=lambda m: m.span)
    assert all(m.span.end <= len(document.text) and m.entity in ids for m in found.mentions)
    assert list(dict.fromkeys(m.entity for m in found.mentions)) == ids
    assert all(e.name in e.names or e.name for e in found.entities)
    shuffled = list(range(len(attributions)))
    rng.shuffle(shuffled)
    again = resolve(document, segments, [attributions[i] for i in shuffled])
    assert (again.entities, again.mentions) == (found.entities, found.mentions)
    assert [again.attributions[shuffled.index(i)] for i in range(len(attributions))] == list(
        found.attributions
    )


def crowd(people, seed=5):
    """An article of ``people`` speakers, a third of them under full names."""
    rng = random.Random(seed)
    parts, attributions, at = [], [], 0
    for i in range(people):
        surname = "Q" + "".join(rng.choice("aeioulmnrst") for _ in range(7))
        source = [f"Mara {surname}", surname, "He", "The minister"][i % 4]
        sentence = f"{source} said that dam {i} would hold through the long winter, and none should fear it."
        spans = ((0, len(source)), (len(source) + 1, len(source) + 5), (len(source) + 6, len(sentence) - 1))
        attributions.append(Attribution(f"a{i}", *((Span(at + a, at + b),) for a, b in spans), Kind.INDIRECT))
        parts.append(sentence)
        at += len(sentence) + 1
    return Document.new("\n".join(parts)), attributions


def test_time_is_linear_in_people():
    def cost(people):
        document, attributions = crowd(people)
        segments = segment(document.text)
        return min(_timed(lambda: resolve(document, segments, attributions)) for _ in range(2))

    cost(300)
    assert cost(2400) < 32 * cost(300)  # eight times the text; 64 times would be quadratic


def test_time_is_linear_in_an_endless_sentence():
    def cost(pronouns):
        text = "Mara Lind saw Jonas Berg and he said no " * pronouns
        attributions = [
            Attribution(f"a{i}", (Span(at + 29, at + 31),), (), (Span(at + 37, at + 39),), Kind.INDIRECT)
            for i in range(pronouns)
            for at in (40 * i,)
        ]
        document, segments = Document.new(text), segment(text)
        return _timed(lambda: resolve(document, segments, attributions))

    cost(200)
    assert cost(1600) < 32 * cost(200)


def _timed(call):
    start = time.process_time()
    call()
    return time.process_time() - start


@pytest.mark.parametrize(
    "text",
    [
        "Lind, " * 5_000,
        "Ministry of " * 5_000,
        "A. " * 8_000,
        "x" * 200_000,
        '"A b" ' * 5_000,
        "X" * 300 + " said no.",
    ],
    ids=["list", "of", "initials", "one-word", "quotations", "long-name"],
)
def test_damaged_texts_take_seconds_at_most(text):
    document = Document.new(text)
    attributions = [
        Attribution(str(i), (Span(i, i + 5),), (), (Span(i + 6, i + 9),), Kind.DIRECT)
        for i in range(0, 291, 10)
    ]
    segments = segment(text)
    assert _timed(lambda: resolve(document, segments, attributions)) < 5
