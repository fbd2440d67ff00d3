"""Answers count for the wording they were given to; what nobody took is said."""

from dataclasses import replace
from datetime import timedelta

from builders import NOW, TODAY, a_confirmation, a_review, a_role, an_issue

from jusou_meeting.role import (
    Answer,
    RoleStanding,
    answer_findings,
    answer_to_keep,
    carriers,
    exchange,
    hearsay_findings,
    latest_answers,
    open_question,
    review_findings,
    reworded,
    role_removal_findings,
    standing_findings,
    unanswered,
    undecided,
)


def sentences(issues=(), roles=(), confirmations=()):
    found = (*undecided(issues, roles, confirmations), *unanswered(roles, confirmations))
    return [finding.sentence for finding in found]


def test_the_last_answer_counts():
    asked = a_confirmation("first", answer=Answer.QUESTIONED, wording=1)
    agreed = a_confirmation("second", wording=1, answered_at=NOW + timedelta(minutes=1))

    answers = latest_answers([a_role(wording=1)], [agreed, asked])

    assert answers["role"].answer is Answer.ACCEPTED


def test_an_answer_to_an_earlier_wording_no_longer_counts():
    assert latest_answers([a_role(wording=2)], [a_confirmation(wording=1)]) == {}


def test_a_reply_is_no_answer_and_ends_the_question():
    asked = a_confirmation("q", answer=Answer.QUESTIONED, wording=1, text="主治医は誰か")
    replied = a_confirmation("r", answer=Answer.REPLIED, wording=1, answered_at=NOW + timedelta(minutes=1))
    role = a_role(wording=1)

    assert latest_answers([role], [replied, asked]) == {"role": asked}
    assert open_question(exchange("role", [asked])) is asked
    assert open_question(exchange("role", [replied, asked])) is None
    assert "役割「週1回の訪問」の質問に返答しましたが、確認がまだです。" in sentences(
        roles=[role], confirmations=[asked, replied]
    )


def a_word(n, answer, **said):
    return a_confirmation(f"c{n}", answer=answer, wording=1, answered_at=NOW + timedelta(minutes=n), **said)


def test_a_question_waits_until_it_is_replied_to_although_its_agency_also_proposed_a_wording():
    asked = a_word(1, Answer.QUESTIONED, text="誰が同席するか")
    proposed = a_word(2, Answer.QUESTIONED, proposed_task="訪問看護と説明する")
    taken = a_word(3, Answer.REPLIED, text="文言を取り入れました")
    replied = a_word(4, Answer.REPLIED, text="保健師が同席します")

    assert open_question(exchange("role", [asked, proposed])) is proposed
    assert open_question(exchange("role", [asked, proposed, taken])) is asked
    assert open_question(exchange("role", [asked, proposed, taken, replied])) is None
    assert "役割「訪問看護と説明する」に質問が出たままです（誰が同席するか）。" in sentences(
        roles=[a_role(wording=2, task="訪問看護と説明する")], confirmations=[asked, proposed, taken]
    )


def test_a_proposal_waits_until_it_is_taken_or_not_although_its_agency_also_asked():
    proposed = a_word(1, Answer.QUESTIONED, proposed_task="訪問看護と説明する")
    asked = a_word(2, Answer.QUESTIONED, text="誰が同席するか")
    replied = a_word(3, Answer.REPLIED, text="保健師が同席します")

    assert open_question(exchange("role", [proposed, asked, replied])) is proposed


def test_one_reply_is_for_all_that_was_asked_and_an_answer_leaves_nothing_open():
    asked = [a_word(n, Answer.QUESTIONED, text=f"問い{n}") for n in (1, 2)]
    proposed = a_word(1, Answer.QUESTIONED, proposed_task="訪問看護と説明する")

    assert (
        open_question(exchange("role", [*asked, a_word(3, Answer.REPLIED, text="どちらも主治医です")]))
        is None
    )
    assert open_question(exchange("role", [proposed, a_word(2, Answer.ACCEPTED)])) is None


def test_an_exchange_keeps_every_word_in_its_order_and_to_its_role():
    words = [a_confirmation(f"c{n}", wording=n, answered_at=NOW + timedelta(minutes=n)) for n in (3, 1, 2)]

    assert [said.id for said in exchange("role", [*words, a_confirmation("else", "other")])] == [
        "c1",
        "c2",
        "c3",
    ]


