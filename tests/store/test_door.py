"""Who may come in, as the file remembers it."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from builders import (
    NOW,
    a_case,
    a_consent,
    a_meeting,
    a_person,
    a_profile,
    a_sitting,
    a_staff,
    an_attendee,
    an_involvement,
    an_issue,
)

from jusou_meeting.finding import Stopped
from jusou_meeting.meeting import Attendance, MeetingKind, Part, marked, with_pledge
from jusou_meeting.password import ONE_TIME
from jusou_meeting.projection import Projection
from jusou_meeting.session import IDLE, Session
from jusou_meeting.staff import Account, NotAllowed, Permission, Seat, StaffRole
from jusou_meeting.store import Store, hashed, history
from jusou_meeting.store.accounts import end_account
from jusou_meeting.store.backup import check
from jusou_meeting.store.demonstration import create_demonstration, demonstration_account
from jusou_meeting.store.password import hash_of, matches
from jusou_meeting.vocabulary import Footing

COORDINATOR = a_staff()
ADMINISTRATOR = a_staff(StaffRole.ADMINISTRATOR, id="admin")


@pytest.fixture
def store(tmp_path):
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    store.devices.switch(on=True, by=ADMINISTRATOR, at=NOW)
    store.cases.open_case(
        a_staff(),
        a_case(),
        [
            a_profile(),
            a_person(),
            an_involvement(),
            a_consent(),
            a_meeting("open"),
            a_meeting("closed", closed_at=NOW),
            an_attendee("blank", meeting_id="open"),
            an_attendee("known", meeting_id="open", name="佐藤 花子"),
            an_attendee("of the closed one", meeting_id="closed", involvement_id=None),
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


def offer(store, code, meeting="open", footing=Footing.CONSENT, by=COORDINATOR):
    seat = Seat(case_id="case", footing=footing, meeting_id=meeting)
    store.door.offer_code(code, seat, by=by, at=NOW, until=NOW + timedelta(hours=1))


def knocks(store, id="suzuki", **said):
    """A participant who waits to be let into the open meeting."""
    seat = {"case_id": "case", "meeting_id": "open", "footing": Footing.CONSENT}
    store.door.start(a_session(id, role=StaffRole.PARTICIPANT, name="鈴木 一郎", **seat | said))


def admit(store, attendee="blank", by=COORDINATOR, session="suzuki"):
    store.door.admit(session, attendee, by=by, at=NOW)


def attendee(store, id):
    [record] = (
        r for r in store.cases.meetings(COORDINATOR, "case", Footing.CONSENT) if r.meeting.id == "open"
    )
    return next(a for a in record.attendees if a.id == id)


def acts(store):
    """What the history says was done after the case was opened, with what each act told of it."""
    with store.file.reading() as db:
        done = list(db.query("SELECT * FROM change WHERE action <> '事例を登録' ORDER BY seq"))
        return [(act["action"], act["staff_id"], history.rows_of(db, act["seq"])) for act in done]


def test_whoever_is_let_in_fills_the_blank_name_of_their_line_in_one_act(store):
    knocks(store)
    admit(store)

    session = store.door.sessions(["suzuki"])["suzuki"]
    assert (session.attendee_id, session.admitted_at) == ("blank", NOW)
    assert attendee(store, "blank").name == "鈴木 一郎"
    [(action, by, rows)] = acts(store)
    assert (action, by) == ("入室を認める", COORDINATOR.id)
    assert [(row.kind, row.after["name"]) for row in rows] == [
        ("session", "鈴木 一郎"),
        ("attendee", "鈴木 一郎"),
    ]
    assert list(check(store.file.path)) == []


def test_a_name_that_stands_in_the_roster_is_never_overwritten(store):
    knocks(store)
    admit(store, "known")

    assert attendee(store, "known").name == "佐藤 花子"
    assert store.door.sessions(["suzuki"])["suzuki"].attendee_id == "known"
    assert [row.kind for row in acts(store)[0][2]] == ["session"]


def test_nobody_is_let_in_twice_or_as_somebody_of_another_meeting(store):
    knocks(store)
    for line in ("of the closed one", "nobody"):
        with pytest.raises(Stopped):
            admit(store, line)
    admit(store)
    with pytest.raises(Stopped, match="取り下げられた"):
        admit(store, "known")
    with pytest.raises(Stopped, match="入室を待っていない"):
        admit(store, session="nobody")
    assert store.door.sessions(["suzuki"])["suzuki"].attendee_id == "blank"
    assert len(acts(store)) == 1


def written(store, *facts, footing=Footing.CONSENT):
    with store.cases.change(
        COORDINATOR, Permission.HOLD_MEETING, "記録", case_id="case", footing=footing, at=NOW
    ) as change:
        for fact in facts:
            change.save(fact)


def test_nobody_is_let_in_for_an_agency_that_the_consent_does_not_reach(store):
    knocks(store)
    written(store, an_involvement("another"), a_consent(agency_ids=("another",), version=1))

    with pytest.raises(Stopped, match="本人の同意に"):
        admit(store)

    assert store.door.sessions(["suzuki"])["suzuki"].waits
    assert attendee(store, "blank").name == ""


def test_whoever_was_down_as_absent_is_asked_what_everybody_is_asked(store):
    absent = an_attendee("absent", meeting_id="open", part=Part.ABSENT)
    written(store, absent, an_involvement("another"), a_consent(agency_ids=("another",), version=1))
    knocks(store)

    with pytest.raises(Stopped, match="本人の同意に"):
        admit(store, "absent")

    written(store, a_consent(version=2))
    admit(store, "absent")
    assert attendee(store, "absent").came


def test_whoever_is_let_into_a_meeting_under_secrecy_is_present_and_bound_in_the_same_act(store):
    line = an_attendee("expected", meeting_id="secret", attendance=None)
    written(store, line, footing=Footing.STATUTORY)
    knocks(store, meeting_id="secret", footing=Footing.STATUTORY)
    before = len(acts(store))

    admit(store, "expected")

    [line] = store.cases.meeting(COORDINATOR, "secret")[1].attendees
    assert (line.attendance, line.pledged_at, line.name) == (Attendance.PRESENT, NOW, "鈴木 一郎")
    assert [action for action, *_ in acts(store)[before:]] == ["入室を認める"]


def ahead(store):
    """The meeting is prepared, and not yet open."""
    with store.cases.change(
        COORDINATOR, Permission.HOLD_MEETING, "準備", case_id="case", footing=Footing.CONSENT, at=NOW
    ) as change:
        change.save(a_meeting("open", opened_at=None, version=1))


SECRET = a_meeting(
    "secret", kind=MeetingKind.STATUTORY, footing=Footing.STATUTORY, reason="必要", opened_at=None, version=1
)


def bound_ahead(store, name):
    """The line of this name, after 鈴木 一郎 was let in to its 準備シート of a 支援会議 that is not open yet."""
    line = an_attendee("expected", meeting_id="secret", attendance=None, name=name)
    written(store, line, footing=Footing.STATUTORY)
    written(store, SECRET, footing=Footing.STATUTORY)
    knocks(store, meeting_id="secret", footing=Footing.STATUTORY)
    admit(store, "expected")
    [line] = store.cases.meeting(COORDINATOR, "secret")[1].attendees
    return line


def test_whoever_was_let_in_ahead_by_the_name_of_their_line_is_bound_since_they_said_so(store):
    line = bound_ahead(store, "鈴木 一郎")

    assert (line.pledged, line.pledged_at, line.attendance) == (True, NOW, None)


@pytest.mark.parametrize("name", ["", "佐藤 花子"])
def test_whoever_writes_the_sheet_for_another_binds_nobody_else(store, name):
    line = bound_ahead(store, name)

    assert (line.pledged, line.name) == (False, name)


def test_whoever_said_so_ahead_is_bound_since_then_though_the_room_was_asked_at_the_opening(store):
    line = bound_ahead(store, "")
    opened = NOW + timedelta(hours=1)
    written(store, replace(SECRET, version=2, opened_at=opened), footing=Footing.STATUTORY)
    written(store, with_pledge(marked(line, Attendance.PRESENT), opened), footing=Footing.STATUTORY)

    admit(store, "expected")

    [line] = store.cases.meeting(COORDINATOR, "secret")[1].attendees
    assert (line.name, line.pledged_at) == ("鈴木 一郎", NOW)


def test_before_the_opening_whoever_is_let_in_has_the_sheet_and_no_household(store):
    ahead(store)
    knocks(store)
    admit(store)

    staff = store.door.sessions(["suzuki"])["suzuki"].staff
    assert staff.role is StaffRole.INVITED
    assert store.cases.own_sheet(staff, "open").attendee_id == "blank"
    for ask in (
        lambda: store.cases.household(staff, "case", Footing.CONSENT),
        lambda: store.cases.meeting(staff, "open"),
    ):
        with pytest.raises(NotAllowed):
            ask()
    assert attendee(store, "blank").name == ""  # whoever writes the sheet is not always who comes
    with pytest.raises(Stopped, match="取り下げられた"):
        admit(store)


def test_before_the_opening_only_whoever_is_asked_for_a_sheet_is_let_in(store):
    with store.cases.change(
        COORDINATOR, Permission.HOLD_MEETING, "出席者", case_id="case", footing=Footing.CONSENT, at=NOW
    ) as change:
        change.save(an_attendee("host", meeting_id="open", host=True))
    ahead(store)
    knocks(store)

    with pytest.raises(Stopped, match="準備シートを頼む機関"):
        admit(store, "host")
    assert store.door.sessions(["suzuki"])["suzuki"].waits


def test_once_the_meeting_is_open_whoever_wrote_a_sheet_is_let_into_it_by_a_second_word(store):
    ahead(store)
    knocks(store)
    admit(store)
    with store.cases.change(
        COORDINATOR, Permission.HOLD_MEETING, "開会", case_id="case", footing=Footing.CONSENT, at=NOW
    ) as change:
        change.save(a_meeting("open", version=2))
    assert store.door.sessions(["suzuki"])["suzuki"].role is StaffRole.INVITED

    admit(store)

    staff = store.door.sessions(["suzuki"])["suzuki"].staff
    assert staff.role is StaffRole.PARTICIPANT
    assert store.cases.meeting(staff, "open")[0] == "case"
    assert attendee(store, "blank").name == "鈴木 一郎"
    assert [action for action, *_ in acts(store)].count("入室を認める") == 2


def test_the_chain_tells_who_offered_a_code_and_whom_the_door_refused(store):
    offer(store, "AAAA2222")
    knocks(store)
    store.door.send_out("suzuki", by=COORDINATOR, at=NOW)
    knocks(store, "tanaka", admitted_at=NOW)
    store.door.send_out("tanaka", by=COORDINATOR, at=NOW)
    with pytest.raises(Stopped):
        store.door.send_out("tanaka", by=COORDINATOR, at=NOW)

    assert [action for action, *_ in acts(store)] == ["参加コードを出す", "入室を断る", "退室させる"]
    assert store.door.session("tanaka", NOW) is None
    assert "AAAA2222" not in str(acts(store))
    assert hashed("AAAA2222") not in str(acts(store))
    assert list(check(store.file.path)) == []


def test_only_who_holds_the_meeting_lets_in_or_sends_out(store):
    knocks(store)
    clerk = a_staff(StaffRole.ADMINISTRATOR)
    for act in (
        lambda: admit(store, by=clerk),
        lambda: store.door.send_out("suzuki", by=clerk, at=NOW),
        lambda: offer(store, "AAAA2222", by=clerk),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert acts(store) == []


def test_who_was_let_in_stands_in_no_ones_way_to_undo_an_entry(store):
    with store.cases.change(
        COORDINATOR, Permission.EDIT_CASE, "課題を記録", case_id="case", footing=Footing.CONSENT, at=NOW
    ) as change:
        change.save(an_issue())
    knocks(store)
    admit(store)

    assert store.cases.undo(COORDINATOR, "case", Footing.CONSENT, at=NOW) == "課題を記録"
    assert attendee(store, "blank").name == "鈴木 一郎"


def test_a_code_opens_the_seat_of_its_meeting_on_that_meetings_footing(store):
    until = NOW + timedelta(hours=1)
    offer(store, "AAAA2222")
    offer(store, "BBBB2222", "closed")
    offer(store, "CCCC2222", "secret", Footing.STATUTORY)

    assert store.door.seat_of_code("AAAA2222", NOW) == Seat(
        case_id="case", footing=Footing.CONSENT, meeting_id="open"
    )
    assert store.door.seat_of_code("CCCC2222", NOW).footing is Footing.STATUTORY
    assert store.door.seat_of_code("BBBB2222", NOW) is None
    assert store.door.seat_of_code("AAAA2222", until) is None
    assert store.door.seat_of_code("AAAA3333", NOW) is None


def close(store, *beside):
    """閉会, with what else is saved in the same act."""
    _, record = store.cases.meeting(COORDINATOR, "open")
    with store.cases.change(
        COORDINATOR, Permission.HOLD_MEETING, "閉会", case_id="case", footing=Footing.CONSENT, meeting_id="open", at=NOW
    ) as act:  # fmt: skip
        for fact in (replace(record.meeting, closed_at=NOW), *beside):
            act.save(fact)


def still_there(store):
    """Who is in the meeting, and whether its code is heard."""
    code = store.door.seat_of_code("AAAA2222", NOW) is not None
    return [session.id for session in store.door.sessions_of("open")], code


def test_with_its_meeting_a_code_and_all_seats_are_over_but_a_link_to_corrections_is_not(store):
    offer(store, "AAAA2222")
    knocks(store)
    seat = {"case_id": "case", "meeting_id": "open", "footing": Footing.CONSENT}
    store.door.start(a_session("link", role=StaffRole.CORRESPONDENT, **seat))

    close(store)

    assert still_there(store) == (["link"], False)
    with store.file.reading() as db:
        assert list(db.query("SELECT * FROM join_code")) == []


def test_a_closing_that_is_stopped_leaves_the_room_as_it_was(store):
    offer(store, "AAAA2222")
    knocks(store)

    with pytest.raises(Stopped):
        close(store, an_issue(subject_id="nobody"))

    assert store.cases.meeting(COORDINATOR, "open")[1].meeting.is_open
    assert still_there(store) == (["suzuki"], True)


def test_the_file_holds_neither_codes_nor_tokens_nor_passwords(store):
    offer(store, "AAAA2222")
    store.door.start(a_session(hashed("zT9 token of a browser")))
    account = Account(
        id="a", login="sato", name="佐藤", role=StaffRole.COORDINATOR, password_hash=hash_of("yama no mukou")
    )
    store.accounts.add(account, by=a_staff(), at=NOW)
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


def test_whoever_only_looks_stays_in_while_nothing_can_be_written(store, monkeypatch):
    store.door.start(a_session("one"))
    monkeypatch.setattr("jusou_meeting.store.driver._SETTINGS", ("PRAGMA busy_timeout=1",))
    with closing(sqlite3.connect(store.file.path, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")

        assert store.door.session("one", NOW + timedelta(minutes=5)).id == "one"


def test_the_first_account_ends_the_first_run(store):
    assert not store.accounts.exist()
    store.accounts.add(
        Account(id="a", login="sato", name="佐藤", role=StaffRole.COORDINATOR, password_hash=""),
        by=a_staff(),
        at=NOW,
    )
    assert store.accounts.exist()
    assert store.accounts.named("SATO").id == "a"


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
    assert len(store.directory.agencies()) > 15
    assert not matches("", account.password_hash)
    assert [path.name for path in tmp_path.iterdir()] == ["demo.db"]


def light(store, meeting_id, by):
    store.projections.change(COORDINATOR, meeting_id, lambda wall: replace(wall, dark=False, lit_by=by))


def test_a_wall_is_lit_only_while_whoever_lit_it_is_there(store):
    for id in ("sato", "tanaka"):
        store.door.start(a_session(id))
    light(store, "open", by="sato")
    light(store, "secret", by="tanaka")

    store.projections.put_out_left(NOW + IDLE)
    assert not store.projections.of("open").dark
    store.door.revoke("sato", at=NOW)
    assert store.projections.of("open") == Projection(meeting_id="open", version=2)
    assert not store.projections.of("secret").dark
    store.projections.put_out_left(NOW + IDLE + timedelta(seconds=1))
    assert store.projections.of("secret").dark


def an_account(id, role=StaffRole.COORDINATOR, name="佐藤"):
    return Account(id=id, login=id, name=name, role=role, password_hash="")


def staffed(store, *accounts):
    for account in accounts:
        store.accounts.add(account, by=ADMINISTRATOR, at=NOW)


def disable(store, id, by=ADMINISTRATOR):
    store.accounts.disable(id, by=by, at=NOW)


def test_a_closed_account_ends_its_sessions_and_darkens_its_walls_in_the_same_act(store):
    staffed(store, an_account("sato"), an_account("tanaka"))
    for id, whose in (("desk", "sato"), ("window", "sato"), ("other", "tanaka")):
        store.door.start(a_session(id, staff_id=whose))
    light(store, "open", by="window")
    light(store, "secret", by="other")
    commits = []
    store.on_commit(lambda: commits.append(store.door.session("desk", NOW)))

    disable(store, "sato")

    assert commits == [None]
    assert store.door.session("window", NOW) is None
    assert store.door.session("other", NOW) is not None
    assert store.projections.of("open").dark
    assert not store.projections.of("secret").dark
    assert store.accounts.named("sato").disabled_at == NOW


def test_whoever_was_signing_in_while_their_account_was_closed_is_not_in(store):
    staffed(store, an_account("sato"), an_account("tanaka"))
    disable(store, "sato")
    for id in ("sato", "tanaka", "a guest"):
        store.door.start(a_session(id, staff_id=id))

    assert store.door.session("sato", NOW) is None
    assert store.door.session("tanaka", NOW) is not None
    assert store.door.session("a guest", NOW) is not None


def test_the_name_of_a_closed_account_stays_in_the_history(store):
    staffed(store, an_account("sato", name="佐藤 花子"), an_account("tanaka"))
    disable(store, "sato")

    action, by, [row] = acts(store)[-1]
    assert (action, by) == ("職員を停止", ADMINISTRATOR.id)
    assert (row.after["name"], row.before["disabled_at"], row.version) == ("佐藤 花子", None, 2)
    assert row.after["disabled_at"] is not None
    assert "password_hash" not in row.after
    assert list(check(store.file.path)) == []


def give(store, id, password="AAAA-BBBB-CCCC-DDDD", by=ADMINISTRATOR):
    store.accounts.give_password(id, hash_of(password), until=NOW + ONE_TIME, by=by, at=NOW)


def test_whoever_is_given_a_password_is_out_everywhere_and_it_is_written_down_without_it(store):
    staffed(store, an_account("sato"))
    store.door.start(a_session("desk", staff_id="sato"))
    light(store, "open", by="desk")

    give(store, "sato")

    account = store.accounts.named("sato")
    assert matches("AAAA-BBBB-CCCC-DDDD", account.password_hash)
    assert account.one_time_until == NOW + ONE_TIME
    assert store.door.session("desk", NOW) is None
    assert store.projections.of("open").dark
    action, by, [row] = acts(store)[-1]
    assert (action, by) == ("パスワードを出し直す", ADMINISTRATOR.id)
    assert "password_hash" not in row.after
    with store.file.reading() as db:
        line = list(db.query("SELECT * FROM access"))[-1]
    assert (line["action"], line["staff_id"], line["detail"]) == ("password_given", ADMINISTRATOR.id, "sato")
    assert list(check(store.file.path)) == []


def test_an_account_that_was_to_end_on_a_day_ahead_goes_on_with_whoever_is_in(store):
    staffed(store, an_account("sato"), an_account("tanaka"))
    store.door.start(a_session("desk", staff_id="sato"))
    ahead = NOW + timedelta(minutes=5)
    with store.file.writing() as db:
        end_account(db, store.accounts.named("sato"), by=ADMINISTRATOR, at=NOW, ends=ahead)
    assert store.door.session("desk", ahead) is None

    with pytest.raises(NotAllowed):
        store.accounts.go_on("sato", by=COORDINATOR, at=NOW)
    store.accounts.go_on("sato", by=ADMINISTRATOR, at=NOW)

    assert store.accounts.named("sato").disabled_at is None
    assert store.door.session("desk", ahead) is not None
    assert acts(store)[-1][0] == "停止の予定をやめる"
    with pytest.raises(Stopped, match="停止の予定はありません"):
        store.accounts.go_on("sato", by=ADMINISTRATOR, at=NOW)
    disable(store, "sato")
    with pytest.raises(Stopped, match="もう停止されています"):
        store.accounts.go_on("sato", by=ADMINISTRATOR, at=NOW)


def test_a_password_is_given_only_by_who_manages_staff_and_only_to_an_open_account(store):
    staffed(store, an_account("sato"), an_account("tanaka"))
    with pytest.raises(NotAllowed):
        give(store, "sato", by=COORDINATOR)
    disable(store, "sato")
    with pytest.raises(Stopped, match="もう停止されています"):
        give(store, "sato")


def test_a_password_of_ones_own_ends_the_one_for_once_and_is_chosen_from_what_was_seen(store):
    staffed(store, an_account("sato"))
    seen = store.accounts.named("sato")
    give(store, "sato")
    store.door.start(a_session("desk", staff_id="sato"))

    with pytest.raises(Stopped, match="そのあいだに変わりました"):
        store.accounts.choose_password(seen, hash_of("yama no mukou"), by=a_staff(), at=NOW)
    store.accounts.choose_password(
        store.accounts.named("sato"), hash_of("yama no mukou"), by=a_staff(), at=NOW
    )

    account = store.accounts.named("sato")
    assert (matches("yama no mukou", account.password_hash), account.one_time_until) == (True, None)
    assert store.door.session("desk", NOW) is None


def test_the_last_coordinator_keeps_their_account(store):
    staffed(store, an_account("sato"), an_account("tanaka"), an_account("boss", StaffRole.ADMINISTRATOR))
    disable(store, "boss")
    disable(store, "tanaka")
    store.door.start(a_session("desk", staff_id="sato"))

    with pytest.raises(Stopped, match="ほかにサインインできる包括化支援員がいない"):
        disable(store, "sato")
    assert store.accounts.named("sato").disabled_at is None
    assert store.door.session("desk", NOW) is not None


def test_an_account_is_closed_once_and_only_by_who_manages_staff(store):
    staffed(store, an_account("sato"), an_account("tanaka"))
    with pytest.raises(NotAllowed):
        disable(store, "sato", by=COORDINATOR)
    disable(store, "sato")
    for id in ("sato", "nobody"):
        with pytest.raises(Stopped, match="停止されています"):
            disable(store, id)
    assert [action for action, *_ in acts(store)].count("職員を停止") == 1
