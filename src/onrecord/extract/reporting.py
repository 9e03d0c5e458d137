"""Source, cue and content of reporting clauses, without a parser: what stands around a reporting verb.

The words that may report are those of the lexicon less the ones that more often do not (counted on PolNeAR train
outside contents: "support" 130 of 293, "state" 8 of 716). Noun phrases are read backwards from the verb.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.extract.lexicon import Act, verb_forms, word_set
from onrecord.extract.reading import COLON, COMMA, DASH, END, OTHER, QUOTE, WORD, Reading
from onrecord.model import Span

_RARE = word_set("""support show shows backed back released release went question questions spoke attacks attack pledged
    long point talk reports report address began comment read points plan appear note email views view saw comments press
    answer started start fired fire words need published publish shot shoot continue continues held hold holds aimed aim
    remarks compared compare advocate speak speaks written planning message messages push pushed tweet tweets post state
    goes go going addressed determined determine embraced embrace sense hit find thinking word voice required require
    offers offer allows allow allowed direct details detail reporting ban put puts planned laid lay shared voted
    outlined reference hinting press pressed approve approved approves rule ruled rules figure figures judge judges dare
    set sets witness witnessed appeal object charge charged cable wire phone phrase frame frames framed author float floated
    air cast trust toast correct estimate estimates estimated signal sing establish established establishing claims
    promises hopes fears demands plans calls requests orders statement hear heard hears seek seeks sought seeking see
    sees seeing challenge challenges challenging buy bought grant granted contest attest lecture teach taught tip
    identify identified identifies recognise recognize recognized recognised process regard regards like likes level
    draw block bar breathe gasp jest kid jokes summon press sum crow begin begins weigh weighed hold taunt invite invited
    invites interrupt print printed print uses direct directed directs""")
_RARE |= word_set("""started starting starts talking talked talks speaking prepared preparing relate related relates relating
    being voiced voicing sensed sensing printing printed posted posting""")
VERBS: dict[str, Act] = {form: act for form, (_, act) in verb_forms().items() if form not in _RARE}
VERBS.update(dict.fromkeys(word_set("noted notes note tweeted wrote says said"), Act.STATES))
SPEECH = (Act.STATES, Act.DISCLOSES, Act.ASKS, Act.AGREES, Act.DENIES)

_AUX = word_set("""has have had is are was were be been being do does did will would can could may might must should not
    never also still then now already n't later repeatedly often always recently further once even only just just
    reportedly publicly privately simply quickly clearly ever again first neither both yet long apparently
    previously earlier frequently initially really certainly basically strongly firmly flatly explicitly openly
    don't doesn't didn't don’t doesn’t didn’t wouldn't wouldn’t hasn't hasn’t haven't haven’t won't won’t couldn't
    couldn’t can't can’t isn't isn’t wasn't wasn’t cannot hadn't hadn’t aren’t aren't weren't weren’t nor
    actively angrily bluntly briefly calmly confidently correctly famously finally formally generally
    immediately instead jokingly largely consistently merely officially quietly sarcastically secretly seemingly
    seriously similarly specifically subsequently unequivocally vehemently widely actually""")
_BE = word_set("is are was were be been being isn't isn’t wasn't wasn’t aren't weren't")
_OPERATORS = word_set("declined refused declines refuses failed fails wanted wants seems seemed appeared appears tried"
                      " tries continued continues hopes hoped intends intended went refusing declining unable")
_PRONOUNS = word_set("i he she they we it who you others some many critics everyone nobody someone")
_DETERMINERS = word_set("the a an his her their our my its this these those another one two three four five six seven"
                        " some several many most all both each every no any other few")
_INSIDE = word_set("of for at in with from on")  # prepositions that a noun phrase may go on with to the left
_NO_NOUN = word_set("""that which who whom when while because if but and or so as than after before since until though
    although where how why what whether to by about into over under through during between against without within
    is are was were be been has have had do does did will would can could may might must should not also just
    there here then now later yesterday today however meanwhile instead still yet monday tuesday wednesday thursday
    friday saturday sunday again too though up out down off it he she they we i you him them me us""")
_TIME_WORDS = word_set("""monday tuesday wednesday thursday friday saturday sunday yesterday today tonight earlier later
    last this on in at during late early after before via through by while when from amid about""")
_CLAUSE_BREAK = word_set("but while although though whereas as because")
_OBJECTS = word_set("him her them me us you reporters journalists")
_TELLING = word_set("told tell tells telling asked ask asks asking urged urges urging warned warns warning informed"
                    " assured reminded advised")
_NOUN_BEFORE = word_set("the a an his her their its our my this these those any no such of in for with by"
                        " on at from to into new several many some recent public")
_NOT_SOURCE = (_NO_NOUN - _PRONOUNS - {"and"}) | _TIME_WORDS | VERBS.keys()
_MAX_SOURCE = 24


@dataclass(frozen=True, slots=True)
class Report:
    """One reporting clause in token numbers, half-open: ``source`` and ``contents`` may be empty."""

    source: tuple[int, int] | None
    cue: tuple[int, int]
    contents: tuple[tuple[int, int], ...]
    parenthetical: bool = False


def reports(reading: Reading, start: int, end: int) -> Iterator[Report]:
    """The reporting clauses of the sentence of tokens ``[start, end)``, outermost first: a verb inside the content
    of an earlier one is passed over."""
    covered = start
    source: tuple[int, int] | None = None
    words, kinds = reading.words, reading.kinds
    for at in range(start, end):
        if at < covered or kinds[at] != WORD or words[at] not in VERBS:
            continue
        found = _report(reading, at, start, end, source)
        if found is None:
            continue
        source = found.source or source
        covered = max([covered, found.cue[1], *(last for _, last in found.contents)])
        yield found


def _report(
    reading: Reading, at: int, start: int, end: int, earlier: tuple[int, int] | None
) -> Report | None:
    words = reading.words
    first, last = _verb_group(reading, at, start, end)
    if _is_noun(reading, at, first, start) or (first == at and at > start and words[at - 1] == "to"):
        return None
    if any(w in _BE for w in words[first:at]) and not words[at].endswith("ing"):
        return None
    if words[at].endswith("ing") and first == at:
        return _gerund(reading, at, last, start, end, earlier)
    before = source_before(reading, first, start)
    if before is not None:
        return _with_subject(reading, before, (first, last), start, end)
    return _inverted(reading, at, (first, last), start, end) or _coordinated(
        reading, (first, last), start, end, earlier
    )


def _verb_group(reading: Reading, at: int, start: int, end: int) -> tuple[int, int]:
    """The verb with its auxiliaries, adverbs and negation; "declined to say" is one group."""
    words, first = reading.words, at
    while first > start and reading.kinds[first - 1] == WORD:
        word = words[first - 1]
        if word in _AUX or (word.endswith("ly") and len(word) > 4):
            first -= 1
        elif word == "to" and first - 2 >= start and words[first - 2] in _OPERATORS:
            first -= 2
        else:
            break
    last = at + 1
    if last < end and words[last] in ("for", "on", "out", "against") and f"{words[at]} {words[last]}" in _PARTICLES:
        last += 1
    return first, last


_PARTICLES = frozenset(
    f"{verb} {particle}"
    for verb, particles in {
        "called": "for on out", "call": "for on", "calling": "for on", "calls": "for on", "ruled": "out",
        "pointed": "out", "pointing": "out", "warned": "against", "asked": "for", "asking": "for", "insisted": "on",
    }.items()
    for particle in particles.split()
)


def _is_noun(reading: Reading, at: int, first: int, start: int) -> bool:
    """Forms that are nouns as well, after a determiner or preposition: "the claim", "in answer"."""
    word = reading.words[at]
    if first != at or at == start or word.endswith(("ed", "ing")) or word in ("said", "says", "wrote", "told"):
        return False
    return reading.words[at - 1] in _NOUN_BEFORE


def source_before(reading: Reading, at: int, start: int) -> tuple[int, int] | None:
    """The noun phrase that ends right before token ``at``; over an apposition between commas to its head."""
    last = at
    if last > start and reading.kinds[last - 1] == COMMA:
        comma = last - 1
        opening = next(
            (i for i in range(comma - 1, max(start, comma - _MAX_SOURCE), -1) if reading.kinds[i] == COMMA), None
        )
        if opening is None:
            return None
        head = _noun_phrase_back(reading, opening, start)
        if head is None or reading.words[opening + 1] in ("and", "but", "or", "he", "she", "they", "it", "i", "we"):
            return None
        relative = reading.words[opening + 1] in ("who", "which", "whose", "where")
        return (head, opening if relative else comma)
    head = _noun_phrase_back(reading, last, start)
    return None if head is None else (head, last)


def _noun_phrase_back(reading: Reading, last: int, start: int) -> int | None:
    """The first token of the noun phrase that ends before ``last``."""
    words, kinds = reading.words, reading.kinds
    at = last - 1
    if at < start or not reading.is_word_like(at):
        return None
    if words[at] in _PRONOUNS:
        return at
    if words[at] in _NO_NOUN or words[at] in _AUX:
        return None
    while at > start and last - at < _MAX_SOURCE:
        before = at - 1
        word = words[before]
        if words[at] in _DETERMINERS:
            if word in _INSIDE and before > start and _nounish(reading, before - 1):
                at = before - 1
                continue
            break
        if word == "and" and before > start and reading.capital(at) and reading.capital(before - 1):
            at = before - 1
        elif word in _INSIDE and before > start and _nounish(reading, before - 1) and not _opens(words, before - 1):
            at = before - 1
        elif kinds[before] == WORD and word not in _NO_NOUN and word not in _INSIDE and word not in VERBS:
            at = before
        elif kinds[before] == OTHER and word in "&.$’'" or (kinds[before] == QUOTE and reading.is_word_like(before)):
            at = before
        elif kinds[before] == OTHER and word == ")":
            opening = next((i for i in range(before, max(start, before - 8), -1) if words[i] == "("), before)
            at = opening
        else:
            break
    return at


def _nounish(reading: Reading, at: int) -> bool:
    word = reading.words[at]
    return reading.kinds[at] == WORD and word not in _NO_NOUN and word not in VERBS and word not in _INSIDE


def _opens(words: list[str], at: int) -> bool:
    return words[at] in ("speaking", "writing", "talking", "according")


def noun_phrase_after(reading: Reading, at: int, end: int) -> int | None:
    """The token after the noun phrase that begins at ``at``, with its apposition; None when none begins there."""
    words, kinds = reading.words, reading.kinds
    if at >= end or not reading.is_word_like(at) or (words[at] in _NO_NOUN and words[at] not in _PRONOUNS):
        return None
    if words[at] in ("he", "she", "they", "i", "we", "it"):
        return at + 1
    last = at + 1
    while last < end and last - at < _MAX_SOURCE:
        word = words[last]
        if kinds[last] == WORD and word not in _NOT_SOURCE:
            last += 1
        elif word in _INSIDE and last + 1 < end and kinds[last + 1] == WORD and words[last + 1] not in _TIME_WORDS:
            last += 2
        elif kinds[last] == OTHER and word in "&.’'" or (kinds[last] == QUOTE and reading.is_word_like(last)):
            last += 1
        elif kinds[last] == COMMA and _apposition(reading, last, end):
            last = _apposition(reading, last, end)
        else:
            break
    return last if words[last - 1] != "and" else last - 1


def _apposition(reading: Reading, comma: int, end: int) -> int:
    """The end of ", chair of the union" after a name; 0 when what follows the comma is no apposition."""
    if comma + 1 >= end or not reading.is_word_like(comma + 1):
        return 0
    word = reading.words[comma + 1]
    if word in _NO_NOUN or word in _TIME_WORDS or word in VERBS or word.endswith("ing") or not reading.capital(comma - 1):
        return 0
    last = comma + 1
    while last < end and last - comma < 16 and (reading.is_word_like(last)) and reading.words[last] not in VERBS:
        if reading.words[last] in ("who", "which", "that", "but", "while"):
            break
        last += 1
    return last


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
        (kinds[left] == QUOTE and not reading.is_word_like(left)) or (kinds[left] == COMMA and left - start >= 2)
    )
    following = _skip_adjuncts(reading, last, end)
    ends = following >= end or kinds[following] == END
    if before and kinds[left] == QUOTE:
        contents = [_quotes_back(reading, left, start)]
        if following < end and kinds[following] in (COMMA, COLON) and following + 1 < end and kinds[following + 1] == QUOTE:
            contents.append((following + 1, _content_end(reading, following + 1, end)))
        return Report(source, cue, tuple(contents), True)
    if before and (ends or kinds[following] == COMMA) and words[cue[0]:cue[1]][-1] in _PARENTHETIC:
        begin = _clause_start(reading, left, start)
        contents = [(begin, left)]
        if not ends and following + 1 < end and kinds[following] == COMMA and not _new_clause(words[following + 1]):
            contents.append((following + 1, _content_end(reading, following + 1, end)))
        if begin < left:
            return Report(source, cue, tuple(contents), True)
    return _forward(reading, source, cue, end)


def _new_clause(word: str) -> bool:
    """Whether the word after a comma begins another clause of the reporter's, not the rest of the content."""
    return word in ("and", "but", "who", "which", "as", "after", "when", "while", "in") or word.endswith("ing")


