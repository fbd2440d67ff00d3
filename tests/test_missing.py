from dataclasses import replace
from datetime import timedelta

import pytest
from builders import (
    NOW,
    TODAY,
    a_confirmation,
    a_consent,
    a_household,
    a_meeting,
    a_person,
    a_plan,
    a_remark,
    a_review,
    a_role,
    a_sitting,
    a_wish,
    an_abuse_suspicion,
    an_attendee,
    an_evaluation,
    an_involvement,
    an_issue,
)

from jusou_meeting.ecomap.gap import map_gaps
from jusou_meeting.evaluation import Outcome
from jusou_meeting.finding import Weight
from jusou_meeting.household import Being, Kinship
from jusou_meeting.mask import Audience
from jusou_meeting.meeting import MeetingKind, MeetingRecord, Part
from jusou_meeting.missing import (
    Remedy,
    finality_findings,
    in_its_words,
    may_be_projected,
    missing,
    of_the_meeting,
    on_the_map,
    projected,
)
from jusou_meeting.plan import wish_in_words
from jusou_meeting.role import Answer, RoleStanding
from jusou_meeting.safety import AbuseHandling
from jusou_meeting.vocabulary import Footing


def a_record(kind=MeetingKind.MULTILAYERED, next_time="12月17日 14時", closed_at=None, **said):
    meeting = a_meeting(kind=kind, next_time=next_time, closed_at=closed_at)
    return MeetingRecord(sitting=a_sitting(), meeting=meeting, **said)


def sentences(household, record=None):
    return [finding.sentence for finding in missing(household, record or a_record())]


def refusals(household, **said):
    findings = finality_findings(household, a_record(**{"closed_at": NOW} | said), today=TODAY)
    return [finding.sentence for finding in findings if finding.weight is Weight.STOPS]


def test_a_suspicion_that_nobody_decided_on_comes_first():
    said = sentences(a_household(abuse_suspicions=(an_abuse_suspicion(),)))

    assert said[0] == "虐待の疑い（高齢者虐待）に、通報・事実確認の判断がありません。"


def test_a_decision_without_whoever_decided_is_half_a_decision():
    decided = an_abuse_suspicion(handling=AbuseHandling.NOT_REPORTED)

    assert "虐待の疑い（高齢者虐待）の判断者が書かれていません。" in sentences(
        a_household(abuse_suspicions=(decided,))
    )


def test_a_wish_that_was_typed_in_brackets_has_them_once():
    assert wish_in_words(a_wish(words="「家から出たい」")) == "「家から出たい」"
    assert wish_in_words(a_wish(words="「学校」に行きたい")) == "「「学校」に行きたい」"


def test_a_wish_that_a_grandmother_passed_on_is_not_heard_yet():
    household = a_household(
        people=(a_person(), a_person("child", Kinship.CHILD)),
        wishes=(a_wish(), a_wish("hers", person_id="child", words="家から出たい", told_by="祖母")),
    )

    said = sentences(household)

    assert "「子」の意向が、本人からは未確認です。" in said
    assert "「本人」の意向が、本人からは未確認です。" not in said


def test_nobody_asks_the_dead_the_unborn_animals_or_those_who_live_apart():
    household = a_household(
        people=(
            a_person("child", Kinship.CHILD, being=Being.UNBORN),
            a_person("dog", Kinship.OTHER, being=Being.ANIMAL),
            a_person("mother", Kinship.MOTHER, deceased=True),
            a_person("brother", Kinship.OLDER_BROTHER, lives_apart=True),
        )
    )

    assert not any("意向" in sentence for sentence in sentences(household))


def test_a_lead_that_is_left_to_a_day_is_pending_until_somebody_leads():
    pending = a_household(plans=(a_plan(lead_pending="次回までに決める"),))
    led = a_household(
        plans=pending.plans,
        involvements=(an_involvement(),),
        roles=(a_role(lead=True, in_charge="相談支援員", due_text="随時"),),
    )

    assert "主担当機関は未定です（次回までに決める）。それまでは包括化支援員が暫定です。" in sentences(
        pending
    )
    assert "主担当機関が決まっていません。" not in sentences(pending)
    assert not any("主担当" in sentence for sentence in sentences(led))


