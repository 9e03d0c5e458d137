"""Text → the numbers that the shipped model reads: word pieces and three channels beside them.

The encoder is uncased and cannot see line breaks or tell an opening from a closing mark, so each piece also
carries its place in the quotation runs, the break before it and the case of its word (those three took a
first trial on PolNeAR dev from 62.1 to 67.2 linked F1). All marks are mapped to one shape before the pieces
are cut, code point for code point: the typography of an outlet must not change what is found in its
articles.

Used by training and by extraction alike, so that the two cannot drift apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.segment import DOUBLE_MARKS, Segments

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

QUOTE_STATES = ("outside", "inside", "unclosed", "opening", "closing", "stray")
BREAK_STATES = ("none", "sentence", "paragraph")
CASE_STATES = ("none", "lower", "title", "upper", "mixed")

# Pieces that a window sees before and behind its own where those begin or end with a paragraph. PolNeAR dev,
# floor and confidences cross-validated: linked F1 75.4 and 111,600 pieces read; with every window cut at a
# sentence's end and 48 on each side 75.6 and 142,400, 32 and 32 75.1 and 116,300, 24 and 32 75.7 and 107,400
# (the labels' log-likelihood falls with less in front: docs/decisions.md).
BEFORE, BEHIND = 32, 24

_SHAPES = str.maketrans(
    dict.fromkeys(DOUBLE_MARKS, '"') | dict.fromkeys("‘’‚‛‹›`´", "'") | dict.fromkeys("\xa0\u2007\u202f", " ")
)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one text, as parallel arrays of length n (n may be 0).

    ``ids`` vocabulary numbers; ``start``/``end`` code-point offsets into the text; ``head`` True at the first
    piece of a word; ``sentence`` the index of the sentence a piece stands in; ``quote``, ``breaks``, ``case``
    the channels, as indices into the state tuples above.
    """

    ids: Ints
    start: Ints
    end: Ints
    head: Bools
    sentence: Ints
    quote: Ints
    breaks: Ints
    case: Ints

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``[start, end)`` read together; the model's answer is kept for ``[own_start, own_end)``, which
    tile the text over all windows."""

    start: int
    end: int
    own_start: int
    own_end: int


def normalised(text: str, segments: Segments) -> str:
    """``text`` with one shape for all quotation marks, code point for code point (offsets stay). A lone
    surrogate, which no tokenizer takes, becomes the replacement character."""
    plain = _SURROGATE.sub("\ufffd", text).translate(_SHAPES)
    if not any(run.single for run in segments.runs):
        return plain
    chars = list(plain)
    for run in segments.runs:
        if run.single:
            chars[run.span.start] = '"'
            chars[run.span.end - 1] = '"'
    return "".join(chars)


def encode(text: str, segments: Segments, tokenizer: Tokenizer) -> Pieces:
    """The pieces of ``text``. ``tokenizer`` must neither truncate nor pad."""
    import numpy as np

    plain = normalised(text, segments)
    spans = [(p.start, p.end) for p in segments.paragraphs]
    encodings = tokenizer.encode_batch([plain[a:b] for a, b in spans], add_special_tokens=False)
    ids = [i for e in encodings for i in e.ids]
    offsets = np.array(
        [(a + s, a + t) for (a, _), e in zip(spans, encodings, strict=True) for s, t in e.offsets],
        dtype=np.int64,
    ).reshape(-1, 2)
    words = np.concatenate([_word_numbers(e) for e in encodings]) if encodings else np.zeros(0, np.int64)
    start, end = offsets[:, 0], offsets[:, 1]
    head = _word_starts(words, [len(e.ids) for e in encodings])
    begins = np.array([s.start for s in segments.sentences] or [0], dtype=np.int64)
    sentence = np.maximum(np.searchsorted(begins, start, side="right") - 1, 0)
    return Pieces(
        np.array(ids, dtype=np.int64),
        start,
        end,
        head,
        sentence,
        _quote_states(plain, segments)[start],
        _break_states(len(text), segments)[start],
        _case_states(text, start, end, head),
    )


def _word_numbers(encoding: Any) -> Ints:
    import numpy as np

    return np.array([-1 if w is None else w for w in encoding.word_ids], dtype=np.int64)


def _word_starts(words: Ints, lengths: list[int]) -> Bools:
    import numpy as np

    head = np.ones(len(words), dtype=np.bool_)
    head[1:] = words[1:] != words[:-1]
    firsts = np.cumsum([0, *lengths])[:-1]
    head[firsts[firsts < len(head)]] = True
    return head


def _quote_states(plain: str, segments: Segments) -> Ints:
    import numpy as np

    states = np.zeros(len(plain) + 1, dtype=np.int64)
    points = np.frombuffer(plain.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    states[:-1][points == ord('"')] = QUOTE_STATES.index("stray")
    for run in segments.runs:
        inner = run.inner
        if run.depth == 0 and inner is not None:
            states[inner.start : inner.end] = 1 if run.closed else 2
    for run in segments.runs:
        inner = run.inner
        if inner is None:
            continue
        if run.span.start < inner.start:
            states[run.span.start : inner.start] = 3
        if run.closed:
            states[inner.end : run.span.end] = 4
    return states


def _break_states(length: int, segments: Segments) -> Ints:
    import numpy as np

    states = np.zeros(length + 1, dtype=np.int64)
    states[[s.start for s in segments.sentences]] = 1
    states[[p.start for p in segments.paragraphs]] = 2
    return states


def _case_states(text: str, start: Ints, end: Ints, head: Bools) -> Ints:
    """The case of each piece's whole word (a continuation piece has that of its head)."""
    import numpy as np

    upper = np.fromiter(map(str.isupper, text), dtype=np.int64, count=len(text))
    lower = np.fromiter(map(str.islower, text), dtype=np.int64, count=len(text))
    uppers = np.concatenate([[0], np.cumsum(upper)])
    lowers = np.concatenate([[0], np.cumsum(lower)])
    firsts = np.flatnonzero(head)
    if not len(firsts):
        return np.zeros(0, dtype=np.int64)
    a = start[firsts]
    b = end[np.concatenate([firsts[1:] - 1, [len(head) - 1]])]
    ups, lows = uppers[b] - uppers[a], lowers[b] - lowers[a]
    states = np.select(
        [
            (ups == 0) & (lows == 0),
            ups == 0,
            (ups == 1) & (upper[a] == 1) & ((lows > 0) | (b - a == 1)),
            lows == 0,
        ],
        [0, 1, 2, 3],
        4,
    )
    of_word: Ints = states[np.cumsum(head) - 1]
    return of_word


