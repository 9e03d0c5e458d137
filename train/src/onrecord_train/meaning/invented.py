"""Invented events and facts as several sides tell them (train/invented), read and made into pairs.

An event is told by seven to ten contents as long as in newspapers, with what each is to each other. A fact
is a list of statements of two sides that contradict each other, and of what both can live with; its
statements are put together to longer contents here. Names are exchanged from time to time, so that none
stands for a label.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import combinations
from pathlib import Path

from onrecord.errors import MalformedInput
from onrecord.evaluate.pairs import LABELS, Pair, parse_account
from onrecord.link.account import Account, sign
from onrecord.model import Relation
from onrecord_train.meaning import sets
from onrecord_train.meaning.sets import CONTRADICTION, ENTAILMENT, NEUTRAL

HELD = 0.15
"""The share of events and facts that are measured on and not trained on, drawn by their names."""

_LINE = re.compile(r"^([a-z]) (\d\d-\d\d .*)$")
_LISTED = re.compile(r"^(agrees|contradicts|updates): *(.*)$")
_SIDES = {"=": "one", "!": "other", "~": "open"}


@dataclass(slots=True)
class Event:
    """``told`` are the attributions by letter; a pair of letters that is not among the relations is of
    none."""

    slug: str
    told: dict[str, Account] = field(default_factory=dict)
    relations: dict[tuple[str, str], Relation] = field(default_factory=dict)

    def pairs(self) -> list[Pair]:
        """Every two of its attributions, the earlier one left."""
        found = []
        for a, b in combinations(sorted(self.told), 2):
            label = self.relations.get((a, b)) or self.relations.get((b, a)) or LABELS[-1]
            left, right = sorted((self.told[a], self.told[b]), key=lambda side: side.place)
            found.append(Pair(f"{self.slug}-{a}{b}", str(label), (), left, right))
        return found


@dataclass(slots=True)
class Fact:
    """What ``one`` side says, each in other words, what the ``other`` says, and what is ``open``: compatible
    with both and with itself."""

    slug: str
    one: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)


def is_held(slug: str) -> bool:
    """Whether an event or a fact is measured on and not trained on."""
    return blake2b(slug.encode(), digest_size=2).digest()[0] < HELD * 256


def read_events(folder: Path) -> list[Event]:
    """The events of all files of a folder. Raises MalformedInput naming file and line."""
    found: list[Event] = []
    for path, number, line in _lines(folder):
        where = f"{path.name}, line {number}"
        if line.startswith("### "):
            found.append(Event(line[4:].strip()))
        elif (told := _LINE.match(line)) and found:
            event = found[-1]
            event.told[told[1]] = parse_account(f"{event.slug}-{told[1]}", "", told[2], where)
        elif (listed := _LISTED.match(line)) and found:
            for pair in filter(None, map(str.strip, listed[2].split(";"))):
                letters = tuple(pair.split())
                if len(letters) != 2 or not set(letters) <= found[-1].told.keys():
                    raise MalformedInput(f"{where}: {pair!r} are no two attributions of this event")
                found[-1].relations[letters[0], letters[1]] = Relation(listed[1])
        else:
            raise MalformedInput(f"{where}: neither an attribution nor a relation: {line!r}")
    return found


def read_facts(folder: Path) -> list[Fact]:
    """The facts of all files of a folder. Raises MalformedInput naming file and line."""
    found: list[Fact] = []
    for path, number, line in _lines(folder):
        if line.startswith("### "):
            found.append(Fact(line[4:].strip()))
        elif line[0] in _SIDES and line[1:2] == " " and found:
            getattr(found[-1], _SIDES[line[0]]).append(line[2:].strip())
        else:
            raise MalformedInput(f"{path.name}, line {number}: a statement begins with =, ! or ~: {line!r}")
    return found


def _lines(folder: Path) -> list[tuple[Path, int, str]]:
    return [
        (path, number, line)
        for path in sorted(folder.glob("*.txt"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if line.strip() and not line.startswith("# ")
    ]


def label_of(pair: Pair) -> int | None:
    """What the contents of two attributions are to each other. Who denies a content clashes with whom it
    agrees with; None where one side leaves it open, or both deny and yet clash."""
    signs = sign(pair.left), sign(pair.right)
    if None in signs:
        return None
    if pair.label == LABELS[-1]:
        return NEUTRAL
    clash = pair.label != Relation.AGREES
    if signs == (-1, -1):
        return None if clash else ENTAILMENT
    if signs[0] != signs[1]:
        clash = not clash
    return CONTRADICTION if clash else ENTAILMENT


def text_of(account: Account) -> str:
    """The words of a content."""
    return " ".join(span.of(account.reading.text) for span in account.reading.content)


DOUBT = (
    "it was too early to say whether {}", "it could not be ruled out that {}", "he did not know whether {}",
    "an inquiry would have to find out whether {}", "if {}, somebody would have to answer for it",
    "there had been rumours that {}, which nobody had been able to confirm", "it was possible that {}",
    "it remained unclear whether {}", "some said that {} and others said the opposite",
)  # fmt: skip
AGAINST = (
    "it is not true that {}", "it was simply wrong that {}", "the claim that {} had been disproved",
    "nothing could be further from the truth than that {}", "there was no truth in reports that {}",
    "whoever says that {} is lying",
)  # fmt: skip
FOR = (
    "there was no doubt that {}", "it was a fact that {}", "documents showed that {}",
    "everybody knew that {}", "she had seen for herself that {}", "it had been proved that {}",
)  # fmt: skip
JOINED = (
    "{0}, and that {1}", "{0}, adding that {1}", "{0}, while {1}", "{0}, and {1}", "{0}; {1}", "{0}. {1}",
    "{0}, although {1}", "{0}, but that {1}", "not only that {0} but also that {1}",
)  # fmt: skip
_NO_NAMES = re.compile(
    r"(?:I|Mr|Mrs|Ms|Dr|God|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|"
    r"August|September|October|November|December|Christmas|Easter|North|South|East|West)"
)
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-zà-ÿ]{2,}\b")


class Told:
    """Draws pairs from events and facts. ``far`` are sentences of other matters."""

    def __init__(self, events: Sequence[Event], facts: Sequence[Fact], far: Sequence[str]) -> None:
        self.far, self.facts = far, [fact for fact in facts if not is_held(fact.slug)]
        self.by_label: dict[int, list[tuple[str, str]]] = {}
        contents: list[str] = []
        for event in events:
            if is_held(event.slug):
                continue
            contents += map(text_of, event.told.values())
            for pair in event.pairs():
                if (label := label_of(pair)) is not None:
                    self.by_label.setdefault(label, []).append((text_of(pair.left), text_of(pair.right)))
        self.contents = contents
        statements = [s for fact in self.facts for s in (*fact.one, *fact.other, *fact.open)]
        self.names = sorted({name for text in (*contents, *statements) for name in names_of(text)})

    def event(self, rng: random.Random) -> sets.Pair:
        """Two contents of one event, three labels alike often but for neutral, which is a little oftener."""
        labels = [label for label in (ENTAILMENT, CONTRADICTION, NEUTRAL, NEUTRAL) if label in self.by_label]
        label = rng.choice(labels)
        one, two = rng.choice(self.by_label[label])
        if label == NEUTRAL and rng.random() < 0.1:
            two = rng.choice(self.contents)
        return self._drawn(one, two, label, "events", rng)

    def fact(self, rng: random.Random) -> sets.Pair:
        """Two contents put together from the statements of one fact."""
        fact = rng.choice(self.facts)
        mine, theirs = (fact.one, fact.other) if rng.random() < 0.5 else (fact.other, fact.one)
        draw, label = rng.random(), NEUTRAL
        one, rest = rng.choice(mine), list(fact.open)
        rng.shuffle(rest)
        if draw < 0.3:
            label, two = CONTRADICTION, rng.choice(theirs)
        elif draw < 0.58:
            others = [statement for statement in mine if statement != one]
            label, two = ENTAILMENT, rng.choice(others or mine)
        elif draw < 0.83 and rest:
            two = rest.pop()
        elif draw < 0.95:
            plain = [s for s in (*mine, *theirs) if '"' not in s] or [one]
            return self._drawn(
                self._longer(one, fact, rest, rng),
                self._longer(rng.choice(DOUBT).format(rng.choice(plain)), fact, rest, rng),
                NEUTRAL, "facts", rng,
            )  # fmt: skip
        else:
            two = self._elsewhere(fact, rng)
        if '"' not in two and label != NEUTRAL and rng.random() < 0.15:
            if rng.random() < 0.5:
                two = rng.choice(FOR).format(two)
            else:
                two = rng.choice(AGAINST).format(two)
                label = CONTRADICTION if label == ENTAILMENT else ENTAILMENT
        return self._drawn(
            self._longer(one, fact, rest, rng), self._longer(two, fact, rest, rng), label, "facts", rng
        )  # fmt: skip

    def _elsewhere(self, fact: Fact, rng: random.Random) -> str:
        """A statement about something else."""
        other = rng.choice(self.facts)
        if other is fact or rng.random() < 0.5:
            return rng.choice(self.far or self.contents)
        return rng.choice((*other.one, *other.other, *other.open))

    def _longer(self, text: str, fact: Fact, rest: list[str], rng: random.Random) -> str:
        """A statement with others that change nothing; those of the fact itself are used up."""
        for _ in range(rng.choice((0, 0, 0, 1, 1, 2))):
            beside = rest.pop() if rest and rng.random() < 0.6 else self._elsewhere(fact, rng)
            both = (text, beside) if rng.random() < 0.5 else (beside, text)
            text = rng.choice(JOINED).format(*(side.rstrip(" .") for side in both))
        return text

    def _drawn(self, one: str, two: str, label: int, source: str, rng: random.Random) -> sets.Pair:
        if rng.random() < 0.5:
            one, two = two, one
        if self.names and rng.random() < 0.5:
            one, two = self._renamed(one, two, rng)
        return sets.Pair(_content(one, rng), _content(two, rng), label, source, True)

    def _renamed(self, one: str, two: str, rng: random.Random) -> tuple[str, str]:
        names = sorted(set(names_of(one)) | set(names_of(two)))
        if not names:
            return one, two
        others = dict(zip(names, rng.sample(self.names, min(len(names), len(self.names))), strict=False))
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
        one, two = (pattern.sub(lambda m: others.get(m[0], m[0]), text) for text in (one, two))
        return one, two


def names_of(text: str) -> list[str]:
    """Words that are names, by their capitals inside of a sentence."""
    return [name for name in _NAME.findall(text) if not _NO_NAMES.fullmatch(name)]


def _content(text: str, rng: random.Random) -> str:
    """As contents of attributions are written: with and without "that" and a full stop."""
    if rng.random() < 0.3:
        text = text.removeprefix("that ")
    elif rng.random() < 0.2 and not text.startswith(('"', "that ")):
        text = "that " + text
    if rng.random() < 0.15:
        text = text.replace('"', "")
    return text
