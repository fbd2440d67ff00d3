import math
import random
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from builders import TODAY, a_household, a_person, a_role, a_tie, an_involvement, an_issue
from households_on_a_map import a_crowd, of_the_plan

from jusou_meeting.ecomap.geometry import Box, across
from jusou_meeting.ecomap.layout import lay_out
from jusou_meeting.ecomap.line_words import label_box
from jusou_meeting.ecomap.notation import ROLE_LINE, Mark
from jusou_meeting.ecomap.roads import laid
from jusou_meeting.ecomap.route import Route, zigzag
from jusou_meeting.ecomap.scene import compose
from jusou_meeting.ecomap.ties import Confidence, Direction, TieStatus, TieWord
from jusou_meeting.household import Kinship, Position, Sex


def signs_and_boxes(scene):
    """Where no line may run: the sign of every person and the box of every agency."""
    boxes = {person.figure.person.id: person.sign_box for person in scene.plan.people}
    return boxes | {agency.figure.involvement.id: agency.box for agency in scene.agencies}


def run_through(route, boxes, ends):
    """Who stands in the way of this route, other than its own ends."""
    legs = list(pairwise(route.points(24)))
    return [i for i, box in boxes.items() if i not in ends and any(box.crossed_by(*leg) for leg in legs)]


def bends(line, boxes):
    """Plain bends of a line between the same two figures, of every depth that the sheet allows."""
    start, end = (
        boxes[i].middle if i in boxes else point
        for i, point in zip((line.a, line.b), (line.route.start, line.route.end), strict=True)
    )
    side_x, side_y = across(start, end)
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    for depth in range(-280, 281, 20):
        yield Route(start, end, (middle[0] + 2 * side_x * depth, middle[1] + 2 * side_y * depth))


def avoidable(scene):
    """Lines that run through somebody although a bend would not."""
    boxes = signs_and_boxes(scene)
    found = []
    for line in scene.lines:
        ends = {line.a, line.b}
        if run_through(line.route, boxes, ends) and any(
            not run_through(bend, boxes, ends) for bend in bends(line, boxes)
        ):
            found.append((line.a, line.b))
    return found


@pytest.mark.parametrize("name", ["C01", "C02"])
def test_in_the_households_of_the_plan_no_line_runs_through_anybody(name):
    scene = compose(of_the_plan(name), on=TODAY)
    boxes = signs_and_boxes(scene)

    assert [line.said for line in scene.lines if run_through(line.route, boxes, {line.a, line.b})] == []


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("people", "agencies"), [(2, 6), (4, 10), (6, 12)])
def test_no_line_runs_through_somebody_whom_a_bend_would_spare(people, agencies, seed):
    assert avoidable(compose(a_crowd(people, agencies, seed), on=TODAY)) == []


def words(scene):
    """Every word of people and household that no line should strike through, by whose it is."""
    for person in scene.plan.people:
        yield from ((person.figure.person.id, line.box.moved(*person.at)) for line in person.figure.under)
        yield from ((person.figure.person.id, row) for row in person.row_boxes())
    yield "household", scene.plan.tab
    for row in scene.plan.shared_issues.rows:
        yield "household", row.box.moved(*scene.plan.shared_issues_at)


def struck(scene):
    """Lines that run through somebody else, or over anybody's words."""
    boxes = signs_and_boxes(scene)
    for line in scene.lines:
        legs = list(pairwise(line.route.points(24)))
        yield from ((line.a, line.b, i) for i in run_through(line.route, boxes, {line.a, line.b}))
        yield from (
            (line.a, line.b, owner)
            for owner, box in words(scene)
            if any(box.grown(-1).crossed_by(*leg) for leg in legs)
        )


def with_long_words(household, seed):
    """The same, some of its people called by long words that stand under their signs."""
    chance = random.Random(seed)
    people = (
        replace(person, label="県外に住んでいる母方の祖母（連絡可）") if chance.random() < 0.4 else person
        for person in household.people
    )
    return replace(household, people=tuple(people))


