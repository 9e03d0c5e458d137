"""Reports without a reporting verb in the active: "is believed to …", "was sure that …", "the claim that
…", "in the words of …", "according to …"."""

from __future__ import annotations

from onrecord.extract.lexicon import word_set
from onrecord.extract.words.clauses import (
    TIME_WORDS,
    Report,
    clause_start,
    content_end,
    noun_phrase_after,
    phrase_back,
    quotes_back,
    skip_adjuncts,
    source_before,
)
from onrecord.extract.words.reading import COLON, COMMA, END, QUOTE, WORD, Reading
from onrecord.extract.words.subjectclauses import subject_clause
from onrecord.extract.words.verbs import AUXILIARIES, BE

HELD = word_set(
    "believed expected thought said understood reported feared known alleged claimed estimated supposed"
    " rumoured rumored hoped assumed suggested suspected announced"
)
"""Participles of what people hold or say, nobody in particular: "is believed to …"."""
_TOLD = word_set("told assured informed warned advised reminded promised asked ordered urged instructed")
_NO_CLAUSE = word_set("of about by on in at for from with and or but so as when while before after off again")
MINDS = word_set("""sure certain confident convinced aware unaware unsure uncertain unclear sceptical
    skeptical doubtful afraid worried concerned hopeful optimistic pleased sorry glad proud doubt adamant
    clear surprised disappointed satisfied""")
NOUNS = word_set("""claim claims allegation allegations rumour rumours rumor rumors report reports belief
    fear fears warning warnings suggestion suggestions speculation assertion assertions denial promise
    hope hopes accusation accusations concern concerns complaint complaints argument notion view
    conviction assurance assurances""")
_FINITE = word_set(
    "is was are were has had have will would could can may might did does do should delayed kept"
)


def passive(reading: Reading, cue: tuple[int, int], start: int, end: int) -> Report | None:
    """ "It is believed that …" and "The fire is believed to have …": nobody is said to believe it."""
    words = reading.words
    first, at = cue
    if words[at - 1] in _TOLD:
        return _told(reading, cue, end)
    if words[at - 1] not in HELD or at >= end or words[at] not in ("that", "to", "the"):
        return None
    last = content_end(reading, at, end)
    if first > start and words[first - 1] == "it":
        return Report(None, (first - 1, at), ((at, last),))
    subject = source_before(reading, first, start)
    if subject is None or words[at] != "to":
        return None
    return Report(None, cue, (subject, (at, last)))


def _told(reading: Reading, cue: tuple[int, int], end: int) -> Report | None:
    """ "had been assured that …", "I'm told …", "were warned by the police not to …": who said it is named
    after "by", or not at all."""
    words, at, source = reading.words, cue[1], None
    if at + 1 < end and words[at] == "by":
        last = noun_phrase_after(reading, at + 1, end)
        if last is None:
            return None
        source, at = (at + 1, last), last
    skipped = skip_adjuncts(reading, at, end) if at < end and words[at] in TIME_WORDS else at
    if skipped < end and words[skipped] in ("that", "to"):
        at = skipped  # "had been assured on Monday evening that …"
    if (
        at + 1 >= end
        or not (reading.kinds[at] == QUOTE or words[at] in ("£", "$", "€") or reading.is_word_like(at))
        or words[at] in _NO_CLAUSE
    ):
        return None
    last = content_end(reading, at, end)
    return Report(source, cue, ((at, last),)) if last - at > 1 else None


def minded(reading: Reading, at: int, start: int, end: int) -> Report | None:
    """ "were convinced that …", "is not sure whether …", "has no doubt that …"."""
    words = reading.words
    if at + 1 >= end or words[at + 1] not in ("that", "whether", "if", "of", "about") or at == start:
        return None
    first = at
    while first > start and (
        words[first - 1] in AUXILIARIES or words[first - 1] in ("no", "very", "so", "quite", "any")
    ):
        first -= 1
    if first == at or (BE.isdisjoint(words[first:at]) and not {"has", "have", "had"} & set(words[first:at])):
        return None
    last = content_end(reading, at + 1, end)
    if words[first - 1] == "it" and first > start:
        return Report(None, (first - 1, at + 1), ((at + 1, last),))
    source = source_before(reading, first, start)
    return Report(source, (first, at + 1), ((at + 1, last),)) if source else None


def noun(reading: Reading, at: int, start: int, end: int) -> Report | None:
    """ "the engineer's warning that …", "rumours that …": up to the second verb after "that", or a comma."""
    words, kinds = reading.words, reading.kinds
    if at + 2 >= end or words[at + 1] != "that" or kinds[at + 2] != WORD or words[at + 2] in AUXILIARIES:
        return None
    last, verbs = at + 2, 0
    while last < end and kinds[last] not in (COMMA, END, COLON):
        verbs += words[last] in _FINITE and words[last - 1] not in _FINITE
        if verbs == 2:
            break
        last += 1
    owner = words[at - 1] if at > start else ""
    source = None
    if owner in ("his", "her", "their", "its", "my", "our"):
        source = (at - 1, at)
    elif owner.endswith(("'s", "’s")) or owner in ("'", "’"):
        begin = phrase_back(reading, at, start)
        source = (begin, at) if begin is not None else None
    last = subject_clause(reading, source[0] if source else at, (at + 1, last), start)
    return Report(source, (at, at + 1), ((at + 1, last),))


def in_the_words(reading: Reading, at: int, start: int, end: int) -> Report | None:
    """ "in the words of X, …" and "“…,” in the words of X"."""
    words, kinds = reading.words, reading.kinds
    if at - 2 < start or words[at - 2 : at + 2] != ["in", "the", words[at], "of"]:
        return None
    last = noun_phrase_after(reading, at + 2, end)
    if last is None:
        return None
    close = end - 1 if kinds[end - 1] == END else end
    if last >= close or kinds[last] not in (
        COMMA,
        QUOTE,
    ):  # "Dr Lund, the wall was never safe": no apposition
        last = next((i for i in range(at + 3, last) if kinds[i] == COMMA), last)
    cue, source = (at - 2, at + 2), (at + 2, last)
    if last + 1 < end and kinds[last] == COMMA and kinds[last + 1] == QUOTE and last + 2 >= close:
        return Report(source, cue, ((last + 1, last + 2),), True)
    opens = at - 2 == start or kinds[at - 3] == COMMA
    if opens and last + 2 < close and kinds[last] == COMMA:
        return Report(source, cue, ((last + 1, close),), True)
    left = at - 3 - (at - 3 >= start and kinds[at - 3] == COMMA)
    if left >= start and kinds[left] == QUOTE:
        return Report(source, cue, (quotes_back(reading, left, start),), True)
    return None


def according_to(reading: Reading, start: int, end: int) -> Report | None:
    """ "According to X, …", "…, according to X" and "…, according to X, …"."""
    words, kinds = reading.words, reading.kinds
    at = next((i for i in range(start, end - 1) if words[i] == "according" and words[i + 1] == "to"), None)
    if at is None:
        return None
    last = noun_phrase_after(reading, at + 2, end)
    if last is None:
        return None
    source, cue = (at + 2, last), (at, at + 2)
    close = end - 1 if kinds[end - 1] == END else end
    left = at - 1 if at > start and kinds[at - 1] == COMMA else at
    contents = []
    if left > start:
        contents.append((clause_start(reading, left, start), left))
    if (left == start or last < close) and last < close and kinds[last] == COMMA and last + 1 < close:
        contents.append((last + 1, close))
    contents = [(a, b) for a, b in contents if a < b]
    return Report(source, cue, tuple(contents), True) if contents else None
