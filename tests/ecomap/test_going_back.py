"""Before a household goes back, everything that would change is told: in sentences, or by its name."""

from dataclasses import fields, replace

from builders import (
    TODAY,
    a_family_tie,
    a_goal,
    a_household,
    a_life_event,
    a_person,
    a_plan,
    a_profile,
    a_role,
    a_tie,
    a_wish,
    an_abuse_suspicion,
    an_emergency_contact,
    an_involvement,
    an_issue,
    another_meeting,
)

from jusou_meeting.ecomap.going_back import changes
from jusou_meeting.household import Household, Position
from jusou_meeting.vocabulary import Footing

EVERYTHING = {
    "people": (a_person(),),
    "issues": (an_issue(),),
    "involvements": (an_involvement(),),
    "ties": (a_tie(),),
    "family_ties": (a_family_tie("client", "mother"),),
    "roles": (a_role(),),
    "wishes": (a_wish(),),
    "goals": (a_goal(),),
    "plans": (a_plan(),),
    "emergency_contacts": (an_emergency_contact(),),
    "abuse_suspicions": (an_abuse_suspicion(),),
    "events": (a_life_event(),),
    "other_meetings": (another_meeting(),),
}


def told(now, after):
    return [(row.what, row.difference.sign, row.said) for row in changes(now, after, on=TODAY)]


def test_what_the_comparison_tells_is_told_in_its_sentences():
    now = a_household(issues=(an_issue(title="家賃の滞納"),))

    assert told(now, a_household()) == [("課題", "－", "家賃の滞納（本人・担当なし）")]


def test_each_kind_of_record_that_goes_or_comes_is_told():
    whole = a_household(**EVERYTHING)
    for name in EVERYTHING.keys() - {"people"}:
        without = replace(whole, **{name: ()})
        if name == "involvements":
            whole_of_it, without = a_household(involvements=(an_involvement(),)), a_household()
        else:
            whole_of_it = whole
        assert "－" in {sign for _, sign, _ in told(whole_of_it, without)}, name
        assert "＋" in {sign for _, sign, _ in told(without, whole_of_it)}, name


def test_whatever_a_record_says_is_told_when_it_differs():
    whole = a_household(**EVERYTHING)
    for name, (fact,) in EVERYTHING.items():
        for field in fields(fact):
            if getattr(fact, field.name) == "":
                after = replace(whole, **{name: (replace(fact, **{field.name: "別の言葉"}),)})
                assert [sign for _, sign, _ in told(whole, after)] == ["△"], (name, field.name)
    noted = replace(whole, profile=a_profile(note="夜に電話しない"))
    assert told(whole, noted) == [("世帯の概要", "△", "世帯の概要（くわしい内容）")]


def test_what_a_record_is_as_a_record_is_no_change():
    whole = a_household(**EVERYTHING)
    (person,), (role,) = whole.people, whole.roles
    saved = replace(person, version=7, footing=Footing.STATUTORY, learned_in="meeting")

    assert told(whole, replace(whole, people=(saved,), roles=(replace(role, wording=3),))) == []


def test_signs_that_would_move_are_named():
    now = a_household(involvements=(an_involvement(),), positions={"agency": Position(1, 1)})
    after = replace(now, positions={"agency": Position(2, 2), "client": Position(3, 3)})

    assert told(now, after) == [("配置", "△", "地域包括支援センター")]


def test_no_field_of_a_household_that_may_go_back_is_forgotten():
    known = {*EVERYTHING, "profile", "positions"}
    never = {
        "case",
        "footing",
        "confirmations",
        "consents",
        "ties_said_on",
        "learned_first_in",
        "crossed",
        "released",
        "issues_kept",
        "strictness",
        "office",
    }
    ever = {field.name for field in fields(Household) if field.name.endswith("_ever")}

    assert {field.name for field in fields(Household)} == known | never | ever
