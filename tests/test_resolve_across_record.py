"""People of a real record: who is one, what people judge, and that no order of arrival matters."""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

import pytest
from bench.invented_people import World
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord
from invented import MODEL, Named, article
from onrecord import identities
from onrecord.errors import NotFound, UsageError
from onrecord.model import Entity, EntityKind, Extraction
from onrecord.resolve.across import update
from onrecord.store import Record, open_record


@pytest.fixture
def record(tmp_path: Path):
    with open_record(tmp_path / "r.db", create=True) as opened:
        yield opened


def add(record: Record, *articles: list[Named], first: int = 0, **more: object) -> list[Extraction]:
    made = [article(first + i, people, **more) for i, people in enumerate(articles)]
    for each in made:
        record.add(each, model=MODEL)
    update(record.people())
    return made


def people(record: Record) -> set[frozenset[tuple[str, str]]]:
    """Who is one: sets of (document, name)."""
    found: dict[str, set[tuple[str, str]]] = {}
    for each in record.extractions():
        for entity in each.entities:
            if entity.kind is EntityKind.PERSON:
                found.setdefault(entity.id, set()).add((each.document.id, entity.name))
    return {frozenset(group) for group in found.values()}


def names(record: Record) -> list[list[str]]:
    return sorted(sorted(name for _, name in group) for group in people(record))


CHAIR = "chair of the Farmers' Union"


def test_variants_of_one_name_are_one(record: Record) -> None:
    add(
        record,
        [("Muammar Gaddafi", "colonel of Libya")],
        [("Moammar Qaddafi", None)],
        [("Muammar al-Gaddafi", "Libya colonel")],
        [("Moamar Kadhafi", "colonel of Libya")],
    )
    assert len(people(record)) == 1


def test_namesakes_with_other_offices_are_two(record: Record) -> None:
    add(record, [("Jon Hale", "mayor of Brannet"), ("Ada Quill", None), ("Tom Ferris", None)])
    other = [("Jon Hale", "lawyer of the Vale Court"), ("Lena Brook", None), ("Ivo Marsh", None)]
    add(record, other, first=1, outlet="Pier")
    assert sum("Jon Hale" in group for group in names(record)) == 2


def test_somebody_without_context_goes_where_the_company_is(record: Record) -> None:
    add(record, [("Jon Hale", "mayor of Brannet"), ("Ada Quill", None), ("Tom Ferris", None)])
    other = [("Lena Brook", None), ("Ivo Marsh", None)]
    add(record, [("Jon Hale", "lawyer of the Vale Court"), *other], first=1, outlet="Pier")
    add(record, [("Jon Hale", None), *other], first=2, outlet="Pier")
    assert [g for g in names(record) if g[0] == "Jon Hale"] == [["Jon Hale"], ["Jon Hale", "Jon Hale"]]


def test_a_bare_surname_never_chains_two_people(record: Record) -> None:
    add(
        record,
        [("Mara Lind", CHAIR)],
        [("Tom Lind", "mayor of Brannet")],
        [("Lind", None)],
        [("Lind", None)],
        [("M. Lind", None)],
    )
    groups = people(record)
    assert not any({"Mara Lind", "Tom Lind"} <= {name for _, name in group} for group in groups)
    assert names(record).count(["Lind"]) == 2


def test_a_bare_surname_with_its_office_is_its_bearer(record: Record) -> None:
    add(record, [("Mara Lind", CHAIR)], [("Tom Lind", "mayor of Brannet")], [("Lind", CHAIR)])
    assert ["Lind", "Mara Lind"] in names(record)


def test_generations_and_genders_are_apart(record: Record) -> None:
    add(
        record,
        [("Jon Hale Sr.", CHAIR)],
        [("Jon Hale Jr.", CHAIR)],
        [("Kim Berg", "spokesman of the port")],
        [("Kim Berg", "spokeswoman of the port")],
    )
    assert len(people(record)) == 4


def test_father_and_son_of_one_article_stay_there(record: Record) -> None:
    add(record, [("Jon Hale", None), ("Jon Hale", None)], [("Jon Hale", None)])
    assert len({e.id for found in record.extractions() for e in found.entities}) == 3


