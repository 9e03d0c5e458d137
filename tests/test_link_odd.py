"""Contents that no newspaper should have, and that come all the same: they are compared, fast, and mean no
relation that is not there."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from bench.link_copies import copy
from bench.reported import Report, reported

from onrecord import accounts
from onrecord.link.update import update
from onrecord.model import Extraction, Polarity, Relation
from onrecord.store import Record, open_record

LIND, SAND = "Mara Lind", "Ove Sand"


Said = tuple[str, str] | tuple[str, str, Polarity]


def article(*reports: Said, day: int = 0, lead: str = "") -> Extraction:
    made = [Report(*report) for report in reports]
    return reported(made, outlet=f"Outlet {day}", published=date(2031, 3, 1) + timedelta(days=day), lead=lead)


def found(path: Path, articles: Sequence[Extraction]) -> list[tuple[Relation, str]]:
    with open_record(path, create=True) as record:
        for each in articles:
            record.add(each, model="made/1")
        assert update(record.links()) == ()
        return [(link.relation, link.signal) for link in record.links().links()]


def between(path: Path, one: str, other: str, polarity: Polarity = Polarity.AFFIRMS) -> set[Relation]:
    """What two contents of two speakers in two articles are to each other."""
    pair = [article((LIND, one)), article((SAND, other, polarity), day=1)]
    return {relation for relation, _ in found(path, pair)}


@pytest.mark.parametrize("word", ["yes", "no", "12", "nothing", "Kessary", "“”", "—", "…", "١٢", "🙂"])
def test_one_word_is_no_claim(tmp_path: Path, word: str) -> None:
    assert between(tmp_path / "a.db", word, word) == set()
    assert between(tmp_path / "b.db", word, word, Polarity.DENIES) == set()


@pytest.mark.parametrize("word", ["Back", "Not", "12", "Nobody", "Against"])
def test_a_content_may_begin_with_any_word(tmp_path: Path, word: str) -> None:
    assert between(tmp_path / "a.db", f"{word} in the harbour", f"{word} to the ferry at Kessary") == set()


def test_five_thousand_words_are_compared_by_their_opening_and_fast(tmp_path: Path) -> None:
    claim = "the harbour gate at Kessary was closed before the flood"
    filler = " ".join(f"barge{n} passed pier{n % 97}." for n in range(1_650))
    long = f"{claim}. {filler}"
    assert len(long.split()) > 4_900
    articles = [article((LIND, long)), article((SAND, long.replace("pier7.", "jetty.")), day=1)]
    articles.append(article(("Tobias Renn", claim, Polarity.DENIES), day=2))
    start = time.process_time()
    relations = found(tmp_path / "r.db", articles)
    # 1.4 s on a busy machine; without a bound on what is aligned and parsed it is minutes
    assert time.process_time() - start < 20
    assert (Relation.SAME_QUOTE, "altered") in relations
    assert Relation.CONTRADICTS in {relation for relation, _ in relations}


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("twelve dockers were hurt at the Kessary gate", "12 dockers were hurt at the Kessary gate", False),
        ("twelve dockers were hurt at the Kessary gate", "40 dockers were hurt at the Kessary gate", True),
        ("٤٠ dockers were hurt at the Kessary gate", "40 dockers were hurt at the Kessary gate", False),
        ("१२ dockers were hurt at the Kessary gate", "40 dockers were hurt at the Kessary gate", True),
        (
            "at least 12 dockers were hurt at the Kessary gate",
            "14 dockers were hurt at the Kessary gate",
            False,
        ),
        ("Ⅻ dockers were hurt at the Kessary gate", "12 dockers were hurt at the Kessary gate", False),
    ],
)
def test_numbers_in_words_and_other_digits(tmp_path: Path, one: str, other: str, clash: bool) -> None:
    assert (Relation.CONTRADICTS in between(tmp_path / "r.db", one, other)) == clash


def test_a_question_contradicts_nothing(tmp_path: Path) -> None:
    asked = "was the siren tower at Brannet switched off by the prefect?"
    told = "the siren tower at Brannet was not switched off by the prefect"
    plain = "the siren tower at Brannet was switched off by the prefect"
    assert Relation.CONTRADICTS not in between(tmp_path / "a.db", asked, told)
    assert Relation.CONTRADICTS in between(tmp_path / "b.db", plain, told)


def test_a_headline_and_a_sentence_of_one_matter_are_compared(tmp_path: Path) -> None:
    headline = "Siren Tower At Brannet Not Switched Off By Prefect"
    told = "the siren tower at Brannet was switched off by the prefect"
    assert between(tmp_path / "r.db", headline, told) <= {Relation.CONTRADICTS}
    assert between(tmp_path / "s.db", headline.upper(), headline) == {Relation.SAME_QUOTE}


def test_lists_agree_only_where_one_line_does(tmp_path: Path) -> None:
    one = "the demands are:\n- a second pilot boat at Sabel;\n- longer harbour hours;\n- a new customs shed"
    other = "the demands are:\n- free ferry tickets;\n- a night clinic in Verrin;\n- cheaper salt"
    assert between(tmp_path / "a.db", one, other) == set()
    assert between(tmp_path / "b.db", one, one.replace("- ", "* ")) == {Relation.SAME_QUOTE}


COPIES = 150


def test_copies_of_one_story_cost_no_more_as_they_grow(tmp_path: Path) -> None:
    """The full curve over 10,000 copies: bench/link_copies.py."""
    with open_record(tmp_path / "r.db", create=True) as record:
        compared = [added(record, copy(number)) for number in range(COPIES)]
        claim = accounts.claims(record)[0]
        assert (claim.size, claim.origins) == (COPIES, 1)
        shown = record.links().links(Relation.CONTRADICTS)
    # a story that is printed once more clashes no more often
    assert len(shown) <= 2
    assert max(compared[-20:]) <= max(compared[20:50]) + 2


def added(record: Record, extraction: Extraction) -> int:
    """Adds one copy; returns how many links there are of all its accounts."""
    record.add(extraction, model="made/1")
    assert update(record.links()) == ()
    keys = [record.links().key_of(a.id) for a in extraction.attributions]
    return len(record.links().linked_with([key for key in keys if key is not None]))
