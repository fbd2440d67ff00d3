"""What a page holds of a household is what whoever sits there may see."""

from datetime import UTC, date, datetime

import pytest
from builders import (
    NOW,
    a_case,
    a_confirmation,
    a_consent,
    a_meeting,
    a_person,
    a_profile,
    a_role,
    a_sitting,
    a_staff,
    an_attendee,
    an_involvement,
)

from jusou_meeting.session import Session
from jusou_meeting.staff import NotAllowed, Permission, StaffRole
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


def test_an_answer_to_another_agencys_role_is_refused_and_written_down(tmp_path):
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    facts = [
        a_profile(), a_person(), an_involvement(), an_involvement("hospital", name="病院"), a_consent(),
        a_meeting("meeting"), an_attendee(), a_role("theirs", "hospital"),
    ]  # fmt: skip
    store.cases.open_case(a_staff(), a_case(), facts, sittings=[a_sitting()], at=NOW)
    now = datetime.now(UTC)
    session = Session(
        id=hashed("token"), staff_id="guest", role=StaffRole.PARTICIPANT, name="鈴木", case_id="case",
        meeting_id="meeting", attendee_id="attendee", footing=Footing.CONSENT, started_at=now, seen_at=now,
        admitted_at=now,
    )  # fmt: skip
    store.door.start(session)
    workspace = Workspace(store=store, session=session, now=now)

    with (
        pytest.raises(NotAllowed),
        workspace.change(
            "役割に回答", "case", Footing.CONSENT, meeting_id="meeting", needs=Permission.ANSWER_ROLE
        ) as change,
    ):
        change.save(a_confirmation(role_id="theirs"))

    assert store.cases.household(a_staff(), "case", Footing.CONSENT).confirmations == ()
    with store.file.reading() as db:
        [line] = db.query("SELECT screen, detail, session_id FROM access WHERE action = 'refused'")
    assert (line["screen"], line["detail"], line["session_id"]) == ("change", "役割に回答", session.id)
