"""やること: nothing that is open in any case is left out, and each is called by its day."""

from dataclasses import replace
from datetime import date, time

import pytest
from builders import (
    NOW,
    TODAY,
    a_confirmation,
    a_correction_request,
    a_household,
    a_meeting,
    a_plan,
    a_role,
    a_sitting,
    an_abuse_suspicion,
    an_involvement,
)

from jusou_meeting.meeting import Final, MeetingKind, MeetingRecord
from jusou_meeting.role import Answer, RoleStanding
from jusou_meeting.safety import AbuseHandling
from jusou_meeting.todo import Due, TaskKind, in_order, is_own, tasks
from jusou_meeting.vocabulary import Footing

FINAL = Final(at=NOW, by="佐藤", paper_hash="0")
EARLIER, LATER = date(2026, 11, 20), date(2026, 12, 10)


def household(*roles, **said):
    return a_household(involvements=(an_involvement(),), roles=roles, **said)


def told(household, *records):
    return [(task.kind, task.agency, task.due_on) for task in tasks(household, records)]


def record(meeting, held_on=TODAY, **said):
    return MeetingRecord(sitting=a_sitting(held_on=held_on), meeting=meeting, **said)


CENTRE = "地域包括支援センター"


def test_what_is_to_be_done_until_the_next_meeting_has_the_day_of_that_meeting():
    held = record(a_meeting(closed_at=NOW, next_on=LATER))
    until_then = household(a_role(due_text="次回会議まで", assigned_in="meeting"))
    assert told(until_then, held)[0] == (TaskKind.ROLE, CENTRE, LATER)

    ahead = record(a_meeting("ahead", opened_at=None), held_on=date(2026, 12, 17))
    assert told(until_then, held, ahead)[0] == (TaskKind.ROLE, CENTRE, date(2026, 12, 17))
    other_kind = record(a_meeting("other", kind=MeetingKind.STATUTORY, closed_at=NOW, next_on=EARLIER))
    assert told(until_then, held, other_kind)[0] == (TaskKind.ROLE, CENTRE, LATER)
    assert told(until_then)[0] == (TaskKind.ROLE, CENTRE, None)
    assert told(household(a_role(due_text="月2回", assigned_in="meeting")), held)[0][2] is None


def test_an_open_role_is_its_agencys_and_one_that_is_over_nobodys():
    over = a_role("over", standing=RoleStanding.DONE)
    assert told(household(a_role(due_on=LATER), over)) == [(TaskKind.ROLE, CENTRE, LATER)]


def test_what_was_taken_back_waits_for_its_answer_on_its_day():
    answer = a_confirmation(answer=Answer.TAKEN_BACK, text="所内で", until_on=EARLIER)
    assert told(household(a_role(), confirmations=(answer,))) == [
        (TaskKind.ROLE, CENTRE, None), (TaskKind.ANSWER, CENTRE, EARLIER),
    ]  # fmt: skip
    accepted = a_confirmation("later", answered_at=NOW.replace(hour=6))
    assert len(told(household(a_role(), confirmations=(answer, accepted)))) == 1


def test_a_role_that_was_declined_is_the_coordinators_to_give_to_another():
    answer = a_confirmation(answer=Answer.DECLINED, text="人手がない")
    assert told(household(a_role(), confirmations=(answer,))) == [(TaskKind.REASSIGNMENT, "", None)]


def test_the_next_meeting_stands_on_its_day_until_it_is_prepared_and_then_on_that_one():
    closed = record(a_meeting(closed_at=NOW, next_on=LATER), final=FINAL)
    assert told(household(), closed) == [(TaskKind.MEETING, "", LATER)]
    prepared = record(a_meeting("two", ordinal=2, opened_at=None), date(2026, 12, 11))
    assert told(household(), closed, prepared) == [(TaskKind.MEETING, "", date(2026, 12, 11))]
    other = record(a_meeting("secret", kind=MeetingKind.STATUTORY, closed_at=NOW), final=FINAL)
    assert told(household(), closed, other) == [(TaskKind.MEETING, "", LATER)]


def test_monitoring_is_due_until_a_meeting_was_held_on_its_day_or_later():
    planned = household(plans=(a_plan(monitoring_on=TODAY),))
    before = record(a_meeting(closed_at=NOW), EARLIER, final=FINAL)
    assert told(planned, before) == [(TaskKind.MONITORING, "", TODAY)]
    assert told(planned, record(a_meeting(closed_at=NOW), final=FINAL)) == []


def test_monitoring_stays_due_though_a_later_meeting_spoke_of_the_plan_and_not_of_that():
    first, secret = a_plan(monitoring_on=LATER), a_plan("secret", meeting_id="secret", monitoring_on=None)
    assert told(household(plans=(first, secret))) == [(TaskKind.MONITORING, "", LATER)]
    anew = a_plan("anew", meeting_id="anew", monitoring_on=None, monitoring_text="次回会議で")
    assert told(household(plans=(first, anew))) == []


