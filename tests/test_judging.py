"""Decisions of a person on claims and relations: they outrank scores, survive re-runs and can be undone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.page_samples import Client
from tests.test_link_order import extraction

from onrecord import accounts, judging
from onrecord.cli import onrecord as program
from onrecord.errors import NotFound, RecordError, UsageError
from onrecord.link.update import update
from onrecord.model import Polarity, Relation, Verdict
from onrecord.show import terminal
from onrecord.show.web import create_app
from onrecord.store import Record, filing, open_record
from onrecord.store.relations import disputes_of, latest_links

GATE = "the Kessary gate was opened on the orders of the prefect"
SAID = [
    ("Mara Lind", Polarity.AFFIRMS, GATE, 3, "Dawn"),
    ("Ove Sand", Polarity.AFFIRMS, "the Kessary gate was not opened on the orders of the prefect", 4, "Dusk"),
    (
        "Tobias Renn",
        Polarity.AFFIRMS,
        "on the orders of the prefect the gate at Kessary was opened",
        5,
        "Noon",
    ),
    ("Ada Quill", Polarity.AFFIRMS, "the chapel bridge was repaired by volunteers", 6, "Noon"),
]


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "r.db", create=True) as opened:
        for number, (name, polarity, words, day, outlet) in enumerate(SAID):
            made = extraction(number, ([(name, polarity, words)], False, day, outlet, ""))
            opened.add(made, model="made/1")
        assert update(opened.links()) == ()
        yield opened


def ids(record: Record) -> list[str]:
    said = {s.name: s.id for s in record.statements()}
    return [said[name] for name, *_ in SAID]


def clashing(record: Record) -> set[frozenset[str]]:
    return {frozenset((x.left.id, x.right.id)) for x in accounts.clashes(record)}


def test_what_is_rejected_does_not_show_and_comes_back_when_that_is_withdrawn(record: Record) -> None:
    yes, no, *_ = ids(record)
    pair = frozenset((yes, no))
    assert pair in clashing(record)
    judging.judge(record, Verdict.REJECTED, no, yes, by="ada", why="two gates")
    assert pair not in clashing(record)
    (one,) = judging.judgements(record)
    assert (one.verdict, one.relation, one.by, one.note) == ("rejected", "contradicts", "ada", "two gates")
    judging.withdraw(record, one.key, by="ada")
    assert pair in clashing(record)
    assert [each.withdrawn for each in judging.judgements(record)] == [True]
    with pytest.raises(NotFound, match="no judgement 1 stands"):
        judging.withdraw(record, one.key)


def test_the_last_decision_counts(record: Record) -> None:
    yes, no, *_ = ids(record)
    judging.judge(record, Verdict.REJECTED, yes, no, by="ada")
    judging.judge(record, Verdict.CONFIRMED, yes, no, relation=Relation.CONTRADICTS, by="ben")
    (link,) = [x for x in accounts.clashes(record) if {x.left.id, x.right.id} == {yes, no}]
    assert link.confirmed_by == "ben"
    assert [each.outdated for each in judging.judgements(record)] == [True, False]


def test_what_is_confirmed_shows_although_no_signal_says_so(record: Record) -> None:
    yes, _, _, other = ids(record)
    judging.judge(record, Verdict.CONFIRMED, yes, other, relation=Relation.CONTRADICTS, by="ada")
    (link,) = [x for x in accounts.clashes(record) if other in (x.left.id, x.right.id)]
    assert (link.left.id, link.right.id, link.signal, link.sure) == (yes, other, "judgement", None)
    told = "ada has judged that the two contradict each other."
    assert any(row["explanation"] == told for row in accounts.links(record))


def test_the_reason_is_told_with_the_link_and_on_the_claim(record: Record) -> None:
    yes, no, again, other = ids(record)
    judging.judge(record, Verdict.CONFIRMED, yes, no, by="ada", why="both about\n the first gate")
    (link,) = [x for x in accounts.clashes(record) if {x.left.id, x.right.id} == {yes, no}]
    assert link.reason.endswith("ada has confirmed it. ada’s reason: “both about the first gate”")
    judging.judge(
        record, Verdict.CONFIRMED, again, other, relation=Relation.CONTRADICTS, by="ben", why="the tower"
    )
    (link,) = [x for x in accounts.clashes(record) if other in (x.left.id, x.right.id)]
    assert link.reason == "ben has judged that the two contradict each other. ben’s reason: “the tower”"
    judging.judge(record, Verdict.DIFFERENT, yes, again, by="cleo", why="two gates")
    (decision,) = [d for d in accounts.claim(record, yes).decisions if d.by == "cleo"]
    assert (decision.decided, decision.reason) == ("make two claims, not one", "two gates")
    assert "two gates" in "\n".join(terminal.claim(accounts.claim(record, yes), terminal.Paper()))
    page = Client(create_app(record.path)).get(f"/claim/{yes}").text
    assert "make two claims, not one" in page
    assert "two gates" in page
    (row,) = [r for r in accounts.links(record, Relation.CONTRADICTS) if r["note"] == "the tower"]
    assert row["confirmed_by"] == "ben"
    judging.withdraw(record, decision.key, by="cleo")
    assert not [d for d in accounts.claim(record, yes).decisions if d.by == "cleo"]


def test_what_is_only_confirmed_shows_on_the_pages(record: Record) -> None:
    yes, no, again, other = ids(record)
    judging.judge(record, Verdict.CONFIRMED, again, other, relation=Relation.CONTRADICTS, by="ada")
    judging.judge(record, Verdict.CONFIRMED, yes, no, by="ada")
    first, *rest = latest_links(record, Relation.CONTRADICTS, limit=6)
    assert first.reason.endswith("ada has confirmed it.")
    assert {x.reason for x in rest} >= {"ada has judged that the two contradict each other."}
    speaker = next(s.speaker for s in record.statements() if s.id == other)
    assert speaker is not None
    (found,) = disputes_of(record, speaker, limit=6)[Relation.CONTRADICTS]
    assert {found.left.id, found.right.id} == {again, other}
    judging.withdraw(record, 1, by="ada")
    assert disputes_of(record, speaker, limit=6)[Relation.CONTRADICTS] == ()


def test_who_rejects_what_shows_rejects_it_under_whatever_name_it_is_filed(tmp_path: Path) -> None:
    # One body through its spokesman: filed as a change of position, shown as a clash of two people.
    said = [
        ("Tobias Renn", "no gate at Kessary was opened before the sirens sounded", 3),
        ("Renn", "a gate at Kessary was opened before the sirens sounded", 9),
    ]
    with open_record(tmp_path / "r.db", create=True) as record:
        for number, (name, words, day) in enumerate(said):
            made = extraction(number, ([(name, Polarity.AFFIRMS, words)], False, day, "Dawn", ""))
            record.add(made, model="made/1")
        assert update(record.links()) == ()
        (link,) = accounts.changes(record)
        filed = list(record._db.rows("SELECT relation FROM links"))
        assert ("updates",) in filed
        judging.judge(record, Verdict.REJECTED, link.left.id, link.right.id, by="ada")
        assert accounts.changes(record) == accounts.clashes(record) == ()
        judging.withdraw(record, 1, by="ada")
        judging.judge(
            record, Verdict.REJECTED, link.left.id, link.right.id, relation=Relation.CONTRADICTS, by="ada"
        )
        assert accounts.changes(record) == accounts.clashes(record) == ()
        judging.judge(
            record, Verdict.CONFIRMED, link.left.id, link.right.id, relation=Relation.UPDATES, by="b"
        )
        (again,) = accounts.changes(record)
        assert again.confirmed_by == "b"


def test_claims_are_joined_and_parted(record: Record) -> None:
    yes, _, again, other = ids(record)
    assert accounts.claim(record, yes).size == 2
    judging.judge(record, Verdict.DIFFERENT, yes, again, by="ada")
    assert accounts.claim(record, yes).size == accounts.claim(record, again).size == 1
    judging.judge(record, Verdict.SAME, yes, other, by="ada")
    assert accounts.claim(record, other).size == 2
    judging.judge(record, Verdict.SAME, again, other, by="ada")
    # two that are not the same never meet through a third
    assert accounts.claim(record, yes).id != accounts.claim(record, again).id
    for each in judging.judgements(record):
        judging.withdraw(record, each.key, by="ada")
    assert accounts.claim(record, yes).size == 2
    assert accounts.claim(record, other).size == 1


def test_decisions_survive_a_new_reading_and_a_new_linker(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    yes, no, again, _ = ids(record)
    judging.judge(record, Verdict.REJECTED, yes, no, by="ada")
    judging.judge(record, Verdict.DIFFERENT, yes, again, by="ada")
    before = [row["explanation"] for row in accounts.links(record)]
    for number, (name, polarity, words, day, outlet) in enumerate(SAID):
        made = extraction(number, ([(name, polarity, words)], False, day, outlet, ""))
        record.add(made, model="made/2")
    record.choose("made/2")
    monkeypatch.setattr("onrecord.link.update.LINKER", "accounts/next")
    assert update(record.links()) == ()
    assert [row["explanation"] for row in accounts.links(record)] == before
    assert frozenset((yes, no)) not in clashing(record)
    assert accounts.claim(record, yes).size == 1


def test_a_decision_holds_for_what_says_the_same_later(record: Record) -> None:
    yes, no, *_ = ids(record)
    judging.judge(record, Verdict.REJECTED, yes, no, by="ada")
    earlier = extraction(9, ([("Mara Lind", Polarity.AFFIRMS, GATE)], False, 1, "Noon", ""))
    record.add(earlier, model="made/1")
    assert update(record.links()) == ()
    assert frozenset((earlier.attributions[0].id, no)) not in clashing(record)
    assert frozenset((yes, no)) not in clashing(record)


def test_judgements_are_append_only(record: Record, tmp_path: Path) -> None:
    yes, no, *_ = ids(record)
    judging.judge(record, Verdict.REJECTED, yes, no, by="ada")
    with sqlite3.connect(tmp_path / "r.db") as connection:
        for sql in (
            "DELETE FROM link_judgements",
            "UPDATE link_judgements SET verdict = 'same', relation = NULL",
            "INSERT OR REPLACE INTO link_judgements SELECT * FROM link_judgements",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(sql)
    connection.close()


def test_what_is_not_clear_is_refused(record: Record) -> None:
    yes, no, _, other = ids(record)
    with pytest.raises(UsageError, match="no relation is shown"):
        judging.judge(record, Verdict.CONFIRMED, yes, other, by="ada")
    with pytest.raises(UsageError, match="both sides"):
        judging.judge(record, Verdict.SAME, yes, yes, by="ada")
    with pytest.raises(UsageError, match="leave the relation out"):
        judging.judge(record, Verdict.SAME, yes, no, relation=Relation.AGREES, by="ada")
    with pytest.raises((NotFound, RecordError)):
        judging.judge(record, Verdict.SAME, yes, "zzzz", by="ada")
    assert filing.HEADS


def test_two_in_the_same_words_cannot_be_parted(tmp_path: Path) -> None:
    with open_record(tmp_path / "same.db", create=True) as record:
        for number, name in enumerate(("Mara Lind", "Ove Sand")):
            said = [(name, Polarity.AFFIRMS, GATE)]
            record.add(extraction(number, (said, False, number, f"Outlet {number}", "")), model="made/1")
        assert update(record.links()) == ()
        one, two = record.statements()
        with pytest.raises(UsageError, match="cannot be parted"):
            judging.judge(record, Verdict.DIFFERENT, one.id, two.id, by="ada")
        assert judging.judgements(record) == ()


def test_the_command(record: Record, tmp_path: Path) -> None:
    yes, no, *_ = ids(record)
    path = str(tmp_path / "r.db")
    done = CliRunner().invoke(
        program, ["judge", "rejected", yes[:8], no, "--by", "ada", "--why", "no", "--record", path]
    )
    assert done.exit_code == 0, done.output
    assert "rejected contradicts" in done.output
    assert f"Mara Lind says {GATE}" in " ".join(done.output.split())
    assert (
        CliRunner().invoke(program, ["judge", "--withdraw", "1", "--record", path]).output.count("withdrawn")
        == 1
    )
    assert "ada" in CliRunner().invoke(program, ["judge", "--list", "--record", path, "--json"]).output
    assert CliRunner().invoke(program, ["judge", "--record", path]).exit_code != 0
