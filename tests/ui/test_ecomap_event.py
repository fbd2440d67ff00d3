"""Whatever a browser sends is read strictly: it is an event, or it is refused, never an exception."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jusou_meeting.ecomap.event import EventKind, read_delivery
from jusou_meeting.ecomap.ties import TieWord
from jusou_meeting.household import Kinship, Position
from jusou_meeting.kin import Kin, Relation

CLIENT = "0123456789abcdef0123456789abcdef"


def delivered(*items):
    return read_delivery({"client": CLIENT, "attempt": 1, "items": list(items)})


def only(item):
    """The one event of a delivery; None when nobody can tell what was meant."""
    ((_, event),) = delivered({"number": 1, **item}).events
    return event


def test_each_kind_of_event_is_read():
    assert only({"kind": "select", "id": "client"}).kind is EventKind.SELECT
    assert only({"kind": "select", "id": None}).id is None
    assert only({"kind": "open", "id": "client"}).kind is EventKind.OPEN
    assert only({"kind": "move", "id": "client", "x": 10, "y": -2.5}).position == Position(10, -2.5)
    line = only({"kind": "line", "id": "client", "other": "agency", "word": "support"})
    assert (line.other_id, line.word) == ("agency", TieWord.SUPPORT)
    assert only({"kind": "word", "id": "tie", "word": "cut_off"}).word is TieWord.CUT_OFF
    kin = only({"kind": "kin", "id": "client", "relation": "parent", "kinship": "father", "label": "父"})
    assert kin.kin == Kin(Relation.PARENT, Kinship.FATHER)
    assert only({"kind": "person", "x": 3, "y": 4}).position == Position(3, 4)
    assert only({"kind": "person", "x": None, "y": None}).position is None
    agency = only({"kind": "agency", "agency": "a1", "x": None, "y": None})
    assert (agency.agency_id, agency.position) == ("a1", None)
    assert only({"kind": "unlisted", "said": " けい\nさつ\u202e "}).said == "けい さつ"


def test_an_event_is_saved_under_the_browsers_name_for_it():
    assert only({"kind": "select", "id": "client"}).origin == (CLIENT, 1)


def test_events_come_in_the_order_of_their_numbers():
    delivery = delivered(
        *({"number": number, "kind": "select", "id": f"person-{number}"} for number in (3, 1, 2, 2))
    )

    assert [number for number, _ in delivery.events] == [1, 2, 3]


@pytest.mark.parametrize(
    "item",
    [
        {"kind": "erase", "id": "client"},
        {"kind": "move", "id": "client"},
        {"kind": "move", "id": "client", "x": "1", "y": 1},
        {"kind": "move", "id": "client", "x": True, "y": 1},
        {"kind": "move", "id": "client", "x": float("nan"), "y": 1},
        {"kind": "move", "id": "client", "x": float("inf"), "y": 1},
        {"kind": "move", "id": "client", "x": 10**400, "y": 1},
        {"kind": "move", "id": None, "x": 1, "y": 1},
        {"kind": "move", "id": "", "x": 1, "y": 1},
        {"kind": "move", "id": "a" * 65, "x": 1, "y": 1},
        {"kind": "move", "id": "a\u0000", "x": 1, "y": 1},
        {"kind": "move", "id": ["client"], "x": 1, "y": 1},
        {"kind": "line", "id": "client", "other": "client", "word": "good"},
        {"kind": "line", "id": "client", "word": "good"},
        {"kind": "line", "id": "client", "other": "agency"},
        {"kind": "line", "id": "client", "other": "agency", "word": "良好"},
        {"kind": "word", "id": "tie", "word": ["good"]},
        {"kind": "kin", "id": "client", "relation": "parent", "kinship": "king"},
        {"kind": "kin", "id": "client", "relation": "親", "kinship": "father"},
        {"kind": "person", "x": 1, "y": None},
        {"kind": "person", "x": float("nan"), "y": 1},
        {"kind": "agency", "agency": "", "x": None, "y": None},
        {"kind": "agency", "agency": "a1", "x": True, "y": 1},
        {"kind": "unlisted", "said": "あ" * 201},
        {"kind": "unlisted", "said": None},
        {"kind": "open", "id": None},
        {"kind": ["select"], "id": "client"},
        {},
    ],
)
def test_what_nobody_can_read_keeps_its_number_so_that_it_can_be_refused(item):
    assert only(item) is None


@pytest.mark.parametrize("number", [0, -1, 2**53 + 1, 1.5, True, "1", None])
def test_an_event_without_a_number_is_none(number):
    assert delivered({"number": number, "kind": "select", "id": "client"}).events == ()


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "events",
        [],
        {"client": CLIENT},
        {"client": 7, "items": []},
        {"client": "'; DROP TABLE change --", "items": []},
        {"client": CLIENT * 3, "items": []},
        {"client": CLIENT, "items": {"number": 1}},
    ],
)
def test_a_delivery_without_a_sender_or_items_is_none(sent):
    assert read_delivery(sent) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda within: (
        st.lists(within, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "number",
                    "kind",
                    "id",
                    "other",
                    "x",
                    "y",
                    "word",
                    "kinship",
                    "agency",
                    "said",
                    "client",
                    "items",
                ]
            ),
            within,
        )
    ),
    max_leaves=12,
)


@given(JSON | JSON.map(lambda item: {"client": CLIENT, "items": [item, item]}))
def test_any_json_is_read_or_refused(sent):
    delivery = read_delivery(json.loads(json.dumps(sent)))

    assert delivery is None or all(0 < number <= 2**53 for number, _ in delivery.events)
