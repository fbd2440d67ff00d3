"""Who has no family line stands where the ties cross least; everybody else stands as a genogram has them."""

from dataclasses import replace

import pytest
from any_household import any_household
from builders import TODAY, a_household, a_person, a_tie, an_involvement

from jusou_meeting.ecomap.family import family
from jusou_meeting.ecomap.layout import lay_out
from jusou_meeting.household import Kinship


def groups_in_a_row(kin):
    """Partners, the parents of the same children, and the children of the same parents."""
    yield from ({couple.left, couple.right} for couple in kin.couples)
    for descent in kin.descents:
        yield set(descent.parents)
        yield set(descent.child_ids)


def between(row, group):
    """Who stands between the people of a group."""
    at = [place for place, i in enumerate(row) if i in group]
    return set(row[at[0] : at[-1]]) - group if at else set()


def left_to_right(layout):
    """Everybody by generation, as they stand on the map."""
    at = layout.positions()
    return [
        sorted((p.id for p in row), key=lambda i: at[i].x)
        for row in layout.family.rows
        if not any(p.lives_apart or p.deceased for p in row)
    ]


@pytest.mark.parametrize("seed", range(12))
def test_the_order_of_partners_and_of_brothers_and_sisters_stays(seed):
    household = any_household(seed, people=10, agencies=8)
    by_kinship = family(household.people, household.family_ties)
    drawn = lay_out(household, on=TODAY).family
    bound = set().union(*groups_in_a_row(by_kinship))

    for before, after in zip(by_kinship.rows, drawn.rows, strict=True):
        assert [p for p in after if p.id in bound] == [p for p in before if p.id in bound]
        assert set(after) == set(before)
        ids_before, ids_after = [p.id for p in before], [p.id for p in after]
        for group in groups_in_a_row(by_kinship):
            assert between(ids_after, group) <= between(ids_before, group)


@pytest.mark.parametrize("seed", range(12))
def test_nobody_with_a_family_line_changes_sides_of_those_at_home(seed):
    household = any_household(seed, people=10, agencies=8)
    untied = replace(household, ties=(), roles=())
    bound = set().union(*groups_in_a_row(family(household.people, household.family_ties)))

    def on_the_left(layout):
        outline, at = layout.plan.outline, layout.positions()
        return {i for i in bound if at[i].x < outline.left}

    assert on_the_left(lay_out(household, on=TODAY)) == on_the_left(lay_out(untied, on=TODAY))


def test_an_uncle_stands_beside_the_one_he_is_tied_to():
    people = (
        a_person(),
        a_person("uncle", Kinship.UNCLE),
        a_person("aunt", Kinship.AUNT),
        a_person("father", Kinship.FATHER),
        a_person("mother", Kinship.MOTHER),
    )
    agencies = tuple(an_involvement(f"a{n}") for n in range(6))
    ties = [a_tie(agency.id, i) for agency in agencies[:3] for i in ("uncle", "aunt")]
    ties += [a_tie(agency.id, i) for agency in agencies[3:] for i in ("father", "mother")]

    [above, _] = left_to_right(
        lay_out(a_household(people=people, involvements=agencies, ties=tuple(ties)), on=TODAY)
    )

    assert above.index("mother") == above.index("father") + 1
    assert abs(above.index("uncle") - above.index("aunt")) == 1


def test_without_ties_everybody_stands_where_their_kinship_puts_them():
    people = (
        a_person(),
        *(a_person(f"p{n}", k) for n, k in enumerate((Kinship.AUNT, Kinship.UNCLE, Kinship.MOTHER))),
    )

    layout = lay_out(a_household(people=people), on=TODAY)

    assert layout.family == family(people)
