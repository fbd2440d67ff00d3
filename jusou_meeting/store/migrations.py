"""Every change of the tables, oldest first; append-only, and never importing from the package."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database, Migrations

migrations = Migrations("jusou_meeting")


@migrations()
def m0001_cases_history_and_door(db: Database) -> None:
    """The case with its facts on two footings, the split history, and who may come in."""
    tables = Path(__file__).with_name("m0001")
    parts = ("history", "support_case", "fact", "door")
    db.executescript("".join((tables / f"{part}.sql").read_text("utf-8") for part in parts))


@migrations()
def m0002_cases_put_away(db: Database) -> None:
    """A case may stand apart from the list; NULL = it is at work."""
    db.executescript("ALTER TABLE support_case ADD COLUMN put_away_on TEXT")


@migrations()
def m0003_identical_twins(db: Database) -> None:
    """One more word for a bond: SQLite lets no CHECK be changed, so the table is laid anew and filled as it was."""
    (laid,) = (row["sql"] for row in db.query("SELECT sql FROM sqlite_master WHERE name = 'family_tie'"))
    anew = laid.replace("'twins')", "'twins', 'identical_twins')").replace("family_tie", "family_tie_anew", 1)
    db.executescript(
        f"{anew}; INSERT INTO family_tie_anew SELECT * FROM family_tie; DROP TABLE family_tie; "
        "ALTER TABLE family_tie_anew RENAME TO family_tie"
    )


@migrations()
def m0004_folded_fields(db: Database) -> None:
    """The fields that the wall shows as one box each, as a JSON list."""
    db.executescript("ALTER TABLE projection ADD COLUMN folded TEXT NOT NULL DEFAULT '[]'")


@migrations()
def m0005_nothing_typed_twice(db: Database) -> None:
    """What a remark became, how an issue was sorted, and why nobody carries it for now; drafts hold several records."""
    db.executescript(
        "ALTER TABLE remark ADD COLUMN became TEXT NOT NULL DEFAULT '';"
        "ALTER TABLE issue ADD COLUMN sphere TEXT CHECK (sphere IN ('client', 'around'));"
        "ALTER TABLE issue ADD COLUMN urgency TEXT CHECK (urgency IN ('urgent', 'later'));"
        "ALTER TABLE issue ADD COLUMN deferred_because TEXT NOT NULL DEFAULT '';"
        "ALTER TABLE issue ADD COLUMN deferred_until TEXT NOT NULL DEFAULT '';"
        "DELETE FROM draft;"
    )


@migrations()
def m0008_after_the_close(db: Database) -> None:
    """Who came; what else stands after 閉会."""
    db.executescript(Path(__file__).with_name("m0008.sql").read_text("utf-8"))


@migrations()
def m0009_roles_read_back(db: Database) -> None:
    """A role is read aloud from the wall, and its answer knows the meeting; an answer may propose other words."""
    db.executescript(
        "ALTER TABLE projection ADD COLUMN reading TEXT REFERENCES record (id);"  # NULL = none is read
        "ALTER TABLE confirmation ADD COLUMN read_in TEXT REFERENCES record (id);"  # NULL = not read out
        "ALTER TABLE confirmation ADD COLUMN proposed_task TEXT NOT NULL DEFAULT '';"  # '' = none is proposed
        "ALTER TABLE confirmation ADD COLUMN proposed_due TEXT NOT NULL DEFAULT '';"
        "DELETE FROM draft;"
    )


@migrations()
def m0010_members_and_pledges(db: Database) -> None:
    """構成員 of the 支援会議 and who was named for one meeting alone; when somebody accepted the duty of secrecy."""
    db.executescript(
        "CREATE TABLE membership ("
        "id TEXT PRIMARY KEY, version INTEGER NOT NULL CHECK (version > 0), agency TEXT NOT NULL, "
        "agency_id TEXT REFERENCES agency (id), "  # NULL = it is known by its name alone
        "basis TEXT NOT NULL, appointed_on TEXT NOT NULL, "
        "until_on TEXT) STRICT;"  # NULL = until somebody ends it
        "ALTER TABLE attendee ADD COLUMN named_once INTEGER NOT NULL DEFAULT 0 CHECK (named_once IN (0, 1));"
        "ALTER TABLE attendee ADD COLUMN pledged_at TEXT;"  # NULL = nobody knows the hour
        "DELETE FROM draft;"
    )


@migrations()
def m0014_people_of_the_agencies(db: Database) -> None:
    """担当者 of the directory's agencies; they name no household."""
    db.executescript(
        "CREATE TABLE contact_person ("
        "id TEXT PRIMARY KEY, version INTEGER NOT NULL CHECK (version > 0), "
        "agency_id TEXT NOT NULL REFERENCES agency (id), name TEXT NOT NULL, kana TEXT NOT NULL, job TEXT NOT NULL, "
        "since_on TEXT, until_on TEXT) STRICT;"  # NULL = nobody said since when; no end is known
    )