def test_an_earlier_role_is_missed_until_the_meeting_has_spoken_of_it():
    household = a_household(involvements=(an_involvement(),), roles=(a_role(assigned_in="earlier"),))
    said = "前回までの役割のうち、結果を確かめていないものが1件あります。"

    assert said in sentences(household)
    assert said not in sentences(household, a_record(reviews=(a_review(standing=RoleStanding.OPEN),)))
    assert said not in sentences(a_household(roles=(a_role(assigned_in="meeting"),)))


def test_a_role_that_goes_on_past_its_day_asks_for_another():
    household = a_household(
        involvements=(an_involvement(),), roles=(a_role(assigned_in="earlier", due_on=TODAY),)
    )
    said = "役割「週1回の訪問」は継続ですが、期限（R8.11.26）が来ています。次の期限を書いてください。"
    goes_on = a_record(reviews=(a_review(standing=RoleStanding.OPEN),))
    ahead = replace(household.roles[0], due_on=TODAY + timedelta(days=1))

    assert said in sentences(household, goes_on)
    assert said not in sentences(household)
    assert "継続ですが" not in "".join(sentences(replace(household, roles=(ahead,)), goes_on))


def test_a_case_that_ends_with_roles_that_go_on_is_told():
    household = a_household(involvements=(an_involvement(),), roles=(a_role(),))
    said = "終結としましたが、続いている役割が1件あります。終えるか、誰が続けるかを確かめてください。"
    done = replace(household.roles[0], standing=RoleStanding.DONE)
    ended = a_record(evaluations=(an_evaluation(),))

    assert said in sentences(household, ended)
    assert said not in sentences(household)
    assert said not in sentences(replace(household, roles=(done,)), ended)


def test_a_remark_of_nobody_is_told_unless_its_source_is_hidden():
    said = "誰の発言かを書いていない発言が1件あります（「記録」の欄で直せます）。"
    remarks = (a_remark(), a_remark("hers", speaker_id="attendee"), a_remark("secret", source_hidden=True))

    assert said in sentences(a_household(), a_record(remarks=remarks))
    assert "誰の発言か" not in "".join(sentences(a_household(), a_record(remarks=remarks[1:])))


def test_a_role_for_a_member_who_did_not_consent_says_that_the_next_meeting_is_not_shown_it():
    mother = a_person("mother", Kinship.MOTHER)
    household = a_household(
        people=(a_person(), mother),
        involvements=(an_involvement(),),
        roles=(a_role(for_ids=("mother",), assigned_in="meeting"),),
        consents=(a_consent(),),
    )
    told = in_its_words(household, a_record())

    assert [finding.sentence[:33] for finding in told[Remedy.CONSENT]] == [
        "役割「週1回の訪問」は、同意のない「母」のことです。次の会議からは"
    ]
    both = replace(household, roles=(a_role(for_ids=("client", "mother"), assigned_in="meeting"),))
    hers = replace(household, consents=(a_consent(), a_consent("hers", "mother")))
    assert Remedy.CONSENT not in in_its_words(both, a_record())
    assert Remedy.CONSENT not in in_its_words(hers, a_record())
    secret = replace(household, footing=Footing.STATUTORY)
    assert Remedy.CONSENT not in in_its_words(secret, a_record(MeetingKind.STATUTORY))


