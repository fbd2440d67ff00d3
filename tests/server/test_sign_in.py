"""Staff come in by name and password; guessing is slow, and nobody can lock a colleague out."""

from datetime import UTC, datetime

import pytest
import requests
from builders import a_staff
from plain_form import PlainForm
from running_server import running_server
from streamlit_tab import tab
from websockets.exceptions import InvalidStatus

from jusou_meeting.staff import Account, StaffRole
from jusou_meeting.store import hashed
from jusou_meeting.store.password import hash_of


def at_the_door(server, **where):
    return PlainForm(server, "/enter", **where)


def test_the_right_password_lets_in_and_the_cookie_is_out_of_reach(server, city, password, secret):
    form = at_the_door(server)
    answer = form.send(login="SATO", password=password)

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    token = form.cookie("jusou_session")
    assert city.now(token).name == "佐藤"
    with tab(server, f"jusou_session={token}") as page:
        assert secret in page.told()


def test_behind_https_the_cookie_travels_no_other_way(server, password):
    form = at_the_door(server)
    form.session.headers["X-Forwarded-Proto"] = "https"
    answer = form.send(login="sato", password=password, origin=server.url.replace("http:", "https:"))

    assert answer.status_code == 303
    assert "Secure" in answer.headers["set-cookie"].split("; ")


def test_neither_name_nor_password_is_told_apart_from_the_other(server, city, password):
    city.store.door.add_account(
        Account(
            id="gone",
            login="gone",
            name="前任者",
            role=StaffRole.COORDINATOR,
            password_hash=hash_of(password),
            disabled_at=datetime.now(UTC),
        ),
        by=a_staff(StaffRole.ADMINISTRATOR),
        at=datetime.now(UTC),
    )
    answers = [
        at_the_door(server, address="192.0.2.1").send(login=login, password=tried)
        for login, tried in (("sato", "yama no kochira no mise"), ("nobody", password), ("gone", password))
    ]

    assert [answer.status_code for answer in answers] == [401, 401, 401]
    assert all("サインイン名かパスワードが違います。" in answer.text for answer in answers)
    assert not any("jusou_session" in answer.headers.get("set-cookie", "") for answer in answers)


def test_after_five_wrong_tries_the_sixth_waits_but_only_from_there(server, password):
    form = at_the_door(server, address="192.0.2.2")
    tries = [form.send(login="sato", password="wrong").status_code for _ in range(7)]

    assert tries == [401] * 5 + [429] * 2
    refused = form.send(login="sato", password=password)
    assert refused.status_code == 429
    assert "秒ほど待って" in refused.text
    assert at_the_door(server, address="192.0.2.3").send(login="sato", password=password).status_code == 303


def test_whoever_invents_names_waits_as_well_and_an_office_behind_the_same_address_does_not_soon(
    server, city, password
):
    form, since = at_the_door(server, address="192.0.2.5"), len(city.log())

    tries = [form.send(login=f"nobody {n}", password="wrong").status_code for n in range(103)]

    assert tries == [401] * 100 + [429] * 3
    assert len(city.log()) == since + 100
    assert form.send(login="sato", password=password).status_code == 429
    assert at_the_door(server, address="192.0.2.6").send(login="sato", password=password).status_code == 303


def test_a_failure_leaves_a_line_without_what_was_typed(server, city):
    at_the_door(server, address="192.0.2.4").send(login="my password by mistake", password="hush hush hush")

    line = next(line for line in reversed(city.log()) if line["action"] == "sign_in_failed")
    assert line["detail"] == "192.0.2.4"
    assert "mistake" not in str(city.log())
    assert "hush" not in str(city.log()) + server.log.read_text("utf-8")


@pytest.mark.parametrize(
    ("wanted", "goes_to"),
    [
        ("/meeting?meeting=m1", "/meeting?meeting=m1"),
        ("//evil.example/", "/"),
        ("https://evil.example/", "/"),
        ("http://[", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\r\nSet-Cookie: x=y", "/"),
    ],
)
def test_after_signing_in_nobody_is_sent_elsewhere(server, password, wanted, goes_to):
    answer = at_the_door(server).send(login="sato", password=password, next=wanted)

    assert (answer.status_code, answer.headers["location"]) == (303, goes_to)


def test_a_form_that_is_not_ours_is_not_accepted(server, password):
    def tried(form, **how):
        return form.send(login="sato", password=password, **how).status_code

    assert tried(at_the_door(server), origin="http://evil.example") == 403
    assert tried(at_the_door(server), origin="null") == 403
    assert tried(at_the_door(server), token="") == 403
    assert tried(at_the_door(server), token=at_the_door(server).token) == 403
    without_cookie = at_the_door(server)
    without_cookie.session.cookies.clear()
    assert tried(without_cookie) == 403
    without_origin = at_the_door(server)
    filled = {"login": "sato", "password": password, "token": without_origin.token}
    assert without_origin.session.post(f"{server.url}/enter", filled).status_code == 403
    assert tried(at_the_door(server), padding="x" * 20_000) == 413
    assert tried(at_the_door(server)) == 303


def test_what_was_typed_comes_back_as_text(server):
    answer = at_the_door(server).send(login='"><script>alert(1)</script>', password="x", next='"><b>')

    assert "<script>" not in answer.text
    assert "<b>" not in answer.text
    assert "&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in answer.text


def test_signing_in_anew_ends_what_this_browser_had_before(server, city, password):
    form = at_the_door(server)
    form.send(login="sato", password=password)
    first = form.cookie("jusou_session")
    form.send(login="sato", password=password)

    assert form.cookie("jusou_session") != first
    assert city.now(first).revoked_at is not None


def test_going_out_closes_the_open_tab_and_the_cookie_opens_nothing_more(server, city):
    token = city.session()
    form = PlainForm(server, "/leave", token=token)
    with tab(server, f"jusou_session={token}", "/live") as line:
        answer = form.send()
        with pytest.raises(Exception, match="4401"):
            line.socket.recv(timeout=5)

    assert (answer.status_code, answer.headers["location"]) == (303, "/enter")
    assert form.cookie("jusou_session") is None
    assert city.now(token).revoked_at is not None
    with pytest.raises(InvalidStatus), tab(server, f"jusou_session={token}"):
        pass


def test_a_link_that_merely_names_the_way_out_does_nothing(server, city):
    token = city.session()
    requests.get(f"{server.url}/leave", headers={"Cookie": f"jusou_session={token}"})

    assert city.now(token).revoked_at is None


def test_python_app_py_serves_the_same_as_streamlit_run(city, tmp_path, secret):
    copy, token = tmp_path / "city.db", city.session()
    copy.write_bytes(city.path.read_bytes())
    with running_server(copy, launcher="python") as other:
        assert requests.get(other.url, allow_redirects=False).status_code == 401
        with tab(other, f"jusou_session={token}") as page:
            assert secret in page.told()
        assert hashed(token) not in other.log.read_text("utf-8")
