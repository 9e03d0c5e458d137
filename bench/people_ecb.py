"""People across the articles of ECB+ (Cybulska and Vossen 2014), development topics.

    python -m bench.people_ecb [--read]

B³ (Bagga and Baldwin 1998), in points, over the mentions of people that ECB+ marks (``HUMAN_PART_PER``), all
articles on one record. The chains within an article are ECB+'s own, so that nothing but the joining across
articles is measured; with ``--read`` also those that the shipped reader finds (the texts come in tokens, with
a space before each mark, which it was not made for). Only who is named in an article goes on record; all
other chains stay in their article, whatever joins the rest.

``nobody joined`` leaves every chain in its article, ``equal names`` joins those whose fullest names are equal
once normalised, and ``faultless`` joins all who are on record as ECB+ does: what it lacks is what people
without names in an article cost. ECB+ tells neither outlet nor day. Its annotators left many an equal full
name of one topic unlinked (ten of a Vincent Jackson), and joining those costs precision here;
``equal full names one`` scores our joining with such instances taken for one.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.people import Key, answers, b_cubed
from evals.sets import data_folder

from onrecord.model import Document, Entity, EntityKind, Extraction, Mention, MentionForm, Span
from onrecord.resolve.across import update
from onrecord.resolve.across.context import context_of
from onrecord.resolve.across.forms import Style, form_of
from onrecord.resolve.lexicon import DEMONYMS, PERSON_NOUNS, PRONOUNS, ROLES
from onrecord.resolve.names import fold, parse_name, strip_possessive
from onrecord.resolve.nouns import singular
from onrecord.store import open_record

KIND = "HUMAN_PART_PER"
MARKS = "'\"“”,"

Place = tuple[str, int, int]
"""A mention: its article in ECB+, where it starts and ends there, in code points."""


@dataclass(frozen=True)
class Chain:
    """The mentions that one article has of one person: names, and other words (roles, pronouns)."""

    instance: str
    places: tuple[Place, ...]
    others: tuple[str, ...]
    names: tuple[str, ...]


def chains(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Chain]]:
    """ECB+'s own chains by article. A mention is a name if each of its words, but for titles, has a capital,
    and the first is no noun for people in our lists, nor is anybody in the set called so without a
    capital."""
    marked = {row["id"]: [m for m in row["mentions"] if m["type"] == KIND] for row in rows}
    said = {row["id"]: [row["text"][slice(*m["span"])] for m in marked[row["id"]]] for row in rows}
    words = (word.strip(MARKS) for texts in said.values() for text in texts for word in text.split())
    common = {word for word in words if word.islower()} | ROLES | PERSON_NOUNS | DEMONYMS | set(PRONOUNS)
    found: dict[str, list[Chain]] = {}
    for article, mentions in marked.items():
        by: dict[str, list[tuple[Place, str]]] = defaultdict(list)
        for mention, text in zip(mentions, said[article], strict=True):
            by[mention["instance"]].append(((article, *mention["span"]), text))
        found[article] = [
            Chain(
                instance,
                tuple(place for place, _ in members),
                tuple(text for _, text in members if not name_in(text, common)),
                tuple(filter(None, (name_in(text, common) for _, text in members))),
            )
            for instance, members in by.items()
        ]
    return found


def name_in(text: str, common: Container[str]) -> str | None:
    """The name that a mention is, as it would be printed ("Dr. Regina Benjamin" for "Dr . Regina Benjamin ,
    MD"); None for other words."""
    name = strip_possessive(text.partition(" ,")[0].replace(" .", ".").strip(MARKS))
    titles = parse_name(name).titles
    words = [w for w in name.split() if fold(w).strip(".") not in titles]
    if not words or not all(w[0].isupper() for w in words):
        return None
    first = fold(words[0]).partition("'")[0]
    return None if first in common or singular(first)[0] in common else name


def extraction(article: str, here: Sequence[Chain]) -> Extraction:
    """The article as a reader would put it on record who makes no mistake within it."""
    text, mentions, entities = f"Article {article}.\n", [], []
    for number, chain in enumerate(here):
        if not chain.names:
            continue
        names = tuple(dict.fromkeys(chain.names))
        id_ = f"e{number + 1}"
        mentions.append(Mention(Span(len(text), len(text) + len(names[0])), MentionForm.NAME, id_))
        text += f"{names[0]}.\n"
        roles = [words for words in chain.others if context_of(words).heads]
        fullest = max(names, key=lambda name: (len(form_of(name).given), len(name)))
        role = max(roles, key=len, default=None)
        entities.append(Entity(id_, EntityKind.PERSON, fullest, names, role))
    return Extraction(Document.new(text), (), tuple(mentions), tuple(entities))


def joined(found: Sequence[Extraction]) -> dict[Key, int]:
    """Who each entity is, with all on one record."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_record(Path(folder) / "ecb.db", create=True) as record,
    ):
        for each in found:
            record.add(each, model="bench/1")
        update(record.people())
        return answers(record)


def by_chain(here: Mapping[str, Sequence[Chain]]) -> None:
    """Prints the table for ECB+'s own chains."""
    read = {article: extraction(article, each) for article, each in here.items()}
    who = joined(list(read.values()))
    table = Table()
    for article, each in here.items():
        named = {entity.id: entity for entity in read[article].entities}
        for number, chain in enumerate(each):
            entity = named.get(f"e{number + 1}")
            person = who[read[article].document.id, entity.id] if entity else None
            for place in chain.places:
                table.put(place, chain.instance, (article, number), entity, person, chain.instance)
    table.print(one_by_name(here))


def by_reader(rows: Sequence[Mapping[str, Any]], here: Mapping[str, Sequence[Chain]]) -> None:
    """Prints the table for the chains that the shipped reader finds. A mention of ECB+'s, mostly one noun,
    is the shortest found one that overlaps it, or somebody of its own where there is none."""
    from onrecord.pipeline import extract

    read = dict(zip((r["id"] for r in rows), extract(Document.new(r["text"]) for r in rows), strict=True))
    who = joined([each for each in read.values() if isinstance(each, Extraction)])
    table = Table()
    for article, each in here.items():
        named = {e.id: e for e in read[article].entities if e.kind is EntityKind.PERSON and e.names}
        matched = {place: _entity(read[article], place) for chain in each for place in chain.places}
        instance = {place: chain.instance for chain in each for place in chain.places}
        most: dict[str | None, Counter[str]] = defaultdict(Counter)
        for place, id_ in matched.items():
            most[id_][instance[place]] += 1
        for place, id_ in matched.items():
            entity = named.get(id_ or "")
            person = who[read[article].document.id, entity.id] if entity else None
            left = (article, id_) if id_ else place
            table.put(place, instance[place], left, entity, person, most[id_].most_common(1)[0][0])
    table.print(one_by_name(here))


def _entity(found: Extraction, place: Place) -> str | None:
    _, start, end = place
    over = [m for m in found.mentions if m.entity and m.span.start < end and start < m.span.end]
    return min(over, key=lambda m: m.span.end - m.span.start).entity if over else None


class Table:
    """Who each mention is, by system."""

    def __init__(self) -> None:
        self.truth: dict[Place, str] = {}
        self.systems: dict[str, dict[Place, object]] = {
            name: {} for name in ("nobody joined", "equal names", "onrecord", "faultless")
        }

    def put(
        self,
        place: Place,
        instance: str,
        chain: object,
        entity: Entity | None,
        person: int | None,
        meant: str,
    ) -> None:
        """One mention: whose it is, its chain in the article, the entity if that is on record, who that is
        by our resolver, and whom most mentions of the chain mean."""
        alone, equal, ours, faultless = self.systems.values()
        self.truth[place], alone[place] = instance, chain
        equal[place] = form_of(entity.name).text if entity else chain
        ours[place] = person if entity else chain
        faultless[place] = meant if entity else chain

    def print(self, same: Mapping[str, str]) -> None:
        """A line for each system; ``same`` gives the instance that another is taken for."""
        print(f"{'':<22} {'P':>6} {'R':>6} {'F1':>6}")
        for system, found in self.systems.items():
            self._line(system, found, self.truth)
        linked = {place: same[instance] for place, instance in self.truth.items()}
        self._line("equal full names one", self.systems["onrecord"], linked)

    @staticmethod
    def _line(system: str, found: Mapping[Place, object], truth: Mapping[Place, str]) -> None:
        scores = " ".join(f"{score:6.2f}" for score in b_cubed(found, truth))
        print(f"{system:<22} {scores}", flush=True)


def one_by_name(here: Mapping[str, Sequence[Chain]]) -> dict[str, str]:
    """For each instance the first one of its topic that a common full name makes one with it."""
    meant: dict[str, str] = {}
    bearers: dict[tuple[str, str], str] = {}

    def first(instance: str) -> str:
        while instance in meant:
            instance = meant[instance]
        return instance

    for article, each in here.items():
        topic = article.partition("_")[0]
        for chain in each:
            for form in map(form_of, chain.names):
                if form.style is Style.FULL:
                    one = first(bearers.setdefault((topic, form.text), chain.instance))
                    if one != first(chain.instance):
                        meant[first(chain.instance)] = one
    return {chain.instance: first(chain.instance) for each in here.values() for chain in each}


def limits(here: Mapping[str, Sequence[Chain]]) -> None:
    """Prints how many mentions there are, and how many of them an article gives a name for."""
    every = [chain for each in here.values() for chain in each]
    articles = Counter(chain.instance for chain in every)
    total = sum(len(chain.places) for chain in every)
    named = sum(len(chain.places) for chain in every if chain.names)
    twice = [chain for chain in every if articles[chain.instance] > 1]
    mentions = sum(len(chain.places) for chain in twice)
    known = sum(len(chain.places) for chain in twice if chain.names)
    print(f"{len(here)} articles, {total} mentions of {len(articles)} people in {len(every)} chains")
    print(f"on record, being named in their article: {named} mentions, {100 * named / total:.1f} %")
    print(f"of people in several articles: {mentions} mentions, {100 * known / mentions:.1f} % on record")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--read", action="store_true", help="also by the chains that the shipped reader finds"
    )
    asked = parser.parse_args()
    file = data_folder() / "ecbplus" / "dev.jsonl"
    if not file.exists():
        print("ECB+ is not on this machine (see DATA.md)")
        return 0
    with file.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    here = chains(rows)
    limits(here)
    print("\nchains within an article: ECB+'s")
    by_chain(here)
    if asked.read:
        print("\nchains within an article: the shipped reader's")
        by_reader(rows, here)
    return 0


if __name__ == "__main__":
    sys.exit(main())