WORLD = list(World(7, 40, 160).articles())


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False), st.integers(1, 30))
def test_no_order_of_arrival_matters(rng: random.Random, often: int) -> None:
    """One by one, in batches, in any order: the same people, with the same ids, judgements included."""
    made = [article(p.number, [(n.name, n.description) for n in p.people], outlet=p.outlet) for p in WORLD]
    ids = []
    for order in (made, rng.sample(made, len(made))):
        with tempfile.TemporaryDirectory() as folder, open_record(f"{folder}/r.db", create=True) as record:
            for i, each in enumerate(order):
                record.add(each, model=MODEL)
                if order is made or i % often == 0:
                    update(record.people())
            update(record.people())
            ids.append({(e.document.id, x.name, x.id) for e in record.extractions() for x in e.entities})
    assert ids[0] == ids[1]


@pytest.mark.parametrize("first", [0, 1, 2])
def test_a_name_that_two_share_where_it_stands_first_still_meets_its_variants(
    record: Record, first: int
) -> None:
    articles = [
        [("Donna Craning", None), ("Donna Craning", None)],
        [("Donna Craning", "farmer"), ("Tom Ferris", None)],
        [("Dona Craning", "farmer"), ("Tom Ferris", None)],
    ]
    made = [article(i, who) for i, who in enumerate(articles)]
    for each in made[first:] + made[:first]:
        record.add(each, model=MODEL)
        update(record.people())
    assert frozenset((made[i].document.id, articles[i][0][0]) for i in (1, 2)) in people(record)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_order_of_judging_matters(data: st.DataObject) -> None:
    made = [article(i, [("Mara Lind", CHAIR), ("Tom Ferris", None)]) for i in range(4)]
    made += [article(9, [("Ada Quill", "mayor of Brannet")])]
    who = [f"{e.document.id}:{e.entities[0].name}" for e in made]
    edge = st.tuples(st.sampled_from(["same", "different", "unsure"]), *[st.sampled_from(who)] * 2)
    edges = data.draw(st.lists(edge.filter(lambda e: e[1] != e[2]), min_size=1, max_size=6))
    shuffled = data.draw(st.permutations(edges))
    late = data.draw(st.integers(0, len(made)))
    found = []
    for order, docs in ((edges, made), (shuffled, made[late:] + made[:late])):
        with tempfile.TemporaryDirectory() as folder, open_record(f"{folder}/r.db", create=True) as record:
            for each in docs:
                record.add(each, model=MODEL)
            for verdict, left, right in order:
                identities.judge(record, verdict, left, right, by="ada")
            conflicts = identities.standing(record).conflicts
            found.append((people(record), len(conflicts)))
    assert found[0] == found[1]


def test_figures_that_leave_a_person_are_not_brought_back_by_another_group(record: Record) -> None:
    made = [article(i, [("Mara Lind", CHAIR), ("Tom Ferris", None)]) for i in range(4)]
    for each in made:
        record.add(each, model=MODEL)
    a, b, c, d = sorted(f"{e.document.id}:Mara Lind" for e in made)
    for verdict, left, right in [("same", a, b), ("same", c, d), ("unsure", b, c)]:
        identities.judge(record, verdict, left, right, by="ada")
    linds = {
        e.document.id: next(x.id for x in e.entities if x.name == "Mara Lind") for e in record.extractions()
    }
    ids = [linds[each.split(":")[0]] for each in (a, b, c, d)]
    assert ids[0] == ids[1] != ids[2] == ids[3]


def test_merge_split_and_undo(record: Record) -> None:
    made = add(record, [("Mara Lind", CHAIR)], [("Mara Lind", CHAIR)], [("Maren Lindqvist", None)])
    assert len(people(record)) == 2
    merged = onrecord.merge("Mara Lind", "Maren Lindqvist", record=record, by="ada", why="married")
    assert len(people(record)) == 1
    assert onrecord.why("Mara Lind", "Maren Lindqvist", record=record).same
    one, other = (f"{each.document.id}:Mara Lind" for each in made[:2])
    split = onrecord.split(one, other, record=record, by="ada")
    assert names(record) == [["Mara Lind"], ["Mara Lind", "Maren Lindqvist"]]
    onrecord.undo(split.id, record=record, by="ada")
    assert len(people(record)) == 1
    gone = onrecord.undo(merged.id[:5], record=record, by="ada")
    assert gone.withdrawn
    assert len(people(record)) == 2
    assert onrecord.judgements(record=record).judgements == ()
    assert len(onrecord.judgements(record=record, withdrawn=True).judgements) == 2
    with pytest.raises(UsageError, match="withdrawn already"):
        onrecord.undo(merged.id, record=record, by="ada")


