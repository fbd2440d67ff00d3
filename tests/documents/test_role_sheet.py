"""役割票: what an agency takes home is its own, and goes only to those who may have it."""

import io
import re
from dataclasses import replace

import pytest
import segno
from builders import a_role, an_involvement
from meeting_of_a_household import NEXT_TIME, a_record, an_occasion, planned
from PIL import Image
from word_reader import body_text, parts, rows

from jusou_meeting.documents.handout import meeting_paper, paper_name
from jusou_meeting.documents.role_sheet import Link
from jusou_meeting.ecomap.scene import compose
from jusou_meeting.finding import Stopped
from jusou_meeting.meeting import MeetingKind
from jusou_meeting.role import RoleStanding
from jusou_meeting.role_sheet import role_sheets, sheet_findings

STATUTORY, ON_CONSENT = MeetingKind.STATUTORY, MeetingKind.MULTILAYERED


def sheet(agency, kind=STATUTORY, **said):
    return meeting_paper("role-sheets", an_occasion(kind, agency=agency, **said))


def test_an_agency_takes_its_own_roles_home_whom_to_call_and_when_they_meet_again():
    file = sheet("shakyo")
    text = body_text(file)
    own = {"緊急の食料を届け、小口の貸付を案内する", "通帳再発行または受取口座変更の同行"}
    household = planned()
    assert {role.task for role in household.roles if role.task in text} == own
    assert [row[0] for row in rows(file, "貴機関の役割")] == ["№", "5", "8"]
    assert [row[:2] for row in rows(file, "緊急時の対応")[1:3]] == [
        ["暴力の危険", "110番"],
        ["急病", "119番"],
    ]
    for said in (
        NEXT_TIME,
        "生活サポート相談窓口（主任相談支援員）",
        "平日の昼に本人の携帯へ",
        "役割票　市社会福祉協議会　御中",
    ):
        assert said in text


def numbers(table, what):
    """What each role is called in this table, by what is to be done."""
    head, *lines = table
    at, task = head.index("№"), head.index(what)
    return {line[task].split("\n（")[0]: int(line[at].removeprefix("◎")) for line in lines}


def test_a_role_has_one_number_on_its_sheet_in_the_minutes_in_the_table_and_on_the_map():
    of, household = an_occasion(), planned()
    told = numbers(rows(meeting_paper("minutes", of), "役割分担表"), "内容")
    assert numbers(rows(meeting_paper("roles", of), "役割分担表"), "何を") == told

    drawn = compose(household, on=a_record().sitting.held_on)
    for each in role_sheets(of.gathered):
        paper = sheet(each.involvement_id)
        own = numbers(rows(paper, "貴機関の役割"), "何を")
        assert own.items() <= told.items()
        assert each.called in "".join("".join(row) for row in rows(paper, "訂正の申出"))
        lines = [line for line in drawn.lines if each.involvement_id in (line.a, line.b)]
        assert {number for line in lines for number in line.numbers} <= set(own.values())


def test_no_other_number_stands_on_a_sheet_beside_those_of_its_roles():
    own = {"5", "8"}
    assert {
        n for said in re.findall("№([0-9・]+)", body_text(sheet("shakyo"))) for n in said.split("・")
    } == own


def test_a_sheet_of_many_roles_is_called_by_the_first_of_them():
    [of] = [each for each in role_sheets(an_occasion().gathered) if each.involvement_id == "shakyo"]
    many = replace(of, roles=tuple(replace(of.roles[0], number=n) for n in (2, 3, 5, 9)))
    assert many.called == "№2・3・5ほか"


def test_what_others_said_and_what_is_suspected_stays_in_the_room():
    text = body_text(sheet("shakyo"))
    household, record = planned(), a_record()
    told = [remark.text for remark in record.remarks] + [decision.text for decision in record.decisions]
    told += [
        household.case.title,
        record.meeting.reason,
        "経済的虐待の疑い",
        *(p.note for p in household.people),
    ]
    assert [word for word in told if word and word in text] == []


def test_the_slip_that_comes_back_tells_the_case_by_its_number_alone():
    slip = "".join("".join(row) for row in rows(sheet("psw"), "訂正の申出"))
    assert "R8-0002　第1回　役割票 №10" in slip
    household = planned()
    words = [p.label for p in household.people] + [i.title for i in household.issues] + ["支援会議"]
    assert [word for word in words if word in slip] == []


