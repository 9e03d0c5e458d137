"""Where the clause of a noun ends that is the subject of its sentence: "Rumours that the abbot had eloped |
reached the valley", "The claim that the file was lost | is false".

Without a parse: the second verb by its form, unless a relative pronoun asks for one more.
"""

from __future__ import annotations

from onrecord.extract.lexicon import word_set
from onrecord.extract.words.ends import may_be_verb
from onrecord.extract.words.reading import WORD, Reading
from onrecord.extract.words.verbs import AUXILIARIES, PAST

MODIFIERS = word_set("""growing renewed mounting persistent repeated unconfirmed widespread wild fresh
    new old initial early first some more many much frequent loud louder public increasing increased
    long-standing endless constant recent media local conflicting such increasingly great deep serious
    credible persistent international""")
"""Adjectives of rumours, fears and calls."""
_FINITE = word_set("is was are were has had have will would could can may might did does")
MAIN = _FINITE | word_set("""reached led prompted sent caused kept drove sparked triggered delayed
    persisted circulated swept forced raised brought made began grew came went followed surfaced emerged
    proved turned alarmed spread hurt helped pushed dominated include includes""")
"""What may be the verb of the sentence behind a noun with its clause."""
_PAST = PAST | word_set("""broke burst fled stole sank sold bought built told said knew saw thought caught
    found felt got had hid hit hurt lay lied drove flew forgot froze hung rang sang shook shot slept spoke
    spent stuck struck swam swept taught threw wore wrote lit blew drew fought stunned put""")
_RELATIVE = word_set("who which whom whose")
_NO_VERB_AFTER = word_set("to the a an his her their its and")
_BEFORE_NOUN = MODIFIERS | word_set("the a any such")
_OPENING = word_set("but and so that")


def subject_clause(reading: Reading, noun: int, clause: tuple[int, int], start: int) -> int:
    """The end of the clause ``[first, last)`` of the noun phrase that begins at ``noun``: ``last`` where the
    noun does not open its sentence, or no verb of the sentence is seen."""
    words, (first, last) = reading.words, clause
    begin = noun
    while begin > start and words[begin - 1] in _BEFORE_NOUN:
        begin -= 1
    if begin > start and reading.kinds[begin - 1] == WORD and words[begin - 1] not in _OPENING:
        return last
    verbs, needed = 0, 2
    for here in range(first + 1, last):
        needed += words[here] in _RELATIVE
        verbs += _is_verb(reading, here)
        if verbs == needed and (words[here] in MAIN or words[here] in _PAST):
            return here
    return last


def _is_verb(reading: Reading, at: int) -> bool:
    """Whether a verb begins at ``at``, by its form."""
    word, before = reading.words[at], reading.words[at - 1]
    finite = word in MAIN or word in _PAST or (word.endswith("ed") and may_be_verb(reading, at))
    return finite and before not in AUXILIARIES and before not in _NO_VERB_AFTER
