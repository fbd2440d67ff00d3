"""担当の交代: in one step every open role names the successor, and whoever leaves comes in no more."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from builders import (
    NOW,
    TODAY,
    a_case,
    a_contact_person,
    a_meeting,
    a_person,
    a_profile,
    a_role,
    a_sitting,
    a_staff,
    a_succession,
    an_agency,
    an_attendee,
    an_emergency_contact,
    an_involvement,
)

from jusou_meeting.finding import Stopped
from jusou_meeting.meeting import MeetingKind
from jusou_meeting.role import RoleStanding
from jusou_meeting.session import Session
from jusou_meeting.staff import Account, Permission, StaffRole
from jusou_meeting.store import Store, hashed
from jusou_meeting.store.backup import check
from jusou_meeting.vocabulary import Footing

SATO = a_staff()
TOMORROW = TODAY + timedelta(days=1)
MIDNIGHT = datetime(2026, 11, 26, 15, tzinfo=UTC)
"""At which tomorrow begins in Japan."""


def facts(case, *more):
    """A household with the agency, whose 山田 has a role in it."""
    return [
        a_profile(id=f"{case}-household"),
        a_person(f"{case}-client"),
        an_involvement(f"{case}-agency"),
        an_involvement(f"{case}-other", name="こころの病院"),
        a_role(f"{case}-role", f"{case}-agency", for_ids=(), in_charge="山田　一郎", lead=True),
        *more,
    ]


@pytest.fixture
def store(tmp_path):
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    for login, name, agency in (
        ("sato", "佐藤", "市地域福祉課"),
        ("yamada", "山田一郎", "地域包括支援センター"),
    ):
        account = Account(
            id=login, login=login, name=name, agency=agency, role=StaffRole.COORDINATOR, password_hash="x"
        )
        store.accounts.add(account, by=a_staff(StaffRole.ADMINISTRATOR), at=NOW)
    store.cases.open_case(SATO, a_case(id="one"), facts("one"), at=NOW)
    return store


def roles(store, case, footing=Footing.STATUTORY):
    return {role.id: role for role in store.cases.household(SATO, case, footing).roles}


def succeed(store, at=NOW, **said):
    return store.work.succeed(SATO, a_succession(**said), successor_id="new", at=at)


def actions(store, case, footing):
    return [act.said for act in store.cases.acts(SATO, case, footing)]


def seated(store, staff_id="yamada", role=StaffRole.COORDINATOR, **said):
    session = Session(
        id=hashed(f"{staff_id}-{role}"), staff_id=staff_id, role=role, started_at=NOW, seen_at=NOW, admitted_at=NOW,
        **{"name": "山田 一郎", "agency": "地域包括支援センター"} | said,
    )  # fmt: skip
    store.door.start(session)
    return session.id


def test_every_open_role_over_all_cases_names_the_successor_and_the_lead_follows(store):
    done = a_role("two-done", "two-agency", for_ids=(), in_charge="山田 一郎", standing=RoleStanding.DONE)
    others = a_role("two-others", "two-other", for_ids=(), in_charge="山田 一郎")
    unnamed = a_role("two-unnamed", "two-agency", for_ids=())
    store.cases.open_case(SATO, a_case(id="two"), facts("two", done, others, unnamed), at=NOW)

    reached = succeed(store)

    assert {h.case.id: (len(h.roles), h.leads) for h in reached.handovers} == {
        "one": (1, True),
        "two": (1, True),
    }
    assert roles(store, "one")["one-role"].in_charge == "鈴木 次郎"
    assert {i: r.in_charge for i, r in roles(store, "two").items()} == {
        "two-role": "鈴木 次郎", "two-done": "山田 一郎", "two-others": "山田 一郎", "two-unnamed": "",
    }  # fmt: skip
    assert roles(store, "one")["one-role"].wording == 1
    assert list(check(store.file.path)) == []


def test_what_was_shown_before_is_what_was_done_and_looking_changes_nothing(store):
    shown = store.work.reach(SATO, a_succession(), now=NOW)
    assert roles(store, "one")["one-role"].in_charge == "山田　一郎"

    assert succeed(store) == shown


def test_the_step_is_undone_in_one_case_and_stands_in_the_others(store):
    store.cases.open_case(SATO, a_case(id="two"), facts("two"), at=NOW)
    succeed(store)

    store.cases.undo(SATO, "one", Footing.CONSENT, at=NOW)

    assert roles(store, "one")["one-role"].in_charge == "山田　一郎"
    assert roles(store, "two")["two-role"].in_charge == "鈴木 次郎"


def test_what_only_a_statutory_meeting_knows_is_handed_over_unseen_on_the_consent_side(store):
    secret = a_role("secret", "two-agency", for_ids=(), in_charge="山田 一郎", footing=Footing.STATUTORY)
    ordinary = replace(facts("two")[4], in_charge="")
    store.cases.open_case(SATO, a_case(id="two"), [*facts("two")[:4], ordinary, secret], at=NOW)

    succeed(store)

    assert roles(store, "two")["secret"].in_charge == "鈴木 次郎"
    assert "secret" not in roles(store, "two", Footing.CONSENT)
    assert not any("担当の交代" in said for said in actions(store, "two", Footing.CONSENT))
    assert any("担当の交代" in said for said in actions(store, "two", Footing.STATUTORY))


def test_a_role_known_otherwise_in_confidence_names_the_successor_on_both_sides(store):
    with store.cases.change(
        SATO, Permission.EDIT_CASE, "直す", case_id="one", footing=Footing.STATUTORY, at=NOW
    ) as change:
        change.save(replace(roles(store, "one")["one-role"], task="支援会議で決めた訪問"))

    succeed(store)

    consent = roles(store, "one", Footing.CONSENT)["one-role"]
    confidential = roles(store, "one")["one-role"]
    assert (consent.in_charge, consent.task) == ("鈴木 次郎", "週1回の訪問")
    assert (confidential.in_charge, confidential.task) == ("鈴木 次郎", "支援会議で決めた訪問")


def test_prepared_meetings_from_the_day_on_expect_the_successor_and_what_was_held_stays(store):
    seat = {"involvement_id": "two-agency", "name": "山田 一郎", "job": "主任"}
    told = [
        a_meeting("held", closed_at=NOW),
        a_meeting("soon", sitting_id="soon", ordinal=2, opened_at=None),
        a_meeting("later", sitting_id="later", ordinal=3, opened_at=None),
        *(an_attendee(f"at-{m}", meeting_id=m, attendance=None, **seat) for m in ("held", "soon", "later")),
    ]
    sittings = [a_sitting(), a_sitting(id="soon"), a_sitting(id="later", held_on=TOMORROW)]
    store.cases.open_case(SATO, a_case(id="two"), facts("two", *told), sittings=sittings, at=NOW)

    succeed(store, on=TOMORROW)

    expected = {
        line.id: (line.name, line.job)
        for record in store.cases.meetings(SATO, "two", Footing.STATUTORY)
        for line in record.attendees
    }
    assert expected == {
        "at-held": ("山田 一郎", "主任"), "at-soon": ("山田 一郎", "主任"), "at-later": ("鈴木 次郎", "主任"),
    }  # fmt: skip


def test_whoever_leaves_today_is_out_at_once_with_every_device(store):
    secret = a_meeting("secret", kind=MeetingKind.STATUTORY, footing=Footing.STATUTORY)
    store.cases.open_case(SATO, a_case(id="two"), facts("two", secret), sittings=[a_sitting()], at=NOW)
    desk = seated(store)
    seat = {"case_id": "two", "meeting_id": "secret", "footing": Footing.STATUTORY}
    device = seated(store, "guest", StaffRole.PARTICIPANT, **seat)
    another = seated(store, "other", StaffRole.PARTICIPANT, **seat | {"name": "田中"})

    reached = succeed(store)

    assert [account.id for account in reached.accounts] == ["yamada"]
    assert [session.id for session in reached.devices] == [device]
    assert store.door.session(desk, NOW) is store.door.session(device, NOW) is None
    assert store.door.session(another, NOW) is not None
    assert not store.accounts.named("yamada").opens(NOW)


def test_whoever_leaves_tomorrow_works_until_midnight_and_then_is_out_by_itself(store):
    session = seated(store)
    succeed(store, on=TOMORROW)

    last = MIDNIGHT - timedelta(seconds=1)
    assert store.accounts.named("yamada").opens(last)
    assert not store.accounts.named("yamada").opens(MIDNIGHT)
    with store.file.writing() as db:
        db.table("session").update(session, {"seen_at": "2026-11-26T14:59:00.000000Z"})
        db.table("session").update(session, {"started_at": "2026-11-26T12:00:00.000000Z"})
    assert store.door.session(session, last) is not None
    assert store.door.session(session, MIDNIGHT) is None
    again = Session(
        id=hashed("again"),
        staff_id="yamada",
        role=StaffRole.COORDINATOR,
        name="山田",
        started_at=last,
        seen_at=last,
    )
    store.door.start(again)
    assert store.door.session(again.id, last) is not None
    assert store.door.session(again.id, MIDNIGHT) is None
    store.door.revoke(again.id, at=last)
    assert store.door.session(again.id, last) is None


def test_the_last_coordinator_hands_nothing_over_before_another_can_sign_in(store):
    store.accounts.disable("sato", by=a_staff(StaffRole.ADMINISTRATOR), at=NOW)

    with pytest.raises(Stopped, match="ほかにサインインできる包括化支援員がいない"):
        succeed(store)
    assert roles(store, "one")["one-role"].in_charge == "山田　一郎"


def test_the_directory_has_whoever_leaves_until_the_day_before_and_the_successor_from_it(store):
    store.directory.add(SATO, [an_agency(name="地域包括支援センター")], at=NOW)
    store.directory.keep_people(SATO, [a_contact_person()], at=NOW)

    succeed(store, agency_id="directory", job="保健師", on=TOMORROW)

    old, new = store.directory.people()
    assert (old.until_on, new.name, new.job, new.since_on) == (TODAY, "鈴木 次郎", "保健師", TOMORROW)


def test_whoever_stands_in_the_directory_alone_is_followed_there(store):
    store.directory.add(SATO, [an_agency(name="民生児童委員協議会")], at=NOW)
    store.directory.keep_people(SATO, [a_contact_person(name="高橋")], at=NOW)

    reached = succeed(store, agency="民生児童委員協議会", agency_id="directory", outgoing="高橋")

    assert [person.name for person in reached.contacts] == ["高橋"]
    assert [p.name for p in store.directory.people() if p.in_office(TODAY)] == ["鈴木 次郎"]
    with pytest.raises(Stopped, match="名簿の担当者はありません"):
        succeed(store, agency="民生児童委員協議会", agency_id="directory", outgoing="高橋")


def test_an_account_of_the_same_name_elsewhere_is_told_and_left_open(store):
    asked = a_succession(agency="こころの病院", outgoing="佐藤")
    reached = store.work.reach(SATO, asked, now=NOW)
    assert [account.id for account in reached.elsewhere] == ["sato"]
    assert not reached.changes


def test_a_role_of_a_meeting_that_is_over_is_handed_over_and_back(store):
    given = a_role("two-given", "two-agency", for_ids=(), in_charge="山田 一郎", assigned_in="held")
    told = [a_meeting("held", closed_at=NOW), given]
    store.cases.open_case(SATO, a_case(id="two"), facts("two", *told), sittings=[a_sitting()], at=NOW)
    succeed(store)
    assert roles(store, "two")["two-given"].in_charge == "鈴木 次郎"

    store.cases.undo(SATO, "two", Footing.CONSENT, at=NOW)
    assert roles(store, "two")["two-given"].in_charge == "山田 一郎"


def test_a_name_in_running_words_is_told_and_left_to_a_person(store):
    told = an_emergency_contact("e", whom="地域包括支援センター 山田一郎", how="0242")
    store.cases.open_case(SATO, a_case(id="two"), facts("two", told), at=NOW)

    [_, two] = sorted(succeed(store).handovers, key=lambda handover: handover.case.id)
    assert ["緊急時の対応「急病」" in finding.sentence for finding in two.left] == [True]


def test_nothing_is_done_where_nothing_names_whoever_leaves(store):
    for said, told in (
        ({"outgoing": "高橋"}, "「高橋」の名前がある役割・出席予定・アカウント・名簿の担当者はありません。"),
        ({"successor": "山田　一郎"}, "同じ氏名"),
        ({"successor": " "}, "氏名を入れてください"),
    ):
        with pytest.raises(Stopped, match=told):
            succeed(store, **said)


def test_a_role_that_may_be_theirs_is_told_and_taken_along_as_somebody_chooses(store):
    more = [
        a_role(f"two-{name}", "two-agency", for_ids=(), in_charge=who)
        for name, who in {"surname": "山田", "blank": "", "third": "高橋"}.items()
    ]
    elsewhere = a_role("two-elsewhere", "two-other", for_ids=(), in_charge="山田")
    store.cases.open_case(SATO, a_case(id="two"), facts("two", *more, elsewhere), at=NOW)

    [two] = [h for h in store.work.reach(SATO, a_succession(), now=NOW).handovers if h.case.id == "two"]
    assert [role.id for role in two.doubtful] == ["two-surname", "two-blank"]

    reached = succeed(store, also=frozenset({"two-surname"}))

    assert {h.case.id: len(h.roles) for h in reached.handovers} == {"one": 1, "two": 2}
    after = {i: r.in_charge for i, r in roles(store, "two").items()}
    assert (after["two-surname"], after["two-blank"], after["two-elsewhere"]) == ("鈴木 次郎", "", "山田")


def test_a_role_of_the_office_that_holds_the_meetings_is_handed_over_in_it(store):
    own = a_role("two-own", "two-household", for_ids=(), in_charge="石川")
    host = an_attendee("host", agency="市地域福祉課", involvement_id=None, host=True)
    store.cases.open_case(
        SATO,
        a_case(id="two"),
        facts("two", a_meeting(opened_at=None), host, own),
        sittings=[a_sitting()],
        at=NOW,
    )

    succeed(store, agency="市地域福祉課", outgoing="石川", successor="大竹")

    assert roles(store, "two")["two-own"].in_charge == "大竹"
