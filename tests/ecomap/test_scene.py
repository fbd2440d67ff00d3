from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise

import pytest
from builders import (
    TODAY,
    a_case,
    a_confirmation,
    a_consent,
    a_family_tie,
    a_household,
    a_person,
    a_profile,
    a_role,
    a_tie,
    an_involvement,
    an_issue,
)
from families import FAMILIES
from households_on_a_map import CROWDS, a_crowd, of_the_plan
from shipped_fonts import ANOTHER, BOLD, FALLBACK, REGULAR, advance

from jusou_meeting.agency import InvolvementStatus
from jusou_meeting.ecomap.caption import caption
from jusou_meeting.ecomap.family_tie import Bond
from jusou_meeting.ecomap.figure import CLOSE, HALF, LEAD_MARK, USUAL, agency_figure
from jusou_meeting.ecomap.geometry import FIELD, WIDTH, Box, sheet_of
from jusou_meeting.ecomap.legend import REACH, legend
from jusou_meeting.ecomap.line_words import label_box
from jusou_meeting.ecomap.notation import ENTRY_OF_BOND, SMALLEST, Entry, Sign, entries_of_tie
from jusou_meeting.ecomap.scene import compose
from jusou_meeting.ecomap.text_width import text_width
from jusou_meeting.ecomap.ties import TieWord
from jusou_meeting.household import Being, Kinship, Sex
from jusou_meeting.mask import Audience, masked
from jusou_meeting.role import Answer, RoleStanding
from jusou_meeting.vocabulary import Footing

LONG = "会津若松市教育委員会事務局学校教育課指導主事室長補佐"
HOUSEHOLDS = {
    "an unborn child and a dog": a_household(
        people=(
            a_person(),
            a_person("child", Kinship.CHILD, label="第2子", age_band="妊娠9週", being=Being.UNBORN),
            a_person("dog", Kinship.OTHER, label="ポチ", age_band="7歳", being=Being.ANIMAL),
            a_person("mother", Kinship.MOTHER, key_person=True, note="週3日パート"),
        ),
        issues=(an_issue("dogs", "dog", title="多頭飼育"),),
    ),
    **FAMILIES,
    "C01": of_the_plan("C01"),
    "C02": of_the_plan("C02"),
    "crowd": a_crowd(6, 14, 1),
    "full house": a_crowd(12, 30, 2),
    "long names": a_household(
        people=(
            a_person(label=LONG, age_band="小学校高学年の二学期"),
            a_person("m", Kinship.MOTHER, label="葛󠄀飾のお母さん𠮷田", lives_apart=True),
        ),
        involvements=(
            an_involvement(name=LONG, field=LONG),
            an_involvement("b", name="あ" * 2000, field="い" * 2000, outsider=True),
        ),
        issues=tuple(an_issue(f"i{n}", title=LONG * 20) for n in range(8)),
        ties=(a_tie(label="う" * 2000),),
        roles=(a_role(issue_ids=tuple(f"i{n}" for n in range(8)), lead=True),),
    ),
}


def unexplained(scene):
    """Signs on the map that the legend leaves out, and entries of the legend that are not on the map."""
    agencies = [agency.figure for agency in scene.agencies]
    issues = [row.badge for person in scene.plan.people for row in person.issues.rows]
    issues += [row.badge for row in scene.plan.shared_issues.rows]
    people = [person.figure for person in scene.plan.people]
    statuses = {figure.involvement.status for figure in agencies}
    used = {
        Entry.HOUSEHOLD: True,
        Entry.FAMILY: bool({line.bond for line in scene.family_lines} - ENTRY_OF_BOND.keys()),
        Entry.ELSEWHERE: bool(scene.plan.homes),
        Entry.TWINS: any(said.endswith("双子") for said in scene.family_said.values()),
        Entry.IDENTICAL_TWINS: any("一卵性" in said for said in scene.family_said.values()),
        Entry.CUSTODY: "親権" in "".join(scene.family_said.values()),
        Entry.MALE: any(figure.sign is Sign.SQUARE for figure in people),
        Entry.FEMALE: any(figure.sign is Sign.CIRCLE for figure in people),
        Entry.UNKNOWN_SEX: any(figure.sign is Sign.DIAMOND for figure in people),
        Entry.UNBORN: any(figure.sign is Sign.TRIANGLE for figure in people),
        Entry.ANIMAL: any(figure.sign is Sign.HEXAGON for figure in people),
        Entry.NOTED: any(figure.person.note for figure in people)
        or any(figure.involvement.note for figure in agencies),
        Entry.KEY_PERSON: any(figure.person.key_person for figure in people),
        Entry.CLIENT: any(figure.person.is_client for figure in people),
        Entry.DECEASED: any(figure.person.deceased for figure in people),
        Entry.OUTSIDER: any(figure.involvement.outsider for figure in agencies),
        Entry.CONSIDERED: InvolvementStatus.CONSIDERED in statuses,
        Entry.UNCONNECTED: InvolvementStatus.UNCONNECTED in statuses,
        Entry.PAST: InvolvementStatus.ENDED in statuses,
        Entry.OWNED_ISSUE: any(badge.owned for badge in issues),
        Entry.OPEN_ISSUE: any(not badge.owned for badge in issues),
        Entry.ROLE_NUMBER: any(line.numbers for line in scene.lines),
        Entry.ROLE: any(line.tie is None for line in scene.lines),
    }
    on_the_map = {entry for entry, there in used.items() if there}
    on_the_map |= {ENTRY_OF_BOND[each.bond] for each in scene.family_lines if each.bond in ENTRY_OF_BOND}
    on_the_map |= {entry for line in scene.lines if line.tie for entry in entries_of_tie(line.tie)}
    return on_the_map ^ {item.entry for item in scene.legend}


