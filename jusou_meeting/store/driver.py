"""The one place that chooses the SQLite driver and the settings of every connection."""

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

_DAMAGED = "{} が壊れているか、別の種類のファイルです。控えから restore で戻してください。"
_IN_USE = "{} はほかで使われています。少し待ってから、もう一度お試しください。"
_NO_ACCESS = "{} を開けないか、書き込めません。場所と権限を確かめてください。"
_SENTENCES = {
    sqlite3.SQLITE_BUSY: _IN_USE,
    sqlite3.SQLITE_LOCKED: _IN_USE,
    sqlite3.SQLITE_FULL: "ディスクに空きがないため保存できません。空きを作ってから、もう一度お試しください。",
    sqlite3.SQLITE_IOERR: "{} を読み書きできません。ディスクや接続を確かめてください。",
    sqlite3.SQLITE_READONLY: _NO_ACCESS,
    sqlite3.SQLITE_CANTOPEN: _NO_ACCESS,
    sqlite3.SQLITE_PERM: _NO_ACCESS,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}


Unreadable = (DatabaseError, UnicodeDecodeError)
"""The same, and what Python makes of it when the damage reached the driver's own message."""


def damaged(path: Path) -> str:
    """That the file cannot be read as what it should be, and what to do."""
    return _DAMAGED.format(path)


def trouble(path: Path, error: Exception) -> str | None:
    """What befell the file, for the person who can act on it; None = the error is about what was written, not where."""
    if isinstance(error, UnicodeDecodeError):
        return damaged(path)
    sentence = _SENTENCES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    return None if sentence is None else sentence.format(path)


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
