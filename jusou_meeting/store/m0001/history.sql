CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE change (                     -- one act of one person; hash-chained
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,                     -- UTC, fixed width
    staff_id TEXT NOT NULL,
    session_id TEXT,                      -- NULL = the command line
    case_id TEXT,                         -- NULL = not about one case
    meeting_id TEXT,                      -- NULL = outside a meeting
    footing TEXT CHECK (footing IN ('consent', 'statutory')),  -- NULL = not about facts of a case
    action TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    undoes INTEGER UNIQUE REFERENCES change (seq),             -- NULL = an act of its own
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
CREATE INDEX change_of_case ON change (case_id, seq);

CREATE TABLE change_row (                 -- what the act touched; the chain covers the payload by its hash alone
    seq INTEGER NOT NULL REFERENCES change (seq),
    place INTEGER NOT NULL,
    kind TEXT NOT NULL,
    record_id TEXT NOT NULL,
    footing TEXT,
    version INTEGER NOT NULL,
    payload_hash TEXT NOT NULL,
    PRIMARY KEY (seq, place)
) STRICT;
CREATE INDEX change_row_of_record ON change_row (record_id, seq);

CREATE TABLE change_payload (             -- before and after; destroyed by an approved 廃棄, while the chain still holds
    seq INTEGER NOT NULL,
    place INTEGER NOT NULL,
    salt TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (seq, place),
    FOREIGN KEY (seq, place) REFERENCES change_row (seq, place)
) STRICT;

CREATE TRIGGER change_is_never_rewritten BEFORE UPDATE ON change
    BEGIN SELECT RAISE(ABORT, 'history is never rewritten'); END;
CREATE TRIGGER change_is_never_removed BEFORE DELETE ON change
    BEGIN SELECT RAISE(ABORT, 'history is never removed'); END;
CREATE TRIGGER change_row_is_never_rewritten BEFORE UPDATE ON change_row
    BEGIN SELECT RAISE(ABORT, 'history is never rewritten'); END;
CREATE TRIGGER change_row_is_never_removed BEFORE DELETE ON change_row
    BEGIN SELECT RAISE(ABORT, 'history is never removed'); END;

CREATE TABLE access (                     -- views, projections, prints, exports, and refusals at the door
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    session_id TEXT,                      -- NULL = nobody was signed in, or the command line
    staff_id TEXT,
    action TEXT NOT NULL,
    screen TEXT NOT NULL DEFAULT '',
    case_id TEXT,
    meeting_id TEXT,
    footing TEXT CHECK (footing IN ('consent', 'statutory')),  -- NULL = nothing of a case was given to others
    basis TEXT NOT NULL DEFAULT '',       -- 提供記録: on what ground it was, in the words of that day
    detail TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX one_view_per_session_case_screen_meeting
    ON access (session_id, screen, case_id, ifnull(meeting_id, '')) WHERE action = 'view';
CREATE TRIGGER access_is_never_rewritten BEFORE UPDATE ON access
    BEGIN SELECT RAISE(ABORT, 'the access log is never rewritten'); END;
CREATE TRIGGER access_is_never_removed BEFORE DELETE ON access
    BEGIN SELECT RAISE(ABORT, 'the access log is never removed'); END;

CREATE TABLE outbox_event (               -- what a browser sent and what became of it: the acknowledgement
    client TEXT NOT NULL,                 -- the browser's name for itself
    number INTEGER NOT NULL,
    session_id TEXT NOT NULL,             -- whoever used the name first; nobody else may
    result TEXT NOT NULL CHECK (result IN ('applied', 'conflict', 'refused')),
    sentence TEXT NOT NULL DEFAULT '',
    seq INTEGER REFERENCES change (seq),  -- NULL = nothing was changed
    PRIMARY KEY (client, number)
) STRICT;