_PARENTHETIC = frozenset(f for f, a in VERBS.items() if a in SPEECH or a is Act.BELIEVES)


def _skip_adjuncts(reading: Reading, at: int, end: int) -> int:
    """Past who was told, when and where, as far as the next punctuation or "that"; ``at`` where there is none."""
    words, kinds = reading.words, reading.kinds
    here = at
    if at < end and words[at - 1] in _TELLING:
        here = (at + 1 if words[at] in _OBJECTS else noun_phrase_after(reading, at, end)) or at
    while here < end and words[here] in _TIME_WORDS:
        step = here + 1
        while step < end and kinds[step] == WORD and words[step] not in ("that",) and step - here < 14 \
                and words[step] not in VERBS:
            step += 1
        if step < end and kinds[step] == WORD and words[step] != "that":
            return at if here == at else here
        here = step
        if here < end and kinds[here] == COMMA and here + 1 < end and words[here + 1] in _TIME_WORDS:
            here += 1
        else:
            break
    return here


def _forward(reading: Reading, source: tuple[int, int] | None, cue: tuple[int, int], end: int) -> Report | None:
    """The content after the cue: a quotation, a clause with or without "that", an infinitive or a noun phrase."""
    words, kinds = reading.words, reading.kinds
    at = cue[1]
    if at >= end:
        return None
    skipped = _skip_adjuncts(reading, at, end)
    if skipped < end and (words[skipped] == "that" or kinds[skipped] in (COLON, COMMA) and skipped + 1 < end and kinds[skipped + 1] == QUOTE):
        at = skipped
    elif skipped > at and words[at - 1] in _TELLING:
        at = skipped
    elif skipped > at + 1 and skipped < end and kinds[skipped] == COMMA:
        at = skipped
    elif skipped == at + 1 and words[at] in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"):
        at = skipped
    elif words[at] == "on" and at + 1 < end and words[at + 1] in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"):
        at += 2
    if at < end and kinds[at] in (COLON, COMMA, DASH):
        if not (at + 1 < end and kinds[at + 1] == QUOTE) and kinds[at] != COLON:
            return None
        if kinds[at] == COLON and at == cue[1]:
            cue = (cue[0], at + 1)
        at += 1
    if at >= end or kinds[at] == END:
        return None
    last = _content_end(reading, at, end)
    if not any(kinds[i] in (WORD, QUOTE) for i in range(at, last)):
        return None
    return Report(source, cue, ((at, last),))


