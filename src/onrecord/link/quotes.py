"""One utterance in many articles: whole, cut, with words changed, or inside an indirect report.

Candidates share a run of words; an alignment of the words decides, and is kept, because it shows the *drift*:
which words one outlet dropped, added or replaced.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import pairwise
from math import fsum

from onrecord.link.anchored import anchored
from onrecord.link.words import Word, runs_of, stem, weight, words_of
from onrecord.model import Span, Spans

GRAM = 3
"""Words in a run that candidates share."""

LEAST_WORDS = 3
LEAST_BITS = 8.0
LEAST_BITS_APART = 18.0
"""A wording shorter or more commonplace than this is nobody's quotation ("we will not go" has 10 bits); the
second holds between articles that are no part of one story, where set phrases meet by chance."""

LEAST_BITS_ALTERED = 16.0
LEAST_SCORE = 0.6
LEAST_DENSITY = 0.5
"""What is changed must share more: the bits, the share of the shorter wording, and the density of the common
words between the first and the last of them, on both sides.

Swept on BASIL (bench/basil.py). All 155 pairs looked for are found up to 8 bits, 153 at 10, 142 at 12.
Across events four pairs join below 18 bits, and four with a score of 0.5; none above. The altered ones
within an event, which nobody has judged, go from 68 at 8 bits to 50 at 16 and 43 at 24, and from 58 at
a score of 0.5 to 35 at 0.8; density moves them by no more than five between 0.2 and 0.7."""

HEAVIEST = 7.0
"""No word counts for more bits: two names in common are no common wording."""

STORY_DAYS = 30
"""Articles published so many days apart may report one event."""

NEAR = 3
"""Words that may stand between the common words at an end and the rest: "to our (present) knowledge"."""

NEAR_INSERTED = 12
"""The same where only one side has words there, as in "the pumps(, which were thirty years old,) stopped"."""

LEAST_SPELT = 6
"""Letters of a word whose ending may be spelt in two ways: not "four", "rise", "hours"."""

_SPELT = {"our": "or", "is": "iz", "tre": "ter"}
_ENDINGS = re.compile(
    r"our(?=(?:s|ed|ing|er|ers|able|hood)?$)|is(?=(?:e|es|ed|er|ers|ing|ation|ations)$)|tre(?=s?$)"
)

_SHORT = {
    **{(w, "not"): f"{w}n't" for w in ["is", "are", "was", "were", "do", "does", "did"]},
    **{(w, "not"): f"{w}n't" for w in ["has", "have", "had", "would", "could", "should"]},
    **{(w, "is"): f"{w}'s" for w in ["it", "he", "she", "that", "there", "what", "who"]},
    **{(w, "are"): f"{w}'re" for w in ["we", "you", "they"]},
    **{(w, "have"): f"{w}'ve" for w in ["i", "we", "you", "they"]},
    **{(w, "will"): f"{w}'ll" for w in ["i", "we", "you", "they", "he", "she", "it"]},
    ("i", "am"): "i'm",
    ("can", "not"): "can't",
    ("will", "not"): "won't",
}
"""Two words and how they are shortened. Written out instead, "I don't know" would be a word longer and two
phrases of everybody's joined in BASIL; "'d" may be "had" or "would", and stays."""

LONGEST = 1_200
"""Two contents of so many words each are the most that is aligned word by word; beyond, a speech and its
reprint, they are aligned at the runs that stand once in each."""


class Fit(StrEnum):
    """How one wording sits in another: the same words; all of one within the other; or with changes."""

    WHOLE = "whole"
    CUT = "cut"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class Edit:
    """One place where two wordings differ: the spans of the differing words on both sides (in code points of
    each document, ``()`` where one side has none) and the words."""

    left: Spans
    right: Spans
    left_words: str
    right_words: str

    def __str__(self) -> str:
        """ "“anyone here” dropped", or "“present” became “own”"."""
        if not self.right_words:
            return f"“{self.left_words}” dropped"
        if not self.left_words:
            return f"“{self.right_words}” added"
        return f"“{self.left_words}” became “{self.right_words}”"


