-- Accounts are filed anew: each wording once, however often it was printed, with bounded lists of what meets, so that
-- the result is the same in whatever order documents came. Everything here but judgements is derived from the
-- findings and may be rebuilt; links stay append-only as before.

DROP VIEW current_links;
DROP TABLE accounts;
DROP TABLE wording_terms;
DROP TABLE wordings;
DROP TABLE sketches;
DROP TABLE copies;
DROP TABLE linked;

-- The linkers that have worked here; what shows is of the last one.
CREATE TABLE linkers (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL
) STRICT;

-- Documents that wait for the linker: new ones, and those read anew.
CREATE TABLE unlinked (
    document INTEGER PRIMARY KEY REFERENCES documents (key)
) STRICT;

INSERT INTO unlinked SELECT key FROM documents;

CREATE TRIGGER a_reading_waits_for_the_linker AFTER INSERT ON runs
BEGIN INSERT OR IGNORE INTO unlinked VALUES (NEW.document); END;
CREATE TRIGGER a_choice_waits_for_the_linker AFTER INSERT ON choices
BEGIN INSERT OR IGNORE INTO unlinked SELECT document FROM runs WHERE model = NEW.model; END;
-- Numbers by which articles with common narration meet, and the articles under each, "rank" first.
CREATE TABLE sketches (
    number INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES documents (key),
    PRIMARY KEY (number, rank, document)
) STRICT, WITHOUT ROWID;

-- Which article took over the text of which other one.
CREATE TABLE copies (
    document INTEGER PRIMARY KEY REFERENCES documents (key),
    origin INTEGER NOT NULL CHECK (origin <> document) REFERENCES documents (key),
    shared INTEGER NOT NULL,
    share REAL NOT NULL CHECK (share BETWEEN 0 AND 1)
) STRICT;

CREATE INDEX copies_by_origin ON copies (origin);

-- Articles with one text in common; "place" sorts them, the one where the text comes from first.
CREATE TABLE families (
    document INTEGER PRIMARY KEY REFERENCES documents (key),
    family INTEGER NOT NULL,
    place TEXT NOT NULL,
    outlet TEXT NOT NULL
) STRICT;

CREATE INDEX families_by_place ON families (family, place);
CREATE INDEX families_by_outlet ON families (family, outlet);

-- Whom the articles of a family credit, and the outlet of those that do.
CREATE TABLE credits (
    family INTEGER NOT NULL,
    name TEXT NOT NULL,
    outlet TEXT NOT NULL,
    PRIMARY KEY (family, name, outlet)
) STRICT, WITHOUT ROWID;

-- Terms by which wordings meet; the wordings under each with the smallest numbers.
CREATE TABLE postings (
    term INTEGER NOT NULL,
    wording INTEGER NOT NULL,
    PRIMARY KEY (term, wording)
) STRICT, WITHOUT ROWID;

-- An attribution as it is compared. A stance is one wording affirmed, denied or left open; an utterance is a stance of one
-- speaker in one month, and its head, the first account of it, is compared for all of them. "echo" is the account of
-- the same family that this one repeats.
CREATE TABLE accounts (
    attribution INTEGER PRIMARY KEY REFERENCES attributions (key),
    document INTEGER NOT NULL REFERENCES documents (key),
    wording INTEGER NOT NULL,
    stance INTEGER NOT NULL,
    utterance INTEGER NOT NULL,
    place TEXT NOT NULL,
    head INTEGER NOT NULL CHECK (head IN (0, 1)),
    echo INTEGER CHECK (echo <> attribution) REFERENCES attributions (key),
    value TEXT NOT NULL
) STRICT;

CREATE INDEX accounts_by_utterance ON accounts (utterance, place);
CREATE INDEX accounts_by_stance ON accounts (stance, place);
CREATE INDEX accounts_by_wording ON accounts (wording, utterance) WHERE head = 1;
CREATE INDEX accounts_by_echo ON accounts (echo) WHERE echo IS NOT NULL;

-- The calibrated probability that a link is right; NULL where no model says. "score" ranks.
ALTER TABLE links ADD COLUMN sure REAL CHECK (sure BETWEEN 0 AND 1);

