"""Where a clause inside a content ends, and whether words open one at all.

Without a parse: by conjunctions, subjects with verbs, and times, word by word.
"""

from __future__ import annotations

import re

from onrecord.extract.lexicon import verb_forms, word_set
from onrecord.extract.words.clauses import noun_phrase_after
from onrecord.extract.words.reading import COLON, COMMA, DASH, END, QUOTE, WORD, Reading
from onrecord.extract.words.verbs import AUXILIARIES

PLACES = word_set("in at on from by with into after before during over")
SUBJECTS = word_set("i he she they we it you there this that")
OBJECTS = word_set("him her them me us it this that so yes no nothing anything something everything which")
_BREAKS = word_set("because when before after since while until though although unless if as except where")
_CAUSES = word_set("after because")  # "threatened to resign | after he had been told …"
_AGAIN = word_set("again too either")
_ANSWERS = word_set("so yes no")
_TIMES = word_set("""half noon midnight dawn dusk lunch dinner breakfast monday tuesday wednesday thursday
    friday saturday sunday january february march april may june july august september october november
    december""")
JOINS = word_set("and but or so yet")
CONTRACTED = re.compile(r"(i|we|you|he|she|they|it|who)(['’](?:ve|d|m|re|s|ll))$", re.I)


def clause_end(reading: Reading, at: int, end: int, *, passive: bool = False) -> int:
    """Where the clause or noun phrase that begins at ``at`` ends: the sentence, or before the next subject
    with a verb; for what is only a thing ("believed her because …") before the next conjunction or time. With
    ``passive`` "by" ends it as well: "had been promised £50,000 | by the bank"."""
    words, kinds = reading.words, reading.kinds
    last = end - 1 if kinds[end - 1] == END else end
    if (kinds[at] == QUOTE and reading.closes(at)) or _answers(reading, at, last):
        return at + 1
    object_only = words[at] in OBJECTS and _stands_alone(reading, at, last)
    thing = object_only or not (is_clause(reading, at, last) or _is_to_do(reading, at, last))
    for here in range(at + 1, last):
        word = words[here]
        if word == ";" or (kinds[here] in (DASH, COLON) and not _goes_on(reading, here, last)):
            return here
        if (
            kinds[here] == COMMA
            and here + 1 < last
            and (object_only or _takes_over(reading, at, here + 1, last))
        ):
            return here
        if word in JOINS and words[here + 1 : here + 2] == ["that"] and words[at] != "that":
            # "asked him to stay | and that he agreed", where what is outside began with "that"
            return here - 1 if kinds[here - 1] == COMMA else here
        if words[at] == "to" and word in _CAUSES and _subject_verb(reading, here + 1, last):
            return here
        if word in JOINS and kinds[here] == WORD and _new_clause(reading, here + 1, last, thing):
            return here
        if thing and (word in _BREAKS or _is_time(reading, here, last) or _is_aim(reading, here, last)):
            return here
        if object_only and word in _AGAIN:
            return here
        if passive and word == "by":
            return here
    return last - 1 if last - 1 > at and kinds[last - 1] == COMMA else last


def _is_to_do(reading: Reading, at: int, end: int) -> bool:
    """ "her | to come and say it": what somebody is to do."""
    if reading.words[at] in OBJECTS:
        return reading.words[at + 1 : at + 2] == ["to"] and at + 2 < end
    last = noun_phrase_after(reading, at, end)
    return last is not None and last + 1 < end and reading.words[last] == "to"


def _is_aim(reading: Reading, at: int, end: int) -> bool:
    """ "£50,000 | for moving the container"."""
    return reading.words[at] == "for" and at + 1 < end and reading.words[at + 1].endswith("ing")


def _answers(reading: Reading, at: int, end: int) -> bool:
    """ "told them so | in February", "says no"; not "says no gate was opened"."""
    word = reading.words[at]
    if word not in _ANSWERS or at + 1 >= end:
        return False
    return reading.kinds[at + 1] != WORD or (word == "so" and not may_be_verb(reading, at + 1))


