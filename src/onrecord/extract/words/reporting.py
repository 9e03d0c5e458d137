"""Source, cue and content of clauses with a reporting verb: what stands before and after it."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.lexicon import Act, word_set
from onrecord.extract.words.clauses import (
    INSIDE,
    PRONOUNS,
    TELLING,
    Report,
    clause_start,
    content_end,
    noun_phrase_after,
    quotes_back,
    skip_adjuncts,
    source_before,
)
from onrecord.extract.words.predicates import MINDS, NOUNS, in_the_words, minded, noun, passive
from onrecord.extract.words.reading import COLON, COMMA, DASH, END, QUOTE, WORD, Reading
from onrecord.extract.words.verbs import AUXILIARIES, BE, PAST, SPEECH, VERBS

_OPERATORS = word_set(
    "declined refused declines refuses failed fails wanted wants seems seemed appeared appears tried"
    " tries used continued continues hopes hoped intends intended went refusing declining unable"
)
_PARTICLES = frozenset(
    f"{verb} {particle}"
    for verb, particles in {
        "called": "for on out",
        "call": "for on",
        "calling": "for on",
        "calls": "for on",
        "ruled": "out",
        "pointed": "out",
        "pointing": "out",
        "rule": "out",
        "rules": "out",
        "ruling": "out",
        "warned": "against",
        "ask": "for",
        "asks": "for",
        "asked": "for",
        "asking": "for",
        "find": "out",
        "finds": "out",
        "found": "out",
        "insisted": "on",
    }.items()
    for particle in particles.split()
)
_WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
_NOUN_BEFORE = word_set(
    "the a an his her their its our my this these those any no such of in for with by"
    " on at from to into new several many some recent public"
)
_HOLD = word_set("think thinks believe believes say says claim claims fear fears hope hopes insist suspect")
_MAIN = word_set("is are was were has have had will would")
_PARENTHETIC = frozenset(f for f, a in VERBS.items() if a in SPEECH or a is Act.BELIEVES)


def reports(reading: Reading, start: int, end: int) -> Iterator[Report]:
    """The reporting clauses of the sentence of tokens ``[start, end)``, outermost first: a verb inside the
    content of an earlier one is passed over."""
    covered = start
    source: tuple[int, int] | None = None
    words, kinds = reading.words, reading.kinds
    for at in range(start, end):
        if at < covered or kinds[at] != WORD:
            continue
        word = words[at]
        found = None
        if word in MINDS:
            found = minded(reading, at, start, end)
        elif word in NOUNS:
            found = noun(reading, at, start, end)
        elif word == "words":
            found = in_the_words(reading, at, start, end)
        if found is None and word in VERBS:
            found = clause_report(reading, at, start, end, source)
        if found is None:
            continue
        source = found.source or source
        covered = max([covered, found.cue[1], *(last for _, last in found.contents)])
        yield found


def clause_report(
    reading: Reading, at: int, start: int, end: int, earlier: tuple[int, int] | None
) -> Report | None:
    """The clause of the verb at token ``at`` in the sentence ``[start, end)``; ``earlier`` is the subject of
    the report before, which a second verb may share."""
    words = reading.words
    first, last = verb_group(reading, at, start, end)
    if (
        words[at] in _OPERATORS
        and words[at + 1 : at + 2] == ["to"]
        and not VERBS.keys().isdisjoint(words[at + 2 : at + 3])
    ):
        return None  # "declined to say": one cue, found at its last word
    if _is_noun(reading, at, first, start) or (first == at and at > start and words[at - 1] == "to"):
        return None
    short = words[first - 1].endswith(("'m", "’m", "'re", "’re")) if first > start else False
    if (short or any(w in BE for w in words[first:at])) and not words[at].endswith("ing"):
        return passive(reading, (first, last), start, end)
    if words[at].endswith("ing") and first == at:
        return _gerund(reading, at, last, start, end, earlier)
    dated = first - 2 > start and words[first - 2] == "on" and words[first - 1] in _WEEKDAYS
    before = source_before(reading, first - 2 if dated else first, start)
    if before is not None:
        return _with_subject(reading, before, (first, last), start, end)
    return _inverted(reading, at, (first, last), start, end) or _coordinated(
        reading, (first, last), start, end, earlier
    )


def verb_group(reading: Reading, at: int, start: int, end: int) -> tuple[int, int]:
    """The verb with its auxiliaries, adverbs and negation; "declined to say" is one group."""
    words, first = reading.words, at
    while first > start and reading.kinds[first - 1] == WORD:
        word = words[first - 1]
        if word in AUXILIARIES or (word.endswith("ly") and len(word) > 4):
            first -= 1
        elif (word == "longer" and first - 2 >= start and words[first - 2] == "no") or (
            word == "to" and first - 2 >= start and words[first - 2] in _OPERATORS
        ):
            first -= 2
        else:
            break
    last = at + 1
    if (
        last < end
        and words[last] in ("for", "on", "out", "against")
        and f"{words[at]} {words[last]}" in _PARTICLES
    ):
        last += 1
    return first, last


def _is_noun(reading: Reading, at: int, first: int, start: int) -> bool:
    """Forms that are nouns as well, after a determiner or preposition: "the claim", "in answer"."""
    word = reading.words[at]
    if (
        first != at
        or at == start
        or word.endswith(("ed", "ing"))
        or word in ("said", "says", "wrote", "told")
    ):
        return False
    return reading.words[at - 1] in _NOUN_BEFORE


def _with_subject(
    reading: Reading, source: tuple[int, int], cue: tuple[int, int], start: int, end: int
) -> Report | None:
    """Subject and verb in the usual order: the content follows, or precedes as a parenthesis."""
    words, kinds = reading.words, reading.kinds
    first, last = source[0], cue[1]
    left = first - 1
    if words[first - 1 : first] == ["as"] and left > start:
        left -= 1
    before = left >= start and (
        (kinds[left] == QUOTE and not reading.is_word_like(left))
        or (kinds[left] == COMMA and left - start >= 2)
    )
    following = skip_adjuncts(reading, last, end)
    ends = following >= end or kinds[following] == END
    if before and kinds[left] == QUOTE:
        contents = [quotes_back(reading, left, start)]
        if (
            following < end
            and kinds[following] in (COMMA, COLON)
            and following + 1 < end
            and kinds[following + 1] == QUOTE
        ):
            contents.append((following + 1, content_end(reading, following + 1, end)))
        return Report(source, cue, tuple(contents), True)
    if before and (ends or kinds[following] == COMMA) and words[cue[0] : cue[1]][-1] in _PARENTHETIC:
        begin = clause_start(reading, left, start)
        contents = [(begin, left)]
        if (
            not ends
            and following + 1 < end
            and kinds[following] == COMMA
            and not _new_clause(words[following + 1])
        ):
            contents.append((following + 1, content_end(reading, following + 1, end)))
        if begin < left:
            return Report(source, cue, tuple(contents), True)
    return _forward(reading, source, cue, end)


def _new_clause(word: str) -> bool:
    """Whether the word after a comma begins another clause of the reporter's, not the rest of the content."""
    return word in ("and", "but", "who", "which", "as", "after", "when", "while", "in") or word.endswith(
        "ing"
    )


