"""The plan as its family signs it, and the policy that nobody is asked to sign."""

from dataclasses import replace
from datetime import date

import pytest
from builders import a_confirmation, a_plan, a_role, an_evaluation
from meeting_of_a_household import a_record, an_occasion, planned
from word_reader import body_text, rows

from jusou_meeting.documents.handout import meeting_paper
from jusou_meeting.evaluation import Outcome
from jusou_meeting.meeting import MeetingKind
from jusou_meeting.role import Answer, RoleStanding

ON_CONSENT, IN_CONFIDENCE = MeetingKind.MULTILAYERED, MeetingKind.STATUTORY


def written(kind=ON_CONSENT, role_count=7, *, record=None, **said):
    household = planned(kind, role_count, **said)
    return meeting_paper("plan", an_occasion(kind, record=record, household=household))


def test_a_plan_says_all_that_the_meeting_left():
    text = body_text(written())
    for said in (
        "支援プラン（案）",
        "☑新規　☐変更（第　回）　☐終結",
        "R8.12.1～R9.5.31（6か月）",
        "本人（60代・男）、子、配偶者（子の母）（死亡）、子の姉（女・別居）",
        "生活サポート相談窓口（主たる援助者：主任相談支援員）",
        "世帯：1 経済的困窮、2 住まい不安定（転居の必要あり）",
        "本人：「どこでもいいから、息子と静かに暮らせる所に移りたい」",
        "子：未確認",
        "親子が安心して眠れる住まいで暮らす（6か月）",
        "2　本人が受診し、治療が始まる（1か月）",
        "住まいと医療を先に。",
        "暴力の危険（終日）：110番",
        "令和9年2月25日　転居と受診の結果を確かめる",
        "適切　訪問は前の日までに電話する",
    ):
        assert said in text


@pytest.mark.parametrize("kind", MeetingKind)
@pytest.mark.parametrize(
    ("looked_at", "said"),
    [
        ({}, "次回の会議（令和8年12月22日）"),
        ({"monitoring_text": "3か月後"}, "3か月後"),
        ({"monitoring_on": date(2027, 2, 25)}, "令和9年2月25日"),
    ],
)
def test_where_no_monitoring_was_set_the_next_meeting_stands_for_it(kind, looked_at, said):
    record = a_record(kind)
    record = replace(record, meeting=replace(record.meeting, next_on=date(2026, 12, 22)))
    occasion = an_occasion(kind, record=record, household=planned(kind, plans=(a_plan(**looked_at),)))

    assert (
        dict(row[:2] for row in rows(meeting_paper("plan", occasion), "協議の結果"))["次回モニタリング"]
        == said
    )
    minuted = dict(row[:2] for row in rows(meeting_paper("minutes", occasion), "支援の方向性と期間"))
    assert minuted["次回モニタリング"] == said


def test_a_plan_is_signed_and_decided_on_and_tells_of_no_suspicion():
    file = written()
    text = body_text(file)
    assert "本　人（自署）" in text
    assert "代理人（自署）" in text
    assert [row[0] for row in rows(file, "同意と決裁")[1:]][1:] == [
        "支援決定",
        "決定年月日",
        "交付年月日",
    ] or "支援決定" in text
    assert "☐可　☐否" in text
    for said in ("虐待の疑い", "通帳を取り上げられている\n", "開催の理由"):
        assert said not in text


def test_how_to_act_towards_the_family_and_reach_them_safely_is_no_word_of_the_paper_they_sign():
    cautions = ("避けるべき関わり方：予告なしの訪問", "安全な連絡方法：昼に本人の携帯へ")
    signed, policy = (
        body_text(written(kind, profile=replace(planned(kind).profile, safe_contact="昼に本人の携帯へ")))
        for kind in (ON_CONSENT, IN_CONFIDENCE)
    )

    assert not [caution for caution in cautions if caution in signed]
    assert [caution for caution in cautions if caution in policy] == list(cautions)
    assert "強み：" not in signed, "the field itself is called so"
    assert "強み：" in policy


def test_whoever_signs_the_end_of_support_was_told_of_it_and_consents_to_nothing_more():
    record = replace(a_record(ON_CONSENT), evaluations=(an_evaluation(outcome=Outcome.CLOSED),))
    text = body_text(written(record=record))

    assert "☑終結" in text
    assert "私は、支援の終結と、終結後の相談先について説明を受けました。" in text
    assert "終結の決定" in text
    assert "同意します" not in text
    assert "同意します" in body_text(written())


