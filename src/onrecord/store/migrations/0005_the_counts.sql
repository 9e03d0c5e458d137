-- What a page shows at once and would otherwise have to be counted over every statement. All of it is derived from the
-- findings and follows them: statements come and go with the current reading of their document (tallies.py), everything
-- else by the triggers below, whoever moves an entity.

CREATE INDEX attributions_by_doubt ON attributions (confidence) WHERE confidence < 0.5;

-- A node that goes is looked for in every table that names nodes.
CREATE INDEX node_words_by_node ON node_words (node);

-- Each outlet once; the row without a name stands for documents whose outlet is not known.
CREATE TABLE outlets (
    key INTEGER PRIMARY KEY,
    name TEXT UNIQUE CHECK ((name IS NULL) = (key = 0)),
    documents INTEGER NOT NULL DEFAULT 0,
    statements INTEGER NOT NULL DEFAULT 0,
    direct INTEGER NOT NULL DEFAULT 0,
    mixed INTEGER NOT NULL DEFAULT 0,
    indirect INTEGER NOT NULL DEFAULT 0,
    undetermined INTEGER NOT NULL DEFAULT 0,
    first TEXT,
    last TEXT
) STRICT;

-- The current statements of each speaker, in the order in which a page lists them. An unknown day is ''.
CREATE TABLE voiced (
    entity INTEGER NOT NULL REFERENCES nodes (key),
    published TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES documents (key),
    attribution INTEGER NOT NULL REFERENCES attributions (key),
    outlet INTEGER NOT NULL REFERENCES outlets (key),
    kind TEXT NOT NULL,
    polarity TEXT NOT NULL,
    source_type TEXT,
    said TEXT,
    PRIMARY KEY (entity, published, document, attribution)
) STRICT, WITHOUT ROWID;

-- Counts over "voiced": of each speaker, and of each speaker in each outlet.
CREATE TABLE speakers (
    entity INTEGER PRIMARY KEY REFERENCES nodes (key),
    statements INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    direct INTEGER NOT NULL,
    mixed INTEGER NOT NULL,
    indirect INTEGER NOT NULL
) STRICT;

CREATE INDEX speakers_by_statements ON speakers (statements);

CREATE TABLE quoted (
    entity INTEGER NOT NULL REFERENCES nodes (key),
    outlet INTEGER NOT NULL REFERENCES outlets (key),
    statements INTEGER NOT NULL,
    PRIMARY KEY (entity, outlet)
) STRICT, WITHOUT ROWID;

CREATE INDEX quoted_by_outlet ON quoted (outlet, statements);

-- How an entity is called: in how many documents, and from when to when. "name" is the fullest form in a document,
-- "form" any of them, "role" a description.
CREATE TABLE called (
    entity INTEGER NOT NULL REFERENCES nodes (key),
    what TEXT NOT NULL CHECK (what IN ('kind', 'name', 'form', 'role')),
    words TEXT NOT NULL,
    times INTEGER NOT NULL,
    first TEXT,
    last TEXT,
    PRIMARY KEY (entity, what, words)
) STRICT, WITHOUT ROWID;

-- The links in which a speaker is contradicted or changes position.
CREATE TABLE disputed (
    entity INTEGER NOT NULL REFERENCES nodes (key),
    relation TEXT NOT NULL,
    link INTEGER NOT NULL REFERENCES links (key),
    PRIMARY KEY (entity, relation, link)
) STRICT, WITHOUT ROWID;

-- Titles by themselves, for what is offered while somebody types: in the index of articles a beginning of two letters
-- stands for tens of thousands of words.
CREATE VIRTUAL TABLE title_index USING fts5 (
    title, content = 'documents', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);

CREATE VIEW voices AS
SELECT o.entity, coalesce(d.published, '') AS published, d.key AS document, a.key AS attribution,
    coalesce((SELECT p.key FROM outlets p WHERE p.name = d.outlet), 0) AS outlet,
    a.kind, a.polarity, a.source_type, a.said_earliest AS said, a.run, a.speaker AS local
FROM attributions a
JOIN entity_of o ON o.local = a.speaker
JOIN runs r ON r.key = a.run
JOIN documents d ON d.key = r.document;

CREATE VIEW callings AS
SELECT l.key AS local, 'kind' AS what, l.kind AS words, d.published
FROM local_entities l JOIN runs r ON r.key = l.run JOIN documents d ON d.key = r.document
UNION ALL
SELECT l.key, 'name', l.name, d.published
FROM local_entities l JOIN runs r ON r.key = l.run JOIN documents d ON d.key = r.document
UNION ALL
SELECT l.key, 'form', j.value, d.published
FROM local_entities l JOIN runs r ON r.key = l.run JOIN documents d ON d.key = r.document, json_each(l.names) j
UNION ALL
SELECT l.key, 'role', l.description, d.published
FROM local_entities l JOIN runs r ON r.key = l.run JOIN documents d ON d.key = r.document
WHERE l.description IS NOT NULL;

