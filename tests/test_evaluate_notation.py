"""The gold notation: what it means, that printing and parsing are inverse, and what it refuses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import MalformedInput
from onrecord.evaluate.featurelines import MEDIA
from onrecord.evaluate.gold import Expected, Gold, Stated
from onrecord.evaluate.marks import is_quoted, kind_by_marks
from onrecord.evaluate.notation import parse, parse_passages, print_gold, print_passages
from onrecord.evaluate.tags import insert_tags, strip_tags
from onrecord.model import (
    Attitude,
    Attribution,
    Document,
    Kind,
    Medium,
    Polarity,
    Said,
    SourceType,
    Span,
    attribution_id,
)
from strategies import newsy_texts, one_line, spans_in

GOLD = Path(__file__).parent.parent / "evals" / "gold"

MARKED = """\
---
title: No to the gate
outlet: Nord
byline: Ana Rusk; Jo Hale
published: 2026-05-07
---
<c1>“We will not go,”</c1> <s1>Mara Lind</s1> <k1>told</k1> <d1>the <m1>Radio</d1> Nord</m1> <t1>on\
 Monday</t1>, <c1>“not ever.”</c1>
<k2>According to</k2> <s2>😀 two <s3>officials</s3></s2>, <c2>she <k3>denied</k3> <c3>it</c3></c2>.
===
1: type=specific speaker="Mara \\"M\\" Lind" medium=interview said=2026-05-04
2: attitude=belief type=unnamed speaker=? said=2026-05-01..2026-05-06 shape=chain

3: polarity=denies within=2 said=none kind=direct
"""


def test_a_marked_article_means_what_the_notation_says():
    gold = parse(MARKED, name="gate")
    text = gold.document.text
    assert text == (
        "“We will not go,” Mara Lind told the Radio Nord on Monday, “not ever.”\n"
        "According to 😀 two officials, she denied it.\n"
    )
    assert gold.document == Document.new(
        text,
        title="No to the gate",
        outlet="Nord",
        byline=("Ana Rusk", "Jo Hale"),
        published=date(2026, 5, 7),
    )
    one, two, three = gold.expected
    words = {
        name: [span.of(text) for span in spans]
        for name, spans in (
            ("content", one.attribution.content),
            ("addressee", one.attribution.addressee),
            ("medium", one.attribution.medium.spans),
            ("said", one.attribution.said.spans),
            ("source", two.attribution.source),
            ("inner", three.attribution.source),
        )
    }
    assert words == {
        "content": ["“We will not go,”", "“not ever.”"],
        "addressee": ["the Radio"],
        "medium": ["Radio Nord"],
        "said": ["on Monday"],
        "source": ["😀 two officials"],
        "inner": ["officials"],
    }
    assert one.stated == Stated(
        source_type=SourceType.SPECIFIC,
        speaker='Mara "M" Lind',
        medium="interview",
        said=(date(2026, 5, 4), date(2026, 5, 4)),
        said_stated=True,
    )
    assert one.attribution.kind is Kind.DIRECT
    assert (two.stated.speaker, two.stated.shape, two.attribution.attitude) == ("?", "chain", Attitude.BELIEF)
    assert two.attribution.kind is Kind.INDIRECT
    assert three.attribution.within == two.attribution.id
    assert three.attribution.polarity is Polarity.DENIES
    assert (three.stated.said, three.stated.said_stated) == (None, True)
    assert three.attribution.kind is Kind.DIRECT  # stated, against the marks
    assert gold.name == "gate"


def test_without_features_nothing_is_stated():
    (only,) = parse("<s1>He</s1> <k1>said</k1> <c1>no</c1>").expected
    assert only.stated is None
    assert only.attribution.kind is Kind.INDIRECT


def test_the_line_break_before_the_features_belongs_to_the_text_unless_the_line_says_no():
    assert parse("<c1>a</c1>\n===\n1: type=unnamed\n").document.text == "a\n"
    assert parse("<c1>a</c1>\n=== no final newline\n1: type=unnamed\n").document.text == "a"


PASSAGES = """\
# our own, invented

### no-source shape=sourceless hard published=2026-05-07

There is <c1>talk of a strike</c1>.

