CREATE TABLE household (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),  -- NULL = outside a meeting
    route TEXT NOT NULL,
    strengths TEXT NOT NULL,              -- a JSON list, like every *_ids
    avoid TEXT NOT NULL,
    safe_contact TEXT NOT NULL,
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
    being TEXT NOT NULL CHECK (being IN ('human', 'unborn', 'animal')),
    deceased INTEGER NOT NULL CHECK (deceased IN (0, 1)),
    key_person INTEGER NOT NULL CHECK (key_person IN (0, 1)),
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

CREATE TABLE family_tie (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    a TEXT NOT NULL REFERENCES record (id),
    b TEXT NOT NULL REFERENCES record (id),
    bond TEXT NOT NULL CHECK (bond IN
        ('married', 'common_law', 'separated', 'divorced', 'birth', 'adopted', 'fostered', 'twins')),
    custody INTEGER NOT NULL CHECK (custody IN (0, 1)),
    since_on TEXT,                        -- NULL = not known
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
    without_consent TEXT NOT NULL,
    next_time TEXT NOT NULL,
    document_number TEXT NOT NULL,
    papers_returned TEXT NOT NULL,
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
    person_id TEXT REFERENCES record (id),       -- NULL = not one of the family
    job TEXT NOT NULL,
    name TEXT NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('member', 'chair', 'recorder', 'absent')),
    host INTEGER NOT NULL CHECK (host IN (0, 1)),
    from_at TEXT,                         -- NULL = from the beginning
    until_at TEXT,                        -- NULL = to the end
    item_ids TEXT NOT NULL,
    pledged INTEGER NOT NULL CHECK (pledged IN (0, 1)),
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
    decided_at TEXT,                      -- NULL = not known
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
    wording INTEGER NOT NULL,
    lead INTEGER NOT NULL CHECK (lead IN (0, 1)),
    standing TEXT NOT NULL CHECK (standing IN ('open', 'done', 'changed', 'undone')),
    result TEXT NOT NULL,
    assigned_in TEXT REFERENCES record (id),  -- NULL = before any meeting
    PRIMARY KEY (id, footing)
) STRICT;

CREATE TABLE confirmation (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    role_id TEXT NOT NULL REFERENCES record (id),
    wording INTEGER NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN
        ('accepted', 'conditional', 'taken_back', 'declined', 'questioned', 'replied')),
    text TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    answered_for TEXT NOT NULL,
    oral INTEGER NOT NULL CHECK (oral IN (0, 1)),
    until_on TEXT,                        -- NULL = no day was promised
    answered_at TEXT NOT NULL,
    PRIMARY KEY (id, footing)
) STRICT;

CREATE TABLE agenda_item (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    meeting_id TEXT NOT NULL REFERENCES record (id),
    title TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes >= 0),
    place INTEGER NOT NULL,
    begun_at TEXT,                        -- NULL = the meeting has not come to it
    PRIMARY KEY (id, footing)
) STRICT;

CREATE TABLE wish (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    person_id TEXT NOT NULL REFERENCES record (id),
    words TEXT NOT NULL,                  -- '' = not heard yet
    told_by TEXT NOT NULL,
    unheard_because TEXT NOT NULL,
    PRIMARY KEY (id, footing)
) STRICT;

CREATE TABLE goal (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    text TEXT NOT NULL,
    term TEXT NOT NULL CHECK (term IN ('long', 'short')),
    within TEXT NOT NULL,
    issue_ids TEXT NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('open', 'reached', 'partly', 'unreached', 'dropped')),
    set_in TEXT REFERENCES record (id),   -- NULL = before any meeting
    PRIMARY KEY (id, footing)
) STRICT;

CREATE TABLE plan (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    meeting_id TEXT NOT NULL REFERENCES record (id),
    direction TEXT NOT NULL,
    starts_on TEXT,                       -- NULL = not fixed
    ends_on TEXT,
    monitoring_on TEXT,
    monitoring_text TEXT NOT NULL,
    judgement TEXT CHECK (judgement IN ('appropriate', 'amended', 'continued')),  -- NULL = not judged yet
    judgement_note TEXT NOT NULL,
    lead_pending TEXT NOT NULL,
    decided_on TEXT,                      -- NULL = 支援決定 not taken yet
    handed_on TEXT,                       -- NULL = the person has no copy yet
    PRIMARY KEY (id, footing)
) STRICT;

