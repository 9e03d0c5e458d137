"""The head of a source: where its first words end, and whether they hold the name that decides who it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.model import Span
from onrecord.resolve.lexicon import (
    CALENDAR,
    DEMONYMS,
    DETERMINERS,
    DOCUMENTS,
    FUNCTION_WORDS,
    PREPOSITIONS,
    ROLES,
    TITLE_MODIFIERS,
    TITLES,
    UNNAMED_HEADS,
)
from onrecord.resolve.mentions import names_affiliation
from onrecord.resolve.names import fold, strip_possessive
from onrecord.resolve.nouns import is_role, singular
from onrecord.resolve.tokens import NameMention, Token


@dataclass(frozen=True, slots=True)
class Chunks:
    """The words before the first ``stop`` (a preposition, "," or "" for none), and what follows a comma."""

    first: list[Token]
    stop: str
    apposition: list[Token]


def chunked(text: str, words: list[Token], names: list[NameMention]) -> Chunks:
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
            return Chunks(first, ",", rest[:cut])
        if i and fold(word.text) in _STOPS and word.start not in inner:
            return Chunks(first, fold(word.text), _after_comma(text, words[i:]))
        first.append(word)
    return Chunks(first, "", [])


_STOPS = PREPOSITIONS | frozenset(("itself", "himself", "herself", "themselves", "calling"))


def _after_comma(text: str, words: list[Token]) -> list[Token]:
    for i in range(1, len(words)):
        if "," in text[words[i - 1].end : words[i].start]:
            return words[i:]
    return []


def coordinated(chunk: list[Token], names: list[NameMention]) -> bool:
    """Whether "and"/"or" joins heads of which one is a name ("Lind and her brother")."""
    inner = {t for n in names for t in range(n.span.start, n.span.end)}
    joins = [w for w in chunk if w.text.casefold() in ("and", "or", "&") and w.start not in inner]
    if not joins:
        return False
    ends = {n.span.end for n in names}
    at = chunk.index(joins[0])
    left = chunk[at - 1] if at else None
    return (left is not None and left.end in ends) or any(t.end in ends for t in chunk[at + 1 :])


def name_at_end(chunk: list[Token], names: list[NameMention]) -> NameMention | None:
    """The name that the chunk ends in; what stands before it is its title or role."""
    if not chunk:
        return None
    last = chunk[-1]
    for name in names:
        if name.span.start >= chunk[0].start and name.span.start <= last.start < name.span.end:
            return name
    return None


def after_long_title(text: str, words: list[Token], names: list[NameMention]) -> NameMention | None:
    """The name at the end of "master of ceremonies Asab Haddad": a role without a determiner, small words, a
    name."""
    if not is_role(fold(words[0].text)):
        return None
    last = next(
        (i for i in range(len(words) - 1) if "," in text[words[i].end : words[i + 1].start]), len(words) - 1
    )
    name = name_at_end(words[: last + 1], names)
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


def named_only(text: str, span: Span, names: list[NameMention]) -> NameMention | None:
    """The name that a source gives to somebody described ("one dispatcher, who gave her name only as
    Dot")."""
    given = _NAMED_ONLY.search(text, span.start, span.end)
    return next((n for n in names if given and n.span.start == given.end()), None)


def is_demonym(chunk: list[Token]) -> bool:
    """ "the Ghanaian": one person by where he or she comes from."""
    return len(chunk) == 2 and fold(chunk[0].text) in ("the", "a", "an") and fold(chunk[1].text) in DEMONYMS


def is_shouted_role(chunk: list[Token]) -> bool:
    """ "THE WITNESS": a role in the capitals of a transcript."""
    return (
        len(chunk) == 2
        and chunk[0].text == "THE"
        and chunk[1].text.isupper()
        and fold(chunk[1].text) in ROLES
    )


def capitals(text: str, chunk: list[Token]) -> NameMention | None:
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


def leads_to(chunk: list[Token], name: NameMention) -> bool:
    """Whether nothing but a role stands before the name in an apposition ("who worked for Mr Lind" is
    none)."""
    return all(
        w.capital or fold(w.text) in ROLES | TITLE_MODIFIERS | TITLES | DETERMINERS
        for w in chunk
        if w.start < name.span.start
    )


def wholly(chunks: Chunks, name: NameMention, determiner: str) -> bool:
    """Whether a definite phrase is followed by nothing but a name ("the lamplighter, Jonas Berg")."""
    return (
        determiner in ("the", "his", "her", "their", "its") and chunks.apposition[0].start == name.span.start
    )


def person_like(chunk: list[Token]) -> bool:
    """Whether a chunk ends in what somebody is or does."""
    return bool(chunk) and singular(fold(strip_possessive(chunk[-1].text)))[0] in ROLES
