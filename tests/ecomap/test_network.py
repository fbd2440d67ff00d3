"""The network leads from whom an issue troubles to whoever carries it; what nobody carries hangs alone."""

from dataclasses import replace

from builders import a_confirmation, a_household, a_person, a_role, an_involvement, an_issue
from households_on_a_map import a_crowd

from jusou_meeting.agency import InvolvementStatus
from jusou_meeting.ecomap.network import NodeKind, issue_network, sentences
from jusou_meeting.household import Kinship
from jusou_meeting.role import Answer, RoleStanding

HOUSEHOLD = a_household(
    people=(a_person(), a_person("mother", Kinship.MOTHER)),
    involvements=(an_involvement(), an_involvement("hospital", name="病院")),
    issues=(an_issue("money", title="家賃の滞納"), an_issue("work", title="就労")),
    roles=(a_role("visit", "agency", issue_ids=("money",), task="訪問"),),
)


def dashed(household):
    return {node.label for _, node in issue_network(household).nodes(data="node") if node.without_role}


def test_an_issue_leads_over_its_role_to_the_agency_that_carries_it():
    graph = issue_network(HOUSEHOLD)

    assert set(graph.edges) == {
        ("client", "money"),
        ("client", "work"),
        ("money", "visit"),
        ("visit", "agency"),
    }


def test_what_nobody_carries_and_which_agency_carries_nothing_is_dashed():
    assert dashed(HOUSEHOLD) == {"病院", "2　就労"}


def test_of_whoever_has_no_issue_and_of_who_is_not_at_work_nothing_is_missing():
    household = replace(
        HOUSEHOLD,
        people=(
            *HOUSEHOLD.people,
            a_person("father", Kinship.FATHER, deceased=True),
            a_person("former", Kinship.FORMER_HUSBAND, lives_apart=True),
        ),
        involvements=(
            *HOUSEHOLD.involvements,
            an_involvement("before", name="前の病院", status=InvolvementStatus.ENDED),
            an_involvement("landlord", name="家主", outsider=True),
        ),
    )

    assert dashed(household) == dashed(HOUSEHOLD)
    said = list(sentences(issue_network(household)))
    assert "世帯員・世帯：父" in said
    assert "機関・担い手：家主" in said
    assert "機関・担い手：病院（役割なし）" in said


def test_a_role_that_is_done_carries_nothing_any_more():
    [role] = HOUSEHOLD.roles
    done = replace(HOUSEHOLD, roles=(replace(role, standing=RoleStanding.DONE),))

    assert dashed(done) == {"病院", "2　就労", "1　家賃の滞納", "地域包括支援センター"}


def test_a_role_that_was_declined_carries_nothing():
    declined = a_confirmation(role_id="visit", answer=Answer.DECLINED, text="人手がない")

    assert dashed(replace(HOUSEHOLD, confirmations=(declined,))) == {
        "病院", "2　就労", "1　家賃の滞納", "地域包括支援センター",
    }  # fmt: skip


def test_a_role_for_no_issue_hangs_on_whom_it_is_for_or_on_the_household():
    watch, write = a_role("watch", "agency", for_ids=("mother",)), a_role("write", "hospital", for_ids=())
    graph = issue_network(replace(HOUSEHOLD, roles=(watch, write)))

    assert ("mother", "watch") in graph.edges
    assert ("household", "write") in graph.edges


def test_a_person_who_carries_a_role_is_helped_and_helps():
    helped = replace(HOUSEHOLD, roles=(a_role("cook", "mother", issue_ids=("money",), task="食事"),))
    graph = issue_network(helped)

    helper = graph.nodes["carrier mother"]["node"]
    assert (helper.id, helper.label, helper.kind) == ("mother", "母", NodeKind.AGENCY)
    assert ("cook", "carrier mother") in graph.edges
    assert graph.nodes["mother"]["node"].kind is NodeKind.SUBJECT


def test_each_kind_stands_in_a_column_of_its_own_and_nobody_on_another():
    graph = issue_network(a_crowd())
    places = [place for _, place in graph.nodes(data="place")]

    assert len(set(places)) == len(places)
    for _, said in graph.nodes(data=True):
        assert said["place"][0] == list(NodeKind).index(said["node"].kind)


def test_the_network_is_told_in_sentences():
    assert list(sentences(issue_network(HOUSEHOLD)))[:3] == [
        "世帯員・世帯：本人 → 1　家賃の滞納、2　就労",
        "課題：1　家賃の滞納 → №1　訪問",
        "課題：2　就労（担当なし）",
    ]


def test_a_household_without_anything_has_an_empty_network():
    empty = a_household(people=(), involvements=(), issues=(), roles=())

    assert list(issue_network(empty)) == []
