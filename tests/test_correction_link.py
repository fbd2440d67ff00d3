"""Whom a link to ask for corrections shows their own part, and of what."""

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import (
    NOW,
    TODAY,
    a_household,
    a_meeting,
    a_remark,
    a_role,
    a_sitting,
    an_attendee,
    an_involvement,
)

from jusou_meeting.correction_link import link_findings, links_on_paper, own_part
from jusou_meeting.meeting import Final, MeetingKind, MeetingRecord, Part
from jusou_meeting.minutes import minutes
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


def test_final_minutes_begin_no_link_and_leave_its_holder_the_answer():
    final = Final(at=NOW, by="佐藤", paper_hash="0")
    open_record = a_closed_meeting(an_attendee(pledged=True))
    record = replace(open_record, final=final)
    household = a_household(footing=Footing.STATUTORY)

    assert said(record) == ["会議録は確定しているので、訂正のリンクは使えません。"]
    parts = [own_part(each, household, (each,), "attendee", today=TODAY) for each in (open_record, record)]
    assert [part.may_ask for part in parts] == [True, False]


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


def printed_for(*attendees, **said):
    """For whom the 役割票 of the one agency with a role carries a link."""
    record = replace(a_closed_meeting(attendees[0], **said), attendees=attendees)
    household = a_household(
        footing=Footing.STATUTORY, involvements=(an_involvement(),), roles=(a_role(assigned_in="meeting"),)
    )
    of = minutes(record, household, (record,))
    return [(sheet.agency, attendee.id) for sheet, attendee in links_on_paper(of, today=TODAY)]


def test_a_sheet_carries_a_link_where_one_person_came_for_its_agency():
    absent = an_attendee("absent", part=Part.ABSENT)
    elsewhere = an_attendee("elsewhere", pledged=True, involvement_id="another")

    assert printed_for(an_attendee(pledged=True)) == [("地域包括支援センター", "attendee")]
    assert printed_for(an_attendee(pledged=True), absent, elsewhere) == [("地域包括支援センター", "attendee")]


def test_a_sheet_that_two_would_read_carries_nobodys_link():
    assert printed_for(an_attendee(pledged=True), an_attendee("colleague", pledged=True)) == []


def test_a_sheet_carries_no_link_that_would_show_nothing():
    assert printed_for(an_attendee()) == []  # no pledge of secrecy
    assert printed_for(an_attendee(pledged=True), corrections_until=None) == []
    assert printed_for(an_attendee(pledged=True), corrections_until=TODAY - timedelta(days=1)) == []
