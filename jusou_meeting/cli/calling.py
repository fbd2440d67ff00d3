"""呼び方: as whom a command works, and how it says that it was called wrongly."""

from __future__ import annotations

import click

from jusou_meeting.staff import Staff, StaffRole
from jusou_meeting.vocabulary import StaffId

OPERATOR = Staff(id=StaffId("command-line"), name="コマンド", role=StaffRole.COORDINATOR)
"""Whoever can read the file holds all of it; what they do is written down like everything else."""


class CalledWrongly(click.UsageError):
    """A command was called without what it needs; the sentence says what."""
