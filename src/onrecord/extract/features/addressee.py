"""To whom: "told Radio Meridian", "in a letter to the board", "in an interview with the Courier"."""

from __future__ import annotations

import re

from onrecord.extract.features.clause import Clause
from onrecord.extract.features.medium import press_conference
from onrecord.extract.features.phrases import noun_phrase
from onrecord.extract.lexicon import inflections, word_set
from onrecord.model import Span, Spans

# Verbs whose object is who they are said to.
_TELLING = frozenset(
    form
    for verb in word_set("""tell ask inform notify assure reassure remind warn advise urge order instruct beg
        implore beseech brief email text message write persuade convince promise command entreat address
        petition lecture request caution exhort encourage""")
    for form in inflections(verb)
)
_WORD = re.compile(r"[^\W\d_]+")
_NOUN = (
    r"(?:letters?|e-?mails?|notes?|messages?|memo(?:randum)?s?|address|speech|lecture|remarks|testimony|statements?|"
    r"evidence|submission|petition|appeal|reply|response|answer|briefing|talk|report|presentation|sermon|tribute"
    r"|postcard|telegram|text|comments|phone\s+call|call|interview|broadcast)"
)
_TO = re.compile(
    rf"\b{_NOUN}\s+(?:\w+\s+){{0,2}}?to\s+|\b(?:interview|conversation|call|meeting|exchange|talks|briefing|chat)\s+with\s+"
    r"|\b(?:speaking|talking|spoke|writing|said|says|wrote|whispered|shouted|explained|confided|complained|remarked|muttered"
    r"|admitted|testifying|testimony|evidence|appearing|testified)\s+(?:to|before|with)\s+|\baddressing\s+"
    r"|\breply\s+to\s+",
    re.I,
)
_LINKS = word_set("to with before addressing")
_PREPOSITIONS = word_set("to for about of")
_BE = word_set("be is are was were been being am m re d ve s")
# The words right before a passive cue: a pronoun, names, or a determiner with up to three words.
_SUBJECT = re.compile(
    r"(?:^|[\s\0,“\"‘(])((?:I|we|he|she|they|you|it)(?![^\W_])|(?:the|a|an|his|her|my|our|their|its)(?:\s[\w-]+){1,3}"
    r"|[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,4})\s*$"
)
_HOW = word_set("only just once twice times simply again why how merely instead first")
_NOT_PEOPLE = word_set(
    "questions question requests request claims criticism allegations reports inquiries queries be calls"
)


def addressee(clause: Clause) -> Spans:
    """The noun phrase that names who was told; ``()`` when the clause has none."""
    words = [w.lower() for w in _WORD.findall(clause.text[slice(*clause.cue)])]
    if press_conference(clause):
        return ()
    if any(w in _TELLING for w in words) and words[-1] not in _PREPOSITIONS:
        found = _phrase(clause, clause.cue[1], clause.after[1]) or _told(clause, words)
        if found:
            return (found,)
    stretches = ((clause.cue[0], clause.after[1]), clause.before)
    for start, end in () if _LINKS.isdisjoint(clause.words) else stretches:
        for match in _TO.finditer(clause.text, start, end):
            if found := _phrase(clause, match.end(), end):
                return (found,)
    if words[-1:] and words[-1] in ("to", "on", "upon", "with"):
        found = _phrase(clause, clause.cue[1], clause.after[1])
        return (found,) if found else ()
    return ()


def _told(clause: Clause, words: list[str]) -> Span | None:
    """The subject of a passive cue: "Radio Alpina | was told", "I | 've been told"."""
    passive = words[-1] == "by" or any(w in _BE for w in words[:-1])
    text = clause.text[: clause.cue[0]]
    match = _SUBJECT.search(text, max(clause.before[0], clause.cue[0] - 80)) if passive else None
    return clause.span(match, 1) if match else None


def _phrase(clause: Clause, at: int, end: int) -> Span | None:
    found = noun_phrase(clause.text, at, end)
    if found is None or clause.text[at : found[0]].strip():
        return None
    last = _WORD.findall(clause.text[slice(*found)].lower())[-1:]
    if last and (last[0] in _NOT_PEOPLE or last[0] in _HOW):
        return None
    return Span(clause.start + found[0], clause.start + found[1])
