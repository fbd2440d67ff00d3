"""What a 支援会議 learned stays there: on no screen, in no paper and in no picture of a 重層的支援会議."""

from pathlib import Path

import pytest
from browsing import ready, words_in
from playwright.sync_api import expect
from word_reader import body_text

from jusou_meeting.cli import run
from jusou_meeting.issue import Issue
from jusou_meeting.meeting import MeetingKind
from jusou_meeting.vocabulary import Footing, RecordId

C02 = Path(__file__).resolve().parents[2] / "sample_data" / "household-C02.json"
SECRETS = ("通院を中断", "通院中断", "通院が途切れ")


def known(text):
    return [secret for secret in SECRETS if secret in text]


@pytest.mark.browser
def test_a_break_in_treatment_told_under_secrecy_is_not_on_the_screen_of_a_meeting_on_consent(
    municipality, visitor
):
    case_id = municipality.case(C02)
    municipality.seat(visitor)
    shown = {}
    for kind in MeetingKind:
        window = municipality.show(visitor, "meeting", meeting=municipality.hold(case_id, kind))
        expect(window.locator("[data-kind=person]").first).to_be_visible(timeout=15_000)
        window.get_by_role("tab", name="関係の表").click()
        expect(window.locator(".jusou-table").first).to_be_visible(timeout=15_000)
        shown[kind] = known(window.content())

    assert shown[MeetingKind.STATUTORY] != []
    assert shown[MeetingKind.MULTILAYERED] == []


@pytest.mark.browser
def test_nothing_told_under_secrecy_travels_to_a_browser_on_consent(municipality, visitor):
    case_id = municipality.case(C02)
    municipality.seat(visitor)
    window = visitor.window()
    heard = []
    window.on("websocket", lambda socket: socket.on("framereceived", lambda frame: heard.append(frame)))

    window.goto(f"{municipality.url}/meeting?meeting={municipality.hold(case_id, MeetingKind.MULTILAYERED)}")
    expect(window.locator("[data-kind=person]").first).to_be_visible(timeout=15_000)

    told = words_in(heard)
    assert "経済的困窮" in told
    assert "医療未受診・受診拒否" in told
    assert known(told) == []


@pytest.mark.parametrize("kind", list(MeetingKind))
def test_the_paper_of_a_meeting_knows_what_its_footing_knows(file_only, tmp_path, capsys, kind):
    municipality = file_only
    case_id = municipality.case(C02)
    meeting_id = municipality.hold(case_id, kind)
    out = tmp_path / "minutes.docx"

    arguments = ["--db", str(municipality.store.file.path), "--meeting", meeting_id, "--out", str(out)]
    assert run(["export", "minutes", *arguments]) == 0
    capsys.readouterr()

    assert bool(known(body_text(out.read_bytes()))) is (kind is MeetingKind.STATUTORY)


def test_an_issue_found_under_secrecy_gives_no_gap_in_the_numbers_of_the_others(file_only):
    municipality = file_only
    case_id = municipality.case(C02)
    cases, staff = municipality.store.cases, municipality.staff
    child = next(p for p in cases.household(staff, case_id, Footing.CONSENT).people if p.label == "子")
    with municipality.change(case_id, "課題") as change:
        change.save(Issue(id=RecordId("secret"), subject_id=child.id, title="治療の中断"))
    with municipality.change(case_id, "課題", footing=Footing.CONSENT) as change:
        change.save(Issue(id=RecordId("open"), subject_id=child.id, title="地域とのつながり"))

    on_consent = cases.household(staff, case_id, Footing.CONSENT).issues
    under_secrecy = cases.household(staff, case_id, Footing.STATUTORY).issues

    assert [i.title for i in under_secrecy][-2:] == ["治療の中断", "地域とのつながり"]
    assert on_consent[-1].title == "地域とのつながり"
    assert len(on_consent) == len(under_secrecy) - 1


@pytest.mark.browser
def test_a_secret_crosses_when_it_was_asked_and_said_and_goes_back_by_one_press(municipality, visitor):
    case_id = municipality.case(C02)
    cases, staff = municipality.store.cases, municipality.staff
    with municipality.change(case_id, "課題") as change:
        child = next(p for p in cases.household(staff, case_id, Footing.STATUTORY).people if p.label == "子")
        change.save(Issue(id=RecordId(f"{case_id}-treatment"), subject_id=child.id, title="治療の中断"))

    def told():
        return {issue.title for issue in cases.household(staff, case_id, Footing.CONSENT).issues}

    municipality.seat(visitor)
    window = municipality.show(visitor, "household", case=case_id)
    window.get_by_text("支援会議で得た情報も表示する", exact=True).click()
    ready(window)
    window.get_by_role("tab", name="移行").click()
    window.get_by_text("課題：治療の中断（子）").click()
    window.get_by_label("根拠・わけ").fill("本人の同意の範囲")
    window.get_by_role("button", name="選んだ情報を移す", exact=True).click()

    asked = window.get_by_role("dialog")
    expect(asked).to_contain_text("・課題：治療の中断（子）")
    assert "治療の中断" not in told()
    asked.get_by_role("button", name="移す", exact=True).click()

    expect(asked).to_be_hidden()
    back = window.get_by_role("button", name="移したのを取り消す：課題：治療の中断（子）")
    expect(back).to_be_visible()
    assert "治療の中断" in told()
    back.click()
    expect(back).to_be_hidden()
    assert "治療の中断" not in told()
