"""What names tell by themselves: forms, their agreement, and what is said beside them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.resolve.across.agreement import agreement, why_apart
from onrecord.resolve.across.context import context_of
from onrecord.resolve.across.forms import Style, form_again, form_of, hanging_keys, keys

WORDS = ["Dr.", "Judge", "Mara", "Lind", "J.", "Jr.", "Sr.", "van", "der", "al-Gaddafi", "Minister", "Sen."]
WORDS += ["Hope", "May", "King", "de", "O’Hara", "Jean-Luc", "II", "MP", "习近平", "عمر"]
NAMES = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join))

ONE = [
    ("Muammar Gaddafi", "Moammar Qaddafi"),
    ("Muammar al-Gaddafi", "Moamar Kadhafi"),
    ("Aleksandr Petrov", "Alexander Petrov"),
    ("Sergei Ivanov", "Sergey Ivanoff"),
    ("Yuri Sokolov", "Iouri Sokolov"),
    ("Volodymyr Zelenskyi", "Volodymyr Zelensky"),
    ("Mohammed Hussein", "Muhammad Husain"),
    ("Bob Hale", "Robert Hale"),
    ("Bob Hale", "Rob Hale"),
    ("J. Hale", "Jon Hale"),
    ("J. Robert Berg", "Robert Berg"),
    ("Mara Lindqvist", "Mara Linqvist"),
    ("Kim Jong-un", "Jong-un Kim"),
    ("Mara Hale-Brandt", "Mara Hale"),
    ("José Núñez", "Jose Nunez"),
    ("Dr. Mara Lind", "MARA LIND"),
    ("عمر الشريف", "عمر الشريف"),
    ("习近平", "习近平"),
]
TWO = [
    ("Mara Lind", "Maria Lind"),
    ("Mara Lind", "Tom Lind"),
    ("Jan Berg", "June Berg"),
    ("M. Lind", "T. Lind"),
    ("Jon Hale Jr.", "Jon Hale Sr."),
    ("Mario Lind", "Maria Lind"),
    ("Anna Hall", "Anna Hill"),
    ("Hope", "May"),
    ("习近平", "习远平"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_names_of_one_person_agree_and_meet(one: str, other: str) -> None:
    a, b = form_of(one), form_of(other)
    assert agreement(a, b)
    assert (keys(a) | hanging_keys(a)) & (keys(b) | hanging_keys(b))


@pytest.mark.parametrize(("one", "other"), TWO)
def test_names_of_two_people_do_not(one: str, other: str) -> None:
    assert not agreement(form_of(one), form_of(other))


def test_why_two_names_are_two() -> None:
    assert "generations" in why_apart(form_of("Jon Hale Jr."), form_of("Jon Hale Sr."))
    assert why_apart(form_of("Mara Lind"), form_of("Tom Lind")) == "different given names"
    assert why_apart(form_of("Mara Lind"), form_of("Mara Berg")) == "different surnames"


@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("Mara Lind", Style.FULL),
        ("M. K. Lind", Style.INITIAL),
        ("Mr Lind", Style.BARE),
        ("Hope", Style.BARE),
        ("May", Style.BARE),
        ("习近平", Style.OPAQUE),
        ("x" * 300, Style.OPAQUE),
        ("Mara " * 60, Style.OPAQUE),
        ("", Style.OPAQUE),
        (". . .", Style.OPAQUE),
    ],
)
def test_how_much_of_a_name_there_is(name: str, style: Style) -> None:
    assert form_of(name).style is style


@settings(max_examples=300, deadline=None)
@given(NAMES)
def test_any_name_has_a_form_that_can_be_read_again(name: str) -> None:
    form = form_of(name)
    assert form_again(form.text, form.style.name.lower()) == form
    assert keys(form)
    assert agreement(form, form) or not form.text


@settings(max_examples=300, deadline=None)
@given(NAMES, NAMES)
def test_agreement_has_no_direction_and_those_who_agree_meet(one: str, other: str) -> None:
    a, b = form_of(one), form_of(other)
    assert agreement(a, b) == agreement(b, a)
    if agreement(a, b):
        assert (keys(a) | hanging_keys(a)) & (keys(b) | hanging_keys(b))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("chairwoman of the Farmers' Union", "Farmers’ Union chair"),
        ("Sen.", "senator"),
        ("former mayor of Brannet", "Brannet mayor"),
        ("58-year-old union leader", "leader of the union"),
    ],
)
def test_one_office_in_other_words(one: str, other: str) -> None:
    assert context_of(one).key == context_of(other).key != ""


def test_kin_say_nothing_of_an_office() -> None:
    assert context_of("his brother").key == ""
    assert context_of(None).key == ""
    assert context_of("former senator").former
