"""機関の一枚: an agency has on paper what is its own, over all cases, and nothing that it may not have."""

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import (
    NOW,
    TODAY,
    a_case,
    a_confirmation,
    a_consent,
    a_household,
    a_meeting,
    a_person,
    a_profile,
    a_role,
    a_sitting,
    an_attendee,
    an_involvement,
)
from word_reader import body_text, rows

from jusou_meeting.agency_sheet import Reading, agency_sheet
from jusou_meeting.documents.agency_sheet import agency_sheet_document
from jusou_meeting.finding import Stopped
from jusou_meeting.household import Kinship
from jusou_meeting.meeting import MeetingKind, MeetingRecord, Part
from jusou_meeting.role import Answer
from jusou_meeting.vocabulary import Footing

YESTERDAY = TODAY - timedelta(days=1)
CENTRE = "地域包括支援センター"
SECRET = a_role("secret", task="支援会議で決めた見守り", footing=Footing.STATUTORY, assigned_in="second")
ORDINARY = a_role(due_on=YESTERDAY, in_charge="山田 一郎")


def secret_meeting(id, ordinal, *attendees):
    meeting = a_meeting(
        id, kind=MeetingKind.STATUTORY, ordinal=ordinal, footing=Footing.STATUTORY, closed_at=NOW
    )
    sitting = a_sitting(id=id, held_on=TODAY + timedelta(days=ordinal - 10))
    return MeetingRecord(sitting=sitting, meeting=meeting, attendees=attendees)


def a_reading(*meetings, roles=(ORDINARY, SECRET), consents=None, **said):
    """One case, as readers on consent and as readers under secrecy know it."""
    filled = {
        "people": (a_person(), a_person("mother", Kinship.MOTHER)),
        "involvements": (an_involvement(), an_involvement("other", name="こころの病院")),
        "consents": (a_consent(),) if consents is None else consents,
        "profile": a_profile(safe_contact="昼に本人の携帯へ", avoid=("大声で呼ぶ",)),
    }
    secret = a_household(roles=roles, footing=Footing.STATUTORY, **filled | said)
    ordinary = tuple(role for role in roles if role.footing is Footing.CONSENT)
    open_to_all = tuple(m for m in meetings if m.meeting.kind.footing is Footing.CONSENT)
    return (
        Reading(replace(secret, footing=Footing.CONSENT, roles=ordinary), open_to_all),
        Reading(secret, meetings),
    )


def told(*readings, **said):
    return agency_sheet(CENTRE, None, readings, today=TODAY, **said)


def tasks(sheet):
    return [role.task for case in sheet.cases for role in case.roles]


def test_who_sat_in_the_meeting_or_a_later_one_has_its_roles_on_paper_and_who_sat_before_has_not():
    sat = an_attendee(meeting_id="m")
    first, second, third = (
        secret_meeting(id, n) for n, id in enumerate(("first", "second", "third"), start=1)
    )
    for meetings, expected in (
        ((first, replace(second, attendees=(sat,)), third), True),
        ((first, second, replace(third, attendees=(sat,))), True),
        ((replace(first, attendees=(sat,)), second, third), False),
        ((first, replace(second, attendees=(replace(sat, part=Part.ABSENT, attendance=None),))), False),
        ((first, replace(second, attendees=(replace(sat, involvement_id="other"),))), False),
    ):
        sheet = told(a_reading(*meetings))
        assert (SECRET.task in tasks(sheet)) is expected
        assert [case.footing is Footing.STATUTORY for case in sheet.cases] == [expected]
        assert any("守秘の義務を負っていません" in f.sentence for f in sheet.withheld) is not expected


def test_what_is_known_on_consent_is_on_paper_only_while_the_consent_reaches_the_agency():
    for consents in ((), (a_consent(withdrawn_on=TODAY),), (a_consent(agency_ids=("other",)),)):
        sheet = told(a_reading(roles=(ORDINARY,), consents=consents))
        assert sheet.cases == ()
        with pytest.raises(Stopped, match="本人の同意が、いまこの機関に及びません"):
            agency_sheet_document(sheet, organisation="見本市", at=NOW)
    assert tasks(told(a_reading(roles=(ORDINARY,)))) == ["週1回の訪問"]


