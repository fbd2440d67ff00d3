"""設定: what the municipality chose for itself, each choice by its word."""

from __future__ import annotations

from sqlite_utils import Database


def chosen(db: Database, word: str) -> str | None:
    """What was chosen last, within an open unit of work; None = nothing ever was."""
    row = next(db.query("SELECT value FROM setting WHERE key = ?", [word]), None)
    return None if row is None else str(row["value"])


def choose(db: Database, word: str, value: str) -> None:
    """Have this from now on, within an open unit of writing."""
    db.table("setting").upsert({"key": word, "value": value}, pk="key")
