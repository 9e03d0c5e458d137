"""The verbs over accounts as a person sees them: golden pages over the samples as people marked them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.test_link_order import extraction

from onrecord import accounts, judging
from onrecord.accounts import Claim, Comparison, Position
from onrecord.cli import onrecord as program
from onrecord.link.update import update
from onrecord.model import Polarity, Relation, Verdict
from onrecord.show import terminal
from onrecord.show.terminal.paper import columns
from onrecord.store import Record, Statement, open_record
from onrecord.store.judged import LinkJudgement
from onrecord.store.links import Link
from page_samples import sample, sample_record
from test_cli_terminal import PLAIN, check

NUMBERS = [f"{number:02}" for number in range(1, 14)]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = sample_record(tmp_path_factory.mktemp("accounts") / "r.db", *NUMBERS)
    with open_record(where) as record:
        assert update(record.links()) == ()
    return where


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    with open_record(path) as opened:
        yield opened


def told(record: Record, *words: str) -> tuple[Statement, ...]:
    """The statements that begin with these words, in this order."""
    said = record.statements()
    return tuple(next(s for s in said if str(s.content).startswith(begin)) for begin in words)


def link(relation: Relation, left: Statement, right: Statement, why: str) -> Link:
    return Link(relation, 0.9, "negation", why, left, right, left.content.spans, right.content.spans)


CALLED = ("“I was not telephoned", "that nobody had called her", "he called Brask", "that Arday had")


class TestPages:
    """Made of statements of the samples by hand, so that they do not change with what the linker finds."""

    def test_claims(self, record: Record) -> None:
        said = told(record, *CALLED)
        one = Claim(
            "3352ca2a9c6c",
            1_204,
            31,
            date(2026, 4, 13),
            date(2026, 5, 2),
            str(said[0].content),
            said[:2],
            (
                LinkJudgement(
                    key=1,
                    verdict=Verdict.REJECTED,
                    relation=Relation.CONTRADICTS,
                    left=(said[0].document, said[0].id),
                    right=(said[1].document, said[1].id),
                    by="Ada Quill",
                    note="two different calls,\n on two nights",
                    at=datetime(2026, 5, 3, 9, 30),
                    withdrawn=False,
                    outdated=False,
                ),
            ),
            {said[1].id: "calls before one o’clock"},
        )
        two = Claim("7ee4b1952f6f", 1, 1, None, None, " ".join(["he called Brask"] * 40), said[2:3])
        check("claims", terminal.claims([one, two], PLAIN))
        check("claim", terminal.claim(one, PLAIN, offset=50))

    def test_compare(self, record: Record) -> None:
        denied, nobody, called, open_ = told(record, *CALLED)
        so = next(s for s in record.who("brask") if str(s.content) == "so")
        claim = Claim("3352ca2a9c6c", 2, 2, denied.when, nobody.when, str(denied.content), (denied, nobody))
        positions = [
            Position("yes", "Edda Brask", (denied, nobody, denied), 2, denied.when, nobody.when),
            Position("no", "Clemens Arday", (called,), 1, called.when, called.when),
            Position("no", "Edda Brask", (so,), 1, so.when, so.when),
            *(Position("withholds", f"Voice {n}", (open_,), 1, None, None) for n in range(14)),
            *(Position("also", f"Voice {n}", (open_,), 1, None, None) for n in range(7)),
        ]
        links = [
            link(
                Relation.CONTRADICTS,
                denied,
                called,
                "Edda Brask said “not telephoned”, Clemens Arday “called”.",
            ),
            link(Relation.UPDATES, denied, so, "Edda Brask said “so” first and denied it later."),
            link(
                Relation.CONTRADICTS,
                nobody,
                called,
                "Edda Brask said “nobody had called”, Clemens Arday “called”.",
            ),
        ]
        matters = accounts.matters(links)
        assert [each.more for each in matters] == [1, 0]
        found = Comparison(
            claim,
            tuple(positions),
            tuple(links),
            {called.id: "night calls"},
            (replace(claim, id="0f2ed7c2ce5c", polarity=Polarity.DENIES),),
        )
        check("compare", [*terminal.comparison(found, matters, PLAIN)])
        check("clashes", terminal.meetings("Where accounts clash", [each.link for each in matters], PLAIN))

    @pytest.mark.parametrize("width", [40, 72])
    def test_no_line_is_wider_than_the_paper(self, record: Record, width: int) -> None:
        paper = terminal.Paper(width)
        found = accounts.compare(record, "gates")
        lines = [
            *terminal.claims(accounts.claims(record), paper),
            *terminal.comparison(found, accounts.matters(found.links), paper),
            *terminal.meetings("Where accounts clash", accounts.clashes(record), paper),
        ]
        assert max(map(columns, lines)) <= width


def test_what_a_bare_number_counts_is_compared_by_the_words_before_it(tmp_path: Path) -> None:
    # "… the number of flooded homes at 212" is not found to be anybody's statement here, as a machine may
    # miss it; what the commander and the spokeswoman say are numbers alone.
    whole = sample("04")
    found = [
        a for a in whole.attributions if "homes" not in " ".join(s.of(whole.document.text) for s in a.content)
    ]
    assert len(found) < len(whole.attributions)
    with open_record(tmp_path / "r.db", create=True) as record:
        record.add(replace(whole, attributions=tuple(found)), model="made/1")
        assert update(record.links()) == ()
        for words in ("flooded homes", "flood* homes"):
            answers = {
                (p.answer, str(p.statements[0].content)) for p in accounts.compare(record, words).positions
            }
            assert ("no", "that 212 was correct") in answers
            assert any(answer == "yes" and "340" in content for answer, content in answers)
        found_ = accounts.compare(record, "flooded homes")
        correct = next(s for p in found_.positions for s in p.statements if "212" in str(s.content))
        assert found_.counted[correct.id] == "flooded homes"
        assert found_.links[0].explanation.endswith("“212”; both about “flooded” and “homes”.")
        printed = "\n".join(terminal.comparison(found_, accounts.matters(found_.links), PLAIN))
        assert "that 212 was correct [flooded homes]" in " ".join(printed.split())


def test_what_has_the_words_and_takes_no_side_is_told_beside_it(record: Record) -> None:
    found = accounts.compare(record, "gates")
    also = [p for p in found.positions if p.answer == "also"]
    assert also
    sides = {s.id for p in found.positions if p.answer in ("yes", "no") for s in p.statements}
    assert not sides & {s.id for p in also for s in p.statements}
    assert all("gate" in str(s.content).lower() for p in also for s in p.statements)


def test_a_matter_is_told_once_and_its_reports_are_counted(record: Record) -> None:
    clashes = accounts.clashes(record)
    told = accounts.matters(clashes)
    assert len(told) < len(clashes)
    assert sum(1 + each.more for each in told) == len(clashes)


def test_a_claim_is_headed_by_words_that_say_something(tmp_path: Path) -> None:
    said = [
        ("Mara Lind", Polarity.AFFIRMS, "so"),
        ("Ove Sand", Polarity.AFFIRMS, "the chapel bridge was closed"),
    ]
    with open_record(tmp_path / "r.db", create=True) as record:
        record.add(extraction(1, (said, False, 3, "Dawn", "")), model="made/1")
        assert update(record.links()) == ()
        one, two = sorted(record.statements(), key=lambda s: len(str(s.content)))
        judging.judge(record, Verdict.SAME, one.id, two.id, by="ada")
        assert accounts.claim(record, one.id).wording == "the chapel bridge was closed"


def test_a_page_of_a_claim(path: Path) -> None:
    def run(*arguments: str) -> str:
        result = CliRunner().invoke(program, ["claim", *arguments, "--record", str(path)])
        assert result.exit_code == 0, result.output
        return result.output

    with open_record(path, readonly=True) as record:
        (first, *_) = accounts.claims(record, "sirens sounded")
    whole = json.loads(run(first.id, "--json"))["statements"]
    pages = [
        each
        for offset in range(0, first.size, 2)
        for each in json.loads(run(first.id, "--json", "--limit", "2", "--offset", str(offset)))["statements"]
    ]
    assert pages == whole
    assert "more: --offset 2" in run(first.id, "--limit", "2")
    assert "--offset" not in run(first.id)
    assert f"no more than these {first.size}" in run(first.id, "--offset", "99")


def test_every_change_or_each_once(path: Path) -> None:
    short, full = (
        CliRunner().invoke(program, ["changes", *more, "--record", str(path)]).output
        for more in ((), ("--all",))
    )
    with open_record(path, readonly=True) as record:
        found = accounts.changes(record)
    assert sum(link.left.id in full and link.right.id in full for link in found) == len(found)
    assert len(short.splitlines()) < len(full.splitlines())
    assert "of their statements." in short
    assert "of their statements." not in full


def test_who_confirmed_a_clash_is_named(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "r.db"
    copy.write_bytes(path.read_bytes())
    with open_record(copy) as record:
        (first, *_) = accounts.compare(record, "telephoned").links
        judging.judge(
            record, Verdict.CONFIRMED, first.left.id, first.right.id, relation=first.relation, by="ada"
        )
    result = CliRunner().invoke(program, ["compare", "telephoned", "--record", str(copy)])
    assert "ada has confirmed it." in " ".join(result.output.split())
    assert first.relation in (Relation.CONTRADICTS, Relation.UPDATES)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["claims", "zeppelin"], "nobody on record said anything with the words 'zeppelin'"),
        (["changes", "lomax"], "no change of position by 'lomax' is on record"),
    ],
)
def test_what_is_not_there_is_said(path: Path, arguments: list[str], told: str) -> None:
    result = CliRunner().invoke(program, [*arguments, "--record", str(path)])
    assert told in result.output
