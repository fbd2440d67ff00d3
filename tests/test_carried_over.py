"""What an earlier meeting left open begins the next one."""

from dataclasses import replace
from datetime import timedelta

from builders import (
    TODAY,
    a_confirmation,
    a_household,
    a_meeting,
    a_review,
    a_role,
    a_sitting,
    an_attendee,
    an_involvement,
    an_issue,
)

from jusou_meeting.agency import InvolvementStatus
from jusou_meeting.agenda import steps
from jusou_meeting.agenda_template import STANDARD, of_a_first_meeting
from jusou_meeting.carried_over import called_again, carried_agenda, carried_over, previous, to_review
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.role import Answer, RoleStanding


def held(id, days=0, **said):
    sitting = a_sitting(id=f"sitting of {id}", held_on=TODAY + timedelta(days=days))
    return MeetingRecord(sitting=sitting, meeting=a_meeting(id, **said))


FIRST_HELD, SECOND_HELD, NOW_HELD = held("first", -42), held("second", -21), held("now")
PREPARED = held("prepared", -1, opened_at=None)

HOUSEHOLD = a_household(
    involvements=(an_involvement(),),
    issues=(
        an_issue("work", title="就労", deferred_because="受診が先"),
        an_issue("debt", title="債務"),
        an_issue("taken", title="受診", deferred_because="様子を見る"),
    ),
    roles=(a_role("visit", issue_ids=("taken",)), a_role("home")),
    confirmations=(a_confirmation(role_id="home", answer=Answer.TAKEN_BACK, text="課長の判断"),),
)


def test_the_last_meeting_is_the_last_that_was_held_before_this_one():
    meetings = [SECOND_HELD, FIRST_HELD, NOW_HELD, PREPARED]

    assert previous(meetings, NOW_HELD) is SECOND_HELD
    assert previous(meetings, FIRST_HELD) is None
    assert previous(meetings) is NOW_HELD
    assert previous([PREPARED], NOW_HELD) is None


def test_no_role_of_an_earlier_meeting_is_passed_over():
    household = a_household(
        roles=(
            a_role("noted"),
            a_role("crossed"),
            a_role("earlier", assigned_in="first"),
            a_role("done", assigned_in="first", standing=RoleStanding.DONE),
            a_role("new", assigned_in="now"),
            a_role("spoken of", assigned_in="first"),
        ),
        crossed=frozenset({"crossed"}),
    )

    def asked(**said):
        record = replace(held("now", **said), reviews=(a_review(role_id="spoken of"),))
        return [role.id for role in to_review(household, record)]

    assert asked(ordinal=2) == ["noted", "crossed", "earlier"]
    assert asked() == ["crossed", "earlier"], "what was noted to prepare the first meeting was given in none"


def test_what_nobody_took_and_what_an_agency_has_yet_to_say_is_carried_over():
    left = carried_over(HOUSEHOLD)

    assert [issue.id for issue in left.deferred] == ["work"]
    assert [role.id for role in left.awaited] == ["home"]
    accepted = a_confirmation(
        "now", "home", answered_at=HOUSEHOLD.confirmations[0].answered_at + timedelta(days=1)
    )
    told = replace(HOUSEHOLD, confirmations=(*HOUSEHOLD.confirmations, accepted))
    assert carried_over(told).awaited == ()


def test_whoever_was_there_last_time_is_called_again_until_they_have_ended():
    involvements = (
        an_involvement(),
        an_involvement("took a role", status=InvolvementStatus.CONSIDERED),
        an_involvement("elsewhere", status=InvolvementStatus.CONSIDERED),
        an_involvement("done", status=InvolvementStatus.ENDED),
        an_involvement("landlord", outsider=True),
    )
    attendees = tuple(
        an_attendee(f"from {i.id}", involvement_id=i.id) for i in involvements if i.id != "elsewhere"
    )
    household = a_household(involvements=involvements)

    called = called_again(household, [replace(SECOND_HELD, attendees=attendees)])
    assert [i.id for i in called] == ["agency", "took a role"]
    assert [i.id for i in called_again(household, [])] == ["agency"]


def test_the_next_agenda_asks_for_it_after_the_roles_of_last_time():
    usual = STANDARD.steps
    agenda = carried_agenda(usual, [SECOND_HELD], HOUSEHOLD, shown=HOUSEHOLD)

    assert agenda[:2] == usual[:2]
    assert agenda[2:4] == (("持ち帰りの返事（役割№2）", 0), ("就労の担当（前回からの持ち越し）", 0))
    assert agenda[4:] == usual[2:]
    assert sum(minutes for _, minutes in agenda) == 60
    assert carried_agenda(usual, [], HOUSEHOLD, shown=HOUSEHOLD) == of_a_first_meeting(usual)
    assert carried_agenda(usual, [SECOND_HELD], a_household(), shown=a_household()) == usual


def test_where_nothing_asks_after_the_roles_of_last_time_it_comes_behind_the_beginning():
    agenda = carried_agenda(steps("開会\n各機関から\n閉会"), [SECOND_HELD], HOUSEHOLD, shown=HOUSEHOLD)

    titles = [title for title, _ in agenda]
    assert (titles[0], titles[3:], len(titles)) == ("開会", ["各機関から", "閉会"], 5)


def test_an_issue_that_may_not_be_shown_stands_on_the_agenda_by_its_number():
    usual = steps("開会\n前回の役割の確認\n閉会")
    told = replace(HOUSEHOLD, issues=())

    titles = [step.title for step in carried_agenda(usual, [SECOND_HELD], HOUSEHOLD, shown=told)]
    assert [title for title in titles if title.startswith("課題")] != []
    assert [issue.title for issue in HOUSEHOLD.issues if any(issue.title in title for title in titles)] == []
