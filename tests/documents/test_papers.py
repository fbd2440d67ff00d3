"""What holds of every paper of a meeting: Word opens it, it names no family, and it says how it is to be handled."""

from dataclasses import replace
from datetime import date

import docx
import pytest
from builders import NOW, a_correction, a_person, a_review, a_tie, an_agenda_item, an_attendee
from meeting_of_a_household import a_record, an_occasion, planned, the_household
from openxml_audit import OpenXmlValidator
from word_reader import body_text, faults, margin_texts, parts

from jusou_meeting.documents.handout import PAPERS, meeting_paper, paper_name
from jusou_meeting.finding import Stopped
from jusou_meeting.household import HouseholdProfile
from jusou_meeting.meeting import Final, MeetingKind

FINAL = Final(at=NOW, by="佐藤", paper_hash="0123456789abcdef" * 4)
EVERY_PAPER = pytest.mark.parametrize("what", [what for what in PAPERS if what != "minutes"])
"""The minutes have tests of their own, which draw no map."""
BOTH_KINDS = pytest.mark.parametrize("kind", MeetingKind, ids=lambda kind: kind.value)


def a_full_record(kind=MeetingKind.STATUTORY, **said):
    """The record of the hour with its 次第, a review and, made final, a correction."""
    filled = {
        "agenda": (an_agenda_item("state", title="世帯の状況"), an_agenda_item("roles")),
        "reviews": (a_review(role_id="role-0"),),
        "final": FINAL,
        "corrections": (a_correction(asked_by="市社会福祉協議会"),),
    }
    return replace(a_record(kind), **filled | said)


def written(what, kind=MeetingKind.STATUTORY, role_count=14, **said):
    return meeting_paper(what, an_occasion(kind, role_count, record=a_full_record(kind), **said))


@EVERY_PAPER
@BOTH_KINDS
@pytest.mark.parametrize("roles", [1, 16])
def test_word_opens_every_paper(what, kind, roles, tmp_path):
    file = tmp_path / "paper.docx"
    file.write_bytes(written(what, kind, roles))
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []
    assert faults(file.read_bytes()) == []
    assert docx.Document(str(file)).core_properties.subject == "R8-0002"


@EVERY_PAPER
def test_the_same_record_gives_the_same_bytes(what):
    assert written(what) == written(what)


@pytest.mark.parametrize("what", PAPERS)
@BOTH_KINDS
def test_a_paper_says_what_the_meeting_goes_by_here_beside_what_the_law_calls_it(what, kind):
    record = a_full_record(kind, local_name="くらし支援会議", final=None if what == "minutes" else FINAL)
    file = meeting_paper(what, an_occasion(kind, 3, record=record))

    assert f"くらし支援会議（{kind.label}）" in body_text(file)
    assert all(kind.label in header for header in margin_texts(file, "header"))
    assert "くらし支援会議" not in paper_name(what, an_occasion(kind, 3, record=record))


@EVERY_PAPER
@BOTH_KINDS
def test_every_page_says_case_kind_care_sample_and_office(what, kind):
    file = written(what, kind)
    for header in margin_texts(file, "header"):
        assert all(said in header for said in ("R8-0002", kind.label, "取扱注意", "見本・架空の世帯"))
    assert all("地域福祉課\t1／1" in footer for footer in margin_texts(file, "footer"))
    real = planned(kind, case=replace(planned(kind).case, sample=False))
    assert "見本" not in "".join(margin_texts(written(what, kind, household=real), "header"))


@EVERY_PAPER
@BOTH_KINDS
def test_no_paper_tells_a_name_an_address_a_birthday_or_whoever_told(what, kind):
    secrets = {
        "name": "若松 花子",
        "kana": "わかまつ はなこ",
        "address": "東山町1-2-3",
        "phone": "0242-00-0000",
        "source": "隣の家の人",
        "birth": "昭和37年",
    }
    household = planned(
        kind,
        people=(a_person(name=secrets["name"], kana=secrets["kana"], birth_on=date(1962, 1, 8)),),
        profile=HouseholdProfile(id="household", address=secrets["address"], phone=secrets["phone"]),
        ties=(a_tie("life", "client", source=secrets["source"]),),
    )
    everything = b"".join(parts(written(what, kind, household=household)).values()).decode("utf-8", "replace")
    assert [secret for secret in secrets.values() if secret in everything] == []


@EVERY_PAPER
def test_no_paper_claims_to_be_a_form_of_the_state(what):
    for kind in MeetingKind:
        text = body_text(written(what, kind))
        assert "様式第" not in text
        assert "国様式" not in text


