"""Where a noun phrase ends that begins at a known place: enough for "told the Harbour Board on Monday that
…"."""

from __future__ import annotations

import re

from onrecord.extract.lexicon import word_set

_TOKEN = re.compile(r"[^\W_]+(?:[-’'.&][^\W_]+)*|[^\w\s]|[\x00\x01\x02]")
# Words that no noun phrase of ours goes on with.
_ENDING = word_set("""that to in at on by about during after before when while as if whether how why what
    where through via over via under against with is was were are had has have will would could can may might
    should did does do it he she they we i who which because since until so but into out up down yesterday
    today tomorrow last this earlier later early late there here not also just again than then via via and or
    for from saying monday tuesday wednesday thursday friday saturday sunday tonight
    """)
_BEGINNING = word_set("""the a an his her their our my your its this these those some several two three four
    five six seven eight nine ten other another all both each every one many reporters journalists""")
_PRONOUNS = word_set("me him her us them you it himself herself themselves everyone nobody somebody anyone")
_TITLE = re.compile(r"(?:Today|Tonight|This Morning) (?:programme|program|show)\b")
_NUMBER = re.compile(r"\d")
_MAX_WORDS = 12


def noun_phrase(text: str, start: int, end: int) -> tuple[int, int] | None:
    """``(start, end)`` of the noun phrase that begins at ``start`` or after white space; None when none
    does."""
    first = last = words = 0
    previous = ""
    for match in _TOKEN.finditer(text, start, end):
        word, lower = match.group(), match.group().lower()
        if not words:
            if not _begins(word, lower):
                return None
            if lower in _PRONOUNS and not (lower == "her" and _next_is_noun(text, match.end(), end)):
                return match.span()
            first = match.start()
        elif words >= _MAX_WORDS or not _goes_on(text, match, lower, previous, end):
            break
        words, last, previous = words + 1, match.end(), lower
    return (first, last) if words and previous not in ("the", "a", "an", "of") else None


def _begins(word: str, lower: str) -> bool:
    return word[0].isalnum() and (lower in _BEGINNING or lower not in _ENDING or lower in _PRONOUNS)


def _next_is_noun(text: str, at: int, end: int) -> bool:
    match = _TOKEN.match(text, min(at + 1, end), end)
    return match is not None and match.group()[0].isalnum() and match.group().lower() not in _ENDING


def _goes_on(text: str, match: re.Match[str], lower: str, previous: str, end: int) -> bool:
    if lower == "and":
        after = _TOKEN.search(text, match.end(), end)
        return after is not None and (after.group().lower() in _BEGINNING or after.group()[0].isupper())
    if previous == "of":
        return match.group()[0].isalnum()
    if lower in _ENDING and not (match.group()[0].isupper() and previous and lower in ("may", "will")):
        return bool(_TITLE.match(text, match.start(), end))
    return match.group()[0].isalnum()
