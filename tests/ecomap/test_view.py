"""What stays in full ink when the room looks at a part of the map."""

from dataclasses import replace

import pytest
from builders import (
    a_confirmation,
    a_household,
    a_person,
    a_role,
    a_tie,
    an_abuse_suspicion,
    an_emergency_contact,
    an_involvement,
    an_issue,
)

from jusou_meeting.ecomap.ties import TieStatus, TieWord
from jusou_meeting.ecomap.view import View, in_view
from jusou_meeting.household import Kinship
from jusou_meeting.role import Answer, RoleStanding
from jusou_meeting.safety import AbuseHandling

HOUSEHOLD = a_household(
    people=(a_person(), a_person("mother", Kinship.MOTHER), a_person("son", Kinship.SON)),
    involvements=(an_involvement(), an_involvement("hospital", name="病院"), an_involvement("school", name="学校")),
    issues=(an_issue("money", "client", title="家賃の滞納"), an_issue("care", "mother", title="介護")),
    ties=(
        a_tie("client", "mother", TieWord.CARE, id="care-tie"),
        a_tie("agency", "mother", TieWord.SUPPORT, id="help"),
        a_tie("hospital", "agency", id="referral"),
    ),
    roles=(a_role("visit", "agency", for_ids=("client",), issue_ids=("money",)),),
)  # fmt: skip


def seen(view, center=None):
    return in_view(HOUSEHOLD, view, center)


def test_the_whole_map_is_seen_as_it_is():
    assert seen(View.WHOLE) is None
    assert seen(View.WHOLE, "client") is None


def test_the_family_is_its_people_their_issues_and_the_ties_among_them():
    assert seen(View.FAMILY) == {"household", "client", "mother", "son", "money", "care", "care-tie"}


def test_the_agencies_are_all_of_them_with_their_ties():
    assert seen(View.AGENCIES) == {"household", "agency", "hospital", "school", "help", "referral"}


def test_around_a_person_stands_their_family_and_whoever_is_tied_to_them_or_carries_a_role_for_them():
    assert seen(View.AROUND, "client") == {"client", "mother", "son", "agency", "care-tie", "money"}


def test_around_an_agency_stand_those_it_helps_and_the_issues_it_carries():
    assert seen(View.AROUND, "agency") == {
        "agency",
        "client",
        "mother",
        "hospital",
        "help",
        "referral",
        "money",
    }


def test_around_an_issue_stand_whom_it_troubles_and_who_carries_it():
    assert seen(View.AROUND, "money") == {"money", "client", "agency"}


def test_whoever_declined_the_role_of_an_issue_does_not_stand_around_it():
    declined = a_confirmation(role_id="visit", answer=Answer.DECLINED, text="人手がない")

    assert in_view(replace(HOUSEHOLD, confirmations=(declined,)), View.AROUND, "money") == {"money", "client"}


def test_around_a_tie_stand_its_ends_and_around_a_role_those_it_joins():
    assert seen(View.AROUND, "help") == {"help", "agency", "mother"}
    assert seen(View.AROUND, "visit") == {"money", "agency", "client"}


def test_around_nothing_that_is_there_the_whole_map_is_seen():
    assert seen(View.AROUND) is None
    assert seen(View.AROUND, "gone") is None


def test_two_steps_around_stand_those_whom_the_first_reach_with_their_issues():
    assert seen(View.AROUND_TWO, "client") == {
        "client", "mother", "son", "agency", "hospital", "care-tie", "help", "referral", "money", "care",
    }  # fmt: skip


def test_two_steps_around_an_issue_stand_those_around_its_people():
    assert seen(View.AROUND_TWO, "care") == {"care", "mother", "client", "agency", "care-tie", "help"}


def test_a_road_through_the_middle_is_no_longer_than_it_is():
    in_a_row = a_household(
        people=(a_person(),),
        involvements=tuple(an_involvement(f"a{n}", name=f"機関{n}") for n in range(1, 4)),
        ties=(a_tie("client", "a1", id="1"), a_tie("a1", "a2", id="2"), a_tie("a2", "a3", id="3")),
    )

    assert in_view(in_a_row, View.AROUND_TWO, "client") == {"client", "a1", "a2", "1", "2"}
    assert in_view(in_a_row, View.AROUND, "client") == {"client", "a1", "1"}


def emergency(**said):
    return in_view(replace(HOUSEHOLD, **said), View.EMERGENCY, None)


def test_in_an_emergency_those_in_danger_stay_with_whom_they_quarrel_and_the_quarrel():
    quarrel = a_tie("client", "son", TieWord.STRESSFUL, id="quarrel")

    assert emergency(ties=(*HOUSEHOLD.ties, quarrel), abuse_suspicions=(an_abuse_suspicion(),)) == {
        "client",
        "son",
        "quarrel",
    }


@pytest.mark.parametrize("handling", [AbuseHandling.NOT_REPORTED, AbuseHandling.UNCONFIRMED])
def test_nobody_is_in_danger_of_whom_it_was_decided_otherwise(handling):
    assert emergency(abuse_suspicions=(an_abuse_suspicion(handling=handling),)) is None


def test_in_an_emergency_the_agencies_that_are_to_be_called_stay_and_whoever_leads():
    contact = an_emergency_contact(whom="夜間は病院の当直へ")
    [visit] = HOUSEHOLD.roles

    assert emergency(emergency_contacts=(contact,), roles=(replace(visit, lead=True),)) == {
        "hospital",
        "agency",
        "referral",
    }


def test_an_agency_is_called_by_its_own_name_and_not_by_a_part_of_another():
    both = (an_involvement("city", name="病院"), an_involvement("heart", name="こころの病院"))

    assert emergency(
        involvements=both, ties=(), roles=(), emergency_contacts=(an_emergency_contact(whom="こころの病院"),)
    ) == {"heart"}


def test_in_an_emergency_the_key_person_stays():
    people = (a_person(), a_person("mother", Kinship.MOTHER, key_person=True))

    assert emergency(people=people, roles=()) == {"mother"}


def test_where_nothing_is_known_of_an_emergency_the_whole_map_is_seen():
    assert emergency() is None


def test_a_successor_sees_who_carries_what_for_whom_and_every_issue():
    assert seen(View.HANDOVER) == {
        "household",
        "client",
        "mother",
        "agency",
        "money",
        "care",
        "care-tie",
        "help",
    }


def test_a_successor_sees_neither_what_is_done_nor_ties_that_are_over():
    [visit] = HOUSEHOLD.roles
    over = tuple(replace(tie, status=TieStatus.ENDED) for tie in HOUSEHOLD.ties)
    done = replace(HOUSEHOLD, roles=(replace(visit, standing=RoleStanding.DONE),), ties=over)

    assert in_view(done, View.HANDOVER, None) == {"household", "client", "mother", "money", "care"}
    assert in_view(a_household(), View.HANDOVER, None) is None
