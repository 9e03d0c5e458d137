"""One thing that everybody counts otherwise is one matter, however many pairs that makes, in any order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from bench.reported import Report, reported

from onrecord import accounts
from onrecord.accounts.counts import COUNTS
from onrecord.highlights import highlights
from onrecord.link.update import update
from onrecord.model import Extraction, Relation
from onrecord.show import terminal
from onrecord.store import open_record

NUMBERS = ["12", "twenty", "31", "1,400", "20", "58"]
INJURED = "{} people were injured when the Kessary gate gave way"
GATE = "the Brannet siren was heard in every street of the lower town"


def article(number: int, words: str) -> Extraction:
    published = date(2031, 3, 1) + timedelta(days=number % 3)
    name = f"{['Mara', 'Tobias', 'Ove', 'Edda', 'Noor', 'Karel'][number % 6]} {chr(65 + number) * 2}ind"
    return reported(
        [Report(name, words)], outlet=f"Outlet {number}", published=published, lead=f"No {number}. "
    )


ARTICLES = [article(n, INJURED.format(each)) for n, each in enumerate(NUMBERS)]
OTHERS = [article(7, GATE), article(8, GATE.replace("was", "was not"))]


def told(path: Path, articles: Sequence[Extraction], *, limit: int = 9) -> accounts.Matters:
    with open_record(path, create=True) as record:
        for each in articles:
            record.add(each, model="made/1")
        assert update(record.links()) == ()
        return accounts.listed(record, Relation.CONTRADICTS, limit=limit)


def test_many_numbers_of_one_thing_are_one_matter(tmp_path: Path) -> None:
    found = told(tmp_path / "r.db", [*ARTICLES, *OTHERS])
    (counted,) = [m for m in found.found if m.numbers]
    assert counted.numbers == ("12", "20", "31", "58", "1,400")
    # fifteen pairs but for "twenty" and "20", which agree
    assert counted.more == 13
    assert [m.more for m in found.found if not m.numbers] == [0]
    lines = list(terminal.matters("", [counted], terminal.Paper(90)))
    assert lines[-1].strip() == (
        "5 different numbers are given, from “12” to “1,400”, in 14 pairs of statements."
    )


def test_few_numbers_are_told_pair_by_pair(tmp_path: Path) -> None:
    found = told(tmp_path / "r.db", ARTICLES[: COUNTS - 1])
    assert [(m.more, m.numbers) for m in found.found] == [(0, ())] * 3


def test_a_page_is_filled_beyond_what_one_matter_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.accounts.meetings.AHEAD", 1)
    monkeypatch.setattr("onrecord.store.walks.WALKED", 2)
    found = told(tmp_path / "r.db", [*ARTICLES, *OTHERS], limit=2)
    assert sorted(len(m.numbers) for m in found.found) == [0, 5]
    assert not found.more


def test_the_summary_tells_them_once(tmp_path: Path) -> None:
    told(tmp_path / "r.db", [*ARTICLES, *OTHERS])
    with open_record(tmp_path / "r.db") as record:
        assert [x.signal for x in highlights(record).clashes] == ["number", "negation"]


def test_which_stands_for_all_does_not_hang_on_the_order(tmp_path: Path) -> None:
    articles = [*ARTICLES, *OTHERS]
    pages = [told(tmp_path / str(n), articles[n:] + articles[:n]) for n in range(0, len(articles), 3)]
    assert pages[0] == pages[1] == pages[2]
