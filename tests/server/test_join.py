"""A participant comes in by the code of a meeting, accepts secrecy where the law asks for it, and waits to be let in."""

from datetime import UTC, datetime, timedelta

import pytest
from builders import a_staff
from plain_form import PlainForm
from streamlit_tab import tab

from jusou_meeting.staff import StaffRole
from jusou_meeting.vocabulary import Footing

CODE = "ABCD2345"
WHO = {"name": "鈴木", "agency": "地域包括支援センター"}
NO_SUCH_CODE = "このコードでは参加できません。"


def joining(server, **where):
    return PlainForm(server, "/join", **where)


def test_the_code_gives_a_place_at_the_door_of_its_meeting(server, city, secret):
    city.offer(CODE)
    form = joining(server, address="192.0.2.10")
    answer = form.send(code="ａｂｃｄ-2345", **WHO)

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    token = form.cookie("jusou_session")
    session = city.now(token)
    assert (session.role, session.name, session.agency) == (StaffRole.PARTICIPANT, "鈴木", WHO["agency"])
    assert (session.case_id, session.meeting_id, session.footing) == ("case", "meeting", Footing.CONSENT)
    assert session.admitted_at is None
    with tab(server, f"jusou_session={token}") as page:
        assert secret not in page.told()
    assert CODE not in str(city.log()) + server.log.read_text("utf-8")


def test_a_wrong_an_old_and_a_closed_code_get_the_same_answer(server, city):
    city.offer("2222AAAA", until=timedelta(seconds=-1))
    answers = [joining(server, address="192.0.2.11").send(code="2222AAAA", **WHO)]
    city.offer("3333AAAA")
    city.close_for_now()
    answers += [
        joining(server, address="192.0.2.11").send(code=code, **WHO)
        for code in ("3333AAAA", "YYYYYYYY", "short", "'; DROP TABLE session")
    ]

    assert [answer.status_code for answer in answers] == [401] * 5
    assert all(NO_SUCH_CODE in answer.text for answer in answers)
    assert [line["action"] for line in city.log()[-5:]] == ["join_failed"] * 5


def test_without_the_switch_neither_the_page_nor_a_code_answers(server, city):
    city.offer(CODE)
    form = joining(server, address="192.0.2.30")
    administrator = a_staff(StaffRole.ADMINISTRATOR)
    city.store.devices.switch(on=False, by=administrator, at=datetime.now(UTC))
    try:
        answers = [joining(server, address="192.0.2.30").page for _ in range(3)]
        answers += [form.send(code=CODE, **WHO)]
    finally:
        city.store.devices.switch(on=True, by=administrator, at=datetime.now(UTC))

    assert [answer.status_code for answer in answers] == [403] * 4
    assert all("出席者の端末を使わない設定" in answer.text for answer in answers)
    assert form.cookie("jusou_session") is None
    refused = [line for line in city.log() if line["detail"] == "192.0.2.30"]
    assert [line["action"] for line in refused] == ["join_failed"], "to look at the page is no try"


def test_a_newer_code_takes_the_place_of_the_one_before(server, city):
    city.offer("4444AAAA")
    city.offer("5555AAAA")

    assert joining(server, address="192.0.2.12").send(code="4444AAAA", **WHO).status_code == 401
    assert joining(server, address="192.0.2.12").send(code="5555AAAA", **WHO).status_code == 303


def test_guessing_codes_is_slow(server, city):
    city.offer(CODE)
    form = joining(server, address="192.0.2.13")
    tries = [form.send(code=f"2222222{n}", **WHO).status_code for n in range(2, 9)]

    assert tries == [401] * 5 + [429] * 2
    assert form.send(code=CODE, **WHO).status_code == 429
    assert joining(server, address="192.0.2.14").send(code=CODE, **WHO).status_code == 303


def test_whoever_slips_shuts_nobody_else_of_the_room_out(server, city):
    city.offer(CODE)
    clumsy = joining(server, address="192.0.2.17")
    slips = [clumsy.send(code=f"2222222{n}", **WHO).status_code for n in range(2, 9)]

    assert slips == [401] * 5 + [429] * 2
    assert joining(server, address="192.0.2.17").send(code=CODE, **WHO).status_code == 303


def test_guessing_stays_slow_for_whoever_takes_a_new_form_for_each_guess(server, city):
    city.offer(CODE)
    form = joining(server, address="192.0.2.18")

    def guess(number):
        form.session.cookies.clear()
        form.session.cookies.set("jusou_form", f"fresh-{number}", domain="127.0.0.1", path="/")
        return form.send(code="22222222", token=f"fresh-{number}", **WHO).status_code

    assert [guess(number) for number in range(61)] == [401] * 60 + [429]
    assert joining(server, address="192.0.2.18").send(code=CODE, **WHO).status_code == 429


def test_a_meeting_under_secrecy_lets_nobody_in_who_did_not_accept_it(server, city):
    city.offer("6666AAAA", "secret-meeting")
    form = joining(server, address="192.0.2.15")
    assert "守秘義務" not in form.page.text
    asked = form.send(code="6666AAAA", **WHO)
    assert asked.status_code == 200
    assert 'role="alert"' not in asked.text
    assert "社会福祉法第106条の6" in asked.text
    assert "この義務は会議が終わったあとも続き" in asked.text
    unread = form.send(code="6666AAAA", asked="secrecy", **WHO)
    assert unread.status_code == 422
    assert "チェックを入れてください" in unread.text
    assert form.cookie("jusou_session") is None

    assert form.send(code="6666AAAA", secrecy="accepted", **WHO).status_code == 303
    session = city.now(form.cookie("jusou_session"))
    assert session.footing is Footing.STATUTORY
    assert next(line for line in city.log() if line["session_id"] == session.id)["detail"].endswith(
        "守秘義務を了承"
    )


def test_nobody_joins_without_a_name(server, city):
    city.offer(CODE)
    answer = joining(server, address="192.0.2.16").send(code=CODE, name=" \u200b\u3000", agency="病院")

    assert answer.status_code == 422
    assert "お名前と機関を入れてください。" in answer.text


def test_the_code_of_a_link_is_filled_in_but_not_tried(server, city):
    city.offer(CODE)
    page = PlainForm(server, f"/join?code={CODE}").page

    assert f'value="{CODE}"' in page.text
    assert CODE not in server.log.read_text("utf-8")
    assert "見本市" in page.text


def test_once_admitted_a_participant_reads_only_their_own_meeting(server, city):
    city.offer(CODE)
    form = joining(server, address="192.0.2.17")
    form.send(code=CODE, **WHO)
    token = form.cookie("jusou_session")
    city.admit(token)

    staff = city.now(token).staff
    assert [seat.meeting_id for seat in staff.seats] == ["meeting"]
    assert a_staff().seats == ()


@pytest.mark.parametrize("path", ["/project/meeting", "/project/secret-meeting"])
def test_a_participant_opens_no_projector(server, city, path):
    form = PlainForm(server, "/join", token=city.session(StaffRole.PARTICIPANT))
    answer = form.session.get(server.url + path, allow_redirects=False)

    assert answer.status_code == 403
    assert "jusou_projector" not in answer.headers.get("set-cookie", "")
    assert (city.log()[-1]["action"], city.log()[-1]["detail"]) == ("refused", path)
