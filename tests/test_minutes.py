from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from builders import (
    NOW,
    TODAY,
    a_confirmation,
    a_consent,
    a_goal,
    a_household,
    a_meeting,
    a_person,
    a_role,
    a_sitting,
    a_tie,
    a_wish,
    an_abuse_suspicion,
    an_emergency_contact,
    an_involvement,
    an_issue,
    another_meeting,
)

from jusou_meeting.household import Kinship
from jusou_meeting.meeting import MeetingKind, MeetingRecord
from jusou_meeting.minutes import minutes, role_rows
from jusou_meeting.role import Answer
from jusou_meeting.vocabulary import Footing

FIRST, SECOND = (
    MeetingRecord(sitting=a_sitting(), meeting=a_meeting(f"meeting-{n}", ordinal=n)) for n in (1, 2)
)


def a_paper(kind=MeetingKind.MULTILAYERED, household=None, **meeting):
    record = MeetingRecord(sitting=a_sitting(), meeting=a_meeting(kind=kind, **meeting))
    return minutes(record, household or a_household())


def test_a_role_keeps_its_number_whoever_leads():
    household = a_household(
        involvements=(an_involvement("a", name="社会福祉協議会"), an_involvement("b", name="病院")),
        roles=(a_role("first", "a"), a_role("second", "b", lead=True)),
    )
    assert [(row.number, row.assignee, row.lead) for row in role_rows(household)] == [
        (1, "社会福祉協議会", False),
        (2, "病院", True),
    ]


def test_a_role_keeps_its_number_when_another_is_removed():
    roles = a_role("first"), a_role("third"), a_role("new")
    household = a_household(
        involvements=(an_involvement(),), roles=roles, roles_ever=("first", "second", "third")
    )
    assert [(row.role_id, row.number) for row in role_rows(household)] == [
        ("first", 1),
        ("third", 3),
        ("new", 4),
    ]


def test_a_role_keeps_its_number_in_the_minutes_of_an_earlier_meeting():
    household = a_household(
        involvements=(an_involvement(),),
        roles=(a_role("late", assigned_in="meeting-2"), a_role("early", assigned_in="meeting-1")),
    )
    assert [row.number for row in minutes(FIRST, household, (FIRST, SECOND)).roles] == [2]


def test_a_goal_that_a_later_meeting_set_is_not_in_the_minutes_of_an_earlier_one():
    early, late = a_goal("early", set_in="meeting-1"), a_goal("late", set_in="meeting-2")
    before = a_goal("before", set_in=None)
    household = a_household(goals=(before, early, late))
    assert minutes(FIRST, household, (FIRST, SECOND)).household.goals == (before, early)
    assert minutes(SECOND, household, (FIRST, SECOND)).household.goals == (before, early, late)


def test_a_role_names_its_issues_by_the_numbers_of_the_map():
    household = a_household(
        issues=(an_issue("x", title="病気"), an_issue("y", title="債務")),
        roles=(a_role(issue_ids=("y", "x")),),
    )
    (row,) = role_rows(household)
    assert row.issues == "2 債務\n1 病気"


def test_an_answer_to_an_earlier_wording_no_longer_counts():
    earlier = a_confirmation("c", answer=Answer.QUESTIONED, text="時間は", wording=1, answered_at=NOW)
    household = a_household(roles=(a_role(wording=2),), confirmations=(earlier,))
    (row,) = role_rows(household)
    assert (row.answer, row.answer_text) == ("未確認", "")
    (row,) = role_rows(replace(household, roles=(a_role(wording=1),)))
    assert (row.answer, row.answer_text) == ("質問", "時間は")


def test_all_that_was_said_to_a_role_stays_with_it():
    words = (
        a_confirmation("q", answer=Answer.QUESTIONED, text="時間は", answered_at=NOW),
        a_confirmation(
            "r",
            answer=Answer.REPLIED,
            text="午前でよい",
            answered_for="包括化支援員",
            answered_by="佐藤",
            answered_at=NOW + timedelta(minutes=2),
        ),
        a_confirmation("c", wording=2, oral=True, answered_at=NOW + timedelta(minutes=5)),
    )
    (row,) = role_rows(a_household(roles=(a_role(wording=2),), confirmations=words))
    assert (row.answer, row.asks) == ("承諾（口頭）", False)
    assert [(said.when, said.who, said.what) for said in row.exchange] == [
        ("R8.11.26 14:00", "地域包括支援センター　鈴木", "質問（前の内容への回答）：時間は"),
        ("R8.11.26 14:02", "包括化支援員　佐藤", "返答（前の内容への回答）：午前でよい"),
        ("R8.11.26 14:05", "地域包括支援センター　鈴木", "承諾（口頭）"),
    ]
    (row,) = role_rows(a_household(roles=(a_role(),), confirmations=words[:2]))
    assert (row.answer, row.answer_text, row.asks) == ("質問（返答済み）", "時間は", False)


