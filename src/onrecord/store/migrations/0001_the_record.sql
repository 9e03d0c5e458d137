-- The record as first released. A migration that has been released is never edited: add the next number.
--
-- Findings (documents, blocks, runs, attributions, spans, mentions, local_entities) are append-only, and triggers hold that
-- for whatever program writes to the file. Derived tables (entities, entity_of, names, name_words and both
-- full-text indexes) can be rebuilt from the findings at any time and may change.
--
-- Offsets count Unicode code points, half-open. SQLite's substr() and length() do so too for TEXT, except that
-- both stop at a NUL character; "characters = length(text)" therefore keeps texts with a NUL out.

CREATE TABLE documents (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 16),
    title TEXT,
    url TEXT,
    outlet TEXT,
    byline TEXT NOT NULL,
    published TEXT CHECK (published IS date(published)),
    language TEXT,
    added TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    characters INTEGER NOT NULL CHECK (characters = length(text)),
    -- Last, because a column behind a long text is reached through all of its overflow pages.
    text TEXT NOT NULL
) STRICT;

CREATE INDEX documents_by_outlet ON documents (outlet, published);
CREATE INDEX documents_by_date ON documents (published);

-- A long text once more, in blocks of 32,768 code points: to check a span, SQLite must walk to it from the start of
-- the value it is in. Short texts have no blocks.
CREATE TABLE blocks (
    document INTEGER NOT NULL REFERENCES documents (key),
    number INTEGER NOT NULL CHECK (number >= 0),
    text TEXT NOT NULL,
    PRIMARY KEY (document, number)
) STRICT;

CREATE TABLE models (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> '')
) STRICT;

-- Which model is preferred: the one chosen last. The first use of a model chooses it.
CREATE TABLE choices (
    key INTEGER PRIMARY KEY,
    model INTEGER NOT NULL REFERENCES models (key),
    at TEXT NOT NULL
) STRICT;

CREATE INDEX choices_by_model ON choices (model, key);

-- One reading of one document by one model.
CREATE TABLE runs (
    key INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (key),
    model INTEGER NOT NULL REFERENCES models (key),
    at TEXT NOT NULL,
    UNIQUE (document, model)
) STRICT;

-- Entities as one run found them in one document; "local" is the id they have there (e1, e2, …).
CREATE TABLE local_entities (
    key INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs (key),
    local TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'group', 'place', 'unnamed', 'unknown')),
    name TEXT NOT NULL,
    names TEXT NOT NULL,
    description TEXT,
    UNIQUE (run, local)
) STRICT;

CREATE TABLE attributions (
    key INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs (key),
    id TEXT NOT NULL CHECK (length(id) = 12),
    kind TEXT NOT NULL CHECK (kind IN ('direct', 'mixed', 'indirect')),
    attitude TEXT NOT NULL CHECK (attitude IN ('assertion', 'belief', 'fact', 'intention')),
    polarity TEXT NOT NULL CHECK (polarity IN ('affirms', 'denies', 'withholds')),
    source_type TEXT CHECK (source_type IN ('specific', 'collective', 'unnamed')),
    speaker INTEGER REFERENCES local_entities (key),
    medium TEXT,
    medium_outlet INTEGER REFERENCES local_entities (key) CHECK (medium_outlet IS NULL OR medium IS NOT NULL),
    said_earliest TEXT CHECK (said_earliest IS date(said_earliest)),
    said_latest TEXT CHECK (said_latest IS date(said_latest) AND said_earliest <= said_latest),
    within INTEGER CHECK (within <> key) REFERENCES attributions (key) DEFERRABLE INITIALLY DEFERRED,
    confidence REAL CHECK (confidence BETWEEN 0 AND 1),
    UNIQUE (run, id),
    CHECK ((said_earliest IS NULL) = (said_latest IS NULL))
) STRICT;

CREATE INDEX attributions_by_id ON attributions (id);
-- While a chain points at an attribution that is yet to come, SQLite looks here at every insert.
CREATE INDEX attributions_by_within ON attributions (within) WHERE within IS NOT NULL;
CREATE INDEX attributions_by_speaker ON attributions (speaker) WHERE speaker IS NOT NULL;

