"""Candidate mentions of one text and what their words tell: form, gender, number, role, words that carry
content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.resolve.coreference.flags import Gazetteer
from onrecord.resolve.coreference.syntax import ELSE, RELATIONS, ROLE, TAGS
from onrecord.resolve.coreference.words import Words
from onrecord.resolve.given import GENDER
from onrecord.resolve.lexicon import (
    DETERMINERS,
    FEMININE,
    FUNCTION_WORDS,
    HONORIFICS,
    MASCULINE,
    PREPOSITIONS,
    ROLE_GENDER,
    SUFFIXES,
    TITLES,
    word_set,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]

PERSON, ORGANISATION, PLACE, OTHER = range(4)
FORMS = (
    "name",
    "definite",
    "indefinite",
    "possessed",
    "he",
    "she",
    "it",
    "they",
    "I",
    "we",
    "you",
    "demonstrative",
    "relative",
    "indefinite pronoun",
    "reflexive",
)
NAME, DEFINITE, INDEFINITE, POSSESSED, HE, SHE, IT, THEY, FIRST, WE, YOU, THIS, WHO, ANY, SELF = range(
    len(FORMS)
)
UNKNOWN, MALE, FEMALE, NEUTER = range(4)
SINGULAR, PLURAL = 1, 2

_PRONOUN: dict[str, tuple[int, int, int]] = {  # form, gender, number
    **dict.fromkeys(word_set("he him his"), (HE, MALE, SINGULAR)),
    **dict.fromkeys(word_set("she her hers"), (SHE, FEMALE, SINGULAR)),
    **dict.fromkeys(word_set("it its"), (IT, NEUTER, SINGULAR)),
    **dict.fromkeys(word_set("they them their theirs em"), (THEY, UNKNOWN, PLURAL)),
    **dict.fromkeys(word_set("i me my mine"), (FIRST, UNKNOWN, SINGULAR)),
    **dict.fromkeys(word_set("we us our ours"), (WE, UNKNOWN, PLURAL)),
    **dict.fromkeys(word_set("you your yours ya"), (YOU, UNKNOWN, UNKNOWN)),
    **dict.fromkeys(word_set("this that"), (THIS, NEUTER, SINGULAR)),
    **dict.fromkeys(word_set("these those"), (THIS, UNKNOWN, PLURAL)),
    **dict.fromkeys(word_set("who whom whose which"), (WHO, UNKNOWN, UNKNOWN)),
    "himself": (SELF, MALE, SINGULAR),
    "herself": (SELF, FEMALE, SINGULAR),
    "itself": (SELF, NEUTER, SINGULAR),
    "themselves": (SELF, UNKNOWN, PLURAL),
    "myself": (SELF, UNKNOWN, SINGULAR),
    "ourselves": (SELF, UNKNOWN, PLURAL),
    "yourself": (SELF, UNKNOWN, SINGULAR),
    **dict.fromkeys(
        word_set(
            "one ones some someone somebody something anyone anybody anything everyone everybody "
            "everything nobody nothing none all both each either neither many few others another what "
            "whoever here there"
        ),
        (ANY, UNKNOWN, UNKNOWN),
    ),
}
PRONOUN_FORMS = frozenset(range(HE, SELF + 1))
_POSSESSIVE = word_set("my your his her its our their")
_PLURAL_HEADS = word_set("people men women children police parents media data wives lives folks kids")
_EMPTY = DETERMINERS | PREPOSITIONS | FUNCTION_WORDS


@dataclass(frozen=True, slots=True)
class Mentions:
    """Parallel over mentions in order of their first word, longer ones first. ``first``, ``last``
    (inclusive) and ``head`` are word numbers; ``groups`` [m, 4] the shares of the groups, ``score`` how
    likely it is a mention; ``form``, ``gender``, ``number``, ``role`` as numbered above; ``key``, ``top``
    and ``initials`` number equal whole strings, heads and acronyms (a number is of no use but for
    comparing); ``content`` [m, vocabulary] marks the words that carry content; ``speaker`` numbers who
    says it (-1: not told)."""

    first: Ints
    last: Ints
    head: Ints
    groups: Floats
    score: Floats
    form: Ints
    gender: Ints
    number: Ints
    role: Ints
    key: Ints
    top: Ints
    stem: Ints
    initials: Ints
    content: Floats
    speaker: Ints

    def __len__(self) -> int:
        return len(self.first)


@dataclass(frozen=True, slots=True)
class Syntax:
    """Per word: number of its head word (-1: root), of its relation and of its part of speech."""

    head: Ints
    relation: Ints
    tag: Ints


def describe(
    words: Words,
    syntax: Syntax,
    first: Ints,
    last: Ints,
    groups: Floats,
    score: Floats,
    gazetteer: Gazetteer,
    speakers: Ints | None = None,
) -> Mentions:
    """The mentions with those borders, put in order. ``speakers`` per word, -1 where not told."""
    import numpy as np

    order = np.lexsort((-last, first))
    first, last, groups, score = first[order], last[order], groups[order], score[order]
    head = np.array(
        [_head(syntax, a, b) for a, b in zip(first.tolist(), last.tolist(), strict=True)], np.int64
    )
    told = [
        _told(words, syntax, a, b, h, int(g), gazetteer)
        for a, b, h, g in zip(first.tolist(), last.tolist(), head.tolist(), groups.argmax(-1), strict=True)
    ]
    roles = np.array([ROLE.get(r, ELSE) for r in RELATIONS], np.int64)
    numbers: dict[str, int] = {}

    def numbered(strings: list[str], kind: str) -> Ints:
        return np.array([numbers.setdefault(f"{kind} {s}", len(numbers)) for s in strings], np.int64)

    form = np.array([t.form for t in told], np.int64)
    gender = np.array([t.gender for t in told], np.int64)
    return Mentions(
        first,
        last,
        head,
        groups,
        score,
        form,
        _passed_on(form, gender, told),
        np.array([t.number for t in told], np.int64),
        roles[syntax.relation[head]] if len(head) else head,
        numbered([t.key for t in told], "k"),
        numbered([t.top for t in told], "t"),
        numbered([_stem(t.top) for t in told], "s"),
        np.array([_initials(t, numbers) for t in told], np.int64),
        _incidence([t.content for t in told]),
        speakers[head] if speakers is not None and len(head) else np.full(len(head), -1, np.int64),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    form: int
    gender: int
    number: int
    key: str
    top: str
    content: tuple[str, ...]
    short: str
    is_short: bool


def _head(syntax: Syntax, first: int, last: int) -> int:
    """The word of the span whose own head lies outside it; the first such, but no punctuation."""
    outside = [w for w in range(first, last + 1) if not first <= syntax.head[w] <= last]
    nouns = [
        w for w in outside if TAGS[syntax.tag[w]] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "VERB", "DET")
    ]
    return (nouns or outside or [last])[0]


def _told(
    words: Words, syntax: Syntax, first: int, last: int, head: int, group: int, gazetteer: Gazetteer
) -> _Told:
    span = words.lower[first : last + 1]
    shouted = words.case[first] == 3 and TAGS[syntax.tag[first]] == "PROPN"  # US
    pronoun = _PRONOUN.get(span[0]) if (first == last and not shouted) or span[0] == "each" else None
    if pronoun is None and last == first + 1 and span[1] in ("'", "s", "self"):
        pronoun = _PRONOUN.get(span[0])
    top = words.lower[head]
    if pronoun is not None:
        return _Told(*pronoun, span[0], span[0], (), "", False)
    content = [w for w in span if w not in _EMPTY and w[0].isalnum() and w != "s"] or [top]
    key = " ".join(_bare(span))
    capitals = [
        w
        for w, c in zip(span, words.case[first : last + 1].tolist(), strict=True)
        if c >= 2 and w not in _EMPTY
    ]
    form = _form(span, TAGS[syntax.tag[head]] == "PROPN", bool(words.case[head] >= 2))
    if group == PERSON and (surname := _surname(words, syntax, first, last)) is not None:
        form, top = NAME, words.lower[surname]
    gender = _gender(span, top, form, group, gazetteer)
    number = _number(words, syntax, last, head, form if group == PERSON and len(content) > 1 else None)
    short = "".join(w[0] for w in capitals) if len(capitals) > 1 else ""
    return _Told(
        form, gender, number, key, top, tuple(content), short, len(span) == 1 and bool(words.case[first] == 3)
    )


def _bare(span: list[str]) -> list[str]:
    """Without a determiner in front and a possessive ending behind."""
    a, b = 0, len(span)
    while a < b - 1 and span[a] in ("the", "a", "an", "this", "that", "these", "those"):
        a += 1
    while b > a + 1 and span[b - 1] in ("'", "’", "s", "."):
        b -= 1
    return span[a:b]


def _form(span: list[str], proper: bool, capital: bool) -> int:
    if proper and (capital or span[0] not in DETERMINERS):
        return NAME
    if span[0] in ("the", "this", "that", "these", "those", "both"):
        return DEFINITE
    if span[0] in _POSSESSIVE or "'" in span[1:3] or "’" in span[1:3]:
        return POSSESSED
    return INDEFINITE


def _surname(words: Words, syntax: Syntax, first: int, last: int) -> int | None:
    """The last word of the name that a phrase for a person is or ends in ("Facebook creator Mark Lind"):
    news goes on with that one alone. None where there is no name."""
    end = first
    while end <= last and words.lower[end][0] not in ",(" and words.lower[end] not in PREPOSITIONS:
        end += 1
    for word in range(end - 1, first - 1, -1):
        if words.lower[word] in SUFFIXES or not words.lower[word][0].isalpha() or words.lower[word] == "s":
            continue
        proper = TAGS[syntax.tag[word]] == "PROPN" and words.case[word] >= 2
        return word if proper and words.lower[word] not in TITLES else None
    return None


def _gender(span: list[str], top: str, form: int, group: int, gazetteer: Gazetteer) -> int:
    genders = {MASCULINE: MALE, FEMININE: FEMALE}
    if form != NAME:
        told = ROLE_GENDER.get(top)
        return genders[told] if told else UNKNOWN if group == PERSON else NEUTER
    if group != PERSON:
        return NEUTER
    for word in span:
        told = HONORIFICS.get(word) or ROLE_GENDER.get(word)
        if told is not None:
            return genders.get(told, UNKNOWN)
        if word in PREPOSITIONS:
            break
    for word in _bare(span)[:4]:
        if word in GENDER:
            return genders[GENDER[word]]
        bits = gazetteer.names.get(word, 0) & 3
        if bits in (1, 2) and word not in TITLES:
            return MALE if bits == 1 else FEMALE
    return UNKNOWN


def _number(words: Words, syntax: Syntax, last: int, head: int, form: int | None) -> int:
    """``form`` is NAME only for a full name of a person."""
    conjunct = RELATIONS.index("conj")
    if any(syntax.relation[w] == conjunct and syntax.head[w] == head for w in range(head + 1, last + 1)):
        return PLURAL
    top = words.lower[head]
    if form == NAME:
        return SINGULAR
    if (
        top in _PLURAL_HEADS
        or top.endswith("men")
        or (top.endswith("s") and not top.endswith(("ss", "us", "is")))
    ):
        return UNKNOWN if words.case[head] >= 2 and TAGS[syntax.tag[head]] == "PROPN" else PLURAL
    return SINGULAR


def _passed_on(form: Ints, gender: Ints, told: list[_Told]) -> Ints:
    """The gender that a full name tells holds for its last word alone."""
    known = {
        t.content[-1]: int(g)
        for f, g, t in zip(form, gender, told, strict=True)
        if f == NAME and g in (MALE, FEMALE)
    }
    result = gender.copy()
    for i, t in enumerate(told):
        if form[i] == NAME and gender[i] == UNKNOWN and t.content:
            result[i] = known.get(t.content[-1], UNKNOWN)
    return result


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def _initials(told: _Told, numbers: dict[str, int]) -> int:
    """One number for a long name and for its acronym; -1 for what can be neither."""
    if told.is_short and len(told.key) > 1:
        return numbers.setdefault(f"i {told.key.replace('.', '')}", len(numbers))
    if told.short:
        return numbers.setdefault(f"i {told.short}", len(numbers))
    return -1


def _incidence(contents: list[tuple[str, ...]]) -> Floats:
    import numpy as np

    numbers: dict[str, int] = {}
    for content in contents:
        for word in content:
            numbers.setdefault(word, len(numbers))
    found = np.zeros((len(contents), max(1, len(numbers))), np.float32)
    for i, content in enumerate(contents):
        for word in content:
            found[i, numbers[word]] = 1
    return found