@pytest.mark.parametrize("name", ["C01", "C02"])
def test_in_the_households_of_the_plan_no_line_strikes_through_a_word(name):
    assert list(struck(compose(of_the_plan(name), on=TODAY))) == []


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("people", "agencies"), [(1, 3), (3, 8), (4, 10), (6, 10)])
def test_no_line_strikes_through_a_sign_or_a_word_however_long(people, agencies, seed):
    household = with_long_words(a_crowd(people, agencies, seed), seed)

    assert list(struck(compose(household, on=TODAY))) == []


@pytest.mark.parametrize("seed", range(2))
def test_in_the_largest_crowds_no_line_strikes_through_anything(seed):
    assert list(struck(compose(with_long_words(a_crowd(12, 30, seed), seed), on=TODAY))) == []


def test_lines_that_go_no_detour_would_be_noticed(monkeypatch):
    monkeypatch.setattr("jusou_meeting.ecomap.course.Course.is_blocked", False)

    assert any(list(struck(compose(a_crowd(6, 10, seed), on=TODAY))) for seed in range(4))


@pytest.mark.parametrize("issues", [3, 6])
def test_a_line_that_comes_from_behind_the_issues_of_somebody_still_ends_at_them(issues):
    behind = {f"a{n}": Position(1250, 350 + 100 * n) for n in range(3)}
    household = a_household(
        people=(a_person(),),
        issues=tuple(an_issue(f"i{n}", title="糖尿病の治療中断") for n in range(issues)),
        involvements=tuple(an_involvement(i) for i in behind),
        ties=tuple(a_tie(i, "client") for i in behind),
        positions=behind | {"client": Position(700, 450)},
    )

    scene = compose(household, on=TODAY)

    (client,) = scene.plan.people
    assert client.at.x < client.issues_at[0], "the agencies stand behind them"
    assert all(client.sign_box.grown(12).holds(line.route.end) for line in scene.lines)


def test_a_line_that_bends_round_others_has_a_way_back():
    route = Route((0, 0), (100, 100), chain=((0, 0), (100, 0), (100, 100)))

    assert route.at(0.5) == pytest.approx((100, 0))
    assert route.reversed().at(0.25) == pytest.approx((100, 50))
    assert route.length() == pytest.approx(200)


def test_a_straight_line_through_somebody_would_be_noticed():
    household = a_household(
        people=(a_person(), a_person("mother", Kinship.MOTHER)),
        involvements=(an_involvement(),),
        ties=(a_tie("agency", "mother"),),
        positions={
            "agency": Position(300, 440),
            "client": Position(800, 440),
            "mother": Position(1200, 440),
        },
    )
    scene = compose(household, on=TODAY)
    (line,) = scene.lines
    boxes = signs_and_boxes(scene)

    assert run_through(Route((440, 440), (1150, 440)), boxes, {line.a, line.b}) == ["client"]
    assert run_through(line.route, boxes, {line.a, line.b}) == []


@pytest.mark.parametrize("backwards", [False, True])
def test_parallel_ties_are_drawn_apart(backwards):
    ends = ("client", "agency") if backwards else ("agency", "client")
    household = a_household(
        involvements=(an_involvement(),),
        ties=(a_tie(id="help"), a_tie(*ends, TieWord.STRESSFUL, id="quarrel"), a_tie(id="money")),
    )

    lines = compose(household, on=TODAY).lines

    assert {line.tie.id for line in lines} == {"help", "quarrel", "money"}
    for share in (0.3, 0.5, 0.7):
        points = [line.route.at(share if line.a == "agency" else 1 - share) for line in lines]
        apart = [abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(sorted(points))]
        assert min(apart) >= 12


def hidden_under_its_like(scene):
    """Ties that run, for most of their way, on another tie of the same two."""
    for one, other in combinations([line for line in scene.lines if line.tie], 2):
        if {one.a, one.b} == {other.a, other.b}:
            trodden = [other.route.at(share / 60) for share in range(61)]
            ways = [one.route.at(share / 20) for share in range(3, 18)]
            if sum(min(math.dist(at, there) for there in trodden) < 4 for at in ways) > len(ways) / 2:
                yield one.tie.id, other.tie.id