def test_all_sheets_are_one_file_and_each_says_its_agency():
    text = body_text(meeting_paper("role-sheets", an_occasion()))
    of = role_sheets(an_occasion().gathered)
    assert len(of) == 10
    assert [s.agency for s in of if f"役割票　{s.agency}　御中" not in text] == []


def test_the_duty_of_secrecy_stands_on_the_sheet_of_a_statutory_meeting():
    assert "第106条の6第5項" in body_text(sheet("life"))
    assert "第106条の6" not in body_text(sheet("life", ON_CONSENT))


def test_who_was_not_in_a_statutory_meeting_gets_nothing_on_paper():
    absent = an_occasion()
    assert "clinic" not in {s.involvement_id for s in role_sheets(absent.gathered)}
    [told] = [f.sentence for f in sheet_findings(absent.gathered)]
    assert "「○○内科医院」の役割票はつくりません（支援会議に出た記録がなく" in told
    with pytest.raises(Stopped, match="守秘の義務を負っていません"):
        sheet("clinic")


def test_who_was_only_expected_is_not_taken_for_somebody_who_came():
    record = a_record()
    record = replace(record, attendees=tuple(replace(a, attendance=None) for a in record.attendees))
    assert role_sheets(an_occasion(record=record).gathered) == ()
    on_consent = a_record(ON_CONSENT)
    nobody = replace(on_consent, attendees=())
    covered = role_sheets(an_occasion(ON_CONSENT, record=nobody).gathered)
    assert [s.involvement_id for s in covered] == ["life", "house"]


def test_a_role_that_is_over_or_that_the_family_took_is_on_no_sheet():
    household = planned(STATUTORY, 2)
    first, second = household.roles
    over = replace(first, standing=RoleStanding.DONE)
    by_family = a_role("own", "client", task="自分で電話する", assigned_in="meeting")
    household = replace(household, roles=(over, second, by_family))
    assert [s.agency for s in role_sheets(an_occasion(household=household).gathered)] == [
        "市福祉事務所 生活保護係"
    ]


def test_a_meeting_that_gave_no_roles_says_that_there_is_no_sheet():
    household = planned(STATUTORY, 0, involvements=(an_involvement("life"),))
    with pytest.raises(Stopped, match="役割のある機関がない"):
        meeting_paper("role-sheets", an_occasion(household=household))


def test_the_file_of_one_agency_is_called_by_the_numbers_of_its_roles_and_no_name():
    assert paper_name("role-sheets", an_occasion(agency="psw")) == "R8-0002 第1回支援会議 役割票 №10"
    assert paper_name("role-sheets", an_occasion(agency="shakyo")) == "R8-0002 第1回支援会議 役割票 №5・8"
    assert paper_name("role-sheets", an_occasion()) == "R8-0002 第1回支援会議 役割票"


ADDRESS = f"http://192.0.2.10:8501/correct?link={'0123456789abcdef' * 4}"


def points(picture):
    """The dark and light points of a code, as its picture shows them."""
    drawn = Image.open(io.BytesIO(picture)).convert("1")
    side = segno.make(ADDRESS, error="m").symbol_size(border=2)[0]
    step = drawn.width // side
    return [
        [drawn.getpixel((x * step, y * step)) == 0 for x in range(2, side - 2)] for y in range(2, side - 2)
    ]


def test_the_sheet_of_an_agency_carries_the_link_that_is_handed_out_with_it_and_no_other():
    with_link = sheet("shakyo", links={"shakyo": Link(ADDRESS, "田中さん")})
    others = sheet("psw", links={"shakyo": Link(ADDRESS, "田中さん")})
    [picture] = [body for name, body in parts(with_link).items() if name.endswith(".png")]

    assert "田中さんの発言の記録だけが出る。ほかの人に渡さないこと。" in body_text(with_link)
    assert ADDRESS in body_text(with_link)
    assert points(picture) == [list(map(bool, row)) for row in segno.make(ADDRESS, error="m").matrix]
    for without in (others, sheet("shakyo")):
        assert "correct?link" not in body_text(without)
        assert [name for name in parts(without) if name.endswith(".png")] == []
    assert rows(with_link, "訂正の申出") == rows(sheet("shakyo"), "訂正の申出")  # the slip stays as it was
