"""Inside a content: past whom something was said to, and when, to where the words for it begin."""

from __future__ import annotations

from onrecord.extract.lexicon import word_set
from onrecord.extract.words.clauses import INSIDE, TELLING, TIME_WORDS, noun_phrase_after
from onrecord.extract.words.ends import CONTRACTED, is_clause, may_be_verb
from onrecord.extract.words.predicates import NOUNS
from onrecord.extract.words.reading import COLON, COMMA, QUOTE, WORD, Reading

_WHOM = TELLING | word_set("promise promised promises promising begged begs beg instructed ordered advised")
_GIVING = word_set("promise promised promises promising")
_OWN = word_set("her his their my our your its")
_ARTICLES = word_set("the a an this these no")
_OBJECTS = word_set("him her them me us you")
_NOMINATIVE = word_set("he she they we i it there")
_CUTS = _OWN | _ARTICLES | _NOMINATIVE
_OPENS = word_set("that whether why how what when where who which")
_AGO = word_set("as long ago early late far back recently")
_REACH = 12  # words between the cue and its clause: "had told the management as long ago as 2029 that …"


def past_whom(reading: Reading, cue_end: int, first: int, end: int) -> int:
    """Where the content begins in "had asked her deputy in March | whether …", "had complained to him |
    that …", "promised my grandfather | he wouldn't"; ``first`` where nothing shows that somebody stands
    between."""
    words = reading.words
    to = words[cue_end : cue_end + 1] == ["to"]
    if not to and words[cue_end - 1] not in _WHOM:
        return first
    last = _person(reading, cue_end + to, end)
    if last is None or last >= end:
        return first
    if not to and words[last] == "to" and last > first and words[cue_end - 1] not in _GIVING:
        return last  # "asked her deputy | to resign", but "promised the armband to him"
    if not to and _is_clause(reading, last, end):
        return last
    here = last
    limit = min(end, cue_end + _REACH)
    while here < limit:
        if words[here] in _OPENS and (here == last or words[here] in ("that", "whether")):
            return max(here, first)
        if reading.kinds[here] in (COMMA, COLON) and here + 1 < end and reading.kinds[here + 1] == QUOTE:
            return here + 1
        if here == last and not (words[here] in TIME_WORDS or words[here] in _AGO):
            break
        if words[here] in NOUNS:
            break  # "ordered a review after reports | that …"
        if reading.kinds[here] != WORD or (here > last + 1 and _is_finite(reading, here)):
            break
        here += 1
    return first


def _is_clause(reading: Reading, at: int, end: int) -> bool:
    """Whether a subject with a verb begins: "he wouldn't", "their parents had complained"."""
    if reading.words[at] in _NOMINATIVE:
        return may_be_verb(reading, at + 1) or CONTRACTED.match(reading.words[at]) is not None
    return reading.words[at] in _OWN | _ARTICLES and is_clause(reading, at, end)


def _is_finite(reading: Reading, at: int) -> bool:
    return reading.words[at] in ("is", "are", "was", "were", "had", "has", "said", "would", "will")


def _person(reading: Reading, at: int, end: int) -> int | None:
    """The token after the person or body that is told, who stands at ``at``."""
    if at >= end:
        return None
    word = reading.words[at]
    if word in _OBJECTS and not (word in _OWN and _noun_follows(reading, at + 1, end)):
        both = reading.words[at + 1 : at + 2] in (["both"], ["all"])
        return at + 1 + both
    last = noun_phrase_after(reading, at + 1 if word in _OWN else at, end)
    if last is None:
        return None
    # "told boys | their parents had complained": no noun phrase goes on with a determiner
    after = range(at + 1, last)
    return next(
        (i for i in after if reading.words[i] in _CUTS and reading.words[i - 1] not in INSIDE),
        last,
    )


def _noun_follows(reading: Reading, at: int, end: int) -> bool:
    """Whether "her" is whose, in "asked her deputy", and not whom, in "asked her to", "told her nothing"."""
    if at >= end or reading.kinds[at] != WORD or reading.words[at] in _OPENS | TIME_WORDS:
        return False
    last = noun_phrase_after(reading, at, end)
    follows = reading.words[last] if last is not None and last < end else ""
    return follows in _OPENS or follows in TIME_WORDS or follows == "to"
