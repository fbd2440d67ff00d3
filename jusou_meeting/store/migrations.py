"""Every change of the tables, oldest first; append-only, and never importing from the package."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("jusou_meeting")


@migrations()
def m0001_cases_history_and_door(db: Database) -> None:
    """The case with its facts on two footings, the split history, and who may come in."""
    db.executescript(_HISTORY + _CASE + _FACTS + _DOOR)


_HISTORY = """
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
"""

_CASE = """
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
"""

_FACTS = """
CREATE TABLE household (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),  -- NULL = outside a meeting
    route TEXT NOT NULL,
    strengths TEXT NOT NULL,              -- a JSON list, like every *_ids
    note TEXT NOT NULL,
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    PRIMARY KEY (id, footing)
) STRICT;

CREATE TABLE person (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    label TEXT NOT NULL,
    kinship TEXT NOT NULL,
    name TEXT NOT NULL,                   -- '' = not recorded
    kana TEXT NOT NULL,
    sex TEXT NOT NULL CHECK (sex IN ('male', 'female', 'unknown')),
    birth_on TEXT,                        -- NULL = not recorded
    age_band TEXT NOT NULL,
    deceased INTEGER NOT NULL CHECK (deceased IN (0, 1)),
    lives_apart INTEGER NOT NULL CHECK (lives_apart IN (0, 1)),
    residence TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (id, footing)
) STRICT;

CREATE TABLE issue (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    subject_id TEXT NOT NULL REFERENCES record (id),
    title TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (id, footing)
) STRICT;

CREATE TABLE involvement (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    name TEXT NOT NULL,
    field TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('engaged', 'considered', 'unconnected', 'ended')),
    agency_id TEXT REFERENCES agency (id),  -- NULL = no entry of the directory
    outsider INTEGER NOT NULL CHECK (outsider IN (0, 1)),
    note TEXT NOT NULL,
    PRIMARY KEY (id, footing)
) STRICT;

CREATE TABLE tie (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    a TEXT NOT NULL REFERENCES record (id),
    b TEXT NOT NULL REFERENCES record (id),
    strength TEXT NOT NULL CHECK (strength IN ('strong', 'normal', 'weak', 'none')),
    stressful INTEGER NOT NULL CHECK (stressful IN (0, 1)),
    direction TEXT NOT NULL CHECK (direction IN ('none', 'forward', 'backward', 'both')),
    status TEXT NOT NULL CHECK (status IN ('now', 'planned', 'needed', 'ended')),
    confidence TEXT NOT NULL CHECK (confidence IN ('confirmed', 'heard', 'inferred')),
    since_on TEXT,                        -- NULL = not known
    source TEXT NOT NULL,
    label TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (id, footing),
    CHECK (a <> b)
) STRICT;

CREATE TABLE consent (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    person_id TEXT NOT NULL REFERENCES record (id),
    given_on TEXT NOT NULL,
    agency_ids TEXT NOT NULL,
    about TEXT NOT NULL,
    until_on TEXT,                        -- NULL = until withdrawn
    withdrawn_on TEXT,                    -- NULL = not withdrawn
    given_by TEXT NOT NULL CHECK (given_by IN ('self', 'parent', 'guardian')),
    form TEXT NOT NULL CHECK (form IN ('written', 'oral')),
    PRIMARY KEY (id, footing)
) STRICT;

CREATE TABLE meeting (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    sitting_id TEXT NOT NULL REFERENCES sitting (id),
    kind TEXT NOT NULL CHECK (kind IN ('multilayered', 'statutory')),
    ordinal INTEGER NOT NULL,
    reason TEXT NOT NULL,
    next_time TEXT NOT NULL,
    opened_at TEXT,                       -- NULL = not opened yet
    closed_at TEXT,                       -- NULL = not closed yet
    PRIMARY KEY (id, footing),
    CHECK ((kind = 'multilayered') = (footing = 'consent'))
) STRICT;

CREATE TABLE attendee (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    meeting_id TEXT NOT NULL REFERENCES record (id),
    agency TEXT NOT NULL,
    involvement_id TEXT REFERENCES record (id),  -- NULL = stands on no map
    job TEXT NOT NULL,
    name TEXT NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('member', 'chair', 'recorder', 'absent')),
    host INTEGER NOT NULL CHECK (host IN (0, 1)),
    remark TEXT NOT NULL,
    PRIMARY KEY (id, footing)
) STRICT;

CREATE TABLE remark (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    meeting_id TEXT NOT NULL REFERENCES record (id),
    text TEXT NOT NULL,
    speaker_id TEXT REFERENCES record (id),  -- NULL = nobody in particular
    said_at TEXT,                         -- NULL = not known
    source_hidden INTEGER NOT NULL CHECK (source_hidden IN (0, 1)),
    PRIMARY KEY (id, footing)
) STRICT;

CREATE TABLE decision (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    meeting_id TEXT NOT NULL REFERENCES record (id),
    text TEXT NOT NULL,
    PRIMARY KEY (id, footing)
) STRICT;

CREATE TABLE role (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    assignee_id TEXT NOT NULL REFERENCES record (id),
    task TEXT NOT NULL,
    in_charge TEXT NOT NULL,
    for_ids TEXT NOT NULL,
    issue_ids TEXT NOT NULL,
    due_on TEXT,                          -- NULL = no date; see due_text
    due_text TEXT NOT NULL,
    lead INTEGER NOT NULL CHECK (lead IN (0, 1)),
    standing TEXT NOT NULL CHECK (standing IN ('open', 'done', 'changed', 'undone')),
    assigned_in TEXT REFERENCES record (id),  -- NULL = before any meeting
    PRIMARY KEY (id, footing)
) STRICT;

CREATE TABLE confirmation (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    role_id TEXT NOT NULL REFERENCES record (id),
    role_version INTEGER NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('confirmed', 'questioned', 'replied')),
    text TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    answered_for TEXT NOT NULL,
    oral INTEGER NOT NULL CHECK (oral IN (0, 1)),
    answered_at TEXT NOT NULL,
    PRIMARY KEY (id, footing)
) STRICT;
"""

_DOOR = """
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
    lit_by TEXT REFERENCES session (id),  -- NULL = dark, or not lit from a session
    focus_id TEXT REFERENCES record (id)  -- NULL = the whole map
) STRICT;
"""
