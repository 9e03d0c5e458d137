"""When it was said: which time expression of the clause is the cue's, and the interval it stands for."""

from __future__ import annotations

import re
from datetime import date

from onrecord.extract.features.calendar import EXPRESSION, interval, mentions_time
from onrecord.extract.features.clause import CONTENT, SOURCE, Clause
from onrecord.model import Said

# What may stand between the start of the clause and a time expression that is the cue's own: "Speaking in
# Oslo on Monday, …", "In a statement on Tuesday …". A participle of another verb ("Elected in 2019, …") may
# not.
_OPENING = re.compile(
    r"(?:\W|\b(?:and|but|so|then|yet|meanwhile|however|later|early|earlier|late|on|in|at|by|as|back)\b)*"
    r"(?:(?:speaking|talking|writing|addressing|asked|questioned|interviewed|appearing|testifying|posting|reached"
    r"|contacted|in|at|during|on|through|via|from)\b[^;:]{0,120})?",
    re.I,
)
# "Lind, speaking in Oslo on Monday, said": what may stand between the source and a time of its own.
_BESIDE = re.compile(
    rf".*{SOURCE}\s*,?\s*(?:(?:speaking|talking|writing|testifying|interviewed|reached|contacted)\b[^;:,]{{0,80}})?"
    r"(?:\b(?:on|late|early|in)\s*)?",
    re.S | re.I,
)
_FUTURE = re.compile(r"\b(?:until|till|before|after|since|from|for|next|by|than)\s+(?:the\s+)?$", re.I)
_JOINED = re.compile(r"\b(?:and|then)\s*$", re.I)
_MAX_GAP_WORDS = 12
_WORD = re.compile(r"\w+")


def said(clause: Clause, published: date | None) -> Said | None:
    """The nearest expression after the cue, else the one that opens the clause; None when there is none, when
    it hangs on another verb, or when it cannot be placed in the calendar."""
    if not mentions_time(clause.words):
        return None
    for match in EXPRESSION.finditer(clause.text, *clause.after):
        gap = clause.text[clause.cue[1] : match.start()]
        if len(_WORD.findall(gap)) > _MAX_GAP_WORDS:
            break
        if not _FUTURE.search(gap):
            return _said(clause, match, published)
    return _before(clause, published)


def _before(clause: Clause, published: date | None) -> Said | None:
    start, end = clause.before
    found = None
    for match in EXPRESSION.finditer(clause.text, start, end):
        lead, gap = clause.text[start : match.start()], clause.text[match.end() : end]
        opens = _OPENING.fullmatch(lead.replace(CONTENT, " ").replace(SOURCE, " "))
        # "Last week she stood outside and said …": one subject, and what opens the sentence holds for both
        shared = opens and gap.lstrip(" ,").startswith(SOURCE) and _JOINED.search(gap)
        adjacent = _BESIDE.fullmatch(lead)
        if _FUTURE.search(lead) or not (adjacent or (opens and _near(gap)) or shared):
            continue
        found = match
    return _said(clause, found, published) if found else None


def _near(gap: str) -> bool:
    """Whether the source or cue follows at once, or after a comma and few words."""
    visible = _WORD.findall(gap.replace(CONTENT, " ").replace(SOURCE, " "))
    return not visible or (len(visible) <= 8 and "," in gap and "and" not in visible) or len(visible) <= 3


def _said(clause: Clause, match: re.Match[str], published: date | None) -> Said | None:
    found = interval(match, published)
    if found is None:
        return None
    return Said(found[0], found[1], (clause.span(match),))
