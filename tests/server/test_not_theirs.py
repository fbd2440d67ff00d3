"""Whoever asks by its address for what is not theirs sees nothing of it, and the access log says so."""

from datetime import UTC, datetime

import pytest
from plain_form import PlainForm
from streamlit_tab import tab
from websockets.exceptions import InvalidStatus

from jusou_meeting.staff import StaffRole


def refusals(city, since):
    return [(line["screen"], line["detail"]) for line in city.log()[since:] if line["action"] == "refused"]


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("household", "case=case"),
        ("meeting", "meeting=secret-meeting"),
        ("cases", ""),
        ("wall", ""),
        ("administration", ""),
    ],
)
def test_a_participant_who_types_another_address_stays_at_their_roles(server, city, secret, page, query):
    since = len(city.log())
    with tab(
        server, f"jusou_session={city.session(StaffRole.PARTICIPANT, attendee_id='attendee')}"
    ) as device:
        told = device.told(page, query)

    assert secret not in told
    assert refusals(city, since) == [(page, f"{page}?{query}")]


@pytest.mark.parametrize(
    ("page", "query"),
    [("household", "case=case"), ("meeting", "meeting=meeting"), ("cases", ""), ("wall", "")],
)
def test_whoever_answers_a_sheet_and_types_another_address_stays_at_the_sheet(
    server, city, secret, page, query
):
    since = len(city.log())
    token = city.session(StaffRole.INVITED, attendee_id="attendee")
    with tab(server, f"jusou_session={token}") as device:
        told = device.told(page, query)

    assert secret not in told
    assert "把握している世帯の状況" in told
    assert refusals(city, since) == [(page, f"{page}?{query}")]


def test_whoever_answers_a_sheet_hears_of_no_other_meeting_and_takes_no_paper(server, city):
    since = len(city.log())
    token = city.session(StaffRole.INVITED, attendee_id="attendee")
    paper = PlainForm(server, "/join", token=token).session.get(f"{server.url}/papers/minutes/meeting")

    assert paper.status_code == 404
    assert refusals(city, since) == [("papers", "/papers/minutes/meeting")]


def test_a_participant_at_their_own_page_refuses_nothing(server, city):
    since = len(city.log())
    with tab(
        server, f"jusou_session={city.session(StaffRole.PARTICIPANT, attendee_id='attendee')}"
    ) as device:
        device.told("")
        device.told("answer")

    assert refusals(city, since) == []


@pytest.mark.parametrize(("page", "query"), [("household", "case=nobody"), ("meeting", "meeting=nothing")])
def test_a_household_and_a_meeting_that_are_not_there_are_asked_for_in_vain(server, city, page, query):
    since = len(city.log())
    with tab(server, f"jusou_session={city.session()}") as desk:
        desk.told(page, query)

    assert refusals(city, since) == [(page, query.split("=")[1])]


def test_an_address_kept_from_a_meeting_that_is_over_opens_nothing(server, city, secret):
    token = city.session(StaffRole.PARTICIPANT, attendee_id="attendee")
    city.store.door.close_meeting("meeting", at=datetime.now(UTC))

    with pytest.raises(InvalidStatus), tab(server, f"jusou_session={token}"):
        pass
