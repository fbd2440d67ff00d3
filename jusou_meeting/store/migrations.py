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
def m0005_roles_read_back(db: Database) -> None:
    """A role is read aloud from the wall, and its answer knows the meeting; an answer may propose other words."""
    db.executescript(
        "ALTER TABLE projection ADD COLUMN reading TEXT REFERENCES record (id);"  # NULL = none is read
        "ALTER TABLE confirmation ADD COLUMN read_in TEXT REFERENCES record (id);"  # NULL = not read out
        "ALTER TABLE confirmation ADD COLUMN proposed_task TEXT NOT NULL DEFAULT '';"  # '' = none is proposed
        "ALTER TABLE confirmation ADD COLUMN proposed_due TEXT NOT NULL DEFAULT '';"
        "DELETE FROM draft;"
    )
