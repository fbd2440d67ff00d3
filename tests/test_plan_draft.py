"""What the one page of a plan says, before it is paper."""

from dataclasses import replace
from datetime import date

import pytest
from builders import (
    a_consent,
    a_goal,
    a_household,
    a_meeting,
    a_person,
    a_plan,
    a_role,
    a_sitting,
    an_evaluation,
    an_involvement,
    an_issue,
)

from jusou_meeting.evaluation import Outcome
from jusou_meeting.household import Kinship
from jusou_meeting.meeting import MeetingKind, MeetingRecord
from jusou_meeting.minutes import minutes
from jusou_meeting.plan import GoalStanding, Judgement, Term
from jusou_meeting.plan_draft import Stage, period, plan_draft
from jusou_meeting.role import RoleStanding


def a_record(id="meeting", kind=MeetingKind.MULTILAYERED, ordinal=1, **said):
    meeting = a_meeting(id, kind=kind, ordinal=ordinal, footing=kind.footing)
    return MeetingRecord(sitting=a_sitting(), meeting=meeting, **said)


def drafted(record=None, meetings=(), **said):
    record = record or a_record()
    household = a_household(footing=record.meeting.kind.footing, **said)
    return plan_draft(minutes(record, household, meetings), meetings)


def test_the_first_plan_is_new_also_after_meetings_in_confidence():
    secret = a_record("secret", MeetingKind.STATUTORY, 1)
    now = a_record("now", ordinal=2)
    plans = (a_plan("policy", meeting_id="secret"), a_plan("plan", meeting_id="now"))
    draft = drafted(now, (secret, now), plans=plans)
    assert (draft.stage, draft.revision) == (Stage.FIRST, 0)


def test_each_later_plan_is_a_change_and_knows_which():
    held = tuple(a_record(f"m{n}", ordinal=n) for n in (1, 2, 3))
    plans = tuple(a_plan(f"p{n}", meeting_id=f"m{n}") for n in (1, 2, 3))
    assert [(d.stage, d.revision) for d in (drafted(r, held, plans=plans) for r in held)] == [
        (Stage.FIRST, 0),
        (Stage.REVISED, 1),
        (Stage.REVISED, 2),
    ]


@pytest.mark.parametrize("outcome", Outcome, ids=lambda outcome: outcome.value)
def test_only_a_work_that_ends_ends_the_plan(outcome):
    draft = drafted(a_record(evaluations=(an_evaluation(outcome=outcome),)))
    assert (draft.stage is Stage.ENDED) is (outcome is Outcome.CLOSED)


def test_a_plan_is_one_on_consent_only():
    assert drafted().title == "支援プラン（案）"
    assert drafted(a_record(kind=MeetingKind.STATUTORY)).title == "支援方針（案）"


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "said"),
    [
        (date(2026, 8, 1), date(2027, 1, 31), "R8.8.1～R9.1.31（6か月）"),
        (date(2026, 8, 15), date(2026, 11, 14), "R8.8.15～R8.11.14（3か月）"),
        (date(2026, 8, 1), date(2026, 8, 20), "R8.8.1～R8.8.20"),
        (date(2026, 8, 1), date(2026, 7, 31), "R8.8.1～R8.7.31"),
        (date(2026, 8, 1), None, "R8.8.1～"),
        (None, date(2027, 1, 31), "～R9.1.31"),
        (None, None, ""),
    ],
)
def test_the_period_counts_its_months_when_they_are_whole(starts_on, ends_on, said):
    assert period(starts_on, ends_on) == said


def test_a_sex_that_nobody_stated_is_not_said():
    people = (
        a_person(),
        a_person("mother", Kinship.MOTHER, age_band="80代"),
        a_person("other", Kinship.OTHER, label="同居人", age_band=""),
    )
    assert (
        drafted(people=people, consents=(a_consent(person_id="mother"),)).people
        == "本人（40代）、母（80代・女）、同居人"
    )


def test_issues_stand_with_whoever_they_trouble_by_the_numbers_of_the_map():
    issues = (
        an_issue("a", "household", title="経済的困窮"),
        an_issue("b", title="病気", note="体調不良"),
        an_issue("c", "household", title="住まい不安定"),
    )
    assert drafted(issues=issues).issues == ("世帯：1 経済的困窮、3 住まい不安定", "本人：2 病気（体調不良）")


def test_a_goal_says_how_it_stands_once_it_is_no_longer_open_and_one_given_up_is_left_out():
    goals = (
        a_goal("open", text="受診する", within="3か月"),
        a_goal("reached", text="転居する", within="", standing=GoalStanding.REACHED),
        a_goal("dropped", standing=GoalStanding.DROPPED),
        a_goal("far", text="安心して暮らす", within="6か月", term=Term.LONG, standing=GoalStanding.PARTLY),
    )
    draft = drafted(goals=goals)
    assert draft.near_goals == ("受診する（3か月）", "転居する（達成）")
    assert draft.far_goals == ("安心して暮らす（6か月・一部達成）",)


def test_the_lead_is_named_with_its_helper_or_told_to_be_open():
    involved = (an_involvement(name="病院"),)
    lead = a_role(lead=True, in_charge="看護師")
    assert drafted(involvements=involved, roles=(lead,)).lead == "病院（主たる援助者：看護師）"
    nobody = replace(lead, in_charge="")
    assert drafted(involvements=involved, roles=(nobody,)).lead == "病院（主たる援助者：未定）"
    over = replace(lead, standing=RoleStanding.DONE, assigned_in="earlier")
    assert drafted(involvements=involved, roles=(over,)).lead == ""


def test_direction_and_period_go_on_until_a_meeting_puts_them_otherwise():
    first, second = a_record("first"), a_record(ordinal=2)
    set_then = a_plan(
        "then",
        meeting_id="first",
        direction="住まいを先に",
        starts_on=date(2026, 12, 1),
        judgement=Judgement.APPROPRIATE,
    )

    ended = drafted(second, (first, second), plans=(set_then,))
    assert (ended.plan.direction, ended.period) == ("住まいを先に", "R8.12.1～")
    assert (ended.plan.judgement, ended.plan.monitoring_on) == (None, None), (
        "what that meeting thought is its own"
    )

    anew = a_plan("now", direction="就労へ", ends_on=date(2027, 3, 31))
    draft = drafted(second, (first, second), plans=(set_then, anew))
    assert (draft.plan.direction, draft.period) == ("就労へ", "～R9.3.31")


def test_direction_and_period_go_on_over_a_meeting_that_spoke_of_neither():
    held = tuple(a_record(id, ordinal=n) for n, id in enumerate(("first", "second", "meeting"), start=1))
    first = a_plan("first", meeting_id="first", direction="住まいを先に", starts_on=date(2026, 12, 1))
    second = a_plan("second", meeting_id="second", direction="", monitoring_text="3か月後")
    now = a_plan("now", direction="")

    draft = drafted(held[-1], held, plans=(first, second, now))

    assert (draft.plan.direction, draft.period) == ("住まいを先に", "R8.12.1～")
    assert (draft.plan.id, draft.plan.monitoring_text) == ("now", "")


def test_the_later_of_two_meetings_is_followed_though_it_was_written_down_first():
    held = tuple(a_record(id, ordinal=n) for n, id in enumerate(("first", "second", "meeting"), start=1))
    plans = tuple(a_plan(id, meeting_id=id, direction=id) for id in ("second", "first"))

    assert drafted(held[-1], held, plans=plans).plan.direction == "second"
