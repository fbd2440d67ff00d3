from dataclasses import replace
from datetime import date
from typing import get_args, get_type_hints

from builders import TODAY, a_household, a_meeting, a_person, a_role, a_sitting

from jusou_meeting.ecomap.graph import household_graph
from jusou_meeting.ecomap.network import NodeKind, issue_network
from jusou_meeting.finding import Weight
from jusou_meeting.household import Being, Household, Kinship, Sex, age, client_findings, removal_findings
from jusou_meeting.mask import Audience, masked
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.minutes import minutes
from jusou_meeting.vocabulary import Fact


def test_a_case_has_one_client():
    mother = a_person("mother", Kinship.MOTHER)

    assert list(client_findings([a_person(), mother])) == []
    (finding,) = client_findings([a_person(), mother, a_person("taro", label="太郎")])
    assert finding.sentence == "「本人」と「太郎」がどちらも「本人」です。「本人」は一人だけにしてください。"
    assert finding.about == "taro"


def test_every_record_of_a_household_is_among_its_facts():
    held = {name: get_args(hint)[0] for name, hint in get_type_hints(Household).items() if get_args(hint)}
    kinds = [name for name, kind in held.items() if isinstance(kind, type) and issubclass(kind, Fact)]

    known = replace(a_household(), **{name: (Fact(id=name),) for name in kinds})
    assert sorted(fact.id for fact in known.facts) == sorted(["household", *kinds])
    assert len(kinds) > 10


def test_two_versions_of_one_client_are_one_person():
    assert list(client_findings([a_person(), a_person(label="太郎")])) == []


def test_the_client_of_a_case_is_not_removed_and_others_may_be():
    assert [f.weight for f in removal_findings(a_person())] == [Weight.STOPS]
    assert list(removal_findings(a_person("mother", Kinship.MOTHER))) == []


def test_a_stated_sex_goes_before_the_one_that_the_kinship_says():
    assert a_person(kinship=Kinship.MOTHER, sex=Sex.UNKNOWN).known_sex is Sex.FEMALE
    assert a_person(kinship=Kinship.MOTHER, sex=Sex.MALE).known_sex is Sex.MALE
    assert a_person(kinship=Kinship.CHILD, sex=Sex.UNKNOWN).known_sex is Sex.UNKNOWN


def test_an_age_is_counted_from_the_birth_on_and_not_beyond_a_death():
    father = a_person("father", Kinship.FATHER, birth_on=date(1930, 11, 27), age_band="")
    expected = a_person(being=Being.UNBORN, birth_on=date(2027, 3, 1), age_band="")

    assert age(father, TODAY) == "95歳"
    assert age(replace(father, deceased=True), TODAY) == ""
    assert age(replace(father, deceased=True, age_band="享年78"), TODAY) == "享年78"
    assert age(expected, TODAY) == ""
    assert age(expected, date(2027, 3, 1)) == "0歳"


def test_the_office_that_holds_the_meetings_has_a_role_by_its_own_name_and_stands_on_no_map():
    own = a_role(assignee_id="household")
    household = a_household(roles=(own,), office="福祉総務課 包括化支援担当")

    assert household.assignee(own) == "福祉総務課 包括化支援担当"
    assert a_household(roles=(own,)).assignee(own) == "事務局"
    assert household_graph(household).size() == 0
    [node] = [n for _, n in issue_network(household).nodes(data="node") if n.kind is NodeKind.AGENCY]
    assert node.label == "福祉総務課 包括化支援担当"
    assert masked(household, Audience.STRANGER, on=TODAY).assignee(own) == "事務局"
    assert minutes(MeetingRecord(sitting=a_sitting(), meeting=a_meeting()), household).roles[0].assignee == (
        "福祉総務課 包括化支援担当"
    )
