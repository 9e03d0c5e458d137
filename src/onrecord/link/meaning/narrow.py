"""Which clauses of two contents, and which words of them, the judge's verdict rests on.

The clauses are those about which the judge is surest. The words of each side that the other has not are then
left out, run by run; the run without which least is left of the contradiction is what clashes (occlusion,
Zeiler and Fergus 2014; Li, Monroe and Jurafsky 2016).
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.link import lexicon
from onrecord.link.account import Account
from onrecord.link.meaning.aligned import Beside, beside
from onrecord.link.meaning.signals import verdict
from onrecord.link.words import Word, stem, words_of
from onrecord.model import Span

ASKED = 4
"""Pairs of clauses that the judge is asked about to tell what a finding rests on."""
RUNS = 6
"""Runs of a side that are left out in turn; of more, the longest."""
LONGEST = 8
"""Words of a run: a longer one says too little about where the clash is."""


def surest(left: Account, right: Account, of: str) -> Beside | None:
    """The two clauses of which the judge is surest, of those most about one thing. ``of`` is the share of its
    verdict that counts: ``contradicts`` or ``entails``."""
    texts = left.reading.text, right.reading.text

    def sure(pair: Beside) -> float:
        said = verdict(left, right, pair.left.span.of(texts[0]), pair.right.span.of(texts[1]))
        return float(getattr(said, of))

    return max(beside(left, right, ASKED), key=sure, default=None)


def narrowed(pair: Beside, left: Account, right: Account) -> tuple[Span, Span]:
    """The clashing words of each clause, in the texts of the readings; the whole clause where leaving out no
    run makes a difference."""
    texts = left.reading.text, right.reading.text
    spans = pair.left.span, pair.right.span
    words = tuple(words_of(text, span) for text, span in zip(texts, spans, strict=True))
    stems = tuple({stem(word.folded) for word in side} for side in words)
    whole = tuple(span.of(text) for text, span in zip(texts, spans, strict=True))
    before = verdict(left, right, *whole).contradicts
    found = []
    for side in (0, 1):
        best, least = spans[side], before
        for run in _runs(words[side], stems[1 - side]):
            cut = texts[side][spans[side].start : run.start] + texts[side][run.end : spans[side].end]
            kept = (cut, whole[1]) if side == 0 else (whole[0], cut)
            left_over = verdict(left, right, *kept).contradicts
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
