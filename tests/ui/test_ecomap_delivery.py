"""What a browser sent is handed over once each, in order, and answered; nothing blocks what follows."""

from datetime import UTC, datetime

import pytest
from builders import NOW, a_case, a_person, a_profile, a_staff

from jusou_meeting.finding import Finding, Stopped, Weight
from jusou_meeting.household import Kinship, Position
from jusou_meeting.staff import NotAllowed, Permission
from jusou_meeting.store import Conflict, Store
from jusou_meeting.ui.ecomap_component import EventKind, deliver
from jusou_meeting.vocabulary import Footing

CLIENT = "0123456789abcdef0123456789abcdef"
SATO = a_staff(session_id="session of 佐藤")
SUZUKI = a_staff(id="suzuki", session_id="session of 鈴木")


def select(number, record_id="client"):
    return {"number": number, "kind": "select", "id": record_id}


def move(number, x, record_id="client"):
    return {"number": number, "kind": "move", "id": record_id, "x": x, "y": 0}


class Page:
    """A page over a real file; `handled` is what its session remembers and a new process does not."""

    def __init__(self, store, staff=SATO, *, readonly=False):
        self.store, self.staff, self.readonly = store, staff, readonly
        self.handled = None
        self.given = []
        self.refusing = {}

    def receives(self, *items, client=CLIENT):
        sent = {"client": client, "attempt": 1, "items": list(items)}
        outbox = self.store.outbox(self.staff)
        for handled in deliver(sent, self.handled, on_event=self.take, outbox=outbox, readonly=self.readonly):
            self.handled = handled

    def take(self, event):
        self.given.append(event.number)
        if event.number in self.refusing:
            raise self.refusing[event.number]
        if event.kind is EventKind.MOVE:
            with self.store.cases.change(
                self.staff, Permission.EDIT_CASE, "動かす", case_id="case", footing=Footing.CONSENT,
                at=datetime.now(UTC), event=event.origin,
            ) as change:  # fmt: skip
                change.move(event.id, event.position)

    @property
    def told(self):
        return [number for number, _ in self.handled.told]

    def moves(self):
        with self.store.file.reading() as db:
            return next(db.query("SELECT count(*) AS n FROM change WHERE action = '動かす'"))["n"]

    def position(self):
        return self.store.cases.household(SATO, "case", Footing.CONSENT).positions.get("client")


@pytest.fixture
def store(tmp_path):
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    store.cases.open_case(
        SATO, a_case(), [a_profile(), a_person("client"), a_person("child", Kinship.CHILD)], at=NOW
    )
    return store


def test_events_are_handed_over_in_order_and_acknowledged(store):
    page = Page(store)

    page.receives(move(2, 20), select(1), move(3, 30))

    assert page.given == [1, 2, 3]
    assert page.handled.number == 3
    assert page.told == []
    assert page.position() == Position(30, 0)


def test_what_is_sent_again_is_not_handed_over_again(store):
    page = Page(store)
    page.receives(select(1), move(2, 20))

    page.receives(select(1), move(2, 20), move(3, 30))

    assert page.given == [1, 2, 3]
    assert page.moves() == 2


def test_a_process_that_ended_before_it_could_answer_applies_nothing_twice(store):
    Page(store).receives(move(1, 10), move(2, 20))
    after_the_restart = Page(store)

    after_the_restart.receives(move(1, 10), move(2, 20), move(3, 30))

    assert after_the_restart.given == [3]
    assert after_the_restart.moves() == 3
    assert after_the_restart.position() == Position(30, 0)


@pytest.mark.parametrize(
    "refusal",
    [
        Stopped((Finding(Weight.STOPS, "この線は引けません。"),)),
        NotAllowed(Permission.EDIT_CASE),
        Conflict(a_person(), None),
    ],
)
def test_a_refusal_is_told_and_blocks_nothing(store, refusal):
    page = Page(store)
    page.refusing[2] = refusal

    page.receives(move(1, 10), move(2, 20), move(3, 30))
    again = Page(store)
    again.receives(move(2, 20), move(3, 30))

    assert page.position() == Position(30, 0)
    assert page.told == again.told == [2]
    assert page.handled.told == again.handled.told
    assert again.given == []


def test_what_nobody_can_read_is_refused_and_blocks_nothing(store):
    page = Page(store)

    page.receives(move(1, 10), {"number": 2, "kind": "erase", "id": "client"}, move(3, 30))

    assert page.given == [1, 3]
    assert page.told == [2]
    assert page.handled.number == 3


def test_a_map_that_is_only_looked_at_takes_no_change(store):
    page = Page(store, readonly=True)

    page.receives(
        move(1, 10),
        select(2),
        {"number": 3, "kind": "line", "id": "client", "other": "child", "word": "weak"},
    )

    assert page.given == [2]
    assert page.told == [1, 3]
    assert page.position() is None


def test_another_session_can_not_speak_for_this_browser(store):
    page = Page(store)
    page.receives(move(1, 10))
    stranger = Page(store, SUZUKI)

    stranger.receives(move(1, 90), move(2, 90))
    page.receives(move(2, 20))

    assert stranger.given == []
    assert stranger.told == [1, 2]
    assert page.position() == Position(20, 0)


def test_a_fault_of_ours_is_not_taken_for_an_answer(store):
    page = Page(store)
    page.refusing[2] = OSError("the disk is full")

    with pytest.raises(OSError, match="disk"):
        page.receives(move(1, 10), move(2, 20), move(3, 30))
    handled = page.handled.number
    page.refusing.clear()
    page.receives(move(2, 20), move(3, 30))

    assert handled == 1
    assert page.moves() == 3
    assert page.position() == Position(30, 0)


def test_a_new_browser_window_counts_anew(store):
    page = Page(store)
    page.receives(move(1, 10), move(2, 20))

    page.receives(move(1, 50), client=CLIENT[::-1])

    assert page.position() == Position(50, 0)