@pytest.mark.parametrize("household", HOUSEHOLDS.values(), ids=HOUSEHOLDS)
def test_the_legend_explains_what_is_on_the_map_and_nothing_else(household):
    assert unexplained(compose(household, on=TODAY)) == set()


def test_whose_only_parent_has_custody_hangs_on_no_side_and_needs_no_explanation():
    people = (a_person("mother", Kinship.MOTHER), a_person("sister", Kinship.YOUNGER_SISTER), a_person())
    custody = a_family_tie("mother", "sister", Bond.BIRTH, custody=True)

    scene = compose(a_household(people=people, family_ties=(custody,)), on=TODAY)

    assert Entry.CUSTODY not in {item.entry for item in scene.legend}


def test_an_entry_missing_from_the_legend_would_be_noticed():
    scene = compose(HOUSEHOLDS["C01"], on=TODAY)

    assert unexplained(replace(scene, legend=scene.legend[1:])) == {scene.legend[0].entry}


def test_a_legend_of_everything_stands_under_the_map_and_on_the_sheet():
    items = legend(set(Entry), sheet_of(FIELD))
    rows = {item.y for item in items}

    assert len(items) == len(Entry)
    assert len(rows) == 4
    assert all(item.x + item.room + 7 + text_width(item.entry.label, SMALLEST) <= WIDTH for item in items)
    assert min(rows) - REACH > FIELD.bottom
    assert not any(a.y == b.y and a.x >= b.x for a, b in pairwise(items))


@pytest.mark.parametrize(("issues", "written"), [(6, 6), (7, 7), (8, 6)])
def test_an_issue_is_a_number_alone_only_where_that_saves_a_row(issues, written):
    household = a_household(issues=tuple(an_issue(f"i{n}", title=f"課題の{n}") for n in range(issues)))

    (client,) = compose(household, on=TODAY).plan.people

    assert len(client.issues.rows) == issues
    assert len([row for row in client.issues.rows if row.lines]) == written


def test_an_issue_told_in_a_sentence_is_written_out():
    title = "精神科の治療を自分の判断で何度も中断してしまっていること"
    scene = compose(a_household(issues=(an_issue(title=title),)), on=TODAY)

    rows = [row for person in scene.plan.people for row in person.issues.rows]
    assert ["".join(line.text for line in row.lines) for row in rows] == [title]


def test_the_rows_of_a_legend_stand_close_only_where_there_are_more_than_two():
    for number in range(1, len(Entry)):
        rows = sorted({item.y for item in legend(list(Entry)[:number], sheet_of(FIELD))})
        assert all(below - above >= 28 for above, below in pairwise(rows)) == (len(rows) < 3)


@pytest.mark.parametrize("household", HOUSEHOLDS.values(), ids=HOUSEHOLDS)
def test_the_sheet_holds_the_whole_legend(household):
    scene = compose(household, on=TODAY)

    assert scene.legend[-1].y + REACH <= scene.sheet.bottom


