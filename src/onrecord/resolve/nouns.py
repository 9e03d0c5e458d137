"""Nouns that say who somebody is: their number, and what kind of thing they name."""

from __future__ import annotations

from functools import lru_cache

from onrecord.resolve.lexicon import (
    BODIES,
    DEMONYMS,
    DOCUMENTS,
    GENERIC_BODIES,
    PERSON_ENDINGS,
    PERSON_NOUNS,
    ROLE_GENDER,
    ROLE_SYNONYMS,
    ROLES,
    UNNAMED_HEADS,
    word_set,
)

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
