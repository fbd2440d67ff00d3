"""Every change leaves its link, no link can be altered unseen, and the history alone gives the tables."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import office
import pytest
from builders import (
    NOW,
    TODAY,
    a_case,
    a_confirmation,
    a_consent,
    a_correction,
    a_correction_request,
    a_crossing,
    a_decision,
    a_distribution,
    a_family_tie,
    a_goal,
    a_life_event,
    a_meeting,
    a_person,
    a_plan,
    a_preparation_sheet,
    a_profile,
    a_remark,
    a_resource_gap,
    a_review,
    a_role,
    a_sitting,
    a_staff,
    a_tie,
    a_wish,
    an_abuse_suspicion,
    an_agency,
    an_agenda_item,
    an_attendee,
    an_emergency_contact,
    an_evaluation,
    an_involvement,
    an_issue,
    another_meeting,
)

from jusou_meeting.correction_request import Settlement
from jusou_meeting.ecomap.family_tie import Bond
from jusou_meeting.ecomap.ties import Confidence
from jusou_meeting.finding import Stopped
from jusou_meeting.household import Position
from jusou_meeting.meeting import MeetingKind
from jusou_meeting.plan import GoalStanding, Judgement
from jusou_meeting.safety import AbuseHandling
from jusou_meeting.staff import Permission
from jusou_meeting.store import Store, history
from jusou_meeting.store.driver import connect
from jusou_meeting.store.table import TABLES
from jusou_meeting.vocabulary import Footing

SATO = a_staff()


@pytest.fixture
def store(tmp_path):
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    store.cases.open_case(
        SATO,
        a_case(),
        [
            a_profile(),
            a_person(),
            a_person("child"),
            an_involvement(),
            a_role(),
            a_consent("kept consent"),
            a_meeting(),
            a_meeting("closed-room", kind=MeetingKind.STATUTORY, footing=Footing.STATUTORY),
            an_attendee(),
        ],
        sittings=[a_sitting()],
        positions={"client": Position(1, 2)},
        at=NOW,
    )
    return store


def change(store, footing=Footing.CONSENT, *, needs=Permission.EDIT_CASE):
    return store.cases.change(SATO, needs, "書き直す", case_id="case", footing=footing, at=NOW)


def saved(store, fact, footing=Footing.CONSENT):
    with change(store, footing) as act:
        return act.save(fact)


def faults(store):
    return office.faults(store.file.path, set())


def tampered(store, *statements):
    """Somebody with a tool of their own writes into the file."""
    with closing(sqlite3.connect(store.file.path)) as db:
        for table in ("change", "change_row"):
            db.execute(f"DROP TRIGGER {table}_is_never_rewritten")
            db.execute(f"DROP TRIGGER {table}_is_never_removed")
        for statement in statements:
            db.execute(statement)
        db.commit()
    with closing(connect(store.file.path)) as db:
        return "".join(history.broken_links(db))


KINDS = {
    "household": (None, {"note": "二人暮らし", "strengths": ("近所の見守り", "畑")}),
    "person": (a_person("grandmother"), {"birth_on": TODAY, "name": "𠮷田 葛󠄀子"}),
    "issue": (an_issue(), {"title": "債務"}),
    "involvement": (an_involvement("hospital"), {"name": "こころの病院"}),
    "tie": (a_tie(), {"stressful": True, "since_on": TODAY}),
    "family_tie": (a_family_tie("client", "child", Bond.BIRTH), {"custody": True, "since_on": TODAY}),
    "consent": (a_consent(), {"withdrawn_on": TODAY}),
    "meeting": (a_meeting("second", ordinal=2), {"closed_at": NOW, "next_time": "来月"}),
    "attendee": (an_attendee("doctor"), {"host": True}),
    "remark": (a_remark(), {"source_hidden": True}),
    "decision": (a_decision(), {"text": "来月も会う"}),
    "role": (a_role("visit"), {"lead": True, "due_on": TODAY, "for_ids": ("client", "child")}),
    "confirmation": (a_confirmation(), {"text": "月曜なら"}),
    "wish": (a_wish(), {"words": "静かに暮らしたい"}),
    "goal": (a_goal(), {"standing": GoalStanding.REACHED, "issue_ids": ()}),
    "plan": (a_plan(), {"ends_on": TODAY, "judgement": Judgement.APPROPRIATE}),
    "emergency_contact": (an_emergency_contact(), {"hours": "夜間"}),
    "abuse_suspicion": (an_abuse_suspicion(), {"handling": AbuseHandling.REPORTED, "decided_on": TODAY}),
    "life_event": (a_life_event(), {"confidence": Confidence.HEARD, "source": "祖母"}),
    "resource_gap": (a_resource_gap(), {"field": "住宅"}),
    "agenda_item": (an_agenda_item(), {"minutes": 20}),
    "evaluation": (an_evaluation(), {"lead_after": "障がい者総合相談窓口"}),
    "role_review": (a_review(), {"result": "申請は済んだ"}),
    "correction": (a_correction(), {"asked_by": "市社会福祉協議会"}),
    "correction_request": (
        a_correction_request(),
        {"settlement": Settlement.DECLINED, "answer": "月2回と決めた"},
    ),
    "distribution": (a_distribution(), {"returned": True}),
    "preparation_sheet": (a_preparation_sheet(), {"wanted": "かかりつけ医"}),
    "other_meeting": (another_meeting(), {"lead": "児童相談所", "since_on": TODAY}),
    "crossing": (a_crossing(record_id="client"), {"allowed": False}),
}
"""Of every kind one fact, and what is then said otherwise of it."""


def test_every_kind_of_fact_is_tried():
    assert set(KINDS) == set(TABLES.values())


@pytest.mark.parametrize(
    ("kind", "footing"),
    [
        (kind, footing)
        for kind in KINDS
        for footing in Footing
        if (kind, footing) != ("crossing", Footing.CONSENT)
    ],
    ids=lambda said: said.value if isinstance(said, Footing) else said,
)
def test_the_history_alone_gives_the_tables_whatever_was_done(store, kind, footing):
    new, otherwise = KINDS[kind]
    if kind == "meeting" and footing is Footing.STATUTORY:
        new = replace(new, kind=MeetingKind.STATUTORY, reason="急ぐ")
    if new is None:
        first = store.cases.household(SATO, "case", footing).profile
    else:
        first = saved(store, new, footing)
    second = saved(store, replace(first, **otherwise), footing)
    assert faults(store) == []
    if new is not None:
        with change(store, footing) as act:
            act.remove(second)
        assert faults(store) == []
    for _ in range(3):
        try:
            store.cases.undo(SATO, "case", footing, at=NOW)
        except Stopped:
            break
        assert faults(store) == []


def test_a_move_a_sitting_and_a_copy_left_in_confidence_are_in_the_history_too(store):
    with change(store, needs=Permission.HOLD_MEETING) as act:
        act.hold(a_sitting(id="next"))
        act.move("client", Position(3, 4))
        act.move("agency", Position(5, 6))
        act.move("client", None)
    saved(store, an_issue("breakoff", "child"), Footing.STATUTORY)
    with change(store) as act:
        act.remove(
            next(p for p in store.cases.household(SATO, "case", Footing.CONSENT).people if p.id == "child")
        )

    assert faults(store) == []
    store.cases.undo(SATO, "case", Footing.CONSENT, at=NOW)
    assert faults(store) == []


def test_an_entry_that_changes_nothing_leaves_no_act(store):
    issue = saved(store, an_issue())

    assert saved(store, replace(issue)) == issue

    with store.file.reading() as db:
        assert db.table("change").count == 2


def test_who_entered_what_into_the_directory_is_in_the_chain(store):
    store.directory.add(SATO, [an_agency("one"), an_agency("two", name="警察署")], at=NOW)

    with store.file.reading() as db:
        [act] = db.query("SELECT * FROM change WHERE action = '機関名簿に登録'")
        rows = history.rows_of(db, act["seq"])
    assert (act["staff_id"], act["case_id"]) == (SATO.id, None)
    assert [(row.kind, row.record_id, row.after["name"]) for row in rows] == [
        ("agency", "one", an_agency().name),
        ("agency", "two", "警察署"),
    ]
    assert faults(store) == []


@pytest.mark.parametrize("table", ["change", "change_row", "access"])
def test_history_is_neither_rewritten_nor_removed(store, table):
    saved(store, an_issue())
    store.door.log("view", at=NOW, staff=SATO, screen="household", case_id="case")

    for statement in (f"UPDATE {table} SET seq = seq + 100", f"DELETE FROM {table}"):
        with pytest.raises(sqlite3.IntegrityError, match="never"), store.file.writing() as db:
            db.execute(statement)


@pytest.mark.parametrize(
    ("statements", "told"),
    [
        (["UPDATE change SET staff_id = 'somebody' WHERE seq = 2"], "2番が書き換えられています"),
        (["UPDATE change SET at = '2020' WHERE seq = 2"], "2番が書き換えられています"),
        (["UPDATE change SET footing = NULL WHERE seq = 2"], "2番が書き換えられています"),
        (["UPDATE change_row SET record_id = 'else' WHERE seq = 2"], "2番が書き換えられています"),
        (["UPDATE change_row SET footing = 'statutory' WHERE seq = 2"], "2番が書き換えられています"),
        (["DELETE FROM change_row WHERE seq = 2"], "2番が書き換えられています"),
        (["DELETE FROM change WHERE seq = 2"], "2番が欠けています"),
        (["DELETE FROM change WHERE seq = 1"], "1番が欠けています"),
        (["DELETE FROM change WHERE seq = 4"], "末尾が失われています"),
        (
            [f"DELETE FROM {table} WHERE seq = 4" for table in ("change_payload", "change_row", "change")],
            "末尾が失われています（4番まであったはずです）",
        ),
        (["UPDATE change_payload SET body = replace(body, '病気', '健康') WHERE seq = 2"], "2番の内容"),
        (
            ["UPDATE change_payload AS p SET (salt, body) = (SELECT salt, body FROM change_payload WHERE seq = 3) "
             "WHERE seq = 2"],
            "2番の内容",
        ),
        (["INSERT INTO change_row VALUES (9, 0, 'issue', 'x', 'consent', 1, '')"], "どの変更にも属さない"),
        (["UPDATE change SET hash = previous_hash, previous_hash = hash WHERE seq = 2"], "3番が書き換えられています"),
    ],
)  # fmt: skip
def test_whoever_alters_the_history_is_found_out(store, statements, told):
    for title in ("病気", "債務", "住まい不安定"):
        saved(store, an_issue(title, title=title))

    assert told in tampered(store, *statements)


def test_an_end_that_was_cut_off_still_shows_after_new_acts(store):
    for title in ("病気", "債務"):
        saved(store, an_issue(title, title=title))
    cut = [f"DELETE FROM {table} WHERE seq = 3" for table in ("change_payload", "change_row", "change")]
    tampered(store, *cut)

    for title in ("住まい不安定", "家計管理の課題"):
        saved(store, an_issue(title, title=title))

    with store.file.reading() as db:
        assert "3番が欠けています" in "".join(history.broken_links(db))


def test_destroyed_contents_break_no_link_and_are_not_undone_by_half(store):
    saved(store, an_issue())
    with store.file.writing() as db:
        db.execute("DELETE FROM change_payload WHERE seq = 2")

    with store.file.reading() as db:
        assert list(history.broken_links(db)) == []
    with pytest.raises(Stopped):
        store.cases.undo(SATO, "case", Footing.CONSENT, at=NOW)
    assert [i.id for i in store.cases.household(SATO, "case", Footing.CONSENT).issues] == ["issue"]


def test_the_history_says_who_did_what_where_and_on_which_footing(store):
    staff = a_staff(id="suzuki", session_id="session")
    with store.cases.change(
        staff, Permission.EDIT_CASE, "課題を加える", case_id="case", footing=Footing.STATUTORY,
        meeting_id="closed-room", at=NOW,
    ) as act:  # fmt: skip
        act.save(an_issue())

    with store.file.reading() as db:
        (told,) = db.query("SELECT * FROM change WHERE seq = 2")
    assert {
        key: told[key] for key in ("at", "staff_id", "session_id", "meeting_id", "footing", "action")
    } == {
        "at": "2026-11-26T05:00:00.000000Z",
        "staff_id": "suzuki",
        "session_id": "session",
        "meeting_id": "closed-room",
        "footing": "statutory",
        "action": "課題を加える",
    }


def test_the_replay_would_find_a_row_that_the_history_does_not_tell_of(store, monkeypatch):
    monkeypatch.setattr("jusou_meeting.store.change.Change.note", lambda *_: None)
    saved(store, an_issue())

    assert faults(store) == ["the tables are not what the history says"]
