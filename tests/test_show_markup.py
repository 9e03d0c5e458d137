"""The marked text: whatever the text and the marks, taking the tags out gives the text, and nothing runs."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.segment import segment
from onrecord.show.markup import LANES, Mark, Reference, article, isolated, safe, snippet
from strategies import any_texts, spans_in

HOSTILE = [
    "<script>alert(1)</script>",
    "</p></article><img src=x onerror=alert(1)>",
    "&lt;b&gt; &amp;amp; &#13; &nbsp",
    "abc\u202eevil\u202c def\u2067ghi",
    "\r\n\rtext\r",
    "\x00\x01\x80\x85\x9f\ufffe",
    "]]><!--",
    "a" * 5000,
]


def stripped(marked: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", marked))


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(any_texts() | st.sampled_from(HOSTILE))
    marks = []
    for number in range(1, draw(st.integers(0, 6)) + 1):
        for role in ("source", "cue", "content"):
            marks += [Mark(span, role, number) for span in draw(spans_in(text))]
    return text, marks


def shown(text: str, marks: list[Mark], here: int | None = None) -> str:
    references = {mark.number: Reference(f"/a/{mark.number}?<&'\"", '<b>"label"</b>') for mark in marks}
    return article(text, segment(text).paragraphs, marks, references, here=here)


@given(marked_texts())
@example(("abc\r\ndef", [Mark(Span(0, 8), "content", 1)]))
def test_without_its_tags_it_is_the_text_exactly(drawn: tuple[str, list[Mark]]) -> None:
    text, marks = drawn
    assert stripped(shown(text, marks)) == text


class Reading(HTMLParser):
    """Which elements there are, and the words that each finding has."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.pieces: list[tuple[frozenset[str], frozenset[str], str]] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, attributes in self.open:
            if "data-a" in attributes:
                numbers = frozenset((attributes["data-a"] or "").split())
                self.pieces.append((numbers, frozenset((attributes["class"] or "").split()), data))


@given(marked_texts())
def test_only_our_elements_come_out_and_they_nest(drawn: tuple[str, list[Mark]]) -> None:
    reading = Reading()
    reading.feed(shown(*drawn))
    reading.close()
    assert reading.open == []
    assert reading.tags <= {"p", "span", "a", "i"}
    assert reading.attributes <= {
        "class",
        "data-a",
        "data-n",
        "data-c",
        "id",
        "href",
        "aria-label",
        "aria-hidden",
        "dir",
    }
    assert len(reading.ids) == len(set(reading.ids))


@given(marked_texts().filter(lambda drawn: "\r" not in drawn[0] and "\x00" not in drawn[0]))
def test_the_pieces_of_a_finding_are_its_words(drawn: tuple[str, list[Mark]]) -> None:
    text, marks = drawn
    reading = Reading()
    reading.feed(shown(text, marks))
    paragraphs = segment(text).paragraphs
    for number in {mark.number for mark in marks}:
        places = {i for m in marks if m.number == number for i in range(m.span.start, m.span.end)}
        within = [text[i] for p in paragraphs for i in range(p.start, p.end) if i in places]
        assert "".join(words for numbers, _, words in reading.pieces if str(number) in numbers) == "".join(
            within
        )


def test_nested_contents_lie_on_lanes_of_their_own() -> None:
    text = "she said he said they said so"
    marks = [Mark(Span(start, len(text)), "content", n) for n, start in enumerate((0, 9, 17, 26), start=1)]
    reading = Reading()
    reading.feed(shown(text, marks))
    assert [sorted(c for c in classes if c[0] == "c") for _, classes, _ in reading.pieces] == [
        ["c1"], ["c1", "c2"], ["c1", "c2", "c3"], ["c1", "c2", "c3", "c4"],
    ]  # fmt: skip
    assert reading.pieces[-1][0] == {"1", "2", "3", "4"}
    assert 'data-a="4 3 2 1"' in shown(text, marks), "the innermost comes first"


def test_more_crossing_contents_than_lanes_share_the_last() -> None:
    text = "a" * (LANES + 3)
    out = shown(text, [Mark(Span(n, len(text)), "content", n + 1) for n in range(LANES + 2)])
    assert f"c{LANES}" in out
    assert f"c{LANES + 1}" not in out


def test_a_number_stands_behind_the_last_words_of_its_content() -> None:
    text = "“One,” he said. “Two.”"
    out = shown(text, [Mark(Span(0, 6), "content", 1), Mark(Span(16, 22), "content", 1)], here=1)
    assert out.index('id="words"') < out.index("One")
    assert out.count('aria-hidden="true"') == 1, "the first part has a number that screen readers skip"
    assert out.index("Two") < out.index('<a class="n" id="n1"')


def test_a_content_that_ends_between_paragraphs_keeps_its_number() -> None:
    text = "“One\n\nTwo"
    out = shown(text, [Mark(Span(0, 6), "content", 1)])
    assert '<a class="n" id="n1"' in out
    assert stripped(out) == text


def test_overrides_are_shut_in_and_isolates_are_left() -> None:
    assert safe("a\u202eb") == 'a<span class="ctl" data-c="RLO">\u202e</span>b'
    assert safe("\u2068a\u2069\u200f") == "\u2068a\u2069\u200f"


def test_every_paragraph_has_a_direction_of_its_own() -> None:
    assert shown("Latin.\n\nقال بلقاضي.", []).count('<p dir="auto">') == 2


@given(any_texts(), st.data())
def test_snippets_keep_their_words(text: str, data: st.DataObject) -> None:
    marks = data.draw(spans_in(text))
    out = snippet(text, marks)
    assert stripped(out) == text
    assert out.count("<mark>") == len(marks)
    assert out.startswith("<bdi>")
    assert out == isolated(out[5:-6])
