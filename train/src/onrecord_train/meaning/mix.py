"""Pairs as they are met between articles: in longer texts, begun with "that", without a full stop.

The sets are of single sentences. A trial trained on them alone became good on short contents and bad on long
ones, so that a share of the pairs is put among sentences of other texts. What a premise says is not changed
by sentences about something else; a hypothesis with one is no longer entailed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord_train.meaning.sets import CONTRADICTION, ENTAILMENT, NEUTRAL, Pair

_NUMBERS = {
    "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "8": "eight", "9": "nine",
    "10": "ten", "11": "eleven", "12": "twelve", "15": "fifteen", "20": "twenty", "30": "thirty",
}  # fmt: skip
_NUMBER = re.compile(r"(?<![\d.,$])(?:" + "|".join(_NUMBERS) + r")(?![\d.,%])\b")
_VERBS = ("is", "was", "were", "did", "does", "do", "have", "has", "had", "would", "should", "could")
_CONTRACTED = (
    *((f" {verb} not ", f" {verb}n't ") for verb in _VERBS),
    (" will not ", " won't "),
    (" cannot ", " can't "),
)
_FRAMES = (
    "the minister said {}", "officials said that {}", "{}, according to the report",
    "he told reporters that {}", "it is true that {}", "we know that {}", "let me be clear: {}",
    "she said on monday that {}", "{}, she added",
    "police confirmed that {}", "as i said before, {}", "in fact, {}", "the fact is that {}",
)  # fmt: skip
RELATIONS = 0.3
"""The share of sentence pairs that are also read as relations, so that those of short contents are learnt. It
is not all: a hypothesis that adds a detail is neutral in sets of sentence pairs, and an agreement among
statements."""


def refuted(pairs: Sequence[Pair], rng: random.Random, entailed: float) -> list[Pair]:
    """Balances a set of contradictions only: as many agreements with as many words in common, which are the
    claim or its refutation itself, written a little differently."""
    found = []
    for pair in pairs:
        one, two = (pair.premise, pair.hypothesis) if rng.random() < 0.5 else (pair.hypothesis, pair.premise)
        found.append(Pair(one, two, CONTRADICTION, pair.source))
        if rng.random() < entailed:
            found.append(Pair(one, reworded(one, rng), ENTAILMENT, pair.source + "+same"))
    return found


def neighbours(pairs: Sequence[Pair], most: int, rng: random.Random) -> list[Pair]:
    """Neutral pairs that share rare words: a premise with the hypothesis of another pair of the same set."""
    holders: dict[str, list[int]] = {}
    for at, pair in enumerate(pairs):
        for word in set(re.findall(r"[a-z]{5,}|\d+", pair.hypothesis.lower())):
            holders.setdefault(word, []).append(at)
    found = []
    for at in rng.sample(range(len(pairs)), len(pairs)):
        words = sorted(
            set(re.findall(r"[a-z]{5,}|\d+", pairs[at].premise.lower())),
            key=lambda w: len(holders.get(w, ())),
        )
        for word in words:
            others = [o for o in holders.get(word, ()) if not _akin(pairs[at], pairs[o])]
            if others:
                other = pairs[rng.choice(others)]
                found.append(Pair(pairs[at].premise, other.hypothesis, NEUTRAL, pairs[at].source + "+near"))
                break
        if len(found) >= most:
            break
    return found


def _akin(one: Pair, other: Pair) -> bool:
    """Whether two pairs of a set may be about one and the same thing."""
    a, b = (set(re.findall(r"\w+", p.premise.lower())) for p in (one, other))
    c, d = (set(re.findall(r"\w+", p.hypothesis.lower())) for p in (one, other))
    return len(a & b) > 0.5 * min(len(a), len(b)) or len(c & d) > 0.5 * min(len(c), len(d))


def reworded(text: str, rng: random.Random) -> str:
    """The same in hardly other words: numbers spelt, negations drawn together."""
    if rng.random() < 0.5:
        text = _NUMBER.sub(lambda m: _NUMBERS[m[0]], text)
    if rng.random() < 0.5:
        for whole, short in _CONTRACTED:
            text = text.replace(whole, short)
    return text


class Mixer:
    """Draws each pair anew: ``far`` sentences of other matters to be put around."""

    def __init__(self, far: Sequence[str], long: float, rng: random.Random) -> None:
        self.far, self.long, self.rng = far, long, rng

    def draw(self, pair: Pair) -> Pair:
        """The pair as it is trained on this time."""
        rng = self.rng
        if pair.label == CONTRADICTION and rng.random() < 0.4:
            pair = replace(pair, premise=pair.hypothesis, hypothesis=pair.premise)
        one, two, label = reworded(pair.premise, rng), reworded(pair.hypothesis, rng), pair.label
        if rng.random() < 0.12:
            one = rng.choice(_FRAMES).format(_bare(one))
        if rng.random() < 0.06:
            two = rng.choice(_FRAMES[4:8]).format(_bare(two))
        if rng.random() < self.long:
            one = self._among(one, rng.choice((1, 1, 2, 2, 3)))
        if rng.random() < self.long / 4:
            two = self._among(two, 1)
            label = NEUTRAL if label == ENTAILMENT else label
        return Pair(self._content(one), self._content(two), label, pair.source, rng.random() < RELATIONS)

    def _among(self, text: str, others: int) -> str:
        sentences = [self.rng.choice(self.far) for _ in range(others)]
        sentences.insert(self.rng.randint(0, others), text)
        return " ".join(sentences)

    def _content(self, text: str) -> str:
        """As contents of attributions are written."""
        if self.rng.random() < 0.5:
            text = text.rstrip(" .")
        if self.rng.random() < 0.25:
            text = "that " + text
        return text


def _bare(text: str) -> str:
    return text.rstrip(" .")
