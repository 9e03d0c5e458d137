"""Families of copies in a record: whose text it is, whatever came first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from onrecord.link.update import update
from onrecord.model import Document, Extraction
from onrecord.store import families, open_record, relations

PLAIN = (
    "The harbour was closed for nine hours on Tuesday after a tanker ran aground beside the old lighthouse, "
    "and pilots brought eleven smaller vessels to the southern quay, where customs officers had set up "
    "tables under the arches and stamped papers by the light of a borrowed lantern until the tide turned. "
)
OTHER = (
    "A week later the council met in the fish hall because its own roof leaked, voted nine to four for a "
    "second pilot boat, and adjourned when somebody upstairs left a tap running over the session's minutes. "
)


def article(text: str, outlet: str, day: int = 3) -> Document:
    return Document.new(text, outlet=outlet, published=date(2031, 3, day))


def roots(path: Path, articles: Sequence[Document]) -> dict[str, str]:
    with open_record(path, create=True) as record:
        for each in articles:
            record.add(Extraction(each), model="none/1")
            assert update(record.links()) == ()
        return record.links().texts_of(each.id for each in articles)


WIRE = article(PLAIN, "The Press Agency", 5)
CREDITING = article(f"PORT ELM (Press Agency) — {PLAIN}", "Dawn", 4)
EARLY = article(PLAIN[:200], "Dusk", 3)
LONGER = article(PLAIN + "And so on and on it went.", "Noon", 3)


@pytest.mark.parametrize(
    ("articles", "first"),
    [
        ((EARLY, article(PLAIN, "Dawn", 4)), EARLY),
        ((EARLY, LONGER), LONGER),
        ((WIRE, CREDITING), WIRE),
        ((WIRE, CREDITING, EARLY), WIRE),
        ((article(PLAIN, "Dawn", 6), Document.new(PLAIN, outlet="Dusk")), None),
    ],
    ids=[
        "the earlier",
        "the longer of one day",
        "the credited one",
        "the credited one of three",
        "the dated one",
    ],
)
def test_whose_text_it_is_in_whatever_order(
    articles: Sequence[Document], first: Document | None, tmp_path: Path
) -> None:
    wanted = (first or articles[0]).id
    for number, order in enumerate(permutations(articles)):
        found = roots(tmp_path / f"{number}.db", order)
        assert set(found.values()) == {wanted}


def test_what_joins_two_families_makes_them_one(tmp_path: Path) -> None:
    one, two = article(PLAIN, "Dawn", 3), article(OTHER, "Dusk", 4)
    both = article(PLAIN + OTHER, "Noon", 5)
    apart = roots(tmp_path / "apart.db", [one, two])
    assert apart == {one.id: one.id, two.id: two.id}
    for number, order in enumerate(permutations([one, two, both])):
        assert set(roots(tmp_path / f"{number}.db", order).values()) == {one.id}


@pytest.mark.parametrize("listed", [32, 2])
def test_a_story_of_many_copies_is_one_family(
    listed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(families, "LISTED_TEXTS", listed)
    copies = [article(f"{PLAIN} Printed in town {i} this morning.", f"Paper {i}", 28 - i) for i in range(12)]
    found = roots(tmp_path / "r.db", copies)
    assert set(found.values()) == {copies[-1].id}
    assert set(roots(tmp_path / "back.db", copies[::-1]).values()) == {copies[-1].id}


def test_in_a_large_family_the_first_stands_for_the_origin_in_any_order(tmp_path: Path) -> None:
    """Forty copies, cut at other places: only 32 stand in a list; whom the others met hangs on the order."""
    sentences = [f"Pilots brought vessel{n} to quay{n} by lantern light before the bell." for n in range(8)]
    whole = "\n".join(sentences)
    articles = [
        article("\n".join(sentences[n % 3 : 5 + n % 3]) + f"\nCopy {n}.", "Dawn", 4) for n in range(39)
    ]
    articles.append(article(whole, "Dawn", 9))
    told = []
    for name, order in (("one", articles), ("other", articles[::-1]), ("third", articles[7:] + articles[:7])):
        assert len(set(roots(tmp_path / name, order).values())) == 1
        with open_record(tmp_path / name) as record:
            told.append(record.links().copies())
            first = told[0][0].root
            assert relations.copied_from(record, first) is None
            copies, number = relations.copies_of(record, first, limit=5)
            assert (len(copies), number) == (5, 39)
            (other,) = {copy.article.id for copy in copies[:1]}
            assert relations.copies_of(record, other) == ((), 0)
            assert relations.copied_from(record, other).article.id == first
    assert told[0] == told[1] == told[2]
    assert {(each.origin, each.share) for each in told[0]} == {(told[0][0].root, None)}
