"""`python -m jusou_meeting`: the command line."""

import sys

from jusou_meeting.cli import run

sys.exit(run())
