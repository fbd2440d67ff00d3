"""What is held back of the mother who did not consent: seen, shown with a ground, and how much of it the municipality lets be shown."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from builders import a_consent, a_crossing, a_person, a_role, a_staff, an_issue
from screens import press, read, tables

from jusou_meeting.consent import Strictness
from jusou_meeting.household import Kinship
from jusou_meeting.staff import NotAllowed, StaffRole
from jusou_meeting.vocabulary import Footing

HER_TROUBLE = "もの忘れ"


@pytest.fixture
def room(room):
    room.save(a_person("mother", Kinship.MOTHER, age_band="70代"))
    room.save(an_issue("hers", "mother", title=HER_TROUBLE))
    return room


def told(screen):
    """All that is written there, the map included."""
    return "\n".join(str(each) for each in screen)


def consents_of(room):
    return room.coordinator("同意")


def test_the_coordinator_sees_her_trouble_and_the_device_does_not_until_it_is_shown_with_a_ground(room):
    desk = consents_of(room)
    assert desk.checkbox(key="release:hers").label == f"課題：{HER_TROUBLE}（母）（「母」の同意がありません）"
    assert HER_TROUBLE not in told(room.participant())

    press(desk, "選んだ情報を示す")
    assert "情報を一つ以上選んでください。" in read(desk)
    desk.checkbox(key="release:hers").check()
    press(desk, "選んだ情報を示す")
    assert "判断の根拠、またはわけを書いてください。" in read(desk)
    assert room.household.released == frozenset()

    desk.text_input(key="release:reason").set_value("個人情報保護法第69条第2項第4号")
    press(desk, "選んだ情報を示す")
    assert room.household.released == {"hers"}
    [decision] = room.store.cases.crossings(a_staff(), "case")
    assert (decision.record_id, decision.allowed, decision.decided_by) == ("hers", True, "佐藤")

    press(desk, f"示すのをやめる：課題：{HER_TROUBLE}（母）")
    assert room.household.released == frozenset()
    assert [c.allowed for c in room.store.cases.crossings(a_staff(), "case")] == [True, False]


def test_a_device_reads_that_its_role_is_for_a_trouble_of_hers_and_not_which(room):
    room.save(a_role("mine", task="受診に付き添う", issue_ids=("hers",), assigned_in="meeting"))
    device = tables(room.participant())

    assert "（同意のない世帯員の課題）" in device
    assert HER_TROUBLE not in device


def test_a_decision_to_show_is_not_taken_back_by_undo_and_leaves_no_trace_in_the_history_of_the_room(room):
    desk = consents_of(room)
    desk.checkbox(key="release:hers").check()
    desk.text_input(key="release:reason").set_value("本人の利益になることが明らか")
    press(desk, "選んだ情報を示す")

    for footing in Footing:
        assert "世帯員の情報を示す" not in room.store.cases.last_done(a_staff(), "case", footing).action
    acts = room.store.cases.acts(a_staff(), "case", Footing.CONSENT)
    assert [act.said for act in acts if "世帯員の情報を示す" in act.said] == []


def test_the_record_of_sharings_tells_what_was_shown_of_her_from_when_on_what_ground(room):
    desk = consents_of(room)
    desk.checkbox(key="release:hers").check()
    desk.text_input(key="release:reason").set_value("要綱第5条")
    press(desk, "選んだ情報を示す")
    room.participant()
    press(desk, f"示すのをやめる：課題：{HER_TROUBLE}（母）")

    page = room.screen("case/household.py")
    page.session_state["below"] = "提供記録"
    table = page.run().get("html")[-1].proto.body

    [no_more, device, shown] = re.findall("<tr><td>.*?</tr>", table)
    assert f"（示すと判断）課題：{HER_TROUBLE}（母）" in shown
    assert "要綱第5条（判断：佐藤）" in shown
    assert "出席者の端末" in device
    assert f"（示さないと判断）課題：{HER_TROUBLE}（母）" in no_more


def test_the_administrator_chooses_how_much_is_shown_unasked_and_nobody_else(room):
    office = room.screen(
        "office/administration.py", StaffRole.ADMINISTRATOR, staff_id="admin", name="管理 太郎"
    )
    office.radio(key="strictness").set_value(Strictness.SUPPORT)
    press(office, "この範囲にする")

    assert room.store.strictness is Strictness.SUPPORT
    with room.store.file.reading() as db:
        [line] = db.query("SELECT * FROM access WHERE action = 'strictness'")
    assert (line["staff_id"], line["detail"]) == ("admin", "support")
    with pytest.raises(NotAllowed):
        room.store.choose_strictness(Strictness.FAMILY, by=a_staff(), at=datetime.now(UTC))


KEPT = "同意のない世帯員の役割なので、投影・書類・ほかの機関の端末に出ません（「同意」の欄で、示すかを決められます）。"


def test_a_role_of_hers_from_before_is_marked_wherever_the_coordinator_has_it(room):
    room.save(a_role("her role", "hospital", task="受診に付き添う", for_ids=("mother",)))
    room.save(a_role("his"))
    desk = room.coordinator()
    assert [caption.value for caption in desk.caption].count(KEPT) == 1

    press(desk, "読み上げ 0／2")
    assert [caption.value for caption in desk.caption].count(KEPT) == 2

    room.save(a_consent("her own", "mother", agency_ids=("agency", "hospital")))
    assert KEPT not in [caption.value for caption in desk.run().caption]


def test_while_it_is_read_out_the_wall_says_that_it_is_told_by_voice(room):
    room.save(a_role("her role", "hospital", task="受診に付き添う", for_ids=("mother",)))
    press(room.coordinator(), "読み上げ 0／1")
    room.store.projections.change(a_staff(), "meeting", lambda wall: replace(wall, dark=False))

    wall = room.wall()
    assert "いま読み上げている役割は、声だけでお伝えします。" in read(wall)
    assert "受診に付き添う" not in told(wall)


def test_what_was_moved_and_is_of_nobody_silent_is_no_decision_on_showing(room):
    """It was told on his consent: 示すのをやめる would record what no paper does."""
    with room.change("支援会議の情報を移す", footing=Footing.STATUTORY) as change:
        known = change.save(an_issue("his", "client", title="飲酒"))
        change.save(a_crossing(record_id="his"))
        change.cross(known)

    desk = consents_of(room)
    assert "飲酒" in {issue.title for issue in room.household.issues}
    assert not [button for button in desk.button if "示すのをやめる" in button.label]
    assert "飲酒" not in tables(desk)


def test_whoever_decides_reads_all_that_would_be_shown(room):
    room.save(an_issue("hers too", "mother", title="お金", note="通帳を兄が持っている"))

    captions = [caption.value for caption in consents_of(room).caption]
    assert any("通帳を兄が持っている" in said for said in captions)
