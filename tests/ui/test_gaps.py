"""足りないところ is one list by what is to be done, and nothing of it is built while it is closed."""

from dataclasses import replace

import pytest
from builders import a_remark, a_role, a_tie, a_wish, an_attendee
from screens import press, read

from jusou_meeting.agency import InvolvementStatus
from jusou_meeting.ui.panel import RECORD, SUPPORT, TABS


def of_the_list(window):
    return [button.label for button in window.button if (button.key or "").startswith("gap:")]


def opened(window):
    window.session_state["gaps"] = True
    return window.run()


def headings(window):
    return [caption.value.strip("*") for caption in window.caption if caption.value.endswith("件**")]


def test_it_stands_by_what_is_to_be_done_with_how_much_of_each(room):
    window = opened(room.coordinator())

    assert headings(window) == ["決める　3件", "本人に聞く　1件", "会議の記録を補う　1件", "つなぐ　3件"]
    assert of_the_list(window)[:2] == [
        "課題「経済的困窮（家賃の滞納が5か月続いている）」に担当がありません。",
        "課題「住まい不安定」に担当がありません。",
    ]


def test_outside_a_meeting_the_map_alone_is_asked(room):
    assert headings(opened(room.screen("case/household.py"))) == ["つなぐ　3件"]


def test_closed_it_tells_how_many_there_are_and_builds_nothing(room):
    window = room.coordinator()
    assert of_the_list(window) == []

    room.save(a_tie("agency", "client"))
    window = opened(window)
    assert headings(window)[-1] == "つなぐ　3件"
    assert any("だけです" in label for label in of_the_list(window))


def test_one_press_leads_to_the_place_and_closes_the_list(room):
    window = opened(room.coordinator())
    next(button for button in window.button if "「住まい不安定」" in button.label).click()
    window.run()

    assert window.session_state["selected"] == "home"
    assert of_the_list(window) == []


def test_whoever_closes_a_meeting_reads_it_by_what_is_to_be_done(room):
    window = room.coordinator()
    press(window, "閉会する")

    assert headings(window) == ["決める　3件", "本人に聞く　1件", "会議の記録を補う　1件"]


def test_where_nothing_is_missing_there_is_nothing_to_open(room):
    room.save(replace(room.household.involvements[1], status=InvolvementStatus.CONSIDERED))
    for fact in (
        a_tie("agency", "client"),
        a_tie("hospital", "client", id="second"),
        a_role("visit", "agency"),
    ):
        room.save(fact)

    window = opened(room.screen("case/household.py"))

    assert not window.exception
    assert headings(window) == []


SAID = "俊介さんは昼に起きる"
TOLD = f"「本人」の氏名（俊介）が書かれています：「{SAID}」。書類や投影に、そのまま出ます。"


@pytest.fixture
def named(room):
    room.save(replace(room.household.client, name="安西　俊介"))
    return room


def noted(room, said):
    """The screen of the meeting once this remark was noted there."""
    window = room.coordinator(RECORD)
    next(field for field in window.text_input if field.label == "発言の要旨").set_value(said)
    return press(window, "発言を追加")


def test_a_name_is_told_as_soon_as_it_is_written(named):
    assert TOLD in read(noted(named, SAID))
    assert [remark.text for remark in named.record.remarks] == [SAID]


def test_an_agency_at_the_table_that_is_called_like_one_of_them_is_no_name(named):
    named.save(an_attendee("shop", agency="安西商店", involvement_id=None, host=True))

    assert "氏名（" not in read(noted(named, "安西商店が配達を続ける"))
    assert len(named.record.remarks) == 1


def test_what_is_written_in_a_tab_is_opened_there(named):
    named.save(a_remark("said", text=SAID))
    named.save(a_wish("wish", person_id="client", words=SAID))
    window = opened(named.coordinator())
    assert headings(window)[-1] == "書きぶりを確かめる　2件"

    window.button(key="gap:reword-1:said").click()
    window.run()
    assert window.session_state[TABS] == RECORD
    assert of_the_list(window) == []

    opened(window).button(key="gap:reword-0:wish").click()
    window.run()
    assert (window.session_state[TABS], window.session_state["support"]) == (SUPPORT, "意向")
