from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Document, Failure
from onrecord.read import read_bytes
from onrecord.read.metadata import MAX_TEXT


def one(text: str, **options) -> Document | Failure:
    (found,) = read_bytes(text.encode(), "a.txt", **options)
    return found


def refused(text: str) -> tuple[str, str]:
    found = one(text)
    assert isinstance(found, Failure), found
    return found.reason, found.message


def test_front_matter_is_taken_off_and_the_text_after_it_is_unchanged():
    found = one(
        "---\ntitle: Dam: “it will hold”\nurl: https://courier.example/dam\noutlet: The Varn Courier\n"
        "byline: Ada Quist; Per O'Dell\npublished: 2026-05-07\nlanguage: en_GB\n---\n\n  The dam. \r\n"
    )
    assert found == Document.new(
        "\n  The dam. \r\n",
        title="Dam: “it will hold”",
        url="https://courier.example/dam",
        outlet="The Varn Courier",
        byline=("Ada Quist", "Per O'Dell"),
        published=date(2026, 5, 7),
        language="en-GB",
    )


def test_front_matter_of_other_programs_is_read_for_what_is_ours():
    found = one(
        '---\r\nTitle: "Quoted"\r\n# clipped\r\nsource: https://courier.example/dam\r\nauthor: Ada Quist\r\n'
        "date: 2026-05-07T23:30:00-05:00\r\ntags:\r\n  - dam\r\n- flood\r\n\r\ndraft: false\r\npublisher:\r\n"
        "---\r\nText"
    )
    assert found == Document.new(
        "Text",
        title='"Quoted"',
        url="https://courier.example/dam",
        byline=("Ada Quist",),
        published=date(2026, 5, 7),
    )


@pytest.mark.parametrize(
    "text",
    [
        "---\nThe dam will hold.\n---\nSo they say.",
        "----\ntitle: not front matter\n----\n",
        "\n---\ntitle: not front matter\n---\n",
        " ---\ntitle: not front matter\n---\n",
        "---",
        "--- \n\ntitle: the rule is followed by an empty line\n---\n",
    ],
)
def test_a_rule_at_the_top_is_text(text):
    found = one(text + "a")
    assert isinstance(found, Document), found
    assert (found.text, found.title) == (text + "a", None)


def test_a_title_is_never_taken_from_the_text():
    assert one("# Dam will hold\n\nThe dam will hold.").title is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("---\ntitle: A\npublished: 05/07/2026\n---\nText", "line 3: '05/07/2026' is no date"),
        ("---\ntitle: A\nThe dam will hold\n---\nText", "line 3: 'The dam will hold' is no entry"),
        ("---\ntitle: A\ntitle: B\n---\nText", "line 3: title is given twice"),
        ("---\ntitle: A\nbyline:\n  - Ada Quist\n---\nText", "line 4: byline has to stand on one line"),
        ("---\ntitle: A\n\nText that goes on", "line 4: 'Text that goes on' is no entry"),
        ("---\ntitle: A\n", "never closed"),
        ("---\nlanguage: English language\n---\nText", "line 2: 'English language' is no language tag"),
    ],
)
def test_front_matter_that_does_not_hold_is_refused_with_its_line(text, words):
    reason, message = refused(text)
    assert reason == "malformed-input"
    assert words in message


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "12.5 % – 7 !?", "---\ntitle: A\n---\n", "\ufeff"])
def test_nothing_to_read(text):
    assert refused(text)[0] == "empty-input"


def test_a_text_may_be_long_and_one_line_but_not_over_the_limit():
    line = "a" * 4_999_999
    assert one(line + " ").text == line + " "
    reason, message = refused("a" * (MAX_TEXT + 1))
    assert reason == "too-large"
    assert "5,000,001" in message
    assert "split" in message


@pytest.mark.parametrize("character", ["a", "é"])
def test_fifty_megabytes_are_refused(character):
    reason, message = refused(character * (50_000_000 // len(character.encode())))
    assert reason == "too-large"
    assert "50,000,000 bytes" in message  # told before they are decoded


def test_what_the_caller_knows_outweighs_the_file():
    text = "---\ntitle: A\noutlet: Courier\npublished: 2026-05-07\n---\nText"
    found = one(text, title="B", published="2026-05-08", byline=["Ada Quist"], outlet=None)
    assert found == Document.new(
        "Text", title="B", outlet="Courier", published=date(2026, 5, 8), byline=("Ada Quist",)
    )


words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1).map(str.strip)


@given(
    title=words, outlet=words, published=st.dates(date(1000, 1, 1)), text=st.from_regex(r"\A[a-z\r\n -]+a\Z")
)
def test_front_matter_round_trips(title, outlet, published, text):
    found = one(f"---\ntitle: {title}\noutlet: {outlet}\npublished: {published}\n---\n{text}")
    assert isinstance(found, Document), found
    assert found.text == text
    assert found.title == (" ".join(title.split()) or None)
    assert found.published == published
