CREATE TABLE case_counter (               -- numbers are never used twice
    fiscal_year INTEGER PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;

CREATE TABLE support_case (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    number TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    sample INTEGER NOT NULL CHECK (sample IN (0, 1))
) STRICT;

CREATE TABLE agency (                     -- the municipality's directory
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    name TEXT NOT NULL,
    kana TEXT NOT NULL,
    field TEXT NOT NULL,
    kind TEXT NOT NULL,
    located_in TEXT NOT NULL,
    address TEXT NOT NULL,                -- '' = the source states none
    remark TEXT NOT NULL,
    source TEXT NOT NULL
) STRICT;

CREATE TABLE sitting (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    held_on TEXT NOT NULL,
    starts_at TEXT,                       -- NULL = not fixed
    ends_at TEXT,
    place TEXT NOT NULL
) STRICT;

CREATE TABLE record (                     -- the identity of every fact, and its place among its kind
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    case_id TEXT NOT NULL REFERENCES support_case (id),
    kind TEXT NOT NULL
) STRICT;
CREATE INDEX record_of_case ON record (case_id, kind);

CREATE TABLE position (                   -- where somebody put a sign on the map
    record_id TEXT PRIMARY KEY REFERENCES record (id),
    version INTEGER NOT NULL CHECK (version > 0),
    x REAL NOT NULL,
    y REAL NOT NULL
) STRICT;