def lettering(scene):
    """Every text of the map with the room it has to stay in."""
    for agency in scene.agencies:
        box = Box.around((0, 0), agency.figure.width, agency.figure.height)
        yield from ((line, box) for line in agency.figure.lettering)
    for person in scene.plan.people:
        half = person.figure.half
        for line in person.figure.inside:
            yield line, Box.around((0, 0), 2 * half, 2 * half)
        yield from ((line, person.figure.body) for line in person.figure.under)
        yield from ((line, row.box) for row in person.issues.rows for line in row.lines)
    yield from ((line, row.box) for row in scene.plan.shared_issues.rows for line in row.lines)
    sheet = scene.sheet
    yield from ((line, sheet) for drawn in scene.lines for line in drawn.label)
    yield from ((line, sheet._replace(bottom=FIELD.top)) for line in scene.caption)


def too_long(line, *fonts):
    """Whether a line is longer than its box in these fonts."""
    width = sum(advance(character, *fonts) or 0 for character in line.text) * line.size
    return width > line.box.width + 0.01


@pytest.mark.parametrize("household", HOUSEHOLDS.values(), ids=HOUSEHOLDS)
def test_every_text_stays_in_its_room_in_our_fonts_and_in_another(household):
    another = (ANOTHER,) if ANOTHER.exists() else (REGULAR,)
    for line, room in lettering(compose(household, on=TODAY)):
        assert room.grown(1).encloses(line.box), line
        assert not too_long(line, BOLD if line.bold else REGULAR, FALLBACK), line
        assert not too_long(line, *another), line


def test_texts_measured_too_narrow_would_be_noticed(monkeypatch):
    monkeypatch.setattr("jusou_meeting.ecomap.text_width.SLACK", 0.8)

    lines = [line for line, _ in lettering(compose(HOUSEHOLDS["C01"], on=TODAY))]

    assert any(too_long(line, BOLD, FALLBACK) for line in lines)


def test_the_words_in_a_round_or_pointed_sign_stay_within_its_edge():
    for sex, sign in ((Sex.FEMALE, Sign.CIRCLE), (Sex.UNKNOWN, Sign.DIAMOND)):
        (person,) = compose(a_household(people=(a_person(sex=sex),)), on=TODAY).plan.people
        for line in person.figure.inside:
            for x in (line.box.left, line.box.right):
                for y in (line.y - line.size * 0.4, line.y + line.size * 0.4):
                    inside = x * x + y * y if sign is Sign.CIRCLE else (abs(x) + abs(y)) ** 2
                    assert inside <= (HALF[sign] + 1) ** 2


@pytest.mark.parametrize("household", HOUSEHOLDS.values(), ids=HOUSEHOLDS)
def test_names_can_be_read_from_the_back_of_the_room(household):
    scene = compose(household, on=TODAY)
    names = [line for agency in scene.agencies for line in agency.figure.lettering if line.bold]
    names += [line for p in scene.plan.people for line in (*p.figure.inside, *p.figure.under) if line.bold]

    assert SMALLEST * 1920 / WIDTH >= 20
    assert all(line.size >= SMALLEST for line in names)


def test_an_issue_is_filled_when_an_agency_carries_it_and_the_agency_shows_its_number():
    household = a_household(
        involvements=(an_involvement(),),
        issues=(an_issue("one"), an_issue("two"), an_issue("three", "household")),
        roles=(
            a_role(issue_ids=("three", "one")),
            a_role("past", issue_ids=("two",), standing=RoleStanding.DONE),
        ),
    )

    scene = compose(household, on=TODAY)
    (client,) = scene.plan.people
    (agency,) = scene.agencies

    assert [(row.badge.number, row.badge.owned) for row in client.issues.rows] == [(1, True), (2, False)]
    assert [(row.badge.number, row.badge.owned) for row in scene.plan.shared_issues.rows] == [(3, True)]
    assert [badge.number for badge in agency.figure.badges] == [1, 3]


@pytest.mark.parametrize("audience", list(Audience))
def test_an_issue_whose_role_was_declined_is_not_filled_and_the_agency_has_neither_number_nor_line(audience):
    household = a_household(
        involvements=(an_involvement(),),
        issues=(an_issue("one"), an_issue("two")),
        roles=(a_role("first", issue_ids=("one",)), a_role("second", issue_ids=("two",))),
        confirmations=(a_confirmation(role_id="second", answer=Answer.DECLINED, text="人手がない"),),
    )

    scene = compose(masked(household, audience, on=TODAY), on=TODAY)
    (client,), (agency,), (line,) = scene.plan.people, scene.agencies, scene.lines

    assert [(row.badge.number, row.badge.owned) for row in client.issues.rows] == [(1, True), (2, False)]
    assert [badge.number for badge in agency.figure.badges] == [1]
    assert line.numbers == (1,)


