"""Pieces point at the characters they were cut from; windows tile; typography does not reach the model."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from onrecord.extract.network.encode import (
    BEFORE,
    BEHIND,
    BREAK_STATES,
    CASE_STATES,
    QUOTE_STATES,
    Pieces,
    encode,
    normalised,
    windows,
)
from onrecord.segment import segment
from onrecord.weights_file import FOLDER
from strategies import any_texts

TOKENIZER = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
TOKENIZER.no_truncation()
TOKENIZER.no_padding()


def encoded(text: str) -> Pieces:
    return encode(text, segment(text), TOKENIZER)


@given(any_texts())
def test_marks_are_mapped_code_point_for_code_point(text: str) -> None:
    assert len(normalised(text, segment(text))) == len(text)


@given(any_texts())
@settings(deadline=None)
def test_pieces_lie_in_the_text_in_order_and_cover_every_letter(text: str) -> None:
    pieces = encoded(text)
    assert (pieces.start >= 0).all()
    assert (pieces.end <= len(text)).all()
    assert (np.diff(pieces.start) >= 0).all()
    covered = np.zeros(len(text), dtype=bool)
    for start, end in zip(pieces.start, pieces.end, strict=True):
        covered[start:end] = True
    assert all(covered[i] for i, char in enumerate(text) if char.isascii() and char.isalnum())
    arrays = (pieces.ids, pieces.end, pieces.head, pieces.sentence, pieces.quote, pieces.breaks, pieces.case)
    assert {len(a) for a in arrays} == {len(pieces)}
    if len(pieces):
        assert pieces.head[0]


def channel(text: str, word: str, values: np.ndarray, names: tuple[str, ...]) -> str:
    pieces = encoded(text)
    at = int(np.flatnonzero(pieces.start == text.index(word))[0])
    return names[values[at]] if len(values) else ""


def test_channels_tell_place_in_quotation_break_and_case() -> None:
    text = "“The Dam holds,” said LIND.\n\nNobody McVale asked."
    pieces = encoded(text)
    assert channel(text, "“", pieces.quote, QUOTE_STATES) == "opening"
    assert channel(text, "Dam", pieces.quote, QUOTE_STATES) == "inside"
    assert channel(text, "”", pieces.quote, QUOTE_STATES) == "closing"
    assert channel(text, "said", pieces.quote, QUOTE_STATES) == "outside"
    assert channel(text, "Nobody", pieces.breaks, BREAK_STATES) == "paragraph"
    assert channel(text, "asked", pieces.breaks, BREAK_STATES) == "none"
    cases = [channel(text, w, pieces.case, CASE_STATES) for w in ("holds", "Dam", "LIND", "McVale", ".")]
    assert cases == ["lower", "title", "upper", "mixed", "none"]


@pytest.mark.parametrize("pair", ["“”", "«»", "„“", "‘’"])
def test_the_model_reads_all_quotation_marks_alike(pair: str) -> None:
    straight = 'Orr called it "a disgrace" and "nothing else".'
    shaped = straight.replace(' "', " " + pair[0]).replace('"', pair[1])
    a, b = encoded(straight), encoded(shaped)
    assert (a.ids == b.ids).all()
    assert (a.quote == b.quote).all()


@given(st.integers(0, 900), st.integers(8, 80), st.integers(0, 3), st.randoms(use_true_random=False))
def test_windows_own_every_piece_once_and_see_around_it(
    length: int, size: int, part: int, random: object
) -> None:
    context = size * part // 8
    ends = sorted({random.randrange(length) for _ in range(length // 12)}) if length else []  # type: ignore[attr-defined]
    sentence = np.searchsorted(np.array(ends, dtype=np.int64), np.arange(length), side="right")
    zeros = np.zeros(length, dtype=np.int64)
    head = np.array([random.randrange(3) > 0 for _ in range(length)], dtype=bool)  # type: ignore[attr-defined]
    breaks = zeros.copy()
    breaks[[i for i in ends if random.randrange(3) == 0]] = BREAK_STATES.index("paragraph")  # type: ignore[attr-defined]
    pieces = Pieces(zeros, zeros, zeros, head, sentence, zeros, breaks, zeros)
    cuts = windows(pieces, size, context)
    owned = [i for c in cuts for i in range(c.own_start, c.own_end)]
    assert owned == list(range(length))
    between = min(context, BEHIND), min(context, BEFORE)
    for cut, following in pairwise([*cuts, None]):
        assert cut is not None
        assert 0 <= cut.start <= cut.own_start < cut.own_end <= cut.end <= length
        assert cut.end - cut.start <= size
        if following is None:
            continue
        seen = cut.end - cut.own_end, following.own_start - following.start
        assert seen == (context, context) or (seen == between and breaks[cut.own_end])
        if cut.own_end not in ends:
            least = max(cut.own_start, cut.end - 2 * context, cut.start + context)
            assert pieces.head[cut.own_end] or not pieces.head[least + 1 : cut.own_end].any()


def test_a_window_ends_with_a_paragraph_where_one_ends_in_its_second_half() -> None:
    paragraph = "The harbour stays closed, the mayor said. " * 4
    pieces = encoded("\n\n".join([paragraph.strip()] * 12))
    starts = set(np.flatnonzero(pieces.breaks == BREAK_STATES.index("paragraph")).tolist())
    cuts = windows(pieces, 100, 40)
    assert len(cuts) > 3
    assert all(cut.own_start in starts for cut in cuts)
    # nothing is read beyond what the next paragraph gives as context
    assert {cut.end - cut.own_end for cut in cuts[:-1]} == {BEHIND}
    assert {cut.own_start - cut.start for cut in cuts[1:]} == {BEFORE}
