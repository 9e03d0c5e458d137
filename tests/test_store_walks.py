"""All links page by page, and those of one speaker, are the links that are there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from tests.test_link_order import extraction

from onrecord import accounts, judging
from onrecord.link.quotes import Fit
from onrecord.link.update import update
from onrecord.model import Polarity, Relation, Verdict
from onrecord.store import Record, open_record, walks
from onrecord.store.walks import disputes, surest, varied, walk

NAMES = ["Mara Lind", "Ove Sand", "Tobias Renn"]
GATES = ["opened", "not opened", "closed", "opened at 4 a.m"]


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """Three people who each say four things of one gate, and two of whom say them twice."""
    with open_record(tmp_path / "r.db", create=True) as opened:
        for number, (name, gate) in enumerate([*product(NAMES, GATES), *product(NAMES[:2], GATES)]):
            said = [(name, Polarity.AFFIRMS, f"the Kessary gate was {gate} on the orders of the prefect")]
            opened.add(extraction(number, (said, False, number, f"Outlet {number}", "")), model="made/1")
        assert update(opened.links()) == ()
        first, second, *_ = opened.statements()
        judging.judge(opened, Verdict.CONFIRMED, first.id, second.id, relation=Relation.UPDATES, by="ada")
        clash = accounts.clashes(opened)[0]
        judging.judge(opened, Verdict.REJECTED, clash.left.id, clash.right.id, by="ada")
        yield opened


@pytest.mark.parametrize("relations", [(), (Relation.CONTRADICTS,), (Relation.UPDATES, Relation.AGREES)])
def test_walking_meets_every_link_once(
    record: Record, relations: tuple[Relation, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walks, "WALKED", 3)
    found = list(walk(record, *relations))
    everything = record.links().links(*relations)
    assert len(found) == len(everything) > 3
    assert set(found) == set(everything)


def test_the_disputes_of_a_speaker_are_those_that_he_is_in(record: Record) -> None:
    speakers = sorted({s.speaker for s in record.statements() if s.speaker})
    assert len(speakers) == 3
    for speaker, relation in product(speakers, (Relation.CONTRADICTS, Relation.UPDATES)):
        wanted = {x for x in record.links().links(relation) if speaker in (x.left.speaker, x.right.speaker)}
        assert wanted
        assert set(disputes(record, relation, [speaker])) == wanted
    assert disputes(record, Relation.UPDATES, []) == ()


def test_a_quotation_that_varies_is_met_and_one_that_does_not_is_left_out(record: Record) -> None:
    everything = record.links().links(Relation.SAME_QUOTE)
    whole = {x for x in everything if x.signal == Fit.WHOLE}
    assert whole
    assert set(varied(record, Fit.WHOLE)) == set(everything) - whole
    for speaker in sorted({s.speaker for s in record.statements() if s.speaker}):
        theirs = {x for x in everything if speaker in (x.left.speaker, x.right.speaker)}
        assert set(varied(record, "none", [speaker])) == theirs
        assert theirs


@pytest.mark.parametrize("relation", [Relation.CONTRADICTS, Relation.UPDATES])
def test_the_surest_read_in_steps_are_all_that_show(
    record: Record, relation: Relation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walks, "WALKED", 3)
    everything = record.links().links(relation)
    found, more = surest(record, relation, most=999)
    assert not more
    assert len(found) == len(everything) > 3
    assert set(found) == set(everything)
    few, more = surest(record, relation, most=2)
    assert more
    assert len(few) < len(found)
    assert few == found[: len(few)]
    assert walks.amount(record, relation) > 0


@pytest.mark.parametrize("relation", [Relation.CONTRADICTS, Relation.UPDATES])
def test_pages_of_matters_are_all_matters(record: Record, relation: Relation) -> None:
    whole = accounts.listed(record, relation, limit=99)
    assert not whole.more
    assert len(whole.found) > 2
    pages = [accounts.listed(record, relation, limit=2, offset=at) for at in range(0, len(whole.found), 2)]
    assert [m.link for page in pages for m in page.found] == [m.link for m in whole.found]
    assert [page.more for page in pages] == [True] * (len(pages) - 1) + [False]
