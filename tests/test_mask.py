"""What an audience may not see is gone before anything is drawn."""

from datetime import date

from builders import (
    TODAY,
    a_consent,
    a_goal,
    a_household,
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
)

from jusou_meeting.household import age
from jusou_meeting.mask import Audience, masked

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
        roles=(a_role(in_charge="主任 山田", task="隣の家から聞いた"),),
        consents=(a_consent(),),
    )


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


def test_the_wall_is_given_no_wish_no_plan_and_no_suspicion():
    household = a_household(
        profile=a_profile(avoid=("予告なしの訪問",), safe_contact="本人の携帯へ"),
        wishes=(a_wish(),),
        goals=(a_goal(),),
        plans=(a_plan(),),
        emergency_contacts=(an_emergency_contact(),),
        abuse_suspicions=(an_abuse_suspicion(),),
    )

    wall = masked(household, Audience.PROJECTOR, on=TODAY)

    said = repr(wall)
    assert not any(
        word in said for word in ("予告", "携帯", "窓口が一つ", "医師", "訪問を束ねる", "119番", "ELDER")
    )
