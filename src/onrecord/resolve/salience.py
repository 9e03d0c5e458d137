"""Who is in view where a pronoun stands, and how much speaks for each.

A reader takes "he" for whoever is in the centre of the story: the subject of the sentence before rather than
its object (Brennan, Friedman and Pollard, "A centering approach to pronouns", ACL 1987), whoever spoke last
rather than whom he spoke about, the near one rather than the far one (Lappin and Leass, "An algorithm for
pronominal anaphora resolution", 1994). Each of these is one word in :attr:`Candidate.signs`; :data:`WEIGHTS`
says what it is worth.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from onrecord.model import EntityKind, Spans
from onrecord.resolve.cast import Figure
from onrecord.resolve.lexicon import PREPOSITIONS, word_set
from onrecord.resolve.salience_weights import NOBODY, WEIGHTS


class Part(StrEnum):
    """The part of a mention in its sentence, as far as its surroundings tell."""

    SUBJECT = "subject"
    INNER = "inner subject"
    OBJECT = "object"
    PREPOSITION = "after a preposition"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A mention in the narrative: ``figure`` is None for somebody whom the article only describes, or for a
    pronoun that was left open. ``source`` tells that it is the source of an attribution, ``told`` that it
    lies in the content of one, ``pronoun`` that it is one; ``share`` how sure it is that this figure is
    meant."""

    start: int
    figure: Figure | None
    gender: str | None
    source: bool = False
    part: Part = Part.OBJECT
    pronoun: bool = False
    told: bool = False
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who may be meant. ``signs`` are the names of what speaks for or against; ``share`` is what remains
    for this one when all are compared (0 to 1)."""

    figure: Figure | None
    signs: tuple[str, ...]
    share: float = 0.0
    trust: float = 1.0
    start: int = -1


_CONJUNCTIONS = word_set(
    "that whether because when while if as after before who which whom whose although though since until "
    "unless where than how why what"
)
_PREPOSITIONS = (PREPOSITIONS - _CONJUNCTIONS) | frozenset(
    (
        "from",
        "into",
        "over",
        "after",
        "before",
        "through",
        "during",
        "without",
        "via",
        "per",
        "toward",
        "towards",
        "upon",
    )
)
_AUXILIARY = word_set(
    "is was has had will would can could may might must shall should does did do are were have be been being "
    "isn't wasn't hasn't hadn't won't wouldn't can't couldn't doesn't didn't"
)
# Words between a subject and its verb.
_ADVERBS = word_set("also then now never still later once again already just only twice")
_PAST = word_set(
    "said told went came took gave got made knew thought felt held kept left let lost met paid put ran rose "
    "sat saw sent shot spoke stood swore taught won wore wrote became began broke brought built bought "
    "caught chose drew drove fell found flew forgot fought grew heard hid hit hurt laid led lent lay meant "
    "quit read rang sang sold shook shut slept spent spread stole struck swam threw understood woke"
)
_DETERMINER = re.compile(
    r"\s+(?:the|a|an|that|this|his|her|its|their|it|to|in|on|at|for|with|no|not|he|she|they|[“\"'‘«])"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Characters in front of a subject ("On Thursday evening, under oath," is 33).
_OPENING = 40


def part_of(text: str, start: int, end: int, sentence: int, *, possessive: bool = False) -> Part:
    """The part of the mention at ``[start, end)`` in the sentence that begins at ``sentence``."""
    if possessive or re.match(r"['’]s\b|(?<=s)['’](?=\s)", text[end : end + 3]):
        return Part.OWNER
    before = text[max(sentence, start - 60) : start]
    words = _WORD.findall(before)
    last = words[-1].casefold() if words else ""
    touching = before.rstrip()[-1:].isalpha() if before.strip() else False
    inner = touching and last in _CONJUNCTIONS
    if _verb_follows(text, end):
        if touching and last in _PREPOSITIONS - _CONJUNCTIONS:
            return Part.PREPOSITION
        return Part.INNER if inner or _inside(words) else Part.SUBJECT
    if inner:
        return Part.INNER
    if touching and last in _PREPOSITIONS:
        return Part.PREPOSITION
    if start - sentence <= _OPENING and not any(_is_verb(w) for w in words):
        return Part.SUBJECT
    return Part.OBJECT


def _inside(words: Sequence[str]) -> bool:
    return any(w.casefold() in _CONJUNCTIONS for w in words[-6:])


def _verb_follows(text: str, end: int) -> bool:
    """Whether a verb in a finite form comes next, after at most an apposition between commas."""
    rest = text[end : end + 140]
    apposed = re.match(r"\s?(?:,\s[^,.;:“”\"]{1,100},|\([^()]{1,40}\))", rest)
    for at in (0, apposed.end() if apposed else -1):
        match = re.compile(r"\s+([^\W\d_]+(?:['’]t)?)").match(rest, at) if at >= 0 else None
        if match and (
            match.group(1) in _ADVERBS
            or _is_verb(match.group(1))
            or (match.group(1).endswith("s") and _DETERMINER.match(rest, match.end()))
        ):
            return match.group(1)[:1].islower()
    return False


def _is_verb(word: str) -> bool:
    folded = word.casefold().replace("’", "'")
    return (
        folded in _AUXILIARY
        or folded in _PAST
        or (folded.endswith("ed") and len(folded) > 4)
        or folded in _PRESENT
    )


_PRESENT = word_set("says tells thinks believes wants hopes fears knows denies insists adds argues calls")


# A stranger at the head of a sentence since the likeliest one was seen: the weights have seen too few.
STRANGER = "stranger: subject"
_AWAY = ("same sentence", "sentence before", "two sentences before", "further")


@dataclass(frozen=True, slots=True)
class Asked:
    """A pronoun: where it stands, whom it fits, its part, the number of its sentence, and whether it is the
    source of an attribution. ``spoke_last`` is the speaker of the attribution before, ``around`` that of the
    one whose content it stands in; ``paragraph`` is where its paragraph begins, ``own`` the content that is
    said by the one asked for, ``named`` the numbers of the figures named in it."""

    start: int
    gender: str | None
    part: Part
    sentence: int
    source: bool
    spoke_last: Figure | None = None
    around: Figure | None = None
    paragraph: int = 0
    own: Spans = ()
    named: frozenset[int] = frozenset()


def compared(
    asked: Asked,
    sightings: Sequence[Sighting],
    sentence_of: Callable[[int], int],
    counts: Mapping[int, int],
    weights: Mapping[str, float] = WEIGHTS,
) -> list[Candidate]:
    """Who may be meant by a pronoun with their shares, the likeliest first. ``sightings`` are those that fit,
    in order; ``counts`` tells how often each figure was mentioned so far. What is missing to 1 is the share
    of nobody in view."""
    latest: dict[object, list[Sighting]] = {}
    for i, sighting in enumerate(sightings):
        key: object = sighting.figure.number if sighting.figure is not None else ("stranger", i)
        latest.setdefault(key, []).append(sighting)
    order = sorted(latest.values(), key=lambda group: -group[-1].start)
    most = max((counts.get(g[-1].figure.number, 0) for g in order if g[-1].figure is not None), default=0)
    here = sum(g[-1].figure is not None and g[-1].start >= asked.paragraph for g in order)
    found = []
    for rank, group in enumerate(order):
        signs = [
            *_seen(asked, group, rank, sentence_of, alone=here == 1),
            *_known(asked, group[-1], counts, most),
        ]
        found.append(Candidate(group[-1].figure, tuple(signs), 0.0, group[-1].share, group[-1].start))
    return _with_shares(found, weights)


def _seen(
    asked: Asked, group: Sequence[Sighting], rank: int, sentence_of: Callable[[int], int], *, alone: bool
) -> Iterator[str]:
    """Signs of the place where a candidate was seen last."""
    last = group[-1]
    kind = "he" if asked.part in (Part.SUBJECT, Part.INNER) else "his"
    if last.start > asked.start:
        yield f"{kind}: follows, {last.part.value}"
        return
    distance = min(asked.sentence - sentence_of(last.start), 3)
    yield f"{kind}: {last.part.value}, {_AWAY[distance]}"
    if distance == 0:
        before = [s.part for s in group if sentence_of(s.start) == asked.sentence - 1]
        if before:
            yield "also in the sentence before"
    if rank < 3:
        yield ("nearest", "second nearest", "third nearest")[rank]
    if last.pronoun:
        yield "pronoun before"
    if any(c.start <= last.start < c.end for c in asked.own):
        yield "spoken about"
    elif last.told:
        yield "told"
    if last.source:
        yield f"source, {_AWAY[distance]}"
    if last.start < asked.paragraph:
        yield "paragraph before"
    elif alone:
        yield "alone in the paragraph"


def _known(asked: Asked, last: Sighting, counts: Mapping[int, int], most: int) -> Iterator[str]:
    """Signs of what is known about a candidate."""
    figure = last.figure
    if figure is None:
        yield "left open" if last.pronoun else f"stranger: {last.part.value}"
        return
    if figure is asked.spoke_last:
        yield "spoke last" if asked.source else "spoke last, other"
    if asked.around is not None:
        yield "says this" if figure is asked.around else "another says this"
    if figure.number in asked.named:
        yield "named in what is said"
    if figure.gender is None:
        yield "gender open"
    if figure.kind is EntityKind.UNKNOWN:
        yield "kind open"
    if figure.label is not None:
        yield "described"
    count = counts.get(figure.number, 0)
    if count == most and most > 1:
        yield "mentioned most"
    if count <= 1:
        yield "mentioned once"


def _with_shares(found: Sequence[Candidate], weights: Mapping[str, float]) -> list[Candidate]:
    scores = [sum(weights.get(s, 0.0) for s in c.signs) for c in found]
    nobody = weights.get(NOBODY, 0.0)
    top = max([*scores, nobody])
    parts = [math.exp(s - top) for s in scores]
    whole = sum(parts) + math.exp(nobody - top)
    ranked = sorted(zip(parts, range(len(found)), strict=True), reverse=True)
    return [
        Candidate(found[i].figure, found[i].signs, p / whole, found[i].trust, found[i].start)
        for p, i in ranked
    ]
