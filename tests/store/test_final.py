"""確定: the bytes of the minutes, all that the case then held, and the form are kept; what comes later is a 訂正."""

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import replace

import office
import pytest
from builders import (
    NOW,
    a_case,
    a_correction,
    a_decision,
    a_meeting,
    a_person,
    a_plan,
    a_profile,
    a_remark,
    a_role,
    a_sitting,
    a_staff,
    an_attendee,
    an_involvement,
)

from jusou_meeting.finding import Stopped
from jusou_meeting.meeting import Final
from jusou_meeting.role import RoleStanding
from jusou_meeting.staff import Permission
from jusou_meeting.store import Store
from jusou_meeting.vocabulary import Footing

SATO = a_staff()
PAPER = b"PK\x03\x04 the minutes"
FINAL = Final(at=NOW, by="佐藤", paper_hash=hashlib.sha256(PAPER).hexdigest())


@pytest.fixture
def store(tmp_path):
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    store.cases.open_case(
        SATO,
        a_case(),
        [
            a_profile(),
            a_person(),
            an_involvement(),
            a_meeting(closed_at=NOW),
            an_attendee(),
            a_remark(),
            a_role(),
            a_plan(),
        ],
        sittings=[a_sitting()],
        at=NOW,
    )
    return store


def act(store, needs=Permission.HOLD_MEETING):
    return store.cases.change(SATO, needs, "確定", case_id="case", footing=Footing.CONSENT, at=NOW)


def made_final(store, seen=None):
    seen = store.cases.last_seq("case") if seen is None else seen
    with act(store) as change:
        change.make_final("meeting", FINAL, paper=PAPER, household_file="{}", form_hash="f" * 64, seen=seen)


def record(store):
    return store.cases.meeting(SATO, "meeting")[1]


def test_the_paper_is_kept_to_the_byte(store):
    assert store.cases.final_paper(SATO, "meeting") is None

    made_final(store)

    assert store.cases.final_paper(SATO, "meeting") == PAPER
    assert record(store).final == FINAL
    assert office.faults(store.file.path, set()) == []


@pytest.mark.parametrize(
    "later",
    [
        lambda record: replace(record.meeting, next_time="来月"),
        lambda record: replace(record.attendees[0], name="鈴木"),
        lambda record: replace(record.remarks[0], text="別の言葉"),
        lambda record: a_decision(),
    ],
)
def test_the_record_of_a_final_meeting_stays_as_it_is(store, later):
    made_final(store)

    with pytest.raises(Stopped, match="確定している"), act(store) as change:
        change.save(later(record(store)))
    with pytest.raises(Stopped, match="確定している"), act(store) as change:
        change.remove(record(store).remarks[0])


def test_what_comes_later_is_a_correction_and_the_support_goes_on(store):
    made_final(store)
    household = store.cases.household(SATO, "case", Footing.CONSENT)

    with act(store) as change:
        change.save(a_correction())
        change.save(replace(household.roles[0], task="月2回の訪問"))
        change.save(replace(household.plans[0], decided_on=NOW.date()))

    assert [c.text for c in record(store).corrections] == ["所属は市社会福祉協議会"]
    with pytest.raises(Stopped):
        store.cases.undo(SATO, "case", Footing.CONSENT, at=NOW)


def test_the_papers_beside_final_minutes_tell_what_they_tell(store):
    def role_on_paper():
        return store.cases.household_on_paper(SATO, "case", record(store)).roles[0]

    def put_right(**said):
        with act(store, Permission.EDIT_CASE) as change:
            change.save(replace(store.cases.household(SATO, "case", Footing.CONSENT).roles[0], **said))

    put_right(in_charge="遠藤")
    assert role_on_paper().in_charge == "遠藤"

    made_final(store)
    put_right(in_charge="新井", standing=RoleStanding.DONE)
    assert (role_on_paper().in_charge, role_on_paper().standing) == ("遠藤", RoleStanding.OPEN)


def test_nothing_is_made_final_that_changed_while_somebody_looked(store):
    seen = store.cases.last_seq("case")
    with act(store, Permission.EDIT_CASE) as change:
        change.save(a_decision())

    with pytest.raises(Stopped, match="記録が変わりました"):
        made_final(store, seen)
    assert record(store).final is None


def test_minutes_are_made_final_once(store):
    made_final(store)

    with pytest.raises(Stopped, match="確定している"):
        made_final(store)


def test_no_tool_rewrites_or_removes_final_minutes(store):
    made_final(store)
    with closing(sqlite3.connect(store.file.path)) as db:
        for statement in ("UPDATE final_minutes SET by = '別人'", "DELETE FROM final_minutes"):
            with pytest.raises(sqlite3.IntegrityError, match="never"):
                db.execute(statement)
