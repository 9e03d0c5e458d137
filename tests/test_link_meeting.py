"""Who is compared: every pair that has a relation, and not many that have none."""

from __future__ import annotations

import random
from functools import cache
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.evaluate.pairs import parse_pairs
from onrecord.link import meeting
from onrecord.link.account import Account
from onrecord.link.clauses import Reading
from onrecord.link.outlines import Outlines, outline
from onrecord.link.relations import relate
from onrecord.model import Attitude, Polarity, Span
from onrecord.store import open_record, postings

GOLD = Path(__file__).parent.parent / "evals" / "gold" / "pairs"


@cache
def gold() -> list[tuple[Account, Account]]:
    parts = ("tuning", "long_tuning", "held_out")
    texts = [(GOLD / f"{part}.txt").read_text(encoding="utf-8") for part in parts]
    return [(pair.left, pair.right) for text in texts for pair in parse_pairs(text)]


def reading(text: str, speaker: str = "") -> Reading:
    return Reading(text, (Span(0, len(text)),), frozenset(speaker.split()))


def near(*texts: Reading) -> bool:
    return bool(Outlines([outline(each) for each in texts]).near(0, np.array([1])))


def test_no_relation_is_turned_away_by_outlines() -> None:
    related = [pair for pair in gold() if relate(*pair) is not None]
    assert len(related) > 150
    assert [pair[0].id for pair in related if not near(pair[0].reading, pair[1].reading)] == []


def test_outlines_turn_away_most_of_what_has_no_relation() -> None:
    """Contents of two different pairs: as near as two sentences of the news that share a name."""
    accounts = [account for pair in gold()[:80] for account in pair]
    apart = [(a, b) for a, b in combinations(accounts, 2) if a.id.rsplit("-", 1)[0] != b.id.rsplit("-", 1)[0]]
    some = random.Random(3).sample(apart, 1_000)
    passed = sum(near(a.reading, b.reading) for a, b in some)
    assert passed < 40, passed


WORDS = [
    "harbour",
    "ferry",
    "toll",
    "not",
    "was",
    "12",
    "twenty",
    "closed",
    "opened",
    "the",
    "Mara",
    "noon",
    "at",
]
SENTENCES = st.lists(st.sampled_from([*WORDS, "he", "they", "Renn", "we"]), min_size=1, max_size=9)
SPEAKERS = st.sampled_from(["renn", "lind", ""])


@settings(deadline=None, max_examples=300)
@given(SENTENCES, SENTENCES, SPEAKERS, SPEAKERS)
def test_nor_among_any_two_sentences(one: list[str], other: list[str], who: str, whom: str) -> None:
    left, right = reading(" ".join(one), who), reading(" ".join(other), whom)
    accounts = [
        Account(id, id, each, Polarity.AFFIRMS, Attitude.ASSERTION, name, name or None)
        for id, each, name in (("a", left, who), ("b", right, whom))
    ]
    assert relate(*accounts) is None or near(left, right)


def met(rows: list[tuple[int, int]], fresh: set[int], packed: dict[int, bytes]) -> set[tuple[int, int]]:
    terms, wordings = np.array(sorted(rows), dtype=np.int64).reshape(-1, 2).T
    found = meeting.meetings(terms, wordings, fresh, lambda wanted: {w: packed[w] for w in wanted})
    assert len(found) == len({frozenset(pair[:2]) for pair in found})
    assert all(pair[0] in fresh for pair in found)
    return {(min(pair[:2]), max(pair[:2])) for pair in found}


@pytest.mark.parametrize("at_once", [1, 7, 2_000_000])
def test_pairs_are_those_under_one_term(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meeting, "AT_ONCE", at_once)
    rng = random.Random(at_once)
    packed = {w: outline(reading("the ferry to Kessary was closed by the harbour police")) for w in range(12)}
    for _ in range(60):
        rows = sorted({(rng.randrange(5), rng.randrange(12)) for _ in range(rng.randrange(1, 25))})
        fresh = {rng.randrange(12) for _ in range(rng.randrange(1, 8))}
        under = [{w for t, w in rows if t == term} for term in range(5)]
        wanted = {(min(a, b), max(a, b)) for each in under for a, b in product(each & fresh, each) if a != b}
        assert met(rows, fresh, packed) == wanted


def test_the_smallest_wordings_stand_whatever_came_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "LISTED", 3)
    rng = random.Random(5)
    rows = sorted({(rng.randrange(6), rng.randrange(-40, 40)) for _ in range(90)})
    standing = set()
    for term in range(6):
        standing |= {(term, w) for w in sorted(w for t, w in rows if t == term)[:3]}
    for number in range(12):
        rng.shuffle(rows)
        with open_record(tmp_path / f"{number}.db", create=True) as record:
            links, at, room = record.links(), 0, set()
            while at < len(rows):
                some = rows[at : at + rng.randrange(1, 30)]
                at += len(some)
                terms, wordings, gone = links.post(*np.array(some + some[:2], dtype=np.int64).T)
                room |= set(gone)
                shown = set(zip(terms.tolist(), wordings.tolist(), strict=True))
                assert all(links.is_listed(*pair) for pair in shown)
            kept = set(record._db.rows("SELECT term, wording FROM postings"))
        assert kept == standing
        assert not room & kept


def test_what_a_pronoun_stands_for_counts() -> None:
    told, named = "then he closed all of those", "Renn did close a great many"
    assert near(reading(told, "renn"), reading(named))
    assert not near(reading(told, "lind"), reading(named))