def test_each_finding_stands_once_by_what_is_done_about_it_and_first_what_the_meeting_can_still_do():
    record = a_record(MeetingKind.STATUTORY, attendees=(an_attendee(),), next_time="")
    found = of_the_meeting(ON_THE_WALL, record) | on_the_map(ON_THE_WALL, TODAY)

    assert list(found) == [remedy for remedy in Remedy if remedy in found]
    one_after_another = (*missing(ON_THE_WALL, record), *map_gaps(ON_THE_WALL, TODAY))
    assert [f for findings in found.values() for f in findings] == list(one_after_another)
    said = {remedy: " ".join(f.sentence for f in findings) for remedy, findings in found.items()}
    assert "虐待の疑い" in said[Remedy.DECIDE]
    assert "期限がありません" in said[Remedy.DECIDE]
    assert "辞退されました" in said[Remedy.DECIDE]
    assert "質問が出たまま" in said[Remedy.ANSWER]
    assert "意向が、本人からは未確認です" in said[Remedy.HEAR]
    assert "次回" in said[Remedy.RECORD]
    assert "つながっている機関がありません" in said[Remedy.CONNECT]


def test_a_household_in_which_nobody_leads_is_told():
    assert "主担当機関が決まっていません。" in sentences(a_household())


def test_a_lead_agency_without_a_person_is_half_a_lead():
    household = a_household(involvements=(an_involvement(),), roles=(a_role(lead=True),))

    assert "主たる援助者（主担当機関の担当者）が決まっていません。" in sentences(household)


def test_under_secrecy_everybody_who_is_there_accepts_it():
    there = an_attendee(), an_attendee("b", pledged=True), an_attendee("c", part=Part.ABSENT)
    said = "守秘の承諾を確かめていない出席者が1人います。"

    assert said in sentences(a_household(), a_record(MeetingKind.STATUTORY, attendees=there))
    assert said not in sentences(a_household(), a_record(attendees=there))


def test_a_meeting_says_when_it_meets_again_unless_it_closes_the_case():
    said = "次回（または次回を開かないこと）が決まっていません（「書類」の欄か、閉会のときに書きます）。"

    assert said in sentences(a_household(), a_record(next_time=""))
    closed = a_record(next_time="", evaluations=(an_evaluation(outcome=Outcome.CLOSED),))
    assert said not in sentences(a_household(), closed)


def test_minutes_become_final_only_when_somebody_leads_or_is_to_say_who_will():
    led = {"involvements": (an_involvement(),), "roles": (a_role(lead=True, in_charge="相談支援員"),)}
    [refused] = refusals(a_household())

    assert refused.startswith("主担当機関と主たる援助者")
    assert refusals(a_household(**led)) == []
    assert refusals(a_household(plans=(a_plan(lead_pending="次回までに事務局が決める"),))) == []
    assert refusals(a_household(plans=(a_plan(meeting_id="other", lead_pending="次回までに"),))) != []
    assert refusals(a_household(**led), closed_at=None) == ["会議録は、閉会してから確定します。"]


def test_a_role_without_whoever_does_it_keeps_the_minutes_from_being_final():
    household = a_household(
        plans=(a_plan(lead_pending="次回"),), roles=(a_role(task=" "), a_role("b", "gone"))
    )

    assert len(refusals(household)) == 2


def test_a_case_that_ends_names_who_leads_from_then_on():
    closing = an_evaluation(outcome=Outcome.CLOSED)

    assert refusals(a_household(), evaluations=(closing,)) == [
        "終結後の主担当を書いてください（プランの「評価」）。"
    ]
    after = an_evaluation(outcome=Outcome.CLOSED, lead_after="障がい者総合相談窓口")
    assert refusals(a_household(), evaluations=(after,)) == []


