from dataclasses import replace
from datetime import date

from builders import TODAY, a_consent, a_crossing, a_household, a_person, a_role, an_involvement, an_issue

from jusou_meeting.crossing import beyond_consent, confidential, crossing_findings
from jusou_meeting.vocabulary import Footing

SECRET = Footing.STATUTORY


def test_what_only_a_statutory_meeting_knows_comes_in_an_order_in_which_it_can_cross():
    known = a_household(
        footing=SECRET,
        involvements=(an_involvement(), an_involvement("police", footing=SECRET)),
        issues=(an_issue(footing=SECRET),),
        roles=(a_role(footing=SECRET, issue_ids=("issue",)),),
    )
    told = a_household(involvements=(an_involvement(),))

    assert [fact.id for fact in confidential(known, told)] == ["police", "issue", "role"]


def test_a_record_told_alike_on_both_footings_has_nothing_left_to_cross():
    person = a_person("child", note="無職")
    known = a_household(people=(a_person(), replace(person, footing=SECRET, version=7)))
    told = a_household(people=(a_person(), person))

    assert confidential(known, told) == ()
    more = replace(known, people=(a_person(), replace(person, footing=SECRET, note="通院を中断している")))
    assert [fact.id for fact in confidential(more, told)] == ["child"]


def test_a_role_that_crossed_without_the_meeting_that_gave_it_is_told_alike():
    role = a_role(assigned_in="secret-meeting", footing=SECRET)
    known, told = a_household(roles=(role,)), a_household(roles=(a_role(),))

    assert confidential(known, told) == ()


def test_a_decision_names_whoever_took_it_and_why():
    assert len(list(crossing_findings(a_crossing(decided_by=" ", reason="")))) == 2
    assert list(crossing_findings(a_crossing(reason="本人の同意の範囲"))) == []


def test_whoever_consented_to_nothing_and_whom_no_consent_names_is_marked_before_a_record_crosses():
    household = a_household(
        people=(a_person(), a_person("child", label="子")),
        involvements=(an_involvement(), an_involvement("police", name="警察署")),
        consents=(a_consent(agency_ids=("agency",)),),
    )

    assert [*beyond_consent({"client", "agency"}, household, TODAY)] == []
    assert [*beyond_consent({"child", "police"}, household, TODAY)] == [
        "「子」の同意なし",
        "「警察署」は同意の範囲の外",
    ]


def test_a_consent_that_was_withdrawn_covers_nobody_when_a_record_is_to_cross():
    consent = a_consent(agency_ids=("agency",), given_on=date(2026, 7, 1), withdrawn_on=date(2026, 9, 1))
    household = a_household(people=(a_person(),), involvements=(an_involvement(),), consents=(consent,))

    assert [*beyond_consent({"client", "agency"}, household, date(2026, 8, 31))] == []
    assert len([*beyond_consent({"client", "agency"}, household, date(2026, 9, 1))]) == 2
