"""Features, speakers, chains and shapes of found attributions, on passages small enough to count by hand."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.evaluate.features import FeatureScores, Row, Speakers, Tally, compare, f1, sum_scores
from onrecord.evaluate.notation import parse, parse_passages
from onrecord.evaluate.scores import Count
from onrecord.model import (
    Attitude,
    Document,
    Entity,
    EntityKind,
    Extraction,
    Kind,
    Medium,
    Polarity,
    Said,
    SourceType,
    Span,
)

MARKED = """\
<s1>Lind</s1> <k1>denied</k1> to <d1>Radio Nord</d1> on <t1>Monday</t1> <c1>that it rained</c1>. \
<s2>Rusk</s2> <k2>said</k2> <c2>“no one knew”</c2>. \
<c3>It rained</c3>, <s3>he</s3> <k3>wrote</k3>.
===
1: polarity=denies type=specific speaker="Mara Lind" said=2026-05-04 medium=interview
2: type=specific speaker="Ana Rusk" said=none
3: speaker=?
"""
LIND = Entity("e1", EntityKind.PERSON, "Mara Lind", ("Mara Lind", "Lind"))
RUSK = Entity("e2", EntityKind.PERSON, "Ana  RUSK")


def gold():
    return parse(MARKED, name="small")


def answer(*changes, entities=(LIND, RUSK)):
    """The gold's own answer with speakers, each attribution changed as told; None drops it."""
    right = [
        each.with_(speaker=speaker)
        for each, speaker in zip(gold().attributions, ("e1", "e2", None), strict=True)
    ]
    changed = [
        each.with_(**change)
        for each, change in zip(right, [*changes, *[{}] * (3 - len(changes))], strict=True)
        if change is not None
    ]
    return Extraction(gold().document, tuple(changed), (), entities)


def test_the_gold_itself_is_right_in_everything():
    scores = compare(gold=gold(), predicted=answer())
    assert {name: (t.right, t.asked) for name, t in scores.features.items()} == {
        "kind": (3, 3),
        "attitude": (3, 3),
        "polarity": (3, 3),
        "source_type": (2, 2),
        "medium": (3, 3),
        "addressee": (3, 3),
        "said": (2, 2),
    }
    assert scores.speakers == Speakers(right=2, refused=1)
    assert (scores.speakers.accuracy, scores.speakers.answered) == (1.0, 1.0)
    assert scores.features["polarity"].marked == Count(1, 1, 1)
    assert scores.features["attitude"].marked_f1 is None
    assert scores.features["said"].accuracy == 1.0


@pytest.mark.parametrize(
    ("feature", "change"),
    [
        ("kind", {"kind": Kind.MIXED}),
        ("attitude", {"attitude": Attitude.BELIEF}),
        ("polarity", {"polarity": Polarity.AFFIRMS}),
        ("source_type", {"source_type": None}),
        ("source_type", {"source_type": SourceType.UNNAMED}),
        ("medium", {"medium": None}),
        ("medium", {"medium": Medium("post")}),
        ("addressee", {"addressee": ()}),
        ("addressee", {"addressee": (Span(0, 4),)}),
        ("said", {"said": None}),
        ("said", {"said": Said(date(2026, 5, 4), date(2026, 5, 5))}),
    ],
)
def test_one_wrong_feature_is_counted_under_its_name_alone(feature, change):
    scores = compare(gold=gold(), predicted=answer(change))
    wrong = {name for name, tally in scores.features.items() if tally.right < tally.asked}
    assert wrong == {feature}


def test_an_addressee_counts_when_it_shares_a_word():
    start = MARKED_TEXT.index("Nord")
    scores = compare(gold=gold(), predicted=answer({"addressee": (Span(start, start + 4),)}))
    assert scores.features["addressee"].marked == Count(1, 1, 1)


MARKED_TEXT = gold().document.text


def test_always_answering_the_default_is_accurate_but_scores_nothing_where_it_matters():
    scores = compare(gold=gold(), predicted=answer({"polarity": Polarity.AFFIRMS}))
    polarity = scores.features["polarity"]
    assert (polarity.accuracy, polarity.marked_f1) == (pytest.approx(2 / 3), 0.0)


NOBODY = Entity("e3", EntityKind.UNNAMED, "two officials")


