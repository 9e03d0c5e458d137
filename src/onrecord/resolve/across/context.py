"""What an article says of somebody beside the name: offices, affiliations, places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.resolve.lexicon import DETERMINERS, FUNCTION_WORDS, KIN, PREPOSITIONS, ROLES
from onrecord.resolve.names import fold, strip_possessive
from onrecord.resolve.nouns import canonical_role, singular

_WORD = re.compile(r"[^\W_]+(?:[-'’&.][^\W_]+)*")
_FORMER = frozenset(("former", "ex", "late", "then", "retired", "outgoing", "onetime", "one-time"))
# Said of anybody, and of nobody in particular.
_EMPTY = frozenset(("longtime", "veteran", "senior", "new", "old", "year-old", "local", "top", "own", "year"))
# They rank an office and do not tell two holders of it apart as a body or a place does.
_RANKS = frozenset(("acting", "interim", "chief", "vice", "deputy", "assistant", "associate", "prime"))
_AGE = re.compile(r"\d+(?:-year-old)?")
MAX_TOKENS = 12


@dataclass(frozen=True, slots=True)
class Context:
    """``heads`` are canonical role nouns ("chair", "senator"), ``tokens`` the other telling words
    ("farmers", "union", "texas"), both folded; ``former`` says that an office is over."""

    heads: frozenset[str] = frozenset()
    tokens: frozenset[str] = frozenset()
    former: bool = False

    @property
    def key(self) -> str:
        """Equal for contexts that say the same; "" where nothing is said."""
        if not self.heads and not self.tokens:
            return ""
        return f"{' '.join(sorted(self.heads))}|{' '.join(sorted(self.tokens))}"


@lru_cache(maxsize=65_536)
def context_of(description: str | None) -> Context:
    """What a role phrase tells.

    >>> sorted(context_of("chairwoman of the Farmers' Union").tokens)
    ['farmer', 'union']
    """
    if not description:
        return Context()
    heads, tokens, former = set(), set(), False
    for written in _WORD.findall(description)[: 4 * MAX_TOKENS]:
        word = fold(strip_possessive(written)).strip(".'")
        if word.startswith("ex-"):
            former, word = True, word[3:]
        if word in _FORMER:
            former = True
        elif word in ROLES or canonical_role(word) != word:
            if word not in KIN:
                heads.add(canonical_role(word))
        elif not (
            word in DETERMINERS
            or word in PREPOSITIONS
            or word in FUNCTION_WORDS
            or word in _EMPTY
            or _AGE.fullmatch(word)
            or len(word) < 2
        ):
            one = singular(word)[0]
            if one not in _RANKS:
                tokens.add(one)
    return Context(frozenset(heads), frozenset(sorted(tokens)[:MAX_TOKENS]), former)