def test_a_second_tie_of_the_same_two_is_seen_beside_the_first_also_where_both_must_go_round_others():
    for seed in range(12):
        crowd = a_crowd(7, 12, seed)
        again = tuple(replace(tie, id=f"{tie.id} again") for tie in crowd.ties[::2])

        scene = compose(replace(crowd, ties=(*crowd.ties, *again)), on=TODAY)

        assert list(hidden_under_its_like(scene)) == [], seed


def test_a_line_whose_straight_way_is_free_goes_it_though_it_comes_near_another_at_its_end():
    agencies = tuple(an_involvement(f"a{n}", name=f"機関{n}", field="地域") for n in range(14))
    words = (
        TieWord.GOOD, TieWord.NORMAL, TieWord.WEAK, TieWord.STRESSFUL, TieWord.CUT_OFF, TieWord.SUPPORT,
        TieWord.DEPENDENCE, TieWord.CONSIDERED, TieWord.SUPPORT, TieWord.STRESSFUL, TieWord.STRESSFUL,
        TieWord.STRESSFUL, TieWord.NORMAL, TieWord.SUPPORT,
    )  # fmt: skip
    ties = tuple(a_tie(f"a{n}", "client", word) for n, word in enumerate(words))
    people = (
        a_person(sex=Sex.MALE),
        a_person("father", Kinship.FATHER),
        a_person("friend", Kinship.OTHER, label="友人", lives_apart=True, age_band=""),
    )
    ties += a_tie("friend", "client", TieWord.GOOD), a_tie("father", "client", TieWord.STRESSFUL)

    scene = compose(a_household(people=people, involvements=agencies, ties=ties), on=TODAY)

    [line] = [line for line in scene.lines if line.a == "a5"]
    assert line.route.length() < 1.1 * math.dist(line.route.start, line.route.end)


def test_a_tie_said_otherwise_has_no_line_laid_anew_and_a_sign_that_was_moved_has():
    household = a_crowd(6, 10, 1)
    places = lay_out(household, on=TODAY).positions()
    household = replace(household, positions=places)
    before = compose(household, on=TODAY)
    first, *others = household.ties
    first = replace(first, stressful=not first.stressful)
    after = compose(replace(household, ties=(first, *others)), on=TODAY)

    assert laid.cache_info().misses == 1
    assert [line.route for line in after.lines] == [line.route for line in before.lines]
    assert [line.style for line in after.lines] != [line.style for line in before.lines]

    aside = Position(places[first.a].x + 20, places[first.a].y)
    moved = compose(replace(household, positions=places | {first.a: aside}), on=TODAY)

    assert laid.cache_info().misses == 2
    assert [line.route for line in moved.lines] != [line.route for line in before.lines]


def test_arrowheads_stand_where_the_help_arrives():
    household = a_household(
        involvements=(an_involvement(),),
        ties=(
            a_tie(id="forward", direction=Direction.FORWARD),
            a_tie(id="backward", direction=Direction.BACKWARD),
            a_tie(id="both", direction=Direction.BOTH),
            a_tie(id="none", direction=Direction.NONE),
        ),
    )

    heads = {line.tie.id: (line.head_at_a, line.head_at_b) for line in compose(household, on=TODAY).lines}

    assert heads == {
        "forward": (False, True),
        "backward": (True, False),
        "both": (True, True),
        "none": (False, False),
    }


def test_an_agency_with_a_role_and_no_tie_is_shown_connected():
    household = a_household(involvements=(an_involvement(),), roles=(a_role(),))

    (line,) = compose(household, on=TODAY).lines

    assert (line.tie, line.a, line.b, line.style) == (None, "agency", "client", ROLE_LINE)


def test_a_role_for_three_of_the_household_is_one_line_to_its_outline():
    people = (a_person(), a_person("m", Kinship.MOTHER), a_person("c", Kinship.CHILD))
    household = a_household(
        people=people, involvements=(an_involvement(),), roles=(a_role(for_ids=("client", "m", "c")),)
    )

    scene = compose(household, on=TODAY)
    (line,) = scene.lines

    assert line.b == "household"
    x, y = line.route.end
    assert x in (scene.outline.left, scene.outline.right) or y in (scene.outline.top, scene.outline.bottom)