@dataclass(frozen=True, slots=True)
class Alignment:
    """How two wordings go together.

    ``score`` is the share of the shorter one's bits (see `words.weight`) that the other has in the same
    order; ``cover`` the same of the longer one. ``edits`` lists the differences between the first and the
    last common word: what stands before and after in the longer one was cut, not altered.
    """

    fit: Fit
    score: float
    cover: float
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class Wording:
    """The words of one content, with their places in the document."""

    text: str
    words: tuple[Word, ...]

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The folded words."""
        return tuple(word.folded for word in self.words)

    @cached_property
    def bits(self) -> float:
        """The weight of all words."""
        return _sum(self.folded)

    @cached_property
    def counted(self) -> Counter[str]:
        """How often it has each word."""
        return Counter(self.folded)


def wording(text: str, content: Spans) -> Wording:
    """The wording of a content; its parts follow each other as if nothing stood between them. "Is not" is
    "isn't", one word, and "labour" is "labor"."""
    found: list[Word] = []
    for span in content:
        for word in words_of(text, span):
            plain = word._replace(folded=_spelt(word.folded))
            short = _SHORT.get((found[-1].folded, plain.folded)) if found else None
            if short is not None:
                found[-1] = Word(found[-1].start, word.end, short)
            else:
                found.append(plain)
    return Wording(text, tuple(found))


@lru_cache(maxsize=1 << 16)
def _spelt(folded: str) -> str:
    """One spelling for the two of English: the endings -our, -ise, -isation and -tre; "cannot" is "can't"."""
    if folded == "cannot":
        return "can't"
    if len(folded) < LEAST_SPELT:
        return folded
    return _ENDINGS.sub(lambda m: _SPELT[m.group().lower()], folded)


def grams(folded: Sequence[str]) -> frozenset[int]:
    """The numbers of the word runs by which wordings meet; those of function words alone are left out."""
    runs = runs_of(tuple(folded), GRAM)
    return frozenset(run for i, run in enumerate(runs) if sum(map(_bits, folded[i : i + GRAM])) >= 5.0)


def same(left: Wording, right: Wording, *, one_story: bool = True) -> Alignment | None:
    """The alignment of two wordings of one utterance, or None where they are not one.

    ``one_story`` says that both may report one event: published within days of each other, or said by one
    speaker.
    """
    a, b = left.folded, right.folded
    least = LEAST_BITS if one_story else LEAST_BITS_APART
    if min(len(a), len(b)) < LEAST_WORDS or min(left.bits, right.bits) < least:
        return None
    if a == b:
        return Alignment(Fit.WHOLE, 1.0, 1.0, ())
    if not _may_be_same(left, right):
        return None
    return _cut(a, b) or _altered(left, right, one_story=one_story)


def _may_be_same(left: Wording, right: Wording) -> bool:
    """Whether enough words of the shorter wording are in the other at all, in whatever order. Aligning is ten
    times as slow, and of the pairs that share a run of three words nine of ten end here."""
    short, long = sorted((left, right), key=lambda w: len(w.folded))
    here, there = short.counted, long.counted
    shared = here.keys() & there.keys()
    least = LEAST_SCORE * len(short.folded)
    # most pairs end at the first look, which is one operation on sets
    if len(shared) < least - (len(short.folded) - len(here)):
        return False
    return fsum(min(here[word], there[word]) for word in shared) >= least


def _cut(a: tuple[str, ...], b: tuple[str, ...]) -> Alignment | None:
    """The alignment of a wording with one that has all of its words in a row."""
    short, long = sorted((a, b), key=len)
    found = any(
        long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1) if long[i] == short[0]
    )
    return Alignment(Fit.CUT, 1.0, _sum(short) / _sum(long), ()) if found else None


@dataclass(frozen=True, slots=True)
class _Block:
    left: int
    right: int
    size: int


def _blocks(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[list[_Block], list[_Block]]:
    """Common word runs in order, without the single common words that lie astray before and after; and the
    same with those that stand near enough to show how the ends differ."""
    if len(a) * len(b) > LONGEST**2:
        found = [_Block(*block) for block in anchored(a, b, GRAM)]
    else:
        matcher = SequenceMatcher(None, a, b, autojunk=False)
        found = [_Block(*block) for block in matcher.get_matching_blocks() if block.size]
    core = [block for block in found if block.size >= GRAM]
    if not core:
        return [], []
    low, high = found.index(core[0]), found.index(core[-1])
    first, last = low, high
    while first > 0 and _near(found[first - 1], found[first]):
        first -= 1
    while last + 1 < len(found) and _near(found[last], found[last + 1]):
        last += 1
    return found[low : high + 1], found[first : last + 1]


def _near(one: _Block, following: _Block) -> bool:
    gaps = following.left - one.left - one.size, following.right - one.right - one.size
    return max(gaps) <= (NEAR if min(gaps) else NEAR_INSERTED)


def _altered(left: Wording, right: Wording, *, one_story: bool) -> Alignment | None:
    a, b = left.folded, right.folded
    blocks, shown = _blocks(a, b)
    if not blocks:
        return None
    common = fsum(_sum(a[block.left : block.left + block.size]) for block in blocks)
    words = sum(block.size for block in blocks)
    shorter, longer = sorted((left.bits, right.bits))
    score = common / shorter
    extent = max(
        blocks[-1].left + blocks[-1].size - blocks[0].left,
        blocks[-1].right + blocks[-1].size - blocks[0].right,
    )
    least = LEAST_BITS_ALTERED if one_story else LEAST_BITS_APART
    if common < least or score < LEAST_SCORE or words < LEAST_DENSITY * extent:
        return None
    if words < LEAST_SCORE * min(len(a), len(b)):
        return None
    return Alignment(Fit.ALTERED, min(score, 1.0), common / longer, tuple(_edits(left, right, shown)))


def _edits(left: Wording, right: Wording, blocks: list[_Block]) -> list[Edit]:
    found = []
    for one, two in pairwise(blocks):
        a = left.words[one.left + one.size : two.left]
        b = right.words[one.right + one.size : two.right]
        if a or b:
            found.append(_edit(left, right, a, b))
    # What the shorter wording has beyond the common words is no cut: the longer one lacks it.
    first, last = blocks[0], blocks[-1]
    ends = (
        (left.words[: first.left], right.words[: first.right]),
        (left.words[last.left + last.size :], right.words[last.right + last.size :]),
    )
    shorter_left = len(left.words) <= len(right.words)
    for a, b in ends:
        own, other = (a, b) if shorter_left else (b, a)
        if own:
            # "He signed it", "the mayor signed it"; where the other goes on for long, it says another thing
            near = other if len(other) <= len(own) + NEAR else ()
            found.append(_edit(left, right, own, near) if shorter_left else _edit(left, right, near, own))
    return found


def _edit(left: Wording, right: Wording, a: Sequence[Word], b: Sequence[Word]) -> Edit:
    return Edit(_place(a), _place(b), _said(left.text, a), _said(right.text, b))


def _place(words: Sequence[Word]) -> Spans:
    return (Span(words[0].span.start, words[-1].span.end),) if words else ()


def _said(text: str, words: Sequence[Word]) -> str:
    return text[words[0].span.start : words[-1].span.end] if words else ""


@lru_cache(maxsize=1 << 16)
def _bits(folded: str) -> float:
    return min(max(weight(stem(folded)), 0.3), HEAVIEST)


def _sum(folded: Sequence[str]) -> float:
    return fsum(map(_bits, folded))
