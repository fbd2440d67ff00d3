"""The command line: the same store, papers and household files, for whoever holds the municipality's file."""

from jusou_meeting.cli.commands import commands
from jusou_meeting.cli.refusal import run

__all__ = ["commands", "run"]
