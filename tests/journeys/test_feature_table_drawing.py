"""The feature table, row by row: what is seen on a map of three generations that nobody touched."""

import math
import re
from itertools import combinations, pairwise

import pytest
from feature_table import HOUSEHOLD, ROWS, Seen, a_coordinator, line, sign, tab, varied
from playwright.sync_api import expect

from jusou_meeting.meeting import MeetingKind

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def coordinator(browser, municipality):
    with a_coordinator(browser, municipality) as coordinator:
        yield coordinator


@pytest.fixture(scope="module")
def window(coordinator, municipality):
    """The screen of an open 支援会議 on the household, as the coordinator has it."""
    municipality.in_a_meeting(HOUSEHOLD)
    return municipality.show(coordinator, "meeting", meeting=municipality.meeting_id)


@pytest.fixture(scope="module")
def seen(window):
    expect(sign(window, "本人")).to_be_visible(timeout=20_000)
    return Seen(window)


def test_01_men_are_squares_women_circles_the_client_is_double_and_ages_stand_inside(seen):
    assert {name: seen.named(name).outline.tag for name in ("元夫", "同居の夫", "父")} == dict.fromkeys(
        ("元夫", "同居の夫", "父"), "rect"
    )
    assert {name: seen.named(name).outline.tag for name in ("母", "娘", "祖母")} == dict.fromkeys(
        ("母", "娘", "祖母"), "circle"
    )
    corners = {name: len(seen.named(name).outline.points) for name in ("いとこ", "おなかの子", "猫のミル")}
    assert corners == {"いとこ": 4, "おなかの子": 3, "猫のミル": 6}

    rings = {s.said.split("、")[0]: sum(p.tag == s.outline.tag and p.fill == "none" for p in s.parts) for s in seen.of("person")}  # fmt: skip
    assert [name for name, more in rings.items() if more] == ["本人"]
    for name, age in {"本人": r"\d\d歳", "母": "60代", "娘": r"\d+歳", "同居の夫": "30代"}.items():
        [years] = [word for word in seen.named(name).words if re.fullmatch(age, word.text)]
        assert seen.named(name).outline.holds(years)
    assert len(seen.named("父").strokes) == 2, "who died has a cross"


def test_02_agencies_are_boxes_with_their_names_and_lines_lead_from_them_to_people(seen):
    names = ("こども家庭センター", "保健センター", "みなと産科医院", "川岸小学校", "地域包括支援センター", "生活サポート相談窓口", "家主")  # fmt: skip
    for name in names:
        box = seen.named(name)
        assert box.outline.tag == "rect"
        assert "".join(w.text for w in box.words if box.outline.holds(w)).startswith(name)

    ties = [tie for tie in seen.of("tie") if "世帯" not in (tie.a, tie.b)]
    assert len(ties) == 12
    for tie in ties:
        start, end = tie.parts[0].points[0], tie.parts[0].points[-1]
        assert seen.named(tie.a).outline.far_from(start) < 25, tie.said
        assert seen.named(tie.b).outline.far_from(end) < 25, tie.said


def test_03_stress_is_a_zigzag_and_nothing_else_is(seen):
    zigzags = {tie.said for tie in seen.of("tie") if tie.turns > 3}

    assert zigzags == {"元夫―本人 葛藤（待ち伏せ）", "家主―世帯 葛藤（家賃の催促）"}


def test_04_an_arrow_stands_where_help_arrives_at_one_end_at_both_or_at_none(seen):
    def where(said):
        tie = seen.line(said)
        ends = {"a": tie.parts[0].points[0], "b": tie.parts[0].points[-1]}
        return {name for name, end in ends.items() if any(math.dist(end, tip) < 3 for tip in tie.heads)}

    assert where("保健センター→本人") == {"b"}
    assert where("生活サポート相談窓口←同居の夫") == {"a"}
    assert where("こども家庭センター↔川岸小学校") == {"a", "b"}
    assert where("母―娘") == set()


def test_05_how_strong_a_tie_is_shows_in_its_line(seen):
    strong, normal, weak, none = (
        seen.line(said).stroke for said in ("母―娘 良好", "川岸小学校―娘 普通", "民生委員・児童委員―母 弱い", "祖母―娘 なし")
    )  # fmt: skip

    assert strong.width >= 2 * normal.width
    assert (strong.dash, normal.dash) == ("none", "none")
    gaps = [float(stroke.dash.split("px")[1].strip(", ")) / stroke.width for stroke in (weak, none)]
    assert gaps[0] > 2
    assert gaps[1] > gaps[0] * 1.5, "the less there is between two, the less there is of the line"


