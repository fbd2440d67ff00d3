"""A consent that ends while people talk: the devices it no longer covers are out, and the desk is told what to do."""

from dataclasses import replace

import pytest
from builders import (
    NOW,
    TODAY,
    a_case,
    a_consent,
    a_meeting,
    a_person,
    a_profile,
    a_sitting,
    a_staff,
    an_attendee,
    an_involvement,
)

from jusou_meeting.finding import Stopped
from jusou_meeting.meeting_gate import footing_findings
from jusou_meeting.session import Session
from jusou_meeting.staff import Permission, StaffRole
from jusou_meeting.store import Store
from jusou_meeting.vocabulary import Footing

SATO = a_staff()


@pytest.fixture
def store(tmp_path):
    """Two agencies sit in an open 重層的支援会議, each at its own device, and the wall is on."""
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    store.cases.open_case(
        SATO,
        a_case(),
        [
            a_profile(),
            a_person(),
            an_involvement(),
            an_involvement("school", name="中学校"),
            a_consent(agency_ids=("agency", "school")),
            a_meeting(),
            an_attendee("of the agency"),
            an_attendee("of the school", agency="中学校", involvement_id="school"),
        ],
        sittings=[a_sitting()],
        at=NOW,
    )
    for line in ("of the agency", "of the school"):
        store.door.start(sitting(line, StaffRole.PARTICIPANT, attendee_id=line))
    store.door.start(sitting("wall", StaffRole.PROJECTOR))
    return store


def sitting(id, role, **said):
    return Session(
        id=id, staff_id=id, role=role, name=id, case_id="case", meeting_id="meeting", footing=Footing.CONSENT,
        started_at=NOW, seen_at=NOW, admitted_at=NOW, **said,
    )  # fmt: skip


def consented(store, **said):
    with act(store, "同意を記録") as change:
        [consent] = store.cases.household(SATO, "case", Footing.CONSENT).consents
        change.save(replace(consent, **said))


def act(store, action):
    return store.cases.change(
        SATO, Permission.HOLD_MEETING, action, case_id="case", footing=Footing.CONSENT, at=NOW
    )


def present(store):
    return {session.id for session in store.door.sessions_of("meeting")}


def told(store):
    _, record = store.cases.meeting(SATO, "meeting")
    household = store.cases.household(SATO, "case", Footing.CONSENT)
    return [
        finding.sentence
        for finding in footing_findings(record.meeting, household, record.attendees, today=TODAY)
    ]


def test_while_the_consent_binds_everybody_stays_and_nothing_is_told(store):
    consented(store, until_on=TODAY)

    assert present(store) == {"of the agency", "of the school", "wall"}
    assert told(store) == []


def test_a_consent_that_becomes_one_about_less_sends_nobody_out_and_is_told_for_as_long_as_the_meeting_lasts(
    store,
):
    consented(store, about="住まいのこと")

    assert present(store) == {"of the agency", "of the school", "wall"}
    [sentence] = told(store)
    assert sentence.startswith("本人の同意は、「住まいのこと」についてだけです（")


def test_an_agency_that_is_taken_out_of_the_consent_is_out_at_once(store):
    consented(store, agency_ids=("agency",))

    assert present(store) == {"of the agency", "wall"}
    [sentence] = told(store)
    assert "「中学校」に及ばなくなりました" in sentence


def test_a_consent_that_is_withdrawn_ends_the_meeting_for_every_device(store):
    consented(store, withdrawn_on=TODAY)

    assert present(store) == {"wall"}
    [sentence] = told(store)
    assert "閉会してください" in sentence


def test_no_line_in_the_list_is_handed_to_an_agency_outside_the_consent(store):
    _, record = store.cases.meeting(SATO, "meeting")
    consented(store, agency_ids=("agency",))
    line = next(a for a in record.attendees if a.id == "of the agency")

    with pytest.raises(Stopped, match="「中学校」"), act(store, "出席者を直す") as change:
        change.save(replace(line, agency="中学校", involvement_id="school"))
