"""Noun phrases and clauses around a reporting word, read off word classes: no parser, linear in the
sentence."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extract.lexicon import word_set
from onrecord.extract.words.reading import COMMA, END, OTHER, QUOTE, WORD, Reading
from onrecord.extract.words.verbs import AUXILIARIES, VERBS

PRONOUNS = word_set("i he she they we it who you others some many critics everyone nobody someone")
_DETERMINERS = word_set(
    "the a an his her their our my its this these those another one two three four five six seven"
    " some several many most all both each every no any other few"
)
INSIDE = word_set("of for at in with from on")  # prepositions that a noun phrase may go on with to the left
NO_NOUN = word_set("""that which who whom when while because if but and or so as than after before since
    until though although where how why what whether to by about into over under through during between
    against without within is are was were be been has have had do does did will would can could may might
    must should not also just there here then now later yesterday today however meanwhile instead still
    yet monday tuesday wednesday thursday friday saturday sunday again too though up out down off it he
    she they we i you him them me us least""")
TIME_WORDS = word_set("""monday tuesday wednesday thursday friday saturday sunday yesterday today tonight
    earlier later last this on in at during late early after before via through by while when from amid
    about""")
_OBJECTS = word_set("him her them me us you reporters journalists")
TELLING = word_set(
    "told tell tells telling asked ask asks asking urged urges urging warned warns warning informed"
    " assured reminded advised"
)
_NOT_SOURCE = (NO_NOUN - PRONOUNS - {"and"}) | TIME_WORDS | VERBS.keys()
_NO_APPOSITION = word_set("and but or he she they it i we")  # after a comma they begin a clause
_MAX_SOURCE = 24
_RELATIVE = 10  # tokens of a relative clause inside a subject


@dataclass(frozen=True, slots=True)
class Report:
    """One reporting clause in token numbers, half-open: ``source`` and ``contents`` may be empty."""

    source: tuple[int, int] | None
    cue: tuple[int, int]
    contents: tuple[tuple[int, int], ...]
    parenthetical: bool = False


def source_before(reading: Reading, at: int, start: int) -> tuple[int, int] | None:
    """The noun phrase that ends right before token ``at``; over an apposition between commas to its head."""
    last = at
    if last > start and reading.kinds[last - 1] == COMMA:
        comma = last - 1
        opening = next(
            (i for i in range(comma - 1, max(start, comma - _MAX_SOURCE), -1) if reading.kinds[i] == COMMA),
            None,
        )
        if opening is None:
            return None
        head = phrase_back(reading, opening, start)
        if head is None or reading.words[opening + 1] in _NO_APPOSITION:
            return None
        relative = reading.words[opening + 1] in ("who", "which", "whose", "where")
        return (head, opening if relative else comma)
    head = phrase_back(reading, last, start)
    return None if head is None else (_antecedent(reading, head, start), last)


def _antecedent(reading: Reading, head: int, start: int) -> int:
    """Where a subject begins that ends in ``head``: "those who", "a neighbour who keeps goats above the
    village". ``head`` itself where no relative clause is between."""
    words = reading.words
    for at in range(head, max(start, head - _RELATIVE), -1):
        if reading.kinds[at] != WORD:
            break
        if words[at] == "who":
            found = phrase_back(reading, at, start)
            return head if found is None else found
    return head


def phrase_back(reading: Reading, last: int, start: int) -> int | None:
    """The first token of the noun phrase that ends before ``last``."""
    words, kinds = reading.words, reading.kinds
    at = last - 1
    if at < start or not reading.is_word_like(at):
        return None
    if words[at] in PRONOUNS:
        return at
    if words[at] in ("them", "us", "you") and at - 2 >= start and words[at - 1] == "of":
        return phrase_back(reading, at - 1, start)  # "one of them"
    if words[at] in NO_NOUN or words[at] in AUXILIARIES:
        return None
    while at > start and last - at < _MAX_SOURCE:
        before = at - 1
        word = words[before]
        if words[at] in _DETERMINERS:
            if word in INSIDE and before > start and _nounish(reading, before - 1):
                at = before - 1
                continue
            break
        if (word == "and" and before > start and reading.capital(at) and reading.capital(before - 1)) or (
            word in INSIDE
            and before > start
            and _nounish(reading, before - 1)
            and not _opens(words, before - 1)
        ):
            at = before - 1
        elif (
            (kinds[before] == WORD and word not in NO_NOUN and word not in INSIDE and word not in VERBS)
            or (kinds[before] == OTHER and word in "&.$’'")
            or (kinds[before] == QUOTE and reading.is_word_like(before))
        ):
            at = before
        elif kinds[before] == OTHER and word == ")":
            opening = next((i for i in range(before, max(start, before - 8), -1) if words[i] == "("), before)
            at = opening
        else:
            break
    return at


