"""Descriptions as speakers: "the minister", "two officials", "the ministry", "her lawyer".

A definite description goes to the one figure that the article calls so; a body or group that the article does
not name stands for itself; someone kept unnamed is an entity of this document alone. Everything else is left
open.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from onrecord.model import EntityKind, SourceType
from onrecord.resolve.cast import Cast, Figure
from onrecord.resolve.lexicon import (
    BODIES,
    GENERIC_BODIES,
    KIN,
    LEADING,
    OFFICES,
    QUANTIFIERS,
    UNNAMED_HEADS,
    word_set,
)
from onrecord.resolve.names import fold, strip_possessive
from onrecord.resolve.nouns import canonical_role, noun_class, role_gender, singular
from onrecord.resolve.phrases import Phrase
from onrecord.resolve.roles import Role
from onrecord.resolve.tokens import NameMention

Answer = tuple[Figure | None, str]
_DEFINITE = frozenset(("the", "this", "that", "these", "those"))
_OWNED = frozenset(("his", "her", "their", "its", "my", "our", "your", "'s"))
_NO_MODIFIER = frozenset(["top", "senior", "leading", "own", "very", "latest", "same", "other"])
_FIRM_OR_PERSON = frozenset(("broker", "lender", "carrier", "maker", "owner", "buyer", "seller", "publisher"))
_CLUBS = word_set("fc afc sc cf rovers wanderers athletic united rangers albion sporting club city town")
_FIRMS = GENERIC_BODIES - word_set(
    "agency newspaper paper outlet broadcaster station network publisher magazine website group channel "
    "daily weekly tabloid charity watchdog think-tank regulator bank airline"
)
# Words in the names of bodies that are no company.
_NO_FIRM = _CLUBS | word_set(
    "port camp "
    "union ministry court courts council police party university hospital school government authority "
    "commission parliament army church office institute association federation department committee agency "
    "fire service services senate congress house force forces navy guard college clinic museum society "
    "trust foundation charity board bureau assembly cabinet embassy league movement alliance front mission "
    "inquiry tribunal observatory library theatre press times post herald gazette courier chronicle journal "
    "observer telegraph mirror echo express star news radio television tv tribune nations confederation "
    "chamber directorate secretariat treasury"
)
# Labels of one article that are searched for a longer one.
_MAX_LABELS = 200
_ORDER = frozenset(
    (
        "first",
        "second",
        "third",
        "other",
        "older",
        "elder",
        "younger",
        "eldest",
        "oldest",
        "youngest",
        "new",
        "next",
    )
)
_FORMER = frozenset(("former", "ex", "then", "outgoing", "late", "old", "previous"))
_NEW = frozenset(("new", "incoming", "next", "newly"))
_LESSER = frozenset(("junior", "deputy", "vice", "assistant", "associate", "acting", "shadow", "under"))
_OFFICE = re.compile(r"\b(\w{3,20}) (?:of|for) (?:the )?(\w[\w’'-]{0,30})")
_PERCENT = frozenset(
    ("percent", "per", "cent", "%", "majority", "minority", "half", "third", "quarter", "number")
)


class Descriptions:
    """Resolves the descriptions of one article, in order of the text; later ones may take up earlier ones."""

    def __init__(self, text: str, cast: Cast) -> None:
        self.text = text
        self.cast = cast
        self.holders: dict[str, list[tuple[Figure, Role]]] = defaultdict(list)
        self.bodies: dict[str, list[Figure]] = defaultdict(list)
        self.ages: dict[int, list[Figure]] = defaultdict(list)
        self.introduced: dict[tuple[str, bool], list[Figure]] = defaultdict(list)
        self.labelled: dict[str, Figure] = {}
        self.offices: dict[str, set[str]] = defaultdict(set)
        self.named_bodies: list[Figure] = []
        for match in _OFFICE.finditer(text):
            self.offices[canonical_role(fold(match.group(1)))].add(fold(match.group(2)))
        for figure in cast.figures:
            self._index(figure)

    def _index(self, figure: Figure) -> None:
        for role in dict.fromkeys(replace(role, start=-1) for _, role in figure.roles):
            if role.head:
                self.holders[role.head].append((figure, role))
            if role.age is not None and figure not in self.ages[role.age]:
                self.ages[role.age].append(figure)
        if figure.kind is EntityKind.ORGANISATION and figure.label is None:
            self.named_bodies.append(figure)
        if figure.kind is EntityKind.ORGANISATION:
            for word in {w for m in figure.mentions for w in m.key.split() if w in BODIES} | figure.called:
                self.bodies[word].append(figure)

    def resolve(self, phrase: Phrase, source_type: SourceType | None) -> Answer:
        """The figure behind a description, and why (or why not)."""
        if phrase.span is None or not phrase.head:
            return None, "The source has no words."
        words = phrase.span.of(self.text)
        group = noun_class(phrase.head)
        if group == "document" and source_type is not SourceType.UNNAMED:
            return None, f"“{_short(words)}” is something written or shown; who stands behind it is not said."
        if phrase.plural:
            return self._plural(phrase, words, source_type)
        if group == "body":
            return self._body(phrase, words)
        if group in ("role", "unnamed", "person"):
            return self._person(phrase, words)
        if phrase.head in _PERCENT:
            kind = EntityKind.UNNAMED if source_type is SourceType.UNNAMED else EntityKind.GROUP
            return self._new(phrase, words, kind), "A share of people stands for itself."
        if source_type is SourceType.COLLECTIVE and phrase.determiner in _OWNED:
            return None, f"Which one “{_short(words)}” is is not said."
        if source_type is SourceType.COLLECTIVE:
            return self._same(
                phrase, words, EntityKind.GROUP
            ), "A body or group that the article does not name."
        return None, f"“{_short(words)}” is not known to be a speaker."

    # -- one person
    # -------------------------------------------------------------------------------------------

    def _person(self, phrase: Phrase, words: str) -> Answer:
        if phrase.determiner in QUANTIFIERS and phrase.determiner not in ("any", "every", "each"):
            return self._new(phrase, words, EntityKind.UNNAMED), "Kept unnamed by the article."
        head = canonical_role(phrase.head)
        named = self._holders(phrase, head)
        earlier = self.introduced[head, False]
        if phrase.determiner in _OWNED:
            return self._owned(phrase, words, head)
        if len(named) == 1 and not earlier:
            if self._another(head, named[0]):
                return None, f"The article speaks of more than one {head}."
            return named[0], f"The only one whom the article calls {head}."
        if len(named) > 1 or (named and earlier):
            return None, f"“{_short(words)}” may be {_either([*named, *earlier])}."
        if any(f for f, _ in self.holders[head]):
            return None, f"Nobody in the article fits all of “{_short(words)}”."
        if len(earlier) == 1 and phrase.determiner in _DEFINITE:
            return earlier[0], f"Takes up “{_short(earlier[0].label or '')}”."
        if len(earlier) > 1:
            return None, f"“{_short(words)}” may be {_either(earlier)}."
        return None, f"The article names nobody whom it calls “{_short(words)}”."

    def _holders(self, phrase: Phrase, head: str) -> list[Figure]:
        """The named people who fit a definite description."""
        told = {w for w in phrase.modifiers if w not in _NO_MODIFIER}
        former, new, told = bool(told & _FORMER), bool(told & _NEW), told - _FORMER - _NEW
        years = {int(m.group(1)) for w in told if (m := re.match(r"(\d{1,3})-years?-old$", w))}
        if years:
            aged = [f for age in years for f in self.ages[age]]
            return aged if len(aged) == 1 else []
        candidates = list(self.holders[head])
        if head in LEADING and told:
            candidates += [pair for other in sorted(LEADING - {head}) for pair in self.holders[other]]
        gender = role_gender(phrase.head)
        fitting = [
            (figure, role)
            for figure, role in candidates
            if not (role.words & _LESSER - told)
            and not (gender and figure.gender and gender != figure.gender)
        ]
        fitting = _in_time(fitting, former=former, new=new)
        if not told:
            return _figures(f for f, r in fitting if r.head == head)
        return _figures(f for f, r in fitting if told <= r.words | {head} | set(f.name.words))

    def family(self, head: str) -> list[Figure]:
        """The named bodies that may be what a head says: "the company" is no union, "the club" is one that
        plays."""
        if head in ("club", "team", "side"):
            return [f for f in self.named_bodies if _known_words(f) & _CLUBS]
        if head in _FIRMS:
            return [f for f in self.named_bodies if not _known_words(f) & _NO_FIRM]
        return []

    def unnamed(self, phrase: Phrase, words: str, source_type: SourceType | None) -> Answer | None:
        """Whoever is described so closely that no name is needed ("the captain of the ferry"); None for
        others."""
        person = not phrase.plural and noun_class(phrase.head) in ("role", "unnamed", "person")
        if not person or self.holders[canonical_role(phrase.head)] or phrase.determiner in _OWNED:
            return None
        if source_type is SourceType.UNNAMED or re.search(r"\b(?:of|for|at)\b", fold(words)):
            return self._same(phrase, words, EntityKind.UNNAMED), "Described, but not named by the article."
        return None

    def may_follow(self, phrase: Phrase, words: str) -> bool:
        """Whether a description may be another word for whoever is in focus: definite, of one person, and no
        office or kinship that the article gives to others."""
        head = canonical_role(phrase.head)
        aged = re.search(r"\b\d{1,3}[-‑ ]years?[-‑ ]old\b", words) is not None
        kind = noun_class(phrase.head)
        usual = kind in ("role", "person") or phrase.head in ("man", "woman")
        return (
            phrase.determiner == "the"
            and not phrase.plural
            and (aged or (usual and (head not in UNNAMED_HEADS or head in ("man", "woman"))))
            and head not in KIN | _FIRM_OR_PERSON
            and (aged or phrase.head not in ("man", "woman") or not phrase.modifiers)
            and not phrase.modifiers & _ORDER
            and not self.holders[head]
            and (not self.introduced[head, False] or head in OFFICES)
        )

    def only_holder(self, head: str) -> Figure | None:
        """The one whom "the minister" in the narrative means: the only one whom the article calls so, now."""
        figures = _figures(f for f, r in self.holders[canonical_role(head)])
        alone = len(figures) == 1 and not self.introduced[canonical_role(head), False]
        if (
            not alone
            or head in KIN
            or head in UNNAMED_HEADS
            or self._another(canonical_role(head), figures[0])
        ):
            return None
        return figures[0]

    def _another(self, head: str, figure: Figure) -> bool:
        """Whether the article mentions an office of this name with a complement that is not this figure's
        ("resigned as minister of waters" beside "Lucan Thorley, minister for harbours")."""
        own = {w for _, r in figure.roles if r.head == head for w in r.words}
        others = self.offices[head]
        return len(own) > 1 and bool(others - own)

    def _owned(self, phrase: Phrase, words: str, head: str) -> Answer:
        fitting = _figures(
            f for f, r in self.holders[head] if r.words & {"his", "her", "their"} or head not in KIN
        )
        if self.holders[head] and len(fitting) != 1:
            return None, f"“{_short(words)}” may be {_either([f for f, _ in self.holders[head]])}."
        if fitting:
            told = {w for _, r in self.holders[head] for w in r.words}
            if phrase.determiner in told:
                return fitting[0], f"The article calls {_name(fitting[0])} so."
            return None, f"Whether “{_short(words)}” is {_name(fitting[0])} is not said."
        return self._new(phrase, words, EntityKind.UNNAMED), "Described, but not named by the article."

    # -- several people
    # -----------------------------------------------------------------------------------------

    def _plural(self, phrase: Phrase, words: str, source_type: SourceType | None) -> Answer:
        head = canonical_role(phrase.head)
        unnamed = source_type is SourceType.UNNAMED or (
            source_type is None and (phrase.head in UNNAMED_HEADS or phrase.determiner in QUANTIFIERS)
        )
        if phrase.determiner in _DEFINITE and len(self.introduced[head, True]) == 1:
            earlier = self.introduced[head, True][0]
            if phrase.modifiers <= set(fold(earlier.label or "").split()):
                return earlier, f"Takes up “{_short(earlier.label or '')}”."
        kind = EntityKind.UNNAMED if unnamed else EntityKind.GROUP
        figure = (
            self._new(phrase, words, kind)
            if phrase.determiner in QUANTIFIERS
            else self._same(phrase, words, kind)
        )
        figure.plural = True
        return figure, "Kept unnamed by the article." if unnamed else "A group stands for itself."

    # -- bodies
    # -------------------------------------------------------------------------------------------------

    def _body(self, phrase: Phrase, words: str) -> Answer:
        if phrase.determiner in QUANTIFIERS:
            return self._new(phrase, words, EntityKind.UNNAMED), "A body that the article keeps unnamed."
        label = _label(words)
        same = self.labelled.get(fold(label))
        told = {w for w in phrase.modifiers if w not in _NO_MODIFIER}
        named = [f for f in _figures(self.bodies[phrase.head]) if told <= _known_words(f)]
        if phrase.determiner in _DEFINITE and len(named) == 1 and same is None:
            return named[0], f"The only {phrase.head} that the article names."
        if phrase.determiner in _DEFINITE and len(named) > 1:
            return None, f"“{_short(words)}” may be {_either(named)}."
        if (
            phrase.head in GENERIC_BODIES
            and phrase.determiner in _DEFINITE
            and not self._modified(words, phrase)
        ):
            return None, f"The article does not say which {phrase.head} it is."
        if phrase.determiner in _OWNED - {"'s"}:
            return self._new(phrase, words, EntityKind.UNNAMED), "A body that the article does not name here."
        return self._same(phrase, words, EntityKind.ORGANISATION), "A body stands for itself."

    def _modified(self, words: str, phrase: Phrase) -> bool:
        """Whether a name tells one body of its kind from others ("the Lind company")."""
        return any(w[:1].isupper() for w in words.split(phrase.head)[0].split()[1:])

    # -- new figures
    # ----------------------------------------------------------------------------------------------

    def _new(self, phrase: Phrase, words: str, kind: EntityKind) -> Figure:
        assert phrase.span is not None
        label = (
            _label(words) if kind in (EntityKind.ORGANISATION, EntityKind.GROUP) else " ".join(words.split())
        )
        figure = self.cast.introduce(NameMention(phrase.span, words, ""), kind, label)
        figure.plural = phrase.plural
        figure.tell(role_gender(phrase.head))
        self.introduced[canonical_role(phrase.head), phrase.plural].append(figure)
        return figure

    def _same(self, phrase: Phrase, words: str, kind: EntityKind) -> Figure:
        """The figure that equal words introduced before, or a new one."""
        key = fold(_label(words))
        longer = (
            [k for k in self.labelled if k.endswith(" " + key)] if len(self.labelled) < _MAX_LABELS else []
        )
        if key not in self.labelled and len(longer) == 1:  # "customs", after "Belgian customs"
            key = longer[0]
        if key not in self.labelled:
            self.labelled[key] = self._new(phrase, words, kind)
        return self.labelled[key]


def _in_time(fitting: list[tuple[Figure, Role]], *, former: bool, new: bool) -> list[tuple[Figure, Role]]:
    """Those who hold an office as the description has it: before, since shortly, or at all."""
    if new:
        return [(f, r) for f, r in fitting if r.words & _NEW]
    if former:
        said_so = [(f, r) for f, r in fitting if r.former]
        return said_so or [(f, r) for f, r in fitting if not r.words & _NEW]
    return [(f, r) for f, r in fitting if not r.former]


def _known_words(figure: Figure) -> set[str]:
    return {w for m in figure.mentions for w in m.key.split()} | figure.called


def _label(words: str) -> str:
    head = re.split(r",\s|\s\(", words)[0] or words
    return re.sub(
        r"^(?:the|these|those)\s+", "", " ".join(strip_possessive(head).split()), flags=re.IGNORECASE
    )


def _figures(figures: object) -> list[Figure]:
    return list({f.number: f for f in figures}.values())  # type: ignore[attr-defined]


def _name(figure: Figure) -> str:
    return figure.shown


def _either(figures: list[Figure]) -> str:
    names = sorted({_name(f) for f in figures})
    return " or ".join(_short(n) for n in names[:3])


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= 60 else plain[:59] + "…"


def plural_head(word: str) -> bool:
    """Whether a folded noun is a plural."""
    return singular(word)[1]
