"""The resolver's side of a record: forms, nodes and figures as `onrecord.resolve.across` files them.

Its values come and go as text and numbers; this page knows how to file them, not what they mean.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date

from onrecord.figures import FormRow, Judged, Local, NodeRow, Sighting
from onrecord.model import EntityKind
from onrecord.store.database import Database, Row
from onrecord.store.entities import name_node

CLASSES = {
    EntityKind.PERSON: "person",
    EntityKind.UNKNOWN: "person",
    EntityKind.ORGANISATION: "body",
    EntityKind.GROUP: "body",
    EntityKind.PLACE: "place",
}


_SIGHTING = """
    SELECT l.key, l.run, d.id, d.published, d.outlet, l.name, l.names, l.description
    FROM figures f JOIN local_entities l ON l.key = f.local
    JOIN runs r ON r.key = l.run JOIN documents d ON d.key = r.document"""

_NODE = """
    SELECT n.key, n.id, n.context, (SELECT count(*) FROM figures f WHERE f.node = n.key),
           n.person, n.entity, n.core
    FROM nodes n"""

_FORM = "SELECT key, class, text, style, readings FROM forms"

JUDGED = """
    SELECT j.id, j.verdict, a.id, j.left_name, b.id, j.right_name FROM judgements j
    JOIN documents a ON a.key = j.left_document JOIN documents b ON b.key = j.right_document
    WHERE NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.judgement = j.key)"""


class People:
    """See `onrecord.resolve.across.register.Register` for what each method is for."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._named: dict[int, set[str]] = {}

    # ruff: noqa: D102 - the protocol says what each is for

    def together(self) -> AbstractContextManager[None]:
        return self._db.writing()

    def begin(self, placer: str) -> None:
        if self._db.value("SELECT placer FROM placed LIMIT 1") in (None, placer):
            return
        with self._db.writing():
            for table in ("placed", "form_keys", "form_links"):
                self._db.run(f"DELETE FROM {table}")
            self._db.run("UPDATE forms SET readings = 0")
            self._db.run("INSERT OR IGNORE INTO unsettled SELECT key FROM forms")

    def waiting(self, placer: str, limit: int) -> Sequence[int]:
        sql = """SELECT r.key FROM runs r JOIN documents d ON d.key = r.document
                 WHERE NOT EXISTS (SELECT 1 FROM placed p WHERE p.run = r.key AND p.placer = ?)
                 ORDER BY r.key LIMIT ?"""
        return [key for (key,) in self._db.rows(sql, placer, limit)]

    def document_of(self, reading: int) -> str:
        sql = "SELECT d.id FROM runs r JOIN documents d ON d.key = r.document WHERE r.key = ?"
        return str(self._db.value(sql, reading))

    def readings_of(self, document: str) -> Sequence[int]:
        sql = "SELECT r.key FROM runs r JOIN documents d ON d.key = r.document WHERE d.id = ? ORDER BY 1"
        return [key for (key,) in self._db.rows(sql, document)]

    def locals(self, reading: int) -> Sequence[Local]:
        # An entity that is in its document alone keeps a node of its own there: it has no name, or shares it.
        sql = """SELECT l.key, l.kind, l.name, l.names, l.description,
                        (SELECT max(m.form = 'name') FROM mentions m WHERE m.run = l.run AND m.entity = l.key)
                 FROM local_entities l WHERE l.run = ? ORDER BY l.key"""
        found = []
        for key, kind, name, names, description, named in self._db.rows(sql, reading):
            unmentioned = named is None and kind != EntityKind.UNKNOWN
            if kind == EntityKind.UNNAMED or not (named or unmentioned) or not name.strip():
                continue
            class_ = CLASSES[EntityKind(kind)]
            found.append(Local(key, class_, name, tuple(json.loads(names)), description))
        return found

    # Forms

    def form(
        self, class_: str, text: str, style: str, sounds: tuple[str, str] | None
    ) -> tuple[FormRow, bool]:
        found = self.find_form(class_, text)
        if found is not None:
            return found, found.readings == 0
        surname, given = sounds or (None, None)
        sql = "INSERT INTO forms (class, text, style, surname, given) VALUES (?, ?, ?, ?, ?)"
        key = self._db.run(sql, class_, text, style, surname, given)
        return FormRow(key, class_, text, style, 0), True

    def form_row(self, number: int) -> FormRow:
        return FormRow(*self._db.rows(f"{_FORM} WHERE key = ?", number)[0])

    def find_form(self, class_: str, text: str) -> FormRow | None:
        row = self._db.row(f"{_FORM} WHERE class = ? AND text = ?", class_, text)
        return FormRow(*row) if row else None

    def file_under(self, form: int, numbers: Iterable[int]) -> None:
        self._db.run_many("INSERT OR IGNORE INTO form_keys VALUES (?, ?)", ((n, form) for n in numbers))

    def forms_under(self, numbers: Iterable[int], styles: Sequence[str], most: int) -> Sequence[FormRow]:
        sql = """SELECT DISTINCT f.key, f.class, f.text, f.style, f.readings
                 FROM json_each(?) j CROSS JOIN form_keys k ON k.number = j.value
                 CROSS JOIN forms f ON f.key = k.form
                 WHERE f.style IN (SELECT value FROM json_each(?)) ORDER BY f.text, f.class LIMIT ?"""
        rows = self._db.rows(sql, json.dumps(list(numbers)), json.dumps(styles), most)
        return [FormRow(*row) for row in rows]

    def link(self, form: int, others: Iterable[int]) -> None:
        pairs = [pair for other in others for pair in ((form, other), (other, form))]
        self._db.run_many("INSERT OR IGNORE INTO form_links VALUES (?, ?)", pairs)

    def linked(self, form: int) -> Sequence[int]:
        return [k for (k,) in self._db.rows("SELECT other FROM form_links WHERE form = ?", form)]

    def bearers(self, surname: str, most: int) -> int:
        sql = "SELECT count(*) FROM (SELECT DISTINCT given FROM forms WHERE surname = ? LIMIT ?)"
        return int(self._db.value(sql, surname, most))

    def forms_sounding(self, surname: str) -> Sequence[int]:
        return [k for (k,) in self._db.rows("SELECT key FROM forms WHERE surname = ?", surname)]

    def count(self, form: int) -> int:
        sql = "UPDATE forms SET readings = readings + 1 WHERE key = ? RETURNING readings"
        return int(self._db.value(sql, form))

    def forms_beside(self, form: int) -> Sequence[int]:
        sql = """SELECT DISTINCT n.form FROM nodes here JOIN figures f ON f.node = here.key
                 JOIN local_entities one ON one.key = f.local JOIN local_entities l ON l.run = one.run
                 JOIN figures g ON g.local = l.key JOIN nodes n ON n.key = g.node
                 JOIN forms o ON o.key = n.form WHERE here.form = ? AND o.style <> 'body'"""
        return [k for (k,) in self._db.rows(sql, form)]

    def forms_in(self, document: str, name: str) -> Sequence[int]:
        sql = """SELECT DISTINCT o.key FROM documents d CROSS JOIN runs r ON r.document = d.key
                 CROSS JOIN local_entities l ON l.run = r.key CROSS JOIN figures f ON f.local = l.key
                 CROSS JOIN nodes n ON n.key = f.node CROSS JOIN forms o ON o.key = n.form
                 WHERE d.id = ? AND o.text = ? ORDER BY 1"""
        return [k for (k,) in self._db.rows(sql, document, name)]

    def nodes_in(self, form: int, document: str) -> Sequence[int]:
        sql = """SELECT DISTINCT n.key FROM documents d JOIN runs r ON r.document = d.key
                 JOIN local_entities l ON l.run = r.key JOIN figures f ON f.local = l.key
                 JOIN nodes n ON n.key = f.node WHERE d.id = ? AND n.form = ? ORDER BY n.id"""
        return [k for (k,) in self._db.rows(sql, document, form)]

    def leaders(self, forms: Sequence[int]) -> Sequence[str]:
        """Ids of the entities that have a node of these forms."""
        sql = """SELECT DISTINCT e.id FROM json_each(?) j CROSS JOIN nodes n ON n.form = j.value
                 JOIN nodes e ON e.key = n.entity ORDER BY 1"""
        return [id_ for (id_,) in self._db.rows(sql, json.dumps(list(forms)))]

    # Figures and nodes

    def put(self, local: int, form: int | None, context: str, key: str, names: Iterable[str]) -> NodeRow:
        row = self._db.row("SELECT key FROM nodes WHERE id = ?", key)
        before = int(self._db.value("SELECT node FROM figures WHERE local = ?", local))
        if row is None and self._renamed(before, form, context, key):
            return NodeRow(before, key, context, 0, None, before, False)
        size = 0
        if row is None:
            node = int(self._db.value("SELECT coalesce(max(key), 0) + 1 FROM nodes"))
            sql = "INSERT INTO nodes (key, id, form, context, entity, person) VALUES (?, ?, ?, ?, ?, ?)"
            self._db.run(sql, node, key, form, context, node, node)
        else:
            (node,) = row
            size = len(self._db.rows("SELECT 1 FROM figures WHERE node = ? LIMIT 64", node))
        if before != node:
            self._db.run("UPDATE figures SET node = ? WHERE local = ?", node, local)
            self._name(node, names)
            self._leave(before, local)
        return NodeRow(node, key, context, size, None, node, False)

    def _renamed(self, node: int, form: int | None, context: str, key: str) -> bool:
        """Makes a provisional node with one figure the node of that key; False where that cannot be."""
        sql = """UPDATE nodes SET id = ?, form = ?, context = ?, person = key WHERE key = ? AND form IS NULL
                 AND person IS NULL AND (SELECT count(*) FROM figures f WHERE f.node = ?) = 1 RETURNING key"""
        return self._db.row(sql, key, form, context, node, node) is not None

    def _name(self, node: int, names: Iterable[str]) -> None:
        if len(self._named) > 50_000:
            self._named.clear()
        known = self._named.setdefault(node, set())
        fresh = set(names) - known
        if fresh:
            name_node(self._db, node, fresh)
            known |= fresh

    def _leave(self, node: int, local: int) -> None:
        """Notes by which figure a node that lost its last one is found; a provisional one goes at once."""
        if self._db.row("SELECT 1 FROM figures WHERE node = ? LIMIT 1", node):
            return
        if self._db.row("SELECT 1 FROM nodes WHERE key = ? AND form IS NULL AND person IS NULL", node):
            self._remove([node])
        else:
            sql = "INSERT OR REPLACE INTO former_ids (id, local) SELECT id, ? FROM nodes WHERE key = ?"
            self._db.run(sql, local, node)

    def _remove(self, nodes: Sequence[int]) -> None:
        for node in nodes:
            names = self._db.rows("SELECT folded FROM node_names WHERE node = ?", node)
            words = {word for (folded,) in names for word in folded.split()}
            sql = "DELETE FROM node_words WHERE word = ? AND node = ?"
            self._db.run_many(sql, ((word, node) for word in words))
            self._db.run("DELETE FROM node_names WHERE node = ?", node)
            self._named.pop(node, None)
            self._db.run("DELETE FROM nodes WHERE key = ?", node)

    def in_sample(self, node: int, local: int, most: int) -> bool:
        sql = "SELECT local FROM figures WHERE node = ? ORDER BY rank, local LIMIT ?"
        return (local,) in self._db.rows(sql, node, most)

    def placed(self, reading: int, placer: str) -> None:
        self._db.run("INSERT OR REPLACE INTO placed (run, placer) VALUES (?, ?)", reading, placer)

    def unsettle(self, forms: Iterable[int]) -> None:
        self._db.run_many("INSERT OR IGNORE INTO unsettled (form) VALUES (?)", ((f,) for f in forms))

    def unsettled(self, most: int) -> Sequence[int]:
        return [k for (k,) in self._db.rows("SELECT form FROM unsettled ORDER BY form LIMIT ?", most)]

    def settled(self, forms: Iterable[int]) -> None:
        self._db.run_many("DELETE FROM unsettled WHERE form = ?", ((f,) for f in forms))

    def nodes(self, form: int) -> Sequence[NodeRow]:
        sql = f"""SELECT * FROM ({_NODE} WHERE n.form = ? ORDER BY n.id) AS x"""
        return [_node(row) for row in self._db.rows(sql, form) if row[3]]

    def sightings(self, node: int, most: int) -> Sequence[Sighting]:
        sql = f"{_SIGHTING} WHERE f.node = ? ORDER BY f.rank, f.local LIMIT ?"
        return [
            Sighting(
                key,
                run,
                id_,
                date.fromisoformat(day) if day else None,
                outlet,
                name,
                tuple(json.loads(names)),
                description,
            )
            for key, run, id_, day, outlet, name, names, description in self._db.rows(sql, node, most)
        ]

    def company(self, reading: int, popular: int) -> frozenset[int]:
        sql = """SELECT n.form FROM local_entities l JOIN figures f ON f.local = l.key
                 JOIN nodes n ON n.key = f.node JOIN forms o ON o.key = n.form
                 WHERE l.run = ? AND o.style IN ('full', 'opaque', 'body') AND o.class <> 'place'
                 AND o.readings <= ?"""
        return frozenset(form for (form,) in self._db.rows(sql, reading, popular))

    def persons(self, forms: Sequence[int]) -> Sequence[int]:
        # A node that its last figure has just left is swept only at the end of the pass: it is nobody.
        sql = """SELECT DISTINCT n.person FROM json_each(?) j CROSS JOIN nodes n ON n.form = j.value
                 WHERE n.core = 1 AND EXISTS (SELECT 1 FROM figures f WHERE f.node = n.key) ORDER BY 1"""
        return [k for (k,) in self._db.rows(sql, json.dumps(list(forms)))]

    def core(self, person: int) -> Sequence[tuple[NodeRow, FormRow]]:
        sql = f"""{_NODE.replace("n.core", "n.core, o.key, o.class, o.text, o.style, o.readings")}
                  JOIN forms o ON o.key = n.form WHERE n.person = ? AND n.core = 1 ORDER BY n.id"""
        return [(_node(row), FormRow(*row[7:])) for row in self._db.rows(sql, person) if row[3]]

    def keys_of(self, persons: Iterable[int]) -> Sequence[tuple[str, int]]:
        sql = "SELECT id, key FROM nodes WHERE key IN (SELECT value FROM json_each(?)) ORDER BY id"
        return [(id_, key) for id_, key in self._db.rows(sql, json.dumps(list(persons)))]

    def lead(self, leaders: Mapping[int, tuple[int, bool]]) -> None:
        sql = """UPDATE nodes SET person = ?1, entity = ?1, core = ?2
                 WHERE key = ?3 AND (person IS NOT ?1 OR entity IS NOT ?1 OR core <> ?2)"""
        self._db.run_many(sql, ((leader, core, node) for node, (leader, core) in leaders.items()))

    def unite(self, persons: Iterable[int], nodes: Iterable[int], leader: int) -> None:
        self._db.run_many("UPDATE nodes SET entity = ? WHERE person = ?", ((leader, p) for p in persons))
        self._db.run_many("UPDATE nodes SET entity = ? WHERE key = ?", ((leader, n) for n in nodes))

    def sweep(self, forms: Iterable[int]) -> None:
        sql = """SELECT n.key FROM nodes n WHERE n.form = ?
                 AND NOT EXISTS (SELECT 1 FROM figures f WHERE f.node = n.key)"""
        self._remove([key for form in sorted(forms) for (key,) in self._db.rows(sql, form)])

    def judgements(self) -> Sequence[Judged]:
        return [Judged(i, v, (a, x), (b, y)) for i, v, a, x, b, y in self._db.rows(f"{JUDGED} ORDER BY j.id")]


def _node(row: Row) -> NodeRow:
    number, key, context, size, person, entity, core, *_ = row
    return NodeRow(number, key, context, size, person, entity, bool(core))