def test_a_household_is_told_by_its_number_and_another_agencys_role_not_at_all():
    other = a_role("theirs", "other", task="通院の同行")
    sheet = told(a_reading(roles=(ORDINARY, other)), a_reading(case=a_case(id="two", number="R8-0002")))
    text = body_text(agency_sheet_document(sheet, organisation="見本市", at=NOW))
    assert [number for number in ("R8-0001", "R8-0002") if number not in text] == []
    assert [word for word in ("8050の世帯", "通院の同行", SECRET.task) if word in text] == []
    for caution in ("安全な連絡方法：昼に本人の携帯へ", "避けるべき関わり方：大声で呼ぶ"):
        assert caution in text


def test_what_a_later_meeting_in_confidence_learned_of_the_household_is_not_on_paper_of_whoever_sat_in_an_earlier_one():
    sat = an_attendee(meeting_id="m")
    second = secret_meeting("second", 1, sat)
    third, there = secret_meeting("third", 2), secret_meeting("third", 2, sat)
    learned = a_profile(
        safe_contact="夜に母の携帯へ", avoid=(), footing=Footing.STATUTORY, learned_in="third"
    )

    def safe_contact(*meetings):
        ordinary, secret = a_reading(*meetings)
        known = secret._replace(household=replace(secret.household, profile=learned))
        [case] = told((ordinary, known)).cases
        return case.safe_contact

    assert safe_contact(second, third) == "昼に本人の携帯へ"
    assert safe_contact(second, there) == "夜に母の携帯へ"


def test_the_earliest_comes_first_and_what_is_late_or_awaited_says_so():
    answer = a_confirmation(role_id="later", answer=Answer.TAKEN_BACK, text="所内で", until_on=YESTERDAY)
    later = a_role("later", due_on=TODAY + timedelta(days=9), task="書類をそろえる")
    sheet = told(a_reading(roles=(later, ORDINARY), confirmations=(answer,)))
    [_, first, second] = rows(agency_sheet_document(sheet, organisation="見本市", at=NOW), "続いている役割")
    assert (first[2], first[5].split("\n")) == ("週1回の訪問", ["R8.11.25", "【期限切れ】"])
    assert (second[2], second[5].split("\n")) == (
        "書類をそろえる",
        ["R8.12.5", "返事 R8.11.25まで", "【期限切れ】"],
    )


def test_a_successor_has_what_was_handed_to_them_and_what_names_nobody():
    mine, nobodys, others = (
        a_role(id, task=id, in_charge=who)
        for id, who in (("鈴木の", "鈴木　次郎"), ("未定の", ""), ("田中の", "田中"))
    )
    sheet = told(a_reading(roles=(mine, nobodys, others)), in_charge="鈴木 次郎")
    assert tasks(sheet) == ["鈴木の", "未定の"]
    file = agency_sheet_document(sheet, organisation="見本市", at=NOW, handover=("山田 一郎", "鈴木 次郎"))
    assert ["あて先", "地域包括支援センター　御中"] in rows(file, "引き継ぎシート")
    assert "山田 一郎　から　鈴木 次郎　へ" in body_text(file)


def test_the_next_meeting_is_told_to_whom_it_is_asked():
    planned = a_meeting("next", opened_at=None)
    asked = MeetingRecord(sitting=a_sitting(), meeting=planned, attendees=(an_attendee(attendance=None),))
    [case] = told(a_reading(asked, roles=(ORDINARY,))).cases
    assert case.next_time == "令和8年11月26日（木）　午後2時から"
    [case] = told(a_reading(replace(asked, attendees=()), roles=(ORDINARY,))).cases
    assert case.next_time == ""


def test_an_agency_without_roles_has_no_sheet():
    with pytest.raises(Stopped, match="続いている役割がない"):
        agency_sheet_document(told(a_reading(roles=())), organisation="見本市", at=NOW)


def test_the_successor_of_whoever_leads_reads_that_they_lead():
    def paper(role):
        return body_text(agency_sheet_document(told(a_reading(roles=(role,))), organisation="架空市", at=NOW))

    assert "◎は、主担当機関としての役割である。" in paper(replace(ORDINARY, lead=True))
    assert "◎1" in paper(replace(ORDINARY, lead=True))
    assert "◎" not in paper(ORDINARY)