def test_a_plan_says_on_which_consent_it_rests_or_that_there_is_none():
    assert "本人の同意\nR8.11.10（本人・書面）" in body_text(written())
    nothing = "有効な同意の記録なし"
    assert nothing in body_text(written(consents=()))
    assert nothing not in body_text(written(IN_CONFIDENCE, consents=()))


def test_a_policy_says_why_it_was_met_and_asks_nobody_to_sign():
    text = body_text(written(IN_CONFIDENCE))
    for said in (
        "支援方針（案）",
        "社会福祉法第106条の6",
        "開催の理由",
        "第106条の6第5項",
        "本人：高齢者虐待（通帳を取り上げられている）",
        "判断者：高齢福祉課長",
    ):
        assert said in text
    for said in ("支援プラン", "自署", "同意欄", "課長\n係長", "支援決定", "交付年月日"):
        assert said not in text


def test_a_decision_and_a_copy_handed_over_are_told_once_they_were_recorded():
    plan = a_plan(decided_on=date(2026, 12, 3), handed_on=date(2026, 12, 4))
    text = body_text(written(plans=(plan,)))
    assert "☑可　☐否" in text
    assert "令和8年12月3日" in text
    assert "令和8年12月4日" in text


def test_a_later_plan_is_a_change_and_the_end_is_an_end():
    first = a_record(ON_CONSENT)
    second = replace(first, meeting=replace(first.meeting, id="second", ordinal=2))
    household = planned(ON_CONSENT, 3)
    household = replace(household, plans=(*household.plans, a_plan("plan-2", meeting_id="second")))
    of = an_occasion(ON_CONSENT, record=second, household=household, meetings=(first, second))
    assert "☐新規　☑変更（第1回）　☐終結" in body_text(meeting_paper("plan", of))
    ended = replace(second, evaluations=(an_evaluation(lead_after="障がい者総合相談窓口"),))
    text = body_text(meeting_paper("plan", replace(of, record=ended)))
    assert "☐新規　☐変更（第　回）　☑終結" in text
    assert "終結後の主担当：障がい者総合相談窓口" in text


def test_a_lead_that_is_not_decided_yet_is_told_with_who_holds_it_until_then():
    text = body_text(written(role_count=0, plans=(a_plan(lead_pending="8月の次回までに決める"),)))
    assert "未定：8月の次回までに決める（それまでは包括化支援員が暫定）" in text


def test_a_role_stands_with_its_answer_and_its_condition():
    roles = (
        a_role("first", "psw", task="初診の枠を取る", issue_ids=("issue-3",), assigned_in="meeting"),
        a_role("second", "house", task="一時入居を諮る", lead=True),
        a_role("over", "house", task="終わった役割", standing=RoleStanding.DONE, assigned_in="earlier"),
    )
    answers = (
        a_confirmation("a", "first", answer=Answer.CONDITIONAL, text="前日に電話があれば"),
        a_confirmation("b", "second", answer=Answer.TAKEN_BACK, until_on=date(2026, 12, 8)),
    )
    table = rows(written(roles=roles, confirmations=answers), "役割分担表")
    assert table[1:] == [
        [
            "1",
            "本人：3 病気",
            "初診の枠を取る",
            "こころの病院 地域連携室",
            "",
            "条件付き\n前日に電話があれば",
        ],
        ["2", "本人", "一時入居を諮る", "◎市建築住宅課", "", "持ち帰り（R8.12.8まで）"],
    ]


def test_a_full_page_calls_issues_by_their_numbers_before_its_letters_get_small():
    assert rows(written(role_count=3), "役割分担表")[1][1] == "世帯：1 経済的困窮、2 住まい不安定"
    assert rows(written(role_count=10), "役割分担表")[1][1] == "世帯：1、2"


def test_a_missing_number_is_explained():
    said = "欠けている№の役割は、終わったか、取り消された。"
    over = a_role("over", "life", standing=RoleStanding.DONE, assigned_in="earlier")
    assert said in body_text(written(roles=(over, a_role("kept", "life"))))
    assert said not in body_text(written())


@pytest.mark.parametrize("kind", MeetingKind, ids=lambda kind: kind.value)
def test_roles_that_do_not_fit_stand_on_a_sheet_of_their_own(kind):
    file = written(kind, 40)
    assert "別紙のとおり（40件）" in body_text(file)
    assert "（案）　別紙" in body_text(file)
    assert all(role.task in body_text(file) for role in planned(kind, 40).roles)


def test_a_meeting_without_a_plan_yet_has_an_empty_one():
    text = body_text(written(plans=(), wishes=(), goals=(), emergency_contacts=()))
    assert "支援の方向性\n記録なし" in text
    assert "長期目標\n記録なし" in text