CREATE VIEW disputes AS
SELECT o.entity, x.relation, x.key AS link, a.speaker AS local
FROM links x JOIN attributions a ON a.key = x."left" OR a.key = x."right" JOIN entity_of o ON o.local = a.speaker
WHERE x.relation IN ('contradicts', 'updates');

CREATE TRIGGER document_counts_for_its_outlet AFTER INSERT ON documents
BEGIN
    INSERT INTO outlets (name) SELECT NEW.outlet WHERE NEW.outlet IS NOT NULL ON CONFLICT DO NOTHING;
    UPDATE outlets SET documents = documents + 1,
        first = min(coalesce(first, NEW.published), coalesce(NEW.published, first)),
        last = max(coalesce(last, NEW.published), coalesce(NEW.published, last))
    WHERE key = coalesce((SELECT p.key FROM outlets p WHERE p.name = NEW.outlet), 0);
END;

CREATE TRIGGER statement_counts_for_its_speaker AFTER INSERT ON voiced
BEGIN
    INSERT INTO speakers VALUES (NEW.entity, 0, 0, 0, 0, 0) ON CONFLICT DO NOTHING;
    UPDATE speakers SET statements = statements + 1,
        documents = documents + NOT EXISTS (
            SELECT 1 FROM voiced v WHERE v.entity = NEW.entity AND v.published = NEW.published
            AND v.document = NEW.document AND v.attribution <> NEW.attribution
        ),
        direct = direct + (NEW.kind = 'direct'), mixed = mixed + (NEW.kind = 'mixed'),
        indirect = indirect + (NEW.kind = 'indirect')
    WHERE entity = NEW.entity;
    INSERT INTO quoted VALUES (NEW.entity, NEW.outlet, 0) ON CONFLICT DO NOTHING;
    UPDATE quoted SET statements = statements + 1 WHERE entity = NEW.entity AND outlet = NEW.outlet;
END;

CREATE TRIGGER statement_counts_no_more AFTER DELETE ON voiced
BEGIN
    UPDATE speakers SET statements = statements - 1,
        documents = documents - NOT EXISTS (
            SELECT 1 FROM voiced v WHERE v.entity = OLD.entity AND v.published = OLD.published
            AND v.document = OLD.document
        ),
        direct = direct - (OLD.kind = 'direct'), mixed = mixed - (OLD.kind = 'mixed'),
        indirect = indirect - (OLD.kind = 'indirect')
    WHERE entity = OLD.entity;
    DELETE FROM speakers WHERE entity = OLD.entity AND statements = 0;
    UPDATE quoted SET statements = statements - 1 WHERE entity = OLD.entity AND outlet = OLD.outlet;
    DELETE FROM quoted WHERE entity = OLD.entity AND outlet = OLD.outlet AND statements = 0;
END;

-- A local entity comes to an entity of the record, or leaves it: two views that take rows and keep none, because three
-- triggers need the same steps.
CREATE VIEW arrivals AS SELECT o.local, o.entity FROM entity_of o WHERE FALSE;
CREATE VIEW departures AS SELECT o.local, o.entity FROM entity_of o WHERE FALSE;

