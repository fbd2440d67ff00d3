CREATE TABLE account (
    id TEXT PRIMARY KEY,
    login TEXT NOT NULL UNIQUE COLLATE NOCASE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    agency TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    disabled_at TEXT                      -- NULL = may sign in
) STRICT;

CREATE TABLE session (
    id TEXT PRIMARY KEY,                  -- the hash of the token in the cookie, never the token
    staff_id TEXT NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    agency TEXT NOT NULL,
    case_id TEXT REFERENCES support_case (id),   -- NULL = not bound to one case
    meeting_id TEXT REFERENCES record (id),      -- NULL = not bound to one meeting
    footing TEXT CHECK (footing IN ('consent', 'statutory')),
    attendee_id TEXT REFERENCES record (id),     -- NULL = not matched with a line of the list of attendees
    started_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    admitted_at TEXT,                     -- NULL = a participant who waits for the coordinator's word
    revoked_at TEXT                       -- NULL = not revoked
) STRICT;
CREATE INDEX session_of_meeting ON session (meeting_id);

CREATE TABLE join_code (
    code_hash TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES support_case (id),
    meeting_id TEXT NOT NULL REFERENCES record (id),
    made_at TEXT NOT NULL,
    until_at TEXT NOT NULL
) STRICT;

CREATE TABLE draft (                      -- what somebody typed and has not saved; a migration that changes a fact empties it
    staff_id TEXT NOT NULL,
    case_id TEXT NOT NULL REFERENCES support_case (id) ON DELETE CASCADE,
    meeting_id TEXT REFERENCES record (id) ON DELETE CASCADE,  -- NULL = outside a meeting
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    form TEXT NOT NULL,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    body TEXT NOT NULL                    -- the fact as the form was filled with it, and as it was left
) STRICT;
CREATE UNIQUE INDEX one_draft_of_a_form ON draft (staff_id, case_id, footing, ifnull(meeting_id, ''), form);
CREATE TRIGGER a_closed_meeting_holds_no_draft AFTER INSERT ON meeting WHEN new.closed_at IS NOT NULL
    BEGIN DELETE FROM draft WHERE meeting_id = new.id; END;

CREATE TABLE projection (                 -- what the wall of one meeting shows now
    meeting_id TEXT PRIMARY KEY REFERENCES record (id),
    version INTEGER NOT NULL CHECK (version > 0),
    dark INTEGER NOT NULL CHECK (dark IN (0, 1)),
    nameless INTEGER NOT NULL CHECK (nameless IN (0, 1)),
    lit_by TEXT REFERENCES session (id),  -- NULL = dark, or not lit from a session
    focus_id TEXT REFERENCES record (id), -- NULL = the whole map
    steps INTEGER NOT NULL,               -- how far around it
    gap TEXT NOT NULL                     -- '' = none
) STRICT;
