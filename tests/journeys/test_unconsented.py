"""The older sister consented to nothing: neither the wall, nor a device, nor a paper of her brother's meeting tells of her."""

import json
import secrets
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from browsing import ready, words_in
from playwright.sync_api import expect
from word_reader import body_text

from jusou_meeting.cli import run
from jusou_meeting.consent import Strictness
from jusou_meeting.documents.handout import PAPERS
from jusou_meeting.finding import Stopped
from jusou_meeting.japanese_date import today_in_tokyo
from jusou_meeting.session import Session
from jusou_meeting.staff import StaffRole
from jusou_meeting.store import hashed
from jusou_meeting.vocabulary import Footing

HER_TROUBLE = "統合失調症"
TOKENS = (
    HER_TROUBLE, "会津 花江", "はなえ", "1971-03-04", "昭和46年", "薬をやめて", "家を出たい", "休職した", "若葉メンタルクリニック",
    "訪問看護の契約", "五十代", "駅裏のアパート",
)  # fmt: skip


def household():
    today = today_in_tokyo(datetime.now(UTC)).isoformat()
    return {
        "title": "きょうだい二人の家",
        "opened_on": "2026-10-01",
        "people": [
            {"id": "p1", "kinship": "本人", "age_band": "40代"},
            {"id": "p2", "kinship": "姉", "name": "会津 花江", "kana": "あいづ はなえ", "birth_on": "1971-03-04", "note": "薬をやめて半年",
             "lives_apart": True, "residence": "駅裏のアパート"},
            {"id": "p3", "kinship": "母", "age_band": "70代"},
        ],
        "agencies": [{"id": "a1", "name": "生活サポート相談窓口"}, {"id": "a2", "name": "若葉メンタルクリニック"}, {"id": "a3", "name": "南訪問看護"}],
        "issues": [
            {"id": "i1", "subject": "p2", "title": HER_TROUBLE, "note": "五十代で発病"},
            {"id": "i2", "subject": "p1", "title": "家賃の滞納"},
            {"id": "i3", "subject": "p3", "title": "もの忘れ"},
        ],
        "ties": [
            {"between": ["a1", "p1"], "word": "支援"},
            {"between": ["a2", "p2"], "word": "支援", "note": "薬をやめて半年"},
            {"between": ["a3", "p1"], "word": "支援"},
        ],
        "events": [{"subject": "p2", "happened": "平成30年", "text": "休職した"}],
        "wishes": [{"person": "p2", "words": "家を出たい"}],
        "roles": [
            {"assignee": "a3", "task": "訪問看護の契約を進める", "for": ["p2"], "issues": ["i1"], "due_text": "月末まで"},
            {"assignee": "a1", "task": "分納を一緒に考える", "for": ["p1"], "issues": ["i2", "i1"], "due_text": "月末まで"},
        ],
        "consents": [
            {"person": "p1", "given_on": "2026-10-01", "agencies": ["a1", "a3"]},
            {"person": "p2", "given_on": "2026-10-01", "until_on": "2026-10-31", "agencies": ["a1", "a3"]},
            {"person": "p3", "given_on": "2026-10-01", "agencies": ["a1", "a3"]},
        ],
        "meetings": [{
            "id": "m", "kind": "重層的支援会議", "held_on": today, "opened_at": f"{today}T00:01",
            "attendees": [
                {"id": "s1", "agency": "a1", "name": "鈴木", "attendance": "出席"},
                {"id": "s2", "agency": "a3", "name": "田中", "attendance": "出席"},
            ],
        }],
    }  # fmt: skip


class Siblings:
    """Their open meeting in the file of a municipality."""

    def __init__(self, municipality, folder):
        path = folder / "household.json"
        path.write_text(json.dumps(household(), ensure_ascii=False), "utf-8")
        self.municipality, self.store = municipality, municipality.store
        self.case_id = municipality.case(path)
        [self.record] = self.store.cases.meetings(municipality.staff, self.case_id, Footing.CONSENT)

    @property
    def known(self):
        return self.store.cases.household(self.municipality.staff, self.case_id, Footing.CONSENT)

    def seat(self):
        meeting_id, now = self.record.meeting.id, datetime.now(UTC)
        return {
            "case_id": self.case_id,
            "meeting_id": meeting_id,
            "footing": Footing.CONSENT,
            "admitted_at": now,
        }

    def device(self, visitor, agency):
        line = next(a for a in self.record.attendees if a.agency == agency)
        said = {"staff_id": "guest", "name": line.name, "agency": agency, "attendee_id": line.id}
        self.municipality.seat(visitor, role=StaffRole.PARTICIPANT, **said, **self.seat())
        window, heard = listening(visitor.window())
        window.goto(f"{self.municipality.url}/answer")
        expect(window.get_by_role("heading", name="役割の確認")).to_be_visible(timeout=20_000)
        window.get_by_role("tab", name="地図").click()
        expect(window.locator("[data-kind=person]").first).to_be_visible(timeout=20_000)
        return window, heard

    def wall(self, visitor):
        token, now = secrets.token_urlsafe(32), datetime.now(UTC)
        said = {
            "staff_id": "staff",
            "role": StaffRole.PROJECTOR,
            "name": "投影",
            "started_at": now,
            "seen_at": now,
        }
        self.store.door.start(Session(id=hashed(token), **said, **self.seat()))
        self.store.projections.change(
            self.municipality.staff, self.record.meeting.id, lambda wall: replace(wall, dark=False)
        )
        window, heard = listening(visitor.holds("jusou_projector", token, "/projector").window())
        window.goto(f"{self.municipality.url}/projector/")
        expect(window.locator("[data-kind=person]").first).to_be_visible(timeout=20_000)
        return window, heard


