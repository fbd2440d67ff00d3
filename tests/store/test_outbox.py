"""What a browser sends is applied once, whatever it repeats and whoever else tries."""

from dataclasses import replace

import pytest
from builders import NOW, a_case, a_person, a_profile, a_staff, an_issue

from jusou_meeting.finding import Stopped
from jusou_meeting.household import Kinship, Position
from jusou_meeting.staff import Permission
from jusou_meeting.store import Store
from jusou_meeting.store.outbox import AlreadyAnswered, EventAnswer, EventResult, NotYourEvent
from jusou_meeting.vocabulary import Footing

SATO = a_staff(session_id="session of 佐藤")
SUZUKI = a_staff(id="suzuki", session_id="session of 鈴木")
REFUSED = EventAnswer(result=EventResult.REFUSED, sentence="この線は引けません。")


@pytest.fixture
def store(tmp_path):
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    store.cases.open_case(
        SATO, a_case(), [a_profile(), a_person("client"), a_person("child", Kinship.CHILD)], at=NOW
    )
    return store


def moved(store, record_id, position, *, event, staff=SATO):
    with store.cases.change(
        staff, Permission.EDIT_CASE, "配置", case_id="case", footing=Footing.CONSENT, at=NOW, event=event
    ) as change:
        change.move(record_id, position)


def position(store, record_id="client"):
    return store.cases.household(SATO, "case", Footing.CONSENT).positions.get(record_id)


def test_an_event_sent_twice_is_applied_once(store):
    moved(store, "client", Position(10, 20), event=("browser", 1))
    moved(store, "client", Position(30, 40), event=("browser", 2))

    with pytest.raises(AlreadyAnswered) as again:
        moved(store, "client", Position(10, 20), event=("browser", 1))

    assert again.value.answer == EventAnswer(result=EventResult.APPLIED)
    assert position(store) == Position(30, 40)


def test_a_change_that_was_stopped_is_not_acknowledged(store):
    with pytest.raises(Stopped):
        moved(store, "nobody", Position(10, 20), event=("browser", 1))

    assert store.outbox(SATO).answer(("browser", 1)) is None


def test_a_refusal_is_an_answer_and_stays_the_answer(store):
    outbox = store.outbox(SATO)

    assert outbox.refuse(("browser", 1), REFUSED) == REFUSED
    assert outbox.refuse(("browser", 1), replace(REFUSED, sentence="別の文")) == REFUSED
    with pytest.raises(AlreadyAnswered):
        moved(store, "client", Position(10, 20), event=("browser", 1))

    assert position(store) is None
    assert outbox.answer(("browser", 1)) == REFUSED


def test_the_answer_to_an_applied_event_is_not_turned_into_a_refusal(store):
    moved(store, "client", Position(10, 20), event=("browser", 1))

    assert store.outbox(SATO).refuse(("browser", 1), REFUSED).result is EventResult.APPLIED


def test_another_session_can_neither_use_nor_read_a_browsers_name(store):
    moved(store, "client", Position(10, 20), event=("browser", 1))

    with pytest.raises(NotYourEvent):
        moved(store, "client", Position(0, 0), event=("browser", 2), staff=SUZUKI)
    with pytest.raises(NotYourEvent):
        store.outbox(SUZUKI).answer(("browser", 1))
    with pytest.raises(NotYourEvent):
        store.outbox(SUZUKI).refuse(("browser", 2), REFUSED)

    assert position(store) == Position(10, 20)
    moved(store, "client", Position(50, 60), event=("browser", 2))
    assert position(store) == Position(50, 60)


def test_an_answer_survives_the_end_of_the_process(store):
    moved(store, "client", Position(10, 20), event=("browser", 1))

    reopened = Store.open(store.file.path)

    assert reopened.outbox(SATO).answer(("browser", 1)) == EventAnswer(result=EventResult.APPLIED)


@pytest.mark.parametrize("record_id", ["nobody", "stranger", "breakoff"])
def test_only_a_sign_that_is_on_this_map_can_be_moved(store, record_id):
    store.cases.open_case(SATO, a_case(id="other"), [a_profile(id="elsewhere"), a_person("stranger")], at=NOW)
    with store.cases.change(
        SATO, Permission.EDIT_CASE, "課題", case_id="case", footing=Footing.STATUTORY, at=NOW
    ) as change:
        change.save(an_issue("breakoff", "child"))

    with pytest.raises(Stopped):
        moved(store, record_id, Position(1, 1), event=("browser", 1))
