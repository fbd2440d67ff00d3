"""What hands did on the map becomes one act each, checked against the household as it is by then."""

import secrets
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import streamlit as st
from builders import TODAY, a_staff, a_tie, an_agency

from jusou_meeting.ecomap.event import EcomapEvent, EventKind
from jusou_meeting.ecomap.folding import folded
from jusou_meeting.ecomap.layout import lay_out
from jusou_meeting.ecomap.ties import Confidence, TieWord, said_as
from jusou_meeting.finding import Stopped
from jusou_meeting.household import Kinship, Position
from jusou_meeting.kin import Kin, Relation
from jusou_meeting.session import Session
from jusou_meeting.staff import StaffRole
from jusou_meeting.store import Conflict
from jusou_meeting.store.outbox import AlreadyAnswered
from jusou_meeting.ui.desk import open_desk
from jusou_meeting.ui.hands import HandsOnScreen
from jusou_meeting.ui.panel import SELECTED, begun
from jusou_meeting.ui.workspace import Workspace
from jusou_meeting.vocabulary import Footing

CLIENT = "0123456789abcdef0123456789abcdef"
FATHER = Kin(Relation.PARENT, Kinship.FATHER)


class Screen:
    """The map on one coordinator's screen, as it was painted when it was opened."""

    def __init__(self, room):
        now = datetime.now(UTC)
        session = Session(
            id=secrets.token_hex(8), staff_id="staff", role=StaffRole.COORDINATOR, name="佐藤", started_at=now, seen_at=now
        )  # fmt: skip
        room.store.door.start(session)
        workspace = Workspace(store=room.store, session=session, now=now)
        self.desk = open_desk(workspace, "case", Footing.CONSENT, screen="household")
        self.hands = HandsOnScreen(self.desk, folded(self.desk.household, ()))
        self.number = 0

    def does(self, kind, id=None, number=None, **said):
        self.number += 1
        self.hands.take(EcomapEvent(client=CLIENT, number=number or self.number, kind=kind, id=id, **said))

    @property
    def chosen(self):
        return st.session_state.get(SELECTED)


@pytest.fixture
def screen(room):
    st.session_state.clear()
    yield Screen(room)
    st.session_state.clear()


def test_a_pulled_line_is_heard_and_says_its_word(room, screen):
    screen.does(EventKind.LINE, "agency", other_id="client", word=TieWord.CARE)

    (tie,) = room.household.ties
    assert tie == said_as(replace(tie, confidence=Confidence.HEARD), TieWord.CARE)
    assert (tie.a, tie.b, screen.chosen) == ("agency", "client", tie.id)


def test_hands_that_say_a_tie_anew_twice_are_in_nobodys_way(room):
    tie = room.save(a_tie(word=TieWord.SUPPORT))
    screen = Screen(room)

    screen.does(EventKind.WORD, tie.id, word=TieWord.WEAK)
    screen.does(EventKind.WORD, tie.id, word=TieWord.STRESSFUL)

    (tie,) = room.household.ties
    assert (tie.stressful, tie.label, tie.version) == (True, "", 3)


def test_a_tie_that_somebody_changed_since_is_not_said_over(room):
    tie = room.save(a_tie())
    screen = Screen(room)
    room.save(replace(tie, note="夜に来る"))

    with pytest.raises(Conflict):
        screen.does(EventKind.WORD, tie.id, word=TieWord.CUT_OFF)
    with pytest.raises(Stopped, match="もう地図にありません"):
        screen.does(EventKind.WORD, "nowhere", word=TieWord.CUT_OFF)


