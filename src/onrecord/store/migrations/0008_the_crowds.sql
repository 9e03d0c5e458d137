-- How crowded it is under the terms of wordings, week by week; derived, like all that the linker files. Who is asked of
-- whom depends on it.

-- Which wordings were said in which weeks, so that each is counted once.
CREATE TABLE counted (
    week INTEGER NOT NULL,
    wording INTEGER NOT NULL,
    PRIMARY KEY (week, wording)
) STRICT, WITHOUT ROWID;

-- How many wordings said in a week stand under a term; no further than the linker counts.
CREATE TABLE crowds (
    week INTEGER NOT NULL,
    term INTEGER NOT NULL,
    wordings INTEGER NOT NULL,
    PRIMARY KEY (week, term)
) STRICT, WITHOUT ROWID;

-- Which two accounts have been linked only because a term that they share was not crowded in their weeks, and how
-- much the two are alike; the term 0 stands for all of a week.
CREATE TABLE leaning (
    term INTEGER NOT NULL,
    week INTEGER NOT NULL,
    "left" INTEGER NOT NULL,
    "right" INTEGER NOT NULL,
    likeness REAL NOT NULL,
    PRIMARY KEY (term, week, "left", "right")
) STRICT, WITHOUT ROWID;
