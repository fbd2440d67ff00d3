"""A registered name that somebody typed into a sentence is told to the coordinator before it leaves on paper."""

import pytest
from builders import (
    TODAY,
    a_confirmation,
    a_decision,
    a_household,
    a_meeting,
    a_person,
    a_profile,
    a_remark,
    a_role,
    a_sitting,
    a_tie,
    an_attendee,
    an_involvement,
)

from jusou_meeting.household import Kinship
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.missing import Remedy, finality_findings, in_its_words, missing, projectable
from jusou_meeting.written_name import name_findings

SON = {"id": "son", "kinship": Kinship.SON, "label": "長男"}


def a_family(name="安西　俊介", **said):
    people = (a_person(label="本人", name="安西　トミ", kana="あんざい　とみ"), a_person(**SON, name=name))
    return a_household(people=people, **said)


def a_record(*remarks, **said):
    told = tuple(a_remark(f"remark{n}", text=text) for n, text in enumerate(remarks))
    return MeetingRecord(sitting=a_sitting(), meeting=a_meeting(), remarks=told, **said)


def found(household, record=None):
    return [(finding.about, finding.sentence) for finding in name_findings(household, record)]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("安西俊介さんが部屋から出てこない", "「長男」の氏名（安西　俊介）"),
        ("俊介は昼に起きる", "「長男」の氏名（俊介）"),
        ("安西宅を訪問した", "「本人」の氏名（安西）"),
        ("ｱﾝｻﾞｲさん宅", "「本人」の氏名（あんざい）"),
        ("とみさんの通帳", "「本人」の氏名（トミ）"),
    ],
)
def test_a_name_in_a_remark_is_told_with_whose_it_is(text, whose):
    ((about, sentence),) = found(a_family(), a_record(text))

    assert about == "remark0"
    assert sentence == f"{whose}が書かれています：「{text}」。書類や投影に、そのまま出ます。"


@pytest.mark.parametrize(
    "text",
    [
        "長男は昼に起きる",
        "とみに元気がない",
        "安静にする",
        "安西町に転居",
        "安西第二小学校",
        "安西クリニック",
        "",
    ],
)
def test_what_the_room_calls_them_is_no_name(text):
    assert found(a_family(), a_record(text)) == []


def test_every_word_that_is_told_as_it_was_written_is_looked_through():
    household = a_family(
        profile=a_profile(strengths=("料理が好き", "俊介と仲がよい")),
        roles=(a_role("role", task="俊介に電話する"),),
        ties=(a_tie("son", "client", label="俊介を心配"),),
        confirmations=(a_confirmation("said", role_id="role", text="俊介しだい"),),
    )
    record = a_record(decisions=(a_decision("decided", text="俊介を訪ねる"),))

    assert [about for about, _ in found(household, record)] == [
        "household",
        "tie-son-client",
        "role",
        "said",
        "decided",
    ]


def test_names_of_whoever_works_with_the_family_are_theirs():
    household = a_family(
        involvements=(an_involvement("clinic", name="安西医院"),),
        roles=(a_role("role", task="安西医院に受診する", in_charge="安西"),),
    )
    record = a_record(
        "安西病院の相談員が来た", attendees=(an_attendee("sw", agency="安西病院", name="安西"),)
    )

    assert found(household, record) == []


def test_a_name_that_the_room_calls_somebody_by_is_told_of_their_label_alone():
    household = a_household(people=(a_person(**SON | {"label": "俊介さん"}, name="安西　俊介"),))

    ((about, sentence),) = found(household, a_record("俊介さんは昼に起きる"))

    assert about == "son"
    assert "「俊介さん」の氏名（俊介）" in sentence


def test_names_typed_in_one_word_are_parted_by_the_family_name_they_share():
    household = a_household(
        people=(a_person(name="安西トミ"), a_person(**SON, name="安西俊介")),
    )

    assert [about for about, _ in found(household, a_record("俊介は昼に起きる", "安西宅"))] == [
        "remark0",
        "remark1",
    ]


def test_one_sign_is_a_name_only_where_somebody_is_addressed_by_it():
    household = a_household(people=(a_person(name="林　修"),))

    assert [
        about for about, _ in found(household, a_record("研修を受ける", "修さんが来た", "山林の手入れ"))
    ] == ["remark1"]


def test_where_no_name_is_recorded_nothing_is_found():
    assert found(a_household(people=(a_person(),)), a_record("俊介は昼に起きる")) == []


def test_it_is_told_beside_what_is_missing_and_before_the_minutes_are_final_but_never_for_the_wall():
    household, record = a_family(), a_record("俊介は昼に起きる")
    ((_, sentence),) = found(household, record)

    (finding,) = in_its_words(household, record)[Remedy.REWORD]
    assert sentence in [each.sentence for each in finality_findings(household, record, today=TODAY)]
    assert finding not in tuple(missing(household, record))
    assert finding.key not in projectable(household, household, record, TODAY)
