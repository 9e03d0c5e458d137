-- The same person across documents. What people judge is append-only; everything else here is derived from the
-- findings and the judgements and can be made anew at any time.

-- Derived: what is taken for one without looking further. "entity" is the node that leads the entity it belongs to,
-- "person" the same before people's judgements, and "core" says that it took part in making that person, rather than
-- hanging on. A node without a form is a name that nobody has compared yet, or somebody known in one document alone.
CREATE TABLE nodes (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 12),
    form INTEGER REFERENCES forms (key),
    context TEXT NOT NULL DEFAULT '',
    entity INTEGER NOT NULL REFERENCES nodes (key),
    person INTEGER REFERENCES nodes (key),
    core INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX nodes_by_entity ON nodes (entity);
CREATE INDEX nodes_by_person ON nodes (person) WHERE person IS NOT NULL;
CREATE INDEX nodes_by_form ON nodes (form) WHERE form IS NOT NULL;

-- Derived: which node an entity of a document belongs to. The rank is the beginning of the document's id: the first
-- by rank are a fair sample that no order of arrival moves.
CREATE TABLE figures (
    local INTEGER PRIMARY KEY REFERENCES local_entities (key),
    node INTEGER NOT NULL REFERENCES nodes (key),
    rank TEXT NOT NULL
) STRICT;

CREATE INDEX figures_by_node ON figures (node, rank, local);

-- Derived: normalised names, with the sounds of surname and given name where they are full, and in how many readings
-- each occurs.
CREATE TABLE forms (
    key INTEGER PRIMARY KEY,
    class TEXT NOT NULL,
    text TEXT NOT NULL,
    style TEXT NOT NULL CHECK (style IN ('full', 'initial', 'bare', 'opaque', 'body')),
    surname TEXT,
    given TEXT,
    readings INTEGER NOT NULL DEFAULT 0,
    UNIQUE (class, text)
) STRICT;

CREATE INDEX forms_by_sound ON forms (surname, given) WHERE surname IS NOT NULL;

-- Derived: numbers under which forms meet, and full forms that may be one person's.
CREATE TABLE form_keys (
    number INTEGER NOT NULL,
    form INTEGER NOT NULL REFERENCES forms (key),
    PRIMARY KEY (number, form)
) STRICT, WITHOUT ROWID;

CREATE TABLE form_links (
    form INTEGER NOT NULL REFERENCES forms (key),
    other INTEGER NOT NULL REFERENCES forms (key),
    PRIMARY KEY (form, other)
) STRICT, WITHOUT ROWID;

-- Ids that nodes had before their last figure moved on, and that figure: an address once given goes on working.
CREATE TABLE former_ids (
    id TEXT PRIMARY KEY,
    local INTEGER NOT NULL REFERENCES local_entities (key)
) STRICT, WITHOUT ROWID;

-- Derived: readings whose figures are placed, and forms whose people are to be told apart anew.
CREATE TABLE placed (
    run INTEGER PRIMARY KEY REFERENCES runs (key),
    placer TEXT NOT NULL
) STRICT;

CREATE TABLE unsettled (
    form INTEGER PRIMARY KEY REFERENCES forms (key)
) STRICT;

-- Derived: the folded names of a node, whole and by word, for look-up by any part of a name.
CREATE TABLE node_names (
    node INTEGER NOT NULL REFERENCES nodes (key),
    folded TEXT NOT NULL,
    PRIMARY KEY (node, folded)
) STRICT, WITHOUT ROWID;

CREATE TABLE node_words (
    word TEXT NOT NULL,
    node INTEGER NOT NULL REFERENCES nodes (key),
    PRIMARY KEY (word, node)
) STRICT, WITHOUT ROWID;

INSERT INTO nodes (key, id, entity) SELECT key, id, key FROM entities;
INSERT INTO figures (local, node, rank)
SELECT o.local, o.entity, substr(d.id, 1, 10) FROM entity_of o JOIN local_entities l ON l.key = o.local
JOIN runs r ON r.key = l.run JOIN documents d ON d.key = r.document;
INSERT INTO node_names (node, folded) SELECT entity, folded FROM names;
INSERT INTO node_words (word, node) SELECT word, entity FROM name_words;

DROP TABLE name_words;
DROP TABLE names;
DROP TABLE entity_of;
DROP TABLE entities;

CREATE VIEW entities AS SELECT key, id FROM nodes WHERE entity = key;
CREATE VIEW entity_of AS SELECT f.local, n.entity FROM figures f JOIN nodes n ON n.key = f.node;
CREATE VIEW names AS SELECT n.entity, w.folded FROM node_names w JOIN nodes n ON n.key = w.node;
CREATE VIEW name_words AS SELECT w.word, n.entity FROM node_words w JOIN nodes n ON n.key = w.node;

-- What people decided about two figures: whoever is called so in that document. The name is the normalised one.
CREATE TABLE judgements (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 8),
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure')),
    left_document INTEGER NOT NULL REFERENCES documents (key),
    left_name TEXT NOT NULL,
    right_document INTEGER NOT NULL REFERENCES documents (key),
    right_name TEXT NOT NULL,
    by TEXT NOT NULL CHECK (by <> ''),
    at TEXT NOT NULL,
    why TEXT
) STRICT;

CREATE INDEX judgements_by_left ON judgements (left_document);
CREATE INDEX judgements_by_right ON judgements (right_document);

CREATE TABLE withdrawals (
    judgement INTEGER PRIMARY KEY REFERENCES judgements (key),
    by TEXT NOT NULL CHECK (by <> ''),
    at TEXT NOT NULL,
    why TEXT
) STRICT;

CREATE TRIGGER judgements_are_never_changed BEFORE UPDATE ON judgements
BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;
CREATE TRIGGER judgements_are_never_deleted BEFORE DELETE ON judgements
BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;
CREATE TRIGGER judgements_are_never_replaced BEFORE INSERT ON judgements
WHEN EXISTS (SELECT 1 FROM judgements WHERE key = NEW.key OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;

CREATE TRIGGER withdrawals_are_never_changed BEFORE UPDATE ON withdrawals
BEGIN SELECT RAISE(ABORT, 'withdrawals are append-only'); END;
CREATE TRIGGER withdrawals_are_never_deleted BEFORE DELETE ON withdrawals
BEGIN SELECT RAISE(ABORT, 'withdrawals are append-only'); END;
CREATE TRIGGER withdrawals_are_never_replaced BEFORE INSERT ON withdrawals
WHEN EXISTS (SELECT 1 FROM withdrawals WHERE judgement = NEW.judgement)
BEGIN SELECT RAISE(ABORT, 'withdrawals are append-only'); END;
