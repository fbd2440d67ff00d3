"""The roles alone on a page, and an empty page of them for when the PC dies."""

from dataclasses import replace

from builders import a_person, a_role, an_attendee, an_issue
from meeting_of_a_household import an_occasion, planned
from word_reader import body_text, rows

from jusou_meeting.documents.handout import meeting_paper
from jusou_meeting.household import Kinship
from jusou_meeting.meeting import MeetingKind
from jusou_meeting.role import RoleStanding


def test_each_role_says_who_for_whom_on_what_what_and_until_when():
    file = meeting_paper("roles", an_occasion())
    lead, *others = rows(file, "役割分担表")[1:]
    assert lead == [
        "1",
        "◎生活サポート相談窓口\n（主任相談支援員）",
        "世帯",
        "1 経済的困窮、2 住まい不安定",
        "家計と住まいの相談、訪問の窓口。まず訪問する",
        "R8.11.30",
        "承諾",
    ]
    assert len(others) == 13
    assert others[4][6] == "質問　持ち帰り。課長の判断が要る"


def test_the_page_says_its_footing_day_and_what_the_lead_mark_means():
    text = body_text(meeting_paper("roles", an_occasion()))
    for said in ("社会福祉法第106条の6による", "令和8年11月26日（木）", "◎は、主担当機関である。"):
        assert said in text
    assert "本人の同意による" in body_text(meeting_paper("roles", an_occasion(MeetingKind.MULTILAYERED)))


def test_a_role_that_is_over_is_left_out_and_its_number_explained():
    said = "欠けている№の役割は、終わったか、取り消された。"
    over = a_role("over", "life", standing=RoleStanding.DONE, assigned_in="earlier")
    file = meeting_paper("roles", an_occasion(household=planned(roles=(over, a_role("kept", "life")))))
    assert [row[0] for row in rows(file, "役割分担表")[1:]] == ["2"]
    assert said in body_text(file)
    assert said not in body_text(meeting_paper("roles", an_occasion()))


def test_what_this_meeting_gave_stays_on_its_page_also_when_it_is_done_since():
    done = a_role("done", "life", standing=RoleStanding.DONE, assigned_in="meeting")
    file = meeting_paper("roles", an_occasion(household=planned(roles=(done,))))
    assert rows(file, "役割分担表")[1][6] == "未確認　完了"


def test_the_empty_page_offers_people_issues_and_agencies_and_room_to_write():
    file = meeting_paper("blank-roles", an_occasion())
    listed = dict(rows(file, "書き写すもの"))
    assert listed["世帯員"].startswith("本人、子、")
    assert "2 世帯：住まい不安定" in listed["課題"]
    assert listed["機関・関係者"].count("市地域福祉課") == 1
    assert "法テラス" in listed["機関・関係者"]
    head, *empty = rows(file, "役割分担表")
    assert head == ["№", "誰が", "誰に", "どの課題に", "何を", "いつまで", "確認"]
    assert len(empty) >= 12
    assert not any("".join(row) for row in empty)


def test_the_empty_page_says_that_a_number_is_missing_and_not_what_it_stood_for():
    said = "欠けている№の課題は、取り消された、又は同意のない世帯員のことなので載せていない。"
    people = (a_person(), a_person("sister", Kinship.OLDER_SISTER))
    issues = (an_issue("drink", "sister", title="飲酒"), an_issue("money", "client", title="滞納"))
    household = planned(MeetingKind.MULTILAYERED, people=people, issues=issues, roles=())
    told = body_text(meeting_paper("blank-roles", an_occasion(MeetingKind.MULTILAYERED, household=household)))

    assert "2 本人：滞納" in told
    assert "飲酒" not in told
    assert said in told
    assert "欠けている№" not in body_text(meeting_paper("blank-roles", an_occasion()))


def test_the_family_in_the_room_is_no_agency_on_the_empty_page():
    of = an_occasion()
    mother = an_attendee("mother", agency="母", person_id="mother", involvement_id=None)
    of = replace(of, record=replace(of.record, attendees=(*of.record.attendees, mother)))
    assert "母" not in dict(rows(meeting_paper("blank-roles", of), "書き写すもの"))["機関・関係者"].split(
        "　"
    )


def test_an_empty_page_of_a_household_that_nobody_wrote_down_is_still_a_page():
    nothing = planned(people=(), issues=(), involvements=(), roles=())
    of = an_occasion(household=nothing)
    of = replace(of, record=replace(of.record, attendees=()))
    assert dict(rows(meeting_paper("blank-roles", of), "書き写すもの")) == {
        "世帯員": "記録なし",
        "課題": "記録なし",
        "機関・関係者": "記録なし",
    }