CREATE TABLE emergency_contact (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    situation TEXT NOT NULL,
    whom TEXT NOT NULL,
    hours TEXT NOT NULL,
    how TEXT NOT NULL,
    PRIMARY KEY (id, footing)
) STRICT;

CREATE TABLE abuse_suspicion (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    subject_id TEXT NOT NULL REFERENCES record (id),
    kind TEXT NOT NULL CHECK (kind IN ('elder', 'disability', 'child', 'partner', 'other')),
    text TEXT NOT NULL,
    handling TEXT NOT NULL CHECK (handling IN
        ('undecided', 'reported', 'verified_first', 'not_reported', 'confirmed', 'unconfirmed')),
    handled_by TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_on TEXT,                      -- NULL = not decided
    due_on TEXT,
    reason TEXT NOT NULL,
    PRIMARY KEY (id, footing)
) STRICT;

CREATE TABLE life_event (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    subject_id TEXT NOT NULL REFERENCES record (id),
    happened TEXT NOT NULL,               -- as it was said: a day, a month, a year, or words
    text TEXT NOT NULL,
    source TEXT NOT NULL,
    confidence TEXT NOT NULL CHECK (confidence IN ('confirmed', 'heard', 'inferred')),
    PRIMARY KEY (id, footing)
) STRICT;

CREATE TABLE resource_gap (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    meeting_id TEXT NOT NULL REFERENCES record (id),
    text TEXT NOT NULL,
    field TEXT NOT NULL,
    PRIMARY KEY (id, footing)
) STRICT;

CREATE TABLE evaluation (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    meeting_id TEXT NOT NULL REFERENCES record (id),
    outcome TEXT NOT NULL CHECK (outcome IN ('closed', 'replanned', 'suspended')),
    text TEXT NOT NULL,
    remaining TEXT NOT NULL,
    lead_after TEXT NOT NULL,
    again_when TEXT NOT NULL,
    PRIMARY KEY (id, footing)
) STRICT;

CREATE TABLE role_review (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    meeting_id TEXT NOT NULL REFERENCES record (id),
    role_id TEXT NOT NULL REFERENCES record (id),
    standing TEXT NOT NULL CHECK (standing IN ('open', 'done', 'changed', 'undone')),
    result TEXT NOT NULL,
    PRIMARY KEY (id, footing)
) STRICT;

CREATE TABLE correction (
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    meeting_id TEXT NOT NULL REFERENCES record (id),
    text TEXT NOT NULL,
    corrected_on TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    PRIMARY KEY (id, footing)
) STRICT;

CREATE TABLE crossing (                   -- tells of what is known in confidence, so it is known there alone
    id TEXT NOT NULL REFERENCES record (id),
    footing TEXT NOT NULL CHECK (footing = 'statutory'),
    version INTEGER NOT NULL CHECK (version > 0),
    learned_in TEXT REFERENCES record (id),
    record_id TEXT NOT NULL REFERENCES record (id),
    allowed INTEGER NOT NULL CHECK (allowed IN (0, 1)),
    reason TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_on TEXT NOT NULL,
    PRIMARY KEY (id, footing)
) STRICT;

CREATE TABLE final_minutes (              -- 確定: what the minutes of a meeting were when they were made final
    meeting_id TEXT PRIMARY KEY REFERENCES record (id),
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    paper BLOB NOT NULL,                  -- the Word file, to the byte
    paper_hash TEXT NOT NULL,
    household_file TEXT NOT NULL,         -- all that the case held at that moment
    form_hash TEXT NOT NULL               -- of the form that the paper was written on
) STRICT;
CREATE TRIGGER final_minutes_are_never_rewritten BEFORE UPDATE ON final_minutes
    BEGIN SELECT RAISE(ABORT, 'final minutes are never rewritten'); END;
CREATE TRIGGER final_minutes_are_never_removed BEFORE DELETE ON final_minutes
    BEGIN SELECT RAISE(ABORT, 'final minutes are never removed'); END;
