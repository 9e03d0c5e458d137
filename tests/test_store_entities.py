"""Who is one entity across documents, and who is not; and ids that do not depend on the order of arrival."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Entity, EntityKind, Extraction, Mention, MentionForm, Span
from onrecord.store import open_record
from onrecord.store.entities import record_ids
from onrecord.store.names import folded_words, name_key
from store_samples import MODEL, article, one_statement, unnamed
from strategies import extractions


def id_of(name: str, **more: object) -> str:
    (found,) = record_ids(one_statement(name, "that it would", **more)).values()
    return found


@pytest.mark.parametrize(
    "other",
    ["MARA LIND", "Mara  Lind", "mara\u00a0lind", "Ｍａｒａ Lind", " Mara Lind", "\u200eMara Lind\u200f"],
)
def test_the_same_name_is_the_same_entity(other: str) -> None:
    assert name_key(other) == name_key("Mara Lind")


TYPOGRAPHY = [("O’Hara", "O'Hara"), ("Bjørn–Hansen", "Bjørn-Hansen"), ("STRASSE", "Straße")]


@pytest.mark.parametrize(("one", "other"), TYPOGRAPHY)
def test_typography_does_not_make_another_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize("other", ["Mara Lindt", "Lind", "Mara Lind Jr.", "M. Lind", "Mära Lind"])
def test_another_name_is_another_entity(other: str) -> None:
    assert id_of(other) != id_of("Mara Lind")


def test_an_id_is_twelve_hexadecimal_digits_whatever_the_document() -> None:
    assert re.fullmatch("[0-9a-f]{12}", id_of("Mara Lind"))
    assert id_of("Mara Lind") == id_of("Mara Lind", outlet="Peninsula Post", published="2026-06-01")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (EntityKind.PERSON, EntityKind.UNKNOWN, True),
        (EntityKind.ORGANISATION, EntityKind.GROUP, True),
        (EntityKind.PERSON, EntityKind.ORGANISATION, False),
        (EntityKind.PLACE, EntityKind.PERSON, False),
        (EntityKind.PLACE, EntityKind.ORGANISATION, False),
    ],
)
def test_kinds_must_agree(one: EntityKind, other: EntityKind, same: bool) -> None:
    ids = {id_of("Vale", kinds={"Vale": kind}) for kind in (one, other)}
    assert (len(ids) == 1) is same


@pytest.mark.parametrize("kind", [EntityKind.UNNAMED, EntityKind.GROUP])
def test_who_is_not_named_belongs_to_the_document(kind: EntityKind) -> None:
    ids = set()
    for outlet in ("Vale Herald", "Peninsula Post"):
        found = one_statement("two officials", "that it would", outlet=outlet, kinds={"two officials": kind})
        ids |= set(record_ids(unnamed(found, "two officials")).values())
    assert len(ids) == 2


def test_father_and_son_of_one_name_stay_apart_and_out_of_other_documents() -> None:
    entities = (Entity("e1", EntityKind.PERSON, "Jon Hale"), Entity("e2", EntityKind.PERSON, "Jon Hale"))
    text = one_statement("Jon Hale", "that his son Jon Hale would").document
    second = text.text.rindex("Jon")
    mentions = (
        Mention(Span(0, 8), MentionForm.NAME, "e1"),
        Mention(Span(second, second + 8), MentionForm.NAME, "e2"),
    )
    ids = record_ids(Extraction(text, (), mentions, entities))
    assert len({*ids.values(), id_of("Jon Hale")}) == 3


def test_an_unnamed_entity_keeps_its_id_under_another_local_id() -> None:
    """Another model may count differently; its e1 is not this one's."""
    found = unnamed(one_statement("critics", "that it would"), "critics")
    (entity,), (mention,) = found.entities, found.mentions
    again = replace(
        found,
        attributions=(),
        entities=(replace(entity, id="e7"), replace(entity, id="e1", name="others")),
        mentions=(replace(mention, entity="e7"),),
    )
    assert record_ids(again)["e7"] == record_ids(found)["e1"]
    assert record_ids(again)["e1"] != record_ids(found)["e1"]


@settings(max_examples=25, deadline=None)
@given(extractions())
def test_entities_of_one_document_never_share_an_id(found: Extraction) -> None:
    ids = record_ids(found)
    assert set(ids) == {e.id for e in found.entities}
    assert len(set(ids.values())) == len(found.entities)


@settings(deadline=None)
@given(st.text())
def test_any_name_can_be_folded(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)
    for word in folded_words(name):
        assert word
        assert folded_words(word) == (word,)


def test_one_speaker_of_several_documents_is_one_on_record(tmp_path: Path) -> None:
    with open_record(tmp_path / "r.db", create=True) as record:
        for i, name in enumerate(["Mara Lind", "MARA LIND", "Mara Lind"]):
            record.add(one_statement(name, f"that {i} dams would hold"), model=MODEL)
        record.add(one_statement("Lind", "that it would"), model=MODEL)
        speakers = record.speakers()
        counts = [(s.name, s.statements, s.documents) for s in speakers]
        assert counts == [("Mara Lind", 3, 3), ("Lind", 1, 1)]
        assert len(record.who(speakers[0].id)) == 3
        assert len(record.who("Lind")) == 4


def test_the_outlet_of_a_medium_gets_the_id_of_the_record(tmp_path: Path) -> None:
    found = article(
        "<s1>Mara Lind</s1> <k1>told</k1> <s2>Radio Nord</s2> <c1>no</c1> <k2>and</k2> <c2>yes</c2>.\n===\n"
        '1: speaker="Mara Lind" medium=interview\n2: speaker="Radio Nord"\n',
        kinds={"Radio Nord": EntityKind.ORGANISATION},
    )
    first = found.attributions[0]
    assert first.medium
    heard = replace(found, attributions=(first.with_(medium=replace(first.medium, outlet="e2")),))
    with open_record(tmp_path / "r.db", create=True) as record:
        record.add(heard, model=MODEL)
        (back,) = record.extraction(found.document.id).attributions
        assert back.medium
        assert back.medium.outlet == record_ids(heard)["e2"]
        assert record.who("Lind")[0].medium_outlet == "Radio Nord"
