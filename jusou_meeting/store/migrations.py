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
def m0008_after_the_close(db: Database) -> None:
    """Who came; what else stands after 閉会."""
    db.executescript(Path(__file__).with_name("m0008.sql").read_text("utf-8"))
