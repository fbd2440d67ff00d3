from itertools import product

import pytest
from builders import a_person, a_tie

from jusou_meeting.agency import InvolvementStatus
from jusou_meeting.ecomap.notation import (
    BORDERS,
    LINES,
    STANDARD,
    Entry,
    Preset,
    Sign,
    StrongMark,
    entries_of_tie,
    line_style,
    sign_of,
)
from jusou_meeting.ecomap.ties import Direction, Strength, TieStatus
from jusou_meeting.household import Being, Kinship, Sex


def in_grey(style):
    """What is left of a line when its colour is gone."""
    return style.width, style.dash, style.zigzag, style.mark, style.double


TIES = [
    a_tie(strength=strength, stressful=stressful, status=status)
    for strength, stressful, status in product(Strength, (False, True), TieStatus)
]


@pytest.mark.parametrize("preset", [STANDARD, Preset(strong=StrongMark.DOUBLE)], ids=["standard", "double"])
def test_every_strength_stress_and_status_can_be_told_apart_without_colour(preset):
    told = {}
    for tie in TIES:
        told.setdefault(in_grey(line_style(tie, preset)), set()).add(
            (tie.strength, tie.stressful, tie.status)
        )

    alike = [sorted(s.value for s, _, _ in group) for group in told.values() if len(group) > 1]
    assert all("strong" not in strengths for strengths in alike)
    assert {tuple({(x, y) for _, x, y in group}) for group in told.values() if len(group) > 1} == {
        ((stressful, status),)
        for stressful, status in product((False, True), TieStatus)
        if status is not TieStatus.NOW
    }, "only how weak a tie is that is not there now may be lost"


@pytest.mark.parametrize(
    "tie", TIES, ids=lambda tie: f"{tie.strength.value}-{tie.stressful}-{tie.status.value}"
)
def test_every_line_is_broad_and_dense_enough_to_be_seen_from_the_back_of_the_room(tie):
    style = line_style(tie)
    drawn, *gaps = [float(length) for length in style.dash.split()] or [1.0]
    drawn += style.width * style.round

    assert style.width >= 2
    assert drawn / (drawn + sum(gaps)) > 0.2


def test_stress_is_a_zigzag_whatever_else_the_tie_is():
    assert all(line_style(tie).zigzag is tie.stressful for tie in TIES)


@pytest.mark.parametrize(
    "tie", TIES, ids=lambda tie: f"{tie.strength.value}-{tie.stressful}-{tie.status.value}"
)
def test_the_legend_explains_each_trait_that_a_line_is_drawn_with(tie):
    explained = [LINES[entry] for entry in entries_of_tie(tie)]
    style = line_style(tie)

    assert any(e.zigzag for e in explained) == style.zigzag
    assert style.dash in {e.dash for e in explained} | {""}
    assert {e.mark for e in explained} >= {style.mark}
    assert style.width == 6 or all(e.width < 6 for e in explained)


def test_a_direction_needs_the_arrow_explained():
    assert Entry.ARROW in entries_of_tie(a_tie(direction=Direction.BOTH))
    assert Entry.ARROW not in entries_of_tie(a_tie(direction=Direction.NONE))


def test_how_near_an_agency_stands_shows_in_grey():
    assert len({in_grey(BORDERS[status]) for status in InvolvementStatus}) == len(InvolvementStatus)


@pytest.mark.parametrize(
    ("person", "sign"),
    [
        (a_person(sex=Sex.FEMALE), Sign.CIRCLE),
        (a_person(sex=Sex.UNKNOWN), Sign.DIAMOND),
        (a_person(kinship=Kinship.FATHER, sex=Sex.UNKNOWN), Sign.SQUARE),
        (a_person(kinship=Kinship.OLDER_SISTER, sex=Sex.UNKNOWN), Sign.CIRCLE),
        (a_person(kinship=Kinship.CHILD, sex=Sex.UNKNOWN), Sign.DIAMOND),
        (a_person(kinship=Kinship.SON, being=Being.UNBORN), Sign.TRIANGLE),
        (a_person(kinship=Kinship.OTHER, sex=Sex.FEMALE, being=Being.ANIMAL), Sign.HEXAGON),
    ],
)
def test_a_sign_says_the_sex_that_is_recorded_or_that_the_kinship_says_itself(person, sign):
    assert sign_of(person) is sign
