"""What an audience may not see is gone before anything is drawn."""

from dataclasses import replace
from datetime import date

import pytest
from builders import (
    TODAY,
    a_case,
    a_confirmation,
    a_consent,
    a_goal,
    a_household,
    a_life_event,
    a_person,
    a_plan,
    a_profile,
    a_role,
    a_tie,
    a_wish,
    an_abuse_suspicion,
    an_emergency_contact,
    an_involvement,
    an_issue,
    another_meeting,
)

from jusou_meeting.household import Kinship, age
from jusou_meeting.mask import Audience, masked
from jusou_meeting.role import Answer

SECRETS = (
    "𠮷田 花",
    "会津若松市1-2",
    "090-1234",
    "わかまつ",
    "2年前に通院が途切れた",
    "隣の家から聞いた",
    "主任 山田",
)


def household():
    return a_household(
        profile=a_profile(address="会津若松市1-2", phone="090-1234", note="2年前に通院が途切れた"),
        people=(
            a_person(
                name="𠮷田 花", kana="わかまつ", birth_on=date(1962, 1, 5), note="2年前に通院が途切れた"
            ),
        ),
        involvements=(an_involvement(note="隣の家から聞いた"),),
        issues=(an_issue(note="2年前に通院が途切れた"),),
        ties=(a_tie(source="隣の家から聞いた"),),
        roles=(a_role(in_charge="主任 山田", task="隣の家から聞いた", result="2年前に通院が途切れた"),),
        consents=(a_consent(),),
    )


def test_of_a_role_that_was_declined_the_wall_knows_no_word_of_who_said_so_and_why():
    no = a_confirmation(answer=Answer.DECLINED, text="隣の家から聞いた", answered_by="主任 山田")
    declined = replace(household(), confirmations=(a_confirmation("other", role_id="gone"), no))

    shown = masked(declined, Audience.PROJECTOR, on=TODAY)

    assert [answer.id for answer in shown.confirmations] == [no.id]
    assert [secret for secret in SECRETS if secret in repr(shown)] == []


def test_the_wall_knows_the_words_of_the_map_alone():
    shown = repr(masked(household(), Audience.PROJECTOR, on=TODAY))

    assert [secret for secret in SECRETS if secret in shown] == []
    assert "地域包括支援センター" in shown


def test_an_age_stays_when_the_date_of_birth_goes():
    [person] = masked(household(), Audience.ROOM, on=TODAY).people

    assert person.birth_on is None
    assert age(person, TODAY) == "64歳"


def test_the_room_sees_neither_address_nor_phone():
    shown = repr(masked(household(), Audience.ROOM, on=TODAY))

    assert "会津若松市1-2" not in shown
    assert "090-1234" not in shown
    assert "2年前に通院が途切れた" in shown


def test_the_coordinators_desk_lacks_nothing():
    assert masked(household(), Audience.COORDINATOR, on=TODAY) == household()


def test_the_wall_is_given_no_wish_no_plan_no_suspicion_and_nothing_of_the_past():
    household = a_household(
        profile=a_profile(avoid=("予告なしの訪問",), safe_contact="本人の携帯へ"),
        wishes=(a_wish(),),
        goals=(a_goal(),),
        plans=(a_plan(),),
        emergency_contacts=(an_emergency_contact(),),
        abuse_suspicions=(an_abuse_suspicion(),),
        events=(a_life_event(),),
        other_meetings=(another_meeting(),),
    )

    wall = masked(household, Audience.PROJECTOR, on=TODAY)

    said = repr(wall)
    assert not any(
        word in said
        for word in (
            "予告",
            "携帯",
            "窓口が一つ",
            "医師",
            "訪問を束ねる",
            "119番",
            "ELDER",
            "不登校",
            "進行管理",
        )
    )


def nameless(household):
    return masked(household, Audience.STRANGER, on=TODAY)


def test_a_stranger_is_told_letters_bands_and_what_everybody_is_offered():
    told = nameless(
        a_household(
            case=a_case(title="会津太郎の家"),
            people=(a_person(label="太郎", birth_on=date(1962, 1, 5)), a_person("child", Kinship.CHILD)),
            involvements=(
                an_involvement(name="会津病院", field="医療"),
                an_involvement("neighbour", name="隣の鈴木", field="東町の人", outsider=True),
            ),
            issues=(an_issue(title="経済的困窮"), an_issue("other", title="太郎の借金")),
            ties=(
                a_tie("agency", "client", label="支援"),
                a_tie("neighbour", "client", label="東町で見守り"),
            ),
        )
    )

    assert [(p.label, p.age_band) for p in told.people] == [("Ａさん", "60代"), ("Ｂさん", "40代")]
    assert [(i.name, i.field) for i in told.involvements] == [("Ａ機関", "医療"), ("Ｂ関係者", "")]
    assert [i.title for i in told.issues] == ["経済的困窮", "その他の課題2"], "by the number of its badge"
    assert [t.label for t in told.ties] == ["支援", ""]
    assert [word for word in ("太郎", "会津", "鈴木", "東町") if word in repr(told)] == []


def test_a_letter_stays_with_whom_it_was_given_to():
    everybody = a_household(people=(a_person(), a_person("child", Kinship.CHILD)))
    left = replace(everybody, people=everybody.people[1:], people_ever=("client", "child"))

    assert [p.label for p in nameless(left).people] == ["Ｂさん"]


def test_letters_go_on_after_the_last():
    people = tuple(a_person(f"p{n}", Kinship.OTHER) for n in range(28))

    labels = [p.label for p in nameless(a_household(people=people)).people]
    assert labels[25:] == ["Ｚさん", "ＡＡさん", "ＡＢさん"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("40代", "40代"),
        ("30代後半", "30代"),
        ("８５歳", "80代"),
        ("7歳", "10歳未満"),
        ("小学生", "小学生"),
        ("東町小6年", ""),
        ("", ""),
    ],
)
def test_an_age_is_told_in_tens_of_years(said, told):
    [person] = nameless(a_household(people=(a_person(age_band=said),))).people

    assert person.age_band == told