ON_THE_WALL = a_household(
    people=(a_person(label="太郎"), a_person("mother", Kinship.MOTHER, label="花子")),
    involvements=(an_involvement(), an_involvement("hospital", name="会津病院")),
    issues=(an_issue("debt", title="太郎の借金"),),
    roles=(
        a_role("visit", task="花子の家を訪ねる"),
        a_role("money", "hospital", task="借金の整理", due_text="月内", assigned_in="first"),
        a_role("watch", task="花子の見守り", due_text="随時"),
        a_role("call", "hospital", task="花子への電話", due_text="随時"),
    ),
    confirmations=(
        a_confirmation("heard", role_id="watch", oral=True, text="花子の隣の人から"),
        a_confirmation("unsaid", role_id="call", oral=True, answered_for="会津病院"),
        a_confirmation(role_id="visit", answer=Answer.DECLINED, text="花子と折り合いが悪い"),
        a_confirmation("other", role_id="money", answer=Answer.QUESTIONED, text="いくらあるのか"),
    ),
    wishes=(a_wish(words="", unheard_because="花子が止める"),),
    plans=(a_plan(lead_pending="花子と話してから"),),
    abuse_suspicions=(an_abuse_suspicion(), an_abuse_suspicion("second", subject_id="mother")),
)


def all_of(household, record):
    """Whatever is missing and may be shown to the room."""
    found = (*missing(household, record), *map_gaps(household, TODAY))
    return [finding for finding in found if may_be_projected(finding, household)]


def told(audience, household=ON_THE_WALL):
    """Every finding that may be shown to the room, as this audience reads it."""
    record = a_record()
    return {
        found.sentence: projected(found.key, household, record, audience, on=TODAY).sentence
        for found in all_of(household, record)
    }


def test_on_the_wall_every_finding_keeps_its_own_words_whatever_is_left_out_of_them():
    said = told(Audience.STRANGER)

    unsaid = "「会津病院」は会議に出ていません。承諾をどう聞いたか（電話など）を書いてください。"
    assert said[unsaid] == unsaid.replace("会津病院", "Ｂ機関")
    assert said["主担当機関は未定です（花子と話してから）。それまでは包括化支援員が暫定です。"] == (
        "主担当機関は未定です（日を決めて）。それまでは包括化支援員が暫定です。"
    )
    assert said["「花子」の意向が、本人からは未確認です。"] == "「Ｂさん」の意向が、本人からは未確認です。"


def test_a_suspicion_of_abuse_is_never_put_on_the_wall():
    said = sentences(ON_THE_WALL)

    assert sum("虐待の疑い" in sentence for sentence in said) == 2
    assert not any("虐待" in sentence for sentence in told(Audience.PROJECTOR))
    suspicion = next(f for f in missing(ON_THE_WALL, a_record()) if f.about == "suspicion")
    assert projected(suspicion.key, ON_THE_WALL, a_record(), Audience.PROJECTOR, on=TODAY) is None


def test_on_the_wall_a_finding_has_the_words_of_the_map_and_roles_their_numbers():
    said = told(Audience.PROJECTOR)

    assert said["課題「太郎の借金」に担当がありません。"] == "課題「太郎の借金」に担当がありません。"
    assert said["役割「花子の家を訪ねる」の期限がありません。"] == "役割「№1」の期限がありません。"
    assert (
        said["役割「花子の家を訪ねる」は辞退されました（花子と折り合いが悪い）。担い手を決め直してください。"]
        == "役割「№1」は辞退されました（内容は会議の記録に）。担い手を決め直してください。"
    )
    assert (
        said["役割「借金の整理」に質問が出たままです（いくらあるのか）。"]
        == "役割「№2」に質問が出たままです（内容は会議の記録に）。"
    )
    assert (
        said["「太郎」の意向が、本人からは未確認です（花子が止める）。"]
        == "「太郎」の意向が、本人からは未確認です。"
    )


def test_on_a_wall_without_names_no_finding_has_a_word_that_somebody_wrote():
    said = told(Audience.STRANGER)

    assert said["課題「太郎の借金」に担当がありません。"] == "課題「その他の課題1」に担当がありません。"
    assert said["「花子」には、つながっている機関がありません。"] == (
        "「Ｂさん」には、つながっている機関がありません。"
    )
    words = ("太郎", "花子", "会津", "借金", "地域包括", "折り合い", "いくら")
    assert [word for word in words if word in "".join(said.values())] == []


