"""Who says yes and who no: to which claim, in which sentence, and through how many independent texts."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from bench.reported import Report, reported
from click.testing import CliRunner
from tests.test_link_order import extraction

from onrecord import accounts, judging
from onrecord.accounts import Comparison
from onrecord.cli import onrecord as program
from onrecord.errors import NotFound
from onrecord.link.update import update
from onrecord.model import Extraction, Polarity, Relation, Said, Span, Verdict
from onrecord.store import Record, Statement, open_record

Told = tuple[str, Polarity, str]
Make = Callable[..., Record]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Make]:
    """Makes a record of articles, each a list of statements, one a day; those marked as wire copies carry one
    text."""
    opened: list[Record] = []

    def make(*articles: list[Told], wire: int = 0) -> Record:
        record = open_record(tmp_path / "r.db", create=True)
        opened.append(record)
        for number, said in enumerate(articles):
            spec = (said, number < wire, number, f"Outlet {number}", "")
            record.add(unnamed(extraction(number, spec)), model="made/1")
        assert update(record.links()) == ()
        return record

    yield make
    for each in opened:
        each.close()


def unnamed(found: Extraction) -> Extraction:
    """Without a speaker where the name is none: "two engineers"."""
    if found.entities[0].name != found.entities[0].name.lower():
        return found
    attributions = tuple(replace(a, speaker=None) for a in found.attributions)
    return replace(found, attributions=attributions, mentions=(), entities=())


def yes(name: str, words: str) -> Told:
    return name, Polarity.AFFIRMS, words


def no(name: str, words: str) -> Told:
    return name, Polarity.DENIES, words


def open_(name: str, words: str) -> Told:
    return name, Polarity.WITHHOLDS, words


def answers(found: Comparison) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for position in found.positions:
        told.setdefault(position.answer, []).append(position.name)
    return told


def begun(record: Record, words: str) -> Statement:
    return next(s for s in record.statements() if str(s.content).startswith(words))


GATE = "the Kessary gate was opened on the orders of the prefect"


def test_who_contradicts_a_denial_says_yes(made: Make) -> None:
    record = made([no("Mara Lind", GATE)], [yes("Ove Sand", GATE)])
    lind = begun(record, GATE)
    found = accounts.compare(record, claim=lind.id)
    assert answers(found) == {"yes": ["Ove Sand"], "no": ["Mara Lind"]}
    assert accounts.claim(record, lind.id).polarity is Polarity.DENIES


def test_all_who_make_a_claim_stand_on_one_side(made: Make) -> None:
    record = made([yes("Mara Lind", GATE)], [no("Ove Sand", "the Kessary gate stayed shut that night")])
    one, two = begun(record, GATE), begun(record, "the Kessary gate stayed")
    judging.judge(record, Verdict.SAME, one.id, two.id, by="ada")
    assert answers(accounts.compare(record, claim=one.id)) == {"yes": ["Mara Lind", "Ove Sand"]}


def test_a_clash_in_another_sentence_is_no_answer(made: Make) -> None:
    record = made(
        [yes("Mara Lind", "The Kessary gate was not opened. The sirens ran for twenty minutes.")],
        [yes("Ove Sand", "The Kessary gate was opened.")],
    )
    lind, sand = begun(record, "The Kessary gate was not"), begun(record, "The Kessary gate was opened")
    found = record.links().links(Relation.CONTRADICTS)
    assert {lind.id, sand.id} == {s.id for link in found for s in (link.left, link.right)}
    assert answers(accounts.compare(record, "sirens")) == {"yes": ["Mara Lind"]}
    assert "no" in answers(accounts.compare(record, "gate"))


def test_who_leaves_open_something_else_is_on_neither_side(made: Make) -> None:
    record = made(
        [yes("Mara Lind", "the wall along the river is paid for by Mexico")],
        [no("Ove Sand", "the wall along the river is paid for by Mexico")],
        [open_("Tobias Renn", "who paid for the wall along the river")],
        [open_("Ida Falk", "the wall of the old church")],
    )
    found = answers(accounts.compare(record, "wall"))
    assert found["withholds"] == ["Tobias Renn"]
    assert found["also"] == ["Ida Falk"]


def test_who_denies_the_very_words_says_no_and_who_asks_neither(made: Make) -> None:
    froze = "the harbour froze in winter"
    record = made(
        *[[yes(f"Voice {letter}son", froze)] for letter in "ABCDEFGH"],
        [no("Mara Lind", froze)],
        [yes("Ove Sand", "Did the harbour freeze, and who saw that the harbour froze in winter?")],
    )
    found = answers(accounts.compare(record, "harbour"))
    assert len(found["yes"]) == 8
    assert found["no"] == ["Mara Lind"]
    assert found["also"] == ["Ove Sand"]


def test_best_sourced_first_and_a_copy_says_nothing_of_its_own(made: Make) -> None:
    # Two copies of one text, in which somebody without a name says it, and two texts of another speaker.
    record = made(
        [yes("two engineers", GATE)],
        [yes("two engineers", GATE)],
        [yes("Mara Lind", GATE)],
        [yes("Mara Lind", GATE)],
        wire=2,
    )
    held = [(p.name, p.origins) for p in accounts.compare(record, "prefect").positions]
    assert held[0] == ("Mara Lind", 2)
    assert [origins for _, origins in held[1:]] == [1]
    (claim,) = accounts.claims(record)
    assert (claim.size, claim.origins) == (4, 3)


def test_claims_with_most_independent_texts_come_first(made: Make) -> None:
    bridge = "the chapel bridge was closed to all carts by the wardens"
    record = made(*[[yes("Mara Lind", bridge)]] * 3, [yes("Ove Sand", GATE)], [yes("Ida Falk", GATE)], wire=3)
    found = accounts.claims(record)
    assert [(c.size, c.origins) for c in found] == [(2, 2), (3, 1)]
    assert [c.id for c in found] == [
        c.id for at in (0, 1) for c in accounts.claims(record, limit=1, offset=at)
    ]
    assert accounts.how_many(record) == 2


def test_words_that_say_nothing_make_no_claim(made: Make) -> None:
    record = made([yes("Mara Lind", "so")], [yes("Mara Lind", "so")])
    assert accounts.claims(record) == ()


def test_other_claims_with_the_words_are_named(made: Make) -> None:
    other = "the gate of the old churchyard was painted green by volunteers"
    record = made(
        [yes("Mara Lind", GATE)], [no("Ove Sand", GATE)], [yes("Ida Falk", other)], [yes("Nils Orr", other)]
    )
    found = accounts.compare(record, "gate")
    assert [c.wording for c in found.others] == [other]
    told = CliRunner().invoke(program, ["compare", "gate", "--record", str(record.path)]).output
    assert f"onrecord compare --claim {found.others[0].id}" in told


def test_neither_or_both_of_words_and_a_claim_is_refused(made: Make) -> None:
    record = made([yes("Mara Lind", GATE)])
    for arguments in ([], ["gate", "--claim", "abcd"]):
        result = CliRunner().invoke(program, ["compare", *arguments, "--record", str(record.path)])
        assert "give words to look for, or --claim ID" in str(result.exception)
    with pytest.raises(NotFound):
        accounts.compare(record, claim="zz")


def test_the_table_for_a_spreadsheet(made: Make) -> None:
    record = made([yes("Mara Lind", GATE)], [no("Ove Sand", "=" + GATE)])
    result = CliRunner().invoke(program, ["compare", "gate", "--csv", "--record", str(record.path)])
    rows = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode("utf-8-sig"))))
    assert [(r["answer"], r["held_by"], r["origins"]) for r in rows] == [
        ("yes", "Mara Lind", "1"),
        ("no", "Ove Sand", "1"),
    ]
    assert rows[1]["content"].startswith("'="), "a cell that a spreadsheet would run"
    assert rows[0]["content_spans"].count("-") == 1
    for verb in ("clashes", "changes", "drift"):
        result = CliRunner().invoke(program, [verb, "--csv", "--record", str(record.path)])
        lines = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode("utf-8-sig"))))
        assert [r["left_name"] for r in lines] == (["Mara Lind"] if verb == "clashes" else [])


def test_how_sure_a_clash_is_stands_with_it(made: Make) -> None:
    record = made([yes("Mara Lind", GATE)], [yes("Ove Sand", GATE.replace("was", "was not"))])
    (link,) = accounts.clashes(record)
    assert link.sure is not None
    told = CliRunner().invoke(program, ["clashes", "--record", str(record.path)]).output
    assert f"({link.sure:.0%} sure)" in " ".join(told.split())
    (row,) = accounts.links(record, Relation.CONTRADICTS)
    assert row["sure"] == link.sure


def test_two_names_under_one_quotation_are_both_told(tmp_path: Path) -> None:
    words = "“The Kessary gate was opened on the {}orders of the prefect of the province.”"
    with open_record(tmp_path / "r.db", create=True) as record:
        for number, (name, more) in enumerate([("Mara Lind", ""), ("Ove Sand", "written ")]):
            found = reported(
                [Report(name, words.format(more), Polarity.AFFIRMS)],
                outlet=f"Outlet {number}",
                published=date(2031, 1, 1 + number),
                lead=f"Article {number}. ",
            )
            record.add(found, model="made/1")
        assert update(record.links()) == ()
        assert [len(d.edits) for d in accounts.drift(record)] == [1]
    told = CliRunner().invoke(program, ["drift", "--record", str(tmp_path / "r.db")]).output
    assert told.startswith("Mara Lind in one, Ove Sand in the other: “written” added")
    told = CliRunner().invoke(program, ["drift", "sand", "--record", str(tmp_path / "r.db")]).output
    assert "“written” added" in told


def test_words_drift_from_what_was_published_first(tmp_path: Path) -> None:
    # The first article says that it was said in May, the second one does not say when.
    words = "“The Kessary gate was opened on the {}orders of the prefect of the province.”"
    with open_record(tmp_path / "r.db", create=True) as record:
        for number, more in enumerate(["", "written "]):
            found = reported(
                [Report("Mara Lind", words.format(more), Polarity.AFFIRMS)],
                outlet=f"Outlet {number}",
                published=date(2031, 6, 2 - number),
                lead=f"Article {number}. ",
            )
            if not number:
                said = Said(date(2031, 5, 1), date(2031, 5, 31), (Span(0, 7),))
                found = replace(found, attributions=(replace(found.attributions[0], said=said),))
            record.add(found, model="made/1")
        assert update(record.links()) == ()
        (one,) = accounts.drift(record)
        assert (one.link.left.outlet, one.link.right.outlet) == ("Outlet 1", "Outlet 0")
        assert [str(edit) for edit in one.edits] == ["“written” dropped"]
