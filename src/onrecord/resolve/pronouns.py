"""Pronouns as speakers: "he", "they", "it", "who". One candidate that is far likelier than all others, or
none.

What counts is what a reader has in view: the people named in the narrative (not inside quotations) of this
sentence and the ones before it, and who spoke last. Gender and number rule candidates out; ``salience`` says
how much speaks for each of those that remain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import EntityKind, Span
from onrecord.resolve.cast import Figure
from onrecord.resolve.lexicon import DOCUMENTS, FEMININE, MASCULINE, OFFICES
from onrecord.resolve.salience import STRANGER, Asked, Candidate, Part, Sighting, compared
from onrecord.resolve.view import View

# Narrative sentences looked back over for a person, and for a body.
_BACK, _NEAR = 5, 1
# A candidate is named from this share on; one with less than _RIVAL is not worth mentioning as another.
_SURE, _RIVAL = 0.75, 0.05
# "When he complained, Berg …": a name that follows in the sentence is a rival that the weights have seen
# too seldom.
_SURE_AHEAD = 0.97
_SURE_ALONE = 0.5
_TRUST = 0.5
_SURE_FOCUS, _SURE_OFFICE = 0.45, 0.8
_WORD = re.compile(r"\w+")
_SUBORDINATE = re.compile(
    r"(?:when|while|though|although|since|after|before|as|if|because|until|once|whenever|by|in|despite|prior"
    r" to)\b",
    re.IGNORECASE,
)


def fits(sighting: Sighting, gender: str | None) -> bool:
    """Whether "he" or "she" (None: either) can take up what is in view."""
    if sighting.figure is not None and not sighting.figure.person_like():
        return False
    told = sighting.figure.gender if sighting.figure is not None else sighting.gender
    return gender is None or told is None or told == gender


@dataclass(frozen=True, slots=True)
class Last:
    """The attribution before a pronoun: its speaker, where its source stands, and its content."""

    figure: Figure
    source: int
    content: tuple[Span, ...]


def weighed(view: View, asked: Asked) -> list[Candidate]:
    """All whom "he" or "she" in the narrative may mean, the likeliest first."""
    start = view.back(asked.start, _BACK)
    seen = [s for s in view.between(start, asked.start) if fits(s, asked.gender)]
    if asked.around is not None or _SUBORDINATE.match(view.text, view.back(asked.start, 0)):
        # "When he came, Berg …", "She had not been told, Brask said": whoever follows may be meant as well.
        ahead = view.between(asked.start + 1, view.end(asked.start))
        known = {s.figure.number for s in seen if s.figure is not None}
        seen += [
            s
            for s in ahead
            if s.figure is not None and s.figure.number not in known and fits(s, asked.gender)
        ]
    return compared(asked, seen, view.sentence_of, view.counted(asked.start))


def he_or_she(view: View, asked: Asked, found: Sequence[Candidate]) -> tuple[Figure | None, str]:
    """The person behind "he" or "she": the likeliest candidate, when little is left for all others."""
    word = "he" if asked.gender == MASCULINE else "she"
    if not found:
        return _alone(asked, view, word)
    rivals = [c for c in found if c.share >= _RIVAL]
    named = [c.figure for c in rivals if c.figure is not None]
    best = found[0]
    if best.figure is None or not named:
        return None, f"“{word}” may be somebody whom the article only describes."
    if any(STRANGER in c.signs and c.start > best.start for c in found):
        return None, f"“{word}” may be somebody whom the article only describes."
    ahead = asked.around is None and any(c.start > asked.start for c in found)
    sure = _SURE_AHEAD if ahead else _SURE if len(rivals) > 1 else _SURE_ALONE
    if best.share < sure or best.trust < _TRUST:
        if len(named) > 1:
            return None, f"“{word}” may be {_names(named)}."
        return None, f"Whether “{word}” is {_names(named)} is not certain."
    if len(rivals) == 1:
        return best.figure, f"The only one nearby whom “{word}” fits."
    return best.figure, f"Of all nearby “{word}” fits {_names([best.figure])} best."


def in_focus(
    view: View, asked: Asked, found: Sequence[Candidate], head: str, modifiers: frozenset[str]
) -> Figure | None:
    """Whom a definite description means that fits nobody by a role told before ("the 58-year-old", "the
    Ghanaian"): the one in the centre of the same paragraph, where the description may hold for that one."""
    best = found[0] if found else None
    if best is None or best.figure is None or best.figure.label is not None or _unclear(best.figure):
        return None
    near = best.start >= view.back(asked.start, 1)
    here = best.start >= asked.paragraph
    told = {role.head for _, role in best.figure.roles} | best.figure.titles
    holds = head not in OFFICES or bool(told & {"predecessor", "successor", head, *modifiers})
    if head in OFFICES and not holds:
        # an office that nobody is said to hold: only the one who has just spoken
        holds = here and best.share >= _SURE_OFFICE and not told & OFFICES and best.figure is asked.spoke_last
    sure = _SURE_FOCUS if here else _SURE_OFFICE
    return best.figure if near and holds and best.share * best.trust >= sure else None


def the_other(view: View, asked: Asked, saying: set[int]) -> Figure | None:
    """The only one in view but those who are speaking (by their numbers)."""
    seen = [
        s
        for s in view.between(view.back(asked.start, _BACK), asked.start)
        if fits(s, asked.gender) and not (s.figure is not None and s.figure.number in saying)
    ]
    found = compared(asked, seen, view.sentence_of, view.counted(asked.start))
    rivals = [c for c in found if c.share >= _RIVAL]
    best = rivals[0] if len(rivals) == 1 else None
    if best is None or best.figure is None or best.figure.gender != asked.gender or best.trust < _TRUST:
        return None
    return best.figure if best.share >= _SURE_ALONE else None


def _alone(asked: Asked, view: View, word: str) -> tuple[Figure | None, str]:
    """The only man or woman of the article so far."""
    before = [f for f in view.people[asked.gender or FEMININE] if f.first < asked.start]
    if len(before) == 1 and before[0].gender == asked.gender:
        return before[0], f"The only one in the article so far whom “{word}” fits."
    return None, f"Nobody nearby for “{word}”." if not before else f"“{word}” may be {_names(before)}."


def _distinct(sightings: Sequence[Sighting]) -> list[Figure | None]:
    """The different figures among sightings; every stranger counts for itself."""
    named = {s.figure.number: s.figure for s in sightings if s.figure is not None}
    return [*named.values(), *(None for s in sightings if s.figure is None)]


def they(view: View, offset: int, last: Last | None, around: Figure | None) -> tuple[Figure | None, str]:
    """The group or body behind "they": the one that says so, or that spoke last, with no other in between."""
    open_ = "“they” fits no one group nearby, or more than one."
    if around is not None and _several(around):
        return around, f"Said of {_names([around])} by the same."
    if last is None or not _several(last.figure) or last.source < view.back(offset, _NEAR):
        return None, open_
    between = view.between(last.source + 1, offset)
    others = [
        s for s in between if s.figure is not None and s.figure is not last.figure and _several(s.figure)
    ]
    people = [s for s in between if s.figure is None or s.figure.person_like()]
    if any(s.part in _SUBJECTS for s in others) or (people and not last.figure.plural):
        return None, open_
    return last.figure, "The only group nearby, and it spoke last."


def _several(figure: Figure) -> bool:
    return figure.plural or figure.kind in (EntityKind.GROUP, EntityKind.ORGANISATION)


_SUBJECTS = (Part.SUBJECT, Part.INNER)
_WRITTEN = re.compile(
    r"(?:^|[.!?”\"’»]\s+)(?:the|its|a|an|this|that|his|her|their)\s(?:[\w-]+\s){0,2}?(?:"
    + "|".join(sorted(DOCUMENTS))
    + r")\b",
    re.IGNORECASE,
)


def it(view: View, offset: int, last: Last | None, around: Figure | None) -> tuple[Figure | None, str]:
    """The body behind "it": the one that says so, that spoke last, or that the sentence before is about."""
    start = view.back(offset, _NEAR)
    if around is not None and _one_body(around):
        return around, f"Said of {_names([around])} by the same."
    if _WRITTEN.search(view.text[start:offset]):
        return None, "“it” may be something written."
    seen = [s for s in view.between(start, offset) if s.figure is not None and _one_body(s.figure)]
    subjects = {
        s.figure.number: s.figure
        for s in seen
        if s.figure is not None
        and s.part in _SUBJECTS
        and (s.figure.speaks or s.figure.kind is not EntityKind.PLACE)  # a dateline is no speaker
    }
    if last is not None and last.source >= start and (_one_body(last.figure) or _unclear(last.figure)):
        subjects[last.figure.number] = last.figure
    if len(subjects) == 1:
        return next(iter(subjects.values())), "The only body that the sentence before is about."
    return None, "“it” fits no one body nearby, or more than one."


def _one_body(figure: Figure) -> bool:
    return figure.kind in (EntityKind.ORGANISATION, EntityKind.PLACE, EntityKind.GROUP) and not figure.plural


def _unclear(figure: Figure) -> bool:
    """Whether a name may be a body's although nothing but "it" tells."""
    return figure.kind is EntityKind.UNKNOWN and figure.gender is None and figure.label is None


# "legislators such as Lind who have", "farmers like Lind, who are": the pronoun takes up all of them.
_AMONG = re.compile(r"\b(?:such as|like|including)\s$", re.IGNORECASE)
_THEY = re.compile(r"who(?:m|se)?\s(?:are|have|were|do)\b", re.IGNORECASE)


def who(view: View, text: str, offset: int) -> tuple[Figure | None, str]:
    """The figure whose name or role phrase ends right before a relative pronoun."""
    before = view.between(view.back(offset, 0), offset)
    if not before or before[-1].figure is None:
        return None, "Whom the relative pronoun takes up is not certain."
    figure = before[-1].figure
    mention = view.mention_at.get(before[-1].start)
    if mention is None:
        return None, "Whom the relative pronoun takes up is not certain."
    if _AMONG.search(text, max(0, mention.span.start - 12), mention.span.start) or _THEY.match(text, offset):
        return None, "Whom the relative pronoun takes up is not certain."
    gap = text[mention.span.end : offset]
    if re.fullmatch(r",?\s(?:\d{1,3},\s)?|,\s(?:the|a|an)\s[^,.;:“”\"]{1,60},\s", gap):
        return figure, "The relative pronoun follows the name."
    return None, "Whom the relative pronoun takes up is not certain."


def _names(figures: Sequence[Figure]) -> str:
    names = sorted({f.shown for f in figures})
    return " or ".join(n if len(n) <= 60 else n[:59] + "…" for n in names[:3])