def test_why_nobody_takes_an_issue_for_now_stays_off_the_wall():
    later = replace(ON_THE_WALL, issues=(an_issue("debt", title="借金", deferred_because="花子の受診が先"),))

    said = told(Audience.PROJECTOR, later)

    assert said["課題「借金」には、いまは担当を置かないと決めています（花子の受診が先）。"] == (
        "課題「借金」には、いまは担当を置かないと決めています（わけは会議の記録に）。"
    )


def test_a_finding_leaves_the_wall_when_it_is_mended_and_no_other_takes_its_place():
    key = next(f.key for f in all_of(ON_THE_WALL, a_record()) if f.about == "debt")
    [debt] = ON_THE_WALL.issues
    taken = a_role("taken", issue_ids=(debt.id,))
    mended = a_household(issues=(debt,), involvements=ON_THE_WALL.involvements, roles=(taken,))

    assert projected(key, mended, a_record(), Audience.PROJECTOR, on=TODAY) is None
    assert projected("", ON_THE_WALL, a_record(), Audience.PROJECTOR, on=TODAY) is None


@pytest.mark.parametrize("audience", [Audience.PROJECTOR, Audience.STRANGER])
def test_other_words_change_neither_how_many_findings_there_are_nor_whom_they_are_about(audience):
    record = a_record(MeetingKind.STATUTORY, attendees=(an_attendee(),), next_time="")
    found = all_of(ON_THE_WALL, record)
    read = [projected(f.key, ON_THE_WALL, record, audience, on=TODAY) for f in found]

    assert len({f.key for f in found}) == len(found) > 10
    assert [f.about for f in read] == [f.about for f in found]


def test_who_was_only_expected_is_asked_after_once_the_meeting_is_open():
    expected = an_attendee(attendance=None), an_attendee("b"), an_attendee("c", part=Part.ABSENT)
    open_meeting = a_record(attendees=expected)
    said = [f.sentence for f in missing(a_household(), open_meeting) if "来たかどうか" in f.sentence]
    assert said == ["来たかどうかを確かめていない人が1人います（「出席者」の欄で記します）。"]
    prepared = replace(open_meeting, meeting=replace(open_meeting.meeting, opened_at=None))
    assert not [f for f in missing(a_household(), prepared) if "来たかどうか" in f.sentence]


def test_an_acceptance_of_an_agency_that_was_not_there_is_told_until_somebody_says_how_it_was_heard():
    accepted = a_confirmation(oral=True)

    def said(*attendees, **heard):
        answer = replace(accepted, **heard)
        household = a_household(involvements=(an_involvement(),), roles=(a_role(),), confirmations=(answer,))
        return sentences(household, a_record(attendees=attendees))

    told = "「地域包括支援センター」は会議に出ていません。承諾をどう聞いたか（電話など）を書いてください。"
    assert told in said(an_attendee(part=Part.ABSENT))
    assert told not in said(an_attendee())
    assert told not in said(an_attendee(part=Part.ABSENT), text="電話で聞いた")


@pytest.mark.parametrize(
    ("task", "why"),
    [
        ("児童相談所への通告を課内で判断する", "に「通告」とあります"),
        ("あざのことを確かめる", "は、情報源を秘匿した発言からつくりました"),
    ],
)
def test_what_the_person_would_first_learn_by_signing_is_told_before(task, why):
    household = a_household(roles=(a_role("role", task=task), a_role("other", task="週1回の訪問")))
    heard = a_remark("heard", source_hidden="あざ" in task, became="role")

    def told(kind):
        findings = in_its_words(household, a_record(kind, remarks=(heard,))).get(Remedy.REWORD, ())
        return [(finding.about, finding.sentence) for finding in findings]

    said = f"役割「{task}」{why}。本人が署名する支援プランにも、書いたとおりに出ます。"
    assert told(MeetingKind.MULTILAYERED) == [("role", said)]
    assert told(MeetingKind.STATUTORY) == [], "a policy is signed by nobody"
