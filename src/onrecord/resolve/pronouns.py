"""Pronouns as speakers: "he", "they", "it", "I", "who". One candidate that fits, or none.

What counts is what a reader has in view: the people named in the narrative (not inside quotations) of this
sentence and the ones before it, and who spoke last. Gender and number rule candidates out; they never choose
between two.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import EntityKind, Span
from onrecord.resolve.cast import Cast, Figure
from onrecord.resolve.lexicon import DETERMINERS, DOCUMENTS, FEMININE, MASCULINE, PREPOSITIONS, ROLES
from onrecord.resolve.names import fold
from onrecord.resolve.phrases import role_gender
from onrecord.resolve.tokens import Token
from onrecord.segment import Segments

# Narrative sentences looked back over for a person. Speakers of the gold right/wrong of 374, and how many
# he/she of PolNeAR dev are answered: near 0 285/7, 27 %; 1 308/0, 57 %; 2 300/1, 44 %; far 1 308/0, 55 %; 2
# and 3 57 %; 5 55 %.
_NEAR, _FAR = 1, 2
# Nothing further away is in view: longer "sentences" are lists and damaged texts, and would cost quadratic
# time.
_MAX_VIEW = 3000
# Characters in front of a subject ("On Thursday evening, under oath," is 33). Gold right/wrong: 0 301/0,
# 25 303/0, 40 308/0, 60 308/1, 100 308/1.
_MAX_OPENING = 40
_NOMINATIVE = re.compile(r"s?he\b", re.IGNORECASE)
_SUBORDINATE = re.compile(
    r"(?:when|while|though|although|since|after|before|as|if|because|until|once|whenever|by|in|despite|prior"
    r" to)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A figure in view at ``start``; None for somebody whom the article describes and does not quote.
    ``source`` tells that it is the source of an attribution there."""

    start: int
    figure: Figure | None
    gender: str | None
    source: bool = False


class View:
    """Who is in view at each place of one article."""

    def __init__(self, text: str, segments: Segments, words: Sequence[Token], cast: Cast) -> None:
        self.text = text
        self.quotations = _outermost(segments)
        self._quotation_starts = [q.start for q in self.quotations]
        self.sentences = [s for s in segments.sentences if not self._wholly_quoted(s)]
        self._sentence_starts = [s.start for s in self.sentences]
        self.sightings: list[Sighting] = []
        self.mention_at = {m.span.start: m for f in cast.figures for m in f.mentions}
        self.people = {gender: _people(cast, gender) for gender in (MASCULINE, FEMININE)}
        spans = sorted(cast.of)
        inside = _covered(cast)
        for span in spans:
            figure = cast.of[span]
            if self.quotation_at(span.start) is None:
                sure = figure.kind is not EntityKind.UNKNOWN or figure.speaks
                self.sightings.append(Sighting(span.start, figure if sure else None, figure.gender))
        self.sightings.extend(
            Sighting(span.start, None, None) for span in cast.shared if self.quotation_at(span.start) is None
        )
        self.sightings.extend(self._strangers(words, cast, inside))
        self.sightings.sort(key=lambda s: s.start)

    def quotation_at(self, offset: int) -> Span | None:
        """The outermost quotation around an offset, or None."""
        at = bisect_right(self._quotation_starts, offset) - 1
        return self.quotations[at] if at >= 0 and offset < self.quotations[at].end else None

    def _wholly_quoted(self, sentence: Span) -> bool:
        around = self.quotation_at(sentence.start)
        return around is not None and around.end >= sentence.end

    def sentence_of(self, offset: int) -> int:
        """The index of the last narrative sentence that begins at or before an offset (-1: none)."""
        return bisect_right(self._sentence_starts, offset) - 1

    def add(self, sighting: Sighting) -> None:
        """Put a resolved source in view for what follows it."""
        at = bisect_left(self.sightings, sighting.start, key=lambda s: s.start)
        while at < len(self.sightings) and self.sightings[at].start == sighting.start:
            if self.sightings[at].figure is None or self.sightings[at].figure is sighting.figure:
                self.sightings[at] = sighting
                return
            at += 1
        self.sightings.insert(at, sighting)

    def between(self, start: int, end: int) -> list[Sighting]:
        """What is in view from ``start`` up to ``end``, in order."""
        first = bisect_left(self.sightings, start, key=lambda s: s.start)
        last = bisect_left(self.sightings, end, key=lambda s: s.start)
        return self.sightings[first:last]

    def back(self, offset: int, sentences: int) -> int:
        """Where the narrative sentence begins that lies ``sentences`` before the one at an offset."""
        at = self.sentence_of(offset)
        start = self._sentence_starts[max(0, at - sentences)] if self._sentence_starts else 0
        return max(start, offset - _MAX_VIEW)

    def end(self, offset: int) -> int:
        """Where the narrative sentence at an offset ends."""
        at = self.sentence_of(offset)
        return min(max(offset, self.sentences[at].end), offset + _MAX_VIEW) if at >= 0 else offset

    def _strangers(self, words: Sequence[Token], cast: Cast, inside: set[int]) -> list[Sighting]:
        """Single people whom the narrative describes: they are candidates as good as named ones."""
        named = {span.start for span in cast.of}
        found = []
        for i, word in enumerate(words):
            folded = fold(word.text) if not word.caseless else ""
            if folded not in ROLES or word.start in inside or i == 0:
                continue
            following = words[i + 1].start if i + 1 < len(words) else -1
            if following in named and following - word.end <= 1:
                continue
            if self.quotation_at(word.start) is None and _introduced(self.text, words, i):
                found.append(Sighting(word.start, None, role_gender(folded)))
        return found


