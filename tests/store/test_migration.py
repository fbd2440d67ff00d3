"""A file of an earlier release opens with all that was in it; what it could not say yet is unsaid."""

from contextlib import closing
from datetime import UTC, datetime, time

from builders import NOW, a_case, a_meeting, a_profile, a_sitting, a_staff, an_attendee
from sqlite_utils import Database, Migrations

from jusou_meeting.agency import Involvement
from jusou_meeting.household import Case
from jusou_meeting.meeting import Sitting
from jusou_meeting.store import Store
from jusou_meeting.store.backup import check
from jusou_meeting.store.driver import connect
from jusou_meeting.store.migrations import migrations
from jusou_meeting.store.row import row_of
from jusou_meeting.store.table import TABLES


def row_of_then(fact):
    """A row of that release, which knew none of the later columns."""
    table = {Sitting: "sitting", Case: "support_case", **TABLES}[type(fact)]
    with closing(Database(memory=True)) as db:
        first_release().apply(db)
        known = {column.name for column in db[table].columns}
    return {name: value for name, value in row_of(fact).items() if name in known}


def first_release():
    """The tables as the first release made them."""
    first = Migrations(migrations.name)
    with closing(Database(memory=True)) as empty:
        [made, *_] = migrations.pending(empty)
    first(name=made.name)(made.fn)
    return first


def written_then(path, monkeypatch):
    """A case with a meeting, as that release wrote it."""
    with monkeypatch.context() as then:
        then.setattr("jusou_meeting.store.file.migrations", first_release())
        for writer in ("change", "cases"):
            then.setattr(f"jusou_meeting.store.{writer}.row_of", row_of_then)
        then.setattr("jusou_meeting.store.gate.put_out", lambda *_: None)  # its walls had no such columns
        store = Store.create(path, municipality="見本市")
        facts = [a_profile(), Involvement(id="agency", name="病院"), a_meeting(closed_at=NOW), an_attendee()]
        store.cases.open_case(a_staff(), a_case(), facts, sittings=[a_sitting()], at=NOW)
    with closing(connect(path)) as db:
        db.table("sitting").update("sitting", {"starts_at": "14:00", "ends_at": None})
        known = {"id": "sato", "login": "sato", "name": "佐藤", "role": "coordinator", "agency": ""}
        db.table("account").insert(known | {"password_hash": "", "disabled_at": None})
        row = {"staff_id": "staff", "case_id": "case", "footing": "consent", "form": "f", "kind": "meeting"}
        db.table("draft").insert(
            row | {"meeting_id": None, "at": "2026-11-26T05:00:00.000000Z", "body": "{}"}
        )
        db.conn.commit()


def test_an_earlier_file_is_read_and_written_on(tmp_path, monkeypatch):
    path = tmp_path / "city.db"
    written_then(path, monkeypatch)

    store = Store.open(path)
    _, record = store.cases.meeting(a_staff(), "meeting")
    assert (record.meeting.next_on, record.meeting.next_place, record.meeting.corrections_until) == (
        None,
        "",
        None,
    )
    assert (record.meeting.starts_at, record.meeting.ends_at) == (time(14), None)
    assert [a.is_only_expected for a in record.attendees] == [True]
    assert record.distributions == record.correction_requests == ()
    assert list(check(path)) == []
    assert store.directory.people() == ()
    assert store.accounts.named("sato").one_time_until is None
    then = store.cases.household_at(a_staff(), "case", record.meeting.footing, datetime.now(UTC))
    assert [i.name for i in then.involvements] == ["病院"]
    with closing(connect(path)) as db:
        assert list(db.query("SELECT * FROM draft")) == []