def _nounish(reading: Reading, at: int) -> bool:
    word = reading.words[at]
    return reading.kinds[at] == WORD and word not in NO_NOUN and word not in VERBS and word not in INSIDE


def _opens(words: list[str], at: int) -> bool:
    return words[at] in ("speaking", "writing", "talking", "according")


def noun_phrase_after(reading: Reading, at: int, end: int) -> int | None:
    """The token after the noun phrase that begins at ``at``, with its apposition; None when none begins
    there."""
    words, kinds = reading.words, reading.kinds
    if at >= end or not reading.is_word_like(at) or (words[at] in NO_NOUN and words[at] not in PRONOUNS):
        return None
    if words[at] in ("he", "she", "they", "i", "we", "it"):
        return at + 1
    last = at + 1
    while last < end and last - at < _MAX_SOURCE:
        word = words[last]
        if kinds[last] == WORD and word not in _NOT_SOURCE:
            last += 1
        elif (
            word in INSIDE
            and last + 1 < end
            and kinds[last + 1] == WORD
            and words[last + 1] not in TIME_WORDS
        ):
            last += 2
        elif (kinds[last] == OTHER and word in "&.’'") or (
            kinds[last] == QUOTE and reading.is_word_like(last)
        ):
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
    if (
        word in NO_NOUN
        or word in TIME_WORDS
        or word in VERBS
        or word.endswith("ing")
        or not reading.capital(comma - 1)
    ):
        return 0
    last = comma + 1
    while (
        last < end and last - comma < 16 and (reading.is_word_like(last)) and reading.words[last] not in VERBS
    ):
        if reading.words[last] in ("who", "which", "that", "but", "while"):
            break
        last += 1
    return last


def skip_adjuncts(reading: Reading, at: int, end: int) -> int:
    """Past who was told, when and where, as far as the next punctuation or "that"; ``at`` where there is
    none."""
    words, kinds = reading.words, reading.kinds
    here = at
    if at < end and words[at - 1] in TELLING:
        here = (at + 1 if words[at] in _OBJECTS else noun_phrase_after(reading, at, end)) or at
    while here < end and words[here] in TIME_WORDS:
        step = here + 1
        while (
            step < end
            and kinds[step] == WORD
            and words[step] not in ("that",)
            and step - here < 14
            and words[step] not in VERBS
        ):
            step += 1
        if step < end and kinds[step] == WORD and words[step] != "that":
            return at if here == at else here
        here = step
        if here < end and kinds[here] == COMMA and here + 1 < end and words[here + 1] in TIME_WORDS:
            here += 1
        else:
            break
    return here


def content_end(reading: Reading, at: int, end: int) -> int:
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


def quotes_back(reading: Reading, at: int, start: int) -> tuple[int, int]:
    """The content that ends with the quotation at ``at``: with words before it in the same sentence it is
    mixed."""
    first = at
    while (
        first > start
        and reading.kinds[first - 1] != END
        and not (reading.kinds[first - 1] == QUOTE and reading.closes(first - 1))
    ):
        if reading.words[first - 1] in (";", ":") or (
            reading.kinds[first - 1] == WORD
            and reading.words[first - 1] in ("but", "and")
            and first - 1 == start
        ):
            break
        first -= 1
    return first, at + 1


def clause_start(reading: Reading, last: int, start: int) -> int:
    """Where the clause that ends at ``last`` begins: the sentence, less an opening "But" or "And"."""
    begin = start
    while begin < last and reading.words[begin] in (
        "but",
        "and",
        "so",
        "still",
        "yet",
        ",",
        "however",
        "meanwhile",
    ):
        begin += 1
    for here in range(last - 1, begin, -1):
        if reading.words[here] == ";":
            return here + 1
    return begin
