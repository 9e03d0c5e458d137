"""Read the words of a source: is it a name, a pronoun, a description, several, or nothing?

A source may be a long noun phrase ("Mara Lind, the 58-year-old chair of the Farmers' Union"). Its head
decides: a name when the first chunk ends in one or the apposition is one, otherwise the last common noun
before a preposition, a comma or a relative clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from onrecord.model import Span
from onrecord.resolve.lexicon import (
    BODIES,
    CALENDAR,
    DEMONYMS,
    DETERMINERS,
    DOCUMENTS,
    FUNCTION_WORDS,
    GENERIC_BODIES,
    PERSON_ENDINGS,
    PERSON_NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    ROLE_GENDER,
    ROLE_SYNONYMS,
    ROLES,
    TITLE_MODIFIERS,
    TITLES,
    UNNAMED_HEADS,
    word_set,
)
from onrecord.resolve.mentions import NameScan, names_affiliation
from onrecord.resolve.names import fold, strip_possessive
from onrecord.resolve.tokens import NameMention, Token, tokens


class Form(StrEnum):
    """What a source is made of."""

    NAME = "name"
    PRONOUN = "pronoun"
    DESCRIPTION = "description"
    SEVERAL = "several"
    TURN = "turn"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source as read. ``head`` is the folded, singular head noun or pronoun ("" for a name); ``modifiers``
    the folded words before and after it; ``span`` what the mention should cover."""

    form: Form
    span: Span | None
    name: NameMention | None = None
    head: str = ""
    modifiers: frozenset[str] = frozenset()
    determiner: str = ""
    plural: bool = False
    role: str | None = None


_IRREGULAR = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "wives": "wife",
    "spokespeople": "spokesperson",
    "salespeople": "salesperson",
}
# Nouns that end in s and are no plural of anything here.
_UNCHANGED = word_set(
    "congress press media forces troops clergy staff dress news economics politics series species campus "
    "consensus analysis census majesty caucus chorus virus this has was boss"
)
_PLURAL_WORDS = word_set(
    "people police men women children media clergy some others many few several most both all dozens "
    "hundreds thousands"
)


