"""Who may read and write what, for every kind of person, case and footing, at every door of the store."""

from contextlib import suppress
from dataclasses import replace
from itertools import product

import pytest
from builders import (
    NOW,
    TODAY,
    a_case,
    a_confirmation,
    a_consent,
    a_meeting,
    a_membership,
    a_person,
    a_preparation_sheet,
    a_profile,
    a_role,
    a_sitting,
    a_staff,
    a_succession,
    an_agency,
    an_attendee,
    an_involvement,
    an_issue,
)

from jusou_meeting.agenda_template import AgendaTemplate
from jusou_meeting.directory_table import read_table
from jusou_meeting.directory_uptake import uptake
from jusou_meeting.ecomap.notation import STANDARD
from jusou_meeting.finding import Stopped
from jusou_meeting.household import Position
from jusou_meeting.meeting import MeetingKind
from jusou_meeting.session import Session
from jusou_meeting.staff import Account, NotAllowed, Permission, Seat, StaffRole, may
from jusou_meeting.store import Store
from jusou_meeting.store.accounts import Accounts
from jusou_meeting.store.agenda_templates import AgendaTemplates
from jusou_meeting.store.cases import Cases
from jusou_meeting.store.correction_links import CorrectionLinks
from jusou_meeting.store.devices import Devices
from jusou_meeting.store.directory import Directory
from jusou_meeting.store.door import Door
from jusou_meeting.store.file import MunicipalFile
from jusou_meeting.store.members import Members
from jusou_meeting.store.openings import Openings
from jusou_meeting.store.projection import Projections
from jusou_meeting.store.sittings import Sittings
from jusou_meeting.store.work import Work
from jusou_meeting.vocabulary import Footing

COORDINATOR = a_staff()
ROOMS = {
    Store, Cases, Directory, Members, AgendaTemplates, Door, Accounts, Devices, CorrectionLinks, Projections, Work, Sittings,
    Openings,
}  # fmt: skip
FREE = {
    "Directory.agencies", "Directory.people", "Directory.listing", "Cases.revision", "Cases.last_seq",
    "Members.all", "AgendaTemplates.all", "Devices.on", "Accounts.named", "Accounts.all", "Accounts.exist",
    "Projections.of", "Projections.lighters", "Store.municipality", "Store.preset", "Store.strictness",
    "Store.demonstration", "Store.meeting_names",
}  # fmt: skip
"""They name no household."""
BY_SECRET = {
    "Door.start", "Door.session", "Door.attend", "Door.sessions", "Door.sessions_of", "Door.seat_of_code", "Door.revoke",
    "Accounts.choose_password", "CorrectionLinks.keep", "CorrectionLinks.own_part", "CorrectionLinks.ask", "CorrectionLinks.ended",
}  # fmt: skip
"""Whoever asks has the password, the cookie, the code or the link, or the id of a session, which is the hash of one."""
ITSELF = {
    "Store.create", "Store.open", "Store.on_commit", "Store.outbox", "Store.drafts", "Store.whereabouts", "Door.log",
    "Door.log_views", "Door.log_refusal", "Projections.put_out_left", "Projections.put_out_elsewhere",
}  # fmt: skip
"""What the program does by itself: it opens the file, writes down what was asked, and darkens what nobody answers for."""


def seated(role, *seats):
    return a_staff(
        role,
        id=role.value,
        seats=tuple(Seat(case_id=case, footing=footing) for case, footing in seats),
        attendee_id="own-line" if role in {StaffRole.PARTICIPANT, StaffRole.INVITED} else None,
    )


WRITING = {
    Permission.EDIT_CASE,
    Permission.HOLD_MEETING,
    Permission.ANSWER_ROLE,
    Permission.FILL_SHEET,
}

