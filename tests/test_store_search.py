"""Full text: what people type, what is found first, and where its words stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import NotFound, UsageError
from onrecord.model import Document, Extraction, Kind, Polarity, Span
from onrecord.store import Record, open_record
from onrecord.store.search import AROUND, around, match
from store_samples import MODEL, article, one_statement

DAM = article(
    "🚜 The dam was old. <s1>Mara Lind</s1> <k1>said</k1> <c1>“the dam</c1>,” <k1>she said</k1>, "
    '<c1>“would hold</c1>.” Élan and the café.\n===\n1: speaker="Mara Lind"\n',
    title="Farmers at the sluice",
    published="2026-05-02",
)
ROAD = article(
    "<s1>Tom Hale</s1> <k1>denied</k1> <c1>that the dam was old</c1>.\n===\n"
    '1: speaker="Tom Hale" polarity=denies\n',
    outlet="Peninsula Post",
    published="2026-05-06",
)
NOTHING = Extraction(
    Document.new("Nobody spoke. The dam stood.", outlet="Vale Herald", published=date(2026, 5, 9))
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with open_record(tmp_path_factory.mktemp("search") / "r.db", create=True) as record:
        for each in (DAM, ROAD, NOTHING):
            record.add(each, model=MODEL)
        yield record


def found(record: Record, words: str, **asked: object) -> list[tuple[str, str | None]]:
    """Document and speaker of each hit."""
    names = {DAM.document.id: "dam", ROAD.document.id: "road", NOTHING.document.id: "nothing"}
    hits = record.said(words, **asked)  # type: ignore[arg-type]
    return [(names[h.document], h.statement.name if h.statement else None) for h in hits]


def test_contents_come_first_then_other_articles(record: Record) -> None:
    assert sorted(found(record, "dam")[:2]) == [("dam", "Mara Lind"), ("road", "Tom Hale")]
    assert found(record, "dam")[2:] == [("nothing", None)]


def test_words_outside_of_contents_are_found_in_the_article(record: Record) -> None:
    assert found(record, "Hale") == [("road", None)]
    assert found(record, "sluice") == [("dam", None)]
    assert found(record, "quince") == []


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("HOLD", {"dam"}),
        ("hold dam", {"dam"}),
        ("elan", {"dam"}),
        ("CAFE", {"dam"}),
        ('"dam was"', {"dam", "road", "nothing"} - {"nothing"}),
        ('"was dam"', set()),
        ("“dam was old”", {"dam", "road"}),
        ("«stood", {"nothing"}),
        ("hol*", {"dam"}),
        ("hol", set()),
        ("dam NOT old", set()),
        ("dam OR old", set()),
        ("title:farmers", set()),
        ("dam^2", set()),
        ("NEAR(dam)", set()),
        ("(dam", {"dam", "road", "nothing"}),
        ("dam + old", {"dam", "road"}),
        ("dam -", {"dam", "road", "nothing"}),
        ("'dam'; DROP TABLE spans", set()),
    ],
)
def test_words_mean_what_they_say(record: Record, words: str, hits: set[str]) -> None:
    assert {name for name, _ in found(record, words)} == hits


@pytest.mark.parametrize("words", ["", "  ", "!", '"', '""', "*", "🚜", "\0", "-- ;"])
def test_a_search_without_a_word_is_refused(record: Record, words: str) -> None:
    with pytest.raises(UsageError, match="no word"):
        record.said(words)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters() | st.sampled_from('"*^:()-+{}“” ')))
def test_nothing_that_is_typed_upsets_the_search(record: Record, words: str) -> None:
    try:
        hits = record.said(words)
    except UsageError:
        return
    for hit in hits:
        text = record.document(hit.document).text
        assert hit.snippet.of(text) == hit.words


def test_marks_are_offsets_in_the_document(record: Record) -> None:
    (hit,) = record.said("dam hold")
    text = DAM.document.text
    assert [m.of(text) for m in hit.marks] == ["dam", "hold"]
    assert hit.words == hit.snippet.of(text) == "“the dam,” she said, “would hold"
    assert hit.marks[0].start > text.index("said")  # not the dam before the content


def test_a_phrase_over_a_gap_is_marked_on_both_sides(record: Record) -> None:
    (hit,) = record.said('"dam would"')
    assert [m.of(DAM.document.text) for m in hit.marks] == ["dam", "“would"]


def test_marks_in_articles_are_offsets_too(record: Record) -> None:
    (hit,) = record.said("old mara")
    assert hit.statement is None
    assert [m.of(DAM.document.text) for m in hit.marks] == ["old", "Mara"]
    (title,) = record.said("farmers")
    assert title.marks == ()
    assert title.words.startswith("🚜 The dam")


def test_a_text_with_the_marks_of_a_highlight_is_marked_right(record: Record, tmp_path: Path) -> None:
    odd = one_statement("Mara Lind", "that <b>the</b> [dam] \x01would\x02 </hold>")
    with open_record(tmp_path / "r.db", create=True) as other:
        other.add(odd, model=MODEL)
        (hit,) = other.said("the would hold")
        assert [m.of(odd.document.text) for m in hit.marks] == ["the", "would", "hold"]


def test_filters_narrow_the_search(record: Record) -> None:
    assert found(record, "dam", speaker="lind") == [("dam", "Mara Lind")]
    assert found(record, "dam", polarity=Polarity.DENIES) == [("road", "Tom Hale")]
    assert found(record, "dam", kind=Kind.MIXED) == [("dam", "Mara Lind")]
    assert found(record, "dam", outlet="peninsula") == [("road", "Tom Hale")]
    assert found(record, "dam", outlet="Vale Herald") == [("dam", "Mara Lind"), ("nothing", None)]
    assert found(record, "dam", since=date(2026, 5, 3)) == [("road", "Tom Hale"), ("nothing", None)]
    assert found(record, "dam", until=date(2026, 5, 2)) == [("dam", "Mara Lind")]
    with pytest.raises(NotFound):
        found(record, "dam", speaker="Quist")


def test_pages_cut_the_same_list(tmp_path: Path) -> None:
    with open_record(tmp_path / "r.db", create=True) as record:
        for i in range(7):
            record.add(one_statement("Mara Lind", f"that {'the dam ' * (i + 1)} would hold"), model=MODEL)
            record.add(Extraction(Document.new("A dam. " * (i + 1) + f"{i}")), model=MODEL)
        everything = record.said("dam")
        assert [h.statement is None for h in everything] == [False] * 7 + [True] * 7
        for size in (1, 3, 5, 20):
            pages = [record.said("dam", limit=size, offset=at) for at in range(0, 16, size)]
            assert tuple(hit for page in pages for hit in page) == everything
        assert record.said("dam", limit=0) == ()


@given(st.text(" ab\n🚜", min_size=1, max_size=500), st.data())
@settings(max_examples=60, deadline=None)
def test_a_snippet_holds_its_mark(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    mark = Span(start, data.draw(st.integers(start + 1, len(text))))
    snippet = around(text, mark)
    assert snippet.covers(mark)
    assert snippet.end <= len(text)
    assert len(snippet) <= len(mark) + 2 * AROUND


def test_words_become_a_quoted_query() -> None:
    assert match('Dam "would hold" gate* x"y') == '"Dam" AND "would hold" AND "gate*"* AND "x" AND "y"'
