"""What a page holds of a household is what whoever sits there may see."""

from datetime import date

from builders import (
    NOW,
    a_case,
    a_consent,
    a_meeting,
    a_person,
    a_profile,
    a_sitting,
    a_staff,
    an_involvement,
)

from jusou_meeting.session import Session
from jusou_meeting.staff import StaffRole
from jusou_meeting.store import Store, hashed
from jusou_meeting.ui.workspace import Workspace
from jusou_meeting.vocabulary import Footing

PRIVATE = ("見本町一丁目", "0000-00-0000", "みほん", "1980, 4, 2")


def held_by(role, tmp_path):
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    profile = a_profile(address=PRIVATE[0], phone=PRIVATE[1])
    person = a_person(kana=PRIVATE[2], birth_on=date(1980, 4, 2))
    facts = [profile, person, an_involvement(), a_consent(), a_meeting("meeting")]
    store.cases.open_case(a_staff(), a_case(), facts, sittings=[a_sitting()], at=NOW)
    session = Session(
        id=hashed("token"), staff_id="sato", role=role, name="佐藤", case_id="case", meeting_id="meeting",
        footing=Footing.CONSENT, started_at=NOW, seen_at=NOW, admitted_at=NOW,
    )  # fmt: skip
    return repr(
        Workspace(store=store, session=session, now=NOW).household("case", Footing.CONSENT, screen="answer")
    )


def test_a_participants_page_holds_no_address_phone_kana_or_birthday(tmp_path):
    held = held_by(StaffRole.PARTICIPANT, tmp_path)

    assert [private for private in PRIVATE if private in held] == []


def test_the_coordinators_page_holds_them(tmp_path):
    held = held_by(StaffRole.COORDINATOR, tmp_path)

    assert [private for private in PRIVATE if private in held] == list(PRIVATE)