def _introduced(text: str, words: Sequence[Token], noun: int) -> bool:
    """Whether a determiner stands within four words before a noun, with nothing but blanks between."""
    for i in range(noun - 1, max(-1, noun - 6), -1):
        if text[words[i].end : words[i + 1].start].strip():
            return False
        if fold(words[i].text) in DETERMINERS:
            return True
    return False


def _covered(cast: Cast) -> set[int]:
    """Offsets inside role phrases and names: what they mention is somebody in view already."""
    inside: set[int] = set()
    for figure in cast.figures:
        for mention in figure.mentions:
            inside.update(range(mention.span.start, mention.span.end))
        for _, role in figure.roles:
            if role.start >= 0:
                inside.update(range(role.start, role.start + len(role.phrase) + 5))
    return inside


def _outermost(segments: Segments) -> list[Span]:
    return [r.span for r in segments.runs if r.depth == 0]


def fits(sighting: Sighting, gender: str) -> bool:
    """Whether "he" or "she" can take up what is in view."""
    if sighting.figure is not None and not sighting.figure.person_like():
        return False
    told = sighting.figure.gender if sighting.figure is not None else sighting.gender
    return told is None or told == gender


@dataclass(frozen=True, slots=True)
class Last:
    """The attribution before a pronoun: its speaker, where its source stands, and its content."""

    figure: Figure
    source: int
    content: tuple[Span, ...]


def he_or_she(view: View, offset: int, gender: str, last: Last | None) -> tuple[Figure | None, str]:
    """The person behind "he" or "she" at an offset of the narrative."""
    word = "he" if gender == MASCULINE else "she"
    near = [s for s in view.between(view.back(offset, _NEAR), offset) if fits(s, gender)]
    if _SUBORDINATE.match(view.text, view.back(offset, 0)):
        # "When he came, Berg …": whoever follows in the sentence is a candidate as well.
        near += [
            s for s in view.between(offset + 1, view.end(offset)) if fits(s, gender) and s.figure is not None
        ]
    figures = _distinct(near)
    if len(figures) > 1:
        return _flow(view, offset, near, last, word)
    far = [s for s in view.between(view.back(offset, _FAR), offset) if fits(s, gender)]
    if len(figures) == 1 and figures[0] is not None:
        known = [f for f in _distinct(far) if f is not None and f.gender == gender]
        if figures[0].gender is None and any(f is not figures[0] for f in known):
            return None, f"“{word}” may be {_names([figures[0], *known])}."
        return figures[0], f"The only one nearby whom “{word}” fits."
    if figures:
        return None, f"“{word}” may be somebody whom the article only describes."
    distant = _distinct(far)
    if len(distant) == 1 and distant[0] is not None:
        return distant[0], f"The only one nearby whom “{word}” fits."
    return _alone(offset, gender, view, word)


def _people(cast: Cast, gender: str) -> list[Figure]:
    """The first few figures of an article whom a pronoun of this gender fits, in order of first mention."""
    return sorted(
        (f for f in cast.figures if f.person_like() and f.gender in (None, gender)), key=lambda f: f.first
    )[:3]


def _alone(offset: int, gender: str, view: View, word: str) -> tuple[Figure | None, str]:
    """The only man or woman of the article so far."""
    before = [f for f in view.people[gender] if f.first < offset]
    if len(before) == 1 and before[0].gender == gender:
        return before[0], f"The only one in the article so far whom “{word}” fits."
    return None, f"Nobody nearby for “{word}”." if not before else f"“{word}” may be {_names(before)}."


def _flow(
    view: View, offset: int, near: list[Sighting], last: Last | None, word: str
) -> tuple[Figure | None, str]:
    """Several people fit: only whoever spoke last, when the others are merely spoken about, goes on
    speaking."""
    figures = [f for f in _distinct(near) if f is not None]
    open_ = (
        f"“{word}” may be {_names(figures)}." if len(figures) > 1 else f"“{word}” fits more than one person."
    )
    chosen = _going_on(view, offset, near, last, figures)
    known = [f for f in figures if f.gender is not None]
    if chosen is not None and chosen.gender is None and any(f is not chosen for f in known):
        return None, open_
    if chosen is None:
        return None, open_
    if last is not None and chosen is last.figure:
        return chosen, f"Goes on speaking: “{word}” follows what {_names([chosen])} said."
    return chosen, f"“{word}” follows the subject of the sentence before, {_names([chosen])}."