CREATE TABLE spans (
    attribution INTEGER NOT NULL REFERENCES attributions (key),
    role TEXT NOT NULL CHECK (role IN ('source', 'cue', 'content', 'addressee', 'medium', 'said')),
    position INTEGER NOT NULL,
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    words TEXT NOT NULL CHECK (length(words) = "end" - start),
    PRIMARY KEY (attribution, role, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE mentions (
    run INTEGER NOT NULL REFERENCES runs (key),
    position INTEGER NOT NULL,
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    words TEXT NOT NULL CHECK (length(words) = "end" - start),
    form TEXT NOT NULL CHECK (form IN ('name', 'description', 'pronoun')),
    entity INTEGER REFERENCES local_entities (key),
    PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE failures (
    key INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,
    stage TEXT NOT NULL,
    reason TEXT NOT NULL,
    message TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE INDEX failures_by_origin ON failures (origin);

-- A failure is settled when the same origin was read after all; its row stays.
CREATE TABLE settled (
    failure INTEGER PRIMARY KEY REFERENCES failures (key),
    at TEXT NOT NULL
) STRICT;

CREATE TABLE run_failures (
    run INTEGER NOT NULL REFERENCES runs (key),
    position INTEGER NOT NULL,
    failure INTEGER NOT NULL REFERENCES failures (key),
    PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;

-- Derived: entities of the whole record, and which local entity belongs to which.
CREATE TABLE entities (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 12)
) STRICT;

CREATE TABLE entity_of (
    local INTEGER PRIMARY KEY REFERENCES local_entities (key),
    entity INTEGER NOT NULL REFERENCES entities (key)
) STRICT;

CREATE INDEX entity_of_by_entity ON entity_of (entity);

-- Derived: the folded names of an entity, whole and by word, for look-up by any part of a name.
CREATE TABLE names (
    entity INTEGER NOT NULL REFERENCES entities (key),
    folded TEXT NOT NULL,
    PRIMARY KEY (entity, folded)
) STRICT, WITHOUT ROWID;

CREATE TABLE name_words (
    word TEXT NOT NULL,
    entity INTEGER NOT NULL REFERENCES entities (key),
    PRIMARY KEY (word, entity)
) STRICT, WITHOUT ROWID;

CREATE VIEW current_runs AS
SELECT r.key, r.document, r.model, r.at
FROM runs r
WHERE r.key = (
    SELECT other.key FROM runs other WHERE other.document = r.document
    ORDER BY (SELECT max(c.key) FROM choices c WHERE c.model = other.model) DESC LIMIT 1
);

-- The words of a content; the parts of a discontinuous one are joined by one blank.
CREATE VIEW contents AS
SELECT a.key, a.run, (
    SELECT group_concat(words, ' ')
    FROM (SELECT s.words FROM spans s WHERE s.attribution = a.key AND s.role = 'content' ORDER BY s.position)
) AS words
FROM attributions a;

CREATE VIEW current_contents AS
SELECT c.key, c.words FROM contents c
WHERE EXISTS (SELECT 1 FROM current_runs r WHERE r.key = c.run);

CREATE VIRTUAL TABLE content_index USING fts5 (
    words, content = 'current_contents', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE article_index USING fts5 (
    title, text, content = 'documents', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER block_reproduces_its_text BEFORE INSERT ON blocks
WHEN NEW.text IS NOT (
    SELECT substr(d.text, NEW.number * 32768 + 1, 32768) FROM documents d WHERE d.key = NEW.document
)
BEGIN SELECT RAISE(ABORT, 'the block does not reproduce its text'); END;

CREATE TRIGGER span_reproduces_its_words BEFORE INSERT ON spans
WHEN NEW.words IS NOT coalesce(
    (
        SELECT substr(b.text, NEW.start % 32768 + 1, NEW."end" - NEW.start)
        FROM attributions a JOIN runs r ON r.key = a.run
        JOIN blocks b ON b.document = r.document AND b.number = NEW.start / 32768
        WHERE a.key = NEW.attribution AND NEW.start >= 0 AND (NEW."end" - 1) / 32768 = NEW.start / 32768
    ), (
        SELECT substr(d.text, NEW.start + 1, NEW."end" - NEW.start)
        FROM attributions a JOIN runs r ON r.key = a.run JOIN documents d ON d.key = r.document
        WHERE a.key = NEW.attribution
    )
)
BEGIN SELECT RAISE(ABORT, 'the span does not reproduce its words'); END;

CREATE TRIGGER mention_reproduces_its_words BEFORE INSERT ON mentions
WHEN NEW.words IS NOT coalesce(
    (
        SELECT substr(b.text, NEW.start % 32768 + 1, NEW."end" - NEW.start)
        FROM runs r JOIN blocks b ON b.document = r.document AND b.number = NEW.start / 32768
        WHERE r.key = NEW.run AND NEW.start >= 0 AND (NEW."end" - 1) / 32768 = NEW.start / 32768
    ), (
        SELECT substr(d.text, NEW.start + 1, NEW."end" - NEW.start)
        FROM runs r JOIN documents d ON d.key = r.document
        WHERE r.key = NEW.run
    )
)
BEGIN SELECT RAISE(ABORT, 'the mention does not reproduce its words'); END;

CREATE TRIGGER speaker_is_of_its_run BEFORE INSERT ON attributions
WHEN NEW.speaker IS NOT NULL AND NEW.run IS NOT (SELECT run FROM local_entities WHERE key = NEW.speaker)
BEGIN SELECT RAISE(ABORT, 'the speaker is an entity of another run'); END;

-- Append-only. The third guard of each table stops INSERT OR REPLACE, which deletes without firing a delete trigger.

CREATE TRIGGER documents_are_never_changed BEFORE UPDATE ON documents
BEGIN SELECT RAISE(ABORT, 'documents are append-only'); END;
CREATE TRIGGER documents_are_never_deleted BEFORE DELETE ON documents
BEGIN SELECT RAISE(ABORT, 'documents are append-only'); END;
CREATE TRIGGER documents_are_never_replaced BEFORE INSERT ON documents
WHEN EXISTS (SELECT 1 FROM documents WHERE key = NEW.key OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'documents are append-only'); END;

CREATE TRIGGER blocks_are_never_changed BEFORE UPDATE ON blocks
BEGIN SELECT RAISE(ABORT, 'blocks are append-only'); END;
CREATE TRIGGER blocks_are_never_deleted BEFORE DELETE ON blocks
BEGIN SELECT RAISE(ABORT, 'blocks are append-only'); END;
CREATE TRIGGER blocks_are_never_replaced BEFORE INSERT ON blocks
WHEN EXISTS (SELECT 1 FROM blocks WHERE document = NEW.document AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'blocks are append-only'); END;

CREATE TRIGGER models_are_never_changed BEFORE UPDATE ON models
BEGIN SELECT RAISE(ABORT, 'models are append-only'); END;
CREATE TRIGGER models_are_never_deleted BEFORE DELETE ON models
BEGIN SELECT RAISE(ABORT, 'models are append-only'); END;
CREATE TRIGGER models_are_never_replaced BEFORE INSERT ON models
WHEN EXISTS (SELECT 1 FROM models WHERE key = NEW.key OR name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'models are append-only'); END;

CREATE TRIGGER choices_are_never_changed BEFORE UPDATE ON choices
BEGIN SELECT RAISE(ABORT, 'choices are append-only'); END;
CREATE TRIGGER choices_are_never_deleted BEFORE DELETE ON choices
BEGIN SELECT RAISE(ABORT, 'choices are append-only'); END;
CREATE TRIGGER choices_are_never_replaced BEFORE INSERT ON choices
WHEN EXISTS (SELECT 1 FROM choices WHERE key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'choices are append-only'); END;

CREATE TRIGGER runs_are_never_changed BEFORE UPDATE ON runs
BEGIN SELECT RAISE(ABORT, 'runs are append-only'); END;
CREATE TRIGGER runs_are_never_deleted BEFORE DELETE ON runs
BEGIN SELECT RAISE(ABORT, 'runs are append-only'); END;
CREATE TRIGGER runs_are_never_replaced BEFORE INSERT ON runs
WHEN EXISTS (SELECT 1 FROM runs WHERE key = NEW.key OR (document = NEW.document AND model = NEW.model))
BEGIN SELECT RAISE(ABORT, 'runs are append-only'); END;

CREATE TRIGGER local_entities_are_never_changed BEFORE UPDATE ON local_entities
BEGIN SELECT RAISE(ABORT, 'local_entities are append-only'); END;
CREATE TRIGGER local_entities_are_never_deleted BEFORE DELETE ON local_entities
BEGIN SELECT RAISE(ABORT, 'local_entities are append-only'); END;
CREATE TRIGGER local_entities_are_never_replaced BEFORE INSERT ON local_entities
WHEN EXISTS (SELECT 1 FROM local_entities WHERE key = NEW.key OR (run = NEW.run AND local = NEW.local))
BEGIN SELECT RAISE(ABORT, 'local_entities are append-only'); END;

CREATE TRIGGER attributions_are_never_changed BEFORE UPDATE ON attributions
BEGIN SELECT RAISE(ABORT, 'attributions are append-only'); END;
CREATE TRIGGER attributions_are_never_deleted BEFORE DELETE ON attributions
BEGIN SELECT RAISE(ABORT, 'attributions are append-only'); END;
CREATE TRIGGER attributions_are_never_replaced BEFORE INSERT ON attributions
WHEN EXISTS (SELECT 1 FROM attributions WHERE key = NEW.key OR (run = NEW.run AND id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'attributions are append-only'); END;

CREATE TRIGGER spans_are_never_changed BEFORE UPDATE ON spans
BEGIN SELECT RAISE(ABORT, 'spans are append-only'); END;
CREATE TRIGGER spans_are_never_deleted BEFORE DELETE ON spans
BEGIN SELECT RAISE(ABORT, 'spans are append-only'); END;
CREATE TRIGGER spans_are_never_replaced BEFORE INSERT ON spans
WHEN EXISTS (SELECT 1 FROM spans WHERE attribution = NEW.attribution AND role = NEW.role AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'spans are append-only'); END;

CREATE TRIGGER mentions_are_never_changed BEFORE UPDATE ON mentions
BEGIN SELECT RAISE(ABORT, 'mentions are append-only'); END;
CREATE TRIGGER mentions_are_never_deleted BEFORE DELETE ON mentions
BEGIN SELECT RAISE(ABORT, 'mentions are append-only'); END;
CREATE TRIGGER mentions_are_never_replaced BEFORE INSERT ON mentions
WHEN EXISTS (SELECT 1 FROM mentions WHERE run = NEW.run AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'mentions are append-only'); END;

CREATE TRIGGER failures_are_never_changed BEFORE UPDATE ON failures
BEGIN SELECT RAISE(ABORT, 'failures are append-only'); END;
CREATE TRIGGER failures_are_never_deleted BEFORE DELETE ON failures
BEGIN SELECT RAISE(ABORT, 'failures are append-only'); END;
CREATE TRIGGER failures_are_never_replaced BEFORE INSERT ON failures
WHEN EXISTS (SELECT 1 FROM failures WHERE key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'failures are append-only'); END;

CREATE TRIGGER settled_are_never_changed BEFORE UPDATE ON settled
BEGIN SELECT RAISE(ABORT, 'settled are append-only'); END;
CREATE TRIGGER settled_are_never_deleted BEFORE DELETE ON settled
BEGIN SELECT RAISE(ABORT, 'settled are append-only'); END;
CREATE TRIGGER settled_are_never_replaced BEFORE INSERT ON settled
WHEN EXISTS (SELECT 1 FROM settled WHERE failure = NEW.failure)
BEGIN SELECT RAISE(ABORT, 'settled are append-only'); END;

CREATE TRIGGER run_failures_are_never_changed BEFORE UPDATE ON run_failures
BEGIN SELECT RAISE(ABORT, 'run_failures are append-only'); END;
CREATE TRIGGER run_failures_are_never_deleted BEFORE DELETE ON run_failures
BEGIN SELECT RAISE(ABORT, 'run_failures are append-only'); END;
CREATE TRIGGER run_failures_are_never_replaced BEFORE INSERT ON run_failures
WHEN EXISTS (SELECT 1 FROM run_failures WHERE run = NEW.run AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'run_failures are append-only'); END;
