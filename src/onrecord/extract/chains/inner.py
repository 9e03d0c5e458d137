"""Every clause inside a content that may be a report of its own, however unlikely: what is worth keeping is
for :mod:`onrecord.extract.chains.likely` to say.

People who are quoted speak in short sentences ("I said seventy-two", "she doubted it"), so that, other than
in the paper's own words, any reporting verb with a subject and something after it is a candidate here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from onrecord.extract.chains.whom import past_whom
from onrecord.extract.lexicon import verb_forms, word_set
from onrecord.extract.words.clauses import Report, noun_phrase_after, phrase_back, source_before
from onrecord.extract.words.complements import ORDERED
from onrecord.extract.words.ends import (
    CONTRACTED,
    JOINS,
    PLACES,
    SUBJECTS,
    clause_end,
    is_all,
    is_clause,
    may_be_verb,
)
from onrecord.extract.words.predicates import MINDS, NOUNS, minded, noun
from onrecord.extract.words.reading import COMMA, QUOTE, WORD, Reading
from onrecord.extract.words.reporting import clause_report, verb_group
from onrecord.extract.words.verbs import AUXILIARIES

# Verbs of the lexicon that people use of themselves for other things than saying; counted on the tuning gold.
_NEVER = word_set("""go goes going went gone put puts putting point hit hits hitting fire fires fired firing
    shoot shot begin begins began begun beginning start starts started starting hold holds held holding cast
    read run lay laid break chime chip weigh pipe correct frame float phone wire cable snap grin laugh smile
    sigh sing sings sang sung teach taught gather gathered draw describe identify label brand paint back backs
    backed support supports supported meet long appear appears appeared seem seems seemed figure figures judge
    judges hear hears heard hearing see sees saw seen seeing talk talks talked talking speak speaks spoke
    spoken speaking write published publish print printed post posted release released address addressed
    consider considered grant allow allowed allows rule set sets press pressed push pushed direct directed
    aim""")
_WARNS = word_set("warn warns warned warning")
_LIKE = word_set("like liked love rather sooner prefer")
_WOULD = word_set("would 'd should")
_READY = word_set(
    "ready willing prepared keen eager determined unwilling reluctant satisfied desperate happy meant"
)
_BE = word_set("is are was were am be been 's 'm 're")
_PROMISES = word_set("promise pledge vow threat refusal offer demand request wish")
_FINITE = word_set("is are was were has have had will would can could")
_WISHES = word_set("wish wishes intention intentions desire plan plans")
_KEEPS = word_set("keep keeps kept began begins started starts stopped stop stops")
_SAYING = word_set("say says said saying tell tells told telling write writes wrote writing")
_THINKING = _SAYING | word_set("think thinks thought believe believes believed hope hopes hoped do")
_REMEMBERING = word_set("remember remembers remembered forget forgets forgot forgotten")
_CALLS = word_set("call calls called calling")
_WRITES = word_set("write writes read reads")  # "here you write, “…”"
_ORDERS = word_set("order orders ordered ordering")
_TO_WHOM = word_set("them him her us me you the a an his their our my its")
_NOMINATIVE = word_set("i he she they we who")
_NO_SUBJECT = word_set("to what how the a an his her their its having")
_ASKING = word_set("ask asks asked asking wonder wonders wondered wondering know see")
_REACH = 24  # words back to the subject that two verbs share
_NEVER_SOURCE = word_set("what whose which when where how why whether if to not")
# Nouns as well as verbs: without a pronoun for a subject only a clause after them shows the verb.
_NOUN_FORMS = word_set("""states claims hopes fears demands plans calls requests orders appeals promises
    reports questions messages comments doubts concerns notes talks remarks estimates counts pledges offers
    threats state claim hope fear demand plan call request order appeal promise report question message
    comment doubt
    concern note estimate pledge offer view cost charge guess answer reply worry dream wish need needs review
    dispute regret regrets challenge contest protest protests guarantee threat permit""")


@cache
def inner_verbs() -> frozenset[str]:
    """The forms that are tried."""
    return frozenset(verb_forms()) - _NEVER | {"wrote", "saying", "noted"}


@cache
def inner_words() -> frozenset[str]:
    """A content without any of these holds no candidate, so that it need not be read."""
    return inner_verbs() | MINDS | NOUNS | _PROMISES | _LIKE | _READY | _WISHES


def candidates(reading: Reading, start: int, end: int) -> Iterator[Report]:
    """The clauses of the sentence of tokens ``[start, end)``, one inside the other as well, in the order of
    their cues."""
    source: tuple[int, int] | None = None
    verbs = inner_verbs()
    for at in range(start, end):
        if reading.kinds[at] != WORD:
            continue
        word = reading.words[at]
        found = None
        if word in MINDS:
            found = minded(reading, at, start, end)
        elif word in NOUNS:
            found = noun(reading, at, start, end)
        if found is None and word in _LIKE | _READY | _WISHES:
            found = _wish(reading, at, start, end)
        if found is None and word in _PROMISES:
            found = _promise(reading, at, start, end)
        if (
            found is None
            and word in _WRITES
            and (kinds_of := reading.kinds[at + 1 : at + 3])
            and kinds_of[-1] == QUOTE
        ):
            found = clause_report(reading, at, start, end, source)
        if found is None and word in verbs and not _is_name(reading, at, start):
            near = _joined_subject(reading, at, start)
            found = _gerund(reading, at, start, end) if reading.words[at - 1] in _KEEPS else None
            found = found or clause_report(reading, at, start, end, near or source)
            found = found or _gerund(reading, at, start, end)
            found = found or _warned_of(reading, at, start, end) or _interrupted(reading, at, start, end)
        if found is None:
            continue
        source = found.source or source
        if found := _recut(reading, found, end):
            yield found


def _is_name(reading: Reading, at: int, start: int) -> bool:
    """A capital inside the sentence: "the United States"."""
    return (
        at > start
        and reading.capital(at)
        and not reading.text[reading.starts[at] : reading.ends[at]].isupper()
    )


def _may_be_noun(reading: Reading, report: Report) -> bool:
    """Whether a lone verb form after a noun may be a noun: "battleground states", "Mr. Dahl's appeal"."""
    at = report.cue[0]
    if report.cue[1] - at != 1 or reading.words[at] not in _NOUN_FORMS or report.source is None:
        return False
    subject = reading.words[report.source[0] : report.source[1]]
    return not (len(subject) == 1 and (subject[0] in SUBJECTS or subject[0] == "who"))


def _opens_clause(reading: Reading, at: int) -> bool:
    return reading.words[at] in ("that", "to", "whether") or reading.words[at] in SUBJECTS


def _promise(reading: Reading, at: int, start: int, end: int) -> Report | None:
    """ "his promise to resign", "the bank's refusal to pay"."""
    words = reading.words
    if at == start or words[at + 1 : at + 2] != ["to"] or at + 2 >= end:
        return None
    owner = words[at - 1]
    if owner in ("his", "her", "their", "its", "my", "our"):
        head: int | None = at - 1
    else:
        head = phrase_back(reading, at, start) if owner.endswith(("'s", "’s", "s'", "s’")) else None
    last = next((i for i in range(at + 3, end) if words[i] in _FINITE), end)
    return None if head is None else Report((head, at), (at, at + 1), ((at + 1, last),))


def _joined_subject(reading: Reading, at: int, start: int) -> tuple[int, int] | None:
    """The subject of the verb before: "*she* had listened and said", "*Gareth* had telephoned and said"."""
    words = reading.words
    if at - 2 <= start or words[at - 1] not in ("and", "but", "then"):
        return None
    for here in range(at - 2, max(start, at - _REACH) - 1, -1):
        if words[here] in _NOMINATIVE and may_be_verb(reading, here + 1):
            return here, here + 1
        if words[here] == ";" or reading.kinds[here] == QUOTE:
            break
        if may_be_verb(reading, here) and here > start:
            first, _ = verb_group(reading, here, start, at)
            found = source_before(reading, first, start) if first > start else None
            if found is not None:
                return found
    return None


def _warned_of(reading: Reading, at: int, start: int, end: int) -> Report | None:
    """ "had warned the lady | about the bridge"."""
    words = reading.words
    if words[at] not in _WARNS or at + 2 >= end:
        return None
    first, _ = verb_group(reading, at, start, end)
    source = source_before(reading, first, start) if first > start else None
    whom = noun_phrase_after(reading, at + 1, end) or at + 2
    if source is None or words[whom : whom + 1] not in (["of"], ["about"]):
        return None
    return Report(source, (first, at + 1), ((whom, end),))


def _interrupted(reading: Reading, at: int, start: int, end: int) -> Report | None:
    """ "The mayor, she adds, begged …": a subject that the outer report cuts from its verb."""
    words, kinds = reading.words, reading.kinds
    first, last = verb_group(reading, at, start, end)
    opening = first - 4
    if opening <= start or kinds[first - 1] != COMMA or kinds[opening] != COMMA or last >= end:
        return None
    if _SAYING.isdisjoint(words[opening + 1 : first - 1]) and words[first - 2] not in inner_verbs():
        return None
    head = phrase_back(reading, opening, start)
    return None if head is None else Report((head, opening), (first, last), ((last, end),))


def _wish(reading: Reading, at: int, start: int, end: int) -> Report | None:
    """ "would like to", "'d sooner", "is ready to", "has no wish to"."""
    words = reading.words
    first, last = verb_group(reading, at, start, end)
    before = words[first:at]
    if first > start and (match := CONTRACTED.match(words[first - 1])):
        before = [*before, match[2].replace("’", "'")]
    if words[at] in _LIKE:
        fits = not _WOULD.isdisjoint(before)
    elif words[at] == "meant":
        fits = words[at + 1 : at + 2] == ["to"] and _BE.isdisjoint(before)
    elif words[at] in _READY:
        fits = not _BE.isdisjoint(before) and words[at + 1 : at + 2] in (["to"], ["that"])
    else:
        fits = words[at - 1 : at] == ["no"] and words[at - 2 : at - 1] in (["have"], ["has"], ["had"])
        first = at - 2
    if not fits or at + 1 >= end or first <= start:
        return None
    source = source_before(reading, first, start)
    return Report(source, (first, last), ((at + 1, end),)) if source else None


def _gerund(reading: Reading, at: int, start: int, end: int) -> Report | None:
    """ "the foreman shouting that …", "the mayor telling an aide to …"."""
    words = reading.words
    if not words[at].endswith("ing") or at == start or at + 2 >= end or words[at - 1] == "having":
        return None
    if words[at - 1] in _KEEPS:
        first, _ = verb_group(reading, at - 1, start, end)
        found = source_before(reading, first, start) if first > start else None
        return Report(found, (first, at + 1), ((at + 1, end),)) if found else None
    head = phrase_back(reading, at, start)
    if head is None or words[at - 1] in AUXILIARIES:
        return None
    return Report((head, at), (at, at + 1), ((at + 1, end),))


def _recut(reading: Reading, report: Report, end: int) -> Report | None:
    """The report with contents that end where the clause does; None where nothing is left that somebody may
    have said."""
    words, source = reading.words, report.source
    if source and _is_no_source(reading, source):
        return None
    first, old = report.contents[0]
    if report.parenthetical or first < report.cue[0]:
        return None if source and words[first] == words[source[0]] else report
    first = past_whom(reading, report.cue[1], first, end)
    if (words[first] in JOINS and words[first] != "so") or _is_place(reading, first, end):
        return None
    if words[first] == "it" and words[report.cue[1] - 1] in _SAYING and is_all(reading, first, end):
        return None  # "he said it in the book" has no words for what he said
    if words[report.cue[1] - 1] in _REMEMBERING and not _remembered(reading, first, end):
        return None
    if words[first] == "so" and words[report.cue[1] - 1] not in _THINKING:
        return None
    if words[report.cue[1] - 1] in _CALLS and not _is_named_so(reading, first, end):
        return None  # "he called Brask" is a telephone call
    if words[report.cue[1] - 1] in _ORDERS and not _is_ordered(reading, first, end):
        return None
    if source and words[source[1] - 1] == "who":
        end = min(end, old)  # "one who refused to do so | was moved"
    if words[report.cue[0]] in _PROMISES and words[first] == "to":
        end = min(end, old)  # "his promise to resign | had been a joke"
    told = not _BE.isdisjoint(words[report.cue[0] : report.cue[1]]) and source is None
    last = _before_next_verb(reading, report, first, clause_end(reading, first, end, passive=told))
    if not any(reading.kinds[i] in (WORD, QUOTE) for i in range(first, last)):
        return None
    if _may_be_noun(reading, report) and not _opens_clause(reading, first):
        return None
    if told and last + 1 < end and words[last] == "by":
        after = noun_phrase_after(reading, last + 1, end)
        source = (last + 1, after) if after is not None else None
    return Report(source, report.cue, ((first, last), *report.contents[1:]))


def _remembered(reading: Reading, at: int, end: int) -> bool:
    """ "remembers that …", "remembers him saying", "forgot to": no song."""
    if is_clause(reading, at, end):
        return True
    return any(word.endswith("ing") for word in reading.words[at : min(at + 4, end)])


def _is_named_so(reading: Reading, at: int, end: int) -> bool:
    """ "called her “a liar”", "called it a day of shame"."""
    last = noun_phrase_after(reading, at, end)
    if last is None:
        return False
    if QUOTE in reading.kinds[at : min(last + 1, end)]:
        return True
    return last < end and reading.words[last] in ("a", "an", "the")


def _is_ordered(reading: Reading, at: int, end: int) -> bool:
    """ "ordered a report", "ordered them to stop": no anvil."""
    words = reading.words[at : min(at + 5, end)]
    return "to" in words or "that" in words or not ORDERED.isdisjoint(words)


def _is_no_source(reading: Reading, source: tuple[int, int]) -> bool:
    """Whether the words before a verb name nobody who says it here: "if nobody wants the piano", "as the
    authority has said from the beginning" (which repeats what stands before)."""
    words, first = reading.words, source[0]
    if words[source[1] - 1] == "who" and words[first] in verb_forms():
        return True  # "know who had ordered it" asks
    lone = source[1] - first == 1 and words[first] in ("a", "an", "the")
    if (
        first > 0
        and words[first - 1] == "if"
        and not _ASKING.isdisjoint(words[max(first - 6, 0) : first - 1])
    ):
        return False  # "asked the dean if he thought …"
    return lone or words[first] in _NEVER_SOURCE or (first > 0 and words[first - 1] in ("as", "if", "unless"))


def _is_place(reading: Reading, at: int, end: int) -> bool:
    """ "admitted in January", "wrote to them": no words for what was said."""
    word = reading.words[at]
    if word == "to":
        return at + 1 < end and reading.words[at + 1] in _TO_WHOM
    return word in PLACES


def _before_next_verb(reading: Reading, report: Report, first: int, last: int) -> int:
    """Where a second verb of the same subject takes over: "had asked for proof and | had been sent home",
    "he says he'll pay and | he keeps buying horses", "regretted what had happened and | intended to …"."""
    words = reading.words
    takes = {words[report.cue[0]]} & {"had", "has", "have"}
    ended = words[report.cue[1] - 1].endswith("ed") and words[first] in _NO_SUBJECT
    if report.source and report.source[1] - report.source[0] == 1:
        takes |= {words[report.source[0]]} & _NOMINATIVE
    for at in range(first + 1, last - 1):
        if words[at] not in ("and", "but"):
            continue
        second = ended and words[at + 1].endswith("ed") and words[at + 1] in inner_verbs()
        if second or words[at + 1] in takes:
            return at - 1 if reading.kinds[at - 1] == COMMA and at - 1 > first else at
    return last
