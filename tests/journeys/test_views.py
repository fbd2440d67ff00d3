"""While the room speaks of one thing the rest of the map fades, on the wall as on the coordinator's screen; and between households the wall is dark."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from browsing import ready
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

HOUSEHOLD = Path(__file__).resolve().parents[1] / "households" / "three_generations.json"
FADED = re.compile("is-faded")


@pytest.fixture
def meeting(municipality):
    """An open 支援会議 on a household of three generations, with its wall lit."""
    municipality.in_a_meeting(HOUSEHOLD)
    municipality.store.projections.change(
        municipality.staff, municipality.meeting_id, lambda wall: replace(wall, dark=False)
    )
    return municipality


def sign(window, name):
    return window.locator(f':is([data-kind=person], [data-kind=agency])[aria-label^="{name}、"]')


def look(window, view):
    window.get_by_role("button", name=re.compile("^見方")).click()
    window.get_by_test_id("stRadio").get_by_text(view, exact=True).click()
    window.keyboard.press("Escape")
    ready(window)


def test_what_the_room_speaks_of_stays_and_the_rest_fades_here_and_on_the_wall(meeting, visitors):
    coordinator, projector = visitors(), visitors()
    meeting.seat(coordinator)
    window = meeting.show(coordinator, "meeting", meeting=meeting.meeting_id)
    wall = meeting.wall(projector, meeting.case_id, meeting.meeting_id)
    wall.goto(f"{meeting.url}/projector/")
    expect(sign(wall, "長女")).to_be_visible(timeout=20_000)

    look(window, "家族")
    expect(sign(window, "小学校")).to_have_class(FADED)
    expect(sign(window, "長女")).not_to_have_class(FADED)
    expect(sign(wall, "小学校")).not_to_have_class(FADED)

    look(window, "選んだものを中心に")
    sign(window, "長女").click()
    expect(sign(window, "叔父")).to_have_class(FADED, timeout=15_000)
    expect(sign(window, "長女")).not_to_have_class(FADED)
    expect(sign(wall, "祖母")).to_have_class(FADED, timeout=15_000)
    expect(sign(wall, "長女")).not_to_have_class(FADED)

    look(window, "選んだものを中心に（二つ先まで）")
    expect(sign(wall, "祖母")).not_to_have_class(FADED, timeout=15_000)
    expect(sign(wall, "小学校")).to_have_class(FADED)
    expect(window.get_by_text("投影中：「長女」のまわり（二つ先まで）")).to_be_visible()

    look(window, "緊急時")
    expect(sign(window, "小学校")).to_have_class(FADED)
    expect(sign(wall, "小学校")).not_to_have_class(FADED, timeout=15_000)
    expect(window.get_by_text("父から連絡があったとき")).to_be_visible()
    expect(wall.get_by_text("父から連絡があったとき")).to_have_count(0)

    look(window, "全体")
    expect(sign(window, "叔父")).not_to_have_class(FADED)
    expect(sign(wall, "叔父")).not_to_have_class(FADED, timeout=15_000)

    window.keyboard.press("F9")
    expect(window.get_by_text("投影：暗くしています")).to_be_visible(timeout=15_000)
    window.keyboard.press("F9")
    expect(sign(wall, "長女")).to_be_visible(timeout=15_000)
    other = meeting.case(HOUSEHOLD.with_name("single.json"))
    meeting.show(coordinator, "household", case=other)
    expect(wall.get_by_text("投影を止めています")).to_be_attached(timeout=15_000)
    expect(window.get_by_text("投影：暗くしています")).to_be_visible(timeout=15_000)
