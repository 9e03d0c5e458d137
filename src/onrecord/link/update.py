"""Keeps the links of a record up to date: an added document is compared with what shares its terms.

What shows in the end is the same in whatever order documents came, as long as no bound is met (`COMPARED`): a
pair is compared when the second of the two arrives, by what the two say and by nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.errors import OnRecordError
from onrecord.link.accounts import accounts
from onrecord.link.carry import pack, unpack
from onrecord.link.copies import Copy, Narration, copied, narration, precedes
from onrecord.link.evidence import Account
from onrecord.link.relations import Finding, comes_first, relate
from onrecord.link.shelf import Row, Shelf
from onrecord.link.terms import number_of, terms_of
from onrecord.model import Failure, Relation

LINKER = "accounts/1"
"""The version of this linker; links of another version do not show."""

COMPARED = 400
"""As many accounts at most is a new one compared with: those that share most terms with it. It bounds what
one article costs; where a matter has more accounts than that, which of them are compared depends on what was
there before, and so does the result."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An account that is on the shelf."""

    row: Row
    account: Account

    @property
    def key(self) -> int:
        """The attribution's key."""
        return self.row.key

    @property
    def document(self) -> int:
        """The document's key."""
        return self.row.document


_unpacked = lru_cache(maxsize=20_000)(unpack)


def kept(row: Row) -> Kept:
    """What the shelf keeps, as an account."""
    return Kept(row, _unpacked(row.value, id=row.attribution_id, document=row.document_id))


def update(shelf: Shelf, documents: Iterable[int] | None = None) -> tuple[Failure, ...]:
    """Links the documents with these keys, or all that wait.

    A document that cannot be linked becomes a Failure and does not wait again; the others are linked all the
    same. Raises RecordError where the shelf cannot be written.
    """
    failures = []
    for key in shelf.waiting(LINKER) if documents is None else documents:
        try:
            with shelf.together():
                _Arrival(shelf, key).link()
        except OnRecordError:
            raise
        except Exception as error:
            failures.append(_failure(shelf.document(key).id, error))
            with shelf.together():
                shelf.done(key, LINKER)
    return tuple(failures)


def _failure(document: str, error: Exception) -> Failure:
    reason = type(error).__name__
    told = (
        f"the link stage failed on this document ({reason}: {error}); its findings are on record all the same"
    )
    return Failure(document, "link", reason, told)


class _Arrival:
    """One document that arrives on the shelf."""

    def __init__(self, shelf: Shelf, key: int) -> None:
        self.shelf, self.key = shelf, key
        self.narrations: dict[int, Narration] = {}
        self.roots: dict[int, int] = {}
        self.echoes: set[int] = set()

    def link(self) -> None:
        """Keeps the document's accounts and everything that they are to those that are there."""
        merged = self._find_copies()
        read = accounts(self.shelf.extraction(self.key))
        terms = [terms_of(a.reading) for a in read]
        mine = [
            Kept(self.shelf.put(self.key, a.id, number_of(a.reading), t, pack(a)), a)
            for a, t in zip(read, terms, strict=True)
        ]
        met = [self._meeting(one, t) for one, t in zip(mine, terms, strict=True)]
        # Who echoes whom comes first: between echoes nothing is compared.
        if merged:
            self._mark_all(self._members(self.root(self.key)))
        for each, others in zip(mine, met, strict=True):
            self._mark(each, others)
            for other in others:
                self._mark(other, [each])
        for each, others in zip(mine, met, strict=True):
            for other in others:
                self._compare(each, other)
        for i, one in enumerate(mine):
            for two in mine[i + 1 :]:
                self._compare(one, two)
        self.shelf.done(self.key, LINKER)

    def narration(self, key: int) -> Narration:
        """The narration of a document, read once."""
        if key not in self.narrations:
            self.narrations[key] = narration(self.shelf.document(key))
        return self.narrations[key]

    def root(self, key: int) -> int:
        """The document at the end of a chain of copies."""
        if key not in self.roots:
            seen = [key]
            while (origin := self.shelf.origin(seen[-1])) is not None and origin not in seen:
                seen.append(origin)
            self.roots[key] = seen[-1]
        return self.roots[key]

    def _find_copies(self) -> bool:
        """Finds whom this document copies and who copies it; whether families that were apart are one now."""
        mine = self.narration(self.key)
        before: set[int] = set()
        best: tuple[Narration, int, Copy] | None = None
        for near in self.shelf.texts_near(self.key, mine.sketch):
            other = self.narration(near)
            found = copied(mine, other)
            if found is None:
                continue
            if found.copy == mine.document:
                if best is None or precedes(other, best[0]):
                    best = (other, near, found)
                continue
            before.add(self.root(near))
            known = self.shelf.origin(near)
            if known is None or precedes(mine, self.narration(known)):
                self.shelf.set_origin(near, self.key, shared=found.shared, share=found.of_copy)
        if best is not None:
            self.shelf.set_origin(self.key, best[1], shared=best[2].shared, share=best[2].of_copy)
            before.add(self.root(best[1]))
        self.roots.clear()
        return len(before) > 1

    def _members(self, root: int) -> list[int]:
        found = [root]
        for key in found:
            found.extend(copy for copy in self.shelf.copies_of(key) if copy not in found)
        return found

    def _mark_all(self, documents: Sequence[int]) -> None:
        for document in documents:
            for each in map(kept, self.shelf.accounts(document)):
                if not self._is_echo(each):
                    self._mark(each, self._meeting(each, terms_of(each.account.reading)))

    def _meeting(self, one: Kept, terms: frozenset[int]) -> list[Kept]:
        return [kept(row) for row in self.shelf.meeting(one.document, terms, COMPARED)]

    def _is_echo(self, one: Kept) -> bool:
        return one.row.echo or one.key in self.echoes

    def _mark(self, one: Kept, others: Iterable[Kept]) -> None:
        """Marks an account as an echo if an earlier article of its family has it."""
        if self._is_echo(one):
            return
        for other in others:
            if self.root(other.document) != self.root(one.document) or not self._earlier(other, one):
                continue
            found = self._related(one, other)
            if found is not None and found.relation is Relation.SAME_QUOTE:
                self.shelf.set_echo(one.key, other.key)
                self.echoes.add(one.key)
                return

    def _earlier(self, one: Kept, other: Kept) -> bool:
        if one.document == other.document:
            return False
        root = self.root(one.document)
        if root in (one.document, other.document):
            return root == one.document
        return precedes(self.narration(one.document), self.narration(other.document))

    def _related(self, one: Kept, other: Kept) -> Finding | None:
        one_text = one.document != other.document and self.root(one.document) == self.root(other.document)
        return relate(one.account, other.account, one_text=one_text)

    def _compare(self, one: Kept, other: Kept) -> None:
        echoes = self._is_echo(one) + self._is_echo(other)
        if echoes == 2:
            return
        found = self._related(one, other)
        if found is None or (echoes and found.relation is not Relation.SAME_QUOTE):
            return
        left, right = (one, other) if comes_first(one.account, other.account) else (other, one)
        self.shelf.link(
            left.key,
            right.key,
            found.relation,
            score=round(found.score, 3),
            why=(found.signal, found.explanation),
            spans=(found.left, found.right),
            linker=LINKER,
        )