def _content_end(reading: Reading, at: int, end: int) -> int:
    """Up to the sentence's end, or to where another clause takes over."""
    words, kinds = reading.words, reading.kinds
    last = end - 1 if kinds[end - 1] == END else end
    if kinds[at] == QUOTE and at + 1 < last and kinds[at + 1] == WORD and reading.closes(at):
        return at + 1
    for here in range(at + 1, last):
        if kinds[here] != COMMA and words[here] not in (";",):
            continue
        if words[here] == ";":
            return here
        after = words[here + 1] if here + 1 < last else ""
        if after == "according" or (after in VERBS and after.endswith("ing")):
            return here
        if after in ("but", "and", "while", "though", "although") and _reports_soon(reading, here + 2, last):
            return here
    return last


def _reports_soon(reading: Reading, at: int, end: int) -> bool:
    """Whether a subject and a reporting verb follow within a few words."""
    for here in range(at, min(at + 6, end)):
        if reading.kinds[here] != WORD:
            return False
        if reading.words[here] in VERBS:
            return True
    return False


def _quotes_back(reading: Reading, at: int, start: int) -> tuple[int, int]:
    """The content that ends with the quotation at ``at``: with words before it in the same sentence it is mixed."""
    first = at
    while first > start and reading.kinds[first - 1] != END and not (
        reading.kinds[first - 1] == QUOTE and reading.closes(first - 1)
    ):
        if reading.words[first - 1] in (";", ":") or (reading.kinds[first - 1] == WORD and reading.words[first - 1] in ("but", "and") and first - 1 == start):
            break
        first -= 1
    return first, at + 1


