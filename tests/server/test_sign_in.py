"""Staff come in by name and password; guessing is slow, and nobody can lock a colleague out."""

from datetime import UTC, datetime, timedelta

import pytest
import requests
from builders import a_staff
from plain_form import PlainForm
from running_server import running_server
from streamlit_tab import tab
from websockets.exceptions import InvalidStatus

from jusou_meeting.join_code import typed
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
    city.store.accounts.add(
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

    refused = at_the_door(server).send(login="sato", password=password, origin="http://evil.example")
    assert (refused.status_code, "ページを開き直して" in refused.text) == (403, True)
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


OWN = "kawa no mukou no ookina hashi"


def somebody(city, login, password, *, until=None):
    """One more coordinator, who holds a password for once when `until` says so."""
    now = datetime.now(UTC)
    account = Account(
        id=login,
        login=login,
        name="田中",
        role=StaffRole.COORDINATOR,
        password_hash=hash_of(typed(password) if until else password),
        one_time_until=until and now + until,
    )
    city.store.accounts.add(account, by=a_staff(StaffRole.ADMINISTRATOR), at=now)
    return city.session(staff_id=login)


def test_a_password_for_once_opens_nothing_but_the_choice_of_another(server, city):
    somebody(city, "once", "AAAA-BBBB-CCCC-DDDD", until=timedelta(days=1))
    asked = at_the_door(server).send(login="once", password="AAAA-BBBB-CCCC-DDDD", next="/todo")
    assert (asked.status_code, "jusou_session" in asked.headers.get("set-cookie", "")) == (200, False)
    assert "自分のパスワードを決めると、サインインできます。" in asked.text
    assert 'value="once"' in asked.text
    assert "AAAA" not in asked.text

    form = PlainForm(server, "/password")
    answer = form.send(login="once", password="AAAA-BBBB-CCCC-DDDD", chosen=OWN, again=OWN, next="/todo")

    assert (answer.status_code, answer.headers["location"]) == (303, "/todo")
    assert city.now(form.cookie("jusou_session")).staff_id == "once"
    assert at_the_door(server).send(login="once", password="AAAA-BBBB-CCCC-DDDD").status_code == 401
    assert at_the_door(server).send(login="once", password=OWN).status_code == 303
    assert [line["detail"] for line in city.log() if line["action"] == "password_chosen"] == ["once"]


@pytest.mark.parametrize(
    "copied", ["aaaabbbbccccdddd", " aaaa-bbbb-cccc-dddd ", "ＡＡＡＡ　ＢＢＢＢ　ＣＣＣＣ　ＤＤＤＤ"]
)
def test_a_password_for_once_is_known_however_it_was_copied(server, city, copied):
    if city.store.accounts.named("copies") is None:
        somebody(city, "copies", "AAAA-BBBB-CCCC-DDDD", until=timedelta(days=1))

    asked = at_the_door(server).send(login="copies", password=copied)

    assert "自分のパスワードを決めると、サインインできます。" in asked.text


def test_a_password_for_once_does_not_wait_for_ever(server, city):
    somebody(city, "late", "AAAA-BBBB-CCCC-DDDD", until=timedelta(seconds=-1))

    answer = at_the_door(server).send(login="late", password="AAAA-BBBB-CCCC-DDDD")

    assert answer.status_code == 401
    assert "期限が過ぎました。システム管理者に、出し直してもらってください。" in answer.text


def test_whoever_is_out_reads_why_at_the_door(server, city):
    token, now = somebody(city, "elsewhere", "yama no kochira no mise"), datetime.now(UTC)
    city.store.door.revoke(hashed(token), at=now)
    assert (
        "保存していない書きかけは、サインインすると戻ります。"
        in PlainForm(server, "/enter", token=token).page.text
    )

    city.store.accounts.disable("elsewhere", by=a_staff(StaffRole.ADMINISTRATOR), at=now)
    told = PlainForm(server, "/enter", token=token).page.text
    assert "このアカウントは停止されました。" in told
    assert "書きかけ" not in told
    assert "終わりました" not in at_the_door(server).page.text, "whoever was never in is told nothing"


def test_whoever_changes_their_own_password_is_out_elsewhere_and_in_here(server, city):
    elsewhere = somebody(city, "own", "yama no kochira no mise")
    leaving = PlainForm(server, "/leave", token=elsewhere)
    assert 'href="/password"' in leaving.page.text

    form = PlainForm(server, "/password", token=elsewhere)
    answer = form.send(login="own", password="yama no kochira no mise", chosen=OWN, again=OWN)

    assert answer.status_code == 303
    assert city.now(elsewhere).revoked_at is not None
    assert city.now(form.cookie("jusou_session")).staff_id == "own"


@pytest.mark.parametrize(
    ("said", "status", "told"),
    [
        ({"password": "chigau pasuwaado"}, 401, "サインイン名かパスワードが違います。"),
        ({"chosen": "mijikai", "again": "mijikai"}, 422, "15文字以上"),
        ({"again": "chigau pasuwaado"}, 422, "2つの新しいパスワードが一致していません。"),
        ({"chosen": "yama no kochira no mise", "again": "yama no kochira no mise"}, 422, "同じです。"),
    ],
)
def test_a_password_that_will_not_do_changes_nothing(server, city, said, status, told):
    if city.store.accounts.named("keeps") is None:
        somebody(city, "keeps", "yama no kochira no mise")
    before = city.store.accounts.named("keeps")
    filled = {"login": "keeps", "password": "yama no kochira no mise", "chosen": OWN, "again": OWN} | said

    answer = PlainForm(server, "/password", address="192.0.2.9").send(**filled)

    assert (answer.status_code, told in answer.text) == (status, True)
    assert city.store.accounts.named("keeps") == before


def test_whoever_joined_with_a_device_has_no_password_to_change(server, city):
    assert (
        'href="/password"'
        not in PlainForm(server, "/leave", token=city.session(StaffRole.PARTICIPANT)).page.text
    )


def test_python_app_py_serves_the_same_as_streamlit_run(city, tmp_path, secret):
    copy, token = tmp_path / "city.db", city.session()
    copy.write_bytes(city.path.read_bytes())
    with running_server(copy, launcher="python") as other:
        assert requests.get(other.url, allow_redirects=False).status_code == 401
        with tab(other, f"jusou_session={token}") as page:
            assert secret in page.told()
        assert hashed(token) not in other.log.read_text("utf-8")
