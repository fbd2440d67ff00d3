"""One line over the meeting says which item it is at, how long that still has, and takes the step to the next."""

import base64
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from builders import NOW, TODAY, an_agenda_item
from screens import labels, press, read

from jusou_meeting.japanese_date import TOKYO
from jusou_meeting.ui import clock_component, proceedings

CLOCK_JS = Path(clock_component.__file__).with_name("clock.js")


@pytest.fixture
def clocks(monkeypatch):
    """What each clock that was shown was told."""
    told = []
    monkeypatch.setattr(proceedings, "show_clock", lambda **said: told.append(said))
    return told


@pytest.fixture
def agenda(room):
    room.save(an_agenda_item("first", title="状況の共有", minutes=15, place=1))
    room.save(an_agenda_item("second", title="役割分担", minutes=20, place=2))
    return room


def test_one_press_takes_the_step_to_the_next_item_and_its_time_begins(agenda, clocks):
    window = agenda.coordinator()
    assert "次第　全2項目" in read(window)
    assert clocks[-1]["item_until"] is None

    press(window, "次へ：状況の共有")
    assert "次第 1/2　状況の共有" in read(window)
    [begun] = [item.begun_at for item in agenda.record.agenda if item.id == "first"]
    assert clocks[-1]["item_until"] == begun + timedelta(minutes=15)

    press(window, "次へ：役割分担")
    assert "次第 2/2　役割分担" in read(window)
    assert [label for label in labels(window) if label.startswith("次へ")] == []


def go(window, item_id):
    way = next(box for box in window.selectbox if box.label.startswith("ほかの議題に移る"))
    return press(way.set_value(item_id).run(), "移る")


def test_the_meeting_comes_back_to_an_item_and_what_was_said_there_before_stays_there(agenda, clocks):
    window = agenda.coordinator("次第")
    press(press(window, "次へ：状況の共有"), "次へ：役割分担")
    began = {item.id: item.begun_at for item in agenda.record.agenda}

    go(window, "first")

    assert "次第 3/3　状況の共有（続き）" in read(window)
    assert clocks[-1]["item_until"] is None
    assert {item.id: item.begun_at for item in agenda.record.agenda if item.id in began} == began


def test_an_item_may_be_passed_over(agenda):
    window = go(agenda.coordinator("次第"), "second")
    assert "次第 2/2　役割分担" in read(window)

    assert "次第 1/2　状況の共有" in read(go(window, "first"))


def test_the_hour_at_which_people_stand_up_is_that_of_the_day_of_the_meeting(agenda, clocks):
    agenda.coordinator()

    assert clocks[-1]["meeting_until"] == datetime.combine(TODAY, time(15), TOKYO)
    assert clocks[-1]["now"].tzinfo is not None


NOON = datetime(2026, 11, 26, 12, tzinfo=TOKYO)


@pytest.mark.browser
def test_the_clock_counts_down_by_itself_and_by_the_servers_hour(visitor):
    page = visitor.window()
    page.clock.install(time=NOON - timedelta(minutes=7))  # this machine's own clock is slow
    source = base64.b64encode(CLOCK_JS.read_bytes()).decode()
    page.evaluate(
        """async ([source, data]) => {
          document.body.innerHTML = '<p class="jusou-clock" role="timer" aria-live="off"></p>';
          const { default: show } = await import(`data:text/javascript;base64,${source}`);
          show({ data, parentElement: document.body });
        }""",
        [
            source,
            {
                "item": (NOON + timedelta(minutes=5)).timestamp(),
                "meeting": (NOON + timedelta(minutes=40)).timestamp(),
                "now": NOON.timestamp(),
            },
        ],
    )
    clock = page.locator(".jusou-clock")

    assert clock.inner_text() == "この議題 あと5分　会議 あと40分"
    page.clock.run_for(timedelta(minutes=3).total_seconds() * 1000)
    assert clock.inner_text() == "この議題 あと2分　会議 あと37分"
    assert clock.get_attribute("data-over") is None
    page.clock.run_for(timedelta(minutes=4).total_seconds() * 1000)
    assert clock.inner_text() == "この議題 2分超過　会議 あと33分"
    assert clock.get_attribute("data-over") is not None


def test_an_item_that_was_begun_is_not_begun_again_where_the_agenda_was_put_otherwise(room):
    for place, (title, begun_at) in enumerate(
        (("役割分担", NOW.replace(minute=30)), ("状況", NOW.replace(minute=10)), ("次回", None)), start=1
    ):
        room.save(an_agenda_item(title, title=title, place=place, begun_at=begun_at))
    window = room.coordinator()
    assert "次第 1/3　役割分担" in read(window)

    window = press(window, "次へ：次回")

    assert "次第 3/3　次回" in read(window)
    assert [item.begun_at for item in room.record.agenda][:2] == [
        NOW.replace(minute=30),
        NOW.replace(minute=10),
    ]
