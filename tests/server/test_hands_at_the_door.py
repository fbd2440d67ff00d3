"""What one hand did on the map is kept and painted without a run of the page: once, by whoever may, in the household that is open."""

import json
import re
import secrets
from contextlib import closing
from http.client import HTTPConnection

import pytest
import requests
from builders import NOW, an_agency, an_involvement
from city import City
from running_server import running_server

from jusou_meeting.staff import StaffRole
from jusou_meeting.vocabulary import Footing

CLIENT = "0123456789abcdef0123456789abcdef"


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A city of this file alone, since its signs are moved."""
    return City(tmp_path_factory.mktemp("town"))


@pytest.fixture(scope="module")
def server(town):
    with running_server(town.path) as running:
        yield running


@pytest.fixture
def let_go(town, server):
    """A way to let go of a sign as somebody in this role, from a page of this address or of another."""
    client = secrets.token_hex(16)
    tokens = {None: ""} | {
        role: town.session(role) for role in (StaffRole.COORDINATOR, StaffRole.PARTICIPANT)
    }

    def moved(number, where="meeting=meeting", *, role=StaffRole.COORDINATOR, origin=None, body=None, **said):
        sent = {"number": number, "kind": "move", "id": "agency", "x": 400, "y": 300} | said
        return requests.post(
            f"{server.url}/hands?{where}",
            data=json.dumps({"client": client, "items": [sent]}) if body is None else body,
            headers={"Cookie": f"jusou_session={tokens[role]}", "Origin": origin or server.url},
        )

    return moved


def test_what_is_too_much_is_refused_before_the_rest_of_it_comes(town, server):
    said = {
        "Cookie": f"jusou_session={town.session()}", "Origin": server.url, "Transfer-Encoding": "chunked",
    }  # fmt: skip
    with closing(HTTPConnection(server.url.removeprefix("http://"), timeout=10)) as line:
        line.putrequest("POST", "/hands?meeting=meeting")
        for name, value in said.items():
            line.putheader(name, value)
        line.endheaders()
        line.send(b"bb8\r\n" + b"a" * 3000 + b"\r\n")  # and no last chunk

        with closing(line.getresponse()) as answer:
            assert answer.status == 400


def place_of(town):
    return town.store.cases.household(town.staff, "case", Footing.STATUTORY).positions.get("agency")


def moves_told(town):
    with town.store.file.reading() as db:
        (told,) = db.query("SELECT count(*) AS moves FROM change WHERE action = '地図で動かす'")
    return told["moves"]


def test_a_sign_that_is_let_go_stays_there_and_the_answer_is_the_map_with_it(town, let_go):
    answer = let_go(1)

    told = answer.json()
    place = place_of(town)
    assert answer.status_code == 200
    assert (place.x, place.y) == (400, 300)
    assert re.search(r'data-id="agency"[^>]*data-x="400', told["svg"])
    assert told["revision"] == town.store.cases.revision("case", "meeting")


def test_the_same_event_moves_once(town, let_go):
    before = moves_told(town)

    answers = [let_go(7, x=500), let_go(7, x=500)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert moves_told(town) == before + 1


def test_who_may_only_look_moves_nothing_and_it_is_written_down(town, let_go):
    before = place_of(town)

    answer = let_go(1, role=StaffRole.PARTICIPANT, x=900)

    assert answer.status_code == 404
    assert place_of(town) == before
    with town.store.file.reading() as db:
        refusals = [row["detail"] for row in db.query("SELECT detail FROM access WHERE action = 'refused'")]
    assert any("meeting=meeting" in (detail or "") for detail in refusals)


def test_who_may_only_look_is_not_answered_with_the_whole_map_where_nothing_had_to_change(town, let_go):
    town.store.directory.add(town.staff, [an_agency()], at=NOW)
    with town.change("機関") as act:
        act.save(an_involvement("listed", agency_id="directory"))
    there_already = {"kind": "agency", "agency": "directory", "x": None, "y": None}

    assert let_go(9, **there_already).json()["made"] == "listed"
    assert let_go(9, role=StaffRole.PARTICIPANT, **there_already).status_code == 404


def test_without_a_session_nobody_moves_anything(let_go):
    assert let_go(1, role=None).status_code == 401


def test_a_page_of_another_address_moves_nothing(town, let_go):
    before = place_of(town)

    assert let_go(2, origin="http://127.0.0.1:1", x=900).status_code == 403
    assert place_of(town) == before


@pytest.mark.parametrize(
    ("where", "status"),
    [("meeting=none-such", 404), ("case=none-such&footing=consent", 404), ("case=case", 400), ("", 400),
     ("case=case&footing=whatever", 400)],
)  # fmt: skip
def test_a_household_that_is_not_there_is_not_moved_in(let_go, where, status):
    assert let_go(3, where).status_code == status


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b"\xff", b"[" * 1999, b"x" * 5000,
     json.dumps({"client": CLIENT, "items": [{"number": 4, "kind": "select", "id": "agency"}]}).encode(),
     json.dumps({"client": CLIENT, "items": [{"number": 4, "kind": "word", "id": "tie", "word": "good"}]}).encode(),
     json.dumps({"client": CLIENT, "items": [{"number": 4, "kind": "move", "id": "a", "x": "1", "y": 1}]}).encode()],
)  # fmt: skip
def test_what_is_no_hand_or_speaks_of_what_the_page_saw_is_not_taken_here(let_go, body):
    assert let_go(4, body=body).status_code == 400


def test_a_line_that_is_drawn_stands_on_the_map_of_the_answer(town, let_go):
    (person,) = town.store.cases.household(town.staff, "case", Footing.CONSENT).people

    told = let_go(6, kind="line", other=person.id, word="stressful").json()

    (tie,) = town.store.cases.household(town.staff, "case", Footing.CONSENT).ties
    assert (tie.id, {tie.a, tie.b}, tie.stressful) == (told["made"], {"agency", person.id}, True)
    assert f'data-id="{tie.id}"' in told["svg"]


def test_what_is_done_under_secrecy_stays_under_secrecy(town, let_go):
    told = let_go(8, "meeting=secret-meeting", kind="person").json()

    known = town.store.cases.household(town.staff, "case", Footing.STATUTORY).people
    told_on_consent = town.store.cases.household(town.staff, "case", Footing.CONSENT).people
    assert told["made"] in {person.id for person in known}
    assert told["made"] not in {person.id for person in told_on_consent}


def test_a_sign_that_is_not_on_this_map_is_refused_and_the_page_says_why(let_go):
    assert let_go(5, id="somebody-else").status_code == 409
