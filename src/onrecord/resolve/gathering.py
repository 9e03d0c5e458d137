"""Gather the names of one article into figures.

Full names come first and attract what is shorter: middle names dropped, initials, nicknames, the surname
alone, an acronym, a misspelling. Whatever fits two figures belongs to neither, unless the mention brings its
own evidence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from onrecord.model import EntityKind, Span
from onrecord.resolve.cast import Cast, Figure, NameType, name_types
from onrecord.resolve.lexicon import BODIES
from onrecord.resolve.mentions import NameScan
from onrecord.resolve.names import Name, compatible, initials, is_acronym, parse_name, same_given
from onrecord.resolve.nouns import canonical_role
from onrecord.resolve.roles import Role
from onrecord.resolve.tokens import NameMention

# Names of this length and more may be one misspelled. In 421 articles of PolNeAR train the pairs of surnames
# one edit apart were different people at 4 letters and one misspelled from 6 on, plurals ("the Linds") left
# out.
_MIN_SPELLING = 6
# … with the same given name before it from this length on ("Anton Resek" beside "Anton Rezek").
_MIN_FULL_SPELLING = 5
_MAX_SPELLING = 24
# More bearers of one surname than this are never told apart by anything but their full names.
_MAX_BEARERS = 8


def assemble(text: str, scan: NameScan, heads: Iterable[Span] = ()) -> Cast:
    """The cast of a text. ``heads`` are the spans of names that are the head of a source."""
    sources = frozenset(heads)
    types = name_types(text, scan, sources)
    gathering = _Gathering(text, sources)
    bodies = [t for t in types if t.kind in (EntityKind.ORGANISATION, EntityKind.PLACE, EntityKind.GROUP)]
    people = [t for t in types if t.kind in (EntityKind.PERSON, EntityKind.UNKNOWN)]
    aliases = _aliases(text, types)
    renamed = [t for t in types if t.key in aliases]
    bodies, people = ([t for t in kind if t.key not in aliases] for kind in (bodies, people))
    letters = [t for t in bodies if len(t.key.split()) == 1 and gathering.is_turn(t)]
    for type_ in sorted(bodies, key=lambda t: (-len(t.key.split()), t.mentions[0].span)):
        if type_ not in letters:
            gathering.body(type_)
    for type_ in sorted(
        people, key=lambda t: (-len(t.name.words), -len(t.name.suffix or ""), t.mentions[0].span)
    ):
        gathering.person(type_)
    for type_ in letters:  # after the people, whose initials they may be
        gathering.body(type_)
    for type_ in renamed:
        gathering.alias(type_, aliases[type_.key])
    return gathering.cast()


def _aliases(text: str, types: Sequence[NameType]) -> dict[str, Span]:
    """Keys of names that the text gives to somebody already named ("Danny Moffat, known as The Cat"), each
    with the place of the other name."""
    at = {m.span.start: t for t in types for m in t.mentions}
    found: dict[str, Span] = {}
    for type_ in types:
        for mention in type_.mentions if type_.kind in (EntityKind.PERSON, EntityKind.UNKNOWN) else ():
            called = _CALLED.match(text, mention.span.end)
            other = at.get(called.end()) if called else None
            if other is not None and other is not type_ and len(other.name.words) <= len(type_.name.words):
                found.setdefault(other.key, mention.span)
    return {key: span for key, span in found.items() if not any(m.span == span for m in _of(types, key))}


def _of(types: Sequence[NameType], key: str) -> Sequence[NameMention]:
    return next((t.mentions for t in types if t.key == key), ())


_CALLED = re.compile(
    r",?\s(?:who is |who was )?(?:(?:better|also|widely|popularly|always) )?"
    r"(?:known (?:to (?:\w+ ){1,3})?(?:only |simply )?as|nicknamed|dubbed|alias|a\.k\.a\.|aka)"
    r"\s[“\"‘'«]?\s?(?:[Tt]he\s)?"
)


class _Gathering:
    """Figures under construction, with the indexes that keep each look-up to a handful of candidates."""

    def __init__(self, text: str, sources: frozenset[Span]) -> None:
        self.text = text
        self.sources = sources
        self.figures: list[Figure] = []
        self.of: dict[Span, Figure] = {}
        self.shared: dict[Span, tuple[Figure, ...]] = {}
        self.by: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
        self.spelling: dict[str, set[str]] = defaultdict(set)

    def cast(self) -> Cast:
        kept = sorted(self.figures, key=lambda f: (f.first, f.number))
        for number, figure in enumerate(kept):
            figure.number = number
        return Cast(kept, self.of, self.shared)

    # -- people ---------------------------------------------------------------------------------------------

    def person(self, type_: NameType) -> None:
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

    def alias(self, type_: NameType, span: Span) -> None:
        """Give the mentions of a name that is another name for whoever stands at ``span``."""
        figure = self.of.get(span)
        if figure is None:
            self.person(type_)
        else:
            self._join(figure, type_)

    def _bearers(self, name: Name) -> list[Figure]:
        words = name.words
        candidates = [
            *self.by["full", words[0], words[-1]],
            *self.by[("tail", *words)],
            *self.by[("start", *words)],
            *self.by["initial" if len(words[0]) == 1 else "short", words[0][:1], words[-1]][
                : _MAX_BEARERS + 1
            ],
            *(self.by["last", words[-1]] if len(self.by["last", words[-1]]) <= _MAX_BEARERS else ()),
        ]
        return [f for f in _unique(candidates) if _one_person(f.name, name)]

    def _surname(self, type_: NameType) -> None:
        word = type_.name.words[0]
        candidates = _unique(
            [*self.by["last", word], *self.by["surname", type_.name.surname], *self.by["word", word]]
        )
        if not candidates and len(word) == 1 and self.is_turn(type_):
            letters = self.by["letter of the last", word] or self.by["letter of the first", word]
            candidates = letters if len(letters) == 1 else []
        if not candidates:
            candidates = [f for f in self._near(word) if f.person_like()]
            if len(candidates) > 1:
                candidates = []
        if not candidates and any(m.span in self.sources for m in type_.mentions):
            # "Marlow said", of the Marlow Institute
            candidates = self.by["front", word] if len(self.by["front", word]) == 1 else []
        if not candidates:
            self._new(type_)
            return
        if len(candidates) > _MAX_BEARERS:
            self.shared.update({m.span: tuple(candidates[:3]) for m in type_.mentions})
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
            self._new(
                NameType(
                    type_.key,
                    parse_name(lone[0].text),
                    lone,
                    [r for r in type_.roles if r[0] in spans],
                    type_.kind,
                )
            )

    def is_turn(self, type_: NameType) -> bool:
        """Whether a single letter stands for a speaker in a transcript ("V: They wanted …"); "Q" and "A" do
        not."""
        return type_.key not in ("q", "a") and all(
            self.text[m.span.end : m.span.end + 2].startswith((":", ".:")) for m in type_.mentions
        )

    def _misspelled(self, name: Name) -> list[Figure]:
        words = name.words
        near = [
            f for f in self._near(words[-1], _MIN_FULL_SPELLING) if f.person_like() and len(f.name.words) > 1
        ]
        return [
            f for f in near if same_given(f.name.words[0], words[0]) and not (f.name.suffix or name.suffix)
        ]

    def _near(self, word: str, least: int = _MIN_SPELLING) -> list[Figure]:
        if not least <= len(word) <= _MAX_SPELLING:
            return []
        spellings = {s for key in _deletions(word) for s in self.spelling[key]}
        near = [s for s in sorted(spellings) if one_edit(word, s) and word[0] == s[0]]
        found = [f for s in near if len(self.by["last", s]) <= _MAX_BEARERS for f in self.by["last", s]]
        return _unique(found) if len(near) <= _MAX_BEARERS else []

    # -- bodies and places
    # ------------------------------------------------------------------------------------

    def body(self, type_: NameType) -> None:
        """Give the mentions of a body to the figure that it names: long form, tail of it, acronym, or a new
        one."""
        words = tuple(type_.key.split())
        found = _unique(
            [
                *self.by[("body", type_.key)],
                *self.by[("bag", *sorted(set(words) - {"of", "the", "for"}))],
                *self.by[("end", *words)],
            ]
        )
        if not found and len(words) == 1 and is_acronym(type_.mentions[0].text):
            found = self.by["acronym", type_.key.replace(".", "")]
            if not found and self.is_turn(type_):
                found = _unique(self.by["initials", type_.key.replace(".", "")])
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
        if len(words) > 1 and words[-1] not in BODIES:
            self.by["end", words[-1]].append(figure)  # the Lantern, of the Daily Lantern
        if len(words) == 2 and words[-1] in BODIES:
            self.by["front", words[0]].append(figure)
            if words[-1] == "party":
                self.by["end", words[0] + "s"].append(figure)
        self.by[("bag", *sorted(set(words) - {"of", "the", "for"}))].append(figure)
        for acronym in {initials(words), *self._bracketed(type_)}:
            if len(acronym) >= 2:
                self.by["acronym", acronym].append(figure)

    def _bracketed(self, type_: NameType) -> set[str]:
        """Acronyms in brackets right after the long form."""
        found = set()
        for mention in type_.mentions:
            match = re.match(
                r"\s\(([A-Z][A-Za-z.]{1,7})\)", self.text[mention.span.end : mention.span.end + 12]
            )
            if match:
                found.add(match.group(1).casefold().replace(".", ""))
        return found

    # -- common
    # -----------------------------------------------------------------------------------------------

    def _new(self, type_: NameType) -> Figure:
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
        if len(words) > 1:
            self.by["initials", first[:1] + last[:1]].append(figure)
            self.by["initials", "".join(w[:1] for w in words)].append(figure)
            self.by["letter of the last", last[:1]].append(figure)
            self.by["letter of the first", first[:1]].append(figure)
        halves = last.split("-") if "-" in last else []
        for word in {*words[:-1], *halves}:
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
        if _MIN_FULL_SPELLING <= len(last) <= _MAX_SPELLING:
            for key in _deletions(last):
                self.spelling[key].add(last)

    def _join(self, figure: Figure, type_: NameType) -> None:
        for mention in type_.mentions:
            self._give(figure, mention)
        self._learn(figure, type_)

    def _give(self, figure: Figure, mention: NameMention) -> None:
        figure.add(mention)
        self.of[mention.span] = figure
        name = parse_name(mention.text)
        for title in name.titles if name.words else ():
            figure.titles.add(canonical_role(title))
            figure.tell(Name((title,), (), "").gender)

    def _learn(self, figure: Figure, type_: NameType) -> None:
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
    if not name.words:
        name = Name((), (), mention.key)
    fitting = [f for f in candidates if not (name.gender and f.gender and name.gender != f.gender)]
    if name.suffix:
        fitting = [f for f in fitting if f.name.suffix in (name.suffix, None)]
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
    """The word and all that remains when one letter is dropped: two words one edit apart share one of
    them."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def one_edit(a: str, b: str) -> bool:
    """Whether two words differ by one letter added, dropped or changed, or by two swapped; a plural s
    does not count."""
    if a == b or abs(len(a) - len(b)) > 1 or a + "s" == b or b + "s" == a:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    rest_a, rest_b = a[start : len(a) - end], b[start : len(b) - end]
    return (len(rest_a) <= 1 and len(rest_b) <= 1) or (len(rest_a) == 2 and rest_a == rest_b[::-1])
