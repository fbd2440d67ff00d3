import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from builders import TODAY, a_case, a_household, a_person, a_profile, a_role, a_tie, an_involvement, an_issue
from households_on_a_map import a_crowd, of_the_plan
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_meeting.ecomap.geometry import Box
from jusou_meeting.ecomap.notation import PAPER
from jusou_meeting.ecomap.scene import compose
from jusou_meeting.ecomap.svg import FONT_FAMILY, paint, paint_tie
from jusou_meeting.ecomap.ties import TieWord
from jusou_meeting.household import Being, Kinship

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "desc", "g", "rect", "circle", "path", "text"}
ATTRIBUTES = {
    "viewBox", "role", "font-family", "data-id", "data-kind", "data-of", "data-x", "data-y", "data-a", "data-b",
    "tabindex", "aria-label", "transform", "x", "y", "width", "height", "rx", "cx", "cy", "r", "d", "fill",
    "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
    "stroke-opacity", "text-anchor", "font-weight", "font-size", "pointer-events",
}  # fmt: skip
SAYS_WHAT_PEOPLE_TYPED = {"data-id", "data-of", "data-a", "data-b", "aria-label"}
PAYLOADS = (
    '<image href="x" onerror="alert(1)"/>',
    '"><script>alert(1)</script>',
    '<animate onbegin="alert(1)" attributeName="x"/>',
    "<foreignObject><body onload=alert(1)></foreignObject>",
    "javascript:alert(1)",
    "]]>",
    "<!--",
    "&lt;b&gt;&amp;",
    "url(http://203.0.113.7/)",
    "' onclick='alert(1)",
    "あ" * 2000,
    "𠮷野家",
    "葛\U000e0100飾区",
    "👨\u200d👩\u200d👧🏽",
    "=HYPERLINK(1)",
    "\x00\x08\x0b\x1f\ufffe\ud800",
    "\u202eright to left",
)


def strangers(svg):
    """Elements and attributes that the map does not need, and values that could do more than be seen."""
    found = []
    for element in ElementTree.fromstring(svg).iter():
        if not element.tag.startswith(SVG) or element.tag.removeprefix(SVG) not in ELEMENTS:
            found.append(element.tag)
        for name, value in element.attrib.items():
            if name not in ATTRIBUTES or (
                name not in SAYS_WHAT_PEOPLE_TYPED and ("url(" in value or ":" in value)
            ):
                found.append(f"{name}={value}")
    return found


def a_hostile_household(text, id="client"):
    """A household that says this wherever somebody can type, and whose records have hostile ids."""
    return a_household(
        case=a_case(title=text, number=text, sample=True),
        profile=a_profile(note=text),
        people=(
            a_person(id, label=text, age_band=text, name=text, note=text),
            a_person("mother", Kinship.MOTHER, label=text, lives_apart=True, residence=text),
        ),
        involvements=(an_involvement(f"agency {id}", name=text, field=text, note=text),),
        issues=(
            an_issue(f"issue {id}", id, title=text, note=text),
            an_issue("shared", "household", title=text),
        ),
        ties=(
            a_tie(f"agency {id}", id, id=f"tie {id}", label=text, note=text, source=text),
            a_tie("mother", id, label=text),
        ),
        roles=(
            a_role("role", f"agency {id}", task=text, for_ids=("household", id), issue_ids=(f"issue {id}",)),
        ),
    )


def painted(household, **said):
    return paint(compose(household, on=TODAY, **said))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_is_typed_becomes_more_than_text(payload):
    svg = painted(a_hostile_household(payload, id=payload), caption=(payload,))

    assert strangers(svg) == []