def test_06_two_ties_of_one_pair_are_two_lines_that_do_not_lie_on_each_other(seen):
    one, other = seen.joining("元夫", "本人")
    ways = [tie.parts[0].points for tie in (one, other)]
    between = [
        [(a[0] + (b[0] - a[0]) * n / 20, a[1] + (b[1] - a[1]) * n / 20) for a, b in pairwise(way) for n in range(20)]
        for way in ways
    ]  # fmt: skip

    inner = between[0][len(between[0]) // 4 : -len(between[0]) // 4]
    assert min(math.dist(here, there) for here in inner for there in between[1]) > 8
    [bond] = [s for s in seen.of("unnamed") if {s.a, s.b} == {"元夫", "本人"} and len(s.strokes) == 3]
    assert bond.strokes[1].points != bond.strokes[2].points, (
        "the divorce is a line of its own, with two strokes"
    )


def test_07_who_lives_together_stands_within_one_dashed_outline_and_nobody_else_does(seen):
    outline = seen.named("世帯").outline

    assert outline.dash != "none"
    inside = {s.said.split("、")[0] for s in seen.of("person") if outline.holds(s.outline)}
    touched = {s.said.split("、")[0] for s in seen.signs if s.kind in ("person", "agency") and outline.meets(s.outline)}  # fmt: skip
    assert inside == touched == {"本人", "同居の夫", "娘", "おなかの子", "母", "猫のミル"}
    homes = [part for part in seen.loose if part.tag == "rect" and part.dash != "none"]
    assert all(any(home.holds(seen.named(name).outline) for home in homes) for name in ("祖母", "いとこ"))
    assert [part.text for part in seen.loose if part.text.startswith("川向こう")] == ["川向こうの家"] * 2


def test_08_a_line_may_lead_to_the_whole_household(seen):
    claim, outline = seen.line("家主―世帯"), seen.named("世帯").outline
    x, y = claim.parts[0].points[-1]

    edges = abs(x - outline.left), abs(x - outline.right), abs(y - outline.top), abs(y - outline.bottom)
    assert outline.far_from((x, y)) < 3
    assert min(edges) < 3, "it ends at the outline and not within it"


def test_09_generations_stand_below_one_another_and_couples_side_by_side(seen):
    def height(name):
        return seen.named(name).outline.middle[1]

    oldest, parents, own, children = (
        [height(name) for name in row]
        for row in (("祖父", "祖母"), ("父", "母"), ("本人", "元夫", "同居の夫"), ("娘", "おなかの子"))
    )
    rows = (oldest, parents, own, children)
    assert all(max(above) + 40 < min(below) for above, below in pairwise(rows))
    assert all(max(row) - min(row) < 12 for row in rows)
    assert seen.named("元夫").outline.right < seen.named("本人").outline.left
    for child in ("娘", "おなかの子", "本人", "母"):
        drops = [s for s in seen.signs if s.kind in ("unnamed", "family") and s.b == child]
        ends = [point for drop in drops for stroke in drop.strokes for point in stroke.points]
        assert min(seen.named(child).outline.far_from(end) for end in ends) < 2, child


def test_10_agencies_stand_all_round_the_household_and_none_on_another(seen):
    boxes = [agency.outline for agency in seen.of("agency")]
    middle_x, middle_y = seen.named("世帯").outline.middle
    sides = sorted(
        math.degrees(math.atan2(y - middle_y, x - middle_x)) for x, y in (box.middle for box in boxes)
    )
    widest = max(b - a for a, b in pairwise([*sides, sides[0] + 360]))

    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert widest < 180, f"one half of the sheet is empty: {sides}"


def test_20_the_legend_explains_what_is_on_the_sheet_and_nothing_else(seen):
    on_the_sheet = {
        "男", "女", "性別不明", "胎児（妊娠中）", "動物", "本人", "死亡", "キーパーソン", "メモあり", "家族", "内縁", "離婚", "同居の世帯",
        "別に暮らす世帯", "良好・強い関係", "普通の関係", "弱い関係", "関係なし", "葛藤・対立", "働きかけの向き", "検討中・予定",
        "必要だがない", "断絶・終了", "役割（関係は未記入）", "役割の番号", "課題と担当", "担当のない課題", "機関ではない支え手", "検討中",
        "未接続", "関与終了",
    }  # fmt: skip

    assert seen.explained == on_the_sheet


def test_25_without_colour_every_meaning_of_a_line_and_of_a_box_is_told_apart(seen):
    meant = {
        "母―娘 良好", "川岸小学校―娘 普通", "民生委員・児童委員―母 弱い", "祖母―娘 なし", "元夫―本人 葛藤", "保健センター→本人",
        "みなと産科医院―本人 検討中", "地域包括支援センター―祖母 必要だがない", "前に通った保育園―娘 断絶",
        "こども家庭センター↔川岸小学校",
    }  # fmt: skip
    looks = {said: seen.line(said).looks for said in meant}
    assert len(set(looks.values())) == len(meant), looks

    near = {
        "川岸小学校": "関与中",
        "みなと産科医院": "検討中",
        "地域包括支援センター": "未接続",
        "前に通った保育園": "終了",
    }
    borders = {name: (seen.named(name).outline.width, seen.named(name).outline.dash) for name in near}
    assert len(set(borders.values())) == len(near), borders
    tints = {agency.outline.fill for agency in seen.of("agency")}
    fields = {
        word.text for agency in seen.of("agency") for word in agency.words if word.text.startswith("〔")
    }
    assert len(fields) >= len(tints) > 4, "the colour of a box says nothing that its words do not"


def test_29_who_has_a_note_carries_a_sheet_and_the_note_is_read_when_it_is_chosen(seen, window):
    noted = {s.said.split("、")[0] for s in seen.signs if "メモあり" in s.said}
    assert noted == {"本人", "保健センター"}
    for name in noted:
        sheets = [p for p in seen.named(name).parts if p.closed and len(p.points) == 5]
        assert len(sheets) == 1, name
    assert "強み2件・避けるべき関わり方1件" in "".join(word.text for word in seen.named("世帯").words)

    sign(window, "保健センター").click()
    expect(window.get_by_label("メモ", exact=True).locator("visible=true").first).to_have_value(
        "担当の保健師が替わったばかり", timeout=15_000
    )


def test_35_an_issue_is_a_number_beside_its_person_and_the_same_number_on_whoever_carries_it(seen):
    def badge_of(said):
        [issue] = [s for s in seen.of("issue") if s.said.startswith(said)]
        [disc] = [part for part in issue.parts if part.tag == "circle"]
        return issue, disc

    for said, whose in {
        "課題1 妊婦健診の未受診": "本人",
        "課題2 不登校": "娘",
        "課題4 通院の中断": "母",
    }.items():
        issue, disc = badge_of(said)
        assert issue.words[0].text == said[2]
        distances = {p.said.split("、")[0]: p.outline.far_from(disc.middle) for p in seen.of("person")}
        assert min(distances, key=distances.get) == whose, distances
    _, own = badge_of("課題3 家賃の滞納")
    assert abs(own.middle[1] - seen.named("世帯").outline.top) < 15, "an issue of all stands on their outline"

    carriers = {a.said.split("、")[0] for a in seen.of("agency") if "1" in [word.text for word in a.words]}
    assert carriers == {"こども家庭センター", "保健センター"}
    assert badge_of("課題1")[1].dash == "none"
    assert badge_of("課題2")[1].dash != "none", "an issue that nobody carries is an open ring"


def test_36_a_line_carries_the_number_of_its_role_and_the_lead_agency_its_word(seen, window):
    visit = seen.line("保健センター→本人 支援")
    assert "№2" in "".join(word.text for word in visit.words)
    [alone] = [s for s in seen.of("unnamed") if s.words]
    assert (alone.a, alone.b, [word.text for word in alone.words]) == ("こども家庭センター", "本人", ["№1"])
    assert "主担当" in [word.text for word in seen.named("こども家庭センター").words]

    row = window.locator(".jusou-row", has_text="健診に付き添う")
    expect(row).to_contain_text("2")
    expect(row).to_contain_text("保健センター")


def test_37_since_when_who_said_it_and_how_sure_it_is_are_read_at_the_line(seen, window):
    assert "推測" in "".join(word.text for word in seen.line("保健センター→本人").words)

    line(window, "保健センター→本人").click(force=True)
    expect(window.get_by_label("誰から聞いたか", exact=True).locator("visible=true")).to_have_value(
        "母から", timeout=15_000
    )
    in_hand = window.locator("[class*=st-key-in-hand]").locator("visible=true")
    expect(in_hand.get_by_role("combobox", name="確かさ")).to_have_value("推測")
    expect(in_hand).to_contain_text("最後に記録")
    expect(in_hand).to_contain_text("いつから2026/09/10")
    tab(window, "関係の表")
    expect(window.locator("tr", has_text="母から（推測）")).to_contain_text("9.10")


def test_38_the_sheet_says_for_which_kind_of_meeting_it_is_and_whether_the_client_consented(
    seen, coordinator, municipality, tmp_path
):
    assert "第1回 支援会議 令和" in seen.caption
    assert "支援会議で得た情報を含む" in seen.caption
    assert "本人の同意あり" in seen.caption

    for file, kind, consent in (
        (HOUSEHOLD, MeetingKind.MULTILAYERED, "本人の同意あり"),
        (varied(tmp_path, consents=[]), MeetingKind.STATUTORY, "本人の同意なし"),
    ):
        held = municipality.hold(municipality.case(file), kind)
        other = municipality.show(coordinator, "meeting", meeting=held)
        expect(sign(other, "本人")).to_be_visible(timeout=20_000)
        said = Seen(other).caption
        assert f"第1回 {kind.label} 令和" in said
        assert consent in said
        assert ("支援会議で得た情報を含む" in said) == (kind is MeetingKind.STATUTORY)
        other.close()


def test_every_row_of_the_table_is_shown_by_a_test():
    folder = HOUSEHOLD.parents[1] / "journeys"
    sources = [path.read_text("utf-8") for path in sorted(folder.glob("test_feature_table_*.py"))]
    shown = [int(number) for source in sources for number in re.findall(r"(?m)^def test_(\d\d)_", source)]

    assert sorted(shown) == sorted(ROWS)
