"""Which words of two clauses the judge's verdict rests on.

The words of each side that the other has not are left out, run by run; the run without which least is left of
the contradiction is what clashes (occlusion, Zeiler and Fergus 2014; Li, Monroe and Jurafsky 2016).
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.link import lexicon
from onrecord.link.account import Account
from onrecord.link.meaning.aligned import Beside
from onrecord.link.meaning.judge import judged
from onrecord.link.words import Word, stem, words_of
from onrecord.model import Span

RUNS = 6
"""Runs of a side that are left out in turn; of more, the longest."""
LONGEST = 8
"""Words of a run: a longer one says too little about where the clash is."""


def narrowed(pair: Beside, left: Account, right: Account) -> tuple[Span, Span]:
    """The clashing words of each clause, in the texts of the readings; the whole clause where leaving out no
    run makes a difference."""
    texts = left.reading.text, right.reading.text
    spans = pair.left.span, pair.right.span
    words = tuple(words_of(text, span) for text, span in zip(texts, spans, strict=True))
    stems = tuple({stem(word.folded) for word in side} for side in words)
    whole = tuple(span.of(text) for text, span in zip(texts, spans, strict=True))
    before = _contradiction(*whole)
    found = []
    for side in (0, 1):
        best, least = spans[side], before
        for run in _runs(words[side], stems[1 - side]):
            cut = texts[side][spans[side].start : run.start] + texts[side][run.end : spans[side].end]
            left_over = _contradiction(cut, whole[1]) if side == 0 else _contradiction(whole[0], cut)
            if left_over < least:
                best, least = run, left_over
        found.append(best)
    return found[0], found[1]


def topic(pair: Beside, left: Account) -> tuple[str, ...]:
    """The weightiest words that both clauses have, as the left one has them."""
    common = pair.left.terms.keys() & pair.right.terms.keys() & pair.left.words.keys()
    heavy = sorted(common, key=lambda term: (-pair.left.terms[term], term))
    shown = [pair.left.words[term].of(left.reading.text) for term in heavy]
    return tuple(dict.fromkeys(shown))


def _contradiction(one: str, two: str) -> float:
    return (judged(one, two).contradicts + judged(two, one).contradicts) / 2


def _runs(words: tuple[Word, ...], other: set[str]) -> list[Span]:
    """Stretches of words that the other side has not, the longest first."""
    found = []
    for run in _stretches(words, other):
        weighty = [word for word in run if stem(word.folded) not in lexicon.EMPTY]
        if (weighty or any(_turns(word) for word in run)) and len(run) <= LONGEST:
            found.append(Span(run[0].span.start, run[-1].span.end))
    return sorted(found, key=lambda span: (span.start - span.end, span))[:RUNS]


def _stretches(words: tuple[Word, ...], other: set[str]) -> Iterator[list[Word]]:
    run: list[Word] = []
    for word in words:
        if stem(word.folded) in other:
            if run:
                yield run
            run = []
        else:
            run.append(word)
    if run:
        yield run


def _turns(word: Word) -> bool:
    return word.folded in lexicon.NEGATIONS or word.folded.endswith("n't")
