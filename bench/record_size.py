"""How fast a record takes documents in, and how fast a large one answers.

    python bench/record_size.py [--documents 10000] [--attributions 20] [--folder FOLDER]

Documents are generated from a fixed seed: invented names and syllables, quoted with the skew of real news
(the most quoted speaker has a few percent of all statements). Prints one line for each figure; times are
wall-clock milliseconds, median and slowest of the repetitions.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from onrecord.model import (
    Attribution,
    Document,
    Entity,
    EntityKind,
    Extraction,
    Kind,
    Mention,
    MentionForm,
    Polarity,
    Said,
    Span,
    attribution_id,
)
from onrecord.store import Record, open_record

SYLLABLES = (
    *("ba", "de", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "we"),
    *("xi", "yo", "zu", "cha", "dri", "fle", "gra", "sto", "tri", "ven", "wal", "bren"),
)
REPEAT = 20


class Generator:
    """Extractions of invented articles. The same seed gives the same ones."""

    def __init__(self, seed: int, speakers: int, words: int) -> None:
        self.random = random.Random(seed)
        self.words = [self._word() for _ in range(words)]
        self.people = [f"{self._word().title()} {self._word().title()}" for _ in range(speakers)]
        self.outlets = [f"{self._word().title()} Post" for _ in range(12)]
        # Zipf's law holds for words, and near enough for how often people are quoted.
        self.word_weights = list(accumulate(1 / (rank + 2) for rank in range(words)))
        self.people_weights = list(accumulate(1 / (rank + 20) for rank in range(speakers)))

    def _word(self) -> str:
        return "".join(self.random.choices(SYLLABLES, k=self.random.randint(2, 4)))

    def _sentence(self, size: int) -> str:
        return " ".join(self.random.choices(self.words, cum_weights=self.word_weights, k=size))

    def extraction(self, attributions: int) -> Extraction:
        random_ = self.random
        people = random_.choices(self.people, cum_weights=self.people_weights, k=random_.randint(3, 7))
        people = list(dict.fromkeys(people))
        pieces: list[str] = []
        marks: list[tuple[str, Span, Span, Span]] = []
        place = 0
        for _ in range(attributions):
            lead, person, content = (
                self._sentence(12),
                random_.choice(people),
                self._sentence(random_.randint(8, 24)),
            )
            piece = f"{lead}. {person} said that {content}.\n"
            source = place + len(lead) + 2
            cue = source + len(person) + 1
            start = cue + len("said ")
            end = place + len(piece) - 2
            marks.append((person, Span(source, source + len(person)), Span(cue, cue + 4), Span(start, end)))
            pieces.append(piece)
            place += len(piece)
        published = date(2024, 1, 1) + timedelta(days=random_.randrange(700))
        document = Document.new(
            "".join(pieces),
            title=self._sentence(6).capitalize(),
            outlet=random_.choice(self.outlets),
            published=published,
            language="en",
        )
        ids = {person: f"e{i}" for i, person in enumerate(people, start=1)}
        return Extraction(
            document,
            tuple(self._attribution(document, ids[person], *spans) for person, *spans in marks),
            tuple(Mention(spans[0], MentionForm.NAME, ids[person]) for person, *spans in marks),
            tuple(Entity(ids[p], EntityKind.PERSON, p, (p, p.split()[1])) for p in people),
        )

    def _attribution(
        self, document: Document, speaker: str, source: Span, cue: Span, content: Span
    ) -> Attribution:
        assert document.published
        day = document.published - timedelta(days=self.random.randrange(4))
        return Attribution(
            attribution_id(document.id, (source,), (cue,), (content,)),
            (source,),
            (cue,),
            (content,),
            self.random.choice(list(Kind)),
            polarity=self.random.choice(list(Polarity)),
            speaker=speaker,
            said=Said(day, day) if self.random.random() < 0.3 else None,
            confidence=round(self.random.random(), 3),
        )

    def extractions(self, documents: int, attributions: int) -> Iterator[Extraction]:
        return (self.extraction(attributions) for _ in range(documents))


def timed(question: Callable[[], object]) -> list[float]:
    times = []
    for _ in range(REPEAT):
        start = time.perf_counter()
        question()
        times.append((time.perf_counter() - start) * 1000)
    return times


def show(what: str, question: Callable[[], object]) -> None:
    found = question()
    times = timed(question)
    size = len(found) if isinstance(found, tuple) else 1
    print(
        f"{what:<58} {size:>6} found  median {statistics.median(times):7.2f} ms  slowest {max(times):7.2f} ms"
    )


def fill(record: Record, generator: Generator, documents: int, attributions: int) -> None:
    made = list(generator.extractions(documents, attributions))
    start = time.perf_counter()
    for extraction in made:
        record.add(extraction, model="bench/1")
    took = time.perf_counter() - start
    print(
        f"added {documents} documents × {attributions} attributions in {took:.1f} s: "
        f"{documents / took * 60:,.0f} a minute"
    )


def ask(record: Record, generator: Generator) -> None:
    speakers = record.speakers(limit=3000)
    ranks = {"most quoted": speakers[0], "100th": speakers[99], "1,000th": speakers[999]}
    for rank, speaker in ranks.items():
        name = speaker.name
        show(f"who, {rank} ({speaker.statements} statements)", lambda name=name: record.who(name))
        show(f"who, {rank}, first 50", lambda name=name: record.who(name, limit=50))
    common, usual, rare = generator.words[0], generator.words[300], generator.words[15_000]
    for what, words in (("commonest word", common), ("300th word", usual), ("15,000th word", rare)):
        show(f"said, {what}, 20 hits", lambda words=words: record.said(words, limit=20))
    show("said, two words, 20 hits", lambda: record.said(f"{usual} {generator.words[200]}", limit=20))
    show("said, phrase, 20 hits", lambda: record.said(f'"{common} {generator.words[1]}"', limit=20))
    show("said, beginning, 20 hits", lambda: record.said(f"{usual[:5]}*", limit=20))
    name = speakers[99].name
    show("said, with speaker", lambda: record.said(common, speaker=name, limit=20))
    show(
        "said, with outlet and dates",
        lambda: record.said(
            usual, outlet=generator.outlets[0], since=date(2024, 6, 1), until=date(2024, 12, 31), limit=20
        ),
    )
    key = next(record.extractions()).document.id
    show("document and findings by id", lambda: record.extraction(key))
    for what, question in (("summary", record.summary), ("verify", record.verify)):
        start = time.perf_counter()
        question()
        print(f"{what:<58} {(time.perf_counter() - start) * 1000:,.0f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--attributions", type=int, default=20)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    generator = Generator(seed=1, speakers=8_000, words=30_000)
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        path = Path(folder) / "bench.db"
        with open_record(path, create=True) as record:
            fill(record, generator, options.documents, options.attributions)
        size = path.stat().st_size / 1e6
        with open_record(path, readonly=True) as record:
            text = sum(len(e.document.text.encode()) for e in record.extractions()) / 1e6
            print(f"record of {size:.1f} MB for {text:.1f} MB of text")
            ask(record, generator)


if __name__ == "__main__":
    main()