def windows(pieces: Pieces, size: int, context: int) -> list[Window]:
    """Windows of at most ``size`` pieces that end at a paragraph's end where one is in their second half, or
    at a sentence's where one is near.

    Neighbours overlap by about ``context`` pieces on each side, between paragraphs by `BEFORE` and `BEHIND`
    where that is less, and each piece is owned by the one window that sees most around it. Needs
    ``size > 2 * context``. Empty for no pieces.
    """
    import numpy as np

    n = len(pieces)
    sentences = np.flatnonzero(np.diff(pieces.sentence)) + 1
    paragraphs = np.flatnonzero(pieces.breaks == BREAK_STATES.index("paragraph"))
    result: list[Window] = []
    start, own = 0, 0
    while start + size < n:
        before, behind = min(context, BEFORE), min(context, BEHIND)
        cut = _last(paragraphs, start + size - behind, max(own, start + size // 2))
        if not cut:
            before = behind = context
            limit = start + size - context
            least = max(own, limit - context, start + context)
            cut = _last(sentences, limit, least) or _word_start(pieces, limit, least)
        result.append(Window(start, cut + behind, own, cut))
        own, start = cut, max(cut - before, start + 1)
    return [*result, Window(start, n, own, n)] if n else []


def _last(places: Ints, limit: int, least: int) -> int:
    """The last of the sorted places up to ``limit``, 0 when that is not beyond ``least``."""
    at = int(places.searchsorted(limit, side="right")) - 1
    return int(places[at]) if at >= 0 and places[at] > least else 0


def _word_start(pieces: Pieces, place: int, least: int) -> int:
    """The last start of a word up to ``place``, or ``place`` inside a word that is longer than a window."""
    heads = pieces.head[least + 1 : place + 1]
    return least + 1 + int(heads.nonzero()[0][-1]) if heads.any() else place