def test_badges_of_an_agency_stay_in_its_box_and_hide_no_word():
    for agency in compose(HOUSEHOLDS["long names"], on=TODAY).agencies:
        box = Box.around((0, 0), agency.figure.width, agency.figure.height)
        badges = [Box.around((b.x, b.y), 23, 23) for b in agency.figure.badges]

        assert all(box.encloses(badge) for badge in badges)
        assert not any(one.grown(-0.1).meets(other) for one, other in combinations(badges, 2))
        assert not any(b.meets(line.box) for b in badges for line in agency.figure.lettering)


def test_the_lead_agency_is_marked_and_its_mark_stays_on_the_sheet():
    for place in range(4):
        involvements = tuple(an_involvement(f"a{n}") for n in range(4))
        household = a_household(involvements=involvements, roles=(a_role("r", f"a{place}", lead=True),))

        (lead,) = [a for a in compose(household, on=TODAY).agencies if a.figure.lead]

        assert lead.figure.involvement.id == f"a{place}"
        assert lead.box.top - LEAD_MARK.height / 2 >= FIELD.top


@pytest.mark.parametrize("measure", [USUAL, CLOSE], ids=["usual", "in a crowd"])
def test_the_mark_of_the_lead_agency_hides_no_word_of_its_box(measure):
    figure = agency_figure(an_involvement(name="こども家庭センター"), (), lead=True, measure=measure)

    mark = Box.around((0, -figure.height / 2), LEAD_MARK.width, LEAD_MARK.height)
    assert not [line for line in figure.lettering if line.box.meets(mark)]


def test_no_word_of_a_line_stands_on_the_mark_of_the_lead_agency():
    scene = compose(a_crowd(6, 14, 7), on=TODAY)

    (lead,) = [agency for agency in scene.agencies if agency.figure.lead]
    mark = Box.around((lead.at.x, lead.box.top), LEAD_MARK.width, LEAD_MARK.height)
    assert not [line.said for line in scene.lines if line.label and label_box(line.label).meets(mark)]


def test_the_caption_says_household_day_footing_and_meeting():
    household = replace(a_household(case=a_case(title="8050の世帯")), footing=Footing.STATUTORY)

    scene = compose(household, on=date(2026, 7, 30), caption=("第2回 支援会議",))

    assert [line.text for line in scene.caption] == [
        "R8-0001 8050の世帯",
        "令和8年7月30日現在",
        "支援会議で得た情報を含む",
        "第2回 支援会議",
    ]
    assert scene.notice is None


def test_a_long_title_stands_above_the_meeting_and_the_consent_and_nothing_is_cut():
    title = "80代の両親と40代の長男、ひきこもりの次男、近くに住む長女の家族が支え合ってきた世帯（家賃の滞納と通院の中断）"
    said = ("第12回 重層的支援会議 令和8年11月26日", "本人の同意あり（令和8年10月14日から）")
    household = a_household(case=a_case(title=title, sample=True))

    scene = compose(household, on=TODAY, caption=said)
    assert [line.text for line in scene.caption] == [f"R8-0001 {title}", "令和8年11月26日現在", *said]
    head, *rest = scene.caption
    assert max(line.box.right for line in scene.caption) < scene.notice.box.left
    assert scene.sheet.top < head.box.top
    assert head.box.bottom < min(line.box.top for line in rest)
    assert max(line.box.bottom for line in rest) < FIELD.top
    assert replace(scene, caption=()) == replace(
        compose(household, on=TODAY, caption=said, heading="話し合うこと"), caption=()
    )


def test_what_the_room_speaks_of_heads_the_map_and_moves_nothing():
    household = replace(a_household(case=a_case(title="8050の世帯")), footing=Footing.STATUTORY)
    stale = "「若松第２地域包括支援センター（北部）」と「本人の別居の祖母」の関係（支援）は、令和8年5月26日の記録のままです。"

    plain = compose(household, on=TODAY)
    for said, size in (("主担当機関が決まっていません。", 20), (stale, SMALLEST)):
        scene = compose(household, on=TODAY, heading=said)
        assert (scene.caption[0].text, scene.caption[0].size) == (said, size)
        assert "支援会議で得た情報を含む" in [line.text for line in scene.caption]
        assert scene.caption[-1].box.right < WIDTH
        assert replace(scene, caption=plain.caption) == plain


def test_a_sample_says_so_on_the_map_and_in_its_words():
    scene = compose(a_household(case=a_case(sample=True, title="長" * 200)), on=TODAY, caption=("長" * 200,))

    assert scene.notice.text == "見本・架空の世帯"
    assert scene.description.startswith("見本・架空の世帯。")
    assert scene.caption[-1].box.right < scene.notice.box.left
    assert scene.notice.box.right <= WIDTH


