"""Who may come in, as the file remembers it."""

from datetime import timedelta

import pytest
from builders import NOW, a_case, a_meeting, a_person, a_profile, a_sitting, a_staff

from jusou_meeting.meeting import MeetingKind
from jusou_meeting.session import Session
from jusou_meeting.staff import Account, Seat, StaffRole
from jusou_meeting.store import Store, hashed
from jusou_meeting.store.demonstration import create_demonstration, demonstration_account
from jusou_meeting.store.password import hash_of, matches
from jusou_meeting.vocabulary import Footing


@pytest.fixture
def store(tmp_path):
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    store.cases.open_case(
        a_staff(),
        a_case(),
        [
            a_profile(),
            a_person(),
            a_meeting("open"),
            a_meeting("closed", closed_at=NOW),
            a_meeting("secret", kind=MeetingKind.STATUTORY, footing=Footing.STATUTORY, reason="必要"),
        ],
        sittings=[a_sitting()],
        at=NOW,
    )
    return store


def a_session(id, **said):
    filled = {
        "staff_id": "staff",
        "role": StaffRole.COORDINATOR,
        "name": "佐藤",
        "started_at": NOW,
        "seen_at": NOW,
    }
    return Session(id=id, **filled | said)


def test_a_code_opens_the_seat_of_its_meeting_on_that_meetings_footing(store):
    until = NOW + timedelta(hours=1)
    for code, meeting in (("AAAA2222", "open"), ("BBBB2222", "closed"), ("CCCC2222", "secret")):
        store.door.offer_code(code, "case", meeting, at=NOW, until=until)

    assert store.door.seat_of_code("AAAA2222", NOW) == Seat(
        case_id="case", footing=Footing.CONSENT, meeting_id="open"
    )
    assert store.door.seat_of_code("CCCC2222", NOW).footing is Footing.STATUTORY
    assert store.door.seat_of_code("BBBB2222", NOW) is None
    assert store.door.seat_of_code("AAAA2222", until) is None
    assert store.door.seat_of_code("AAAA3333", NOW) is None


def test_the_file_holds_neither_codes_nor_tokens_nor_passwords(store):
    store.door.offer_code("AAAA2222", "case", "open", at=NOW, until=NOW + timedelta(hours=1))
    store.door.start(a_session(hashed("zT9 token of a browser")))
    account = Account(
        id="a", login="sato", name="佐藤", role=StaffRole.COORDINATOR, password_hash=hash_of("yama no mukou")
    )
    store.door.add_account(account, by=a_staff(), at=NOW)
    written = store.file.path.read_bytes()

    assert b"AAAA2222" not in written
    assert b"zT9 token of a browser" not in written
    assert b"yama no mukou" not in written
    with store.file.reading() as db:
        history = str(list(db.query("SELECT * FROM change_payload")))
    assert account.password_hash not in history


def test_sessions_are_looked_at_without_noting_that_anybody_is_there(store):
    store.door.start(a_session("one"))
    store.door.start(a_session("two"))

    assert set(store.door.sessions(["one", "nobody"])) == {"one"}
    assert store.door.sessions(["two"])["two"].seen_at == NOW
    store.door.session("two", NOW + timedelta(minutes=5))
    assert store.door.sessions(["two"])["two"].seen_at == NOW + timedelta(minutes=5)


def test_the_first_account_ends_the_first_run(store):
    assert not store.door.has_accounts()
    store.door.add_account(
        Account(id="a", login="sato", name="佐藤", role=StaffRole.COORDINATOR, password_hash=""),
        by=a_staff(),
        at=NOW,
    )
    assert store.door.has_accounts()
    assert store.door.account("SATO").id == "a"


def test_a_password_is_known_again_and_no_other(store):
    kept = hash_of("yama no mukou no mise")

    assert matches("yama no mukou no mise", kept)
    assert matches("ｙａｍａ no mukou no mise", kept)
    assert not matches("yama no mukou no Mise", kept)
    assert not matches("nobody signs in with this", None)
    assert not matches("", "")


def test_a_commit_of_another_process_is_noticed(store):
    beside = Store.open(store.file.path)
    with store.file.watching() as changed:
        assert not changed()
        beside.door.start(a_session("one"))
        assert changed()
        assert not changed()


def test_a_demonstration_is_there_whole_and_marked(tmp_path):
    store = create_demonstration(tmp_path / "demo.db", at=NOW)
    account = demonstration_account(store)
    staff = a_staff(id=account.id)

    assert store.demonstration
    assert store.cases.all(staff)
    assert all(case.sample for case in store.cases.all(staff))
    assert len(store.cases.agencies()) > 15
    assert not matches("", account.password_hash)
    assert [path.name for path in tmp_path.iterdir()] == ["demo.db"]
