"""Chains: given ones are linked, missing links are found, and nothing runs in a circle."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings

from onrecord.evaluate.notation import parse, parse_passages
from onrecord.extract.chains.within import chain
from onrecord.extract.features import describe
from onrecord.extract.kind import kind_of
from onrecord.model import Attribution, Document, Kind, Polarity, SourceType
from onrecord.segment import segment
from strategies import any_texts
from test_extract_features_describe import PASSAGES, strewn


def chained(marked, *, keep=None):
    """The chain over the marked attributions (those of the numbers ``keep``), as words."""
    gold = parse(marked)
    text, segments = gold.document.text, segment(gold.document.text)
    bare = [
        Attribution(a.id, a.source, a.cue, a.content, kind_of(segments, a.content, text, a.cue))
        for each in gold.expected
        if keep is None or each.number in keep
        for a in [each.attribution]
    ]
    found = chain(gold.document, segments, describe(gold.document, segments, bare))
    by_id = {a.id: a for a in found}
    return text, [(a, by_id[a.within] if a.within else None) for a in found]


def links(marked, keep=None):
    """(cue of the inner, cue of the outer) of every link."""
    text, found = chained(marked, keep=keep)
    return sorted((a.cue[0].of(text), b.cue[0].of(text)) for a, b in found if b)


GIVEN = [
    (
        "<s1>Lind</s1> <k1>said</k1> <c1>that <s2>Ash</s2> <k2>denied</k2> <c2>it</c2></c1>.",
        [("denied", "said")],
    ),
    (
        "<c1><c2>“It held,”</c2></c1> <s1>she</s1> <k1>said</k1>, <k2>according to</k2> <s2>LPA</s2>.",
        [("said", "according to")],
    ),
    ("<s1>Lind</s1> <k1>said</k1> <c1>it held</c1>. <s2>Ash</s2> <k2>said</k2> <c2>it broke</c2>.", []),
    (
        "<s1>A</s1> <k1>wrote</k1> <c1>that <s2>B</s2> <k2>said</k2> "
        "<c2>that <s3>C</s3> <k3>swore</k3> <c3>it</c3></c2></c1>.",
        [("said", "wrote"), ("swore", "said")],
    ),
]


@pytest.mark.parametrize(("marked", "expected"), GIVEN)
def test_the_smallest_enclosing_content_holds_it(marked, expected):
    assert links(marked) == expected


MISSING = [
    ("<c1>“It held,”</c1> <s1>she</s1> <k1>said</k1>, according to the agency.", [("said", "according to")]),
    (
        "<c1>“It held,”</c1> <s1>she</s1> <k1>told</k1> reporters, according to LPA.",
        [("told", "according to")],
    ),
    ("According to the Echo, <s1>she</s1> <k1>said</k1> <c1>it held</c1>.", [("said", "According to")]),
    ("<s1>She</s1> <k1>said</k1> <c1>it held</c1>, Radio Nord reported.", [("said", "reported")]),
    (
        "<s1>He</s1> <k1>would not comment on</k1> <c1>rumours that it broke</c1>.",
        [("rumours", "would not comment on")],
    ),
    ("<c1>“My father said the river would come back,”</c1> <k1>said</k1> <s1>Lind</s1>.", [("said", "said")]),
    ("<c1>“The clerk told me, ‘Come back with a man,’”</c1> <s1>she</s1> <k1>said</k1>.", [("told", "said")]),
    ("<s1>He</s1> <k1>said</k1> <c1>his wife believed that the dam was safe</c1>.", [("believed", "said")]),
    (
        "<s1>The Beacon</s1> <k1>reported</k1> <c1>the bishop told</c1> friends <c1>that he kept bees</c1>.",
        [("told", "reported")],
    ),
    (
        "<c1>“Our critics say we want a scapegoat,”</c1> <k1>said</k1> <s1>Lind</s1>.",
        [("say", "said"), ("want", "say")],
    ),
    ("<s1>Her office</s1> <k1>said</k1> <c1>Brask had ordered a report</c1>.", [("had ordered", "said")]),
    (
        "<s1>She</s1> <k1>wrote</k1> <c1>that she no longer believed the minister</c1>.",
        [("no longer believed", "wrote")],
    ),
    (
        "<s1>One</s1> <k1>said</k1> <c1>the cabinet had been assured that it would hold</c1>.",
        [("had been assured", "said")],
    ),
    ("<s1>Lind</s1> <k1>said</k1> <c1>he had asked for the sirens</c1>.", [("had asked for", "said")]),
    (
        "<s1>Lind</s1> <k1>said</k1> <c1>her mother used to say the weir would answer</c1>.",
        [("used to say", "said")],
    ),
    (
        "<s1>Lind</s1> <k1>wrote:</k1> <c1>“It was late.\n\n“I ask that the dog be fed.”</c1>",
        [("ask", "wrote:")],
    ),
    ("<s1>Lind</s1> <k1>said</k1> <c1>they believed it to be his coat</c1>.", [("believed", "said")]),
]


@pytest.mark.parametrize(("marked", "expected"), MISSING)
def test_what_a_univocal_extractor_leaves_out_is_added(marked, expected):
    assert links(marked) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "<s1>Lind</s1> <k1>said</k1> <c1>it held</c1>. According to Ash, it broke.",
        "<c1>“I know the man and I see the river,”</c1> <s1>Lind</s1> <k1>said</k1>.",
        "<s1>The union</s1> <k1>said</k1> <c1>it would accept half a loaf</c1>.",
        "<c1>“He said it in the book,”</c1> <s1>Lind</s1> <k1>said</k1>.",
        "<s1>Lind</s1> <k1>said</k1> <c1>if nobody wants the piano it goes to the mice</c1>.",
        "<s1>Lind</s1> <k1>said</k1> <c1>he had ordered an anvil</c1>.",
        "<s1>Lind</s1> <k1>described</k1> <c1>the report that was due today as late</c1>.",
        "<s1>Lind</s1> <k1>said</k1> <c1>she remembered the song</c1>.",
    ],
)
def test_nothing_is_added_where_nobody_reports(marked):
    assert links(marked) == []


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        (
            "<s1>He</s1> <k1>said</k1> <c1>a man who keeps goats had told him it was over</c1>.",
            "a man who keeps goats",
        ),
        ("<s1>He</s1> <k1>said</k1> <c1>those who warned that it would break were wrong</c1>.", "those who"),
        (
            "<s1>He</s1> <k1>rejected</k1> <c1>a mayor’s claim that it had come without warning</c1>.",
            "a mayor’s",
        ),
    ],
)
def test_the_source_of_what_is_added_is_whole_and_added_once(marked, source):
    text, found = chained(marked)
    assert [a.source[0].of(text) for a, outer in found if outer] == [source]


def test_they_who_are_unnamed_stay_so_in_what_they_said():
    _, found = chained("<s1>Two engineers</s1> <k1>said</k1> <c1>they believed that it held</c1>.")
    assert [a.source_type for a, outer in found if outer] == [SourceType.UNNAMED]


def test_an_added_attribution_is_described_and_has_its_own_kind():
    text, found = chained("<s1>Lind</s1> <k1>said</k1> <c1>that Ash had never said the dam was safe</c1>.")
    inner, outer = found[1]
    assert outer is not None
    assert [span.of(text) for span in inner.source] == ["Ash"]
    assert inner.polarity is Polarity.DENIES
    assert inner.kind is Kind.INDIRECT
    assert inner.confidence is None


def univocal(gold):
    """The attributions that a univocal extractor would give: nothing inside a content, no second report."""
    numbered = {each.number: each.attribution for each in gold.expected}
    parents = {each.stated.within for each in gold.expected if each.stated and each.stated.within}
    for each in gold.expected:
        a = each.attribution
        place = (a.cue or a.source or a.content)[0]
        parent = numbered.get(each.stated.within) if each.stated else None
        inside = parent is not None and any(span.covers(place) for span in parent.content)
        repeats = each.number in parents and any(
            b is not a and b.content == a.content for b in numbered.values()
        )
        if not inside and not repeats:
            yield a


# Measured when the floors were set: 0.92 on the tuned passages, 0.78 on those held out, whose 7 links are all
# found, with 4 more.
@pytest.mark.parametrize(("held_out", "least"), [(False, 0.85), (True, 0.7)])
def test_links_are_found_from_univocal_input(held_out, least):
    right = wrong = missed = 0
    tuned = (f for f in PASSAGES.glob("*.txt") if not f.stem.startswith("held_out"))
    files = [PASSAGES / "held_out.txt"] if held_out else sorted(tuned)
    for gold in (g for file in files for g in parse_passages(file.read_text("utf-8"))):
        segments = segment(gold.document.text)
        found = chain(gold.document, segments, describe(gold.document, segments, list(univocal(gold))))
        by_id = {a.id: a for a in found}
        numbered = {each.number: each.attribution for each in gold.expected}
        predicted = [(a, by_id[a.within]) for a in found if a.within]
        for each in gold.expected:
            if each.stated and each.stated.within:
                pair = each.attribution, numbered[each.stated.within]
                hit = next((p for p in predicted if all(map(same, p, pair))), None)
                if hit:
                    predicted.remove(hit)
                right, missed = right + bool(hit), missed + (not hit)
        wrong += len(predicted)
    assert 2 * right / (2 * right + wrong + missed) >= least


def same(a, b):
    """Whether two attributions share words of their cue and of their content."""
    return any(s.overlaps(t) for s in a.cue for t in b.cue) and any(
        s.overlaps(t) for s in a.content for t in b.content
    )


@settings(deadline=None)
@given(strewn())
def test_chains_end_and_do_not_depend_on_order(case):
    document, attributions = case
    segments = segment(document.text)
    found = chain(document, segments, attributions)
    within = {a.id: a.within for a in found}
    assert len(within) == len(found)
    for at in within:
        seen = set()
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = within[at]
    shuffled = list(attributions)
    random.Random(1).shuffle(shuffled)
    assert {a.id: a.within for a in chain(document, segments, shuffled)} == within


@given(any_texts())
def test_no_attributions_no_chain(text):
    document = Document.new(text)
    assert chain(document, segment(text), ()) == ()
