"""Pairs of contents that share rare words and were not said of one thing: of two articles, or of two invented
events. Nobody has labelled them; most are of none, and a linker is asked about many of the kind. Only a
teacher says what they are."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from onrecord_train.meaning.sets import UNLABELLED, Pair

COMMON = 2
"""Rare words that both must have."""
RARE = 40
"""Contents that a rare word is in at most."""

_WORD = re.compile(r"[a-z]{5,}|\d{2,}")


def pairs(groups: Iterable[Sequence[str]], source: str, most: int, rng: random.Random) -> list[Pair]:
    """At most so many pairs of contents of two different groups (articles, events), in no order."""
    told = [(group, text) for group, texts in enumerate(groups) for text in dict.fromkeys(texts)]
    holders: dict[str, list[int]] = {}
    for at, (_, text) in enumerate(told):
        for word in set(_WORD.findall(text.lower())):
            holders.setdefault(word, []).append(at)
    common: Counter[tuple[int, int]] = Counter()
    for among in holders.values():
        if len(among) <= RARE:
            common.update(
                (a, b) for n, a in enumerate(among) for b in among[n + 1 :] if told[a][0] != told[b][0]
            )
    found = sorted(pair for pair, count in common.items() if count >= COMMON)
    rng.shuffle(found)
    return [Pair(told[a][1], told[b][1], UNLABELLED, source, True) for a, b in found[:most]]