@given(st.text(max_size=60), st.text(min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_no_text_and_no_id_changes_what_the_map_is_made_of(text, id):
    assert strangers(painted(a_hostile_household(text, id=id), caption=(text,))) == []


@pytest.mark.parametrize(
    "planted",
    [
        '<image href="x"/>',
        '<g onclick="x"/>',
        '<rect fill="url(#x)"/>',
        '<a xmlns="http://www.w3.org/1999/xhtml"/>',
        '<g style="color:red"/>',
    ],
)
def test_a_stranger_in_the_map_would_be_noticed(planted):
    svg = painted(a_household()).replace("</svg>", f"{planted}</svg>")

    assert strangers(svg) != []


def test_every_shape_and_style_is_made_of_the_same_few_elements():
    assert [strangers(painted(a_crowd(12, 30, seed))) for seed in range(2)] == [[], []]


def test_the_same_household_gives_the_same_bytes_in_another_process():
    program = (
        "from builders import TODAY; from households_on_a_map import a_crowd;"
        "from jusou_meeting.ecomap.scene import compose; from jusou_meeting.ecomap.svg import paint;"
        "import hashlib; print(hashlib.sha256(paint(compose(a_crowd(6, 14, 3), on=TODAY)).encode()).hexdigest())"
    )
    here = Path(__file__).resolve().parents[1]
    hashes = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{here}{os.pathsep}{here.parent}"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(hashes) == 1


def choices(svg, kind):
    return {
        g.get("data-id"): g for g in ElementTree.fromstring(svg).iter(f"{SVG}g") if g.get("data-kind") == kind
    }


@pytest.mark.parametrize("id", ["client", "a\"b<c>&'d", "é\n\t 世帯", "]]>"])
def test_everything_that_can_be_chosen_names_its_record(id):
    svg = painted(a_hostile_household("x", id=id))

    assert choices(svg, "household").keys() == {"household"}
    assert choices(svg, "person").keys() == {id, "mother"}
    assert choices(svg, "agency").keys() == {f"agency {id}"}
    assert choices(svg, "issue").keys() == {f"issue {id}", "shared"}
    assert choices(svg, "tie").keys() == {f"tie {id}", f"tie-mother-{id}"}
    assert choices(svg, "tie")[f"tie {id}"].get("data-a") == f"agency {id}"
    assert choices(svg, "tie")[f"tie {id}"].get("data-b") == id
    assert choices(svg, "issue")[f"issue {id}"].get("data-of") == id
    for kind in ("household", "person", "agency", "issue", "tie"):
        for group in choices(svg, kind).values():
            assert (group.get("tabindex"), group.get("role")) == ("0", "button")
            assert group.get("aria-label")


def test_people_and_agencies_are_drawn_round_the_place_they_name():
    household = a_household(involvements=(an_involvement(),))
    layout = compose(household, on=TODAY)
    svg = paint(layout)

    for group in (*choices(svg, "person").values(), *choices(svg, "agency").values()):
        assert group.get("transform") == f"translate({group.get('data-x')} {group.get('data-y')})"
    client = choices(svg, "person")["client"]
    assert (float(client.get("data-x")), float(client.get("data-y"))) == layout.plan.people[0].at


def test_a_tie_can_be_hit_beside_its_line():
    svg = painted(a_household(involvements=(an_involvement(),), ties=(a_tie(),)))
    path = next(iter(choices(svg, "tie").values())).find(f"{SVG}path")

    assert (path.get("pointer-events"), path.get("stroke-opacity")) == ("stroke", "0")
    assert float(path.get("stroke-width")) >= 16


def test_the_map_says_what_it_is_to_those_who_cannot_see_it():
    root = ElementTree.fromstring(painted(of_the_plan("C01")))

    assert (root.get("role"), root.get("viewBox")) == ("img", "0 0 1600 900")
    assert root.get("font-family") == FONT_FAMILY
    assert root.find(f"{SVG}title").text == "エコマップ R8-0001 令和8年11月26日現在"
    assert "関係：" in root.find(f"{SVG}desc").text


@pytest.mark.parametrize("name", ["𠮷田", "葛\U000e0100城", "髙﨑", "👪"])
def test_a_rare_name_stands_on_the_map_as_it_was_typed(name):
    svg = painted(a_household(people=(a_person(label=name),)))

    assert name in "".join(element.text or "" for element in ElementTree.fromstring(svg).iter(f"{SVG}text"))


def test_a_moved_sign_changes_nothing_but_its_place_and_its_lines():
    household = of_the_plan("C02")
    layout = compose(household, on=TODAY)
    places = {p.figure.person.id: p.at for p in layout.plan.people}
    places |= {a.figure.involvement.id: a.at for a in layout.agencies}
    still = replace(household, positions=places)

    assert painted(still) == paint(layout)


def test_a_key_person_has_a_star_beside_the_sign_and_says_so():
    mother = a_person("mother", Kinship.MOTHER, key_person=True)
    svg = paint(compose(a_household(people=(a_person(), mother)), on=TODAY))

    assert svg.count(">★<") == 2  # on the map and in the legend
    assert "母、40代、女、キーパーソン" in svg


def test_no_piece_of_the_cross_of_the_dead_stands_between_name_and_age_like_an_accent():
    father = a_person("father", Kinship.FATHER, deceased=True, age_band="80歳")
    scene = compose(a_household(people=(a_person(), father)), on=TODAY)
    [figure] = [person.figure for person in scene.plan.people if person.figure.person.deceased]
    [group] = [g for g in ElementTree.fromstring(paint(scene)).iter() if g.get("data-id") == "father"]

    name, age = figure.inside
    grounds = [
        Box(left, top, left + width, top + height)
        for rect in group.iter(f"{SVG}rect")
        for left, top, width, height in [[float(rect.get(key)) for key in ("x", "y", "width", "height")]]
        if rect.get("fill") == PAPER and width < 2 * figure.half
    ]
    assert [ground.grown(0.1).encloses(name.box.joined(age.box)) for ground in grounds] == [True]


def test_no_stroke_of_the_frame_stands_between_the_issues_of_the_household_like_a_minus():
    titles = ("経済的困窮", "ごみ屋敷", "近隣トラブル")
    issues = tuple(an_issue(f"i{n}", "household", title=title) for n, title in enumerate(titles))
    scene = compose(a_household(people=(a_person(),), issues=issues), on=TODAY)

    on_the_frame = [row.box.moved(*scene.plan.shared_issues_at) for row in scene.plan.shared_issues.rows]
    grounds = [
        Box(left, top, left + width, top + height)
        for rect in ElementTree.fromstring(paint(scene)).iter(f"{SVG}rect")
        if rect.get("fill") == PAPER
        for left, top, width, height in [[float(rect.get(name)) for name in ("x", "y", "width", "height")]]
        if width < scene.sheet.width
    ]
    [ground] = [ground for ground in grounds if ground.meets(scene.plan.tab)]
    assert len({box.top for box in on_the_frame}) == 1
    assert all(ground.grown(1).encloses(box) for box in on_the_frame)


def test_words_of_the_unborn_stand_under_the_sign():
    child = a_person("child", Kinship.CHILD, label="第2子", age_band="妊娠9週", being=Being.UNBORN)
    (_, placed) = compose(a_household(people=(a_person(), child)), on=TODAY).plan.people

    assert placed.figure.inside == ()
    assert [line.text for line in placed.figure.under] == ["第2子", "妊娠9週"]


def test_each_word_has_a_specimen_of_its_line_drawn_as_on_the_map():
    drawn = {word: paint_tie(a_tie(word=word)) for word in TieWord}

    assert all(strangers(svg) == [] for svg in drawn.values())
    alike = {TieWord.SUPPORT, TieWord.CARE, TieWord.UPBRINGING}
    assert len({drawn[word] for word in alike}) == 1, "they differ by their words on the map"
    assert len(set(drawn.values())) == len(TieWord) - 2
    for word in TieWord:
        household = a_household(involvements=(an_involvement(),), ties=(a_tie(word=word),))
        on_the_map = paint(compose(household, on=TODAY))
        line = ElementTree.fromstring(drawn[word]).find(f"{SVG}path")
        for name in ("stroke", "stroke-width", "stroke-dasharray"):
            assert line.get(name) is None or f'{name}="{line.get(name)}"' in on_the_map, (word, name)
