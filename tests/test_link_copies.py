"""Wire copies: who took over whose narration."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.link.copies import copied, credited, narration, winnowed
from onrecord.model import Document

WIRE = (
    "PORT ELM (TPA) — The harbour was closed for nine hours on Tuesday after a tanker ran aground beside the "
    "old lighthouse, and pilots brought eleven smaller vessels to the southern quay, where customs officers "
    "had set up tables under the arches and stamped papers by the light of a borrowed lantern until the tide "
    "turned at noon. "
)
QUOTED = (
    '"Nobody in this town has ever seen a ship lie down like that, and I hope that nobody will see it '
    'again," she said. '
)


def article(text: str, outlet: str, day: int = 3) -> Document:
    return Document.new(text, outlet=outlet, published=date(2031, 3, day))


def test_a_cut_copy_with_a_new_lead_is_a_copy() -> None:
    origin = narration(article(WIRE, "The Press Agency"))
    copy = narration(article("A town held its breath. " + WIRE[60:300], "Dawn", 4))
    assert copied(copy, origin)
    assert copied(origin, copy)


def test_one_quotation_in_two_articles_makes_no_copy() -> None:
    one = narration(article("A woman came down from the hill in the morning to look. " + QUOTED * 3, "Dawn"))
    other = narration(
        article("What a reporter was told at the quay last week is this. " + QUOTED * 3, "Dusk")
    )
    assert not copied(one, other)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("PORT SABEL, April 13 (LPA) — Rain fell.", {"lpa"}),
        ("one of them told the news agency Orbis.", {"orbis."}),
        ("Rain fell.", set()),
    ],
)
def test_credits_are_read_from_datelines_and_phrases(text: str, names: set[str]) -> None:
    assert names <= set(credited(text))
    assert bool(names) == bool(credited(text))


def test_an_article_of_quotations_alone_has_no_narration() -> None:
    found = narration(article('"One two three four five six seven eight nine."', "Dawn"))
    assert found.shingles == frozenset()
    assert not copied(found, found)


def test_texts_that_share_twelve_words_in_a_row_share_a_sampled_number() -> None:
    numbers = [hash(("x", i)) for i in range(40)]
    other = [hash(("y", i)) for i in range(30)]
    assert winnowed(numbers) & winnowed(other[:10] + numbers[5:13] + other[10:])
