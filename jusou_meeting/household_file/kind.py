"""記録の並び: every list of the file, in the order in which it is read and written."""

from __future__ import annotations

from jusou_meeting.household_file.of_the_household import (
    AGENCIES,
    CONSENTS,
    EVENTS,
    FAMILY_TIES,
    HOUSEHOLD,
    ISSUES,
    PEOPLE,
    TIES,
)
from jusou_meeting.household_file.of_the_meeting import MEETINGS
from jusou_meeting.household_file.of_the_support import (
    ABUSE_SUSPICIONS,
    CROSSINGS,
    EMERGENCY_CONTACTS,
    GOALS,
    OTHER_MEETINGS,
    PLANS,
    ROLES,
    WISHES,
)

KINDS = (
    HOUSEHOLD, PEOPLE, FAMILY_TIES, ISSUES, AGENCIES, TIES, EVENTS, CONSENTS, MEETINGS, ROLES,
    WISHES, GOALS, PLANS, EMERGENCY_CONTACTS, ABUSE_SUSPICIONS, OTHER_MEETINGS, CROSSINGS,
)  # fmt: skip
"""In the order in which a file is read and written."""
