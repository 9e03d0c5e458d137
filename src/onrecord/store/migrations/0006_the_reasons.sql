-- Why a speaker is who he or she is, or was left open; and every role phrase that a document gives somebody, with its
-- place, so that a title that changes hands can be seen to. The day of a phrase is that of its document.

ALTER TABLE attributions ADD COLUMN speaker_reason TEXT;

CREATE TABLE role_phrases (
    entity INTEGER NOT NULL REFERENCES local_entities (key),
    position INTEGER NOT NULL,
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    words TEXT NOT NULL CHECK (length(words) = "end" - start),
    former INTEGER NOT NULL CHECK (former IN (0, 1)),
    PRIMARY KEY (entity, position)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER role_phrase_reproduces_its_words BEFORE INSERT ON role_phrases
WHEN NEW.words IS NOT coalesce(
    (
        SELECT substr(b.text, NEW.start % 32768 + 1, NEW."end" - NEW.start)
        FROM local_entities l JOIN runs r ON r.key = l.run
        JOIN blocks b ON b.document = r.document AND b.number = NEW.start / 32768
        WHERE l.key = NEW.entity AND NEW.start >= 0 AND (NEW."end" - 1) / 32768 = NEW.start / 32768
    ), (
        SELECT substr(d.text, NEW.start + 1, NEW."end" - NEW.start)
        FROM local_entities l JOIN runs r ON r.key = l.run JOIN documents d ON d.key = r.document
        WHERE l.key = NEW.entity
    )
)
BEGIN SELECT RAISE(ABORT, 'the role phrase does not reproduce its words'); END;

CREATE TRIGGER role_phrases_are_never_changed BEFORE UPDATE ON role_phrases
BEGIN SELECT RAISE(ABORT, 'role_phrases are append-only'); END;
CREATE TRIGGER role_phrases_are_never_deleted BEFORE DELETE ON role_phrases
BEGIN SELECT RAISE(ABORT, 'role_phrases are append-only'); END;
CREATE TRIGGER role_phrases_are_never_replaced BEFORE INSERT ON role_phrases
WHEN EXISTS (SELECT 1 FROM role_phrases WHERE entity = NEW.entity AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'role_phrases are append-only'); END;
