"""The order of insertion and the size of steps never change what shows, also where lists are full."""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from bench.reported import Report, reported
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from onrecord import accounts
from onrecord.link import rooms
from onrecord.link import update as linker
from onrecord.link.accounts import accounts as accounts_of
from onrecord.link.carry import pack
from onrecord.link.comparing import Question, Side, answer
from onrecord.link.meaning.weigh import Scales, scales
from onrecord.link.update import update
from onrecord.model import Extraction, Polarity, Relation
from onrecord.store import Record, filing, open_record, postings

SPEAKERS = ["Mara Lind", "Tobias Renn", "Ove Sand"]
SUBJECTS = ["the Kessary gate", "the Brannet siren", "the chapel bridge"]
VERBS = ["was opened", "was not opened", "was repaired by volunteers", "was opened at 4 a.m", "was closed"]
TAILS = ["", " on the orders of the prefect", " before the flood reached the orchards", " by 12 engineers"]
WIRE = (
    "The harbour was closed for nine hours after a tanker ran aground beside the old lighthouse, and pilots "
    "brought smaller vessels to the southern quay where customs officers stamped papers by lantern light. "
)

said = st.tuples(
    st.sampled_from(SPEAKERS),
    st.sampled_from([Polarity.AFFIRMS, Polarity.AFFIRMS, Polarity.DENIES, Polarity.WITHHOLDS]),
    st.builds(lambda a, b, c: f"{a} {b}{c}", *map(st.sampled_from, (SUBJECTS, VERBS, TAILS))),
)
articles = st.lists(
    st.tuples(
        st.lists(said, min_size=1, max_size=4),
        st.booleans(),
        st.one_of(st.none(), st.integers(0, 8), st.integers(0, 80)),
        st.sampled_from(["Dawn", "Dusk", "The Press Agency"]),
        st.sampled_from(["", "(Press Agency) — "]),
    ),
    min_size=2,
    max_size=9,
)


def extraction(number: int, spec: tuple) -> Extraction:
    statements, wire, day, outlet, credit = spec
    lead = f"PORT {credit}{WIRE}" if wire else f"Article {number}. "
    reports = [Report(name, words, polarity) for name, polarity, words in statements]
    published = None if day is None else date(2031, 1, 1) + timedelta(days=day)
    return reported(reports, outlet=outlet, published=published, lead=lead)


def shown(found: Sequence[Extraction], steps: Sequence[int]) -> str:
    """Everything that shows of a record into which the documents came, so many at a time."""
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "r.db", create=True) as record:
        rest = list(found)
        for step in steps:
            for each in rest[:step]:
                record.add(each, model="made/1")
            del rest[:step]
            assert update(record.links()) == ()
        assert not rest
        links = [json.dumps(each, sort_keys=True) for each in accounts.links(record)]
        texts = record.links().texts_of(e.document.id for e in found)
        claims = [(c.id, c.size, c.origins) for c in accounts.claims(record, limit=99)]
        echoes = sorted(record.links().echoes())
        assert_sizes_are_counts(record)
        return json.dumps([sorted(links), sorted(texts.items()), claims, echoes], indent=1)


def assert_sizes_are_counts(record: Record) -> None:
    """What is kept of claims is what counting them gives."""
    sql = """SELECT coalesce(c.claim, x.stance), count(*) FROM accounts x
             LEFT JOIN claims c ON c.stance = x.stance GROUP BY 1 ORDER BY 1"""
    kept = record._db.rows("SELECT claim, accounts FROM claim_sizes ORDER BY claim")
    assert kept == record._db.rows(sql)
    largest = sorted((-size, claim) for claim, size in kept if size > 1)
    assert record.links().largest_claims(3) == [claim for _, claim in largest[:3]]


bounds = st.tuples(*map(st.sampled_from, ([128, 2, 1], [24, 2, 1], [64, 2, 1], [64, 4, 2], [1_000, 2])))
"""Wordings under a term, utterances of a wording, those in a corner and in a room, documents in a batch: as
many as there are, or so few that a handful of articles passes them."""


