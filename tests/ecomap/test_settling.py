"""Whoever comes to a map that the room has seen takes a free place; nobody makes way, nothing is hidden."""

import random
from dataclasses import replace
from itertools import combinations

import pytest
from builders import TODAY, a_household, a_person, a_tie, an_involvement, an_issue
from households_on_a_map import a_crowd
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jusou_meeting.ecomap import layout
from jusou_meeting.ecomap.kept_places import places_of_movers
from jusou_meeting.ecomap.layout import lay_out
from jusou_meeting.household import Kinship, Position

LONG = ("県外に住んでいる母方の祖母（連絡可）", "3番目の子（保育園・年中）", "本人（息子）")


def parts(drawn):
    """The room of every sign with its words, of every list of issues, and of every box, each with its owner."""
    for person in drawn.plan.people:
        yield from ((person.figure.person.id, box) for box in person.boxes())
    yield from ((agency.figure.involvement.id, agency.body) for agency in drawn.agencies)


def hidden(drawn):
    """Whose signs, words and badges lie on somebody else's, or reach further over the field than what was placed may."""
    rooms = list(parts(drawn))
    pairs = [(one, other) for (one, a), (other, b) in combinations(rooms, 2) if one != other and a.meets(b)]
    return pairs + [i for i, box in rooms if not drawn.field.grown(layout._OVER_THE_EDGE).encloses(box)]


