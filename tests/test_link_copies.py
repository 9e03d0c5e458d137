"""Wire copies: who took over whose narration."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.link.copies import Narration, copied, credited, narration, precedes, root, winnowed
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
    found = copied(copy, origin)
    assert found is not None
    assert (found.origin, found.copy) == (origin.document, copy.document)
    assert found.of_copy > 0.5


def test_one_quotation_in_two_articles_makes_no_copy() -> None:
    one = narration(article("A woman came down from the hill in the morning to look. " + QUOTED * 3, "Dawn"))
    other = narration(
        article("What a reporter was told at the quay last week is this. " + QUOTED * 3, "Dusk")
    )
    assert copied(one, other) is None


def test_the_credited_outlet_is_the_origin_whatever_the_dates() -> None:
    wire = narration(article(WIRE.replace("(TPA) ", ""), "The Press Agency", 5))
    copy = narration(article(WIRE.replace("(TPA)", "(Press Agency)"), "Dawn", 4))
    assert precedes(wire, copy)
    assert not precedes(copy, wire)


def test_without_credit_the_earlier_then_the_longer_one_is_the_origin() -> None:
    plain = WIRE.replace("PORT ELM (TPA) — ", "")
    early, late = narration(article(plain, "Dusk", 3)), narration(article(plain + plain[:200], "Dawn", 4))
    assert precedes(early, late)
    long, short = (
        narration(article(plain + "And so on and on it went.", "Dusk")),
        narration(article(plain, "Dawn")),
    )
    assert precedes(long, short)


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
    assert copied(found, found) is None


def test_texts_that_share_twelve_words_in_a_row_share_a_sampled_number() -> None:
    numbers = [hash(("x", i)) for i in range(40)]
    other = [hash(("y", i)) for i in range(30)]
    assert winnowed(numbers) & winnowed(other[:10] + numbers[5:13] + other[10:])


def test_a_ring_of_copies_has_one_end() -> None:
    assert root({"b": "a", "a": "b", "c": "b"}, "c") == "a"
    assert root({"b": "a", "c": "b"}, "c") == "a"
    assert root({}, "z") == "z"


def test_undated_articles_come_last() -> None:
    def bare(id: str, day: date | None) -> Narration:
        return Narration(id, None, day, frozenset(range(20)), frozenset(), frozenset())

    assert precedes(bare("z", date(2031, 1, 1)), bare("a", None))
