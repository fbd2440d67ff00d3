"""機関名簿に載せる: an agency of the map comes into the directory once, whoever was faster."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from builders import a_staff
from screens import press, read

from jusou_meeting.ui.panel import SELECTED


def chosen(room):
    """The meeting with the hospital chosen on the map, and its reading typed."""
    window = room.coordinator()
    window.session_state[SELECTED] = "hospital"
    window.run()
    window.text_input(key="listing-kana:hospital").set_value("こころのびょういん")
    return window


def hospital(room):
    return next(each for each in room.household.involvements if each.id == "hospital")


def entries(room):
    return [agency for agency in room.store.directory.agencies() if agency.name == "こころの病院"]


def test_whoever_presses_again_after_somebody_was_faster_links_the_entry_and_doubles_nothing(room):
    window = chosen(room)
    room.save(replace(hospital(room), note="入院中"))

    press(window, "名簿に載せる")
    assert "ほかの人が先に変更しました。" in read(window)
    assert hospital(room).agency_id is None

    press(window, "名簿に載せる")
    [entry] = entries(room)
    assert entry.kana == "こころのびょういん"
    assert (hospital(room).agency_id, hospital(room).note) == (entry.id, "入院中")


def test_whoever_takes_the_link_back_and_presses_again_has_one_entry(room):
    press(chosen(room), "名簿に載せる")
    room.save(replace(hospital(room), agency_id=None))

    press(chosen(room), "名簿に載せる")
    assert [entry.id for entry in entries(room)] == [hospital(room).agency_id]


@pytest.mark.parametrize("ended", [True, False])
def test_whoever_was_signed_out_meanwhile_opens_no_case_and_lists_no_agency(room, ended):
    office = room.screen("case/list.py")
    office.text_input(key="new-case:title").set_value("80代の両親と40代の子の世帯")
    window = chosen(room)
    if ended:
        with room.store.file.reading() as db:
            sessions = [row["id"] for row in db.query("SELECT id FROM session")]
        for session in sessions:
            room.store.door.revoke(session, at=datetime.now(UTC))

    press(office, "登録する")
    press(window, "名簿に載せる")

    assert (len(room.store.cases.all(a_staff())), len(entries(room))) == ((1, 0) if ended else (2, 1))
