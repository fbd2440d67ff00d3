"""What changed between two moments is told in sentences and shown on maps whose signs stand still."""

from dataclasses import replace

from builders import (
    TODAY,
    a_confirmation,
    a_family_tie,
    a_household,
    a_person,
    a_role,
    a_tie,
    an_involvement,
    an_issue,
)
from households_on_a_map import a_crowd

from jusou_meeting.agency import InvolvementStatus
from jusou_meeting.ecomap.comparison import compare
from jusou_meeting.ecomap.family_tie import Bond
from jusou_meeting.ecomap.layout import lay_out
from jusou_meeting.ecomap.notation import Difference, Entry
from jusou_meeting.ecomap.scene import compose
from jusou_meeting.ecomap.svg import paint
from jusou_meeting.ecomap.ties import TieWord
from jusou_meeting.household import Kinship
from jusou_meeting.life_event import LifeEvent
from jusou_meeting.role import Answer, RoleStanding


def told(before, after):
    return [(r.what, r.difference, r.said) for r in compare(before, after, on=TODAY).rows]


CLIENT, MOTHER = a_person(), a_person("mother", Kinship.MOTHER)
AGENCY = an_involvement()
BEFORE = a_household(
    people=(CLIENT, MOTHER),
    involvements=(AGENCY,),
    issues=(an_issue("money", title="家賃の滞納"),),
    ties=(a_tie("client", "mother", TieWord.STRESSFUL, label="暴言"),),
)


def test_a_household_that_stayed_as_it_was_has_changed_in_nothing():
    assert compare(BEFORE, BEFORE, on=TODAY).rows == ()


def test_who_follows_whom_at_an_agency_is_told_with_the_role_they_carry():
    role = a_role(task="家計の相談", in_charge="山田 一郎")
    before = replace(BEFORE, roles=(role,))
    after = replace(BEFORE, roles=(replace(role, in_charge="鈴木 次郎"),))

    said = "地域包括支援センター（山田 一郎）「家計の相談」 → 地域包括支援センター（鈴木 次郎）「家計の相談」"
    assert told(before, after) == [("役割", Difference.CHANGED, said)]


def test_whoever_came_and_whoever_left_is_told():
    after = replace(BEFORE, people=(CLIENT, a_person("sister", Kinship.OLDER_SISTER, lives_apart=True)))

    assert ("世帯員", Difference.LOST, "母（母・同居）") in told(BEFORE, after)
    assert ("世帯員", Difference.ADDED, "姉（姉・別居）") in told(BEFORE, after)


def test_a_tie_that_became_calm_is_told_as_it_was_and_as_it_is():
    [tie] = BEFORE.ties
    after = replace(BEFORE, ties=(replace(tie, stressful=False, label=""),))

    assert told(BEFORE, after) == [("関係", Difference.CHANGED, "本人―母 葛藤（暴言） → 本人―母 普通")]


def test_what_happened_meanwhile_is_told_and_what_was_said_of_it_anew():
    known = LifeEvent(id="school", subject_id="client", happened="中学2年の秋", text="学校に行けなくなる")
    before = replace(BEFORE, events=(known,))
    moved = LifeEvent(id="move", subject_id="household", happened="令和8年11月", text="退去の申し入れ")
    after = replace(BEFORE, events=(replace(known, happened="中学1年の冬"), moved))

    assert told(before, after) == [
        (
            "できごと",
            Difference.CHANGED,
            "本人：中学2年の秋 学校に行けなくなる → 本人：中学1年の冬 学校に行けなくなる",
        ),
        ("できごと", Difference.ADDED, "世帯：令和8年11月 退去の申し入れ"),
    ]
    assert paint(compose(compare(before, after, on=TODAY).after, on=TODAY)) == paint(compose(after, on=TODAY))


def test_an_issue_that_somebody_took_has_changed_and_so_has_the_agency_that_leads():
    role = a_role(assignee_id="agency", issue_ids=("money",), task="家計の相談", lead=True)

    assert told(BEFORE, replace(BEFORE, roles=(role,))) == [
        (
            "機関",
            Difference.CHANGED,
            "地域包括支援センター（関与中） → 地域包括支援センター（関与中・主担当）",
        ),
        (
            "課題",
            Difference.CHANGED,
            "家賃の滞納（本人・担当なし） → 家賃の滞納（本人・担当地域包括支援センター）",
        ),
        ("役割", Difference.ADDED, "地域包括支援センター「家計の相談」"),
    ]