@migrations()
def m0015_links_to_ask_for_corrections(db: Database) -> None:
    """Whoever asked for a correction through a link of their own reads the answer there; NULL = on paper."""
    db.executescript(
        "ALTER TABLE correction_request ADD COLUMN attendee_id TEXT REFERENCES record (id);DELETE FROM draft;"
    )


@migrations()
def m0016_preparation_sheets(db: Database) -> None:
    """What each agency answered before the meeting."""
    db.executescript(
        "CREATE TABLE preparation_sheet ("
        "id TEXT NOT NULL REFERENCES record (id), "
        "footing TEXT NOT NULL CHECK (footing IN ('consent', 'statutory')), "
        "version INTEGER NOT NULL CHECK (version > 0), "
        "learned_in TEXT REFERENCES record (id), "
        "meeting_id TEXT NOT NULL REFERENCES record (id), "
        "attendee_id TEXT NOT NULL REFERENCES record (id), "
        "known TEXT NOT NULL, done TEXT NOT NULL, wanted TEXT NOT NULL, asked TEXT NOT NULL, "
        "answered_by TEXT NOT NULL, answered_on TEXT NOT NULL, "
        "PRIMARY KEY (id, footing)) STRICT;"
    )


@migrations()
def m0017_sheets_from_devices(db: Database) -> None:
    """By which way each sheet came: those of before were copied by hand."""
    db.executescript(
        "ALTER TABLE preparation_sheet ADD COLUMN on_device INTEGER NOT NULL DEFAULT 0 CHECK (on_device IN (0, 1));"
        "DELETE FROM draft WHERE kind = 'preparation_sheet';"
    )


@migrations()
def m0018_hours_of_each_meeting(db: Database) -> None:
    """Several households may share a sitting, each at hours of its own."""
    db.executescript(
        "ALTER TABLE meeting ADD COLUMN starts_at TEXT;"  # NULL = nobody set it
        "ALTER TABLE meeting ADD COLUMN ends_at TEXT;"
        "UPDATE meeting SET (starts_at, ends_at) = "
        "(SELECT s.starts_at, s.ends_at FROM sitting s WHERE s.id = meeting.sitting_id);"
        "ALTER TABLE sitting DROP COLUMN starts_at;"
        "ALTER TABLE sitting DROP COLUMN ends_at;"
        "DELETE FROM draft;"
    )


@migrations()
def m0019_agenda_templates(db: Database) -> None:
    """次第の型; they name no household."""
    db.executescript(
        "CREATE TABLE agenda_template ("
        "id TEXT PRIMARY KEY, version INTEGER NOT NULL CHECK (version > 0), "
        "name TEXT NOT NULL, lines TEXT NOT NULL) STRICT;"
    )


@migrations()
def m0020_one_time_passwords(db: Database) -> None:
    """A password that somebody else gave is good for choosing another, until then."""
    db.executescript("ALTER TABLE account ADD COLUMN one_time_until TEXT")  # NULL = it is their own


@migrations()
def m0021_whereabouts(db: Database) -> None:
    """Whoever opens a page anew finds it as they left it; nothing is in it but titles of tabs and ids."""
    db.executescript(
        "CREATE TABLE whereabouts ("
        "session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE, "
        "about TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (session_id, about)) STRICT;"
    )