def test_a_due_date_and_a_frequency_both_stand():
    household = a_household(roles=(a_role(due_on=date(2026, 12, 11), due_text="月2回"),))
    (row,) = role_rows(household)
    assert row.due == "R8.12.11　月2回"


def test_what_was_learned_in_a_statutory_meeting_makes_no_paper_of_a_meeting_on_consent():
    with pytest.raises(ValueError, match="footing"):
        a_paper(household=a_household(footing=Footing.STATUTORY))
    assert a_paper(MeetingKind.STATUTORY, a_household(footing=Footing.STATUTORY)).drawn_on == TODAY


def test_the_paper_is_a_draft_until_the_meeting_is_closed():
    assert a_paper().title == "令和8年度　第1回　重層的支援会議　会議録（案）"
    closed = a_paper(MeetingKind.STATUTORY, closed_at=datetime(2026, 11, 26, 6, tzinfo=UTC), ordinal=3)
    assert closed.title == "令和8年度　第3回　支援会議　会議録"


def test_only_the_consent_of_the_client_in_force_on_the_day_carries_the_meeting():
    binding = a_consent("binding")
    household = a_household(
        consents=(
            binding,
            a_consent("other", "child"),
            a_consent("over", given_on=date(2026, 1, 1), until_on=date(2026, 11, 25)),
        )
    )
    assert a_paper(household=household).consents == (binding,)
    assert a_paper(MeetingKind.STATUTORY, household).consents == ()
    assert a_paper(household=replace(household, people=())).consents == ()


def test_the_paper_of_an_earlier_meeting_tells_nothing_that_came_later():
    household = a_household(
        learned_first_in=dict.fromkeys(
            ("new", "heard-later", "emergency", "suspicion", "other"), "meeting-2"
        ),
        involvements=(an_involvement(),),
        issues=(an_issue("new", version=2), an_issue("old"), an_issue("told-better", learned_in="meeting-2")),
        ties=(a_tie(), a_tie("client", "agency", since_on=TODAY + timedelta(days=9))),
        wishes=(a_wish(), a_wish("heard-later")),
        goals=(a_goal(), a_goal("set-later", set_in="meeting-2")),
        emergency_contacts=(an_emergency_contact(),),
        abuse_suspicions=(an_abuse_suspicion(),),
        other_meetings=(another_meeting("other"),),
    )

    then = minutes(FIRST, household, (FIRST, SECOND)).household
    assert [issue.id for issue in then.issues] == ["old", "told-better"]
    assert then.issue_numbers["old"] == 2
    assert [len(then.ties), len(then.wishes), len(then.goals)] == [1, 1, 1]
    assert then.emergency_contacts == then.abuse_suspicions == then.other_meetings == ()
    now = minutes(SECOND, household, (FIRST, SECOND)).household
    assert [len(now.issues), len(now.ties), len(now.wishes), len(now.goals)] == [3, 1, 2, 2]


def test_of_one_day_and_hour_the_meeting_that_was_opened_first_is_the_earlier_one():
    first, second = (
        MeetingRecord(
            sitting=a_sitting(),
            meeting=a_meeting(kind.value, kind=kind, opened_at=NOW + timedelta(minutes=late)),
        )
        for kind, late in ((MeetingKind.STATUTORY, 0), (MeetingKind.MULTILAYERED, 70))
    )
    household = a_household(
        footing=Footing.STATUTORY,
        wishes=(a_wish(),),
        learned_first_in={"wish": MeetingKind.MULTILAYERED.value},
    )

    assert minutes(first, household, (second, first)).household.wishes == ()


def test_a_role_of_an_earlier_meeting_names_no_issue_that_came_later():
    household = a_household(
        learned_first_in={"new": "meeting-2"},
        involvements=(an_involvement(),),
        issues=(an_issue("old", title="債務"), an_issue("new")),
        roles=(a_role(assigned_in="meeting-1", issue_ids=("old", "new")),),
    )

    [row] = minutes(FIRST, household, (FIRST, SECOND)).roles
    assert row.issues == "1 債務"


def test_whoever_came_into_sight_in_a_later_meeting_is_not_in_the_minutes_of_an_earlier_one():
    household = a_household(
        learned_first_in=dict.fromkeys(("uncle", "son", "clinic", "tie-clinic-client"), "meeting-2"),
        people=(
            a_person(),
            a_person("uncle", Kinship.UNCLE),
            a_person("son", Kinship.SON),
            a_person("mother", Kinship.MOTHER, learned_in="meeting-2"),
        ),
        involvements=(an_involvement(), an_involvement("clinic")),
        issues=(an_issue(subject_id="son", learned_in="meeting-2"),),
        ties=(a_tie("clinic", "client"),),
    )

    then = minutes(FIRST, household, (FIRST, SECOND)).household
    assert [person.id for person in then.people] == ["client", "son", "mother"], "of the son an issue speaks"
    assert [agency.id for agency in then.involvements] == ["agency"]
    now = minutes(SECOND, household, (FIRST, SECOND)).household
    assert (len(now.people), len(now.involvements)) == (4, 2)
