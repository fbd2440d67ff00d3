"""What the meeting says of wishes, goals, safety and missing resources, as the coordinator types it."""

from datetime import UTC, datetime

import pytest
from builders import a_meeting, a_sitting, a_staff, an_abuse_suspicion
from screens import press, read

from jusou_meeting.meeting import MeetingKind
from jusou_meeting.plan import Judgement
from jusou_meeting.safety import AbuseHandling, AbuseKind
from jusou_meeting.staff import Permission
from jusou_meeting.ui.panel import TABS
from jusou_meeting.vocabulary import Footing


def fields(app, label):
    return [w for w in (*app.text_input, *app.text_area, *app.selectbox, *app.date_input) if w.label == label]


def field(app, label):
    [only] = fields(app, label)
    return only


@pytest.fixture
def open_part(room):
    def opened(part):
        window = room.coordinator()
        window.session_state[TABS] = "プラン"
        window.session_state["support"] = part
        return window.run()

    return opened


def test_a_wish_is_kept_in_the_words_of_the_person(room, open_part):
    window = open_part("意向")
    field(window, "誰の意向").set_value("client")
    field(window, "意向（本人の言葉で）").set_value("どこでもいいから、\n静かに暮らしたい")

    press(window, "意向を追加")

    [wish] = room.household.wishes
    assert (wish.person_id, wish.words, wish.heard) == (
        "client",
        "どこでもいいから、\n静かに暮らしたい",
        True,
    )


def test_a_wish_of_nobody_is_asked_for_whose_it_is(room, open_part):
    window = open_part("意向")
    field(window, "意向（本人の言葉で）").set_value("家から出たい")

    press(window, "意向を追加")

    assert room.household.wishes == ()
    assert field(window, "意向（本人の言葉で）").value == "家から出たい"


def test_a_meeting_has_one_plan_which_is_corrected_and_never_doubled(room, open_part):
    window = open_part("方向性")
    field(window, "支援の方向性").set_value("安全を先に")
    press(window, "支援の方向性と期間を追加")
    window = open_part("方向性")
    field(window, "プラン協議の結果").set_value(Judgement.APPROPRIATE)

    press(window, "保存")

    [plan] = room.household.plans
    assert (plan.meeting_id, plan.direction, plan.judgement) == (
        "meeting",
        "安全を先に",
        Judgement.APPROPRIATE,
    )


def test_a_missing_resource_belongs_to_the_meeting_that_missed_it(room, open_part):
    window = open_part("資源の不足")
    field(window, "足りない支援や担い手").set_value("片付けを本人と一緒に少しずつ行う担い手")

    press(window, "社会資源の不足を追加")

    assert [gap.text for gap in room.record.resource_gaps] == ["片付けを本人と一緒に少しずつ行う担い手"]


def test_what_was_suspected_in_a_statutory_meeting_is_unknown_to_the_plan(room, open_part):
    kept = room.store.cases
    now = datetime.now(UTC)
    with kept.change(
        a_staff(), Permission.HOLD_MEETING, "開会", case_id="case", footing=Footing.STATUTORY, at=now
    ) as change:
        change.hold(a_sitting(id="secret-sitting"))
        change.save(
            a_meeting(
                "secret", sitting_id="secret-sitting", kind=MeetingKind.STATUTORY, ordinal=2, reason="急ぐ"
            )
        )
        change.save(an_abuse_suspicion(handling=AbuseHandling.REPORTED, decided_by="課長"))

    window = open_part("虐待の疑い")

    assert kept.household(a_staff(), "case", Footing.STATUTORY).abuse_suspicions != ()
    assert room.household.abuse_suspicions == ()
    assert not fields(window, "どれを直しますか")


def test_of_which_kind_an_abuse_is_said_by_somebody_and_never_by_the_form(room, open_part):
    window = open_part("虐待の疑い")
    assert field(window, "種別").value is None
    field(window, "誰への虐待か").set_value("client")

    press(window, "虐待の疑いを追加")
    assert "「種別」を入れてください。ほかの入力はそのまま残っています。" in read(window)
    assert room.household.abuse_suspicions == ()

    field(window, "種別").set_value(AbuseKind.CHILD)
    press(window, "虐待の疑いを追加")
    [suspicion] = room.household.abuse_suspicions
    assert suspicion.kind is AbuseKind.CHILD
