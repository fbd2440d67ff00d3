"""What is decided for a member who did not consent: the papers of the next meeting say that they do not tell all roles."""

from dataclasses import replace

import pytest
from builders import a_confirmation, a_review, a_role
from meeting_of_a_household import an_occasion, planned
from word_reader import body_text

from jusou_meeting.documents.handout import meeting_paper
from jusou_meeting.meeting import MeetingKind
from jusou_meeting.vocabulary import Footing

PAPERS = ("agenda", "minutes", "plan", "roles")
SAID = "同意のない世帯員のことなので載せていない役割がある。"
HERS = a_role("hers", "life", task="受診に付き添う", for_ids=("child",), assigned_in="earlier")


def paper(what, *roles):
    occasion = an_occasion(MeetingKind.MULTILAYERED, household=planned(roles=roles, footing=Footing.CONSENT))
    return body_text(meeting_paper(what, occasion))


@pytest.mark.parametrize("what", PAPERS)
def test_a_role_of_hers_that_would_come_last_is_missed_by_its_note(what):
    text = paper(what, a_role("visit", "life", assigned_in="earlier"), HERS)

    assert SAID in text
    assert "受診に付き添う" not in text


@pytest.mark.parametrize("what", PAPERS)
def test_where_hers_is_the_only_one_the_paper_does_not_say_that_there_is_none(what):
    assert SAID in paper(what, HERS)


@pytest.mark.parametrize("what", PAPERS)
def test_where_nothing_is_left_out_nothing_is_said_of_it(what):
    text = paper(what, a_role("visit", "life", assigned_in="earlier"))

    assert SAID not in text
    assert "欠けている№の役割" not in text


@pytest.mark.parametrize("what", ["minutes", "plan", "roles"])
def test_one_note_says_both_why_a_number_may_be_missing(what):
    text = paper(what, HERS, a_role("visit", "life", assigned_in="earlier"))

    assert "又は同意のない世帯員のことなので載せていない。" in text
    assert SAID not in text


def test_what_was_read_out_of_hers_is_counted_in_the_minutes():
    visit = a_role("visit", "life", assigned_in="earlier")
    read = tuple(a_confirmation(f"of {r.id}", role_id=r.id, read_in="meeting") for r in (visit, HERS))
    occasion = an_occasion(
        MeetingKind.MULTILAYERED,
        household=planned(roles=(visit, HERS), confirmations=read, footing=Footing.CONSENT),
    )

    assert "読み上げ 2／2" in body_text(meeting_paper("minutes", occasion))


@pytest.mark.parametrize("what", ["roles", "plan"])
def test_a_table_that_tells_none_of_the_roles_does_not_say_that_there_are_none(what):
    household = planned(roles=(HERS,), footing=Footing.CONSENT)
    told = body_text(meeting_paper(what, an_occasion(MeetingKind.MULTILAYERED, household=household)))

    assert "ここに載せる役割はない" in told


def test_the_plan_names_who_leads_also_where_their_role_is_hers():
    assert "生活サポート相談窓口（主たる援助者：未定）" in paper("plan", replace(HERS, lead=True))


def test_what_came_of_hers_is_missed_where_the_minutes_tell_what_came_of_the_others():
    occasion = an_occasion(
        MeetingKind.MULTILAYERED, household=planned(roles=(HERS,), footing=Footing.CONSENT)
    )
    record = replace(occasion.record, reviews=(a_review(role_id="hers"),))
    text = body_text(meeting_paper("minutes", replace(occasion, record=record)))

    assert SAID in text.split("前回までの役割の確認")[1].split("協議の内容")[0]
    assert "受診に付き添う" not in text


@pytest.mark.parametrize("what", ["minutes", "roles", "role-sheets"])
def test_a_role_of_this_meeting_says_that_it_is_for_a_trouble_of_hers_and_not_which(what):
    said = "（同意のない世帯員の課題）"
    hers = next(issue.id for issue in planned().issues if issue.subject_id == "child")

    assert said in paper(
        what, a_role("now", "life", for_ids=("child",), issue_ids=(hers,), assigned_in="meeting")
    )
    assert said not in paper(what, a_role("now", "life", for_ids=("child",), assigned_in="meeting"))
