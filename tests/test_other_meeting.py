"""Where else a household is spoken of stands on the papers, and not where the family would read of it first."""

from dataclasses import replace
from datetime import date

from builders import a_household, another_meeting
from meeting_of_a_household import an_occasion, planned
from word_reader import body_text, rows

from jusou_meeting.crossing import confidential
from jusou_meeting.documents.handout import meeting_paper
from jusou_meeting.documents.minutes import minutes_document
from jusou_meeting.meeting import MeetingKind
from jusou_meeting.other_meeting import Body, other_meeting_findings
from jusou_meeting.vocabulary import Footing

CARE = another_meeting(
    "care",
    body=Body.COMMUNITY_CARE,
    name="若松地域ケア会議",
    handling="隔月で報告",
    lead="",
    since_on=date(2026, 4, 1),
)


def minutes_and_plan(kind):
    household = planned(kind, other_meetings=(another_meeting(), CARE))
    of = an_occasion(kind, household=household)
    return minutes_document(of.gathered, organisation="地域福祉課", pictures=None), meeting_paper("plan", of)


def test_the_minutes_tell_the_body_how_it_deals_with_them_and_who_leads_there():
    minutes, _ = minutes_and_plan(MeetingKind.STATUTORY)
    assert rows(minutes, "他の会議体での扱い")[1:] == [
        ["要保護児童対策地域協議会", "進行管理。月1回連絡", "こども家庭センター", ""],
        ["地域ケア会議（若松地域ケア会議）", "隔月で報告", "", "令和8年4月1日"],
    ]


def test_what_the_family_signs_tells_nothing_of_the_council_that_protects_children():
    _, policy = minutes_and_plan(MeetingKind.STATUTORY)
    assert "要保護児童対策地域協議会（主担当：こども家庭センター）：進行管理。月1回連絡" in body_text(policy)
    _, plan = minutes_and_plan(MeetingKind.MULTILAYERED)
    assert "要保護児童対策地域協議会" not in body_text(plan)
    assert "地域ケア会議（若松地域ケア会議）：隔月で報告" in body_text(plan)


def test_a_body_of_no_law_is_called_by_its_own_name():
    nameless = another_meeting(body=Body.OTHER)
    [finding] = other_meeting_findings(nameless)
    assert "会議の名前を書いてください" in finding.sentence
    assert list(other_meeting_findings(replace(nameless, name="庁内調整会議"))) == []
    assert replace(nameless, name="庁内調整会議").called == "庁内調整会議"


def test_what_a_statutory_meeting_heard_of_another_body_crosses_only_when_somebody_decides():
    secret = another_meeting(footing=Footing.STATUTORY)
    known = a_household(footing=Footing.STATUTORY, other_meetings=(secret,))
    assert confidential(known, a_household()) == (secret,)
