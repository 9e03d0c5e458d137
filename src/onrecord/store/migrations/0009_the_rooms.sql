-- Where wordings were said: a room is a week, or all that one speaker says. Vectors of a room's wordings lie beside each
-- other, since whoever speaks is compared with all of them. Derived, like all that the linker files.

DROP TABLE counted;
DROP TABLE crowds;
DROP TABLE leaning;

CREATE TABLE said (
    room INTEGER NOT NULL,
    wording INTEGER NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (room, wording)
) STRICT, WITHOUT ROWID;

-- The rooms in which anything was said.
CREATE TABLE rooms (
    room INTEGER PRIMARY KEY
) STRICT;

-- Which two accounts are linked only because they are near enough for rooms as full as theirs, where in these they
-- are, and how near they are.
CREATE TABLE leaning (
    place INTEGER NOT NULL,
    "left" INTEGER NOT NULL,
    "right" INTEGER NOT NULL,
    likeness REAL NOT NULL,
    PRIMARY KEY (place, "left", "right")
) STRICT, WITHOUT ROWID;