def _forward(
    reading: Reading, source: tuple[int, int] | None, cue: tuple[int, int], end: int
) -> Report | None:
    """The content after the cue: a quotation, a clause with or without "that", an infinitive or a noun
    phrase."""
    kinds = reading.kinds
    if cue[1] >= end:
        return None
    if source is not None and reading.words[source[1] - 1] == "who":
        end = _clause_of_who(reading, cue, end)
    at = _content_start(reading, cue[1], end)
    if at < end and kinds[at] in (COLON, COMMA, DASH):
        if kinds[at] != COLON and not (at + 1 < end and kinds[at + 1] == QUOTE):
            return None
        if kinds[at] == COLON and at == cue[1]:
            cue = (cue[0], at + 1)
        at += 1
    if at >= end or kinds[at] == END:
        return None
    last = content_end(reading, at, end)
    if not any(kinds[i] in (WORD, QUOTE) for i in range(at, last)):
        return None
    return Report(source, cue, ((at, last),))


def _clause_of_who(reading: Reading, cue: tuple[int, int], end: int) -> int:
    """Where the verb of the main clause takes over: "those who called for heads | were doing …", but not that
    of what is held: "people who think the gates were opened | are wrong"."""
    begin = cue[1]
    if reading.words[begin - 1] in _HOLD:
        last = noun_phrase_after(reading, begin, end)
        if last is not None and last < end and reading.words[last] in _MAIN:
            begin = last
    for here in range(begin + 1, end):
        if reading.words[here] in _MAIN and reading.words[here - 1] not in PRONOUNS:
            return here
    return end


