"""Contents of one article of the news, two by two: hardly ever do they contradict each other, however much
they are about one thing. Whether they agree is not said.

Trained on sentence pairs and invented events alone, the judge took opinions about one matter, names of things
and stray quotations for contradictions. Half of the time a content is put beside itself, as it is or turned
round, so that it is not the language of the news that speaks against a contradiction.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from hashlib import blake2b
from itertools import combinations
from pathlib import Path

from onrecord_train.meaning.invented import AGAINST, JOINED
from onrecord_train.meaning.mix import reworded
from onrecord_train.meaning.sets import CONTRADICTION, ENTAILMENT, NO_CONTRADICTION, Pair, rows

COMMON = 2
"""Long words that two contents must have in common: then they are about one thing."""

_LONG = re.compile(r"[a-z]{5,}")
_TURNED = re.compile(
    r"\b(?:not|never|no|nobody|nothing|neither|none|without)\b|n[\'\u2019]t\b|\b(?:den|reject|refut|disput)\w+"
)
_VERB = re.compile(r"\b(is|are|was|were|will|would|can|could|should|has|had|did|does)\b(?! not|n['\u2019]t)")
_NOT = re.compile(r"\b(is|are|was|were|will|would|could|should|has|had|did|does)(?: not|n['\u2019]t)\b")
_NUMBER = re.compile(r"(?<![\d.,$])\b\d{1,3}\b(?![\d.,])")


def is_trained(article: str) -> bool:
    """Whether the contents of an article train the judge; those of the others train what is made of its
    verdicts (`reported`)."""
    return blake2b(article.encode(), digest_size=2).digest()[0] < 128


def pairs(path: Path) -> list[Pair]:
    """The pairs of contents of the articles in PolNeAR's train part."""
    return [pair for row in rows(path) if is_trained(row["id"]) for pair in _of_one(row)]


def contents(path: Path) -> list[tuple[str, list[str]]]:
    """Each article's id and its contents of 8 to 40 words."""
    found = []
    for row in rows(path):
        texts = [" ".join(row["text"][a:b] for a, b in each["content"]) for each in row["attributions"]]
        found.append((row["id"], [text for text in texts if 8 <= len(text.split()) <= 40]))
    return found


def _of_one(row: dict[str, object]) -> Iterator[Pair]:
    contents = {}
    for each in row["attributions"]:  # type: ignore[attr-defined]
        text = " ".join(row["text"][a:b] for a, b in each["content"])  # type: ignore[index]
        cue = " ".join(row["text"][a:b] for a, b in each.get("cue", ()))  # type: ignore[index]
        # who denies, or one of two who says "not", may well contradict the other
        contents[text] = bool(_TURNED.search(f"{cue} {text}".lower())), set(_LONG.findall(text.lower()))
    for one, two in combinations(contents, 2):
        (turned, words), (other, theirs) = contents[one], contents[two]
        if turned == other and len(words & theirs) >= COMMON and one not in two and two not in one:
            yield Pair(one, two, NO_CONTRADICTION, "news", True)


def drawn(pair: Pair, rng: random.Random) -> Pair:
    """The pair, or one side of it beside itself with the other added."""
    if rng.random() < 0.5:
        return pair
    one, beside = rng.sample((pair.premise, pair.hypothesis), 2)
    turned = _turned(one, rng) if rng.random() < 0.6 else None
    two, label = (turned, CONTRADICTION) if turned else (reworded(one, rng), ENTAILMENT)
    if rng.random() < 0.5:
        two = rng.choice(JOINED).format(*(side.rstrip(" .") for side in rng.sample((two, beside), 2)))
    one, two = rng.sample((one, two), 2)
    return Pair(one, two, label, "news", True)


def _turned(text: str, rng: random.Random) -> str | None:
    """The contrary of a text: a verb denied, a denial taken back, another number, or denied as a whole."""
    ways = [
        (found, words)
        for pattern, words in ((_VERB, r"\1 not"), (_NOT, r"\1"), (_NUMBER, str(rng.randint(2, 900))))
        for found in pattern.finditer(text)
    ]
    if ways and rng.random() < 0.8:
        found, words = rng.choice(ways)
        turned = text[: found.start()] + found.expand(words) + text[found.end() :]
        return None if turned == text else turned
    plain = not text.startswith(('"', "\u201c")) and len(text.split()) > 4
    return rng.choice(AGAINST).format(text.removeprefix("that ").rstrip(" .")) if plain else None
