"""Who is told apart from whom: 5,000 invented people in 20,000 mentions (`bench/invented_people.py`).

    python bench/people.py [--seeds 101 102] [--people 5000] [--mentions 20000]

Every mention is put on record and placed as `onrecord add` does it. B³ (Bagga and Baldwin 1998) by mention,
in points. Seeds below 100 were used for fitting and for choosing thresholds; report with others.
``equal names`` takes equal normalised names for one person. ``oracle`` is a reader who knows of every other
mention whose it is, and gives this one to the one person with a fitting name whose other mentions share most
offices, affiliations, company and outlets with it, or leaves it alone where two share equally much: no bound,
but what knowing everything else gives.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.invented_people import Piece, World

from onrecord.model import Document, Entity, EntityKind, Extraction, Mention, MentionForm, Span
from onrecord.resolve.across import update
from onrecord.resolve.across.agreement import agreement
from onrecord.resolve.across.context import context_of
from onrecord.resolve.across.forms import form_of
from onrecord.store import Record, open_record

Key = tuple[str, str]
"""A document's id and an entity's there."""


def extraction(piece: Piece) -> Extraction:
    """The article as the reader within an article would have found it."""
    text, mentions, entities = f"Article {piece.number}.\n", [], []
    named = [(n.name, n.description, EntityKind.PERSON) for n in piece.people]
    named += [(body, None, EntityKind.ORGANISATION) for body in piece.bodies]
    for name, description, kind in named:
        id_ = f"e{len(entities) + 1}"
        mentions.append(Mention(Span(len(text), len(text) + len(name)), MentionForm.NAME, id_))
        text += f"{name}, {description}.\n" if description else f"{name}.\n"
        entities.append(Entity(id_, kind, name, (name,), description))
    document = Document.new(text, outlet=piece.outlet, published=piece.day)
    return Extraction(document, (), tuple(mentions), tuple(entities))


def filled(record: Record, world: World) -> dict[Key, int]:
    """Puts a world on record; returns whose each mention is."""
    truth = {}
    for piece in world.articles():
        found = extraction(piece)
        record.add(found, model="bench/1")
        for i, named in enumerate(piece.people, start=1):
            truth[found.document.id, f"e{i}"] = named.person
    return truth


def answers(record: Record) -> dict[Key, int]:
    """Who each mention is on record."""
    sql = """SELECT d.id, l.local, o.entity FROM local_entities l JOIN runs r ON r.key = l.run
             JOIN documents d ON d.key = r.document JOIN entity_of o ON o.local = l.key
             WHERE l.kind = 'person'"""
    return {(document, local): entity for document, local, entity in record._db.rows(sql)}


def b_cubed(found: Mapping[Any, object], truth: Mapping[Any, object]) -> tuple[float, float, float]:
    """Precision, recall and F1, in points."""
    sizes, wanted = Counter(found.values()), Counter(truth.values())
    cells = Counter((found[key], truth[key]) for key in truth)
    precision = sum(cells[found[k], truth[k]] / sizes[found[k]] for k in truth) / len(truth)
    recall = sum(cells[found[k], truth[k]] / wanted[truth[k]] for k in truth) / len(truth)
    return 100 * precision, 100 * recall, 200 * precision * recall / (precision + recall)


def oracle(world: World, keys: list[list[Key]]) -> dict[Key, object]:
    """See the module's docstring."""
    pieces = list(world.articles())
    rows = []
    for piece, here in zip(pieces, keys, strict=True):
        company = {n.person for n in piece.people}
        for named, key in zip(piece.people, here, strict=True):
            said = context_of(named.description)
            facts = {("h", h) for h in said.heads} | {("t", t) for t in said.tokens}
            facts |= {("c", other) for other in company - {named.person}} | {("o", piece.outlet)}
            rows.append((key, named.person, form_of(named.name), frozenset(facts)))
    by_word: dict[str, set[int]] = defaultdict(set)
    known: dict[int, list[int]] = defaultdict(list)
    for i, (_, person, _form, _) in enumerate(rows):
        known[person].append(i)
        human = world.humans[person]
        by_word[human.surname.removeprefix("al-")[:1]].add(person)
    counts = {person: Counter(f for i in members for f in rows[i][3]) for person, members in known.items()}
    forms = {person: {rows[i][2] for i in members} for person, members in known.items()}
    common = Counter(f for _, _, _, facts in rows for f in facts)
    found: dict[Key, object] = {}
    for key, person, form, facts in rows:
        rivals = _rivals(form, person, world, forms)
        scored = []
        for rival in rivals:
            own = facts if rival == person else frozenset()
            shared = [f for f in facts if counts[rival][f] - (f in own) > 0]
            scored.append((sum(1 / common[f] for f in shared), rival))
        best = max(scored)
        tied = sum(score == best[0] for score, _ in scored) > 1
        found[key] = ("alone", key) if tied else best[1]
    return found


def _rivals(form: object, person: int, world: World, forms: Mapping[int, set]) -> list[int]:  # type: ignore[type-arg]
    surname = world.humans[person].surname
    near = world.by_surname.setdefault(surname, [h.number for h in world.humans if h.surname == surname])
    return [n for n in near if n == person or any(agreement(form, other) for other in forms.get(n, ()))]  # type: ignore[arg-type]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, nargs="+", default=[101, 102, 103])
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--mentions", type=int, default=20_000)
    asked = parser.parse_args()
    print(f"{'seed':>5} {'system':<22} {'P':>6} {'R':>6} {'F1':>6}  seconds of processor")
    for seed in asked.seeds:
        world = World(seed, asked.people, asked.mentions)
        with tempfile.TemporaryDirectory() as folder:  # noqa: SIM117 - the file must be closed first
            with open_record(Path(folder) / "people.db", create=True) as record:
                truth = filled(record, world)
                begun = time.process_time()
                update(record.people())
                spent = time.process_time() - begun
                show(seed, "onrecord", b_cubed(answers(record), truth), spent)
                pieces = list(World(seed, asked.people, asked.mentions).articles())
                found = [extraction(piece) for piece in pieces]
                keys = [
                    [(x.document.id, e.id) for e in x.entities if e.kind is EntityKind.PERSON] for x in found
                ]
                names = {
                    (x.document.id, e.id): form_of(e.name).text
                    for x in found
                    for e in x.entities
                    if e.kind is EntityKind.PERSON
                }
                show(seed, "equal names", b_cubed(names, truth), 0)
                fresh = World(seed, asked.people, asked.mentions)
                show(seed, "oracle", b_cubed(oracle(fresh, keys), truth), 0)


def show(seed: int, system: str, scores: tuple[float, float, float], seconds: float) -> None:
    """One line of the table."""
    print(
        f"{seed:>5} {system:<22} " + " ".join(f"{s:6.2f}" for s in scores) + f"  {seconds:8.1f}", flush=True
    )


if __name__ == "__main__":
    main()
