"""Makes a large record of invented articles, for measuring what grows with a record.

    python bench/big_record.py FILE [--articles 100000] [--statements 10] [--seed 1]

Nothing is extracted: texts and findings are made together and go through the store's own writer, with every
guard of the database in force. What real records have in skew is there: words, speakers and outlets by Zipf's
law (the most quoted of 100,000 articles has some 20,000 statements), events that many outlets report within
days, wire copies (one article in six), the same claims said again, contradicted and taken back, names with
roles, people known by a description alone, statements without a speaker. Relations are filed as the linker
files them. The same arguments give the same record.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate, islice
from pathlib import Path

from onrecord.link.update import LINKER
from onrecord.model import (
    Attitude,
    Attribution,
    Document,
    Entity,
    EntityKind,
    Extraction,
    Kind,
    Medium,
    Mention,
    MentionForm,
    Polarity,
    Relation,
    Said,
    SourceType,
    Span,
    attribution_id,
)
from onrecord.store import Record, open_record
from onrecord.store.adding import _Writer, now

MODEL = "bench/1"
BATCH = 500
"""Documents of one transaction: one each would wait for the disk 100,000 times."""

SYLLABLES = (
    *("ba", "de", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "we", "xi", "yo", "zu", "cha"),
    *("dri", "fle", "gra", "sto", "tri", "ven", "wal", "bren", "mor", "lin", "tas", "hul", "ster"),
)
ROLES = (
    *("minister", "mayor", "spokeswoman", "prefect", "engineer"),
    *("director", "lawyer", "farmer", "analyst", "officer"),
)
DESCRIPTIONS = ("a senior official", "two engineers", "a neighbour", "critics", "a witness", "residents")
CUES = {
    Polarity.AFFIRMS: ("said", "told reporters", "wrote", "admitted", "argued"),
    Polarity.DENIES: ("denied",),
    Polarity.WITHHOLDS: ("would not say whether",),
}


@dataclass(slots=True)
class Event:
    """What some articles report: who speaks in it, and the claims that come up again."""

    day: date
    people: list[str]
    claims: list[str]
    articles: int
    wire: Extraction | None = None


@dataclass(slots=True)
class World:
    """Names and words with their weights, drawn once."""

    random: random.Random
    size: int
    words: list[str] = field(init=False)
    people: list[str] = field(init=False)
    outlets: list[str] = field(init=False)
    weights: dict[str, list[float]] = field(init=False)

    def __post_init__(self) -> None:
        self.words = list(dict.fromkeys(self.word() for _ in range(40_000)))
        named = (f"{self.word().title()} {self.word().title()}" for _ in range(max(200, self.size // 2)))
        self.people = list(dict.fromkeys(named))
        kinds = ("Post", "Courier", "Herald", "Press Agency", "Times", "Radio")
        self.outlets = [
            f"{self.word().title()} {kinds[n % 6]}" for n in range(min(400, 10 + self.size // 50))
        ]
        self.weights = {
            "words": list(accumulate(1 / (rank + 2) for rank in range(len(self.words)))),
            "people": list(accumulate(1 / (rank + 4) for rank in range(len(self.people)))),
            "outlets": list(accumulate(1 / (rank + 3) for rank in range(len(self.outlets)))),
        }

    def word(self) -> str:
        return "".join(self.random.choices(SYLLABLES, k=self.random.randint(2, 4)))

    def pick(self, what: str, k: int) -> list[str]:
        return self.random.choices(getattr(self, what), cum_weights=self.weights[what], k=k)

    def sentence(self, least: int, most: int) -> str:
        return " ".join(self.pick("words", self.random.randint(least, most)))

    def event(self) -> Event:
        chosen = self.random
        people = list(dict.fromkeys(self.pick("people", chosen.randint(3, 9))))
        claims = [self.sentence(6, 24) for _ in range(chosen.randint(4, 14))]
        day = date(2021, 1, 1) + timedelta(days=chosen.randrange(1900))
        return Event(day, people, claims, min(60, int(chosen.paretovariate(1.1))))


def extractions(world: World, articles: int, statements: int) -> Iterator[tuple[Event, Extraction, bool]]:
    """Articles with their event, and whether each copies the event's first one."""
    made = 0
    while made < articles:
        event = world.event()
        for number in range(min(event.articles, articles - made)):
            copy = event.wire is not None and world.random.random() < 0.3
            known = {
                "outlet": world.pick("outlets", 1)[0],
                "published": event.day + timedelta(days=min(number // 6, 9)),
            }
            found = (
                _copied(event.wire, number, **known)
                if copy and event.wire
                else _Article(world, event, statements).extraction(**known)
            )
            event.wire = event.wire or found
            made += 1
            yield event, found, copy


def _copied(of: Extraction, number: int, *, outlet: str, published: date) -> Extraction:
    """The same text in another outlet; ids follow."""
    document = Document.new(
        of.document.text,
        title=of.document.title,
        outlet=outlet,
        published=published,
        url=f"https://copy.example/{of.document.id}/{number}",
        language="en",
    )
    ids = {a.id: attribution_id(document.id, a.source, a.cue, a.content) for a in of.attributions}
    moved = tuple(a.with_(id=ids[a.id], within=a.within and ids[a.within]) for a in of.attributions)
    return Extraction(document, moved, of.mentions, of.entities)


class _Article:
    """One article: pieces of text and the findings in them, made together."""

    def __init__(self, world: World, event: Event, statements: int) -> None:
        self.world, self.event, self.random = world, event, world.random
        self.statements = max(1, round(self.random.gauss(statements, statements / 4)))
        self.pieces: list[str] = []
        self.place = 0
        self.entities: dict[str, Entity] = {}
        self.mentions: list[Mention] = []
        self.found: list[tuple[Span, Span, Span, dict[str, object]]] = []

    def extraction(self, *, outlet: str, published: date) -> Extraction:
        for _ in range(self.statements):
            self._passage(published)
        document = Document.new(
            "".join(self.pieces),
            title=self.world.sentence(5, 9).capitalize(),
            outlet=outlet if self.random.random() < 0.98 else None,
            published=published if self.random.random() < 0.99 else None,
            language="en",
        )
        attributions: list[Attribution] = []
        for source, cue, content, rest in self.found:
            parts = ((source,), (cue,), (content,))
            if rest.pop("nested", False) and attributions:
                rest["within"] = attributions[-1].id
            attributions.append(Attribution(attribution_id(document.id, *parts), *parts, **rest))  # type: ignore[arg-type]
        return Extraction(document, tuple(attributions), tuple(self.mentions), tuple(self.entities.values()))

    def _passage(self, day: date) -> None:
        """Narration, then: source, cue, content."""
        chosen = self.random
        polarity = chosen.choices(list(Polarity), (88, 7, 5))[0]
        kind = chosen.choices(list(Kind), (25, 15, 60))[0]
        claim = chosen.choice(self.event.claims) if chosen.random() < 0.4 else self.world.sentence(6, 24)
        source, speaker, type_ = self._speaker()
        self._write(self.world.sentence(8, 16).capitalize() + ". ")
        named = self._write(source)
        self._write(" ")
        cue = self._write(chosen.choice(CUES[polarity]))
        self._write(" ")
        content = self._write(f"“{claim}”" if kind is Kind.DIRECT else f"that {claim}")
        self._write(".\n\n" if chosen.random() < 0.5 else ". ")
        if speaker:
            form = MentionForm.NAME if type_ is SourceType.SPECIFIC else MentionForm.DESCRIPTION
            self.mentions.append(Mention(named, form, speaker))
        when = day - timedelta(days=chosen.randrange(4))
        rest: dict[str, object] = {
            "kind": kind,
            "attitude": chosen.choices(list(Attitude), (80, 8, 4, 8))[0],
            "polarity": polarity,
            "source_type": type_,
            "speaker": speaker,
            "medium": Medium("interview") if chosen.random() < 0.1 else None,
            "said": Said(when, when) if chosen.random() < 0.3 else None,
            "confidence": round(1 - chosen.random() ** 2 * 0.7, 3),
            "nested": chosen.random() < 0.08,
        }
        self.found.append((named, cue, content, rest))

    def _speaker(self) -> tuple[str, str | None, SourceType]:
        """The source's words, its entity, its type: 60 % named, 15 % described, the others left open."""
        way = self.random.random()
        if way < 0.6:
            name = self.random.choice(self.event.people)
            role = ROLES[sum(map(ord, name)) % len(ROLES)] if self.random.random() < 0.4 else None
            last = name.split()[1]
            key = self._entity(name, EntityKind.PERSON, (name, last), role)
            return name, key, SourceType.SPECIFIC
        words = self.random.choice(DESCRIPTIONS)
        if way < 0.75:
            return words, self._entity(words, EntityKind.UNNAMED, (words,), None), SourceType.UNNAMED
        return words, None, SourceType.COLLECTIVE if way < 0.9 else SourceType.UNNAMED

    def _entity(self, name: str, kind: EntityKind, names: tuple[str, ...], role: str | None) -> str:
        known = self.entities.get(name)
        if known is None:
            self.entities[name] = known = Entity(f"e{len(self.entities) + 1}", kind, name, names, role)
        return known.id

    def _write(self, text: str) -> Span:
        span = Span(self.place, self.place + len(text))
        self.pieces.append(text)
        self.place = span.end
        return span


class _Relations:
    """Files relations as the linker does, without comparing: copies with their echoes, and between articles
    of one event statements with the same claim."""

    def __init__(self, record: Record, seed: int) -> None:
        self.db, self.random = record._db, random.Random(seed)
        self.links = record.links()
        self.seen: dict[tuple[int, str], list[tuple[int, Attribution, bool]]] = {}
        self.numbers: dict[object, int] = {}
        self.db.run("INSERT INTO linkers (name) VALUES (?)", LINKER)

    def file(self, event: Event, found: Extraction, copy: bool, wire: str) -> None:
        document = self.links.key(found.document.id)
        self.db.run("DELETE FROM unlinked WHERE document = ?", document)
        sql = "SELECT a.id, a.key FROM attributions a JOIN runs r ON r.key = a.run WHERE r.document = ?"
        keys = dict(self.db.rows(sql, document))
        place = f"{found.document.published or '9999-12-31'} {found.document.id}"
        if copy:
            origin = self.links.key(wire)
            self.links.set_origin(document, origin, shared=200, share=0.9)
            row = (document, origin, place, found.document.outlet or "")
            self.db.run("INSERT INTO families VALUES (?, ?, ?, ?)", *row)
            self.db.run("INSERT OR IGNORE INTO families VALUES (?, ?, '', '')", origin, origin)
        for a in found.attributions:
            self._account(event, keys[a.id], a, found, copy, (document, place))

    def _account(
        self, event: Event, key: int, a: Attribution, found: Extraction, copy: bool, where: tuple[int, str]
    ) -> None:
        words = a.content[0].of(found.document.text).removeprefix("that ").strip("“”")
        if words not in event.claims:
            return
        known = self.seen.setdefault((id(event), words), [])
        wording = self.numbers.setdefault(words, len(self.numbers))
        stance = wording * 3 + list(Polarity).index(a.polarity)
        speaker = next((e.name for e in found.entities if e.id == a.speaker), None)
        said = (stance, speaker, where[1][:7])
        head = said not in self.numbers
        utterance = self.numbers.setdefault(said, len(self.numbers))
        echo = known[0][0] if copy and known else None
        row = (key, where[0], wording, stance, utterance, f"{where[1]} {a.id}", int(head), echo)
        self.db.run("INSERT INTO accounts VALUES (?, ?, ?, ?, ?, ?, ?, ?, '')", *row)
        if not head or echo:
            return
        for other, before, _ in self.random.sample(known, min(2, len(known))):
            clash = (before.polarity is Polarity.DENIES) != (a.polarity is Polarity.DENIES)
            relation = Relation.CONTRADICTS if clash else Relation.AGREES
            if clash and self.random.random() < 0.2:
                relation = Relation.UPDATES
            why = ("polarity", "one affirms what the other denies" if clash else "both say the same")
            score = round(0.5 + self.random.random() / 2, 3)
            spans = ((Span(0, 4),), a.content)
            self.links.link([(other, key, relation, score, None, *why, *spans)], LINKER)
        known.append((key, a, head))


def make(path: Path, articles: int, statements: int, seed: int = 1) -> None:
    """Makes the record at ``path``, which must not be there."""
    world = World(random.Random(seed), articles)
    made = extractions(world, articles, statements)
    start, done = time.process_time(), 0
    with open_record(path, create=True) as record:
        relations = _Relations(record, seed)
        while batch := list(islice(made, BATCH)):
            with record._db.writing():
                for event, found, copy in batch:
                    _Writer(record._db, found.document, now()).write(found, MODEL)
                    relations.file(event, found, copy, event.wire.document.id if event.wire else "")
            done += len(batch)
            if done % 5000 == 0:
                print(f"{done:,} articles, {time.process_time() - start:.0f} s", flush=True)
        with record._db.writing():
            for number in range(min(300, articles // 20)):
                record._db.run(
                    "INSERT INTO failures (origin, stage, reason, message, at) VALUES (?, ?, ?, ?, ?)",
                    *(
                        f"inbox/{number}.pdf",
                        "read",
                        "binary-input",
                        "this is no text; convert it first",
                        now(),
                    ),
                )
    print(f"{path}: {articles:,} articles, {time.process_time() - start:.0f} s of one processor")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("record", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--statements", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.record.exists():
        parser.error(f"{options.record} is there already")
    make(options.record, options.articles, options.statements, options.seed)


if __name__ == "__main__":
    main()