def test_an_issue_whose_role_was_declined_meanwhile_has_nobody_any_more():
    before = replace(BEFORE, roles=(a_role(assignee_id="agency", issue_ids=("money",)),))
    declined = a_confirmation(answer=Answer.DECLINED, text="人手がない")

    assert told(before, replace(before, confirmations=(declined,))) == [
        (
            "課題",
            Difference.CHANGED,
            "家賃の滞納（本人・担当地域包括支援センター） → 家賃の滞納（本人・担当なし）",
        )
    ]


def test_a_role_that_was_done_is_told_with_what_became_of_it():
    role = a_role(assignee_id="agency", task="家計の相談")
    before = replace(BEFORE, roles=(role,))
    after = replace(BEFORE, roles=(replace(role, standing=RoleStanding.DONE),))

    said = "地域包括支援センター「家計の相談」 → 地域包括支援センター「家計の相談」（完了）"
    assert told(before, after) == [("役割", Difference.CHANGED, said)]


def test_a_new_name_of_an_agency_is_no_change_of_its_ties():
    tied = replace(BEFORE, ties=(a_tie("agency", "client", TieWord.SUPPORT),))
    after = replace(tied, involvements=(replace(AGENCY, name="第2地域包括支援センター"),))

    assert [what for what, _, _ in told(tied, after)] == ["機関"]


def test_a_birthday_is_no_change():
    after = replace(BEFORE, people=(replace(CLIENT, age_band="50代"), MOTHER))

    assert told(BEFORE, after) == []


def test_signs_stand_at_the_same_places_on_both_maps():
    crowd = a_crowd()
    before = replace(
        crowd,
        people=crowd.people[:-1],
        involvements=crowd.involvements[2:],
        ties=(),
        issues=crowd.issues[1:],
    )
    compared = compare(before, crowd, on=TODAY)

    earlier, later = (lay_out(h, on=TODAY).positions() for h in (compared.before, compared.after))

    shared = earlier.keys() & later.keys()
    assert len(shared) == len(earlier)
    assert {i: earlier[i] for i in shared} == {i: later[i] for i in shared}


def test_what_differs_carries_its_sign_in_words_and_a_ground_in_colour():
    after = replace(
        BEFORE,
        involvements=(replace(AGENCY, status=InvolvementStatus.ENDED),),
        issues=(an_issue("work", title="就労"),),
        ties=(),
    )
    compared = compare(BEFORE, after, on=TODAY)
    earlier, later = (compose(h, on=TODAY, marks=compared.marks) for h in (compared.before, compared.after))

    assert "＋就労" in paint(later)
    assert "△地域包括支援センター" in paint(later)
    assert "－家賃の滞納" in paint(earlier)
    assert "－暴言" in paint(earlier)
    assert {"＋", "－", "△"} == {difference.sign for difference in Difference}
    explained = [{item.entry for item in scene.legend} for scene in (earlier, later)]
    assert explained[0] & {Entry.ADDED, Entry.LOST, Entry.CHANGED} == {Entry.LOST, Entry.CHANGED}
    assert explained[1] & {Entry.ADDED, Entry.LOST, Entry.CHANGED} == {Entry.ADDED, Entry.CHANGED}


def test_a_line_of_the_family_that_differs_carries_its_sign_as_well():
    """In grey the grounds of what is new and of what changed look alike."""
    wife = a_person("wife", Kinship.WIFE)
    child = a_person("child", Kinship.SON)
    before = a_household(people=(CLIENT, wife, child), family_ties=(a_family_tie("client", "wife"),))
    after = replace(
        before,
        family_ties=(
            replace(before.family_ties[0], bond=Bond.DIVORCED),
            a_family_tie("wife", "child", Bond.ADOPTED),
        ),
    )
    marks = compare(before, after, on=TODAY).marks

    drawn = paint(compose(after, on=TODAY, marks=marks))

    legend = drawn.index("凡例")
    assert sorted(marks.values(), key=list(Difference).index) == [Difference.ADDED, Difference.CHANGED]
    assert [drawn[:legend].count(f">{sign}<") for sign in "＋△－"] == [1, 1, 0]


def test_a_map_that_is_compared_with_nothing_has_no_ground_and_no_sign():
    plain = paint(compose(BEFORE, on=TODAY))

    assert plain == paint(compose(BEFORE, on=TODAY, marks={}))
    assert "新しい" not in plain
