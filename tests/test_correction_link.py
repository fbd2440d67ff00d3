"""Whom a link to ask for corrections shows their own part, and of what."""

from datetime import timedelta

import pytest
from builders import NOW, TODAY, a_household, a_meeting, a_remark, a_sitting, an_attendee

from jusou_meeting.correction_link import link_findings, own_part
from jusou_meeting.meeting import MeetingKind, MeetingRecord, Part
from jusou_meeting.vocabulary import Footing


def a_closed_meeting(attendee, *remarks, **said):
    """A 支援会議 that is over, with corrections asked for until today."""
    filled = {
        "kind": MeetingKind.STATUTORY,
        "footing": Footing.STATUTORY,
        "closed_at": NOW,
        "corrections_until": TODAY,
    }
    meeting = a_meeting(**filled | said)
    return MeetingRecord(sitting=a_sitting(), meeting=meeting, attendees=(attendee,), remarks=remarks)


def said(record, today=TODAY):
    household = a_household(footing=Footing.STATUTORY)
    return [f.sentence for f in link_findings(record, household, record.attendees[0], today=today)]


def test_in_a_meeting_under_secrecy_only_who_pledged_has_a_link():
    assert said(a_closed_meeting(an_attendee(pledged=True))) == []
    [why] = said(a_closed_meeting(an_attendee()))
    assert why == "「地域包括支援センター」の方が守秘を承諾した記録がありません。"
    [why] = said(a_closed_meeting(an_attendee(part=Part.ABSENT)))
    assert "出た記録がありません" in why


def test_it_lasts_to_the_end_of_the_period_and_begins_with_the_close():
    record = a_closed_meeting(an_attendee(pledged=True))
    assert said(record, TODAY + timedelta(days=1)) == ["訂正の申出を受け付ける期限が過ぎています。"]
    assert len(said(a_closed_meeting(an_attendee(pledged=True), closed_at=None))) == 1
    assert len(said(a_closed_meeting(an_attendee(pledged=True), corrections_until=None))) == 1


@pytest.mark.parametrize(
    ("remark", "shown"),
    [
        (a_remark(speaker_id="attendee"), True),
        (a_remark(speaker_id="other"), False),
        (a_remark(), False),
        (a_remark(speaker_id="attendee", source_hidden=True), False),
    ],
)
def test_of_what_was_said_it_shows_their_own_unless_its_source_is_kept_secret(remark, shown):
    record = a_closed_meeting(an_attendee(pledged=True), remark)
    part = own_part(record, a_household(footing=Footing.STATUTORY), (record,), "attendee", today=TODAY)
    assert bool(part.remarks) is shown
