"""Whoever asks by its address for what is not theirs sees nothing of it, and the access log says so."""

import pytest
import requests
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
    city.close_for_now()

    since = len(city.log())
    with pytest.raises(InvalidStatus), tab(server, f"jusou_session={token}"):
        pass

    assert refusals(city, since) == [("ended", "/_stcore/stream")]


def test_a_cookie_of_a_meeting_that_is_over_does_not_fill_the_log(server, city):
    token = city.session(StaffRole.PARTICIPANT, attendee_id="attendee")
    city.revoke(token)

    since = len(city.log())
    for path in ["/household"] * 5 + [f"/guess/{n}" for n in range(50)]:
        requests.get(f"{server.url}{path}", headers={"Cookie": f"jusou_session={token}"})

    asked = [path for _, path in refusals(city, since)]
    assert asked[:2] == ["/household", "/guess/0"]
    assert len(asked) < 40


@pytest.mark.parametrize(
    ("role", "cookie", "path"),
    [
        (StaffRole.PARTICIPANT, "jusou_session", "/answer"),
        (StaffRole.INVITED, "jusou_session", "/papers/minutes/meeting"),
        (StaffRole.PROJECTOR, "jusou_projector", "/projector/wall"),
    ],
)
def test_a_cookie_kept_from_a_meeting_that_is_over_gets_nothing_and_it_is_written_down(
    server, city, secret, role, cookie, path
):
    token = city.session(role, attendee_id="attendee")
    city.revoke(token)
    since = len(city.log())

    for accept in ("text/html", "*/*"):
        answer = requests.get(
            f"{server.url}{path}", headers={"accept": accept}, cookies={cookie: token}, allow_redirects=False
        )
        assert answer.status_code == 401
        assert secret not in answer.text

    behind = path.removeprefix("/projector")
    assert refusals(city, since) == [("ended", behind)], "the same is written down once"


def test_whoever_was_signed_in_and_stood_idle_is_sent_to_the_door_and_nothing_is_held_against_them(
    server, city
):
    token = city.session()
    city.revoke(token)
    since = len(city.log())

    PlainForm(server, "/enter", token=token).session.get(f"{server.url}/cases")

    assert refusals(city, since) == []
