"""Whoever presses a button and goes on at once has taken the step whole: saved, said so, and the form is empty again."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

import pytest
from browsing import ready
from playwright.sync_api import expect

from jusou_meeting.meeting import Meeting, MeetingKind, Sitting
from jusou_meeting.staff import Permission
from jusou_meeting.vocabulary import Footing, RecordId, SittingId

pytestmark = pytest.mark.browser

HOUSEHOLD = Path(__file__).resolve().parents[1] / "households" / "single.json"
SAVE_AND_LEAVE = """(form, tab) => {
  document.activeElement.blur(); // as a pointer does
  form.querySelector('[data-testid="stFormSubmitButton"] button').click();
  setTimeout(() => tab.click(), WAIT);
}"""


def test_a_step_is_taken_whole_however_soon_somebody_goes_on(municipality, visitor):
    case_id, meeting_id, now = municipality.case(HOUSEHOLD), RecordId(secrets.token_hex(8)), datetime.now(UTC)
    with municipality.store.cases.change(
        municipality.staff,
        Permission.HOLD_MEETING,
        "開会",
        case_id=case_id,
        footing=Footing.STATUTORY,
        at=now,
    ) as change:
        sitting = change.hold(Sitting(id=SittingId(secrets.token_hex(8)), held_on=now.date()))
        change.save(
            Meeting(
                id=meeting_id, sitting_id=sitting.id, kind=MeetingKind.STATUTORY, ordinal=1, reason="連絡がつかない",
                opened_at=now,
            )
        )  # fmt: skip
    municipality.seat(visitor)
    window = municipality.show(visitor, "meeting", meeting=meeting_id)
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
    record = municipality.store.cases.meeting(municipality.staff, meeting_id)[1]
    assert [remark.text for remark in record.remarks] == said