def listening(window):
    heard = []
    window.on("websocket", lambda socket: socket.on("framereceived", lambda frame: heard.append(frame)))
    return window, heard


def told(window, heard):
    text = words_in(heard) + window.content() + window.title()
    return [token for token in TOKENS if token in text]


@pytest.mark.browser
def test_the_coordinator_sees_why_it_is_held_back_and_shows_one_thing_with_its_ground(
    municipality, visitors, tmp_path
):
    siblings = Siblings(municipality, tmp_path)
    office, wall, phone, nurse = visitors(), visitors(), visitors(), visitors()
    municipality.seat(office)
    desk = municipality.show(office, "meeting", meeting=siblings.record.meeting.id)
    expect(desk.locator(".st-key-held-back")).to_contain_text("同意のない世帯員のこと7件", timeout=20_000)
    screen, on_wall = siblings.wall(wall)
    device, on_device = siblings.device(phone, "生活サポート相談窓口")
    own, on_own = siblings.device(nurse, "南訪問看護")

    assert told(screen, on_wall) == []
    assert told(device, on_device) == []
    assert told(own, on_own) == ["訪問看護の契約"], "whoever does it knows it"
    for heard in (on_wall, on_device):
        assert "姉" in words_in(heard)
        assert "もの忘れ" in words_in(heard), "their mother consented"

    desk.get_by_role("tab", name="同意", exact=True).click()
    line = desk.locator("label", has_text=f"課題：{HER_TROUBLE}")
    expect(line).to_contain_text("「姉」の同意は期限が過ぎました", timeout=20_000)
    line.click()
    desk.get_by_role("button", name="選んだ情報を示す").click()
    expect(desk.get_by_text("判断の根拠、またはわけを書いてください")).to_be_visible(timeout=20_000)
    assert told(screen, on_wall) == []
    desk.get_by_label("示す根拠").fill("個人情報保護法第69条第2項第4号")
    desk.get_by_role("button", name="選んだ情報を示す").click()

    expect(screen.locator("svg").get_by_text(HER_TROUBLE).first).to_be_attached(timeout=20_000)
    expect(device.locator("svg").get_by_text(HER_TROUBLE).first).to_be_attached(timeout=20_000)
    assert told(screen, on_wall) == told(device, on_device) == [HER_TROUBLE]
    desk.get_by_role("button", name=f"示すのをやめる：課題：{HER_TROUBLE}").click()
    expect(screen.locator("svg").get_by_text(HER_TROUBLE)).to_have_count(0, timeout=20_000)
    ready(desk)
    reasons = [c.reason for c in siblings.store.cases.crossings(municipality.staff, siblings.case_id)]
    assert reasons == ["個人情報保護法第69条第2項第4号", "示すのをやめる"]


@pytest.fixture
def siblings(file_only, tmp_path):
    return Siblings(file_only, tmp_path)


def exported(siblings, what, out, *to):
    assert run(["export", what, "--db", str(siblings.store.file.path), "--out", str(out), *to]) == 0
    return out.read_bytes()


def words(file):
    return [token for token in TOKENS if token in file]


@pytest.mark.parametrize("what", PAPERS)
def test_no_paper_of_the_meeting_tells_of_her(siblings, tmp_path, capsys, what):
    meeting = ("--meeting", siblings.record.meeting.id)
    try:
        text = body_text(exported(siblings, what, tmp_path / "paper.docx", *meeting))
    except (AssertionError, Stopped):
        assert what in ("certificate", "corrections"), capsys.readouterr()
        return

    assert words(text) == (["訪問看護の契約"] if what == "role-sheets" else []), (
        "its own agency takes its role home"
    )


def test_the_minutes_do_not_say_that_what_they_leave_out_was_taken_back(siblings, tmp_path):
    text = body_text(
        exported(siblings, "minutes", tmp_path / "paper.docx", "--meeting", siblings.record.meeting.id)
    )

    assert "欠けている№の課題は、取り消された、又は同意のない世帯員のことなので載せていない。" in text
    assert "欠けている№の役割は、取り消された、又は同意のない世帯員のことなので載せていない。" in text


@pytest.mark.parametrize("suffix", ["svg", "html", "docx"])
def test_no_map_that_leaves_tells_of_her(siblings, tmp_path, suffix):
    file = exported(siblings, "ecomap", tmp_path / f"map.{suffix}", "--case", siblings.case_id)
    text = body_text(file) if suffix == "docx" else file.decode()

    assert words(text) == []
    assert "家賃の滞納" in text or suffix == "docx"


def test_the_chronology_that_leaves_tells_nothing_of_her_past(siblings, tmp_path):
    text = body_text(exported(siblings, "chronology", tmp_path / "paper.docx", "--case", siblings.case_id))

    assert words(text) == []


def test_the_file_of_the_household_holds_all_of_it(siblings, tmp_path):
    text = exported(siblings, "household", tmp_path / "case.json", "--case", siblings.case_id).decode()

    assert set(TOKENS) - set(words(text)) == {"1971-03-04", "昭和46年"} - set(words(text))


def test_a_wider_choice_of_the_municipality_is_seen_by_whoever_looks_next(siblings):
    before = siblings.store.cases.revision(siblings.case_id)
    admin = siblings.municipality.staff.__class__(id="admin", name="管理", role=StaffRole.ADMINISTRATOR)
    siblings.store.choose_strictness(Strictness.SUPPORT, by=admin, at=datetime.now(UTC))

    assert siblings.known.strictness is siblings.store.strictness is Strictness.SUPPORT
    assert siblings.store.cases.revision(siblings.case_id) > before, "open screens are painted anew"
