from builders import a_person

from jusou_meeting.finding import Weight
from jusou_meeting.household import Kinship, Sex, client_findings, removal_findings


def test_a_case_has_one_client():
    mother = a_person("mother", Kinship.MOTHER)

    assert list(client_findings([a_person(), mother])) == []
    (finding,) = client_findings([a_person(), mother, a_person("taro", label="太郎")])
    assert finding.sentence == "「本人」と「太郎」がどちらも「本人」です。「本人」は一人だけにしてください。"
    assert finding.about == "taro"


def test_two_versions_of_one_client_are_one_person():
    assert list(client_findings([a_person(), a_person(label="太郎")])) == []


def test_the_client_of_a_case_is_not_removed_and_others_may_be():
    assert [f.weight for f in removal_findings(a_person())] == [Weight.STOPS]
    assert list(removal_findings(a_person("mother", Kinship.MOTHER))) == []


def test_a_stated_sex_goes_before_the_one_that_the_kinship_says():
    assert a_person(kinship=Kinship.MOTHER, sex=Sex.UNKNOWN).known_sex is Sex.FEMALE
    assert a_person(kinship=Kinship.MOTHER, sex=Sex.MALE).known_sex is Sex.MALE
    assert a_person(kinship=Kinship.CHILD, sex=Sex.UNKNOWN).known_sex is Sex.UNKNOWN
