-- Accounts across documents, as the linker keeps them. Links are append-only; what shows of them is decided
-- when they are read. The other tables are derived from the findings and may change.

-- Which reading of a document the linker has seen, and by which version of itself.
CREATE TABLE linked (
    run INTEGER NOT NULL REFERENCES runs (key),
    linker TEXT NOT NULL,
    PRIMARY KEY (run, linker)
) STRICT, WITHOUT ROWID;

-- Derived: numbers by which articles with common narration meet.
CREATE TABLE sketches (
    number INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES documents (key),
    PRIMARY KEY (number, document)
) STRICT, WITHOUT ROWID;

-- Derived: which article took over the text of which other one.
CREATE TABLE copies (
    document INTEGER PRIMARY KEY REFERENCES documents (key),
    origin INTEGER NOT NULL CHECK (origin <> document) REFERENCES documents (key),
    shared INTEGER NOT NULL,
    share REAL NOT NULL CHECK (share BETWEEN 0 AND 1)
) STRICT;

CREATE INDEX copies_by_origin ON copies (origin);

-- Derived: each wording once, however often it was printed, and the terms by which wordings meet.
CREATE TABLE wordings (
    key INTEGER PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE
) STRICT;

CREATE TABLE wording_terms (
    term INTEGER NOT NULL,
    wording INTEGER NOT NULL REFERENCES wordings (key),
    PRIMARY KEY (term, wording)
) STRICT, WITHOUT ROWID;

-- Derived: an attribution as it is compared, and the one that it echoes, if any.
CREATE TABLE accounts (
    attribution INTEGER PRIMARY KEY REFERENCES attributions (key),
    wording INTEGER NOT NULL REFERENCES wordings (key),
    echo INTEGER CHECK (echo <> attribution) REFERENCES attributions (key),
    value TEXT NOT NULL
) STRICT;

CREATE INDEX accounts_by_wording ON accounts (wording);

CREATE TABLE links (
    key INTEGER PRIMARY KEY,
    linker TEXT NOT NULL,
    relation TEXT NOT NULL CHECK (relation IN ('same_quote', 'agrees', 'contradicts', 'updates')),
    "left" INTEGER NOT NULL REFERENCES attributions (key),
    "right" INTEGER NOT NULL CHECK ("right" <> "left") REFERENCES attributions (key),
    score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
    signal TEXT NOT NULL,
    explanation TEXT NOT NULL,
    left_spans TEXT NOT NULL,
    right_spans TEXT NOT NULL,
    UNIQUE (linker, "left", "right", relation)
) STRICT;

CREATE INDEX links_by_left ON links ("left");
CREATE INDEX links_by_right ON links ("right");
CREATE INDEX links_by_relation ON links (relation);

CREATE TRIGGER links_are_never_changed BEFORE UPDATE ON links
BEGIN SELECT RAISE(ABORT, 'links are append-only'); END;
CREATE TRIGGER links_are_never_deleted BEFORE DELETE ON links
BEGIN SELECT RAISE(ABORT, 'links are append-only'); END;
CREATE TRIGGER links_are_never_replaced BEFORE INSERT ON links
WHEN EXISTS (
    SELECT 1 FROM links WHERE key = NEW.key
    OR (linker = NEW.linker AND "left" = NEW."left" AND "right" = NEW."right" AND relation = NEW.relation)
)
BEGIN SELECT RAISE(ABORT, 'links are append-only'); END;

-- A link shows when both sides are of current readings and neither is an echo; of one quotation an echo shows
-- beside its origin too.
CREATE VIEW current_links AS
SELECT l.key, l.linker, l.relation, l."left", l."right", l.score, l.signal, l.explanation, l.left_spans, l.right_spans
FROM links l
JOIN accounts one ON one.attribution = l."left"
JOIN accounts two ON two.attribution = l."right"
JOIN attributions a ON a.key = l."left"
JOIN attributions b ON b.key = l."right"
WHERE (one.echo IS NULL AND two.echo IS NULL OR l.relation = 'same_quote' AND (one.echo IS NULL OR two.echo IS NULL))
AND EXISTS (SELECT 1 FROM current_runs c WHERE c.key = a.run)
AND EXISTS (SELECT 1 FROM current_runs c WHERE c.key = b.run);