def test_a_judgement_survives_a_re_run(record: Record) -> None:
    made = add(record, [("Mara Lind", CHAIR)], [("Mara Lind", CHAIR)])
    one, other = (f"{each.document.id}:Mara Lind" for each in made)
    onrecord.split(one, other, record=record, by="ada")
    for each in made:
        record.add(each, model="invented/2")
    record.choose("invented/2")
    update(record.people())
    assert len(people(record)) == 2
    add(record, [("Mara Lind", CHAIR)], first=5)
    assert sorted(map(len, people(record))) == [1, 2]


def test_another_version_of_the_placer_finds_the_same_people(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in WORLD[:12]:
        who = [(n.name, n.description) for n in each.people]
        record.add(article(each.number, who, outlet=each.outlet), model=MODEL)
    update(record.people())
    made = add(record, [("Mara Lind", CHAIR)], [("Mara Lind", CHAIR)], first=900)
    one, other = (f"{each.document.id}:Mara Lind" for each in made)
    onrecord.split(one, other, record=record, by="ada")
    derived = "SELECT text, readings FROM forms", "SELECT * FROM form_links", "SELECT * FROM form_keys"
    before = people(record), [sorted(record._db.rows(sql)) for sql in derived]
    monkeypatch.setitem(update.__globals__, "PLACER", "people/next")
    assert update(record.people()) == 14
    assert (people(record), [sorted(record._db.rows(sql)) for sql in derived]) == before


def test_a_split_leaves_the_rest_with_the_whole(record: Record) -> None:
    made = add(record, *[[("Mara Lind", CHAIR)]] * 6)
    onrecord.split(f"{made[0].document.id}:Lind", f"{made[3].document.id}:Lind", record=record, by="ada")
    assert sorted(map(len, people(record))) == [1, 5]


def test_judgements_that_contradict_each_other_decide_nothing(record: Record) -> None:
    add(record, [("Mara Lind", CHAIR)], [("Ada Quill", None)], [("Tom Ferris", None)])
    before = people(record)
    edges = [
        onrecord.merge("Mara Lind", "Ada Quill", record=record, by="ada"),
        onrecord.merge("Ada Quill", "Tom Ferris", record=record, by="ben"),
    ]
    assert len(people(record)) == 1
    edges.append(onrecord.split("Tom Ferris", "Mara Lind", record=record, by="cem"))
    found = onrecord.judgements(record=record)
    assert [set(c) for c in found.conflicts] == [{e.id for e in edges}]
    assert found.conflicts[0][0] == edges[2].id
    assert people(record) == before
    onrecord.undo(edges[0].id, record=record, by="ada")
    assert onrecord.judgements(record=record).conflicts == ()
    assert names(record) == [["Ada Quill", "Tom Ferris"], ["Mara Lind"]]


def test_same_and_different_that_can_both_hold_do(record: Record) -> None:
    """The machine holds a and b for one, and c and d; somebody says that a is c, and b is not d."""
    made = add(
        record,
        *[[("Mara Lind", CHAIR)]] * 2,
        *[[("Ada Quill", "mayor of Brannet")]] * 2,
    )
    a, b, c, d = (f"{e.document.id}:{e.entities[0].name}" for e in made)
    onrecord.merge(a, c, record=record, by="ada")
    onrecord.split(b, d, record=record, by="ada")
    groups = {frozenset(doc for doc, _ in group) for group in people(record)}
    ids = [e.document.id for e in made]
    assert any({ids[0], ids[2]} <= group for group in groups)
    assert not any({ids[1], ids[3]} <= group for group in groups)


def test_an_explanation_has_its_evidence(record: Record) -> None:
    add(record, [("Mara Lind", CHAIR), ("Tom Ferris", None)])
    add(record, [("Mara Lind", "head of the port"), ("Tom Ferris", None)], first=2)
    add(record, [("Maria Lind", None)], first=3)
    found = onrecord.why("Mara Lind", "Maria Lind", record=record)
    assert found.score is None
    assert found.reasons[0].text == "different given names"
    for each in found.evidence:
        assert each.span.of(record.document(each.document).text) == each.words
    assert CHAIR in [each.words for each in found.evidence]


def test_who_finds_a_spelling_that_nobody_used(record: Record) -> None:
    text = article(1, [("Muammar Gaddafi", "colonel")])
    record.add(text, model=MODEL)
    update(record.people())
    (kept,) = record.extraction(text.document.id).entities
    assert identities.variants(record, "Moammar Khadafi") == (kept.id,)
    assert onrecord.who("Moammar Khadafi", record=record) == ()
    with pytest.raises(NotFound):
        onrecord.who("Boris Ivanov", record=record)


def test_an_old_id_still_finds_who_it_was(record: Record) -> None:
    made = add(record, [("Mara Lind", CHAIR)], [("Ada Quill", "mayor of Brannet")])
    ids = [e.id for each in made for e in record.extraction(each.document.id).entities]
    onrecord.merge(*ids, record=record, by="ada")
    kept = {e.id for each in made for e in record.extraction(each.document.id).entities}
    assert len(kept) == 1
    for id_ in ids:
        assert record.who(id_) == ()


BAD = ["Hope", "May", "习近平", "عمر الشريف", "Ωνάσης", "x" * 300, "Mara " * 60, "🚜", "J.", "Dr.", "O’"]
BAD += ["Jr. Sr.", "\u200f", "Mara\nLind"]


def test_names_of_any_kind_are_placed(record: Record) -> None:
    add(record, *[[(name, "mayor of Brannet"), ("Mara Lind", None)] for name in BAD * 2])
    assert record.verify() == ()
    by_name = {}
    for group in people(record):
        for _, name in group:
            by_name.setdefault(name, []).append(group)
    assert len(by_name["习近平"]) == 2
    assert by_name["习近平"][0] == by_name["习近平"][1]


def test_an_article_of_two_thousand_people(record: Record) -> None:
    begun = time.process_time()
    add(record, [(f"Person{i % 50} Name{i}", None) for i in range(2000)])
    add(record, [(f"Person{i % 50} Name{i}", "mayor") for i in range(2000)], first=1)
    assert time.process_time() - begun < 60
    assert all(len(group) == 2 for group in people(record))


def test_a_broken_off_update_goes_on(record: Record) -> None:
    for i in range(450):
        record.add(article(i, [(f"Mara Lind{i % 7}", CHAIR)]), model=MODEL)

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        update(record.people(), told=stop)
    assert record.verify() == ()
    assert update(record.people()) == 250
    assert len(people(record)) == 7


def test_a_table_of_names_links_those_who_are_one_item(record: Record, tmp_path: Path) -> None:
    table = tmp_path / "names.tsv"
    table.write_text("item\tname\nQ1\tMara Lind\nQ2\tJon Hale\nQ3\tJon Hale\n", encoding="utf-8")
    assert identities.wikidata(table) == {"mara lind": "Q1"}
    with pytest.raises(NotFound):
        identities.wikidata(tmp_path / "no.csv")
    (tmp_path / "bad.csv").write_text("a,b\n", encoding="utf-8")
    with pytest.raises(onrecord.OnRecordError, match="Q123"):
        identities.wikidata(tmp_path / "bad.csv")


def test_a_name_of_two_cannot_be_judged_without_more(record: Record) -> None:
    add(record, [("Jon Hale", "mayor of Brannet")], [("Tom Hale", None)])
    with pytest.raises(UsageError, match="DOCUMENT:NAME"):
        onrecord.merge("Hale", "Jon Hale", record=record, by="ada")
    with pytest.raises(UsageError, match="one and the same"):
        onrecord.merge("Jon Hale", "Jon Hale", record=record, by="ada")
    first = next(d for d in record.extractions() if d.entities[0].name == "Jon Hale").document.id
    with pytest.raises(NotFound, match="there are: Jon Hale"):
        onrecord.merge(f"{first}:Quill", "Tom Hale", record=record, by="ada")


def test_a_person_is_no_entity_without_name(record: Record) -> None:
    made = article(1, [("Mara Lind", None)])
    blank = Extraction(made.document, (), (), (Entity("e1", EntityKind.UNNAMED, "two officials"),))
    record.add(blank, model=MODEL)
    update(record.people())
    with pytest.raises(UsageError, match="only those can be judged"):
        onrecord.merge("officials", "officials", record=record, by="ada")
