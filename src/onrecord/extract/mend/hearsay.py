"""Reports that nobody is named for: "there was talk of a strike", "it is believed that …", "fears are growing
that …", "amid calls for …".

On PolNeAR train, outside contents, 95 % of "calls for", 77 % of such a noun with "that", 60 to 67 % of "amid
rumours", "there are reports of", "talk of" and "are thought to" are cues. Topics ("the talk was followed by
tea", "a report of ninety pages") are none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from onrecord.extract.found import Found
from onrecord.extract.lexicon import word_set
from onrecord.extract.words.clauses import Report, noun_phrase_after
from onrecord.extract.words.ends import may_be_verb
from onrecord.extract.words.predicates import HELD, NOUNS, noun, passive
from onrecord.extract.words.reading import COLON, COMMA, DASH, END, QUOTE, Reading
from onrecord.extract.words.reporting import verb_group
from onrecord.extract.words.subjectclauses import MAIN, MODIFIERS
from onrecord.extract.words.verbs import AUXILIARIES, BE

_TALK = word_set("talk rumour rumours rumor rumors speculation gossip whispers chatter murmurs word")
_OF = _TALK | word_set("""reports fears allegations accusations warnings suggestions claims complaints
    suspicion suspicions hopes concern concerns worries""")
_AFTER_OF = word_set("of about over for")
_CALLS = word_set("calls demands appeals pleas")
_RUNS = word_set("""has spread spreads spreading grew growing grow came comes coming emerged emerging
    surfaced circulated circulating swirled swirling persisted persist mounted mounting mount rose rising
    intensified went goes going leaked got out round around about rife high abroad afoot widespread is are
    was were has have had been it again now already still today yesterday on in through across among over
    online the town city village press capital market markets monday tuesday wednesday thursday friday
    saturday sunday morning night week weekend""")
_RUN_VERBS = word_set("""has spread spreads grew growing came emerged emerging surfaced circulated
    circulating swirled swirling persisted persist mounted mounting rose rising intensified went leaked
    got rife high is are was were has have""")
_LONGEST_RUN = 7  # tokens between the noun and "that"
_CARRIERS = NOUNS | _TALK | word_set("news legend story theory expectation expectations suspicion suspicions")
_NO_NOUN = word_set(
    "expressed voiced raised the his her their its my our your this that these those no a an any"
)
_STATES = word_set("""is was are were has have had been be there amid amidst despite following after with
    of by to from on and but prompted prompting sparked sparking triggered triggering fuelled fueled
    fuelling drew drawing brought bringing raised stirred provoked provoking fed feeding heard sparks
    prompts""")
_ALREADY = word_set("supposed known")  # "is supposed to" is an order, "is known to" a fact
_NUMBERS = word_set(
    "one two three four five six seven eight nine ten dozens hundreds thousands phone telephone several"
)
_NOT_OF = word_set("mouth honour honor god warcraft wisdom caution")
_ENDS = (COMMA, END, COLON, DASH)


def hearsay(reading: Reading, start: int, end: int) -> Iterator[Report]:
    """The reports of the sentence of tokens ``[start, end)`` that have no source, or a possessive one."""
    words = reading.words
    for at in range(start, end - 2):
        word = words[at]
        if word in NOUNS and words[at + 1] == "that":
            found = noun(reading, at, start, end)
            found = found and _widened(reading, found, start)
        elif word in _CARRIERS and (words[at + 1] in _RUN_VERBS or words[at + 1] == "had"):
            found = _running(reading, at, start, end)
        elif (word in _OF and words[at + 1] in _AFTER_OF) or (word in _CALLS and words[at + 1] == "for"):
            found = _of(reading, at, start, end)
        elif word in HELD:
            found = _held(reading, at, start, end)
        else:
            continue
        if found is not None:
            yield found


def _held(reading: Reading, at: int, start: int, end: int) -> Report | None:
    """ "It is believed that …", "The lynx is thought to have …"."""
    words = reading.words
    first, last = verb_group(reading, at, start, end)
    if words[at] in _ALREADY or BE.isdisjoint(words[first:at]) or "not" in words[first:at]:
        return None
    return passive(reading, (first, last), start, end)


def _running(reading: Reading, at: int, start: int, end: int) -> Report | None:
    """ "word had spread that …", "fears are growing in the town that …", "rumour has it that …"."""
    words = reading.words
    last = at + 1
    while last < end and last - at <= _LONGEST_RUN and words[last] in _RUNS:
        last += 1
    if last >= end or words[last] != "that" or last + 2 >= end:
        return None
    verb = next((i for i in range(last - 1, at, -1) if words[i] in _RUN_VERBS or words[i] == "it"), at)
    verb += verb + 1 < last and words[verb + 1] in ("out", "round", "around")
    if words[at] == "word" and words[at + 1] in ("is", "was") and words[at - 1 : at] != ["the"]:
        return None
    return _widened(reading, Report(None, (at, verb + 1), ((last, _stop(reading, last + 1, end)),)), start)


def _of(reading: Reading, at: int, start: int, end: int) -> Report | None:
    """ "talk of a strike", "reports of shooting", "calls for an inquiry"."""
    words, kinds = reading.words, reading.kinds
    before = words[at - 1] if at > start else ""
    modified = at - 1
    while modified > start and words[modified] in MODIFIERS:
        modified -= 1
    lead = words[modified] if at > start and modified >= start else ""
    bare = lead in _STATES or lead in MODIFIERS or at == start or kinds[at - 1] in _ENDS
    if before in _NO_NOUN or before in _NUMBERS or before[:1].isdigit() or not bare:
        return None
    if words[at + 2] in _NOT_OF or not (reading.is_word_like(at + 2) or kinds[at + 2] == QUOTE):
        return None
    subject = at == start or lead in MODIFIERS or kinds[at - 1] in _ENDS
    stop = _stop(reading, at + 2, end, subject=subject)
    return _widened(reading, Report(None, (at, at + 2), ((at + 2, stop),)), start) if stop > at + 2 else None


def _stop(reading: Reading, at: int, end: int, *, subject: bool = False) -> int:
    """Where the clause or noun phrase ends: a comma, the sentence, "and" with a verb of its own, or after a
    ``subject`` the verb of the sentence."""
    words, kinds = reading.words, reading.kinds
    for here in range(at + 1, end):
        if kinds[here] in _ENDS or words[here] in (";", ")"):
            return here
        if subject and words[here] in MAIN and words[here - 1] not in AUXILIARIES:
            return here
        if words[here] in ("and", "but") and here + 2 < end:
            last = noun_phrase_after(reading, here + 1, end)
            if last is not None and last < end and may_be_verb(reading, last) and words[last] in AUXILIARIES:
                return here
    return end


def _widened(reading: Reading, report: Report, start: int) -> Report:
    """With the article and adjectives of the noun in the cue, where no source stands there."""
    if report.source is not None:
        return report
    first = report.cue[0]
    while first > start and reading.words[first - 1] in MODIFIERS:
        first -= 1
    if first > start and reading.words[first - 1] in ("the", "a", "an"):
        first -= 1
    return Report(None, (first, report.cue[1]), report.contents)


_REDUCED = word_set("thought believed rumoured rumored understood alleged reported said feared")
_SUBJECTS = word_set("i he she they we you it who")


def thought_to_be(reading: Reading, each: Found) -> Found:
    """ "[Two men] believed {to have lit the fire were held}": the men are what is believed, up to the verb
    of the sentence."""
    if len(each.source) != 1 or len(each.cue) != 1 or len(each.content) != 1:
        return each
    who, cue, what = each.source[0], each.cue[0], each.content[0]
    text = reading.text
    if cue.of(text).lower() not in _REDUCED or not text.startswith(("to be ", "to have "), what.start):
        return each
    if who.end > cue.start or who.of(text).lower() in _SUBJECTS:
        return each
    at, last = bisect_left(reading.starts, what.start) + 2, bisect_left(reading.starts, what.end)
    stop = next(
        (
            i
            for i in range(at + 1, last)
            if reading.words[i] in MAIN and reading.words[i - 1] not in AUXILIARIES
        ),
        last,
    )
    return replace(each, source=(), content=(who, reading.span(at - 2, stop)))
