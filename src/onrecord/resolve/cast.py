"""Who appears in one article: its names gathered into figures, before anyone is said to speak.

Full names come first and attract what is shorter: middle names dropped, initials, nicknames, the surname alone, an
acronym, a misspelling. Whatever fits two figures belongs to neither, unless the mention brings its own evidence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.model import EntityKind, Span
from onrecord.resolve.given import GENDER
from onrecord.resolve.lexicon import BODIES, PLACE_PREPOSITIONS, PLACES
from onrecord.resolve.mentions import NameMention, NameScan, names_affiliation
from onrecord.resolve.names import Name, compatible, initials, is_acronym, is_body, parse_name, same_given
from onrecord.resolve.phrases import canonical_role
from onrecord.resolve.roles import Role, body_words, roles_of

# Names of this length and more may be one misspelled: of the surnames of PolNeAR train, 6 letters and up.
_MIN_SPELLING = 6
_MAX_SPELLING = 24
# More bearers of one surname than this are never told apart by anything but their full names.
_MAX_BEARERS = 8


@dataclass(slots=True, eq=False)
class Figure:
    """One person, body or place of the article, as far as its words tell.

    ``first`` is where it is first mentioned, ``full_from`` where a name of more than one word first stands (the first
    mention when there is none). ``label`` is what to call a figure that has no name ("two officials"); ``called`` are words for a body beside its name ("agency").
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

    @property
    def gender(self) -> str | None:
        """What the article tells (honorific, role), else what the given name tells, else None."""
        if self.contested:
            return None
        return self.told_gender or self.name.gender

    def person_like(self) -> bool:
        """Whether "he" or "she" can take it up."""
        return not self.plural and self.kind in (EntityKind.PERSON, EntityKind.UNKNOWN, EntityKind.UNNAMED)

    def add(self, mention: NameMention) -> None:
        """Note one more mention."""
        self.mentions.append(mention)
        start = mention.span.start
        self.first = start if self.first < 0 else min(self.first, start)
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

    ``shared`` holds the mentions that fit several figures: they are left open, with those figures as the reason.
    """

    figures: list[Figure]
    of: dict[Span, Figure]
    shared: dict[Span, tuple[Figure, ...]]

    def introduce(self, mention: NameMention, kind: EntityKind, label: str | None = None) -> Figure:
        """A new figure with one mention: a description, or a name that the scan could not see."""
        figure = Figure(len(self.figures), parse_name(mention.text) if label is None else Name((), (), ""), kind, label=label)
        figure.add(mention)
        self.figures.append(figure)
        self.of.setdefault(mention.span, figure)
        return figure


@dataclass(slots=True)
class _Type:
    """All mentions of one key."""

    key: str
    name: Name
    mentions: list[NameMention] = field(default_factory=list)
    roles: list[tuple[Span, Role]] = field(default_factory=list)
    kind: EntityKind = EntityKind.UNKNOWN
    called: set[str] = field(default_factory=set)


def assemble(text: str, scan: NameScan, heads: Iterable[Span] = ()) -> Cast:
    """The cast of a text. ``heads`` are the spans of names that are the head of a source."""
    sources = frozenset(heads)
    types = _types(text, scan, sources)
    gathering = _Gathering(text, sources)
    bodies = [t for t in types if t.kind in (EntityKind.ORGANISATION, EntityKind.PLACE, EntityKind.GROUP)]
    people = [t for t in types if t.kind in (EntityKind.PERSON, EntityKind.UNKNOWN)]
    for type_ in sorted(bodies, key=lambda t: (-len(t.key.split()), t.mentions[0].span)):
        gathering.body(type_)
    for type_ in sorted(people, key=lambda t: (-len(t.name.words), -len(t.name.suffix or ""), t.mentions[0].span)):
        gathering.person(type_)
    return gathering.cast()


def _types(text: str, scan: NameScan, sources: frozenset[Span]) -> list[_Type]:
    at = {w.start: i for i, w in enumerate(scan.words)}
    types: dict[str, _Type] = {}
    for mention in scan.names:
        if not mention.key:
            continue
        type_ = types.setdefault(mention.key, _Type(mention.key, parse_name(mention.text)))
        type_.mentions.append(mention)
        type_.roles.extend((mention.span, role) for role in roles_of(text, mention, scan.words, at))
        called = body_words(text, mention, scan.words, at.get(mention.span.start))
        type_.called |= {called} if called else set()
    alone = {t.key for t in types.values() if len(t.name.words) == 1}
    for type_ in types.values():
        type_.kind = _kind(text, type_, alone, sources)
    parts = {w for t in types.values() if len(t.name.words) > 1 for w in (t.name.words[0], t.name.words[-1])}
    return [t for t in types.values() if any(not m.weak for m in t.mentions) or t.key in parts or t.roles]


def _kind(text: str, type_: _Type, alone: set[str], sources: frozenset[Span]) -> EntityKind:
    words = tuple(type_.key.split())
    body = is_body(words)
    if any(parse_name(m.text).titles for m in type_.mentions) and not body:
        return EntityKind.PERSON
    if body:
        return EntityKind.ORGANISATION
    if type_.key in PLACES:
        return EntityKind.PLACE
    if type_.roles and any(role.head or role.age for _, role in type_.roles):
        return EntityKind.PERSON
    if type_.called:
        return EntityKind.ORGANISATION
    if len(words) == 1 and names_affiliation(type_.key):
        return EntityKind.GROUP
    if all(is_acronym(m.text) for m in type_.mentions):
        return EntityKind.ORGANISATION
    if len(words) > 1 and (words[0] in GENDER or words[-1] in alone):
        return EntityKind.PERSON
    if len(words) > 1 and len(words[0]) == 1:
        return EntityKind.PERSON
    if all(m.article for m in type_.mentions):
        return EntityKind.ORGANISATION if any(m.span in sources for m in type_.mentions) else EntityKind.PLACE
    if len(words) == 1 and any(_after_preposition(text, m) for m in type_.mentions):
        return EntityKind.PLACE
    return EntityKind.UNKNOWN


def _after_preposition(text: str, mention: NameMention) -> bool:
    before = re.search(r"([A-Za-z]+)\s$", text[max(0, mention.span.start - 12) : mention.span.start])
    return bool(before) and before is not None and before.group(1).casefold() in PLACE_PREPOSITIONS - {"from", "toward"}


class _Gathering:
    """Figures under construction, with the indexes that keep each look-up to a handful of candidates."""

    def __init__(self, text: str, sources: frozenset[Span]) -> None:
        self.text = text
        self.sources = sources
        self.figures: list[Figure] = []
        self.of: dict[Span, Figure] = {}
        self.shared: dict[Span, tuple[Figure, ...]] = {}
        self.by: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
        self.spelling: dict[str, list[Figure]] = defaultdict(list)

    def cast(self) -> Cast:
        kept = sorted(self.figures, key=lambda f: (f.first, f.number))
        for number, figure in enumerate(kept):
            figure.number = number
        return Cast(kept, self.of, self.shared)

    # -- people ---------------------------------------------------------------------------------------------

    def person(self, type_: _Type) -> None:
        """Give the mentions of one type to the figure that it names, to a new one, or to nobody."""
        if len(type_.name.words) == 1:
            self._surname(type_)
            return
        found = self._bearers(type_.name)
        if not found:
            found = self._misspelled(type_.name)
        if len(found) == 1:
            self._join(found[0], type_)
        elif not found:
            self._new(type_)
        else:
            self.shared.update({m.span: tuple(found) for m in type_.mentions})

    def _bearers(self, name: Name) -> list[Figure]:
        words = name.words
        candidates = [
            *self.by["full", words[0], words[-1]],
            *self.by[("tail", *words)],
            *self.by[("start", *words)],
            *(self.by["initial", words[0][:1], words[-1]] if len(words[0]) == 1 else self.by["short", words[0][:1], words[-1]]),
            *(self.by["last", words[-1]] if len(self.by["last", words[-1]]) <= _MAX_BEARERS else ()),
        ]
        return [f for f in _unique(candidates) if _one_person(f.name, name)]

    def _surname(self, type_: _Type) -> None:
        word = type_.name.words[0]
        candidates = _unique([*self.by["last", word], *self.by["surname", type_.name.surname], *self.by["word", word]])
        if not candidates:
            candidates = [f for f in self._near(word) if f.person_like()]
            if len(candidates) > 1:
                candidates = []
        if not candidates:
            self._new(type_)
            return
        lone: list[NameMention] = []
        for mention in type_.mentions:
            fitting = _fitting(mention, candidates, [r for span, r in type_.roles if span == mention.span])
            if len(fitting) == 1:
                self._give(fitting[0], mention)
            elif fitting:
                self.shared[mention.span] = tuple(fitting)
            else:
                lone.append(mention)
        if len(candidates) == 1 and not lone:
            self._learn(candidates[0], type_)
        elif lone:
            spans = {m.span for m in lone}
            self._new(_Type(type_.key, parse_name(lone[0].text), lone, [r for r in type_.roles if r[0] in spans], type_.kind))

    def _misspelled(self, name: Name) -> list[Figure]:
        words = name.words
        near = [f for f in self._near(words[-1]) if f.person_like() and len(f.name.words) > 1]
        return [f for f in near if same_given(f.name.words[0], words[0]) and not (f.name.suffix or name.suffix)]

    def _near(self, word: str) -> list[Figure]:
        if not _MIN_SPELLING <= len(word) <= _MAX_SPELLING:
            return []
        found = _unique([f for key in _deletions(word) for f in self.spelling[key]])
        return [f for f in found if one_edit(word, f.name.words[-1]) and word[0] == f.name.words[-1][0]]

    # -- bodies and places ------------------------------------------------------------------------------------

    def body(self, type_: _Type) -> None:
        """Give the mentions of a body to the figure that it names: long form, tail of it, acronym, or a new one."""
        words = tuple(type_.key.split())
        found = _unique(
            [*self.by[("body", type_.key)], *self.by[("bag", *sorted(set(words) - {"of", "the", "for"}))], *self.by[("end", *words)]]
        )
        if not found and len(words) == 1 and is_acronym(type_.mentions[0].text):
            found = self.by["acronym", type_.key.replace(".", "")]
        if len(found) == 1:
            self._join(found[0], type_)
            return
        if len(found) > 1:
            self.shared.update({m.span: tuple(found) for m in type_.mentions})
            return
        figure = self._new(type_)
        if type_.kind is not EntityKind.ORGANISATION:
            return
        for i in range(1, len(words)):
            if words[-1] in BODIES:
                self.by[("end", *words[i:])].append(figure)
        if len(words) > 2 and "of" in words[1:2]:
            self.by["end", words[0]].append(figure)
        self.by[("bag", *sorted(set(words) - {"of", "the", "for"}))].append(figure)
        for acronym in {initials(words), *self._bracketed(type_)}:
            if len(acronym) >= 2:
                self.by["acronym", acronym].append(figure)

    def _bracketed(self, type_: _Type) -> set[str]:
        """Acronyms in brackets right after the long form."""
        found = set()
        for mention in type_.mentions:
            match = re.match(r"\s\(([A-Z][A-Za-z.]{1,7})\)", self.text[mention.span.end : mention.span.end + 12])
            if match:
                found.add(match.group(1).casefold().replace(".", ""))
        return found

    # -- common -----------------------------------------------------------------------------------------------

    def _new(self, type_: _Type) -> Figure:
        figure = Figure(len(self.figures), type_.name, type_.kind)
        figure.plural = type_.kind is EntityKind.GROUP
        self.figures.append(figure)
        self._join(figure, type_)
        self.by["body", type_.key].append(figure)
        if figure.person_like():
            self._index(figure)
        return figure

    def _index(self, figure: Figure) -> None:
        words = figure.name.words
        first, last = words[0], words[-1]
        self.by["last", last].append(figure)
        self.by["surname", figure.name.surname].append(figure)
        for word in set(words[:-1]):
            if len(word) > 1:
                self.by["word", word].append(figure)
        if len(words) > 1:
            self.by["full", first, last].append(figure)
            self.by["initial", first[:1], last].append(figure)
            if len(first) == 1:
                self.by["short", first, last].append(figure)
            for i in range(1, len(words) - 1):
                self.by[("tail", *words[i:])].append(figure)
            for i in range(2, len(words)):
                self.by[("start", *words[:i])].append(figure)
        if _MIN_SPELLING <= len(last) <= _MAX_SPELLING:
            for key in _deletions(last):
                self.spelling[key].append(figure)

    def _join(self, figure: Figure, type_: _Type) -> None:
        for mention in type_.mentions:
            self._give(figure, mention)
        self._learn(figure, type_)

    def _give(self, figure: Figure, mention: NameMention) -> None:
        figure.add(mention)
        self.of[mention.span] = figure
        for title in parse_name(mention.text).titles:
            figure.titles.add(canonical_role(title))
            figure.tell(Name((title,), (), "").gender)

    def _learn(self, figure: Figure, type_: _Type) -> None:
        figure.roles.extend(type_.roles)
        figure.called |= type_.called
        for _, role in type_.roles:
            figure.tell(role.gender)
        if type_.kind is EntityKind.PERSON:
            figure.kind = EntityKind.PERSON


def _unique(figures: Iterable[Figure]) -> list[Figure]:
    return list({f.number: f for f in figures}.values())


def _one_person(a: Name, b: Name) -> bool:
    if a.words == b.words and a.suffix != b.suffix:
        return False  # "Jonas Berg" beside "Jonas Berg Jr" is his father
    return compatible(a, b).same


def _fitting(mention: NameMention, candidates: Sequence[Figure], roles: Sequence[Role]) -> list[Figure]:
    """The figures that a bare surname can mean where it stands."""
    name = parse_name(mention.text)
    fitting = [f for f in candidates if not (name.gender and f.gender and name.gender != f.gender)]
    if len(fitting) < 2:
        return fitting
    offices = {canonical_role(t) for t in name.titles} | {r.head for r in roles if r.head}
    holders = [f for f in fitting if offices & ({r.head for _, r in f.roles} | f.titles)]
    if len(holders) == 1:
        return holders
    if name.gender:
        told = [f for f in fitting if f.gender == name.gender]
        if len(told) == 1 and all(f.gender for f in fitting):
            return told
    introduced = [f for f in fitting if 0 <= f.full_from <= mention.span.start]
    if len(introduced) == 1 and len(fitting) <= _MAX_BEARERS:
        return introduced
    return fitting


def _deletions(word: str) -> set[str]:
    """The word and all that remains when one letter is dropped: two words one edit apart share one of them."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def one_edit(a: str, b: str) -> bool:
    """Whether two words differ by one letter added, dropped, changed, or by two neighbours swapped."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    rest_a, rest_b = a[start : len(a) - end], b[start : len(b) - end]
    return len(rest_a) <= 1 and len(rest_b) <= 1 or len(rest_a) == 2 and rest_a == rest_b[::-1]