@pytest.mark.parametrize("what", ["invitation", "attendance"])
@BOTH_KINDS
def test_what_goes_out_before_anybody_pledged_secrecy_knows_the_case_by_its_number(what, kind):
    record = a_full_record(
        kind, agenda=(an_agenda_item("open", title="開会"), an_agenda_item("child", title="子の受診について"))
    )
    household = planned(kind)
    text = body_text(meeting_paper(what, an_occasion(kind, record=record, household=household)))
    assert "R8-0002" in text
    told = [
        household.case.title,
        record.meeting.reason,
        *(issue.title for issue in household.issues),
        *(role.task for role in household.roles),
        *(person.note for person in household.people),
        "子の受診",
    ]
    assert [word for word in told if word and word in text] == []


def test_a_file_is_called_by_the_case_the_meeting_and_the_paper():
    assert {what: paper_name(what, an_occasion()) for what in ("minutes", "plan", "blank-roles")} == {
        "minutes": "R8-0002 第1回支援会議 会議録",
        "plan": "R8-0002 第1回支援会議 支援方針案",
        "blank-roles": "R8-0002 第1回支援会議 役割分担表（手書き用）",
    }
    assert paper_name("plan", an_occasion(MeetingKind.MULTILAYERED)).endswith("重層的支援会議 支援プラン案")


def test_final_minutes_leave_as_they_were_kept():
    assert meeting_paper("minutes", an_occasion(final_minutes=b"as kept")) == b"as kept"


def test_the_corrections_name_the_minutes_they_belong_to():
    text = body_text(written("corrections"))
    assert "令和8年度　第1回　支援会議　会議録の訂正" in text
    assert "0123456789abcdef（" in text
    assert FINAL.paper_hash[:17] not in text
    for said in ("令和8年11月26日　午後2時　佐藤", "市社会福祉協議会", "所属は市社会福祉協議会"):
        assert said in text


def test_minutes_that_may_still_be_put_right_have_no_corrections():
    with pytest.raises(Stopped, match="確定していない"):
        meeting_paper("corrections", an_occasion())


def test_the_invitation_says_which_office_asks_and_who_there():
    host = an_attendee("host", agency="福祉総務課", name="佐藤 花子", host=True, involvement_id=None)
    asked = meeting_paper("invitation", an_occasion(record=a_full_record(attendees=(host,))))

    assert "　福祉総務課\n担当　佐藤 花子　　電話" in body_text(asked)


def test_an_office_that_is_called_by_its_municipality_is_not_called_so_twice():
    host = an_attendee("host", agency="青浜町 福祉課", host=True, involvement_id=None)
    occasion = an_occasion(record=a_full_record(attendees=(host,)), organisation="青浜町")
    asked = body_text(meeting_paper("invitation", occasion))

    assert "青浜町 福祉課\n担当" in asked
    assert "青浜町　青浜町" not in asked


def test_the_invitation_of_a_statutory_meeting_says_what_the_law_asks():
    text = body_text(written("invitation"))
    for said in ("第106条の6第1項", "同条第3項により", "同条第5項の守秘義務", "市役所 本庁舎3階 会議室302"):
        assert said in text
    on_consent = body_text(written("invitation", MeetingKind.MULTILAYERED))
    assert "本人の同意に基づき" in on_consent
    assert "第106条" not in on_consent


def test_the_order_of_the_meeting_tells_its_times_and_the_roles_to_be_asked_after():
    household = the_household(MeetingKind.STATUTORY, 3)
    first, *others = household.roles
    household = replace(household, roles=(replace(first, assigned_in="earlier"), *others))
    file = meeting_paper("agenda", an_occasion(record=a_full_record(), household=household))
    text = body_text(file)
    assert "14:00～14:15" in text
    assert "14:15～14:30" in text
    assert "12人（11機関）" in text
    assert first.task in text
    assert others[0].task not in text


def test_an_hour_that_nobody_set_has_no_times():
    record = a_full_record()
    record = replace(record, meeting=replace(record.meeting, starts_at=None))
    assert "～" not in body_text(meeting_paper("agenda", an_occasion(record=record)))


def test_the_certificate_tells_which_file_the_minutes_are_and_how_anybody_counts_it_again():
    record = a_full_record(final_mark="12-0123456789abcdef")
    text = body_text(meeting_paper("certificate", an_occasion(record=record)))
    for said in (
        "令和8年度　第1回　支援会議　会議録",
        "\n".join(["0123456789abcdef"] * 4),
        "令和8年11月26日（木）　午後2時",
        "佐藤",
        "check --mark 12-0123456789abcdef",
    ):
        assert said in text
    household = planned()
    assert [p.label for p in household.people if p.label in text] == []
    with pytest.raises(Stopped, match="確定の証はありません"):
        meeting_paper("certificate", an_occasion())
