"""How long linking takes as a record grows: generated articles of ten attributions each.

    python -m bench.link_size 10000 /tmp/linked.db

Each article is of a story, which belongs to one of 40 beats that last; stories are of uneven size and told
within days. An attribution takes some words from its story and its beat, the others as often as news has them
(the weights that come with the package), and one in four says a claim of the story once more. One article in
ten copies another of its story. Articles are added day by day in batches of 1,000 and then linked, all in the
processor time of one process. Prints, after each tenth, what one more batch cost by
the article, the most memory so far and the size of the file; at the end what one more article costs by
itself.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from itertools import accumulate, islice
from pathlib import Path
from typing import NamedTuple

from bench.reported import Report, reported

from onrecord.link.update import update
from onrecord.model import Extraction
from onrecord.store import Record, open_record

ATTRIBUTIONS = 10
A_DAY = 274
"""Articles of a day: 100,000 in a year, seven from each of 40 outlets. A record grows by days, and what is
said in a week is as much in a small record as in a large one."""
BEATS = 40
BATCH = 1_000
LATE = 100
SYLLABLES = ["ba", "re", "mi", "lo", "du", "ka", "ne", "si", "to", "ra", "ve", "ho", "ju", "pa", "el"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=int)
    parser.add_argument("path", type=Path)
    asked = parser.parse_args()
    made = generated(asked.articles + LATE)
    with open_record(asked.path, create=True) as record:
        adding = linking = 0.0
        for done in range(BATCH, asked.articles + 1, BATCH):
            before = time.process_time()
            for extraction in islice(made, BATCH):
                record.add(extraction, model="generated/1")
            between = time.process_time()
            update(record.links())
            after = time.process_time()
            adding, linking = adding + between - before, linking + after - between
            if done % max(BATCH, asked.articles // 10) == 0:
                print(
                    f"{done:>8} articles  linked at {1000 * (after - between) / BATCH:6.2f} ms each"
                    f"  all: added {adding:7.1f} s, linked {linking:7.1f} s"
                    f"  {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:>5} MB in memory"
                    f"  {asked.path.stat().st_size / 1e6:8.1f} MB on disk",
                    flush=True,
                )
        late = sorted(_one_more(record, extraction) for extraction in made)
        median, most = late[len(late) // 2], late[len(late) * 95 // 100]
        print(
            f"one more: {1000 * median:.1f} ms in the median, {1000 * most:.1f} ms at 95 %, "
            f"{1000 * late[-1]:.1f} ms at most"
        )


def _one_more(record: Record, extraction: Extraction) -> float:
    record.add(extraction, model="generated/1")
    before = time.process_time()
    update(record.links())
    return time.process_time() - before


def generated(articles: int) -> Iterator[Extraction]:
    """Articles in the order of their days."""
    rng = random.Random(7)
    table = files("onrecord.link").joinpath("frequencies.txt").read_text(encoding="utf-8").splitlines()
    weights = dict(line.split("\t") for line in table if not line.startswith("#"))
    words = Words(rng, list(weights), list(accumulate(2 ** -float(w) for w in weights.values())))
    telling = [word for word, weight in weights.items() if float(weight) > 4]
    known = [_name(rng) for _ in range(20)]
    beats = [Beat([*known, *(_name(rng) for _ in range(30))], rng.sample(telling, 30)) for _ in range(BEATS)]
    for number, (day, story) in enumerate(_schedule(rng, articles, beats, telling)):
        if story.printed and rng.random() < 0.1:
            said = rng.choice(story.printed)
        else:
            said = [words.sentence(story) for _ in range(ATTRIBUTIONS)]
            story.printed.append(said)
        yield _extraction(number, story.people, said, day, rng)


def _schedule(
    rng: random.Random, articles: int, beats: list[Beat], telling: list[str]
) -> Iterator[tuple[date, Story]]:
    """Which story each article is of, and its day: a story is told most on its first days, a large one for
    longer."""
    days = max(1, articles // A_DAY)
    told: list[tuple[int, int, Story]] = []
    while len(told) < articles:
        beat = rng.choice(beats)
        people = [*rng.sample(beat.people[:20], 1), *rng.sample(beat.people[20:], 3)]
        story = Story(beat, people, rng.sample(telling, 25), [], [])
        size = min(300, int(rng.paretovariate(1.1)))
        first, lasting = rng.randrange(days), 1 + size / 20
        for _ in range(size):
            told.append((first + int(rng.expovariate(1 / lasting)), len(told), story))
    for day, _, story in sorted(told[:articles], key=lambda each: each[:2]):
        yield date(2031, 1, 1) + timedelta(days=day), story


class Beat(NamedTuple):
    """What is reported on for the whole time: who speaks in its stories, first those that every beat knows;
    and words that come up in all."""

    people: list[str]
    words: list[str]


class Story(NamedTuple):
    """Who speaks in a story, its own words, its claims so far, and what its articles say."""

    beat: Beat
    people: list[str]
    words: list[str]
    claims: list[str]
    printed: list[list[str]]


class Words(NamedTuple):
    """Words as often as news has them."""

    rng: random.Random
    all: list[str]
    often: list[float]

    def sentence(self, story: Story) -> str:
        """A claim of the story, said before in one of four cases."""
        rng = self.rng
        if story.claims and rng.random() < 0.25:
            return rng.choice(story.claims)
        own = [*rng.sample(story.words, rng.randint(0, 2)), *rng.sample(story.beat.words, rng.randint(1, 4))]
        if rng.random() < 0.35:
            own.append(rng.choice(story.people))
        found = own + rng.choices(self.all, cum_weights=self.often, k=rng.randint(5, 18))
        rng.shuffle(found)
        cut = len(found) // 2
        said = f"the {' '.join(found[:cut])} was {rng.choice(['', 'not '])}{' '.join(found[cut:])}"
        story.claims.append(said)
        return said


def _name(rng: random.Random) -> str:
    return " ".join("".join(rng.choice(SYLLABLES) for _ in range(3)).title() for _ in range(2))


def _extraction(number: int, people: list[str], said: list[str], day: date, rng: random.Random) -> Extraction:
    reports = [Report(rng.choice(people), words) for words in said]
    return reported(reports, outlet=f"Outlet {number % 40}", published=day)


if __name__ == "__main__":
    main()
