"""Scores of labels → names of people, bodies and places, read over the whole text.

A small network is unsure where names border on each other and changes its mind between two places. What
stands in every place of the text decides together: one string has one kind, a surname that of the full name,
an acronym that of the long one. Titles, nationalities and web addresses are no names (the convention of
CoNLL-2003 and of Worldwide Newswire, on whose development half each step is measured in `docs/decisions.md`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.resolve.coreference.mentions import ORGANISATION, PERSON, PLACE
from onrecord.resolve.coreference.words import Words
from onrecord.resolve.lexicon import (
    AFFILIATIONS,
    BODIES,
    CALENDAR,
    DETERMINERS,
    FUNCTION_WORDS,
    HONORIFICS,
    LONG_PLACES,
    PLACES,
    PRONOUNS,
    TITLE_MODIFIERS,
    TITLES,
    word_set,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

# What a second name of the same kind, or of another, costs right after a name; swept 0 to 6.
_SAME_AGAIN, _OTHER_AGAIN = 4.0, 1.0
_ADDRESS = re.compile(r"\S*(?:://|www\.)\S*|\S+@\S+\.\S+")
_MEANS_PEOPLE = word_set("mp mps pm mr mrs ms dr god lord allah jesus christ president king queen pope god's")
_COUNTRIES = frozenset(["us", "usa", "uk", "u s", "u k", "uae", "drc"])
# Kinds of names are not as common in news as in what the network was taught on; added to its scores. On every
# ninth article, F1 of people, bodies, places: −1 for people 84, 60, 81; these 83, 61, 81; −2 81, 61, 81.
_PRIOR = (-1.5, 0.3, 0.0)
_SMALL = word_set("of for and the ' s de in on")
# What a full name or a long one elsewhere weighs, in log-likelihood; 1 to 6 do the same.
_TOLD = 3.0


@dataclass(frozen=True, slots=True)
class Name:
    """Words ``first`` to ``last`` (inclusive) name a thing of a kind; ``scores`` per kind, to be added up."""

    first: int
    last: int
    kind: int
    scores: tuple[float, float, float]


def names(words: Words, scores: Floats, demonyms: frozenset[str] = frozenset()) -> list[Name]:
    """The names of a text in order."""
    import numpy as np

    if not len(words):
        return []
    shares = _log_shares(scores + np.array([0, *np.repeat(_PRIOR, 2)], np.float32))
    found = [n for n in _decoded(words, shares) if not _in_address(words, n)]
    found = [n for name in found if (n := _trimmed(words, name)) is not None]
    found = _joined(words, found, demonyms)
    found = _agreed(words, [n for n in found if not _is_no_name(words, n, demonyms)])
    return _filled(words, found)


def _log_shares(scores: Floats) -> Floats:
    import numpy as np

    shifted: Floats = scores - scores.max(-1, keepdims=True)
    shifted -= np.log(np.exp(shifted).sum(-1, keepdims=True))
    return shifted


def _decoded(words: Words, shares: Floats) -> list[Name]:
    """The likeliest sequence of labels in which no I lacks its B (Viterbi), as spans; a paragraph ends a
    name."""
    import numpy as np

    steps = np.zeros((7, 7))
    for before in range(7):
        for after in range(1, 7):
            kind, inside = (after - 1) // 2, after % 2 == 0
            same = before > 0 and (before - 1) // 2 == kind
            if inside:
                steps[before, after] = 0 if same else -1e9
            elif before > 0:
                steps[before, after] = -_SAME_AGAIN if same else -_OTHER_AGAIN
    best = shares[0].astype(np.float64) + np.where(
        np.arange(7) % 2 == 0, np.where(np.arange(7) > 0, -1e9, 0), 0
    )
    back = np.zeros((len(shares), 7), np.int64)
    for i in range(1, len(shares)):
        options = best[:, None] + steps
        back[i] = options.argmax(0)
        best = options.max(0) + shares[i]
    labels = [int(best.argmax())]
    for i in range(len(shares) - 1, 0, -1):
        labels.append(int(back[i, labels[-1]]))
    return _spans(words, labels[::-1], shares)


def _spans(words: Words, labels: list[int], shares: Floats) -> list[Name]:
    result: list[Name] = []
    for i, label in enumerate(labels):
        if label == 0:
            continue
        each = tuple(float(max(shares[i, 1 + 2 * k], shares[i, 2 + 2 * k])) for k in range(3))
        if label % 2 == 0 and result and result[-1].last == i - 1 and words.breaks[i] != 2:
            old = result[-1]
            result[-1] = replace(old, last=i, scores=_sum(old.scores, each))
        else:
            result.append(Name(i, i, (label - 1) // 2, (each[0], each[1], each[2])))
    return result


def _sum(a: Iterable[float], b: Iterable[float]) -> tuple[float, float, float]:
    x, y, z = (p + q for p, q in zip(a, b, strict=True))
    return x, y, z


def _in_address(words: Words, name: Name) -> bool:
    """Inside a web or mail address."""
    start = int(words.start[name.first])
    begin = max(words.text.rfind(" ", 0, start), words.text.rfind("\n", 0, start)) + 1
    return bool(_ADDRESS.match(words.text, begin)) and start < _end_of(words.text, begin)


def _end_of(text: str, begin: int) -> int:
    match = _ADDRESS.match(text, begin)
    return match.end() if match else begin


def _trimmed(words: Words, name: Name) -> Name | None:
    """Without marks and possessives at its borders, and without titles in front of a person; None if
    nothing is left."""
    first, last = name.first, name.last
    lower = words.lower

    def empty(w: int) -> bool:
        return not lower[w][0].isalnum() and lower[w] not in ("(",)

    while first <= last and (
        empty(first) or (lower[first] == "s" and first > 0 and lower[first - 1] in "'’")
    ):
        first += 1
    while last >= first and (
        empty(last) or (lower[last] == "s" and last > first and lower[last - 1] in "'’")
    ):
        last -= 1
    if name.kind == PERSON:
        while first < last and (
            lower[first] in TITLES
            or lower[first] in HONORIFICS
            or lower[first] in DETERMINERS
            or empty(first)
        ):
            first += 1
    elif first < last and lower[first] in ("a", "an", "this", "that", "its", "his", "her", "their"):
        first += 1
    return replace(name, first=first, last=last) if first <= last else None


def _joined(words: Words, found: list[Name], demonyms: frozenset[str]) -> list[Name]:
    """Names that stand right beside each other and end in a body are one body ("Dong-Eui | University"),
    with a nationality in front ("Indian Navy")."""
    result: list[Name] = []
    for name in found:
        if words.breaks[name.first] == 2:
            result.append(name)
        elif result and name.kind == ORGANISATION and name.first - result[-1].last == 1:
            share = (name.last - result[-1].first + 1) / (name.last - name.first + 1)
            x, y, z = name.scores
            result[-1] = Name(result[-1].first, name.last, ORGANISATION, (x * share, y * share, z * share))
        elif (result and name.first - result[-1].last == 1 and name.kind == result[-1].kind) or (
            result and _bound(words, result[-1], name)
        ):
            result[-1] = replace(result[-1], last=name.last, scores=_sum(result[-1].scores, name.scores))
        else:
            result.append(name)
    return [_with_nationality(words, n, demonyms) for n in result]


def _bound(words: Words, left: Name, right: Name) -> bool:
    """ "Institute for | Research", "Ministry of | Health": the left one names a kind of body."""
    between = words.lower[left.last + 1 : right.first]
    return (
        left.kind == ORGANISATION
        and right.kind != PERSON
        and between in (["of"], ["for"], ["of", "the"])
        and not BODIES.isdisjoint(words.lower[left.first : left.last + 1])
    )


def _with_nationality(words: Words, name: Name, demonyms: frozenset[str]) -> Name:
    before = name.first - 1
    if name.kind == ORGANISATION and before >= 0 and name.first <= name.last:
        known = words.lower[before] in demonyms or words.lower[before] in AFFILIATIONS
        if known and words.case[before] >= 2 and name.last > name.first - 1:
            return replace(name, first=before)
    return name


def _is_no_name(words: Words, name: Name, demonyms: frozenset[str]) -> bool:
    """Titles, days, pronouns, nationalities alone, and what has no capital letter."""
    span = words.lower[name.first : name.last + 1]
    if (
        not (words.case[name.first : name.last + 1] >= 2).any()
        and words.text[words.start[name.first]].isascii()
    ):
        return True
    if all(w in CALENDAR or w in PRONOUNS or w in _MEANS_PEOPLE for w in span):
        return True
    if name.kind == PERSON and all(
        w in TITLES or w in TITLE_MODIFIERS or w in HONORIFICS or w in FUNCTION_WORDS for w in span
    ):
        return True
    return len(span) == 1 and (
        span[0] in AFFILIATIONS or span[0] in demonyms or span[0].rstrip("s") in demonyms
    )


def _key(words: Words, name: Name) -> str:
    return " ".join(w for w in words.lower[name.first : name.last + 1] if w not in (".", "the"))


def _agreed(words: Words, found: list[Name]) -> list[Name]:
    """One kind for one string: the one with the best sum of scores over its places; a word alone that begins
    or ends a full name of a person takes part in that vote, as do an acronym and the body it stands for."""
    votes: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for name in found:
        size = name.last - name.first + 1
        for k in range(3):
            votes[_key(words, name)][k] += name.scores[k] / size
    parts, shorts = set(), set()
    for key, vote in votes.items():
        if " " in key and _best(vote) == PERSON:
            parts |= {key.split()[0], key.split()[-1]}
        elif " " in key and _best(vote) == ORGANISATION:
            shorts.add("".join(w[0] for w in key.split() if w not in _SMALL))
    result = []
    for name in found:
        key = _key(words, name)
        total = list(votes[key])
        last = key.split()[-1] if key else key
        if last != key and last in votes and _best(votes[last]) == PERSON:
            total = [x + y for x, y in zip(total, votes[last], strict=True)]
        total[PERSON] += _TOLD * (key in parts)
        total[PLACE] += 2 * _TOLD * (key in PLACES or key in LONG_PLACES or key in _COUNTRIES)
        total[ORGANISATION] += _TOLD * (key in shorts and bool(words.case[name.first] == 3))
        result.append(replace(name, kind=_best(total)))
    return result


def _best(vote: list[float]) -> int:
    return vote.index(max(vote))


def _filled(words: Words, found: list[Name]) -> list[Name]:
    """The same strings where the network saw no name: written with the same capitals."""
    kinds = {words.text[words.start[n.first] : words.end[n.last]]: n for n in found}
    taken = {w for n in found for w in range(n.first, n.last + 1)}
    starts: dict[str, list[tuple[str, Name]]] = defaultdict(list)
    for text, name in kinds.items():
        if name.kind == ORGANISATION and not text.isupper():
            continue  # "Police", "Government": costs bodies 0.6
        if name.last > name.first or (len(text) > 2 and words.lower[name.first] not in FUNCTION_WORDS):
            starts[words.lower[name.first]].append((text, name))
    result = list(found)
    for w, lower in enumerate(words.lower):
        if w in taken or lower not in starts:
            continue
        for text, name in sorted(starts[lower], key=lambda p: -len(p[0])):
            last = w + name.last - name.first
            if (
                last < len(words)
                and not taken & set(range(w, last + 1))
                and words.text[words.start[w] : words.end[last]] == text
            ):
                new = Name(w, last, name.kind, name.scores)
                if not _in_address(words, new):
                    result.append(new)
                    taken |= set(range(w, last + 1))
                break
    return sorted(result, key=lambda n: n.first)


__all__ = ["ORGANISATION", "PERSON", "PLACE", "Name", "names"]
