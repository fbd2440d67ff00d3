"""整頓 is offered where the family cannot be read, and whoever moves out leaves the frame with the same step."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from builders import a_person, an_involvement, an_issue
from screens import press

from jusou_meeting.ecomap.scene import compose
from jusou_meeting.household import Kinship, Position

SAID = "家族の線が、ほかの人の上を通っています。並べ直すと、分かれます（元に戻せます）。"
CUT = "世帯の枠が広がって、機関にかかっています。並べ直すと、分かれます（元に戻せます）。"
IN_THE_WAY = {"client": (400, 250), "husband": (700, 250), "friend": (550, 420), "son": (550, 620)}


@pytest.fixture
def family(room):
    """A couple with a son, and somebody else who lives with them."""
    for person in (
        a_person("husband", Kinship.HUSBAND),
        a_person("son", Kinship.CHILD),
        a_person("friend", Kinship.OTHER),
    ):
        room.save(person)
    return room


def put(room, places):
    with room.change("地図で動かす") as change:
        for record_id, place in places.items():
            change.move(record_id, Position(*place))


def said(window):
    return SAID in [caption.value for caption in window.caption]


def test_a_family_whose_lines_run_over_somebody_is_laid_out_anew_by_one_button(family):
    put(family, IN_THE_WAY)
    window = family.coordinator()
    assert said(window)

    press(window, "整頓する")

    assert not said(window)
    assert family.household.positions["friend"] != Position(*IN_THE_WAY["friend"])


def test_an_agency_on_which_the_frame_lies_is_freed_by_the_same_button(family):
    family.save(an_involvement("school", name="第二中学校"))
    put(family, IN_THE_WAY | {"friend": (400, 620), "school": (790, 430)})
    window = family.coordinator()
    assert CUT in [caption.value for caption in window.caption]

    press(window, "整頓する")

    assert CUT not in [caption.value for caption in window.caption]


def test_a_couple_that_came_to_stand_aslant_comes_level_by_the_same_button(family):
    aslant = "夫婦の線が斜めになっています。並べ直すと、横に並びます（元に戻せます）。"
    put(family, IN_THE_WAY | {"client": (700, 380), "husband": (400, 280), "friend": (900, 620)})
    window = family.coordinator()
    assert aslant in [caption.value for caption in window.caption]

    press(window, "整頓する")

    assert aslant not in [caption.value for caption in window.caption]
    client, husband = (family.household.positions[i] for i in ("client", "husband"))
    assert client.y == husband.y


def test_what_laying_out_anew_would_not_mend_is_not_offered(room):
    room.save(a_person("son", Kinship.SON, lives_apart=True))
    room.save(a_person("wife", Kinship.WIFE))
    room.save(a_person("aunt", Kinship.AUNT))
    for n in range(4):
        room.save(an_issue(f"issue{n}", "son", title="社会的孤立（ニート・ひきこもりなどを含む）"))
    laid_out = compose(replace(room.household, positions={}), on=datetime.now(UTC).date())
    assert laid_out.lines_run_over_people, "another family is needed here, whose lines cannot be kept apart"

    assert not said(room.coordinator())


def test_a_family_that_can_be_read_is_left_alone(family):
    assert not said(family.coordinator())


def move_out(window, person):
    window.session_state["selected"] = person
    window.run()
    next(box for box in window.checkbox if box.label.startswith("別居")).check()
    press(window, "保存")


def test_of_a_household_that_nobody_arranged_whoever_is_said_to_live_elsewhere_leaves_the_frame(family):
    family.save(a_person("another", Kinship.OTHER, label="もう一人"))
    move_out(family.coordinator(), "friend")

    today = datetime.now(UTC).date()
    plan = compose(family.household, on=today).plan
    (friend,) = [person for person in plan.people if person.figure.person.id == "friend"]
    assert not plan.outline.meets(friend.body)


def test_whoever_is_said_to_live_elsewhere_leaves_the_frame_with_that_step_and_comes_back_with_the_undo(
    family,
):
    put(family, IN_THE_WAY)
    window = family.coordinator()
    before = family.household.positions

    move_out(window, "son")

    son = next(person for person in family.household.people if person.id == "son")
    assert son.lives_apart
    assert family.household.positions["son"] != before["son"]
    assert all(
        at == before[i] for i, at in family.household.positions.items() if i in IN_THE_WAY and i != "son"
    )
    press(window, next(b.label for b in window.button if b.label.startswith("元に戻す")))
    assert family.household.positions["son"] == before["son"]