PEOPLE = [
    seated(role, *seats)
    for role in StaffRole
    for seats in (
        (),
        [("own", Footing.CONSENT)],
        [("own", Footing.STATUTORY)],
        [("own", Footing.CONSENT), ("third", Footing.STATUTORY)],
    )
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = Store.create(tmp_path_factory.mktemp("permission") / "city.db", municipality="見本市")
    for case in ("own", "foreign"):
        store.cases.open_case(
            COORDINATOR,
            a_case(id=case),
            [
                a_profile(id=f"{case}-household"),
                a_person(f"{case}-client"),
                an_involvement(f"{case}-agency"),
                an_involvement(f"{case}-other-agency"),
                a_consent(
                    f"{case}-agreed", f"{case}-client", agency_ids=(f"{case}-agency", f"{case}-other-agency")
                ),
                a_role(f"{case}-role", f"{case}-agency", for_ids=()),
                a_role(f"{case}-other-role", f"{case}-other-agency", for_ids=()),
                a_meeting(f"{case}-consent", sitting_id=f"{case}-sitting"),
                a_meeting(f"{case}-earlier", sitting_id=f"{case}-sitting"),
                a_meeting(f"{case}-over", sitting_id=f"{case}-sitting", closed_at=NOW),
                *(
                    an_attendee(
                        f"{case}-{line}", meeting_id=f"{case}-{meeting}", involvement_id=f"{case}-{agency}"
                    )
                    for line, meeting, agency in (
                        ("line", "consent", "agency"),
                        ("other-line", "consent", "other-agency"),
                        ("earlier-line", "earlier", "agency"),
                        ("over-line", "over", "agency"),
                    )
                ),
                a_meeting(
                    f"{case}-statutory",
                    sitting_id=f"{case}-sitting",
                    kind=MeetingKind.STATUTORY,
                    footing=Footing.STATUTORY,
                ),
            ],
            sittings=[a_sitting(id=f"{case}-sitting")],
            at=NOW,
        )
    registered(store, COORDINATOR, "first")
    return store


def an_entry(case, nth):
    return an_issue(nth, f"{case}-client")


def an_answer(case, nth):
    return a_confirmation(nth, f"{case}-role")


def wrote(permission, entry):
    def write(cases, staff, case, footing, nth):
        with cases.change(staff, permission, "書く", case_id=case, footing=footing, at=NOW) as act:
            act.save(entry(case, nth))

    return write


def undone(cases, staff, case, footing, nth):
    with suppress(Stopped):
        cases.undo(staff, case, footing, at=NOW)


def redone(cases, staff, case, footing, nth):
    with suppress(Stopped):
        cases.redo(staff, case, footing, at=NOW)


def tried_back(cases, staff, case, footing, nth):
    with suppress(Stopped):
        cases.tried_back(staff, case, footing, "act:1")


def stepped_back(cases, staff, case, footing, nth):
    with suppress(Stopped):
        cases.step_back(staff, case, footing, "act:1", seen="act:1", at=NOW)


def succeeded(store, staff, nth):
    with suppress(Stopped):
        store.work.succeed(staff, a_succession(), successor_id=nth, at=NOW)


def settled(cases, staff, case, footing, nth):
    cases.settle(staff, case, footing, {f"{case}-client": Position(1, 2)}, at=NOW)


CASE_DOORS = {
    "household": (
        Permission.READ_CASE,
        lambda cases, staff, case, footing, _: cases.household(staff, case, footing),
    ),
    "household_at": (
        Permission.READ_CASE,
        lambda cases, staff, case, footing, _: cases.household_at(staff, case, footing, NOW),
    ),
    "household_on_paper": (
        Permission.READ_CASE,
        lambda cases, staff, case, footing, _: cases.household_on_paper(
            staff, case, cases.meeting(COORDINATOR, f"{case}-{footing.value}")[1]
        ),
    ),
    "meetings": (
        Permission.READ_CASE,
        lambda cases, staff, case, footing, _: cases.meetings(staff, case, footing),
    ),
    "meeting": (
        Permission.READ_CASE,
        lambda cases, staff, case, footing, _: cases.meeting(staff, f"{case}-{footing.value}"),
    ),
    "own_sheet": (
        Permission.FILL_SHEET,
        lambda cases, staff, case, footing, _: cases.own_sheet(staff, f"{case}-{footing.value}"),
    ),
    "sharings": (
        Permission.EXPORT,
        lambda cases, staff, case, footing, _: cases.sharings(staff, case, footing),
    ),
    "final_paper": (
        Permission.EXPORT,
        lambda cases, staff, case, footing, _: cases.final_paper(staff, f"{case}-{footing.value}"),
    ),
    "projected": (
        Permission.VIEW_PROJECTION,
        lambda cases, staff, case, footing, _: cases.projected(staff, case, footing),
    ),
    "projected_meeting": (
        Permission.VIEW_PROJECTION,
        lambda cases, staff, case, footing, _: cases.projected_meeting(staff, f"{case}-{footing.value}"),
    ),
    "settle": (Permission.EDIT_CASE, settled),
    "last_done": (
        Permission.EDIT_CASE,
        lambda cases, staff, case, footing, _: cases.last_done(staff, case, footing),
    ),
    "last_kept": (
        Permission.EDIT_CASE,
        lambda cases, staff, case, footing, _: cases.last_kept(staff, case, footing),
    ),
    "last_undone": (
        Permission.EDIT_CASE,
        lambda cases, staff, case, footing, _: cases.last_undone(staff, case, footing),
    ),
    "acts": (
        Permission.EDIT_CASE,
        lambda cases, staff, case, footing, _: cases.acts(staff, case, footing),
    ),
    "undo": (Permission.EDIT_CASE, undone),
    "redo": (Permission.EDIT_CASE, redone),
    "tried_back": (Permission.EDIT_CASE, tried_back),
    "step_back": (Permission.EDIT_CASE, stepped_back),
    "change: an entry": (Permission.EDIT_CASE, wrote(Permission.EDIT_CASE, an_entry)),
    "change: an entry in a meeting": (Permission.HOLD_MEETING, wrote(Permission.HOLD_MEETING, an_entry)),
    "change: an answer": (Permission.ANSWER_ROLE, wrote(Permission.ANSWER_ROLE, an_answer)),
}
"""What is asked of one case on one footing, and the permission it needs."""


def listed(store, staff, nth):
    table = read_table(f"機関名\n{nth}\n".encode())
    found = uptake(table, store.directory.listing(), today=TODAY, new_id=lambda: f"listed {nth}")
    store.directory.take(staff, found, at=NOW)


def registered(store, staff, nth):
    account = Account(id=nth, login=nth, name="田中", role=StaffRole.ADMINISTRATOR, password_hash="")
    store.accounts.add(account, by=staff, at=NOW)


def stopped_account(store, staff, nth):
    with suppress(Stopped):
        store.accounts.disable("nobody", by=staff, at=NOW)


def going_on(store, staff, nth):
    with suppress(Stopped):
        store.accounts.go_on("nobody", by=staff, at=NOW)


def password_given(store, staff, nth):
    with suppress(Stopped):
        store.accounts.give_password("nobody", "", until=NOW, by=staff, at=NOW)


def member_ended(store, staff, nth):
    with suppress(Stopped):
        store.members.end(staff, a_membership(nth, version=1), until=TODAY, at=NOW)


def template_removed(store, staff, nth):
    with suppress(Stopped):
        store.agenda_templates.remove(
            staff, AgendaTemplate(id=nth, name=nth, lines="議題 10", version=1), at=NOW
        )


OFFICE_DOORS = {
    "Store.name_municipality": (
        Permission.OPEN_CASE,
        lambda store, staff, _: store.name_municipality("見本市", by=staff),
    ),
    "Store.choose_preset": (
        Permission.OPEN_CASE,
        lambda store, staff, _: store.choose_preset(STANDARD, by=staff, at=NOW),
    ),
    "Store.choose_strictness": (
        Permission.MANAGE_STAFF,
        lambda store, staff, _: store.choose_strictness(store.strictness, by=staff, at=NOW),
    ),
    "Accounts.add": (Permission.MANAGE_STAFF, registered),
    "Accounts.disable": (Permission.MANAGE_STAFF, stopped_account),
    "Accounts.go_on": (Permission.MANAGE_STAFF, going_on),
    "Accounts.give_password": (Permission.MANAGE_STAFF, password_given),
    "Store.name_meetings": (
        Permission.MANAGE_STAFF,
        lambda store, staff, _: store.name_meetings({}, by=staff, at=NOW),
    ),
    "Devices.switch": (
        Permission.MANAGE_STAFF,
        lambda store, staff, _: store.devices.switch(on=True, by=staff, at=NOW),
    ),
    "Members.enter": (
        Permission.OPEN_CASE,
        lambda store, staff, nth: store.members.enter(staff, [a_membership(nth)], at=NOW),
    ),
    "Members.end": (Permission.OPEN_CASE, member_ended),
    "AgendaTemplates.keep": (
        Permission.OPEN_CASE,
        lambda store, staff, nth: store.agenda_templates.keep(
            staff, AgendaTemplate(id=nth, name=nth, lines="議題 10"), at=NOW
        ),
    ),
    "AgendaTemplates.remove": (Permission.OPEN_CASE, template_removed),
    "Sittings.on": (Permission.LIST_CASES, lambda store, staff, _: store.sittings.on(staff, TODAY)),
    "Sittings.of": (Permission.LIST_CASES, lambda store, staff, _: store.sittings.of(staff, "own-sitting")),
    "Cases.all": (Permission.LIST_CASES, lambda store, staff, _: store.cases.all(staff)),
    "Cases.open_case": (
        Permission.OPEN_CASE,
        lambda store, staff, nth: store.cases.open_case(
            staff, a_case(id=nth), [a_profile(id=f"h-{nth}")], at=NOW
        ),
    ),
    "Directory.add": (
        Permission.OPEN_CASE,
        lambda store, staff, nth: store.directory.add(staff, [an_agency(nth)], at=NOW),
    ),
    "Directory.keep_people": (
        Permission.HAND_OVER,
        lambda store, staff, nth: store.directory.keep_people(staff, [], at=NOW),
    ),
    "Directory.take": (Permission.OPEN_CASE, listed),
    "Work.open_cases": (
        Permission.LIST_CASES,
        lambda store, staff, nth: store.work.open_cases(staff, Footing.STATUTORY),
    ),
    "Work.reach": (
        Permission.HAND_OVER,
        lambda store, staff, nth: store.work.reach(staff, a_succession(), now=NOW),
    ),
    "Work.succeed": (Permission.HAND_OVER, succeeded),
}
"""What is asked of the municipality as a whole."""


def knocked(store, case, footing, nth):
    """Somebody waits for a seat in the meeting on this case and footing."""
    session = Session(
        id=nth, staff_id=nth, role=StaffRole.PARTICIPANT, name="鈴木", case_id=case, footing=footing,
        meeting_id=f"{case}-{footing.value}", started_at=NOW, seen_at=NOW,
    )  # fmt: skip
    store.door.start(session)
    return nth


def let_in(store, staff, case, footing, nth):
    with suppress(Stopped):
        store.door.admit(knocked(store, case, footing, nth), f"{case}-line", by=staff, at=NOW)


def linked(store, staff, case, footing, nth):
    with suppress(Stopped):
        store.correction_links.offer(nth, f"{case}-{footing.value}", f"{case}-line", by=staff, at=NOW)


def coded(store, staff, case, footing, nth):
    seat = Seat(case_id=case, footing=footing, meeting_id=f"{case}-{footing.value}")
    with suppress(Stopped):
        store.door.offer_code(nth, seat, by=staff, at=NOW, until=NOW)


def taken_back(store, staff, case, footing, nth):
    with suppress(Stopped):
        store.openings.take_back(staff, f"{case}-{footing.value}", at=NOW)


ROOM_DOORS = {
    "Openings.may_be_taken_back": lambda store, staff, case, footing, nth: store.openings.may_be_taken_back(
        staff, f"{case}-{footing.value}"
    ),
    "Openings.take_back": taken_back,
    "Door.admit": let_in,
    "Door.send_out": lambda store, staff, case, footing, nth: store.door.send_out(
        knocked(store, case, footing, nth), by=staff, at=NOW
    ),
    "Door.offer_code": coded,
    "CorrectionLinks.offer": linked,
    "Projections.change": lambda store, staff, case, footing, nth: store.projections.change(
        staff, f"{case}-{footing.value}", lambda wall: wall
    ),
}
"""What is asked of the room in which one case is spoken of, by whoever holds the meeting."""


def refusal(ask, *arguments):
    """The permission for lack of which somebody was refused; None = it was done."""
    try:
        ask(*arguments)
    except NotAllowed as refused:
        return refused.permission
    return None


def test_every_door_of_the_store_is_tried(store):
    doors = {f"{room.__name__}.{name}" for room in ROOMS for name in vars(room) if name[0] != "_"}
    of_a_case = {"contents", "crossings", "decisions", *(name.split(":")[0] for name in CASE_DOORS)}

    tried = {*OFFICE_DOORS, *ROOM_DOORS, *(f"Cases.{name}" for name in of_a_case)}
    assert doors == FREE | BY_SECRET | ITSELF | tried
    rooms = {type(room) for room in vars(store).values()} - {MunicipalFile}
    assert rooms | {Store} == ROOMS


@pytest.mark.parametrize("door", CASE_DOORS)
def test_a_case_opens_to_whom_it_is_open_and_to_nobody_else(store, door):
    needs, ask = CASE_DOORS[door]
    for nth, (person, case, footing) in enumerate(product(PEOPLE, ("own", "foreign"), Footing)):
        expected = None if may(person, needs, case, footing) else needs
        refused = refusal(ask, store.cases, person, case, footing, f"{door}-{nth}")
        assert refused is expected, (person.role, person.seats, case, footing)


@pytest.mark.parametrize("door", ROOM_DOORS)
def test_a_room_is_kept_by_whoever_holds_its_meeting_and_by_nobody_else(store, door):
    needs = Permission.HOLD_MEETING
    for nth, (person, case, footing) in enumerate(product(PEOPLE, ("own", "foreign"), Footing)):
        expected = None if may(person, needs, case, footing) else needs
        refused = refusal(ROOM_DOORS[door], store, person, case, footing, f"{door}-{nth}")
        assert refused is expected, (person.role, person.seats, case, footing)


def test_only_the_first_account_is_made_by_whoever_it_is_for(tmp_path):
    store = Store.create(tmp_path / "city.db", municipality="")

    assert refusal(registered, store, COORDINATOR, "first") is None
    assert refusal(registered, store, COORDINATOR, "second") is Permission.MANAGE_STAFF
    assert [account.id for account in store.accounts.all()] == ["first"]


@pytest.mark.parametrize("door", OFFICE_DOORS)
def test_the_office_is_open_to_whom_it_is_open_and_to_nobody_else(store, door):
    needs, ask = OFFICE_DOORS[door]
    for nth, person in enumerate(PEOPLE):
        expected = None if may(person, needs) else needs
        assert refusal(ask, store, person, f"{door}-{nth}") is expected, (person.role, person.seats)


def test_both_footings_leave_the_office_only_with_who_may_take_both(store):
    for person, case in product(PEOPLE, ("own", "foreign")):
        expected = None if may(person, Permission.EXPORT, case, Footing.STATUTORY) else Permission.EXPORT
        assert refusal(store.cases.contents, person, case) is expected, (person.role, person.seats, case)


def test_what_was_decided_on_crossing_is_known_only_to_whoever_knows_what_would_cross(store):
    for person, case in product(PEOPLE, ("own", "foreign")):
        expected = (
            None if may(person, Permission.READ_CASE, case, Footing.STATUTORY) else Permission.READ_CASE
        )
        assert refusal(store.cases.crossings, person, case) is expected, (person.role, person.seats, case)
        for footing in Footing:
            assert refusal(store.cases.decisions, person, case, footing) is expected, (person.role, footing)


def test_the_matrix_holds_both_answers_for_every_door():
    for needs, ask in (*CASE_DOORS.values(), *OFFICE_DOORS.values()):
        answers = {may(person, needs, "own", footing) for person in PEOPLE for footing in (*Footing, None)}
        assert answers == {False, True}, (needs, ask)


@pytest.mark.parametrize("door", ["household", "meeting", "projected"])
def test_a_case_that_is_not_there_is_refused_like_one_that_may_not_be_seen(store, door):
    _, ask = CASE_DOORS[door]
    for person, footing in product(PEOPLE, Footing):
        assert refusal(ask, store.cases, person, "none", footing, "") is not None


@pytest.mark.parametrize(
    "role", sorted(set(StaffRole) - {StaffRole.COORDINATOR}, key=lambda role: role.value)
)
def test_whoever_was_not_seated_reads_no_household(store, role):
    for door, footing in product(("household", "meetings", "meeting", "projected"), Footing):
        assert refusal(CASE_DOORS[door][1], store.cases, seated(role), "own", footing, "") is not None


@pytest.mark.parametrize("permission", sorted(set(Permission) - WRITING, key=lambda each: each.value))
def test_no_permission_to_read_lets_anybody_write(store, permission):
    for person, footing in product(PEOPLE, Footing):
        assert (
            refusal(wrote(permission, an_entry), store.cases, person, "own", footing, "never") is permission
        )


def test_an_answer_is_all_that_an_attendee_writes(store):
    attendee = seated(StaffRole.PARTICIPANT, ("own", Footing.CONSENT))

    with pytest.raises(NotAllowed):
        wrote(Permission.ANSWER_ROLE, an_entry)(store.cases, attendee, "own", Footing.CONSENT, "never")
    assert "never" not in {i.id for i in store.cases.household(COORDINATOR, "own", Footing.CONSENT).issues}


def test_an_attendee_answers_for_no_other_agency(store):
    attendee = seated(StaffRole.PARTICIPANT, ("own", Footing.CONSENT))

    def answer(said, removes=False, by=attendee, needs=Permission.ANSWER_ROLE):
        with store.cases.change(
            by, needs, "役割に回答", case_id="own", footing=Footing.CONSENT, at=NOW
        ) as act:
            (act.remove if removes else act.save)(said)

    mine, theirs = (a_confirmation(f"answer-to-{role}", role) for role in ("own-role", "own-other-role"))
    assert refusal(answer, theirs) is Permission.ANSWER_ROLE
    answer(theirs, by=COORDINATOR, needs=Permission.EDIT_CASE)
    assert refusal(answer, replace(theirs, role_id="own-role", version=1)) is Permission.ANSWER_ROLE
    assert refusal(answer, mine) is None
    assert refusal(answer, replace(mine, version=1), True) is Permission.ANSWER_ROLE
    answers = {
        a.id: a.role_id for a in store.cases.household(COORDINATOR, "own", Footing.CONSENT).confirmations
    }
    assert (answers[mine.id], answers[theirs.id]) == ("own-role", "own-other-role")


@pytest.mark.parametrize("role", [StaffRole.PARTICIPANT, StaffRole.INVITED])
def test_a_sheet_is_written_for_ones_own_line_in_ones_own_meeting_and_for_no_other(store, role):
    seat = Seat(case_id="own", footing=Footing.CONSENT, meeting_id="own-consent")
    attendee = a_staff(role, id="suzuki", seats=(seat,), attendee_id="own-line")

    def write(sheet, removes=False):
        with store.cases.change(
            attendee, Permission.FILL_SHEET, "準備シート", case_id="own", footing=Footing.CONSENT, at=NOW
        ) as act:
            (act.remove if removes else act.save)(sheet)

    mine = a_preparation_sheet(f"{role.value}-mine", meeting_id="own-consent", attendee_id="own-line")
    theirs = replace(mine, id=f"{role.value}-theirs", attendee_id="own-other-line")
    with store.cases.change(
        COORDINATOR, Permission.EDIT_CASE, "準備シート", case_id="own", footing=Footing.CONSENT, at=NOW
    ) as act:
        act.save(theirs)
    written = replace(theirs, version=1)

    assert refusal(write, mine) is None
    for foreign in (
        replace(mine, id="another", attendee_id="own-other-line"),
        replace(mine, id="another", meeting_id="own-earlier"),
        replace(mine, id="another", meeting_id="own-earlier", attendee_id="own-earlier-line"),
        replace(mine, id="another", meeting_id="own-over", attendee_id="own-line"),
        replace(written, known="書き換え"),
        replace(written, attendee_id="own-line"),
    ):
        assert refusal(write, foreign) is Permission.FILL_SHEET, foreign
    assert refusal(write, replace(mine, version=1), True) is Permission.FILL_SHEET
    assert refusal(wrote(Permission.FILL_SHEET, an_entry), store.cases, attendee, "own", Footing.CONSENT, "x")


def test_a_meeting_that_is_over_takes_no_sheet(store):
    seat = Seat(case_id="own", footing=Footing.CONSENT, meeting_id="own-over")
    attendee = a_staff(StaffRole.INVITED, id="late", seats=(seat,), attendee_id="own-over-line")

    def write():
        with store.cases.change(
            attendee, Permission.FILL_SHEET, "準備シート", case_id="own", footing=Footing.CONSENT, at=NOW
        ) as act:
            act.save(a_preparation_sheet("late", meeting_id="own-over", attendee_id="own-over-line"))

    assert refusal(write) is Permission.FILL_SHEET
    assert store.cases.own_sheet(attendee, "own-over") is None


def test_whoever_answers_a_sheet_is_shown_that_of_no_other_line(store):
    seat = Seat(case_id="own", footing=Footing.CONSENT, meeting_id="own-consent")
    told = a_staff(StaffRole.INVITED, id="suzuki", seats=(seat,), attendee_id="own-line")
    asked_nothing = replace(told, attendee_id=None)

    own = store.cases.own_sheet(told, "own-consent")
    assert (own.attendee_id, own.case_number, own.agency) == ("own-line", "R8-0001", "地域包括支援センター")
    assert own.sheet is None or own.sheet.attendee_id == "own-line"
    assert store.cases.own_sheet(asked_nothing, "own-consent") is None
    assert refusal(store.cases.own_sheet, told, "own-earlier") is Permission.FILL_SHEET


def test_a_seat_in_one_meeting_shows_no_other_of_the_same_household(store):
    seat = Seat(case_id="own", footing=Footing.CONSENT, meeting_id="own-consent")
    attendee = a_staff(StaffRole.PARTICIPANT, id="tanaka", seats=(seat,))

    seen = [record.meeting.id for record in store.cases.meetings(attendee, "own", Footing.CONSENT)]
    assert seen == ["own-consent"]
    assert refusal(store.cases.meeting, attendee, "own-consent") is None
    assert refusal(store.cases.meeting, attendee, "own-earlier") is Permission.READ_CASE


def test_a_seat_on_consent_shows_no_meeting_held_under_secrecy(store):
    person = seated(StaffRole.PARTICIPANT, ("own", Footing.CONSENT))

    seen = {record.meeting.id for record in store.cases.meetings(person, "own", Footing.CONSENT)}
    assert seen == {"own-consent", "own-earlier", "own-over"}
    with pytest.raises(NotAllowed):
        store.cases.meeting(person, "own-statutory")


def test_the_matrix_would_find_a_door_left_open(store, monkeypatch):
    monkeypatch.setattr("jusou_meeting.store.cases.require", lambda *_: None)

    with pytest.raises(AssertionError):
        test_a_case_opens_to_whom_it_is_open_and_to_nobody_else(store, "household")