def test_what_is_planned_or_inferred_is_said_on_the_line_in_the_words_of_the_table():
    household = a_household(
        involvements=(an_involvement(),),
        ties=(
            a_tie(id="visit", label="受診勧奨", status=TieStatus.PLANNED),
            a_tie(id="money", word=TieWord.CONSIDERED, confidence=Confidence.INFERRED),
            a_tie(id="quarrel", word=TieWord.STRESSFUL, status=TieStatus.PLANNED),
        ),
    )

    said = {line.tie.id: texts(line) for line in compose(household, on=TODAY).lines}

    assert said == {"visit": "受診勧奨（検討中）", "money": "検討中・推測", "quarrel": "予定"}


@pytest.mark.parametrize("name", ["C01", "C02"])
def test_the_words_on_the_lines_hide_no_sign_no_box_and_no_other_word(name):
    scene = compose(of_the_plan(name), on=TODAY)
    labels = [label_box(line.label) for line in scene.lines if line.label]
    taken = [*signs_and_boxes(scene).values(), *(row for p in scene.plan.people for row in p.row_boxes())]

    assert not [label for label in labels if any(label.meets(other) for other in taken)]
    assert not [pair for pair in pairwise(sorted(labels)) if pair[0].meets(pair[1])]


def test_the_mark_of_a_missing_tie_keeps_clear_of_its_words():
    household = a_household(
        involvements=(an_involvement(),),
        ties=(a_tie(label="通院の付き添い", status=TieStatus.NEEDED),),
    )

    (line,) = compose(household, on=TODAY).lines

    assert line.style.mark is Mark.MISSING
    assert not Box.around(line.route.at(line.mark_at), 24, 24).meets(label_box(line.label))


def test_a_zigzag_starts_and_ends_where_the_line_does_and_keeps_to_it():
    drawn = zigzag([(0, 0), (200, 0)], reach=7)

    assert (drawn[0], drawn[-1]) == ((0, 0), (200, 0))
    assert max(y for _, y in drawn) == pytest.approx(7)
    assert min(y for _, y in drawn) == pytest.approx(-7)
    assert all(a[0] < b[0] for a, b in pairwise(drawn))


def texts(line):
    return "".join(lettering.text for lettering in line.label)


def test_a_line_carries_the_numbers_of_the_roles_it_stands_for():
    household = a_household(
        people=(a_person(), a_person("mother", Kinship.MOTHER)),
        involvements=(an_involvement(), an_involvement("hospital", name="病院")),
        ties=(a_tie("agency", "client", TieWord.SUPPORT),),
        roles=(
            a_role("visit", "agency", for_ids=("client",)),
            a_role("watch", "hospital", for_ids=("mother",)),
            a_role("call", "agency", for_ids=("client",)),
            a_role("write", "hospital", for_ids=()),
        ),
    )

    drawn = {(line.a, line.b): texts(line) for line in compose(household, on=TODAY).lines}

    assert drawn == {
        ("agency", "client"): "支援 №1・3",
        ("hospital", "mother"): "№2",
        ("hospital", "household"): "№4",
    }


def test_one_line_for_the_whole_household_carries_the_numbers_of_all_its_roles():
    people = (a_person(), a_person("m", Kinship.MOTHER), a_person("f", Kinship.FATHER))
    roles = (a_role("visit", "agency", for_ids=("client", "m", "f")), a_role("more", "agency", for_ids=()))
    household = a_household(people=people, involvements=(an_involvement(),), roles=roles)

    [line] = compose(household, on=TODAY).lines

    assert (line.b, texts(line)) == ("household", "№1・2")


def test_a_tie_that_ended_leaves_the_number_to_the_one_that_is_there():
    ended = a_tie("agency", "client", TieWord.CUT_OFF, id="old")
    now = a_tie("agency", "client", TieWord.SUPPORT, id="new")
    household = a_household(
        involvements=(an_involvement(),),
        ties=(ended, now),
        roles=(a_role("visit", "agency", for_ids=("client",)),),
    )

    assert {line.tie.id: line.numbers for line in compose(household, on=TODAY).lines} == {
        "old": (),
        "new": (1,),
    }