def arrivals(people, agencies, seed):
    """A household as some of it was first drawn and settled, and then again after each who came."""
    chance = random.Random(seed)
    crowd = a_crowd(people, agencies, seed)
    named = tuple(replace(p, label=chance.choice(LONG)) if chance.random() < 0.3 else p for p in crowd.people)
    order = [*named[1:], *crowd.involvements]
    chance.shuffle(order)
    first = chance.randint(0, len(order) // 2)
    here = {named[0].id, crowd.id, *(sign.id for sign in order[:first])}
    issues = tuple(issue for issue in crowd.issues if issue.subject_id in here)

    def household(positions):
        return replace(
            crowd,
            people=tuple(p for p in named if p.id in here),
            involvements=tuple(i for i in crowd.involvements if i.id in here),
            ties=tuple(t for t in crowd.ties if {t.a, t.b} <= here),
            issues=issues,
            roles=(),
            positions=positions,
        )

    seen = lay_out(household({}), on=TODAY).positions()
    for sign in order[first:]:
        here.add(sign.id)
        drawn = lay_out(household(seen), on=TODAY)
        yield seen, drawn
        seen = drawn.positions()


@given(st.integers(1, 10), st.integers(1, 20), st.integers(0, 10_000))
@example(8, 11, 267)
@example(10, 17, 1)
@example(6, 20, 2)
@settings(max_examples=30, deadline=None)
def test_relatives_and_agencies_in_any_order_hide_nothing_and_move_nobody(people, agencies, seed):
    for seen, drawn in arrivals(people, agencies, seed):
        assert {i: drawn.positions()[i] for i in seen} == seen
        assert hidden(drawn) == []


def test_a_family_that_did_not_see_the_agencies_would_be_noticed(monkeypatch):
    seeing = layout.family_plan

    def blind(people, density, ground=None):
        return seeing(people, density, *([replace(ground, others=())] if ground else []))

    monkeypatch.setattr(layout, "family_plan", blind)

    assert any(hidden(drawn) for seed in range(20) for _, drawn in arrivals(6, 10, seed))


def settled(**said):
    """The household with everybody where the map first drew them."""
    household = a_household(**said)
    return replace(household, positions=lay_out(household, on=TODAY).positions())


def test_a_partner_who_comes_later_stands_beside_the_one_they_belong_to():
    before = settled(people=(a_person(), a_person("mother", Kinship.MOTHER)))
    moved = {i: Position(at.x + 250, at.y + 90) for i, at in before.positions.items()}
    after = replace(before, people=(*before.people, a_person("wife", Kinship.WIFE)), positions=moved)

    at = lay_out(after, on=TODAY).positions()

    assert at["wife"].y == pytest.approx(at["client"].y, abs=1)
    assert 0 < at["wife"].x - at["client"].x < 260


def test_a_child_who_comes_later_stands_under_its_parents_wherever_they_were_put():
    before = settled(people=(a_person(), a_person("wife", Kinship.WIFE)))
    moved = {i: Position(at.x - 300, at.y - 150) for i, at in before.positions.items()}
    after = replace(before, people=(*before.people, a_person("child", Kinship.CHILD)), positions=moved)

    at = lay_out(after, on=TODAY).positions()

    assert at["child"].y > at["client"].y + 100
    assert at["child"].x == pytest.approx((at["client"].x + at["wife"].x) / 2, abs=60)


@pytest.mark.parametrize("pulled", [0, 60, 120])
@pytest.mark.parametrize(
    ("there", "later"),
    [
        ((Kinship.MOTHER, Kinship.FATHER), Kinship.OLDER_BROTHER),
        ((Kinship.MOTHER, Kinship.FATHER, Kinship.FORMER_HUSBAND), Kinship.YOUNGER_BROTHER),
    ],
)
def test_who_comes_later_does_not_stand_between_a_couple(there, later, pulled):
    people = (a_person(), a_person("husband", Kinship.HUSBAND), *(a_person(k.value, k) for k in there))
    before = settled(people=people)
    husband = before.positions["husband"]
    positions = before.positions | {"husband": Position(husband.x + pulled, husband.y)}

    at = lay_out(
        replace(before, people=(*people, a_person("brother", later)), positions=positions), on=TODAY
    ).positions()

    left, right = sorted((at["client"].x, at["husband"].x))
    assert not (abs(at["brother"].y - at["client"].y) < 60 and left < at["brother"].x < right)


@pytest.mark.parametrize("placed", [True, False])
def test_whoever_moves_out_takes_a_place_outside_the_frame_and_nobody_else_moves(placed):
    before = settled(people=(a_person(), a_person("wife", Kinship.WIFE), a_person("son", Kinship.CHILD)))
    if not placed:
        before = replace(before, positions={})
    son = replace(before.people[-1], lives_apart=True)

    moved = places_of_movers(before, [son], on=TODAY)

    seen = lay_out(before, on=TODAY).positions()
    after = replace(before, people=(*before.people[:-1], son), positions=seen | moved)
    drawn = lay_out(after, on=TODAY)
    assert moved.keys() == {"son"}
    assert not drawn.plan.outline.holds(moved["son"])
    assert drawn.positions() == after.positions
    back = places_of_movers(after, [before.people[-1]], on=TODAY)
    assert lay_out(replace(before, positions=seen | back), on=TODAY).plan.outline.holds(back["son"])


KINSHIPS = {
    "mother": Kinship.MOTHER, "father": Kinship.FATHER, "older": Kinship.OLDER_SISTER, "younger": Kinship.YOUNGER_BROTHER,
    "former": Kinship.FORMER_HUSBAND, "son": Kinship.SON,
}  # fmt: skip


@pytest.mark.parametrize("order", [list(KINSHIPS)[n:] + list(KINSHIPS)[:n] for n in range(6)])
@pytest.mark.parametrize("apart", [(), ("older",), ("older", "younger", "former")], ids=len)
def test_brothers_and_sisters_stand_by_their_ages_whoever_comes_first(order, apart):
    household = settled(involvements=tuple(an_involvement(f"a{n}") for n in range(4)))
    for i in order:
        person = a_person(i, KINSHIPS[i], lives_apart=i in apart)
        issues = (*household.issues, an_issue(f"issue-{i}", i), an_issue(f"another-{i}", i))
        household = replace(household, people=(*household.people, person), issues=issues)
        household = replace(household, positions=lay_out(household, on=TODAY).positions())

    at = household.positions
    assert at["older"].x < at["client"].x < at["younger"].x


def test_somebody_of_whom_anything_else_is_said_stays_where_they_were_put():
    before = settled(people=(a_person(), a_person("wife", Kinship.WIFE)))

    assert places_of_movers(before, [replace(before.people[1], deceased=True)], on=TODAY) == {}


def test_the_outline_takes_in_no_agency_when_somebody_moves_in_where_there_is_room():
    agencies = tuple(an_involvement(f"a{n}") for n in range(6))
    before = settled(involvements=agencies, ties=(a_tie("a0", "client"),))
    people = before.people
    for kinship in (Kinship.MOTHER, Kinship.CHILD, Kinship.WIFE):
        people = (*people, a_person(kinship.value, kinship))
        drawn = lay_out(replace(before, people=people), on=TODAY)

        assert not [a for a in drawn.agencies if a.box.meets(drawn.plan.outline)]


def test_a_sheet_that_is_full_grows_and_what_was_on_it_stays():
    before = settled(involvements=tuple(an_involvement(f"a{n}", name="あ" * 25) for n in range(14)))
    after = replace(before, involvements=tuple(an_involvement(f"a{n}", name="あ" * 25) for n in range(45)))

    drawn = lay_out(after, on=TODAY)

    assert drawn.field.width > lay_out(before, on=TODAY).field.width
    assert {i: drawn.positions()[i] for i in before.positions} == before.positions
    assert hidden(drawn) == []


def test_a_sign_dropped_on_the_legend_stays_on_the_field():
    household = settled(involvements=(an_involvement(),))
    drawn = lay_out(household, on=TODAY)

    dropped = drawn.within("agency", Position(1600, 899))

    after = lay_out(replace(household, positions={**household.positions, "agency": dropped}), on=TODAY)
    assert after.field == drawn.field
    assert after.positions()["agency"] == dropped
    assert hidden(after) == []


def test_a_sign_dropped_on_somebody_stands_beside_them():
    household = settled(people=(a_person(), a_person("wife", Kinship.WIFE)), involvements=(an_involvement(),))
    drawn = lay_out(household, on=TODAY)

    at = drawn.within("agency", household.positions["wife"])

    (box,) = [agency.figure.body.moved(*at) for agency in drawn.agencies]
    assert not [person for person in drawn.plan.people if box.meets(person.body)]
    assert abs(at.x - household.positions["wife"].x) + abs(at.y - household.positions["wife"].y) < 160
