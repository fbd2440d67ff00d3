"""What is told in a 支援会議 is marked at its record, in the meeting itself, as not to be told on consent."""

from dataclasses import replace

from builders import a_meeting, a_staff
from screens import labels, press

from jusou_meeting.meeting import MeetingKind
from jusou_meeting.vocabulary import Footing

MARK = "重層的支援会議へ移さない"


def in_confidence(room):
    """The same household in a 支援会議, which learned something of the 本人."""
    with room.change("支援会議", footing=Footing.STATUTORY) as change:
        secret = a_meeting("secret", kind=MeetingKind.STATUTORY, reason="必要", footing=Footing.STATUTORY)
        change.save(secret)
        change.save(replace(room.household.client, note="治療の中断"))
    window = room.screen("meeting/live.py", meeting="secret")
    window.session_state["hand"], window.session_state["selected"] = "入力", "client"
    return window.run()


def test_one_press_in_the_meeting_keeps_a_record_back_and_says_so(room):
    window = in_confidence(room)

    press(window, MARK)

    [crossing] = room.store.cases.crossings(a_staff(), "case")
    assert (crossing.record_id, crossing.allowed, crossing.decided_by) == ("client", False, "佐藤")
    assert MARK not in labels(window)
    assert any("移さないと判断済み" in caption.value for caption in window.caption)
    assert room.household.client.note == ""


def test_what_is_known_on_consent_has_no_such_mark(room):
    window = in_confidence(room)
    window.session_state["selected"] = "money"
    assert MARK not in labels(window.run())

    ordinary = room.coordinator()
    ordinary.session_state["selected"] = "client"
    assert MARK not in labels(ordinary.run())
