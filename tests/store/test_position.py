"""Where signs stand is kept, taken back exactly, and never taken back over somebody else's hand."""

from dataclasses import replace

import pytest
from builders import NOW, a_case, a_staff
from households_on_a_map import a_crowd

from jusou_meeting.ecomap.layout import lay_out
from jusou_meeting.finding import Stopped
from jusou_meeting.household import Position
from jusou_meeting.japanese_date import today_in_tokyo
from jusou_meeting.staff import Permission
from jusou_meeting.store import Store
from jusou_meeting.vocabulary import Footing

COORDINATOR = a_staff()
TODAY = today_in_tokyo(NOW)


@pytest.fixture
def cases(tmp_path):
    """A household of four with ten agencies; every sign was put somewhere, some a hair's breadth off the grid."""
    cases = Store.create(tmp_path / "city.db", municipality="見本市").cases
    crowd = a_crowd(4, 10, 1)
    facts = (crowd.profile, *crowd.people, *crowd.involvements, *crowd.issues, *crowd.ties, *crowd.roles)
    drawn = lay_out(crowd, on=TODAY).positions()
    positions = {i: Position(1600.7 - at.x, 888.3 - at.y) for i, at in drawn.items()}
    cases.open_case(COORDINATOR, a_case(), facts, positions=positions, at=NOW)
    return cases


def household(cases):
    return cases.household(COORDINATOR, "case", Footing.CONSENT)


def act(cases, action, staff=COORDINATOR):
    return cases.change(staff, Permission.EDIT_CASE, action, case_id="case", footing=Footing.CONSENT, at=NOW)


def tidied(cases):
    """The map laid out anew in one act."""
    anew = lay_out(replace(household(cases), positions={}), on=TODAY).positions()
    with act(cases, "整頓") as change:
        for record_id, position in anew.items():
            change.move(record_id, position)
    return anew


def test_taking_back_a_tidied_map_puts_every_sign_exactly_where_it_stood(cases):
    stood = dict(household(cases).positions)
    anew = tidied(cases)
    assert household(cases).positions == anew != stood

    assert cases.undo(COORDINATOR, "case", Footing.CONSENT, at=NOW) == "整頓"

    assert household(cases).positions == stood


def test_signs_given_back_to_the_layout_return_to_where_they_stood(cases):
    stood = dict(household(cases).positions)
    with act(cases, "配置を忘れる") as change:
        for record_id in stood:
            change.move(record_id, None)
    assert household(cases).positions == {}

    cases.undo(COORDINATOR, "case", Footing.CONSENT, at=NOW)

    assert household(cases).positions == stood


def test_a_tidied_map_is_not_taken_back_over_a_colleagues_hand(cases):
    anew = tidied(cases)
    with act(cases, "地図で動かす", a_staff(id="colleague", name="鈴木")) as change:
        change.move("a3", Position(500, 500))

    with pytest.raises(Stopped, match="整頓"):
        cases.undo(COORDINATOR, "case", Footing.CONSENT, at=NOW)

    assert household(cases).positions == {**anew, "a3": Position(500, 500)}


def test_settling_after_the_map_was_tidied_stands_in_nobodys_way(cases):
    stood = dict(household(cases).positions)
    anew = tidied(cases)
    cases.settle(COORDINATOR, "case", Footing.CONSENT, anew, at=NOW)

    cases.undo(COORDINATOR, "case", Footing.CONSENT, at=NOW)

    assert household(cases).positions == stood