def _clause_start(reading: Reading, last: int, start: int) -> int:
    """Where the clause that ends at ``last`` begins: the sentence, less an opening "But" or "And"."""
    begin = start
    while begin < last and reading.words[begin] in ("but", "and", "so", "still", "yet", ",", "however", "meanwhile"):
        begin += 1
    for here in range(last - 1, begin, -1):
        if reading.words[here] == ";":
            return here + 1
    return begin


def _inverted(reading: Reading, at: int, cue: tuple[int, int], start: int, end: int) -> Report | None:
    """ "…," said Mara Lind, chair of the union."""
    if VERBS[reading.words[at]] not in SPEECH or cue[0] == start:
        return None
    left = cue[0] - 1
    kind = reading.kinds[left]
    if kind not in (QUOTE, COMMA):
        return None
    last = noun_phrase_after(reading, cue[1], end)
    if last is None:
        return None
    if kind == QUOTE:
        content = _quotes_back(reading, left, start)
    else:
        content = (_clause_start(reading, left, start), left)
        if content[1] - content[0] < 2 or reading.words[at] in ("told", "wrote"):
            return None
    contents = [content]
    following = _skip_adjuncts(reading, last, end)
    if following + 1 < end and reading.kinds[following] in (COMMA, COLON) and reading.kinds[following + 1] == QUOTE:
        contents.append((following + 1, _content_end(reading, following + 1, end)))
    return Report((cue[1], last), cue, tuple(contents), True)