def singular(word: str) -> tuple[str, bool]:
    """A folded noun in the singular, and whether it was a plural.

    >>> singular("officials")
    ('official', True)
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word], True
    if word in _PLURAL_WORDS or word in _UNCHANGED:
        return word, word in _PLURAL_WORDS
    if word.endswith("men") and word[:-3] + "man" in ROLES:
        return word[:-3] + "man", True
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y", True
    if word.endswith(("ses", "xes", "ches", "shes", "zes")) and word[:-2] in ROLES | BODIES:
        return word[:-2], True
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1], True
    return word, False


def is_role(noun: str) -> bool:
    """Whether a folded noun names somebody by what he or she is or does ("mayor", "vice-mayor")."""
    return noun in ROLES or ("-" in noun and noun.rsplit("-", 1)[1] in ROLES)


def canonical_role(head: str) -> str:
    """One word for one office: chairwoman → chair, spokesman → spokesperson."""
    return ROLE_SYNONYMS.get(head, head)


@dataclass(frozen=True, slots=True)
class _Chunks:
    first: list[Token]
    stop: str
    apposition: list[Token]


def read_phrase(text: str, source: Sequence[Span], names: NameScan) -> Phrase:
    """What the spans of a source say. Only the first span that holds a word is read; the rest adds
    nothing."""
    for span in source:
        words = [_shifted(t, span.start) for t in tokens(span.of(text))]
        if words:
            return _read(text, span, words, names.within(_widened(span, text)))
    return Phrase(Form.EMPTY, None)


def _widened(span: Span, text: str) -> Span:
    """The span with a possessive ending or a full stop of an abbreviation that the extractor left out or
    cut."""
    return Span(span.start, min(len(text), span.end + 1))


def _shifted(token: Token, by: int) -> Token:
    return Token(token.start + by, token.end + by, token.text, token.capital, token.caseless)


def _read(text: str, span: Span, words: list[Token], names: list[NameMention]) -> Phrase:
    folded = [fold(strip_possessive(w.text)) for w in words]
    if (
        len(words) <= 2
        and folded[-1] in PRONOUNS
        and (len(words) == 1 or folded[0] in ("both", "all", "even"))
    ):
        return Phrase(Form.PRONOUN, Span(words[-1].start, words[-1].end), head=folded[-1])
    if len(words) == 1 and _LETTER.match(text, words[0].start):
        return Phrase(
            Form.TURN, Span(words[0].start, words[0].end), head=words[0].text.rstrip(".:").casefold()
        )
    if text[span.start : words[0].start].endswith("@") and len(words) == 1:
        handle = Span(words[0].start - 1, words[0].end)
        return Phrase(Form.NAME, handle, name=NameMention(handle, handle.of(text), fold(handle.of(text))))
    chunks = _chunked(text, words, names)
    if _coordinated(chunks.first, names):
        return Phrase(Form.SEVERAL, span)
    head = _name_at_end(chunks.first, names)
    if head is not None and (_is_demonym(chunks.first) or _is_shouted_role(chunks.first)):
        return _description(text, span, words, chunks, names)
    if head is not None:
        return Phrase(Form.NAME, head.span, name=head, role=_role_around(text, span, head))
    titled = _after_long_title(text, words, names) if chunks.stop == "of" else None
    if titled is not None:
        return Phrase(Form.NAME, titled.span, name=titled)
    given = _named_only(text, span, names)
    if given is not None:
        return Phrase(Form.NAME, given.span, name=given)
    if chunks.first and all(t.caseless for t in chunks.first):
        return Phrase(Form.NAME, span, name=NameMention(span, span.of(text), fold(span.of(text))))
    unseen = _capitals(text, chunks.first)
    if unseen is not None:
        return Phrase(Form.NAME, unseen.span, name=unseen)
    apposed = None if _is_demonym(chunks.apposition) else _name_at_end(chunks.apposition, names)
    if (
        apposed is not None
        and _leads_to(chunks.apposition, apposed)
        and (
            _person_like(chunks.first)
            or _wholly(chunks, apposed, folded[0])
            or folded[0] in ("one", "another")
        )
    ):
        role = text[chunks.first[0].start : chunks.first[-1].end]
        return Phrase(Form.NAME, apposed.span, name=apposed, role=role)
    return _description(text, span, words, chunks, names)


# The letter in front of a question or an answer.
_LETTER = re.compile(r"(?:Q|A|Question|Answer|QUESTION|ANSWER)\s?[:.](?=\s)")


def _chunked(text: str, words: list[Token], names: list[NameMention]) -> _Chunks:
    """The words up to the first preposition, comma, dash or bracket outside a name; and what follows a
    comma."""
    inner = {t for n in names for t in range(n.span.start + 1, n.span.end)}
    first: list[Token] = []
    for i, word in enumerate(words):
        gap = text[words[i - 1].end : word.start] if i else ""
        if i and re.search(r"[,;:()\[\]–—]|\s-\s", gap) and word.start not in inner:
            rest = words[i:]
            cut = next(
                (j for j, w in enumerate(rest) if j and re.search(r"[,(]", text[rest[j - 1].end : w.start])),
                len(rest),
            )
            return _Chunks(first, ",", rest[:cut])
        if i and fold(word.text) in _STOPS and word.start not in inner:
            return _Chunks(first, fold(word.text), _after_comma(text, words[i:]))
        first.append(word)
    return _Chunks(first, "", [])


_STOPS = PREPOSITIONS | frozenset(("itself", "himself", "herself", "themselves", "calling"))


def _after_comma(text: str, words: list[Token]) -> list[Token]:
    for i in range(1, len(words)):
        if "," in text[words[i - 1].end : words[i].start]:
            return words[i:]
    return []


def _coordinated(chunk: list[Token], names: list[NameMention]) -> bool:
    """Whether "and"/"or" joins heads of which one is a name ("Lind and her brother")."""
    inner = {t for n in names for t in range(n.span.start, n.span.end)}
    joins = [w for w in chunk if w.text.casefold() in ("and", "or", "&") and w.start not in inner]
    if not joins:
        return False
    ends = {n.span.end for n in names}
    at = chunk.index(joins[0])
    left = chunk[at - 1] if at else None
    return (left is not None and left.end in ends) or any(t.end in ends for t in chunk[at + 1 :])


def _name_at_end(chunk: list[Token], names: list[NameMention]) -> NameMention | None:
    """The name that the chunk ends in; what stands before it is its title or role."""
    if not chunk:
        return None
    last = chunk[-1]
    for name in names:
        if name.span.start >= chunk[0].start and name.span.start <= last.start < name.span.end:
            return name
    return None


def _after_long_title(text: str, words: list[Token], names: list[NameMention]) -> NameMention | None:
    """The name at the end of "master of ceremonies Asab Haddad": a role without a determiner, small words, a
    name."""
    if not is_role(fold(words[0].text)):
        return None
    last = next(
        (i for i in range(len(words) - 1) if "," in text[words[i].end : words[i + 1].start]), len(words) - 1
    )
    name = _name_at_end(words[: last + 1], names)
    if name is None or " " not in name.key or any(n.span.end <= name.span.start for n in names):
        return None
    return name


_NAMED_ONLY = re.compile(
    r"(?:(?:gave|giving) (?:his|her|their) (?:first )?name (?:only |simply )?as|"
    r"(?:named|known|identified|identifying (?:himself|herself)|introduced (?:himself|herself)|"
    r"(?:asked|asking|wanted) to be (?:called|identified|known|named))"
    r"(?: to [\w’' ]{1,24}?)? (?:only |simply )?(?:as|by)"
    r"(?: (?:his|her|their) (?:first|given|last) name,?)?)\s[“\"‘'«]?"
)


def _named_only(text: str, span: Span, names: list[NameMention]) -> NameMention | None:
    """The name that a source gives to somebody described ("one dispatcher, who gave her name only as
    Dot")."""
    given = _NAMED_ONLY.search(text, span.start, span.end)
    return next((n for n in names if given and n.span.start == given.end()), None)


def _is_demonym(chunk: list[Token]) -> bool:
    """ "the Ghanaian": one person by where he or she comes from."""
    return len(chunk) == 2 and fold(chunk[0].text) in ("the", "a", "an") and fold(chunk[1].text) in DEMONYMS


def _is_shouted_role(chunk: list[Token]) -> bool:
    """ "THE WITNESS": a role in the capitals of a transcript."""
    return (
        len(chunk) == 2
        and chunk[0].text == "THE"
        and chunk[1].text.isupper()
        and fold(chunk[1].text) in ROLES
    )


def _capitals(text: str, chunk: list[Token]) -> NameMention | None:
    """A source of nothing but capital words after an article, where the scan saw no name ("the Kettle")."""
    article = bool(chunk) and fold(chunk[0].text) == "the"
    words = chunk[1:] if article else chunk
    if not words or not all(w.capital for w in words) or len(words) + article < 2:
        return None
    folded = [fold(strip_possessive(w.text)) for w in words]
    if singular(folded[-1])[0] in ROLES | DOCUMENTS | UNNAMED_HEADS or names_affiliation(folded[-1]):
        return None
    if any(w in TITLES or w in FUNCTION_WORDS or w in CALENDAR for w in folded):
        return None
    span = Span(words[0].start, words[-1].start + len(strip_possessive(words[-1].text)))
    return NameMention(span, span.of(text), " ".join(folded), article=article)


def _leads_to(chunk: list[Token], name: NameMention) -> bool:
    """Whether nothing but a role stands before the name in an apposition ("who worked for Mr Lind" is
    none)."""
    return all(
        w.capital or fold(w.text) in ROLES | TITLE_MODIFIERS | TITLES | DETERMINERS
        for w in chunk
        if w.start < name.span.start
    )


def _wholly(chunks: _Chunks, name: NameMention, determiner: str) -> bool:
    """Whether a definite phrase is followed by nothing but a name ("the lamplighter, Jonas Berg")."""
    return (
        determiner in ("the", "his", "her", "their", "its") and chunks.apposition[0].start == name.span.start
    )


def _person_like(chunk: list[Token]) -> bool:
    return bool(chunk) and singular(fold(strip_possessive(chunk[-1].text)))[0] in ROLES


def _role_around(text: str, span: Span, name: NameMention) -> str | None:
    before = text[span.start : name.span.start].strip(" ,")
    return before or None


def _description(
    text: str, span: Span, words: list[Token], chunks: _Chunks, names: list[NameMention]
) -> Phrase:
    first = chunks.first or words
    if fold(words[0].text) == "whose":
        return Phrase(Form.DESCRIPTION, _trim(span, text))
    folded = [fold(strip_possessive(w.text)) for w in first]
    determiner = folded[0] if folded[0] in DETERMINERS or folded[0] in QUANTIFIERS else ""
    head, plural = singular(folded[-1])
    if head in QUANTIFIERS and chunks.stop == "of":
        plural = True
    if (re.search(r"['’]s?$", first[0].text) and not determiner) or any(
        n.possessive and n.span.end <= first[-1].start and n.span.start == first[0].start for n in names
    ):
        determiner = "'s"
    modifiers = frozenset(w for w in (fold(strip_possessive(t.text)) for t in words) if w not in _SMALL) - {
        folded[-1],
        head,
    }
    if len(first) > 1 and ("and" in folded[1:-1] or "or" in folded[1:-1]):
        plural = True
    return Phrase(
        Form.DESCRIPTION,
        _trim(span, text),
        head=head,
        modifiers=modifiers,
        determiner=determiner,
        plural=plural,
    )


_SMALL = (
    DETERMINERS
    | QUANTIFIERS
    | frozenset(
        [
            "of",
            "for",
            "from",
            "at",
            "in",
            "with",
            "on",
            "to",
            "by",
            "and",
            "or",
            "who",
            "has",
            "had",
            "is",
            "was",
            "the",
        ]
    )
)


def _trim(span: Span, text: str) -> Span:
    words = span.of(text)
    left = len(words) - len(words.lstrip(" ,;:\n\t"))
    right = len(words) - len(words.rstrip(" ,;:\n\t"))
    return Span(span.start + left, span.end - right) if left + right < len(words) else span


@lru_cache(maxsize=4096)
def noun_class(head: str) -> str:
    """``role`` (one person), ``body``, ``document``, ``unnamed`` (needs more to be anybody), ``person`` (a
    word for one person that is no role) or ``other``."""
    if head in DOCUMENTS and head not in BODIES:
        return "document"
    if is_role(head):
        return "role"
    if head in UNNAMED_HEADS:
        return "unnamed"
    if head in BODIES or singular(head)[0] in BODIES:
        return "body"
    if head in GENERIC_BODIES:
        return "body"
    if head in PERSON_NOUNS or head in DEMONYMS or (head.endswith(PERSON_ENDINGS) and len(head) > 4):
        return "person"
    return "other"


def role_gender(head: str) -> str | None:
    """The gender that a role noun tells, or None."""
    return ROLE_GENDER.get(head)
