"""What may follow a reporting word inside a content for it to be a report of its own.

There only plain reports count, those with a clause, a quotation or an infinitive after them, and a noun
phrase where the verb takes one for what is wanted or believed: "we know the man" and "it would accept half a
loaf" are what is said, not somebody's saying.
"""

from __future__ import annotations

from onrecord.extract.lexicon import inflections, word_set
from onrecord.extract.words.clauses import Report
from onrecord.extract.words.reading import QUOTE, Reading


def _forms(verbs: str) -> frozenset[str]:
    return frozenset(form for verb in word_set(verbs) for form in inflections(verb))


VERBS = _forms(
    """say tell claim believe think deny allege argue insist warn admit suggest write promise want hope fear
    ask add announce report confirm swear vow assure complain declare explain predict shout reply state
    maintain contend doubt suspect acknowledge concede expect demand refuse threaten pledge
    order propose regret remember"""
)
_SUBORDINATE = word_set("that whether if what why how who when where")
_PRONOUNS = word_set("i he she they we it you there")
_OBJECTS = word_set("him her them me us people everyone")
_DETERMINERS = word_set("the a an his her their our my its this these those no nobody")
_WANTS = word_set(
    "want wants wanted promise promised promises vow vowed vows claim claimed claims refuse refused ask asked"
)
_DENIED = word_set("deny denies denied denying")
_NOT_FINITE = word_set("in on at to for from with about of by into out up and or but as all too so , . ; : “")
# Verbs that say with a noun phrase what is wanted: "we want a scapegoat", "has ordered a report".
_OF_THINGS = _forms("want demand propose")
_ORDERS = _forms("order")
ORDERED = word_set(
    "report inquiry enquiry investigation review probe audit evacuation search halt stop ban strike curfew"
)
_CALLS = frozenset(f"{verb} for" for verb in _forms("ask call"))
_NOT = _forms("believe regret remember")  # so where more than the bare verb is there: "no longer believed"
_RECALL = _forms("regret remember")
_HELD = _forms("believe think")  # "believed it to be that of …"

WORDS = VERBS | _forms("call")
"""A content without any of these holds nothing that is plain, so that it need not be read."""


def is_plain(reading: Reading, report: Report) -> bool:
    """Whether what follows the cue is a clause: after "that" or "whether" any reporting verb will do,
    otherwise a plain one with a quotation, a subject, a thing that is wanted or, where it may, an
    infinitive."""
    cue = reading.words[report.cue[0] : report.cue[1]]
    first, last = report.contents[0]
    word = reading.words[first]
    if word in _SUBORDINATE:
        return last - first > 2
    if " ".join(cue[-2:]) in _CALLS:
        return True
    if VERBS.isdisjoint(cue):
        return False
    if word == "to" or word.endswith("ing"):
        return not _WANTS.isdisjoint(cue) or (word != "to" and not _DENIED.isdisjoint(cue))
    if word in _PRONOUNS:
        follows = reading.words[first + 1] if last - first > 2 else "to"
        return _finite(follows) or (follows == "to" and cue[-1] in _HELD and last - first > 2)
    if word in _OBJECTS:
        return not _WANTS.isdisjoint(cue) and "to" in reading.words[first : first + 3]
    if report.parenthetical or reading.kinds[first] == QUOTE:
        return True
    named = reading.text[reading.starts[first]].isupper()
    if cue[-1] not in _RECALL and (word in _DETERMINERS or named) and last - first > (2 if named else 3):
        return True
    return _of_a_thing(reading, report, cue)


def _of_a_thing(reading: Reading, report: Report, cue: list[str]) -> bool:
    """ "we want a scapegoat", "had asked for the sirens", "no longer believed the minister"."""
    first, last = report.contents[0]
    if reading.words[first] not in _DETERMINERS or last - first < 2:
        return False
    verb = cue[-1]
    if verb in _ORDERS:
        return not ORDERED.isdisjoint(reading.words[first + 1 : first + 4])
    return verb in _OF_THINGS or (verb in _NOT and len(cue) > 1)


def _finite(word: str) -> bool:
    """Whether the word after a subject pronoun may be its verb."""
    return word not in _NOT_FINITE and not word.endswith("ly")
