"""What a form offers: whatever is chosen is what was meant, though two are called alike."""

from builders import (
    a_contact_person,
    a_household,
    a_meeting,
    a_person,
    a_sitting,
    an_agency,
    an_attendee,
    an_involvement,
)

from jusou_meeting.household import Kinship
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.ui.entries import agencies_of, offers_of, people_of
from jusou_meeting.ui.entries.choice_of import speakers_of

ALIKE = a_household(
    people=(
        a_person(),
        a_person("elder", Kinship.CHILD, label="子", age_band="10代"),
        a_person("younger", Kinship.CHILD, label="子", age_band="10歳未満"),
    ),
    involvements=(
        an_involvement("care", name="ふれあい", field="介護"),
        an_involvement("school", name="ふれあい", field="教育"),
        an_involvement("twin", name="ふれあい", field="教育"),
        an_involvement("other", name="子"),
    ),
)


def test_agencies_and_people_of_one_name_are_told_apart():
    assert agencies_of(ALIKE) == {
        "care": "ふれあい（介護）",
        "school": "ふれあい（教育）",
        "twin": "ふれあい（教育）（その2）",
        "other": "子",
    }
    assert list(people_of(ALIKE).values()) == ["本人", "子（10代）", "子（10歳未満）"]


def test_a_speaker_is_found_by_number_by_the_reading_of_the_agency_and_by_their_own():
    household = a_household(involvements=(an_involvement("care", name="ふれあい", agency_id="directory"),))
    record = MeetingRecord(
        sitting=a_sitting(),
        meeting=a_meeting(),
        attendees=(
            an_attendee("one", involvement_id="care", agency="ふれあい", name="大野 花"),
            an_attendee("two", involvement_id=None, agency="こども園", name="林"),
        ),
    )
    offered = speakers_of(
        record,
        household,
        [an_agency(name="ふれあい", kana="ふれあいのいえ")],
        [a_contact_person(name="大野　花", kana="おおの はな")],
    )

    assert offered["one"].startswith("01")
    assert offered["one"].endswith("大野 花（ふれあい・おおのは）")
    assert offered["two"].endswith("林")


def test_an_attendee_is_offered_every_agency_and_person_of_the_map_under_their_own_name():
    _, on_the_map = offers_of(an_attendee(), ALIKE, tuple, tuple)

    chosen = on_the_map.options
    assert len(chosen) == 7
    assert chosen["ふれあい（教育）（その2）"] == {
        "agency": "ふれあい",
        "involvement_id": "twin",
        "person_id": None,
    }
    assert chosen["子（10代）"]["person_id"] == "elder"
