"""Whoever presses a button and goes on at once has taken the step whole: saved, said so, and the form is empty again."""

from pathlib import Path

import pytest
from browsing import ready
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

HOUSEHOLD = Path(__file__).resolve().parents[1] / "households" / "single.json"
SAVE_AND_LEAVE = """(form, tab) => {
  document.activeElement.blur(); // as a pointer does
  form.querySelector('[data-testid="stFormSubmitButton"] button').click();
  setTimeout(() => tab.click(), WAIT);
}"""


def test_a_step_is_taken_whole_however_soon_somebody_goes_on(municipality, visitor):
    municipality.in_a_meeting(HOUSEHOLD)
    municipality.seat(visitor)
    window = municipality.show(visitor, "meeting", meeting=municipality.meeting_id)
    leave = window.get_by_role("tab", name="プラン", exact=True)
    back = window.get_by_role("tab", name="記録", exact=True)
    said = []
    for wait in (10, 30, 60, 90, 120, 160, 200, 250):
        back.click()
        ready(window)
        form = window.get_by_test_id("stForm").filter(
            has=window.get_by_role("button", name="発言を追加", exact=True)
        )
        line = form.get_by_label("発言の要旨")
        expect(line).to_have_value("")
        said.append(f"{wait}ミリ秒で次へ進んだ")
        line.fill(said[-1])
        form.evaluate(SAVE_AND_LEAVE.replace("WAIT", str(wait)), leave.element_handle())
        expect(leave).to_have_attribute("aria-selected", "true")
        ready(window)
        window.wait_for_timeout(500)
    record = municipality.store.cases.meeting(municipality.staff, municipality.meeting_id)[1]
    assert [remark.text for remark in record.remarks] == said
