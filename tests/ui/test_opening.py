"""What a meeting is opened with."""

from builders import a_meeting, a_sitting

from jusou_meeting.meeting import MeetingKind, MeetingRecord
from jusou_meeting.ui.opening import next_ordinal


def test_the_next_meeting_has_a_number_that_none_of_its_kind_had():
    held = [MeetingRecord(sitting=a_sitting(), meeting=a_meeting(f"m{n}", ordinal=n)) for n in (3, 7)]

    assert next_ordinal([], MeetingKind.MULTILAYERED) == 1
    assert next_ordinal(held, MeetingKind.MULTILAYERED) == 8


def test_a_first_meeting_on_consent_does_not_tell_that_others_met_before():
    secret = a_meeting("secret", kind=MeetingKind.STATUTORY, ordinal=4)
    held = [MeetingRecord(sitting=a_sitting(), meeting=secret)]

    assert next_ordinal(held, MeetingKind.MULTILAYERED) == 1
    assert next_ordinal(held, MeetingKind.STATUTORY) == 5
