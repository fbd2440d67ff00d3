"""Where a municipality's file lies when nobody says otherwise."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def default_file() -> Path:
    """The file named by JUSOU_DB, else one in the user's own data folder."""
    named = os.environ.get("JUSOU_DB")
    if named:
        return Path(named).absolute()
    return platformdirs.user_data_path("jusou-meeting", appauthor=False) / "jusou.db"
