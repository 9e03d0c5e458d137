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

from onrecord.model import Span
from onrecord.resolve.heads import (
    Chunks,
    after_long_title,
    capitals,
    chunked,
    coordinated,
    is_demonym,
    is_shouted_role,
    leads_to,
    name_at_end,
    named_only,
    person_like,
    wholly,
)
from onrecord.resolve.lexicon import DETERMINERS, PRONOUNS, QUANTIFIERS, word_set
from onrecord.resolve.mentions import NameScan
from onrecord.resolve.names import fold, strip_possessive
from onrecord.resolve.nouns import singular
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


def read_phrase(text: str, source: Sequence[Span], names: NameScan) -> Phrase:
    """What the spans of a source say. Only the first span that holds a word is read; the rest adds
    nothing."""
    for span in source:
        words = _without_time([_shifted(t, span.start) for t in tokens(span.of(text))])
        if words:
            return _read(text, span, words, names.within(_widened(span, text)))
    return Phrase(Form.EMPTY, None)


_TIME = re.compile(
    r" (?:(?:late |early )?(?:last|this|next) (?:week|month|year|night|morning|afternoon|evening|weekend|"
    r"spring|summer|autumn|winter|fall)|yesterday|today|tonight|"
    r"(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)$"
)


def _without_time(words: list[Token]) -> list[Token]:
    """The words of a source without the time that an extractor took into it ("Mr Lind last week")."""
    line = " ".join(fold(w.text) for w in words)
    said = _TIME.search(line)
    return words[: len(line[: said.start()].split())] if said else words


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
    chunks = chunked(text, words, names)
    if coordinated(chunks.first, names):
        return Phrase(Form.SEVERAL, span)
    head = name_at_end(chunks.first, names)
    if head is not None and (is_demonym(chunks.first) or is_shouted_role(chunks.first)):
        return _description(text, span, words, chunks, names)
    if head is not None:
        return Phrase(Form.NAME, head.span, name=head, role=_role_around(text, span, head))
    titled = after_long_title(text, words, names) if chunks.stop == "of" else None
    if titled is not None:
        return Phrase(Form.NAME, titled.span, name=titled)
    given = named_only(text, span, names)
    if given is not None:
        return Phrase(Form.NAME, given.span, name=given)
    if chunks.first and all(t.caseless for t in chunks.first):
        return Phrase(Form.NAME, span, name=NameMention(span, span.of(text), fold(span.of(text))))
    unseen = capitals(text, chunks.first)
    if unseen is not None:
        return Phrase(Form.NAME, unseen.span, name=unseen)
    apposed = None if is_demonym(chunks.apposition) else name_at_end(chunks.apposition, names)
    if (
        apposed is not None
        and leads_to(chunks.apposition, apposed)
        and (
            person_like(chunks.first) or wholly(chunks, apposed, folded[0]) or folded[0] in ("one", "another")
        )
    ):
        role = text[chunks.first[0].start : chunks.first[-1].end]
        return Phrase(Form.NAME, apposed.span, name=apposed, role=role)
    return _description(text, span, words, chunks, names)


# The letter in front of a question or an answer.
_LETTER = re.compile(r"(?:Q|A|Question|Answer|QUESTION|ANSWER)\s?[:.](?=\s)")


def _role_around(text: str, span: Span, name: NameMention) -> str | None:
    before = text[span.start : name.span.start].strip(" ,")
    return before or None


def _description(
    text: str, span: Span, words: list[Token], chunks: Chunks, names: list[NameMention]
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


_SMALL = DETERMINERS | QUANTIFIERS | word_set("of for from at in with on to by and or who has had is was the")


def _trim(span: Span, text: str) -> Span:
    words = span.of(text)
    left = len(words) - len(words.lstrip(" ,;:\n\t"))
    right = len(words) - len(words.rstrip(" ,;:\n\t"))
    return Span(span.start + left, span.end - right) if left + right < len(words) else span