@pytest.mark.parametrize(
    ("changes", "entities", "expected"),
    [
        (({"speaker": None},), (LIND, RUSK), Speakers(right=1, open=1, refused=1)),
        (({"speaker": "e2"},), (LIND, RUSK), Speakers(right=1, wrong=1, refused=1)),
        (({}, {}, {"speaker": "e1"}), (LIND, RUSK), Speakers(right=2, invented=1)),
        (({},), (Entity("e1", EntityKind.PERSON, "Mara Lind", ("Ana Rusk",)), RUSK), Speakers(1, 1, 0, 1, 0)),
        (({},), (Entity("e1", EntityKind.PERSON, "Lind"), RUSK), Speakers(1, 1, 0, 1, 0)),
        (({},), (Entity("e1", EntityKind.PERSON, "Warden Mara Lind'"), RUSK), Speakers(right=2, refused=1)),
        (({},), (Entity("e1", EntityKind.PERSON, "Mara Lind-Ohm"), RUSK), Speakers(1, 1, 0, 1, 0)),
        (({},), (Entity("e1", EntityKind.UNNAMED, "a lawyer"), RUSK), Speakers(right=1, open=1, refused=1)),
        (({}, {}, {"speaker": "e3"}), (LIND, RUSK, NOBODY), Speakers(right=2, refused=1)),
        ((None,), (LIND, RUSK), Speakers(right=1, refused=1)),
    ],
)
def test_speakers_are_right_wrong_open_refused_or_invented(changes, entities, expected):
    speakers = compare(gold=gold(), predicted=answer(*changes, entities=entities)).speakers
    assert speakers == expected


def test_a_speaker_answer_rate_leaves_out_what_cannot_be_determined():
    speakers = Speakers(right=6, wrong=1, open=3, refused=4, invented=1)
    assert (speakers.accuracy, speakers.answered) == (6 / 8, 7 / 10)
    assert Speakers().accuracy is None


def test_what_was_not_found_is_not_asked():
    scores = compare(gold=gold(), predicted=answer(None, None, None))
    assert all(tally.asked == 0 for tally in scores.features.values())
    assert scores.features["kind"].accuracy is None


def test_without_feature_lines_nothing_is_asked():
    plain = parse("<s1>Lind</s1> said <c1>no</c1>, <s2>he</s2> said <c2>so</c2>.")
    first, second = plain.attributions
    scores = compare(gold=plain, predicted=Extraction(plain.document, (first, second.with_(within=first.id))))
    assert sum(tally.asked for tally in scores.features.values()) == 0
    assert scores.chains == Count(0, 0, 0)


CHAIN = """\
<k1>According to</k1> <s1>the agency</s1>, <c1><s2>Lind</s2> <k2>said</k2> <c2>it rained</c2></c1>.
===
1: type=collective
2: type=specific within=1
"""


def test_a_chain_is_right_when_both_of_its_ends_are():
    chained = parse(CHAIN)
    outer, inner = chained.attributions

    def chains(*attributions):
        return compare(gold=chained, predicted=Extraction(chained.document, attributions)).chains

    assert chains(outer, inner) == Count(1, 1, 1)
    assert chains(outer, inner.with_(within=None)) == Count(0, 0, 1)
    assert chains(outer.with_(within=inner.id), inner.with_(within=None)) == Count(0, 1, 1)
    stray = outer.with_(id="stray", source=(Span(0, 3),))
    assert chains(stray, inner.with_(within="stray")) == Count(0, 1, 1)
    assert f1(chains(outer, inner)) == 1.0


SHAPES = """\
### one shape=denial
<s1>Lind</s1> <k1>denied</k1> <c1>it</c1>.
===
1: polarity=denies type=specific
### two shape=scare-quotes
They called him “the Dentist”.
### three shape=denial
<s1>Rusk</s1> <k1>denied</k1> <c1>it</c1> and <k2>said</k2> <c2>so</c2>.
===
1: polarity=denies
2: shape=plain
"""


def test_shapes_count_what_was_found_missed_and_invented():
    one, two, three = parse_passages(SHAPES)
    invented = three.attributions[0].with_(content=(Span(0, 5),), source=())
    scores = sum_scores(
        [
            compare(
                gold=one,
                predicted=Extraction(one.document, (one.attributions[0].with_(polarity=Polarity.AFFIRMS),)),
            ),
            compare(gold=two, predicted=Extraction(two.document, (invented,))),
            compare(gold=three, predicted=Extraction(three.document, three.attributions[1:])),
        ]
    )
    assert scores.shapes == {
        "denial": Row(Count(1, 1, 2), Tally(5, 6, Count(0, 0, 1) + Count(1, 1, 1))),
        "scare-quotes": Row(Count(0, 1, 0)),
        "plain": Row(Count(1, 1, 1), Tally(5, 5)),
    }


def test_another_text_is_refused():
    with pytest.raises(ValueError, match="another text"):
        compare(gold=gold(), predicted=Extraction(Document.new("a")))


def test_an_empty_sum_is_empty():
    assert sum_scores([]) == FeatureScores()