===
1: type=unnamed
### nickname shape=scare-quotes
They called him “the Dentist”.
"""


def test_a_file_of_passages_keeps_slug_shape_and_date():
    first, second = parse_passages(PASSAGES)
    assert (first.name, first.shape, first.hard) == ("no-source", "sourceless", True)
    assert first.document == Document.new("There is talk of a strike.", published=date(2026, 5, 7))
    assert (second.name, second.hard, second.expected) == ("nickname", False, ())
    assert second.document.text == "They called him “the Dentist”."


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        ("a <c1>b", "line 1: <c1> is never closed"),
        ("a\nb</c1>", "line 2: </c1> closes a tag that is not open"),
        ("<c1>a\n<c1>b</c1>", "line 2: <c1> is open already since line 1"),
        ("a <c2></c2>", "line 1: nothing stands between <c2> and </c2>"),
        ("<s3>a</s3>", "line 1: attribution 3 has a tag <s3> but no content <c3>"),
        ("<c1>a</c1> <c2>b</c2>\n===\n3: type=unnamed", "line 3: there is no attribution 3"),
        ("<c1>a</c1>\n===\n1: type=nobody", "line 3: type=nobody is none of specific, collective, unnamed"),
        ("<c1>a</c1>\n===\n1: typ=unnamed", "line 3: unknown key typ"),
        ("<c1>a</c1>\n===\n1: type=unnamed type=unnamed", "line 3: type is stated twice"),
        ("<c1>a</c1>\n===\n1: unnamed", "line 3: 'unnamed' does not start with key=value"),
        ('<c1>a</c1>\n===\n1: speaker="Mara', "line 3: 'speaker=\"Mara' does not start with key=value"),
        ("<c1>a</c1>\n===\ntype=unnamed", "line 3: a feature line starts with"),
        ("<c1>a</c1>\n===\n1: within=2", "line 3: within=2 is no other"),
        ("<c1>a</c1>\n===\n1: within=1", "line 3: within=1 is no other"),
        ("<c1>a</c1>\n===\n1: within=x", "line 3: within=x is no attribution's number"),
        (
            "<c1>a</c1><c2>b</c2>\n===\n1: within=2\n2: within=1",
            "line 3: the chain of attribution 1 comes back",
        ),
        ("<c1>a</c1>\n===\n1: said=Monday", "line 3: said=Monday is no date"),
        (
            "<c1>a</c1>\n===\n1: said=2026-05-04..2026-05-03",
            "line 3: said=2026-05-04..2026-05-03 ends before",
        ),
        ("<c1>a</c1>\n===\n1: medium=pigeon", "line 3: medium=pigeon is none of"),
        (
            "<m1>On air</m1> <c1>a</c1>\n===\n1: type=unnamed",
            "line 3: <m1> is tagged but no medium= is stated",
        ),
        (
            "<c1>a</c1>\n===\n1: type=unnamed\n1: type=unnamed",
            "line 4: attribution 1 has a feature line above",
        ),
        ("<c1><c2>a</c2></c1>", "line 1: attribution 2 has the spans of another one"),
        ("---\ntitle: x\n---\n\n<c1>a", "line 5: <c1> is never closed"),
    ],
)
def test_a_mistake_is_named_with_its_line(marked, message):
    with pytest.raises(MalformedInput) as refused:
        parse(marked)
    assert str(refused.value).startswith(message)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("a\n### b shape=c\nd", "line 1: a passage starts with a line"),
        ("### b shape=c\n\n<c1>a", "line 3: <c1> is never closed"),
        ("### b shape=c\na\n### b shape=c\nd", "line 3: there is a passage b above"),
        ("### b hrd\na", "line 1: 'hrd' is none of"),
        ("### b published=May\na", "line 1: published=May is no date"),
        ("### b\n<c1>a</c1>\n===\n2: type=unnamed", "line 4: there is no attribution 2"),
    ],
)
def test_a_mistake_in_a_passages_file_is_named_with_its_line(source, message):
    with pytest.raises(MalformedInput) as refused:
        parse_passages(source)
    assert str(refused.value).startswith(message)


@pytest.mark.parametrize("text", ["a <c1> b", "a\n===\nb", "a\n=== no final newline"])
def test_a_text_that_looks_like_notation_is_not_printed(text):
    with pytest.raises(ValueError, match="the text itself holds"):
        print_gold(Gold(Document.new(text)))


@st.composite
def expectations(draw: st.DrawFn, document: Document) -> tuple[Expected, ...]:
    """Attributions with distinct spans, numbered with gaps, some described, chained without cycles."""
    text = document.text
    numbers = sorted(draw(st.sets(st.integers(1, 30), max_size=4)))
    found: dict[str, Expected] = {}
    for number in numbers:
        spans = draw(spans_in(text)), draw(spans_in(text)), draw(spans_in(text, min_size=1))
        key = attribution_id(document.id, *spans)
        days = sorted(draw(st.tuples(st.dates(), st.dates())))
        said = draw(st.none() | st.just((days[0], days[1])))
        earlier = [each.number for each in found.values()]
        stated = Stated(
            attitude=draw(st.sampled_from(Attitude)),
            polarity=draw(st.sampled_from(Polarity)),
            source_type=draw(st.none() | st.sampled_from(SourceType)),
            kind=draw(st.none() | st.sampled_from(Kind)),
            speaker=draw(st.none() | one_line()),
            within=draw(st.sampled_from([None, *earlier])),
            medium=draw(st.none() | st.sampled_from(sorted(MEDIA))),
            said=said,
            said_stated=said is not None or draw(st.booleans()),
            shape=draw(st.none() | st.sampled_from(["headline", "two words", 'odd"mark'])),
        )
        described = draw(st.none() | st.just(stated))
        told = described or Stated()
        time = draw(spans_in(text))
        attribution = Attribution(
            key,
            *spans,
            kind=told.kind or kind_by_marks(text, spans[2]),
            attitude=told.attitude,
            polarity=told.polarity,
            source_type=told.source_type,
            addressee=draw(spans_in(text)),
            medium=Medium(told.medium, None, draw(spans_in(text))) if told.medium else None,
            said=Said(*told.said, time) if told.said else None,
            within=next((k for k, each in found.items() if each.number == told.within), None),
        )
        found.setdefault(key, Expected(number, attribution, described, time))
    return tuple(found.values())


@st.composite
def golds(draw: st.DrawFn) -> Gold:
    document = Document.new(
        draw(newsy_texts()) + draw(st.sampled_from(["a", "a\n", "---\na\r\n"])),
        outlet=draw(st.none() | st.just("Nord: “the” outlet")),
        byline=draw(st.sampled_from([(), ("Ana Rusk",), ("Ana Rusk", "יעל כהן")])),
        published=draw(st.none() | st.dates()),
    )
    return Gold(document, draw(expectations(document)), "slug")


@given(golds())
def test_parsing_gives_back_what_was_printed(gold):
    marked = print_gold(gold)
    assert parse(marked, name="slug") == gold
    assert print_gold(parse(marked)) == marked


@st.composite
def passages(draw: st.DrawFn) -> tuple[Gold, ...]:
    found = []
    for slug in draw(st.sets(st.sampled_from(["a", "b-2", "c.d"]))):
        text = (draw(newsy_texts()) + "a").strip("\n")
        document = Document.new(text, published=draw(st.none() | st.dates()))
        shape = draw(st.sampled_from([None, "chain"]))
        found.append(Gold(document, draw(expectations(document)), slug, shape, draw(st.booleans())))
    return tuple(found)


@given(passages())
def test_parsing_gives_back_the_passages_that_were_printed(some):
    assert parse_passages(print_passages(some)) == some


@given(newsy_texts(), st.data())
def test_taking_the_tags_out_gives_the_text_and_the_spans(text, data):
    parts = {
        number: roles
        for number in (1, 2, 30)
        if (roles := {role: spans for role in "skcdmt" if (spans := data.draw(spans_in(text)))})
    }
    assert strip_tags(insert_tags(text, parts)) == (text, parts)


@pytest.mark.parametrize(
    ("text", "enclosed", "quoted"),
    [
        ("“Go.”", False, True),
        ("“Go”.", False, True),
        ("‘Go,’", False, True),
        ("«Go»", False, True),
        ("“Go", False, False),
        ("Go.”", False, False),
        ("Go", True, False),
        ("“ Go ”", True, True),
    ],
)
def test_a_content_is_quoted_when_marks_stand_at_both_ends(text, enclosed, quoted):
    inner = Span(text.index("G"), text.index("o") + 1) if enclosed else Span(0, len(text))
    assert is_quoted(text, (inner,), enclosed=enclosed) is quoted


@pytest.mark.parametrize(
    ("text", "kind"),
    [("“Go.”", "direct"), ("to “go” now", "mixed"), ("to «go» now", "mixed"), ("don’t go", "indirect")],
)
def test_the_kind_is_read_off_the_marks(text, kind):
    assert kind_by_marks(text, (Span(0, len(text)),)) == kind


def test_every_gold_file_parses_and_prints_back():
    files = sorted(GOLD.rglob("*.txt"))
    assert files, f"no gold under {GOLD}"
    for path in files:
        source = path.read_bytes().decode("utf-8")
        if path.parent.name == "passages":
            found = parse_passages(source)
            assert parse_passages(print_passages(found)) == found, path
        else:
            gold = parse(source, name=path.stem)
            assert parse(print_gold(gold), name=path.stem) == gold, path
