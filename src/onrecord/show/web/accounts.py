"""The one seam through which pages learn what statements have to do with each other.

Whatever compares accounts (same quotation, agreement, contradiction, change) fills an `Accounts`; until a
record has been compared, `Uncompared` says so and the pages show their room empty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from onrecord.store import Record, Statement


@dataclass(frozen=True, slots=True)
class Relation:
    """``relation`` is same_quote, agrees, contradicts or updates; ``explanation`` one sentence on what
    clashes or agrees; ``score`` None where there is none. ``left`` is the earlier one."""

    relation: str
    left: Statement
    right: Statement
    explanation: str = ""
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Statements that say the same thing, earliest first. ``origins`` has the id of the document that
    another one copies, by document: copies are counted with their origin."""

    id: str
    words: str
    statements: tuple[Statement, ...]
    origins: dict[str, str]


class Accounts(Protocol):
    """What is known about statements taken together."""

    compared: bool
    """Whether anything has looked; if not, empty answers mean nothing."""

    def of_statement(self, attribution: str, /) -> tuple[Relation, ...]:
        """All relations of one attribution."""
        ...

    def of_speaker(self, entity: str, relation: str, limit: int, /) -> tuple[Relation, ...]:
        """Relations of that kind with a statement of the speaker, the latest first."""
        ...

    def latest(self, relation: str, limit: int, /) -> tuple[Relation, ...]:
        """Relations of that kind in the record, the latest first."""
        ...

    def claim(self, id: str, /) -> Claim | None:
        """The claim of that id."""
        ...

    def claim_of(self, attribution: str, /) -> str | None:
        """The id of the claim that a statement makes."""
        ...


class Uncompared:
    """For a record whose accounts nobody has compared."""

    compared = False

    def of_statement(self, _attribution: str) -> tuple[Relation, ...]:
        """Nothing."""
        return ()

    def of_speaker(self, _entity: str, _relation: str, _limit: int) -> tuple[Relation, ...]:
        """Nothing."""
        return ()

    def latest(self, _relation: str, _limit: int) -> tuple[Relation, ...]:
        """Nothing."""
        return ()

    def claim(self, _id: str) -> Claim | None:
        """None."""
        return None

    def claim_of(self, _attribution: str) -> str | None:
        """None."""
        return None


def accounts_of(_record: Record) -> Accounts:
    """What a record knows about its accounts."""
    return Uncompared()
