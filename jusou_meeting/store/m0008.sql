DELETE FROM draft;

ALTER TABLE attendee ADD COLUMN attendance TEXT CHECK (attendance IN ('present', 'proxy'));  -- NULL = nobody said that they came

ALTER TABLE meeting ADD COLUMN next_on TEXT;            -- NULL = no day was set
ALTER TABLE meeting ADD COLUMN next_at TEXT;            -- NULL = no hour was set
ALTER TABLE meeting ADD COLUMN next_place TEXT NOT NULL DEFAULT '';
ALTER TABLE meeting ADD COLUMN corrections_until TEXT;  -- NULL = no period was set

CREATE TABLE correction_request (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    meeting_id TEXT NOT NULL REFERENCES record (id),
    text TEXT NOT NULL,
    passage TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_on TEXT NOT NULL,
    settlement TEXT CHECK (settlement IN ('taken', 'declined')),  -- NULL = not decided yet
    answer TEXT NOT NULL,
    PRIMARY KEY (id, footing)
) STRICT;

CREATE TABLE distribution (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    meeting_id TEXT NOT NULL REFERENCES record (id),
    number INTEGER NOT NULL CHECK (number > 0),
    attendee_id TEXT REFERENCES record (id),  -- NULL = a spare
    returned INTEGER NOT NULL CHECK (returned IN (0, 1)),
    PRIMARY KEY (id, footing)
) STRICT;

CREATE TABLE other_meeting (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    body TEXT NOT NULL,
    name TEXT NOT NULL,
    handling TEXT NOT NULL,
    lead TEXT NOT NULL,
    since_on TEXT,                        -- NULL = not said
    PRIMARY KEY (id, footing)
) STRICT;
