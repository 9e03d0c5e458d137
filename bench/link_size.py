"""How long linking takes as a record grows: generated articles of ten attributions each.

    python bench/link_size.py 10000 /tmp/linked.db

Each article is of one of N/20 stories; its attributions draw a few words from the story's own and some from
common ones, so that those of one story meet in the index. One article in ten copies another of its story.
Prints, after each tenth, the articles, the processor time that linking the last hundred took, all time since
the start and the size of the file. Adding is not counted in the first.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

from onrecord.link.update import update
from onrecord.model import (
    Attribution,
    Document,
    Entity,
    EntityKind,
    Extraction,
    Kind,
    Mention,
    MentionForm,
    Span,
    attribution_id,
)
from onrecord.store import open_record

ATTRIBUTIONS = 10
SYLLABLES = ["ba", "re", "mi", "lo", "du", "ka", "ne", "si", "to", "ra", "ve", "ho", "ju", "pa", "el"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=int)
    parser.add_argument("path", type=Path)
    asked = parser.parse_args()
    started = time.perf_counter()
    linking: list[float] = []
    with open_record(asked.path, create=True) as record:
        for count, extraction in enumerate(generated(asked.articles), start=1):
            record.add(extraction, model="generated/1")
            before = time.process_time()
            update(record.links(), [record.links().key(extraction.document.id)])
            linking.append(time.process_time() - before)
            if count % max(1, asked.articles // 10) == 0:
                last = linking[-100:]
                size = asked.path.stat().st_size / 1e6
                pace = f"{1000 * sum(last) / len(last):6.1f} ms each  worst {1000 * max(last):6.1f} ms"
                spent = time.perf_counter() - started
                print(f"{count:>8} articles  {pace}  {spent:8.1f} s  {size:8.1f} MB", flush=True)


def generated(articles: int) -> Iterator[Extraction]:
    rng = random.Random(7)
    table = files("onrecord.link").joinpath("frequencies.txt").read_text(encoding="utf-8").splitlines()
    common = [line.split("\t")[0] for line in table if not line.startswith("#")]
    stories = [[_name(rng) for _ in range(4)] + rng.sample(common, 12) for _ in range(max(1, articles // 20))]
    written: dict[int, list[str]] = {}
    for number in range(articles):
        place = rng.randrange(len(stories))
        known = written.setdefault(place, [])
        if known and rng.random() < 0.1:
            said = list(rng.choice(known).split("\n"))
        else:
            said = [_sentence(rng, stories[place], common) for _ in range(ATTRIBUTIONS)]
        known.append("\n".join(said))
        yield _extraction(number, stories[place], said, rng)


def _name(rng: random.Random) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(3)).title()


def _sentence(rng: random.Random, story: list[str], common: list[str]) -> str:
    words = rng.sample(story, 4) + rng.choices(common, k=6)
    rng.shuffle(words)
    return f"the {' '.join(words[:5])} was {rng.choice(['', 'not '])}{words[5]} by {' '.join(words[6:])}"


def _extraction(number: int, story: list[str], said: list[str], rng: random.Random) -> Extraction:
    text, spans, sources = "", [], []
    for words in said:
        name = rng.choice(story[:4])
        sources.append((name, Span(len(text), len(text) + len(name))))
        text += f"{name} said "
        spans.append(Span(len(text), len(text) + len(words)))
        text += f"{words}.\n"
    day = date(2031, 1, 1) + timedelta(days=number % 365)
    document = Document.new(text, outlet=f"Outlet {number % 40}", published=day)
    names = sorted({name for name, _ in sources})
    entities = tuple(
        Entity(f"e{i}", EntityKind.PERSON, name, (name,)) for i, name in enumerate(names, start=1)
    )
    ids = {entity.name: entity.id for entity in entities}
    found = tuple(
        Attribution(
            attribution_id(document.id, (source,), (), (span,)),
            (source,),
            (),
            (span,),
            Kind.INDIRECT,
            speaker=ids[name],
        )
        for (name, source), span in zip(sources, spans, strict=True)
    )
    mentions = tuple(Mention(source, MentionForm.NAME, ids[name]) for name, source in sources)
    return Extraction(document, found, mentions, entities)


if __name__ == "__main__":
    main()
