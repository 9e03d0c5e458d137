"""Invented news sentences with invented names of many countries: what the open sets of names lack.

The open sets are encyclopaedic or tweets, and Western. Given names and surnames are written here from common
knowledge, by region, and combined at random; bodies are built from patterns; cities and countries come from
the gazetteer. Titles and nationalities stay outside the names, as in the open sets.
"""

from __future__ import annotations

import csv
import random
import re
import tomllib
from importlib.resources import files
from pathlib import Path

from onrecord_train.coreference.corpora import Example, Place


class Names:
    """The tables of names.toml: lists of words by name, and for each region given names and surnames."""

    def __init__(self) -> None:
        tables = tomllib.loads(files(__package__).joinpath("names.toml").read_text("utf-8"))
        people = tables.pop("people")
        self.people: dict[str, tuple[list[str], list[str]]] = {
            region: (names["given"], names["surnames"]) for region, names in people.items()
        }
        self.particles = frozenset(tables.pop("particles"))
        self.lists: dict[str, list[str]] = tables


NAMES = Names()
_SLOT = re.compile(r"\{(\w+)\}")


class Inventor:
    """Draws people, bodies and places; one region a text, mostly."""

    def __init__(self, cities: Path, seed: int) -> None:
        self.rng = random.Random(seed)
        with cities.open(encoding="utf-8") as lines:
            rows = list(csv.DictReader(lines))
        self.cities = [r["name"] for r in rows if r["name"][0].isupper() and len(r["name"]) < 22]
        self.countries = sorted({r["country"] for r in rows if "," not in r["country"]})

    def person(self, region: str) -> tuple[str, str]:
        """(full name, surname)."""
        given, words = NAMES.people[region]
        first = self.rng.choice(given)
        if self.rng.random() < 0.12:
            first += " " + self.rng.choice(
                [self.rng.choice(given), self.rng.choice("ABCDEFGHJKLMNPRST") + "."]
            )
        at = self.rng.randrange(len(words))
        while at > 0 and words[at - 1] in NAMES.particles:
            at -= 1
        last = [words[at]]
        while last[-1] in NAMES.particles and at + len(last) < len(words):
            last.append(words[at + len(last)])
        surname = " ".join(last)
        if region == "latin america" and self.rng.random() < 0.25:
            second = self.rng.choice([w for w in words if w not in NAMES.particles])
            return f"{first} {surname} {second}", surname
        if (region == "china" and self.rng.random() < 0.8) or (region == "korea and japan" and "-" in first):
            return f"{surname} {first}", surname
        return f"{first} {surname}", surname

    def body(self, patterns: list[str] = NAMES.lists["bodies"]) -> str:
        """The name of an organisation."""
        fill = {
            "A": self.rng.choice(NAMES.lists["adjectives"]),
            "C": self.rng.choice(self.cities),
            "K": self.rng.choice(self.countries),
            "M": self.rng.choice(NAMES.lists["matters"]),
            "W": self.rng.choice(NAMES.lists["words"]),
        }
        return self.rng.choice(patterns).format(**fill)

    def text(self, name: str, sentences: int) -> Example:
        """Some sentences as one text, often about the same few people and bodies."""
        region = self.rng.choice(list(NAMES.people))
        people = [
            self.person(region if self.rng.random() < 0.8 else self.rng.choice(list(NAMES.people)))
            for _ in range(4)
        ]
        bodies = [self.body() for _ in range(4)]
        text, found = "", {}
        for _ in range(sentences):
            template = self.rng.choice(NAMES.lists["sentences"])
            text += ("\n" if self.rng.random() < 0.4 else " ") if text else ""
            text = self._filled(template, text, found, people, bodies)
        return Example(name, text, names=found)

    def _filled(
        self, template: str, text: str, found: dict[Place, int], people: list, bodies: list[str]
    ) -> str:
        at = 0
        order = self.rng.sample(people, len(people))
        for match in _SLOT.finditer(template):
            text += template[at : match.start()]
            at = match.end()
            word, kind = self._slot(match.group(1), order, bodies)
            if kind is not None:
                found[len(text), len(text) + len(word)] = kind
            text += word
        return text + template[at:]

    def _slot(self, slot: str, order: list, bodies: list[str]) -> tuple[str, int | None]:
        rng = self.rng
        if slot in ("P", "UP"):
            full = order[0][0]
            order.append(order.pop(0))
            return (full.upper() if slot == "UP" else full), 0
        if slot in ("p", "p2"):
            return order[-1 if slot == "p" else -2][1], 0
        if slot == "O":
            return (rng.choice(bodies) if rng.random() < 0.7 else self.body()), 1
        if slot == "o":
            words = [w for w in rng.choice(bodies).split() if w[0].isupper()]
            short = "".join(w[0] for w in words)
            return (
                short
                if len(short) > 2
                else "".join(rng.choice("ABCDEFGIKLMNOPRSTU") for _ in range(rng.randint(3, 5)))
            ), 1
        if slot == "N":
            return self.body(NAMES.lists["media"]), 1
        if slot in ("C", "U"):
            city = rng.choice(self.cities)
            return (city.upper() if slot == "U" else city), 2
        if slot == "K":
            return rng.choice(self.countries), 2
        plain = {
            "A0": NAMES.lists["adjectives"],
            "T": NAMES.lists["titles"],
            "R": NAMES.lists["roles"],
            "D": NAMES.lists["days"],
            "J": ["president", "prime minister", "foreign minister", "king", "minister"],
        }
        return rng.choice(plain[slot]), None


def invented(cities: Path, texts: int, seed: int = 7) -> list[Example]:
    """``texts`` texts of some sentences each; the same for the same seed."""
    inventor = Inventor(cities, seed)
    return [inventor.text(f"invented/{i}", inventor.rng.randint(4, 9)) for i in range(texts)]
