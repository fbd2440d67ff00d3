"""What stays in full ink when the room looks at a part of the map."""

from builders import a_household, a_person, a_role, a_tie, an_involvement, an_issue

from jusou_meeting.ecomap.ties import TieWord
from jusou_meeting.ecomap.view import View, in_view
from jusou_meeting.household import Kinship

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


def test_around_a_person_stands_whoever_is_tied_to_them_or_carries_a_role_for_them():
    assert seen(View.AROUND, "client") == {"client", "mother", "agency", "care-tie", "money"}


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


def test_around_a_tie_stand_its_ends_and_around_a_role_those_it_joins():
    assert seen(View.AROUND, "help") == {"help", "agency", "mother"}
    assert seen(View.AROUND, "visit") == {"money", "agency", "client"}


def test_around_nothing_that_is_there_the_whole_map_is_seen():
    assert seen(View.AROUND) is None
    assert seen(View.AROUND, "gone") is None
