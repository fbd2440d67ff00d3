"""The one place that chooses the SQLite driver and the settings of every connection (design D4)."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database

_SETTINGS = (
    "PRAGMA busy_timeout=10000",
    # Rollback journal, truncated and synced at each commit: no acknowledged change is lost when the power goes, and
    # the WAL-reset defect of the SQLite that ships with most Pythons cannot be met.
    "PRAGMA journal_mode=TRUNCATE",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA secure_delete=ON",
)

DatabaseError = sqlite3.DatabaseError
"""What the driver raises when a file is damaged, full, locked or not a database at all."""


def connect(path: Path) -> Database:
    """A connection of its own for one unit of work; it is never handed to another thread."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for setting in _SETTINGS:
            connection.execute(setting).fetchall()
    except BaseException:
        connection.close()
        raise
    return Database(connection, recursive_triggers=False, execute_plugins=False)
