"""What the coordinator and an agency see of a role and say to it, run by Streamlit itself without a browser."""

import secrets
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from builders import (
    a_case,
    a_meeting,
    a_person,
    a_profile,
    a_role,
    a_sitting,
    a_staff,
    an_attendee,
    an_involvement,
    an_issue,
)
from streamlit.testing.v1 import AppTest

from jusou_meeting.role import Answer
from jusou_meeting.session import Session
from jusou_meeting.staff import Permission, StaffRole
from jusou_meeting.store import Store, hashed
from jusou_meeting.store.served import serve, stop_serving
from jusou_meeting.ui.navigation import PAGES
from jusou_meeting.vocabulary import Footing


class Room:
    """One open meeting, its file, and the screens of those who sit in it."""

    def __init__(self, folder):
        self.store = Store.create(folder / "city.db", municipality="架空市")
        self.store.cases.open_case(
            a_staff(),
            a_case(),
            [
                a_profile(),
                a_person(),
                an_involvement(),
                an_involvement("hospital", name="こころの病院"),
                an_issue("money", title="経済的困窮（家賃の滞納が5か月続いている）"),
                an_issue("home", title="住まい不安定"),
                a_meeting(),
                an_attendee(),
            ],
            sittings=[a_sitting()],
            at=datetime.now(UTC),
        )

    def screen(self, page, role=StaffRole.COORDINATOR, **said):
        now = datetime.now(UTC)
        session = Session(
            id=hashed(secrets.token_urlsafe()), role=role, started_at=now, seen_at=now, admitted_at=now,
            **{"staff_id": "staff", "name": "佐藤"} | said,
        )  # fmt: skip
        self.store.door.start(session)
        app = AppTest.from_file(str(PAGES / page), default_timeout=20)
        app.user = {"session": session.id}
        app.query_params["case"] = "case"
        app.query_params["meeting"] = "meeting"
        return app.run()

    def coordinator(self):
        return self.screen("meeting/live.py")

    def participant(self):
        seat = {
            "case_id": "case", "meeting_id": "meeting", "footing": Footing.CONSENT, "attendee_id": "attendee",
            "staff_id": "guest", "name": "鈴木", "agency": "地域包括支援センター",
        }  # fmt: skip
        return self.screen("meeting/answer.py", StaffRole.PARTICIPANT, **seat)

    def save(self, fact):
        with self.store.cases.change(
            a_staff(), Permission.EDIT_CASE, "役割を記録", case_id="case", footing=Footing.CONSENT,
            meeting_id="meeting", at=datetime.now(UTC),
        ) as change:  # fmt: skip
            return change.save(fact)

    @property
    def household(self):
        return self.store.cases.household(a_staff(), "case", Footing.CONSENT)


@pytest.fixture
def room(tmp_path):
    room = Room(tmp_path)
    serve(room.store)
    yield room
    stop_serving()


def read(app):
    """All plain text on this screen."""
    return "\n".join(text.value for text in app.text)


def press(app, label):
    button = next(b for b in app.button if b.label == label)
    button.click()
    app.run()
    assert not app.exception
    return app


def test_a_question_is_replied_to_and_both_read_the_whole_exchange(room):
    room.save(a_role("visit"))
    phone = room.participant()
    phone.text_input(key="question-text:visit").set_value("**主治医**は誰か")
    press(phone, "質問として送る")

    window = room.coordinator()
    assert "質問：**主治医**は誰か" in read(window)
    window.text_input(key="reply-text:visit").set_value("会津病院の先生です")
    press(window, "返答する")

    assert [c.answer for c in room.household.confirmations] == [Answer.QUESTIONED, Answer.REPLIED]
    assert "reply-text:visit" not in [field.key for field in window.text_input]
    phone.run()
    assert "包括化支援員　佐藤　返答：会津病院の先生です" in read(phone)
    assert "地域包括支援センター　鈴木　質問：**主治医**は誰か" in read(phone)

    press(phone, "確認しました")
    window.run()
    assert read(window).index("質問：") < read(window).index("返答：") < read(window).index("鈴木　確認")


def test_an_empty_reply_is_asked_for_and_not_recorded(room):
    room.save(a_role("visit"))
    phone = room.participant()
    phone.text_input(key="question-text:visit").set_value("時間は")
    press(phone, "質問として送る")

    window = press(room.coordinator(), "返答する")

    assert "返答を書いてください。" in read(window)
    assert len(room.household.confirmations) == 1


def test_an_answer_to_an_earlier_wording_is_shown_as_such(room):
    role = room.save(a_role("visit"))
    press(room.participant(), "確認しました")
    assert "鈴木　確認" not in read(room.coordinator())
    room.save(replace(role, task="月2回の訪問"))

    assert "鈴木　確認（前の内容への回答）" in read(room.participant())
    assert "鈴木　確認（前の内容への回答）" in read(room.coordinator())


def test_a_role_to_be_put_right_comes_to_the_front_whichever_tab_is_open(room):
    room.save(a_role("visit", task="週1回の訪問"))
    window = room.coordinator()
    window.session_state["hand"] = "発言"
    window.run()

    press(window, "直す")

    assert window.session_state["hand"] == "入力"
    assert "週1回の訪問" in [field.value for field in window.text_input if field.label == "何を"]
    window.session_state["hand"] = "決定"
    press(window, "選択をやめる")
    assert window.session_state["hand"] == "決定"