def test_a_request_for_correction_waits_until_somebody_decides_on_it():
    meeting = a_meeting(closed_at=NOW, corrections_until=LATER)
    asked = record(meeting, correction_requests=(a_correction_request(),), final=FINAL)
    assert told(household(), asked) == [(TaskKind.CORRECTION, "", LATER)]


def test_the_minutes_wait_to_be_made_final_once_the_meeting_is_closed():
    closed = record(a_meeting(closed_at=NOW, corrections_until=LATER))
    assert told(household(), closed) == [(TaskKind.FINAL, "", LATER)]
    assert told(household(), replace(closed, final=FINAL)) == []
    assert told(household(), record(a_meeting())) == []


def test_a_suspicion_of_abuse_waits_first_of_all_until_it_is_decided_on_and_verified():
    undecided = an_abuse_suspicion(reason="石川さんが12/15までに決める", footing=Footing.STATUTORY)

    def found(**said):
        return list(tasks(household(abuse_suspicions=(replace(undecided, **said),)), ()))

    [task] = found()
    assert (task.kind, task.footing) == (TaskKind.SUSPICION, Footing.STATUTORY)
    assert task.what == "本人（高齢者虐待）　通報・事実確認の判断：石川さんが12/15までに決める"
    [task] = found(handling=AbuseHandling.REPORTED, handled_by="高齢福祉課", due_on=LATER, reason="")
    assert (task.what, task.in_charge, task.due_on) == ("本人（高齢者虐待）　事実確認", "高齢福祉課", LATER)
    for over in (AbuseHandling.NOT_REPORTED, AbuseHandling.CONFIRMED, AbuseHandling.UNCONFIRMED):
        assert found(handling=over) == []
    pressing = household(a_role(in_charge="佐藤", due_on=EARLIER), abuse_suspicions=(undecided,))
    first = in_order(tasks(pressing, ()), office="市地域福祉課", name="佐藤")[0]
    assert first.kind is TaskKind.SUSPICION


@pytest.mark.parametrize(
    ("due_on", "falls"),
    [
        (None, {Due.ALL}),
        (date(2026, 11, 25), {Due.ALL, Due.OVERDUE}),
        (TODAY, {Due.ALL, Due.WEEK, Due.MONTH}),
        (date(2026, 11, 29), {Due.ALL, Due.WEEK, Due.MONTH}),
        (date(2026, 11, 30), {Due.ALL, Due.MONTH}),
        (date(2026, 12, 1), {Due.ALL}),
    ],
)
def test_a_week_ends_on_its_sunday_and_what_has_no_day_is_never_late(due_on, falls):
    [task] = tasks(household(a_role(due_on=due_on)), ())
    assert {due for due in Due if task.falls(due, TODAY)} == falls


def test_the_coordinators_own_come_first_and_then_the_earliest():
    roles = (
        a_role("late", due_on=LATER),
        a_role("early", due_on=EARLIER),
        a_role("own", due_on=LATER, in_charge="佐藤"),
        a_role("undated"),
    )
    found = list(tasks(replace(household(*roles), plans=(a_plan(monitoring_on=LATER),)), ()))
    ordered = in_order(found, office="市地域福祉課", name="佐藤")
    assert [(task.kind, task.due_on) for task in ordered] == [
        (TaskKind.MONITORING, LATER), (TaskKind.ROLE, LATER), (TaskKind.ROLE, EARLIER), (TaskKind.ROLE, LATER),
        (TaskKind.ROLE, None),
    ]  # fmt: skip


def test_of_two_meetings_of_one_day_the_earlier_hour_comes_first():
    prepared = [
        record(a_meeting(f"at {hour}", opened_at=None, starts_at=time(hour)), LATER) for hour in (15, 9, 14)
    ]
    found = [task for held in prepared for task in tasks(household(), (held,))]

    assert [task.due_text for task in in_order(found, office="", name="")] == ["09:00", "14:00", "15:00"]


def test_the_office_knows_itself_by_whatever_more_a_map_calls_it():
    [task] = tasks(household(a_role()), ())
    assert is_own(
        replace(task, agency="多機関協働（市地域福祉課・包括化支援員）"), office="市地域福祉課", name="佐藤"
    )
    assert not is_own(task, office="市地域福祉課", name="佐藤")
    assert not is_own(task, office="", name="佐藤")


def test_a_role_of_the_office_that_holds_the_meetings_is_its_own():
    [task] = tasks(household(a_role(assignee_id="household", in_charge="石川")), ())

    assert (task.agency, task.in_charge) == ("", "石川")
    assert is_own(task, office="", name="佐藤")