def _gerund(
    reading: Reading, at: int, last: int, start: int, end: int, earlier: tuple[int, int] | None
) -> Report | None:
    """ ", adding that …": the source is that of the clause before it, or its subject."""
    if at == start or reading.kinds[at - 1] != COMMA and reading.words[at - 1] not in ("and", "while", "by", "in", "before", "after", "without"):
        return None
    source = earlier or _subject(reading, start, at)
    return _forward(reading, source, (at, last), end) if source else None


def _subject(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """The noun phrase that opens the sentence, or follows its opening phrase and comma."""
    for begin in range(start, min(start + 12, end)):
        if begin == start or reading.kinds[begin - 1] == COMMA:
            last = noun_phrase_after(reading, begin, end)
            if last is not None and reading.words[begin] not in _INSIDE:
                return begin, last
    return None


def _coordinated(
    reading: Reading, cue: tuple[int, int], start: int, end: int, earlier: tuple[int, int] | None
) -> Report | None:
    """ "… and said that …": the subject is that of the verb before."""
    verb = reading.words[cue[1] - 1]
    if cue[0] == start or reading.words[cue[0] - 1] not in ("and", "but", "or", "then"):
        return None
    if cue[1] - cue[0] == 1 and not verb.endswith(("ed", "s", "aid", "old", "rote")):
        return None  # a bare infinitive: "to joke and call him …"
    source = earlier or _subject(reading, start, cue[0])
    return _forward(reading, source, cue, end) if source else None


def span_of(reading: Reading, part: tuple[int, int]) -> Span:
    """The span of a token range."""
    return reading.span(*part)


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
        contents.append((_clause_start(reading, left, start), left))
    if (left == start or last < close) and last < close and kinds[last] == COMMA and last + 1 < close:
        contents.append((last + 1, close))
    contents = [(a, b) for a, b in contents if a < b]
    return Report(source, cue, tuple(contents), True) if contents else None
