"""Who appears in one article: its figures, and the names that may stand for each.

A figure is a person, body or place as far as its words tell; ``gathering`` builds them, the rest only reads
them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from onrecord.model import EntityKind, Span
from onrecord.resolve.given import GENDER
from onrecord.resolve.lexicon import LONG_PLACES, PLACE_PREPOSITIONS, PLACES
from onrecord.resolve.mentions import NameScan, names_affiliation
from onrecord.resolve.names import Name, fold, is_acronym, is_body, parse_name
from onrecord.resolve.roles import Role, body_words, roles_of
from onrecord.resolve.tokens import NameMention


@dataclass(slots=True, eq=False)
class Figure:
    """One person, body or place of the article, as far as its words tell.

    ``first`` is where it is first mentioned, ``full_from`` where a name of more than one word first stands
    (the first mention when there is none). ``label`` is what to call a figure that has no name ("two
    officials"); ``called`` are words for a body beside its name ("agency").
    """

    number: int
    name: Name
    kind: EntityKind
    mentions: list[NameMention] = field(default_factory=list)
    roles: list[tuple[Span, Role]] = field(default_factory=list)
    told_gender: str | None = None
    contested: bool = False
    plural: bool = False
    speaks: bool = False
    label: str | None = None
    called: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    first: int = -1
    full_from: int = -1
    called_in_full: str = ""

    @property
    def gender(self) -> str | None:
        """What the article tells (honorific, role), else what the given name tells, else None."""
        if self.contested:
            return None
        return self.told_gender or self.name.gender

    @property
    def shown(self) -> str:
        """What to call it in a sentence: its label, or the fullest form of its name with titles."""
        return self.label if self.label is not None else self.called_in_full

    def person_like(self) -> bool:
        """Whether "he" or "she" can take it up."""
        return not self.plural and self.kind in (EntityKind.PERSON, EntityKind.UNKNOWN, EntityKind.UNNAMED)

    def add(self, mention: NameMention) -> None:
        """Note one more mention."""
        self.mentions.append(mention)
        start = mention.span.start
        self.first = start if self.first < 0 else min(self.first, start)
        if (len(mention.key.split()), len(mention.text)) > (
            len(fold(self.called_in_full).split()),
            len(self.called_in_full),
        ):
            self.called_in_full = mention.text
        if len(mention.key.split()) > 1:
            self.full_from = start if self.full_from < 0 else min(self.full_from, start)

    def tell(self, gender: str | None) -> None:
        """Note a gender that the article tells; two that differ cancel each other."""
        if gender and self.told_gender and gender != self.told_gender:
            self.contested = True
        self.told_gender = self.told_gender or gender


@dataclass(slots=True)
class Cast:
    """The figures of an article in order of first mention, and which figure each name mention names.

    ``shared`` holds the mentions that fit several figures: they are left open, with those figures as the
    reason.
    """

    figures: list[Figure]
    of: dict[Span, Figure]
    shared: dict[Span, tuple[Figure, ...]]

    def introduce(self, mention: NameMention, kind: EntityKind, label: str | None = None) -> Figure:
        """A new figure with one mention: a description, or a name that the scan could not see."""
        figure = Figure(
            len(self.figures),
            parse_name(mention.text) if label is None else Name((), (), ""),
            kind,
            label=label,
        )
        figure.add(mention)
        self.figures.append(figure)
        self.of.setdefault(mention.span, figure)
        return figure


@dataclass(slots=True)
class NameType:
    """All mentions of one normalised name, what stands beside them, and the kind of thing that tells."""

    key: str
    name: Name
    mentions: list[NameMention] = field(default_factory=list)
    roles: list[tuple[Span, Role]] = field(default_factory=list)
    kind: EntityKind = EntityKind.UNKNOWN
    called: set[str] = field(default_factory=set)


def name_types(text: str, scan: NameScan, sources: frozenset[Span]) -> list[NameType]:
    """The different names of a text in order of first mention. ``sources`` are the spans of names that head a
    source."""
    at = {w.start: i for i, w in enumerate(scan.words)}
    types: dict[str, NameType] = {}
    for mention in scan.names:
        if not mention.key:
            continue
        # a word for an office that is here a name ("Judge said", of Ann Judge)
        name = parse_name(mention.text) if parse_name(mention.text).words else Name((), (), mention.key)
        type_ = types.setdefault(mention.key, NameType(mention.key, name))
        type_.mentions.append(mention)
        type_.roles.extend((mention.span, role) for role in roles_of(text, mention, scan.words, at))
        called = body_words(text, mention, scan.words, at.get(mention.span.start))
        type_.called |= {called} if called else set()
    alone = {t.key for t in types.values() if len(t.name.words) == 1}
    inner = {
        w for t in types.values() if len(t.name.words) > 1 and not is_body(t.name.words) for w in t.name.words
    }
    for type_ in types.values():
        type_.kind = _kind(text, type_, alone, inner, sources)
    parts = {w for t in types.values() if len(t.name.words) > 1 for w in (t.name.words[0], t.name.words[-1])}
    return [t for t in types.values() if any(not m.weak for m in t.mentions) or t.key in parts or t.roles]


def _kind(
    text: str, type_: NameType, alone: set[str], inner: set[str], sources: frozenset[Span]
) -> EntityKind:
    words = tuple(type_.key.split())
    body = is_body(words)
    if any(parse_name(m.text).titles for m in type_.mentions) and not body:
        return EntityKind.PERSON
    if body:
        return EntityKind.ORGANISATION
    if type_.key in PLACES or type_.key in LONG_PLACES:
        return EntityKind.PLACE
    if type_.roles and any(role.head or role.age for _, role in type_.roles):
        return EntityKind.PERSON
    if type_.called:
        return EntityKind.ORGANISATION
    if len(words) == 1 and names_affiliation(type_.key):
        return EntityKind.GROUP
    if all(is_acronym(m.text) for m in type_.mentions):
        # "XIMENA:" in a transcript is no acronym when the text has a Ximena Arce
        return EntityKind.UNKNOWN if type_.key in inner and "." not in type_.key else EntityKind.ORGANISATION
    named_so = any(m.span in sources for m in type_.mentions)
    if len(words) > 1 and words[0] not in GENDER and named_so and all(m.article for m in type_.mentions):
        return EntityKind.ORGANISATION
    if len(words) > 1 and (words[0] in GENDER or words[-1] in alone):
        return EntityKind.PERSON
    if len(words) > 1 and len(words[0]) == 1:
        return EntityKind.PERSON
    if all(m.article for m in type_.mentions):
        return EntityKind.ORGANISATION if any(m.span in sources for m in type_.mentions) else EntityKind.PLACE
    if len(words) == 1 and not named_so and any(_after_preposition(text, m) for m in type_.mentions):
        return EntityKind.PLACE
    return EntityKind.UNKNOWN


def _after_preposition(text: str, mention: NameMention) -> bool:
    before = re.search(r"([A-Za-z]+)\s$", text[max(0, mention.span.start - 12) : mention.span.start])
    return (
        bool(before)
        and before is not None
        and before.group(1).casefold() in PLACE_PREPOSITIONS - {"from", "toward"}
    )