def test_family_is_added_beside_a_person_once(room, screen):
    screen.does(EventKind.KIN, "client", kin=FATHER)

    father = room.household.people[-1]
    assert (father.label, father.kinship, screen.chosen) == ("父", Kinship.FATHER, father.id)
    with pytest.raises(Stopped, match="その間に変わった"):
        screen.does(EventKind.KIN, "client", kin=FATHER)
    with pytest.raises(Stopped, match="その間に変わった"):
        screen.does(EventKind.KIN, "nobody", kin=FATHER)
    with pytest.raises(AlreadyAnswered):
        screen.does(EventKind.KIN, "client", number=1, kin=Kin(Relation.PARENT, Kinship.MOTHER))
    assert len(room.household.people) == 2


def test_an_agency_of_the_directory_comes_where_the_hand_was_and_only_once(room, screen):
    screen.does(EventKind.AGENCY, agency_id="police", position=Position(1300, 700))

    police = room.household.involvements[-1]
    assert (police.name, police.field, police.agency_id) == ("警察署", "警察", "police")
    assert room.household.positions[police.id] == Position(1300, 700)
    screen.does(EventKind.AGENCY, agency_id="police")
    assert screen.chosen == police.id
    assert [i.name for i in room.household.involvements].count("警察署") == 1
    with pytest.raises(Stopped, match="機関名簿にありません"):
        screen.does(EventKind.AGENCY, agency_id="nowhere")


def test_a_landlord_of_the_directory_comes_as_no_agency_and_only_once(room, screen):
    landlord = an_agency("landlord", name="大山荘の大家", field="家主")
    room.store.directory.add(a_staff(), [landlord], at=datetime.now(UTC))

    screen.does(EventKind.AGENCY, agency_id="landlord")
    screen.does(EventKind.AGENCY, agency_id="landlord")

    assert [i.outsider for i in room.household.involvements if i.name == "大山荘の大家"] == [True]


def test_a_hand_beyond_the_edge_of_the_map_puts_nothing_off_it(room, screen):
    screen.does(EventKind.AGENCY, agency_id="police", position=Position(99_000, -99_000))

    x, y = room.household.positions[room.household.involvements[-1].id]
    assert 0 < x < 2400
    assert 0 < y < 1400


def test_where_the_hand_puts_somebody_says_whether_they_live_there(room, screen):
    outline = lay_out(room.household, on=TODAY).plan.outline
    height = outline.middle[1]
    for x, apart in ((outline.right + 200, True), (outline.right - 100, False)):
        place = Position(x, height)
        screen.does(EventKind.PERSON, position=place)
        assert room.household.people[-1].lives_apart is apart
        assert room.household.positions[room.household.people[-1].id] == pytest.approx(place, abs=0.1)


def test_an_agency_that_is_asked_for_among_the_family_stands_around_it(room, screen):
    outline = lay_out(room.household, on=TODAY).plan.outline

    screen.does(EventKind.AGENCY, agency_id="police", position=Position(*outline.middle))

    police = next(
        a for a in lay_out(room.household, on=TODAY).agencies if a.figure.involvement.name == "警察署"
    )
    assert not police.body.meets(outline)


def test_somebody_of_whom_nothing_is_known_is_the_client_where_there_is_none(room, screen):
    screen.does(EventKind.PERSON)
    assert room.household.people[-1].kinship is Kinship.OTHER
    assert room.household.people[-1].label == "家族"

    room.save(replace(room.household.people[0], kinship=Kinship.OTHER, label="だれか"))
    screen.does(EventKind.PERSON, position=Position(800, 450))
    assert (room.household.client.label, screen.chosen) == ("本人", room.household.client.id)


def test_what_no_directory_knows_is_begun_and_nothing_is_saved_yet(room, screen):
    before = room.household

    screen.does(EventKind.UNLISTED, said="となりのパン屋")

    assert room.household == before
    assert begun(screen.desk).name == "となりのパン屋"
    elsewhere = replace(screen.desk, household=replace(room.household, footing=Footing.STATUTORY))
    assert begun(elsewhere) is None, "it was typed on the other footing"
    assert begun(replace(screen.desk, meeting_id="meeting")) is None
    screen.does(EventKind.SELECT, "client")
    assert begun(screen.desk) is None
    assert screen.chosen == "client"
