from builders import (
    a_household,
    a_person,
    a_plan,
    a_role,
    a_wish,
    an_abuse_suspicion,
    an_involvement,
)

from jusou_meeting.household import Kinship
from jusou_meeting.missing import missing
from jusou_meeting.safety import AbuseHandling


def sentences(household):
    return [finding.sentence for finding in missing(household, "meeting")]


def test_a_suspicion_that_nobody_decided_on_comes_first():
    said = sentences(a_household(abuse_suspicions=(an_abuse_suspicion(),)))

    assert said[0] == "虐待の疑い（高齢者虐待）に、通報・事実確認の判断がありません。"


def test_a_decision_without_whoever_decided_is_half_a_decision():
    decided = an_abuse_suspicion(handling=AbuseHandling.NOT_REPORTED)

    assert "虐待の疑い（高齢者虐待）の判断者が書かれていません。" in sentences(
        a_household(abuse_suspicions=(decided,))
    )


def test_a_wish_that_a_grandmother_passed_on_is_not_heard_yet():
    household = a_household(
        people=(a_person(), a_person("child", Kinship.CHILD)),
        wishes=(a_wish(), a_wish("hers", person_id="child", words="家から出たい", told_by="祖母")),
    )

    said = sentences(household)

    assert "「子」の意向が未確認です。" in said
    assert "「本人」の意向が未確認です。" not in said


def test_nobody_asks_the_dead_or_those_who_live_apart():
    household = a_household(
        people=(
            a_person("mother", Kinship.MOTHER, deceased=True),
            a_person("brother", Kinship.OLDER_BROTHER, lives_apart=True),
        )
    )

    assert not any("意向" in sentence for sentence in sentences(household))


def test_a_lead_that_is_left_to_a_day_is_pending_until_somebody_leads():
    pending = a_household(plans=(a_plan(lead_pending="次回までに決める"),))
    led = a_household(
        plans=pending.plans, involvements=(an_involvement(),), roles=(a_role(lead=True, due_text="随時"),)
    )

    assert "主担当機関は未定です（次回までに決める）。それまでは包括化支援員が暫定です。" in sentences(
        pending
    )
    assert "主担当機関が決まっていません。" not in sentences(pending)
    assert not any("主担当" in sentence for sentence in sentences(led))
