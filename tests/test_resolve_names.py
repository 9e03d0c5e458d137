"""Names: parsed, normalised, compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.resolve.gathering import one_edit
from onrecord.resolve.names import compatible, fold, initials, is_acronym, is_body, parse_name


@pytest.mark.parametrize(
    ("text", "titles", "given_names", "surname", "suffix"),
    [
        ("Mara Lind", (), ("mara",), "lind", None),
        ("Dr. Mara  Lind", ("dr",), ("mara",), "lind", None),
        ("Mr Lind", ("mr",), (), "lind", None),
        ("Deputy Defence Minister Jonas Berg", ("deputy", "defence", "minister"), ("jonas",), "berg", None),
        ("Texas Governor Ann Ries", ("texas", "governor"), ("ann",), "ries", None),
        ("Secretary of State Jon Kell", ("secretary", "of", "state"), ("jon",), "kell", None),
        ("Robert Ames Jr.", (), ("robert",), "ames", "jr"),
        ("Robert Ames III", (), ("robert",), "ames", "iii"),
        ("Ludwig van Aken", (), ("ludwig",), "van aken", None),
        ("van Aken", (), (), "van aken", None),
        ("Lind, Mara", (), ("mara",), "lind", None),
        ("J. R. Lind", (), ("j", "r"), "lind", None),
        ("Chief Justice", ("chief", "justice"), (), "", None),
        ("Mr Judge", ("mr",), (), "judge", None),
        ("Lind's", (), (), "lind", None),
        ("Ida O´Hara", (), ("ida",), "o'hara", None),
        ("دانا حداد", (), ("دانا",), "حداد", None),
        ("", (), (), "", None),
    ],
)
def test_parts_of_a_name(text, titles, given_names, surname, suffix):
    name = parse_name(text)
    assert (name.titles, name.given, name.surname, name.suffix) == (titles, given_names, surname, suffix)


@pytest.mark.parametrize(
    ("a", "b", "same", "reason"),
    [
        ("Mara Lind", "Lind", True, "surname of the full name"),
        ("Mara Lind", "Mara", True, "a part of the full name"),
        ("William Tate", "Bill Tate", True, "same surname, given names agree"),
        ("M. Lind", "Mara Lind", True, "same surname, given names agree"),
        ("Mara Ida Lind", "Mara Lind", True, "same surname, given names agree"),
        ("José Peña Nieves", "Pena Nieves", True, "the shorter name ends the longer one"),
        ("Mara Lind", "Jonas Lind", False, "different genders"),
        ("Jonas Lind", "Peter Lind", False, "different given names"),
        ("Mara Ida Lind", "Mara Eva Lind", False, "different middle names"),
        ("Robert Ames Sr", "Robert Ames Jr", False, "different generations"),
        ("Mr Ostry", "Ms Ostry", False, "different genders"),
        ("Mara Lind", "Mara Berg", False, "different surnames"),
        ("Mara Lind", "Berg", False, "different names"),
        ("", "Berg", False, "no name"),
    ],
)
def test_names_that_may_be_one_person(a, b, same, reason):
    for x, y in ((a, b), (b, a)):
        verdict = compatible(parse_name(x), parse_name(y))
        assert (verdict.same, verdict.reason) == (same, reason)


def test_bodies_and_acronyms():
    assert is_body(("national", "farmers'", "union"))
    assert is_body(("ministry", "of", "rain"))
    assert is_body(("radio", "nord"))
    assert not is_body(("mara", "lind"))
    assert not is_body(())
    assert initials(["ministry", "of", "rain", "and", "fog"]) == "mrf"
    assert [is_acronym(w) for w in ("NFU", "U.N.", "Nfu", "A", "ABCDEFG")] == [
        True,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("petersen", "petersenn", True),
        ("petersen", "petersne", True),
        ("petersen", "pettersen", True),
        ("petersen", "petersan", True),
        ("petersen", "petersen", False),
        ("petersen", "petersens", False),
        ("petersen", "pedersan", False),
        ("petersen", "peters", False),
    ],
)
def test_one_edit(a, b, one):
    assert one_edit(a, b) is one
    assert one_edit(b, a) is one


@given(st.text(max_size=400))
def test_parsing_invents_no_word(text):
    name = parse_name(text)
    assert all(word in fold(text) for word in (*name.titles, *name.words))


@given(st.text(max_size=40), st.text(max_size=40))
def test_comparing_is_symmetric(a, b):
    one, two = parse_name(a), parse_name(b)
    assert compatible(one, two).same == compatible(two, one).same
