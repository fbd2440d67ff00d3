from dataclasses import replace
from datetime import timedelta

from builders import NOW, a_confirmation, a_household, a_person, a_role, a_tie, an_involvement

from jusou_meeting.ecomap.graph import household_graph, roles_without_tie, without_line
from jusou_meeting.household import Kinship
from jusou_meeting.role import Answer, RoleStanding


def test_two_ties_between_the_same_two_are_two_edges():
    household = a_household(
        involvements=(an_involvement(),),
        ties=(a_tie(id="help"), a_tie(id="quarrel", a="client", b="agency", stressful=True)),
    )

    graph = household_graph(household)

    assert sorted(tie.id for _, _, tie in graph.edges(data="tie")) == ["help", "quarrel"]


def test_a_tie_whose_end_the_reader_may_not_know_of_is_left_out():
    graph = household_graph(a_household(ties=(a_tie("someone-hidden", "client"),)))

    assert list(graph) == ["household", "client"]
    assert graph.number_of_edges() == 0


def test_a_role_without_a_tie_is_found_for_each_person_it_is_for():
    household = a_household(
        people=(a_person(), a_person("mother", Kinship.MOTHER)),
        involvements=(an_involvement(),),
        ties=(a_tie("client", "agency"),),
        roles=(a_role(for_ids=("client", "mother")), a_role("more", for_ids=())),
    )

    assert roles_without_tie(household_graph(household)) == [("agency", "mother"), ("agency", "household")]


def test_a_role_that_is_done_connects_nobody():
    household = a_household(involvements=(an_involvement(),), roles=(a_role(standing=RoleStanding.DONE),))

    graph = household_graph(household)

    assert roles_without_tie(graph) == []
    assert "agency" in without_line(graph)


def test_a_role_that_was_declined_connects_nobody_until_its_agency_takes_it_after_all():
    declined = a_confirmation("no", answer=Answer.DECLINED, text="人手がない")
    accepted = a_confirmation("yes", answered_at=NOW + timedelta(hours=1))
    household = a_household(involvements=(an_involvement(),), roles=(a_role(),), confirmations=(declined,))
    taken = replace(household, confirmations=(declined, accepted))

    assert "agency" in without_line(household_graph(household))
    assert "agency" not in without_line(household_graph(taken))
