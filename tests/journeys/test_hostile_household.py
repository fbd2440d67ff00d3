"""A household whose every field was written by somebody who means harm: shown as text, on every screen and paper."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import expect

from jusou_meeting.cli import run
from jusou_meeting.staff import StaffRole
from jusou_meeting.text import clean_line
from jusou_meeting.vocabulary import Footing

pytestmark = pytest.mark.browser

HOUSEHOLDS = Path(__file__).resolve().parents[1] / "households"
PAYLOADS = (
    "<img src=x onerror=pwn()>",
    "<svg><animate onbegin=pwn() attributeName=x dur=1s>",
    "<image href=x onerror=pwn()>",
    "![x](http://example.invalid/x.png)",
    "[押して](javascript:pwn())",
    "</script><script>pwn()</script>",
    '=HYPERLINK("http://example.invalid")',
    ":material/home: $x^2$ **太字**",
    "𠮷野 葛󠄀城 神",
    "\u202eかさま\x00\x07",
    "あ" * 2000,
)
WATCH = "window.pwned = 0; window.pwn = () => { window.pwned += 1; }; window.alert = window.pwn;"


@pytest.fixture
def hostile(tmp_path):
    """Every line of every record holds a payload; what must be a date or a code is one."""

    def lines():
        while True:
            yield from PAYLOADS

    said = lines()
    household = {
        "title": f"事例 {next(said)}",
        "opened_on": "2026-10-01",
        "household": {"route": next(said), "strengths": [next(said)], "note": next(said), "address": next(said)},
        "people": [
            {"id": f"p{n}", "kinship": kinship, **{key: next(said) for key in ("label", "name", "kana", "age_band", "residence", "note")}}
            for n, kinship in enumerate(["本人", "父", "母", "子", "兄", "姉", "妹", "弟", "祖父", "祖母", "孫"])
        ],
        "issues": [{"id": f"i{n}", "subject": f"p{n}", "title": text, "note": next(said)} for n, text in enumerate(PAYLOADS)],
        "agencies": [{"id": f"a{n}", "name": text, "field": next(said), "note": next(said)} for n, text in enumerate(PAYLOADS)],
        "ties": [
            {"between": [f"a{n}", f"p{n}"], "word": "支援", "label": text, "source": next(said), "note": next(said)}
            for n, text in enumerate(PAYLOADS)
        ],
        "roles": [
            {"assignee": f"a{n}", "task": text, "in_charge": next(said), "for": [f"p{n}"], "issues": [f"i{n}"], "due_text": next(said), "assigned_in": "m"}
            for n, text in enumerate(PAYLOADS)
        ],
        "meetings": [
            {
                "id": "m", "kind": "支援会議", "held_on": "2026-11-05", "place": next(said), "reason": next(said), "next_time": next(said),
                "opened_at": "2026-11-05T14:00",
                "attendees": [{"id": f"t{n}", "agency": f"a{n}", "agency_name": text, "named_once": True, "job": next(said), "name": next(said)} for n, text in enumerate(PAYLOADS)],
                "remarks": [{"text": text, "speaker": f"t{n}"} for n, text in enumerate(PAYLOADS)],
                "decisions": [{"text": text} for text in PAYLOADS],
            }
        ],
    }  # fmt: skip
    path = tmp_path / "hostile.json"
    path.write_text(json.dumps(household, ensure_ascii=False), "utf-8")
    return path


def watched(visitor):
    visitor.context.add_init_script(WATCH)
    return visitor


def hurt(window):
    """How often the page ran what somebody wrote."""
    window.wait_for_timeout(300)
    return window.evaluate("window.pwned")


def test_the_watch_itself_notices_a_script(municipality, visitor):
    municipality.seat(watched(visitor))
    window = municipality.show(visitor, "cases")

    window.evaluate("document.body.insertAdjacentHTML('beforeend', '<button id=t onclick=\"0\">')")
    window.evaluate("window.pwn()")

    assert hurt(window) == 1


@pytest.mark.parametrize("source", ["every field", pytest.param("held back", marks=pytest.mark.nightly)])
def test_no_screen_runs_what_somebody_wrote(municipality, visitors, hostile, source):
    case_id = municipality.case(hostile if source == "every field" else HOUSEHOLDS / "hostile.json")
    records = municipality.store.cases.meetings(municipality.staff, case_id, Footing.STATUTORY)
    coordinator = watched(visitors())
    municipality.seat(coordinator)

    windows = [
        municipality.show(coordinator, "cases"),
        municipality.show(coordinator, "household", case=case_id),
    ]
    windows += [municipality.show(coordinator, "meeting", meeting=record.meeting.id) for record in records]
    for record in records:
        participant = watched(visitors(viewport={"width": 390, "height": 844}))
        attendee = next((a for a in record.attendees if a.involvement_id), None)
        municipality.seat(
            participant,
            role=StaffRole.PARTICIPANT,
            name="<img src=x onerror=pwn()>",
            agency="![x](http://example.invalid/x.png)",
            case_id=case_id,
            meeting_id=record.meeting.id,
            footing=record.meeting.kind.footing,
            attendee_id=attendee.id if attendee else None,
            admitted_at=datetime.now(UTC),
        )
        windows.append(municipality.show(participant, "answer"))

    for window in windows:
        expect(window.get_by_test_id("stException")).to_have_count(0)
        assert hurt(window) == 0
        assert window.locator("img[src*=example], a[href*=javascript]").count() == 0
    signs = windows[1].locator("[data-kind=agency], [data-kind=person]")
    for n in range(min(signs.count(), 4)):
        signs.nth(n).click()
        windows[1].wait_for_timeout(400)
        assert hurt(windows[1]) == 0


def test_word_opens_and_names_come_back_as_they_were_typed(municipality, hostile, tmp_path, capsys):
    case_id = municipality.case(hostile)
    db = str(municipality.store.file.path)
    [record] = municipality.store.cases.meetings(municipality.staff, case_id, Footing.STATUTORY)

    paper, back = tmp_path / "minutes.docx", tmp_path / "back.json"
    assert run(["export", "minutes", "--db", db, "--meeting", record.meeting.id, "--out", str(paper)]) == 0
    assert run(["export", "household", "--db", db, "--case", case_id, "--out", str(back)]) == 0
    capsys.readouterr()

    Document(io.BytesIO(paper.read_bytes()))
    written, returned = json.loads(hostile.read_text("utf-8")), json.loads(back.read_text("utf-8"))
    assert [p.get("name", "") for p in returned["people"]] == [
        clean_line(p["name"]) for p in written["people"]
    ]
    assert "𠮷野 葛󠄀城 神" in {p.get("name") for p in returned["people"]}
    assert [d["text"] for d in returned["meetings"][0]["decisions"]] == [
        clean_line(text) for text in PAYLOADS
    ]


def test_what_is_typed_into_a_form_comes_back_as_it_was_typed(municipality, visitor):
    case_id = municipality.case(HOUSEHOLDS / "single.json")
    municipality.seat(watched(visitor))
    window = municipality.show(visitor, "household", case=case_id)
    typed = "𠮷野 葛󠄀城 神 <img src=x onerror=pwn()> ![x](http://example.invalid/x.png)"

    window.locator("[data-kind=person]").first.click()
    expect(window.get_by_label("氏名")).to_be_visible(timeout=15_000)
    window.get_by_label("氏名").fill(typed)
    window.get_by_role("button", name="保存", exact=True).click()
    expect(window.get_by_text("保存しました")).to_be_visible(timeout=15_000)

    household = municipality.store.cases.household(municipality.staff, case_id, Footing.CONSENT)
    assert typed in {person.name for person in household.people}
    assert hurt(window) == 0