def test_order_and_steps_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    # shrinking a case of several records takes minutes and makes none clearer
    @settings(deadline=None, max_examples=45, phases=[Phase.generate])
    @given(articles, st.randoms(use_true_random=False), st.integers(1, 3), bounds)
    def check(specs: list[tuple], rng: random.Random, step: int, most: tuple[int, ...]) -> None:
        places = (postings, "LISTED"), (filing, "HEADS"), (rooms, "CORNER"), (rooms, "QUIET")
        for (module, name), value in zip(places, most, strict=False):
            monkeypatch.setattr(module, name, value)
        monkeypatch.setitem(update.__globals__, "BATCH", most[-1])
        found = [extraction(i, spec) for i, spec in enumerate(specs)]
        shuffled = list(found)
        rng.shuffle(shuffled)
        by_one = shown(found, [1] * len(found))
        assert shown(shuffled, [step] * -(-len(found) // step)) == by_one

    check()


SHUT = "the Kessary gate was not opened on the orders of the prefect"
OPENED = "the Kessary gate had been opened by the harbour master before dawn"


def article(name: str, words: str, day: int, *, lead: str = "") -> Extraction:
    published = date(2031, 1, 1) + timedelta(days=day)
    return reported([Report(name, words)], outlet="Dawn", published=published, lead=lead or f"Day {day}. ")


@pytest.mark.parametrize("size", [1, 2, 3])
def test_whom_two_arrive_with_changes_nothing(size: int) -> None:
    """What only the judge sees between two statements of one speaker, three weeks apart, was looked for when
    somebody else's words of those weeks arrived with them, and never when they came one by one."""
    found = [
        article("Mara Lind", SHUT, 0),
        article("Mara Lind", OPENED, 21),
        article("Ove Sand", SHUT, 28),
    ]
    steps = [size] * -(-len(found) // size)
    assert shown(found, steps) == shown(found[::-1], [len(found)])


def test_an_echo_is_answered_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two may be asked about before one of them becomes an echo in the same batch, or after: what shows, the
    same words, must not depend on it, also where the judge takes an altered quotation for its contrary."""
    weigh = sys.modules["onrecord.link.meaning.weigh"]
    clash = scales()["clash"]
    sure = scales() | {"clash": Scales(clash.weights | {"bias": 30.0}, clash.floor)}
    monkeypatch.setattr(weigh, "scales", lambda: sure)
    words = "the wardens of Kessary were the {} to warn the prefect about the cracked gate"
    found = [article("Mara Lind", words.format("first"), 0), article("Ove Sand", words.format("last"), 2)]
    one, other = (Side(a.id, a.document, pack(a)) for each in found for a in accounts_of(each))
    answers = [answer(Question(one, other, one_text=False, echo=echo, judged=True)) for echo in (False, True)]
    assert answers[0] == answers[1]
    assert answers[0] is not None
    assert answers[0].finding.relation is Relation.CONTRADICTS


def test_who_was_an_echo_of_what_is_read_anew_stands_for_itself() -> None:
    lead = f"PORT — {WIRE}\n"
    wire = [article("Mara Lind", f"{SHUT}{end}", day, lead=lead) for day, end in enumerate(["", " himself"])]
    against = article("Ove Sand", SHUT.replace("not ", ""), 2)
    silent = replace(wire[0], attributions=())
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "r.db", create=True) as record:
        for each in (*wire, against):
            record.add(each, model="made/1")
        update(record.links())
        assert record.links().echoes()
        record.add(silent, model="made/2")
        update(record.links())
        found = sorted(json.dumps(each, sort_keys=True) for each in accounts.links(record))
    assert found == json.loads(shown([silent, *wire[1:], against], [3]))[0]
    assert any('"relation": "contradicts"' in link for link in found)


def test_links_are_found_at_all() -> None:
    specs = [
        (
            [("Mara Lind", Polarity.AFFIRMS, "the Kessary gate was opened on the orders of the prefect")],
            False,
            3,
            "Dawn",
            "",
        ),
        (
            [("Ove Sand", Polarity.AFFIRMS, "the Kessary gate was not opened on the orders of the prefect")],
            False,
            4,
            "Dusk",
            "",
        ),
    ]
    found = json.loads(shown([extraction(i, spec) for i, spec in enumerate(specs)], [2]))
    assert any('"relation": "contradicts"' in link for link in found[0])
    assert linker.LINKER