def _is_time(reading: Reading, at: int, end: int) -> bool:
    """ "at half past one", "on Monday", "in February"."""
    if reading.words[at] not in ("at", "on", "in") or at + 1 >= end:
        return False
    after = reading.words[at + 1]
    return after[0].isdigit() or after in _TIMES


def _stands_alone(reading: Reading, at: int, end: int) -> bool:
    """Whether a pronoun is all that is said, or said of: "told us that", "believed her because …"."""
    if at + 1 >= end:
        return True
    word = reading.words[at + 1]
    if reading.words[at] in ("that", "no"):
        return reading.kinds[at + 1] != WORD or word in _BREAKS or word in JOINS
    return word in _AGAIN or (word != "to" and not may_be_verb(reading, at + 1))


def is_all(reading: Reading, at: int, end: int) -> bool:
    """Whether no verb can follow the word at ``at``: "it | loudly", "it | in the book"."""
    if at + 1 >= end or reading.kinds[at + 1] != WORD:
        return True
    word = reading.words[at + 1]
    return word in PLACES or word in JOINS or word in _BREAKS or word == "for" or word.endswith("ly")


def _goes_on(reading: Reading, at: int, end: int) -> bool:
    """Whether a colon or dash belongs to what is said: before a quotation, or inside "1:05" and "2–1"."""
    if at + 1 >= end:
        return False
    number = reading.words[at - 1][-1].isdigit() and reading.words[at + 1][0].isdigit()
    return number or reading.kinds[at + 1] == QUOTE


def is_clause(reading: Reading, at: int, end: int) -> bool:
    """Whether the words from ``at`` on open a clause: "that", a question word, an infinitive, or a subject
    with a verb."""
    word = reading.words[at]
    if word in ("that", "whether", "if", "what", "why", "how", "who", "when", "where", "to", "not"):
        return True
    if word in SUBJECTS or CONTRACTED.match(word):
        return True
    last = noun_phrase_after(reading, at + 1 if word == "no" else at, end)
    return last is not None and last < end and may_be_verb(reading, last)


def may_be_verb(reading: Reading, at: int) -> bool:
    """Whether the word at ``at`` has the form of a verb; False behind the last word."""
    word = reading.words[at] if at < len(reading.words) else ""
    return reading.kinds[at : at + 1] == [WORD] and (
        word in AUXILIARIES or word in verb_forms() or (word.endswith("ed") and len(word) > 4)
    )


def _takes_over(reading: Reading, first: int, at: int, end: int) -> bool:
    """Whether after a comma another clause begins: "…, she …", "…, and the goose is …"; not with the subject
    of what is said so far, ``first``: "they are not stupid, they will read it"."""
    word = reading.words[at]
    if word in JOINS:
        return at + 1 < end and (
            reading.words[at + 1] in SUBJECTS
            or CONTRACTED.match(reading.words[at + 1]) is not None
            or _subject_verb(reading, at + 1, end)
        )
    return (
        (word in ("i", "we", "he", "she", "they", "you", "it") and word != reading.words[first])
        or word.endswith("ing")
        or word in ("according", "which", "though", "although", "while")
        or _subject_verb(reading, at, end, named=True)
    )


def _new_clause(reading: Reading, at: int, end: int, thing: bool) -> bool:
    if at >= end:
        return False
    word = reading.words[at]
    if thing:
        return (
            word in SUBJECTS
            or word in AUXILIARIES
            or CONTRACTED.match(word) is not None
            or may_be_verb(reading, at)
            or _subject_verb(reading, at, end)
        )
    return word in ("i", "we") or _reports(reading, at, end)


def _reports(reading: Reading, at: int, end: int) -> bool:
    last = noun_phrase_after(reading, at, end)
    return last is not None and last < end and reading.words[last] in ("said", "says", "told", "asked")


def _subject_verb(reading: Reading, at: int, end: int, *, named: bool = False) -> bool:
    last = noun_phrase_after(reading, at, end)
    if last is None or last >= end or (named and not reading.capital(at)):
        return False
    return may_be_verb(reading, last)
