"""Texts with the names in them exchanged for drawn ones, so that no name is learnt by heart."""

from __future__ import annotations

import random
import re
from pathlib import Path

from onrecord_train.coreference.corpora import Example, Place
from onrecord_train.coreference.invented import NAMES, Inventor


def renamed(examples: list[Example], cities: Path, seed: int) -> list[Example]:
    """The texts with the names of people, and half of those of places, exchanged for drawn ones."""
    inventor = Inventor(cities, seed)
    result = []
    for example in examples:
        region = inventor.rng.choice(list(NAMES.people))
        chosen: dict[str, str] = {}
        text, found, at = "", {}, 0
        for (a, b), kind in sorted((example.names or {}).items()):
            if a < at:
                continue
            old = example.text[a:b]
            new = old
            if kind == 0:
                full, surname = inventor.person(region)
                new = chosen.setdefault(old, full if " " in old else surname)
            elif kind == 2 and inventor.rng.random() < 0.5:
                new = chosen.setdefault(
                    old,
                    inventor.rng.choice(
                        inventor.cities if inventor.rng.random() < 0.6 else inventor.countries
                    ),
                )
            elif kind == 1 and inventor.rng.random() < 0.3 and " " in old:
                new = chosen.setdefault(old, inventor.body())
            text += example.text[at:a]
            found[len(text), len(text) + len(new)] = kind
            text += new
            at = b
        text += example.text[at:]
        if not example.unsure:
            result.append(Example(f"{example.name}/renamed", text, names=found))
    return result


def renamed_pronouns(examples: list[Example], folder: Path, seed: int) -> list[Example]:
    """Rows of GAP with both names, and every other word of them in the text, exchanged: the given name for
    one of the pronoun's gender, the rest for surnames. ``folder`` is that of the gazetteers."""
    rng = random.Random(seed)
    given = {g: (folder / f"nltk_names_{g}.txt").read_text("utf-8").split() for g in ("male", "female")}
    surnames = sorted(
        {
            w
            for _, names in NAMES.people.values()
            for w in names
            if w not in NAMES.particles and w[0].isupper()
        }
    )
    result = []
    for example in examples:
        assert example.gap is not None
        pronoun, a, is_a, b, is_b = example.gap
        gender = "female" if example.text[slice(*pronoun)].lower() in ("she", "her", "hers") else "male"
        chosen: dict[str, str] = {}
        for place in (a, b):
            for i, word in enumerate(re.findall(r"[^\W\d_][\w'’-]+", example.text[slice(*place)])):
                if word[0].isupper():
                    chosen.setdefault(word, rng.choice(given[gender] if i == 0 else surnames))
        if not chosen:
            continue
        pattern = re.compile(
            r"\b(?:" + "|".join(map(re.escape, sorted(chosen, key=len, reverse=True))) + r")\b"
        )
        text, moved, at = "", {}, 0
        for match in pattern.finditer(example.text):
            text += example.text[at : match.start()]
            moved[match.start()] = len(text)
            text += chosen[match.group()]
            moved[match.end()] = len(text)
            at = match.end()
        text += example.text[at:]

        def new(place: Place, moved: dict[int, int] = moved) -> Place:
            """Where a place has gone: as far behind the last exchanged word as it was."""
            ends = []
            for offset in place:
                known = max((m for m in moved if m <= offset), default=0)
                ends.append(moved.get(known, 0) + offset - known)
            return ends[0], ends[1]

        result.append(
            Example(f"{example.name}/renamed", text, gap=(new(pronoun), new(a), is_a, new(b), is_b))
        )
    return result
