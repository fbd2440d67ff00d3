"""The first page asks for nothing but a choice, made once, by somebody at this machine or at its console."""

import os
import re
import subprocess
import sys

import pytest
import requests
from city import City
from plain_form import PlainForm
from running_server import ROOT, free_port, running_server
from streamlit_tab import tab

from jusou_meeting.staff import StaffRole
from jusou_meeting.store import Store

NEW = {
    "choice": "new",
    "municipality": "会津見本市",
    "name": "佐藤",
    "agency": "市地域福祉課",
    "login": "sato",
    "password": "yama no mukou no chiisana mise",
    "again": "yama no mukou no chiisana mise",
}


@pytest.fixture
def fresh(tmp_path):
    """A server that was never used."""
    with running_server(tmp_path / "city.db") as running:
        yield running


def the_first_page(server, **where):
    form = PlainForm(server, "/", **where)
    form.path = "/start"
    form.page = form.session.get(f"{server.url}/start", headers={"Accept": "text/html"})
    return form


def test_the_demonstration_is_one_press_away_and_then_the_choice_is_made(fresh, tmp_path):
    form = the_first_page(fresh)
    assert "見本で試す" in form.page.text
    assert "新しく始める" in form.page.text
    answer = form.send(choice="demonstration")

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    with tab(fresh, f"jusou_session={form.cookie('jusou_session')}") as page:
        told = page.told()
    assert "見本の包括化支援員" in told
    assert "架空" in told
    demonstration = Store.open(tmp_path / "demo.db")
    assert demonstration.demonstration
    assert demonstration.directory.agencies()
    assert not (tmp_path / "city.db").exists()

    assert "新しく始める" not in the_first_page(fresh).page.text
    assert the_first_page(fresh).send(**NEW).status_code == 422
    assert not (tmp_path / "city.db").exists()
    back = the_first_page(fresh)
    assert back.send(choice="demonstration").status_code == 303
    assert back.cookie("jusou_session") != form.cookie("jusou_session")


def test_a_new_file_begins_with_its_first_coordinator_and_is_no_demonstration(fresh, tmp_path):
    form = the_first_page(fresh)
    assert form.send(**NEW).status_code == 303

    store = Store.open(tmp_path / "city.db")
    assert (store.municipality, store.demonstration) == ("会津見本市", False)
    account = store.accounts.named("sato")
    assert (account.name, account.role) == ("佐藤", StaffRole.COORDINATOR)
    assert NEW["password"] not in account.password_hash
    with tab(fresh, f"jusou_session={form.cookie('jusou_session')}") as page:
        told = page.told()
    assert "会津見本市" in told
    assert "架空" not in told
    assert requests.get(f"{fresh.url}/start").url == f"{fresh.url}/enter"
    assert form.send(choice="demonstration").headers["location"] == "/enter"
    assert not (tmp_path / "demo.db").exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"municipality": " "}, "市町村名を入れてください。"),
        ({"login": "\u200b"}, "サインイン名を入れてください。"),
        ({"again": "something else entirely"}, "2つのパスワードが一致していません。"),
        ({"password": "short", "again": "short"}, "15文字以上"),
        ({"choice": "both"}, "どちらかを選んでください。"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_made(tmp_path_factory, unused, change, sentence):
    form = the_first_page(unused)
    answer = form.send(**NEW | change)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert NEW["password"] not in answer.text
    assert list(unused.log.parent.glob("*.db")) == []


@pytest.fixture(scope="module")
def unused(tmp_path_factory):
    """A server on which nobody ever succeeds; it listens beyond this machine."""
    path = tmp_path_factory.mktemp("unused") / "city.db"
    with running_server(path, STREAMLIT_SERVER_ADDRESS="0.0.0.0") as running:
        yield running


def test_from_another_machine_the_code_of_the_console_is_needed(unused):
    code = re.search(r"コード：([2-9A-Y]{8})", unused.log.read_text("utf-8"))[1]
    form = the_first_page(unused, address="192.0.2.20")
    assert "サーバーの画面に出ているコード" in form.page.text
    wrong = NEW | {"again": ""}  # so that even the right code makes no file here

    assert form.send(**wrong).status_code == 403
    assert form.send(**wrong, console="コードは知りません").status_code == 403
    assert form.send(**wrong, console=code.lower()).status_code == 422
    assert [form.send(**wrong, console="YYYYYYYY").status_code for _ in range(5)] == [403] * 3 + [429] * 2
    assert form.send(choice="demonstration").status_code == 429
    assert "コード" not in the_first_page(unused).page.text


def test_a_file_without_accounts_asks_for_its_first_coordinator_only(tmp_path):
    Store.create(tmp_path / "city.db", municipality="会津見本市")
    with running_server(tmp_path / "city.db") as running:
        assert requests.get(f"{running.url}/enter").url == f"{running.url}/start"
        form = the_first_page(running)
        assert "見本で試す" not in form.page.text
        assert 'value="会津見本市"' in form.page.text
        assert form.send(choice="demonstration").status_code == 422
        assert form.send(**NEW).status_code == 303
    assert Store.open(tmp_path / "city.db").accounts.exist()


@pytest.mark.parametrize("demonstration", [False, True])
def test_whoever_is_asked_for_the_code_of_the_console_finds_it_there(tmp_path, demonstration):
    Store.create(tmp_path / "city.db", municipality="会津見本市", demonstration=demonstration)
    with running_server(tmp_path / "city.db", STREAMLIT_SERVER_ADDRESS="0.0.0.0") as running:
        form = the_first_page(running, address="192.0.2.21")
        assert "サーバーの画面に出ているコード" in form.page.text
        code = re.search(r"コード：([2-9A-Y]{8})", running.log.read_text("utf-8"))[1]
        assert form.send(choice="both", console=code).status_code == 422


def test_once_there_are_accounts_the_console_says_no_code(tmp_path):
    City(tmp_path)
    with running_server(tmp_path / "city.db", STREAMLIT_SERVER_ADDRESS="0.0.0.0") as running:
        assert "コード：" not in running.log.read_text("utf-8")


def test_a_file_has_one_server_and_the_second_says_so_in_a_sentence(tmp_path):
    Store.create(tmp_path / "city.db", municipality="会津見本市")
    with running_server(tmp_path / "city.db"):
        second = subprocess.run(
            [sys.executable, str(ROOT / "app.py"), "--db", str(tmp_path / "city.db")],
            env={**os.environ, "STREAMLIT_SERVER_PORT": str(free_port())},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
    assert second.returncode == 1
    assert "はほかで使われています。" in second.stderr
    assert "Traceback" not in second.stderr + second.stdout


def test_what_is_no_file_of_ours_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "letter.db").write_text("拝啓", "utf-8")
    with (
        pytest.raises(RuntimeError, match="別の種類のファイルです") as ended,
        running_server(tmp_path / "letter.db"),
    ):
        pass
    assert "Traceback" not in str(ended.value)


def test_a_demonstration_goes_on_or_begins_afresh(tmp_path):
    def tried(choice):
        with running_server(tmp_path / "city.db") as running:
            form = the_first_page(running)
            offered = re.findall(r"<button>([^<]+)</button>", form.page.text)
            assert form.send(choice=choice).status_code == 303
        return offered, Store.open(tmp_path / "demo.db").accounts.named("mihon").id

    offered, first = tried("demonstration")
    assert offered == ["見本で試す", "新しく始める"]
    offered, second = tried("demonstration")
    assert offered == ["前の見本の続きから", "見本をはじめから（前の見本は消えます）", "新しく始める"]
    assert second == first
    assert tried("afresh")[1] != first
