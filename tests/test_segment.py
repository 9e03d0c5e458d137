"""Segments: nothing but white space is left out, runs nest, and typography does not change what is found."""

from __future__ import annotations

import time

import pytest
from hypothesis import given

from onrecord.model import Span
from onrecord.segment import Segments, segment
from strategies import any_texts


@given(any_texts())
def test_paragraphs_and_sentences_leave_out_only_white_space(text: str) -> None:
    found = segment(text)
    for spans in (found.paragraphs, found.sentences):
        outside, at = [], 0
        for span in spans:
            assert at <= span.start
            outside.append(text[at : span.start])
            at = span.end
        assert not "".join([*outside, text[at:]]).strip()


@given(any_texts())
def test_every_sentence_lies_in_one_paragraph(text: str) -> None:
    found = segment(text)
    assert all(any(p.covers(s) for p in found.paragraphs) for s in found.sentences)


@given(any_texts())
def test_runs_are_sorted_and_nest_or_are_apart(text: str) -> None:
    runs = segment(text).runs
    assert [r.span.start for r in runs] == sorted(r.span.start for r in runs)
    for i, outer in enumerate(runs):
        for inner in runs[i + 1 :]:
            assert outer.span.covers(inner.span) or not outer.span.overlaps(inner.span)
    for run in runs:
        over = sum(other.span.covers(run.span) and other is not run for other in runs)
        assert run.depth == over
        assert run.inner is None or run.span.covers(run.inner)


def quoted(text: str) -> list[tuple[str, int, bool]]:
    return [(r.span.of(text), r.depth, r.closed) for r in segment(text).runs]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ('She said "no" and "left".', [('"no"', 0, True), ('"left"', 0, True)]),
        ("« Non », dit-elle.", [("« Non »", 0, True)]),
        ("„Nein“, sagte sie, »doch«.", [("„Nein“", 0, True), ("»doch«", 0, True)]),
        ("‘Well,’ he said, ‘the men’s gate.’", [("‘Well,’", 0, True), ("‘the men’s gate.’", 0, True)]),
        ("“He told me ‘go’ and I went.”", [("“He told me ‘go’ and I went.”", 0, True), ("‘go’", 1, True)]),
        ("'I said \"no\" twice,' he said.", [("'I said \"no\" twice,'", 0, True), ('"no"', 1, True)]),
        ("“It began.\n“It ended,” she said.", [("“It began.", 0, False), ("“It ended,”", 0, True)]),
        ("“It began.\nIt ended,” she said.", [("“It began.", 0, False), ("It ended,”", 0, True)]),
        ('The 6\'2" keeper of the \'90s didn\'t stop.', []),
        ("``Old style,'' he typed.", [("``Old style,''", 0, True)]),
        ('An odd " mark, then "this" one.', [('" mark, then', 0, False), ('"this"', 0, True)]),
    ],
)  # fmt: skip
def test_runs_by_the_surroundings_of_their_marks(text: str, runs: list[tuple[str, int, bool]]) -> None:
    assert quoted(text) == runs


PARAGRAPH = (
    'The dam "will hold," Mara Lind said. "It held in 1987," she added, "and it will hold again."\n\n'
    'Nobody asked about the "so-called" gate. "Ask me tomorrow,"'
)


@pytest.mark.parametrize("pair", ["“”", "„“", "«»", "»«", "””"])
def test_the_shape_of_the_marks_does_not_matter(pair: str) -> None:
    straight = segment(PARAGRAPH)
    shaped, opening = [], True
    for char in PARAGRAPH:
        shaped.append(pair[0 if opening else 1] if char == '"' else char)
        opening ^= char == '"'
    assert segment("".join(shaped)) == straight


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\u2028", "\x85"])
def test_the_style_of_line_breaks_does_not_matter(line_break: str) -> None:
    changed = PARAGRAPH.replace("\n", line_break)

    def words(text: str, found: Segments) -> list[list[str]]:
        return [[s.of(text) for s in spans] for spans in (found.paragraphs, found.sentences)]

    assert words(changed, segment(changed)) == words(PARAGRAPH, segment(PARAGRAPH))


def test_lines_wrapped_at_a_width_are_one_paragraph() -> None:
    line = "The water board met in the old customs house on the quay that"
    wrapped = "\n".join([line] * 6) + "\n\n" + "\n".join([line] * 5)
    assert len(segment(wrapped).paragraphs) == 2
    assert len(segment("\n".join(["A line.", "Another line."] * 4)).paragraphs) == 8


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mr. Orr met Dr. Vale at 5 p.m. on Friday. Nobody came.", 2),
        ("“Is it true?” she asked. “No.”", 2),
        ("It cost 3.5 million. It was late… and wet! Then it ended.", 3),
        ("水が来た。誰も逃げなかった。", 2),
    ],
)
def test_sentences_end_where_a_reader_would_say(text: str, count: int) -> None:
    found = segment(text).sentences
    assert len(found) == count, [s.of(text) for s in found]


def test_time_grows_with_length_and_not_with_its_square() -> None:
    def seconds(times: int) -> float:
        text = 'He said "yes" and ‘no’ to it. ' * times
        begun = time.process_time()
        assert segment(text).sentences[-1].end == len(text) - 1
        return time.process_time() - begun

    seconds(100)
    assert seconds(8_000) < 40 * max(seconds(800), 0.005)


def test_an_empty_text_has_no_parts() -> None:
    assert segment(" \n\t") == Segments((), (), ())
    assert segment("a").paragraphs == (Span(0, 1),)


@pytest.mark.parametrize("mark", ["'", "’"])
def test_a_short_form_is_no_initial(mark):
    text = f"He said he wouldn{mark}t. Mara Lind said they{mark}d. J. Ash laughed."
    assert [text[s.start : s.end] for s in segment(text).sentences] == [
        f"He said he wouldn{mark}t.",
        f"Mara Lind said they{mark}d.",
        "J. Ash laughed.",
    ]