CREATE TRIGGER arrival INSTEAD OF INSERT ON arrivals
BEGIN
    INSERT INTO called SELECT NEW.entity, f.what, f.words, 1, f.published, f.published FROM callings f
    WHERE f.local = NEW.local
    ON CONFLICT DO UPDATE SET times = times + 1,
        first = min(coalesce(first, excluded.first), coalesce(excluded.first, first)),
        last = max(coalesce(last, excluded.last), coalesce(excluded.last, last));
    -- Statements are there already only where an entity is given anew.
    INSERT INTO voiced SELECT v.entity, v.published, v.document, v.attribution, v.outlet, v.kind, v.polarity,
        v.source_type, v.said
    FROM voices v WHERE v.local = NEW.local AND EXISTS (SELECT 1 FROM current_runs c WHERE c.key = v.run);
    INSERT INTO disputed SELECT x.entity, x.relation, x.link FROM disputes x WHERE x.link IN (
        SELECT l.key FROM attributions a CROSS JOIN links l ON l."left" = a.key WHERE a.speaker = NEW.local
        UNION SELECT l.key FROM attributions a CROSS JOIN links l ON l."right" = a.key WHERE a.speaker = NEW.local
    )
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER departure INSTEAD OF INSERT ON departures
BEGIN
    UPDATE called SET times = times - 1 WHERE entity = NEW.entity
    AND (what, words) IN (SELECT f.what, f.words FROM callings f WHERE f.local = NEW.local);
    DELETE FROM called WHERE entity = NEW.entity AND times = 0;
    -- Not by "callings": a condition on its words is looked for in the whole view, made anew for each row.
    UPDATE called SET (first, last) = (
        SELECT min(d.published), max(d.published) FROM nodes n CROSS JOIN figures f ON f.node = n.key
        CROSS JOIN local_entities l ON l.key = f.local CROSS JOIN runs r ON r.key = l.run
        CROSS JOIN documents d ON d.key = r.document
        WHERE n.entity = NEW.entity AND CASE called.what
            WHEN 'kind' THEN l.kind = called.words
            WHEN 'name' THEN l.name = called.words
            WHEN 'role' THEN l.description = called.words
            ELSE EXISTS (SELECT 1 FROM json_each(l.names) j WHERE j.value = called.words)
        END
    )
    WHERE entity = NEW.entity AND (what, words) IN (
        SELECT f.what, f.words FROM callings f WHERE f.local = NEW.local
    ) AND EXISTS (
        SELECT 1 FROM local_entities l JOIN runs r ON r.key = l.run JOIN documents d ON d.key = r.document
        WHERE l.key = NEW.local AND d.published IN (called.first, called.last)
    );
    DELETE FROM voiced WHERE entity = NEW.entity
    AND (published, document) = (
        SELECT coalesce(d.published, ''), d.key FROM local_entities l JOIN runs r ON r.key = l.run
        JOIN documents d ON d.key = r.document WHERE l.key = NEW.local
    )
    AND attribution IN (SELECT a.key FROM attributions a WHERE a.speaker = NEW.local);
    DELETE FROM disputed WHERE entity = NEW.entity AND relation IN ('contradicts', 'updates') AND link IN (
        SELECT l.key FROM attributions a CROSS JOIN links l ON l."left" = a.key WHERE a.speaker = NEW.local
        UNION SELECT l.key FROM attributions a CROSS JOIN links l ON l."right" = a.key WHERE a.speaker = NEW.local
    );
    -- A link between two of its statements stays as long as the other one does.
    INSERT INTO disputed SELECT x.entity, x.relation, x.link FROM disputes x
    WHERE x.entity = NEW.entity AND x.link IN (
        SELECT l.key FROM attributions a CROSS JOIN links l ON l."left" = a.key WHERE a.speaker = NEW.local
        UNION SELECT l.key FROM attributions a CROSS JOIN links l ON l."right" = a.key WHERE a.speaker = NEW.local
    )
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER figure_arrives AFTER INSERT ON figures
BEGIN INSERT INTO arrivals SELECT NEW.local, n.entity FROM nodes n WHERE n.key = NEW.node; END;
CREATE TRIGGER figure_leaves AFTER DELETE ON figures
BEGIN INSERT INTO departures SELECT OLD.local, n.entity FROM nodes n WHERE n.key = OLD.node; END;
CREATE TRIGGER figure_goes_to_another_node AFTER UPDATE OF node ON figures WHEN NEW.node <> OLD.node
BEGIN
    INSERT INTO departures SELECT OLD.local, n.entity FROM nodes n WHERE n.key = OLD.node;
    INSERT INTO arrivals SELECT NEW.local, n.entity FROM nodes n WHERE n.key = NEW.node;
END;
CREATE TRIGGER node_goes_to_another_entity AFTER UPDATE OF entity ON nodes WHEN NEW.entity <> OLD.entity
BEGIN
    INSERT INTO departures SELECT f.local, OLD.entity FROM figures f WHERE f.node = NEW.key;
    INSERT INTO arrivals SELECT f.local, NEW.entity FROM figures f WHERE f.node = NEW.key;
END;

CREATE TRIGGER link_is_disputed AFTER INSERT ON links WHEN NEW.relation IN ('contradicts', 'updates')
BEGIN
    INSERT INTO disputed SELECT x.entity, x.relation, x.link FROM disputes x WHERE x.link = NEW.key
    ON CONFLICT DO NOTHING;
END;

-- What is on record already.

INSERT INTO outlets (key) VALUES (0);
INSERT INTO outlets (name) SELECT DISTINCT outlet FROM documents WHERE outlet IS NOT NULL ORDER BY outlet;
UPDATE outlets SET (documents, first, last) = (
    SELECT count(*), min(d.published), max(d.published) FROM documents d WHERE d.outlet IS outlets.name
);
INSERT INTO title_index (title_index) VALUES ('rebuild');
UPDATE outlets SET (statements, direct, mixed, indirect, undetermined) = (
    SELECT count(*), coalesce(sum(a.kind = 'direct'), 0), coalesce(sum(a.kind = 'mixed'), 0),
        coalesce(sum(a.kind = 'indirect'), 0), coalesce(sum(a.speaker IS NULL), 0)
    FROM documents d JOIN current_runs c ON c.document = d.key JOIN attributions a ON a.run = c.key
    WHERE d.outlet IS outlets.name
);
INSERT INTO called SELECT o.entity, f.what, f.words, count(*), min(f.published), max(f.published)
FROM callings f JOIN entity_of o ON o.local = f.local GROUP BY 1, 2, 3;
INSERT INTO voiced SELECT v.entity, v.published, v.document, v.attribution, v.outlet, v.kind, v.polarity, v.source_type,
    v.said
FROM voices v WHERE EXISTS (SELECT 1 FROM current_runs c WHERE c.key = v.run) ORDER BY 1, 2, 3, 4;
INSERT INTO disputed SELECT x.entity, x.relation, x.link FROM disputes x WHERE TRUE ON CONFLICT DO NOTHING;
