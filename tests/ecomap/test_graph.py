from builders import a_household, a_person, a_role, a_tie, an_involvement

from jusou_meeting.ecomap.graph import household_graph, roles_without_tie, without_line
from jusou_meeting.household import Kinship
from jusou_meeting.role import RoleStanding


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