def test_the_map_in_words_names_who_how_and_who_stands_alone():
    household = a_household(
        involvements=(an_involvement(), an_involvement("alone", name="警察署", field="警察")),
        issues=(an_issue(title="医療未受診"),),
        ties=(a_tie("client", "agency", TieWord.STRESSFUL, label="過度の苦情"),),
    )

    said = compose(household, on=TODAY).description

    assert "人は1人：本人、40代、性別不明、課題1件。" in said
    assert "課題1 医療未受診、担当なし" in said
    assert "本人―地域包括支援センター 葛藤（過度の苦情）" in said
    assert "どこにも線のない機関：警察署。" in said


def test_what_the_mask_takes_away_is_nowhere_in_the_scene():
    secret = "秘密の避難先"
    household = a_household(
        people=(
            a_person(note=secret, residence=secret, kana=secret),
            a_person("x", Kinship.HUSBAND, residence=secret),
        ),
        involvements=(an_involvement(note=secret),),
        issues=(an_issue(note=secret),),
        ties=(a_tie(note=secret, source=secret),),
        roles=(a_role(task=secret, in_charge=secret),),
    )

    for audience in Audience:
        scene = compose(masked(household, audience, on=TODAY), on=TODAY)
        drawn = [line.text for line, _ in lettering(scene)]
        assert secret not in "".join([*drawn, scene.title, scene.description, scene.household_said])


def test_a_household_without_anybody_is_a_map_all_the_same():
    scene = compose(a_household(people=()), on=TODAY)

    assert scene.plan.people == ()
    assert "人の記録はありません。" in scene.description


@pytest.mark.parametrize(("people", "agencies"), CROWDS)
def test_one_household_gives_one_scene(people, agencies, forget):
    household = a_crowd(people, agencies, 1)
    scene = compose(household, on=TODAY)
    forget()

    assert compose(household, on=TODAY) == scene


def test_five_generations_with_long_words_are_all_on_the_sheet():
    long = "あ" * 2000
    people = [
        a_person(f"p{n}", kinship, label=long, age_band=long)
        for n, kinship in enumerate(
            [
                Kinship.CLIENT,
                Kinship.FATHER,
                Kinship.MOTHER,
                Kinship.CHILD,
                Kinship.GRANDFATHER,
                Kinship.GRANDCHILD,
            ]
        )
    ]
    scene = compose(a_household(people=tuple(people)), on=TODAY)

    bodies = [person.body for person in scene.plan.people]
    assert min(body.top for body in bodies) > scene.caption[0].y
    assert max(body.bottom for body in bodies) < scene.legend[0].y
    assert scene.sheet.height > 900
    assert compose(a_household(), on=TODAY).sheet.height == 900


@pytest.mark.parametrize(
    ("consents", "said"),
    [
        ((), "本人の同意なし"),
        ((a_consent(),), "本人の同意あり"),
        ((a_consent(withdrawn_on=TODAY),), "本人の同意は撤回"),
        ((a_consent(given_on=date(2025, 1, 1), until_on=date(2026, 1, 1)),), "本人の同意は期限切れ"),
        ((a_consent(agency_ids=()),), "本人の同意は共有先が未定"),
        ((a_consent(person_id="somebody else"),), "本人の同意なし"),
    ],
)
def test_the_sheet_says_how_it_stands_with_the_consent_of_the_client(consents, said):
    household = a_household(consents=consents)

    scene = compose(household, on=TODAY, caption=caption(household, TODAY))

    assert said in [line.text for line in scene.caption]


def test_strengths_and_what_to_avoid_are_counted_on_the_map_and_not_on_the_wall():
    household = a_household(profile=a_profile(strengths=("料理が得意",), avoid=("大声", "急な訪問")))

    assert compose(household, on=TODAY).household_notes.text == "強み1件・避けるべき関わり方2件"
    assert compose(masked(household, Audience.PROJECTOR, on=TODAY), on=TODAY).household_notes is None


def test_who_has_a_note_says_so_and_the_wall_does_not():
    household = a_household(people=(a_person(note="夜勤"),), involvements=(an_involvement(note="月1回"),))

    seen = compose(household, on=TODAY)
    wall = compose(masked(household, Audience.PROJECTOR, on=TODAY), on=TODAY)

    assert seen.description.count("メモあり") == 2
    assert Entry.NOTED in {item.entry for item in seen.legend}
    assert "メモあり" not in wall.description
    assert Entry.NOTED not in {item.entry for item in wall.legend}
