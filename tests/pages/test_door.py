"""Every page asks at the door by itself: nobody without a session, and nobody whose role it is not, sees anything."""

import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from builders import a_case, a_consent, a_meeting, a_person, a_profile, a_sitting, a_staff, an_involvement
from streamlit.testing.v1 import AppTest

from jusou_meeting.session import IDLE, Session
from jusou_meeting.staff import Seat, Staff, StaffRole, may
from jusou_meeting.store import Store, hashed
from jusou_meeting.store.served import serve, stop_serving
from jusou_meeting.ui.navigation import MENU, PAGES
from jusou_meeting.vocabulary import Footing

HOUSEHOLD = "会津の見本世帯"
ENTRIES = {PAGES / entry.path: entry for entry in MENU}


@pytest.fixture
def store(tmp_path):
    store = Store.create(tmp_path / "city.db", municipality="架空市")
    facts = [a_profile(), a_person(), an_involvement(), a_consent(), a_meeting("meeting")]
    store.cases.open_case(
        a_staff(), a_case(title=HOUSEHOLD), facts, sittings=[a_sitting()], at=datetime.now(UTC)
    )
    serve(store)
    yield store
    stop_serving()


def a_session(store, role, **said):
    now = datetime.now(UTC)
    filled = {
        "id": hashed(secrets.token_urlsafe()), "staff_id": "staff", "role": role, "name": "佐藤",
        "case_id": "case", "meeting_id": "meeting", "footing": Footing.CONSENT,
        "started_at": now, "seen_at": now, "admitted_at": now,
    }  # fmt: skip
    session = Session(**filled | said)
    store.door.start(session)
    return session


def opened(page: Path, session=None):
    """The page by itself, as a side door would run it."""
    app = AppTest.from_file(str(page), default_timeout=20)
    if session is not None:
        app.user = {"session": session.id}
    app.query_params["case"] = "case"
    app.query_params["meeting"] = "meeting"
    return app.run()


def said(app):
    """Everything a person would read."""
    return [element.value for element in app.main if hasattr(element, "value")]


@pytest.mark.parametrize("page", ENTRIES, ids=lambda page: page.stem)
def test_a_page_shows_a_stranger_nothing_but_the_way_in(store, page):
    app = opened(page)

    assert [error.value for error in app.error] == ["サインインが必要です。画面を読み込み直してください。"]
    assert len(said(app)) == 1
    assert not app.exception


@pytest.mark.parametrize("page", ENTRIES, ids=lambda page: page.stem)
@pytest.mark.parametrize(
    "ended",
    [
        {"revoked_at": datetime.now(UTC)},
        {"seen_at": datetime.now(UTC) - IDLE - timedelta(minutes=1), "meeting_id": None},
    ],
    ids=["revoked", "idle"],
)
def test_a_session_that_ended_opens_no_page(store, page, ended):
    session = a_session(store, **{"role": StaffRole.COORDINATOR} | ended)

    app = opened(page, session)

    assert [error.value for error in app.error] == ["サインインが必要です。画面を読み込み直してください。"]
    assert len(said(app)) == 1


@pytest.mark.parametrize("page", ENTRIES, ids=lambda page: page.stem)
def test_whoever_holds_a_link_for_corrections_is_signed_in_nowhere(store, page):
    app = opened(page, a_session(store, StaffRole.CORRESPONDENT))

    assert [error.value for error in app.error] == ["サインインが必要です。画面を読み込み直してください。"]
    assert len(said(app)) == 1


@pytest.mark.parametrize("page", ENTRIES, ids=lambda page: page.stem)
@pytest.mark.parametrize(
    "role", [role for role in StaffRole if role is not StaffRole.CORRESPONDENT], ids=lambda role: role.value
)
def test_a_page_opens_only_for_those_whose_it_is(store, page, role):
    session = a_session(store, role)
    seats = (Seat(case_id="case", footing=Footing.CONSENT, meeting_id="meeting"),)
    staff = Staff(id="staff", name="佐藤", role=role, seats=seats)
    allowed = may(staff, ENTRIES[page].needs, "case", Footing.CONSENT)

    app = opened(page, session)

    refused = [error.value for error in app.error] == ["この画面を開く権限がありません。"]
    assert refused is not allowed
    assert not app.exception
    if refused:
        assert len(said(app)) == 1
