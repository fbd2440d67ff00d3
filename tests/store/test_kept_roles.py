"""No role of an earlier meeting leaves the file by a removal, an edit, a step back or an undo."""

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import (
    NOW,
    TODAY,
    a_case,
    a_confirmation,
    a_consent,
    a_meeting,
    a_person,
    a_profile,
    a_review,
    a_role,
    a_sitting,
    a_staff,
    an_involvement,
)

from jusou_meeting.finding import Stopped
from jusou_meeting.role import RoleStanding
from jusou_meeting.staff import Permission
from jusou_meeting.store import Store
from jusou_meeting.vocabulary import Footing

SATO = a_staff(id="sato")
NEXT = {"held_on": TODAY + timedelta(days=21)}


class Case:
    """One household between its first meeting and its second."""

    def __init__(self, folder):
        self.store = Store.create(folder / "city.db", municipality="見本市")
        self.store.cases.open_case(
            SATO,
            a_case(),
            [a_profile(), a_person(), an_involvement(), a_consent(), a_meeting("first"), a_meeting("second", sitting_id="next", ordinal=2, opened_at=None)],
            sittings=[a_sitting(), a_sitting(id="next", **NEXT)],
            at=NOW,
        )  # fmt: skip

    def change(self, *, meeting="second"):
        return self.store.cases.change(
            SATO, Permission.EDIT_CASE, "書く", case_id="case", footing=Footing.CONSENT, meeting_id=meeting,
            at=NOW,
        )  # fmt: skip

    def save(self, *facts, meeting="second"):
        with self.change(meeting=meeting) as change:
            for fact in facts:
                change.save(fact)

    def remove(self, fact, *, meeting="second"):
        with self.change(meeting=meeting) as change:
            change.remove(fact)

    def go_on_to_the_second(self):
        _, record = self.store.cases.meeting(SATO, "second")
        self.close("first")
        self.save(replace(record.meeting, opened_at=NOW))

    def close(self, meeting_id="first"):
        _, record = self.store.cases.meeting(SATO, meeting_id)
        self.save(replace(record.meeting, opened_at=NOW, closed_at=NOW), meeting=meeting_id)

    @property
    def roles(self):
        return self.store.cases.household(SATO, "case", Footing.CONSENT).roles


@pytest.fixture
def case(tmp_path):
    case = Case(tmp_path)
    case.save(a_role("visit", assigned_in="first"), meeting="first")
    return case


def test_a_role_nobody_answered_is_removed_in_its_own_meeting_and_in_none_after_it(case):
    case.go_on_to_the_second()
    for meeting in ("second", "first", None):
        with pytest.raises(Stopped, match="前の会議までの役割なので消せません"):
            case.remove(case.roles[0], meeting=meeting)
    assert [role.id for role in case.roles] == ["visit"]


def test_a_slip_in_a_role_is_still_removed_while_its_minutes_are_put_right(case):
    case.close()

    case.remove(case.roles[0], meeting="first")

    assert case.roles == ()


def test_not_done_is_kept_only_with_its_reason_and_the_review_of_a_meeting(case):
    case.go_on_to_the_second()
    [role] = case.roles
    undone = replace(role, standing=RoleStanding.UNDONE, result="祖母の腰の痛み")
    with pytest.raises(Stopped, match="会議の「前回」の欄です"):
        case.save(undone)
    assert case.roles == (role,)

    review = a_review(
        role_id="visit", meeting_id="second", standing=RoleStanding.UNDONE, result=undone.result
    )
    case.save(review, undone)

    assert case.roles[0].standing is RoleStanding.UNDONE


def test_neither_an_undo_nor_a_step_back_takes_a_role_of_a_meeting_that_is_over(case):
    case.go_on_to_the_second()
    begun = case.store.cases.acts(SATO, "case", Footing.CONSENT)[-1]
    case.save(
        replace(case.store.cases.household(SATO, "case", Footing.CONSENT).profile, note="転居"), meeting=None
    )
    last = case.store.cases.acts(SATO, "case", Footing.CONSENT)[0]
    case.store.cases.step_back(SATO, "case", Footing.CONSENT, begun.key, seen=last.key, at=NOW)
    assert [role.id for role in case.roles] == ["visit"]

    for _ in range(2):
        case.store.cases.undo(SATO, "case", Footing.CONSENT, at=NOW)
    with pytest.raises(Stopped, match="前の会議までの役割なので消せません"):
        case.store.cases.undo(SATO, "case", Footing.CONSENT, at=NOW)
    assert [role.id for role in case.roles] == ["visit"]


def test_a_note_between_two_meetings_may_be_taken_back_at_once(case):
    case.close()
    case.save(a_role("noted"), meeting=None)

    case.store.cases.undo(SATO, "case", Footing.CONSENT, at=NOW)

    assert [role.id for role in case.roles] == ["visit"]


def test_an_answer_is_no_way_round_it(case):
    case.save(a_confirmation(role_id="visit"), meeting="first")
    case.go_on_to_the_second()
    with pytest.raises(Stopped):
        case.remove(case.roles[0])
