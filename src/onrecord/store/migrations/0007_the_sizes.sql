-- What the linker looks at of a wording before it reads it; derived, like all that the linker files.
CREATE TABLE wordings (
    number INTEGER PRIMARY KEY,
    outline BLOB NOT NULL
) STRICT;

-- A page of a claim, and from when to when it was made, come out of this index alone. A "place" is the day, the id of the
-- document and that of the attribution.
DROP INDEX accounts_by_stance;
CREATE INDEX accounts_by_stance ON accounts (stance, place, document);

-- How many accounts each claim has, kept so that the largest of a million are found at once. The number of a claim is
-- the smallest of its stances; a stance that is not in "claims" is one by itself.
CREATE TABLE claim_sizes (
    claim INTEGER PRIMARY KEY,
    accounts INTEGER NOT NULL
) STRICT;

CREATE INDEX claim_sizes_by_accounts ON claim_sizes (accounts DESC, claim) WHERE accounts > 1;

CREATE TRIGGER account_counts_for_its_claim AFTER INSERT ON accounts
BEGIN
    INSERT INTO claim_sizes
    SELECT coalesce((SELECT c.claim FROM claims c WHERE c.stance = NEW.stance), NEW.stance), 1 WHERE TRUE
    ON CONFLICT DO UPDATE SET accounts = accounts + 1;
END;

CREATE TRIGGER account_counts_no_more AFTER DELETE ON accounts
BEGIN
    UPDATE claim_sizes SET accounts = accounts - 1
    WHERE claim = coalesce((SELECT c.claim FROM claims c WHERE c.stance = OLD.stance), OLD.stance);
    DELETE FROM claim_sizes
    WHERE claim = coalesce((SELECT c.claim FROM claims c WHERE c.stance = OLD.stance), OLD.stance) AND accounts = 0;
END;

-- A stance goes from one claim to another: a view that takes rows and keeps none, because three triggers need the same
-- steps.
CREATE VIEW stance_moves AS SELECT c.stance, c.claim AS "from", c.claim AS "to" FROM claims c WHERE FALSE;

CREATE TRIGGER stance_moves_its_accounts INSTEAD OF INSERT ON stance_moves WHEN NEW."from" <> NEW."to"
BEGIN
    UPDATE claim_sizes
    SET accounts = accounts - (SELECT count(*) FROM accounts x WHERE x.stance = NEW.stance)
    WHERE claim = NEW."from";
    DELETE FROM claim_sizes WHERE claim = NEW."from" AND accounts = 0;
    INSERT INTO claim_sizes
    SELECT NEW."to", count(*) FROM accounts x WHERE x.stance = NEW.stance HAVING count(*) > 0
    ON CONFLICT DO UPDATE SET accounts = accounts + excluded.accounts;
END;

CREATE TRIGGER stance_joins_a_claim AFTER INSERT ON claims
BEGIN INSERT INTO stance_moves VALUES (NEW.stance, NEW.stance, NEW.claim); END;
CREATE TRIGGER stance_goes_to_another_claim AFTER UPDATE OF claim ON claims
BEGIN INSERT INTO stance_moves VALUES (NEW.stance, OLD.claim, NEW.claim); END;
CREATE TRIGGER stance_leaves_its_claim AFTER DELETE ON claims
BEGIN INSERT INTO stance_moves VALUES (OLD.stance, OLD.claim, OLD.stance); END;

INSERT INTO claim_sizes
SELECT coalesce(c.claim, x.stance), count(*) FROM accounts x LEFT JOIN claims c ON c.stance = x.stance GROUP BY 1;
