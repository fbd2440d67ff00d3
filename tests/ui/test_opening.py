"""What a meeting is opened with."""

from builders import a_meeting, a_sitting

from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.ui.opening import next_ordinal


def test_the_next_meeting_has_a_number_that_none_before_it_had():
    held = [MeetingRecord(sitting=a_sitting(), meeting=a_meeting(f"m{n}", ordinal=n)) for n in (3, 7)]

    assert next_ordinal([]) == 1
    assert next_ordinal(held) == 8
