"""Names as people type them, statements in time order, and what they carry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from onrecord.errors import NotFound
from onrecord.model import Attitude, EntityKind, Kind, Polarity, Said, Span
from onrecord.store import Record, open_record
from store_samples import MODEL, article, one_statement

FULL = article(
    "On <t1>Friday</t1> <s1>Mara Lind</s1>, in a <m1>letter</m1> to <d1>Radio Nord</d1>, <k1>denied</k1> "
    "<c1>“that the dam</c1>”, she said, <c1>“would go 🚜”</c1>, <k2>according to</k2> <s2>the Agency</s2>, "
    "<c2>all of it</c2>.\n"
    "===\n"
    '1: speaker="Mara Lind" attitude=belief polarity=denies type=specific within=2 medium=letter '
    "said=2026-05-01..2026-05-02\n"
    '2: speaker="the Agency" type=collective\n',
    title="Dam 🚜",
    kinds={"the Agency": EntityKind.ORGANISATION},
)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "r.db", create=True) as record:
        yield record


def test_a_statement_carries_all_of_its_attribution(record: Record) -> None:
    record.add(FULL, model=MODEL)
    (found,) = record.who("Mara Lind")
    attribution, outer = FULL.attributions
    assert (found.id, found.document, found.within) == (attribution.id, FULL.document.id, outer.id)
    assert (found.title, found.outlet, found.published) == ("Dam 🚜", "Vale Herald", date(2026, 5, 4))
    assert (found.name, found.speaker_kind, found.model) == ("Mara Lind", EntityKind.PERSON, MODEL)
    assert (found.kind, found.attitude, found.polarity) == (Kind.MIXED, Attitude.BELIEF, Polarity.DENIES)
    assert (found.medium, str(found.medium_words), str(found.addressee)) == ("letter", "letter", "Radio Nord")
    assert found.said == Said(date(2026, 5, 1), date(2026, 5, 2), (Span(3, 9),))
    assert found.when == date(2026, 5, 1)
    assert found.source.spans == attribution.source
    assert str(found.cue) == "denied"
    assert found.content.words == ("“that the dam", "“would go 🚜”")
    assert str(found.content) == "“that the dam … “would go 🚜”"
    for part in (found.source, found.cue, found.content):
        assert [s.of(FULL.document.text) for s in part.spans] == list(part.words)
    assert record.attribution(found.id[:9].upper()) == found
    assert record.extraction(found.document).attributions[0].speaker == found.speaker


def test_what_is_not_there_is_false_and_none(record: Record) -> None:
    record.add(one_statement("Mara Lind", "that it would", outlet=None, published=None), model=MODEL)
    (found,) = record.who("Lind")
    assert not found.addressee
    assert not found.medium_words
    assert (found.medium, found.said, found.when, found.confidence, found.within) == (None,) * 5


def test_statements_come_in_time_order(record: Record) -> None:
    for text, published, said in [
        ("published on the third", "2026-05-03", None),
        ("without any date", None, None),
        ("published on the ninth, said on the first", "2026-05-09", "2026-05-01..2026-05-01"),
        ("published on the second", "2026-05-02", None),
    ]:
        feature = f" said={said}" if said else ""
        marked = f'<s1>Mara Lind</s1> <k1>said</k1> <c1>{text}</c1>.\n===\n1: speaker="Mara Lind"{feature}\n'
        record.add(article(marked, published=published), model=MODEL)
    assert [str(s.content).split()[-1] for s in record.who("Lind")] == ["first", "second", "third", "date"]
    assert [str(s.content).split()[-1] for s in record.who("Lind", limit=2, offset=1)] == ["second", "third"]


def test_statements_of_one_day_come_in_the_order_of_the_text(record: Record) -> None:
    found = article(
        "".join(f"<s{i}>Mara Lind</s{i}> <k{i}>said</k{i}> <c{i}>word {i}</c{i}>. " for i in range(1, 8))
        + "\n===\n"
        + "".join(f'{i}: speaker="Mara Lind"\n' for i in range(1, 8))
    )
    record.add(replace(found, attributions=found.attributions[::-1]), model=MODEL)
    assert [str(s.content) for s in record.who("Lind")] == [f"word {i}" for i in range(1, 8)]


NAMES = [
    "Mara Lind",
    "José Bjørn-Hansen",
    "Siân O’Hara",
    "Łukasz Żuk",
    "عمر الشريف",
    "Ｍinä Strauß",
    "Jon Hale Jr.",
]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("mara lind", "Mara Lind"),
        ("LIND", "Mara Lind"),
        ("Lind, Mara", "Mara Lind"),
        ("  Lin ", "Mara Lind"),
        ("M. Lind", "Mara Lind"),
        ("jose", "José Bjørn-Hansen"),
        ("Bjorn Hansen", "José Bjørn-Hansen"),
        ("HANSEN-BJØRN", "José Bjørn-Hansen"),
        ("Sian O'Hara", "Siân O’Hara"),
        ("ohara", "Siân O’Hara"),
        ("lukasz zuk", "Łukasz Żuk"),
        ("الشريف", "عمر الشريف"),
        ("\u200fعمر\u200e", "عمر الشريف"),
        ("STRAUSS", "Ｍinä Strauß"),
        ("mina", "Ｍinä Strauß"),
        ("hale jr", "Jon Hale Jr."),
    ],
)
def test_a_name_is_found_by_any_part_of_it(record: Record, typed: str, name: str) -> None:
    for each in NAMES:
        record.add(one_statement(each, f"that {each} was here"), model=MODEL)
    assert [s.name for s in record.who(typed)] == [name]


def test_other_names_of_a_speaker_find_it(record: Record) -> None:
    record.add(one_statement("Mara Lind", "that it would", also={"Mara Lind": ("Mara Brandt",)}), model=MODEL)
    assert len(record.who("Brandt")) == 1
    with pytest.raises(NotFound):
        record.who("Lind Brandt")  # no single name has both


def test_a_whole_word_goes_before_the_beginning_of_one(record: Record) -> None:
    for name in ("Mara Lind", "Tom Linder"):
        record.add(one_statement(name, "that it would"), model=MODEL)
    assert [s.name for s in record.who("Lind")] == ["Mara Lind"]
    assert sorted(str(s.name) for s in record.who("Lin")) == ["Mara Lind", "Tom Linder"]


def test_a_speaker_is_found_by_entity_id(record: Record) -> None:
    record.add(FULL, model=MODEL)
    (found,) = record.who("Lind")
    assert found.speaker
    assert record.who(found.speaker) == (found,)


@pytest.mark.parametrize("typed", ["Mara Lindt", "Mora", "lnid", "Lund", "President Lind"])
def test_near_names_are_offered(record: Record, typed: str) -> None:
    record.add(one_statement("Mara Lind", "that it would"), model=MODEL)
    with pytest.raises(NotFound, match=r"near: Mara Lind$"):
        record.who(typed)


@pytest.mark.parametrize("typed", ["", " ", "%", "*", '"', "Quist", "\ud800", "\0", "a" * 10_000])
def test_a_name_of_nobody_is_refused(record: Record, typed: str) -> None:
    record.add(one_statement("Mara Lind", "that it would"), model=MODEL)
    with pytest.raises(NotFound, match="nobody"):
        record.who(typed)


def test_who_is_mentioned_and_says_nothing_has_no_statements(record: Record) -> None:
    marked = '<s1>Mara Lind</s1> <k1>said</k1> <c1>no</c1>.\n===\n1: speaker="Mara Lind"\n'
    found = article(marked)
    silent = type(found)(found.document, (), found.mentions, found.entities)
    record.add(silent, model=MODEL)
    assert record.who("Lind") == ()


def test_statements_go_through_filters(record: Record) -> None:
    for i, outlet in enumerate(["Vale Herald", "Vale Herald", "The Péninsula Post", None]):
        published = f"2026-05-0{i + 1}"
        found = one_statement("Mara Lind", f"that {i} dams", outlet=outlet, published=published)
        record.add(found, model=MODEL)
    record.add(FULL, model=MODEL)
    assert len(record.statements()) == 6
    assert [s.outlet for s in record.statements(outlet="peninsula")] == ["The Péninsula Post"]
    assert len(record.statements(outlet="Vale Herald", speaker="Lind")) == 3
    assert [s.published for s in record.statements(since=date(2026, 5, 3), until=date(2026, 5, 3))] == [
        date(2026, 5, 3)
    ]
    # The interval of FULL's first statement is 1 to 2 May, although it was published on the fourth.
    assert len(record.statements(until=date(2026, 5, 1))) == 2
    assert len(record.statements(since=date(2026, 5, 2), until=date(2026, 5, 2))) == 2
    assert [s.kind for s in record.statements(kind=Kind.MIXED)] == [Kind.MIXED]
    assert [s.polarity for s in record.statements(polarity=Polarity.DENIES)] == [Polarity.DENIES]
    with pytest.raises(NotFound, match="there are: The Péninsula Post, Vale Herald"):
        record.statements(outlet="Quist")


def test_an_outlet_named_in_full_is_that_one(record: Record) -> None:
    for outlet in ("Vale Post", "Vale Post on Sunday"):
        record.add(one_statement("Mara Lind", "that it would", outlet=outlet), model=MODEL)
    assert [s.outlet for s in record.statements(outlet="vale post")] == ["Vale Post"]
    assert len(record.statements(outlet="Vale")) == 2


def test_attributions_are_found_by_the_beginning_of_their_id(record: Record) -> None:
    for i in range(40):
        record.add(one_statement("Mara Lind", f"that {i} dams"), model=MODEL)
    ids = [s.id for s in record.who("Lind")]
    letter = max("0123456789abcdef", key=lambda c: sum(i.startswith(c) for i in ids))
    with pytest.raises(NotFound, match="attributions have an id"):
        record.attribution(letter)
    for wrong in ("", "%", "zz", "000000000000"):
        with pytest.raises(NotFound, match="no attribution"):
            record.attribution(wrong)