def test_what_an_agency_takes_back_comes_again_by_a_day():
    taken_back = a_confirmation(answer=Answer.TAKEN_BACK, text="課長に聞く")

    assert [f.sentence for f in answer_findings(taken_back)] == [
        "「持ち帰り」は、いつまでに返事をするか（日付）を入れてください。"
    ]
    assert list(answer_findings(replace(taken_back, until_on=TODAY))) == []
    assert list(answer_findings(a_confirmation(answer=Answer.CONDITIONAL, text="本人が望めば"))) == []


def test_an_agency_that_is_not_in_the_room_accepts_only_as_somebody_says_how():
    accepted = a_confirmation(oral=True)

    assert [f.sentence for f in hearsay_findings(accepted)] == [
        "「地域包括支援センター」は、その場にいません。承諾をどう聞いたか（電話など）を書いてください。"
    ]
    assert list(hearsay_findings(replace(accepted, text="電話で聞いた"))) == []
    assert list(hearsay_findings(replace(accepted, oral=False))) == []
    assert list(hearsay_findings(replace(accepted, answer=Answer.TAKEN_BACK))) == []


def test_an_issue_without_a_role_is_said():
    said = sentences([an_issue(title="屋内の衛生状態が悪い")])

    assert "課題「屋内の衛生状態が悪い」に担当がありません。" in said


def test_an_issue_that_nobody_takes_for_now_is_told_with_the_reason_until_somebody_does():
    later = an_issue(title="就労", deferred_because="受診が先", deferred_until="次回")

    assert sentences([later])[0] == "課題「就労」には、いまは担当を置かないと決めています（受診が先、次回）。"
    assert not [said for said in sentences([later], [a_role(issue_ids=("issue",))]) if "就労" in said]


def test_whoever_carries_an_issue_has_a_role_for_it_that_stands_and_was_not_declined():
    roles = (
        a_role("one", "agency", issue_ids=("issue", "other")),
        a_role("again", "agency", issue_ids=("issue",)),
        a_role("two", "hospital", issue_ids=("issue",)),
        a_role("done", "school", issue_ids=("issue",), standing=RoleStanding.DONE),
        a_role("declined", "police", issue_ids=("issue",)),
    )
    declined = a_confirmation(role_id="declined", answer=Answer.DECLINED, text="人手がない")

    assert carriers(roles, [declined]) == {"issue": ("agency", "hospital"), "other": ("agency",)}


def test_a_role_that_is_done_no_longer_carries_its_issue():
    done = a_role(issue_ids=("issue",), standing=RoleStanding.DONE)

    assert "担当がありません" in sentences([an_issue()], [done])[0]


def test_nothing_is_missing_when_every_issue_has_a_lead_a_date_and_an_answer():
    role = a_role(wording=1, issue_ids=("issue",), lead=True, in_charge="相談支援員", due_on=TODAY)

    assert sentences([an_issue()], [role], [a_confirmation(wording=1)]) == []


def test_a_frequency_is_a_time_too():
    role = a_role(wording=1, due_text="月2回")

    assert not [said for said in sentences(roles=[role]) if "期限" in said]


def test_a_question_that_nobody_answered_and_a_second_lead_are_said():
    asked = a_confirmation(wording=1, answer=Answer.QUESTIONED, text="主治医は誰か")
    said = sentences(
        roles=[a_role(wording=1, lead=True), a_role("other", wording=1, lead=True)], confirmations=[asked]
    )

    assert any("主治医は誰か" in sentence for sentence in said)
    assert "主担当機関が2つの役割に付いています。" in said


def test_a_proposal_that_nobody_took_up_is_said_and_needs_no_further_words():
    proposal = a_confirmation(answer=Answer.QUESTIONED, proposed_task="月2回の訪問")

    assert list(answer_findings(proposal)) == []
    assert "役割「週1回の訪問」に文言の提案が出たままです。" in sentences(
        roles=[a_role()], confirmations=[proposal]
    )


def test_a_role_that_was_declined_leaves_its_issue_to_nobody():
    role = a_role(wording=1, issue_ids=("issue",), due_text="随時")
    declined = a_confirmation(wording=1, answer=Answer.DECLINED, text="人手がない")
    said = sentences([an_issue()], [role], [declined])

    assert "課題「医療未受診」に担当がありません。" in said
    assert "役割「週1回の訪問」は辞退されました（人手がない）。担い手を決め直してください。" in said


def test_a_role_that_crossed_from_a_meeting_nobody_here_knows_of_is_not_removed():
    noted, crossed = a_role("noted"), a_role("crossed")

    assert list(role_removal_findings(noted, (), {"crossed"})) == []
    assert len(list(role_removal_findings(crossed, (), {"crossed"}))) == 1
    undone = replace(crossed, standing=RoleStanding.UNDONE, result="人手がない")
    assert len(list(standing_findings(crossed, undone, (), (), {"crossed"}))) == 1