def _content_start(reading: Reading, at: int, end: int) -> int:
    """Past who was told, when and where, as far as "that", a colon or a comma shows that it is no content."""
    words, kinds = reading.words, reading.kinds
    skipped = skip_adjuncts(reading, at, end)
    if skipped > at:
        opens = skipped < end and (words[skipped] == "that" or kinds[skipped] in (COLON, COMMA))
        if opens or words[at - 1] in TELLING:
            return skipped
    if words[at] in _WEEKDAYS:
        return at + 1
    if words[at] == "on" and at + 1 < end and words[at + 1] in _WEEKDAYS:
        return at + 2
    return at


def _inverted(reading: Reading, at: int, cue: tuple[int, int], start: int, end: int) -> Report | None:
    """ "…," said Mara Lind, chair of the union."""
    if VERBS.get(reading.words[at]) not in SPEECH or cue[0] == start:
        return None
    left = cue[0] - 1
    kind = reading.kinds[left]
    if kind not in (QUOTE, COMMA):
        return None
    last = noun_phrase_after(reading, cue[1], end)
    if last is None:
        return None
    if kind == QUOTE:
        content = quotes_back(reading, left, start)
    else:
        content = (clause_start(reading, left, start), left)
        if content[1] - content[0] < 2 or reading.words[at] in ("told", "wrote"):
            return None
    contents = [content]
    following = skip_adjuncts(reading, last, end)
    if (
        following + 1 < end
        and reading.kinds[following] in (COMMA, COLON)
        and reading.kinds[following + 1] == QUOTE
    ):
        contents.append((following + 1, content_end(reading, following + 1, end)))
    return Report((cue[1], last), cue, tuple(contents), True)


def _gerund(
    reading: Reading, at: int, last: int, start: int, end: int, earlier: tuple[int, int] | None
) -> Report | None:
    """ ", adding that …": the source is that of the clause before it, or its subject."""
    if at == start or (
        reading.kinds[at - 1] != COMMA
        and reading.words[at - 1] not in ("and", "while", "by", "in", "before", "after", "without")
    ):
        return None
    source = earlier or subject_before(reading, start, at)
    return _forward(reading, source, (at, last), end) if source else None


def subject_before(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """The noun phrase that opens the sentence, or follows its opening phrase and comma, up to its verb."""
    for begin in range(start, min(start + 12, end)):
        if begin == start or reading.kinds[begin - 1] == COMMA:
            last = noun_phrase_after(reading, begin, end)
            if last is not None and reading.words[begin] not in INSIDE:
                return begin, next((i for i in range(begin + 1, last) if _past(reading, i)), last)
    return None


def _past(reading: Reading, at: int) -> bool:
    """Whether a word looks like the past tense of a verb that follows its subject."""
    word = reading.words[at]
    if reading.capital(at) or not (word in PAST or (word.endswith("ed") and len(word) > 4)):
        return False
    return reading.words[at - 1] not in ("the", "a", "an", "his", "her", "their", "its")


def _coordinated(
    reading: Reading, cue: tuple[int, int], start: int, end: int, earlier: tuple[int, int] | None
) -> Report | None:
    """ "… and said that …": the subject is that of the verb before."""
    verb = reading.words[cue[1] - 1]
    if cue[0] == start or reading.words[cue[0] - 1] not in ("and", "but", "or", "then"):
        return None
    if cue[1] - cue[0] == 1 and not verb.endswith(("ed", "s", "aid", "old", "rote")):
        return None  # a bare infinitive: "to joke and call him …"
    source = earlier or subject_before(reading, start, cue[0])
    return _forward(reading, source, cue, end) if source else None
