"""What no sign of the map says stands under it while the room looks at an emergency or a handover."""

import pytest
from builders import a_meeting, a_plan, a_profile, an_abuse_suspicion, an_emergency_contact
from screens import tables

from jusou_meeting.safety import AbuseHandling


@pytest.fixture
def told(room):
    """What stands in the tables of the coordinator's screen in this view."""
    profile = room.household.profile
    room.save(
        a_profile(
            version=profile.version,
            strengths=("子に就労経験がある",),
            avoid=("予告なしの訪問",),
            safe_contact="昼に**本人**の携帯へ",
        )
    )
    room.save(an_emergency_contact(situation="夜間", whom="こころの病院"))
    room.save(an_abuse_suspicion(handling=AbuseHandling.REPORTED, decided_by="課長"))
    room.save(a_plan(direction="訪問を束ねる", monitoring_text="3か月後"))

    def looked(view):
        window = room.coordinator()
        window.session_state["view"] = view
        return tables(window.run())

    return looked


def test_in_an_emergency_it_is_told_whom_to_call_and_how_to_be_safe(told):
    said = told("emergency")

    assert "<td>夜間</td><td>こころの病院</td>" in said
    assert "<td>安全な連絡方法</td><td>昼に**本人**の携帯へ</td>" in said
    assert "<td>避けるべき関わり方</td><td>予告なしの訪問</td>" in said
    assert "<td>高齢者虐待</td><td>通報として受け、事実確認をする</td><td>課長</td>" in said


def test_at_a_handover_it_is_told_where_the_support_is_going(told):
    said = told("handover")

    assert "<td>支援の方向性</td><td>訪問を束ねる</td>" in said
    assert "<td>次回モニタリング</td><td>3か月後</td>" in said
    assert "<td>強み・できていること</td><td>子に就労経験がある</td>" in said
    assert "高齢者虐待" not in said


def test_otherwise_no_word_of_it_stands_there(told):
    assert [word for word in ("予告", "携帯", "束ねる", "高齢者虐待") if word in told("whole")] == []


def test_at_a_handover_the_support_is_still_going_where_a_later_meeting_left_it(room, told):
    with room.change() as change:
        change.save(a_meeting("later", ordinal=2))
        change.save(a_plan("anew", meeting_id="later", direction="", monitoring_text="半年後"))

    said = told("handover")

    assert "<td>支援の方向性</td><td>訪問を束ねる</td>" in said
    assert "<td>次回モニタリング</td><td>半年後</td>" in said
