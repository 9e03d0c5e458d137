"""What a page of a search lists: in what order, what it counts, and where it stops looking."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from onrecord.model import Kind, Polarity
from onrecord.store import Record, listing, open_record
from page_samples import MODEL, sample


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with open_record(tmp_path_factory.mktemp("listing") / "valley.db", create=True) as opened:
        for name in ("08", "01", "13", "02"):
            opened.add(sample(name), model=MODEL)
        yield opened


def test_the_last_published_come_first_each_article_by_place(record: Record) -> None:
    found = listing.listing(record, limit=1000)
    everything = record.statements()
    assert {s.id for s in found.statements} == {s.id for s in everything}
    days = [s.published for s in found.statements]
    assert days == sorted(days, key=str, reverse=True)
    for document in {s.document for s in everything}:
        mine = [s for s in found.statements if s.document == document]
        places = [min(*s.source.spans, *s.cue.spans, *s.content.spans).start for s in mine]
        assert places == sorted(places)
    assert (found.more, found.reached, found.facets.complete) == (False, None, True)
    assert found.facets.statements == len(everything)


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": Kind.DIRECT},
        {"polarity": Polarity.DENIES},
        {"outlet": "echo"},
        {"speaker": "renn"},
        {"speaker": "renn", "kind": Kind.INDIRECT, "outlet": "lorvane"},
        {"speaker": "renn", "since": date(2026, 4, 14)},
        {"until": date(2026, 4, 14)},
    ],
)
def test_filters_let_through_what_they_say(record: Record, asked: dict[str, object]) -> None:
    dates = {name: asked.get(name) for name in ("since", "until")}
    others = {name: value for name, value in asked.items() if name not in dates}
    expected = {
        s.id
        for s in record.statements(**others)  # type: ignore[arg-type]
        if (dates["since"] is None or (s.published and s.published >= dates["since"]))  # type: ignore[operator]
        and (dates["until"] is None or (s.published and s.published <= dates["until"]))  # type: ignore[operator]
    }
    found = listing.listing(record, limit=1000, **asked)  # type: ignore[arg-type]
    assert {s.id for s in found.statements} == expected
    assert expected
    assert found.facets.statements == len(expected)
    assert sum(found.facets.kinds.values()) == len(expected)


def test_pages_join_to_the_whole(record: Record) -> None:
    pages = [listing.listing(record, limit=7, offset=at) for at in range(0, 1000, 7)]
    whole = listing.listing(record, limit=1000).statements
    assert tuple(s for page in pages for s in page.statements) == whole
    assert [page.more for page in pages].index(False) == (len(whole) - 1) // 7


def test_it_says_how_far_back_it_has_looked(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "LOOKED", 2)
    monkeypatch.setattr(listing, "CHUNK", 1)
    found = listing.listing(record, limit=1000, polarity=Polarity.DENIES)
    days = sorted({s.published for s in record.statements()}, key=str, reverse=True)
    assert found.reached == days[1]
    assert not found.facets.complete
    assert all(s.published and s.published >= days[1] for s in found.statements)
    further = listing.listing(record, limit=1000, polarity=Polarity.DENIES, until=days[2])
    assert {s.id for s in found.statements}.isdisjoint(s.id for s in further.statements)


def test_words_too_common_to_rank_are_listed_newest_first(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    best = listing.listing(record, "gate", limit=1000)
    monkeypatch.setattr(listing, "COUNTED", 5)
    some = listing.listing(record, "gate", limit=3)
    assert not some.facets.complete
    assert some.more
    assert {hit.statement.id for hit in some.hits if hit.statement} <= {
        hit.statement.id for hit in best.hits if hit.statement
    }
    assert all(hit.marks for hit in some.hits)