-- Links that no longer hold, because their sides no longer meet or were read anew.
CREATE TABLE withdrawn (
    link INTEGER PRIMARY KEY REFERENCES links (key)
) STRICT;

-- What people decide about two attributions: whether they are one claim, whether a relation holds. Attributions are
-- named by document and id, so that a judgement outlives the reading that it was made on.
CREATE TABLE link_judgements (
    key INTEGER PRIMARY KEY,
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'confirmed', 'rejected', 'withdrawn')),
    relation TEXT CHECK (relation IN ('same_quote', 'agrees', 'contradicts', 'updates')),
    left_document TEXT NOT NULL,
    "left" TEXT NOT NULL,
    right_document TEXT NOT NULL,
    "right" TEXT NOT NULL,
    withdraws INTEGER REFERENCES link_judgements (key),
    by TEXT NOT NULL,
    note TEXT,
    at TEXT NOT NULL,
    CHECK ((left_document, "left") < (right_document, "right")),
    CHECK ((relation IS NOT NULL) = (verdict IN ('confirmed', 'rejected'))),
    CHECK ((withdraws IS NOT NULL) = (verdict = 'withdrawn'))
) STRICT;

CREATE INDEX link_judgements_by_pair ON link_judgements ("left", "right");
CREATE INDEX link_judgements_by_right ON link_judgements ("right");
CREATE INDEX link_judgements_by_withdrawn ON link_judgements (withdraws) WHERE withdraws IS NOT NULL;

CREATE TRIGGER link_judgements_are_never_changed BEFORE UPDATE ON link_judgements
BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;
CREATE TRIGGER link_judgements_are_never_deleted BEFORE DELETE ON link_judgements
BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;
CREATE TRIGGER link_judgements_are_never_replaced BEFORE INSERT ON link_judgements
WHEN EXISTS (SELECT 1 FROM link_judgements WHERE key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;

-- The last word of people on each pair: of whether it is one claim (relation NULL), and of each relation.
CREATE VIEW current_link_judgements AS
SELECT j.* FROM link_judgements j
WHERE j.verdict <> 'withdrawn'
AND NOT EXISTS (SELECT 1 FROM link_judgements w WHERE w.withdraws = j.key)
AND NOT EXISTS (
    SELECT 1 FROM link_judgements later
    WHERE later."left" = j."left" AND later."right" = j."right" AND later.left_document = j.left_document
    AND later.right_document = j.right_document AND later.relation IS j.relation AND later.key > j.key
    AND later.verdict <> 'withdrawn' AND NOT EXISTS (SELECT 1 FROM link_judgements w WHERE w.withdraws = later.key)
);

-- A link of the current linker shows when both sides are heads and neither is an echo; of one quotation an echo shows
-- beside its origin too. Articles of one family do not clash. What people say comes on top of it, where it is read.
CREATE VIEW current_links AS
SELECT l.key, l.linker, l.relation, l."left", l."right", l.score, l.sure, l.signal, l.explanation, l.left_spans,
    l.right_spans, one.stance AS left_stance, two.stance AS right_stance
FROM links l
JOIN accounts one ON one.attribution = l."left"
JOIN accounts two ON two.attribution = l."right"
WHERE one.head = 1 AND two.head = 1
AND (one.echo IS NULL AND two.echo IS NULL OR l.relation = 'same_quote' AND (one.echo IS NULL OR two.echo IS NULL))
AND l.linker = (SELECT name FROM linkers ORDER BY key DESC LIMIT 1)
AND NOT EXISTS (SELECT 1 FROM withdrawn w WHERE w.link = l.key)
AND (
    one.document = two.document OR l.relation IN ('same_quote', 'agrees') OR NOT EXISTS (
        SELECT 1 FROM families f JOIN families g ON g.family = f.family
        WHERE f.document = one.document AND g.document = two.document
    )
);

-- Which stances make one claim; a stance that is missing is a claim by itself.
CREATE TABLE claims (
    stance INTEGER PRIMARY KEY,
    claim INTEGER NOT NULL
) STRICT;

CREATE INDEX claims_by_claim ON claims (claim);
