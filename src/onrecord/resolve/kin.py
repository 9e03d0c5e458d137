"""Whose son, wife or deputy somebody is, as far as the article has told it with a possessive."""

from __future__ import annotations

from onrecord.model import Span
from onrecord.resolve.cast import Cast, Figure
from onrecord.resolve.mentions import NameScan
from onrecord.resolve.roles import Related, relative

_MAX_RELATED = 200
"""Figures of one article that are asked whose kin they are."""


class Kin:
    """``owners`` says whom a pronoun means, by its offset, where that is certain enough; the reading of the
    article fills it as it goes."""

    def __init__(self, text: str, names: NameScan, cast: Cast) -> None:
        self.text = text
        self.names = names
        self.cast = cast
        self.owners: dict[int, Figure] = {}

    def meant(self, span: Span, determiner: str, head: str) -> Figure | None:
        """Whom "his son" or "Lind's deputy" means, when the article has said who is whose."""
        owner = self.owners.get(span.start)
        if owner is None and determiner == "'s":
            inside = self.names.within(span)
            owner = self.cast.of.get(inside[0].span) if inside else None
        return relative(self._told(span.start), owner, head) if owner is not None else None

    def _told(self, before: int) -> list[Related]:
        found = []
        for figure in self.cast.figures[:_MAX_RELATED]:
            for _, role in figure.roles:
                if 0 <= role.start < before:
                    owner = self.owners.get(role.start) or self._owner_before(role.start)
                    if owner is not None and owner is not figure:
                        found.append(Related(owner, role.head, figure))
        return found

    def _owner_before(self, start: int) -> Figure | None:
        """The figure whose name stands in the possessive at or right before a role phrase."""
        for name in self.names.within(Span(max(0, start - 40), min(len(self.text), start + 40))):
            if name.possessive and (name.span.start == start or 1 <= start - name.span.end <= 3):
                return self.cast.of.get(name.span)
        return None