def _going_on(
    view: View, offset: int, near: list[Sighting], last: Last | None, figures: Sequence[Figure]
) -> Figure | None:
    """The subject of the sentence before, or whoever spoke last when the others are only spoken about."""
    subject = _subject(view, offset, near)
    if subject is not None and (last is None or last.figure is subject or last.figure not in figures):
        return subject
    if last is None or last.figure not in figures:
        return None
    own = [s for s in near if s.figure is last.figure]
    others = [s for s in near if s.figure is not last.figure]
    spoken_about = all(any(c.start <= s.start < c.end for c in last.content) for s in others)
    if spoken_about and own and own[0].source and last.source >= view.back(offset, _NEAR):
        return last.figure
    return None


def _subject(view: View, offset: int, near: list[Sighting]) -> Figure | None:
    """The subject of the narrative sentence before, when the pronoun is the subject of its own.

    A subject is recognised by its place alone: the first candidate, at the head of its sentence (an opening
    of at most :data:`_MAX_OPENING` characters before it), not joined to another name and not a possessor.
    """
    own_start = view.back(offset, 0)
    if any(s.start >= own_start for s in near) or offset - own_start > _MAX_OPENING:
        return None
    if _SUBORDINATE.match(view.text, own_start) or not _NOMINATIVE.match(view.text, offset):
        return None
    start = view.back(offset, 1)
    first = near[0] if near else None
    if first is None or first.figure is None or first.start - start > _MAX_OPENING:
        return None
    opening = re.findall(r"[^\W\d_]+", view.text[start : first.start])
    if opening and opening[-1].casefold() in PREPOSITIONS:
        return None
    mention = view.mention_at.get(first.start)
    if mention is not None and (
        mention.possessive or re.match(r"\s(?:and|or|&)\s", view.text[mention.span.end :][:5])
    ):
        return None
    return first.figure


def _distinct(sightings: Sequence[Sighting]) -> list[Figure | None]:
    """The different figures among sightings; every stranger counts for itself."""
    named = {s.figure.number: s.figure for s in sightings if s.figure is not None}
    return [*named.values(), *(None for s in sightings if s.figure is None)]


def they(view: View, offset: int, last: Last | None) -> tuple[Figure | None, str]:
    """The group behind "they": the only one nearby, with no pair of people in view."""
    start = view.back(offset, _NEAR)
    groups = [
        s.figure
        for s in view.between(start, offset)
        if s.figure is not None
        and (s.figure.plural or s.figure.kind in (EntityKind.GROUP, EntityKind.ORGANISATION))
    ]
    distinct = list({f.number: f for f in groups}.values())
    people = [s for s in view.between(start, offset) if s.figure is None or s.figure.person_like()]
    plural = [f for f in distinct if f.plural or f.kind is EntityKind.GROUP]
    if len(plural) == 1 and len(_distinct(people)) < 2 and last is not None and last.figure is plural[0]:
        return plural[0], "The only group nearby, and it spoke last."
    if len(distinct) == 1 and not people and last is not None and last.figure is distinct[0]:
        return distinct[0], "The only body nearby, and it spoke last."
    return None, "“they” fits no one group nearby, or more than one."


def it(view: View, offset: int, last: Last | None) -> tuple[Figure | None, str]:
    """The body behind "it": the only one nearby, which spoke last, with no report or letter in between."""
    start = view.back(offset, _NEAR)
    bodies = [
        s.figure
        for s in view.between(start, offset)
        if s.figure is not None
        and s.figure.kind in (EntityKind.ORGANISATION, EntityKind.PLACE)
        and not s.figure.plural
    ]
    distinct = list({f.number: f for f in bodies}.values())
    if len(distinct) != 1 or last is None or last.figure is not distinct[0]:
        return None, "“it” fits no one body nearby, or more than one."
    if re.search(r"\b(?:" + "|".join(sorted(DOCUMENTS)) + r")\b", view.text[start:offset], re.IGNORECASE):
        return None, "“it” may be something written."
    return distinct[0], "The only body nearby, and it spoke last."


def who(view: View, text: str, offset: int) -> tuple[Figure | None, str]:
    """The figure whose name or role phrase ends right before a relative pronoun."""
    before = view.between(view.back(offset, 0), offset)
    if not before or before[-1].figure is None:
        return None, "Whom the relative pronoun takes up is not certain."
    figure = before[-1].figure
    mention = view.mention_at.get(before[-1].start)
    if mention is None:
        return None, "Whom the relative pronoun takes up is not certain."
    gap = text[mention.span.end : offset]
    if re.fullmatch(r",?\s(?:\d{1,3},\s)?|,\s(?:the|a|an)\s[^,.;:“”\"]{1,60},\s", gap):
        return figure, "The relative pronoun follows the name."
    return None, "Whom the relative pronoun takes up is not certain."


def _names(figures: Sequence[Figure]) -> str:
    names = sorted({f.shown for f in figures})
    return " or ".join(n if len(n) <= 60 else n[:59] + "…" for n in names[:3])