def test_what_was_not_done_says_why_and_what_was_done_needs_no_words():
    undone = (RoleStanding.CHANGED, RoleStanding.UNDONE)
    for standing in RoleStanding:
        refused = list(review_findings(a_review(standing=standing)))
        assert bool(refused) is (standing in undone)
        assert list(review_findings(a_review(standing=standing, result="入院した"))) == []


def test_naming_the_person_in_charge_voids_no_answer_and_another_task_does():
    role = a_role(wording=3)

    assert reworded(role, replace(role, in_charge="相談支援員", lead=True, result="済んだ")).wording == 3
    assert reworded(role, replace(role, task="月2回の訪問")).wording == 4


def test_a_role_of_a_meeting_that_is_over_is_not_removed():
    def refused(role, *ended):
        return [finding.sentence for finding in role_removal_findings(role, ended)]

    given = a_role(task="週1回の訪問", assigned_in="first")
    assert refused(given) == []
    assert refused(given, "another") == []
    assert refused(given, "first") == [
        "「週1回の訪問」は、前の会議までの役割なので消せません。会議の「前回」の欄で、どうなったかを記してください。"
        "書き間違いなら、内容を直してください。"
    ]
    noted = a_role(assigned_in=None)
    assert refused(noted) == []
    assert refused(noted, "first") != [], "the next meeting is to ask what became of it"


def test_that_an_earlier_role_was_not_done_is_found_by_a_meeting_and_with_its_reason():
    def refused(before, after, *reviews):
        return [f.sentence for f in standing_findings(before, after, {"first"}, reviews)]

    given = a_role(assigned_in="first")
    undone = replace(given, standing=RoleStanding.UNDONE, result="入院した")
    no_reason = "状況を「未実施」にするときは、その理由を書いてください。"
    no_review = "前の会議までの役割を「未実施」にするのは、会議の「前回」の欄です。"
    found = a_review(role_id="role", standing=RoleStanding.UNDONE, result="入院した")

    assert refused(given, replace(undone, result=" ")) == [no_reason, no_review]
    assert refused(given, undone) == [no_review]
    assert refused(given, undone, a_review("other", "another", standing=RoleStanding.UNDONE)) == [no_review]
    assert refused(given, undone, found) == []
    assert refused(undone, replace(undone, in_charge="鈴木")) == []
    assert refused(given, replace(given, standing=RoleStanding.DONE)) == []


def test_what_this_meeting_gave_and_took_back_needs_its_reason_alone():
    given = a_role(assigned_in="meeting")
    changed = replace(given, standing=RoleStanding.CHANGED)

    [finding] = standing_findings(given, changed, {"first"}, ())
    assert "理由を書いてください" in finding.sentence
    assert list(standing_findings(given, replace(changed, result="担い手が変わった"), {"first"}, ())) == []


def test_the_answer_to_the_wording_before_can_be_kept_until_there_is_another():
    agreed = a_word(0, Answer.ACCEPTED)
    proposed = a_word(1, Answer.QUESTIONED, proposed_task="訪問看護と説明する")
    taken = a_word(2, Answer.REPLIED, text="文言を取り入れました")
    role = a_role(wording=2)

    assert answer_to_keep(role, [agreed, proposed, taken]) is agreed
    assert answer_to_keep(role, [agreed, a_confirmation("new", wording=2)]) is None
    assert answer_to_keep(a_role(wording=1), [agreed]) is None
    assert answer_to_keep(role, [proposed]) is None
    assert answer_to_keep(role, [replace(agreed, answer=Answer.DECLINED, text="人手がない")]) is None


def test_an_agency_that_asked_after_it_accepted_is_not_held_to_the_acceptance_when_its_wording_is_taken():
    agreed = a_word(0, Answer.ACCEPTED)
    asked = a_word(1, Answer.QUESTIONED, text="誰が同席するか")
    replied = a_word(2, Answer.REPLIED, text="保健師が同席します")
    proposed = a_word(3, Answer.QUESTIONED, proposed_task="訪問看護と説明する")
    again = a_word(4, Answer.ACCEPTED)
    role = a_role(wording=2)

    assert answer_to_keep(role, [agreed, asked, proposed]) is None
    assert answer_to_keep(role, [agreed, asked, replied, proposed]) is None
    assert answer_to_keep(role, [agreed, asked, replied, again]) is again
