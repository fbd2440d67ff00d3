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
def m0004_nothing_typed_twice(db: Database) -> None:
    """What a remark became, how an issue was sorted, and why nobody carries it for now; drafts hold several records."""
    db.executescript(
        "ALTER TABLE remark ADD COLUMN became TEXT NOT NULL DEFAULT '';"
        "ALTER TABLE issue ADD COLUMN sphere TEXT CHECK (sphere IN ('client', 'around'));"
        "ALTER TABLE issue ADD COLUMN urgency TEXT CHECK (urgency IN ('urgent', 'later'));"
        "ALTER TABLE issue ADD COLUMN deferred_because TEXT NOT NULL DEFAULT '';"
        "ALTER TABLE issue ADD COLUMN deferred_until TEXT NOT NULL DEFAULT '';"
        "DELETE FROM draft;"
    )
